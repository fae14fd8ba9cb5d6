"""Reading scenarios: every part of one, defaults as assumptions, and everything that can be wrong."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

import pytest

from easui.document import parse
from easui.knowledge import load_schema
from easui.simulate.arrivals import arrival_rates, service_means
from easui.simulate.inputs.length import exact_milliseconds, format_length
from easui.simulate.inputs.problem import BadInput, UnreadableInput
from easui.simulate.inputs.scenario import Scenario, Slo, quick_scenario, read_scenario
from easui.simulate.service_time import Fixed, Lognormal, Quantiles, Tokens
from easui.simulate.traffic import Bursts, Constant, Diurnal, Levels, Ramp, Trace
from easui.workspace.templates import template

FILES = {
    "traffic.csv": "t_s,rate_rps,n,in,out\n0,1,10,1000,100\n10,2,40,4000,400\n",
    "times.csv": "quantile,seconds\n0.5,0.1\n1,0.3\n",
    "broken.csv": "t,rate\n0,1\n5,nan\n5,-3\n7,x\n8\n9,inf\n",
    "header.csv": "t,rate\n",
}


def load(name: str) -> str:
    if name == "binary.csv":
        raise UnreadableInput(f"`{name}` is no text")
    if name not in FILES:
        raise FileNotFoundError(2, "No such file or directory", name)
    return FILES[name]


def scenario(text: str, duration_ms: int | None = None) -> Scenario:
    return read_scenario(parse(text, "yaml"), "scenario.yaml", load, duration_ms)


def problems(text: str) -> list[str]:
    with pytest.raises(BadInput) as caught:
        scenario(text)
    return [str(problem) for problem in caught.value.problems]


EXAMPLE = """
version: 1
duration: 24h
step: 15s
start: "2026-01-05T00:00:00+08:00"
traffic:
  - {shape: constant, rate: 50}
  - {shape: steps, points: [[0s, 10], [1h, 50]]}
  - {shape: ramp, from: 10, to: 100, start: 1h, end: 2h}
  - {shape: diurnal, mean: 50, amplitude: 40, period: 24h, peak: 20h}
  - {shape: bursts, rate: 100, every: 1h, length: 2m}
  - {shape: trace, file: traffic.csv, time: t_s, rate: rate_rps}
arrivals: fluid
service_time: {fixed: 0.2s}
concurrency: 5
startup: {pull: 60s, start: 60s, ready: 10s}
utilization: {cpu: {per_busy: 100}, gpu: {per_busy: 100}}
custom_metrics: {my_metric: {per_request: 1}}
slo: {p99: 2s, attainment: 99%}
events:
  - {at: 5h, kind: deploy}
  - {at: 1h, kind: price_change, instance_type: ecs.gn6i-c8g1.2xlarge, price_per_hour: 6}
  - {at: 2h, kind: node_lost, node: gpu-1}
  - {at: 3h, kind: spot_reclaimed, instance_type: ecs.gn6i-c8g1.2xlarge, count: 2}
  - {at: 4h, kind: zone_lost, zone: cn-hangzhou-i}
