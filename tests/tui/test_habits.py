"""What users arrange as they like it: themes, panes, settings, and that it is there again the next time."""

from __future__ import annotations

import inspect
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from easui.tui.editor.keys import EDITOR_KEYS, commands
from easui.tui.editor.screen import EditorScreen
from easui.tui.habits import habits_of
from easui.tui.model.layout import Layout
from easui.tui.themes import THEMES
from easui.workspace.preferences import Preferences, PreferencesFile
from easui.workspace.state import state_folder
from tests.tui.conftest import Driven, Open

Write = Callable[..., Path]

NOT_FOR_THE_PALETTE = {
    "back",  # Esc
    "go_to_field",  # typing a parameter's name in the palette offers it
    "go_to_file",  # so does the name of an open file
    "leave",  # quitting does
    "palette",
}
"""Actions of the editor that are no entry of the palette."""

OF_TEXTUAL = {name for base in EditorScreen.__mro__ if base.__module__.startswith("textual") for name in vars(base)}


async def chosen(driven: Driven, words: str) -> None:
    """Do something by its name in the palette."""
    await driven.press("ctrl+p", *words, "enter")


# -- actions and keys


def test_the_palette_holds_every_action() -> None:
    actions = {name.removeprefix("action_") for name in dir(EditorScreen) if name.startswith("action_")}
    own = {name for name in actions if f"action_{name}" not in OF_TEXTUAL or name == "quit"}
    offered = {command.action.partition("(")[0] for command in commands()}
    assert own - offered - NOT_FOR_THE_PALETTE == set()
    assert offered - own == set()


def test_every_key_has_a_name_of_its_own() -> None:
    names = [binding.id for binding in EDITOR_KEYS]
    assert all(names)
    assert len(set(names)) == len(names)


def test_actions_of_the_palette_take_what_it_gives_them() -> None:
    for command in commands():
        name, _, rest = command.action.partition("(")
        signature = inspect.signature(getattr(EditorScreen, f"action_{name}"))
        given = 1 + (len(rest.removesuffix(")").split(",")) if rest.removesuffix(")") else 0)
        signature.bind(*[None] * given)


# -- themes


async def test_a_theme_is_chosen_at_once_and_for_the_next_time(write: Write, open_editor: Open) -> None:
    write()
    async with open_editor() as driven:
        for known in THEMES:
            await chosen(driven, f"theme: {known.title[:6]}")
            assert driven.app.theme == known.theme.name
    async with open_editor() as driven:
        assert driven.app.theme == THEMES[-1].theme.name


def test_the_themes_fill_the_same_roles_and_can_be_read() -> None:
    for known in THEMES:
        theme = known.theme
        if theme.ansi:
            continue
        least = 7.0 if "contrast" in theme.name else 4.5
        words = [theme.foreground, theme.primary, theme.error, theme.warning, theme.success]
        words += [theme.variables[role] for role in ("quiet", "string", "number")]
        for background in (theme.background, theme.panel, theme.variables["cursor-idle"]):
            for color in words:
                assert _contrast(str(color), str(background)) >= least - 0.3, (theme.name, color, background)


def test_the_theme_of_the_terminal_names_no_colour_of_its_own() -> None:
    theme = next(known.theme for known in THEMES if known.theme.ansi)
    colours = [theme.primary, theme.foreground, theme.background, theme.panel, theme.error, theme.warning]
    assert not [each for each in colours if not str(each).startswith("ansi_")]
    assert not [each for each in theme.variables.values() if each.startswith("#")]


# -- panes


async def test_panes_are_hidden_and_shown_and_remembered(write: Write, open_editor: Open) -> None:
    write()
    async with open_editor() as driven:
        await chosen(driven, "hide docs")
        assert not driven.screen.query_one("#docs").display
        await chosen(driven, "hide sections")
        assert not driven.screen.query_one("#sections").display
        assert driven.screen.query_one("#form").size.width > 100
    async with open_editor() as driven:
        assert not driven.screen.query_one("#docs").display
        await chosen(driven, "all panes as they were")
        assert driven.screen.query_one("#docs").display
        assert driven.screen.query_one("#sections").display


