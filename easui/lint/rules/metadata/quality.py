"""Quality of service: guaranteed CPU, or what is left of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easui.document import Severity
from easui.knowledge.placeholders import is_placeholder
from easui.lint.finding import Finding, on_contradiction, on_value, remove_fix, set_fix
from easui.lint.registry import rule
from easui.service import Service
from easui.service.machines import has_own_machines
from easui.service.metrics import scaling_metrics

BEST_EFFORT = "BestEffort"


@rule("EAS140", "unknown-qos", Severity.WARNING, fix="safe", covers=(83,))
def unknown_qos(service: Service) -> Iterator[Finding]:
    """`qos` is another word than BestEffort; an error where it is BestEffort in another spelling.

    Why: EAS compares the word as it is, and what it does not know leaves the CPU guaranteed, or fails.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 4,
            "memory": 16384, "qos": "best-effort"
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml"
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 4,
            "memory": 16384, "qos": "BestEffort"
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml"
        }

    Source: Parameters of model services (help page)
    """
    qos = service.get("metadata.qos")
    word = qos.as_string if qos else None
    if qos is None or word is None or word == BEST_EFFORT or is_placeholder(word):
        return
    if re.sub(r"[\s_-]", "", word).lower() == BEST_EFFORT.lower():
        fix = set_fix(qos, "", BEST_EFFORT, f"Write `{BEST_EFFORT}`", safe=True)
        message = f"`{qos.text}` is `{word}`; EAS knows the word as `{BEST_EFFORT}`"
        yield on_value(qos, message, f"write `{BEST_EFFORT}`", fix, severity=Severity.ERROR)
    else:
        message = f"`{qos.text}` is `{word}`, a word that the documentation does not have"
        yield on_value(qos, message, f"write `{BEST_EFFORT}`, or remove it for guaranteed CPU")


@rule("EAS141", "best-effort", Severity.WARNING, fix="unsafe", confidence="medium", covers=(84,))
def best_effort(service: Service) -> Iterator[Finding]:
    """`BestEffort` where it can't do what it promises: on public machines, or below an autoscaler that watches CPU.

    Why: It shares the CPU with all that runs on the node. A public machine has nobody to share with, and the use of
    a CPU that others take away says nothing of the load.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 4,
            "memory": 16384, "qos": "BestEffort"
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "autoscaler": {"min": 1, "max": 5, "strategies": {"cpu": 75}}
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 4,
            "memory": 16384, "qos": "BestEffort"
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "autoscaler": {"min": 1, "max": 5, "strategies": {"qps": 10}}
        }

    Source: Parameters of model services (help page)
    """
    qos = service.get("metadata.qos")
    if qos is None or qos.as_string != BEST_EFFORT:
        return
    remove = remove_fix(qos, "Remove `qos`")
    watched = next((metric for metric in scaling_metrics(service) if metric.name == "cpu"), None)
    if not has_own_machines(service):
        message = f"`{qos.text}` is {BEST_EFFORT}, but a replica on public resources has its machine for itself"
        yield on_value(qos, message, "remove it, or deploy to a resource group", remove)
    elif watched:
        message = f"the autoscaler watches the CPU, of which {BEST_EFFORT} guarantees nothing"
        help_ = "remove `qos`, or scale by `qps`"
        yield on_contradiction(qos, watched.value, message, help_, remove, note="the CPU is set here")
