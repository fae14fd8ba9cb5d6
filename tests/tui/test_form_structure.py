"""The shape of a service, changed in the form: items and keys added, duplicated, moved, renamed, reset, taken out."""

from __future__ import annotations

import json
from typing import Any

import pytest

from easui.document import format_path


async def focus(driven: Any, *path: str | int) -> None:
    """Move the form's cursor to a field, as the palette does."""
    driven.screen.action_go_to_field(format_path(path))
    await driven.pilot.pause()


def said(driven: Any) -> Any:
    """What the text says."""
    return json.loads(driven.session.text)


@pytest.fixture
def mounted(quick):
    """The quick start with what has items and keys."""
    quick["containers"][0]["args"] = ["--port", "8000", "--host"]
    quick["containers"][0]["env"] = [{"name": "LEVEL", "value": "info"}, {"name": "API_KEY", "value": "abcdef123456"}]
    quick["storage"] = [
        {"mount_path": "/model", "oss": {"path": "oss://bucket/model/"}},
        {"mount_path": "/code", "git": {"repo": "https://example.com/code.git", "commit": "9fceb02"}},
    ]
    quick["labels"] = {"team": "search"}
    return quick


# -- adding


async def test_an_item_of_a_scalar_list_is_typed_at_its_end(write, open_editor, mounted):
    write(mounted)
    async with open_editor() as driven:
        await focus(driven, "containers", 0, "args", 1)
        await driven.press("a")
        await driven.type("0.0.0.0")
        await driven.press("enter")
        assert said(driven)["containers"][0]["args"] == ["--port", "8000", "--host", "0.0.0.0"]
        assert driven.screen.form.row.path == ("containers", 0, "args", 3)


async def test_a_mount_is_added_by_its_kind_and_filled_in_value_by_value(write, open_editor, mounted):
    path = write(mounted)
    async with open_editor() as driven:
        await focus(driven, "storage", 1, "mount_path")
        await driven.press("a")
        shown = driven.shown()
        assert "NFS mount" in shown
        assert "a folder of a NAS file system" in shown
        await driven.press("down", "enter")
        mount = said(driven)["storage"][2]
        assert set(mount) == {"mount_path", "nfs"}
        assert driven.screen.form.is_editing
        await driven.type("/data")
        await driven.press("enter")
        assert driven.screen.form.is_editing
        await driven.type("0a1b2c-xyz12.cn-hangzhou.nas.aliyuncs.com")
        await driven.press("tab", "escape")
        assert not driven.screen.form.is_editing
        assert said(driven)["storage"][2]["mount_path"] == "/data"
        assert said(driven)["storage"][2]["nfs"]["server"] == "0a1b2c-xyz12.cn-hangzhou.nas.aliyuncs.com"
        await driven.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert driven.session.text == path.read_text()


async def test_leaving_the_choice_of_a_kind_adds_nothing(write, open_editor, mounted):
    write(mounted)
    async with open_editor() as driven:
        await focus(driven, "storage", 1, "mount_path")
        await driven.press("a", "escape")
        assert not driven.session.dirty


async def test_a_section_that_is_not_there_is_added_whole(write, open_editor, mounted):
    write(mounted)
    async with open_editor() as driven:
        await focus(driven, "autoscaler")
        assert driven.screen.form.row.kind == "add"
        await driven.press("enter", "down", "enter")
        assert said(driven)["autoscaler"]["strategies"] == {"cpu": 70}
        assert driven.screen.form.row.path == ("autoscaler", "min")
        assert driven.screen.form.is_editing


async def test_an_object_that_is_not_set_is_added_with_its_usual_members(write, open_editor, mounted):
    write(mounted)
    async with open_editor() as driven:
        await focus(driven, "containers", 0, "liveness_check")
        await driven.press("a", "enter", "escape")
        assert said(driven)["containers"][0]["liveness_check"]["http_get"] == {"path": "/health", "port": 8000}


async def test_a_metric_of_the_autoscaler_is_proposed_with_a_threshold(write, open_editor, mounted):
    write({**mounted, "autoscaler": {"min": 1, "max": 3, "strategies": {"qps": 10}}})
    async with open_editor() as driven:
        await focus(driven, "autoscaler", "strategies")
        await driven.press("a")
        assert "gpu[util]" in driven.shown()
        assert "percent" in driven.shown()
        await driven.press("down", "enter", "escape")
        assert said(driven)["autoscaler"]["strategies"] == {"qps": 10, "cpu": 75}


