"""Which widget edits a field: every field has a line to type in; some have a screen of their own beside it."""

from __future__ import annotations

from typing import Literal

from easui.document import format_path
from easui.knowledge import Field

WidgetKind = Literal[
    "line", "switch", "choice", "number", "instance-type", "image", "processor", "card", "region", "endpoint", "script",
    "cron",
]  # fmt: skip

WITH_SCREEN: frozenset[WidgetKind] = frozenset(
    ("instance-type", "image", "processor", "card", "region", "endpoint", "script", "cron")
)
"""The kinds that open a screen: a table to pick from, or a larger editor."""

_BY_CATALOG: dict[str, WidgetKind] = {
    "instance-types": "instance-type",
    "images": "image",
    "processors": "processor",
    "regions": "region",
    "oss-endpoints": "endpoint",
}

_BY_PATH: dict[str, WidgetKind] = {
    "metadata.gpu_model": "card",
    "containers[].script": "script",
    "containers[].command": "script",
    "cronscaler.ScaleJobs[].Schedule": "cron",
}


_LEADING_MEMBERS = {"cloud.computing.instances[]": "type", "containers[]": "image"}
"""The member that tells what an item is, by the path of the item."""


def widget_of(field: Field | None) -> WidgetKind:
    """The widget of a field, by its catalog, its place, or its type."""
    if field is None:
        return "line"
    by_place = _BY_CATALOG.get(field.catalog) or _BY_PATH.get(format_path(field.path))
    if by_place is not None:
        return by_place
    if "boolean" in field.types:
        return "switch"
    if field.enum:
        return "choice"
    return "number" if {"integer", "number"} & set(field.types) else "line"


def opens_screen(field: Field | None) -> bool:
    """Whether a field has a screen of its own."""
    return widget_of(field) in WITH_SCREEN


def picked_field(field: Field | None) -> Field | None:
    """The field whose screen is meant at a row: its own, or of an item that of its leading member; None without one."""
    if field is None or opens_screen(field):
        return field
    member = field.child(_LEADING_MEMBERS.get(format_path(field.path), ""))
    return member if opens_screen(member) else None
