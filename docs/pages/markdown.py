"""Writing Markdown: what comes from docstrings and the schema means itself, and never markup by accident."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

CODE_SPAN = re.compile(r"(`+)(.+?)\1")

Linker = Callable[[str], str]
"""From a word in backquotes to the address that it links to, or the empty text."""


def prose(text: str, link: Linker = lambda word: "") -> str:
    """A text whose only markup is words in backquotes, some of which become links."""
    parts: list[str] = []
    at = 0
    for match in CODE_SPAN.finditer(text):
        target = link(match[2])
        parts += [escaped(text[at : match.start()]), f"[{match[0]}]({target})" if target else match[0]]
        at = match.end()
    return "".join([*parts, escaped(text[at:])])


def escaped(text: str) -> str:
    """A text without any markup."""
    return re.sub(r"([\\*_\[\]|#])", r"\\\1", text).replace("&", "&amp;").replace("<", "&lt;")


def code(text: str) -> str:
    """A text in backquotes, whatever is in it."""
    fence = "``" if "`" in text else "`"
    space = " " if "`" in text else ""
    return f"{fence}{space}{text}{space}{fence}" if text else ""


def fence(text: str, language: str, title: str = "", marked: Iterable[int] = ()) -> str:
    """A block of code, perhaps with a title and marked lines, which count from 1."""
    lines = " ".join(map(str, sorted(set(marked))))
    info = [language, f'title="{title}"' if title else "", f'hl_lines="{lines}"' if lines else ""]
    return f"```{' '.join(filter(None, info))}\n{text.rstrip()}\n```"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table, or the empty text when it has no rows."""
    lines = [f"| {' | '.join(' '.join(cell.split()) for cell in row)} |" for row in rows]
    return "\n".join([f"| {' | '.join(header)} |", f"|{' --- |' * len(header)}", *lines]) if lines else ""


def joined(parts: Iterable[str]) -> str:
    """Blocks with an empty line between them; empty ones are left out."""
    return "\n\n".join(part for part in parts if part) + "\n"
