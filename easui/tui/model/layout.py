"""How the panes share the screen: which are hidden, and how much each gets, in cells for a screen of any size."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

OPTIONAL = ("sections", "docs", "text", "problems")
"""Panes that can be hidden; the form always stays."""

_AT_FIRST = {"sections": (26, 0.12), "docs": (38, 0.2), "problems": (46, 0.3)}
"""Cells on a screen of usual width, and shares of a very wide one."""

_LEAST = {"sections": 16, "form": 32, "docs": 24, "text": 32, "problems": 24}
_LEAST_ROWS = 6
_LOWER_AT_FIRST = 3 / 7

Shares = Mapping[str, float]
_NONE: Shares = MappingProxyType({})


class Cells(NamedTuple):
    """Sizes in cells; 0 for what is not shown. The form and the text take what is left of their rows."""

    sections: int
    docs: int
    problems: int
    lower: int


class Layout(NamedTuple):
    """What is hidden, and the shares of the screen that were changed."""

    hidden: frozenset[str] = frozenset()
    shares: Shares = _NONE

    def toggled(self, pane: str) -> Layout:
        """With a pane hidden that was shown, or the other way round."""
        return self._replace(hidden=self.hidden ^ {pane}) if pane in OPTIONAL else self

    def with_pane(self, pane: str) -> Layout:
        """With a pane shown."""
        return self._replace(hidden=self.hidden - {pane})

    def cells(self, width: int, height: int) -> Cells:
        """The sizes on a screen with so many cells for panes; none gets less than it needs while there is room."""
        upper = [pane for pane in ("sections", "docs") if pane not in self.hidden]
        wanted = {pane: max(self._wanted(pane, width), _LEAST[pane]) for pane in upper}
        excess = sum(wanted.values()) + _LEAST["form"] - width
        for pane in sorted(upper, key=lambda each: -wanted[each]):
            given = min(max(excess, 0), wanted[pane] - _LEAST[pane])
            wanted[pane] -= given
            excess -= given
        return Cells(wanted.get("sections", 0), wanted.get("docs", 0), self._problems(width), self._lower(height))

    def resized(self, pane: str, columns: int, rows: int, width: int, height: int) -> Layout:
        """With a pane wider by some columns and higher by some rows, as far as the others allow."""
        now = self.cells(width, height)
        side, sign = self._side(pane)
        wanted: dict[str, float] = {}
        if columns and side:
            wanted[side] = (getattr(now, side) + sign * columns) / width
        if rows and now.lower not in (0, height):
            wanted["lower"] = (now.lower + (rows if pane in ("text", "problems") else -rows)) / height
        after = self._replace(shares={**self.shares, **wanted}).cells(width, height)
        # What did not fit is not kept, or the way back would begin with keys that do nothing.
        fitting = {name: getattr(after, name) / (height if name == "lower" else width) for name in wanted}
        return self._replace(shares={**self.shares, **fitting})

    def _side(self, pane: str) -> tuple[str, int]:
        """The pane whose width changes with that of another one, and in which direction."""
        if pane == "form":
            beside = next((each for each in ("docs", "sections") if each not in self.hidden), "")
            return beside, -1
        if pane in ("text", "problems"):
            both = not {"text", "problems"} & self.hidden
            return ("problems", -1 if pane == "text" else 1) if both else ("", 0)
        return (pane, 1) if pane not in self.hidden else ("", 0)

    def _wanted(self, pane: str, width: int) -> int:
        if pane in self.shares:
            return round(self.shares[pane] * width)
        cells, share = _AT_FIRST[pane]
        return max(cells, round(share * width))

    def _problems(self, width: int) -> int:
        if "problems" in self.hidden:
            return 0
        if "text" in self.hidden:
            return width
        wanted = max(self._wanted("problems", width), _LEAST["problems"])
        return min(wanted, max(width - _LEAST["text"], _LEAST["problems"]))

    def _lower(self, height: int) -> int:
        if {"text", "problems"} <= self.hidden:
            return 0
        wanted = round(self.shares.get("lower", _LOWER_AT_FIRST) * height)
        return max(min(wanted, height - _LEAST_ROWS), min(_LEAST_ROWS, height))
