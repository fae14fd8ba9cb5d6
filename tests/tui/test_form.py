"""The form: what is entered there stands in the text, and what is typed in the text stands there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from easui.document import format_path


async def focus(driven: Any, path: tuple[str | int, ...]) -> None:
    """Move the form's cursor to a field, as the palette does."""
    driven.screen.action_go_to_field(format_path(path))
    await driven.pilot.pause()


async def test_a_value_entered_in_the_form_is_set_in_the_text_and_nothing_else_changes(write, open_editor):
    path = write()
    before = path.read_text()
    async with open_editor() as driven:
        await focus(driven, ("metadata", "instance"))
        await driven.press("enter")
        await driven.type("3")
        await driven.press("enter")
        assert driven.session.text == before.replace('"instance": 1', '"instance": 3')
        assert path.read_text() == before
        assert "●" in driven.shown().splitlines()[0]


async def test_escape_cancels_and_leaves_the_text_alone(write, open_editor):
    write()
    async with open_editor() as driven:
        await focus(driven, ("metadata", "instance"))
        await driven.press("enter", "7", "escape")
        assert not driven.session.dirty
        assert not driven.screen.form.is_editing


async def test_what_is_no_value_is_refused_in_words_and_can_be_mended(write, open_editor):
    write()
    async with open_editor() as driven:
        await focus(driven, ("metadata", "instance"))
        await driven.press("enter")
        await driven.type("many")
        await driven.press("enter")
        assert "a whole number is needed" in driven.shown()
        assert driven.screen.form.is_editing
        await driven.press("backspace", "backspace", "backspace", "backspace", "4", "enter")
        assert json.loads(driven.session.text)["metadata"]["instance"] == 4


async def test_an_unset_field_is_inserted_where_people_write_it(write, open_editor):
    write()
    async with open_editor() as driven:
        await focus(driven, ("metadata", "cpu"))
        await driven.press("enter")
        await driven.type("4")
        await driven.press("enter")
        metadata = json.loads(driven.session.text)["metadata"]
        assert metadata["cpu"] == 4
        assert driven.screen.editor.path == ("metadata", "cpu")


async def test_sizes_may_be_typed_in_other_units(write, open_editor):
    write()
    async with open_editor() as driven:
        await focus(driven, ("metadata", "memory"))
        await driven.press("enter")
        await driven.type("16 GB")
        await driven.press("enter")
        assert json.loads(driven.session.text)["metadata"]["memory"] == 16384


async def test_plus_minus_and_space_change_numbers_and_booleans(write, open_editor):
    write()
    async with open_editor() as driven:
        await focus(driven, ("metadata", "instance"))
        await driven.press("plus", "plus", "minus")
        assert json.loads(driven.session.text)["metadata"]["instance"] == 2
        await focus(driven, ("metadata", "enable_grpc"))
        await driven.press("space")
        assert json.loads(driven.session.text)["metadata"]["enable_grpc"] is True
        await driven.press("space")
        assert json.loads(driven.session.text)["metadata"]["enable_grpc"] is False


async def test_an_enum_is_chosen_from_its_values_with_their_meanings(write, open_editor):
    write()
    async with open_editor() as driven:
        await focus(driven, ("metadata", "scheduling", "spread", "policy"))
        await driven.press("enter")
        assert "host" in driven.shown()
        await driven.press("down", "enter")
        value = json.loads(driven.session.text)["metadata"]["scheduling"]["spread"]["policy"]
        assert value in ("host", "zone", "default")


async def test_delete_takes_a_field_out_and_undo_brings_it_back(write, open_editor):
    path = write()
    async with open_editor() as driven:
        await focus(driven, ("metadata", "workspace_id"))
        await driven.press("delete")
        assert "workspace_id" not in json.loads(driven.session.text)["metadata"]
        await driven.press("ctrl+z")
        assert driven.session.text == path.read_text()
        await driven.press("ctrl+y")
        assert "workspace_id" not in driven.session.text


async def test_an_item_is_added_to_a_list_of_objects_by_setting_one_of_its_fields(write, open_editor):
    write()
    async with open_editor() as driven:
        await focus(driven, ("containers", 0, "env", 0, "name"))
        await driven.press("enter")
        await driven.type("MODEL")
        await driven.press("enter")
        assert json.loads(driven.session.text)["containers"][0]["env"] == [{"name": "MODEL"}]


