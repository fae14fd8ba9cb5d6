"""Key maps: what their files may say, and what the keys do then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from easui.tui.keymaps.files import read_keymap, user_file
from easui.tui.keymaps.key_names import key_meant
from easui.tui.keymaps.known import keymap_named, known_names
from easui.workspace.preferences import Preferences, PreferencesFile
from tests.tui.conftest import Open

Written = Callable[[str], Path]


@pytest.fixture
def own() -> Written:
    """Writes the user's own key map, and chooses it for the next start."""

    def write(text: str) -> Path:
        path = Path(user_file())
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        assert PreferencesFile().save(Preferences(keymap="user"))
        return path

    return write


@pytest.fixture
def vim() -> None:
    """Chooses the key map in the manner of vim for the next start."""
    assert PreferencesFile().save(Preferences(keymap="vim"))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Ctrl+S", "ctrl+s"), ("?", "question_mark"), ("F6", "f6"), ("G", "G"), ("+", "plus"), ("shift+F6", "shift+f6"),
        ("question_mark", "question_mark"), ("ctrl+foo", None), ("", None), ("hyp+x", None), ("control s", None),
    ],
)  # fmt: skip
def test_keys_are_understood_as_people_write_them(text: str, key: str | None) -> None:
    assert key_meant(text) == key


@pytest.mark.parametrize("name", ["default", "vim"])
def test_the_key_maps_that_come_with_easui_are_sound(name: str) -> None:
    read = read_keymap(name, known_names())
    assert read.keymap.name == name
    assert not read.faults


def test_what_is_wrong_is_said_with_its_place_and_the_rest_counts(own: Written) -> None:
    path = own(
        'base = "emacs"\n'
        "colours = 1\n"
        "[keys]\n"
        'sav = "ctrl+w"\n'
        'undo = "ctrl+foo, u"\n'
        'find = "enter"\n'
        'docs = "f5"\n'
        "redo = 3\n"
        '"form.unset" = "j"\n'
    )
    keymap, faults = keymap_named("user")
    assert keymap.keys == {"undo": "u"}
    places = [fault.removeprefix(f"{path}:").split(": ", 1) for fault in faults]
    assert [place.split(":")[0] for place, _ in places] == ["1", "2", "4", "5", "6", "7", "8", "9"]
    said = " ".join(words for _, words in places)
    assert "did you mean `save`?" in said
    assert "`ctrl+foo` is not a key" in said
    assert "`enter` is needed wherever something is typed" in said
    assert "`f5` is the key of `why` already" in said
    assert "`j` is the key of `list.down` already" in said


def test_two_actions_may_change_their_keys(own: Written) -> None:
    own('[keys]\nwhy = "f12"\ndocs = "f5"\n')
    assert keymap_named("user") == (read_keymap("user", known_names()).keymap, [])


def test_where_something_is_typed_no_action_takes_a_character(own: Written) -> None:
    own('[keys]\n"picker.order" = "o"\n"find.case" = "c"\n"line.take" = "ctrl+w"\n"dry-run.play" = "p"\n')
    keymap, faults = keymap_named("user")
    assert keymap.keys == {"line.take": "ctrl+w", "dry-run.play": "p"}
    assert [fault.partition("types something")[1] for fault in faults] == ["types something"] * 2


def test_keys_of_overlays_and_of_the_editor_do_not_meet(own: Written) -> None:
    own('[keys]\n"picker.mem" = "ctrl+s"\n"picker.price" = "ctrl+o"\n')
    keymap, faults = keymap_named("user")
    assert keymap.keys == {"picker.mem": "ctrl+s"}
    assert "`ctrl+o` is the key of `picker.order` already" in faults[0]


async def test_tables_and_the_dry_run_have_keys_of_the_users_own(
    write: Callable[..., Path], open_editor: Open, own: Written
) -> None:
    write()
    own('[keys]\n"picker.gpu" = "ctrl+k"\n"search.back" = "ctrl+b"\n"dry-run.back" = "ctrl+b"\n')
    async with open_editor() as driven:
        driven.screen.go_to_path(("cloud", "computing", "instances", 0, "type"))
        await driven.press("ctrl+e")
        assert "^K GPU any" in driven.shown()
        await driven.press("ctrl+g")
        assert "^K GPU any" in driven.shown()
        await driven.press("ctrl+k")
        assert "^K GPU none" in driven.shown()
        await driven.press("ctrl+b")
        assert driven.app.screen is driven.screen
        await driven.press("ctrl+r")
        assert driven.screen.query_one("#dry-run").has_focus_within
        await driven.press("ctrl+b")
        assert driven.screen.panes.active == "form"


def test_a_file_that_is_no_toml_leaves_the_default_keys(own: Written) -> None:
    path = own("[keys\n")
    keymap, faults = keymap_named("user")
    assert keymap.name == "default"
    assert len(faults) == 1
    assert f"{path}:1:" in faults[0]


async def test_a_key_of_the_users_own_does_the_same_and_is_shown(
    write: Callable[..., Path], open_editor: Open, own: Written
) -> None:
    path = write()
    own('base = "vim"\n[keys]\nsave = "ctrl+w"\n')
    async with open_editor() as driven:
        await driven.press("x", "ctrl+s")
        assert driven.session.dirty
        assert "^W Save" in driven.shown()
        await driven.press("ctrl+w")
        assert not driven.session.dirty
        await driven.pilot.resize_terminal(40, 10)
        await driven.pilot.pause()
        assert "Ctrl+W saves, Ctrl+Q quits." in driven.shown()
        await driven.pilot.resize_terminal(120, 36)
        await driven.press("f1")
        assert "Ctrl+W" in driven.shown()
        assert "Ctrl+S " not in driven.shown().partition("Everywhere")[2]
    assert '"name"' not in path.read_text()


async def test_a_broken_key_map_is_told_when_the_editor_starts(
    write: Callable[..., Path], open_editor: Open, own: Written
) -> None:
    write()
    own('[keys]\nsav = "ctrl+w"\n')
    async with open_editor() as driven:
        assert "`sav` is not an action" in "".join(each.message for each in driven.app._notifications)


@pytest.mark.usefixtures("vim")
async def test_the_keys_of_vim_work_in_lists_and_type_where_something_is_typed(
    write: Callable[..., Path], open_editor: Open
) -> None:
    write()
    async with open_editor() as driven:
        before = driven.session.text
        await driven.press("x")
        assert driven.session.text != before
        await driven.press("u")
        assert driven.session.text == before
        await driven.press("ctrl+r")
        assert driven.session.text != before
        await driven.press("u", "G", "g", "i")
        await driven.type("u:x?")
        await driven.press("enter")
        assert '"name": "u:x?"' in driven.session.text
        await driven.press("f6", "u")
        assert driven.session.text.count("u:x?") == 1
        assert driven.session.text.count("u") == before.count("u") + 2
        await driven.press("f6", "colon")
        assert "Palette" in driven.shown()
