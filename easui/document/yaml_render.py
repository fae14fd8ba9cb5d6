"""Values written as YAML in the style that a file has: its indentation, its lists, its line ends."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import Any, NamedTuple

from easui.document.document import Document
from easui.document.edit import EditRefused
from easui.document.node import Array, Object
from easui.document.yaml_events import MAX_DEPTH
from easui.document.yaml_place import column
from easui.document.yaml_scalars import block_header, write_scalar

_LINE_END = re.compile(r"\r\n|\n|\r")


class Style(NamedTuple):
    """How a file is laid out: columns from a key to the keys below it, and from a key to the `-` of its list.

    A file that does not end its last line has no place for a text that must end with one.
    """

    step: int = 2
    list_offset: int = 2
    newline: str = "\n"
    ends_last_line: bool = True


def style_of(document: Document) -> Style:
    """The style that most places of a document have."""
    steps: Counter[int] = Counter()
    offsets: Counter[int] = Counter()
    for _, node in document.walk():
        if not isinstance(node, Object):
            continue
        for member in node.members:
            start = member.value.start
            if start <= member.colon or document.text[start : start + 1] in ("{", "[", "*"):
                continue
            depth = column(document, start) - column(document, member.key.start)
            if isinstance(member.value, Object) and depth > 0:
                steps[depth] += 1
            elif isinstance(member.value, Array) and depth >= 0:
                offsets[depth] += 1
    step = _most_common(steps, 2)
    newline = _LINE_END.search(document.text)
    return Style(
        step,
        _most_common(offsets, step),
        newline[0] if newline else "\n",
        not document.text or document.text[-1] in "\r\n",
    )


def _most_common(counts: Counter[int], otherwise: int) -> int:
    return counts.most_common(1)[0][0] if counts else otherwise


def render_yaml(value: Any, style: Style | None = None) -> str:
    """A whole document, with a line end behind its last line."""
    style = style or Style()
    return style.newline.join(block_lines(value, 0, style)) + style.newline


def is_block(value: Any) -> bool:
    """Whether a value takes lines of its own below its key."""
    return isinstance(value, (dict, list, tuple)) and bool(value)


def block_lines(value: Any, at: int, style: Style, depth: int = 0) -> list[str]:
    """The lines of a value that begins at a column `at`; all but the first come with their indentation.

    Raises `EditRefused` for what JSON has no way to write.
    """
    if depth > MAX_DEPTH:
        raise EditRefused(f"the value nests deeper than {MAX_DEPTH} levels")
    if not is_block(value):
        return scalar_lines(value, max(at, style.step), style)
    lines: list[str] = []
    pad = " " * at
    if isinstance(value, dict):
        for name, child in value.items():
            first, *rest = member_lines(name, child, at, style, depth)
            lines += (pad + first, *rest)
    else:
        for item in value:
            first, *rest = block_lines(item, at + 2, style, depth + 1)
            lines += (f"{pad}- {first}", *rest)
    lines[0] = lines[0][at:]
    return lines


def member_lines(name: Any, value: Any, at: int, style: Style, depth: int = 0) -> list[str]:
    """The lines of a key that stands at a column, with its value; the first comes without its indentation."""
    head = write_scalar(str(name)) + ":"
    if not is_block(value):
        first, *rest = scalar_lines(value, at + style.step, style)
        return [f"{head} {first}", *rest]
    below = child_column(value, at, style)
    first, *rest = block_lines(value, below, style, depth + 1)
    return [head, " " * below + first, *rest]


def child_column(value: Any, at: int, style: Style) -> int:
    """Where what stands below a key at a column begins."""
    return at + (style.step if isinstance(value, dict) else style.list_offset)


def scalar_lines(value: Any, at: int, style: Style) -> list[str]:
    """A scalar, or a text of several lines under `|` with its lines at a column."""
    header = block_header(value) if isinstance(value, str) else ""
    if header and (style.ends_last_line or header == "|-"):
        lines = value.removesuffix("\n").split("\n")
        return [header, *(" " * at + line if line else "" for line in lines)]
    return [flow_text(value, flow=False)]


def flow_text(value: Any, *, quote: str = "", flow: bool = True, depth: int = 0) -> str:
    """A value on one line; `flow` says that it stands inside of brackets, where fewer texts go without quotes."""
    if depth > MAX_DEPTH:
        raise EditRefused(f"the value nests deeper than {MAX_DEPTH} levels")
    if isinstance(value, dict):
        members = (
            f"{write_scalar(str(name), quote=quote, flow=True)}: {flow_text(child, quote=quote, depth=depth + 1)}"
            for name, child in value.items()
        )
        return "{" + ", ".join(members) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(flow_text(item, quote=quote, depth=depth + 1) for item in value) + "]"
    if value is not None and not isinstance(value, (str, int, float)):
        raise EditRefused(f"JSON has no way to write a {type(value).__name__}")
    if isinstance(value, float) and not math.isfinite(value):
        raise EditRefused(f"JSON has no number like {value}")
    return write_scalar(value, quote=quote, flow=flow)
