"""The grid of a sweep, and the settings that are worth choosing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from easui.simulate.sweep import Axis, Outcome, Point, Setting, points, settings_of, worthwhile

RATES = st.integers(0, 10).map(lambda tenths: tenths / 10)
SETTINGS = st.builds(
    Setting,
    values=st.tuples(st.integers()),
    attainment=RATES,
    cost=st.integers(1, 5).map(float),
    replicas=st.just(1.0),
    rejected=st.just(0),
    peak=st.just(1),
    is_well=st.just(True),
)


def outcome(served: int, cost: float, *, unpriced: int = 0, feasible: bool = True) -> Outcome:
    """A run of 100 requests."""
    return Outcome(
        feasible=feasible, requests=100, served=served, rejected=100 - served, cost_per_hour=cost, unpriced=unpriced,
        peak_replicas=served // 10, mean_replicas=2.0,
    )  # fmt: skip


def test_the_grid_has_every_value_with_every_load() -> None:
    axes = (Axis("a", ("a",), (1, 2)), Axis("b", ("b",), ("x", "y", "z")))
    grid = list(points(axes, 2))
    assert len(grid) == len(set(grid)) == 12
    assert grid[:3] == [Point((1, "x"), 0), Point((1, "x"), 1), Point((1, "y"), 0)]
    assert list(points((), 1)) == [Point((), 0)]


def test_a_setting_is_as_good_as_its_worst_load_and_costs_the_mean() -> None:
    (setting,) = settings_of([(Point((1,), 0), outcome(100, 2)), (Point((1,), 1), outcome(90, 4))])
    assert (setting.attainment, setting.cost, setting.rejected, setting.peak) == (0.9, 3, 10, 10)


def test_settings_without_all_their_runs_are_left_out() -> None:
    runs = [
        (Point((1,), 0), outcome(100, 2)),
        (Point((1,), 1), Outcome("refused")),
        (Point((2,), 0), outcome(100, 2)),
        (Point((2,), 1), outcome(100, 2)),
        (Point((3,), 0), outcome(100, 2)),
    ]
    assert [setting.values for setting in settings_of(runs)] == [(2,)]


def test_an_objective_counts_for_more_than_an_answer() -> None:
    late = outcome(100, 2)._replace(slo_attainment=0.5)
    assert late.attainment == 0.5
    assert outcome(80, 2).attainment == 0.8


def test_what_cannot_be_deployed_is_not_worth_choosing() -> None:
    runs = [(Point((1,), 0), outcome(100, 1, feasible=False)), (Point((2,), 0), outcome(90, 5))]
    assert [setting.values for setting in worthwhile(settings_of(runs))] == [(2,)]
    assert [setting.values for setting in worthwhile(settings_of(runs[:1]))] == [(1,)]


def test_without_prices_replicas_stand_for_cost() -> None:
    runs = [
        (Point((1,), 0), outcome(100, 0, unpriced=1)),
        (Point((2,), 0), outcome(100, 0, unpriced=1)._replace(mean_replicas=1.0)),
    ]
    (best,) = worthwhile(settings_of(runs))
    assert (best.values, best.cost) == ((2,), None)


@given(st.lists(SETTINGS, max_size=20))
def test_no_setting_beats_one_that_is_worth_choosing(settings: list[Setting]) -> None:
    def beats(one: Setting, other: Setting) -> bool:
        assert one.cost is not None
        assert other.cost is not None
        no_worse = one.cost <= other.cost and one.attainment >= other.attainment
        return no_worse and (one.cost < other.cost or one.attainment > other.attainment)

    best = worthwhile(settings)
    assert not [kept for kept in best if any(beats(other, kept) for other in settings)]
    for setting in settings:
        same = any((kept.cost, kept.attainment) == (setting.cost, setting.attainment) for kept in best)
        assert same or any(beats(kept, setting) for kept in best)
