"""How far a dry run has come, for a client that wants to show it."""

from __future__ import annotations

import asyncio
import contextlib
from concurrent.futures import Future
from types import TracebackType
from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from easui_lsp.server import EasuiServer

Value = types.WorkDoneProgressBegin | types.WorkDoneProgressReport | types.WorkDoneProgressEnd


class Progress:
    """The progress of the task that enters it, which the client may cancel; without a token nothing is said."""

    def __init__(self, server: EasuiServer, token: types.ProgressToken | None, title: str) -> None:
        self._server = server
        self._token = token
        self._title = title
        self._loop = asyncio.get_running_loop()
        self._runs = 0
        self._percent = 0
        self._goes_on = False

    def __enter__(self) -> Progress:
        task = asyncio.current_task()
        if self._token is not None and task is not None:
            cancelled: Future[None] = Future()
            cancelled.add_done_callback(lambda _: task.cancel())
            self._server.work_done_progress.tokens[self._token] = cancelled
            self._send(types.WorkDoneProgressBegin(self._title, cancellable=True, percentage=0))
            self._goes_on = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._goes_on and self._token is not None:
            self._goes_on = False
            self._server.work_done_progress.tokens.pop(self._token, None)
            self._send(types.WorkDoneProgressEnd())

    def tell(self, done: int, total: int) -> None:
        """So many steps out of all are done; called from the thread that does them.

        The runs after the first look for advice: nobody knows how many there will be.
        """
        self._runs += done == 0
        percent = 100 * done // total if total else 0
        if self._runs > 1 and done == 0:
            self._report(types.WorkDoneProgressReport(message=f"looking for advice, trial {self._runs - 1}"))
        elif self._runs == 1 and percent > self._percent:
            self._percent = percent
            self._report(types.WorkDoneProgressReport(percentage=percent))

    def _report(self, value: Value) -> None:
        def send() -> None:
            if self._goes_on:
                self._send(value)

        # The loop may be closed by now.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(send)

    def _send(self, value: Value) -> None:
        if self._token is not None:
            self._server.progress(types.ProgressParams(self._token, value))
