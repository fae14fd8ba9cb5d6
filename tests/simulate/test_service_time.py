"""Distributions of service times: their moments, and quantiles that are the inverse of shares."""

from __future__ import annotations

from math import log

import pytest

from easui.simulate.service_time import Exponential, Fixed, Lognormal, Quantiles, ServiceTime, Tokens

KNOWN: list[ServiceTime] = [
    Exponential(0.4),
    Lognormal.of(0.2, 1.0),
    Quantiles([(0.5, 0.1), (0.9, 0.3), (0.99, 1.0)]),
    Quantiles([(0.01, 4.9), (0.5, 15.1), (0.95, 35.4), (1.0, 90.7)]),
    Quantiles([(0.0, 1.0), (1.0, 3.0)]),
]


@pytest.mark.parametrize("time", KNOWN, ids=repr)
def test_moments_are_those_of_the_quantiles(time: ServiceTime) -> None:
    count = 200_000
    values = [time.quantile((index + 0.5) / count) for index in range(count)]
    mean = sum(values) / count
    assert time.mean == pytest.approx(mean, rel=2e-3)
    assert time.scv == pytest.approx(sum(value * value for value in values) / count / mean**2 - 1, rel=0.02)


@pytest.mark.parametrize("time", KNOWN, ids=repr)
@pytest.mark.parametrize("share", [0.01, 0.3, 0.5, 0.77, 0.9, 0.99, 0.999])
def test_shares_and_quantiles_are_inverse(time: ServiceTime, share: float) -> None:
    assert time.cdf(time.quantile(share)) == pytest.approx(share)
    assert time.scaled(3).quantile(share) == pytest.approx(3 * time.quantile(share))


def test_a_lognormal_has_its_mean_and_its_percentile() -> None:
    time = Lognormal.of(0.2, 1.0)
    assert time.mean == pytest.approx(0.2)
    assert time.quantile(0.99) == pytest.approx(1.0)
    for mean, p99 in ((0.2, 0.1), (0.2, 4.0)):
        with pytest.raises(ValueError):
            Lognormal.of(mean, p99)


def test_quantiles_of_an_exponential_give_it_back() -> None:
    time = Quantiles([(share, -2 * log(1 - share)) for share in (0.5, 0.9, 0.99)])
    assert time.mean == pytest.approx(2)
    assert time.scv == pytest.approx(1)
    assert time.quantile(0.9999) == pytest.approx(Exponential(2).quantile(0.9999))


def test_quantiles_have_to_rise() -> None:
    for points in ([], [(0.5, 2.0), (0.9, 1.0)], [(0.5, 1.0), (0.5, 2.0)]):
        with pytest.raises(ValueError):
            Quantiles(points)


def test_fixed_times_and_tokens() -> None:
    assert Fixed(0.2).scv == 0
    assert (Fixed(0.2).cdf(0.19), Fixed(0.2).cdf(0.2)) == (0, 1)
    assert Tokens(8000, 60, 600, 200).usual.seconds == pytest.approx(600 / 8000 + 200 / 60)
