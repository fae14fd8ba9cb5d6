"""Reading TOML as a `Document`, so that whatever is said about settings can point at its place.

`tomllib` judges the text and reads its scalars, but tells no places; this module finds them. It walks a text that is
known to be sound, so that it needs no answer to a mistake. Nobody edits the result: fixes are not made for settings.
"""

from __future__ import annotations

import re
import tomllib
from math import isfinite
from typing import NamedTuple

from easui.document import ABSENT, Array, Document, Key, Member, Node, Object, Scalar, Span
from easui.document.json_parser import Tree

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_STRING = re.compile(
    r"""
    \"{3} (?:[^\\]|\\.)*? \"{3,5} (?!\")
    | '{3} .*? '{3,5} (?!')
    | " (?:[^"\\]|\\.)* "
    | ' [^']* '
    """,
    re.DOTALL | re.VERBOSE,
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN = re.compile(r"\d{4}-\d\d-\d\d [^\s,\]}#]+|[^\s,\]}#]+")
_OTHER_WORDS = {
    "Cannot overwrite a value": "this key is set twice",
    "Cannot declare": "this table is declared twice",
    "Cannot mutate immutable namespace": "this table was complete where it was first written",
    "Invalid value": "there is no value here; strings stand in quotes",
    "Illegal character '\\n'": "the string does not end on its line",
}
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class BadToml(Exception):
    """A text that is no TOML: `str()` says why, `span` is where."""

    def __init__(self, message: str, span: Span) -> None:
        super().__init__(message)
        self.span = span


def parse_toml(text: str) -> Document:
    """The tree of a TOML text; dates, `inf` and `nan`, which are no values of JSON, are "invalid" scalars.

    Raises `BadToml`.
    """
    try:
        tomllib.loads(text)
        root = _Reader(text).read()
    except tomllib.TOMLDecodeError as error:
        raise _translated(error, text) from error
    except RecursionError as error:
        raise BadToml("lists and tables lie too deep in one another", Span(0, 0)) from error
    return Document(text, "json", Tree(root, (), ()), False)


def _translated(error: tomllib.TOMLDecodeError, text: str) -> BadToml:
    message = str(error)
    place = _PLACE.search(message)
    offset = len(text)
    if place and place[1]:
        starts = [0, *(match.end() for match in re.finditer("\n", text))]
        offset = min(starts[min(int(place[1]), len(starts)) - 1] + int(place[2]) - 1, len(text))
    fact = message[: place.start()] if place else message
    fact = next((words for beginning, words in _OTHER_WORDS.items() if fact.startswith(beginning)), fact)
    return BadToml(f"this is not TOML: {fact[:1].lower()}{fact[1:]}", Span(offset, min(offset + 1, len(text))))


class _Name(NamedTuple):
    name: str
    start: int
    end: int


class _Reader:
    """Builds the tree while it walks the text; members and items are collected aside, and given to nodes at the end."""

    def __init__(self, text: str) -> None:
        # CRLF counts as one line end in TOML, and strings hold it as it is: no offset may move.
        self._text = text
        self._at = 0
        self._members: dict[int, dict[str, Member]] = {}
        self._tables: dict[int, list[Node]] = {}
        self._objects: list[Object] = []
        self._arrays: list[Array] = []

    def read(self) -> Object:
        root = table = self._object(0, len(self._text))
        while self._skip(_BLANK) < len(self._text):
            if self._text[self._at] == "[":
                table = self._header(root)
            else:
                self._pair(table)
        for node in self._objects:
            node.members = tuple(self._members[id(node)].values())
        for array in self._arrays:
            array.items = tuple(self._tables[id(array)])
            array.commas = (ABSENT,) * len(array.items)
        return root

    def _header(self, root: Object) -> Object:
        """The table that a header opens: `[a.b]`, or one more item of `[[a.b]]`."""
        start = self._at
        is_item = self._text.startswith("[[", start)
        self._at += 2 if is_item else 1
        *way, last = self._key()
        self._at = self._text.index("]", self._at) + (2 if is_item else 1)
        parent = self._walk(root, way, start)
        if not is_item:
            return self._walk(parent, [last], start)
        member = self._members[id(parent)].get(last.name)
        if member is None:
            member = self._add(parent, last, self._array(start))
        item = self._object(start, self._at)
        self._tables[id(member.value)].append(item)
        return item

    def _walk(self, table: Object, way: list[_Name], start: int) -> Object:
        """Follow keys into tables; those that are not there yet are made, and of a list of tables the last counts."""
        for step in way:
            member = self._members[id(table)].get(step.name) or self._add(table, step, self._object(start, step.end))
            node: Node = member.value
            if isinstance(node, Array):
                node = self._tables[id(node)][-1]
            if not isinstance(node, Object):
                raise TypeError("a table was expected")
            table = node
        return table

    def _pair(self, table: Object) -> None:
        *way, last = self._key()
        self._skip(_SPACE)
        self._at += 1
        self._skip(_SPACE)
        self._add(self._walk(table, way, last.start), last, self._value())

    def _key(self) -> list[_Name]:
        names: list[_Name] = []
        while True:
            start = self._skip(_SPACE)
            quoted = self._text[start] in "\"'"
            match = (_STRING if quoted else _BARE_KEY).match(self._text, start)
            word = match[0] if match else ""
            self._at = start + len(word)
            names.append(_Name(str(_scalar(word)) if quoted else word, start, self._at))
            if self._text[self._skip(_SPACE)] != ".":
                return names
            self._at += 1

    def _value(self) -> Node:
        start = self._at
        if self._text[start] == "[":
            array = self._array(start)
            self._at += 1
            while self._text[self._skip(_BLANK)] != "]":
                self._tables[id(array)].append(self._value())
                self._comma()
            self._at += 1
            array.end = self._at
            return array
        if self._text[start] == "{":
            table = self._object(start, start)
            self._at += 1
            while self._text[self._skip(_BLANK)] != "}":
                self._pair(table)
                self._comma()
            self._at += 1
            table.end = self._at
            return table
        match = _STRING.match(self._text, start) or _PLAIN.match(self._text, start)
        self._at = match.end() if match else start
        return self._leaf(start, self._at)

    def _leaf(self, start: int, end: int) -> Scalar:
        value = _scalar(self._text[start:end])
        if isinstance(value, bool):
            return Scalar("boolean", start, end, value)
        if isinstance(value, str):
            return Scalar("string", start, end, value)
        if isinstance(value, int | float) and isfinite(value):
            return Scalar("number", start, end, value)
        return Scalar("invalid", start, end, None)

    def _comma(self) -> None:
        if self._text[self._skip(_BLANK)] == ",":
            self._at += 1

    def _object(self, start: int, end: int) -> Object:
        node = Object(start, end, ())
        self._members[id(node)] = {}
        self._objects.append(node)
        return node

    def _array(self, start: int) -> Array:
        node = Array(start, self._at, ())
        self._tables[id(node)] = []
        self._arrays.append(node)
        return node

    def _add(self, table: Object, name: _Name, value: Node) -> Member:
        member = Member(Key(name.name, name.start, name.end), ABSENT, value, ABSENT)
        self._members[id(table)][name.name] = member
        return member

    def _skip(self, blank: re.Pattern[str]) -> int:
        match = blank.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._at


def _scalar(source: str) -> object:
    return tomllib.loads(f"value = {source}")["value"]
