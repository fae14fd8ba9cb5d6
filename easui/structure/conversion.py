"""Values of the wrong type that evidently mean one of the right type."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from easui.document import Array, Document, Node, Object, Scalar, to_python
from easui.structure.shape import Shape, has_type
from easui.structure.words import written

_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?")
_QUANTITY = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)\s*([A-Za-z]{1,3})")
_BOOLEANS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}

_UNITS: tuple[dict[str, int], ...] = (
    {
        "k": 1, "kb": 1, "ki": 1, "kib": 1, "m": 2**10, "mb": 2**10, "mi": 2**10, "mib": 2**10,
        "g": 2**20, "gb": 2**20, "gi": 2**20, "gib": 2**20, "t": 2**30, "tb": 2**30, "ti": 2**30, "tib": 2**30,
    },
    {"ms": 1, "s": 1000, "sec": 1000, "m": 60_000, "min": 60_000, "h": 3_600_000},
)  # fmt: skip
"""Sizes in KB and times in milliseconds; a `GB` is taken as 1024 `MB`, as EAS counts."""


class Conversion(NamedTuple):
    """What was meant: the value, what to call the change, and what to tell the user."""

    value: Any
    title: str
    help: str
    safe: bool = False


def convert(document: Document, node: Node, shape: Shape) -> Conversion | None:
    """What a value of the wrong type was meant to be, or None where that is not evident."""
    if isinstance(node, Object):
        return _of_object(node, shape)
    if isinstance(node, Array):
        return _of_array(node, shape)
    if node.kind == "string":
        found = _of_string(str(node.value), shape)
    elif node.kind in ("number", "boolean"):
        found = _of_literal(document.source(node), node, shape)
    else:
        return None
    return found or _as_item(node, shape)


def means_boolean(node: Node, shape: Shape) -> bool:
    """Whether a value is a boolean in quotes where a boolean is wanted."""
    is_text = isinstance(node, Scalar) and isinstance(node.value, str) and node.value.lower() in ("true", "false")
    return is_text and "boolean" in shape.types


def _of_string(text: str, shape: Shape) -> Conversion | None:
    word = text.strip()
    if "boolean" in shape.types and word.lower() in ("true", "false"):
        return _unquoted(word.lower() == "true")
    if _NUMBER.fullmatch(word) and not shape.types.isdisjoint(("integer", "number")):
        number = float(word) if "." in word else int(word)
        if "number" in shape.types or number == int(number):
            return _unquoted(int(number) if "integer" in shape.types and number == int(number) else number)
    if "boolean" in shape.types and word.lower() in _BOOLEANS:
        return _replaced(_BOOLEANS[word.lower()])
    if "integer" in shape.types and (match := _QUANTITY.fullmatch(word)):
        amount = _amount(float(match[1]), match[2], shape.field.unit)
        return None if amount is None else _replaced(amount)
    return None


def _of_literal(source: str, node: Scalar, shape: Shape) -> Conversion | None:
    if "string" in shape.types:
        return Conversion(source, "Put it in quotes", "write it in quotes", safe=True)
    if "boolean" in shape.types and node.kind == "number" and node.value in (0, 1):
        return _replaced(node.value == 1)
    if "integer" in shape.types and node.kind == "boolean":
        return _replaced(1 if node.value else 0)
    return None


def _of_object(node: Object, shape: Shape) -> Conversion | None:
    item = shape.item
    if item is None or "array" not in shape.types or not has_type(node, item.types):
        return None
    keys = {member.key.name for member in node.members}
    named = item.field.schema.get("properties", {})
    if {"name", "value"} <= named.keys() and keys.isdisjoint(named):
        pairs = [{"name": name, "value": value} for name, value in to_python(node).items()]
        return Conversion(pairs, "Write it as a list of `name` and `value`", "")
    return Conversion([to_python(node)], "Wrap it in a list", "")


def _of_array(node: Array, shape: Shape) -> Conversion | None:
    if len(node.items) == 1 and has_type(node.items[0], shape.types):
        return Conversion(to_python(node.items[0]), "Take it out of the list", "write it without the list around it")
    return None


def _as_item(node: Scalar, shape: Shape) -> Conversion | None:
    if "array" in shape.types and shape.item and has_type(node, shape.item.types):
        return Conversion([node.value], "Wrap it in a list", "")
    return None


def _amount(amount: float, unit: str, wanted: str) -> int | None:
    """A quantity in the unit that a field counts in, if that is a whole number."""
    for scale in _UNITS:
        if unit.lower() in scale and wanted.lower() in scale:
            converted = amount * scale[unit.lower()] / scale[wanted.lower()]
            return int(converted) if converted == int(converted) else None
    return None


def _unquoted(value: float) -> Conversion:
    return Conversion(value, "Remove the quotes", "write it without quotes", safe=True)


def _replaced(value: float) -> Conversion:
    return Conversion(value, f"Write `{written(value)}`", f"write `{written(value)}`")
