"""The smaller tables: images, processors, cards, regions and endpoints."""

from __future__ import annotations

from collections.abc import Callable

from easui.assist.completion.places import (
    card_proposals,
    endpoint_proposals,
    image_proposals,
    processor_proposals,
    region_proposals,
)
from easui.assist.completion.proposal import Proposal
from easui.document.display import visible
from easui.knowledge import gpu_models, images, processors, regions
from easui.tui.model.field_widgets import WidgetKind
from easui.tui.pickers import Request
from easui.tui.pickers.machines import machine_table
from easui.tui.pickers.search import Facts, Filter
from easui.tui.pickers.table import Choice, Column, Table

_DEVICE = Filter("device", "device", ":", ("gpu", "cpu"))
_UNKNOWN = "–"


def image_table(request: Request) -> Table:
    """Official images at the registry of the region, and those of the user."""
    known = {each.repository: each for each in images().values()}
    columns = (
        Column("Repository"),
        Column("Tag", 1, least=16),
        Column("Purpose"),
        Column("Device"),
        Column("Registry", 2),
    )
    choices = []
    for proposal in sorted(image_proposals(request.around), key=lambda each: each.rank):
        repository, _, tag = proposal.label.rpartition(":") if ":" in proposal.label else (proposal.label, "", "")
        image = known.get(repository)
        registry = str(proposal.shape).removesuffix(f"/{proposal.label}") if image else ""
        cells = (repository, tag, image.purpose if image else "your own", image.device.upper() if image else _UNKNOWN,
                 registry)  # fmt: skip
        facts = Facts(texts={"device": (image.device,) if image else ()})
        choices.append(_choice(proposal, cells, request.text, facts, suits=not proposal.rank.startswith("1")))
    return Table("Images", columns, choices, filters=(_DEVICE,), hint="llm, vllm, python, gpu")


def processor_table(request: Request) -> Table:
    """Processors that the platform provides; models come in the format of their framework."""
    columns = (Column("Code"), Column("Framework"), Column("Device"))
    known = processors()
    choices = []
    for proposal in processor_proposals(request.around):
        processor = known[proposal.label]
        device = "CPU or GPU" if processor.device == "any" else processor.device.upper()
        devices = ("cpu", "gpu") if processor.device == "any" else (processor.device,)
        facts = Facts(texts={"device": devices, "framework": (processor.framework,)})
        choices.append(_choice(proposal, (processor.code, processor.framework, device), request.text, facts))
    frameworks = tuple(dict.fromkeys(each.framework for each in known.values()))
    by_framework = Filter("framework", "framework", ":", frameworks)
    return Table("Processors", columns, choices, filters=(by_framework, _DEVICE), hint="tensorflow gpu")


def card_table(request: Request) -> Table:
    """Kinds of cards."""
    columns = (Column("Card"), Column("Memory", is_number=True), Column("Architecture"), Column("Families", least=12))
    known = gpu_models()
    choices = []
    for proposal in card_proposals(request.around):
        card = known[proposal.label]
        cells = (card.name, f"{card.memory_gib:g} GiB", card.architecture, " ".join(card.families))
        choice = _choice(proposal, cells, request.text, Facts({"mem": card.memory_gib}))
        choices.append(choice._replace(keys=(card.name, card.memory_gib, card.architecture, cells[3])))
    memory = Filter("mem", "memory", ">=", ("16", "24", "48", "80"), "≥ {} GiB")
    return Table("Cards", columns, choices, filters=(memory,), hint="a10, ampere, 24")


def region_table(request: Request) -> Table:
    """Regions, that of the service first."""
    columns = (Column("Region"), Column("Name"), Column("EAS", 1))
    known = regions()
    choices = []
    for proposal in sorted(region_proposals(request.around), key=lambda each: each.rank):
        region = known[proposal.label]
        cells = (region.name, region.title, "yes" if region.eas == "yes" else "not confirmed")
        choices.append(_choice(proposal, cells, request.text, Facts()))
    return Table("Regions", columns, choices, hint="shanghai, frankfurt, cn-")


def endpoint_table(request: Request) -> Table:
    """Endpoints of OSS, that of the service's region from inside first."""
    columns = (Column("Endpoint"), Column("Region", least=8), Column("Reached"))
    choices = []
    for proposal in sorted(endpoint_proposals(request.around), key=lambda each: each.rank):
        region, _, way = proposal.detail.partition(" · ")
        side = "inside" if "inside" in way else "internet"
        facts = Facts(texts={"reached": (side,)})
        choices.append(_choice(proposal, (proposal.label, region, side), request.text, facts))
    by_side = Filter("reached", "reached", ":", ("inside", "internet"))
    return Table("OSS endpoints", columns, choices, filters=(by_side,), hint="shanghai inside")


def _choice(
    proposal: Proposal,
    cells: tuple[str, ...],
    current: str,
    facts: Facts,
    *,
    suits: bool = True,
) -> Choice:
    value = str(proposal.shape)
    shown = tuple(map(visible, cells))
    about = " · ".join(part for part in (visible(value), visible(proposal.detail)) if part)
    words = " ".join((*cells, value, proposal.words)).lower()
    return Choice(value, shown, shown, words, facts, about, "current" if value == current else "", suits)


TABLES: dict[WidgetKind, Callable[[Request], Table]] = {
    "instance-type": machine_table,
    "image": image_table,
    "processor": processor_table,
    "card": card_table,
    "region": region_table,
    "endpoint": endpoint_table,
}
"""The table of each kind of field that has one."""
