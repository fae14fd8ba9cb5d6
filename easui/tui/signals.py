"""Ending on SIGTERM and SIGHUP: soon, whatever the app is doing, with the work kept and the terminal as it was."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

PATIENCE = 1.4
"""Seconds that the app has for ending by itself."""

_SIGNALS = () if sys.platform == "win32" else (signal.SIGTERM, signal.SIGHUP)


def end_on_signals(end: Callable[[int], None], rescue: Callable[[], None]) -> None:
    """Call `end` with the exit code in the running event loop when a signal asks for it.

    If the process is still there after `PATIENCE`, `rescue` is called from another thread and the process ended hard.
    """
    loop = asyncio.get_running_loop()

    def handle(number: int, _: FrameType | None) -> None:
        code = 128 + number
        threading.Thread(target=_end_hard, args=(code, rescue), name="easui-ending", daemon=True).start()
        loop.call_soon_threadsafe(end, code)

    for number in _SIGNALS:
        signal.signal(number, handle)


def _end_hard(code: int, rescue: Callable[[], None]) -> None:
    time.sleep(PATIENCE)
    try:
        rescue()
    finally:
        os._exit(code)
