"""The table of machine types: what they have, what they cost, and which of them suit the service."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from easui.assist.completion.machines import machine_proposals
from easui.assist.completion.proposal import Proposal
from easui.document.display import visible
from easui.knowledge import InstanceType, gpu_models
from easui.service.machines import machine_type, public_types
from easui.tui.pickers import Request
from easui.tui.pickers.search import Facts, Filter
from easui.tui.pickers.table import Choice, Column, Table

_COLUMNS = (
    Column("Type"),
    Column("vCPU", is_number=True),
    Column("Memory", is_number=True),
    Column("GPU", least=11),
    Column("per card", 2, is_number=True),
    Column("Price", 1, is_number=True),
    Column("Family", 3),
)

_UNKNOWN = "–"
_NO_NUMBERS: dict[str, float | None] = dict.fromkeys(("gpu", "vram", "mem", "cpu", "price"))
_NO_SIZES = ("",) * 6, (None,) * 6, Facts(_NO_NUMBERS, {"gpu": (), "family": ()})


def machine_table(request: Request) -> Table:
    """All machine types of the user and the catalog."""
    service = request.around.service
    used = set(public_types(service))
    proposals = sorted(machine_proposals(request.around), key=lambda each: each.rank)
    kinds = [(each, machine_type(service, each.label)) for each in proposals]
    choices = [_choice(each, kind, request.text, used) for each, kind in kinds]
    models = {kind.gpu_model for _, kind in kinds if kind and kind.gpu_count}
    return Table("Machine types", _COLUMNS, choices, filters=_filters(models), hint="a10 24   or   gpu:A10 mem>=64")


def _filters(models: set[str]) -> tuple[Filter, ...]:
    cards = (*(model for model in gpu_models() if model in models), *sorted(models - set(gpu_models())))
    return (
        Filter("gpu", "GPU", ":", ("none", *cards)),
        Filter("vram", "card", ">=", ("16", "24", "32", "48", "80"), "≥ {}G"),
        Filter("mem", "RAM", ">=", ("16", "32", "64", "128", "256"), "≥ {}G"),
        Filter("price", "price", "<=", ("5", "10", "20", "50", "100"), "≤ ¥{}"),
    )


def _choice(proposal: Proposal, kind: InstanceType | None, current: str, used: set[str]) -> Choice:
    name = proposal.label
    suits = not proposal.rank.startswith("2")
    cells, keys, facts = _sizes(kind) if kind else _NO_SIZES
    return Choice(
        name,
        (visible(name), *cells),
        (name, *keys),
        " ".join(_words(kind, proposal)).lower(),
        facts,
        " · ".join(_about(kind, proposal, suits=suits, current=name == current, used=name in used)),
        "current" if name == current else "used" if name in used else "",
        suits,
    )


def _sizes(kind: InstanceType) -> tuple[tuple[str, ...], tuple[Any, ...], Facts]:
    """What the columns after the name show, what they are sorted by, and what conditions ask."""
    cards, memory = kind.gpu_count, kind.gpu_memory_gib
    cells = (
        str(kind.vcpu or _UNKNOWN),
        _amount(kind.memory_gib),
        f"{cards} × {kind.gpu_model}" if cards else "",
        _amount(memory) if cards else "",
        _UNKNOWN if kind.price is None else f"¥{kind.price:.2f}/h",
        kind.family,
    )
    model = (kind.gpu_model, cards) if cards else None
    keys = (kind.vcpu, kind.memory_gib, model, memory if cards else None, kind.price, kind.family)
    numbers = {
        "gpu": cards, "vram": memory if cards else 0, "mem": kind.memory_gib, "cpu": kind.vcpu, "price": kind.price,
    }  # fmt: skip
    return cells, keys, Facts(numbers, {"gpu": (kind.gpu_model,) if cards else (), "family": (kind.family,)})


def _words(kind: InstanceType | None, proposal: Proposal) -> Iterator[str]:
    yield from (proposal.label, proposal.detail, proposal.words)
    if kind is not None:
        yield kind.family


def _about(kind: InstanceType | None, proposal: Proposal, *, suits: bool, current: bool, used: bool) -> Iterator[str]:
    yield visible(proposal.label)
    yield visible(proposal.detail)
    if current:
        yield "set now"
    elif used:
        yield "named in this file"
    if not suits:
        yield "not what this service asks for"
    if kind is not None and kind.price is None:
        yield "no price known"


def _amount(gib: float | None) -> str:
    return _UNKNOWN if gib is None else f"{gib:g} GiB"
