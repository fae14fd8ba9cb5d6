"""The system disk of a replica."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easui.document import Severity
from easui.knowledge.placeholders import is_placeholder
from easui.lint.finding import Finding, on_contradiction, on_value, set_fix
from easui.lint.registry import rule
from easui.service import Service, Value
from easui.service.machines import has_own_machines

FREE_GIB, MOST_GIB = 30, 2000
_SIZE = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*([KMGTkmgt]?)(i?)[Bb]?\s*")
_GIB = {"K": 2**-20, "M": 2**-10, "G": 1, "T": 2**10, "": 1}


@rule("EAS150", "disk-size", Severity.WARNING, fix="unsafe", covers=(91,))
def disk_size(service: Service) -> Iterator[Finding]:
    """The system disk is no size in Gi, or a size that public machines can't have or have anyway.

    An error above 2000 GiB, a warning below the 30 GiB that come free, and for a number without its unit.

    Why: Above 2000 GiB the deployment fails; a smaller disk than the free one is never made.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "disk": "3000Gi"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "disk": "100Gi"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Use public resources (help page)
    """
    disk = service.get("metadata.disk")
    if disk is None or is_placeholder(disk.as_string or ""):
        return
    gib, unit = _read(disk)
    if gib is None:
        if disk.as_string is not None:
            yield on_value(disk, f"`{disk.text}` is {_shown(disk)}, which is no size", "write `100Gi` for 100 GiB")
    elif gib > MOST_GIB and not has_own_machines(service):
        message = f"`{disk.text}` is {gib:g} GiB; a public machine takes at most {MOST_GIB} GiB"
        yield on_value(disk, message, f"write `{MOST_GIB}Gi` or less, or mount storage", severity=Severity.ERROR)
    elif gib < FREE_GIB and not has_own_machines(service):
        message = f"`{disk.text}` is {gib:g} GiB, less than the {FREE_GIB} GiB that each replica gets free"
        yield on_value(disk, message, "remove it, or write more", set_fix(disk, "", f"{FREE_GIB}Gi", "Write 30Gi"))
    elif unit != "Gi":
        better = f"{round(gib)}Gi"
        message = f"`{disk.text}` is {_shown(disk)}; EAS takes the disk in Gi"
        yield on_value(disk, message, f"write `{better}`", set_fix(disk, "", better, f"Write `{better}`"))


def _shown(disk: Value) -> str:
    return f"`{disk.as_string}`" if disk.as_string is not None else f"{disk.as_number:g}"


def _read(disk: Value) -> tuple[float | None, str]:
    """A disk's size in GiB, None when it is none, and the unit as it is written."""
    if disk.as_string is None:
        return disk.as_number, ""
    match = _SIZE.fullmatch(disk.as_string)
    if not match:
        return None, ""
    number, prefix, binary = match.groups()
    clean = f"{number}{prefix}{binary}" == disk.as_string
    return float(number) * _GIB[prefix.upper()], f"{prefix}{binary}" if clean and number.isdecimal() else "other"


@rule("EAS151", "disk-twice", Severity.WARNING, confidence="medium", covers=(92,))
def disk_twice(service: Service) -> Iterator[Finding]:
    """The system disk is sized by `metadata.disk` and by the feature `extra-ephemeral-storage`, too.

    Why: One means the whole disk, the other what is added to it; together nobody can tell how large it becomes.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "disk": "100Gi"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "features": {"eas.aliyun.com/extra-ephemeral-storage": "100Gi"}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "disk": "100Gi"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Use public resources (help page); Parameters of model services (help page), the long sample
    """
    disk = service.get("metadata.disk")
    extra = service.get('features["eas.aliyun.com/extra-ephemeral-storage"]')
    if disk and extra:
        message = f"`{disk.text}` and `extra-ephemeral-storage` both size the system disk"
        yield on_contradiction(disk, extra, message, "keep `metadata.disk`")


@rule("EAS152", "paid-disk", Severity.INFO, covers=(93,))
def paid_disk(service: Service) -> Iterator[Finding]:
    """The system disk on public machines is larger than the 30 GiB that are free.

    Why: What goes beyond is billed for each replica, from its creation on.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "disk": "500Gi"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "disk": "30Gi"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Use public resources (help page)
    """
    disk = service.get("metadata.disk")
    gib = _read(disk)[0] if disk else None
    if disk and gib and FREE_GIB < gib <= MOST_GIB and not has_own_machines(service):
        message = f"`{disk.text}`: {gib - FREE_GIB:g} GiB beyond the {FREE_GIB} free ones are billed for each replica"
        yield on_value(disk, message, "size it to need; mounted storage holds models for less")
