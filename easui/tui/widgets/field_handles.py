"""What can be clicked in a row of the form: the steps of a number, the screen of a field, the state of a switch."""

from __future__ import annotations

from typing import Any

from rich.style import Style
from rich.text import Text
from textual import events

from easui.document import Scalar
from easui.tui.model.field_widgets import opens_screen, widget_of
from easui.tui.model.form_row import FormRow
from easui.tui.model.steps import is_number

_ACTION = "handle"


def end_handles(row: FormRow, style: Style) -> Text:
    """What stands at the end of a row: `− +` of a number that is set, `▾` of a field with a screen."""
    if row.kind != "value":
        return Text()
    if opens_screen(row.field):
        return _handle("▾", "open", style)
    if widget_of(row.field) == "number" and is_number(_value(row)):
        return Text(" ").join((_handle("−", "down", style), _handle("+", "up", style)))
    return Text()


def switch(row: FormRow, style: Style) -> Text:
    """What stands before a boolean, set or by default; nothing where the default is not known."""
    if row.kind != "value" or row.field is None or "boolean" not in row.field.types:
        return Text()
    value = _value(row) if row.found is not None else row.field.default
    return _handle("◉" if value else "○", "toggle", style) + Text(" ") if isinstance(value, bool) else Text()


def clicked(event: events.Click) -> str:
    """The action of the handle that was clicked; empty beside all of them."""
    return str(event.style.meta.get(_ACTION, ""))


def _handle(sign: str, action: str, style: Style) -> Text:
    return Text.assemble((sign, style + Style(meta={_ACTION: action})))


def _value(row: FormRow) -> Any:
    node = row.found.node if row.found else None
    return node.value if isinstance(node, Scalar) else None
