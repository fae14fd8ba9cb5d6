"""Widgets of single fields: tables to pick from, steps of numbers, switches, and the line beside them."""

from __future__ import annotations

import json

import pytest

from easui.tui.pickers.picker import Picker

TYPE = ("cloud", "computing", "instances", 0, "type")


async def at(driven, path):
    """Put the form's cursor on a field."""
    driven.screen.go_to_path(path)
    await driven.checked()


async def click(driven, sign, line_with, inside="#form-rows"):
    """Click on a sign in the line of a pane that holds some text."""
    region = driven.app.screen.query_one(inside).region
    lines = [line[region.x : region.right] for line in driven.shown().splitlines()[region.y : region.bottom]]
    row = next(number for number, line in enumerate(lines) if line_with in line)
    await driven.pilot.click(offset=(region.x + lines[row].rindex(sign), region.y + row))
    await driven.checked()


async def opened(driven):
    """Wait for a table, which a click opens after some messages."""
    for _ in range(100):
        if isinstance(driven.app.screen, Picker):
            break
        await driven.pilot.pause(0.01)
    assert isinstance(driven.app.screen, Picker)


async def test_a_machine_type_is_picked_from_the_table_as_one_step(write, open_editor):
    path = write()
    async with open_editor() as driven:
        await at(driven, TYPE)
        await driven.press("ctrl+e")
        assert "Machine types" in driven.shown()
        await driven.type("24 gn7i-c8")
        assert "1 of" in driven.shown()
        await driven.press("enter")
        expected = path.read_text().replace("ecs.c7a.large", "ecs.gn7i-c8g1.2xlarge")
        assert driven.session.text == expected
        assert driven.screen.form.row.path == TYPE
        await driven.press("ctrl+z")
        assert driven.session.text == path.read_text()


async def test_escape_leaves_the_text_alone_and_goes_back_to_the_row(write, open_editor):
    path = write()
    async with open_editor() as driven:
        await at(driven, TYPE)
        await driven.press("e", "down", "down", "escape")
        assert driven.session.text == path.read_text()
        assert not driven.session.dirty
        assert driven.screen.focused.id == "form-rows"


async def test_the_table_opens_from_the_line_with_what_was_typed_and_the_line_waits(write, open_editor):
    path = write()
    async with open_editor() as driven:
        await at(driven, TYPE)
        await driven.press("enter")
        assert "^E Open" in driven.shown()
        await driven.type("gn7i")
        await driven.press("ctrl+e")
        assert isinstance(driven.app.screen, Picker)
        assert "gn7i" in driven.shown().splitlines()[2]
        await driven.press("escape")
        assert driven.screen.form.is_editing
        await driven.type("-mine")
        await driven.press("enter")
        assert driven.session.text == path.read_text().replace("ecs.c7a.large", "gn7i-mine")


async def test_taking_a_row_ends_the_line_that_it_was_opened_from(write, open_editor):
    write()
    async with open_editor() as driven:
        await at(driven, TYPE)
        await driven.press("enter", "ctrl+e")
        await driven.type("gn7i-c8")
        await driven.press("enter")
        assert not driven.screen.form.is_editing
        assert json.loads(driven.session.text)["cloud"]["computing"]["instances"][0]["type"] == "ecs.gn7i-c8g1.2xlarge"


async def test_any_value_can_still_be_typed(write, open_editor):
    path = write()
    async with open_editor() as driven:
        await at(driven, TYPE)
        await driven.press("enter")
        await driven.type("ecs.new-9.large")
        await driven.press("enter")
        assert driven.session.text == path.read_text().replace("ecs.c7a.large", "ecs.new-9.large")


async def test_keys_step_through_conditions_and_orders(write, open_editor):
    write()
    async with open_editor() as driven:
        await at(driven, TYPE)
        await driven.press("ctrl+e", "ctrl+r", "ctrl+g")
        assert "mem>=16 gpu:none" in driven.shown()
        assert "≥ 16G" in driven.shown()
        await driven.press("ctrl+o", "ctrl+o")
        assert "by vCPU" in driven.shown()
        assert "▲vCPU" in driven.shown()
        await driven.press("ctrl+u")
        assert "GPU any" in driven.shown()


