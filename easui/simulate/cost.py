"""What machines cost: each from the time at which its replica is ready until it is removed.

Public machines cost their price, spot ones the market price of each moment, or the bid where no price is known. Of a
dedicated node a service pays the share of the resource of which it holds most.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal, NamedTuple

from easui.simulate.cluster import Holding, Node
from easui.simulate.inputs.inventory import WHOLE_CARD
from easui.simulate.placement.market import Market

MS_PER_HOUR = 3_600_000
_DIGITS = 6

Billing = Literal["dedicated", "on_demand", "spot"]


class Cost(NamedTuple):
    """What a dry run cost, by machine type and by the way of paying; `unpriced` are types without a known price."""

    currency: str
    by_type: dict[str, float]
    by_billing: dict[Billing, float]
    unpriced: tuple[str, ...]
    duration_ms: int

    @property
    def total(self) -> float:
        """All of it."""
        return sum(self.by_type.values())

    @property
    def per_hour(self) -> float:
        """The mean per hour of the dry run."""
        return self.total * MS_PER_HOUR / self.duration_ms if self.duration_ms else 0.0


class Lease:
    """What is paid for one unit of a replica: so much an hour since a time, which may be to come."""

    __slots__ = ("billing", "name", "node", "price", "since")

    def __init__(self, name: str, billing: Billing, price: float | None, since: int, node: Node | None = None) -> None:
        self.name = name
        self.billing: Billing = billing
        self.price = price
        self.since = since
        self.node = node


class Bill:
    """Adds up what leases cost; times are milliseconds."""

    def __init__(self, market: Market, currency: str) -> None:
        self._market = market
        self._currency = currency
        self._spent: dict[tuple[str, Billing], float] = {}
        self._unpriced: dict[str, None] = {}
        self._spot: dict[Lease, None] = {}

    def open(self, holding: Holding, now: int, since: int) -> Lease:
        """Begin to pay for what a unit holds that was placed now, from a time on."""
        node = holding.node
        if node.position >= 0:
            share = float(largest_share(holding))
            price = None if node.price is None else node.price * share
            lease = Lease(node.instance_type or node.group or node.name, "dedicated", price, since)
        elif node.spot:
            lease = Lease(node.instance_type, "spot", self._spot_price(node, now), since, node)
            self._spot[lease] = None
        else:
            lease = Lease(node.instance_type, "on_demand", node.price, since)
        self._spent.setdefault((lease.name, lease.billing), 0.0)
        return lease

    def close(self, lease: Lease, now: int) -> None:
        """Stop paying."""
        self._settle(lease, now)
        self._spot.pop(lease, None)

    def settle_spot(self, now: int) -> None:
        """Pay for spot machines up to now, before anything happens that changes prices or takes them away."""
        for lease in self._spot:
            self._settle(lease, now)

    def reprice_spot(self, now: int) -> None:
        """Go on with the market prices of now."""
        for lease in self._spot:
            if lease.node is not None:
                lease.price = self._spot_price(lease.node, now)

    def cost(self, duration_ms: int) -> Cost:
        """What has been paid, once every lease is closed."""
        by_type: dict[str, float] = {}
        by_billing: dict[Billing, float] = {"dedicated": 0.0, "on_demand": 0.0, "spot": 0.0}
        for (name, billing), spent in self._spent.items():
            amount = spent / MS_PER_HOUR
            by_type[name] = by_type.get(name, 0.0) + amount
            by_billing[billing] += amount
        return Cost(self._currency, by_type, by_billing, tuple(self._unpriced), duration_ms)

    def _settle(self, lease: Lease, now: int) -> None:
        if now <= lease.since:
            return
        if lease.price is None:
            self._unpriced[lease.name] = None
        else:
            self._spent[lease.name, lease.billing] += lease.price * (now - lease.since)
        lease.since = now

    def _spot_price(self, node: Node, now: int) -> float | None:
        price = self._market.market_price(node, now)
        return node.bid if price is None else price


def largest_share(holding: Holding) -> Fraction:
    """How much of a node a unit holds: of CPU, memory, cards or disk, whichever is most."""
    size = holding.node.size
    cards = sum(_share_of_card(share.memory, size.cards.memory, share.milli) for _, share in holding.shares)
    shares = [
        _ratio(holding.cpu, size.cpu),
        _ratio(holding.memory, size.memory),
        _ratio(holding.disk, size.disk),
        Fraction(cards) / size.cards.number if size.cards.number else Fraction(0),
    ]
    return min(max(shares), Fraction(1))


def cost_report(cost: Cost, served: int, busy_share: float | None) -> dict[str, Any]:
    """The cost as other programs read it; `busy_share` is the part of the replicas' time that was worked in."""
    is_known = bool(served) and bool(cost.total or not cost.unpriced)
    return {
        "currency": cost.currency,
        "total": _money(cost.total),
        "per_hour": _money(cost.per_hour),
        "by_instance_type": {name: _money(amount) for name, amount in cost.by_type.items()},
        "by_billing": {name: _money(amount) for name, amount in cost.by_billing.items()},
        "unpriced": list(cost.unpriced),
        "per_1000_requests": _money(cost.total * 1000 / served) if is_known else None,
        "idle_share": None if busy_share is None else round(1 - busy_share, _DIGITS),
    }


def _share_of_card(memory: int, of: int, milli: int) -> Fraction:
    return max(_ratio(memory, of), Fraction(milli, WHOLE_CARD))


def _ratio(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(0)


def _money(amount: float) -> float:
    return round(amount, _DIGITS)
