"""What others hold of a node of an inventory, and whether the node has that much."""

from __future__ import annotations

from typing import Any

from easui.simulate.inputs.inventory import WHOLE_CARD, CardUse, Size, Use
from easui.simulate.inputs.machine_size import MIB_PER_GIB, Report


def node_use(used: dict[str, Any], size: Size, report: Report) -> Use:
    """Others' use of a node; what is more than there is gets reported."""
    cpu = round((used.get("cpu") or 0) * 1000)
    memory = used.get("memory_mib") or 0
    disk = round((used.get("disk_gib") or 0) * MIB_PER_GIB)
    for key, held, has, unit in (
        ("cpu", cpu / 1000, size.cpu / 1000, "cores"),
        ("memory_mib", memory, size.memory, "MiB"),
        ("disk_gib", disk / MIB_PER_GIB, size.disk / MIB_PER_GIB, "GiB"),
    ):
        if held > has:
            report((key,), f"others hold {held:g} {unit} of a node that has {has:g}", f"write a number up to {has:g}")
    return Use(cpu, memory, disk, _cards(used.get("gpus") or [], size, report))


def _cards(entries: list[dict[str, Any]], size: Size, report: Report) -> tuple[CardUse, ...]:
    held: dict[int, list[CardUse]] = {}
    for number, entry in enumerate(entries):
        use = _card(entry)
        before = held.setdefault(use.card, [])
        if use.card >= size.cards.number:
            message = f"the node has no card {use.card}: it has {size.cards.number}, counted from 0"
            report(("gpus", number, "index"), message, "write the number of a card")
        elif (use.whole and before) or any(other.whole for other in before):
            message = f"card {use.card} is taken as a whole and shared as well"
            report(("gpus", number), message, "`index` alone takes the whole card; give each share its `memory_gib`")
        elif sum(other.memory for other in (*before, use)) > size.cards.memory:
            message = f"the shares of card {use.card} hold more than its {size.cards.memory / MIB_PER_GIB:g} GiB"
            report(("gpus", number), message, "make the shares smaller")
        elif sum(other.milli for other in (*before, use)) > WHOLE_CARD:
            message = f"the shares of card {use.card} hold more than 100 percent of its computing power"
            report(("gpus", number), message, "make the shares smaller")
        else:
            before.append(use)
    return tuple(use for uses in held.values() for use in uses)


def _card(entry: dict[str, Any]) -> CardUse:
    memory, percent = entry.get("memory_gib"), entry.get("core_percent")
    whole = memory is None and percent is None
    return CardUse(entry["index"], round((memory or 0) * MIB_PER_GIB), round((percent or 0) * 10), whole)
