"""A monkey at the editor: keys, clicks, pastes, other sizes of the terminal and other hands on the file, by chance."""

from __future__ import annotations

import json
import random
from collections.abc import Awaitable, Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from textual import events
from textual.geometry import Size

from easui.knowledge import EACH
from easui.tui.editor.keys import EDITOR_KEYS, NO_KEY
from easui.tui.editor.screen import EditorScreen
from easui.tui.model.finding import canonical_fields
from easui.workspace import Session
from easui.workspace.journal import leftovers
from easui.workspace.state import file_key

EXAMPLES = Path(__file__).parents[2] / "examples"

TYPED = [*'abz01 {}[]",:.-+/?xhjklgGedrsonpi', "space", "你"]
MOVES = [
    "enter", "tab", "shift+tab", "escape", "backspace", "delete", "up", "down", "left", "right", "home", "end",
    "pageup", "pagedown", "shift+down", "shift+up", "ctrl+k", "ctrl+u", "ctrl+x", "ctrl+v", "ctrl+e", "f2", "alt+up",
    "alt+down", "ctrl+a",
]  # fmt: skip
BOUND = [key.strip() for binding in EDITOR_KEYS for key in binding.key.split(",")]
KEYS = [*TYPED, *MOVES, *MOVES, *(key for key in BOUND if key not in ("ctrl+q", NO_KEY))]
"""All but leaving; the more often a key is pressed in life, the more often it stands here."""

OVERLAYS = [
    ("ctrl+p",), ("ctrl+d",), ("ctrl+o",), ("f1",), ("f3",), ("ctrl+r",), ("ctrl+f",), ("f5",), ("ctrl+space",),
    ("ctrl+p", *"settings", "enter"), ("ctrl+p", *"fix all", "enter"), ("ctrl+p", *"replace", "enter"),
    ("ctrl+p", *"compare", "enter"), ("ctrl+p", *"open a file", "enter"), ("ctrl+p", *"new service", "enter"),
    ("ctrl+p", *"go to", "enter"), ("ctrl+f", *"script", "enter", "ctrl+e"), ("ctrl+f", *"image", "enter", "ctrl+e"),
    ("ctrl+f", *"type", "enter", "ctrl+e"), ("ctrl+f", *"schedule", "enter", "ctrl+e"),
    ("ctrl+f", *"processor", "enter", "ctrl+e"),
]  # fmt: skip
"""Ways into what lies over the editor."""

PASTED = [
    '{"a": [1, 2, {"b": null}]}', "\r\n\t", "x\x1b[31m\x07\x00", "\u202eabc\u2066", "👩‍👩‍👧", "e\u0301" * 5, "[" * 300,
    "变量\u3000", '"', "\u2028\x85\x0c", "- a: 1\n  b: 2\n", "/* x", "// y\n", "9" * 400,
]  # fmt: skip

SIZES = [(120, 36), (80, 24), (60, 15), (59, 14), (20, 5), (300, 100), (100, 20), (1, 1)]

Act = Callable[[], Awaitable[str]]


class Monkey:
    """Acts on a driven editor, and checks after each act that the text is the one that is shown."""

    def __init__(self, driven: Any, chance: random.Random, file: Path, *, changes_disk: bool = False) -> None:
        self.driven = driven
        self.chance = chance
        self.file = file
        self.done: list[str] = []
        self._acts: list[Act] = [self._press] * 60 + [self._click] * 12 + [self._overlay] * 4
        self._acts += [self._paste, self._paste, self._scroll, self._move, self._resize, self._rest]
        self._acts += [self._change_disk] * (2 if changes_disk else 0)

    async def act(self, count: int) -> None:
        """Do something so many times, until the editor is left."""
        for _ in range(count):
            did = await self.chance.choice(self._acts)()
            self.done = [*self.done[-14:], did]
            assert self.driven.app._exception is None, self.done
            if self.is_over:
                return
            self.check()

    @property
    def is_over(self) -> bool:
        """Whether the editor was left."""
        app = self.driven.app
        return app._exit or not any(isinstance(screen, EditorScreen) for screen in app.screen_stack)

    def check(self) -> None:
        """What is shown of the file in sight is its text, line by line."""
        screen, session = self.driven.screen, self.driven.session
        shown = screen.text.document
        assert shown.text == session.text, self.done
        ends = session.text.replace("\r\n", "\n")
        if all(len(line) <= 2_000 for line in ends.split("\n")):
            drawn = sum(len(screen.text.get_line(row).plain) for row in range(shown.line_count))
            assert drawn + shown.line_count - 1 == len(ends), self.done
        assert 0 <= screen.editor.offset <= len(session.text), self.done

    # -- what it does

    async def _press(self) -> str:
        key = self.chance.choice(KEYS)
        await self.driven.strike(key)
        return key

    async def _overlay(self) -> str:
        keys = self.chance.choice(OVERLAYS)
        await self.driven.strike(*keys)
        return " ".join(keys)

    async def _paste(self) -> str:
        text = self.chance.choice(PASTED)
        self.driven.app.post_message(events.Paste(text))
        await self.driven.app.keys.all_settled()
        return f"paste {text!r}"

    def _place(self) -> tuple[int, int]:
        width, height = self.driven.app.size
        return self.chance.randrange(width), self.chance.randrange(max(height - 1, 1))  # the last row leaves

    async def _click(self) -> str:
        place = self._place()
        times = self.chance.choice([1, 1, 1, 2, 3])
        await self.driven.pilot.click(offset=place, times=times)
        await self.driven.app.keys.all_settled()
        return f"{times} clicks at {place}"

    async def _move(self) -> str:
        place = self._place()
        await self.driven.pilot.hover(offset=place)
        return f"hover at {place}"

    async def _scroll(self) -> str:
        x, y = place = self._place()
        kind = self.chance.choice([events.MouseScrollDown, events.MouseScrollUp])
        for _ in range(3):
            self.driven.app.screen._forward_event(kind(None, x, y, 0, 1, 0, False, False, False, x, y))
        await self.driven.pilot.pause()
        return f"{kind.__name__} at {place}"

    async def _resize(self) -> str:
        size = self.chance.choice(SIZES)
        self.driven.app.post_message(events.Resize(Size(*size), Size(*size)))
        await self.driven.pilot.resize_terminal(*size)
        return f"resize to {size}"

    async def _rest(self) -> str:
        await self.driven.checked()
        return "rest"

    async def _change_disk(self) -> str:
        text = self.file.read_bytes().decode() if self.file.exists() else "{}"
        at = self.chance.randrange(len(text) + 1)
        how = self.chance.choice(["insert", "cut", "delete file", "same", "replace"])
        if how == "delete file":
            self.file.unlink(missing_ok=True)
        else:
            changed = {"insert": text[:at] + " " + text[at:], "cut": text[:at], "same": text, "replace": "{}\n"}[how]
            self.file.write_bytes(changed.encode())
        if not self.is_over:
            self.driven.screen.look_at_disk()
        return f"{how} on the disk"


