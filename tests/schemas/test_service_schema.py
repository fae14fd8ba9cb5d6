"""The service schema: valid, complete against the reference, and documented down to its leaves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT.parent / "shared" / "reference"
SCHEMA: dict[str, Any] = json.loads((ROOT / "schemas" / "service.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)

RANKS = ["low", "medium", "high"]
# The schema is laxer than the reference where a rule knows better, said here with the reason.
LAXER = {
    "networking.gateway_policy.rate_limit.limit": "a limit of 0 is right while the switch is off",
    "networking.gateway_policy.concurrency_limit.limit": "a limit of 0 is right while the switch is off",
}
DOTTED = {'metadata["eas.enabled_model_verification"]': "metadata.eas.enabled_model_verification"}
OWN_KEYWORDS = {
    "catalog", "common", "confidence", "default", "empty-is-value", "ignore-case", "key", "messages", "moved-to",
    "recommended", "required", "rows", "secret", "section", "severity", "source", "synonyms", "unit", "values",
}  # fmt: skip
MESSAGE_KINDS = {
    "type", "enum", "minimum", "maximum", "exclusiveMinimum", "forbidden", "required", "dependentRequired", "minItems",
}  # fmt: skip

QUICK_START = {
    "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
    "cloud": {"computing": {"instances": [{"type": "ecs.c7a.large"}]}},
    "containers": [
        {
            "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
            "script": "python app.py",
            "port": 8000,
        }
    ],
}


def resolve(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with its `$ref` followed: what stands beside a `$ref` wins, but confidence never rises."""
    if "$ref" not in schema:
        return schema
    target = SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    return {**target, **{key: value for key, value in schema.items() if key != "$ref"}}


def join(parent: str, key: str) -> str:
    if "." in key and not key.startswith("custom["):
        return f"{parent}[{json.dumps(key)}]"
    return f"{parent}.{key}" if parent else key


