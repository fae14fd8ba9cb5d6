"""Advice on machines: a group or a type that is there, a cheaper one, and a mix that survives a loss."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from easui.knowledge import instance_types
from easui.simulate.advice.trial import Advice, Trial, Trials, quality
from easui.simulate.inputs.inventory import Offer, Size
from easui.simulate.inputs.machine_size import catalog_size

_LIST = "cloud.computing.instances"
_SINGLE = "cloud.computing.instance_type"
_FALLBACKS, _CHEAPER, _OTHERS = 3, 3, 3
_WORTH = 0.02
"""A part of the cost that is worth another machine."""


def other_types(trials: Trials) -> Iterator[Advice]:
    """One more type at the end of the list, where those that are listed have no room for all that is wanted."""
    before = trials.before
    if not (before.pending or _wanted_more(trials)) or not before.demand.entries or before.demand.entries[-1].is_group:
        return
    size = _largest_used(trials)
    named = {(entry.instance_type, entry.bid is None) for entry in before.demand.entries}
    offers = [each for each in _fitting(trials, size) if (each.instance_type, True) not in named]
    for offer in offers[:_FALLBACKS]:
        trial = _with_entry(trials, {"type": offer.instance_type})
        if trial and _is_better(trials, trial):
            listed = " and ".join(f"`{name}`" for name, _ in sorted(named) if name)
            yield Advice(trial, before, f"{listed} run out; `{offer.instance_type}` is as large and there are some")
            return


def known_groups(trials: Trials) -> Iterator[Advice]:
    """A group of the inventory in place of one that it does not have."""
    before = trials.before
    if not before.pending or not before.demand.group or before.inventory.group(before.demand.group):
        return
    for group in before.inventory.groups[:_OTHERS]:
        trial = trials.of(before.demand.group_path, group.id, any_traffic=True)
        if trial and len(trial.timeline.pending) < len(before.pending):
            yield Advice(trial, before, f"the inventory has no `{before.demand.group}`, but `{group.id}`")
            return


def cheaper_types(trials: Trials) -> Iterator[Advice]:
    """Another type in place of the only one, which costs less and serves as well."""
    before, entries = trials.before, trials.before.demand.entries
    if len(entries) != 1 or entries[0].is_group or entries[0].bid is not None or before.pending:
        return
    size = _largest_used(trials)
    price = next(
        (each.price for each in before.inventory.public if each.instance_type == entries[0].instance_type), None
    )
    if size is None or price is None:
        return
    path = _type_path(trials)
    cheaper = [each for each in _fitting(trials, size) if each.price is not None and each.price < price]
    for offer in cheaper[:_CHEAPER]:
        trial = trials.of(path, offer.instance_type)
        if trial and _saves(trials, trial):
            words = f"it is at least as large, for {offer.price:g} in place of {price:g} an hour"
            yield Advice(trial, before, words)
            return


def spot_first(trials: Trials) -> Iterator[Advice]:
    """Spot machines for the first entry of the list, where one behind it takes over when they are taken back."""
    before, entries = trials.before, trials.before.demand.entries
    if before.pending or len(entries) < 2 or entries[0].is_group or any(each.bid is not None for each in entries):
        return
    kind = entries[0].instance_type
    for offer in before.inventory.public:
        price = offer.spot.price_at(0) if offer.spot else None
        if offer.instance_type != kind or price is None or offer.price is None or price >= offer.price:
            continue
        trial = trials.of(f"{entries[0].path}.spot_price_limit", offer.price)
        if trial and _saves(trials, trial):
            words = (
                f"spot machines of `{kind}` cost {price:g} in place of {offer.price:g}, and the next entry stands in"
            )
            yield Advice(trial, before, words)
        return


def survivors(trials: Trials) -> Iterator[Advice]:
    """Spreading over zones, protection, and machines that nobody takes back: what makes a loss hurt less."""
    before = trials.before
    kinds = {event.kind for event in before.scenario.events}
    losses = [event for event in before.events if event.kind in ("zone_lost", "spot_reclaimed", "node_lost")]
    if not any(event.after < event.before for event in losses):
        return
    policy = {"zone_lost": "zone", "node_lost": "host"}
    for kind, spread in policy.items():
        if kind in kinds and before.demand.spread != spread:
            reason = f"when a {kind.split('_')[0]} is lost, replicas elsewhere go on"
            yield from _if_better(trials, trials.of("metadata.scheduling.spread.policy", spread), reason)
    entries = before.demand.entries
    if any(event.kind == "spot_reclaimed" for event in losses):
        if not before.demand.protected:
            reason = "protected spot machines stay for an hour whatever the price"
            path = "cloud.computing.disable_spot_protection_period"
            yield from _if_better(trials, trials.of(path, False), reason)
        if all(entry.bid is not None for entry in entries) and trials.service.has(_LIST):
            trial = _with_entry(trials, {"type": entries[-1].instance_type})
            yield from _if_better(trials, trial, "when spot machines are taken back, others take their place")
        elif entries[0].bid is not None and entries[0].capacity is None and trials.service.has(_LIST):
            path = f"{entries[0].path}.capacity"
            reason = "with half of the replicas on machines that nobody takes back, the others go on"
            yield from _if_better(trials, trials.of(path, "50%"), reason)


def _saves(trials: Trials, trial: Trial) -> bool:
    """Whether a change costs less, and serves as well."""
    before, after = trials.before, trial.timeline
    as_good = not after.pending and quality(after) >= quality(before)
    return as_good and after.cost.total < before.cost.total * (1 - _WORTH)


def _if_better(trials: Trials, trial: Trial | None, reason: str) -> Iterator[Advice]:
    if trial and not trial.timeline.pending and quality(trial.timeline) > quality(trials.before):
        yield Advice(trial, trials.before, reason)


def _is_better(trials: Trials, trial: Trial) -> bool:
    before, after = trials.before, trial.timeline
    if len(after.pending) != len(before.pending):
        return len(after.pending) < len(before.pending)
    return quality(after) > quality(before)


def _wanted_more(trials: Trials) -> bool:
    return any(event.kind == "pending" for event in trials.before.events)


def _largest_used(trials: Trials) -> Size | None:
    """The smallest of the types that the service names, in which it fits; None where none is known."""
    named = [entry.instance_type for entry in trials.before.demand.entries if not entry.is_group]
    sizes = [each.size for each in trials.before.inventory.public if each.instance_type in named and each.size]
    return min(sizes, key=lambda size: (size.cpu, size.memory), default=None)


def _fitting(trials: Trials, size: Size | None) -> list[Offer]:
    """The public types that can be had and are at least as large, with cards as large, the cheapest first."""
    if size is None:
        return []
    before = trials.before
    offers = before.inventory.public if before.has_inventory else (*before.inventory.public, *_catalog())
    found = [each for each in offers if each.size and _is_as_large(each.size, size)]
    return sorted(found, key=lambda each: (each.price is None, each.price or 0.0, each.instance_type))


def _catalog() -> Iterator[Offer]:
    """The types of the catalog with a price, of which there are as many as one likes without an inventory."""
    for kind in instance_types().values():
        if kind.price is not None:
            yield Offer(kind.name, "", catalog_size(kind), None, kind.price, None)


def _is_as_large(one: Size, other: Size) -> bool:
    same_cards = one.cards.number == other.cards.number and one.cards.memory >= other.cards.memory
    return same_cards and one.cpu >= other.cpu and one.memory >= other.memory


def _with_entry(trials: Trials, entry: dict[str, Any]) -> Trial | None:
    """The service with one more entry at the end of its list; a single type becomes a list first."""
    stated = trials.service.get(_LIST)
    if stated is None:
        return None
    return trials.of(f"{_LIST}[{stated.length}]", entry)


def _type_path(trials: Trials) -> str:
    return f"{_LIST}[0].type" if trials.service.has(f"{_LIST}[0].type") else _SINGLE
