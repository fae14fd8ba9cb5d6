"""Where a cursor stands among the lines of YAML.

Half-typed lines are no part of the tree, so the lines around the cursor tell what can be written there.
"""

from __future__ import annotations

import re

from easui.assist.completion.levels import Level, level_at, names_below
from easui.assist.completion.lines import Line, above, below, line_at
from easui.assist.completion.slot import Slot, SlotKind
from easui.document import EACH, Document, Scalar

_HALF_TYPED = re.compile(r"[\"']?[\w.\-/$]+(?:\[[\w.\-]*\]?)?[\"']?")
_OPENERS = ("{", "[", "|", ">", "&", "*", "!", "%", "@", "`", "?")


def block_slots(document: Document, offset: int) -> tuple[Slot, ...]:
    """What can be written at an offset outside of brackets; of several ways the likeliest comes first."""
    line = line_at(document, document.lines.position(offset).line)
    cursor = offset - line.start
    if line.has_tab(cursor) or _is_inside_of_text(document, offset, line):
        return ()
    reader = _Reader(document, line, cursor)
    if line.key:
        return reader.name() if cursor <= line.key_width else reader.value()
    return reader.empty() if line.column == line.width else reader.half_typed()


class _Reader:
    """One question about one cursor, which stands at a column of a line."""

    def __init__(self, document: Document, line: Line, cursor: int) -> None:
        self.document = document
        self.line = line
        self.cursor = cursor
        self.following = next(below(document, line.number), None)

    def name(self) -> tuple[Slot, ...]:
        """The cursor is in a key that has its colon."""
        level = self._level(self.line.column)
        if self.cursor <= self.line.column or level is None:
            return ()
        return (self._slot("name", level, self.line.column, self.line.key_width),)

    def value(self) -> tuple[Slot, ...]:
        """The cursor is behind a key."""
        line, cursor = self.line, self.cursor
        is_other = line.text[line.value : line.value + 1] in _OPENERS if line.has_value else False
        is_behind = bool(line.text[line.width : cursor].strip(" ")) if line.has_value else False
        level = self._level(line.column)
        if cursor < line.colon or is_other or is_behind or level is None or self._goes_on():
            return ()
        # Between words that are typed to find a value, the cursor is behind a blank.
        start, end = (min(cursor, line.value), max(cursor, line.width)) if line.has_value else (cursor, cursor)
        slot = self._slot("value", level._replace(path=(*level.path, line.name)), start, end)
        before = " " if start == line.colon else ""
        after = " " if line.text[end : end + 1] == "#" else ""
        return (slot._replace(before=before, after=after, column=line.column, names=frozenset()),)

    def empty(self) -> tuple[Slot, ...]:
        """The cursor is on a line with nothing but blanks, or the mark of an item."""
        line, cursor = self.line, self.cursor
        if line.text[cursor : cursor + 1] == "#":
            return ()
        if line.dashes:
            return self._item(cursor, cursor) if cursor > line.dashes[-1] + 1 else ()
        level = level_at(self.document, line.number, cursor, is_item=False)
        if level is None or not self._fits(cursor, level):
            return ()
        item = self._slot("item", level, cursor, cursor)._replace(before="- ")
        if level.is_list:
            return (*self._in_item_above(cursor, cursor), item)
        member = self._slot("member", level, cursor, cursor)
        is_open = not member.names and level.path and level.path[-1] != EACH
        return (member, item) if is_open else (member,)

    def half_typed(self) -> tuple[Slot, ...]:
        """The cursor is on a line that is neither a key nor empty."""
        line, cursor = self.line, self.cursor
        if not line.column < cursor <= line.width or not _HALF_TYPED.fullmatch(line.text, line.column, line.width):
            return ()
        if line.dashes:
            return self._item(line.column, line.width)
        level = self._level(line.column)
        if level is None or level.is_list:
            return self._in_item_above(line.column, line.width) if level else ()
        if self._goes_on():
            return (self._slot("name", level, line.column, line.width)._replace(after=":"),)
        return (self._slot("member", level, line.column, line.width),) if self._fits(line.column, level) else ()

    def _item(self, start: int, end: int) -> tuple[Slot, ...]:
        """An item behind its mark, which may be an object that begins on this line."""
        mark = self.line.dashes[-1]
        level = level_at(self.document, self.line.number, mark, is_item=True) if len(self.line.dashes) == 1 else None
        if level is None:
            return ()
        inside = Level((*level.path, EACH), False, mark, frozenset())
        member, item = self._slot("member", inside, start, end), self._slot("item", level, start, end)
        if self.following is None or self.following.first <= mark:
            return member, item
        return (member,) if self.following.first == start and self.following.key else ()

    def _in_item_above(self, start: int, end: int) -> tuple[Slot, ...]:
        """A key of the item above, on a line that begins at the item's mark: editors put the cursor there."""
        outer = next((line for line in above(self.document, self.line.number) if line.first <= start), None)
        if outer is None or outer.dashes != (start,) or not outer.key:
            return ()
        level = level_at(self.document, self.line.number, outer.column, is_item=False)
        if level is None or (self.following is not None and self.following.first > start):
            return ()
        slot = self._slot("member", level, start, end)
        return (slot._replace(before=" " * (outer.column - start), column=outer.column, names=level.names),)

    # -- what stands around

    def _level(self, column: int) -> Level | None:
        """The object of the key that begins at a column of this line."""
        line = self.line
        if not line.dashes:
            return level_at(self.document, line.number, column, is_item=False)
        outer = level_at(self.document, line.number, line.dashes[-1], is_item=True) if len(line.dashes) == 1 else None
        return outer and Level((*outer.path, EACH), False, line.dashes[-1], frozenset())

    def _fits(self, column: int, level: Level) -> bool:
        """Whether the lines below still belong to the same things when one more stands at this column."""
        following = self.following
        if following is None or (following.first <= level.owner and not self._is_split(level)):
            return True
        return following.first == column and bool(following.dashes) == level.is_list

    def _is_split(self, level: Level) -> bool:
        """Whether the line below is an item of the key that a new line would stand under, at the same column."""
        following = self.following
        if following is None or level.is_list or level.path[-1:] == (EACH,):
            return False
        return bool(following.dashes) and following.first == level.owner

    def _goes_on(self) -> bool:
        """Whether lines below belong to the key on this line."""
        following, column = self.following, self.line.column
        if following is None:
            return False
        return following.first > column or (following.first == column and bool(following.dashes))

    def _slot(self, kind: SlotKind, level: Level, start: int, end: int) -> Slot:
        text, at = self.line.text, self.line.start
        quote = text[start] if start < end and text[start] in "\"'" else ""
        typed = text[start + len(quote) : self.cursor]
        if quote and self.cursor == end:
            typed = typed.removesuffix(quote)
        names = level.names | names_below(self.document, self.line.number, start, level.owner)
        return Slot(
            kind, level.path, at + start, at + end, typed, quote, names=names, notation="block", column=start,
            one_line=self.line.width > end or text[end : end + 1] == "#",
        )  # fmt: skip


def _is_inside_of_text(document: Document, offset: int, line: Line) -> bool:
    """Whether the cursor is in a text that began on an earlier line, or that goes on below."""
    node = document.node(document.path_at(offset))
    if not isinstance(node, Scalar) or not node.start <= offset <= node.end:
        return False
    return node.start < line.start or document.lines.position(node.end).line > line.number
