"""Whole blocks are good as they stand: accepted in a fitting service, the linter has nothing to say."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from easui.assist.completion import complete, documentation
from easui.assist.completion.blocks import Block, blocks
from easui.document import Array, Document, Object, Path, parse
from easui.lint import lint

SERVICE: dict[str, Any] = {
    "metadata": {"name": "demo", "instance": 2, "workspace_id": "140523"},
    "cloud": {
        "computing": {
            "instances": [{"type": "ecs.c7.2xlarge"}, {"type": "ecs.c8i.2xlarge"}],
            "disable_spot_protection_period": False,
        },
        "networking": {
            "vpc_id": "vpc-bp1oll7xawovg9t8k2m4q",
            "vswitch_id": "vsw-bp1jjgkw51nsca1e7h3x9",
            "security_group_id": "sg-bp1ej061cnyfn0b8v2s5",
        },
    },
    "containers": [
        {
            "image": "acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/search/app:1.0.0",
            "command": "/app/run --listen 0.0.0.0:8000",
            "port": 8000,
        }
    ],
}
QUEUED = {"type": "Async"}
GROUP = {"resource": "eas-r-9lkbl2jvdm0puv1234", "resource_burstable": True, "cpu": 8, "memory": 16384}
METADATA = {"autoscaler-queue": QUEUED, "queue": QUEUED, "cloud-elastic-pool": GROUP}


def service_for(block: Block) -> tuple[dict[str, Any], Path]:
    """A service in which a block fits and which lacks it, and the path of the object or array that it goes into."""
    value = copy.deepcopy(SERVICE)
    value["metadata"].update(METADATA.get(block.name, {}))
    if block.name == "autoscaler-queue":
        value["queue"] = {"cpu": 1, "memory": 4096}
    if block.name == "instance-spot":
        value["cloud"]["computing"]["instances"] = [{"type": "ecs.c7.2xlarge", "spot_price_limit": 1.5}]
    if block.path.startswith("autoscaler"):
        value["autoscaler"] = {"min": 1, "max": 3}
    path: list[str | int] = []
    node: Any = value
    steps = block.path.split(".") if block.path else []
    for number, step in enumerate(steps):
        name = step.removesuffix("[]")
        is_last = number == len(steps) - 1
        node = node.setdefault(name, [] if is_last and block.key is None else {})
        path.append(name)
        if step.endswith("[]"):
            node = node[0]
            path.append(0)
    if block.key is not None:
        node.pop(block.key, None)
    return value, tuple(path)


def with_room(value: dict[str, Any], path: Path, indent: int | None) -> tuple[Document, int]:
    """A document with a blank behind the last thing in an object or array, and the offset behind that blank."""
    text = json.dumps(value, indent=indent)
    node = parse(text).node(path)
    assert isinstance(node, (Object, Array))
    end = node.end - 1
    return parse(f"{text[:end]} {text[end:]}"), end + 1


@pytest.mark.parametrize("block", blocks(), ids=lambda block: block.name)
@pytest.mark.parametrize("indent", [None, 2])
def test_a_block_lints_clean_where_it_is_offered(block, indent):
    value, path = service_for(block)
    document, offset = with_room(value, path, indent)
    items = complete(document, offset).items
    item = next(item for item in items if item.topic == f"block {block.name}")
    after = document.apply((*item.others, item.edit))
    known = {found.code for found in lint(document)}
    assert after.faults == ()
    new = [(found.code, found.message) for found in lint(after) if found.code not in known]
    assert new == []


def test_names_are_unique_and_documented():
    names = [block.name for block in blocks()]
    assert len(set(names)) == len(names)
    for block in blocks():
        assert "```json" in documentation(f"block {block.name}")


def test_a_block_is_not_offered_where_its_key_is_set(ask):
    labels = ask('{"containers": [{"startup_check": {}, |}]}').labels
    assert "startup_check: HTTP" not in labels
    assert "liveness_check: HTTP" in labels


def test_checks_ask_the_port_of_their_container(ask):
    asked = ask('{"containers": [{"port": 1}, {"port": 9000, |}]}')
    for label in ("startup_check: HTTP", "liveness_check: TCP"):
        assert '"port": 9000' in asked.accepted(label)
    assert '"port": 8000' in ask('{"containers": [{|}]}').accepted("startup_check: HTTP")


def test_blanks_are_numbered_in_the_order_of_the_text(ask):
    item = ask('{"containers": [{"env": [|]}]}').item("name and value")
    assert item.snippet == '{"name": "${1:LOG_LEVEL}", "value": "${2:info}"}'
    assert item.edit.text == '{"name": "LOG_LEVEL", "value": "info"}'
