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

PATIENCE = 1.0
"""Seconds that the app has for ending by itself."""

_RESTORING = 0.15
"""Seconds for restoring the terminal."""

_SIGNALS = () if sys.platform == "win32" else (signal.SIGTERM, signal.SIGHUP)


def end_on_signals(end: Callable[[int], None], keep: Callable[[], None], restore: Callable[[], None]) -> None:
    """Call `end` with the exit code in the running event loop when a signal asks for it.

    If the process is still there after `PATIENCE`, the work is kept and the terminal restored from other threads, and
    the process ended hard.
    """
    loop = asyncio.get_running_loop()

    def handle(number: int, _: FrameType | None) -> None:
        code = 128 + number
        _start(_end_hard, code, keep, restore)
        loop.call_soon_threadsafe(end, code)

    for number in _SIGNALS:
        signal.signal(number, handle)


def _end_hard(code: int, keep: Callable[[], None], restore: Callable[[], None]) -> None:
    time.sleep(PATIENCE)
    try:
        keep()
        # A terminal that is gone may never take it.
        _start(restore)
        time.sleep(_RESTORING)
    finally:
        os._exit(code)


def _start(work: Callable[..., None], *args: object) -> None:
    threading.Thread(target=work, args=args, name="easui-ending", daemon=True).start()
