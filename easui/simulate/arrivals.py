"""A scenario step by step: how many requests arrive, and how long they take."""

from __future__ import annotations

from easui.simulate.inputs.scenario import Scenario
from easui.simulate.traffic import Trace, mean_rates, sampled_requests


def arrival_rates(scenario: Scenario, seed: int = 0) -> list[float]:
    """Requests per second in each step: the mean rate, or what was sampled with the seed, spread over its step."""
    grid = scenario.grid
    rates = mean_rates(scenario.traffic or (), grid)
    if scenario.arrivals == "fluid":
        return rates
    counts = sampled_requests(rates, grid, seed)
    return [count * 1000 / grid.length(index) for index, count in enumerate(counts)]


def service_means(scenario: Scenario) -> list[float] | None:
    """The mean service time of each step in seconds, where tokens of a trace change it; None where it stays."""
    tokens, grid = scenario.tokens, scenario.grid
    traces = [part for part in scenario.traffic or () if isinstance(part, Trace)]
    if tokens is None or not any(part.input_tokens or part.output_tokens for part in traces):
        return None
    rates = [0.0] * grid.steps
    inputs, outputs = list(rates), list(rates)
    for part in scenario.traffic or ():
        means = part.means(grid)
        read = part.input_tokens if isinstance(part, Trace) else None
        written = part.output_tokens if isinstance(part, Trace) else None
        read_means = read.means(grid) if read else [rate * tokens.input for rate in means]
        written_means = written.means(grid) if written else [rate * tokens.output for rate in means]
        for index, rate in enumerate(means):
            rates[index] += rate
            inputs[index] += read_means[index]
            outputs[index] += written_means[index]
    times = [tokens.time(read, written) for read, written in zip(inputs, outputs, strict=True)]
    found = [time / rate if rate > 0 else 0.0 for time, rate in zip(times, rates, strict=True)]
    total = sum(rates)
    usual = sum(times) / total if total else 0.0
    return [mean if mean > 0 else usual for mean in found] if usual > 0 else None
