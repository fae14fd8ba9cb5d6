"""Examining many files in several processes, the results in the order of the files.

Workers do nothing but read, parse and lint, so that they can be ended at any moment. They end when their parent does.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from easui.cli.choices import Choices, Guide
from easui.cli.failure import Failure
from easui.cli.reading import read_document
from easui.cli.workers import become_worker, end_workers
from easui.document import Diagnostic, Document, Language, parse
from easui.lint import all_rules, lint
from easui.workspace import Unreadable
from easui.workspace.settings_fault import BadSettings

WORTH_IT = 256
"""From how many files on a second process saves more time than its start takes (some 50 ms, a file some 2 ms)."""

_BATCH = 8


class Examined(NamedTuple):
    """A file with all that its rules found, or why it was not examined."""

    path: str
    document: Document | None
    diagnostics: tuple[Diagnostic, ...]
    problem: Failure | Unreadable | BadSettings | None = None


class _Parcel(NamedTuple):
    """What a worker sends: the text in place of the tree, which is quicker to parse again than to send.

    The text of a file in which nothing was found is left out, since nobody will look at it.
    """

    path: str
    text: str
    language: Language
    bom: bool
    diagnostics: tuple[Diagnostic, ...]
    problem: Failure | Unreadable | BadSettings | None = None


def examine(path: str, guide: Guide, stdin_name: str = "<stdin>", name: str = "") -> Examined:
    """Lint one file; what the settings accept is in the result. `name` is how settings know it."""
    try:
        settings = guide.settings(name or path)._replace(accepted=())
        document = read_document(path, stdin_name)
    except (Failure, Unreadable, BadSettings) as problem:
        return Examined(path, None, (), problem)
    return Examined(path, document, tuple(lint(document, settings)))


def processors() -> int:
    """How many processes can work at once."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def examine_in_parallel(paths: Sequence[str], choices: Choices, jobs: int) -> Iterator[Examined]:
    """Lint files in `jobs` processes. Raises `Failure` when one of them is killed."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    all_rules()  # before the workers come, which then need not load the rules themselves
    batches = [paths[start : start + _BATCH] for start in range(0, len(paths), _BATCH)]
    executor = ProcessPoolExecutor(min(jobs, len(batches)), initializer=_start_worker, initargs=(choices,))
    finished = False
    try:
        with _interrupts_held():
            results = executor.map(_examine_batch, batches)
        for batch in results:
            yield from map(_unpacked, batch)
        finished = True
    except BrokenProcessPool as error:
        raise Failure("a process that examined files was killed", "try `--jobs 1`", "easui lint") from error
    finally:
        executor.shutdown(wait=finished, cancel_futures=True)
        if not finished:
            end_workers()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while workers are started: they keep it so, and this process hears of it right afterwards."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_guide = Guide(Choices())


def _start_worker(choices: Choices) -> None:
    global _guide  # noqa: PLW0603 - a worker process works for one run
    _guide = Guide(choices)
    become_worker()


def _examine_batch(paths: Sequence[str]) -> list[_Parcel]:
    return [_packed(examine(path, _guide)) for path in paths]


def _packed(examined: Examined) -> _Parcel:
    document = examined.document
    if document is None or not examined.diagnostics:
        return _Parcel(examined.path, "", "json", False, (), examined.problem)
    return _Parcel(examined.path, document.text, document.language, document.bom, examined.diagnostics)


def _unpacked(parcel: _Parcel) -> Examined:
    document = None if parcel.problem else parse(parcel.text, parcel.language, bom=parcel.bom)
    return Examined(parcel.path, document, parcel.diagnostics, parcel.problem)
