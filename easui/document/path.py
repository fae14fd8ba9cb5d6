"""Paths into a document: tuples of keys and indexes, and the text in which they are written.

The text form joins keys with `.` and writes indexes as `[n]`; a key that is empty or holds `.`, `[`, `]` or `"` is
written `["…"]` with JSON escapes, so that every path reads back as itself.
"""

from __future__ import annotations

import json
import re

Path = tuple[str | int, ...]

_QUOTED = re.compile(r'\["((?:[^"\\]|\\.)*)"\]', re.S)
_INDEX = re.compile(r"\[(\d*|\*)\]")
_PLAIN = re.compile(r'[^.\[\]"]+')
_NEEDS_QUOTES = re.compile(r'[.\[\]"]')

EACH = -1
"""The index that `[]` and `[*]` are read as: any item of an array."""


class BadPath(ValueError):
    """A text that is no path; the message says where it stops making sense."""


def format_path(path: Path) -> str:
    """Write a path as text; the empty path is the empty text.

    >>> format_path(("metadata", "rpc", "batching"))
    'metadata.rpc.batching'
    >>> format_path(("containers", 0, "env", -1, "a.b"))
    'containers[0].env[]["a.b"]'
    """
    parts: list[str] = []
    for step in path:
        if isinstance(step, int):
            parts.append("[]" if step == EACH else f"[{step}]")
        elif not step or _NEEDS_QUOTES.search(step):
            parts.append(f"[{json.dumps(step, ensure_ascii=False)}]")
        else:
            parts.append(f".{step}" if parts else step)
    return "".join(parts)


def parse_path(text: str) -> Path:
    """Read a path from its text form; `[]` and `[*]` become `EACH`.

    Raises `BadPath` where the text is no path.
    """
    steps: list[str | int] = []
    at = 0
    while at < len(text):
        if match := _QUOTED.match(text, at):
            steps.append(_unquote(match.group(0)[1:-1], text))
        elif match := _INDEX.match(text, at):
            steps.append(int(match[1]) if match[1].isdigit() else EACH)
        else:
            begin = at
            if text[at] == ".":
                begin = at + 1
            elif steps:
                raise BadPath(f"`{text}` is no path: expected `.` or `[` at column {at + 1}")
            match = _PLAIN.match(text, begin)
            if not match:
                raise BadPath(f"`{text}` is no path: expected a key at column {begin + 1}")
            steps.append(match[0])
        at = match.end()
    return tuple(steps)


def _unquote(quoted: str, text: str) -> str:
    try:
        return str(json.loads(quoted, strict=False))
    except ValueError as error:
        raise BadPath(f"`{text}` is no path: {quoted} is not a quoted key") from error
