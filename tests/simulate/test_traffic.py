"""The mean rate of each step: against a fine sampling, at odd places, and sampled requests."""

from __future__ import annotations

from math import cos, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from easui.simulate.grid import Grid
from easui.simulate.traffic import Bursts, Constant, Diurnal, Levels, Part, Ramp, mean_rates, sampled_requests

DAY = 86_400_000


def test_a_burst_counts_for_as_long_as_it_lasts() -> None:
    grid = Grid(3_600_000, 900_000)
    assert Bursts(100, 1_800_000, 120_000).means(grid) == pytest.approx([100 * 120 / 900, 0, 100 * 120 / 900, 0])
    assert Bursts(100, 1000, 1000).means(Grid(2500, 1000)) == [100, 100, 100]


def test_levels_hold_between_their_times() -> None:
    levels = Levels(((500, 10.0), (2000, 50.0), (2500, 0.0)))
    assert levels.means(Grid(5000, 1000)) == [5.0, 10.0, 25.0, 0.0, 0.0]
    assert Levels(((0, 3.0),)).means(Grid(2500, 1000)) == [3.0, 3.0, 3.0]


def test_a_ramp_is_integrated() -> None:
    ramp = Ramp(10, 100, 1500, 2500)
    assert ramp.means(Grid(4000, 1000)) == pytest.approx([10, (10 * 500 + 500 * (10 + 55) / 2) / 1000, 88.75, 100])
    assert Ramp(0, 60, 100, 200).means(Grid(300, 300)) == pytest.approx([30])


def test_a_day_has_its_mean_and_its_peak() -> None:
    means = Diurnal(50, 40, DAY, 72_000_000).means(Grid(DAY, 3_600_000))
    assert sum(means) / len(means) == pytest.approx(50)
    assert max(means) in (means[19], means[20])
    assert max(means) == pytest.approx(50 + 40 * 12 / pi * sin(pi / 12))


def test_a_rate_is_never_below_zero() -> None:
    night = Diurnal(10, 100, DAY, 0).means(Grid(DAY, 60_000))
    exact = [max(0.0, 10 + 100 * cos(2 * pi * (minute + 0.5) / 1440)) for minute in range(1440)]
    assert night == pytest.approx(exact, abs=0.02)
    assert min(night) == 0
    week = Diurnal(10, 100, DAY, 0).means(Grid(7 * DAY, 7 * DAY))
    assert week == pytest.approx([sum(exact) / 1440], rel=1e-4)


@given(st.integers(1, 400), st.integers(1, 5000), st.integers(1, 3000))
def test_steps_of_any_length_hold_the_same_requests(step: int, duration: int, other: int) -> None:
    parts: list[Part] = [
        Constant(3),
        Levels(((7, 1.5), (800, 20.0))),
        Ramp(2, 9, 100, 1500),
        Bursts(50, 300, 40),
        Diurnal(5, 9, 1000, 250),
    ]
    totals = []
    for length in (step, other):
        grid = Grid(duration, length)
        rates = mean_rates(parts, grid)
        assert len(rates) == grid.steps
        assert min(rates) >= 0
        totals.append(sum(rate * grid.length(index) for index, rate in enumerate(rates)))
    assert totals[0] == pytest.approx(totals[1], rel=1e-9)


@pytest.mark.parametrize("mean", [0.5, 5.0, 29.0, 31.0, 800.0])
def test_sampled_requests_are_as_many_and_as_spread_as_chance_has_it(mean: float) -> None:
    grid = Grid(20_000_000, 1000)
    counts = sampled_requests([mean] * grid.steps, grid, seed=1)
    average = sum(counts) / len(counts)
    assert average == pytest.approx(mean, rel=0.02)
    assert sum((count - average) ** 2 for count in counts) / len(counts) == pytest.approx(mean, rel=0.04)


def test_a_seed_decides() -> None:
    grid = Grid(60_000, 1000)
    first, again, other = (sampled_requests([40.0] * 60, grid, seed) for seed in (3, 3, 4))
    assert first == again != other
    assert sampled_requests([0.0] * 60, grid, 3) == [0] * 60
