"""Dry runs from plain Python values."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from easui.document import parse
from easui.service import Service, read
from easui.simulate import Timeline, simulate
from easui.simulate.inputs.inventory import Inventory
from easui.simulate.inputs.read_inventory import read_inventory
from easui.simulate.inputs.scenario import Scenario, read_scenario

DryRun = Callable[..., Timeline]


def service_of(value: Any) -> Service:
    return read(parse(json.dumps(value, indent=2), "json"))


def inventory_of(value: Any) -> Inventory | None:
    return None if value is None else read_inventory(parse(json.dumps(value), "json"), "inventory.json")


def scenario_of(value: Any) -> Scenario | None:
    return None if value is None else read_scenario(parse(json.dumps(value), "json"), "scenario.json", str)


@pytest.fixture
def dry_run() -> DryRun:
    """Runs a service on an inventory through a scenario, all given as plain values, or None for the defaults."""

    def run(service: Any, inventory: Any = None, scenario: Any = None, **more: Any) -> Timeline:
        return simulate(service_of(service), inventory_of(inventory), scenario_of(scenario), **more)

    return run
