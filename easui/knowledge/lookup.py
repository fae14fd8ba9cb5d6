"""What is at this path? Fields by path, by the text in which people write paths, by name and by foreign word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from easui.knowledge.field import EACH, Field, FieldPath
from easui.knowledge.schema import load_schema

_INDEX = re.compile(r"\[(?:\d+|\*)\]")


@cache
def root_field(schema: str = "service") -> Field:
    """The field of a whole document of that schema."""
    return Field(load_schema(schema), load_schema(schema), ())


def field_at(path: FieldPath, schema: str = "service") -> Field | None:
    """The field at a path, spelt in any way that the schema understands; indexes may be numbers or `EACH`."""
    field: Field | None = root_field(schema)
    for step in path:
        if field is None:
            return None
        if isinstance(step, int):
            field = field.item
        else:
            resolved = field.resolve(step)
            field = resolved.field if resolved else None
    return field


def all_fields(schema: str | Field = "service") -> Iterator[Field]:
    """Every field below the root of a schema, which may be given itself, in the order in which people write them."""
    fields = _root(schema).walk()
    next(fields)
    yield from fields


def find(text: str, schema: str = "service") -> Field | None:
    """The field that a path text means: dotted or nested, with `[]`, `[0]` or no index, quoted or bare keys.

    `containers.image`, `containers[0].image` and `metadata["rpc.keepalive"]` are all understood.
    """
    return _by_text(schema).get(_plain(text.strip())) or _by_steps(text.strip(), schema)


def named(name: str, schema: str | Field = "service") -> list[Field]:
    """The fields whose last key is `name`, their canonical places only."""
    return _by_name(_root(schema)).get(name, [])


def called(word: str, schema: str | Field = "service") -> list[Field]:
    """The fields that other tools call `word`, whatever its case and separators."""
    return _by_synonym(_root(schema)).get(fold(word), [])


def moved_places(schema: str = "service") -> dict[str, list[Field]]:
    """For each canonical path text the other places that mean the same."""
    return _moved(schema)


@cache
def _by_text(schema: str) -> dict[str, Field]:
    texts: dict[str, Field] = {}
    for field in all_fields(schema):
        texts.setdefault(_plain(".".join("[]" if step == EACH else str(step) for step in field.path)), field)
    return texts


def _by_steps(text: str, schema: str) -> Field | None:
    """A path whose keys the schema knows only by pattern, such as a label or a custom metric."""
    steps: list[str | int] = []
    for bracket, quoted, plain in re.findall(r'(\[(?:\d+|\*)?\])|\["([^"]*)"\]|([^.\["]+(?:\[\w+\])?)', text):
        steps.append(EACH if bracket else quoted or plain)
    return field_at(tuple(steps), schema) if steps else None


def _root(schema: str | Field) -> Field:
    return root_field(schema) if isinstance(schema, str) else schema


def _canonical_fields(root: Field) -> Iterator[Field]:
    """Fields that have a key and do not stand at, or below, an older place."""
    for field in all_fields(root):
        above: Field | None = field
        while above and not above.moved_to:
            above = above.parent
        if above is None and field.path[-1] != EACH:
            yield field


@cache
def _by_name(root: Field) -> dict[str, list[Field]]:
    names: dict[str, list[Field]] = {}
    for field in _canonical_fields(root):
        names.setdefault(field.name, []).append(field)
    return names


@cache
def _by_synonym(root: Field) -> dict[str, list[Field]]:
    words: dict[str, list[Field]] = {}
    for field in _canonical_fields(root):
        for word in {fold(word) for word in (*field.synonyms, field.name)}:
            words.setdefault(word, []).append(field)
    return words


@cache
def _moved(schema: str) -> dict[str, list[Field]]:
    places: dict[str, list[Field]] = {}
    for field in all_fields(schema):
        if field.moved_to:
            places.setdefault(field.moved_to, []).append(field)
    return places


def _plain(text: str) -> str:
    """A path text without quotes, indexes and the brackets around dotted keys."""
    text = _INDEX.sub("[]", text)
    text = re.sub(r'\["([^"]*)"\]', r".\1", text)
    return re.sub(r"\.?\[\]", "", text).lstrip(".")


def fold(word: str) -> str:
    """A word without case and separators: `initialDelaySeconds` and `initial_delay_seconds` are the same."""
    return re.sub(r"[^a-z0-9]", "", word.lower())
