"""A day of a production image service: the dry run against what was observed, and what scaling would have saved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from easui.document import parse
from easui.service import read
from easui.simulate import Timeline, simulate
from easui.simulate.inputs.scenario import read_scenario

TRAFFIC = Path(__file__).parents[2].parent / "shared" / "data" / "traffic"
CONTAINERS = 132
OBSERVED_QUEUE = 0.05
"""Tasks that waited in a container, on average."""

pytestmark = pytest.mark.skipif(not TRAFFIC.exists(), reason="the recorded traffic is not here")


def day(**more: Any) -> Timeline:
    service = {
        "metadata": {"name": "images", "instance": CONTAINERS, "rpc": {"keepalive": 600_000}},
        "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}]}},
        **more,
    }
    scenario = {
        "duration": "22h",
        "traffic": [{"shape": "trace", "file": "genai_image_service.csv", "time": "t", "rate": "rate"}],
        "service_time": {"quantiles": "genai_image_service_time.csv"},
        "concurrency": 1,
        "slo": {"p99": "60s", "attainment": "99%"},
    }
    document = parse(json.dumps(scenario), "json")
    load = read_scenario(document, "scenario.json", lambda name: (TRAFFIC / name).read_text("utf-8"))
    return simulate(read(parse(json.dumps(service), "json")), None, load)


def test_the_queue_is_about_as_long_as_it_was() -> None:
    timeline = day()
    waiting = sum(moment.queue for moment in timeline.series) / len(timeline.series) / CONTAINERS
    assert OBSERVED_QUEUE / 2 <= waiting <= OBSERVED_QUEUE * 2
    assert timeline.summary.fates.rejected == 0


def test_scaling_halves_the_cost_and_says_what_is_missed() -> None:
    fixed = day()
    scaled = day(autoscaler={"min": 10, "max": 200, "strategies": {"gpu[util]": 60}})
    assert scaled.cost.total < fixed.cost.total / 2
    assert scaled.summary.attainment is not None
    assert fixed.summary.attainment is not None
    assert 0.9 < scaled.summary.attainment < fixed.summary.attainment
    assert scaled.summary.requests == fixed.summary.requests
