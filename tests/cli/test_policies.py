"""Policies: the example of the guide as it stands there, and everything else that they can say or get wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Write = Callable[..., Path]
GUIDE = Path(__file__).parents[2] / "docs" / "policies.md"


@pytest.fixture
def found(easui: Run, write: Write, quick_start: dict[str, Any]) -> Callable[..., list[dict[str, Any]]]:
    """What a policy finds in the quick start with some more in it."""

    def run(policy: Any, **more: Any) -> list[dict[str, Any]]:
        write("easui.toml", 'policies = ["acme.schema.json"]')
        write("acme.schema.json", policy)
        write("service.json", {**quick_start, **more})
        done = easui("lint", "--select", "EAS019", "--output-format", "json")
        assert done.returncode in (0, 1), done.stderr
        findings: list[dict[str, Any]] = json.loads(done.stdout)["diagnostics"]
        return findings

    return run


def test_the_guide_tells_the_truth(easui: Run, write: Write) -> None:
    toml, policy, service, console = re.findall(r"```(?:toml|json|console)\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    write("easui.toml", toml)
    write("acme.schema.json", policy)
    write("service.json", service)
    command, *lines = console.splitlines()
    run = easui(*command.removeprefix("$ easui ").split())
    assert run.stdout.splitlines() == lines
    assert run.returncode == 1
    write("service.json", json.dumps({**json.loads(service), "token": "abcdefghijkl"}))
    run = easui("lint", "--select", "EAS019")
    assert "error EAS019: the token of the service stands in the file (policy)" in run.stdout
    assert "= help: policy `acme.schema.json`: EAS makes one up\n" in run.stdout
    assert "abcdefghijkl" not in run.stdout


@pytest.mark.parametrize(
    ("policy", "more", "wanted"),
    [
        ({"required": ["a.b"]}, {}, [('["a.b"]', '`["a.b"]` is missing', "{")]),
        ({"properties": {"x": False}}, {"x": 1}, [("x", "`x` is not allowed here", '"x"')]),
        ({"not": {"required": ["x"]}}, {"x": 1}, [("x", "`x` is not allowed here", '"x"')]),
        ({"properties": {"x": {"type": ["string", "null"]}}}, {"x": 1}, [("x", "`x` is 1; it takes a string", "1")]),
        ({"properties": {"x": {"const": "a"}}}, {"x": "b"}, [("x", '`x` is "b"; allowed is `a`', '"b"')]),
        ({"properties": {"x": {"minLength": 3}}}, {"x": ""}, []),
        (
            {"properties": {"x": {"minLength": 3}}},
            {"x": "b"},
            [("x", '`x` is "b"; it must have at least 3 characters', '"b"')],
        ),
        ({"properties": {"x": {"minItems": 1}}}, {"x": []}, [("x", "`x` must have at least 1 item", '"x"')]),
        ({"properties": {"x": {"uniqueItems": True}}}, {"x": [1, 1]}, [("x", "`x` has the same item twice", '"x"')]),
        (
            {"properties": {"x": {"items": {"maximum": 1}}}},
            {"x": [1, 2]},
            [("x[1]", "`x[1]` is 2; it may be at most 1", "2")],
        ),
        (
            {"properties": {"labels": {"additionalProperties": False, "properties": {"team": {}}}}},
            {"labels": {"team": "a", "Team": "b", "boss": "c"}},
            [
                ("labels.Team", "`labels.Team` is not allowed here", '"Team"'),
                ("labels.boss", "`labels.boss` is not allowed here", '"boss"'),
            ],
        ),
        (
            {"properties": {"labels": {"propertyNames": {"pattern": "^[a-z]+$"}}}},
            {"labels": {"Team": "b"}},
            [("labels.Team", "`Team` is not a name that is allowed here", '"Team"')],
        ),
        (
            {"dependentRequired": {"x": ["y", "z"]}},
            {"x": 1},
            [("y", "`y` is missing", "{"), ("z", "`z` is missing", "{")],
        ),
        (
            {"properties": {"x": {"anyOf": [{"type": "integer", "minimum": 5}, {"type": "array"}]}}},
            {"x": 3},
            [("x", "`x` is 3; it must be at least 5", "3")],
        ),
        (
            {"properties": {"x": {"anyOf": [{"minimum": 5}, {"type": "array"}], "x-message": "more"}}},
            {"x": 3},
            [("x", "more", "3")],
        ),
        ({"if": {"required": ["x"]}, "then": {"required": ["y"]}}, {"x": 3}, [("y", "`y` is missing", "{")]),
        (
            {"$defs": {"y": {"required": ["y"]}}, "$ref": "#/$defs/y", "errorMessage": {"required": {"y": "no"}}},
            {},
            [("y", "`y` is missing", "{")],
        ),
        ({"required": ["y"], "errorMessage": {"required": {"y": "Y, please"}}}, {}, [("y", "Y, please", "{")]),
        ({"$schema": "http://json-schema.org/draft-04/schema#", "required": ["y"]}, {}, [("y", "`y` is missing", "{")]),
        ({"properties": {"x": {"format": "email"}}}, {"x": "no address"}, []),
    ],
)  # fmt: skip
def test_every_keyword_speaks(
    found: Callable[..., list[dict[str, Any]]],
    tmp_path: Path,
    policy: Any,
    more: dict[str, Any],
    wanted: list[tuple[str, str, str]],
) -> None:
    diagnostics = found(policy, **more)
    text = (tmp_path / "service.json").read_text()
    told = [
        (each["path"], each["message"], text[each["start"]["offset"] : each["end"]["offset"]]) for each in diagnostics
    ]
    assert told == wanted


def test_policies_see_the_usual_place(found: Callable[..., list[dict[str, Any]]]) -> None:
    rpc = {"required": ["keepalive", "max_queue_size"]}
    policy = {"properties": {"metadata": {"required": ["name", "rpc"], "properties": {"rpc": rpc}}}}
    dotted = found(policy, name="demo", metadata={"instance": 1, "rpc.keepalive": 5, "rpc": {"max_queue_size": None}})
    assert [each["path"] for each in dotted] == ["metadata.rpc.max_queue_size"]
    assert [each["path"] for each in found(policy, metadata={"instance": 1, "name": ""})] == [
        "metadata.rpc",
        "metadata.name",
    ]


def test_severity(found: Callable[..., list[dict[str, Any]]]) -> None:
    policy = {"x-severity": "info", "required": ["y"], "properties": {"x": {"maximum": 1, "x-severity": "warning"}}}
    assert [each["severity"] for each in found(policy, x=2)] == ["info", "warning"]
    assert found({"required": ["y"]})[0]["severity"] == "error"


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("p.json", '{"properties": {"x": {"type": "strin"}}}', "p.json:1:31: error: "),
        ("p.json", "[]", "p.json:1:1: error: the whole is a list; it takes `true`"),
        ("p.json", '{"required": "x"}', 'p.json:1:14: error: `required` is "x"; it takes a list'),
        ("p.yaml", "properties:\n  x: {pattern: '[a'}\n", "p.yaml:2:16: error: `properties.x.pattern`"),
        ("p.json", '{"a": 1', "p.json:1:"),
        ("p.json", '{"$ref": "https://example.com/x.json"}', "is outside this policy, and nothing is fetched"),
        ("p.json", '{"$ref": "other.json#/x"}', "p.json:1:10: error: `other.json#/x` is outside this policy"),
        ("p.json", '{"$ref": "#/$defs/x"}', "p.json:1:10: error: `#/$defs/x` leads nowhere in this policy"),
        ("q.json", "{}", "easui.toml:1:13: error: `p.json` does not exist"),
    ],
)
def test_what_is_no_policy(easui: Run, write: Write, quick_start: Any, name: str, text: str, wanted: str) -> None:
    write("easui.toml", f'policies = ["{name.replace("q.", "p.")}"]')
    write(name, text)
    write("service.json", quick_start)
    run = easui("lint")
    assert run.returncode == 2
    assert wanted in run.stderr


def test_jsonschema_is_imported_for_policies_alone(easui: Run, write: Write, quick_start: Any) -> None:
    write("service.json", quick_start)
    assert "jsonschema" not in easui("lint", PYTHONPROFILEIMPORTTIME="1").stderr
    write("easui.toml", "policies = []")
    run = easui("lint", PYTHONPROFILEIMPORTTIME="1")
    assert "jsonschema" not in run.stderr
    assert "tomllib" in run.stderr