async def test_a_click_sorts_steps_and_takes(write, open_editor):
    write()
    async with open_editor() as driven:
        await at(driven, TYPE)
        await driven.press("ctrl+e")
        await click(driven, "Memory", "Family", "#picker")
        await click(driven, "Memory", "Family", "#picker")
        assert "▼Memory" in driven.shown()
        await click(driven, "GPU any", "GPU any", "#picker")
        assert "gpu:none" in driven.shown()
        await driven.press("ctrl+u")
        await driven.type("gn7i-c")
        await click(driven, "ecs", "ecs.gn7i-c16g1.4xlarge ", "#picker-list")
        await click(driven, "ecs", "ecs.gn7i-c16g1.4xlarge ", "#picker-list")
        assert '"ecs.gn7i-c16g1.4xlarge"' in driven.session.text


async def test_nothing_found_says_what_to_do_and_enter_takes_nothing(write, open_editor):
    path = write()
    async with open_editor() as driven:
        await at(driven, TYPE)
        await driven.press("ctrl+e")
        await driven.type("zzz")
        await driven.press("enter")
        assert "Nothing is like that" in driven.shown()
        await driven.press("escape")
        assert driven.session.text == path.read_text()


async def test_an_image_is_picked_with_the_registry_of_the_region(write, open_editor, quick):
    quick["metadata"]["region"] = "cn-shanghai"
    write(quick)
    async with open_editor() as driven:
        await at(driven, ("containers", 0, "image"))
        await driven.press("ctrl+e")
        await driven.type("chat-llm")
        await driven.press("enter")
        image = json.loads(driven.session.text)["containers"][0]["image"]
        assert image.startswith("eas-registry-vpc.cn-shanghai.cr.aliyuncs.com/pai-eas/chat-llm-webui:")


@pytest.mark.parametrize(
    ("path", "words", "value"),
    [
        (("processor",), "tensorflow_gpu_2.7", "tensorflow_gpu_2.7"),
        (("metadata", "region"), "shanghai", "cn-shanghai"),
        (("metadata", "gpu_model"), "ampere a10", "A10"),
    ],
)
async def test_fields_that_are_not_set_are_picked_from_their_tables(write, open_editor, path, words, value):
    write()
    async with open_editor() as driven:
        await at(driven, path)
        await driven.press("ctrl+e")
        await driven.type(words)
        await driven.press("enter")
        found = json.loads(driven.session.text)
        for step in path:
            found = found[step]
        assert found == value


async def test_a_narrow_screen_has_room_for_the_table(write, open_editor):
    write()
    async with open_editor(size=(60, 15)) as driven:
        await at(driven, TYPE)
        await driven.press("ctrl+e")
        shown = driven.shown()
        assert "ecs.c7a.large" in shown
        assert "vCPU" in shown
        assert "Esc back" in shown


async def test_read_only_opens_no_table_and_says_why(write, open_editor):
    write()
    async with open_editor(read_only=True) as driven:
        await at(driven, TYPE)
        await driven.press("ctrl+e")
        assert not isinstance(driven.app.screen, Picker)
        assert "reading only" in driven.shown()


async def test_fields_without_a_table_offer_none(write, open_editor):
    write()
    async with open_editor() as driven:
        await at(driven, ("metadata", "name"))
        assert "^E Open" not in driven.shown()
        await driven.press("ctrl+e")
        assert not isinstance(driven.app.screen, Picker)
        await at(driven, TYPE)
        assert "^E Open" in driven.shown()


