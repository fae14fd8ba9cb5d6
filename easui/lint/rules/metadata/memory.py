"""Memory of a replica: its unit and its relation to the cores."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding, on_value, set_fix
from easui.lint.registry import rule
from easui.service import Service

SMALLEST_PLAUSIBLE_MB = 128
"""Below this a value is almost surely meant in gigabytes."""


@rule("EAS131", "memory-in-gigabytes", Severity.WARNING, fix="unsafe", covers=(74,))
def memory_in_gigabytes(service: Service) -> Iterator[Finding]:
    """`metadata.memory` is below 128, which no server runs in: it is almost surely meant in gigabytes.

    Why: EAS counts memory in MB. A replica with 16 MB is killed before it has started.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523",
            "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 4, "memory": 16
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml"
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523",
            "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 4, "memory": 16384
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml"
        }

    Source: Parameters of model services (help page), unit of `memory`
    """
    memory = service.get("metadata.memory")
    megabytes = memory.as_integer if memory else None
    if memory is None or megabytes is None or not 0 < megabytes < SMALLEST_PLAUSIBLE_MB:
        return
    meant = megabytes * 1024
    yield on_value(
        memory,
        f"`{memory.text}` is {megabytes} MB; EAS counts memory in MB, and {megabytes} MB starts no container",
        f"write `{meant}` for {megabytes} GB",
        set_fix(memory, "", meant, f"Write {meant} for {megabytes} GB"),
    )