async def test_the_value_of_an_added_key_has_the_type_that_the_schema_asks_for(write, open_editor, mounted):
    write({**mounted, "autoscaler": {"min": 1, "max": 3, "strategies": {"qps": 10}}})
    async with open_editor() as driven:
        await focus(driven, "autoscaler", "strategies", "+")
        await driven.press("enter")
        await driven.type("custom[tokens] = 20")
        await driven.press("enter")
        assert said(driven)["autoscaler"]["strategies"] == {"qps": 10, "custom[tokens]": 20}


async def test_a_key_without_a_value_is_refused_in_words(write, open_editor, mounted):
    write(mounted)
    async with open_editor() as driven:
        await focus(driven, "labels", "+")
        await driven.press("enter")
        await driven.type("team")
        await driven.press("enter")
        assert "write it as" in driven.shown()
        assert driven.screen.form.is_editing
        assert not driven.session.dirty


async def test_the_line_stays_over_its_row_when_rows_move(write, open_editor, mounted):
    mounted["metadata"]["workspace_id"] = "140523"
    write(mounted)
    async with open_editor(size=(60, 15)) as driven:
        await focus(driven, "storage", 1, "mount_path")
        await driven.press("a", "enter")
        assert driven.screen.form.is_editing
        pane, line = driven.screen.query_one("#form-rows"), driven.screen.query_one("#field-line")
        assert line.region.y - pane.region.y == pane.line_of(pane.cursor)


# -- pairs


async def test_variables_are_rows_of_name_and_value(write, open_editor, mounted):
    write(mounted)
    async with open_editor() as driven:
        await focus(driven, "containers", 0, "env", 0)
        row = driven.screen.form.row
        assert (row.kind, row.label, row.path) == ("pair", "LEVEL", ("containers", 0, "env", 0))
        await driven.press("enter")
        await driven.type("debug")
        await driven.press("enter", "f2")
        await driven.type("LOG_LEVEL")
        await driven.press("enter")
        assert said(driven)["containers"][0]["env"][0] == {"name": "LOG_LEVEL", "value": "debug"}
        await driven.press("delete")
        assert [each["name"] for each in said(driven)["containers"][0]["env"]] == ["API_KEY"]


async def test_a_variable_is_typed_with_its_value(write, open_editor, mounted):
    write(mounted)
    async with open_editor() as driven:
        await focus(driven, "containers", 0, "env", 0)
        await driven.press("a")
        await driven.type("MODE = fast=yes")
        await driven.press("enter")
        assert said(driven)["containers"][0]["env"][2] == {"name": "MODE", "value": "fast=yes"}
        assert driven.screen.form.row.label == "MODE"


async def test_secrets_of_variables_are_not_shown_whole_in_the_form(write, open_editor, mounted):
    write(mounted)
    async with open_editor(size=(80, 24)) as driven:
        await focus(driven, "containers", 0, "env", 1)
        assert "API_KEY" in driven.shown()
        assert "abcdef123456" not in driven.shown()
        await driven.press("enter")
        assert "abcdef123456" in driven.shown()


async def test_a_variable_with_more_than_name_and_value_is_shown_whole(write, open_editor, mounted):
    mounted["containers"][0]["env"][0]["valueFrom"] = "x"
    write(mounted)
    async with open_editor() as driven:
        await focus(driven, "containers", 0, "env", 0, "valueFrom")
        assert driven.screen.form.row.path == ("containers", 0, "env", 0, "valueFrom")


# -- names


async def test_a_key_of_ones_own_is_renamed_and_stays_where_it_is(write, open_editor, mounted):
    mounted["labels"] = {"team": "search", "tier": "gold"}
    path = write(mounted)
    async with open_editor() as driven:
        await focus(driven, "labels", "team")
        await driven.press("f2")
        await driven.type("squad")
        await driven.press("enter")
        assert driven.session.text == path.read_text().replace('"team"', '"squad"')
        assert driven.screen.form.row.path == ("labels", "squad")
        await driven.press("ctrl+z")
        assert driven.session.text == path.read_text()


async def test_a_misspelt_key_can_be_renamed_and_a_known_one_not(write, open_editor, mounted):
    mounted["metadata"]["instanse"] = 3
    write(mounted)
    async with open_editor() as driven:
        await focus(driven, "metadata", "name")
        await driven.press("f2")
        assert not driven.screen.form.is_editing
        assert "This name is fixed" in driven.shown()
        await focus(driven, "metadata", "instanse")
        await driven.press("r")
        assert driven.screen.form.is_editing


