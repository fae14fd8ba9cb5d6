"""The time series, a row a step, for spreadsheets and data frames."""

from __future__ import annotations

from typing import Any

COLUMNS = ("t", "rate", "desired", "replicas", "ready", "utilization", "queue", "p50_ms", "p99_ms", "rejected")


def render_csv(result: dict[str, Any]) -> str:
    """A header and a row a step; what is unknown is empty."""
    rows = (",".join(_cell(step[column]) for column in COLUMNS) for step in result["autoscaling"]["series"])
    return "\n".join((",".join(COLUMNS), *rows)) + "\n"


def _cell(value: float | None) -> str:
    return "" if value is None else str(value)
