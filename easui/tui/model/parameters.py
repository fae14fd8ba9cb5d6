"""The parameters that differ between two services, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from easui.assist.comparison import Change, changes
from easui.document import Document
from easui.document.display import visible
from easui.simulate.report.figures import literal

SIGNS = {"added": "+", "removed": "−", "changed": "~", "moved": "↕"}


class Parameter(NamedTuple):
    """One parameter: how it differs, its path, what it is called, and both values in words."""

    kind: str
    name: str
    title: str
    old: str
    new: str


def parameters(old: Document, new: Document) -> list[Parameter]:
    """What `easui diff` says about two services: secrets are shortened, spelling makes no difference."""
    return [
        Parameter(each.kind, each.name, visible(each.title), _words(each.old, each), _words(each.new, each))
        for each in changes(old, new)
    ]


def counted(found: Sequence[Parameter]) -> str:
    """How many parameters differ, by the way in which they do."""
    kinds = [each.kind for each in found]
    parts = [f"{kinds.count(kind)} {kind}" for kind in ("changed", "added", "removed", "moved") if kind in kinds]
    return ", ".join(parts) or "none differs"


def _words(value: Any, change: Change) -> str:
    """A value on one line; of a parameter that is not set what EAS takes, where that is known."""
    if value is None:
        return f"not set ({visible(change.default)})" if change.default else "not set"
    if change.kind == "moved":
        return ", ".join(value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return f"{literal(value)} {change.unit}" if change.unit and is_number else literal(value)
