"""The analysis of large texts in a process of its own, so that typing does not wait for the interpreter's lock."""

from __future__ import annotations

import threading
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import NamedTuple

from easui.document import Diagnostic, Document, Language, parse
from easui.lint import Settings
from easui.workspace.analysis import Cancelled, Checkpoint, analyse
from easui.workspace.child_process import Child, Gone, Pipe, to_parent

LARGE = 256 * 1024
"""Characters above which a text is analysed in the other process; below, sending it would cost more than it saves."""

_LOOK_SECONDS = 0.01
"""How often it is asked, while an analysis goes on elsewhere, whether anybody still waits for it."""

_CANCEL = "cancel"
"""Sent in place of a task: what is going on is to end."""


class _Task(NamedTuple):
    """A text to analyse."""

    text: str
    language: Language
    bom: bool
    settings: Settings


class _Found(NamedTuple):
    """The answer to a task: None when it was cancelled; `fault` is what broke it off."""

    diagnostics: tuple[Diagnostic, ...] | None = None
    fault: str = ""


_Answers = SimpleQueue["_Found | None"]


class AnalysisProcess:
    """Analyses as `analyse` does, for one caller at a time; the process begins with the first large text.

    A process that dies is replaced with the next text; the text that it died of is analysed here.
    """

    def __init__(self, large: int = LARGE) -> None:
        self._large = large
        self._child: Child | None = None
        self._answers: _Answers = SimpleQueue()

    def __call__(self, document: Document, settings: Settings, checkpoint: Checkpoint) -> tuple[Diagnostic, ...]:
        if len(document.text) <= self._large:
            return analyse(document, settings, checkpoint)
        task = _Task(document.text, document.language, document.bom, settings)
        answer = self._ask(self._child or self._begin(), task, checkpoint)
        if answer is None:
            self.close()
            return analyse(document, settings, checkpoint)
        if answer.fault:
            raise RuntimeError(answer.fault)
        if answer.diagnostics is None:
            raise Cancelled
        return answer.diagnostics

    @property
    def process_id(self) -> int | None:
        """The process that analyses large texts; None while there is none."""
        return self._child.process_id if self._child else None

    def close(self) -> None:
        """End the process, in the middle of an analysis too."""
        child, self._child = self._child, None
        if child is not None:
            child.close()

    def _ask(self, child: Child, task: _Task, checkpoint: Checkpoint) -> _Found | None:
        """The answer to a task; None when the process is gone."""
        try:
            child.send(task)
        except Gone:
            return None
        while True:
            with suppress(Empty):
                return self._answers.get(timeout=_LOOK_SECONDS)
            try:
                checkpoint()
            except Cancelled:
                # The answer is waited for all the same: none may be left over when the next text comes.
                with suppress(Gone):
                    child.send(_CANCEL)
                self._answers.get()
                raise

    def _begin(self) -> Child:
        child = self._child = Child(__name__)
        self._answers = SimpleQueue()
        threading.Thread(target=_receive, args=(child, self._answers), daemon=True).start()
        return child


def serve() -> None:
    """Analyse what `AnalysisProcess` at the other end sends, until that is gone."""
    parent = to_parent()
    asked: SimpleQueue[_Task | None] = SimpleQueue()
    cancelled = threading.Event()
    threading.Thread(target=_listen, args=(parent, asked, cancelled), daemon=True).start()
    with suppress(Gone):
        while (task := asked.get()) is not None:
            parent.send(_answer(task, cancelled))


def _answer(task: _Task, cancelled: threading.Event) -> _Found:
    def checkpoint() -> None:
        if cancelled.is_set():
            raise Cancelled

    try:
        return _Found(analyse(parse(task.text, task.language, bom=task.bom), task.settings, checkpoint))
    except Cancelled:
        return _Found()
    except Exception as error:
        return _Found(fault=repr(error))


def _listen(parent: Pipe, asked: SimpleQueue[_Task | None], cancelled: threading.Event) -> None:
    """Pass tasks on, and note at once when one is cancelled; None once there will be no more."""
    with suppress(Gone):
        while True:
            message = parent.receive()
            if isinstance(message, _Task):
                cancelled.clear()
                asked.put(message)
            else:
                cancelled.set()
    asked.put(None)


def _receive(child: Child, answers: _Answers) -> None:
    """Pass answers on, and None once there will be no more."""
    with suppress(Gone):
        while isinstance(answer := child.receive(), _Found):
            answers.put(answer)
    answers.put(None)
