"""Which items of two versions of a list are the same."""

from __future__ import annotations

from collections.abc import Mapping

from easui.document import Array, Node, Object, Path, Scalar

_NAMES = ("name", "type", "mount_path", "key", "id")
"""Members that tell items of a list apart, the first that is there."""


class Items:
    """Items of old lists with their places in the new ones."""

    __slots__ = ("_places", "reordered")

    def __init__(self) -> None:
        self._places: dict[Path, Path | None] = {}
        self.reordered: dict[Path, tuple[list[str], list[str]]] = {}
        """Lists whose common items have another order, with the names of these items before and after."""

    def new_place(self, path: Path) -> Path | None:
        """Where a value of the old config is in the new one; None when it is in an item that is gone."""
        place: Path | None = ()
        for length in range(1, len(path) + 1):
            known = self._places.get(path[:length], ())
            if known is None or place is None:
                return None
            place = known or (*place, path[length - 1])
        return place

    def pair(self, old: Path, new: Path | None) -> None:
        """Note where an item is now, None when it is gone."""
        self._places[old] = new


def aligned(before: Mapping[Path, Array], after: Mapping[Path, Array]) -> Items:
    """Match the items of lists, outer lists first: by what names them, the others by their order."""
    items = Items()
    for path in sorted(before, key=len):
        place = items.new_place(path)
        new = after.get(place) if place is not None else None
        if place is None or new is None:
            continue
        pairs = _pairs(before[path], new)
        for at, now in enumerate(pairs):
            items.pair((*path, at), None if now is None else (*place, now))
        _note_order(items, place, before[path], pairs)
    return items


def _pairs(old: Array, new: Array) -> list[int | None]:
    """For each old item the index of the new one."""
    free: dict[str, list[int]] = {}
    for at, item in enumerate(new.items):
        free.setdefault(_name(item), []).append(at)
    pairs: list[int | None] = []
    for item in old.items:
        name = _name(item)
        pairs.append(free[name].pop(0) if name and free.get(name) else None)
    taken = {at for at in pairs if at is not None}
    left = iter([at for at in range(len(new.items)) if at not in taken])
    return [next(left, None) if at is None else at for at in pairs]


def _note_order(items: Items, place: Path, old: Array, pairs: list[int | None]) -> None:
    kept = [(now, _name(item)) for now, item in zip(pairs, old.items, strict=True) if now is not None]
    if kept != sorted(kept, key=lambda pair: pair[0]):
        items.reordered[place] = ([name for _, name in kept], [name for _, name in sorted(kept)])


def _name(item: Node) -> str:
    """What names an item, empty where nothing does."""
    if isinstance(item, Scalar):
        return str(item.value)
    if isinstance(item, Object):
        for key in _NAMES:
            member = item.get(key)
            if member is not None and isinstance(member.value, Scalar) and member.value.value not in (None, ""):
                return str(member.value.value)
    return ""
