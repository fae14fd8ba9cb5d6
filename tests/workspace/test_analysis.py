"""The newest version wins: older results are never shown, faults are never swallowed, closing is quick."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from queue import Empty, Queue

import pytest

from easui.document import Diagnostic, Document, parse
from easui.lint import Settings
from easui.workspace import Analysis, Cancelled, NewestWins, analyse

PATIENCE = 20.0
"""Seconds after which something that should happen in another thread did not."""

EMPTY = parse("{}")

Checkpoint = Callable[[], None]


class Held:
    """An analysis that says when it begins and goes on when it is let go."""

    def __init__(self) -> None:
        self.begun: Queue[Document] = Queue()
        self.cancelled: Queue[Document] = Queue()
        self.settings: list[Settings] = []
        self.go = threading.Event()

    def __call__(self, document: Document, settings: Settings, checkpoint: Checkpoint) -> tuple[Diagnostic, ...]:
        self.settings.append(settings)
        self.begun.put(document)
        try:
            while not self.go.wait(0.001):
                checkpoint()
        except Cancelled:
            self.cancelled.put(document)
            raise
        return ()


@pytest.fixture
def results() -> Queue[Analysis]:
    return Queue()


@pytest.fixture
def held() -> Held:
    return Held()


@pytest.fixture
def worker(results: Queue[Analysis], held: Held) -> Iterator[NewestWins]:
    worker = NewestWins(results.put, analyse=held)
    yield worker
    worker.close()


def test_a_version_is_analysed(results: Queue[Analysis]) -> None:
    worker = NewestWins(results.put)
    document = parse('{"metadata": ')
    worker.submit(7, document)
    analysis = results.get(timeout=PATIENCE)
    worker.close()
    assert analysis == Analysis(document, 7, analyse(document))
    assert any(diagnostic.code.startswith("EAS0") for diagnostic in analysis.diagnostics)


def test_checkpoints_end_an_analysis() -> None:
    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        analyse(EMPTY, checkpoint=stop)


def test_only_the_newest_version_is_delivered(worker: NewestWins, held: Held, results: Queue[Analysis]) -> None:
    documents = [parse(str(number)) for number in range(5)]
    worker.submit(0, documents[0])
    assert held.begun.get(timeout=PATIENCE) is documents[0]
    for version in range(1, 5):
        worker.submit(version, documents[version])
    assert held.cancelled.get(timeout=PATIENCE) is documents[0]
    held.go.set()
    analysis = results.get(timeout=PATIENCE)
    assert (analysis.version, analysis.document) == (4, documents[4])
    worker.close()
    assert results.empty()


def test_a_result_that_came_too_late_is_dropped(results: Queue[Analysis]) -> None:
    begun, go = threading.Event(), threading.Event()

    def deaf(document: Document, settings: Settings, checkpoint: Checkpoint) -> tuple[Diagnostic, ...]:
        begun.set()
        assert go.wait(PATIENCE)
        return ()

    worker = NewestWins(results.put, analyse=deaf)
    worker.submit(1, EMPTY)
    assert begun.wait(PATIENCE)
    worker.submit(2, EMPTY)
    go.set()
    assert results.get(timeout=PATIENCE).version == 2
    worker.close()
    assert results.empty()


def test_settings_count_from_the_next_version(worker: NewestWins, held: Held, results: Queue[Analysis]) -> None:
    held.go.set()
    worker.submit(1, EMPTY)
    results.get(timeout=PATIENCE)
    worker.settings = Settings(ignore=("EAS9",))
    worker.submit(2, EMPTY)
    results.get(timeout=PATIENCE)
    assert held.settings == [Settings(), Settings(ignore=("EAS9",))]


def test_a_fault_is_delivered_and_the_next_version_analysed(results: Queue[Analysis]) -> None:
    def broken(document: Document, settings: Settings, checkpoint: Checkpoint) -> tuple[Diagnostic, ...]:
        if document is EMPTY:
            raise KeyError("a rule's mistake")
        return ()

    worker = NewestWins(results.put, analyse=broken)
    worker.submit(1, EMPTY)
    analysis = results.get(timeout=PATIENCE)
    assert isinstance(analysis.error, KeyError)
    assert (analysis.version, analysis.diagnostics) == (1, ())
    worker.submit(2, parse("[]"))
    assert results.get(timeout=PATIENCE).error is None
    worker.close()


def test_a_fault_of_the_view_is_heard_of_and_does_not_end_the_worker(
    held: Held, results: Queue[Analysis], monkeypatch: pytest.MonkeyPatch
) -> None:
    faults: Queue[type[BaseException]] = Queue()
    monkeypatch.setattr(threading, "excepthook", lambda arguments: faults.put(arguments.exc_type))

    def deliver(analysis: Analysis) -> None:
        if analysis.version == 1:
            raise RuntimeError("the view is gone")
        results.put(analysis)

    held.go.set()
    worker = NewestWins(deliver, analyse=held)
    worker.submit(1, EMPTY)
    assert faults.get(timeout=PATIENCE) is RuntimeError
    worker.submit(2, EMPTY)
    assert results.get(timeout=PATIENCE).version == 2
    worker.close()


def test_closing_cancels_and_nothing_comes_after(worker: NewestWins, held: Held, results: Queue[Analysis]) -> None:
    worker.submit(1, EMPTY)
    held.begun.get(timeout=PATIENCE)
    worker.close()
    assert held.cancelled.get(timeout=PATIENCE) is EMPTY
    worker.submit(2, EMPTY)
    worker.close()
    with pytest.raises(Empty):
        results.get_nowait()
    assert not any(thread.name == "easui-analysis" and thread.is_alive() for thread in threading.enumerate())


def test_closing_from_the_callback_does_not_wait_for_itself(held: Held) -> None:
    closed = threading.Event()

    def deliver(_: Analysis) -> None:
        worker.close()
        closed.set()

    held.go.set()
    worker = NewestWins(deliver, analyse=held)
    worker.submit(1, EMPTY)
    assert closed.wait(PATIENCE)


def test_a_worker_that_never_worked_can_be_closed() -> None:
    NewestWins(lambda _: None).close()
