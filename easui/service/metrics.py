"""What the autoscaler watches: the metrics of both notations, in one form."""

from __future__ import annotations

import re
from typing import NamedTuple

from easui.service.service import Service, Value

_CUSTOM = re.compile(r"custom\[([^\[\]]+)\](?:@[^\[\]]+\[[^\[\]]*\])?")


class ScalingMetric(NamedTuple):
    """A metric that is watched; `value` is where it is named, `threshold` where its threshold stands."""

    name: str
    value: Value
    threshold: Value | None
    of_other_service: bool

    @property
    def reported_name(self) -> str | None:
        """For `custom[NAME]` and `custom[NAME]@TAG[VALUE]` the name under which the service reports it."""
        match = _CUSTOM.fullmatch(self.name)
        return match[1] if match else None


def scaling_metrics(service: Service) -> list[ScalingMetric]:
    """The metrics that the autoscaler watches; `gpu` is read as `gpu[util]`."""
    short = [
        ScalingMetric(threshold.name, threshold, threshold, of_other_service=False)
        for threshold in service.members("autoscaler.strategies")
    ]
    return short + [
        ScalingMetric(_canonical(name.as_string or ""), name, entry.get("threshold"), entry.has("service"))
        for entry in service.each("autoscaler.scaleStrategies[]")
        if (name := entry.get("metricName"))
    ]


def _canonical(name: str) -> str:
    return "gpu[util]" if name == "gpu" else name
