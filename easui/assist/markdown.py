"""Markdown made of texts that may come from a file: nothing in them steers a terminal or the markup."""

from __future__ import annotations

import re

from easui.document.display import visible

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_LONGEST = 300


def escaped(text: str) -> str:
    """A text that Markdown shows as it is, on one line."""
    return _MARKUP.sub(r"\\\1", _fit(text))


def code(text: str) -> str:
    """A text in a code span, whatever backticks it holds."""
    text = _fit(text)
    if "`" not in text:
        return f"`{text}`" if text.strip() else f"`{text or ' '}`"
    fence = "`" * (max(len(run) for run in re.findall("`+", text)) + 1)
    return f"{fence} {text} {fence}"


def bullets(lines: list[str]) -> str:
    """A list of lines that are Markdown already."""
    return "\n".join(f"- {line}" for line in lines)


def paragraphs(*parts: str) -> str:
    """Parts with an empty line between them, empty parts left out."""
    return "\n\n".join(part for part in parts if part)


def _fit(text: str) -> str:
    return visible(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
