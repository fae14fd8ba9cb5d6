"""Rollout, cost, advice and assumptions."""

from __future__ import annotations

from typing import Any

from easui.simulate.report.curves import chosen, most_of
from easui.simulate.report.figures import count, duration, literal, money, percent
from easui.simulate.report.page.markup import data_table, element, escaped, prose, section, width
from easui.simulate.report.spending import by_type, unpriced
from easui.simulate.report.verdict import cost_words, rollout_words, stuck_words

_MOST_STEPS = 24


def rollout_part(result: dict[str, Any]) -> str:
    """The update step by step, old and new replicas as bars."""
    rollout = result["rollout"]
    stuck = stuck_words(result)
    warning = element("p", f"✖ {prose(stuck)}", kind="warning") if stuck else ""
    steps = chosen(rollout["steps"], _MOST_STEPS)
    if len(steps) < 2:
        return section("Rollout", warning, words=rollout_words(result))
    most = most_of(steps)
    rows = [_step(step, most, rollout["min_available"]) for step in steps]
    legend = "".join(
        element("span", element("i", kind=kind), words)
        for kind, words in (("old", "old"), ("new", "new"), ("waits", "pending"))
    )
    heads = ("Time", "Old and new", "Old", "New", "Ready", "Pending")
    table = data_table(heads, rows, numbers=(2, 3, 4, 5))
    return section("Rollout", warning, element("p", legend, kind="legend"), table, words=rollout_words(result))


def _step(step: dict[str, Any], most: int, least_ready: int) -> tuple[str, ...]:
    amounts = (("old", step["old"]), ("new", step["new"]), ("waits", step["pending"]))
    bar = element(
        "span", *(element("i", kind=kind, style=width(number / most)) for kind, number in amounts), kind="bar"
    )
    ready = count(step["ready"])
    if step["ready"] < least_ready:
        ready = element("b", f"▲ {ready}", kind="wrong")
    return duration(step["t"]), bar, count(step["old"]), count(step["new"]), ready, count(step["pending"])


def cost_part(result: dict[str, Any]) -> str:
    """What the run costs, by type of machine."""
    cost = result["cost"]
    rows = [
        (
            escaped(name),
            element("span", element("i", kind="r0", style=width(part)), kind="bar"),
            percent(part),
            escaped(money(value, cost["currency"])),
        )
        for name, value, part in by_type(cost)
    ]
    table = data_table(("Machine type", "Part", "", "Amount"), rows, numbers=(2, 3)) if rows else ""
    missing = f"▲ without a price, and not counted: {unpriced(cost)}" if cost["unpriced"] else ""
    return section("Cost", table, element("p", escaped(missing), kind="warning") if missing else "",
                   words=cost_words(result))  # fmt: skip


def advice_part(result: dict[str, Any]) -> str:
    """What to change, with its measured effect."""
    if not result["advice"]:
        return ""
    items = []
    for advice in result["advice"]:
        change = f"{literal(advice['current'])} → {literal(advice['suggested'])}"
        title = element("h3", element("code", escaped(advice["path"])), element("span", escaped(change)))
        reason, effect = (element("p", prose(advice[key]), kind=key) for key in ("reason", "effect"))
        items.append(element("li", title, reason, effect))
    return section("Advice", element("ol", *items, kind="advice"), words="--apply-advice N writes one into the file")


def assumptions_part(result: dict[str, Any]) -> str:
    """What was not in the inputs and had to be assumed."""
    rows = [
        (element("code", escaped(each["path"])), escaped(literal(each["value"])), prose(each["reason"]))
        for each in result["assumptions"]
    ]
    if not rows:
        return ""
    return section("Assumptions", data_table(("Parameter", "Taken", "Why"), rows),
                   words="what the inputs don't say")  # fmt: skip
