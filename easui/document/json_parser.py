"""A tolerant parser for JSON and JSON with comments that keeps the place of everything.

It never fails: what is wrong becomes a `Fault`, and the tree is built as if it were cured. An explicit stack takes the
place of recursion, so that depth is bounded by memory alone, and one regular expression reads the members and items
that make up nearly all of a real text; the slower steps below it understand the rest.
"""

from __future__ import annotations

import re
from json import dumps
from typing import NamedTuple

from easui.document import json_tokens as tokens
from easui.document.diagnostic import Fix, Related, Span
from easui.document.edit import TextEdit
from easui.document.fault import Fault, cure
from easui.document.json_scanner import Scanner
from easui.document.node import ABSENT, Array, Comment, Key, Member, Node, Object, Scalar

_S = r"[ \t\r\n]*"
_SCALAR = r'(?:"([^"\\\x00-\x1f]*)"|(-?(?:0|[1-9][0-9]{0,17}))|(true|false|null))'
_FAST_MEMBER = re.compile(rf'{_S}"([^"\\\x00-\x1f]*)"{_S}(:){_S}(?:{_SCALAR}{_S}(?:(,)|(?=}}))|([{{\[]))')
_FAST_ITEM = re.compile(rf"{_S}(?:{_SCALAR}{_S}(?:(,)|(?=\]))|([{{\[]))")
_WORDS = {"true": True, "false": False, "null": None}
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


