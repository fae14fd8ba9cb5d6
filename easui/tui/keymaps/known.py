"""What has keys that a key map can change: the editor's own table and those of its panes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from textual.binding import Binding, BindingType

from easui.document.display import visible
from easui.tui.dry_run.pane import DryRunPane
from easui.tui.editor.keys import EDITOR_KEYS
from easui.tui.keymaps.files import read_keymap
from easui.tui.keymaps.keymap import DEFAULT, KeyMap
from easui.tui.pickers.picker import Picker
from easui.tui.screens.go_to import GoTo
from easui.tui.screens.searched_list import SearchedList
from easui.tui.text.text_pane import TextPane
from easui.tui.widgets.field_editor import FieldEditor
from easui.tui.widgets.find_bar import FindBar
from easui.tui.widgets.form_rows_pane import FormRowsPane
from easui.tui.widgets.problems_pane import ProblemsPane
from easui.tui.widgets.row_list import RowList
from easui.tui.widgets.sections_pane import SectionsPane
from easui.workspace import BadSettings, Unreadable

_WITH_KEYS = (
    RowList, SectionsPane, FormRowsPane, ProblemsPane, DryRunPane, TextPane, FieldEditor, FindBar, SearchedList, GoTo,
    Picker,
)  # fmt: skip


@cache
def known_names() -> dict[str, str]:
    """Names of all actions with keys, each with its keys by default."""
    tables: list[Sequence[BindingType]] = [EDITOR_KEYS, *(kind.BINDINGS for kind in _WITH_KEYS)]
    return {
        each.id: each.key for table in tables for each in table if isinstance(each, Binding) and each.id is not None
    }


def keymap_named(name: str) -> tuple[KeyMap, list[str]]:
    """A key map, and what is wrong with it in lines; where it cannot be read, the default one."""
    try:
        read = read_keymap(name, known_names())
    except (BadSettings, Unreadable) as error:
        return DEFAULT, [f"The key map is not used: {visible(str(error).splitlines()[0])}"]
    return read.keymap, [f"{fault}{'; ' + fault.help if fault.help else ''}" for fault in read.faults]
