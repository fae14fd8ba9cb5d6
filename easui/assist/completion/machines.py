"""Machine types to choose from: those that suit the service first, of these the cheap and the small ones."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from easui.assist.completion.proposal import Proposal
from easui.assist.completion.surroundings import Surroundings
from easui.assist.machines import size_words
from easui.knowledge import InstanceType, instance_types
from easui.service.machines import DEDICATED, has_own_machines, public_types

_USED, _FITS, _OTHER = "0", "1", "2"
_UNPRICED = 99_999
_COLUMN = 32
"""Where further words begin; wider than the names."""


def machine_proposals(around: Surroundings) -> Iterator[Proposal]:
    """All machine types of the user and the catalog, and the resource group where the service has one."""
    service = around.service
    used = set(public_types(service))
    if has_own_machines(service):
        yield Proposal(DEDICATED, "value", "0", "the resource group of the service", shape=DEDICATED)
    for name, kind in around.settings.additions.instance_types.items():
        detail = size_words(kind) if kind else "a type of your own"
        yield Proposal(name, "value", f"{_FITS}{_order(kind) if kind else ''}", detail, shape=name, words=_words(kind))
    wants_gpu = around.has_gpu
    memory = service.integer("metadata.memory") or 0
    cpu = service.integer("metadata.cpu") or 0
    for kind, proposal in _listed():
        fits = (kind.vcpu or 0) >= cpu and (kind.memory_gib or 0) * 1024 >= memory
        if wants_gpu is not None:
            fits = fits and (kind.gpu_count > 0) == wants_gpu
        rank = _USED if kind.name in used else _FITS if fits else _OTHER
        yield proposal._replace(rank=rank + proposal.rank)


@cache
def _listed() -> tuple[tuple[InstanceType, Proposal], ...]:
    return tuple((kind, _proposal(kind)) for kind in instance_types().values())


def _proposal(kind: InstanceType) -> Proposal:
    name = kind.name
    return Proposal(
        name, "value", _order(kind), size_words(kind), shape=name, words=_words(kind), topic=f"machine {name}"
    )


def _order(kind: InstanceType) -> str:
    """Cheap ones first, those without a known price by their size."""
    price = _UNPRICED if kind.price is None else round(kind.price * 100)
    return f"{price:05d}{kind.gpu_count:02d}{kind.vcpu or 999:04d}{round(kind.memory_gib or 9999):05d}"


def _words(kind: InstanceType | None) -> str:
    """What people type to find a machine: the card, its memory, the cores, the memory, the price."""
    if kind is None:
        return ""
    words = [kind.gpu_model.lower()] if kind.gpu_count else []
    if kind.gpu_count and kind.gpu_memory_gib:
        words += (f"{kind.gpu_memory_gib:g}g", f"{kind.gpu_count}x{kind.gpu_model.lower()}")
    words += [f"{kind.vcpu}c"] if kind.vcpu else []
    words += [f"{kind.memory_gib:g}g"] if kind.memory_gib else []
    words += [f"¥{kind.price:g}/h"] if kind.price is not None else []
    # Editors rank what they find by how far behind the beginning it stands: at one column all that fit rank the same,
    # and the cheap ones stay first.
    return " " * (_COLUMN - len(kind.name)) + " ".join(words)
