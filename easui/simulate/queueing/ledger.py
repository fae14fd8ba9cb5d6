"""Whole requests out of expected ones, so that every request of a dry run has exactly one fate.

Inside, amounts are millionths of a request as integers. What is reported are whole requests: the ones that have
arrived are rounded down, so are the waiting ones, and each request that is done with goes to the fate that is furthest
behind its expected amount. Hence requests = served + rejected + waiting, in each step and at the end, and no amount is
further from the expected one than a request or so.
"""

from __future__ import annotations

from typing import NamedTuple

MICRO = 1_000_000
_SLACK = 1_000
"""Arrivals that lack so few millionths count as whole: rates are rounded to millionths of a request a step."""


class Fates(NamedTuple):
    """Amounts by what becomes of requests: answered, or rejected with a code."""

    served: int = 0
    timed_out: int = 0
    limited: int = 0
    queue_full: int = 0
    no_replica: int = 0

    @property
    def rejected(self) -> int:
        """All that are rejected."""
        return self.timed_out + self.limited + self.queue_full + self.no_replica

    @property
    def by_code(self) -> dict[str, int]:
        """The rejected ones by HTTP code."""
        codes = ("408", "429", "450", "503")
        return dict(zip(codes, self[1:], strict=True))


class Ledger:
    """The requests of a dry run so far, expected and whole."""

    def __init__(self) -> None:
        self.arrived = 0
        self.requests = 0
        self.waiting = 0
        self.totals = Fates()
        self._done = 0
        self._expected = [0] * len(Fates._fields)
        self._any_rejected = False

    def add(self, arrived: int, rejected: Fates, waiting: int) -> Fates:
        """Book a step: what arrived, what was rejected, and what waits at its end, all in millionths of a request.

        The rest is served. Returns the whole requests of the step.
        """
        self.arrived += arrived
        self.requests = (self.arrived + _SLACK) // MICRO
        self.waiting = max(0, min(waiting // MICRO, self.requests - self._done))
        left = self.requests - self.waiting - self._done
        self._done += left
        if not self._any_rejected and not any(rejected):
            self.totals = Fates(self._done)
            return Fates(left)
        self._any_rejected = True
        expected = self._expected
        for index in range(1, len(expected)):
            expected[index] += rejected[index]
        expected[0] = self.arrived - waiting - sum(expected[1:])
        if not left:
            return Fates()
        step = self._shared(left)
        self.totals = Fates(*(old + new for old, new in zip(self.totals, step, strict=True)))
        return step

    def _shared(self, left: int) -> Fates:
        """Whole requests for those fates that are behind: first all that are due, then one each by what is missing."""
        behind = [amount - MICRO * told for amount, told in zip(self._expected, self.totals, strict=True)]
        due = [0] * len(behind)
        for index, amount in enumerate(behind):
            due[index] = min(left, max(0, amount // MICRO))
            left -= due[index]
        order = sorted(range(len(behind)), key=lambda index: due[index] * MICRO - behind[index])
        for index in order[:left]:
            due[index] += 1
        due[order[0]] += max(0, left - len(order))
        return Fates(*due)
