"""What can be added to a place as a whole: entries that are right as they stand, with the values to write anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from easui.assist.completion.blocks import Block, blocks
from easui.assist.completion.shape import OPEN_ARRAY, OPEN_OBJECT, Blank
from easui.assist.completion.shells import shell
from easui.document import EACH, Path, format_path
from easui.knowledge import Field, field_at


class Entry(NamedTuple):
    """A value for a place; `blanks` are the places in it, seen from the whole document, that the user writes anew."""

    label: str
    purpose: str
    path: Path
    value: Any
    blanks: tuple[Path, ...] = ()


def entries_for(path: Path) -> list[Entry]:
    """What may be put to a place that holds nothing yet: the kinds that people use, else its required members.

    Empty where it begins with no member in particular, so that its fields are to be set one by one.
    """
    field = field_at(path)
    found = [_entry(block.label, block.purpose, path, shape) for block, shape in _blocks_for(path)]
    if found or field is None:
        return found
    shape = shell(field)
    if shape in (OPEN_OBJECT, OPEN_ARRAY) or not isinstance(shape, dict):
        return []
    return [_entry(field.title, "", path, shape)]


def members_for(path: Path, present: Iterable[str]) -> list[Entry]:
    """The named members that an object of open names lacks, each with the value that it mostly begins with."""
    field, taken = field_at(path), set(present)
    if field is None:
        return []
    return [
        _entry(name, _purpose(child), (*path, name), _first_value(child))
        for name, child in field.properties.items()
        if name not in taken and not (child.moved_to or child.deprecated or "object" in child.types)
    ]


def can_be_added_whole(path: Path) -> bool:
    """Whether there are whole entries for a place."""
    return bool(_blocks_for(path))


def _blocks_for(path: Path) -> list[tuple[Block, Any]]:
    """Blocks for a member or an item; for an item also those of its list that hold one item alone."""
    last = path[-1]
    if isinstance(last, str):
        return [(block, block.shape) for block in _blocks_at(path[:-1]) if block.key == last]
    own = [(block, block.shape) for block in _blocks_at(path[:-1]) if block.key is None]
    return own or [
        (block, block.shape[0])
        for block, shape in _blocks_for(path[:-1])
        if isinstance(shape, list) and len(shape) == 1
    ]


def _blocks_at(path: Path) -> Iterator[Block]:
    name = format_path(tuple(EACH if isinstance(step, int) else step for step in path))
    return (block for block in blocks() if block.path == name)


def _entry(label: str, purpose: str, path: Path, shape: Any) -> Entry:
    blanks: list[Path] = []
    value = _filled(shape, path, blanks)
    return Entry(label, purpose, path, value, tuple(blanks))


def _filled(shape: Any, path: Path, blanks: list[Path]) -> Any:
    """A shape as a plain value; the places of its blanks are noted."""
    if isinstance(shape, Blank):
        blanks.append(path)
        return shape.default
    if shape in (OPEN_OBJECT, OPEN_ARRAY):
        return type(shape)()
    if isinstance(shape, dict):
        return {name: _filled(child, (*path, name), blanks) for name, child in shape.items()}
    if isinstance(shape, list):
        return [_filled(child, (*path, index), blanks) for index, child in enumerate(shape)]
    return shape


def _first_value(field: Field) -> Any:
    example = next((each for each in field.examples if not isinstance(each, dict | list)), None)
    return shell(field) if example is None else Blank(example)


def _purpose(field: Field) -> str:
    first = field.description.partition(". ")[0].rstrip(".")
    return f"{first}, in {field.unit}" if field.unit and field.unit not in first else first