class _Parser(Scanner):
    def __init__(self, text: str, trailing_commas: bool) -> None:
        super().__init__(text)
        self.trailing_commas = trailing_commas
        self.stack: list[_Frame] = []
        self.open = {"{": 0, "[": 0}

    def parse(self) -> Tree:
        self.skip()
        if self.at == len(self.text):
            message = "the file is empty" if not self.comments else "the file holds nothing but comments"
            self.add_fault(Fault("empty", message, Span(0, 0), "start with an object: `{ }`"))
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
        faults = sorted(self.faults, key=lambda fault: fault.span.start)
        return Tree(root, tuple(faults), tuple(self.comments))

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
        self.skip()
        closer = self._closer(frame)
        if closer is not None or not self.stack:
            return closer
        if self.text[self.at] == ",":
            self.stray("`,` stands where a key is expected", 1)
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
        self.skip()
        closer = self._closer(frame)
        if closer is not None:
            return closer
        if self.text[self.at] in ",:":
            self.stray(f"`{self.text[self.at]}` stands where a value is expected", 1)
            return None
        if value := self._value(None):
            frame.add(value, self._separator(value))
        return None

    def _member(self, frame: _Frame) -> Node | None:
        key = self._key()
        if key is None:
            return None
        self.skip()
        frame.key, frame.colon = key, ABSENT
        if self.next() in (":", "="):
            frame.colon = self.at
            if self.next() == "=":
                self.fault_at(
                    self.at, 1, "JSON writes `:` between key and value", cure("Write `:`", self.at, self.at + 1, ":")
                )
            self.at += 1
            self.skip()
        elif self.next() not in ("", ",", "}", "]") and not self._is_next_key(key.end):
            fix = cure("Add the missing `:`", key.end, key.end, ":")
            self.add_fault(
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
            self.add_faults(faults)
            return Key(name, start, self.at)
        if single := self._single_quoted():
            name, self.at, faults = single
            self.add_faults(faults)
            return Key(name, start, self.at)
        word = tokens.WORD.match(self.text, start)
        if not word:
            self.stray(f"`{char}` stands where a key is expected", 1)
            return None
        self.at = word.end()
        if self.next() == '"':
            self.at += 1
            fix = cure('Add the opening `"`', start, start, '"')
        else:
            quote = dumps(word[0], ensure_ascii=False)
            fix = cure("Add double quotes", start, self.at, quote)
        self.add_fault(Fault("syntax", f"the key `{word[0]}` needs double quotes", Span(start, self.at), "", fix))
        return Key(word[0], start, self.at)

    def _value(self, key: Key | None) -> Node | None:
        """Read a scalar, or push a frame and return None; where there is no value, one of kind "missing"."""
        start, char = self.at, self.next()
        if char in ("{", "["):
            self.at += 1
            self._push(char, start)
            return None
        if char in ("", ",", "}", "]", ":") or (key is not None and self._is_next_key(key.end)):
            return self._missing(key)
        faults: list[Fault]
        if char == '"':
            value, self.at, faults = tokens.read_string(self.text, start)
            self.add_faults(faults)
            return Scalar("string", start, self.at, value)
        if single := self._single_quoted():
            value, self.at, faults = single
            self.add_faults(faults)
            return Scalar("string", start, self.at, value)
        scalar, faults = tokens.read_number(self.text, start) or tokens.read_word(self.text, start)
        self.at = scalar.end
        self.add_faults(faults)
        return scalar

    def _missing(self, key: Key | None) -> Scalar | None:
        if key is None:
            self.stray(f"`{self.next()}` stands where a value is expected", 1)
            return None
        place = max(self.end_of_content(), key.end)
        already_said = bool(self.faults) and self.faults[-1].span.end == key.end
        if not already_said:
            self.add_fault(
                Fault("syntax", f"`{key.name}` has no value", Span(key.start, key.end), "write a value after `:`")
            )
        return Scalar("missing", place, place, None)

    def _is_next_key(self, key_end: int) -> bool:
        """Whether the string here, on a later line than the key before it, is a key itself."""
        if self.next() != '"' or "\n" not in self.text[key_end : self.at].replace("\r", "\n"):
            return False
        _, end, _ = tokens.read_string(self.text, self.at)
        space = tokens.SPACE.match(self.text, end)
        return self.text[space.end() if space else end :][:1] == ":"

    # -- separators and ends

    def _separator(self, before: Node) -> int:
        """The offset of the comma after a value, or `ABSENT`; a missing one is reported where it belongs."""
        self.skip()
        char = self.next()
        if char == ",":
            self.at += 1
            return self.at - 1
        if char in ("", "}", "]"):
            return ABSENT
        if char == ";":
            self.fault_at(self.at, 1, "JSON separates with `,`", cure("Write `,`", self.at, self.at + 1, ","))
            self.at += 1
            return self.at - 1
        end = before.end
        if isinstance(before, Scalar) and before.kind == "missing":
            return ABSENT  # said already: a value is missing, and with it the comma
        if not self._begins_entry(char):
            return ABSENT  # it is not the comma that is wrong here
        self.add_fault(
            Fault(
                "syntax",
                "`,` is missing here",
                Span(max(end - 1, 0), end),
                "",
                cure("Add the missing `,`", end, end, ","),
            )
        )
        return ABSENT

    def _begins_entry(self, char: str) -> bool:
        """Whether the next member or item of the innermost container may begin with what stands here."""
        if self.stack[-1].mark == "[":
            return char != ":"
        return char == '"' or bool(tokens.WORD.match(self.text, self.at)) or self._single_quoted() is not None

    def _single_quoted(self) -> tuple[str, int, list[Fault]] | None:
        return tokens.read_single_quoted(self.text, self.at) if self.next() == "'" else None

    def _closer(self, frame: _Frame) -> Node | None:
        """The finished node when its end is here: its own mark, that of an outer one, or the end of the text."""
        char = self.next()
        if char == _CLOSER[frame.mark]:
            self._trailing_comma(frame)
            self.at += 1
            return frame.close(self.at, closed=True)
        if char == "":
            self._unclosed_at_end()
            return frame.close(self.end_of_content(), closed=False)
        if char not in ("}", "]"):
            return None
        if not self.open["{" if char == "}" else "["]:
            self.stray(f"`{char}` closes nothing", 1)
            return self._closer_after_stray(frame)
        opened = Related("opened here", Span(frame.start, frame.start + 1))
        wanted, place = _CLOSER[frame.mark], self.end_of_content()
        fix = cure(f"Add the missing `{wanted}`", place, place, wanted)
        message = f"`{wanted}` is missing before this `{char}`"
        self.add_fault(Fault("syntax", message, Span(self.at, self.at + 1), "", fix, (opened,)))
        return frame.close(place, closed=False)

    def _closer_after_stray(self, frame: _Frame) -> Node | None:
        self.skip()
        while self.next() in ("}", "]") and not self.open["{" if self.next() == "}" else "["]:
            self.at += 1
            self.skip()
        return self._closer(frame)

    def _trailing_comma(self, frame: _Frame) -> None:
        comma = frame.comma
        if comma == ABSENT or self.trailing_commas or not (frame.members or frame.items):
            return
        message = f"JSON allows no `,` before `{_CLOSER[frame.mark]}`"
        fix = cure("Remove the `,`", comma, comma + 1, "")
        self.add_fault(Fault("trailing-comma", message, Span(comma, comma + 1), "", fix))

    def _unclosed_at_end(self) -> None:
        if self.faults and self.faults[-1].message.startswith("the text ends before"):
            return
        inner = self.stack[-1]
        closers = "".join(_CLOSER[frame.mark] for frame in reversed(self.stack))
        end = self.end_of_content()
        count = len(closers)
        title = f"Add the missing `{closers}`" if count <= 8 else f"Add the {count} missing closing marks"
        opened = Related("opened here", Span(inner.start, inner.start + 1))
        message = f"the text ends before `{closers[0]}` closes what was opened"
        fix = Fix(title, (TextEdit(end, end, closers),))
        self.add_fault(Fault("syntax", message, Span(max(end - 1, 0), end), "", fix, (opened,)))

    def _expect_end(self) -> None:
        self.skip()
        if self.at < len(self.text):
            start, end = self.at, len(self.text.rstrip())
            only_closers = not self.text[start:end].strip("}] \t\r\n,")
            fix = cure("Remove what follows", start, end, "", safe=False) if only_closers else None
            message, help_ = "the file goes on after its first value", "keep one object; remove what follows it"
            self.add_fault(Fault("syntax", message, Span(start, start + 1), help_, fix))

    def _push(self, mark: str, start: int) -> None:
        self.open[mark] += 1
        self.stack.append(_Frame(mark, start))


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