async def test_a_name_that_is_there_already_is_refused(write, open_editor, mounted):
    mounted["labels"] = {"team": "search", "tier": "gold"}
    write(mounted)
    async with open_editor() as driven:
        await focus(driven, "labels", "team")
        await driven.press("f2")
        await driven.type("tier")
        await driven.press("enter")
        assert not driven.session.dirty
        assert "is there already" in driven.shown()


# -- moving and duplicating


@pytest.mark.parametrize(("down", "up"), [("J", "K"), ("alt+down", "alt+up")])
async def test_an_item_moves_and_the_cursor_with_it(write, open_editor, mounted, down, up):
    path = write(mounted)
    async with open_editor() as driven:
        await focus(driven, "containers", 0, "args", 0)
        await driven.press(down)
        assert said(driven)["containers"][0]["args"] == ["8000", "--port", "--host"]
        assert driven.screen.form.row.path == ("containers", 0, "args", 1)
        await driven.press(down, down)
        assert said(driven)["containers"][0]["args"] == ["8000", "--host", "--port"]
        assert "is the last already" in driven.shown()
        await driven.press(up, up)
        assert driven.session.text == path.read_text()


async def test_a_field_of_an_item_moves_the_item(write, open_editor, mounted):
    write(mounted)
    async with open_editor() as driven:
        await focus(driven, "storage", 0, "oss", "path")
        await driven.press("J")
        assert [each["mount_path"] for each in said(driven)["storage"]] == ["/code", "/model"]
        assert driven.screen.form.row.path == ("storage", 1, "oss", "path")


async def test_what_is_unfolded_moves_with_its_item(write, open_editor, mounted):
    mounted["containers"] = [{**mounted["containers"][0], "name": f"c{number}"} for number in range(5)]
    write(mounted)
    async with open_editor() as driven:
        await focus(driven, "containers", 0, "image")
        await driven.press("J", "J")
        assert driven.screen.form.row.path == ("containers", 2, "image")
        driven.screen.go_to_section(next(each for each in driven.screen.sections if each.path == ("containers",)))
        unfolded = [
            row.path for row in driven.screen.query_one("#form-rows").rows if row.expanded and len(row.path) == 2
        ]
        assert unfolded == [("containers", 2)]


async def test_an_item_is_duplicated_as_one_step(write, open_editor, mounted):
    path = write(mounted)
    async with open_editor() as driven:
        await focus(driven, "storage", 0, "mount_path")
        await driven.press("d")
        storage = said(driven)["storage"]
        assert storage[0] == storage[1]
        assert storage[2]["mount_path"] == "/code"
        assert driven.screen.editor.path[:2] == ("storage", 1)
        await driven.press("ctrl+z")
        assert driven.session.text == path.read_text()


# -- taking out


async def test_reset_says_which_default_is_in_effect(write, open_editor, mounted):
    write(mounted)
    async with open_editor() as driven:
        await focus(driven, "metadata", "instance")
        await driven.press("0")
        assert "instance" not in said(driven)["metadata"]
        assert "the default is in effect: 1" in driven.shown()
        await focus(driven, "metadata", "workspace_id")
        await driven.press("0")
        assert said(driven)["metadata"]["workspace_id"] == "140523"
        assert "has no default" in driven.shown()


async def test_taking_out_what_is_required_is_said(write, open_editor, mounted):
    write(mounted)
    async with open_editor() as driven:
        await focus(driven, "storage", 0, "mount_path")
        await driven.press("delete")
        assert "it is required" in driven.shown()


async def test_what_would_hold_nothing_goes_too_but_never_a_comment(write, open_editor):
    text = '{\n  "metadata": {\n    "name": "a",\n    "rpc": {\n      "batching": true\n    }\n  }\n}\n'
    write(text)
    async with open_editor() as driven:
        await focus(driven, "metadata", "rpc", "batching")
        await driven.press("delete")
        assert said(driven) == {"metadata": {"name": "a"}}
    write(text.replace('"batching"', '// more to come\n\n      "batching"'), "service.jsonc")
    async with open_editor("service.jsonc") as driven:
        await focus(driven, "metadata", "rpc", "batching")
        await driven.press("delete")
        assert "// more to come" in driven.session.text


