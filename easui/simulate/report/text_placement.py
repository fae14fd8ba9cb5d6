"""Where the replicas are: machines with bars of what is used, cards with their shares, and who waits why."""

from __future__ import annotations

from typing import Any

from easui.document.display import visible
from easui.simulate.report.bars import bar, card_bar
from easui.simulate.report.cells import Column, columns, cut, headed, pad, table, wrapped
from easui.simulate.report.figures import amount, count, gib, plural
from easui.simulate.report.ink import Ink
from easui.simulate.report.nodes import Alike, alike, alike_cards, in_use, is_idle, model, place
from easui.simulate.report.verdict import placement_words

_MOST_ROWS = 24
_MOST_PENDING = 6
_BAR, _SHORT_BAR = 8, 3
_ROOMY = 96
"""From this width on there is room for where a machine is."""

_CARD_BAR = 12
_MOST_CARDS = 8


def placement_lines(result: dict[str, Any], ink: Ink, width: int) -> list[str]:
    """The section about placement."""
    placement = result["placement"]
    lines = headed(ink.strong("Placement"), placement_words(result), width)
    groups = alike(placement["nodes"])
    shown = _shown(groups)
    lines += _nodes(shown, ink, width)
    left = sum(len(group.names) for group in groups) - sum(len(group.names) for group in shown)
    if left:
        lines.append(ink.quiet(f"  … and {plural(left, 'machine')} more"))
    return lines + _pending(placement["pending"], ink, width)


def _shown(groups: list[Alike]) -> list[Alike]:
    """As many lines as a screen takes, in their order, machines of the service before idle ones."""
    ordered = sorted(range(len(groups)), key=lambda at: (is_idle(groups[at].first), at))
    return [groups[at] for at in sorted(ordered[:_MOST_ROWS])]


def _nodes(groups: list[Alike], ink: Ink, width: int) -> list[str]:
    if not groups:
        return []
    heads = [
        Column("machine", most=32 if width >= _ROOMY else 20), Column("", right=True), Column("where", flexible=True),
        Column("cpu"), Column("memory"), Column("replicas", right=True),
    ]  # fmt: skip
    head, *drawn = table(heads, [_row(group, ink, width) for group in groups], width=width)
    lines = [ink.quiet(head)]
    for group, line in zip(groups, drawn, strict=True):
        lines += [line, *_cards(group, ink, width)]
    return lines


def _row(group: Alike, ink: Ink, width: int) -> list[str]:
    roomy = width >= _ROOMY
    cells = _BAR if roomy else _SHORT_BAR
    node = group.first
    number = f"{len(group.names)} ×" if len(group.names) > 1 else ""
    return [
        group.name,
        number,
        place(node) if roomy else "",
        _used(node, "cpu", cells, ink),
        _used(node, "memory_mib", cells, ink),
        count(group.replicas) if group.replicas else ink.quiet("idle"),
    ]


def _used(node: dict[str, Any], resource: str, cells: int, ink: Ink) -> str:
    """A bar with the numbers behind it, memory in GiB."""
    share = in_use(node, resource)
    if share is None:
        return ""
    used, size = node["used"][resource], node["capacity"][resource]
    numbers = f"{gib(used)}/{gib(size)}G" if resource == "memory_mib" else f"{amount(used)}/{amount(size)}"
    return f"{ink.accent(bar(share, cells))} {numbers}"


def _cards(group: Alike, ink: Ink, width: int) -> list[str]:
    """The cards of a machine with their shares, a line each, or for several that are alike."""
    cards = alike_cards(group.first)
    lines: list[str] = []
    for same in cards[:_MOST_CARDS]:
        card = same.first
        drawn = card_bar(card["shares"], card["memory_gib"], _CARD_BAR, ink)
        held = ", ".join(_share(share, single=len(group.names) == 1) for share in card["shares"]) or "free"
        facts = pad(cut(f"{same.name}  {model(card)}", 24), 21)
        lines.append(f"    {facts} {drawn} {cut(held, width - 18 - columns(facts))}")
    if len(cards) > _MOST_CARDS:
        lines.append(ink.quiet(f"    … and {plural(len(cards) - _MOST_CARDS, 'card')} more"))
    return lines


def _share(share: dict[str, Any], *, single: bool) -> str:
    """Who holds how much of a card; of many machines the names would differ."""
    holder = share["replica"]
    who = "others" if holder is None else visible(holder) if single else "a replica"
    sizes = [f"{amount(share['memory_gib'])}G" if share["memory_gib"] else ""]
    sizes.append(f"{amount(share['core_percent'])} %" if share["core_percent"] else "")
    return " ".join((who, *(size for size in sizes if size)))


def _pending(pending: list[dict[str, Any]], ink: Ink, width: int) -> list[str]:
    """Who waits, those with the same reason together."""
    reasons: dict[tuple[str, str], list[str]] = {}
    for each in pending:
        reasons.setdefault((each["explanation"], each.get("nearest") or ""), []).append(each["replica"])
    lines: list[str] = []
    for (explanation, nearest), names in list(reasons.items())[:_MOST_PENDING]:
        lines.append(f"  {ink.bad('pending')} {ink.strong(_who(names))}")
        lines += wrapped(visible(explanation), width, first="    ", rest="    ")
        if nearest:
            lines += map(ink.accent, wrapped(f"nearest: {visible(nearest)}", width, first="    ", rest="    "))
    if len(reasons) > _MOST_PENDING:
        lines.append(ink.quiet(f"  … and {plural(len(reasons) - _MOST_PENDING, 'reason')} more"))
    return lines


def _who(names: list[str]) -> str:
    first, last = (cut(visible(name), 40) for name in (names[0], names[-1]))
    return first if len(names) == 1 else f"{first} … {last} ({len(names)})"
