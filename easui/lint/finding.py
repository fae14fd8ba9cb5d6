"""What a rule says: findings, and the few ways in which they point at a place and offer a cure."""

from __future__ import annotations

from typing import Any, NamedTuple

from easui.document import (
    EditRefused,
    Fix,
    Path,
    Related,
    Scalar,
    Severity,
    Span,
    TextEdit,
    parse_path,
    remove,
    replace_node,
    set_value,
)
from easui.service import Place, Value


class Finding(NamedTuple):
    """One thing that a rule found; the engine adds the rule's code and severity to make a diagnostic of it.

    `severity` overrides that of the rule; `absence` says that something is missing, which a broken text can't prove.
    """

    message: str
    span: Span
    path: Path
    help: str = ""
    fixes: tuple[Fix, ...] = ()
    related: tuple[Related, ...] = ()
    severity: Severity | None = None
    tags: tuple[str, ...] = ()
    absence: bool = False


def on_value(
    value: Value,
    message: str,
    help: str = "",
    *fixes: Fix | None,
    related: tuple[Related, ...] = (),
    severity: Severity | None = None,
) -> Finding:
    """A finding about what a value is."""
    return Finding(message, value.span, value.place, help, _given(fixes), related, severity)


def on_key(
    value: Value,
    message: str,
    help: str = "",
    *fixes: Fix | None,
    related: tuple[Related, ...] = (),
    severity: Severity | None = None,
    tags: tuple[str, ...] = (),
) -> Finding:
    """A finding about the presence of a key, whatever its value."""
    return Finding(message, value.key_span, value.place, help, _given(fixes), related, severity, tags)


def on_missing(
    place: Place, path: str, message: str, help: str = "", *fixes: Fix | None, severity: Severity | None = None
) -> Finding:
    """A finding about a path, relative to `place`, at which nothing stands; points at the object that lacks it."""
    full = place.path + parse_path(path)
    return Finding(message, place.anchor(path), full, help, _given(fixes), (), severity, (), absence=True)


def on_contradiction(
    one: Value,
    other: Value,
    message: str,
    help: str = "",
    *fixes: Fix | None,
    note: str = "the other is set here",
    severity: Severity | None = None,
) -> Finding:
    """A finding about two values that contradict each other: at the later one, related to the other."""
    first, later = sorted((one, other), key=lambda value: value.span)
    related = Related(note, _spot(first), first.place)
    return Finding(message, _spot(later), later.place, help, _given(fixes), (related,), severity)


def set_fix(place: Place, path: str, value: Any, title: str, *, safe: bool = False) -> Fix | None:
    """A fix that sets a path, relative to `place`, where it stands in the file; None where that can't be done."""
    present = place.get(path) if path else place
    try:
        if isinstance(present, Value):
            edits = replace_node(place.document, present.node, value)
        else:
            prefix = place.file_path if isinstance(place, Value) else place.path
            edits = set_value(place.document, prefix + parse_path(path), value)
    except EditRefused:
        return None
    return Fix(title, tuple(_trimmed(place.document.text, edit) for edit in edits), safe)


def _trimmed(text: str, edit: TextEdit) -> TextEdit:
    """An edit of no more than what differs: the rest of a long text may hold what is nobody's business."""
    old = text[edit.start : edit.end]
    begin = _common(old, edit.text)
    end = _common(old[begin:][::-1], edit.text[begin:][::-1])
    return TextEdit(edit.start + begin, edit.end - end, edit.text[begin : len(edit.text) - end])


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def remove_fix(value: Value, title: str, *, safe: bool = False) -> Fix | None:
    """A fix that removes a key or item with what belongs to it; None where that can't be done."""
    try:
        return Fix(title, remove(value.document, value.file_path), safe)
    except EditRefused:
        return None


def _spot(value: Value) -> Span:
    """Where to point for a value: at itself, or at its key where it is an object or array of many lines."""
    return value.span if isinstance(value.node, Scalar) else value.key_span


def _given(fixes: tuple[Fix | None, ...]) -> tuple[Fix, ...]:
    return tuple(fix for fix in fixes if fix)
