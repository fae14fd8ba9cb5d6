"""What a policy finds, in the words of its author or else of people who do not read JSON Schema."""

from __future__ import annotations

import re
from typing import Any

from easui.document import Path
from easui.structure.words import either, name_of, quoted, types_of

_BOUNDS = {
    "minimum": "it must be at least {}",
    "maximum": "it may be at most {}",
    "exclusiveMinimum": "it must be above {}",
    "exclusiveMaximum": "it must be below {}",
    "multipleOf": "it must be a multiple of {}",
    "minLength": "it must have at least {} characters",
    "maxLength": "it may have at most {} characters",
    "pattern": "it must match `{}`",
}
_COUNTS = {
    "minItems": "at least {} items",
    "maxItems": "at most {} items",
    "minProperties": "at least {} keys",
    "maxProperties": "at most {} keys",
}


def own_words(schema: Any, keyword: str, name: str = "") -> str:
    """What the author of a policy says about breaking a keyword of a schema, about the key `name` of an object.

    `x-message` is a text; `errorMessage` a text, or texts by keyword, or by keyword and key.
    """
    if not isinstance(schema, dict):
        return ""
    told = schema.get("x-message", schema.get("errorMessage", ""))
    if isinstance(told, dict):
        told = told.get(keyword, "")
    if isinstance(told, dict):
        told = told.get(name, "")
    return told if isinstance(told, str) else ""


def purpose(schema: Any) -> str:
    """What the author of a policy says that a schema is for, as the help of a finding."""
    for keyword in ("x-help", "description", "title"):
        if isinstance(schema, dict) and isinstance(schema.get(keyword), str):
            return " ".join(schema[keyword].split())
    return ""


def missing(path: Path) -> str:
    """The fact that a key is not there."""
    return f"`{name_of(path)}` is missing"


def unwanted(path: Path) -> str:
    """The fact that a key is there."""
    return f"`{name_of(path)}` is not allowed here"


def general_words(keyword: str, wanted: Any, name: str, shown: str, value: Any) -> str:
    """The fact that the value at the path `name` breaks a keyword; `shown` is the value as it may be shown."""
    name = f"`{name}`" if name else "the whole"
    if keyword in ("enum", "const"):
        allowed = [wanted] if keyword == "const" else wanted
        return f"{name} is {shown}; allowed is {either(quoted(allowed))}"
    if keyword == "type":
        types = [wanted] if isinstance(wanted, str) else wanted
        return f"{name} is {shown}; it takes {types_of(types)}"
    if keyword in _BOUNDS:
        return f"{name} is {shown}; {_BOUNDS[keyword].format(wanted)}"
    if keyword in _COUNTS:
        count = _COUNTS[keyword].format(wanted)
        return f"{name} must have {re.sub('s$', '', count) if wanted == 1 else count}"
    if keyword == "uniqueItems":
        return f"{name} has the same item twice"
    if keyword in ("contains", "minContains", "maxContains"):
        return f"{name} does not hold the items that are asked for"
    if isinstance(value, dict | list):
        return f"{name} is not allowed as it is"
    return f"{name} is {shown}, which is not allowed"