async def test_a_hidden_pane_is_left_out_by_f6_and_shown_when_it_is_named(write: Write, open_editor: Open) -> None:
    write()
    async with open_editor() as driven:
        await chosen(driven, "hide text")
        panes = driven.screen.panes
        assert panes.next(1) == "problems"
        await chosen(driven, "go to the text")
        assert panes.active == "text"
        assert driven.screen.query_one("#text").display


async def test_hiding_the_pane_in_focus_leads_to_the_form(write: Write, open_editor: Open) -> None:
    write()
    async with open_editor(pane="text") as driven:
        await chosen(driven, "hide text")
        assert driven.screen.panes.active == "form"
        await driven.press("down", "enter")
        await driven.type("3")
        await driven.press("enter")
        assert '"instance": 3' in driven.session.text


async def test_panes_grow_by_keys_and_keep_their_share(write: Write, open_editor: Open) -> None:
    write()
    async with open_editor() as driven:
        form = driven.screen.query_one("#form")
        before = form.size
        await driven.press("f9", "right", "right", "up", "up", "escape")
        grown = form.size
        assert (grown.width, grown.height) == (before.width + 4, before.height + 2)
    async with open_editor() as driven:
        assert driven.screen.query_one("#form").size == grown
        await driven.pilot.resize_terminal(240, 72)
        await driven.pilot.pause()
        assert driven.screen.query_one("#form").size.width > 1.8 * grown.width


async def test_the_layout_says_its_keys_and_hides_panes(write: Write, open_editor: Open) -> None:
    write()
    async with open_editor() as driven:
        await driven.press("f9")
        for words in ("1 hide sections", "← → width", "↑ ↓ height", "= as at first", "Esc done"):
            assert words in driven.shown()
        await driven.press("2")
        assert "2 show docs" in driven.shown()
        assert not driven.screen.query_one("#docs").display
        await driven.press("equals_sign")
        assert driven.screen.query_one("#docs").display


async def test_the_layout_fits_every_size(write: Write, open_editor: Open) -> None:
    write()
    assert PreferencesFile().save(Preferences(shares={"sections": 0.6, "docs": 0.9, "problems": 0.9, "lower": 0.95}))
    async with open_editor() as driven:
        for size in ((60, 15), (80, 24), (100, 26), (120, 36), (300, 100)):
            await driven.pilot.resize_terminal(*size)
            await driven.pilot.pause()
            for id in ("sections", "form", "docs", "text", "problems"):
                widget = driven.screen.query_one(f"#{id}")
                if widget.region.area:
                    assert driven.screen.region.contains_region(widget.region), (size, id)
            assert driven.screen.query_one("#form").size.width >= 28


async def test_a_window_that_is_too_small_says_so_and_keeps_everything(write: Write, open_editor: Open) -> None:
    path = write()
    async with open_editor(size=(80, 24)) as driven:
        await driven.press("down", "enter")
        await driven.type("12")
        await driven.pilot.resize_terminal(40, 10)
        await driven.pilot.pause()
        assert "easui needs 60x15, this is 40x10" in driven.shown()
        await driven.press("ctrl+s")
        assert '"instance": 12' in path.read_text()
        await driven.pilot.resize_terminal(80, 24)
        await driven.pilot.pause()
        assert "service.json" in driven.shown()
        await driven.press("down")
        assert driven.screen.panes.active == "form"


@pytest.mark.parametrize("width", [100, 120, 200, 300])
@pytest.mark.parametrize("pane", ["sections", "form", "text", "problems"])
def test_panes_stay_legible_however_often_a_key_is_pressed(width: int, pane: str) -> None:
    layout = Layout()
    for columns, rows in ((2, 1), (-2, -1)):
        for _ in range(200):
            layout = layout.resized(pane, columns, rows, width, 34)
        cells = layout.cells(width, 34)
        assert cells.sections >= 16
        assert cells.docs >= 24
        assert width - cells.sections - cells.docs >= 28
        assert 24 <= cells.problems <= width - 32
        assert 6 <= cells.lower <= 28
    assert layout.resized(pane, 2, 1, width, 34).cells(width, 34) != layout.cells(width, 34)


