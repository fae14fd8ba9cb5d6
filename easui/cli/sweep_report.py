"""What a sweep has found: the settings that are worth choosing, and every run for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from easui.cli.sweep_table import columns, csv_text, row
from easui.document.display import visible
from easui.simulate.report.bars import bar
from easui.simulate.report.cells import Column, table, wrapped
from easui.simulate.report.figures import NONE, amount, attained, count, literal, money, plural
from easui.simulate.report.ink import Ink
from easui.simulate.report.json_report import safe_json
from easui.simulate.report.marks import cell, code, md_table
from easui.simulate.sweep import Axis, Outcome, Point, Setting, settings_of, worthwhile

FORMATS = ("text", "json", "csv", "markdown")
VERSION = 1
_MOST_ROWS = 40
_MOST_PROBLEMS = 5
_BAR = 10


class Sweep(NamedTuple):
    """A sweep, perhaps one that was interrupted: `runs` are those that are done, in the order of the grid."""

    axes: tuple[Axis, ...]
    loads: tuple[str, ...]
    currency: str
    runs: Sequence[tuple[str, Point, Outcome]]
    total: int

    @property
    def settings(self) -> list[Setting]:
        """The settings of which all runs are done."""
        return settings_of([(point, outcome) for _, point, outcome in self.runs])

    @property
    def problems(self) -> Counter[str]:
        """Why runs did not take place."""
        return Counter(outcome.problem for _, _, outcome in self.runs if outcome.problem)


def render(format: str, sweep: Sweep, *, color: bool = False) -> str:
    """The sweep in one of `FORMATS`, with a final newline."""
    if format == "csv":
        rows = (row(case, point, sweep.loads[point.load], outcome) for case, point, outcome in sweep.runs)
        return csv_text([columns(sweep.axes), *rows])
    if format == "json":
        return _json(sweep)
    return _markdown(sweep) if format == "markdown" else _text(sweep, Ink(color))


def _text(sweep: Sweep, ink: Ink) -> str:
    lines = [_gist(sweep)]
    best = worthwhile(sweep.settings)
    if best:
        heads = [*(Column(axis.name, right=True, most=40) for axis in sweep.axes), Column("attained", right=True),
                 Column(""), *(Column(title, right=True) for title in _TITLES[1:])]  # fmt: skip
        rows = [_cells(sweep, setting, bar(setting.attainment, _BAR)) for setting in best[:_MOST_ROWS]]
        head, *body = table(heads, rows)
        lines += ["", ink.strong("Worth choosing") + ink.quiet("   what costs less attains less"), ink.quiet(head)]
        lines += [line if setting.is_well else ink.bad(line) for line, setting in zip(body, best, strict=False)]
        lines += [ink.quiet(f"  … and {len(best) - _MOST_ROWS} more")] if len(best) > _MOST_ROWS else []
        if not best[0].is_well:
            lines.append(
                ink.bad("  ✖ every setting leaves a replica without a place, or has an update that cannot end")
            )
    for problem, number in sweep.problems.most_common(_MOST_PROBLEMS):
        words = f"{plural(number, 'run')} did not take place: {visible(problem)}"
        lines += map(ink.alert, wrapped(words, 100, first="  ▲ ", rest="    "))
    return "\n".join(lines) + "\n"


_TITLES = ("attained", "cost an hour", "replicas", "peak", "rejected")


def _cells(sweep: Sweep, setting: Setting, *drawn: str) -> list[str]:
    return [
        *(literal(value) for value in setting.values),
        attained(setting.attainment),
        *drawn,
        NONE if setting.cost is None else money(setting.cost, sweep.currency),
        amount(setting.replicas),
        count(setting.peak),
        count(setting.rejected),
    ]


def _gist(sweep: Sweep) -> str:
    settings = 1
    for axis in sweep.axes:
        settings *= len(axis.values)
    done = "" if len(sweep.runs) == sweep.total else f", {count(len(sweep.runs))} of them done"
    loads = f" × {plural(len(sweep.loads), 'scenario')}" if len(sweep.loads) > 1 else ""
    worst = "; the worst of what is attained, the mean of what it costs" if len(sweep.loads) > 1 else ""
    return f"{plural(sweep.total, 'dry run')}: {plural(settings, 'setting')}{loads}{done}{worst}"


def _markdown(sweep: Sweep) -> str:
    best = worthwhile(sweep.settings)
    parts = ["### easui sweep", cell(_gist(sweep))]
    if best:
        heads = [*(code(axis.name) for axis in sweep.axes), *_TITLES]
        parts.append(md_table(heads, [list(map(cell, _cells(sweep, setting))) for setting in best[:_MOST_ROWS]]))
    for problem, number in sweep.problems.most_common(_MOST_PROBLEMS):
        parts.append(f"⚠ {plural(number, 'run')} did not take place: {cell(visible(problem))}")
    return "\n\n".join(parts) + "\n"


def _json(sweep: Sweep) -> str:
    runs = [
        {"case": case, "values": _named(sweep, point.values), "scenario": sweep.loads[point.load], **outcome._asdict()}
        for case, point, outcome in sweep.runs
    ]
    best = [
        {
            "values": _named(sweep, setting.values),
            "attainment": setting.attainment,
            "cost_per_hour": setting.cost,
            "mean_replicas": setting.replicas,
            "peak_replicas": setting.peak,
            "rejected": setting.rejected,
            "feasible": setting.is_well,
        }
        for setting in worthwhile(sweep.settings)
    ]
    listed = ",\n    ".join(map(safe_json, runs))
    head = safe_json({"version": VERSION, "currency": sweep.currency, "total": sweep.total}, indent=2).rstrip("\n}")
    axes = json.dumps({axis.name: list(axis.values) for axis in sweep.axes})
    return (
        f'{head},\n  "axes": {axes},\n  "scenarios": {safe_json(list(sweep.loads))},\n'
        f'  "pareto": {safe_json(best)},\n  "runs": [\n    {listed}\n  ]\n}}\n'
    )


def _named(sweep: Sweep, values: tuple[Any, ...]) -> dict[str, Any]:
    return {axis.name: value for axis, value in zip(sweep.axes, values, strict=True)}
