"""What a parser found wrong with a text, before anybody decides how much it matters."""

from __future__ import annotations

from typing import Literal, NamedTuple

from easui.document.diagnostic import Fix, Related, Span
from easui.document.edit import TextEdit

FaultKind = Literal["syntax", "trailing-comma", "comment", "empty"]


class Fault(NamedTuple):
    """A place where the text is not what its language allows; the tree was built as if it were cured."""

    kind: FaultKind
    message: str
    span: Span
    help: str = ""
    fix: Fix | None = None
    related: tuple[Related, ...] = ()


def cure(title: str, start: int, end: int, text: str, *, safe: bool = True) -> Fix:
    """A fix of one edit."""
    return Fix(title, (TextEdit(start, end, text),), safe)
