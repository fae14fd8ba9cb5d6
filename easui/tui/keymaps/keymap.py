"""A key map: for names of actions the keys that call them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from textual.binding import Binding

from easui.tui.keymaps.key_names import character

NO_KEY = "no_key"
"""The key of a binding that has none now, but may get one from a key map; no terminal sends it."""

_TYPED = " typed"


class KeyMap(NamedTuple):
    """Keys by the ids of bindings, each a list with commas in between; an id that is not there has its own keys."""

    name: str = "default"
    keys: Mapping[str, str] = {}

    def of(self, binding: Binding) -> list[str]:
        """The keys in force for a binding, as it stands in a table or after `with_characters_last`."""
        id = (binding.id or "").removesuffix(_TYPED)
        keys = self.keys.get(id, binding.key)
        return [key.strip() for key in keys.split(",") if key.strip() != NO_KEY]

    def for_textual(self) -> dict[str, str]:
        """The map as `App.set_keymap` takes it, with characters apart from keys that type nothing."""
        result: dict[str, str] = {}
        for id, keys in self.keys.items():
            if "." in id:
                result[id] = keys
            else:
                result[id], result[id + _TYPED] = _apart(keys.split(","))
        return result


DEFAULT = KeyMap()


def with_characters_last(table: Iterable[Binding]) -> list[Binding]:
    """The bindings of a table, those with priority taken apart.

    A key that types nothing goes before whatever has the focus; a character must not, or it could not be typed. Each
    binding gets its part for both, since key maps may move it from one kind of key to the other. Ids of panes, which
    have their keys only while they have the focus, hold a dot; those of such a table hold none.
    """
    result: list[Binding] = []
    for binding in table:
        if binding.priority and binding.id is not None:
            firm, typed = _apart(binding.key.split(","))
            result.append(dataclasses.replace(binding, key=firm))
            result.append(dataclasses.replace(binding, key=typed, id=binding.id + _TYPED, priority=False))
        else:
            result.append(binding)
    return result


def _apart(keys: Iterable[str]) -> tuple[str, str]:
    """Keys that type nothing, and those that type a character."""
    keys = [key.strip() for key in keys]
    firm = [key for key in keys if character(key) is None and key != NO_KEY]
    typed = [key for key in keys if character(key) is not None]
    return ",".join(firm) or NO_KEY, ",".join(typed) or NO_KEY
