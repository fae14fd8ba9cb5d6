"""Whatever the document and its style, a change of it changes what it says and nothing else."""

from __future__ import annotations

import copy
import json
from random import Random
from typing import Any, NamedTuple

from hypothesis import assume, given, note
from hypothesis import strategies as st

from easui.document import (
    Document,
    EditRefused,
    Edits,
    Language,
    Path,
    apply_edits,
    insert_item,
    invert_edits,
    move_item,
    parse,
    remove,
    rename_key,
    replace_node,
    set_value,
)  # fmt: skip

KEYS = st.text(st.sampled_from('abc.["\\/ é😀\u2028\n\ud800'), max_size=4)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | KEYS
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
ROOTS = st.dictionaries(KEYS, VALUES, max_size=4) | st.lists(VALUES, max_size=4)


class Style(NamedTuple):
    """How a text is laid out; `indent` None puts everything on one line."""

    language: Language
    indent: str | None
    newline: str
    colon: str
    comma: str
    padding: str
    one_line_arrays: bool
    trailing_commas: bool
    comments: float


@st.composite
def styles(draw: st.DrawFn) -> Style:
    language: Language = draw(st.sampled_from(["json", "jsonc"]))
    is_jsonc = language == "jsonc"
    return Style(
        language,
        draw(st.sampled_from([None, "", " ", "  ", "    ", "\t"])),
        draw(st.sampled_from(["\n", "\r\n", "\r"])),
        draw(st.sampled_from([":", ": ", " : "])),
        draw(st.sampled_from([",", ", ", " , "])),
        draw(st.sampled_from(["", " "])),
        draw(st.booleans()),
        is_jsonc and draw(st.booleans()),
        draw(st.sampled_from([0.0, 0.3, 0.9])) if is_jsonc else 0.0,
    )


class Writer:
    """Writes a value in a style, with comments of which each is known to belong to one path."""

    def __init__(self, style: Style, seed: int) -> None:
        self.style = style
        self.random = Random(seed)
        self.owners: dict[str, Path] = {}

    def comment(self, path: Path, *, line: bool) -> str:
        """A comment on what stands at a path; only some of them may go to the end of their line."""
        name = f"c{len(self.owners)}"
        text = f"// {name}" if line and self.random.random() < 0.5 else f"/* {name} */"
        self.owners[text] = path
        return text

    def wants_comment(self) -> bool:
        return self.random.random() < self.style.comments

    def write(self, value: Any, path: Path = (), indent: str = "", *, one_line: bool = False) -> str:
        if not isinstance(value, (dict, list)):
            return json.dumps(value, ensure_ascii=self.random.random() < 0.3 or has_surrogate(value))
        mark, end_mark = "{}" if isinstance(value, dict) else "[]"
        if not value:
            return mark + self.random.choice(["", self.style.padding]) + end_mark
        scalars = isinstance(value, list) and not any(isinstance(item, (dict, list)) for item in value)
        one_line = one_line or self.style.indent is None or (scalars and self.style.one_line_arrays)
        inner = indent if one_line else indent + (self.style.indent or "")
        lines = self.style.newline
        gap = self.style.padding if one_line else lines + inner
        parts = [mark]
        steps: list[Any] = list(value)
        for number, step in enumerate(steps if isinstance(value, dict) else range(len(steps))):
            here = (*path, step)
            parts.append(gap)
            if self.wants_comment():
                parts.append(self.comment(here, line=not one_line) + (" " if one_line else lines + inner))
            if isinstance(value, dict):
                parts.append(self.write(step) + self.style.colon)
            parts.append(self.write(value[step], here, inner, one_line=one_line))
            if one_line and self.wants_comment():
                parts.append(" " + self.comment(here, line=False))
            is_last = number == len(steps) - 1
            if not is_last or self.style.trailing_commas:
                parts.append("," if not one_line or is_last else self.style.comma)
            if not one_line and self.wants_comment():
                parts.append(" " + self.comment(here, line=True))
            gap = "" if one_line else lines + inner
        parts.append((self.style.padding if one_line else lines + indent) + end_mark)
        return "".join(parts)


