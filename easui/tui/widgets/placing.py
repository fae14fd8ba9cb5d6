"""Where a small window beside a place in the text stands on the screen."""

from __future__ import annotations

from textual.geometry import Offset, Region, Size

_TOP, _BOTTOM = 1, 1
"""The first row tells how the file is, the last one the keys: both stay in sight."""


def placed(anchor: Offset, wish: tuple[int, int], screen: Size) -> Region:
    """The region of a window of a wished width and height that leaves the row of `anchor` in sight.

    It stands below that row; where there is no room for all of it, on the side that has more, and as small as that.
    """
    width = min(wish[0], screen.width)
    below = screen.height - _BOTTOM - (anchor.y + 1)
    above = anchor.y - _TOP
    goes_below = below >= wish[1] or below >= above
    height = max(min(wish[1], below if goes_below else above), 3)
    y = anchor.y + 1 if goes_below else anchor.y - height
    x = min(max(anchor.x, 0), screen.width - width)
    return Region(x, max(y, 0), width, height)
