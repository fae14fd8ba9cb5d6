"""Numbers a step up or down."""

from __future__ import annotations

import pytest

from easui.knowledge import find
from easui.tui.model.steps import stepped


@pytest.mark.parametrize(
    ("path", "value", "direction", "result"),
    [
        ("metadata.instance", 1, 1, 2),
        ("metadata.memory", 8192, 1, 9216),
        ("metadata.memory", 1500, 1, 2048),
        ("metadata.memory", 1024, -1, 768),
        ("metadata.memory", 16, 1, 256),
        ("metadata.gpu_core_percentage", 7, 1, 10),
        ("metadata.rpc.keepalive", 5000, 1, 6000),
        ("metadata.rpc.keepalive", 600_000, -1, 540_000),
        ("containers[].startup_check.period_seconds", 10, 1, 15),
        ("containers[].startup_check.period_seconds", 10, -1, 9),
        ("cloud.computing.instances[].spot_price_limit", 3.6, 1, 3.7),
        ("cloud.computing.instances[].spot_price_limit", 4, 1, 4.1),
        ("cloud.computing.instances[].spot_price_limit", 3.9, 1, 4),
        ("queue.sink.memory_ratio", 0.5, 1, 0.6),
    ],
)
def test_steps_go_by_amounts_that_fit_the_unit_and_the_size(path, value, direction, result):
    assert stepped(value, find(path), direction) == result


@pytest.mark.parametrize(
    ("path", "value", "direction", "result"),
    [
        ("metadata.instance", 0, -1, 0),
        ("metadata.memory", 1, -1, 1),
        ("containers[].port", 65535, 1, 65535),
        ("metadata.gpu_core_percentage", 98, 1, 100),
        ("cloud.computing.instances[].spot_price_limit", 0.1, -1, 0.1),
    ],
)
def test_steps_stay_within_the_limits_of_the_field(path, value, direction, result):
    assert stepped(value, find(path), direction) == result


@pytest.mark.parametrize(
    ("path", "result"),
    [("metadata.instance", 2), ("metadata.memory", 4096), ("metadata.cpu", 2), ("autoscaler.max", 5)],
)
def test_what_is_not_set_begins_with_its_default_or_a_typical_value(path, result):
    assert stepped(None, find(path), 1) == result


@pytest.mark.parametrize(
    ("path", "value"), [("metadata.name", "a"), ("metadata.instance", True), ("metadata.disk", "1")]
)
def test_what_is_no_number_is_not_stepped(path, value):
    assert stepped(value, find(path), 1) is None


def test_ten_steps_at_a_time_stop_at_the_limit():
    assert stepped(1, find("metadata.instance"), 1, 10) == 11
    assert stepped(5, find("metadata.instance"), -1, 10) == 0
