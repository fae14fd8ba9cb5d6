"""The region of a service, and which of its values prove it."""

from __future__ import annotations

from typing import Any

import pytest

from easui.document import parse, render
from easui.service import Service, read
from easui.service.region import file_system_region, oss_endpoint, region_of


def service(**root: Any) -> Service:
    return read(parse(render(parse("{}"), root)))


def image(host: str) -> list[dict[str, str]]:
    return [{"image": f"{host}/acme/ranker:1"}]


def mounted(*regions: str) -> list[dict[str, Any]]:
    return [{"oss": {"path": "oss://a/", "endpoint": f"oss-{region}-internal.aliyuncs.com"}} for region in regions]


def test_nothing_proves_nothing() -> None:
    region = region_of(service(model_path="oss://bucket/model/"))
    assert (region.name, region.proofs, region.related()) == ("", (), ())
    assert not region.differs("cn-hangzhou")


@pytest.mark.parametrize(
    "root",
    [
        {"containers": image("registry-vpc.cn-beijing.aliyuncs.com")},
        {"storage": mounted("cn-beijing")},
        {"storage": [{"nfs": {"server": "06ba74-a.cn-beijing.nas.aliyuncs.com", "path": "/"}}]},
        {"oss_endpoint": "oss-cn-beijing-internal.aliyuncs.com"},
        {"metadata": {"region": "cn-beijing"}},
    ],
)
def test_values_that_work_in_one_region_only_are_proofs(root: dict[str, Any]) -> None:
    assert region_of(service(**root)).name == "cn-beijing"


@pytest.mark.parametrize(
    "root",
    [
        {"containers": image("registry.cn-beijing.aliyuncs.com")},
        {"containers": image("acme-registry-vpc.cn-beijing.cr.aliyuncs.com")},
        {"oss_endpoint": "oss-cn-beijing.aliyuncs.com"},
        {"metadata": {"region": "beijing"}},
        {"storage": [{"oss": {"endpoint": "oss-xxx-internal.aliyuncs.com"}}]},
        {"containers": [{"image": 7}]},
    ],
)
def test_other_values_are_none(root: dict[str, Any]) -> None:
    assert region_of(service(**root)).name == ""


def test_region_of_the_user_wins() -> None:
    region = region_of(service(storage=mounted("cn-beijing")), "cn-shanghai")
    assert (region.name, region.related()) == ("cn-shanghai", ())
    assert region.differs("cn-beijing")


def test_most_proofs_win_and_the_first_among_equals() -> None:
    assert region_of(service(storage=mounted("cn-beijing", "cn-shanghai"))).name == "cn-beijing"
    assert region_of(service(storage=mounted("cn-beijing", "cn-shanghai", "cn-shanghai"))).name == "cn-shanghai"


def test_related_place_is_the_first_proof() -> None:
    found = region_of(service(storage=mounted("cn-beijing", "cn-shanghai", "cn-shanghai"))).related()
    assert [related.path for related in found] == [("storage", 1, "oss", "endpoint")]


def test_endpoints() -> None:
    internal, public = oss_endpoint("oss-cn-beijing-internal.aliyuncs.com"), oss_endpoint("oss-us-east-1.aliyuncs.com")
    assert internal == ("cn-beijing", True)
    assert public == ("us-east-1", False)
    assert oss_endpoint("https://bucket.oss-cn-beijing.aliyuncs.com/") == ("cn-beijing", False)
    assert oss_endpoint("s3.example.com") is None


@pytest.mark.parametrize(
    ("server", "region"),
    [
        ("06ba74-a.cn-hangzhou.nas.aliyuncs.com", "cn-hangzhou"),
        ("0a1b-x.ap-southeast-1.extreme.nas.aliyuncs.com", "ap-southeast-1"),
        ("cpfs-01.cn-wulanchabu.cpfs.aliyuncs.com", "cn-wulanchabu"),
        ("nfs.acme.example", ""),
    ],
)
def test_file_systems(server: str, region: str) -> None:
    assert file_system_region(server) == region
