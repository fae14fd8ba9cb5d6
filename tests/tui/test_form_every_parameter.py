"""Every parameter of the schema can be found, set, unset and undone in the form; the text is right each time."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

from textual import events

from easui.document import format_path
from easui.knowledge import EACH, Field
from easui.tui.model.finding import canonical_fields

Steps = tuple[str | int, ...]

BEGIN = {"labels": {"team": "search"}}
"""Where each parameter is set; it stays as it is."""

_BY_TYPE: dict[str, Any] = {"string": "plain", "integer": 3, "number": 2.5, "boolean": True}


def settable() -> Iterator[tuple[Field, Steps, Any]]:
    """Each field that holds a value itself, with its place in the form and a value; of lists the first item."""
    for field in canonical_fields():
        place = tuple(0 if step == EACH else step for step in field.path)
        if field.types[0] == "array":
            if field.item is not None and "object" not in field.item.types:
                yield field, (*place, 0), _sample(field.item, (field.examples or [[]])[0])
        elif field.types[0] != "object":
            yield field, place, _sample(field, field.examples)
        elif field.free_form and not field.properties and not field.open_fields:
            yield field, (*place, "key"), "plain"


def _sample(field: Field, examples: list[Any]) -> Any:
    """A value that is none of the defaults where that can be helped."""
    if field.types == ("boolean",):
        return not field.default
    known = [*examples, *field.enum, *field.examples, *(_BY_TYPE[kind] for kind in field.types if kind in _BY_TYPE)]
    scalars = [value for value in known if not isinstance(value, dict | list)]
    return next((value for value in scalars if value != field.default), scalars[0])


def _with(place: Steps, value: Any) -> Any:
    """What the whole service says when nothing but one parameter is added to it."""
    whole: Any = value
    for step in reversed(place):
        whole = [whole] if isinstance(step, int) else {step: whole}
    return {**BEGIN, **whole}


def _typed(place: Steps, value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return f"key = {text}" if place[-1] == "key" else text


class Form:
    """The form, driven by keys."""

    def __init__(self, driven: Any) -> None:
        self.driven = driven

    @property
    def text(self) -> str:
        return str(self.driven.session.text)

    async def paste(self, text: str) -> None:
        self.driven.app.post_message(events.Paste(text))
        await self.driven.app.keys.all_settled()

    async def find(self, field: Field, place: Steps) -> None:
        """Filter by the name; the field comes first, and Enter goes to it."""
        await self.driven.strike("ctrl+f")
        await self.paste(format_path(field.path))
        await self.driven.strike("enter")
        assert self.driven.screen.form.row.path == tuple(place[: len(field.path)])
        if len(place) > len(field.path):
            await self.driven.strike("a")
            assert self.driven.screen.form.is_editing

    async def enter(self, text: str) -> None:
        if not self.driven.screen.form.is_editing:
            await self.driven.strike("enter")
        await self.paste(text)
        await self.driven.strike("enter")

    async def try_out(self, field: Field, place: Steps, value: Any) -> AsyncIterator[str]:
        """Set, undo, redo, unset, undo; what goes wrong."""
        before = self.text
        await self.find(field, place)
        await self.enter(_typed(place, value))
        after = self.text
        if json.loads(after) != _with(place, value):
            yield f"set to {value!r} the text is {after}"
            return
        if self.driven.screen.editor.path != place:
            yield f"the cursor went to {format_path(self.driven.screen.editor.path)}"
        for key, expected in (("ctrl+z", before), ("ctrl+y", after), ("delete", before), ("ctrl+z", after)):
            await self.driven.strike(key)
            if self.text != expected:
                yield f"after {key} the text is {self.text}"
                return

    async def start_afresh(self) -> None:
        if self.driven.screen.form.is_editing:
            await self.driven.strike("escape")
        while self.driven.session.undo():
            pass


async def test_every_parameter_can_be_found_set_unset_and_undone(write, open_editor):
    write(BEGIN)
    wrong: list[str] = []
    async with open_editor() as driven:
        form = Form(driven)
        with driven.app.batch_update():  # painting would take most of the time
            for field, place, value in settable():
                wrong += [f"{format_path(place)}: {words}" async for words in form.try_out(field, place, value)]
                await form.start_afresh()
    assert not wrong, "\n".join(wrong)