async def test_a_machine_is_added_by_picking_its_type(write, open_editor):
    write()
    async with open_editor() as driven:
        await at(driven, ("cloud", "computing", "instances", 1, "type"))
        while driven.screen.form.row.kind != "add":
            await driven.strike("down")
        await driven.press("ctrl+e")
        await driven.type("gn7i-c8")
        await driven.press("enter")
        types = [each["type"] for each in json.loads(driven.session.text)["cloud"]["computing"]["instances"]]
        assert types == ["ecs.c7a.large", "ecs.c7.large", "ecs.gn7i-c8g1.2xlarge"]
        await driven.press("ctrl+z")
        assert not driven.session.dirty


async def test_the_palette_opens_the_table_of_the_field(write, open_editor):
    write()
    async with open_editor() as driven:
        await at(driven, ("containers", 0, "image"))
        await driven.press("ctrl+p")
        await driven.type("open the table")
        await driven.press("enter")
        await opened(driven)
        await driven.press("escape")
        await at(driven, ("metadata", "name"))
        await driven.press("ctrl+p")
        await driven.type("open the table")
        await driven.press("enter")
        assert "no table" in driven.shown()


# -- numbers and switches


async def test_a_number_is_stepped_by_keys_by_clicks_and_in_the_line(write, open_editor):
    write()
    async with open_editor() as driven:
        await at(driven, ("metadata", "instance"))
        await driven.press("plus", "plus", "minus")
        assert '"instance": 2' in driven.session.text
        await click(driven, "+", "instance ")
        assert '"instance": 3' in driven.session.text
        await click(driven, "−", "instance ")
        assert '"instance": 2' in driven.session.text
        await driven.press("enter", "pageup", "shift+up", "enter")
        assert '"instance": 13' in driven.session.text
        await driven.press("enter", "pagedown", "pagedown", "enter")
        assert '"instance": 0' in driven.session.text


async def test_the_mark_of_a_table_and_a_switch_can_be_clicked(write, open_editor, quick):
    quick["metadata"]["enable_grpc"] = False
    write(quick)
    async with open_editor() as driven:
        await at(driven, TYPE)
        await click(driven, "▾", "ecs.c7a.large")
        await opened(driven)
        await driven.press("escape")
        await at(driven, ("metadata", "enable_grpc"))
        await click(driven, "○", "enable_grpc")
        assert '"enable_grpc": true' in driven.session.text
        assert "◉ true" in driven.shown()
        await driven.press("space")
        assert '"enable_grpc": false' in driven.session.text


# -- the proposals of the line


async def test_choices_are_shown_with_their_meaning_and_marks_for_what_is_set_and_usual(write, open_editor, quick):
    quick["metadata"]["scheduling"] = {"spread": {"policy": "zone"}}
    write(quick)
    async with open_editor() as driven:
        await at(driven, ("metadata", "scheduling", "spread", "policy"))
        await driven.press("enter")
        lines = driven.shown().splitlines()
        assert any("✓ zone" in line and "availability zones" in line for line in lines)
        assert any("default" in line and "No active spreading · default" in line for line in lines)
        await driven.press("up", "enter")
        assert '"policy": "host"' in driven.session.text


async def test_the_line_proposes_what_the_rest_of_the_file_says(write, open_editor, quick):
    quick["storage"] = [{"mount_path": "/model_dir", "oss": {"path": "oss://models/qwen/"}}]
    write(quick)
    async with open_editor() as driven:
        await at(driven, ("model_path",))
        await driven.press("enter")
        assert "oss://models/qwen/" in driven.shown()
        await driven.press("down", "enter")
        assert json.loads(driven.session.text)["model_path"] == "oss://models/qwen/"


async def test_the_list_of_proposals_is_as_long_as_what_the_typing_leaves(write, open_editor):
    write()
    async with open_editor() as driven:
        await at(driven, TYPE)
        await driven.press("enter")
        proposals = driven.screen.query_one("#proposals")
        assert proposals.size.height > 2
        await driven.type("gn7i-c8")
        assert proposals.size.height == 1
        await driven.type("-mine")
        assert not proposals.display
        await driven.press("ctrl+u")
        assert proposals.display
