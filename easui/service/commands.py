"""Start commands: what containers are told to run, taken apart into simple commands and their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from easui.service.service import Service, Value

_TOKEN = re.compile(
    r"(?P<joined>\\\r?\n)"
    r"|(?P<comment>(?<![^\s;&|])\#[^\r\n]*)"
    r"|(?P<word>(?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|\\.|[^\s;&|\"'\\])+)"
    r"|(?P<end>&&|\|\||[;&|\r\n])",
    re.S,
)
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|\\(.)", re.S)

SimpleCommand = tuple[str, ...]
"""The words of one command, without quotes."""


class StartCommand(NamedTuple):
    """What one container starts: the value that says it, and the simple commands in it.

    The operators between simple commands (`;`, `&&`, `|`, line ends) are left out.
    """

    container: Value
    value: Value
    parts: tuple[SimpleCommand, ...]

    @property
    def words(self) -> Iterator[str]:
        """The words of all simple commands, in order."""
        for part in self.parts:
            yield from part


def start_commands(service: Service) -> list[StartCommand]:
    """The start command of each container that has one; a list of `args` continues it."""
    found: list[StartCommand] = []
    for container in service.each("containers[]"):
        value = container.get("script") or container.get("command")
        text = value.as_string if value else None
        if value is None or text is None:
            continue
        *before, last = simple_commands(text) or ((),)
        arguments = tuple(word for item in container.each("args[]") if (word := item.as_string))
        found.append(StartCommand(container, value, (*before, (*last, *arguments))))
    return found


@lru_cache(maxsize=256)
def simple_commands(text: str) -> tuple[SimpleCommand, ...]:
    """The simple commands of a shell text; `sh -c '…'` is replaced by the commands that its quotes hold."""
    return tuple(inner for part in _split(text) for inner in _inside_shell(part))


def option(words: Iterable[str], *names: str) -> str | None:
    """The value of the last of some options, written `--name value` or `--name=value`."""
    found: str | None = None
    wanted = False
    for word in words:
        if wanted:
            found, wanted = word, False
        elif word in names:
            wanted = True
        else:
            name, equals, value = word.partition("=")
            found = value if equals and name in names else found
    return found


def whole_number(text: str | None) -> int | None:
    """A text of digits as a number; None for anything else, such as a shell variable."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,9}", text) else None


def _split(text: str) -> list[SimpleCommand]:
    commands: list[list[str]] = [[]]
    for match in _TOKEN.finditer(text):
        if match["word"]:
            commands[-1].append(_QUOTED.sub(lambda part: part[1] or part[2] or part[3] or "", match["word"]))
        elif match["end"]:
            commands.append([])
    return [tuple(words) for words in commands if words]


def _inside_shell(command: SimpleCommand) -> list[SimpleCommand]:
    if command[0].rpartition("/")[2] in ("sh", "bash"):
        for word, following in pairwise(command):
            if re.fullmatch(r"-[a-z]*c", word):
                return _split(following)
    return [command]
