"""The analysis of one open document: its newest result, and those who wait for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from easui.document import Document
from easui.lint import Settings
from easui.workspace import Analysis, NewestWins


class Analyser:
    """Analyses the newest version of a document; stale results are dropped on their way.

    Used from one event loop; `arrived` is called there with each result that still counts.
    """

    def __init__(self, arrived: Callable[[Analysis], None]) -> None:
        self._arrived = arrived
        self._loop = asyncio.get_running_loop()
        self._worker = NewestWins(self._deliver)
        # The same version is analysed again under other settings, so that submissions have numbers of their own.
        self._number = 0
        self._version = 0
        self._newest: Analysis | None = None
        self._waiting: list[asyncio.Future[Analysis | None]] = []

    def submit(self, version: int, document: Document, settings: Settings) -> None:
        """Analyse this version, and forget what is known of others."""
        self._number += 1
        self._version = version
        self._newest = None
        self._worker.settings = settings
        self._worker.submit(self._number, document)

    def forget(self) -> None:
        """Forget what is known: the text is no service any more."""
        self._number += 1
        self._newest = None
        self._settle(None)

    async def result(self) -> Analysis | None:
        """The analysis of the version that was submitted last; None when the document goes away before."""
        if self._newest is not None:
            return self._newest
        waiting: asyncio.Future[Analysis | None] = self._loop.create_future()
        self._waiting.append(waiting)
        return await waiting

    def close(self) -> None:
        """End the work; whoever waits is told that nothing will come."""
        # A rule that is at work is waited for; not here.
        self._loop.run_in_executor(None, self._worker.close)
        self.forget()

    def _deliver(self, analysis: Analysis) -> None:
        self._loop.call_soon_threadsafe(self._take, analysis)

    def _take(self, analysis: Analysis) -> None:
        if analysis.version != self._number:
            return
        self._newest = analysis._replace(version=self._version)
        self._arrived(self._newest)
        self._settle(self._newest)

    def _settle(self, analysis: Analysis | None) -> None:
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(analysis)
