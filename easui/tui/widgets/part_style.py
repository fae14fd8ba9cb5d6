"""The style of a part of a widget, for text that lies on changing backgrounds."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget


def part_style(widget: Widget, name: str) -> Style:
    """The colour and weight of a component class, its transparency mixed into the colour, without a background."""
    full = widget.get_component_rich_style(name)
    # A part that is not dim says so, or it would be within one that is.
    dim = bool(full.dim)
    return Style(color=full.color, bold=full.bold, italic=full.italic, underline=full.underline, dim=dim)
