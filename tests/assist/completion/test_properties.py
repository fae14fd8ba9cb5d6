"""What holds for any text: nothing raises, nothing gets worse, and a key lands in the object of the cursor."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from easui.assist.completion import complete, resolve
from easui.document import Document, Language, Object, Path, parse
from easui.document.yaml_render import Style, render_yaml
from easui.knowledge import Field, root_field

LANGUAGES: list[Language] = ["json", "jsonc", "yaml"]
SCRAPS = [*"{}[]\"',:\n#1\t\\", ": ", "- ", "\n  ", "\n    ", "//", "me", "metadata"]
DAMAGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6), st.sampled_from(["", *SCRAPS])), max_size=3)


@st.composite
def services(draw, field: Field | None = None, depth: int = 0) -> object:
    """Values that the schema knows the keys of."""
    field = field or root_field()
    kinds = field.types or ("object",)
    kind = kinds[0]
    if kind == "object":
        names = sorted(field.properties)
        chosen = draw(st.lists(st.sampled_from(names), unique=True, max_size=4)) if names and depth < 5 else []
        return {name: draw(services(field.properties[name], depth + 1)) for name in chosen}
    if kind == "array":
        count = draw(st.integers(0, 2)) if field.item and depth < 5 else 0
        return [draw(services(field.item, depth + 1)) for _ in range(count)]
    if kind == "boolean":
        return draw(st.booleans())
    if kind in ("integer", "number"):
        return draw(st.integers(0, 9))
    return draw(st.sampled_from(["x", "oss://bucket/a/", "", "a b", "é\u2028", 'quote " and \\', "cn-hangzhou"]))


@st.composite
def documents(draw) -> Document:
    """Valid services in several layouts of each language."""
    value = draw(services())
    language = draw(st.sampled_from(LANGUAGES))
    if language == "yaml" and draw(st.booleans()):
        return parse(render_yaml(value, draw(st.sampled_from([Style(), Style(4, 4), Style(2, 0)]))), "yaml")
    indent = draw(st.sampled_from([None, 2, 4, "\t"])) if language != "yaml" else None
    separators = draw(st.sampled_from([(", ", ": "), (",", ":"), (",", ": ")])) if language != "yaml" else None
    text = json.dumps(value, indent=indent, separators=separators, ensure_ascii=False)
    if language == "jsonc" and draw(st.booleans()):
        text = text.replace("{\n", "{ // opens\n").replace(",", ", /* next */")
        if parse(text, "jsonc").value() != value:
            text = json.dumps(value)
    return parse(text, language)


def holder(document: Document, offset: int, otherwise: Path) -> Path:
    """The path of the innermost object in brackets around an offset; without brackets lines decide, not offsets."""
    path = document.path_at(offset)
    while True:
        node = document.node(path)
        if isinstance(node, Object):
            if document.text[node.start : node.start + 1] != "{":
                return otherwise
            if node.start < offset < node.end:
                return path
        if not path:
            return otherwise
        path = path[:-1]


def paths(document: Document) -> set[Path]:
    """The places of all members."""
    found: set[Path] = set()
    pending: list[tuple[Path, object]] = [((), document.root)]
    while pending:
        path, node = pending.pop()
        if isinstance(node, Object):
            for member in node.members:
                found.add((*path, member.key.name))
                pending.append(((*path, member.key.name), member.value))
        elif hasattr(node, "items"):
            pending += [((*path, index), item) for index, item in enumerate(node.items)]
    return found


@given(documents(), st.data())
def test_accepting_a_choice_in_a_valid_document_keeps_it_valid(document, data):
    offset = data.draw(st.integers(0, len(document.text)))
    items = complete(document, offset).items
    if not items:
        return
    item = data.draw(st.sampled_from(items))
    after = document.apply((*item.others, item.edit))
    assert len(after.faults) <= len(document.faults)
    if item.kind == "property" and not document.faults and "." not in item.label:
        shift = sum(len(edit.text) - (edit.end - edit.start) for edit in item.others)
        place = after.path_at(item.edit.start + shift + item.edit.text.index(item.label))
        assert place[-1] == item.label
        assert place[:-1] == holder(document, offset, place[:-1])
        lost = paths(document) - paths(after)
        assert {path[: len(place) - 1] for path in lost} <= {place[:-1]}
        assert len({path[len(place) - 1] for path in lost}) <= 1


@given(documents(), DAMAGES, st.data())
def test_accepting_a_choice_in_a_broken_document_adds_no_fault(document, damages, data):
    text = document.text
    for where, length, scrap in damages:
        at = int(where * len(text))
        text = text[:at] + scrap + text[at + length :]
    broken = parse(text, document.language)
    offset = data.draw(st.integers(0, len(text)))
    items = complete(broken, offset).items
    if items:
        item = data.draw(st.sampled_from(items))
        after = broken.apply((*item.others, item.edit))
        assert len(after.faults) <= len(broken.faults)


@given(st.lists(st.sampled_from(SCRAPS), max_size=25).map("".join), st.sampled_from(LANGUAGES), st.data())
def test_no_text_makes_it_raise(text, language, data):
    offset = data.draw(st.integers(-1, len(text) + 1))
    for item in complete(parse(text, language), offset).items[:3]:
        assert resolve(item).label == item.label


@given(documents(), st.data())
def test_names_of_an_object_are_offered_once(document, data):
    offset = data.draw(st.integers(0, len(document.text)))
    labels = [item.label for item in complete(document, offset).items if item.kind == "property"]
    assert len(labels) == len(set(labels))
