"""`easui explain`, `rule` and `schema`: what easui knows, for people and for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from easui.cli import main
from easui.knowledge import SCHEMAS, all_fields
from easui.lint import all_rules

Run = Callable[..., Any]
REFERENCE = Path(__file__).parents[2].parent / "shared" / "reference" / "parameters.yaml"


@pytest.mark.parametrize(
    "spelling",
    ["metadata.rpc.keepalive", 'metadata["rpc.keepalive"]', " metadata.rpc.keepalive "],
)
def test_explain_takes_every_spelling(easui: Run, spelling: str) -> None:
    shown = easui("explain", spelling)
    assert shown.returncode == 0
    assert shown.stdout.startswith("metadata.rpc.keepalive – ")
    for fact in ("integer, in ms", "600000", "Parameters of model services", "rpc.keepalive"):
        assert fact in shown.stdout


def test_explain_lists_values_with_their_meaning(easui: Run) -> None:
    assert re.search(r"host +\S.*\n +zone +\S", easui("explain", "metadata.scheduling.spread.policy").stdout)


def test_explain_lists_what_an_object_holds(easui: Run) -> None:
    assert "containers[].env[].value" in easui("explain", "containers[0].env").stdout
    assert "metadata " in easui("explain").stdout


def test_explain_as_json(easui: Run) -> None:
    told = json.loads(easui("explain", "containers.port", "--output-format", "json").stdout)
    assert told["path"] == "containers[].port"
    assert told["types"] == ["integer"]
    assert told["limits"] == {"minimum": 1, "maximum": 65535, "forbidden": [8080, 9090]}
    assert told["confidence"] == "high"


def test_explain_proposes_what_was_meant(easui: Run) -> None:
    done = easui("explain", "replicas")
    assert done.returncode == 2
    assert "`metadata.instance`" in done.stderr


def test_every_parameter_of_the_schema_is_explained(capfd: pytest.CaptureFixture[str]) -> None:
    from easui.document import format_path

    unknown = [field for field in all_fields() if main(["explain", format_path(field.path)]) != 0]
    assert unknown == []


def test_every_parameter_of_the_reference_is_explained(capfd: pytest.CaptureFixture[str]) -> None:
    if not REFERENCE.exists():
        pytest.skip("the parameter reference is not at hand")
    written = re.findall(r'^  - path: (".*")$', REFERENCE.read_text(encoding="utf-8"), re.M)
    unknown = [path for path in map(json.loads, written) if main(["explain", path]) != 0]
    assert unknown == []


def test_rules_as_json(easui: Run) -> None:
    told = json.loads(easui("rule", "--all", "--output-format", "json").stdout)
    assert told["version"] == 1
    assert [rule["code"] for rule in told["rules"]] == [rule.code for rule in all_rules() if not rule.needs_settings]
    keys = ["code", "name", "family", "severity", "confidence", "fix", "what", "why", "bad", "good", "language"]
    for rule in told["rules"]:
        assert list(rule) == [*keys, "source", "covers", "url"]
        assert all(rule[key] for key in rule if key != "covers"), rule["code"]


@pytest.mark.parametrize("name", ["EAS001", "eas001", "unknown-parameter"])
def test_rule_takes_code_and_name(easui: Run, name: str) -> None:
    shown = easui("rule", name).stdout
    assert shown.startswith("EAS001 unknown-parameter")
    assert "Why: " in shown
    assert '"instnce"' in shown


def test_rule_without_code_lists_them(easui: Run) -> None:
    shown = easui("rule").stdout
    assert all(rule.code in shown for rule in all_rules())


def test_an_unknown_rule(easui: Run) -> None:
    done = easui("rule", "unknown-paramter")
    assert done.returncode == 2
    assert "did you mean `unknown-parameter`?" in done.stderr


def test_schema(easui: Run) -> None:
    assert json.loads(easui("schema").stdout)["$schema"].endswith("2020-12/schema")
    assert easui("schema", "--list").stdout.split() == list(SCHEMAS)
    assert "did you mean `service`?" in easui("schema", "servce").stderr


def test_explain_proposes_nothing_for_a_word_that_is_near_nothing(easui: Run) -> None:
    done = easui("explain", "nothing")
    assert done.returncode == 2
    assert "did you mean" not in done.stderr
