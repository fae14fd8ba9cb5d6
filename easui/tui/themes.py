"""The colours of the editor: quiet, with one accent; red and amber are for problems alone."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="easui-dark",
    primary="#5fa8d3",
    secondary="#7d8ca3",
    accent="#5fa8d3",
    foreground="#d5dbe3",
    background="#12161c",
    surface="#161b22",
    panel="#1e252e",
    success="#7fb685",
    warning="#e0af68",
    error="#ef6f6c",
    dark=True,
    variables={"border": "#3d6d8c", "border-blurred": "#2a333e", "input-selection-background": "#5fa8d3 35%"},
)