class Sample(NamedTuple):
    document: Document
    value: Any
    owners: dict[str, Path]

    def comments(self, *, but_of: Path | None = None) -> list[str]:
        """The comments in the order of the text, without those on a path and what lies in it."""
        return [text for text, owner in self.owners.items() if but_of is None or owner[: len(but_of)] != but_of]


@st.composite
def samples(draw: st.DrawFn) -> Sample:
    value, style = draw(ROOTS), draw(styles())
    writer = Writer(style, draw(st.integers(0, 2**32)))
    document = parse(writer.write(value) + draw(st.sampled_from(["", style.newline])), style.language)
    assert document.faults == ()
    assert same(document.value(), value)
    in_order = {document.text[comment.start : comment.end]: () for comment in document.comments}
    return Sample(document, value, {text: writer.owners[text] for text in in_order})


def has_surrogate(value: Any) -> bool:
    return isinstance(value, str) and any("\ud800" <= char <= "\udfff" for char in value)


def same(left: Any, right: Any) -> bool:
    """Equality that also minds the order of keys and the types of numbers."""
    return json.dumps(left) == json.dumps(right)


def paths(value: Any, path: Path = ()) -> list[Path]:
    """The paths of all that is in a value, without its own."""
    steps = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    found: list[Path] = []
    for step in steps:
        found += [(*path, step), *paths(value[step], (*path, step))]
    return found


def at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


def check(sample: Sample, edits: Edits, expected: Any, comments: list[str]) -> Document:
    """The changed text is clean, means what is expected and has these comments; the inverse undoes the change."""
    before = sample.document
    after = before.apply(edits)
    assert after.faults == ()
    assert same(after.value(), expected)
    assert [after.text[comment.start : comment.end] for comment in after.comments] == comments
    assert apply_edits(after.text, invert_edits(before.text, edits)) == before.text
    return after


@given(samples(), VALUES, st.data())
def test_set_replaces_one_value(sample: Sample, value: Any, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([(), *paths(sample.value)]))
    expected = copy.deepcopy(sample.value)
    if path:
        at(expected, path[:-1])[path[-1]] = value
    else:
        expected = value
    edits = set_value(sample.document, path, value)
    inner = [text for text, owner in sample.owners.items() if owner[: len(path)] == path and owner != path]
    check(sample, edits, expected, [text for text in sample.comments() if text not in inner])
    node = sample.document.node(path)
    assert node is not None
    assert all(edit[:2] == (node.start, node.end) for edit in edits)
    if path:
        assert edits == replace_node(sample.document, node, value)


@given(samples(), KEYS, VALUES, st.data())
def test_set_inserts_a_member_where_the_order_wants_it(
    sample: Sample, key: str, value: Any, data: st.DataObject
) -> None:
    objects = [path for path in [(), *paths(sample.value)] if isinstance(at(sample.value, path), dict)]
    assume(objects)
    path = data.draw(st.sampled_from(objects))
    parent = at(sample.value, path)
    assume(key not in parent)
    order = data.draw(st.permutations([*parent, key]))
    earlier = [name for name in order[: order.index(key)] if name in parent]
    names = list(parent)
    later = [names.index(name) for name in names if name not in earlier]
    names.insert(max(map(names.index, earlier)) + 1 if earlier else min(later, default=0), key)
    expected = copy.deepcopy(sample.value)
    grown = {name: parent.get(name, value) for name in names}
    at(expected, path).clear()
    at(expected, path).update(grown)
    edits = set_value(sample.document, (*path, key), value, order=order)
    check(sample, edits, expected, sample.comments())
    assert all(not sample.document.text[edit.start : edit.end].strip() for edit in edits)


