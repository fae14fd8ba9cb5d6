"""The keys of the editor and the entries of its palette, in one table."""

from __future__ import annotations

from textual.binding import Binding

from easui.tui.keymaps import DEFAULT, KeyMap
from easui.tui.keymaps.keymap import NO_KEY
from easui.tui.model.commands import Command
from easui.tui.widgets.key_bar import long_key_name

POLICIES = ("eas", "Random", "BestFit", "DotProd", "GpuPacking", "GpuClustering", "FGD")
"""Those of the simulator, which is not imported for their names."""

# A row has an `id`, by which key maps name it; `NO_KEY` is for what is called from the palette unless a key map gives
# it a key. Terminals send Shift+F6 and Shift+F8 as what Textual calls F18 and F20.
EDITOR_KEYS = [
    Binding("ctrl+s", "save", "Save", priority=True, tooltip="Write the file", id="save"),
    Binding("f6", "pane(1)", "Next pane", priority=True, tooltip="Form, text, problems, sections", id="next-pane"),
    Binding("shift+f6,f18", "pane(-1)", "Previous pane", show=False, priority=True, id="previous-pane"),
    Binding(
        "f8", "problem(1)", "Next problem", priority=True, tooltip="Errors first, then by place", id="next-problem"
    ),
    Binding("shift+f8,f20", "problem(-1)", "Previous problem", show=False, priority=True, id="previous-problem"),
    Binding(
        "f4,full_stop", "fix", "Fix", priority=True, tooltip="Apply the preferred fix of the problem here", id="fix"
    ),
    Binding(
        "ctrl+z", "undo", "Undo", priority=True, tooltip="Take the last step back, wherever it was made", id="undo"
    ),
    Binding("ctrl+y", "redo", "Redo", show=False, priority=True, id="redo"),
    Binding(
        "ctrl+r",
        "dry_run",
        "Dry run",
        priority=True,
        tooltip="Does it fit, hold, and what does it cost",
        id="dry-run",
    ),
    Binding("ctrl+p", "palette", "Palette", priority=True, tooltip="Every action and parameter by name", id="palette"),
    Binding("f1,question_mark", "help", "Help", priority=True, tooltip="All keys", id="help"),
    Binding(
        "ctrl+f,slash", "find", "Find", priority=True, tooltip="In the text; in the form it filters fields", id="find"
    ),
    Binding("alt+r", "replace", "Replace…", show=False, priority=True, tooltip="In the text", id="replace"),
    Binding("f3", "docs", "Docs", priority=True, tooltip="The documentation of this place, large", id="docs"),
    Binding("f5", "why", "Why", priority=True, tooltip="Why a problem is one", id="why"),
    Binding("ctrl+d", "diff", "Diff", priority=True, tooltip="What saving would change on the disk", id="diff"),
    Binding("ctrl+o", "jump", "Jump", priority=True, tooltip="A letter for each pane", id="jump"),
    Binding("f9", "layout", "Layout", show=False, priority=True, tooltip="Show, hide and resize panes", id="layout"),
    Binding(
        "ctrl+@,ctrl+space",
        "complete",
        "Complete here",
        key_display="^Space",
        show=False,
        priority=True,
        tooltip="What may be written at the cursor of the text",
        id="complete",
    ),
    Binding(
        "ctrl+g", "go_to", "Go to line or path…", show=False, priority=True, tooltip="12, 12:5, a path", id="go-to"
    ),
    Binding(
        "shift+f4,f16,alt+enter",
        "cures",
        "All fixes here…",
        show=False,
        priority=True,
        tooltip="Cures, comments that accept, other spellings",
        id="cures",
    ),
    Binding(
        "i", "ignore", "Ignore this problem", show=False, priority=True, tooltip="Accept it with a comment", id="ignore"
    ),
    Binding(
        "ctrl+shift+i,alt+shift+f",
        "format",
        "Format",
        show=False,
        priority=True,
        tooltip="The layout of the text, as one step",
        id="format",
    ),
    Binding("escape", "back", "Back", show=False, id="back"),
    Binding(NO_KEY, "save_as", "Save as…", priority=True, tooltip="under another name", id="save-as"),
    Binding(NO_KEY, "reload", "Reload from disk", priority=True, tooltip="undo brings your text back", id="reload"),
    Binding(NO_KEY, "merge", "Merge with the disk", priority=True, tooltip="what changed there and here", id="merge"),
    Binding(NO_KEY, "open_file", "Open a file…", priority=True, tooltip="beside this one", id="open-file"),
    Binding(NO_KEY, "new_file", "New service…", priority=True, tooltip="beside this one", id="new-file"),
    Binding("ctrl+pagedown", "next_file(1)", "Next file", show=False, priority=True, id="next-file"),
    Binding("ctrl+pageup", "next_file(-1)", "Previous file", show=False, priority=True, id="previous-file"),
    Binding(NO_KEY, "close_file", "Close file", priority=True, tooltip="the last one ends easui", id="close-file"),
    Binding(
        NO_KEY,
        "open_field",
        "Open the table or large editor of this field…",
        priority=True,
        tooltip="Ctrl+E in the form",
        id="open-field",
    ),
    Binding(NO_KEY, "compare", "Compare with another file…", priority=True, tooltip="side by side", id="compare"),
    Binding(
        NO_KEY, "fix_all", "Fix all that is safe…", priority=True, tooltip="as one step, after a look", id="fix-all"
    ),
    Binding(NO_KEY, "settings", "Settings…", priority=True, tooltip="theme, key map, panes, rules", id="settings"),
    Binding(NO_KEY, "copy_path", "Copy the path of this field", priority=True, id="copy-path"),
    Binding(NO_KEY, "copy_value", "Copy the value of this field", priority=True, id="copy-value"),
    Binding("ctrl+q", "quit", "Quit", show=False, priority=True, id="quit"),
]

