"""A snippet as language servers write it, as plain text with the places that are to be filled in."""

from __future__ import annotations

import re
from typing import NamedTuple

from easui.document import Span

_PART = re.compile(
    r"\\(?P<escaped>[\\$}])"
    r"|\$(?P<bare>\d+)"
    r"|\$\{(?P<number>\d+)(?::(?P<default>(?:\\.|[^\\}])*)|\|(?P<choices>(?:\\.|[^\\|])*)\|)?\}",
    re.DOTALL,
)
_CHOICE = re.compile(r"(?:\\.|[^\\,])*")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


class Expanded(NamedTuple):
    """The text of a snippet; `stops` are its places to fill in, in their order, as offsets into the text."""

    text: str
    stops: tuple[Span, ...]


def expand(snippet: str) -> Expanded:
    """The text with each place filled by what stands there at first: its default, or the first of its choices."""
    text, at = "", 0
    stops: list[tuple[int, Span]] = []
    for match in _PART.finditer(snippet):
        text += snippet[at : match.start()]
        at = match.end()
        if match["escaped"]:
            text += match["escaped"]
            continue
        inner = _inner(match)
        number = int(match["bare"] or match["number"])
        stops.append((number, Span(len(text), len(text) + len(inner))))
        text += inner
    # Number 0 is where the cursor ends up, after all others.
    ordered = sorted(stops, key=lambda stop: (stop[0] == 0, stop[0]))
    return Expanded(text + snippet[at:], tuple(span for _, span in ordered))


def _inner(match: re.Match[str]) -> str:
    if match["choices"] is not None:
        first = _CHOICE.match(match["choices"])
        return _ESCAPE.sub(r"\1", first[0] if first else "")
    return _ESCAPE.sub(r"\1", match["default"] or "")
