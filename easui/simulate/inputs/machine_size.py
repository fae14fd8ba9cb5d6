"""How large a machine of an inventory is: what is stated, else what is known of its type and its cards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from easui.document import Path
from easui.knowledge import InstanceType, gpu_models
from easui.simulate.inputs.inventory import NO_CARDS, NODE_DISK_MIB, PUBLIC_DISK_MIB, Cards, Size

Types = Callable[[str], InstanceType | None]
"""What knows machine types by name."""
Report = Callable[[Path, str, str], None]
"""What takes a problem: the path below the value that is read, the message and the cure."""

CATALOG_CURRENCY = "CNY"
MIB_PER_GIB = 1024


def catalog_size(known: InstanceType | None, disk: int = PUBLIC_DISK_MIB) -> Size | None:
    """The size of a machine type; None where it is not known."""
    if known is None or known.vcpu is None or known.memory_gib is None:
        return None
    return Size(known.vcpu * 1000, round(known.memory_gib * MIB_PER_GIB), disk, _catalog_cards(known))


def node_size(entry: dict[str, Any], known: InstanceType | None, report: Report) -> Size | None:
    """The size of a node; None after a report where too little is said."""
    base = catalog_size(known)
    cpu, memory = entry.get("cpu"), entry.get("memory_mib")
    lacking = [name for name, value in (("cpu", cpu), ("memory_mib", memory)) if value is None]
    if base is None and lacking:
        kind = entry.get("instance_type")
        why = f"`{kind}` is not a type whose size easui knows" if kind else "names no `instance_type`"
        subject = f"the node `{entry['name']}` has no size"
        message = f"{subject}: {why}" if kind else f"{subject} and {why}"
        report(("instance_type",) if kind else ("name",), message, f"add {' and '.join(f'`{key}`' for key in lacking)}")
        return None
    cards = _cards(entry.get("gpu"), known, report)
    if cards is None:
        return None
    disk = entry.get("disk_gib")
    return Size(
        cpu=round(cpu * 1000) if cpu is not None else base.cpu if base else 0,
        memory=memory if memory is not None else base.memory if base else 0,
        disk=round(disk * MIB_PER_GIB) if disk is not None else NODE_DISK_MIB,
        cards=cards,
    )


def _cards(stated: dict[str, Any] | None, known: InstanceType | None, report: Report) -> Cards | None:
    base = _catalog_cards(known)
    if not stated:
        return base
    model = stated.get("model") or base.model
    number = stated.get("count")
    if number is None:
        number = base.number or 1
    if not number:
        return NO_CARDS
    memory = stated.get("memory_gib")
    if memory is not None:
        return Cards(model, number, round(memory * MIB_PER_GIB))
    size = base.memory if model == base.model and base.memory else _model_memory(model)
    if not size:
        subject = f"the memory of a `{model}` is not known" if model else "nothing is said of the memory of the cards"
        report(("gpu",), subject, "add `memory_gib`, the memory of one card")
        return None
    return Cards(model, number, size)


def _catalog_cards(known: InstanceType | None) -> Cards:
    if known is None or not known.gpu_count:
        return NO_CARDS
    memory = round(known.gpu_memory_gib * MIB_PER_GIB) if known.gpu_memory_gib else _model_memory(known.gpu_model)
    return Cards(known.gpu_model, known.gpu_count, memory)


def _model_memory(model: str) -> int:
    """The memory of a card in MiB; 0 where the model is not known, or comes in several sizes."""
    models = gpu_models()
    names = [name for name in models if name.upper() == model.upper()]
    return round(models[names[0]].memory_gib * MIB_PER_GIB) if names else 0