"""


def test_every_part_of_a_scenario_is_read() -> None:
    found = scenario(EXAMPLE)
    assert found.grid == (86_400_000, 15_000)
    assert found.start == datetime.fromisoformat("2026-01-05T00:00:00+08:00")
    assert found.traffic == (
        Constant(50),
        Levels(((0, 10), (3_600_000, 50))),
        Ramp(10, 100, 3_600_000, 7_200_000),
        Diurnal(50, 40, 86_400_000, 72_000_000),
        Bursts(100, 3_600_000, 120_000),
        Trace(Levels(((0, 1), (10_000, 2)))),
    )
    assert found.service_time == Fixed(0.2)
    assert (found.concurrency, found.startup.total_ms, found.slo) == (5, 130_000, Slo(2.0, Fraction(99, 100)))
    assert found.custom_metrics == {"my_metric": 1}
    assert [event.kind for event in found.events] == [
        "price_change", "node_lost", "spot_reclaimed", "zone_lost", "deploy"
    ]  # fmt: skip
    assert found.events[2].machines == 2
    assert found.assumptions == ()


def test_the_template_is_a_scenario() -> None:
    assert scenario(template("scenario").text).slo is not None


def test_defaults_are_assumptions() -> None:
    found = scenario("version: 1")
    assert found.grid == (86_400_000, 15_000)
    assert (found.traffic, found.service_time, found.concurrency, found.slo) == (None,) * 4
    paths = {assumption.path for assumption in found.assumptions}
    assert paths == {
        "scenario.duration", "scenario.step", "scenario.start", "scenario.arrivals", "scenario.startup.pull",
        "scenario.startup.start", "scenario.startup.ready", "scenario.utilization.cpu.per_busy",
        "scenario.utilization.gpu.per_busy",
    }  # fmt: skip
    assert scenario("duration: 24h", 60_000).grid.duration_ms == 60_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{lognormal: {mean: 0.2s, p99: 1s}}", Lognormal.of(0.2, 1)),
        ("{quantiles: {p50: 0.1s, p90: 300ms, p99.9: 1}}", Quantiles([(0.5, 0.1), (0.9, 0.3), (0.999, 1.0)])),
        ("{quantiles: times.csv}", Quantiles([(0.5, 0.1), (1.0, 0.3)])),
        ("{tokens: {input_per_second: 8000, output_per_second: 60, input: 600, output: 200}}", Fixed(0.075 + 200 / 60)),
    ],
)
def test_service_times(text: str, expected: object) -> None:
    assert scenario(f"service_time: {text}").service_time == expected


def test_tokens_of_a_trace_change_the_service_time() -> None:
    found = scenario(
        "duration: 30s\nstep: 10s\n"
        "traffic: [{shape: trace, file: traffic.csv, time: t_s, requests: n, input_tokens: in, output_tokens: out}]\n"
        "service_time: {tokens: {input_per_second: 1000, output_per_second: 10}}\n"
    )
    assert found.tokens == Tokens(1000, 10)
    assert arrival_rates(found) == [1.0, 4.0, 4.0]
    assert service_means(found) == pytest.approx([0.1 + 1, 0.1 + 1, 0.1 + 1])


def test_sampled_arrivals_are_whole_requests() -> None:
    found = scenario("duration: 1h\ntraffic: [{shape: constant, rate: 0.7}]\narrivals: poisson")
    rates = arrival_rates(found, seed=5)
    assert all((rate * 15).is_integer() for rate in rates)
    assert rates == arrival_rates(found, seed=5) != arrival_rates(found, seed=6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("step: 0", "scenario.yaml:1:7: error: step: `step` is 0; it must be above 0 s"),
        ("step: 0s", "scenario.yaml:1:7: error: step: `step` must be above 0"),
        ("step: fast", "scenario.yaml:1:7: error: step: `step` is `fast`, which is no length of time"),
        ("duration: -5", "scenario.yaml:1:11: error: duration: `duration` is -5; it must be above 0 s"),
        ("duratoin: 5", "scenario.yaml:1:1: error: duratoin: `duratoin` is not a part of a scenario"),
        ("startup.pull: 5s", 'scenario.yaml:1:15: error: ["startup.pull"]: `startup.pull` is a dotted key'),
        ("start: soon", "scenario.yaml:1:8: error: start: `soon` is no date with a time"),
        ("slo: {p99: 2s, attainment: most}", "slo.attainment: `slo.attainment` is no share of requests"),
        ("traffic: [{shape: wave, rate: 1}]", "it takes `constant`, `steps`, `ramp`, `diurnal`, `bursts` or `trace`"),
        ("traffic: [{shape: steps, points: [[1h, 3], [1h, 4]]}]", "the time is not above the one before"),
        ("traffic: [{shape: ramp, from: 1, to: 2, start: 2h, end: 1h}]", "`traffic[0].end` is not after `start`"),
        ("traffic: [{shape: bursts, rate: 1, every: 1m, length: 2m}]", "is longer than `every`"),
        ("traffic: [{shape: constant, rate: .inf}]", ".inf"),
        ("traffic: [{shape: constant, rate: .nan}]", ".nan"),
        ("traffic: [{shape: constant, rate: your-rate}]", "traffic[0].rate"),
        ("service_time: {fixed: 0s}", "`service_time.fixed` must be above 0"),
        ("service_time: {fixed: 1s, lognormal: {mean: 1s, p99: 2s}}", "in more than one way"),
        ("service_time: {lognormal: {mean: 1s, p99: 100s}}", "no log-normal distribution has a 99th percentile above"),
        ("service_time: {quantiles: {p50: 2s, p90: 1s}}", "a higher quantile has to have a longer time"),
        ("service_time: {tokens: {input_per_second: 1, output_per_second: 1}}", "has no number of tokens"),
        ("events: [{at: 1h, kind: node_lost}]", "`events[0]` lacks `node`"),
        ("events: [{at: 1h, kind: earthquake}]", "it takes `price_change`, `node_lost`"),
        ("concurrency: 0", "`concurrency` is 0; it must be at least 1"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, expected: str) -> None:
    found = problems(text)
    assert len(found) == 1
    assert found[0].startswith("scenario.yaml:1:")
    assert expected in found[0]


def trace(rest: str) -> str:
    return f"traffic: [{{shape: trace, {rest}}}]"


def test_what_is_wrong_with_a_trace() -> None:
    assert problems(trace("file: none.csv, time: t, rate: r")) == [
        "scenario.yaml:1:32: error: traffic[0].file: `none.csv`: No such file or directory"
    ]
    assert "is no text" in problems(trace("file: binary.csv, time: t, rate: r"))[0]
    assert problems(trace("file: traffic.csv, time: time, rate: r")) == [
        "scenario.yaml:1:51: error: traffic[0].time: `time` is no column of `traffic.csv`",
        "scenario.yaml:1:63: error: traffic[0].rate: `r` is no column of `traffic.csv`",
    ]
    assert "has both" in problems(trace("file: traffic.csv, time: t_s, rate: n, requests: n"))[0]
    assert "has no rows" in problems(trace("file: header.csv, time: t, rate: rate"))[0]
    assert problems(trace("file: broken.csv, time: t, rate: rate")) == [
        "broken.csv:4:1: error: t: `5` is not above the one before",
        "broken.csv:3:3: error: rate: `nan` is not a finite number",
        "broken.csv:4:3: error: rate: `-3` is below 0",
        "broken.csv:5:3: error: rate: `x` is no number",
        "broken.csv:6:3: error: rate: there is no number",
        "broken.csv:7:3: error: rate: `inf` is not a finite number",
    ]


def test_a_dry_run_ends() -> None:
    assert "duration: a duration of 700d has 60,480,000 steps of 1s" in problems("duration: 700d\nstep: 1s")[0]
    assert "error: duration: a duration of 24h" in problems("step: 1ms")[0]
    with pytest.raises(BadInput) as caught:
        scenario("step: 1s", duration_ms=10**12)
    assert (caught.value.problems[0].path, caught.value.problems[0].start) == ("duration", None)
    assert scenario("duration: 5000000s\nstep: 1s").grid.steps == 5_000_000


def test_quick_scenarios() -> None:
    found = quick_scenario(50, 0.2)
    assert found.traffic == (Constant(50),)
    assert found.service_time == Fixed(0.2)
    for rate, seconds in ((-1, 1), (1, 0), (float("nan"), 1), (1, float("inf"))):
        with pytest.raises(ValueError):
            quick_scenario(rate, seconds)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(90, 90_000), ("90s", 90_000), ("1.5h", 5_400_000), ("250ms", 250), (0.1, 100), ("7d", 604_800_000), ("5", 5000)],
)
def test_lengths(value: object, expected: int) -> None:
    assert exact_milliseconds(value) == expected
    assert exact_milliseconds(format_length(expected)) == expected


def test_what_is_no_length() -> None:
    for value in (-1, "-1s", "1 week", "", True, None, float("inf"), float("nan"), "1e3s", [1]):
        assert exact_milliseconds(value) is None


def test_the_schema_is_one_and_knows_the_example() -> None:
    from jsonschema import Draft202012Validator

    schema = load_schema("scenario")
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert list(validator.iter_errors(parse(EXAMPLE, "yaml").value())) == []
    for text in ("step: 0", "concurrency: 0", "duratoin: 5", "events: [{at: 1h, kind: node_lost}]"):
        assert list(validator.iter_errors(parse(text, "yaml").value()))
