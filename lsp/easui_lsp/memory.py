"""Collecting garbage while nobody types.

The trees of documents hold no cycles and go away by themselves, but a collection in the middle of an analysis looks at
all of them: at 1 MB that doubles the time from a key press to its diagnostics. So the collector runs in quiet moments.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable

_LOOK_SECONDS = 2.0
_MANY = 1_000
"""After so many messages without a quiet moment there is a collection all the same."""


def stop_collecting() -> None:
    """Stop the automatic collector; what is loaded at the start would keep it busy for nothing."""
    gc.disable()


async def collect_when_quiet(received: Callable[[], int]) -> None:
    """Do the work of the automatic collector, for ever; `received` tells how many messages have come so far."""
    seen = collected = received()
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        now = received()
        if now > collected and (now == seen or now - collected > _MANY):
            gc.collect()
            collected = now
        seen = now
