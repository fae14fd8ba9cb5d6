"""Whole files to begin with, offered where a file holds nothing yet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from easui.assist.completion.proposal import Proposal
from easui.assist.completion.shape import OPEN_OBJECT, Blank
from easui.assist.markdown import escaped
from easui.document import Path, parse_path

_FIRST = "!"
"""A rank before those of keys, which are digits."""


class Starter(Protocol):
    """A whole file to begin with; the values at `open_paths` are those that everybody writes anew. `text` is JSON."""

    @property
    def title(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def open_paths(self) -> tuple[str, ...]: ...
    @property
    def text(self) -> str: ...


def starter_proposals(starters: Sequence[Starter]) -> Iterator[Proposal]:
    """The files to begin with, and the mere brackets."""
    yield Proposal("{ }", "snippet", "9", "an empty service", shape=OPEN_OBJECT, asks_again=True)
    for number, starter in enumerate(starters):
        value = json.loads(starter.text)
        for path in starter.open_paths:
            value = _opened(value, parse_path(path))
        # What it is for is too long for a detail, which would leave no room for the title.
        note, rank = escaped(starter.description), f"{_FIRST}{number:02d}"
        yield Proposal(starter.title, "snippet", rank, "a whole service", shape=value, note=note)


def _opened(value: Any, path: Path) -> Any:
    """A value in which the scalar at a path is a blank."""
    if not path:
        return Blank(value) if isinstance(value, str | int | float | bool) else value
    step, *rest = path
    if isinstance(value, dict) and step in value:
        return {name: _opened(child, tuple(rest)) if name == step else child for name, child in value.items()}
    if isinstance(value, list):
        return [_opened(child, tuple(rest)) if index == step else child for index, child in enumerate(value)]
    return value
