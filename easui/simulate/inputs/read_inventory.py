"""Reading an inventory from a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from easui.document import Document, Path, format_path
from easui.document.display import visible
from easui.knowledge import InstanceType, instance_type
from easui.simulate.assumption import Assumption
from easui.simulate.inputs.inventory import (
    RESERVED_ADDRESSES,
    Group,
    Inventory,
    InventoryNode,
    Offer,
    Spot,
    VSwitch,
)
from easui.simulate.inputs.length import HOW_TO_WRITE, exact_milliseconds
from easui.simulate.inputs.machine_size import CATALOG_CURRENCY, Types, catalog_size, node_size
from easui.simulate.inputs.node_use import node_use
from easui.simulate.inputs.problem import BadInput, InputProblem, examine, problem_at

_HIGHEST_PRICE = 1_000_000_000
_CIDR = re.compile(r"([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})/([0-9]{1,2})", re.ASCII)


def read_inventory(document: Document, name: str, types: Types = instance_type) -> Inventory:
    """Read an inventory from YAML or JSON; `name` is its file, `types` knows machine types.

    Raises `BadInput` with everything that is wrong.
    """
    examine(document, name, "inventory")
    reader = _Reader(document, name, types)
    inventory = reader.read(_stated(document.value()))
    if reader.problems:
        raise BadInput(*sorted(reader.problems, key=lambda problem: problem.offset or 0))
    return inventory


class _Reader:
    """Values that the schema allows, brought into shape; what they mean together is checked on the way."""

    def __init__(self, document: Document, file: str, types: Types) -> None:
        self.document = document
        self.file = file
        self.types = types
        self.problems: list[InputProblem] = []
        self.assumptions: list[Assumption] = []
        self.doubled: set[Path] = set()
        self.currency = CATALOG_CURRENCY

    def read(self, data: dict[str, Any]) -> Inventory:
        if data.get("currency"):
            self.currency = data["currency"]
        else:
            self.assume(("currency",), CATALOG_CURRENCY, "prices of the catalog are in it")
        groups = tuple(self._groups(_items(data, "resource_groups")))
        public = tuple(self._offers(_items(data, "public")))
        vswitches = tuple(self._vswitches(_items(data, "vswitches")))
        return Inventory(self.currency, groups, public, vswitches, tuple(self.assumptions))

    def problem(self, path: Path, message: str, help: str = "") -> None:
        self.problems.append(problem_at(self.document, self.file, path, message, help))

    def assume(self, path: Path, value: object, reason: str) -> None:
        self.assumptions.append(Assumption(format_path(("inventory", *path)), str(value), reason))

    def _groups(self, entries: list[dict[str, Any]]) -> Iterator[Group]:
        seen: dict[str, Path] = {}
        names: dict[str, Path] = {}
        for number, entry in enumerate(entries):
            path: Path = ("resource_groups", number)
            self._once(seen, entry["id"], (*path, "id"), "the resource group")
            nodes = [
                node
                for at, item in enumerate(_items(entry, "nodes"))
                for node in self._nodes(item, (*path, "nodes", at), entry.get("zone") or "")
            ]
            for at, node in nodes:
                if (*at, "name") not in self.doubled:
                    self._once(names, node.name, (*at, "name"), "the node")
            yield Group(entry["id"], entry.get("kind") or "dedicated", tuple(node for _, node in nodes))

    def _nodes(self, entry: dict[str, Any], path: Path, zone: str) -> Iterator[tuple[Path, InventoryNode]]:
        kind = entry.get("instance_type") or ""
        known = self.types(kind) if kind else None
        size = node_size(entry, known, lambda key, message, help: self.problem((*path, *key), message, help))
        if size is None:
            return
        if entry.get("disk_gib") is None and not any(made.path.endswith("disk_gib") for made in self.assumptions):
            path_of_all: Path = ("resource_groups", -1, "nodes", -1, "disk_gib")
            self.assume(path_of_all, 200, "the disk of a dedicated node that states none")
        used = entry.get("used") or {}
        use = node_use(used, size, lambda key, message, help: self.problem((*path, "used", *key), message, help))
        node = InventoryNode("", kind, entry.get("zone") or zone, size, self._price(entry, known, path), use)
        names: tuple[str, ...] = (entry["name"],)
        if entry.get("count") is not None:
            names = tuple(f"{entry['name']}-{number + 1}" for number in range(entry["count"]))
        yield from ((path, node._replace(name=name)) for name in names)

    def _price(self, entry: dict[str, Any], known: InstanceType | None, path: Path) -> float | None:
        stated = entry.get("price_per_hour")
        if stated is not None:
            return float(stated)
        if known is None or known.price is None or self.currency != CATALOG_CURRENCY:
            return None
        self.assume((*path, "price_per_hour"), f"{known.price:g}", f"price of {known.name} in the catalog")
        return known.price

    def _offers(self, entries: list[dict[str, Any]]) -> Iterator[Offer]:
        seen: dict[str, Path] = {}
        for number, entry in enumerate(entries):
            path: Path = ("public", number)
            kind, zone = entry["instance_type"], entry.get("zone") or ""
            self._once(seen, f"{kind} in {zone}" if zone else kind, (*path, "instance_type"), "the machine type")
            known = self.types(kind)
            size = catalog_size(known)
            if size is None:
                reason = "easui does not know the type, so nothing is said of what fits on it"
                self.assume((*path, "instance_type"), "unknown size", reason)
            spot = self._spot(entry["spot"], (*path, "spot")) if entry.get("spot") is not None else None
            yield Offer(kind, zone, size, entry.get("stock"), self._price(entry, known, path), spot)

    def _spot(self, entry: dict[str, Any], path: Path) -> Spot:
        stated = entry.get("price_per_hour")
        if stated is None:
            self.assume((*path, "price_per_hour"), "the bid", "no market price is stated, so every bid holds")
            return Spot(entry.get("stock"), ())
        if not isinstance(stated, list):
            return Spot(entry.get("stock"), ((0, float(stated)),))
        series: list[tuple[int, float]] = []
        for number, (time, price) in enumerate(stated):
            place: Path = (*path, "price_per_hour", number)
            exact = exact_milliseconds(time)
            at = round(exact) if exact is not None else -1
            if at < 0:
                self.problem((*place, 0), f"`{time}` is no time", HOW_TO_WRITE)
            elif isinstance(price, str) or not 0 <= price <= _HIGHEST_PRICE:
                self.problem((*place, 1), f"`{price}` is no price", "write a number from 0 on, such as `3.2`")
            elif series and at <= series[-1][0]:
                self.problem((*place, 0), f"`{time}` is not after the time before it", "put the times in order")
            else:
                series.append((at, float(price)))
        return Spot(entry.get("stock"), tuple(series))

    def _vswitches(self, entries: list[dict[str, Any]]) -> Iterator[VSwitch]:
        seen: dict[str, Path] = {}
        for number, entry in enumerate(entries):
            path: Path = ("vswitches", number)
            self._once(seen, entry["id"], (*path, "id"), "the vSwitch")
            size, used = _addresses(entry["cidr"]), entry.get("used") or 0
            if size is None:
                self.problem((*path, "cidr"), f"`{entry['cidr']}` is no range of addresses", "write `192.168.1.0/24`")
            elif used > size:
                message = f"{used} addresses are used, but the vSwitch has {size} beside the four that it keeps"
                self.problem((*path, "used"), message, f"write a number up to {size}")
            else:
                yield VSwitch(entry["id"], entry.get("zone") or "", size, used)

    def _once(self, seen: dict[str, Path], name: str, path: Path, what: str) -> None:
        if name in seen:
            earlier = self.document.node(seen[name])
            line = self.document.lines.position(earlier.start).line if earlier else 0
            self.problem(path, f"{what} `{visible(name)}` stands here twice, first in line {line}", "keep one of them")
            self.doubled.add(path)
        else:
            seen[name] = path


def _stated(data: dict[str, Any]) -> dict[str, Any]:
    """The data without null and empty texts, which count as absent."""
    stack: list[Any] = [data]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            for key in [key for key, each in value.items() if each is None or each == ""]:
                del value[key]
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
    return data


def _items(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = data.get(key) or []
    return items


def _addresses(cidr: str) -> int | None:
    """How many addresses a range has for machines."""
    match = _CIDR.fullmatch(cidr)
    if not match or any(int(part) > 255 for part in match.groups()[:4]) or int(match[5]) > 30:
        return None
    return max((1 << (32 - int(match[5]))) - RESERVED_ADDRESSES, 0)
