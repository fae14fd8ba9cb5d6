"""The rows of the form: fields of a section with what is set, what could be set, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from easui.document import Array, Diagnostic, Object, Path, Scalar
from easui.knowledge import Field, field_at
from easui.tui.model.entries import kinds_of
from easui.tui.model.form_row import FormRow, RowKind
from easui.tui.model.pairs import VALUE, is_pair, pair_at
from easui.tui.model.places import MAX_ITEMS, Found, Places
from easui.tui.model.sections import GROUPS, Section, group_of, is_top_level

MAX_ROWS = 600
"""A longer form helps nobody; the text shows the rest."""

_FEW = 2
"""So many rarely used fields are shown rather than folded away."""

_OPEN_ITEMS = 3
"""Lists up to this length show the fields of their items at once."""


class FormBuilder:
    """Makes the rows of one version of a document.

    `toggled` holds what the user folded or unfolded, `revealed` the places that were gone to and stay in sight.
    """

    def __init__(
        self,
        places: Places,
        diagnostics: Iterable[Diagnostic] = (),
        toggled: frozenset[Path] = frozenset(),
        revealed: frozenset[Path] = frozenset(),
    ) -> None:
        self.places = places
        self.diagnostics = [
            (diagnostic.path or places.path_at(diagnostic.span.start), diagnostic) for diagnostic in diagnostics
        ]
        self._toggled = toggled
        self._revealed = revealed
        self._noticed = {path[:length] for path, _ in self.diagnostics for length in range(1, len(path) + 1)}

    def section(self, section: Section) -> list[FormRow]:
        """All rows of a section."""
        field = field_at(section.path)
        found = self.places.get(section.path)
        rows: Iterator[FormRow]
        if not section.path:
            rows = self._members((), field, 0, [path for path in self._known((), field) if is_top_level(path)])
        elif section.path == ("metadata",) and (found is None or isinstance(found.node, Object)):
            rows = self._groups(section, field)
        elif field is None or "object" in field.types or isinstance(found and found.node, Object):
            rows = self._whole(section.path, field, self._object_content(section.path, field, 0))
        else:
            rows = self._items(section.path, field, found, 0)
        return self._with_problems(_limited(rows), section)

    def matching(self, fields: Iterable[Field]) -> list[FormRow]:
        """A row for each of some fields, wherever they belong; those of lists once an item."""
        rows = (
            row._replace(label=_path_label(path))
            for field in fields
            for path in self._concrete(field.path)
            for row in self._field(path, field, 0, folded=True)
        )
        return self._with_problems(_limited(rows), None)

    # -- rows by the shape of the field

    def _groups(self, section: Section, field: Field | None) -> Iterator[FormRow]:
        known = self._known(section.path, field)
        for group, title in GROUPS.items():
            members = [path for path in known if group_of(path) == group]
            if members and section.group in (None, group):
                if section.group is None:
                    yield FormRow("group", (*section.path, f"#{group}"), title)
                yield from self._members(section.path, field, 0, members, more=f"#{group}")

    def _whole(self, path: Path, field: Field | None, rows: Iterator[FormRow]) -> Iterator[FormRow]:
        """The rows of a section, below one that adds it whole where it is not there yet."""
        if not self.places.has(path) and (kinds := kinds_of(path)):
            yield FormRow("add", path, f"add {path[-1]}", field=field, hint=kinds)
        yield from rows

    def _object_content(self, path: Path, field: Field | None, depth: int) -> Iterator[FormRow]:
        yield from self._members(path, field, depth, self._known(path, field))
        if field and field.free_form:
            yield FormRow("add", (*path, "+"), "add a key", depth, field, hint="write it as  key = value")

    def _members(
        self, path: Path, field: Field | None, depth: int, members: list[Path], more: str = "#more"
    ) -> Iterator[FormRow]:
        """Unknown keys first, since they are mostly mistakes; then what is set or often set; the rest folded away."""
        fields = {member: field.child(str(member[-1])) if field else None for member in members}
        shown = [member for member in members if self._is_prominent(member, fields[member])]
        rare = [member for member in members if member not in set(shown)]
        if len(rare) <= _FEW:
            shown, rare = members, []
        for member in sorted(shown, key=lambda member: fields[member] is not None):
            yield from self._field(member, fields[member], depth)
        if rare:
            fold = (*path, more)
            expanded = fold in self._toggled
            names = ", ".join(str(member[-1]) for member in rare)
            yield FormRow("more", fold, f"{len(rare)} more", depth, expanded=expanded, hint=names)
            for member in rare if expanded else ():
                yield from self._field(member, fields[member], depth)

    def _field(self, path: Path, field: Field | None, depth: int, *, folded: bool = False) -> Iterator[FormRow]:
        found = self.places.get(path)
        if (pair := pair_at(self.places, path, field)) and not self._leads_below(path):
            yield FormRow("pair", path, pair.name, depth, pair.field, pair.value, is_own=True)
            return
        kind = _kind(field, found, implied=found is None and self.places.has(path))
        row = FormRow(kind, path, _label(path, field), depth, field, found, is_own=self._is_own(path))
        if kind == "value":
            yield row
            return
        opened = not folded and self._is_expanded(path, kind, found)
        yield row._replace(expanded=opened)
        if opened and kind == "object":
            yield from self._object_content(path, field, depth + 1)
        elif opened:
            yield from self._items(path, field, found, depth + 1)

    def _items(self, path: Path, field: Field | None, found: Found | None, depth: int) -> Iterator[FormRow]:
        item_field = field.item if field else None
        items = found.node.items if found and isinstance(found.node, Array) else ()
        for index in range(min(len(items), MAX_ITEMS)):
            for row in self._field((*path, index), item_field, depth):
                own = row.path == (*path, index)
                yield row._replace(hint=self._summary(row.path)) if own and row.kind == "object" else row
        if len(items) > MAX_ITEMS:
            yield FormRow("note", (*path, "#rest"), f"{len(items) - MAX_ITEMS} more items: see the text", depth)
        new = (*path, len(items))
        begun = self._leads_below(new) if is_pair(item_field) else new in self._toggled | self._revealed
        if item_field and "object" in item_field.types and begun:
            yield from self._field(new, item_field, depth)
        else:
            hint = "write it as  NAME = value" if is_pair(item_field) else kinds_of(new)
            yield FormRow("add", new, f"add to {path[-1]}" if path else "add", depth, item_field, hint=hint)

    # -- what is there and what is to be seen

    def _known(self, path: Path, field: Field | None) -> list[Path]:
        """Members that are set or could be: those of the schema in its order, then keys that only the file knows."""
        present = self.places.children(path)
        known = [
            (*path, name)
            for name, child in (field.properties if field else {}).items()
            if (*path, name) in present
            or (*path, name) in self._revealed
            or not (child.moved_to or child.deprecated or "<" in name)
        ]
        return known + [child for child in present if child not in set(known)]

    def _is_prominent(self, path: Path, field: Field | None) -> bool:
        return field is None or field.common or self.places.has(path) or path in self._noticed | self._revealed

    @staticmethod
    def _is_own(path: Path) -> bool:
        around = field_at(path[:-1]) if isinstance(path[-1], str) else None
        return around is not None and around.free_form and path[-1] not in around.properties

    def _is_expanded(self, path: Path, kind: RowKind, found: Found | None) -> bool:
        siblings = self.places.get(path[:-1]) if path and isinstance(path[-1], int) else None
        many = siblings is not None and isinstance(siblings.node, Array) and len(siblings.node.items) > _OPEN_ITEMS
        default = self._leads_below(path) or (self.places.has(path) and not many)
        return default != (path in self._toggled)

    def _leads_below(self, path: Path) -> bool:
        """Whether something below a place was gone to."""
        return any(len(each) > len(path) and each[: len(path)] == path for each in self._revealed)

    def _summary(self, path: Path) -> str:
        """A few of an item's own values, by which to know it."""
        found = [found for child in self.places.children(path)[:4] if (found := self.places.get(child))]
        words = [each.node.value for each in found if isinstance(each.node, Scalar) and each.path[-1] != VALUE]
        return " · ".join(str(word) for word in words if word not in (None, ""))[:60]

    def _concrete(self, path: Path) -> list[Path]:
        """Places that a schema path stands for; the first item where a list is empty."""
        paths: list[Path] = [()]
        for step in path:
            if isinstance(step, int):
                paths = [(*each, index) for each in paths for index in range(max(1, self._length(each)))]
            else:
                paths = [(*each, step) for each in paths]
        return paths

    def _length(self, path: Path) -> int:
        found = self.places.get(path)
        return min(len(found.node.items), _OPEN_ITEMS) if found and isinstance(found.node, Array) else 0

    def _with_problems(self, rows: list[FormRow], section: Section | None) -> list[FormRow]:
        """Each problem under the row of its place, or of the nearest place above it that has a row."""
        index = {row.path: number for number, row in enumerate(rows)}
        problems: dict[int, list[Diagnostic]] = {}
        homeless: list[Diagnostic] = []
        for path, diagnostic in self.diagnostics:
            home = next((path[:n] for n in range(len(path), 0, -1) if path[:n] in index), None)
            if home is not None and (section is not None or home == path):
                problems.setdefault(index[home], []).append(diagnostic)
            elif section is not None and path == section.path:
                homeless.append(diagnostic)
        for number, found in problems.items():
            found.sort(key=lambda diagnostic: -diagnostic.severity)
            rows[number] = rows[number]._replace(problems=tuple(found))
        if homeless and section is not None:
            rows.insert(0, FormRow("note", section.path, "", problems=tuple(homeless)))
        return rows