# -- the settings


async def test_the_settings_change_at_once(write: Write, open_editor: Open) -> None:
    path = write()
    async with open_editor() as driven:
        await chosen(driven, "settings")
        assert "‹ dark ›" in driven.shown()
        await driven.press("space")
        assert driven.app.theme == "easui-light"
        await driven.press("left", "down", "right")
        assert habits_of(driven.screen).keymap.name == "vim"
        await driven.press("down", "enter")
        await driven.press("down", "down", "space", "escape")
        assert not driven.screen.query_one("#docs").display
        assert PreferencesFile().load() == Preferences(keymap="vim", backup=True, hidden=("docs",))
        await driven.press("x", "ctrl+s")
        assert path.with_name("service.json~").exists()


async def test_the_settings_show_what_counts_for_the_file(write: Write, open_editor: Open, tmp_path: Path) -> None:
    write()
    (tmp_path / "easui.toml").write_text('ignore = ["EAS104"]\nregion = "cn-beijing"\nseverity = {EAS301 = "off"}\n')
    async with open_editor() as driven:
        await chosen(driven, "settings")
        shown = driven.shown()
        for words in ("easui.toml", "EAS104", "EAS301 off", "cn-beijing"):
            assert words in shown


async def test_settings_that_are_wrong_are_shown_as_wrong(write: Write, open_editor: Open, tmp_path: Path) -> None:
    write()
    (tmp_path / "easui.toml").write_text("ignore = [\n")
    async with open_editor() as driven:
        await chosen(driven, "settings")
        assert "not used" in driven.shown()
        assert "easui.toml:2:1" in driven.shown()


# -- what is remembered


def test_what_is_remembered_is_for_the_user_alone() -> None:
    assert PreferencesFile().save(Preferences(theme="easui-light", shares={"docs": 0.25}))
    assert PreferencesFile().load() == Preferences(theme="easui-light", shares={"docs": 0.25})
    assert stat.S_IMODE(os.stat(state_folder()).st_mode) == 0o700
    assert stat.S_IMODE(os.stat(os.path.join(state_folder(), "preferences.json")).st_mode) == 0o600


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"theme": 3, "hidden": "x", "shares": {"docs": 7, "lower": true}}', "[" * 100_000, "\xff"],
)
def test_what_makes_no_sense_is_as_at_first(text: str) -> None:
    Path(state_folder(), "preferences.json").write_bytes(text.encode("latin-1"))
    assert PreferencesFile().load() == Preferences()


async def test_what_cannot_be_remembered_is_told_once(write: Write, open_editor: Open) -> None:
    write()
    async with open_editor() as driven:
        Path(state_folder(), "preferences.json").mkdir()
        await chosen(driven, "theme: light")
        await chosen(driven, "theme: dark")
        told = [each.message for each in driven.app._notifications if "cannot be remembered" in each.message]
        assert driven.app.theme == "easui-dark"
        assert len(told) == 1


async def test_a_theme_that_is_no_more_does_no_harm(write: Write, open_editor: Open) -> None:
    assert PreferencesFile().save(Preferences(theme="gone", keymap="gone", hidden=("form", "gone")))
    write()
    async with open_editor() as driven:
        assert driven.app.theme == "easui-dark"
        assert driven.screen.query_one("#form").display


# -- the clipboard


async def test_path_and_value_are_copied(write: Write, open_editor: Open) -> None:
    write()
    async with open_editor() as driven:
        await chosen(driven, "copy the path")
        assert driven.app.clipboard == "metadata.name"
        await chosen(driven, "copy the value")
        assert driven.app.clipboard == "demo"


async def test_a_selection_is_copied_and_ctrl_c_alone_says_how_to_quit(write: Write, open_editor: Open) -> None:
    write()
    async with open_editor(pane="text") as driven:
        await driven.press("ctrl+c")
        assert not driven.app._exit
        await driven.press("shift+end", "ctrl+c")
        assert driven.app.clipboard == '"name": "demo",'


def _contrast(one: str, other: str) -> float:
    """The ratio of WCAG."""

    def luminance(color: str) -> float:
        parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
