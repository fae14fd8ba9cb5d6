"""What changes between two configs: parameters in whatever spelling, and what the linter finds.

Values are compared by their canonical places, so that a dotted key and a nested one, an older place and the usual one,
or JSON and YAML are the same. Items of lists are known again by what names them, wherever they move.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from easui.assist.comparison_items import Items, aligned
from easui.document import EACH, Array, Diagnostic, Document, Node, Object, Path, Scalar, format_path, to_python
from easui.document.display import visible
from easui.knowledge import Field
from easui.lint import Settings, lint
from easui.lint.report.veil import MASK, Veil
from easui.service import read

_NOTHING = Settings()
_DEEPEST = 64
"""What is nested deeper is compared by its text; EAS nests ten levels."""


class Change(NamedTuple):
    """One parameter that differs; `path` is its canonical place in the new config, of a removed one in the old.

    `old` and `new` are fit to be shown and None where the parameter is not set; then `default` is what EAS takes.
    `moved` is a list whose items have another order.
    """

    path: Path
    kind: Literal["added", "removed", "changed", "moved"]
    old: Any
    new: Any
    title: str
    unit: str
    default: str

    @property
    def name(self) -> str:
        """The place as people write it."""
        return visible(format_path(self.path))


class Comparison(NamedTuple):
    """What changes: parameters, findings that are new, and findings that are gone."""

    parameters: tuple[Change, ...]
    new_findings: tuple[Diagnostic, ...]
    gone_findings: tuple[Diagnostic, ...]


class _Leaf(NamedTuple):
    """A value that holds no others, with what may be shown of it."""

    value: Any
    shown: Any
    field: Field | None


class _Reading(NamedTuple):
    """The values of a config by canonical path in the order of the file, its lists, and whatever holds others."""

    leaves: dict[Path, _Leaf]
    lists: dict[Path, Array]
    holders: set[Path]


def compare(
    old: Document, new: Document, old_settings: Settings = _NOTHING, new_settings: Settings = _NOTHING
) -> Comparison:
    """Compare two configs, each linted with its own settings."""
    before, after = lint(old, old_settings), lint(new, new_settings)
    return Comparison(
        parameters=tuple(changes(old, new)),
        new_findings=_without(before, after),
        gone_findings=_without(after, before),
    )


def changes(old: Document, new: Document) -> list[Change]:
    """The parameters that differ, section by section in the order of the new config; removed ones end their section."""
    before, after = _read(old), _read(new)
    items = aligned(before.lists, after.lists)
    found = [*_moved(items), *_changed(before, after, items), *_removed(before, after, items)]
    sections = list(dict.fromkeys(path[0] for path in (*after.leaves, *before.leaves) if path))
    order = {path: number for number, path in enumerate(dict.fromkeys((*after.leaves, *before.leaves)))}
    return sorted(
        found,
        key=lambda change: (
            sections.index(change.path[0]) if change.path and change.path[0] in sections else -1,
            change.kind == "removed",
            order.get(change.path, -1),
        ),
    )


def _changed(before: _Reading, after: _Reading, items: Items) -> Iterator[Change]:
    """What is new or has another value."""
    earlier = {items.new_place(path): leaf for path, leaf in before.leaves.items()}
    emptied = {items.new_place(path) for path in before.holders}
    for path, leaf in after.leaves.items():
        known = earlier.get(path)
        if path in emptied:
            continue
        if known is None:
            yield _change(path, "added", None, leaf.shown, leaf.field)
        elif known.value != leaf.value or isinstance(known.value, bool) != isinstance(leaf.value, bool):
            yield _change(path, "changed", known.shown, leaf.shown, leaf.field)


def _removed(before: _Reading, after: _Reading, items: Items) -> Iterator[Change]:
    for path, leaf in before.leaves.items():
        place = items.new_place(path)
        if place is None or (place not in after.leaves and place not in after.holders):
            yield _change(path, "removed", leaf.shown, None, leaf.field)


def _moved(items: Items) -> Iterator[Change]:
    """Lists whose items come in another order, which often means something."""
    for path, (old, new) in items.reordered.items():
        yield Change(path, "moved", [visible(name) for name in old], [visible(name) for name in new], "", "", "")


def _change(
    path: Path, kind: Literal["added", "removed", "changed"], old: Any, new: Any, field: Field | None
) -> Change:
    default = field.default_text if field and kind != "changed" else ""
    return Change(path, kind, old, new, field.title if field else "", field.unit if field else "", default)


def _read(document: Document) -> _Reading:
    """Walk a whole document, whatever the schema knows of it."""
    reading = _Reading({}, {}, set())
    if document.root is None:
        return reading
    known = {entry.file_path: entry for entry in read(document).entries()}
    veil = Veil(document).text
    stack: list[tuple[Node, Path, Path]] = [(document.root, (), ())]
    while stack:
        node, path, file_path = stack.pop()
        entry = known.get(file_path)
        path = entry.path if entry else path
        below: list[tuple[Node, Path, Path]] = []
        if len(path) > _DEEPEST:
            pass
        elif isinstance(node, Object):
            for member in node.members:
                name = member.key.name
                below.append((member.value, (*path, name), (*file_path, name)))
        elif isinstance(node, Array):
            reading.lists[path] = node
            below += ((item, (*path, at), (*file_path, at)) for at, item in enumerate(node.items))
        if below:
            reading.holders.add(path)
            stack += reversed(below)
        elif path and (entry or not _is_empty(node)):
            reading.leaves[path] = _leaf(document, node, veil, entry.field if entry else None)
    return reading


def _holds_nothing(node: Node) -> bool:
    return not (node.items if isinstance(node, Array) else node.members if isinstance(node, Object) else ())


def _is_empty(node: Node) -> bool:
    """Whether a value counts as left out."""
    return isinstance(node, Scalar) and (node.kind in ("null", "missing") or node.value == "")


def _leaf(document: Document, node: Node, veil: str, field: Field | None) -> _Leaf:
    """A value with what may be shown of it: secrets are shortened, everything else is what it is."""
    source, masked = document.text[node.start : node.end], veil[node.start : node.end]
    value = to_python(node) if isinstance(node, Scalar) or _holds_nothing(node) else source
    if source == masked:
        return _Leaf(value, value, field)
    return _Leaf(value, re.sub(f"{MASK}+", "…", masked.strip("\"'")), field)


def _without(known: list[Diagnostic], found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings that are not among those that are known, each as often as it is there."""
    left = Counter(map(_identity, known))
    new: list[Diagnostic] = []
    for diagnostic in found:
        identity = _identity(diagnostic)
        if left[identity] > 0:
            left[identity] -= 1
        else:
            new.append(diagnostic)
    return tuple(new)


def _identity(diagnostic: Diagnostic) -> tuple[str, Path, str]:
    """What a finding is known again by, in whatever language and at whatever index of a list it is."""
    return (
        diagnostic.code,
        tuple(EACH if isinstance(step, int) else step for step in diagnostic.path),
        diagnostic.message,
    )
