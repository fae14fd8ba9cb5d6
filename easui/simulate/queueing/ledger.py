"""Whole requests out of expected ones, so that every request of a dry run has exactly one fate.

Inside, amounts are millionths of a request as integers. What is reported are whole requests: the ones that have
arrived are rounded down, so are the waiting ones, and each request that is done with goes to the fate that is furthest
behind its expected amount. Hence requests = served + rejected + waiting, in each step and at the end, and no amount is
further from the expected one than a request or so.
"""

from __future__ import annotations

from typing import NamedTuple

MICRO = 1_000_000
_HALF = MICRO // 2
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
    """The requests of a dry run so far: `arrived` in millionths of a request, the rest whole."""

    def __init__(self) -> None:
        self.arrived = 0
        self.requests = 0
        self.waiting = 0
        self._waiting_micro = 0
        self._told = [0] * len(Fates._fields)
        self._behind = [0] * len(Fates._fields)
        """By fate, by how many millionths what was told is behind what is expected."""

    @property
    def totals(self) -> Fates:
        """What has become of all requests that are done with."""
        return Fates(*self._told)

    def add(self, arrived: int, rejected: Fates, waiting: int) -> Fates:
        """Book a step: what arrived, what was rejected, and what waits at its end, all in millionths of a request.

        The rest is served. Returns the whole requests of the step.
        """
        behind, told = self._behind, self._told
        _, timed_out, limited, queue_full, no_replica = rejected
        behind[0] += arrived + self._waiting_micro - waiting - timed_out - limited - queue_full - no_replica
        behind[1] += timed_out
        behind[2] += limited
        behind[3] += queue_full
        behind[4] += no_replica
        self.arrived += arrived
        self._waiting_micro = waiting
        self.requests = (self.arrived + _SLACK) // MICRO
        done = sum(told)
        self.waiting = max(0, min(waiting // MICRO, self.requests - done))
        left = self.requests - self.waiting - done
        step = Fates(left) if self._only_served(left) else self._shared(left)
        for index, count in enumerate(step):
            told[index] += count
            behind[index] -= count * MICRO
        return step

    def _only_served(self, left: int) -> bool:
        """Whether all that is left was surely served: the usual case, told apart since it is quick."""
        behind = self._behind
        return behind[0] > left * MICRO - _HALF and max(behind[1], behind[2], behind[3], behind[4]) < _HALF

    def _shared(self, left: int) -> Fates:
        """Whole requests for those fates that are behind: first all that are due, then one each by what is missing."""
        due = [0] * len(self._behind)
        for index, amount in enumerate(self._behind):
            due[index] = min(left, max(0, amount // MICRO))
            left -= due[index]
        order = sorted(range(len(due)), key=lambda index: due[index] * MICRO - self._behind[index])
        for index in order[:left]:
            due[index] += 1
        return Fates(*due)
