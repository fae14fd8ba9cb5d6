"""Entries of a document with its comments attached to them.

A comment behind something on its line belongs to that; one on a line of its own to what follows, or to the end of the
object or array that closes next. Blocks of YAML have no closing mark: there the column of the comment decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from easui.assist.comment_text import notes_of
from easui.assist.entry import Entry, Notes
from easui.assist.refusal import Refused, refuse_depth
from easui.document import Array, Comment, Document, Node, Object, Scalar
from easui.document.layout import has_line_end


class _Mark(NamedTuple):
    """Where an entry begins (its key, or its value), its value begins, or its value ends (its closing mark)."""

    kind: Literal["begin", "value", "end"]
    offset: int
    entry: Entry


class _Unread(NamedTuple):
    """An entry whose children are still to be made; what an alias stands for has no places of its own."""

    entry: Entry
    begin: int
    depth: int
    has_place: bool


def annotated(document: Document) -> Entry | None:
    """The root of a document as an entry; None where it holds nothing.

    Raises `Refused` for a key that is written twice, and where the document nests too deep.
    """
    if document.root is None:
        return None
    root = Entry(None, document.root)
    _Attachment(document, root).run()
    return root


class _Attachment:
    """Goes through the comments and places of a document in the order of the text."""

    def __init__(self, document: Document, root: Entry) -> None:
        self.document = document
        self.text = document.text
        self.root = root
        self.marks = list(_marks(document, root))
        self.at = 0
        self.last_place: tuple[int, Notes] = (-1, [])

    def run(self) -> None:
        """Attach every comment."""
        last: Comment | None = None
        is_alone = False
        for comment in self.document.comments:
            self._advance(comment.start)
            is_alone = self._is_alone(comment, last, is_alone)
            notes: Notes = [*notes_of(self.document, comment)]
            if is_alone:
                blank: Notes = [None] if self._follows_blank_line(comment.start) else []
                self._above(comment, blank + notes)
            else:
                self._behind(comment, notes)
            last = comment
        self._advance(len(self.text))

    def _advance(self, offset: int) -> None:
        """Step over the marks before an offset, and keep the blank lines that stand above entries."""
        while self.at < len(self.marks) and self.marks[self.at].offset <= offset:
            mark = self.marks[self.at]
            if mark.kind == "begin" and self._follows_blank_line(mark.offset):
                mark.entry.leading.append(None)
            self.at += 1

    # -- where a comment stands

    @property
    def before(self) -> _Mark | None:
        return self.marks[self.at - 1] if self.at else None

    @property
    def after(self) -> _Mark | None:
        return self.marks[self.at] if self.at < len(self.marks) else None

    def _is_alone(self, comment: Comment, last: Comment | None, last_was_alone: bool) -> bool:
        """Whether nothing but other comments that are alone stands before a comment on its line."""
        begin = _line_start(self.document, comment.start)
        if last is not None and last.end > begin:
            return last_was_alone and not self.text[last.end : comment.start].strip(" \t")
        return not self.text[begin : comment.start].strip(" \t\ufeff")

    def _follows_blank_line(self, offset: int) -> bool:
        """Whether what begins a line stands below a blank one."""
        line, column = self.document.lines.position(offset)
        if line == 1 or self.text[offset - column + 1 : offset].strip(" \t-"):
            return False
        return not self.document.lines.content(line - 1).strip(" \t")

    # -- to what it belongs

    def _above(self, comment: Comment, notes: Notes) -> None:
        """Attach a comment that has its lines for itself."""
        after = self.after
        closing = self._closed_around(comment)
        if after is not None and after.kind == "value":
            after.entry.note_inside(notes)
            return
        if closing is not None:
            place = closing.closing
        elif after is None:
            place = self.root.after
        else:
            place = after.entry.leading if after.kind == "begin" else after.entry.closing
        place.extend(notes)
        self.last_place = (self.at, place)

    def _behind(self, comment: Comment, notes: Notes) -> None:
        """Attach a comment that stands behind something on its line."""
        before, after = self.before, self.after
        if self.last_place[0] == self.at:
            self.last_place[1].extend(notes)  # one behind a comma on a line of its own: the order is to stay
        elif after is not None and after.kind == "begin" and self._leads(before, comment, after):
            after.entry.leading.extend(notes)
        elif before is None:
            self.root.after.extend(notes)
        elif before.kind == "end":
            self._ended_at(before).note_behind(notes)
        else:
            before.entry.note_opening(notes)

    def _leads(self, before: _Mark | None, comment: Comment, after: _Mark) -> bool:
        """Whether a comment that does not begin its line stands before what it is about."""
        if before is None or self._follows_dash(before, comment):
            return True
        if has_line_end(self.text, comment.end, after.offset):
            return False
        return before.kind == "value" or "," in self.text[before.entry.node.end : comment.start]

    def _follows_dash(self, before: _Mark, comment: Comment) -> bool:
        """Whether only the `-` of a list in YAML stands before a comment on its line."""
        begin = _line_start(self.document, comment.start)
        return before.offset < begin and not self.text[begin : comment.start].strip(" \t-")

    def _ended_at(self, before: _Mark) -> Entry:
        """The innermost of the entries that end where one ends: blocks of YAML end with what stands last in them."""
        at = self.at - 1
        while at and self.marks[at - 1].kind == "end" and self.marks[at - 1].entry.node.end == before.entry.node.end:
            at -= 1
        return self.marks[at].entry

    def _closed_around(self, comment: Comment) -> Entry | None:
        """The block of YAML, among those that end above a comment, that the comment is indented to belong to."""
        after = self.after
        if self.root.after or (after is not None and (after.kind != "begin" or after.entry.leading)):
            return None
        column = comment.start - _line_start(self.document, comment.start)
        outer = -1 if after is None else self._indentation(after.offset)
        found: Entry | None = None
        at = self.at
        while at and self.marks[at - 1].kind == "end":  # from the outermost block to the innermost
            at -= 1
            entry = self.marks[at].entry
            if entry.column > column or (found and found.closing):
                break
            if entry.column > outer:
                found = entry
        return found

    def _indentation(self, offset: int) -> int:
        """The blanks at the beginning of the line of an offset."""
        before = self.text[_line_start(self.document, offset) : offset]
        return len(before) - len(before.lstrip(" "))


def _line_start(document: Document, offset: int) -> int:
    return offset - document.lines.position(offset).column + 1


def _marks(document: Document, root: Entry) -> Iterator[_Mark]:
    """All places of a document in the order of the text; the entries get their children on the way."""
    stack: list[_Mark | _Unread] = [_Unread(root, root.node.start, 0, True)]
    while stack:
        item = stack.pop()
        if isinstance(item, _Mark):
            yield item
            continue
        entry, node = item.entry, item.entry.node
        is_block = document.language == "yaml" and document.text[node.start : node.start + 1] not in ("{", "[")
        if item.has_place:
            yield _Mark("begin", item.begin, entry)
            yield _Mark("value", node.start, entry)
            end = node.end if is_block or isinstance(node, Scalar) else node.end - 1
            stack.append(_Mark("end", end, entry))
        if not isinstance(node, Scalar):
            refuse_depth(item.depth + 1, node.start)
        children = _children(document, entry)
        has_places = item.has_place and not any(_stands_where(child.node, node) for child, _ in children[:1])
        if is_block and has_places and children:
            entry.column = node.start - _line_start(document, node.start)
        stack.extend(_Unread(child, begin, item.depth + 1, has_places) for child, begin in reversed(children))


def _children(document: Document, entry: Entry) -> list[tuple[Entry, int]]:
    """Give an entry its children; where each begins. Raises `Refused` for a key that is written twice."""
    node = entry.node
    children: list[tuple[Entry, int]] = []
    if isinstance(node, Array):
        children += ((Entry(None, item), item.start) for item in node.items)
    elif isinstance(node, Object):
        children += ((Entry(member.key, member.value), member.key.start) for member in node.members)
        _refuse_twice(document, node)
    entry.children = [child for child, _ in children]
    return children


def _refuse_twice(document: Document, node: Object) -> None:
    seen: dict[str, int] = {}
    for member in node.members:
        key = member.key
        if key.name in seen:
            line = document.lines.position(seen[key.name]).line
            message = f"the key `{key.name}` is written twice, first on line {line}"
            raise Refused(message, key.start, "keep the one that is meant")
        seen[key.name] = key.start


def _stands_where(node: Node, other: Node) -> bool:
    """Whether two nodes have the same place, as what an alias stands for and what is in it."""
    return (node.start, node.end) == (other.start, other.end)
