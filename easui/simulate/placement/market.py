"""Public machines: what can be bought where, at which price, and what becomes of stock."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from easui.simulate.cluster import Node
from easui.simulate.demand import Entry, Pod
from easui.simulate.inputs.inventory import PUBLIC_DISK_MIB, Offer, Size
from easui.simulate.placement.refusal import Refusal

PROTECTION_MS = 3_600_000
"""How long a protected spot machine can't be taken back."""


class Market:
    """Stock and prices of what an inventory lists; machines are bought one for each unit, as a whole."""

    def __init__(self, offers: Iterable[Offer]) -> None:
        self._offers = list(offers)
        self._stock = [offer.stock for offer in self._offers]
        self._spot_stock = [offer.spot.stock if offer.spot else 0 for offer in self._offers]
        self._prices: dict[str, list[tuple[int, float]]] = {}
        self._numbers: dict[str, int] = {}
        self._sources: dict[str, int] = {}
        self._closed: set[str] = set()

    def set_price(self, instance_type: str, price: float, now: int) -> None:
        """Set the market price of spot machines of a type from a time on."""
        self._prices.setdefault(instance_type, []).append((now, price))

    def close(self, zone: str) -> None:
        """Note that a zone is lost: nothing can be bought there any more."""
        self._closed.add(zone)

    def market_price(self, node: Node, now: int) -> float | None:
        """What a spot machine costs an hour at a time; None where that is not known."""
        return self._price(self._sources[node.name], now)

    def zones(self, entry: Entry, anywhere: Iterable[str]) -> list[str]:
        """The zones where the machines of an entry are sold; for offers without a zone, those that are given."""
        found: list[str] = []
        for offer in self._offers:
            if offer.instance_type == entry.instance_type:
                found += [offer.zone] if offer.zone else anywhere
        return list(dict.fromkeys(zone for zone in found if zone not in self._closed))

    def nowhere(self, entry: Entry) -> Refusal:
        """Why the machines of an entry are sold in no zone."""
        if any(offer.instance_type == entry.instance_type for offer in self._offers):
            return Refusal("no-zone", f"every zone that sells `{entry.instance_type}` is lost")
        return Refusal("not-listed", f"`{entry.instance_type}` is not among the public types of the inventory")

    def buy(self, entry: Entry, zone: str, pod: Pod, now: int, *, checks_size: bool) -> Node | Refusal:
        """Buy a machine of an entry in a zone ("" is anywhere); `checks_size` asks whether the unit fits on it."""
        refusal: Refusal | None = None
        for number, offer in enumerate(self._offers):
            if offer.instance_type != entry.instance_type or offer.zone not in ("", zone):
                continue
            refused = self._against(number, entry, pod, now, checks_size=checks_size)
            if refused is None:
                return self._sold(number, entry, zone, pod, now)
            refusal = refusal or refused
        return refusal or self.nowhere(entry)

    def take_back(self, node: Node, *, restock: bool) -> None:
        """Note that a machine is given up; reclaimed and lost ones do not return to stock."""
        number = self._sources.pop(node.name)
        stock = self._spot_stock if node.spot else self._stock
        left = stock[number]
        if restock and left is not None:
            stock[number] = left + 1

    def _against(self, number: int, entry: Entry, pod: Pod, now: int, *, checks_size: bool) -> Refusal | None:
        offer = self._offers[number]
        where = f" in {offer.zone}" if offer.zone else ""
        subject = f"`{entry.instance_type}`"
        lacking = too_small(pod, offer.size) if checks_size and offer.size else ""
        if lacking:
            return Refusal("too-small", f"{subject} is too small: {lacking}")
        if entry.bid is None:
            if self._stock[number] == 0:
                return Refusal("out-of-stock", f"{subject} is out of stock{where}")
            return None
        if offer.spot is None:
            return Refusal("no-spot", f"no spot machines of {subject}{where} are sold")
        price = self._price(number, now)
        if price is not None and entry.bid < price:
            words = f"the bid of {entry.bid:g} for {subject}{where} is below the market price of {price:g}"
            return Refusal("bid-too-low", words)
        if self._spot_stock[number] == 0:
            return Refusal("out-of-stock", f"spot machines of {subject} are out of stock{where}")
        return None

    def _sold(self, number: int, entry: Entry, zone: str, pod: Pod, now: int) -> Node:
        offer = self._offers[number]
        stock = self._stock if entry.bid is None else self._spot_stock
        left = stock[number]
        if left is not None:
            stock[number] = left - 1
        count = self._numbers[offer.instance_type] = self._numbers.get(offer.instance_type, 0) + 1
        size = (offer.size or Size(0, 0, 0))._replace(disk=max(PUBLIC_DISK_MIB, pod.disk))
        node = Node(f"{offer.instance_type}-{count}", offer.instance_type, offer.zone or zone, size)
        node.price = offer.price
        node.spot = entry.bid is not None
        node.bid = entry.bid
        node.since = now
        self._sources[node.name] = number
        return node

    def _price(self, number: int, now: int) -> float | None:
        offer = self._offers[number]
        set_since = [price for at, price in self._prices.get(offer.instance_type, ()) if at <= now]
        if set_since:
            return set_since[-1]
        return offer.spot.price_at(now) if offer.spot else None


def too_small(pod: Pod, size: Size) -> str:
    """What a machine lacks for a unit; empty where it is large enough. A share needs a card with its memory."""
    tests: tuple[tuple[str, Callable[[], bool]], ...] = (
        (f"{size.cpu // 1000} cores for {pod.cpu // 1000}", lambda: size.cpu < pod.reserved_cpu),
        (f"{size.memory} MiB for {pod.memory}", lambda: size.memory < pod.memory),
        (f"{size.cards.number} GPUs for {pod.gpu}", lambda: size.cards.number < pod.gpu),
        ("no GPU", lambda: pod.is_share and not size.cards.number),
        ("not enough GPU memory on a card", lambda: pod.is_share and size.cards.memory < pod.gpu_memory),
    )
    return next((words for words, fails in tests if fails()), "")


def is_protected(node: Node, now: int, *, protected: bool) -> bool:
    """Whether a spot machine can't be taken back yet."""
    return protected and now < node.since + PROTECTION_MS
