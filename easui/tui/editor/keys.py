"""The keys of the editor and the entries of its palette, in one table."""

from __future__ import annotations

from textual.binding import Binding

from easui.tui.model.commands import Command
from easui.tui.widgets.key_bar import long_key_name

# Terminals send Shift+F6 and Shift+F8 as what Textual calls F18 and F20.
EDITOR_KEYS = [
    Binding("ctrl+s", "save", "Save", priority=True, tooltip="Write the file"),
    Binding("f6", "pane(1)", "Next pane", priority=True, tooltip="Form, text, problems, sections"),
    Binding("shift+f6,f18", "pane(-1)", "Previous pane", show=False, priority=True),
    Binding("f8", "problem(1)", "Next problem", priority=True, tooltip="Errors first, then by place"),
    Binding("shift+f8,f20", "problem(-1)", "Previous problem", show=False, priority=True),
    Binding("f4", "fix", "Fix", priority=True, tooltip="Apply the preferred fix of the problem here"),
    Binding("ctrl+z", "undo", "Undo", priority=True, tooltip="Take the last step back, wherever it was made"),
    Binding("ctrl+y", "redo", "Redo", show=False, priority=True),
    Binding("ctrl+p", "palette", "Palette", priority=True, tooltip="Every action and parameter by name"),
    Binding("f1", "help", "Help", priority=True, tooltip="All keys"),
    Binding("ctrl+f", "find", "Find", priority=True, tooltip="In the text; in the form it filters fields"),
    Binding("f3", "docs", "Docs", priority=True, tooltip="The documentation of this place, large"),
    Binding("f5", "why", "Why", priority=True, tooltip="Why a problem is one"),
    Binding("ctrl+d", "diff", "Diff", priority=True, tooltip="What saving would change on the disk"),
    Binding("ctrl+o", "jump", "Jump", priority=True, tooltip="A letter for each pane"),
    Binding("question_mark", "help", "Help", show=False),
    Binding("slash", "find", "Find", show=False),
    Binding("full_stop", "fix", "Fix", show=False),
    Binding("escape", "back", "Back", show=False),
]

_MORE = [
    Command("Save as…", "save_as", "", "under another name"),
    Command("Reload from disk", "reload", "", "undo brings your text back"),
    Command("Fix all that is safe", "fix_all", "", "as one step"),
    Command("Go to the form", "show_pane('form')"),
    Command("Go to the text", "show_pane('text')"),
    Command("Go to the problems", "show_pane('problems')"),
    Command("Go to the sections", "show_pane('sections')"),
    Command("Theme: dark", "theme('easui-dark')"),
    Command("Theme: light", "theme('textual-light')"),
    Command("Theme: the terminal's own colours", "theme('ansi-dark')"),
    Command("Quit", "quit", "Ctrl+Q"),
]


def commands() -> list[Command]:
    """Everything that can be done, with its keys."""
    entries = [
        Command(binding.description, binding.action, long_key_name(binding.key.split(",")[0]), binding.tooltip)
        for binding in EDITOR_KEYS
        if binding.priority
    ]
    return entries + _MORE
