"""The map of machines and cards: coloured by use, cards cut into their shares."""

from __future__ import annotations

from typing import Any

from easui.document.display import visible
from easui.simulate.report.bars import share_of_card
from easui.simulate.report.figures import amount, count, gib, percent, plural
from easui.simulate.report.nodes import Alike, Cards, alike, alike_cards, fullest, in_use, is_idle, model, place
from easui.simulate.report.page.markup import data_table, element, escaped, prose, section, width
from easui.simulate.report.verdict import placement_words

_MOST_DRAWN = 60
_MOST_SQUARES = 2_000
_WORTH_SQUARES = 12
_MOST_PENDING = 100
_COLOURS = 8
_LEVELS = (0.0, 0.25, 0.5, 0.75, 0.999)


def placement_part(result: dict[str, Any]) -> str:
    """The section about placement."""
    placement = result["placement"]
    nodes = placement["nodes"]
    groups = alike(nodes)
    drawn = sorted(sorted(range(len(groups)), key=lambda at: (is_idle(groups[at].first), at))[:_MOST_DRAWN])
    left = len(nodes) - sum(len(groups[at].names) for at in drawn)
    more = element("p", escaped(f"… and {plural(left, 'machine')} more"), kind="quiet") if left else ""
    map_ = element("div", *(_machine(groups[at]) for at in drawn), kind="machines")
    return section(
        "Placement", _squares(nodes), map_, more, _pending(placement["pending"]), words=placement_words(result)
    )


def _squares(nodes: list[dict[str, Any]]) -> str:
    """Every machine as a square in the colour of its use, where there are many."""
    if len(nodes) < _WORTH_SQUARES:
        return ""
    squares = "".join(
        element(
            "i", kind=f"u{_level(fullest(node))}", title=f"{visible(node['name'])}: {percent(fullest(node))} in use"
        )
        for node in nodes[:_MOST_SQUARES]
    )
    legend = "".join(
        element("span", element("i", kind=f"u{level}"), words)
        for level, words in enumerate(("free", "to 25 %", "to 50 %", "to 75 %", "above", "full"))
    )
    label = f"{plural(len(nodes), 'machine')} by the resource of which most is used"
    return element("div", squares, kind="squares", role="img", aria_label=label) + element("p", legend, kind="legend")


def _level(share: float) -> int:
    return sum(share > limit for limit in _LEVELS)


def _machine(group: Alike) -> str:
    """A machine, or several that are alike, with what is used of it."""
    node = group.first
    number = element("span", f"{len(group.names)} ×", kind="times") if len(group.names) > 1 else ""
    title = element("h3", number, element("span", escaped(group.name)))
    replicas = plural(group.replicas, "replica") if group.replicas else "idle"
    where = element("p", escaped(" · ".join(part for part in (place(node), replicas) if part)), kind="quiet")
    bars = "".join(_use(node, *each) for each in (("cpu", "CPU", "cores"), ("memory_mib", "memory", "GiB")))
    cards = "".join(_card(card, single=len(group.names) == 1) for card in alike_cards(node))
    return element("article", title, where, bars, cards, kind=f"machine{' idle' if is_idle(node) else ''}")


def _use(node: dict[str, Any], resource: str, word: str, unit: str) -> str:
    share = in_use(node, resource)
    if share is None:
        return ""
    told = gib if resource == "memory_mib" else amount
    said = f"{told(node['used'][resource])} of {told(node['capacity'][resource])} {unit}"
    filled = element("i", kind=f"u{_level(share)}", style=width(share))
    label = f"{word}: {said}, {percent(share)}"
    return element(
        "div", element("span", escaped(word), kind="name"), element("span", filled, kind="bar", role="img", title=label,
        aria_label=label), element("span", escaped(said), kind="figure"), kind="use",
    )  # fmt: skip


def _card(same: Cards, *, single: bool) -> str:
    """A card, or several that are alike, as a bar of its shares, each with its holder and size to read."""
    card = same.first
    parts: list[str] = []
    held: list[str] = []
    number = 0
    for share in card["shares"]:
        part = share_of_card(share, card["memory_gib"])
        words = _holding(share, single=single)
        if share["replica"] is None:
            kind = "others"
        else:
            kind, number = f"r{number % _COLOURS}", number + 1
        parts.append(element("i", kind=kind, style=width(part), title=words))
        held.append(element("span", element("i", kind=kind), escaped(words)))
    name = " · ".join(part for part in (same.name, model(card)) if part)
    label = f"{name}: {', '.join(_holding(share, single=single) for share in card['shares']) or 'free'}"
    return element(
        "div", element("span", escaped(name), kind="name"), element("span", *parts, kind="bar", role="img",
        aria_label=label), element("p", *(held or ["free"]), kind="held"), kind="card",
    )  # fmt: skip


def _holding(share: dict[str, Any], *, single: bool) -> str:
    holder = "others" if share["replica"] is None else visible(share["replica"]) if single else "a replica"
    sizes = (
        f"{amount(share['memory_gib'])} GiB" if share["memory_gib"] else "",
        f"{amount(share['core_percent'])} %" if share["core_percent"] else "",
    )
    return " ".join((holder, *(size for size in sizes if size)))


def _pending(pending: list[dict[str, Any]]) -> str:
    if not pending:
        return ""
    rows = [
        (
            element("b", escaped(each["replica"])),
            prose(each["explanation"]),
            prose(each.get("nearest") or ""),
        )
        for each in pending[:_MOST_PENDING]
    ]
    left = len(pending) - len(rows)
    more = element("p", f"… and {count(left)} more", kind="quiet") if left else ""
    return data_table(("Pending", "Why", "Nearest"), rows) + more
