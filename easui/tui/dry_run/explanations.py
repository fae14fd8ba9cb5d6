"""How a number of the dry run came about, and what was assumed on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from easui.document.display import visible
from easui.simulate.report.figures import count, duration, hourly, literal, money, percent
from easui.simulate.report.nodes import Alike
from easui.tui.dry_run.lines import Kind, Subject
from easui.tui.dry_run.placement import Waiting
from easui.tui.model.prose import Passage
from easui.workspace.live_run import Findings

_PLACEMENT = (
    "metadata.cpu", "metadata.memory", "metadata.gpu", "metadata.disk", "metadata.shm", "metadata.instance",
    "metadata.resource", "metadata.scheduling", "inventory", "cloud", "unit",
)  # fmt: skip
_TRAFFIC = ("scenario", "metadata.rpc", "networking", "autoscaler", "cronscaler", "metadata.autoscaling")
_ROLLOUT = ("metadata.rolling_strategy", "metadata.eas", "scenario.startup", "metadata.instance")
_COST = ("inventory", "cloud", "scenario.duration", "scenario.startup")


class _Told(NamedTuple):
    title: str
    words: str


_SERIES = {
    "rate": _Told(
        "Requests per second",
        "The parts of the scenario's `traffic` added up, averaged over each step. "
        "With `arrivals: poisson` it is what was sampled with the seed.",
    ),
    "replicas": _Told(
        "Replicas",
        "Wanted is what the autoscaler, its schedules or `metadata.instance` ask for, within the bounds. "
        "Placed are those that have found a machine; ready are those whose `startup` time has passed since, "
        "and only they answer. A metric that is within 10 % of its threshold scales nothing.",
    ),
    "p99": _Told(
        "Slowest of a hundred",
        "99 of 100 requests that were answered in the step were in the system no longer than this: "
        "the time in the queue and the service time together. "
        "It comes from a queue in front of the `concurrency` slots of all ready replicas.",
    ),
    "utilization": _Told(
        "How busy the replicas are",
        "The mean share of the slots (`concurrency` times the ready replicas) that work on a request.",
    ),
    "queue": _Told(
        "Waiting requests",
        "The mean number of requests that wait for a slot, over all replicas; those being answered are not counted.",
    ),
    "rejected": _Told(
        "Rejected requests",
        "Requests of the step that got no answer: 408 their keepalive passed in the queue, "
        "429 above a rate limit, 450 the queue was full, 503 no replica was ready.",
    ),
}


def explain(subject: Subject | None, findings: Findings) -> list[Passage]:
    """A page about a number; without a subject about the run as a whole."""
    describe, prefixes = _PAGES[subject.kind] if subject else (_whole, ())
    passages = describe(findings, subject.detail if subject else None)
    return [*passages, *_assumed(findings, prefixes)]


def _whole(findings: Findings, _: Any) -> list[Passage]:
    return [
        Passage("title", "The dry run"),
        Passage(
            "text",
            f"The service was run for {duration(findings.span_s)} in {count(findings.steps)} steps: its replicas were "
            "placed on machines, the traffic went through those that are ready, and the autoscaler looked at what came "
            "of it. Choose a number with the arrows and press F5 again to see how that one came about.",
        ),
    ]


def _placement(findings: Findings, _: Any) -> list[Passage]:
    summary = findings.result["placement"]["summary"]
    passages = [
        Passage("title", f"{count(summary['placed'])} of {count(summary['replicas'])} replicas placed"),
        Passage(
            "text",
            "The state at t = 0, for `metadata.instance` within the bounds of the autoscaler. Replicas are placed one "
            "after the other: nodes on which one does not fit are left out, the policy chooses among the others, and "
            "ties go to the first of the inventory.",
        ),
        Passage(
            "text",
            "What is in use counts everything on these machines, other services too, as a share of their size.",
        ),
    ]
    if summary["fragmentation"]:
        words = f"{percent(summary['fragmentation'])} of what is left of the cards can't be used by a typical demand."
        passages.append(Passage("value", words, "fragmented"))
    return passages


def _machine(findings: Findings, alike: Alike) -> list[Passage]:
    node = alike.first
    size, used = node["capacity"], node["used"]
    sizes = (("cpu", "cores"), ("memory_mib", "MiB of memory"), ("gpu", "cards"), ("disk_gib", "GiB of disk"))
    return [
        Passage("title", alike.name),
        Passage("facts", " · ".join(visible(str(node[key])) for key in ("instance_type", "zone") if node[key])),
        Passage(
            "text",
            "The size is the one that the inventory states, else that of the catalog of machine types; nothing is "
            "taken off it. What is used is the sum of what the replicas on it ask for, and of what others hold. "
            "The bar of a card shows the shares by their memory.",
        ),
        *(
            Passage("value", f"{used[key]:g} of {size[key]:g} {unit}", key)
            for key, unit in sizes
            if size.get(key) and used.get(key) is not None
        ),
        *(
            [Passage("value", ", ".join(map(visible, node["replicas"])), "replicas")]
            if node["replicas"] and len(alike.names) == 1
            else []
        ),
    ]


def _pending(findings: Findings, waiting: Waiting) -> list[Passage]:
    return [
        Passage("title", f"No place for {waiting.names}"),
        Passage("error", visible(waiting.explanation)),
        Passage(
            "text",
            "Each machine is counted once, under the first reason that keeps the replica off it. What stands behind "
            "the semicolon is the smallest change of the demand with which it would have a place, and where.",
        ),
    ]


def _series(findings: Findings, name: str) -> list[Passage]:
    title, words = _SERIES[name]
    steps = -(-findings.steps // max(len(findings.points), 1))
    passages = [Passage("title", title), Passage("text", words)]
    if steps > 1:
        merged = f"Each point of the chart stands for {steps} steps, with their peak; rejections are added up."
        passages.append(Passage("quiet", merged))
    return passages


def _rollout(findings: Findings, _: Any) -> list[Passage]:
    rollout = findings.result["rollout"]
    passages = [
        Passage("title", "The update to a new version"),
        Passage(
            "text",
            "New replicas are created as long as the total stays within `max_total`, on machines as they are at t = 0, "
            "and are ready when their `startup` has passed. Old ones are stopped as long as `min_available` stay "
            "ready, and hold their room until their time of grace has passed.",
        ),
        Passage("value", f"{count(rollout['max_total'])} (replicas + max_surge, rounded up, at least 1)", "max_total"),
        Passage(
            "value",
            f"{count(rollout['min_available'])} (replicas − max_unavailable, rounded down)",
            "min_available",
        ),
    ]
    stuck = rollout.get("stuck")
    if stuck:
        passages.insert(1, Passage("error", f"{visible(stuck['explanation'])} ({visible(stuck['path'])})"))
    return passages


def _requests(findings: Findings, _: Any) -> list[Passage]:
    summary = findings.result["autoscaling"]["summary"]
    rows = ("requests", "served", "waiting", "rejected")
    return [
        Passage("title", "What became of the requests"),
        Passage(
            "text",
            "Every request is served, rejected, or still waiting at the end: requests = served + rejected + waiting.",
        ),
        *(Passage("value", count(summary[key]), key) for key in rows),
        *(Passage("value", count(number), f"of them {code}") for code, number in summary["rejected_by_code"].items()),
        Passage("text", _SERIES["rejected"].words),
    ]


def _objective(findings: Findings, _: Any) -> list[Passage]:
    return [
        Passage("title", "SLO attained"),
        Passage(
            "text",
            "The share of all requests that were answered within the time of the scenario's `slo`; rejected requests "
            "count against it. It is rounded down: 98.999 % are not 99 %.",
        ),
    ]


def _scaling(findings: Findings, _: Any) -> list[Passage]:
    events = findings.result["autoscaling"]["events"]
    passages = [Passage("title", "Replicas over the run"), Passage("text", _SERIES["replicas"].words)]
    if events:
        passages.append(Passage("heading", "What happened"))
        passages += [Passage("value", visible(each["reason"]), _event(each)) for each in events[:40]]
    return passages


def _event(event: dict[str, Any]) -> str:
    change = "" if event["to"] is None or event["from"] == event["to"] else f" {event['from']} → {event['to']}"
    return f"{duration(event['t'])}  {visible(event['kind']).replace('_', ' ')}{change}"


def _cost(findings: Findings, _: Any) -> list[Passage]:
    cost, start = findings.result["cost"], findings.start
    currency = cost["currency"]
    passages = [
        Passage("title", "Cost"),
        Passage(
            "text",
            "Machines are paid from the time at which their replica is ready until it is removed: bought ones at their "
            "price, spot ones at the market price of each moment, dedicated nodes by the share of the resource of "
            "which the service holds most.",
        ),
        Passage("value", f"{money(cost['total'], currency)} in {duration(findings.span_s)}", "in all"),
        Passage("value", f"{hourly(cost['per_hour'], currency)} = in all / duration", "over the run"),
    ]
    if start.per_hour is not None:
        words = f"{hourly(start.per_hour, currency)} for the replicas at t = 0; the title line shows this one"
        passages.append(Passage("value", words, "at the start"))
    if cost.get("per_1000_requests") is not None:
        words = f"{money(cost['per_1000_requests'], currency)} = in all / requests served × 1,000"
        passages.append(Passage("value", words, "a request"))
    if cost.get("idle_share") is not None:
        words = f"{percent(cost['idle_share'])} of the slots of ready replicas had nothing to do"
        passages.append(Passage("value", words, "idle"))
    passages += [
        Passage("value", money(value, currency), visible(name)) for name, value in cost["by_instance_type"].items()
    ]
    if cost["unpriced"]:
        passages.append(Passage("warning", f"no price is known of {', '.join(map(visible, cost['unpriced']))}"))
    return passages


def _advice(findings: Findings, advice: dict[str, Any]) -> list[Passage]:
    return [
        Passage("title", visible(advice["path"])),
        Passage("facts", f"{literal(advice['current'])} → {literal(advice['suggested'])}"),
        Passage("heading", "Why"),
        Passage("text", visible(advice["reason"])),
        Passage("heading", "What a dry run of the changed service shows"),
        Passage("text", visible(advice["effect"])),
        Passage("quiet", "Enter in the list applies it as one step; Ctrl+Z takes it back."),
    ]


def _warning(findings: Findings, words: str) -> list[Passage]:
    return [Passage("title", "A warning of this run"), Passage("warning", f"▲ {words}")]


def _assumed(findings: Findings, prefixes: tuple[str, ...]) -> list[Passage]:
    """The assumptions of the run, those that bear on the subject first."""
    near: list[Passage] = []
    far: list[Passage] = []
    for each in findings.result["assumptions"]:
        passage = Passage("value", f"{visible(literal(each['value']))}: {visible(each['reason'])}", each["path"])
        (near if not prefixes or each["path"].startswith(prefixes) else far).append(passage)
    passages = [Passage("heading", "What was assumed"), *near] if near else []
    passages += [Passage("heading", "What else this run assumed"), *far] if far else []
    return passages or [Passage("quiet", "Nothing was assumed: the inputs say all that this run needs.")]


_Page = Callable[[Findings, Any], list[Passage]]
_PAGES: dict[Kind, tuple[_Page, tuple[str, ...]]] = {
    "placement": (_placement, _PLACEMENT),
    "machine": (_machine, _PLACEMENT),
    "pending": (_pending, _PLACEMENT),
    "series": (_series, _TRAFFIC),
    "rollout": (_rollout, _ROLLOUT),
    "served": (_requests, _TRAFFIC),
    "slo": (_objective, _TRAFFIC),
    "replicas": (_scaling, _TRAFFIC),
    "cost": (_cost, _COST),
    "advice": (_advice, ()),
    "warning": (_warning, ()),
}
"""How a subject is explained, and which assumptions bear on it."""
