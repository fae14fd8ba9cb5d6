"""Machines that look alike, told together: 200 bought machines of one type are one line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from easui.document.display import visible
from easui.simulate.report.figures import amount

_NUMBERED = re.compile(r"(.*-)(\d+)", re.S)


class Alike(NamedTuple):
    """Machines in a row that differ in their names and their replicas' names alone; `first` stands for all."""

    first: dict[str, Any]
    names: tuple[str, ...]
    replicas: int

    @property
    def name(self) -> str:
        """The names of all of them in short, fit to be shown."""
        if len(self.names) == 1:
            return visible(self.names[0])
        start, end = _NUMBERED.fullmatch(self.names[0]), _NUMBERED.fullmatch(self.names[-1])
        if start and end and start[1] == end[1]:
            return f"{visible(self.names[0])} … {visible(end[2])}"
        return f"{visible(self.names[0])} … {visible(self.names[-1])}"


def alike(nodes: Iterable[dict[str, Any]]) -> list[Alike]:
    """Machines in the order of the result, neighbours that look the same as one."""
    groups: list[tuple[Any, list[dict[str, Any]]]] = []
    for node in nodes:
        look = _look(node)
        if groups and groups[-1][0] == look:
            groups[-1][1].append(node)
        else:
            groups.append((look, [node]))
    return [
        Alike(same[0], tuple(node["name"] for node in same), sum(len(node["replicas"]) for node in same))
        for _, same in groups
    ]


class Cards(NamedTuple):
    """Cards of a machine in a row that look alike and have the same holders; `first` stands for all."""

    first: dict[str, Any]
    last_index: int

    @property
    def name(self) -> str:
        """Which cards they are."""
        index = self.first["index"]
        return f"card {index}" if index == self.last_index else f"cards {index}–{self.last_index}"


def alike_cards(node: dict[str, Any]) -> list[Cards]:
    """The cards of a machine in their order, neighbours that look the same as one."""
    groups: list[Cards] = []
    for card in node["gpus"]:
        if groups and {**groups[-1].first, "index": card["index"]} == card:
            groups[-1] = groups[-1]._replace(last_index=card["index"])
        else:
            groups.append(Cards(card, card["index"]))
    return groups


def is_idle(node: dict[str, Any]) -> bool:
    """Whether nothing of the service runs on a machine."""
    return not node["replicas"]


def in_use(node: dict[str, Any], resource: str) -> float | None:
    """The part of a resource of a machine that is used; None where it has none."""
    size = node["capacity"].get(resource)
    return node["used"].get(resource, 0) / size if size else None


def fullest(node: dict[str, Any]) -> float:
    """The part in use of the resource of a machine of which most is used."""
    return max((in_use(node, resource) or 0.0 for resource in node["capacity"]), default=0.0)


def place(node: dict[str, Any]) -> str:
    """What a machine is beside its name: type (unless the name begins with it), zone, spot."""
    kind = node["instance_type"] or ""
    named = bool(kind) and node["name"].startswith(f"{kind}-")
    facts = ("" if named else kind, node["zone"], "spot" if node["spot"] else "")
    return " · ".join(visible(fact) for fact in facts if fact)


def model(card: dict[str, Any]) -> str:
    """A card's model with its memory, as far as they are known."""
    memory = f"{amount(card['memory_gib'])} GiB" if card["memory_gib"] else ""
    return " ".join(part for part in (visible(card["model"] or ""), memory) if part)


def _look(node: dict[str, Any]) -> Any:
    cards = [
        (
            card["model"],
            card["memory_gib"],
            [(s["replica"] is None, s["memory_gib"], s["core_percent"]) for s in card["shares"]],
        )
        for card in node["gpus"]
    ]
    facts = [node[key] for key in ("instance_type", "resource_group", "zone", "spot", "capacity", "used")]
    return [*facts, cards, len(node["replicas"])]
