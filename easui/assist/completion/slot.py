"""The place that a completion fills: what is replaced there, and what has to be written around it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from easui.document import Array, Edits, Object, Path

SlotKind = Literal["document", "member", "name", "value", "item", "word"]
"""What is written: a whole document, a key with its value, a key alone, a value, an item, or a word in a text."""

Notation = Literal["json", "flow", "block"]
"""JSON; YAML in brackets; YAML in lines."""


class Slot(NamedTuple):
    """One way to go on at a cursor.

    `path` is that of the object or array that is written into, and of a value that of its member; in a block of YAML
    any item has the index `EACH`. `start` and `end` bound what is replaced, `typed` is the part of it before the
    cursor without its `quote`. `before` and `after` are written around whatever comes here (a separator and blanks),
    and `others` mend the text elsewhere, such as a comma that is missing above. `names` are the keys that the object
    has already, the replaced one left out.

    `column` and `indent` belong to what is written: where it begins in a block of YAML, the white space before its
    line in JSON. `one_line` says that no line end may be written.
    """

    kind: SlotKind
    path: Path
    start: int
    end: int
    typed: str = ""
    quote: str = ""
    before: str = ""
    after: str = ""
    others: Edits = ()
    names: frozenset[str] = frozenset()
    notation: Notation = "json"
    indent: str = ""
    column: int = 0
    one_line: bool = False
    container: Object | Array | None = None
