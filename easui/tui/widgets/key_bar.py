"""The last row: the keys of the moment, made from the bindings in force."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import ActiveBinding, Binding
from textual.widget import Widget

from easui.tui.keymaps.key_names import character
from easui.tui.keymaps.keymap import NO_KEY
from easui.tui.widgets.part_style import part_style

_NAMES = {"escape": "Esc", "enter": "⏎", "tab": "⇥", "space": "Space", "delete": "Del", "left": "←", "right": "→",
          "up": "↑", "down": "↓", "pageup": "PgUp", "pagedown": "PgDn"}  # fmt: skip

_GAP = "  "

_HELP = "help"
"""The action that shows all keys."""


def key_name(binding: Binding) -> str:
    """A key as people write it, short: `^S`, `⇧F6`, `F1`."""
    if binding.key_display:
        return binding.key_display
    *modifiers, key = binding.key.split("+")
    signs = "".join({"ctrl": "^", "shift": "⇧", "alt": "⌥"}.get(each, each) for each in modifiers)
    name = _key_name(key)
    return signs + (name.upper() if modifiers and len(name) == 1 else name)


def long_key_name(key: str) -> str:
    """A key as a sentence names it: `Ctrl+S`, `Shift+F6`."""
    parts = [_key_name(part) for part in key.split("+")]
    if len(parts) > 1 and len(parts[-1]) == 1:
        parts[-1] = parts[-1].upper()
    return "+".join(parts)


def _key_name(key: str) -> str:
    return _NAMES.get(key) or character(key) or key.capitalize()


class KeyBar(Widget):
    """Keys with what they do, those of the focused widget first; what finds no room is left to the help screen.

    The key of the help has room in any case.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key", "keys--words"}

    def __init__(self, order: Sequence[str] = (), *, id: str | None = None) -> None:
        """`order` holds the actions of the screen, the most important first."""
        super().__init__(id=id)
        self._order = order
        self._places: list[tuple[int, ActiveBinding]] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _: object) -> None:
        self.refresh()

    def render(self) -> Text:
        words, keys = part_style(self, "keys--words"), part_style(self, "keys--key")
        items = [
            (active, Text.assemble((key_name(active.binding), keys), (f" {active.binding.description}", words)))
            for active in self._shown()
        ]
        while len(items) > 1 and sum(item.cell_len + len(_GAP) for _, item in items) > self.size.width:
            items.pop(-2 if items[-1][0].binding.action == _HELP else -1)
        line = Text(" ")
        self._places = []
        for active, item in items:
            line.append_text(item)
            self._places.append((line.cell_len, active))
            line.append(_GAP)
        return line

    async def on_click(self, event: events.Click) -> None:
        """A click does what the key does."""
        for end, active in self._places:
            if event.x < end:
                await self.app.run_action(active.binding.action, active.node)
                return

    def _shown(self) -> list[ActiveBinding]:
        """Each action once; those of the focused widget come first."""
        found: dict[str, ActiveBinding] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show and active.enabled and self._works(active.binding.key):
                found.setdefault(active.binding.action, active)
        return sorted(found.values(), key=self._rank)

    def _works(self, key: str) -> bool:
        """Whether a key reaches its binding: some actions have none, and characters go to what is being typed into."""
        focused = self.screen.focused
        typed = character(key)
        return key != NO_KEY and not (typed and focused is not None and focused.check_consume_key(key, typed))

    def _rank(self, active: ActiveBinding) -> tuple[bool, int]:
        shared = active.node in (self.screen, self.app)
        own = [each.action for each in type(active.node).BINDINGS if isinstance(each, Binding)]
        order = self._order if shared and active.binding.action in self._order else own
        action = active.binding.action
        return shared, order.index(action) if action in order else len(order)
