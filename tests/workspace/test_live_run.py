"""The dry run beside an editor: orders, answers, and the process in which they are carried out."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from easui.workspace import live_run_process
from easui.workspace.live_run import MOST_POINTS, Advised, Answer, Fault, Findings, Inputs, Order, Refused, work
from easui.workspace.live_run_process import LiveRuns

SCENARIO = (
    "version: 1\nduration: 2h\nstep: 15s\ntraffic:\n  - {shape: constant, rate: 50}\nservice_time: {fixed: 0.2s}\n"
)


def service(**metadata: Any) -> str:
    config = {
        "metadata": {"name": "demo", "instance": 2, "workspace_id": "1", **metadata},
        "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}]}},
        "containers": [{"image": "a/b:1", "script": "python app.py", "port": 8000}],
    }
    return json.dumps(config, indent=2)


def order(text: str, **more: Any) -> Order:
    return Order(text, "json", **more)


def findings(made: Order, inputs: Inputs | None = None) -> Findings:
    first = next(work(made, inputs or Inputs()))
    assert isinstance(first, Findings), first
    return first


def test_findings_say_how_the_run_begins_beside_that_of_the_saved_text():
    found = findings(order(service(instance=3), saved=service(instance=1)))
    assert (found.start.replicas, found.start.pending) == (3, 0)
    assert found.saved is not None
    assert found.saved.replicas == 1
    assert found.start.per_hour == pytest.approx(3 * found.saved.per_hour)
    assert found.result["feasible"] is True
    assert len(found.points) <= MOST_POINTS
    assert found.machines[0].replicas == 3


def test_a_saved_text_with_errors_is_no_measure():
    assert findings(order(service(), saved="{")).saved is None
    assert findings(order(service(), saved="")).saved is None
    assert findings(order(service(), saved=service())).saved == findings(order(service())).start


def test_advice_is_looked_for_on_demand_alone():
    text = service()
    assert [type(answer) for answer in work(order(text), Inputs())] == [Findings]
    assert [type(answer) for answer in work(order(text, advice=True), Inputs())] == [Findings, Advised]


def test_bad_inputs_are_refused_with_their_places(tmp_path: Path):
    (tmp_path / "bad.yaml").write_text("version: 1\ntraffic: [{shape: constent, rate: 1}]\n")
    (answer,) = work(order(service(), scenario=str(tmp_path / "bad.yaml")), Inputs())
    assert isinstance(answer, Refused)
    assert answer.problems[0].start is not None
    assert answer.problems[0].start.line == 2
    (answer,) = work(order(service(), inventory=str(tmp_path / "none.yaml")), Inputs())
    assert isinstance(answer, Refused)
    assert "none.yaml" in answer.problems[0].message


def test_a_scenario_is_read_again_when_it_has_changed(tmp_path: Path):
    path, inputs = tmp_path / "load.yaml", Inputs()
    path.write_text(SCENARIO)
    made = order(service(), scenario=str(path))
    assert findings(made, inputs).points[0].rate == 50
    path.write_text(SCENARIO.replace("50", "120"))
    assert findings(made, inputs).points[0].rate == 120


def test_a_table_of_a_scenario_is_read_again_each_time(tmp_path: Path):
    path, table, inputs = tmp_path / "load.yaml", tmp_path / "load.csv", Inputs()
    path.write_text(SCENARIO.replace("{shape: constant, rate: 50}", "{shape: trace, file: load.csv, time: t, rate: r}"))
    made = order(service(), scenario=str(path))
    table.write_text("t,r\n0,10\n")
    assert findings(made, inputs).points[0].rate == 10
    table.write_text("t,r\n0,30\n")
    assert findings(made, inputs).points[0].rate == 30


Delivered = Queue[tuple[int, Answer]]


@pytest.fixture
def delivered() -> Delivered:
    return Queue()


@pytest.fixture
def runs(delivered: Delivered) -> Iterator[LiveRuns]:
    made = LiveRuns(lambda number, answer: delivered.put((number, answer)))
    yield made
    made.close()


def test_the_process_serves_one_order_after_the_other(runs: LiveRuns, delivered: Delivered):
    for number in (1, 2):
        runs.submit(number, order(service(instance=number)))
        which, answer = delivered.get(timeout=30)
        assert which == number
        assert isinstance(answer, Findings)
        assert answer.start.replicas == number


def test_a_newer_order_breaks_off_one_that_would_take_long(runs: LiveRuns, delivered: Delivered):
    runs.submit(1, order(service(instance=100_000)))
    runs.submit(2, order(service()))
    assert delivered.get(timeout=30)[0] == 2
    assert delivered.empty()


def test_a_run_that_takes_too_long_is_given_up(runs: LiveRuns, delivered: Delivered, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(live_run_process, "PATIENCE_SECONDS", 0.2)
    runs.submit(1, order(service(instance=1_000_000)))
    number, answer = delivered.get(timeout=30)
    assert number == 1
    assert isinstance(answer, Fault)
    assert "longer" in answer.words


def test_a_process_that_died_is_replaced(runs: LiveRuns, delivered: Delivered):
    runs.submit(1, order(service()))
    delivered.get(timeout=30)
    os.kill(runs.process_id or 0, 9)
    runs.submit(2, order(service()))
    assert isinstance(delivered.get(timeout=30)[1], Findings)


def test_a_process_that_cannot_begin_is_told(runs: LiveRuns, delivered: Delivered, monkeypatch: pytest.MonkeyPatch):
    def refuse(module: str) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(live_run_process, "Child", refuse)
    runs.submit(1, order(service()))
    number, answer = delivered.get(timeout=20)
    assert number == 1
    assert answer == Fault("the dry run cannot begin: Resource temporarily unavailable")
