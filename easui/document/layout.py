"""The style in which a JSON text is laid out, read from the text itself, and values written in that style.

Nothing is laid out by taste where the text shows a habit: indentation, line ends, the blanks around `:` and `,` and
inside brackets, and whether short arrays stay on one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, pairwise
from json import dumps
from math import isfinite
from typing import Any, NamedTuple

from easui.document.document import Document, walk
from easui.document.edit import EditRefused
from easui.document.node import ABSENT, Array, Node, Object, Scalar

WIDTH = 100
"""Where nothing decides, a value of more columns is spread over several lines."""

_LINE_END = re.compile(r"\r\n|\n|\r")
_BLANKS = re.compile(r"[ \t]*")
_COLON = re.compile(r"[ \t]*:[ \t]*")
_COMMA = re.compile(r"[ \t]*,[ \t]*")
_UNWRITABLE = re.compile("[\x7f-\x9f\ud800-\udfff]")
_LOOKED_AT = 2000
_CHILDREN_LOOKED_AT = 20


class Layout(NamedTuple):
    """How a text is laid out; the defaults are used where it shows no habit of its own.

    `colon` and `comma` hold the separators with the blanks around them (`comma` on one line), `braces` and `brackets`
    the blanks inside one-line objects and arrays.
    """

    indent: str = "  "
    newline: str = "\n"
    colon: str = ": "
    comma: str = ", "
    braces: str = ""
    brackets: str = ""
    one_line_arrays: bool = True


@lru_cache(maxsize=8)
def layout_of(document: Document, near: Node | None = None) -> Layout:
    """The layout of a JSON document; what `near` and its content show counts more than the rest."""
    seen = {} if near is None or near is document.root else _habits(document.text, near)
    for name, habit in _habits_of_all(document).items():
        seen.setdefault(name, habit)
    if "comma" not in seen and "colon" in seen:
        seen["comma"] = "," + seen["colon"].partition(":")[2]
    return Layout(**seen)


@lru_cache(maxsize=2)
def _habits_of_all(document: Document) -> _Habits:
    """The habits of a whole document: a text is asked for them once for each of the fixes that it gets."""
    seen = {} if document.root is None else _habits(document.text, document.root)
    if line_end := _LINE_END.search(document.text):
        seen["newline"] = line_end[0]
    return seen


def _habits(text: str, top: Node) -> _Habits:
    seen: _Habits = {}
    for _, node in islice(walk(top), _LOOKED_AT):
        if isinstance(node, Object):
            _learn_colons(text, node, seen)
            _learn_container(text, node, "braces", seen)
        elif isinstance(node, Array):
            _learn_container(text, node, "brackets", seen)
            _learn_arrays(text, node, seen)
        if len(seen) == len(Layout._fields) - 1:  # all but the line end, which a text has as a whole
            break
    return seen


def render(value: Any, layout: Layout, indent: str = "", *, one_line: bool = False) -> str:
    """Write a Python value as JSON; `indent` is the indentation of the line on which it begins.

    Raises `EditRefused` for what JSON has no way to write.
    """
    parts: list[str] = []
    frames: list[_Frame] = []

    def begin(value: Any, indent: str, one_line: bool) -> None:
        if isinstance(value, (dict, list, tuple)) and value:
            frames.append(_Frame(value, layout, indent, one_line or _fits(value, layout, indent)))
            parts.append(frames[-1].opening)
        else:
            parts.append(_leaf(value))

    begin(value, indent, one_line)
    while frames:
        frame = frames[-1]
        entry = next(frame.entries, None)
        if entry is None:
            parts.append(frame.closing)
            frames.pop()
            continue
        lead, item = entry
        parts.append(lead)
        begin(item, frame.inner_indent, frame.one_line)
    return "".join(parts)


def quote(text: str) -> str:
    """A JSON string: everything as it is but control characters and lone surrogates, which are escaped."""
    return _UNWRITABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", dumps(text, ensure_ascii=False))


def line_indent(text: str, at: int) -> str:
    """The white space at the beginning of the line of an offset."""
    start = line_start(text, at)
    blanks = _BLANKS.match(text, start, at)
    return blanks[0] if blanks else ""


def line_start(text: str, at: int) -> int:
    """Where the line of an offset begins."""
    start = text.rfind("\n", 0, at) + 1
    return max(text.rfind("\r", start, at) + 1, start)


def has_line_end(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text goes over more than one line."""
    return text.find("\n", start, end) >= 0 or text.find("\r", start, end) >= 0