async def test_nothing_changes_in_a_file_that_is_open_for_reading_only(write, open_editor, mounted):
    write(mounted)
    async with open_editor(read_only=True) as driven:
        await focus(driven, "storage", 0, "mount_path")
        await driven.press("a", "d", "J", "0", "f2", "delete")
        assert not driven.session.dirty
        assert not driven.screen.form.is_editing


async def test_what_was_to_be_filled_in_is_forgotten_when_something_else_is_done(write, open_editor, mounted):
    path = write(mounted)
    async with open_editor() as driven:
        await focus(driven, "storage", 1, "mount_path")
        await driven.press("a", "enter", "ctrl+s")
        assert len(json.loads(path.read_text())["storage"]) == 3
        await focus(driven, "metadata", "name")
        await driven.press("enter")
        await driven.type("other")
        await driven.press("enter")
        assert not driven.screen.form.is_editing
        assert driven.screen.editor.path == ("metadata", "name")


# -- whole sections


async def test_sections_are_removed_moved_and_added_where_they_stand(write, open_editor, mounted):
    path = write(mounted)
    async with open_editor() as driven:
        await focus(driven, "storage", 0, "mount_path")
        await driven.press("left", "J")
        assert [each["mount_path"] for each in said(driven)["storage"]] == ["/code", "/model"]
        await driven.press("delete")
        assert [each["mount_path"] for each in said(driven)["storage"]] == ["/code"]
        await driven.press("ctrl+z", "ctrl+z")
        assert driven.session.text == path.read_text()
        await focus(driven, "labels", "team")
        await driven.press("left", "delete")
        assert "labels" not in said(driven)


# -- why not


async def test_what_setting_a_field_would_bring_is_said_before(write, open_editor, mounted):
    write(mounted)
    async with open_editor() as driven:
        await focus(driven, "processor")
        await driven.press("f5")
        shown = driven.shown()
        assert "the service has containers and a processor" in shown
        assert "It would bring" in shown
        await driven.press("escape")
        assert not driven.session.dirty


async def test_form_and_text_stay_in_step_for_items_and_unset_fields(write, open_editor, mounted):
    path = write(mounted)
    async with open_editor(size=(120, 36)) as driven:
        await focus(driven, "storage", 1, "git", "commit")
        assert path.read_text()[driven.screen.text.cursor_text_offset :].startswith('"commit"')
        await focus(driven, "storage", 1, "git", "branch")
        assert path.read_text()[driven.screen.text.cursor_text_offset :].startswith('"git"')
        line = path.read_text()[: path.read_text().index('"value": "abc')].count("\n")
        driven.screen.text.move_cursor((line, 12))
        await driven.pilot.pause()
        assert driven.screen.form.row.path == ("containers", 0, "env", 1)


# -- the mouse


async def click(driven: Any, path: tuple[str | int, ...], column: int) -> None:
    """Click in a row of the form, `column` cells from its begin."""
    pane = driven.screen.query_one("#form-rows")
    index = next(number for number, row in enumerate(pane.rows) if row.path == path)
    await driven.pilot.click("#form-rows", offset=(column, pane.line_of(index)))
    await driven.checked()


async def test_a_click_selects_a_name_and_edits_a_value(write, open_editor, mounted):
    write(mounted)
    async with open_editor() as driven:
        await focus(driven, "metadata", "name")
        await click(driven, ("metadata", "workspace_id"), 3)
        assert driven.screen.form.row.path == ("metadata", "workspace_id")
        assert not driven.screen.form.is_editing
        await click(driven, ("metadata", "name"), driven.screen.query_one("#form-rows").value_column + 1)
        assert driven.screen.form.is_editing
        await driven.type("other")
        await driven.press("enter")
        assert said(driven)["metadata"]["name"] == "other"


async def test_a_click_unfolds_and_adds(write, open_editor, mounted):
    write(mounted)
    async with open_editor() as driven:
        await focus(driven, "containers", 0, "image")
        rows = driven.screen.query_one("#form-rows").rows
        assert ("containers", 0, "args", 0) in [row.path for row in rows]
        await click(driven, ("containers", 0, "args"), 3)
        assert ("containers", 0, "args", 0) not in [row.path for row in driven.screen.query_one("#form-rows").rows]
        await click(driven, ("containers", 0, "env", 2), 8)
        assert driven.screen.form.is_editing
