"""The numbers of a run as rows: the update, the requests, the cost; each can be asked how it came about."""

from __future__ import annotations

from typing import Any, NamedTuple

from easui.document.display import visible
from easui.simulate.report.cells import columns, pad, wrapped
from easui.simulate.report.curves import chosen, most_of
from easui.simulate.report.figures import amount, attained, count, duration, hourly, money, percent, plural
from easui.simulate.report.spending import by_type, is_priced, unpriced
from easui.simulate.report.verdict import misses_goal, stuck_words, warnings_of
from easui.tui.dry_run.lines import Line, Part, Subject, paragraph
from easui.workspace.live_run import Findings, Start

_TITLE = 17
_STEP_BAR = 10
_MANY_LINES = 2
"""Lines of a value beside its name; a longer one stands below it."""

_MOST_STEPS = 12
_OLD, _NEW, _PENDING = "█", "▒", "·"


class Heading(NamedTuple):
    """What the rows below are about; the cursor skips it."""

    words: str
    more: str = ""

    def lines(self, width: int) -> list[Line]:
        """The heading."""
        return [(Part(self.words, "strong"), Part(f"  {self.more}" if self.more else "", "quiet"))]


class Note(NamedTuple):
    """What deserves attention, in a sentence."""

    words: str

    @property
    def subject(self) -> Subject:
        """What can be asked about it."""
        return Subject("warning", self.words)

    def lines(self, width: int) -> list[Line]:
        """The sentence with its mark."""
        return paragraph(self.words, width, first="▲ ", rest="  ", style="warning")


class Fact(NamedTuple):
    """A number under its name; `style` is that of the number."""

    subject: Subject
    title: str
    value: str
    style: str = ""

    def lines(self, width: int) -> list[Line]:
        """The name, and the number as long as it is."""
        room = max(width - _TITLE - 3, 12)
        if columns(self.value) > _MANY_LINES * room:
            below = paragraph(self.value, width, first="   ", rest="   ", style=self.style)
            return [(Part(f"  {self.title}", self.style or "quiet"),), *below]
        first, *more = wrapped(self.value, room)
        rest: list[Line] = [(Part(" " * (_TITLE + 3)), Part(line, self.style)) for line in more]
        return [(Part(f"  {pad(self.title, _TITLE)} ", "quiet"), Part(first, self.style)), *rest]


class RolloutStep(NamedTuple):
    """A moment of the update: old, new and pending replicas as a bar."""

    step: dict[str, Any]
    most: int
    least_ready: int

    @property
    def subject(self) -> Subject:
        """What can be asked about it."""
        return Subject("rollout")

    def lines(self, width: int) -> list[Line]:
        """The time, the bar, and the numbers."""
        step = self.step
        at = f"  {pad(duration(step['t']), 11, right=True)} "
        drawn = [
            Part(mark * round(step[key] / self.most * _STEP_BAR), style)
            for mark, key, style in ((_OLD, "old", "quiet"), (_NEW, "new", "accent"), (_PENDING, "pending", "error"))
        ]
        bar_cells = sum(columns(part.text) for part in drawn)
        is_short = step["ready"] < self.least_ready
        numbers = f"{count(step['old'])} old {count(step['new'])} new "
        ready = f"{'▲ ' if is_short else ''}{count(step['ready'])} ready"
        gap = Part(" " * max(_STEP_BAR - bar_cells + 1, 1))
        return [(Part(at, "quiet"), *drawn, gap, Part(numbers, "quiet"), Part(ready, "warning" if is_short else ""))]


FactRow = Heading | Note | Fact | RolloutStep


def fact_rows(findings: Findings) -> list[FactRow]:
    """All numbers that are neither a place nor a curve."""
    result = findings.result
    return [*map(Note, warnings_of(result)), *_rollout(result), *_traffic(result), *_cost(result, findings.start)]


