"""What a service lets in, from its config and the defaults of EAS."""

from __future__ import annotations

import json
from math import inf
from typing import Any

from easui.document import parse
from easui.service import read
from easui.simulate.queueing import Limits, read_limits


def limits(config: dict[str, Any], concurrency: int | None = None) -> Limits:
    return read_limits(read(parse(json.dumps(config))), concurrency)[0]


def test_the_defaults_of_eas() -> None:
    found, assumed = read_limits(read(parse('{"metadata": {"name": "a"}}')))
    assert found == Limits(5, 64.0, 5.0, inf, 1000.0)
    paths = {assumption.path for assumption in assumed}
    assert {"metadata.rpc.worker_threads", "metadata.rpc.max_queue_size", "metadata.rpc.keepalive"} <= paths


def test_what_is_stated_is_taken() -> None:
    rpc = {"worker_threads": 8, "max_queue_size": 10, "keepalive": 2000, "rate_limit": 30, "batching": True}
    policy = {"concurrency_limit": {"enable": True, "limit": 50}, "rate_limit": {"enable": True, "limit": 99}}
    found = limits({"metadata": {"rpc": rpc}, "networking": {"gateway_policy": policy}})
    assert found[:6] == (8, 10.0, 2.0, 30.0, 99.0, 50.0)
    assert found.batching == (16, 0.05)
    assert limits({"metadata": {"rpc": rpc}}, concurrency=3).slots == 3


def test_a_dedicated_gateway_waits_longer_and_limits_nothing() -> None:
    found = limits({"networking": {"gateway": "gw-m2vkzbpixm7mo"}})
    assert found.patience_s == 600
    assert found.service_rate == inf


def test_asynchronous_services_have_one_queue_for_all() -> None:
    found = limits({"metadata": {"type": "Async", "rpc": {"worker_threads": 2}}})
    assert found.pooled
    assert found.slots == 2
    assert found.places == inf
