"""The help page, made from the bindings themselves so that it is always right."""

from __future__ import annotations

from textual.binding import Binding
from textual.dom import DOMNode

from easui.tui.keymaps import DEFAULT, KeyMap
from easui.tui.model.prose import Passage
from easui.tui.widgets.key_bar import long_key_name

_INTRODUCTION = (
    "Sections at the left, the fields of one section beside them, the file itself below: all show the same place. "
    "Move in any of them and the others follow. Whatever you change, Ctrl+Z takes it back; nothing is written before "
    "Ctrl+S."
)

_TEXT_KEYS = {
    "Tab": "Indent as the file does; after a completion, the next place to fill in",
    "↑, ↓, ⏎": "In the list of what may be written: choose and take; Esc closes it",
    "Shift+arrows": "Select",
    "Ctrl+C, Ctrl+X, Ctrl+V": "Copy, cut, paste",
    "Ctrl+K, Ctrl+U": "Delete to the end or start of the line",
}

_SENT_BY_TERMINALS = ("F16", "F18", "F20", "Ctrl+@")
"""What terminals send for Shift+F4, Shift+F6, Shift+F8 and Ctrl+Space; nobody has such keys."""

_WIDEST = 18
"""Cells of the widest column of keys; what several long ones do stands further right."""


def help_page(keymap: KeyMap, *classes: type[DOMNode]) -> list[Passage]:
    """What the keys of a key map do, a part for each class that has some."""
    passages = [Passage("text", _INTRODUCTION)]
    if keymap.name != DEFAULT.name:
        passages.append(Passage("quiet", f"The keys of the key map `{keymap.name}`; Settings… in the palette chooses."))
    for kind in classes:
        keys = _keys(keymap, kind)
        title = getattr(kind, "HELP_TITLE", "") or "Everywhere"
        if title == "Text":
            keys |= _TEXT_KEYS
        if keys:
            passages.append(Passage("heading", title))
            width = min(max(len(key) for key in keys), _WIDEST)
            passages += [Passage("value", words, key.ljust(width)) for key, words in keys.items()]
    passages.append(Passage("heading", "Marks"))
    marks = {"●": "not saved", "✖": "error", "▲": "warning", "ℹ": "information", "⚡": "F4 can fix it"}
    passages += [Passage("value", words, mark) for mark, words in marks.items()]
    return passages


def _keys(keymap: KeyMap, kind: type[DOMNode]) -> dict[str, str]:
    """Keys by what they do, in the order of the bindings; several keys for the same stand together."""
    by_words: dict[str, list[str]] = {}
    for binding in kind.__dict__.get("BINDINGS", ()):
        if isinstance(binding, Binding):
            names = [long_key_name(key) for key in keymap.of(binding)]
            words = f"{binding.description} · {binding.tooltip}" if binding.tooltip else binding.description
            known = by_words.setdefault(words, [])
            known += [name for name in names if name not in known and name not in _SENT_BY_TERMINALS]
    return {" or ".join(keys): words for words, keys in by_words.items() if keys}


def _words(binding: Binding) -> str:
    """What a key does, by its name and in a few words more."""
    name = binding.description.rstrip("…")
    return f"{name}: {binding.tooltip[0].lower()}{binding.tooltip[1:]}" if binding.tooltip else name
