"""The sections of a service, as the tree at the left shows them: made from the schema, filled from the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import NamedTuple

from easui.document import Array, Diagnostic, Path, Severity
from easui.knowledge import Field, root_field
from easui.tui.model.places import Places

GROUPS = {
    "": "Not recognised",
    "identity": "Identity",
    "resources": "Resources",
    "placement": "Placement",
    "updates": "Updates",
    "traffic": "Traffic",
    "advanced": "Advanced",
}
"""The groups of `metadata` by `Field.section`, with their titles; unknown keys first, being mostly mistakes."""

TOP = "top level"
"""The title of what stands at the root itself."""

MAX_ITEM_SECTIONS = 20


class Section(NamedTuple):
    """A part of a service that a form shows at a time; `group` narrows the fields of `metadata` down."""

    path: Path
    title: str
    group: str | None = None
    depth: int = 0
    present: bool = False
    items: int | None = None
    errors: int = 0
    warnings: int = 0

    @property
    def key(self) -> tuple[Path, str | None]:
        """What stays the same while the document changes."""
        return self.path, self.group

    def contains(self, path: Path) -> bool:
        """Whether a place belongs to this section."""
        if not self.path:
            return not path or is_top_level(path)
        if path[: len(self.path)] != self.path:
            return False
        return self.group is None or (len(path) > 1 and group_of(path) == self.group)


def sections(
    places: Places,
    diagnostics: Iterable[Diagnostic] = (),
    *,
    all_unset: bool = True,
    revealed: Collection[Path] = (),
) -> list[Section]:
    """All sections in the order in which people write them.

    `all_unset` adds those that few services need; what is `revealed` is there in any case.
    """
    counts = _count(places, diagnostics)
    result: list[Section] = []
    for name, field in root_field().properties.items():
        if _is_top_level_field(field):
            continue
        present = places.has((name,))
        wanted = present or (name,) in revealed
        if not wanted and (field.deprecated or field.moved_to or not (all_unset or field.common)):
            continue
        result += _sections_of(name, places, counts, present)
    result.insert(_place_of_top(result), _with_counts(Section((), TOP, present=_top_present(places)), counts))
    return result


def hidden_sections(places: Places) -> int:
    """How many sections `sections(all_unset=False)` leaves out."""
    return len(sections(places)) - len(sections(places, all_unset=False))


def section_of(path: Path, known: list[Section]) -> Section | None:
    """The deepest section that a place belongs to."""
    return max((section for section in known if section.contains(path)), key=_depth, default=None)


def group_of(path: Path) -> str:
    """The group of a place below `metadata`."""
    child = root_field().child("metadata")
    field = child.child(str(path[1])) if child and len(path) > 1 else None
    return field.section if field and field.section in GROUPS else ""


def is_top_level(path: Path) -> bool:
    """Whether a place belongs to what stands at the root itself: scalars, small lists, unknown keys."""
    field = root_field().child(str(path[0])) if path else None
    return field is None or _is_top_level_field(field)


def _is_top_level_field(field: Field) -> bool:
    if "object" in field.types:
        return len(field.types) > 1
    return not (field.item and "object" in field.item.types and field.common)


def _sections_of(name: str, places: Places, counts: Counter[tuple[Path, Severity]], present: bool) -> list[Section]:
    path = (name,)
    found = places.get(path)
    items = len(found.node.items) if found and isinstance(found.node, Array) else None
    result = [_with_counts(Section(path, name, present=present, items=items), counts)]
    if name == "metadata":
        used = {group_of(child) for child in places.children(path)}
        for group, title in GROUPS.items():
            if group or group in used:
                section = Section(path, title, group, 1, group in used)
                result.append(_with_counts(section, counts))
    elif items is not None and items > 1:
        for index in range(min(items, MAX_ITEM_SECTIONS)):
            result.append(_with_counts(Section((name, index), _item_title(places, name, index), None, 1, True), counts))
    return result


def _item_title(places: Places, name: str, index: int) -> str:
    for key in ("name", "mount_path"):
        if value := places.text((name, index, key)):
            return f"[{index}] {value}"
    return f"[{index}]"


def _with_counts(section: Section, counts: Counter[tuple[Path, Severity]]) -> Section:
    errors = warnings = 0
    for (path, severity), number in counts.items():
        if section.contains(path):
            errors += number if severity is Severity.ERROR else 0
            warnings += number if severity is Severity.WARNING else 0
    return section._replace(errors=errors, warnings=warnings)


def _count(places: Places, diagnostics: Iterable[Diagnostic]) -> Counter[tuple[Path, Severity]]:
    """Findings by place; one that names no place counts where its text stands."""
    return Counter((diagnostic.path or places.path_at(diagnostic.span.start), diagnostic.severity)
                   for diagnostic in diagnostics)  # fmt: skip


def _top_present(places: Places) -> bool:
    return any(is_top_level(path) for path in places.children(()))


def _place_of_top(known: list[Section]) -> int:
    """Behind the containers, with which a processor shares its purpose."""
    for index, section in enumerate(known):
        if section.path[:1] == ("storage",):
            return index
    return len(known)


def _depth(section: Section) -> tuple[int, bool]:
    return len(section.path), section.group is not None