def _rollout(result: dict[str, Any]) -> list[FactRow]:
    rollout = result["rollout"]
    rows: list[FactRow] = [Heading("Rollout", f"{_OLD} old  {_NEW} new  {_PENDING} pending")]
    stuck = stuck_words(result)
    if stuck:
        rows.append(Fact(Subject("rollout"), "✖ cannot end", stuck, "error"))
    else:
        rows.append(Fact(Subject("rollout"), "an update takes", duration(rollout["duration_s"])))
    bounds = f"{plural(rollout['max_total'], 'replica')} at most, {count(rollout['min_available'])} available at least"
    rows.append(Fact(Subject("rollout"), "bounds", bounds))
    if rollout.get("gap_s"):
        rows.append(Fact(Subject("rollout"), "▲ no replica for", duration(rollout["gap_s"]), "warning"))
    steps = chosen(rollout["steps"], _MOST_STEPS)
    if len(steps) > 1:
        most = most_of(steps)
        rows += [RolloutStep(step, most, rollout["min_available"]) for step in steps]
    return rows


def _traffic(result: dict[str, Any]) -> list[FactRow]:
    summary = result["autoscaling"]["summary"]
    requests, rejected, goal = summary["requests"], summary["rejected"], summary["slo_attainment"]
    rows: list[FactRow] = [Heading("Requests", f"{count(requests)} in all")]
    if goal is not None:
        wrong = misses_goal(result)
        rows.append(
            Fact(Subject("slo"), "SLO attained", f"{'▲ ' if wrong else ''}{attained(goal)}", "warning" if wrong else "")
        )
    rows.append(Fact(Subject("served"), "served", count(summary["served"])))
    if rejected:
        codes = ", ".join(f"{code}: {count(number)}" for code, number in summary["rejected_by_code"].items() if number)
        words = f"▲ {count(rejected)} ({percent(rejected / requests, 1)}; {codes})" if requests else count(rejected)
        rows.append(Fact(Subject("served"), "rejected", words, "warning"))
    if summary["waiting"]:
        rows.append(Fact(Subject("served"), "still waiting", count(summary["waiting"])))
    mean = f"{amount(summary['mean_replicas'])} on average, {count(summary['peak_replicas'])} at the peak"
    rows.append(Fact(Subject("replicas"), "replicas", mean))
    if summary["scale_ups"] or summary["scale_downs"]:
        scaled = f"{plural(summary['scale_ups'], 'time')} up, {plural(summary['scale_downs'], 'time')} down"
        rows.append(Fact(Subject("replicas"), "scaled", scaled))
    if summary["time_at_max_s"]:
        rows.append(Fact(Subject("replicas"), "at the maximum", duration(summary["time_at_max_s"])))
    return rows


def _cost(result: dict[str, Any], start: Start) -> list[FactRow]:
    cost = result["cost"]
    currency = cost["currency"]
    if not is_priced(cost):
        return [
            Heading("Cost"),
            Fact(Subject("cost"), "not known", f"no price is known of {unpriced(cost) or 'any machine here'}"),
        ]
    rows: list[FactRow] = [Heading("Cost", f"{money(cost['total'], currency)} in all")]
    if start.per_hour is not None:
        rows.append(Fact(Subject("cost"), "at the start", hourly(start.per_hour, currency)))
    rows.append(Fact(Subject("cost"), "over the run", f"{hourly(cost['per_hour'], currency)} on average"))
    if cost.get("per_1000_requests") is not None:
        rows.append(Fact(Subject("cost"), "a request", f"{money(cost['per_1000_requests'], currency)} per 1,000"))
    if cost.get("idle_share") is not None:
        rows.append(Fact(Subject("cost"), "idle", f"{percent(cost['idle_share'])} of it"))
    rows += [
        Fact(Subject("cost"), _short(name), f"{money(value, currency)}  {percent(part)}")
        for name, value, part in by_type(cost)
    ]
    if cost["unpriced"]:
        rows.append(Fact(Subject("cost"), "▲ without a price", unpriced(cost), "warning"))
    return rows


def _short(name: str) -> str:
    """A machine type as far as there is room for it; all types of the catalog begin alike."""
    return visible(name.removeprefix("ecs."))[:_TITLE]
