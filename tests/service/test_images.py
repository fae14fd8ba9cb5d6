"""Addresses of images: registries, regions and what a name says about the device."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from easui.service.images import image_address, with_host


@pytest.mark.parametrize(
    ("text", "registry", "region", "is_vpc"),
    [
        ("eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu", "official", "cn-hangzhou", True),
        ("dsw-registry.ap-southeast-1.cr.aliyuncs.com/pai/torch:2.1", "official", "ap-southeast-1", False),
        ("registry-vpc.cn-shanghai.aliyuncs.com/acme/ranker:1", "personal", "cn-shanghai", True),
        ("registry.cn-shanghai.aliyuncs.com/acme/ranker:1", "personal", "cn-shanghai", False),
        ("crpi-1a2b-vpc.cn-beijing.personal.cr.aliyuncs.com/acme/ranker:1", "personal", "cn-beijing", True),
        ("acme-registry-vpc.cn-shenzhen.cr.aliyuncs.com/acme/ranker:1", "enterprise", "cn-shenzhen", True),
        ("vllm/vllm-openai:v0.9.0", "public", "", False),
        ("nginx", "public", "", False),
        ("ghcr.io/acme/ranker:1", "public", "", False),
        ("harbor.acme.example:5000/acme/ranker:1", "own", "", False),
    ],
)
def test_registry_and_region(text: str, registry: str, region: str, is_vpc: bool) -> None:
    address = image_address(text)
    assert (address.registry, address.region, address.is_vpc) == (registry, region, is_vpc)


def test_port_of_a_host_is_no_tag() -> None:
    address = image_address("harbor.acme.example:5000/acme/ranker")
    assert (address.host, address.repository, address.tag) == ("harbor.acme.example:5000", "acme/ranker", "")


def test_digest_stands_beside_a_tag() -> None:
    address = image_address("registry-vpc.cn-beijing.aliyuncs.com/acme/ranker:1@sha256:0f")
    assert (address.tag, address.digest) == ("1", "sha256:0f")


@pytest.mark.parametrize(
    ("text", "device"),
    [
        ("acme/ranker:1.2-gpu", "gpu"),
        ("acme/ranker:1.2-cu118", "gpu"),
        ("acme/ranker-cpu:1.2", "cpu"),
        ("acme/gpu-ranker:1.2-cpu", ""),
        ("acme/ranker:1.2", ""),
        ("acme/scpu:1.2", ""),
        ("eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/sglang:v0.5", "gpu"),
        ("eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39", ""),
    ],
)
def test_device_in_a_name(text: str, device: str) -> None:
    assert image_address(text).device == device


def test_registry_can_be_exchanged() -> None:
    assert with_host("a.example/acme/ranker:1", "b.example") == "b.example/acme/ranker:1"


@given(st.text(alphabet="abz019.:/@-_ \u0000é"))
def test_any_text_is_read(text: str) -> None:
    address = image_address(text)
    assert len(address.host) + len(address.repository) + len(address.tag) + len(address.digest) <= len(text)
