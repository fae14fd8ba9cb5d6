"""Names of keys: as Textual has them, as users may write them, and which of them type something."""

from __future__ import annotations

import string

from textual.keys import _character_to_key

_CHARACTERS = {_character_to_key(char): char for char in string.ascii_letters + string.digits + string.punctuation} | {
    "space": " "
}
_SPECIAL = {
    "enter", "tab", "escape", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown", "up", "down",
    "left", "right", *(f"f{number}" for number in range(1, 25)),
}  # fmt: skip
_MODIFIERS = ("ctrl", "alt", "shift", "super", "hyper", "meta")
_NEEDED = {
    "enter", "tab", "shift+tab", "escape", "backspace", "delete", "home", "end", "pageup", "pagedown", "up", "down",
    "left", "right", "ctrl+i", "ctrl+m", "ctrl+h",
}  # fmt: skip


def character(key: str) -> str | None:
    """What a key types, or None for one that types nothing."""
    return key if len(key) == 1 else _CHARACTERS.get(key)


def is_needed(key: str) -> bool:
    """Whether a key has a meaning while something is typed or a list is open, so that no action may take it everywhere.

    Terminals cannot tell some keys with Ctrl from Enter, Tab and Backspace.
    """
    return key in _NEEDED


def key_meant(text: str) -> str | None:
    """The key that a user's text such as `Ctrl+S`, `?` or `f6` means, as Textual names it; None for no key."""
    *modifiers, key = [text] if len(text) == 1 else [part.strip() for part in text.split("+")]
    if len(key) == 1:
        named = _character_to_key(key)
    else:
        named = key.lower()
        if named not in _SPECIAL and named not in _CHARACTERS:
            return None
    modifiers = [each.lower() for each in modifiers]
    if not key or any(each not in _MODIFIERS for each in modifiers):
        return None
    if modifiers and len(named) == 1:
        named = named.lower()
    return "+".join([*sorted(modifiers, key=_MODIFIERS.index), named])
