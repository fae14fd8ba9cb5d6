"""The catalog tables: complete rows, sound numbers, and agreement with each other and with the reference."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
CATALOG = ROOT / "schemas" / "catalog"
REFERENCE = ROOT.parent / "shared" / "reference"
TABLES = {
    "instance_types": "type",
    "gpu_models": "model",
    "regions": "region",
    "processors": "code",
    "images": "repository",
}
GIB_PER_VCPU = {"c": 2, "g": 4, "r": 8}


def rows(table: str) -> list[dict[str, str]]:
    with (CATALOG / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_a_key_a_source_a_confidence_and_a_date(table: str) -> None:
    key = TABLES[table]
    found = rows(table)
    assert len({row[key] for row in found}) == len(found) > 0
    for row in found:
        assert row[key] == row[key].strip() != ""
        assert None not in row, row
        assert row["source"], row
        assert row["confidence"] in {"high", "medium", "low"}, row
        assert re.fullmatch(r"20\d\d(-[01]\d)?", row["date"]), row


@pytest.mark.parametrize("table", TABLES)
def test_the_readme_names_every_column(table: str) -> None:
    readme = (CATALOG / "README.md").read_text(encoding="utf-8")
    for column in rows(table)[0]:
        assert f"`{column}`" in readme, column


@pytest.mark.parametrize("table", TABLES)
def test_holds_the_facts_of_the_reference(table: str) -> None:
    file = REFERENCE / "catalog" / f"{table}.csv"
    if not file.exists():
        pytest.skip("the reference is not at hand")
    with file.open(encoding="utf-8", newline="") as handle:
        reference = list(csv.DictReader(handle))
    ours = rows(table)
    assert [{column: row[column] for column in reference[0]} for row in ours] == reference


def test_machines_have_sound_sizes() -> None:
    for row in rows("instance_types"):
        assert re.fullmatch(r"(ecs|ml)\.[a-z0-9-]+(\.[a-z0-9-]+)+", row["type"]), row
        assert int(row["vcpu"]) >= 1, row
        assert float(row["memory_gib"]) > 0, row
        assert bool(row["price_cny_per_hour"]) == bool(row["price_source"]), row
        if row["price_cny_per_hour"]:
            assert float(row["price_cny_per_hour"]) > 0, row


def test_cpu_machines_follow_their_names() -> None:
    for row in rows("instance_types"):
        name = re.fullmatch(r"ecs\.([cgr])\d+[a-z]*\.(?:(small|large)|(\d*)xlarge)", row["type"])
        if name is None:
            assert row["gpu_model"], row
            continue
        vcpu = {"small": 1, "large": 2}.get(name[2]) or 4 * int(name[3] or 1)
        assert (int(row["vcpu"]), float(row["memory_gib"])) == (vcpu, GIB_PER_VCPU[name[1]] * vcpu), row


def test_gpu_machines_and_cards_agree() -> None:
    cards = {row["model"]: row for row in rows("gpu_models")}
    for row in rows("instance_types"):
        stated = [bool(row[column]) for column in ("gpu_model", "gpu_count", "gpu_memory_gib")]
        assert len(set(stated)) == 1, row
        if row["gpu_model"]:
            card = cards[row["gpu_model"]]
            assert int(row["gpu_count"]) >= 1, row
            assert float(row["gpu_memory_gib"]) == float(card["memory_gib"]), row
            assert row["family"] in card["families"].split(), row


def test_endpoints_hold_their_region() -> None:
    for row in rows("regions"):
        assert row["eas"] in {"yes", "unknown"}, row
        assert row["oss_public_endpoint"] == f"oss-{row['region']}.aliyuncs.com"
        assert row["oss_internal_endpoint"] == f"oss-{row['region']}-internal.aliyuncs.com"
        assert row["eas_registry_vpc"] == f"eas-registry-vpc.{row['region']}.cr.aliyuncs.com"
        assert row["eas_registry_public"] == f"eas-registry.{row['region']}.cr.aliyuncs.com"


def test_devices_are_of_three_kinds() -> None:
    for table in ("processors", "images"):
        assert {row["device"] for row in rows(table)} <= {"cpu", "gpu", "any"}


def test_processors_are_those_of_the_reference() -> None:
    file = REFERENCE / "parameters.yaml"
    if not file.exists():
        pytest.skip("the reference is not at hand")
    parameters = YAML(typ="safe").load(file.read_text(encoding="utf-8"))["parameters"]
    known = next(entry["enum_open"] for entry in parameters if entry["path"] == "processor")
    assert {row["code"] for row in rows("processors")} == set(known)
