"""One row of the form, and what it means."""

from __future__ import annotations

import json
import re
from typing import Any, Literal, NamedTuple

from easui.document import Diagnostic, Path, Severity
from easui.knowledge import Field
from easui.tui.model import values
from easui.tui.model.pairs import VALUE, is_pair, is_secret_name
from easui.tui.model.places import Found

RowKind = Literal["group", "note", "value", "pair", "object", "list", "add", "more"]

_QUOTED_NAME = re.compile(r'\s*("(?:[^"\\]|\\.)*")\s*(?==)')


class FormRow(NamedTuple):
    """One row: a field with its value, a heading, or a way to see or add more.

    `found` is what stands in the file; None for what is not set. `expanded` is None where nothing can be folded. A pair
    is an item with a name and a value on one row: `label` is the name, `field` and `found` are those of the value.
    """

    kind: RowKind
    path: Path
    label: str
    depth: int = 0
    field: Field | None = None
    found: Found | None = None
    problems: tuple[Diagnostic, ...] = ()
    expanded: bool | None = None
    hint: str = ""
    is_own: bool = False
    """Whether the name is one that the user gives, which no schema needs to know."""

    @property
    def is_secret(self) -> bool:
        """Whether the value is not to be shown whole, as the schema or a name of the user's own says."""
        schema_says = self.field is not None and self.field.secret
        return schema_says or (self.is_own and is_secret_name(self.label))

    @property
    def selectable(self) -> bool:
        """Whether the cursor can rest here."""
        return self.kind not in ("group", "note")

    @property
    def place(self) -> Path:
        """The path without the steps that only rows have."""
        last = self.path[-1] if self.path else ""
        return self.path[:-1] if isinstance(last, str) and last[:1] in ("#", "+") else self.path

    @property
    def value_path(self) -> Path:
        """Where the value stands that is edited in the row."""
        return (*self.path, "value") if self.kind == "pair" else self.path

    @property
    def is_key_value(self) -> bool:
        """Whether a name and a value are typed here together, as `key = value`."""
        return self.kind == "add" and (self.path[-1] == "+" or (isinstance(self.path[-1], int) and is_pair(self.field)))

    @property
    def is_typed(self) -> bool:
        """Whether what comes here is typed in a line, not put together from parts."""
        if self.kind == "add" and not self.is_key_value:
            return isinstance(self.path[-1], int) and (self.field is None or "object" not in self.field.types)
        return self.kind in ("value", "pair", "add")

    @property
    def worst(self) -> Severity | None:
        """The severity of the worst problem."""
        return max((problem.severity for problem in self.problems), default=None)


def named_value(text: str, row: FormRow) -> tuple[str, Any]:
    """A name and its value from `key = value`, the name in quotes where it needs them. Raises `NotAValue`."""
    quoted = _QUOTED_NAME.match(text)
    rest = text[quoted.end() :] if quoted else text
    before, equals, value = rest.partition("=")
    name = before.strip()
    if quoted:
        try:
            name = str(json.loads(quoted[1]))
        except ValueError as error:
            raise values.NotAValue("the name in quotes is not a JSON string") from error
    if not name:
        raise values.NotAValue("a name is needed before the =")
    if not equals and row.path[-1] == "+":
        raise values.NotAValue("write it as  key = value")
    field = row.field.child(VALUE if isinstance(row.path[-1], int) else name) if row.field else None
    return name, values.typed(value.strip(), field)
