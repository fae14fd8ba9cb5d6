"""Colours of a terminal, or none; nothing is told by colour alone."""

from __future__ import annotations

_RESET = "\x1b[0m"
_REPLICAS = ("36", "35", "34", "32", "33", "96", "95", "94")


class Ink:
    """Paints words when `color` is on and leaves them alone when it is off."""

    __slots__ = ("color",)

    def __init__(self, color: bool = False) -> None:
        self.color = color

    def strong(self, text: str) -> str:
        """Text that stands out."""
        return self._paint("1", text)

    def quiet(self, text: str) -> str:
        """Text that steps back."""
        return self._paint("2", text)

    def good(self, text: str) -> str:
        """What is as it should be."""
        return self._paint("1;32", text)

    def bad(self, text: str) -> str:
        """What is wrong."""
        return self._paint("1;31", text)

    def alert(self, text: str) -> str:
        """What deserves a look."""
        return self._paint("33", text)

    def accent(self, text: str) -> str:
        """Something that can be typed: a parameter, a name; and what charts draw."""
        return self._paint("36", text)

    def replica(self, number: int, text: str) -> str:
        """What belongs to a replica, by its number on a card."""
        return self._paint(_REPLICAS[number % len(_REPLICAS)], text)

    def _paint(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}{_RESET}" if self.color and text else text
