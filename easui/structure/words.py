"""How violations speak: values, types and lists of names as people read them, and the schema's own words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from easui.document import Node, Object, Path, Scalar, format_path
from easui.knowledge import Field

_LONGEST = 60
_MOST_NAMES = 8
_TYPES = {
    "string": "a string", "number": "a number", "integer": "a whole number", "boolean": "`true` or `false`",
    "object": "an object", "array": "a list",
}  # fmt: skip


class Words:
    """What is said: the fact, and the cure."""

    __slots__ = ("help", "message")

    def __init__(self, message: str, help: str = "") -> None:
        self.message = message
        self.help = help


def chosen(field: Field, keyword: str, general: Words, path: Path, value: str = "") -> Words:
    """The schema's words for breaking a keyword, where it has some, with path and value filled in."""
    own = field.message(keyword)
    if not own:
        return general
    message, help_ = own.get("message", general.message), own.get("help", general.help)
    return Words(_filled(message, path, value), _filled(help_, path, value))


def name_of(path: Path) -> str:
    """A path for a message, cut when a key in it is endless."""
    text = format_path(path)
    return text if len(text) <= 2 * _LONGEST else text[: 2 * _LONGEST - 1] + "…"


def value_of(node: Node, field: Field | None = None) -> str:
    """A value for a message: as JSON, cut when long, and never that of a secret."""
    if not isinstance(node, Scalar):
        return "an object" if isinstance(node, Object) else "a list"
    if field is not None and field.secret:
        return f"a {node.kind}"
    return written(node.value)


def written(value: Any) -> str:
    """A scalar as JSON, cut when long; what is no scalar as a word for it."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    if isinstance(value, str) and len(value) > _LONGEST:
        value = value[: _LONGEST - 1] + "…"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 2 * _LONGEST else text[: 2 * _LONGEST - 1] + "…"


def types_of(types: Iterable[str]) -> str:
    """What a field takes, in words: "a whole number or a string"."""
    return either([_TYPES[kind] for kind in _TYPES if kind in types])


def either(words: Sequence[str]) -> str:
    """Alternatives in a sentence: "a, b or c"; a long list ends early."""
    if len(words) > _MOST_NAMES:
        return ", ".join(words[:_MOST_NAMES]) + ", …"
    return " or ".join(part for part in (", ".join(words[:-1]), words[-1] if words else "") if part)


def quoted(words: Iterable[object]) -> list[str]:
    """Names or values in back quotes; strings without their own quotes."""
    return [f"`{word}`" if isinstance(word, str) else f"`{written(word)}`" for word in words]


def _filled(text: str, path: Path, value: str) -> str:
    return text.replace("{path}", name_of(path)).replace("{value}", value)
