"""Key maps: which keys do what, as data that users can change."""

from easui.tui.keymaps.keymap import DEFAULT, KeyMap, with_characters_last

__all__ = ["DEFAULT", "KeyMap", "with_characters_last"]
