"""Where a cursor stands among brackets: in JSON, and in YAML that is written with brackets.

The tree tells the innermost object or array and the neighbours of the cursor; the text right behind the cursor tells
whether a separator is missing there. Half-typed text that the tree understands in another way is recognised by what
follows it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from easui.assist.completion.around import Around, count_before
from easui.assist.completion.gap import is_empty, skip
from easui.assist.completion.slot import Notation, Slot, SlotKind
from easui.document import ABSENT, Array, Document, Member, Node, Object, Path, Scalar, TextEdit
from easui.document.extent import missing_quote
from easui.document.layout import has_line_end, layout_of, line_indent, line_start

_STRING_OR_WORD = re.compile(r'"(?:[^"\\\r\n]|\\.)*"|\'(?:[^\'\\\r\n]|\\.)*\'|[^\s,;:{}\[\]"\']+')
_WORD_END = re.compile(r"[\w.\-\[\]]*")
_CLOSERS = (",", "}", "]", "")


class _Previous(NamedTuple):
    """What stands before the cursor in its container: where it ends, and its comma."""

    end: int
    comma: int
    source: str


def slot_in(document: Document, offset: int, around: Around, notation: Notation) -> Slot | None:
    """What can be written at an offset, or None where nothing can; texts of several lines are left alone."""
    slot = _slot_in(document, offset, around, notation)
    return None if slot is None or has_line_end(document.text, slot.start, slot.end) else slot


def _slot_in(document: Document, offset: int, around: Around, notation: Notation) -> Slot | None:
    container, index = around.container, count_before(around.container, offset) - 1
    reader = _Reader(document, offset, around, notation)
    if isinstance(container, Object) and index >= 0:
        slot = reader.member(container.members[index], index)
        return reader.between(index) if slot is _BEHIND else slot
    if isinstance(container, Array) and index >= 0 and offset <= container.items[index].end:
        item = container.items[index]
        if isinstance(item, Scalar):
            return reader.item(item, index)
        return reader.between(index) if offset == item.end else None
    return reader.between(index)


_BEHIND = Slot("word", (), 0, 0)
"""Says that a cursor is behind a member, and not inside of it."""


class _Reader:
    """One question about one cursor."""

    def __init__(self, document: Document, offset: int, around: Around, notation: Notation) -> None:
        self.document = document
        self.text = document.text
        self.offset = offset
        self.container = around.container
        self.path = around.path
        self.notation = notation

    # -- in a member or item

    def member(self, member: Member, index: int) -> Slot | None:
        """The slot in a member that begins before the cursor; `_BEHIND` where the cursor is not in it."""
        key, value, offset = member.key, member.value, self.offset
        if offset <= key.end:
            return self._key(member, index)
        if member.colon == ABSENT or offset <= member.colon:
            is_value = isinstance(value, Scalar) and value.kind != "missing" and value.start < offset <= value.end
            if is_value:
                return self._value(member, value.start, value.end)
            is_open = member.colon == ABSENT and has_line_end(self.text, key.end, offset) and offset > value.end
            return _BEHIND if is_open else None
        if not isinstance(value, Scalar):
            return _BEHIND if offset >= value.end else None
        return self._at_scalar(member, value)

    def _at_scalar(self, member: Member, value: Scalar) -> Slot | None:
        offset = self.offset
        if value.end <= member.colon + 1 or value.kind == "missing" or value.start == value.end:
            is_open = member.comma == ABSENT or offset <= member.comma
            is_next = is_open and is_empty(self.document, member.colon + 1, offset)
            return self._value(member, offset, offset) if is_next else _BEHIND
        if offset <= value.start:
            if self._is_key_ahead(value.start) or (
                offset < value.start and has_line_end(self.text, offset, value.start)
            ):
                return self._value(member, offset, offset) if self._is_key_ahead(value.start) else None
            is_next = is_empty(self.document, offset, value.start)
            return self._value(member, offset, self._end_of(value.start, value.end)) if is_next else None
        if offset <= value.end:
            is_key = self._is_key_ahead(value.start)
            return None if is_key else self._value(member, value.start, self._end_of(value.start, value.end))
        return _BEHIND

    def _key(self, member: Member, index: int) -> Slot | None:
        start = member.key.start
        end = self._end_of(start, member.key.end)
        after_at = skip(self.document, end)
        names = self._names(but=member)
        following = self.text[after_at : after_at + 1]
        if following and following in ":=":
            return self._slot("name", self.path, start, end, names=names)
        if following in _CLOSERS:
            return self._slot("member", self.path, start, end, names=names, others=self._comma_before(index, start))
        if following in "{[" or (self._is_entry(after_at) and not self._is_key_ahead(after_at)):
            return self._slot("name", self.path, start, end, names=names, after=":")
        if self._is_key_ahead(after_at):
            others = self._comma_before(index, start)
            return self._slot("member", self.path, start, end, names=names, others=others, after=",")
        return None

    def _value(self, member: Member, start: int, end: int) -> Slot | None:
        after = self._comma_after(end, has_gap=True)
        if after is None:
            return None
        key = member.key
        before = ""
        if start == member.colon + 1:
            colon = layout_of(self.document, self.container).colon if self.notation == "json" else ": "
            before = colon.partition(":")[2]
        path = (*self.path, key.name)
        slot = self._slot("value", path, start, end, before=before, after=after, owner=key.start)
        return slot._replace(names=frozenset())

    def item(self, item: Scalar, index: int) -> Slot | None:
        """The slot in a scalar item that begins before the cursor and does not end before it."""
        end = self._end_of(item.start, item.end)
        after = self._comma_after(end, has_gap=True)
        if after is None:
            return None
        return self._slot("item", self.path, item.start, end, after=after, others=self._comma_before(index, item.start))

    # -- between members or items

    def between(self, index: int) -> Slot | None:
        """The slot behind the member or item at an index, or behind the opening mark."""
        offset = self.offset
        previous = self._previous(index)
        before = ""
        others: tuple[TextEdit, ...] = ()
        if previous is None:
            begin = self.container.start + 1
        elif ABSENT != previous.comma < offset:
            begin = previous.comma + 1
            before = self._separator.lstrip(",") if begin == offset else ""
        else:
            begin = previous.end
            if begin == offset or previous.comma != ABSENT:
                before = missing_quote(previous.source) + self._separator
            else:
                others = self._comma_before(index + 1, offset)
        after = self._comma_after(offset, has_gap=False)
        if after is None or not is_empty(self.document, begin, offset):
            return None
        kind: SlotKind = "member" if isinstance(self.container, Object) else "item"
        if previous is None and not after:
            before = after = self._padding()
        names = self._names(but=None)
        return self._slot(kind, self.path, offset, offset, before=before, after=after, others=others, names=names)

    def _padding(self) -> str:
        """The blanks inside of brackets that have nothing in them yet and stand on one line."""
        container = self.container
        if self.notation != "json" or container.end - container.start != 2 or not container.closed:
            return ""
        layout = layout_of(self.document, container)
        return layout.braces if isinstance(container, Object) else layout.brackets

    # -- separators

    @property
    def _separator(self) -> str:
        return layout_of(self.document, self.container).comma if self.notation == "json" else ", "

    def _comma_before(self, index: int, start: int) -> tuple[TextEdit, ...]:
        """The edit that writes the comma, and a quote, which the one before the member or item at an index lacks."""
        previous = self._previous(index - 1)
        if previous is None or previous.comma != ABSENT or previous.end >= start:
            return ()
        return (TextEdit(previous.end, previous.end, missing_quote(previous.source) + ","),)

    def _comma_after(self, end: int, *, has_gap: bool) -> str | None:
        """The comma, with what stands behind it, that is missing before the next thing; None where nothing fits.

        Without a gap the next thing gets one, on a line of its own where the cursor is at the beginning of its line.
        """
        at = skip(self.document, end)
        following = self.text[at : at + 1]
        if following in _CLOSERS:
            return ""
        if not self._is_entry(at):
            return None
        if has_gap or at > end:
            return ","
        if self.notation == "json" and self._starts_line(end):
            return "," + layout_of(self.document, self.container).newline + line_indent(self.text, end)
        return self._separator

    def _is_entry(self, at: int) -> bool:
        """Whether a member or an item may begin here."""
        if isinstance(self.container, Array) and self.text[at : at + 1] in ("{", "["):
            return True
        return bool(_STRING_OR_WORD.match(self.text, at)) or self.text[at : at + 1] == '"'

    def _is_key_ahead(self, at: int) -> bool:
        """Whether what stands here is a key with its colon."""
        match = _STRING_OR_WORD.match(self.text, at)
        if not match or isinstance(self.container, Array):
            return False
        behind = skip(self.document, match.end())
        return self.text[behind : behind + 1] == ":"

    def _end_of(self, start: int, end: int) -> int:
        """The end of half-typed text; one that took the opening quote of the next text for its end stops at its word.

        That is so in `{"na "image": "x"}`, where `"na "` would be a whole text.
        """
        text = self.text
        is_quoted = text[start] == '"' and end - start > 1 and text[end - 1] == text[start]
        if self.notation != "json" or not is_quoted or self.offset >= end:
            return end
        if not re.match(r"[\w./]", text[end : end + 1]):
            return end
        word = _WORD_END.match(text, max(self.offset, start + 1))
        stop = min(word.end(), end) if word else end
        return end if text[stop : end - 1].strip(" \t,}]") else stop

    # -- what is there

    def _previous(self, index: int) -> _Previous | None:
        container = self.container
        if index < 0:
            return None
        if isinstance(container, Array):
            item = container.items[index]
            return _Previous(item.end, container.commas[index], self.text[item.start : item.end])
        member = container.members[index]
        last: Node | None = None if member.value.end <= member.key.end else member.value
        if last is None or last.start == last.end:
            end = max(member.key.end, member.colon + 1)
            return _Previous(end, member.comma, self.text[member.key.start : member.key.end])
        return _Previous(last.end, member.comma, self.text[last.start : last.end])

    def _names(self, but: Member | None) -> frozenset[str]:
        members = self.container.members if isinstance(self.container, Object) else ()
        return frozenset(member.key.name for member in members if member is not but)

    def _starts_line(self, at: int) -> bool:
        return not self.text[line_start(self.text, at) : at].strip(" \t")

    def _slot(
        self, kind: SlotKind, path: Path, start: int, end: int, *, before: str = "", after: str = "",
        others: tuple[TextEdit, ...] = (), names: frozenset[str] = frozenset(), owner: int | None = None,
    ) -> Slot:  # fmt: skip
        """A slot; `owner` is where the member begins that a value belongs to."""
        text, head = self.text, start if owner is None else owner
        quote = text[start : start + 1] if start < end and text[start] in "\"'" else ""
        typed = text[start + len(quote) : self.offset]
        if quote and typed.endswith(quote) and self.offset == end:
            typed = typed[: -len(quote)]
        one_line = self.notation != "json" or not self._starts_line(head)
        return Slot(
            kind, path, start, end, typed, quote, before, after, others, names, self.notation,
            line_indent(text, head), 0, one_line, self.container,
        )  # fmt: skip
