"""Key maps from files: those that come with easui, and the user's own `keymap.toml`.

base = "vim"

[keys]
save = "ctrl+s, ctrl+w"
"form.unset" = "x"
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple

from easui.document import Document, Object, Scalar, Span
from easui.document.json_parser import Tree
from easui.tui.keymaps.key_names import character, is_needed, key_meant
from easui.tui.keymaps.keymap import DEFAULT, KeyMap
from easui.workspace.files import read_source
from easui.workspace.settings_fault import BadSettings, SettingsFault, fault_at
from easui.workspace.toml_tree import BadToml, parse_toml

USER = "user"
"""The name of the user's own key map."""

INCLUDED = (DEFAULT.name, "vim")
"""Names of the key maps that come with easui."""

_TYPED_INTO = ("text", "line", "find", "search", "picker")
"""Parts of the screen that have their keys while something is typed."""

_OVERLAYS = ("search", "picker")
"""Parts that lie over the editor, whose keys mean nothing there."""

Names = Mapping[str, str]
"""What a key map may name, each with its keys by default; names with a dot are of a pane, which is before the dot."""


class ReadKeyMap(NamedTuple):
    """A key map, and what is wrong in its file; what is right there counts all the same."""

    keymap: KeyMap
    faults: tuple[SettingsFault, ...] = ()


def user_file() -> str:
    """The path of the user's own key map, whether it is there or not."""
    from platformdirs import user_config_path

    return str(user_config_path("easui") / "keymap.toml")


def read_keymap(name: str, names: Names) -> ReadKeyMap:
    """A key map by its name. Raises `Unreadable`, and `BadSettings` where its file is no TOML."""
    if name == USER:
        return _read(user_file(), USER, names)
    if name in INCLUDED and name != DEFAULT.name:
        return _read(os.path.join(os.path.dirname(__file__), f"{name}.toml"), name, names)
    return ReadKeyMap(DEFAULT)


def _read(file: str, name: str, names: Names) -> ReadKeyMap:
    text = read_source(file).text
    try:
        document = parse_toml(text)
    except BadToml as error:
        empty = Document(text, "json", Tree(None, (), ()), False)
        raise BadSettings(fault_at(file, empty, error.span, str(error))) from error
    return _Reader(file, document, names).read(name)


class _Reader:
    """Reads one file, and collects what is wrong."""

    def __init__(self, file: str, document: Document, names: Names) -> None:
        self._file = file
        self._document = document
        self._names = names
        self._faults: list[SettingsFault] = []
        self._keys: dict[str, str] = {}

    def read(self, name: str) -> ReadKeyMap:
        root = self._document.root
        table: Object | None = None
        for member in root.members if isinstance(root, Object) else ():
            if member.key.name == "base":
                self._take_base(member.value)
            elif member.key.name == "keys" and isinstance(member.value, Object):
                table = member.value
            else:
                self._fault(member.key, f"`{member.key.name}` means nothing here", "there are `base` and `[keys]`")
        for member in table.members if table else ():
            self._take(member.key.name, member.key, member.value)
        return ReadKeyMap(KeyMap(name, self._keys), tuple(self._faults))

    def _take_base(self, node: object) -> None:
        base = node.value if isinstance(node, Scalar) else None
        if base not in INCLUDED:
            self._fault(node, "this is not a key map that comes with easui", "there are `default` and `vim`")
        else:
            self._keys = dict(read_keymap(str(base), self._names).keymap.keys)

    def _take(self, name: str, key: object, node: object) -> None:
        if name not in self._names:
            self._fault(key, f"`{name}` is not an action with keys", self._meant(name))
            return
        if not isinstance(node, Scalar) or not isinstance(node.value, str):
            self._fault(node, f"the keys of `{name}` are not a text", 'write them as `"ctrl+s, f2"`')
            return
        keys = [meant for text in node.value.split(",") if (meant := self._key(name, text.strip(), node))]
        if keys:
            self._keys[name] = ",".join(keys)

    def _key(self, name: str, text: str, node: Scalar) -> str | None:
        key = key_meant(text)
        if key is None:
            self._fault(node, f"`{text}` is not a key", "keys are such as `ctrl+s`, `f6`, `x` or `question_mark`")
        elif _pane(name) in _TYPED_INTO and character(key) is not None:
            self._fault(node, f"`{text}` types something where `{name}` has its keys", "take one with Ctrl or Alt")
        elif "." not in name and is_needed(key):
            self._fault(node, f"`{text}` is needed wherever something is typed or chosen")
        elif (other := self._taken(name, key)) is not None:
            self._fault(node, f"`{text}` is the key of `{other}` already", f"give `{other}` another one above")
        else:
            return key
        return None

    def _taken(self, name: str, key: str) -> str | None:
        """Another action that has a key in the same part of the screen."""
        if key in self._names[name].split(","):
            return None
        for other, own in self._names.items():
            if other != name and key in self._keys.get(other, own).split(",") and _meet(name, other, key):
                return other
        return None

    def _meant(self, name: str) -> str:
        from easui.structure.names import near
        from easui.structure.words import either, quoted

        guesses = near(name, list(self._names))[:2]
        if guesses:
            return f"did you mean {either(quoted(guesses))}?"
        return "names are such as `save`, `next-pane` and `form.unset`"

    def _fault(self, node: object, message: str, help: str = "") -> None:
        start, end = getattr(node, "start", 0), getattr(node, "end", 0)
        self._faults.append(fault_at(self._file, self._document, Span(start, end), message, help))


def _meet(name: str, other: str, key: str) -> bool:
    """Whether a key for two actions would leave one of them without."""
    pane, other_pane = _pane(name), _pane(other)
    if pane == other_pane:
        return True
    if pane in _OVERLAYS or other_pane in _OVERLAYS:
        return pane in _OVERLAYS and other_pane in _OVERLAYS
    if not pane or not other_pane:
        # Characters are for the pane in focus first; other keys are for the editor first.
        return character(key) is None
    return "list" in (pane, other_pane)


def _pane(name: str) -> str:
    return name.partition(".")[0] if "." in name else ""
