"""A comment for a pull request: the verdict and the numbers in sight, everything else to unfold."""

from __future__ import annotations

from typing import Any

from easui.document.display import visible
from easui.simulate.report.bars import bar, largest, spark
from easui.simulate.report.curves import span_of, stretches
from easui.simulate.report.figures import (
    amount,
    count,
    duration,
    gib,
    literal,
    milliseconds,
    money,
    percent,
    plural,
)
from easui.simulate.report.marks import cell, code, folded, md_table, prose
from easui.simulate.report.nodes import Alike, alike, fullest, place
from easui.simulate.report.spending import by_type, unpriced
from easui.simulate.report.verdict import (
    cost_words,
    is_well,
    name_of,
    placement_words,
    rollout_words,
    stuck_words,
    traffic_words,
    verdict,
    warnings_of,
)

MOST_ROWS = 40
"""Rows of each table: comments are limited in length."""

_SPARKS = 72


def render_markdown(result: dict[str, Any]) -> str:
    """The comment."""
    sign = "✅" if is_well(result) else "❌"
    parts = [f"### easui simulate: {prose(name_of(result))} {sign} {prose(verdict(result))}", _summary(result)]
    parts += [f"> ⚠ {prose(warning)}" for warning in warnings_of(result)]
    parts += [*_pending(result), *_advice(result)]
    parts += [_placement(result), _timeline(result), _cost(result), _assumptions(result)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _summary(result: dict[str, Any]) -> str:
    traffic, scaling = traffic_words(result)
    stuck = stuck_words(result)
    rows = [
        ("Placement", cell(placement_words(result))),
        ("Rollout", cell(rollout_words(result)) + (f"<br>{cell(stuck)}" if stuck else "")),
        ("Traffic", cell(traffic)),
        ("Autoscaling", cell(scaling)),
        ("Cost", cell(cost_words(result))),
    ]
    return md_table(("", ""), rows)


def _pending(result: dict[str, Any]) -> list[str]:
    pending = result["placement"]["pending"]
    if not pending:
        return []
    rows = [
        (code(each["replica"]), cell(visible(each["explanation"])) + _nearest(each)) for each in pending[:MOST_ROWS]
    ]
    return [md_table(("Pending", "Why"), rows), _more(len(pending) - MOST_ROWS)]


def _nearest(pending: dict[str, Any]) -> str:
    nearest = pending.get("nearest")
    return f"<br>nearest: {cell(visible(nearest))}" if nearest else ""


def _advice(result: dict[str, Any]) -> list[str]:
    rows = [
        (
            code(each["path"]),
            f"{code(literal(each['current']))} → {code(literal(each['suggested']))}",
            cell(visible(each["reason"])),
            cell(visible(each["effect"])),
        )
        for each in result["advice"]
    ]
    return [md_table(("Advice", "Change", "Why", "Effect"), rows)] if rows else []


def _placement(result: dict[str, Any]) -> str:
    groups = alike(result["placement"]["nodes"])
    if not groups:
        return ""
    heads = ("Machine", "Where", "Use", "CPU", "Memory, GiB", "Cards", "Replicas")
    rows = [_machine(group) for group in groups[:MOST_ROWS]]
    return folded("Placement", md_table(heads, rows), _more(len(groups) - MOST_ROWS))


def _machine(group: Alike) -> tuple[str, ...]:
    node = group.first
    used, size = node["used"], node["capacity"]
    number = f" ({len(group.names)})" if len(group.names) > 1 else ""
    return (
        code(group.name) + number,
        cell(place(node)),
        bar(fullest(node), 8),
        f"{amount(used['cpu'])} / {amount(size['cpu'])}",
        f"{gib(used['memory_mib'])} / {gib(size['memory_mib'])}",
        f"{amount(used.get('gpu', 0))} / {amount(size['gpu'])}" if size.get("gpu") else "",
        count(group.replicas),
    )


def _timeline(result: dict[str, Any]) -> str:
    series = result["autoscaling"]["series"]
    if not series:
        return ""
    parts = stretches(series, _SPARKS)
    curves = (
        ("requests/s", [part.rate for part in parts], amount),
        ("replicas", [part.replicas for part in parts], count),
        ("p99", [part.p99_ms for part in parts], milliseconds),
        ("rejected", [part.rejected for part in parts], count),
    )
    lines = [
        f"{name:>10} {spark(values).ljust(len(parts))} {told(largest(values))} at most" for name, values, told in curves
    ]
    events = [
        (
            duration(event["t"]),
            cell(visible(event["kind"]).replace("_", " ")),
            cell(f"{literal(event.get('from'))} → {literal(event.get('to'))}"),
            cell(visible(event["reason"])),
        )
        for event in result["autoscaling"]["events"][:MOST_ROWS]
    ]
    table = md_table(("After", "Event", "Replicas", "Why"), events) if events else ""
    more = _more(len(result["autoscaling"]["events"]) - MOST_ROWS)
    return folded(f"Over {duration(span_of(series))}", "```text\n" + "\n".join(lines) + "\n```", table, more)


def _cost(result: dict[str, Any]) -> str:
    cost = result["cost"]
    rows = [(code(name), money(value, cost["currency"]), percent(part)) for name, value, part in by_type(cost)]
    missing = f"Without a price, and not counted: {prose(unpriced(cost))}" if cost["unpriced"] else ""
    if not rows and not missing:
        return ""
    return folded("Cost", md_table(("Machine type", "Amount", "Share"), rows) if rows else "", missing)


def _assumptions(result: dict[str, Any]) -> str:
    assumed = result["assumptions"]
    if not assumed:
        return ""
    rows = [(code(each["path"]), code(literal(each["value"])), cell(visible(each["reason"]))) for each in assumed]
    return folded(f"{plural(len(assumed), 'assumption')}", md_table(("Parameter", "Taken", "Why"), rows))


def _more(number: int) -> str:
    return f"… and {number} more." if number > 0 else ""
