"""The analysis of one version of a document, and a worker that always works on the newest version only."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import NamedTuple

from easui.document import Diagnostic, Document
from easui.lint import Settings, go_on, lint

CLOSING_SECONDS = 1.0
"""How long closing waits for the worker, which may be in the middle of a rule."""

_DEFAULT = Settings()

Checkpoint = Callable[[], None]
Analyse = Callable[[Document, Settings, Checkpoint], tuple[Diagnostic, ...]]


class Cancelled(Exception):
    """An analysis that nobody waits for any more; raised by checkpoints."""


class Analysis(NamedTuple):
    """What is to be said about one version of a document.

    `error` is what broke the analysis off, a fault of easui; there are no diagnostics then.
    """

    document: Document
    version: int
    diagnostics: tuple[Diagnostic, ...]
    error: Exception | None = None


def analyse(
    document: Document, settings: Settings = _DEFAULT, checkpoint: Checkpoint = go_on
) -> tuple[Diagnostic, ...]:
    """Everything to be said about a document; `checkpoint` runs between rules and may raise `Cancelled`."""
    return tuple(lint(document, settings, checkpoint))


class NewestWins:
    """Analyses the newest version that was submitted, in a thread of its own, and forgets older ones.

    `deliver` is called from that thread. A version may be submitted while the result of an older one is on its way,
    so that a view compares `Analysis.version` with its own when the result arrives. `settings` may be changed at any
    time and count from the next submission.
    """

    def __init__(
        self, deliver: Callable[[Analysis], None], settings: Settings = _DEFAULT, *, analyse: Analyse = analyse
    ) -> None:
        self.settings = settings
        self._deliver = deliver
        self._analyse = analyse
        self._changed = threading.Condition()
        self._newest: tuple[int, Document, Settings] | None = None
        self._cancelled = False
        self._closed = False
        self._worker: threading.Thread | None = None

    def submit(self, version: int, document: Document) -> None:
        """Analyse this version and cancel what is going on; after `close` nothing happens."""
        with self._changed:
            if self._closed:
                return
            self._newest = version, document, self.settings
            self._cancelled = True
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="easui-analysis", daemon=True)
                self._worker.start()
            self._changed.notify()

    def close(self) -> None:
        """Cancel what is going on and end the worker; nothing is delivered that was not on its way already."""
        with self._changed:
            self._closed = self._cancelled = True
            self._newest = None
            self._changed.notify()
        # A callback may close: a thread cannot wait for itself.
        if self._worker is not None and self._worker is not threading.current_thread():
            self._worker.join(CLOSING_SECONDS)

    def _work(self) -> None:
        while (task := self._next()) is not None:
            analysis = self._attempt(*task)
            with self._changed:
                wanted = not self._cancelled
            if analysis is not None and wanted:
                self._hand_over(analysis)

    def _next(self) -> tuple[int, Document, Settings] | None:
        """Wait for the newest version; None when there will be no more."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._newest is not None)
            task, self._newest = self._newest, None
            self._cancelled = self._closed
            return task

    def _attempt(self, version: int, document: Document, settings: Settings) -> Analysis | None:
        try:
            return Analysis(document, version, self._analyse(document, settings, self._checkpoint))
        except Cancelled:
            return None
        except Exception as error:
            return Analysis(document, version, (), error)

    def _checkpoint(self) -> None:
        # Read without the lock: a bool, and a late answer only costs one more rule.
        if self._cancelled:
            raise Cancelled

    def _hand_over(self, analysis: Analysis) -> None:
        try:
            self._deliver(analysis)
        except Exception as error:
            # The view's fault must be heard of, but may not end the analysis of later versions.
            threading.excepthook(threading.ExceptHookArgs((type(error), error, error.__traceback__, self._worker)))
