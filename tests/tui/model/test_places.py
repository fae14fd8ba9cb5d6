"""Places, sections and rows of a document, however it is spelt."""

from __future__ import annotations

import pytest

from easui.document import parse
from easui.knowledge import all_fields
from easui.tui.model.editor import Editor
from easui.tui.model.finding import canonical_fields, fields_named
from easui.tui.model.form_rows import FormBuilder
from easui.tui.model.places import Places
from easui.tui.model.sections import section_of, sections
from easui.workspace import Session


@pytest.mark.parametrize(
    ("text", "file_path"),
    [
        ('{"metadata": {"rpc": {"keepalive": 1}}}', ("metadata", "rpc", "keepalive")),
        ('{"metadata": {"rpc.keepalive": 1}}', ("metadata", "rpc.keepalive")),
        ('{"metadata.rpc.keepalive": 1}', ("metadata.rpc.keepalive",)),
        ('{"metadata.rpc": {"keepalive": 1}}', ("metadata.rpc", "keepalive")),
    ],
)
def test_a_value_is_found_in_every_spelling(text, file_path):
    places = Places(parse(text))
    path = ("metadata", "rpc", "keepalive")
    assert places.get(path).file_path == file_path
    assert places.canonical(file_path) == path
    assert places.path_at(text.index("keepalive")) == path
    assert places.children(("metadata", "rpc")) == [path]
    assert places.has(("metadata",))


def test_the_nearest_place_above_an_unset_field():
    places = Places(parse('{"metadata": {"name": "a"}}'))
    assert places.nearest(("metadata", "rpc", "keepalive")).path == ("metadata",)
    assert Places(parse("")).nearest(("metadata",)) is None


def test_every_parameter_has_a_section_and_a_row_that_can_be_reached():
    editor = Editor(Session(parse("{}"), None))
    editor.all_sections = True
    for field in canonical_fields():
        path = tuple(0 if step == -1 else step for step in field.path)
        editor.select_path(path)
        editor.reveal()
        known = editor.sections()
        assert section_of(path, known) is not None, path
        rows = editor.rows(editor.section(known))
        assert any(row.path == path for row in rows) or field.path in _section_paths(known), path


def _section_paths(known):
    return {section.path for section in known}


def test_every_parameter_is_found_by_its_name():
    for field in canonical_fields():
        assert field.path in [found.path for found in fields_named(field.name)]


def test_unknown_keys_come_first_and_are_counted():
    document = parse('{"metadata": {"name": "a", "instnce": 1}}')
    places = Places(document)
    section = sections(places)[0]
    rows = FormBuilder(places).section(section)
    assert next(row.label for row in rows if row.selectable) == "instnce"


def test_sections_that_are_not_set_can_be_left_out():
    places = Places(parse('{"sinker": {"type": "sls"}}'))
    few = {section.path for section in sections(places, all_unset=False)}
    assert ("sinker",) in few
    assert ("confidential",) not in few
    assert ("confidential",) in {section.path for section in sections(places)}


@pytest.mark.parametrize("text", ["", "[]", "null", '"a"', "[" * 5000, '{"metadata": [1]}', '{"containers": {"a": 1}}'])
def test_odd_documents_have_sections_and_rows(text):
    places = Places(parse(text))
    builder = FormBuilder(places)
    for section in sections(places):
        assert builder.section(section) is not None


def test_the_schema_is_known():
    assert sum(1 for _ in all_fields()) > 200
