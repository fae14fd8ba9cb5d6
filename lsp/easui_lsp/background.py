"""Long work for one request, away from the event loop."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from easui.workspace import Cancelled

T = TypeVar("T")
Checkpoint = Callable[[], None]


async def in_background(work: Callable[[Checkpoint], T], name: str) -> T:
    """Do work in a thread of its own; it calls its checkpoint, which raises `Cancelled` once nobody waits any more.

    The thread, known by a name, holds up neither other requests nor the end of the server.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[T] = loop.create_future()
    given_up = threading.Event()

    def checkpoint() -> None:
        if given_up.is_set():
            raise Cancelled

    def settle(take: Callable[[Any], None], value: object) -> None:
        def give() -> None:
            if not answer.done():
                take(value)

        # The loop may be closed by now.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(give)

    def go() -> None:
        try:
            result = work(checkpoint)
        except Exception as error:
            settle(answer.set_exception, error)
        else:
            settle(answer.set_result, result)

    threading.Thread(target=go, name=name, daemon=True).start()
    try:
        return await answer
    finally:
        given_up.set()
