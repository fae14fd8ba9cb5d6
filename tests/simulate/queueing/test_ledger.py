"""Whole requests out of expected ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from easui.simulate.queueing.ledger import MICRO, Fates, Ledger

AMOUNTS = st.one_of(st.integers(0, 3 * MICRO), st.integers(0, 10_000 * MICRO), st.just(0))
SHARES = st.lists(st.integers(0, 5), min_size=6, max_size=6)


@given(st.lists(st.tuples(AMOUNTS, SHARES), max_size=40))
def test_every_request_has_one_fate(steps: list[tuple[int, list[int]]]) -> None:
    ledger, waiting, expected = Ledger(), 0, [0] * 5
    for arrived, shares in steps:
        there, whole = arrived + waiting, sum(shares) or 1
        waiting, *rejected = [there * share // whole for share in shares[1:]]
        step = ledger.add(arrived, Fates(0, *rejected), waiting)
        served = there - waiting - sum(rejected)
        expected = [one + other for one, other in zip(expected, (served, *rejected), strict=True)]
        assert min(step) >= 0
        assert ledger.requests == sum(ledger.totals) + ledger.waiting
        for amount, told in zip(expected, ledger.totals, strict=True):
            assert abs(told - amount / MICRO) < 3
            assert amount or not told


def test_what_is_all_rejected_is_never_served() -> None:
    ledger = Ledger()
    for _ in range(1000):
        ledger.add(300_000, Fates(no_replica=300_000), 0)
    assert ledger.totals == Fates(no_replica=300)


def test_codes_name_the_fates() -> None:
    assert Fates(5, 1, 2, 3, 4).by_code == {"408": 1, "429": 2, "450": 3, "503": 4}
    assert Fates(5, 1, 2, 3, 4).rejected == 10
