"""Edits of random YAML documents in random layouts: the value is what was asked for, and comments stay."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from easui.document import Document, apply_edits, invert_edits, parse
from easui.document.node import Array, Object
from easui.document.yaml_edits import insert_item, move_item, remove, rename_key, replace_node, set_value

NAMES = st.sampled_from(["a", "b", "name", "x-y", "1", "true", "a.b", "with space", "ü", "no", "- z", "k: v", "#h", ""])
WORDS = [
    "", "text", "two words", "yes", "null", "~", "1", "1.5", "0x1f", "1e3", "2025-01-01", "12:30", "a: b",
    "a #b", "#c", "- x", "-x", "--flag", "---", "*star", "&and", "!bang", "%p", "@at", "`tick", "[a]", "{b}",
    "a,b", "it's", 'say "hi"', " lead", "trail ", "back\\slash", "line\nbreak\n", "no end\nhere", "\n",
    "tab\there", "\u2028", "\x07", "中文", "🎈", "<<", "=", "http://h:80/p?q#f", "x:", ":x", "?", "? y", "| z",
    "> w", ".5", "+1", "1_000", "0o17", ".inf", "\ud800", "\xe9\x85f",
]  # fmt: skip
SCALARS = (
    st.sampled_from(WORDS)
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.booleans()
    | st.none()
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=8
)
ROOTS = st.dictionaries(NAMES, VALUES, min_size=1, max_size=4)


class Writer:
    """Writes a value as YAML, drawing every choice of layout."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.step = draw(st.sampled_from([1, 2, 4]))
        self.offset = draw(st.sampled_from([0, 2, self.step]))
        self.comments = 0

    def chance(self) -> bool:
        return bool(self.draw(st.booleans()))

    def comment(self) -> str:
        if self.draw(st.integers(0, 3)):
            return ""
        self.comments += 1
        return f" # note {self.comments}"

    def above(self, column: int) -> str:
        note = self.comment()
        return f"{' ' * column}{note.strip()}\n" if note else ""

    def scalar(self, value: Any) -> str:
        if isinstance(value, str):
            simple = value.isascii() and value.isalpha() and value.lower() not in ("yes", "no", "null", "true")
            if simple and self.chance():
                return value
            if value.isprintable() and self.chance():
                return "'" + value.replace("'", "''") + "'"
            return json.dumps(value)
        if value is None:
            return str(self.draw(st.sampled_from(["null", "~"])))
        return json.dumps(value)

    def flow(self, value: Any) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self.scalar(name)}: {self.flow(child)}" for name, child in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self.flow(item) for item in value) + "]"
        return self.scalar(value)

    def block(self, value: Any, column: int) -> str:
        """Whole lines from a column on; the first begins without its indentation."""
        parts = []
        children = value.items() if isinstance(value, dict) else enumerate(value)
        for index, (name, child) in enumerate(children):
            pad = " " * column if index else ""
            lead = self.above(column) if index else ""
            if isinstance(value, dict):
                parts.append(lead + pad + self.scalar(name) + ":" + self.value(child, column))
            else:
                parts.append(lead + pad + "-" + self.item(child, column))
        return "".join(parts)

    def value(self, value: Any, column: int) -> str:
        if value is None and self.chance():
            return f"{self.comment()}\n"
        if isinstance(value, (dict, list)) and value and self.draw(st.integers(0, 3)):
            inner = column + (self.step if isinstance(value, dict) else self.offset)
            return f"{self.comment()}\n{self.above(inner)}{' ' * inner}{self.block(value, inner)}"
        return self.inline(value, column + self.step)

    def item(self, value: Any, column: int) -> str:
        if isinstance(value, (dict, list)) and value and self.chance():
            return f" {self.block(value, column + 2)}"
        return self.inline(value, column + 2)

    def inline(self, value: Any, column: int) -> str:
        if isinstance(value, str) and value == "line\nbreak\n" and self.chance():
            return f" |{self.comment()}\n{' ' * column}line\n{' ' * column}break\n"
        return f" {self.flow(value)}{self.comment()}\n"


@st.composite
def documents(draw: Any) -> Document:
    """A document in any layout, and the value that it was written from."""
    value = draw(ROOTS)
    writer = Writer(draw)
    text = writer.above(0) + writer.block(value, 0)
    if draw(st.booleans()) and "|" not in text:  # a text under `|` ends with a line end, which must be there
        text = text.removesuffix("\n")
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    document = parse(text, "yaml")
    assert document.faults == (), (text, document.faults)
    assert same(document.value(), value), text
    return document


def same(left: Any, right: Any) -> bool:
    return json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True)


