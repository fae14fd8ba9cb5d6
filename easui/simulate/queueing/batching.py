"""Batches of requests that a built-in processor works on at once."""

from __future__ import annotations

from typing import NamedTuple


class Batching(NamedTuple):
    """A batch is complete with `most` requests, or `timeout_s` after its first one.

    An approximation: a batch takes as long as a single request; at a load there are as many requests in it as come
    while the timer runs and while the slots are busy with others.
    """

    most: int
    timeout_s: float

    def at(self, load: float, servers: int, service_s: float) -> tuple[float, float]:
        """The mean size of a batch, and the mean time in seconds that a request waits for the rest of its batch."""
        rate = load / service_s
        size = min(float(self.most), 1 + rate * self.timeout_s + load / servers)
        if self.most == 1 or not rate:
            return size, self.timeout_s / 2 if self.most > 1 else 0.0
        return size, min(self.timeout_s, (self.most - 1) / rate) / 2
