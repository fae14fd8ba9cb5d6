"""The parts of speech of a shell script, for highlighting."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:  # it takes its time, and scripts are not in sight at first
    from pygments.lexer import Lexer

LARGEST = 32_000
"""Characters up to which a script is read as a whole, so that a text in quotes may go over several lines."""

Kind = Literal["word", "string", "comment", "variable", "number", "mark"]


class ShellToken(NamedTuple):
    """A stretch of a line with what it is."""

    start: int
    end: int
    kind: Kind


def highlighted(lines: list[str]) -> list[list[ShellToken]]:
    """The tokens of each line; those of a very long script are left out."""
    text = "\n".join(lines)
    found: list[list[ShellToken]] = [[] for _ in lines]
    if len(text) > LARGEST:
        return found
    row = column = 0
    for kind, value in _lexer().get_tokens(text):
        name = _kind(str(kind))
        for number, part in enumerate(value.split("\n")):
            if number:
                row, column = row + 1, 0
            if part and name and row < len(found):
                found[row].append(ShellToken(column, column + len(part), name))
            column += len(part)
    return found


@cache
def _lexer() -> Lexer:
    from pygments.lexers.shell import BashLexer

    return BashLexer(stripnl=False, stripall=False, ensurenl=False)


def _kind(token: str) -> Kind | None:
    """What a token of the lexer is here; None for plain words."""
    kinds: tuple[tuple[str, Kind], ...] = (
        ("Token.Comment", "comment"), ("Token.Literal.String.Interpol", "variable"), ("Token.Literal.String", "string"),
        ("Token.Literal.Number", "number"), ("Token.Keyword", "word"), ("Token.Name.Builtin", "word"),
        ("Token.Name.Variable", "variable"), ("Token.Operator", "mark"), ("Token.Punctuation", "mark"),
    )  # fmt: skip
    return next((kind for beginning, kind in kinds if token.startswith(beginning)), None)
