"""The outline of a document: its keys and items as a tree of symbols."""

from __future__ import annotations

from typing import Literal

from easui.assist.amounts import counted
from easui.assist.cursor import Level, levels_below
from easui.document import Array, Document, Object, Scalar, Span
from easui.document.display import shortened, visible
from easui.knowledge import root_field

MAX_DEPTH = 40
"""Deeper than any config; what lies below is left out, since clients read outlines by recursion."""

_LONGEST = 60
# What tells the items of a list apart, in the order in which it is looked for.
_NAMES = ("name", "Name", "metricName", "type", "image", "mount_path", "id")

SymbolKind = Literal["object", "array", "string", "number", "boolean", "null"]

_KINDS: dict[str, SymbolKind] = {"string": "string", "number": "number", "boolean": "boolean"}


class Symbol:
    """A member or item: `span` is all of it, `selection` its key, or its value where it has none."""

    __slots__ = ("children", "detail", "kind", "name", "selection", "span")

    def __init__(self, name: str, detail: str, kind: SymbolKind, span: Span, selection: Span) -> None:
        self.name = name
        self.detail = detail
        self.kind = kind
        self.span = span
        self.selection = selection
        self.children: list[Symbol] = []


def outline(document: Document) -> list[Symbol]:
    """The symbols of a document in the order of the text; secrets are shortened."""
    if document.root is None:
        return []
    top: list[Symbol] = []
    stack: list[tuple[Level, list[Symbol], int]] = [(Level(document.root, None, root_field(), (), ()), top, 0)]
    while stack:
        level, symbols, depth = stack.pop()
        for below in levels_below(level):
            symbol = _symbol(document, below)
            symbols.append(symbol)
            if depth + 1 < MAX_DEPTH and not isinstance(below.node, Scalar):
                stack.append((below, symbol.children, depth + 1))
    return top


def _symbol(document: Document, level: Level) -> Symbol:
    node, key = level.node, level.key
    start = min(key.start, node.start) if key else node.start
    span = Span(start, max(node.end, key.end if key else node.end))
    name = visible(key.name) if key else f"[{level.path[-1]}]"
    return Symbol(name or '""', _detail(document, level), _kind(level), span, Span(key.start, key.end) if key else span)


def _kind(level: Level) -> SymbolKind:
    node = level.node
    if isinstance(node, Object):
        return "object"
    if isinstance(node, Array):
        return "array"
    return _KINDS.get(node.kind, "null")


def _detail(document: Document, level: Level) -> str:
    node = level.node
    if isinstance(node, Array):
        return counted(len(node.items), "item")
    if isinstance(node, Object):
        names = (node.get(name) for name in _NAMES) if level.key is None else ()
        name = next((member for member in names if member and isinstance(member.value, Scalar)), None)
        return _scalar(document, name.value) if name and isinstance(name.value, Scalar) else ""
    if level.field and level.field.secret and isinstance(node.value, str):
        return visible(shortened(node.value))
    return _scalar(document, node)


def _scalar(document: Document, node: Scalar) -> str:
    text = node.value if isinstance(node.value, str) else document.text[node.start : min(node.end, node.start + 200)]
    return visible(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
