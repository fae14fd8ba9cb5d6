"""Values with places to fill in, written as text: plain, and as a snippet of language servers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from easui.document.yaml_scalars import write_scalar

_STOP = "easuiStop"
_HOLE = "easuiHole"
_MARK = re.compile(rf'"?{_STOP}(\d+)"?|"?{_HOLE}"?(?:[ \t]*:[ \t]*null)?')
_EMPTY = re.compile(rf'([\[{{])\s*"?{_HOLE}"?(?:[ \t]*:[ \t]*null)?\s*([\]}}])')
_SPECIAL = re.compile(r"[\\$]")
_SPECIAL_IN_STOP = re.compile(r"[\\$}]")
_SPECIAL_IN_CHOICE = re.compile(r"[\\,|]")


class Blank(NamedTuple):
    """A scalar that the user may want to write anew, with the value that stands there at first.

    What `is_last` has the end of the snippet behind it, since more is likely to follow there; else that is the end of
    the text, as it is in YAML in any case.
    """

    default: str | int | float | bool
    choices: tuple[str | int | float | bool, ...] = ()
    is_last: bool = False


OPEN_OBJECT: Any = {_HOLE: None}
"""An empty object with a place to fill in."""

OPEN_ARRAY: Any = [_HOLE]
"""An empty array with a place to fill in."""


class Written(NamedTuple):
    """The text of a value; `snippet` is empty where there is nothing to fill in."""

    text: str
    snippet: str = ""

    def wrapped(self, before: str, after: str) -> Written:
        """The same with more text around it."""
        snippet = escaped(before) + self.snippet + escaped(after) if self.snippet else ""
        return Written(before + self.text + after, snippet)


def stand_ins(shape: Any) -> tuple[Any, list[Blank]]:
    """A shape as a plain value with marks in place of its blanks, and the blanks."""
    blanks: list[Blank] = []

    def plain(value: Any) -> Any:
        if isinstance(value, Blank):
            blanks.append(value)
            return f"{_STOP}{len(blanks) - 1}"
        if isinstance(value, dict):
            return {name: plain(child) for name, child in value.items()}
        return [plain(item) for item in value] if isinstance(value, list) else value

    return plain(shape), blanks


def filled(marked: str, blanks: list[Blank], *, yaml: bool) -> Written:
    """The text that was written for stand-ins, with the blanks put back."""
    if not _MARK.search(marked):
        return Written(marked)
    pieces = list(_pieces(marked, blanks, yaml=yaml))
    stops = [piece for piece in pieces if isinstance(piece, _Stop)]
    # A place where the cursor stays has the number 0. Editors take it for the end: with another number they would
    # wait for the key that leaves it, and count all that is typed there as a part of this snippet.
    is_at_end = pieces[-1] == "" and stops[-1].plain == ""
    stays = is_at_end or (len(stops) == 1 and stops[0] == _HOLLOW)
    numbers = iter([*range(1, len(stops)), 0 if stays else len(stops)])
    snippet = "".join(escaped(piece) if isinstance(piece, str) else piece.as_stop(next(numbers)) for piece in pieces)
    compact = _EMPTY.sub(r"\1\2", marked) if not yaml else marked
    text = "".join(piece if isinstance(piece, str) else piece.plain for piece in _pieces(compact, blanks, yaml=yaml))
    return Written(text, snippet)


def escaped(text: str) -> str:
    """A text that a snippet shows as it is."""
    return _SPECIAL.sub(r"\\\g<0>", text)


class _Stop(NamedTuple):
    """A blank as it is written: its text with the quotes around it, and the choices without."""

    quote: str
    inner: str
    choices: tuple[str, ...] = ()
    end: str = ""

    @property
    def plain(self) -> str:
        return self.quote + self.inner + self.quote

    def as_stop(self, number: int) -> str:
        if self.choices:
            choices = ",".join(_SPECIAL_IN_CHOICE.sub(r"\\\g<0>", choice) for choice in self.choices)
            return f"{self.quote}${{{number}|{choices}|}}{self.quote}{self.end}"
        default = _SPECIAL_IN_STOP.sub(r"\\\g<0>", self.inner)
        inner = f"${{{number}:{default}}}" if self.inner else f"${number}"
        return self.quote + inner + self.quote + self.end


_HOLLOW = _Stop("", "")
"""The inside of an empty object or array."""


def _pieces(marked: str, blanks: list[Blank], *, yaml: bool) -> Iterator[str | _Stop]:
    at = 0
    for match in _MARK.finditer(marked):
        yield marked[at : match.start()]
        yield _stop(blanks[int(match[1])], yaml=yaml) if match[1] else _HOLLOW
        at = match.end()
    yield marked[at:]


def _stop(blank: Blank, *, yaml: bool) -> _Stop:
    values = blank.choices or (blank.default,)
    end = "$0" if blank.is_last and not yaml else ""
    if not isinstance(blank.default, str):
        return _Stop("", json.dumps(blank.default), tuple(json.dumps(value) for value in blank.choices), end)
    if yaml and (blank.default == "" or all(write_scalar(value, flow=True) == value for value in values)):
        return _Stop("", blank.default, tuple(str(choice) for choice in blank.choices), end)
    texts = tuple(json.dumps(str(value), ensure_ascii=False)[1:-1] for value in blank.choices)
    return _Stop('"', json.dumps(blank.default, ensure_ascii=False)[1:-1], texts, end)
