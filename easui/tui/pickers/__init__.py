"""Screens of single fields: tables of machines, images, processors and regions to pick from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.screen import ModalScreen

from easui.knowledge import Field
from easui.tui.model.field_widgets import WidgetKind

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


Opener = Callable[[Request], ModalScreen[Any]]


def _picker(kind: WidgetKind) -> Opener:
    def opened(request: Request) -> ModalScreen[Any]:
        from easui.tui.pickers.catalogs import TABLES
        from easui.tui.pickers.picker import Picker

        return Picker(TABLES[kind](request), request.typed)

    return opened


_SCREENS: dict[WidgetKind, Opener] = {
    kind: _picker(kind) for kind in ("instance-type", "image", "processor", "card", "region", "endpoint")
}
"""How the screen of each kind is made; each opener imports what only its screen needs."""


def screen_for(kind: WidgetKind, request: Request) -> ModalScreen[Any]:
    """The screen of a kind that has one; it answers with the value, or None when the user wants none of it."""
    return _SCREENS[kind](request)
