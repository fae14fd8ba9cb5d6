"""What two runs differ in."""

from __future__ import annotations

import copy
from typing import Any

from easui.simulate.report.effects import Effect, effects

Result = dict[str, Any]


def by_name(old: Result, new: Result) -> dict[str, Effect]:
    """The effects by their names."""
    return {effect.name: effect for effect in effects(old, new)}


def test_nothing_differs_from_itself(result: Result) -> None:
    assert not [effect for effect in effects(result, copy.deepcopy(result)) if effect.differs or effect.judgement]


def test_numbers_are_judged_by_what_is_to_be_wished(result: Result) -> None:
    new = copy.deepcopy(result)
    new["autoscaling"]["summary"].update(slo_attainment=0.999, rejected=0, peak_replicas=15)
    new["rollout"]["duration_s"] = 500
    found = by_name(result, new)
    judged = {name: effect.judgement for name, effect in found.items() if effect.differs}
    assert judged == {"slo_attainment": "better", "rejected": "better", "peak_replicas": "", "rollout_s": "worse"}
    assert (found["slo_attainment"].old_words, found["slo_attainment"].new_words) == ("97.13 %", "99.9 %")


def test_what_is_not_known_is_not_judged(result: Result) -> None:
    new = copy.deepcopy(result)
    new["rollout"]["duration_s"] = None
    new["cost"].update(per_hour=1, unpriced=[])
    found = by_name(result, new)
    assert found["rollout_s"].new_words == "cannot end"
    assert found["rollout_s"].judgement == ""
    # What has no price may cost more than all the rest.
    assert found["cost_per_hour"].old_words == "at least ¥103.12"
    assert found["cost_per_hour"].judgement == ""
