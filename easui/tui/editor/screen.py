"""The editor's screen: the panes, with all that can be done in them."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from easui.tui.editor.file_actions import FileActions
from easui.tui.editor.find_actions import FindActions
from easui.tui.editor.keys import EDITOR_KEYS
from easui.tui.editor.page_actions import PageActions
from easui.tui.editor.picker_actions import PickerActions
from easui.tui.editor.place_actions import PlaceActions
from easui.tui.editor.problem_actions import ProblemActions
from easui.tui.keymaps import with_characters_last


class EditorScreen(FileActions, FindActions, PageActions, PickerActions, PlaceActions, ProblemActions):
    """Edits one session; each base brings the actions of one subject."""

    BINDINGS: ClassVar[list[BindingType]] = [*with_characters_last(EDITOR_KEYS)]
