"""The placement as rows: what is placed, each machine with its cards and their shares, and what finds no place."""

from __future__ import annotations

from typing import Any, NamedTuple

from easui.document.display import visible
from easui.simulate.report.bars import FREE, OTHERS, bar, share_of_card
from easui.simulate.report.cells import pad
from easui.simulate.report.figures import amount, count, gib, plural
from easui.simulate.report.nodes import Alike, Cards, alike_cards, in_use, is_idle, model, place
from easui.simulate.report.verdict import placement_words
from easui.tui.dry_run.lines import Line, Part, Subject, between, packed, paragraph
from easui.workspace.live_run import Findings

PATTERNS = "█▓▒▚"
"""What the replicas of a card are drawn with, beside their colours."""

_NARROW = 56
_BAR = 6
_CARD_BAR = 12
_MOST_MACHINES = 400
_MOST_NAMES = 6


class Machine(NamedTuple):
    """Machines that look alike, as one row."""

    alike: Alike

    @property
    def subject(self) -> Subject:
        """What can be asked about it."""
        return Subject("machine", self.alike)

    def lines(self, width: int) -> list[Line]:
        """The machine, what of it is used, and its cards."""
        node, number = self.alike.first, len(self.alike.names)
        times = (Part(f"{count(number)} × ", "accent"),) if number > 1 else ()
        kind = place(node)
        left = (*times, Part(self.alike.name, "strong"), Part(f"  {kind}" if kind else "", "quiet"))
        replicas = plural(self.alike.replicas, "replica") if self.alike.replicas else "idle"
        lines: list[Line] = [between(left, (Part(replicas, "" if self.alike.replicas else "quiet"),), width)]
        uses = [_use(node, *each) for each in (("cpu", "cpu", "cores"), ("memory_mib", "mem", "GiB"))]
        lines += packed([use for use in uses if use], width, (Part("  "),))
        for card in alike_cards(node):
            lines += _card(card, width, names=number == 1)
        return lines


class Waiting(NamedTuple):
    """Replicas without a place, for the same reason."""

    replicas: tuple[str, ...]
    explanation: str

    @property
    def subject(self) -> Subject:
        """What can be asked about it."""
        return Subject("pending", self)

    @property
    def names(self) -> str:
        """Who they are, in short."""
        named = ", ".join(map(visible, self.replicas[:_MOST_NAMES]))
        left = len(self.replicas) - _MOST_NAMES
        return f"{named} and {count(left)} more" if left > 0 else named

    def lines(self, width: int) -> list[Line]:
        """Who waits, why, and the smallest change with which one would fit."""
        words = f"{self.names}: {visible(self.explanation)}"
        return paragraph(words, width, first="✖ pending ", rest="    ", style="error")


class Gist(NamedTuple):
    """How many replicas have a place, and how much of the machines is used."""

    words: str

    @property
    def subject(self) -> Subject:
        """What can be asked about it."""
        return Subject("placement")

    def lines(self, width: int) -> list[Line]:
        """The sentence."""
        return paragraph(self.words, width, rest="  ")


PlacementRow = Gist | Waiting | Machine


def placement_rows(findings: Findings) -> list[PlacementRow]:
    """What waits comes before the machines, those in use before idle ones."""
    placement = findings.result["placement"]
    machines = sorted(findings.machines, key=lambda each: is_idle(each.first))
    return [
        Gist(placement_words(findings.result)),
        *_waiting(placement["pending"]),
        *(Machine(each) for each in machines[:_MOST_MACHINES]),
    ]


def _waiting(pending: list[dict[str, Any]]) -> list[Waiting]:
    by_reason: dict[str, list[str]] = {}
    for each in pending:
        by_reason.setdefault(each["explanation"], []).append(each["replica"])
    return [Waiting(tuple(replicas), explanation) for explanation, replicas in by_reason.items()]


def _use(node: dict[str, Any], resource: str, word: str, unit: str) -> tuple[Part, ...]:
    share = in_use(node, resource)
    if share is None:
        return ()
    told = gib if resource == "memory_mib" else amount
    numbers = f" {told(node['used'][resource])} of {told(node['capacity'][resource])} {unit}   "
    return Part(f"{word} ", "quiet"), Part(bar(share, _BAR), "accent"), Part(pad(numbers, 19))


def _card(same: Cards, width: int, *, names: bool) -> list[Line]:
    """A card with a bar of its shares, and who holds them in the same patterns."""
    card = same.first
    label = " ".join(part for part in (same.name, model(card)) if part)
    drawn, legend = _shares(card, names=names)
    first: tuple[Part, ...] = (Part(f"  {label} ", "quiet"), *drawn, Part(" "))
    if width < _NARROW:
        return [first, *packed(legend, width, (Part("      "),))]
    return packed(legend, width, first)


def _shares(card: dict[str, Any], *, names: bool) -> tuple[list[Part], list[tuple[Part, ...]]]:
    """The bar of a card, and its legend."""
    bar_parts: list[Part] = []
    legend: list[tuple[Part, ...]] = []
    at, done, number = 0, 0.0, 0
    for share in card["shares"]:
        done += share_of_card(share, card["memory_gib"])
        end = max(min(round(done * _CARD_BAR), _CARD_BAR), min(at + 1, _CARD_BAR))
        pattern, style = OTHERS, "quiet"
        if share["replica"] is not None:
            pattern, style = PATTERNS[number % len(PATTERNS)], f"replica{number % len(PATTERNS)}"
            number += 1
        bar_parts.append(Part(pattern * (end - at), style))
        legend.append((Part(f"{pattern} ", style), Part(f"{_holding(share, names=names)}  ")))
        at = end
    bar_parts.append(Part(FREE * (_CARD_BAR - at), "quiet"))
    return bar_parts, legend or [(Part("free", "quiet"),)]


def _holding(share: dict[str, Any], *, names: bool) -> str:
    """Who holds a share, and how much of the card that is."""
    holder = "others" if share["replica"] is None else visible(share["replica"]) if names else "a replica"
    memory = f"{amount(share['memory_gib'])} GiB" if share["memory_gib"] else ""
    percent = share["core_percent"]
    core = f"{amount(percent)} %" if percent and percent != 100 else ""
    return " ".join(part for part in (holder, memory, core) if part)
