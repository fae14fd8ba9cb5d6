"""Machines and places: instance types, cards, regions, processors and images that are known.

The lists are open: what is not in them may exist all the same. Sizes come from the tables or, for families whose names
spell them out, from the name.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from easui.knowledge.schema import data_folder


class InstanceType(NamedTuple):
    """A machine that can be bought; sizes are None where only the name is known, `price` is CNY per hour."""

    name: str
    family: str
    vcpu: int | None
    memory_gib: float | None
    gpu_model: str
    gpu_count: int
    gpu_memory_gib: float | None
    price: float | None
    source: str
    confidence: str


class GpuModel(NamedTuple):
    """A kind of card."""

    name: str
    memory_gib: float
    architecture: str
    families: tuple[str, ...]


class Region(NamedTuple):
    """A region with its endpoints; `eas` is "yes" or "unknown"."""

    name: str
    title: str
    eas: str
    oss_public: str
    oss_internal: str
    registry_vpc: str
    registry_public: str


class Processor(NamedTuple):
    """A processor that the platform provides; `device` is "cpu", "gpu" or "any"."""

    code: str
    framework: str
    device: str


class Image(NamedTuple):
    """An official image; `device` is "cpu" or "gpu"."""

    repository: str
    example_tag: str
    purpose: str
    device: str


_ECS_NAME = re.compile(r"ecs\.([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\.(?:[1-9][0-9]*x?large|x?large|small|medium)")
_CPU_RATIOS = {"c": 2, "g": 4, "r": 8}
_CPU_NAME = re.compile(r"ecs\.([cgr])([0-9]+[a-z]*)\.(?:([0-9]*)(x)?large)")
_ML_NAME = re.compile(r"ml\.([a-z0-9]+)\.c([0-9]+)m([0-9]+)(?:\.([0-9]+)-([a-z0-9]+))?")


@cache
def instance_types() -> dict[str, InstanceType]:
    """Every instance type of the catalog by name."""
    return {row["type"]: _instance_type(row) for row in _table("instance_types")}


@cache
def gpu_models() -> dict[str, GpuModel]:
    """Every known card by name."""
    return {
        row["model"]: GpuModel(
            row["model"], float(row["memory_gib"]), row["architecture"], tuple(row["families"].split())
        )
        for row in _table("gpu_models")
    }


@cache
def regions() -> dict[str, Region]:
    """Every known region by name."""
    columns = ("region", "name", "eas", "oss_public_endpoint", "oss_internal_endpoint", "eas_registry_vpc",
               "eas_registry_public")  # fmt: skip
    return {row["region"]: Region(*(row[column] for column in columns)) for row in _table("regions")}


@cache
def processors() -> dict[str, Processor]:
    """Every known processor by code."""
    return {row["code"]: Processor(row["code"], row["framework"], row["device"]) for row in _table("processors")}


@cache
def images() -> dict[str, Image]:
    """Every known official image by repository."""
    columns = ("repository", "example_tag", "purpose", "device")
    return {row["repository"]: Image(*(row[column] for column in columns)) for row in _table("images")}


def instance_type(name: str) -> InstanceType | None:
    """A type from the catalog, or read off its name where the name spells the size out; else None."""
    return _listed(name) or _from_cpu_name(name) or _from_ml_name(name)


def follows_naming_scheme(name: str) -> bool:
    """Whether a name is built as instance types are, so that it may exist without being in the catalog."""
    return bool(_ECS_NAME.fullmatch(name) or _ML_NAME.fullmatch(name) or re.fullmatch(r"ml\.[a-z0-9][a-z0-9.-]*", name))


def describe_instance_type(kind: InstanceType) -> str:
    """A type's size in a few words: `8 vCPU, 30 GiB, 1 × A10`."""
    parts: list[str] = []
    if kind.vcpu:
        parts.append(f"{kind.vcpu} vCPU")
    if kind.memory_gib:
        parts.append(f"{kind.memory_gib:g} GiB")
    if kind.gpu_count:
        parts.append(f"{kind.gpu_count} × {kind.gpu_model}")
    return ", ".join(parts) or "size unknown"


def _instance_type(row: dict[str, str]) -> InstanceType:
    return InstanceType(
        row["type"],
        row["family"],
        int(row["vcpu"]) if row["vcpu"] else None,
        float(row["memory_gib"]) if row["memory_gib"] else None,
        row["gpu_model"],
        int(row["gpu_count"] or 0),
        float(row["gpu_memory_gib"]) if row["gpu_memory_gib"] else None,
        float(row["price_cny_per_hour"]) if row["price_cny_per_hour"] else None,
        row["source"],
        row["confidence"],
    )


def _from_cpu_name(name: str) -> InstanceType | None:
    match = _CPU_NAME.fullmatch(name)
    if not match or (match[3] and not match[4]):
        return None
    kind, generation, times, extra = match.groups()
    vcpu = 4 * int(times or 1) if extra else 2
    family = kind + generation
    return InstanceType(name, family, vcpu, vcpu * _CPU_RATIOS[kind], "", 0, None, None, "read off the name", "medium")


def _from_ml_name(name: str) -> InstanceType | None:
    match = _ML_NAME.fullmatch(name)
    if not match:
        return None
    family, vcpu, memory, cards, model = match.groups()
    known = gpu_models().get((model or "").upper())
    return InstanceType(
        name, f"ml.{family}", int(vcpu), float(memory), (model or "").upper(), int(cards or 0),
        known.memory_gib if known else None, None, "read off the name", "medium",
    )  # fmt: skip


@cache
def _listed(name: str) -> InstanceType | None:
    """One type of the catalog: a run that asks for a few need not read the whole table."""
    text = _text("instance_types")
    start = text.find(f"\n{name},") + 1
    if not start or "\n" in name:
        return None
    return next(_instance_type(row) for row in _rows([text[: text.index("\n")], text[start : text.index("\n", start)]]))


def _table(name: str) -> Iterator[dict[str, str]]:
    return _rows(_text(name).splitlines())


def _rows(lines: list[str]) -> Iterator[dict[str, str]]:
    import csv

    return iter(csv.DictReader(lines))


@cache
def _text(name: str) -> str:
    """The text of a table; the first line names its columns, and no cell holds a line end."""
    with open(os.path.join(data_folder(), "catalog", f"{name}.csv"), encoding="utf-8") as file:
        return file.read()
