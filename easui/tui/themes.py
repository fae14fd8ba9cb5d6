"""The colours of the editor: quiet, with one accent; red and amber are for problems alone.

Each theme fills the same roles. Beside those of Textual: `quiet` and `faint` for words that stand back, `cursor` for
the row under the cursor of the list in focus and `cursor-idle` for that of any other, `selected` for selected text,
`string` and `number` for values in the text. The styles beside some of them are for terminals whose colours nobody
knows.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.theme import Theme

_DARK = Theme(
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
    variables={
        "border": "#3d6d8c",
        "border-blurred": "#2a333e",
        "quiet": "#8f97a1",
        "faint": "#7a828c",
        "cursor": "#25394a",
        "cursor-idle": "#1e252e",
        "selected": "#2d4b61",
        "string": "#b5c99a",
        "number": "#d8a9e0",
    },
)

_LIGHT = Theme(
    name="easui-light",
    primary="#1c6a97",
    secondary="#5b6b7f",
    accent="#1c6a97",
    foreground="#1f2933",
    background="#fafbfc",
    surface="#f3f5f7",
    panel="#e7ebf0",
    success="#2c7547",
    warning="#8f5600",
    error="#b92b2b",
    dark=False,
    variables={
        "border": "#7fadc8",
        "border-blurred": "#cdd5de",
        "quiet": "#596673",
        "faint": "#6b7784",
        "cursor": "#cfe3ef",
        "cursor-idle": "#e7ebf0",
        "selected": "#b9d7e8",
        "string": "#3f6f21",
        "number": "#7a3e9d",
    },
)

_CONTRAST = Theme(
    name="easui-contrast",
    primary="#6fd3ff",
    secondary="#ffffff",
    accent="#6fd3ff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    success="#7dff9a",
    warning="#ffd60a",
    error="#ff9a90",
    dark=True,
    variables={
        "border": "#ffffff",
        "border-blurred": "#8a8a8a",
        "quiet": "#d0d0d0",
        "faint": "#bdbdbd",
        "cursor": "#00507a",
        "cursor-idle": "#202020",
        "selected": "#00507a",
        "string": "#d5f5a5",
        "number": "#f0c0ff",
        "cursor-style": "bold",
    },
)

_TERMINAL = Theme(
    name="easui-terminal",
    primary="ansi_cyan",
    secondary="ansi_default",
    accent="ansi_cyan",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    success="ansi_green",
    warning="ansi_yellow",
    error="ansi_red",
    dark=True,
    ansi=True,
    variables={
        "border": "ansi_cyan",
        "border-blurred": "ansi_bright_black",
        "quiet": "ansi_default",
        "faint": "ansi_default",
        "cursor": "ansi_default",
        "cursor-idle": "ansi_default",
        "selected": "ansi_default",
        "string": "ansi_green",
        "number": "ansi_magenta",
        "quiet-style": "dim",
        "cursor-style": "reverse",
        "cursor-idle-style": "bold",
        "selected-style": "reverse",
        "line-style": "underline",
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "ansi_cyan",
        "input-selection-foreground": "ansi_black",
        "scrollbar": "ansi_bright_black",
        "scrollbar-background": "ansi_default",
        "panel-lighten-1": "ansi_bright_black",
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
    },
)

_ROLES = {
    "cursor-style": "none", "cursor-idle-style": "none", "quiet-style": "none", "selected-style": "none",
    "line-style": "none",
}  # fmt: skip


class KnownTheme(NamedTuple):
    """A theme, and what it is called."""

    theme: Theme
    title: str


THEMES: tuple[KnownTheme, ...] = (
    KnownTheme(_DARK, "dark"),
    KnownTheme(_LIGHT, "light"),
    KnownTheme(_CONTRAST, "high contrast"),
    KnownTheme(_TERMINAL, "the terminal's own colours"),
)

DARK = _DARK


def role_defaults() -> dict[str, str]:
    """What the roles are in a theme that does not name them, such as one of Textual's own."""
    return _ROLES | dict(_DARK.variables)
