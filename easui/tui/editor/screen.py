"""The editor's screen: the panes, with all that can be done in them."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from easui.tui.editor.file_actions import FileActions
from easui.tui.editor.find_actions import FindActions
from easui.tui.editor.keys import EDITOR_KEYS
from easui.tui.editor.page_actions import PageActions
from easui.tui.editor.place_actions import PlaceActions
from easui.tui.editor.problem_actions import ProblemActions


class EditorScreen(FileActions, FindActions, PageActions, PlaceActions, ProblemActions):
    """Edits one session; each base brings the actions of one subject."""

    BINDINGS: ClassVar[list[BindingType]] = [*EDITOR_KEYS]
