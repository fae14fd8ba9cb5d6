"""Refusals that name their place: what keeps a text from being laid out or converted, and where it stands."""

from __future__ import annotations

from easui.document import Document, EditRefused, parse

MAX_DEPTH = 200
"""Deeper than any config that a person wrote; laid out, a deeper one would be mostly indentation."""


class Refused(EditRefused):
    """A text is left as it is: `str()` states why, `help` the cure, `offset` is where the reason stands."""

    def __init__(self, message: str, offset: int, help: str = "") -> None:
        super().__init__(message)
        self.offset = offset
        self.help = help


def refuse_broken(document: Document) -> None:
    """Raise `Refused` where a text does not parse, naming its first fault.

    A comma before a closing mark is let through: what is meant is certain, and a layout without it is what is wanted.
    """
    faults = document.faults
    if faults and document.language == "json":
        faults = parse(document.text, "jsonc").faults  # of many faults a document keeps the first alone
    if faults:
        raise Refused(faults[0].message, faults[0].span.start, faults[0].help)


def refuse_depth(depth: int, offset: int) -> None:
    """Raise `Refused` for what stands too deep."""
    if depth > MAX_DEPTH:
        raise Refused(f"this nests deeper than {MAX_DEPTH} levels", offset)