class _Frame:
    """A container that is being written: what comes before each entry, and what closes it."""

    __slots__ = ("closing", "entries", "inner_indent", "one_line", "opening")

    def __init__(self, value: Any, layout: Layout, indent: str, one_line: bool) -> None:
        is_object = isinstance(value, dict)
        mark, end_mark = "{}" if is_object else "[]"
        self.one_line = one_line
        if one_line:
            padding = layout.braces if is_object else layout.brackets
            self.inner_indent, first, later, last = indent, padding, layout.comma, padding
        else:
            self.inner_indent = indent + layout.indent
            first = layout.newline + self.inner_indent
            later, last = "," + first, layout.newline + indent
        self.opening, self.closing = mark, last + end_mark
        self.entries = _entries(value, first, later, layout.colon)


def _entries(value: Any, first: str, later: str, colon: str) -> Iterator[tuple[str, Any]]:
    lead = first
    if isinstance(value, dict):
        for key, item in value.items():
            yield lead + quote(key) + colon, item
            lead = later
    else:
        for item in value:
            yield lead, item
            lead = later


def _fits(value: Any, layout: Layout, indent: str) -> bool:
    """Whether an array of scalars goes on one line."""
    if isinstance(value, dict) or not layout.one_line_arrays or any(isinstance(item, (dict, list)) for item in value):
        return False
    return len(indent) + sum(len(_leaf(item)) + len(layout.comma) for item in value) <= WIDTH


def _leaf(value: Any) -> str:
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, dict):
        return "{}"
    if isinstance(value, (list, tuple)):
        return "[]"
    if isinstance(value, float) and not isfinite(value):
        raise EditRefused(f"JSON has no number for `{value}`")
    if value is None or isinstance(value, (bool, int, float)):
        return dumps(value)
    raise EditRefused(f"JSON has no way to write a value of type `{type(value).__name__}`")


# -- reading the habits of a text

_Habits = dict[str, Any]


def _learn_colons(text: str, node: Object, seen: _Habits) -> None:
    for member in node.members[:_CHILDREN_LOOKED_AT]:
        if "colon" in seen:
            return
        gap = text[member.key.end : member.value.start]
        if member.colon != ABSENT and _COLON.fullmatch(gap) and member.value.end > member.value.start:
            seen["colon"] = gap


def _learn_container(text: str, node: Object | Array, padding: str, seen: _Habits) -> None:
    """Learn from where the children of a container begin and end."""
    spans = _child_spans(node)
    if not spans:
        return
    first = spans[0][0]
    gap = text[node.start + 1 : first]
    if _BLANKS.fullmatch(gap):
        if node.closed and not has_line_end(text, first, node.end):
            seen.setdefault(padding, gap)
    elif "indent" not in seen:
        outer, inner = line_indent(text, node.start), line_indent(text, first)
        if inner.startswith(outer) and _begins_line(text, first):
            seen["indent"] = inner[len(outer) :]
    if "comma" not in seen:
        for (_, end), (start, _) in pairwise(spans):
            if _COMMA.fullmatch(text, end, start):
                seen["comma"] = text[end:start]
                break


def _learn_arrays(text: str, node: Array, seen: _Habits) -> None:
    if "one_line_arrays" in seen or not node.items or not node.closed:
        return
    if all(isinstance(item, Scalar) for item in node.items[:_CHILDREN_LOOKED_AT]):
        seen["one_line_arrays"] = not has_line_end(text, node.start, node.end)


def _child_spans(node: Object | Array) -> list[tuple[int, int]]:
    if isinstance(node, Object):
        return [(member.key.start, member.value.end) for member in node.members[:_CHILDREN_LOOKED_AT]]
    return [(item.start, item.end) for item in node.items[:_CHILDREN_LOOKED_AT]]


def _begins_line(text: str, at: int) -> bool:
    return len(line_indent(text, at)) == at - line_start(text, at)
