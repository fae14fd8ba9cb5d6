"""What programs and pull requests get of a dry run."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest

from easui.simulate.report import render

Result = dict[str, Any]


def test_json_is_the_result_itself(result: Result) -> None:
    text = render("json", result)
    assert json.loads(text) == result
    assert list(json.loads(text)) == list(result)
    steps = [line for line in text.splitlines() if line.startswith('      {"t": ')]
    assert len(steps) == len(result["autoscaling"]["series"])


def test_json_of_strings_that_look_like_its_parts(result: Result) -> None:
    result["service"]["name"] = '"series": null'
    result["autoscaling"]["events"][0]["reason"] = '"series": null \ud800 \u202e'
    text = render("json", result)
    assert json.loads(text) == result
    text.encode()


def test_json_without_steps(result: Result) -> None:
    result["autoscaling"]["series"] = []
    assert json.loads(render("json", result)) == result


def test_csv_has_a_row_a_step(result: Result) -> None:
    result["autoscaling"]["series"][0]["p99_ms"] = None
    rows = list(csv.DictReader(io.StringIO(render("csv", result))))
    series = result["autoscaling"]["series"]
    assert len(rows) == len(series)
    assert list(rows[0]) == list(series[0])
    assert rows[0]["p99_ms"] == ""
    assert [float(row["rate"]) for row in rows] == [step["rate"] for step in series]


def test_markdown_shows_the_verdict_and_folds_the_rest(result: Result) -> None:
    text = render("markdown", result)
    assert text.startswith("### easui simulate: qwen\\_chat ❌ 1 replica pending\n")
    assert "| `autoscaler.max` | `12` → `15` |" in text
    assert text.count("<details>") == text.count("</details>") == 4
    assert len(text) < 65_536


def test_tables_of_markdown_hold_together(result: Result) -> None:
    result["placement"]["pending"][0]["explanation"] = "a | b ` c <img src=x> *d* @all"
    result["placement"]["nodes"][0]["name"] = "a|b`c"
    text = render("markdown", result)
    for block in re.findall(r"(?:^\|.*\n)+", text, re.M):
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
        assert len(widths) == 1, block
    assert "\\<img" in text
    assert "\\@all" in text


def test_an_unknown_format_is_refused(result: Result) -> None:
    with pytest.raises(ValueError, match="no report format 'xml'"):
        render("xml", result)