async def test_a_key_is_added_to_an_object_of_the_users_own_keys(write, open_editor):
    write()
    async with open_editor() as driven:
        await focus(driven, ("labels", "+"))
        assert driven.screen.form.row.kind == "add"
        await driven.press("enter")
        await driven.type("team = search")
        await driven.press("enter")
        assert json.loads(driven.session.text)["labels"] == {"team": "search"}


async def test_typing_in_the_text_changes_the_form(write, open_editor):
    path = write()
    async with open_editor(pane="text") as driven:
        driven.screen.text.go_to(path.read_text().index('"demo"') + 1)
        await driven.type("my_")
        assert '"my_demo"' in driven.session.text
        await driven.press("f6", "f6", "f6")
        assert "my_demo" in driven.shown().split("cloud")[0]


async def test_the_cursor_in_the_text_selects_the_field_and_the_section(write, open_editor):
    path = write()
    async with open_editor(pane="text") as driven:
        driven.screen.text.move_cursor((0, 0))
        line = path.read_text()[: path.read_text().index('"port"')].count("\n")
        driven.screen.text.move_cursor((line, 10))
        await driven.pilot.pause()
        assert driven.screen.editor.path == ("containers", 0, "port")
        assert driven.screen.form.row.path == ("containers", 0, "port")
        assert driven.screen.editor.section_key == (("containers",), None)


async def test_moving_in_the_form_moves_the_cursor_of_the_text(write, open_editor):
    path = write()
    async with open_editor() as driven:
        await focus(driven, ("metadata", "name"))
        await driven.press("down")
        offset = driven.screen.text.cursor_text_offset
        assert path.read_text()[offset:].startswith('"instance"')


async def test_steps_of_form_and_text_are_one_history(write, open_editor):
    path = write()
    first = path.read_text()
    async with open_editor(pane="text") as driven:
        driven.screen.text.go_to(first.index('"demo"') + 1)
        await driven.type("a")
        after_typing = driven.session.text
        await focus(driven, ("metadata", "instance"))
        await driven.press("plus")
        assert driven.session.text == after_typing.replace('"instance": 1', '"instance": 2')
        await driven.press("ctrl+z")
        assert driven.session.text == after_typing
        await driven.press("ctrl+z")
        assert driven.session.text == first
        assert "●" not in driven.shown().splitlines()[0]
        await driven.press("ctrl+y", "ctrl+y")
        assert '"ademo"' in driven.session.text
        assert '"instance": 2' in driven.session.text


async def test_the_filter_finds_fields_of_the_whole_service(write, open_editor):
    write()
    async with open_editor() as driven:
        await driven.press("slash")
        await driven.type("keepalive")
        assert "metadata.rpc.keepalive" in driven.shown()
        await driven.press("enter")
        assert driven.screen.form.row.path == ("metadata", "rpc", "keepalive")
        await driven.press("enter")
        await driven.type("600000")
        await driven.press("enter")
        assert json.loads(driven.session.text)["metadata"]["rpc"] == {"keepalive": 600000}
        await driven.press("escape")
        assert not driven.screen.filter


async def test_save_takes_what_is_being_typed_along(write, open_editor):
    path = write()
    async with open_editor() as driven:
        await focus(driven, ("metadata", "instance"))
        await driven.press("enter", "9", "ctrl+s")
        assert json.loads(path.read_text())["metadata"]["instance"] == 9


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 15)])
async def test_the_first_row_tells_file_state_and_counts_at_every_size(write, open_editor, size):
    write()
    async with open_editor(size=size) as driven:
        first = driven.shown().splitlines()[0]
        assert "service.json" in first
        assert "✖ 0" in first
        assert "▲ 0" in first
        assert "●" not in first


async def test_the_filter_offers_no_keys_of_the_search_in_the_text(write, open_editor):
    write()
    async with open_editor() as driven:
        await driven.press("slash", *"keepal")
        await driven.pilot.pause()
        bar = driven.shown().splitlines()[-1]
        assert "Next" in bar
        assert "Replace" not in bar
        assert "Case" not in bar
        await driven.press("tab")
        assert driven.screen.panes.active == "form"
        assert driven.screen.form.row.place == ("metadata", "rpc", "keepalive")
