"""Where replicas run, what their machines have, and the kinds of service."""

from __future__ import annotations

import json
from typing import Any

import pytest

from easui.document import parse
from easui.service import Service, read
from easui.service.capacity import amount, is_malformed
from easui.service.kinds import dedicated_gateway, least_replicas, replicas
from easui.service.machines import candidates, card_memory, gpus_per_replica, has_gpu, memory_mb, resource_group
from easui.service.metrics import scaling_metrics


def service(**root: Any) -> Service:
    return read(parse(json.dumps(root), "json"))


def types(*names: str, **metadata: Any) -> Service:
    return service(metadata=metadata, cloud={"computing": {"instances": [{"type": name} for name in names]}})


def test_list_before_single_type() -> None:
    both = service(cloud={"computing": {"instance_type": "ecs.c7.large", "instances": [{"type": "ecs.g7.large"}]}})
    assert [candidate.name for candidate in candidates(both)] == ["ecs.g7.large"]
    single = service(cloud={"computing": {"instance_type": "ecs.c7.large", "instances": []}})
    assert [candidate.name for candidate in candidates(single)] == ["ecs.c7.large"]


def test_shared_class_is_no_group() -> None:
    assert resource_group(service(metadata={"resource": "P4_8CORE"})) is None
    assert resource_group(service(metadata={"resource": "eas-r-9lkbl2jvdm0puv1234"})) is not None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (types("ecs.gn7i-c8g1.2xlarge"), True),
        (types("ecs.c7.large"), False),
        (types("ecs.c7.large", "ecs.gn7i-c8g1.2xlarge"), None),
        (types("ecs.gn12x.4xlarge"), True),
        (types("ecs.c7.large", "ecs.unheard-of.large"), None),
        (service(metadata={"resource": "eas-r-1", "cpu": 4, "memory": 8000}), False),
        (service(metadata={"resource": "eas-r-1", "cpu": 4, "gpu_memory": 8}), True),
        (service(metadata={"resource": "eas-r-1", "cpu": 4}, containers=[{"resources": {"limits": {}}}]), None),
        (service(metadata={"resource": "P4_8CORE"}), None),
        (service(metadata={"gpu": "one"}), None),
    ],
)
def test_has_gpu(given: Service, expected: bool | None) -> None:
    assert has_gpu(given) is expected


def test_sizes_of_machines() -> None:
    assert gpus_per_replica(types("ecs.gn7i-c32g1.16xlarge")) == 2
    assert card_memory(types("ecs.gn7i-c8g1.2xlarge")) == 24
    assert card_memory(service(metadata={"gpu_model": "v100"})) == 32
    assert memory_mb(types("ecs.c7.large")) == 4096
    assert memory_mb(types("ecs.c7.large", memory="4Gi")) is None


def test_replicas_are_moved_into_the_bounds() -> None:
    scaled = service(metadata={"instance": 1}, autoscaler={"min": 2, "max": 5})
    assert (replicas(scaled), least_replicas(scaled)) == (2, 2)
    assert (replicas(service()), least_replicas(service(metadata={"instance": 3}))) == (1, 3)


def test_default_is_no_dedicated_gateway() -> None:
    assert dedicated_gateway(service(networking={"gateway": "default"})) is None
    assert dedicated_gateway(service(metadata={"gateway": "gw-m2vkzbpixm7mo"})) is not None


@pytest.mark.parametrize(
    ("written", "floor", "ceil"), [(3, 3, 3), ("3", 3, 3), ("29%", 29, 29), ("12.5%", 12, 13), ("100%", 100, 100)]
)
def test_amount_of_a_hundred(written: object, floor: int, ceil: int) -> None:
    value = service(metadata={"rolling_strategy": {"max_surge": written}}).get("metadata.rolling_strategy.max_surge")
    found = amount(value)
    assert found is not None
    assert (found.floor(100), found.ceil(100)) == (floor, ceil)


@pytest.mark.parametrize("written", ["half", "-1", "10 %", "1.5", "%"])
def test_neither_count_nor_percentage(written: str) -> None:
    value = service(metadata={"rolling_strategy": {"max_surge": written}}).get("metadata.rolling_strategy.max_surge")
    assert value is not None
    assert amount(value) is None
    assert is_malformed(value)


def test_metrics_of_both_notations() -> None:
    short = service(autoscaler={"strategies": {"qps": 10, "gpu": 70, "custom[a]@b[c]": 1}})
    assert [(metric.name, metric.reported_name) for metric in scaling_metrics(short)] == [
        ("qps", None),
        ("gpu[util]", None),
        ("custom[a]@b[c]", "a"),
    ]
    entries = [{"metricName": "gpu", "threshold": 70, "service": "other"}, {"threshold": 5}]
    long = service(autoscaler={"scaleStrategies": entries})
    assert [(metric.name, metric.of_other_service) for metric in scaling_metrics(long)] == [("gpu[util]", True)]
