"""Markdown in which nothing from a file is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from easui.document.display import visible

_CODE = re.compile(r"(`[^`]*`)")
_MARKUP = re.compile(r"([\\<>*_\[\]#~&@])")


def prose(text: str) -> str:
    """A sentence on one line; what stands between backquotes is code, nothing else is markup."""
    parts = _CODE.split(text)
    return "".join(part if part.startswith("`") and len(part) > 1 else _plain(part) for part in parts)


def cell(text: str) -> str:
    """A sentence that stays in its cell of a table."""
    return prose(text).replace("|", "\\|")


def code(text: str) -> str:
    """Text as code, in a cell as well."""
    return "`" + visible(text).replace("`", "'").replace("|", "\\|") + "`" if text else ""


def md_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table out of cells that are Markdown already."""
    lines = (heads, ["---"] * len(heads), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def folded(title: str, *parts: str) -> str:
    """What readers unfold."""
    inside = "\n\n".join(part for part in parts if part)
    return f"<details><summary>{title}</summary>\n\n{inside}\n\n</details>"


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text.replace("`", "'"))
