"""What a terminal shows of a dry run."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest

from easui.simulate.report import FORMATS, render
from easui.simulate.report.bars import bar, card_bar, layered, spark
from easui.simulate.report.cells import Column, columns, cut, table, wrapped
from easui.simulate.report.curves import stretches
from easui.simulate.report.ink import Ink
from easui.simulate.report.nodes import alike

Result = dict[str, Any]


def test_every_part_of_a_result_is_told(result: Result) -> None:
    text = render("text", result)
    for words in (
        "✖ 1 replica pending", "6 of 7 replicas placed", "gpu-1", "others 8G 30 %, r-0 8G 30 %", "2 ×", "pending r-6",
        "1 insufficient GPU memory on any one card", "nearest: 7 GB of gpu_memory fits on gpu-2", "960 steps of 15 s",
        "SLO attained for 97.13 %", "without room  2", "scale up", "7 min 20 s", "1 pending", "¥103.12 an hour",
        "ecs.gn7i-c16g1.4xlarge", "autoscaler.max", "12 → 15", "SLO attainment 97.1 % → 99.9 %",
        "scenario.startup.pull: 60s – the scenario does not say", "the autoscaler wants 14 replicas",
    ):  # fmt: skip
        assert words in re.sub(r"\s*\n\s*", " ", text), words


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_lines_stay_within_the_width(result: Result, width: int) -> None:
    assert all(columns(line) <= max(width, 72) for line in render("text", result, width=width).splitlines())


def test_colour_adds_nothing_but_colour(result: Result) -> None:
    plain, painted = render("text", result), render("text", result, color=True)
    assert "\x1b" not in plain
    assert re.sub("\x1b\\[[0-9;]*m", "", painted) == plain


def test_a_good_run_says_so(result: Result) -> None:
    result["feasible"] = True
    result["placement"]["pending"] = []
    result["placement"]["summary"]["pending"] = 0
    assert "fits, but misses its SLO" in render("text", result).splitlines()[0]
    result["autoscaling"]["summary"]["slo_met"] = True
    assert render("text", result).splitlines()[0].endswith("✔ fits")


def test_a_rollout_that_cannot_end_is_explained(result: Result) -> None:
    stuck = {"reason": "no-room", "explanation": "1 new replica waits for room", "path": "metadata.rolling_strategy"}
    result["rollout"] = {**result["rollout"], "duration_s": None, "stuck": stuck}
    text = render("text", result)
    assert "cannot end" in text
    assert "✖ 1 new replica waits for room (`metadata.rolling_strategy`)" in text


def test_what_has_no_price_costs_no_nothing(result: Result) -> None:
    result["cost"] = {"currency": "CNY", "total": 0, "per_hour": 0, "by_instance_type": {"a": 0}, "unpriced": ["a"]}
    for format in ("text", "markdown"):
        assert "no machine type here has a price" in render(format, result)
        assert "¥0" not in render(format, result)


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_from_a_file_acts_on_a_terminal(result: Result, format: str) -> None:
    text = render(format, poisoned(result, "\x1b[31m\u202e\x07"))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)


@pytest.mark.parametrize("format", FORMATS)
def test_a_result_without_anything_optional_is_shown(result: Result, format: str) -> None:
    for node in result["placement"]["nodes"]:
        node.update(instance_type=None, zone=None, resource_group=None)
        for card in node["gpus"]:
            card.update(model=None, memory_gib=0)
    for step in result["autoscaling"]["series"]:
        step.update(p50_ms=None, p99_ms=None)
    result["autoscaling"].update(series=result["autoscaling"]["series"][:1], events=[])
    result["rollout"].update(steps=[])
    result.update(advice=[], assumptions=[], warnings=[])
    result["placement"]["pending"] = []
    assert render(format, result)


def test_machines_that_look_alike_are_one_line(result: Result) -> None:
    machine = result["placement"]["nodes"][2]
    machines = []
    for number in range(1, 201):
        machines.append(
            {**copy.deepcopy(machine), "name": f"ecs.gn6i-c8g1.2xlarge-{number}", "replicas": [f"r-{number}"]}
        )
    (group,) = alike(machines)
    assert (group.name, len(group.names), group.replicas) == ("ecs.gn6i-c8g1.2xlarge-1 … 200", 200, 200)
    result["placement"]["nodes"] = machines
    assert "200 ×" in render("text", result)


def test_stretches_keep_peaks_and_sums(result: Result) -> None:
    series = result["autoscaling"]["series"]
    merged = stretches(series, 70)
    assert len(merged) <= 70
    assert sum(part.rejected for part in merged) == sum(step["rejected"] for step in series)
    assert max(part.p99_ms or 0 for part in merged) == max(step["p99_ms"] for step in series)
    assert merged[-1].ready == min(step["ready"] for step in series[-(len(series) % len(merged) or 1) :])


def test_bars_tell_something_from_nothing_and_almost_all_from_all() -> None:
    assert [bar(share, 4) for share in (0, 0.001, 0.999, 1)] == ["▁▁▁▁", "▆▁▁▁", "▆▆▆▁", "▆▆▆▆"]
    assert spark([0, 0.001, None, 100]) == " ▁ █"
    assert layered([([1, 4], ""), ([4, 4], "▒")], 2, 4) == ["▒█", "▄█"]


def test_a_card_shows_every_share_with_a_pattern_of_its_own() -> None:
    shares = [
        {"replica": name, "memory_gib": size, "core_percent": 10} for name, size in ((None, 6), ("a", 6), ("b", 1))
    ]
    assert card_bar(shares, 24, 12, Ink()) == "╳╳╳███▓·····"
    full = [{"replica": str(number), "memory_gib": 24 / 20, "core_percent": 5} for number in range(20)]
    assert columns(card_bar(full, 24, 12, Ink())) == 12


def test_tables_and_paragraphs_know_the_width_of_characters() -> None:
    assert columns("\x1b[31m服务\x1b[0m") == 4
    assert cut("服务名称", 5) == "服务…"
    assert wrapped("aa bb cc", 5, first="- ", rest="  ") == ["- aa", "  bb", "  cc"]
    heads = (Column("name", flexible=True), Column("n", right=True))
    assert table(heads, [("x" * 40, "1"), ("服务", "12")], width=24)[1:] == [
        "  xxxxxxxxxxxxxxxxx…   1",
        "  服务                12",
    ]


def poisoned(value: Any, poison: str) -> Any:
    """A result with something at the end of every text in it."""
    if isinstance(value, dict):
        return {key: poisoned(item, poison) for key, item in value.items()}
    if isinstance(value, list):
        return [poisoned(item, poison) for item in value]
    return value + poison if isinstance(value, str) else value
