"""The report for a terminal: placement, time line, rollout, cost, advice and assumptions, one below the other."""

from __future__ import annotations

from typing import Any

from easui.document.display import visible
from easui.simulate.report.cells import Column, columns, table, wrapped
from easui.simulate.report.figures import clock, literal
from easui.simulate.report.ink import Ink
from easui.simulate.report.text_cost import cost_lines
from easui.simulate.report.text_placement import placement_lines
from easui.simulate.report.text_rollout import rollout_lines
from easui.simulate.report.text_timeline import timeline_lines
from easui.simulate.report.verdict import is_well, name_of, verdict, warnings_of

NARROWEST = 60
_MOST_EVENTS = 12


def render_text(result: dict[str, Any], *, color: bool, width: int) -> str:
    """The whole report in lines of about `width` cells."""
    ink = Ink(color)
    width = max(width, NARROWEST)
    sections = [
        _title(result, ink, width),
        placement_lines(result, ink, width),
        timeline_lines(result, ink, width),
        _events(result, ink, width),
        rollout_lines(result, ink, width),
        cost_lines(result, ink, width),
        _advice(result, ink, width),
        _assumptions(result, ink, width),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def _title(result: dict[str, Any], ink: Ink, width: int) -> list[str]:
    """The name and the verdict, and what to look at."""
    well = is_well(result)
    said = f"{'✔' if well else '✖'} {verdict(result)}"
    name = name_of(result)
    gap = " " * max(width - columns(name) - columns(said), 2)
    lines = [ink.strong(name) + gap + (ink.good(said) if well else ink.bad(said))]
    for warning in warnings_of(result):
        lines += map(ink.alert, wrapped(warning, width, first="▲ ", rest="  "))
    return lines


def _events(result: dict[str, Any], ink: Ink, width: int) -> list[str]:
    """What happened when; where much happened, its beginning."""
    events = result["autoscaling"]["events"]
    if not events:
        return []
    rows = [
        (clock(event["t"]), visible(event["kind"]).replace("_", " "), _change(event), visible(event["reason"]))
        for event in events[:_MOST_EVENTS]
    ]
    heads = (
        Column("time", right=True),
        Column("event"),
        Column("replicas", right=True),
        Column("reason", flexible=True),
    )
    lines = [ink.strong("Events"), *_quiet_head(table(heads, rows, width=width), ink)]
    if len(events) > _MOST_EVENTS:
        lines.append(ink.quiet(f"  … and {len(events) - _MOST_EVENTS} more in --output-format json"))
    return lines


def _change(event: dict[str, Any]) -> str:
    old, new = event.get("from"), event.get("to")
    if old is None and new is None:
        return ""
    return literal(new) if old is None or old == new else f"{literal(old)} → {literal(new)}"


def _advice(result: dict[str, Any], ink: Ink, width: int) -> list[str]:
    """What to change, with its measured effect; the numbers are those that `--apply-advice` takes."""
    if not result["advice"]:
        return []
    lines = [ink.strong("Advice") + ink.quiet("   --apply-advice N writes it into the file")]
    for number, advice in enumerate(result["advice"], 1):
        change = f"{literal(advice['current'])} → {literal(advice['suggested'])}"
        lines.append(f"  {ink.strong(str(number))}  {ink.accent(visible(advice['path']))}  {change}")
        lines += wrapped(visible(advice["reason"]), width, first="     ", rest="     ")
        lines += map(ink.good, wrapped(visible(advice["effect"]), width, first="     ⇒ ", rest="       "))
    return lines


def _assumptions(result: dict[str, Any], ink: Ink, width: int) -> list[str]:
    """What was not in the inputs and had to be assumed."""
    assumed = result["assumptions"]
    if not assumed:
        return []
    lines = [ink.strong("Assumed, since the inputs don't say")]
    for each in assumed:
        words = f"{literal(each['value'])} – {visible(each['reason'])}"
        lines += wrapped(f"{ink.accent(visible(each['path']))}: {words}", width, first="  ", rest="      ")
    return lines


def _quiet_head(lines: list[str], ink: Ink) -> list[str]:
    return [ink.quiet(lines[0]), *lines[1:]]
