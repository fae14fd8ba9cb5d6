"""What a schema says about one path.

A `Field` is a thin view of a JSON Schema node that resolves `$ref`, knows its canonical path, and answers by name or by
key as users spell it. Fields are made when first asked for, so that a run pays only for the paths that it meets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

EACH = -1
"""The step of a path that stands for any item of an array."""

FieldPath = tuple[str | int, ...]

_CONFIDENCES = ("high", "medium", "low")


class Resolved(NamedTuple):
    """A key as a user wrote it, understood: the canonical steps from its object, and the field there.

    A dotted key takes several steps; a nested object that spells the beginning of a dotted key takes none.
    """

    steps: tuple[str, ...]
    field: Field


class Field:
    """One place in a schema; `path` is canonical, with `EACH` for array items."""

    __slots__ = ("_children", "_item", "_patterns", "_root", "parent", "path", "prefix", "schema")

    def __init__(
        self,
        root: dict[str, Any],
        node: dict[str, Any],
        path: FieldPath,
        parent: Field | None = None,
        prefix: str = "",
    ) -> None:
        self.schema = _resolve_reference(root, node)
        self.path = path
        self.parent = parent
        self.prefix = prefix
        self._root = root
        self._children: dict[str, Field] = {}
        self._item: Field | None = None
        self._patterns: list[tuple[re.Pattern[str], Field]] | None = None

    def __repr__(self) -> str:
        return f"<Field {self.path!r}>"

    # -- what the schema says

    @property
    def name(self) -> str:
        """The last key of the path; of an array's item the name of the array."""
        return next((step for step in reversed(self.path) if isinstance(step, str)), "")

    @property
    def types(self) -> tuple[str, ...]:
        """The JSON types that a value may have, without "null", which counts as absent; empty when any may be."""
        declared = self.schema.get("type", ())
        if isinstance(declared, str):
            declared = (declared,)
        return tuple(kind for kind in declared if kind != "null")

    @property
    def title(self) -> str:
        """A short name for people."""
        return str(self.schema.get("title") or self.name)

    @property
    def description(self) -> str:
        """What the field is for."""
        return str(self.schema.get("description", ""))

    @property
    def has_default(self) -> bool:
        """Whether EAS takes a known value when the field is left out."""
        return "default" in self.schema

    @property
    def default(self) -> Any:
        """The value that EAS takes when the field is left out, or None."""
        return self.schema.get("default")

    @property
    def default_text(self) -> str:
        """The default in words, also where it is no single value; empty when unknown."""
        words = self.schema.get("x-easui-default")
        if words:
            return str(words)
        return _literal(self.default) if self.has_default else ""

    @property
    def unit(self) -> str:
        """The unit of a number, for display."""
        return str(self.schema.get("x-easui-unit", ""))

    @property
    def values(self) -> dict[str, str]:
        """Known values with the meaning of each; the list is closed when `enum` is not empty."""
        known: dict[str, str] = self.schema.get("x-easui-values", {})
        return known

    @property
    def enum(self) -> tuple[Any, ...]:
        """The closed list of allowed values, the empty string aside; empty when other values may be right."""
        return tuple(value for value in self.schema.get("enum", ()) if value not in ("", None))

    @property
    def examples(self) -> list[Any]:
        """Typical values."""
        examples: list[Any] = self.schema.get("examples", [])
        return examples

    @property
    def catalog(self) -> str:
        """The catalog that proposes values, or the empty text."""
        return str(self.schema.get("x-easui-catalog", ""))

    @property
    def secret(self) -> bool:
        """Whether a value must never be shown whole."""
        return bool(self.schema.get("x-easui-secret"))

    @property
    def empty_is_value(self) -> bool:
        """Whether the empty string is a value here, and not the same as leaving the field out."""
        return bool(self.schema.get("x-easui-empty-is-value"))

    @property
    def written_key(self) -> str:
        """How an open key is written, such as `custom[<name>]`; for a named field its name."""
        return str(self.schema.get("x-easui-key") or self.name)

    @property
    def deprecated(self) -> bool:
        """Whether the place is an older one that still works."""
        return bool(self.schema.get("deprecated"))

    @property
    def moved_to(self) -> str:
        """The canonical place of a field that is another spelling of it, as a path text; else the empty text."""
        return str(self.schema.get("x-easui-moved-to", ""))

    @property
    def confidence(self) -> str:
        """How certain the facts about the field are: high, medium or low; never more than those about its object."""
        own = str(self.schema.get("x-easui-confidence", "high"))
        return max(own, self.parent.confidence, key=_CONFIDENCES.index) if self.parent else own

    @property
    def source(self) -> str:
        """Where the facts about the field come from."""
        return str(self.schema.get("x-easui-source", ""))

    @property
    def synonyms(self) -> list[str]:
        """What other tools call it."""
        words: list[str] = self.schema.get("x-easui-synonyms", [])
        return words

    @property
    def common(self) -> bool:
        """Whether most users set it."""
        return bool(self.schema.get("x-easui-common"))

    @property
    def section(self) -> str:
        """The group in which an editor shows it, or the empty text."""
        return str(self.schema.get("x-easui-section", ""))

    @property
    def required(self) -> tuple[str, ...]:
        """Names of members that must be there."""
        return tuple(self.schema.get("required", ()))

    def message(self, keyword: str) -> dict[str, str]:
        """The words for a violation of a keyword where the generic ones would not do: `message` and `help`."""
        words: dict[str, dict[str, str]] = self.schema.get("x-easui-messages", {})
        return words.get(keyword, {})

    # -- what lies below

    @property
    def properties(self) -> dict[str, Field]:
        """Named members in the order in which people write them."""
        return {name: self._property(name) for name in self.schema.get("properties", {}) if self._in_prefix(name)}

    @property
    def item(self) -> Field | None:
        """The field of an array's items."""
        if self._item is None and isinstance(self.schema.get("items"), dict):
            self._item = Field(self._root, self.schema["items"], (*self.path, EACH), self)
        return self._item

    @property
    def free_form(self) -> bool:
        """Whether the object may hold any key, since its keys are data of the user or unknown to us."""
        if "additionalProperties" in self.schema:
            return bool(self.schema["additionalProperties"])
        return not self.schema.get("properties")

    def branches(self, keyword: str = "anyOf") -> list[Field]:
        """The alternatives of a union, each with the path of the union and all that stands beside the keyword."""
        beside = {key: value for key, value in self.schema.items() if key != keyword}
        return [
            Field(self._root, _joined(beside, _resolve_reference(self._root, branch)), self.path, self.parent)
            for branch in self.schema.get(keyword, ())
        ]

    def child(self, name: str) -> Field | None:
        """The field of a member by its exact name, also where the schema names it by pattern."""
        if name in self.schema.get("properties", {}):
            return self._property(name)
        for pattern, field in self._pattern_fields():
            if pattern.search(name):
                return Field(self._root, field.schema, (*self.path, name), self)
        extra = self.schema.get("additionalProperties")
        return Field(self._root, extra, (*self.path, name), self) if isinstance(extra, dict) else None

    def resolve(self, key: str) -> Resolved | None:
        """Understand a key as users spell it: by name, dotted for nested, or nested for dotted; None if unknown."""
        key = self.prefix + key
        named = self.schema.get("properties", {})
        if key in named:
            return Resolved((key,), self._property(key))
        if "." in key and (dotted := self._resolve_dotted(key)):
            return dotted
        beginning = key + "."
        if any(name.startswith(beginning) for name in named):
            return Resolved((), Field(self._root, self.schema, self.path, self.parent, beginning))
        field = self.child(key)
        return Resolved((key,), field) if field else None

    @property
    def open_fields(self) -> list[Field]:
        """Fields of members that users name: one for each pattern of names, and one for any other name."""
        fields = [field for _, field in self._pattern_fields()]
        extra = self.schema.get("additionalProperties")
        if isinstance(extra, dict):
            fields.append(Field(self._root, extra, (*self.path, extra.get("x-easui-key", "<name>")), self))
        return fields

    def walk(self) -> Iterator[Field]:
        """This field and all below it, in the order in which people write them."""
        yield self
        for field in (*self.properties.values(), *self.open_fields):
            yield from field.walk()
        if self.item:
            yield from self.item.walk()

    def _resolve_dotted(self, key: str) -> Resolved | None:
        at = key.find(".")
        while at > 0:
            first = self.schema.get("properties", {}).get(key[:at])
            rest = self._property(key[:at]).resolve(key[at + 1 :]) if first is not None else None
            if rest and rest.steps:
                return Resolved((key[:at], *rest.steps), rest.field)
            at = key.find(".", at + 1)
        return None

    def _property(self, name: str) -> Field:
        field = self._children.get(name)
        if field is None:
            field = Field(self._root, self.schema["properties"][name], (*self.path, name), self)
            self._children[name] = field
        return field

    def _in_prefix(self, name: str) -> bool:
        return name.startswith(self.prefix)

    def _pattern_fields(self) -> list[tuple[re.Pattern[str], Field]]:
        if self._patterns is None:
            self._patterns = [
                (re.compile(pattern), Field(self._root, node, (*self.path, node.get("x-easui-key", pattern)), self))
                for pattern, node in self.schema.get("patternProperties", {}).items()
            ]
        return self._patterns


def _resolve_reference(root: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """A schema node with its `$ref` replaced by what it refers to; what stands beside the reference wins."""
    while "$ref" in node:
        target: Any = root
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]
        node = {**target, **{key: value for key, value in node.items() if key != "$ref"}}
    return node


def _joined(beside: dict[str, Any], branch: dict[str, Any]) -> dict[str, Any]:
    """One schema of two that hold for the same value; members and required keys of both, else the branch wins."""
    joined = {**beside, **branch}
    if "properties" in beside and "properties" in branch:
        joined["properties"] = {**beside["properties"], **branch["properties"]}
    if "required" in beside and "required" in branch:
        joined["required"] = [*beside["required"], *branch["required"]]
    return joined


def _literal(value: Any) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)