def members(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Keys that an object may hold, open ones by their placeholder."""
    yield from schema.get("properties", {}).items()
    opened = [*schema.get("patternProperties", {}).values(), schema.get("additionalProperties")]
    for part in opened:
        if part:
            yield part["x-easui-key"], part


def walk(schema: dict[str, Any], path: str = "", cap: str = "high") -> Iterator[tuple[str, dict[str, Any]]]:
    for key, raw in members(schema):
        field = resolve(raw)
        confidence = min(field["x-easui-confidence"], cap, key=RANKS.index)
        below = confidence if "$ref" in raw else cap
        here = join(path, key)
        yield here, {**field, "x-easui-confidence": confidence}
        yield from walk(field, here, below)
        if "items" in field:
            yield from walk(resolve(field["items"]), f"{here}[]", below)


FIELDS = dict(walk(SCHEMA))


def canonical(path: str) -> str:
    """A path of `x-easui-moved-to` (keys with brackets are quoted there) as `FIELDS` spells it."""
    return path.replace('["gpu[util]"]', ".gpu[util]")


def parameters() -> list[dict[str, Any]]:
    file = REFERENCE / "parameters.yaml"
    if not file.exists():
        pytest.skip("the reference is not at hand; the committed list of paths stands in")
    return YAML(typ="safe").load(file.read_text(encoding="utf-8"))["parameters"]


def vendor_sample() -> dict[str, Any]:
    """The long sample: the last object of the page that stands alone at the left margin."""
    file = REFERENCE / "seed-json-deployment.txt"
    if not file.exists():
        pytest.skip("the vendor's page is not at hand")
    text = file.read_text(encoding="utf-8")
    return json.loads(text[text.rindex('{\n"token"') :])


def test_is_a_valid_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"].endswith("2020-12/schema")
    assert SCHEMA["$id"] == "https://easui.example/schemas/service.schema.json"


def test_paths_are_the_committed_ones() -> None:
    listed = (Path(__file__).parent / "paths.txt").read_text(encoding="utf-8").split("\n")
    assert [*FIELDS, ""] == listed


def test_says_what_the_reference_says() -> None:
    wrong = []
    for entry in parameters():
        path = DOTTED.get(entry["path"], entry["path"])
        field = FIELDS.get(path)
        if field is None:
            wrong.append(f"{path}: missing")
            continue
        for what, expected, found in comparisons(path, entry, field):
            if expected != found:
                wrong.append(f"{path}: {what} is {found!r}, the reference says {expected!r}")
    assert wrong == []


def comparisons(path: str, entry: dict[str, Any], field: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    types = [name.strip() for name in entry["type"].split("|")]
    yield "type", sorted([*types, "null"]), sorted(field["type"])
    yield "confidence", entry["confidence"], field["x-easui-confidence"]
    for ours, theirs in {"x-easui-secret": "secret", "writeOnly": "secret", "deprecated": "legacy"}.items():
        if theirs in entry:
            yield ours, entry[theirs], field.get(ours)
    if "default" in entry:
        is_prose = isinstance(entry["default"], str) and ("string" not in types or " " in entry["default"])
        if is_prose:
            yield "prose default", True, "x-easui-default" in field
        else:
            yield "default", entry["default"], field.get("default")
    known = [*entry.get("enum", []), *entry.get("enum_open", [])]
    if known and "x-easui-catalog" not in field:
        yield "values", {str(value) for value in known}, set(field["x-easui-values"])
    if entry["confidence"] == "low":
        return
    if "enum" in entry and "x-easui-ignore-case" not in field:
        yield "enum", set(entry["enum"]) - {""}, set(field["enum"]) - {"", None}
    if path not in LAXER:
        for ours, theirs in {"minimum": "min", "exclusiveMinimum": "min_exclusive", "minItems": "min_items"}.items():
            if theirs in entry:
                yield theirs, entry[theirs], field.get(ours)
    if isinstance(entry.get("max"), int):
        yield "max", entry["max"], field.get("maximum")
    forbidden = [value for value in entry.get("forbidden", []) if isinstance(value, int)]
    if forbidden:
        yield "forbidden", forbidden, field["not"]["enum"]


@pytest.mark.parametrize("keyword", ["title", "description", "type", "x-easui-source"])
def test_every_field_is_documented(keyword: str) -> None:
    assert [path for path, field in FIELDS.items() if not field.get(keyword)] == []


def test_words_are_short_and_whole() -> None:
    for path, field in FIELDS.items():
        assert len(field["title"]) <= 32, path
        assert field["title"][0].isupper() or field["title"] in {
            "jemalloc",
            "gRPC",
            "vSwitch id",
            "vSwitch address range",
        }
        assert field["description"].endswith("."), path
        assert len(field["description"]) <= 300, path


def test_null_is_always_allowed() -> None:
    for path, field in FIELDS.items():
        assert "null" in field["type"], path
        assert None in field.get("enum", [None]), path
        if "string" in field["type"]:
            assert "" in field.get("enum", [""]), path
            assert re.search(field.get("pattern", ""), ""), path


def test_every_value_has_a_meaning() -> None:
    for path, field in FIELDS.items():
        values = field.get("x-easui-values", {})
        listed = {str(value) for value in field.get("enum", []) if value not in ("", None)}
        assert listed <= set(values), path
        assert all(meaning for meaning in values.values()), path


def test_low_confidence_never_gives_an_error() -> None:
    forbidding = {"enum", "minimum", "maximum", "exclusiveMinimum", "required", "dependentRequired", "pattern", "not"}
    for path, field in FIELDS.items():
        if field["x-easui-confidence"] == "low":
            assert not forbidding & set(field), path
            assert field["x-easui-severity"]["type"] == "warning", path


def test_own_keywords_are_known_and_explained() -> None:
    readme = (ROOT / "schemas" / "README.md").read_text(encoding="utf-8")
    used = {key.removeprefix("x-easui-") for field in FIELDS.values() for key in field if key.startswith("x-easui-")}
    assert used == OWN_KEYWORDS
    for keyword in OWN_KEYWORDS:
        assert f"`x-easui-{keyword}`" in readme, keyword


def test_moved_places_lead_somewhere() -> None:
    moved = {path: field["x-easui-moved-to"] for path, field in FIELDS.items() if "x-easui-moved-to" in field}
    assert len(moved) >= 10
    for path, target in moved.items():
        assert canonical(target) in FIELDS, path
        assert "x-easui-moved-to" not in FIELDS[canonical(target)], path
        assert FIELDS[canonical(target)]["type"] == FIELDS[path]["type"], path


def test_synonyms_are_no_parameters() -> None:
    for path, field in FIELDS.items():
        parent = path.rpartition(".")[0]
        siblings = [name for name in FIELDS if name.rpartition(".")[0] == parent]
        seen: set[str] = set()
        for word in field.get("x-easui-synonyms", []):
            assert join(parent, word) not in siblings, f"{path}: {word}"
            assert word not in seen, f"{path}: {word}"
            seen.add(word)


def test_a_synonym_means_one_field_of_its_object() -> None:
    meanings: dict[tuple[str, str], str] = {}
    for path, field in FIELDS.items():
        for word in field.get("x-easui-synonyms", []):
            place = (path.rpartition(".")[0], word)
            assert place not in meanings, f"{word} is both {path} and {meanings[place]}"
            meanings[place] = path


def test_rows_messages_and_severities_are_well_formed() -> None:
    for path, field in FIELDS.items():
        assert all(1 <= row <= 228 for row in field.get("x-easui-rows", [])), path
        for keyword, severity in field.get("x-easui-severity", {}).items():
            assert severity in ({"error"} if keyword == "conflict" else {"warning", "info"}), path
        assert field.get("x-easui-required", "warning") == "warning", path
        for kind, words in field.get("x-easui-messages", {}).items():
            assert kind in MESSAGE_KINDS, path
            assert words["message"], path
            assert set(words) <= {"message", "help"}, path
            assert set(re.findall(r"\{(\w+)\}", "".join(words.values()))) <= {"value", "path"}, path


def test_fields_of_metadata_have_a_section() -> None:
    sections = {field.get("x-easui-section") for path, field in FIELDS.items() if re.fullmatch(r"metadata\.\w+", path)}
    assert sections == {"identity", "resources", "placement", "updates", "traffic", "advanced"}


def test_common_fields_are_few() -> None:
    common = [path for path, field in FIELDS.items() if field.get("x-easui-common")]
    assert 30 <= len(common) <= 60
    assert {"metadata.name", "metadata.memory", "containers[].image", "storage[].oss.path", "autoscaler.max"} <= set(
        common
    )


def test_examples_and_defaults_hold_to_their_own_schema() -> None:
    for path, field in FIELDS.items():
        checker = Draft202012Validator({**field, "$defs": SCHEMA["$defs"]})
        for example in [*field.get("examples", []), *([field["default"]] if "default" in field else [])]:
            assert checker.is_valid(example), f"{path}: {example!r}"


def test_the_quick_start_is_valid() -> None:
    assert [error.message for error in VALIDATOR.iter_errors(QUICK_START)] == []


def test_the_vendor_sample_has_neither_a_type_nor_an_enum_error() -> None:
    kinds = {error.validator for error in VALIDATOR.iter_errors(vendor_sample())}
    # Its ids end in asterisks: patterns serve completion, the placeholder rule speaks of those.
    assert kinds <= {"pattern"}


@pytest.mark.parametrize(
    ("path", "value", "keyword"),
    [
        (["metadata", "memory"], "4Gi", "type"),
        (["metadata", "instance"], -1, "minimum"),
        (["metadata", "gpu_core_percentage"], 150, "maximum"),
        (["metadata", "cuda"], "12.1", "enum"),
        (["metadata", "rolling_strategy"], {"max_surge": -1}, "minimum"),
        (["containers", 0, "port"], 8080, "not"),
        (["containers", 0, "port"], 70000, "maximum"),
        (["containers", 0, "env"], {"A": 1}, "type"),
        (["containers", 0, "env"], [{"name": "A", "value": 1}], "type"),
        (["containers", 0, "liveness_check"], {"http_get": {"path": "/"}}, "required"),
        (["containers", 0], {"port": 8000}, "required"),
        (["cloud", "networking"], {"vpc_id": "vpc-a"}, "dependentRequired"),
        (["autoscaler"], {"min": 1, "max": 5000}, "maximum"),
        (["autoscaler"], {"strategies": {"gpu[util]": 150}}, "maximum"),
        (["autoscaler"], {"strategies": {"custom[queue_len]": 0}}, "exclusiveMinimum"),
        (["autoscaler"], {"strategies": {"custom[qps]@status[200]": "5"}}, "type"),
        (["labels"], {"team": 1}, "type"),
        (["features"], {"eas.aliyun.com/enable-rollout": True}, "type"),
        (["storage"], [{"oss": {"path": "oss://bucket/path/"}}], "required"),
        (["confidential"], {"trustee_endpoint": "https://trustee.example.com"}, "required"),
        (["unit"], {"size": "2"}, "type"),
    ],
)
def test_a_mistake_is_an_error(path: list[Any], value: Any, keyword: str) -> None:
    document = json.loads(json.dumps(QUICK_START))
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert keyword in {error.validator for error in VALIDATOR.iter_errors(document)}


@pytest.mark.parametrize(
    "addition",
    [
        {"features": {"eas": {"aliyun": {"com/extra-ephemeral-storage": "100Gi"}}}},
        {"features": {"eas.aliyun.com/some-new-switch": "true"}},
        {"sinker": {"type": "MaxCompute", "config": {"maxcompute": {"project": "p", "table": "t"}}}},
        {"networking": {"gateway_policy": {"rate_limit": {"enable": False}}, "gateway": ""}},
        {"processor": "", "processor_type": "", "storage": None, "options": {}},
        {"autoscaler": {"min": 0, "max": 5, "strategies": {"my_metric": 3, "queue[avgbacklog]": 10}}},
        {"rpc": {"keepalive": 600000}, "an_unknown_key": {"a": 1}},
        {"cloud": {"networking": {}, "computing": {"instances": [{"type": "dedicated_resource", "capacity": "20%"}]}}},
        {"generate_token": "true", "name": "demo", "source": "console"},
        {"llm_gateway": {"infer_backend": "another", "retry_count": -1}},
    ],
)
def test_what_occurs_in_the_wild_is_valid(addition: dict[str, Any]) -> None:
    assert [error.message for error in VALIDATOR.iter_errors({**QUICK_START, **addition})] == []


def test_a_root_name_stands_in_for_metadata() -> None:
    container = {"containers": QUICK_START["containers"]}
    assert VALIDATOR.is_valid({"name": "demo", **container})
    assert not VALIDATOR.is_valid(container)
