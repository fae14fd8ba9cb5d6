"""The section of a terminal's report about cost."""

from __future__ import annotations

from typing import Any

from easui.document.display import visible
from easui.simulate.report.bars import bar
from easui.simulate.report.cells import Column, headed, table
from easui.simulate.report.figures import money, percent
from easui.simulate.report.ink import Ink
from easui.simulate.report.spending import by_type, unpriced
from easui.simulate.report.verdict import cost_words

_BAR = 16


def cost_lines(result: dict[str, Any], ink: Ink, width: int) -> list[str]:
    """The section about cost."""
    cost = result["cost"]
    lines = headed(ink.strong("Cost"), cost_words(result), width)
    if cost["by_instance_type"]:
        rows = [
            (visible(name), money(value, cost["currency"]), ink.accent(bar(part, _BAR)), percent(part))
            for name, value, part in by_type(cost)
        ]
        heads = (Column("", most=40), Column("", right=True), Column(""), Column("", right=True))
        lines += table(heads, rows)[1:]
    if cost["unpriced"]:
        lines.append(ink.alert(f"  ▲ without a price, and not counted: {unpriced(cost)}"))
    return lines
