"""Nothing is lost: unsaved work outlives any end, nobody is overwritten, and files are open beside each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from easui.document import TextEdit
from easui.tui.app import EasuiApp
from easui.tui.screens.start import StartScreen
from easui.tui.widgets.title_line import TitleLine
from easui.workspace import Session
from easui.workspace.guard import Guard
from easui.workspace.recent import recent_files


def changed(path: Path, old: str = "demo", new: str = "other") -> str:
    return path.read_text().replace(old, new)


def leave_behind(path: Path, old: str = "demo", new: str = "other") -> str:
    """Leave unsaved work behind, as an editor that was killed does; its text."""
    guard = Guard(Session.open(str(path)))
    assert guard.hold() is None
    at = guard.session.text.index(old)
    guard.session.edit([TextEdit(at, at + len(old), new)], "Change")
    guard.close()
    return guard.session.text


def journals(state: Path) -> list[Path]:
    folder = state / "journal"
    return list(folder.glob("*.json")) if folder.is_dir() else []


def first_row(driven) -> str:
    return driven.shown().splitlines()[0]


# -- after a crash


@pytest.mark.parametrize("key", ["r", "enter"])
async def test_work_of_an_earlier_end_is_recovered_as_unsaved_text(write, open_editor, state, key):
    path = write()
    before = path.read_text()
    text = leave_behind(path)
    async with open_editor() as driven:
        assert "was left with unsaved work" in driven.shown()
        assert "decide later" in driven.shown()
        assert driven.session.text == before
        await driven.press(key)
        assert driven.session.text == text
        assert "●" in first_row(driven)
        assert path.read_text() == before
        await driven.press("ctrl+z")
        assert driven.session.text == before
        assert "●" not in first_row(driven)
        await driven.press("ctrl+y", "ctrl+s")
        assert path.read_text() == text
    assert journals(state) == []


async def test_work_of_an_earlier_end_can_be_discarded(write, open_editor, state):
    path = write()
    leave_behind(path, "demo", "older")
    leave_behind(path)
    async with open_editor() as driven:
        await driven.press("d")
        assert "was left with unsaved work" in driven.shown(), "the older one"
        await driven.press("d")
        assert "was left" not in driven.shown()
        assert not driven.session.dirty
    assert journals(state) == []


async def test_what_is_decided_later_is_asked_again_whatever_is_typed_meanwhile(write, open_editor):
    path = write()
    text = leave_behind(path)
    async with open_editor() as driven:
        await driven.press("escape")
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("plus", "ctrl+s")
    async with open_editor() as driven:
        assert "was left with unsaved work" in driven.shown()
        assert "changed on the disk" in driven.shown()
        await driven.press("r")
        assert driven.session.text == text
        saved = path.read_text()
        await driven.press("ctrl+s")
        assert path.read_text() == saved, "it asks first"
        await driven.press("m", "ctrl+s")
        assert json.loads(path.read_text())["metadata"] == {"name": "other", "instance": 2, "workspace_id": "140523"}


async def test_an_end_that_is_no_quitting_keeps_the_work(write, open_editor):
    path = write()
    async with open_editor() as driven:
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("plus")
        text = driven.session.text
        driven.app.exit()
    async with open_editor() as driven:
        await driven.press("r")
        assert driven.session.text == text
    assert path.read_text() != text


async def test_what_is_being_typed_in_a_line_is_kept_when_a_signal_ends_it(write, open_editor):
    write()
    async with open_editor() as driven:
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("enter", "7")
        driven.app._end(143)
        assert driven.app.return_code == 143
    async with open_editor() as driven:
        await driven.press("r")
        assert driven.session.document.value()["metadata"]["instance"] == 7


async def test_what_stands_in_a_line_is_kept_before_it_is_entered(write, open_editor, state):
    path = write()
    async with open_editor() as driven:
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("enter", "1", "2")
        driven.screen.keep_typed()
        assert driven.session.text == path.read_text()
        driven.app.exit()
    async with open_editor() as driven:
        await driven.press("r")
        assert driven.session.document.value()["metadata"]["instance"] == 12
        await driven.press("ctrl+z")
        driven.screen.action_go_to_field("metadata.name")
        await driven.press("enter", "x")
        driven.screen.keep_typed()
        driven.screen.guard.keep()
        assert len(journals(state)) == 1
        await driven.press("escape")
        driven.screen.keep_typed()
        driven.screen.guard.keep()
        assert journals(state) == []


async def test_what_is_no_value_in_a_line_is_not_kept(write, open_editor, state):
    write()
    async with open_editor() as driven:
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("enter", "x")
        driven.screen.keep_typed()
        driven.screen.guard.keep()
        assert journals(state) == []


async def test_quitting_without_saving_leaves_nothing_behind(write, open_editor, state):
    write()
    async with open_editor() as driven:
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("plus")
        driven.screen.guard.keep()
        assert len(journals(state)) == 1
        await driven.pilot.press("ctrl+q", "d")
        await driven.pilot.pause()
    assert journals(state) == []


async def test_a_new_service_is_recovered_too(write, open_editor, tmp_path):
    async with open_editor("new.json") as driven:
        await driven.press("enter")
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("enter", "9", "enter")
        text = driven.session.text
        driven.app.exit()
    async with open_editor("new.json") as driven:
        assert "new.json was left with unsaved work" in driven.shown()
        await driven.press("r")
        assert driven.session.text == text
        assert "new.json ●" in first_row(driven)
        assert not (tmp_path / "new.json").exists()
        await driven.press("ctrl+s")
        assert (tmp_path / "new.json").read_text() == text


async def test_a_service_without_a_name_is_recovered_at_the_start(write, open_editor, tmp_path):
    guard = Guard(Session.new(None, "{}", "json"))
    guard.hold()
    guard.session.edit([TextEdit(1, 1, '"metadata": {}')], "Change")
    guard.close()
    async with open_editor(None) as driven:
        assert "A new service without a name was left" in driven.shown()
        await driven.press("r")
        assert driven.session.text == '{"metadata": {}}'
        await driven.pilot.press("ctrl+q", "d")
        await driven.pilot.pause()
    async with open_editor(None) as driven:
        assert "was left" not in driven.shown()


async def test_a_state_that_cannot_be_kept_is_told_once_and_editing_goes_on(write, open_editor, tmp_path, monkeypatch):
    path = write()
    (tmp_path / "blocker").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "blocker"))
    async with open_editor() as driven:
        for _ in range(3):
            driven.screen.look_at_disk()
        told = [each.message for each in driven.app._notifications if "outlive a crash" in each.message]
        assert len(told) == 1
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("plus", "ctrl+s")
        assert json.loads(path.read_text())["metadata"]["instance"] == 2


# -- two editors


async def test_a_second_editor_may_read(write, open_editor):
    path = write()
    async with open_editor() as first:
        driven_app = EasuiApp(Session.open(str(path)))
        async with driven_app.run_test(size=(120, 36)) as pilot:
            second = type(first)(driven_app, pilot)
            await second.checked()
            assert "is open in another editor: process" in second.shown()
            await second.press("o")
            assert "read-only" in first_row(second)
            assert second.session.read_only
        assert not first.session.read_only


async def test_a_second_editor_may_leave(write, open_editor):
    path = write()
    async with open_editor():
        app = EasuiApp(Session.open(str(path)))
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.press("escape")
            await pilot.pause()
            assert app.return_code == 0
            assert not app.is_running


async def test_saving_under_a_name_that_another_editor_has_is_refused(write, open_editor):
    write()
    other = write(name="other.json")
    guard = Guard(Session.open(str(other)))
    guard.hold()
    async with open_editor() as driven:
        driven.screen.action_save_as()
        await driven.pilot.pause()
        await driven.press("ctrl+u", *"other.json", "enter")
        assert "open in another editor" in driven.shown()
    guard.close()


# -- somebody else changes the file


async def test_a_change_on_the_disk_is_noted_and_nothing_is_taken_unasked(write, open_editor):
    path = write()
    before = path.read_text()
    async with open_editor() as driven:
        path.write_text(changed(path))
        driven.screen.look_at_disk()
        await driven.checked()
        assert driven.session.text == before
        assert "changed on disk" in first_row(driven)
        assert "●" in first_row(driven)
        await driven.press("ctrl+s")
        assert "reload" in driven.shown()
        await driven.press("r")
        assert driven.session.text == path.read_text() != before
        assert "●" not in first_row(driven)
        await driven.press("ctrl+z")
        assert driven.session.text == before


async def test_a_change_on_the_disk_is_noted_beside_unsaved_work(write, open_editor):
    path = write()
    async with open_editor() as driven:
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("plus")
        mine = driven.session.text
        path.write_text(changed(path))
        driven.screen.look_at_disk()
        await driven.checked()
        assert "changed on disk" in first_row(driven)
        assert driven.session.text == mine
        path.write_text(mine)
        driven.screen.look_at_disk()
        await driven.checked()
        assert "changed on disk" not in first_row(driven)
        assert "●" not in first_row(driven)


async def test_merging_on_save_takes_both_changes_as_one_step(write, open_editor):
    path = write()
    async with open_editor() as driven:
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("plus")
        mine = driven.session.text
        path.write_text(changed(path))
        theirs = path.read_text()
        await driven.press("ctrl+s")
        assert all(words in driven.shown() for words in ("overwrite", "reload", "merge", "keep editing"))
        await driven.press("m")
        assert path.read_text() == theirs
        assert driven.session.text == mine.replace("demo", "other")
        assert "●" in first_row(driven)
        await driven.press("ctrl+z")
        assert driven.session.text == mine
        await driven.press("ctrl+y", "ctrl+s")
        assert path.read_text() == mine.replace("demo", "other")


@pytest.mark.parametrize(("key", "instance"), [("y", 2), ("d", 5), ("escape", None)])
async def test_a_conflict_is_asked(write, open_editor, key, instance):
    path = write()
    async with open_editor() as driven:
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("plus")
        mine = driven.session.text
        path.write_text(changed(path, '"instance": 1', '"instance": 5').replace("demo", "other"))
        await driven.press("ctrl+s", "m")
        assert "1 place was changed here and on the disk" in driven.shown()
        await driven.press(key)
        if instance is None:
            assert driven.session.text == mine
        else:
            metadata = driven.session.document.value()["metadata"]
            assert (metadata["name"], metadata["instance"]) == ("other", instance)


# -- several files


async def open_beside(driven, name: str) -> None:
    driven.app.files.open(name)
    await driven.checked()


async def test_files_open_beside_each_other_and_stay_as_they_are(write, open_editor):
    write()
    write({"metadata": {"name": "second"}}, name="b.json")
    async with open_editor() as driven:
        driven.screen.action_go_to_field("containers[0].port")
        await driven.press("f6")
        first = driven.screen
        await open_beside(driven, "b.json")
        assert driven.session.path == "b.json"
        assert "│ service.json" in first_row(driven)
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("plus")
        assert "b.json ●" in first_row(driven)
        await driven.press("ctrl+pagedown")
        assert driven.screen is first
        assert driven.screen.panes.active == "text"
        assert driven.screen.editor.path == ("containers", 0, "port")
        assert "│ b.json*" in first_row(driven)
        assert "●" not in first_row(driven)
        await driven.pilot.click("#title", offset=(first_row(driven).index("b.json*") + 1, 0))
        await driven.checked()
        assert driven.session.path == "b.json"
        await driven.press("ctrl+pageup", "ctrl+pageup")
        assert driven.session.path == "b.json"
        await driven.press("ctrl+p")
        await driven.type("go to service.json")
        await driven.press("enter")
        assert driven.screen is first
        await open_beside(driven, "b.json")
        assert len(driven.app.files) == 2, "it was open already"
        assert driven.session.path == "b.json"


async def test_a_file_is_found_by_typing_completing_and_choosing(write, open_editor, tmp_path):
    write()
    (tmp_path / "services").mkdir()
    write({"metadata": {"name": "second"}}, name="services/chat.json")
    async with open_editor() as driven:
        await driven.press("ctrl+p")
        await driven.type("open a file")
        await driven.press("enter")
        assert "Esc back" in driven.shown()
        await driven.press("escape")
        assert driven.app.screen is driven.screen
        driven.screen.action_open_file()
        await driven.checked()
        await driven.press("s", "tab", "down", "enter")
        assert "chat.json" in driven.shown()
        await driven.press("enter")
        assert driven.session.path == "services/chat.json"
        driven.screen.action_open_file()
        await driven.checked()
        await driven.press(*"no", "enter")
        assert "does not exist" in driven.shown()


async def test_a_file_is_closed_after_a_question(write, open_editor):
    write()
    other = write({"metadata": {"name": "second"}}, name="b.json")
    before = other.read_text()
    async with open_editor() as driven:
        await open_beside(driven, "b.json")
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("plus")
        driven.screen.action_close_file()
        await driven.checked()
        assert "b.json has unsaved changes" in driven.shown()
        await driven.press("escape")
        assert driven.session.path == "b.json"
        driven.screen.action_close_file()
        await driven.checked()
        await driven.press("d")
        assert driven.session.path == "service.json"
        assert driven.screen.query_one(TitleLine).others == ()
        assert other.read_text() == before
        await driven.pilot.press("ctrl+q")
        await driven.pilot.pause()
        assert not driven.app.is_running


@pytest.mark.parametrize(("key", "saved", "ended"), [("s", True, True), ("d", False, True), ("escape", False, False)])
async def test_quitting_asks_for_all_files_at_once(write, open_editor, key, saved, ended):
    one = write()
    two = write({"metadata": {"name": "second"}}, name="b.json")
    before = one.read_text(), two.read_text()
    async with open_editor() as driven:
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("plus")
        await open_beside(driven, "b.json")
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("enter", "3", "enter", "ctrl+q")
        assert "service.json and b.json have unsaved changes" in driven.shown()
        await driven.pilot.press(key)
        await driven.pilot.pause(0.1)
        assert driven.app.is_running != ended
    now = one.read_text(), two.read_text()
    assert (now[0] != before[0], now[1] != before[1]) == (saved, saved)


async def test_saving_all_stops_where_a_file_asks(write, open_editor):
    one = write()
    two = write({"metadata": {"name": "second"}}, name="b.json")
    async with open_editor() as driven:
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("plus")
        await open_beside(driven, "b.json")
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("enter", "3", "enter")
        one.write_text(changed(one))
        theirs = one.read_text()
        await driven.press("ctrl+q", "s")
        assert driven.app.is_running
        assert driven.session.path == "service.json"
        assert "was changed on the disk" in driven.shown()
        assert one.read_text() == theirs
        assert "3" not in two.read_text()


async def test_a_new_service_begins_beside_open_files(write, open_editor):
    path = write()
    async with open_editor(offset=path.read_text().index("8000")) as driven:
        driven.screen.action_new_file()
        await driven.checked()
        await driven.press("escape")
        assert driven.app.screen is driven.screen
        driven.app.post_message(StartScreen.Chosen(text="{}"))
        await driven.checked()
        assert (driven.session.path, driven.session.text) == (None, "{}")
        assert "│ service.json" in first_row(driven)


async def test_a_missing_file_keeps_its_name_beside_others(write, open_editor):
    write(name="b.json")
    async with open_editor("new.json", others=[Session.open("b.json")]) as driven:
        await driven.press("enter")
        assert driven.session.path == "new.json"
        assert "│ b.json" in first_row(driven)
        await driven.press("ctrl+pagedown")
        assert driven.session.path == "b.json"


async def test_what_is_opened_is_remembered(write, open_editor, tmp_path):
    path = write()
    async with open_editor() as driven:
        driven.screen.action_save_as()
        await driven.pilot.pause()
        await driven.press("ctrl+u", *"copy.json", "enter")
    assert recent_files() == [str(tmp_path / "copy.json"), str(path)]


async def test_what_looks_from_time_to_time_does_nothing_once_the_parts_of_a_screen_are_gone(write, open_editor):
    write()
    async with open_editor() as driven:
        screen = driven.screen
        await screen.query("*").remove()
        driven.app._prune(screen)
        screen.keep_typed()
        screen.look_at_disk()
