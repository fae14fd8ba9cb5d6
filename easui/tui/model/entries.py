"""What can be added to a place as a whole: entries that are right as they stand, with the values to write anew."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from easui.document import EACH, Path, format_path
from easui.knowledge import Field, field_at

if TYPE_CHECKING:  # the first paint does not wait for it
    from easui.assist.completion.blocks import Block


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
    from easui.assist.completion.shape import OPEN_ARRAY, OPEN_OBJECT
    from easui.assist.completion.shells import shell

    field = field_at(path)
    found = [_entry(_kind(block), block.purpose, path, shape) for block, shape in _blocks_for(path)]
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
        Entry(name, _purpose(child), (*path, name), first_value(child), ((*path, name),))
        for name, child in field.properties.items()
        if name not in taken and not (child.moved_to or child.deprecated or "object" in child.types)
    ]


def first_value(field: Field) -> Any:
    """The value that a scalar mostly begins with: an example, else what a new member gets."""
    from easui.assist.completion.shells import shell

    example = next((each for each in field.examples if not isinstance(each, dict | list)), None)
    return _filled(shell(field), (), []) if example is None else example


def kinds_of(path: Path) -> str:
    """The kinds of whole entries for a place in a few words; empty where there are none."""
    return ", ".join(_kind(block) for block, _ in _blocks_for(path))


def _kind(block: Block) -> str:
    """What tells a block from others of the same key."""
    return block.label.partition(": ")[2] or block.label


def _blocks_for(path: Path) -> list[tuple[Block, Any]]:
    """Blocks for a member or an item; for an item also those of its list that hold one item alone."""
    if not path:  # the document itself, where lists stand in lists
        return []
    last = path[-1]
    if isinstance(last, str):
        return [(block, block.shape) for block in _blocks_at(path[:-1]) if block.key == last]
    own = [(block, block.shape) for block in _blocks_at(path[:-1]) if block.key is None]
    return own or [
        (block, block.shape[0])
        for block, shape in _blocks_for(path[:-1])
        if isinstance(shape, list) and len(shape) == 1
    ]


def _blocks_at(path: Path) -> tuple[Block, ...]:
    return _blocks_by_path().get(format_path(tuple(EACH if isinstance(step, int) else step for step in path)), ())


@cache
def _blocks_by_path() -> dict[str, tuple[Block, ...]]:
    from easui.assist.completion.blocks import blocks

    found: dict[str, tuple[Block, ...]] = {}
    for block in blocks():
        found[block.path] = (*found.get(block.path, ()), block)
    return found


def _entry(label: str, purpose: str, path: Path, shape: Any) -> Entry:
    blanks: list[Path] = []
    value = _filled(shape, path, blanks)
    return Entry(label, purpose, path, value, tuple(blanks))


def _filled(shape: Any, path: Path, blanks: list[Path]) -> Any:
    """A shape as a plain value; the places of its blanks are noted."""
    from easui.assist.completion.shape import OPEN_ARRAY, OPEN_OBJECT, Blank

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


def _purpose(field: Field) -> str:
    first = field.description.partition(". ")[0].rstrip(".")
    return f"{first}, in {field.unit}" if field.unit and field.unit not in first else first
