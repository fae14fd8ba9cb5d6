"""A tolerant parser for JSON and JSON with comments that keeps the place of everything.

It never fails: what is wrong becomes a `Fault`, and the tree is built as if it were cured. An explicit stack takes the
place of recursion, so that depth is bounded by memory alone, and one regular expression reads the members and items
that make up nearly all of a real text; the slower steps below it understand the rest.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from easui.document import json_tokens as tokens
from easui.document.diagnostic import Fix, Related, Span
from easui.document.edit import TextEdit
from easui.document.fault import Fault, cure
from easui.document.node import ABSENT, Array, Comment, Key, Member, Node, Object, Scalar

MAX_FAULTS = 100
"""After so many faults a text is hardly JSON; more of them would tell nobody more."""

_S = r"[ \t\r\n]*"
_SCALAR = r'(?:"([^"\\\x00-\x1f]*)"|(-?(?:0|[1-9][0-9]{0,17}))|(true|false|null))'
_FAST_MEMBER = re.compile(rf'{_S}"([^"\\\x00-\x1f]*)"{_S}(:){_S}(?:{_SCALAR}{_S}(?:(,)|(?=}}))|([{{\[]))')
_FAST_ITEM = re.compile(rf"{_S}(?:{_SCALAR}{_S}(?:(,)|(?=\]))|([{{\[]))")
_WORDS = {"true": True, "false": False, "null": None}
_INVISIBLE = "\ufeff\u00a0\u200b\u2028\u2029\u3000\x0b\x0c\x85"
_CLOSER = {"{": "}", "[": "]"}


class Tree(NamedTuple):
    """What a parser makes of a text."""

    root: Node | None
    faults: tuple[Fault, ...]
    comments: tuple[Comment, ...]


class _Frame:
    """An object or array whose end has not been seen yet."""

    __slots__ = ("colon", "comma", "commas", "items", "key", "mark", "members", "start")

    def __init__(self, mark: str, start: int) -> None:
        self.mark = mark
        self.start = start
        self.members: list[Member] = []
        self.items: list[Node] = []
        self.commas: list[int] = []
        self.key: Key | None = None
        self.colon = ABSENT
        self.comma = ABSENT

    def add(self, value: Node, comma: int) -> None:
        self.comma = comma
        if self.key is None:
            self.items.append(value)
            self.commas.append(comma)
        else:
            self.members.append(Member(self.key, self.colon, value, comma))
            self.key = None

    def close(self, end: int, closed: bool) -> Node:
        if self.mark == "{":
            return Object(self.start, end, tuple(self.members), closed)
        return Array(self.start, end, tuple(self.items), tuple(self.commas), closed)


def parse_json(text: str, *, trailing_commas: bool = False) -> Tree:
    """Parse JSON with comments; with `trailing_commas` a comma before a closing mark is no fault."""
    return _Parser(text, trailing_commas).parse()


class _Parser:
    def __init__(self, text: str, trailing_commas: bool) -> None:
        self.text = text
        self.at = 0
        self.trailing_commas = trailing_commas
        self.stack: list[_Frame] = []
        self.open = {"{": 0, "[": 0}
        self.faults: list[Fault] = []
        self.comments: list[Comment] = []

    def parse(self) -> Tree:
        self._skip()
        if self.at == len(self.text):
            message = "the file is empty" if not self.comments else "the file holds nothing but comments"
            self._fault(Fault("empty", message, Span(0, 0), "start with an object: `{ }`"))
            return self._tree(None)
        root = self._value(None)
        while self.stack:
            frame = self.stack[-1]
            done = self._in_object(frame) if frame.mark == "{" else self._in_array(frame)
            if done is None:
                continue
            self.stack.pop()
            self.open[frame.mark] -= 1
            if self.stack:
                self.stack[-1].add(done, self._separator(done))
            else:
                root = done
        self._expect_end()
        return self._tree(root)

    def _tree(self, root: Node | None) -> Tree:
        return Tree(root, tuple(self.faults), tuple(self.comments))

    # -- inside an object or array: each step returns the finished node, or None when there is more to do

    def _in_object(self, frame: _Frame) -> Node | None:
        text, members, match_member = self.text, frame.members, _FAST_MEMBER.match
        while match := match_member(text, self.at):
            spans = match.regs
            key_start, key_end = spans[1]
            key = Key(text[key_start:key_end], key_start - 1, key_end + 1)
            self.at = spans[0][1]
            if spans[7][0] >= 0:
                frame.key, frame.colon = key, spans[2][0]
                self._push(text[spans[7][0]], spans[7][0])
                return None
            frame.comma = spans[6][0]
            members.append(Member(key, spans[2][0], _scalar(text, spans, 3), frame.comma))
        self._skip()
        closer = self._closer(frame)
        if closer is not None or not self.stack:
            return closer
        if self.text[self.at] == ",":
            self._stray("`,` stands where a key is expected", 1)
            return None
        return self._member(frame)

    def _in_array(self, frame: _Frame) -> Node | None:
        text, items, commas, match_item = self.text, frame.items, frame.commas, _FAST_ITEM.match
        while match := match_item(text, self.at):
            spans = match.regs
            self.at = spans[0][1]
            if spans[5][0] >= 0:
                self._push(text[spans[5][0]], spans[5][0])
                return None
            items.append(_scalar(text, spans, 1))
            frame.comma = spans[4][0]
            commas.append(frame.comma)
        self._skip()
        closer = self._closer(frame)
        if closer is not None:
            return closer
        if self.text[self.at] in ",:":
            self._stray(f"`{self.text[self.at]}` stands where a value is expected", 1)
            return None
        if value := self._value(None):
            frame.add(value, self._separator(value))
        return None

    def _member(self, frame: _Frame) -> Node | None:
        key = self._key()
        if key is None:
            return None
        self._skip()
        frame.key, frame.colon = key, ABSENT
        if self._next() in (":", "="):
            frame.colon = self.at
            if self._next() == "=":
                self._fault_at(
                    self.at, 1, "JSON writes `:` between key and value", cure("Write `:`", self.at, self.at + 1, ":")
                )
            self.at += 1
            self._skip()
        elif self._next() not in ("", ",", "}", "]") and not self._is_next_key(key.end):
            fix = cure("Add the missing `:`", key.end, key.end, ":")
            self._fault(
                Fault("syntax", f"`:` is missing after the key `{key.name}`", Span(key.start, key.end), "", fix)
            )
        if value := self._value(key):
            frame.add(value, self._separator(value))
        return None

    # -- keys and values

    def _key(self) -> Key | None:
        start, char = self.at, self.text[self.at]
        if char == '"':
            name, self.at, faults = tokens.read_string(self.text, start)
            self._faults(faults)
            return Key(name, start, self.at)
        if char == "'" and (single := tokens.read_single_quoted(self.text, start)):
            name, self.at, faults = single
            self._faults(faults)
            return Key(name, start, self.at)
        word = tokens.WORD.match(self.text, start)
        if not word:
            self._stray(f"`{char}` stands where a key is expected", 1)
            return None
        self.at = word.end()
        if self._next() == '"':
            self.at += 1
            fix = cure('Add the opening `"`', start, start, '"')
        else:
            quote = tokens.dumps(word[0], ensure_ascii=False)
            fix = cure("Add double quotes", start, self.at, quote)
        self._fault(Fault("syntax", f"the key `{word[0]}` needs double quotes", Span(start, self.at), "", fix))
        return Key(word[0], start, self.at)

    def _value(self, key: Key | None) -> Node | None:
        """Read a scalar, or push a frame and return None; where there is no value, one of kind "missing"."""
        start, char = self.at, self._next()
        if char in ("{", "["):
            self.at += 1
            self._push(char, start)
            return None
        if char in ("", ",", "}", "]", ":") or (key is not None and self._is_next_key(key.end)):
            return self._missing(key)
        faults: list[Fault]
        if char == '"':
            value, self.at, faults = tokens.read_string(self.text, start)
            self._faults(faults)
            return Scalar("string", start, self.at, value)
        if char == "'" and (single := tokens.read_single_quoted(self.text, start)):
            value, self.at, faults = single
            self._faults(faults)
            return Scalar("string", start, self.at, value)
        scalar, faults = tokens.read_number(self.text, start) or tokens.read_word(self.text, start)
        self.at = scalar.end
        self._faults(faults)
        return scalar

    def _missing(self, key: Key | None) -> Scalar | None:
        if key is None:
            self._stray(f"`{self._next()}` stands where a value is expected", 1)
            return None
        place = self.at
        while place > key.end and self.text[place - 1] in " \t\r\n":
            place -= 1
        already_said = bool(self.faults) and self.faults[-1].span.end == key.end
        if not already_said:
            self._fault(
                Fault("syntax", f"`{key.name}` has no value", Span(key.start, key.end), "write a value after `:`")
            )
        return Scalar("missing", place, place, None)

    def _is_next_key(self, key_end: int) -> bool:
        """Whether the string here, on a later line than the key before it, is a key itself."""
        if self._next() != '"' or "\n" not in self.text[key_end : self.at].replace("\r", "\n"):
            return False
        _, end, _ = tokens.read_string(self.text, self.at)
        space = tokens.SPACE.match(self.text, end)
        return self.text[space.end() if space else end :][:1] == ":"

    # -- separators and ends

    def _separator(self, before: Node) -> int:
        """The offset of the comma after a value, or `ABSENT`; a missing one is reported where it belongs."""
        self._skip()
        char = self._next()
        if char == ",":
            self.at += 1
            return self.at - 1
        if char in ("", "}", "]"):
            return ABSENT
        if char == ";":
            self._fault_at(self.at, 1, "JSON separates with `,`", cure("Write `,`", self.at, self.at + 1, ","))
            self.at += 1
            return self.at - 1
        end = before.end
        if isinstance(before, Scalar) and before.kind == "missing":
            return ABSENT  # said already: a value is missing, and with it the comma
        self._fault(
            Fault(
                "syntax",
                "`,` is missing here",
                Span(max(end - 1, 0), end),
                "",
                cure("Add the missing `,`", end, end, ","),
            )
        )
        return ABSENT

    def _closer(self, frame: _Frame) -> Node | None:
        """The finished node when its end is here: its own mark, that of an outer one, or the end of the text."""
        char = self._next()
        if char == _CLOSER[frame.mark]:
            self._trailing_comma(frame)
            self.at += 1
            return frame.close(self.at, closed=True)
        if char == "":
            self._unclosed_at_end()
            return frame.close(self._end_of_content(), closed=False)
        if char not in ("}", "]"):
            return None
        if not self.open["{" if char == "}" else "["]:
            self._stray(f"`{char}` closes nothing", 1)
            return self._closer_after_stray(frame)
        opened = Related("opened here", Span(frame.start, frame.start + 1))
        wanted, place = _CLOSER[frame.mark], self._end_of_content()
        fix = cure(f"Add the missing `{wanted}`", place, place, wanted)
        message = f"`{wanted}` is missing before this `{char}`"
        self._fault(Fault("syntax", message, Span(self.at, self.at + 1), "", fix, (opened,)))
        return frame.close(place, closed=False)

    def _closer_after_stray(self, frame: _Frame) -> Node | None:
        while self._next() in ("}", "]") and not self.open["{" if self._next() == "}" else "["]:
            self.at += 1
            self._skip()
        return self._closer(frame)

    def _trailing_comma(self, frame: _Frame) -> None:
        comma = frame.comma
        if comma == ABSENT or self.trailing_commas or not (frame.members or frame.items):
            return
        message = f"JSON allows no `,` before `{_CLOSER[frame.mark]}`"
        fix = cure("Remove the `,`", comma, comma + 1, "")
        self._fault(Fault("trailing-comma", message, Span(comma, comma + 1), "", fix))

    def _unclosed_at_end(self) -> None:
        if self.faults and self.faults[-1].message.startswith("the text ends before"):
            return
        inner = self.stack[-1]
        closers = "".join(_CLOSER[frame.mark] for frame in reversed(self.stack))
        end = self._end_of_content()
        count = len(closers)
        title = f"Add the missing `{closers}`" if count <= 8 else f"Add the {count} missing closing marks"
        opened = Related("opened here", Span(inner.start, inner.start + 1))
        message = f"the text ends before `{closers[0]}` closes what was opened"
        fix = Fix(title, (TextEdit(end, end, closers),))
        self._fault(Fault("syntax", message, Span(max(end - 1, 0), end), "", fix, (opened,)))

    def _expect_end(self) -> None:
        self._skip()
        if self.at < len(self.text):
            start, end = self.at, len(self.text.rstrip())
            only_closers = not self.text[start:end].strip("}] \t\r\n,")
            fix = cure("Remove what follows", start, end, "", safe=False) if only_closers else None
            message, help_ = "the file goes on after its first value", "keep one object; remove what follows it"
            self._fault(Fault("syntax", message, Span(start, start + 1), help_, fix))

    # -- moving on

    def _next(self) -> str:
        return self.text[self.at : self.at + 1]

    def _push(self, mark: str, start: int) -> None:
        self.open[mark] += 1
        self.stack.append(_Frame(mark, start))

    def _end_of_content(self) -> int:
        """The end of the last thing before here that is neither white space nor a comment."""
        at = self.at
        comments = len(self.comments)
        while True:
            while at and self.text[at - 1] in " \t\r\n":
                at -= 1
            if not comments or self.comments[comments - 1].end != at:
                return at
            comments -= 1
            at = self.comments[comments].start

    def _skip(self) -> None:
        """Step over white space and comments."""
        text = self.text
        while True:
            space = tokens.SPACE.match(text, self.at)
            self.at = start = space.end() if space else self.at
            char = text[start : start + 1]
            if char == "/":
                if not self._comment(start):
                    return
            elif char == "#":
                match = tokens.HASH_COMMENT.match(text, start)
                self.at = match.end() if match else start + 1
                self.comments.append(Comment(start, self.at))
                fix = cure("Write `//`", start, start + 1, "//")
                self._fault_at(start, 1, "comments begin with `//`, not with `#`", fix)
            elif char and char in _INVISIBLE:
                self.at += 1
                if start or char != "\ufeff":
                    fix = cure("Write a blank", start, start + 1, " ")
                    self._fault_at(start, 1, f"an invisible character (U+{ord(char):04X}) stands here", fix)
            else:
                return

    def _comment(self, start: int) -> bool:
        match = tokens.LINE_COMMENT.match(self.text, start) or tokens.BLOCK_COMMENT.match(self.text, start)
        if match:
            self.at = match.end()
        elif self.text.startswith("/*", start):
            self.at = len(self.text)
            self._fault_at(start, 2, "this comment has no closing `*/`", cure("Add `*/`", self.at, self.at, "*/"))
        else:
            self._stray("`/` stands here alone", 1)
            return True
        self.comments.append(Comment(start, self.at))
        return True

    def _stray(self, message: str, length: int) -> None:
        """Report text that belongs to nothing, and step over it."""
        start = self.at
        self.at += length
        if self.faults and self.faults[-1].span.end == start and self.faults[-1].kind == "syntax":
            return  # one run of strange characters is one mistake
        self._fault_at(start, length, message, cure("Remove it", start, self.at, "", safe=False))

    def _fault_at(self, start: int, length: int, message: str, fix: Fix) -> None:
        self._fault(Fault("syntax", message, Span(start, start + length), "", fix))

    def _faults(self, faults: list[Fault]) -> None:
        for fault in faults:
            self._fault(fault)

    def _fault(self, fault: Fault) -> None:
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(fault)


def _scalar(text: str, spans: tuple[tuple[int, int], ...], group: int) -> Scalar:
    """The scalar that one of three groups of a fast match holds: a string, an integer or a word."""
    start, end = spans[group]
    if start >= 0:
        return Scalar("string", start - 1, end + 1, text[start:end])
    start, end = spans[group + 1]
    if start >= 0:
        return Scalar("number", start, end, int(text[start:end]))
    start, end = spans[group + 2]
    value = _WORDS[text[start:end]]
    return Scalar("null" if value is None else "boolean", start, end, value)
