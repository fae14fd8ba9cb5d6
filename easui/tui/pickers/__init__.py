"""Screens of single fields: tables of machines, images, processors and regions to pick from, and larger editors."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from easui.document import Document, Path, format_path
from easui.knowledge import Field
from easui.tui.model.field_widgets import WidgetKind
from easui.tui.screens.overlay import Overlay

if TYPE_CHECKING:  # the first paint does not wait for it
    from easui.assist.completion.surroundings import Surroundings


class Request(NamedTuple):
    """What a screen is opened for.

    `text` is the value as the line shows it, empty when unset; `typed` what the user had typed over it, if anything.
    """

    field: Field
    text: str
    typed: str
    around: Surroundings


Opener = Callable[[Request], Overlay[Any]]


def _picker(kind: WidgetKind) -> Opener:
    def opened(request: Request) -> Overlay[Any]:
        from easui.tui.pickers.catalogs import TABLES
        from easui.tui.pickers.picker import Picker

        return Picker(TABLES[kind](request), request.typed)

    return opened


def _script(request: Request) -> Overlay[Any]:
    from easui.tui.editors.script_editor import ScriptEditor

    return ScriptEditor(format_path(request.around.path), _string(request), request.field.description)


def _cron(request: Request) -> Overlay[Any]:
    from easui.tui.editors.cron_editor import CronEditor

    zone = _string_at(request.around.document, (*request.around.path[:-1], "TimeZone"))
    return CronEditor(format_path(request.around.path), _string(request), zone or None)


def _string(request: Request) -> str:
    """The text to go on with: what was typed, else the value itself, whose line may show it in quotes."""
    from easui.tui.model.values import NotAValue, typed

    if request.typed and request.typed != request.text:
        try:
            return str(typed(request.typed, request.field))
        except NotAValue:
            return request.typed
    return _string_at(request.around.document, request.around.path)


def _string_at(document: Document, path: Path) -> str:
    from easui.tui.model.places import Places

    return Places(document).text(path)


_SCREENS: dict[WidgetKind, Opener] = {
    **{kind: _picker(kind) for kind in ("instance-type", "image", "processor", "card", "region", "endpoint")},
    "script": _script,
    "cron": _cron,
}
"""How the screen of each kind is made; each opener imports what only its screen needs."""


def screen_for(kind: WidgetKind, request: Request) -> Overlay[Any]:
    """The screen of a kind that has one; it answers with the value, or None when the user wants none of it."""
    return _SCREENS[kind](request)
