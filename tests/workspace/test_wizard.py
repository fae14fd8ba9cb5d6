"""A service from five questions: whatever is answered, EAS would take it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from easui.assist.formatting import format_document
from easui.document import Severity, parse
from easui.lint import lint
from easui.workspace.wizard import QUESTIONS, objection, prompts, service_text, values


def options(answers: dict[str, str], key: str) -> list[str]:
    """What may be answered to one prompt."""
    return [option.value for prompt in prompts(answers) if prompt.key == key for option in prompt.options]


def programs() -> Iterator[dict[str, str]]:
    """Every program that can be chosen."""
    yield {"program": "vllm"}
    yield {"program": "image", "gpu": "no"}
    yield {"program": "image", "gpu": "yes"}
    for image in options({"program": "official"}, "official"):
        yield {"program": "official", "official": image}
    for processor in options({"program": "processor"}, "processor"):
        yield {"program": "processor", "processor": processor}


def combinations() -> Iterator[dict[str, str]]:
    """Every program at every place, small and large, with all ways to grow."""
    for program in programs():
        for place in ("public", "group"):
            for replicas in ("1", "3"):
                so_far = {**program, "place": place, "replicas": replicas}
                for grows in options(so_far, "grows"):
                    yield {**so_far, "grows": grows}


def test_every_combination_is_in_canonical_layout_and_lints_without_errors_and_warnings():
    for answers in combinations():
        document = parse(service_text(answers), "json")
        assert not format_document(document)
        found = [each for each in lint(document) if each.severity >= Severity.WARNING]
        assert not found, (answers, found)


@pytest.mark.parametrize("program", ["vllm", "official"])
def test_every_proposed_machine_type_will_do(program):
    for kind in options({"program": program}, "type"):
        document = parse(service_text({"program": program, "type": kind}), "json")
        assert not [each for each in lint(document) if each.severity >= Severity.WARNING], kind


def test_the_prompts_stand_under_five_questions_in_order():
    for answers in combinations():
        asked = [prompt.question for prompt in prompts(answers)]
        assert asked == sorted(asked)
        assert set(asked) == set(range(len(QUESTIONS)))


def test_the_answers_are_in_the_service():
    service = json.loads(
        service_text(
            {
                "name": "chat",
                "program": "vllm",
                "model": "oss://acme/qwen/",
                "length": "8192",
                "place": "group",
                "group": "eas-r-abc123def456",
                "workspace": "42",
                "replicas": "2",
                "cpu": "16",
                "memory": "64",
                "cards": "2",
                "grows": "qps",
                "min": "2",
                "max": "5",
                "target": "7",
            }
        )
    )
    metadata = service["metadata"]
    assert (metadata["name"], metadata["workspace_id"], metadata["instance"]) == ("chat", "42", 2)
    assert (metadata["resource"], metadata["cpu"], metadata["memory"]) == ("eas-r-abc123def456", 16, 65536)
    assert metadata["gpu"] == 2
    assert service["storage"][0]["oss"]["path"] == "oss://acme/qwen/"
    assert "--max-model-len 8192 --tensor-parallel-size 2" in service["containers"][0]["script"]
    assert service["autoscaler"] == {"min": 2, "max": 5, "strategies": {"qps": 7}}
    assert "cloud" not in service


def test_a_second_machine_type_stands_in_for_the_first_unless_nobody_wants_one():
    both = json.loads(service_text({}))["cloud"]["computing"]["instances"]
    assert len(both) == 2
    one = json.loads(service_text({"fallback": "none"}))["cloud"]["computing"]["instances"]
    assert one == both[:1]


def test_defaults_follow_the_answers_before_them():
    assert values({"program": "processor", "name": "scores"})["model"] == "oss://models/scores/"
    assert values({"program": "vllm"})["type"].startswith("ecs.gn")
    assert values({"replicas": "4", "grows": "qps"})["min"] == "4"


@pytest.mark.parametrize(
    ("key", "answer", "answers", "said"),
    [
        ("name", "My Name", {}, "blank"),
        ("port", "8080", {}, "8080"),
        ("port", "many", {}, "whole number"),
        ("port", "9" * 40, {}, "whole number"),
        ("model", "models/qwen", {"program": "vllm"}, "oss://"),
        ("max", "0", {"grows": "qps"}, "at least 1"),
        ("max", "2", {"grows": "qps", "min": "3"}, "below"),
        ("program", "something", {}, "choose one"),
    ],
)
def test_an_answer_that_will_not_do_is_objected_to(key, answer, answers, said):
    prompt = next(each for each in prompts(answers) if each.key == key)
    assert said in objection(prompt, answer, answers)


def test_no_default_is_objected_to():
    for answers in combinations():
        if answers.get("processor", "pmml") == "pmml":
            for prompt in prompts(answers):
                assert objection(prompt, prompt.default, answers) == ""
