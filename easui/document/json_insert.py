"""New members and items in a JSON text, at the right place and in the style of their neighbours."""

from __future__ import annotations

from typing import Any, NamedTuple

from easui.document.document import Document
from easui.document.edit import Edits, TextEdit
from easui.document.extent import (
    Container,
    Extent,
    comments_between,
    count,
    extent,
    missing_end,
    slot,
)  # fmt: skip
from easui.document.layout import WIDTH, Layout, has_line_end, layout_of, line_indent, quote, render
from easui.document.node import ABSENT, Array, Object


class Entry(NamedTuple):
    """What is to be inserted: a value, with its key in an object."""

    key: str | None
    value: Any

    def text(self, layout: Layout, indent: str, *, one_line: bool) -> str:
        """The text of the member or item, whose line has this indentation."""
        lead = "" if self.key is None else quote(self.key) + layout.colon
        return lead + render(self.value, layout, indent, one_line=one_line)


def insertion(document: Document, container: Container, index: int, entry: Entry, *, may_spread: bool) -> Edits:
    """The edits that make `entry` the member or item at `index` of a container.

    `may_spread` says that a container which is empty may go over several lines, since it stands on lines of its own.
    """
    layout = layout_of(document, container)
    if not count(container):
        return (_into_empty(document, container, entry, layout, may_spread=may_spread),)
    if index == 0:
        return (_before_first(document, container, entry, layout),)
    return _behind(document, container, index - 1, entry, layout)


def _into_empty(
    document: Document, container: Container, entry: Entry, layout: Layout, *, may_spread: bool
) -> TextEdit:
    text = document.text
    begin, end = container.start + 1, container.end - 1 if container.closed else container.end
    outer = line_indent(text, container.start)
    if comments := comments_between(document, begin, end):
        last = comments[-1]
        if not has_line_end(text, last.start, end):
            return TextEdit(last.end, last.end, " " + entry.text(layout, outer, one_line=True))
        has_own_line = has_line_end(text, container.start, last.start)
        indent = line_indent(text, last.start) if has_own_line else outer + layout.indent
        written = entry.text(layout, indent, one_line=False)
        return TextEdit(last.end, last.end, layout.newline + indent + written)
    inner = text[begin:end]
    is_short_array = isinstance(container, Array) and not isinstance(entry.value, (dict, list))
    if has_line_end(inner, 0, len(inner)) or (may_spread and not (is_short_array and layout.one_line_arrays)):
        indent = outer + layout.indent
        written = layout.newline + indent + entry.text(layout, indent, one_line=False)
        if inner.strip(" \t") or not container.closed:
            return TextEdit(begin, begin, written)
        return TextEdit(begin, end, written + layout.newline + outer)
    written = entry.text(layout, outer, one_line=True)
    if inner.strip(" \t"):
        return TextEdit(begin, begin, written)
    padding = inner or (layout.braces if isinstance(container, Object) else layout.brackets)
    return TextEdit(begin, end, padding + written + padding if container.closed else written)


def _before_first(document: Document, container: Container, entry: Entry, layout: Layout) -> TextEdit:
    first = extent(document, container, 0)
    indent = line_indent(document.text, first.front)
    has_own_line = first.starts_line and (first.ends_line or count(container) == 1)
    written = _written(document, container, (0,), entry, layout, indent, has_own_line=has_own_line)
    if has_own_line:
        return TextEdit(first.lead, first.lead, indent + written + "," + layout.newline)
    return TextEdit(first.front, first.front, written + layout.comma)


def _behind(document: Document, container: Container, index: int, entry: Entry, layout: Layout) -> Edits:
    """Insert behind the member or item at `index`."""
    before = extent(document, container, index)
    after = extent(document, container, index + 1) if index + 1 < count(container) else None
    has_comment = before.ends_line and before.tail > before.slot.after
    has_own_line = after.starts_line if after else before.starts_line or has_comment
    indent = (
        _indent(document, container, before, after, layout)
        if has_own_line
        else line_indent(document.text, before.front)
    )
    neighbours = (index, index + 1) if after else (index,)
    written = _written(document, container, neighbours, entry, layout, indent, has_own_line=has_own_line)
    keeps_trailing_comma = before.slot.comma != ABSENT and document.language == "jsonc"
    comma = "," if after or keeps_trailing_comma else ""
    mended = missing_end(document, before.slot)
    place = before.tail
    if has_own_line:
        behind = TextEdit(place, place, layout.newline + indent + written + comma)
        mended += "," if before.slot.comma == ABSENT else ""
    elif before.slot.comma == ABSENT:
        behind = TextEdit(place, place, layout.comma + written + comma)
    else:
        behind = TextEdit(place, place, layout.comma.partition(",")[2] + written + comma)
    if not mended:
        return (behind,)
    end = before.slot.end
    return (TextEdit(end, end, mended + behind.text),) if end == place else (TextEdit(end, end, mended), behind)


def _indent(document: Document, container: Container, before: Extent, after: Extent | None, layout: Layout) -> str:
    """The indentation of a line that is inserted between two neighbours."""
    text = document.text
    if not before.starts_line and after:
        return line_indent(text, after.front)
    is_inside = before.starts_line or has_line_end(text, container.start, before.front)
    return line_indent(text, before.front) + ("" if is_inside else layout.indent)


def _written(
    document: Document,
    container: Container,
    neighbours: tuple[int, ...],
    entry: Entry,
    layout: Layout,
    indent: str,
    *,
    has_own_line: bool,
) -> str:
    """The entry as its neighbours of the same kind are written: on one line or on several."""
    kind = Object if isinstance(entry.value, dict) else Array
    one_line = not has_own_line
    for index in neighbours:
        value = slot(container, index).value
        if isinstance(value, kind) and count(value):
            one_line = not has_line_end(document.text, value.start, value.end)
            break
    written = entry.text(layout, indent, one_line=one_line)
    if one_line and has_own_line and len(indent) + len(written) > WIDTH:
        return entry.text(layout, indent, one_line=False)
    return written