_MORE = [
    Command("Toggle comment", "toggle_comment", "Ctrl+/", "the lines at the cursor of the text"),
    Command("Move line up", "move_line(-1)", "Alt+↑", "what begins on it, in the text"),
    Command("Move line down", "move_line(1)", "Alt+↓", "what begins on it, in the text"),
    Command("Duplicate line", "duplicate_line", "Alt+Shift+↓", "an item of a list, in the text"),
    Command("Add to this list or object…", "change('add')", "a", "of its kinds, to be filled in"),
    Command("Duplicate this item", "change('duplicate')", "d", "in the form"),
    Command("Move this item up", "change('move_up')", "K", "in the form"),
    Command("Move this item down", "change('move_down')", "J", "in the form"),
    Command("Rename this key or item", "change('rename')", "F2", "in the form"),
    Command("Reset this field to its default", "change('reset')", "0", "in the form"),
    Command("Go to the form", "show_pane('form')"),
    Command("Go to the text", "show_pane('text')"),
    Command("Go to the problems", "show_pane('problems')"),
    Command("Go to the sections", "show_pane('sections')"),
    Command("Choose an inventory…", "choose_inventory", "", "machines of the dry run"),
    Command("Choose a scenario…", "choose_scenario", "", "traffic and events of the dry run"),
    Command("Default inventory and scenario", "default_run_files", "", "for the dry run"),
    Command("Export the dry run as a page…", "export_dry_run", "", "maps and charts for a browser"),
    *(Command(f"Policy: {name}", f"policy({name!r})", "", "how the dry run chooses machines") for name in POLICIES),
    Command("Show or hide the sections", "toggle_pane('sections')"),
    Command("Show or hide the docs", "toggle_pane('docs')"),
    Command("Show or hide the text", "toggle_pane('text')"),
    Command("Show or hide the problems", "toggle_pane('problems')"),
    Command("All panes as they were at first", "reset_panes"),
    Command("Theme: dark", "theme('easui-dark')"),
    Command("Theme: light", "theme('easui-light')"),
    Command("Theme: high contrast", "theme('easui-contrast')"),
    Command("Theme: the terminal's own colours", "theme('easui-terminal')"),
]


def commands(keymap: KeyMap = DEFAULT) -> list[Command]:
    """Everything that can be done, with its keys."""
    entries: list[Command] = []
    for binding in EDITOR_KEYS:
        if binding.priority:
            keys = keymap.of(binding)
            key = long_key_name(keys[0]) if keys else ""
            entries.append(Command(binding.description, binding.action, key, binding.tooltip))
    return entries + _MORE


def ways_out(keymap: KeyMap) -> str:
    """The keys with which everybody can leave."""
    keys = {each.id: keymap.of(each)[0] for each in EDITOR_KEYS if each.id in ("save", "quit")}
    return f"{long_key_name(keys['save'])} saves, {long_key_name(keys['quit'])} quits."
