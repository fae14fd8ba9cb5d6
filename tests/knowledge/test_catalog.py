"""Instance types and the other tables."""

from __future__ import annotations

import pytest

from easui.knowledge import (
    describe_instance_type,
    follows_naming_scheme,
    gpu_models,
    images,
    instance_type,
    instance_types,
    processors,
    regions,
)


def test_type_of_the_catalog() -> None:
    kind = instance_type("ecs.gn7i-c8g1.2xlarge")
    assert kind is not None
    assert describe_instance_type(kind) == "8 vCPU, 30 GiB, 1 × A10"
    assert kind.gpu_memory_gib == 24


@pytest.mark.parametrize(
    ("name", "vcpu", "memory"),
    [("ecs.c10i.large", 2, 4), ("ecs.g10i.xlarge", 4, 16), ("ecs.r10i.3xlarge", 12, 96)],
)
def test_cpu_type_is_read_off_its_name(name: str, vcpu: int, memory: int) -> None:
    assert name not in instance_types()
    kind = instance_type(name)
    assert kind is not None
    assert (kind.vcpu, kind.memory_gib, kind.gpu_count) == (vcpu, memory, 0)


def test_pai_type_spells_itself_out() -> None:
    kind = instance_type("ml.gu7i.c24m96.2-gu30")
    assert kind is not None
    assert (kind.vcpu, kind.memory_gib, kind.gpu_count, kind.gpu_model, kind.gpu_memory_gib) == (24, 96, 2, "GU30", 24)


def test_size_that_no_name_tells_is_unknown() -> None:
    assert instance_type("ml.gu7xf.8xlarge-gu108") is None
    assert follows_naming_scheme("ml.gu7xf.8xlarge-gu108")
    assert follows_naming_scheme("ecs.gn7-c12g1.12xlarge")
    assert not follows_naming_scheme("A10")
    assert not follows_naming_scheme("dedicated_resource")


def test_every_catalog_type_follows_the_naming_scheme() -> None:
    assert [name for name in instance_types() if not follows_naming_scheme(name)] == []


def test_other_tables_are_there() -> None:
    assert gpu_models()["A10"].memory_gib == 24
    assert regions()["cn-hangzhou"].oss_internal == "oss-cn-hangzhou-internal.aliyuncs.com"
    assert processors()["triton"].device == "gpu"
    assert images()["pai-eas/vllm"].device == "gpu"
