"""Values as people read and type them in the form, and back.

`typed(field, editable(value))` is the value again, whatever it is.
"""

from __future__ import annotations

import json
import re
from typing import Any

from easui.document import Array, Document, Object, Scalar
from easui.document.display import shortened, visible
from easui.knowledge import Field
from easui.tui.model.places import Found

_SIZE = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*([kmgt]i?b?|b)", re.I)
_BYTES = {"B": 1, "K": 2**10, "M": 2**20, "G": 2**30, "T": 2**40}
_UNIT_BYTES = {"KB": 2**10, "MB": 2**20, "MiB": 2**20, "GB": 2**30, "GiB": 2**30}
_QUOTED = re.compile(r'".*"', re.S)


class NotAValue(ValueError):
    """What was typed is no value of the field; `str()` says why, in a line."""


def shown(document: Document, found: Found, field: Field | None) -> str:
    """A value for display on one line; secrets are shortened, hidden characters visible."""
    node = found.node
    if isinstance(node, Object):
        return _counted(len(node.members), "key") if node.members else "{}"
    if isinstance(node, Array):
        return _counted(len(node.items), "item") if node.items else "[]"
    if node.kind == "missing":
        return "(no value yet)"
    if isinstance(node.value, str):
        text = shortened(node.value) if field and field.secret and node.value else node.value
        return visible(text[:2000]) if text else '""'
    return visible(document.text[node.start : min(node.end, node.start + 2000)])


def editable(document: Document, found: Found | None, field: Field | None) -> str:
    """The text that the form offers for editing: a plain string where that is what the field takes, else JSON."""
    if found is None:
        return ""
    node = found.node
    if isinstance(node, Scalar) and isinstance(node.value, str):
        plain = node.value
        ambiguous = visible(plain) != plain or _QUOTED.fullmatch(plain) or plain != plain.strip() or not plain
        if ambiguous or (not _takes(field, "string") and _reads_as_other(plain)):
            return json.dumps(plain, ensure_ascii=not plain.isprintable())
        return plain
    if isinstance(node, Scalar):
        return "" if node.kind == "missing" else document.source(node)
    from easui.document import to_python

    return json.dumps(to_python(node), ensure_ascii=False)


def typed(text: str, field: Field | None) -> Any:
    """The value that a text stands for in a field. Raises `NotAValue`."""
    text = text if _QUOTED.fullmatch(text) else text.strip()
    if _QUOTED.fullmatch(text):
        return _as_json(text)
    types = field.types if field else ()
    if types == ("string",):
        return text
    if field is not None and field.unit in _UNIT_BYTES and (size := _SIZE.fullmatch(text)):
        return _in_unit(float(size[1]) * _BYTES[size[2][0].upper()] / _UNIT_BYTES[field.unit], field.unit)
    try:
        value = json.loads(text)
    except ValueError:
        value = text
    if not types or _is_of(value, types):
        return value
    if "string" in types:
        return text
    raise NotAValue(f"{_article(types)} is needed here" + (f", in {field.unit}" if field and field.unit else ""))


def placeholder(field: Field | None) -> str:
    """What an unset field shows: its default."""
    if field is None:
        return ""
    return visible(field.default_text.strip('"')) or "–"


def _takes(field: Field | None, kind: str) -> bool:
    return field is not None and field.types == (kind,)


def _reads_as_other(plain: str) -> bool:
    """Whether a bare text would be read as something else than the string that it is."""
    try:
        json.loads(plain)
    except ValueError:
        return bool(_SIZE.fullmatch(plain))
    return True


def _as_json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise NotAValue("this text in quotes is not a JSON string") from error


def _in_unit(value: float, unit: str) -> int:
    if not value.is_integer():
        raise NotAValue(f"that is not a whole number of {unit}")
    return int(value)


def _is_of(value: Any, types: tuple[str, ...]) -> bool:
    if isinstance(value, bool):
        return "boolean" in types
    if isinstance(value, int):
        return bool({"integer", "number"} & set(types))
    if isinstance(value, float):
        return "number" in types or ("integer" in types and value.is_integer())
    if value is None:
        return False
    return {"str": "string", "dict": "object", "list": "array"}[type(value).__name__] in types


def _article(types: tuple[str, ...]) -> str:
    words = {
        "integer": "a whole number", "number": "a number", "boolean": "true or false", "string": "a text",
        "object": "an object", "array": "a list",
    }  # fmt: skip
    return " or ".join(words.get(kind, kind) for kind in types)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