def journal_text(session: Session) -> str | None:
    """What the journal of a session's file holds; None when there is none."""
    found = leftovers(file_key(str(session.path)))
    return found[0].entry.text if found else None


# -- files


def example(name: str) -> str:
    return (EXAMPLES / name).read_bytes().decode()


def lists_and_depth() -> str:
    """A service with lists, wide characters, CRLF and a deep place in one file."""
    deep: Any = 1
    for _ in range(40):
        deep = [deep]
    variables = [{"name": f"变量_{number}", "value": "值" * number} for number in range(30)]
    config = {"metadata": {"name": "模型", "instance": 2}, "containers": [{"env": variables}], "unknown": deep}
    return json.dumps(config, indent="\t", ensure_ascii=False).replace("\n", "\r\n")


def every_field() -> Any:
    """A service with a value for every parameter that holds one itself."""
    config: Any = {}
    for field in canonical_fields():
        if field.types[0] in ("object", "array") or len(field.path) > 6:
            continue
        values = [each for each in (*field.examples, *field.enum, 3) if not isinstance(each, dict | list)]
        _put(config, field.path, values[0])
    return config


def _put(inside: Any, path: Sequence[Any], value: Any) -> None:
    for step, following in pairwise(path):
        new: Any = [] if following == EACH else {}
        if step == EACH:
            inside.extend([new] if not inside else [])
            inside = inside[0]
        else:
            inside = inside.setdefault(step, new)
        if not isinstance(inside, list if following == EACH else dict):
            return
    if path[-1] == EACH:
        inside.append(value)
    else:
        inside.setdefault(path[-1], value)


STRANGE = {
    "metadata": {"name": "a\x1b[31m\x07\x00\x9b", "instance": 1, "workspace_id": "\u202e\u2066rtl\u200f"},
    "containers": [
        {
            "image": "👩‍👩‍👧‍👦:e\u0301e\u0301\u0301\u0301",
            "script": "echo '\ttab'\r\n\x1b]0;title\x07 🇨🇳 \u200b\ufeff",
            "env": [{"name": "\u2028\u2029\x85\x0c", "value": "[bold red]not markup[/] [@click=app.bell]x[/]"}],
        }
    ],
    "[red]k[/red]\x1b": {"\u202e": "ﷺ" * 20, "": None, "変": "ｱ\uff9e" * 30},
}
"""Names and values with what terminals, markup and column counting may stumble over."""


def files_of_all_kinds() -> dict[str, str]:
    """Texts by the name of their file, whose ending says the language; the first word says what is in it."""
    import yaml

    whole = every_field()
    return {
        "chat.json": example("llm-chat.json"),
        "broken.json": example("broken.json"),
        "lists.json": lists_and_depth(),
        "comments.jsonc": example("elastic-pool.jsonc"),
        "whole.json": json.dumps(whole, indent=2) + "\n",
        "plain.yaml": yaml.safe_dump(json.loads(example("llm-chat.json")), allow_unicode=True, sort_keys=False),
        "whole.yml": yaml.safe_dump(whole, allow_unicode=True),
        "strange.json": json.dumps(STRANGE, ensure_ascii=False, indent=1),
        "raw.jsonc": "{\x1b // \u202e\n\t'\x01': [1,,\x0c 2 /* \u2028 */\r \"\x07" + "\u0301" * 40,
        "empty.json": "",
        "line.json": json.dumps({"metadata": {"name": "a" * 5_000}, "x": list(range(900))}),
    }
