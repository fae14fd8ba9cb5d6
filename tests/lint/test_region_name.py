"""Which names are taken for misspelt regions."""

from __future__ import annotations

import pytest

from easui.lint.region_name import regions_meant


@pytest.mark.parametrize("name", ["cn-hangzho", "cn-hanghzou", "CN-Hangzhou", "cn_hangzhou", "hangzhou"])
def test_a_misspelt_region_is_recognised(name: str) -> None:
    assert regions_meant(name) == ["cn-hangzhou"]


@pytest.mark.parametrize("name", ["", "cn-hangzhou", "us-east-9", "ap-southeast-42", "br-saopaulo"])
def test_known_and_new_regions_are_taken(name: str) -> None:
    assert regions_meant(name) == []
