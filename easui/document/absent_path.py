"""Paths at which nothing stands yet: where in its container a new member or item belongs, and what it must hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from easui.document.edit import EditRefused
from easui.document.node import Array, Object
from easui.document.path import Path, format_path


def name_of(path: Path) -> str:
    """A path for a message."""
    return f"`{format_path(path)}`" if path else "the whole document"


def items_of(array: Array) -> str:
    """How many items an array has, for a message."""
    length = len(array.items)
    return f"{length} item{'' if length == 1 else 's'}" if length else "no items"


def index_for(container: Object | Array, path: Path, depth: int, order: Sequence[str]) -> int:
    """Where in its container, which the path reaches at `depth`, what is not there yet is to be inserted.

    A key that stands in `order` goes behind the last member that comes before it there, else before the first one that
    comes after it. Raises `EditRefused` where the container can't have what the path asks for.
    """
    step = path[depth]
    if isinstance(container, Array):
        if not isinstance(step, int):
            raise EditRefused(f"{name_of(path[:depth])} is an array: it has no key `{step}`")
        if step != len(container.items):
            raise EditRefused(f"{name_of(path[:depth])} has {items_of(container)}: there is none at {step}")
        return step
    if not isinstance(step, str):
        raise EditRefused(f"{name_of(path[:depth])} is an object: it has no item {step}")
    return _by_order([member.key.name for member in container.members], step, order)


def wrapped(path: Path, depth: int, value: Any) -> Any:
    """The value inside the objects and arrays that the rest of a path asks for."""
    for at in range(len(path) - 1, depth - 1, -1):
        step = path[at]
        if isinstance(step, str):
            value = {step: value}
        elif step == 0:
            value = [value]
        else:
            raise EditRefused(f"{name_of(path[:at])} has no items: there is none at {step}")
    return value


def _by_order(names: list[str], name: str, order: Sequence[str]) -> int:
    if name not in order:
        return len(names)
    rank = order.index(name)
    earlier, later = frozenset(order[:rank]), frozenset(order[rank + 1 :])
    for index in range(len(names) - 1, -1, -1):
        if names[index] in earlier:
            return index + 1
    return next((index for index, other in enumerate(names) if other in later), len(names))