@given(samples(), VALUES, st.data())
def test_insert_item(sample: Sample, value: Any, data: st.DataObject) -> None:
    arrays = [path for path in [(), *paths(sample.value)] if isinstance(at(sample.value, path), list)]
    assume(arrays)
    path = data.draw(st.sampled_from(arrays))
    index = data.draw(st.integers(0, len(at(sample.value, path))))
    expected = copy.deepcopy(sample.value)
    at(expected, path).insert(index, value)
    edits = insert_item(sample.document, path, index, value)
    check(sample, edits, expected, sample.comments())
    assert all(not sample.document.text[edit.start : edit.end].strip() for edit in edits)


@given(samples(), st.data())
def test_remove_takes_comments_along(sample: Sample, data: st.DataObject) -> None:
    assume(sample.value)
    path = data.draw(st.sampled_from(paths(sample.value)))
    expected = copy.deepcopy(sample.value)
    del at(expected, path[:-1])[path[-1]]
    edits = remove(sample.document, path)
    after = check(sample, edits, expected, sample.comments(but_of=path))
    assert after.lines.count <= sample.document.lines.count


@given(samples(), KEYS, st.data())
def test_rename_touches_the_key_alone(sample: Sample, name: str, data: st.DataObject) -> None:
    keys = [path for path in paths(sample.value) if isinstance(path[-1], str)]
    assume(keys)
    path = data.draw(st.sampled_from(keys))
    parent = at(sample.value, path[:-1])
    assume(name not in parent)
    expected = copy.deepcopy(sample.value)
    renamed = {name if key == path[-1] else key: value for key, value in parent.items()}
    at(expected, path[:-1]).clear()
    at(expected, path[:-1]).update(renamed)
    edits = rename_key(sample.document, path, name)
    check(sample, edits, expected, sample.comments())
    member = sample.document.member(path)
    assert member is not None
    assert [edit[:2] for edit in edits] == [(member.key.start, member.key.end)]


@given(samples(), st.data())
def test_move_takes_comments_along(sample: Sample, data: st.DataObject) -> None:
    items = [path for path in paths(sample.value) if isinstance(path[-1], int)]
    assume(items)
    path = data.draw(st.sampled_from(items))
    siblings = at(sample.value, path[:-1])
    index = data.draw(st.integers(0, len(siblings) - 1))
    order = list(range(len(siblings)))
    order.insert(index, order.pop(int(path[-1])))
    expected = copy.deepcopy(sample.value)
    at(expected, path[:-1])[:] = [siblings[source] for source in order]
    depth = len(path) - 1
    inner = [text for text, owner in sample.owners.items() if owner[:depth] == path[:-1] and len(owner) > depth]
    moved = iter([text for source in order for text in inner if sample.owners[text][depth] == source])
    comments = [next(moved) if text in inner else text for text in sample.comments()]
    after = check(sample, move_item(sample.document, path, index), expected, comments)
    back = after.apply(move_item(after, (*path[:-1], index), int(path[-1])))
    assert same(back.value(), sample.value)
    assert [back.text[comment.start : comment.end] for comment in back.comments] == sample.comments()


@given(samples(), st.integers(0, 2**32), VALUES, st.data())
def test_a_broken_text_keeps_the_rest_or_refuses(sample: Sample, seed: int, value: Any, data: st.DataObject) -> None:
    """With some characters gone, what the parser still understands stays as it was beside the change."""
    random, text = Random(seed), sample.document.text
    for _ in range(random.randint(1, 3)):
        place = random.randrange(len(text) + 1)
        text = text[:place] + text[place + random.randint(1, 2) :]
    note(text)
    document = parse(text, sample.document.language)
    now = document.value()
    candidates = [(), *paths(now)]
    path = data.draw(st.sampled_from(candidates))
    if isinstance(at(now, path), dict) and "new" not in at(now, path):
        path = (*path, "new")
    try:
        after = document.apply(set_value(document, path, value))
    except EditRefused:
        return
    assert len(after.faults) <= max(len(document.faults), 0)
    assert same(at(after.value(), path), value)
    kept = [other for other in paths(now) if other[: len(path)] != path and path[: len(other)] != other]
    for other in kept:
        assert same(at(after.value(), other), at(now, other))
