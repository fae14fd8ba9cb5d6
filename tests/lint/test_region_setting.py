"""Rules about regions take the one of the settings, where there is one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from easui.document import parse
from easui.lint import Settings, lint

IMAGE = "registry-vpc.cn-beijing.aliyuncs.com/acme/ranker:1.4.2"
ENDPOINT = "oss-cn-beijing-internal.aliyuncs.com"


@pytest.mark.parametrize(
    ("code", "root"),
    [
        ("EAS422", {"containers": [{"image": IMAGE}]}),
        ("EAS531", {"oss_endpoint": ENDPOINT}),
        ("EAS643", {"storage": [{"oss": {"endpoint": ENDPOINT}}]}),
        ("EAS651", {"storage": [{"nfs": {"server": "06ba74-a.cn-beijing.nas.aliyuncs.com"}}]}),
    ],
)
def test_value_of_another_region_than_that_of_the_settings(code: str, root: dict[str, Any]) -> None:
    document = parse(json.dumps(root))
    assert not lint(document, Settings(select=(code,)))
    assert not lint(document, Settings(select=(code,), region="cn-beijing"))
    (found,) = lint(document, Settings(select=(code,), region="cn-hangzhou"))
    assert "cn-beijing" in found.message
    assert "cn-hangzhou" in found.message


def test_endpoint_of_the_region_of_the_settings_is_needless() -> None:
    document = parse(json.dumps({"oss_endpoint": ENDPOINT}))
    assert not lint(document, Settings(select=("EAS532",)))
    assert lint(document, Settings(select=("EAS532",), region="cn-beijing"))
