"""The table of docs/coverage.md says what the rules say of themselves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from easui.lint import all_rules

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT.parent / "shared" / "reference" / "rules.md"
ROW = re.compile(r"^\| (\d+) \| .* \| (.*?) \| (.*?) \|$", re.M)


def table() -> dict[int, tuple[set[str], str]]:
    """The codes and the remark of each row."""
    text = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    return {int(row): (set(re.findall(r"EAS\d{3}", codes)), remark) for row, codes, remark in ROW.findall(text)}


def test_table_agrees_with_the_rules() -> None:
    covered: dict[int, set[str]] = {row: set() for row in table()}
    for rule in all_rules():
        for row in rule.covers:
            covered[row].add(rule.code)
    assert {row: codes for row, (codes, _) in table().items()} == covered


def test_rows_without_a_rule_say_why() -> None:
    assert all(codes or remark for codes, remark in table().values())


def test_every_row_of_the_reference_is_in_the_table() -> None:
    if not REFERENCE.exists():
        pytest.skip("the rule reference is not beside this checkout")
    rows = re.findall(r"^(\d+)\. \*\*", REFERENCE.read_text(encoding="utf-8"), re.M)
    assert sorted(map(int, rows)) == sorted(table())
