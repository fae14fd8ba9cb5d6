"""The last row: the keys of the moment, made from the bindings in force."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import App
from textual.binding import Binding
from textual.widget import Widget

_NAMES = {"escape": "Esc", "enter": "⏎", "tab": "⇥", "space": "Space", "delete": "Del", "question_mark": "?",
          "slash": "/", "full_stop": ".", "plus": "+", "minus": "-", "left": "←", "right": "→", "up": "↑", "down": "↓",
          "right_square_bracket": "]", "left_square_bracket": "["}  # fmt: skip


def key_name(binding: Binding) -> str:
    """A key as people write it, short: `^S`, `⇧F6`, `F1`."""
    if binding.key_display:
        return binding.key_display
    *modifiers, key = binding.key.split("+") if binding.key != "+" else [binding.key]
    signs = "".join({"ctrl": "^", "shift": "⇧", "alt": "⌥"}.get(each, each) for each in modifiers)
    return signs + _NAMES.get(key, key.upper() if len(key) <= 3 else key)


def long_key_name(key: str) -> str:
    """A key as a sentence names it: `Ctrl+S`, `Shift+F6`."""
    parts = [_NAMES.get(part, part.capitalize() if len(part) > 1 else part) for part in key.split("+")]
    if len(parts) > 1 and len(parts[-1]) == 1:
        parts[-1] = parts[-1].upper()
    return "+".join(parts)


class KeyBar(Widget):
    """Keys with what they do, those of the focused widget first; what finds no room is left to the help screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key", "keys--words"}

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _: object) -> None:
        self.refresh()

    def render(self) -> Text:
        words = self.get_component_rich_style("keys--words", partial=True)
        keys = self.get_component_rich_style("keys--key", partial=True)
        line = Text(" ")
        for binding, action in self._shown():
            click = Style(meta={"@click": action})
            item = Text.assemble((key_name(binding), keys + click), (f" {binding.description}", words + click))
            if line.cell_len + item.cell_len + 2 > self.size.width:
                break
            line.append_text(item)
            line.append("  ")
        return line

    def _shown(self) -> list[tuple[Binding, str]]:
        app: App[object] = self.app
        found: dict[str, tuple[Binding, str]] = {}
        own: list[str] = []
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if not binding.show or not active.enabled or binding.action in found:
                continue
            found[binding.action] = (binding, binding.action)
            if active.node is not self.screen and active.node is not app:
                own.append(binding.action)
        return [found[each] for each in own] + [found[each] for each in found if each not in own]
