"""Words beside values that are easy to misread: units, shares as replicas, and defaults that are in effect."""

from __future__ import annotations

from typing import NamedTuple

from easui.assist.amounts import duration, memory
from easui.assist.cursor import all_levels
from easui.assist.meaning import sensible_number, share_words
from easui.document import Document, Object, Scalar, Span, format_path
from easui.knowledge import Field
from easui.lint import Settings
from easui.service import Service, Value, read

DEFAULT = Settings()

_SHARES = (
    "cloud.computing.instances[].capacity",
    "metadata.rolling_strategy.max_surge",
    "metadata.rolling_strategy.max_unavailable",
)
# Defaults that surprise people, for the objects in which somebody would look for them.
_DEFAULTS = {
    "metadata.rpc": ("keepalive", "max_queue_size", "worker_threads"),
    "containers[].startup_check": ("period_seconds", "timeout_seconds"),
    "containers[].liveness_check": ("period_seconds", "timeout_seconds"),
    "autoscaler.behavior.scaleDown": ("stabilizationWindowSeconds",),
    "autoscaler.behavior.onZero": ("scaleDownGracePeriodSeconds",),
}


class Hint(NamedTuple):
    """A few words to show at an offset, with more to be shown on demand."""

    offset: int
    text: str
    tooltip: str = ""


def hints(document: Document, span: Span | None = None, settings: Settings = DEFAULT) -> list[Hint]:
    """The hints of a document, or of a stretch of it, in the order of the text."""
    service = read(document, settings.additions)
    found = [*_units(document), *_shares(service), *_defaults(service)]
    return sorted(hint for hint in found if span is None or span.start <= hint.offset <= span.end)


def _units(document: Document) -> list[Hint]:
    found: list[Hint] = []
    for level in all_levels(document):
        if isinstance(level.node, Scalar) and level.field:
            words = _in_words(level.node, level.field)
            if words:
                found.append(Hint(level.node.end, words, level.field.title))
    return found


def _in_words(node: Scalar, field: Field) -> str:
    """A number in a larger unit than its own, where that is easier to read; else the empty text."""
    number = sensible_number(node)
    if number is None:
        return ""
    if field.unit == "MB":
        return memory(number, field.unit) if number >= 1024 else ""
    is_long = number >= (1000 if field.unit == "ms" else 60)
    return duration(number, field.unit) if is_long else ""


def _shares(service: Service) -> list[Hint]:
    found: list[Hint] = []
    for pattern in _SHARES:
        for value in service.each(pattern):
            words = share_words(service, value, pattern)
            if words:
                found.append(Hint(value.node.end, words, "at the number of replicas that the service starts with"))
    return found


def _defaults(service: Service) -> list[Hint]:
    """Behind the opening mark of some objects, the defaults that count because nothing else is set."""
    found: list[Hint] = []
    for pattern, names in _DEFAULTS.items():
        for value in service.each(pattern):
            if not isinstance(value.node, Object) or not value.node.members:
                continue
            missing = [words for name in names if not value.has(name) and (words := _default(value.field, name))]
            at = _behind_opening(service.document, value)
            if missing and at is not None:
                tooltip = f"what counts where `{format_path(value.path)}` says nothing else"
                found.append(Hint(at, f"default {', '.join(missing)}", tooltip))
    return found


def _default(field: Field | None, name: str) -> str:
    child = field.properties.get(name) if field else None
    if child is None or not child.has_default:
        return ""
    return f"{name} {child.default_text}{f' {child.unit}' if child.unit else ''}"


def _behind_opening(document: Document, value: Value) -> int | None:
    """Behind what opens an object, where its members begin on the next line; else there is no room."""
    node, key = value.node, value.key
    if not isinstance(node, Object) or key is None:
        return None
    at = node.start + 1 if document.text.startswith("{", node.start) else key.end + 1
    lines = document.lines
    first = node.members[0].key.start
    return at if lines.position(at).line < lines.position(first).line else None
