"""The process that analyses large texts says the same as the analysis here, and goes when it is told to."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator

import pytest

from easui.document import Severity, parse
from easui.lint import Settings
from easui.workspace import Cancelled, analyse
from easui.workspace.analysis_process import AnalysisProcess

LARGE = 2_000
BROKEN = json.dumps(
    {"metadata": {"name": "demo", "instnce": 1}, "labels": {"a" * 40: "b"}} | {"x" * 2_000: 1}, indent=2
)


def go_on() -> None:
    """Nobody cancels."""


@pytest.fixture
def elsewhere() -> Iterator[AnalysisProcess]:
    process = AnalysisProcess(LARGE)
    yield process
    process.close()


def test_a_large_text_is_analysed_as_here(elsewhere: AnalysisProcess) -> None:
    document = parse(BROKEN)
    settings = Settings(severity={"EAS001": Severity.WARNING}, ignore=("EAS9",))
    found = elsewhere(document, settings, go_on)
    assert found
    assert found == analyse(document, settings)
    assert elsewhere(parse(BROKEN + " "), Settings(), go_on) == analyse(parse(BROKEN + " "))


def test_a_small_text_needs_no_process(elsewhere: AnalysisProcess) -> None:
    document = parse('{"metadata": 1}')
    assert elsewhere(document, Settings(), go_on) == analyse(document)
    assert elsewhere.process_id is None


def test_cancelling_leaves_nothing_behind_for_the_next_text(elsewhere: AnalysisProcess) -> None:
    def cancel() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        elsewhere(parse(BROKEN), Settings(), cancel)
    document = parse(BROKEN.replace("instnce", "instanc"))
    assert elsewhere(document, Settings(), go_on) == analyse(document)


def test_a_process_that_died_is_replaced(elsewhere: AnalysisProcess) -> None:
    document = parse(BROKEN)
    elsewhere(document, Settings(), go_on)
    first = elsewhere.process_id
    assert first is not None
    os.kill(first, signal.SIGKILL)
    assert elsewhere(document, Settings(), go_on) == analyse(document)
    assert elsewhere(document, Settings(), go_on) == analyse(document)
    assert elsewhere.process_id not in (first, None)


def test_closing_ends_the_process(elsewhere: AnalysisProcess) -> None:
    elsewhere(parse(BROKEN), Settings(), go_on)
    process = elsewhere.process_id
    assert process is not None
    elsewhere.close()
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)
    raise AssertionError("the process is still there")