def paths(document: Document) -> list[tuple[str | int, ...]]:
    found: list[tuple[str | int, ...]] = [()]
    for path in found:
        node = document.node(path)
        if isinstance(node, Object):
            found += [(*path, member.key.name) for member in node.members]
        elif isinstance(node, Array):
            found += [(*path, index) for index in range(len(node.items))]
    return found


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def notes(document: Document, outside: range = range(0)) -> list[str]:
    """The comments of a document that do not begin in some stretch of it."""
    return [document.text[note.start : note.end] for note in document.comments if note.start not in outside]


def check(document: Document, edits: Any, wanted: Any, *, gone: range = range(0)) -> None:
    """The result has the wanted value, can be undone, and keeps line ends and the comments not `gone`."""
    result = document.apply(edits)
    shown = f"{document.text!r}\n{edits}\n{result.text!r}"
    assert same(result.value(), wanted), shown
    assert apply_edits(result.text, invert_edits(document.text, edits)) == document.text
    assert result.text.endswith("\n") == document.text.endswith("\n"), shown
    line_end = "\r\n" if "\r\n" in document.text else "\n"
    assert result.text.replace(line_end, "").count("\n") == 0, shown
    kept, left = notes(document, gone), notes(result)
    assert [note for note in left if note in kept] == kept, shown
    if not gone:
        assert left == kept, shown


def extent(document: Document, path: tuple[str | int, ...], *, above: bool = False) -> range:
    """The lines of what stands at a path, perhaps with the comment lines above it."""
    node = document.node(path)
    assert node is not None
    member = document.member(path)
    start = member.key.start if member else node.start
    first = document.lines.position(start).line
    while above and first > 1 and document.lines.content(first - 1).strip().startswith("#"):
        first -= 1
    last = document.lines.position(node.end).line
    return range(document.lines.starts[first - 1] if above else start, document.lines.content_range(last)[1])


@given(documents(), st.data())
def test_set_existing(document: Document, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(paths(document)[1:]))
    value = data.draw(VALUES)
    wanted = document.value()
    at(wanted, path[:-1])[path[-1]] = value
    node = document.node(path)
    is_block = isinstance(node, (Object, Array)) and document.text[node.start] not in "[{"
    check(document, set_value(document, path, value), wanted, gone=extent(document, path) if is_block else range(0))


@given(documents(), NAMES, VALUES, st.data())
def test_set_new_member(document: Document, name: str, value: Any, data: st.DataObject) -> None:
    objects = [path for path in paths(document) if isinstance(document.node(path), Object)]
    path = (*data.draw(st.sampled_from(objects)), name)
    assume(document.node(path) is None)
    wanted = document.value()
    at(wanted, path[:-1])[name] = value
    check(document, set_value(document, path, value), wanted)
    check(document, set_value(document, path, value, order=["a", "name", name, "b"]), wanted)


@given(documents(), VALUES, st.data())
def test_insert_item(document: Document, value: Any, data: st.DataObject) -> None:
    arrays = [path for path in paths(document) if isinstance(document.node(path), Array)]
    assume(arrays)
    path = data.draw(st.sampled_from(arrays))
    wanted = document.value()
    items = at(wanted, path)
    index = data.draw(st.integers(0, len(items)))
    items.insert(index, value)
    check(document, insert_item(document, path, index, value), wanted)


@given(documents(), st.data())
def test_remove(document: Document, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(paths(document)[1:]))
    wanted = document.value()
    del at(wanted, path[:-1])[path[-1]]
    check(document, remove(document, path), wanted, gone=extent(document, path, above=True))


@given(documents(), NAMES, st.data())
def test_rename(document: Document, name: str, data: st.DataObject) -> None:
    members = [path for path in paths(document)[1:] if isinstance(path[-1], str)]
    path = data.draw(st.sampled_from(members))
    wanted = document.value()
    parent = at(wanted, path[:-1])
    assume(name not in parent)
    parent[name] = parent.pop(path[-1])
    check(document, rename_key(document, path, name), wanted)


@given(documents(), st.data())
def test_move(document: Document, data: st.DataObject) -> None:
    items = [path for path in paths(document)[1:] if isinstance(path[-1], int)]
    assume(items)
    path = data.draw(st.sampled_from(items))
    wanted = document.value()
    siblings = at(wanted, path[:-1])
    index = data.draw(st.integers(0, len(siblings) - 1))
    siblings.insert(index, siblings.pop(path[-1]))
    edits = move_item(document, path, index)
    check(document, edits, wanted, gone=range(len(document.text)))
    assert sorted(notes(document.apply(edits))) == sorted(notes(document))


@given(documents(), VALUES, st.data())
def test_replace_node(document: Document, value: Any, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(paths(document)))
    node = document.node(path)
    assert node is not None
    wanted = copy.deepcopy(document.value())
    if path:
        at(wanted, path[:-1])[path[-1]] = value
    else:
        wanted = value
    assume(path or value is not None)
    check(document, replace_node(document, node, value), wanted, gone=extent(document, path))
