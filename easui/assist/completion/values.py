"""Which values may stand at a place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from easui.assist.completion.following import goes_on
from easui.assist.completion.places import BY_CATALOG, BY_PATH
from easui.assist.completion.proposal import Proposal
from easui.assist.completion.shells import shell
from easui.assist.completion.surroundings import Surroundings
from easui.assist.cursor import usual_field
from easui.assist.field_docs import literal
from easui.document import format_path
from easui.knowledge import Field


def value_proposals(field: Field, around: Surroundings) -> Iterator[Proposal]:
    """What may stand at a field's place: what the file and the catalogs know, listed values, examples."""
    seen: set[str] = set()
    for proposal in _all(usual_field(field), around):
        if proposal.label not in seen:
            seen.add(proposal.label)
            yield proposal


def _all(field: Field, around: Surroundings) -> Iterator[Proposal]:
    source = BY_PATH.get(format_path(field.path))
    if source:
        yield from source(around)
    if field.catalog in BY_CATALOG:
        yield from BY_CATALOG[field.catalog](around)
    yield from _listed(field)


@lru_cache(maxsize=512)
def _listed(field: Field) -> tuple[Proposal, ...]:
    """Values that the schema knows: booleans, lists, the default, examples, and the shell of an object or array."""
    found: dict[str, Proposal] = {}

    def add(value: Any, rank: str, detail: str) -> None:
        text = value if isinstance(value, str) else literal(value)
        if text and text not in found:
            marks = [detail, "default"] if field.has_default and _same(field.default, value) else [detail]
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            found[text] = Proposal(
                text, "value", f"{rank}{len(found):03d}", " · ".join(mark for mark in marks if mark), shape=value,
                topic=f"field {format_path(field.path)}", for_blank=rank == "4" or (rank == "3" and is_number),
            )  # fmt: skip

    if "boolean" in field.types:
        add(True, "2", "")
        add(False, "2", "")
    for value in field.enum or field.values:
        add(_typed(value, field), "2", field.values.get(str(value), ""))
    if field.secret:
        return tuple(found.values())
    if field.has_default and not isinstance(field.default, dict | list):
        add(field.default, "3", "")
    if not field.enum and not field.catalog:
        for example in field.examples:
            if not isinstance(example, dict | list):
                add(example, "4", "example")
    return (*found.values(), *_shells(field))


def _shells(field: Field) -> Iterator[Proposal]:
    kinds = set(field.types) & {"object", "array"}
    if kinds and field.types[0] in kinds:
        name, marks = ("object", "{ }") if field.types[0] == "object" else ("array", "[ ]")
        members = ", ".join((field.item or field).required)
        detail = f"with {members}" if members else f"an empty {name}" if name == "object" else "a list"
        topic = f"field {format_path(field.path)}"
        yield Proposal(marks, "value", "5", detail, shape=shell(field), topic=topic, asks_again=goes_on(field))


def _typed(value: Any, field: Field) -> Any:
    """A listed value as the field takes it: the keys of a table of values are texts."""
    if isinstance(value, str) and "string" not in field.types:
        if "integer" in field.types and value.lstrip("-").isdigit():
            return int(value)
        if value in ("true", "false"):
            return value == "true"
    return value


def _same(default: Any, value: Any) -> bool:
    return type(default) is type(value) and bool(default == value)
