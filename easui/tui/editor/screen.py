"""The editor's screen: the panes, with all that can be done in them."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from easui.tui.editor.compare_actions import CompareActions
from easui.tui.editor.completion_actions import CompletionActions
from easui.tui.editor.copy_actions import CopyActions
from easui.tui.editor.cure_actions import CureActions
from easui.tui.editor.dry_run_actions import DryRunActions
from easui.tui.editor.dry_run_input_actions import DryRunInputActions
from easui.tui.editor.file_actions import FileActions
from easui.tui.editor.find_actions import FindActions
from easui.tui.editor.habit_actions import HabitActions
from easui.tui.editor.hover_actions import HoverActions
from easui.tui.editor.keys import EDITOR_KEYS
from easui.tui.editor.page_actions import PageActions
from easui.tui.editor.picker_actions import PickerActions
from easui.tui.editor.place_actions import PlaceActions
from easui.tui.editor.problem_actions import ProblemActions
from easui.tui.editor.several_actions import SeveralActions
from easui.tui.editor.structure_actions import StructureActions
from easui.tui.editor.text_actions import TextActions
from easui.tui.keymaps import with_characters_last


class EditorScreen(
    CompareActions,
    CompletionActions,
    CopyActions,
    CureActions,
    DryRunActions,
    DryRunInputActions,
    FileActions,
    FindActions,
    HabitActions,
    HoverActions,
    PageActions,
    PickerActions,
    PlaceActions,
    ProblemActions,
    SeveralActions,
    StructureActions,
    TextActions,
):
    """Edits one session; each base brings the actions of one subject."""

    BINDINGS: ClassVar[list[BindingType]] = [*with_characters_last(EDITOR_KEYS)]