def _kind(field: Field | None, found: Found | None, *, implied: bool) -> RowKind:
    """How a field is shown: by what stands there, else by what it should be."""
    if found is not None:
        if field is None and isinstance(found.node, Object | Array) and not _small(found):
            return "object" if isinstance(found.node, Object) else "list"
        if isinstance(found.node, Object):
            return "object" if field is None or "object" in field.types else "value"
        if isinstance(found.node, Array):
            return "list" if field is None or "array" in field.types else "value"
        return "value"
    if implied:
        return "object"
    types = field.types if field else ()
    return "object" if types[:1] == ("object",) else "list" if types[:1] == ("array",) else "value"


def _small(found: Found) -> bool:
    """Whether an unknown container holds nothing worth unfolding."""
    return not (found.node.members if isinstance(found.node, Object) else getattr(found.node, "items", ()))


def _label(path: Path, field: Field | None) -> str:
    last = path[-1] if path else ""
    return f"[{last}]" if isinstance(last, int) else last


def _path_label(path: Path) -> str:
    from easui.document import format_path

    return format_path(path)


def _limited(rows: Iterator[FormRow]) -> list[FormRow]:
    result: list[FormRow] = []
    for row in rows:
        if len(result) >= MAX_ROWS:
            result.append(FormRow("note", ("#limit",), "The form ends here: see the text for the rest."))
            break
        result.append(row)
    return result
