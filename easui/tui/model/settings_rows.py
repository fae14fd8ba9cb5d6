"""What the settings screen shows: what the user chose for the editor, and what counts for the file that is open."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import NamedTuple

from easui.document import format_path
from easui.tui.keymaps.files import INCLUDED, USER, user_file
from easui.tui.model.layout import OPTIONAL, Layout
from easui.tui.themes import THEMES
from easui.workspace import BadSettings, Configuration, SettingsFiles, Unreadable
from easui.workspace.files import shown
from easui.workspace.preferences import Preferences

_KEYMAP_TITLES = {"default": "default", "vim": "in the manner of vim", USER: "your own"}
_PANES = {"sections": "Sections", "docs": "Docs", "text": "Text", "problems": "Problems"}


class Option(NamedTuple):
    """One of the values of a choice: what is remembered, and what it is called."""

    value: str
    title: str


class SettingRow(NamedTuple):
    """A row: a heading, a fact to read, or a choice, which has a name, options and the index of the one that counts."""

    title: str
    value: str = ""
    about: str = ""
    name: str = ""
    options: tuple[Option, ...] = ()
    chosen: int = 0
    heading: bool = False

    def option(self, step: int) -> Option:
        """The option that is some steps further, going round."""
        return self.options[(self.chosen + step) % len(self.options)]


def preference_rows(preferences: Preferences, layout: Layout) -> list[SettingRow]:
    """What the user chose for the editor."""
    themes = tuple(Option(known.theme.name, known.title) for known in THEMES)
    keymaps = tuple(Option(name, _KEYMAP_TITLES[name]) for name in _keymaps(preferences.keymap))
    off_on = (Option("", "no"), Option("yes", "yes"))
    own = f"your own is {user_file()}" if os.path.isfile(user_file()) else f"your own would be {user_file()}"
    rows = [
        SettingRow("Editor, remembered for the next time", heading=True),
        _choice("theme", "Theme", themes, preferences.theme, "NO_COLOR in the environment leaves greys"),
        _choice("keymap", "Key map", keymaps, preferences.keymap, own),
        _choice("backup", "Keep a copy", off_on, "yes" if preferences.backup else "", "the file as it was, as NAME~"),
    ]
    for pane in OPTIONAL:
        about = "F9 makes panes wider and higher" if pane == OPTIONAL[0] else ""
        value = "" if pane in layout.hidden else "yes"
        rows.append(
            _choice(
                f"pane {pane}", f"{_PANES[pane]} pane", (Option("", "hidden"), Option("yes", "shown")), value, about
            )
        )
    return rows


def file_rows(path: str | None) -> list[SettingRow]:
    """The settings that count for a file; where they come from stands first."""
    rows = [SettingRow("This file, from the settings of its folder", heading=True)]
    if path is None:
        return [*rows, SettingRow("Settings file", "none", "a service that is not saved yet has no folder")]
    try:
        configuration = SettingsFiles().of(path)
    except (BadSettings, Unreadable) as error:
        return [*rows, SettingRow("Settings file", "not used", str(error).splitlines()[0])]
    if not configuration.file:
        return [
            *rows,
            SettingRow("Settings file", "none", "easui.toml beside the file, or in a folder above, would count"),
        ]
    return [*rows, SettingRow("Settings file", shown(configuration.file)), *_facts(configuration, path)]


def _facts(configuration: Configuration, path: str) -> list[SettingRow]:
    lint = configuration.for_file(path)
    levels = [f"{code} {level.word if level else 'off'}" for code, level in lint.severity.items()]
    accepted = [f"{each.code} at {format_path(each.path) or 'any place'}" for each in lint.accepted]
    additions = [*lint.additions.instance_types, *lint.additions.images]
    said = {
        "Rules": (lint.select, "all but those that are asked for by name"),
        "and rules": (lint.extend_select, ""),
        "Rules left out": (lint.ignore, "none"),
        "Severities": (levels, "as the rules have them"),
        "Accepted findings": (accepted, "none"),
        "Policies": ([policy.name for policy in lint.policies], "none"),
        "Region": ([lint.region] if lint.region else [], "as the file says"),
        "Known beside the catalogs": (additions, "nothing"),
        "Inventory": ([shown(configuration.inventory)] if configuration.inventory else [], "none"),
        "Scenario": ([shown(configuration.scenario)] if configuration.scenario else [], "none"),
    }
    return [
        SettingRow(title, _listed(values) or otherwise)
        for title, (values, otherwise) in said.items()
        if values or otherwise
    ]


def _choice(name: str, title: str, options: tuple[Option, ...], value: str, about: str) -> SettingRow:
    chosen = next((index for index, option in enumerate(options) if option.value == value), 0)
    return SettingRow(title, options[chosen].title, about, name, options, chosen)


def _keymaps(current: str) -> list[str]:
    has_own = current == USER or os.path.isfile(user_file())
    return [*INCLUDED, USER] if has_own else [*INCLUDED]


def _listed(values: Sequence[str]) -> str:
    return ", ".join(values)
