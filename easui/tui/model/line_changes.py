"""Changes of whole lines as editors know them: comments on and off, moving and duplicating what stands at the cursor.

What moves is the member or item that begins on the line, with its comments and all its lines, so that commas stay
right. All raise `EditRefused`, in words for people, where a change cannot be made.
"""

from __future__ import annotations

from typing import NamedTuple

from easui.document import Array, Document, EditRefused, Edits, Node, Object, Path, Span, TextEdit, move_item
from easui.document.extent import Container, count, extent
from easui.document.json_move import reordering

_MARKS = {"jsonc": "//", "yaml": "#"}
_BLANKS = " \t"


class Place(NamedTuple):
    """A member or item: what holds it, and its number there."""

    container: Container
    at: int
    path: Path


def toggled_comments(document: Document, span: Span) -> Edits:
    """Make comments of the lines that a span touches; if all of them are comments, make text of them again."""
    mark = _MARKS.get(document.language)
    if mark is None:
        raise EditRefused("JSON has no comments: a file named .jsonc may hold some")
    lines = [line for line in _lines(document, span) if document.lines.content(line).strip()]
    starts = [_first_of(document, line) for line in lines]
    if not starts:
        raise EditRefused("there is nothing on this line")
    if all(document.text.startswith(mark, start) for start in starts):
        return tuple(_without_mark(document.text, start, mark) for start in starts)
    column = min(document.lines.position(start).column for start in starts)
    places = [document.lines.offset(line, column) for line in lines]
    return tuple(TextEdit(place, place, f"{mark} ") for place in places)


def moved(document: Document, offset: int, step: int) -> Edits:
    """Move what begins on a line past its neighbour, up (-1) or down (1)."""
    place = _place(document, offset)
    target = place.at + step
    if not 0 <= target < count(place.container):
        raise EditRefused(f"this is the {'last' if step > 0 else 'first'} one here")
    if document.language != "yaml":
        return reordering(document, place.container, place.at, target)
    if isinstance(place.container, Object):
        raise EditRefused("in YAML only items of lists can be moved")
    return move_item(document, place.path, target)


def duplicated(document: Document, offset: int) -> Edits:
    """A copy of the item that begins on a line, behind it; of a member, whose key may stand once only, none."""
    place = _place(document, offset)
    if isinstance(place.container, Object):
        raise EditRefused("a key can stand here once only: items of lists can be duplicated")
    from easui.document import insert_item
    from easui.document.document import to_python

    value = to_python(place.container.items[place.at])
    return insert_item(document, place.path[:-1], place.at + 1, value)


def kept_place(offset: int, edits: Edits) -> int:
    """Where an offset is after some edits: at the same character, or where that was taken out."""
    shift = 0
    for edit in sorted(edits):
        if edit.start > offset or (edit.start == offset and edit.end > offset):
            break
        if edit.end > offset:
            return edit.start + shift + min(offset - edit.start, len(edit.text))
        shift += len(edit.text) - (edit.end - edit.start)
    return offset + shift


def landing_of_move(document: Document, offset: int, step: int, after: Document) -> int:
    """Where what was moved stands now, with the cursor at the same character of it."""
    place = _place(document, offset)
    column = offset - extent(document, place.container, place.at).slot.start
    container = after.node(place.path[:-1])
    # A text with mistakes may have other parts once something has moved.
    if isinstance(container, Object | Array) and place.at + step < count(container):
        offset = extent(after, container, place.at + step).slot.start + column
    return min(max(offset, 0), len(after.text))


def _place(document: Document, offset: int) -> Place:
    """The outermost member or item that begins on the line of an offset; else the one around it."""
    line = document.lines.position(offset).line
    found: Place | None = None
    node: Node | None = document.root
    path: Path = ()
    while isinstance(node, Object | Array):
        index = _index_at(document, node, offset, line)
        if index is None:
            break
        step, child = (
            (node.members[index].key.name, node.members[index].value)
            if isinstance(node, Object)
            else (index, node.items[index])
        )
        path = (*path, step)
        found = Place(node, index, path)
        if document.lines.position(_start(node, index)).line == line:
            return found
        node = child
    if found is None:
        raise EditRefused("nothing on this line can be moved")
    return found


def _index_at(document: Document, container: Container, offset: int, line: int) -> int | None:
    """The member or item that holds an offset or, on the same line, stands nearest to it."""
    position = document.lines.position
    for index in range(count(container)):
        start = _start(container, index)
        end = container.members[index].value.end if isinstance(container, Object) else container.items[index].end
        if position(start).line <= line <= position(end).line and (offset <= end or position(end).line == line):
            return index
    return None


def _start(container: Container, index: int) -> int:
    return container.members[index].key.start if isinstance(container, Object) else container.items[index].start


def _lines(document: Document, span: Span) -> range:
    first, last = document.lines.position(span.start).line, document.lines.position(span.end)
    # A selection that ends before the first character of a line doesn't mean that line.
    ends_before = span.end > span.start and last.column == 1
    return range(first, last.line + (0 if ends_before else 1))


def _first_of(document: Document, line: int) -> int:
    """The offset of the first character of a line that is no blank."""
    start, _ = document.lines.content_range(line)
    content = document.lines.content(line)
    return start + len(content) - len(content.lstrip(_BLANKS))


def _without_mark(text: str, start: int, mark: str) -> TextEdit:
    end = start + len(mark)
    return TextEdit(start, end + 1 if text[end : end + 1] == " " else end, "")
