"""The analysis of large texts in a process of its own, so that typing does not wait for the interpreter's lock."""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import IO, Literal, NamedTuple

from easui.document import Diagnostic, Document, Language, parse
from easui.lint import Settings
from easui.workspace.analysis import Cancelled, Checkpoint, analyse

LARGE = 256 * 1024
"""Characters above which a text is analysed in the other process; below, sending it would cost more than it saves."""

_LOOK_SECONDS = 0.01
"""How often it is asked, while an analysis goes on elsewhere, whether anybody still waits for it."""

_SERVE = "from easui.workspace.analysis_process import serve; serve()"


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


_Ask = _Task | Literal["cancel"]
_Answers = SimpleQueue["_Found | None"]


class AnalysisProcess:
    """Analyses as `analyse` does, for one caller at a time; the process begins with the first large text.

    A process that dies is replaced with the next text; the text that it died of is analysed here.
    """

    def __init__(self, large: int = LARGE) -> None:
        self._large = large
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: _Answers = SimpleQueue()

    def __call__(self, document: Document, settings: Settings, checkpoint: Checkpoint) -> tuple[Diagnostic, ...]:
        if len(document.text) <= self._large:
            return analyse(document, settings, checkpoint)
        task = _Task(document.text, document.language, document.bom, settings)
        answer = self._ask(self._process or self._begin(), task, checkpoint)
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
        return self._process.pid if self._process else None

    def close(self) -> None:
        """End the process, in the middle of an analysis too."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()

    def _ask(self, process: subprocess.Popen[bytes], task: _Task, checkpoint: Checkpoint) -> _Found | None:
        """The answer to a task; None when the process is gone."""
        if not _send(process.stdin, task):
            return None
        while True:
            with suppress(Empty):
                return self._answers.get(timeout=_LOOK_SECONDS)
            try:
                checkpoint()
            except Cancelled:
                # The answer is waited for all the same: none may be left over when the next text comes.
                _send(process.stdin, "cancel")
                self._answers.get()
                raise

    def _begin(self) -> subprocess.Popen[bytes]:
        # With -P the folder in which somebody happens to be holds no modules: it may come from a stranger.
        command = [sys.executable, "-P", "-c", _SERVE]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, start_new_session=True)
        self._process, self._answers = process, SimpleQueue()
        threading.Thread(target=_receive, args=(process.stdout, self._answers), daemon=True).start()
        return process


def serve() -> None:
    """Analyse what comes on standard input, until that ends; `AnalysisProcess` is at the other end."""
    asked: SimpleQueue[_Task | None] = SimpleQueue()
    cancelled = threading.Event()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, asked, cancelled), daemon=True).start()
    while (task := asked.get()) is not None:
        _send(sys.stdout.buffer, _answer(task, cancelled))


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


def _listen(stream: IO[bytes], asked: SimpleQueue[_Task | None], cancelled: threading.Event) -> None:
    """Pass tasks on, and note at once when one is cancelled."""
    while (message := _received(stream)) is not None:
        if isinstance(message, _Task):
            cancelled.clear()
            asked.put(message)
        else:
            cancelled.set()
    asked.put(None)


def _receive(stream: IO[bytes], answers: _Answers) -> None:
    """Pass answers on, and None once there will be no more."""
    while isinstance(answer := _received(stream), _Found):
        answers.put(answer)
    answers.put(None)


def _send(stream: IO[bytes] | None, message: _Ask | _Found) -> bool:
    """Write a message; False when nobody reads it any more."""
    assert stream is not None
    try:
        pickle.dump(message, stream)
        stream.flush()
    except (OSError, ValueError):
        return False
    return True


def _received(stream: IO[bytes]) -> object:
    """The next message, None at the end."""
    with suppress(EOFError, OSError, pickle.UnpicklingError):
        return pickle.load(stream)
    return None
