"""Fields prepared for a quick check: what a value at a place must be, worked out once and kept."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from easui.document import Array, Node, Object, Scalar, Severity
from easui.knowledge import Field

_UNIONS = ("anyOf", "oneOf")
_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


class Way:
    """Where a key leads: the canonical steps, the shape there, and the older place on the way, if there is one."""

    __slots__ = ("older", "shape", "steps")

    def __init__(self, steps: tuple[str, ...], shape: Shape, older: Shape | None = None) -> None:
        self.steps = steps
        self.shape = shape
        self.older = older


class Shape:
    """What a value must be; `plain` holds the kinds of scalars that need no further look unless they are empty."""

    __slots__ = (
        "_extra", "_item", "_patterns", "_wanted", "_ways", "allowed", "alternatives", "bounds", "branches",
        "caseless", "closed",
        "dependencies", "empty_is_value", "field", "forbidden", "needs", "never_empty", "opaque", "open", "plain",
        "sizes", "types",
    )  # fmt: skip

    def __init__(self, field: Field, *, isopen_key: bool = False) -> None:
        schema = field.schema
        self.field = field
        self.types = _types(schema)
        self.allowed: list[Any] | None = [schema["const"]] if "const" in schema else schema.get("enum")
        self.caseless: list[str] = list(field.values) if schema.get("x-easui-ignore-case") else []
        self.forbidden: list[Any] = schema["not"].get("enum", []) if "not" in schema else []
        self.bounds = [(keyword, schema[keyword]) for keyword in _BOUNDS if keyword in schema]
        self.sizes: tuple[int, int | None] = schema.get("minItems", 0), schema.get("maxItems")
        self.never_empty = schema.get("minLength", 0) > 0
        self.empty_is_value = field.empty_is_value or (isopen_key and (not self.types or "string" in self.types))
        self.closed = schema.get("additionalProperties") is False
        self.open = field.free_form
        self.opaque = not (
            schema.get("properties") or "patternProperties" in schema or "additionalProperties" in schema
        )
        self.needs = () if field.prefix else _needs(schema)
        self.dependencies: dict[str, list[str]] = {} if field.prefix else schema.get("dependentRequired", {})
        self.alternatives, self.branches = _union(field)
        self._wanted = frozenset(name for name, _ in self.needs).union(self.alternatives)
        if self.branches and not self.types and all(branch.types for branch in self.branches):
            self.types = frozenset().union(*(branch.types for branch in self.branches))
        self.plain = self._plain_kinds()
        self._ways: dict[str, Way] = {}
        self._item: Shape | None = None
        self._patterns: list[tuple[re.Pattern[str], Shape]] | None = None
        self._extra: Shape | None = None

    @property
    def item(self) -> Shape | None:
        """The shape of an array's items."""
        if self._item is None and self.field.item is not None:
            self._item = Shape(self.field.item)
        return self._item

    def way(self, key: str) -> Way | None:
        """Where a key leads, dotted and nested spellings understood; None for an unknown one."""
        way = self._ways.get(key)
        if way is not None:
            return way
        resolved = self.field.resolve(key)
        if resolved is None:
            return None
        if len(resolved.steps) > 1:
            return self._dotted(resolved.steps)
        shape = self.open_key(resolved.steps[0]) if resolved.steps else Shape(resolved.field)
        if shape is None:
            shape = Shape(resolved.field)
            self._ways[key] = Way(resolved.steps, shape, shape if resolved.field.moved_to else None)
            return self._ways[key]
        return Way(resolved.steps, shape)

    def choose(self, node: Node) -> Shape:
        """The branch of a union that was meant: by the type of the value, then by the keys that it has."""
        if not self.branches:
            return self
        fitting = [branch for branch in self.branches if has_type(node, branch.types)]
        best = max(fitting or self.branches, key=lambda branch: branch.likeness(node))
        return best.choose(node)

    def likeness(self, node: Node) -> int:
        """How much a value looks as if this shape was meant; values that tell branches apart weigh most."""
        if isinstance(node, Scalar):
            return int(judge(node, self) == "")
        if isinstance(node, Array):
            return int(bool(self.item and node.items and has_type(node.items[0], self.item.types)))
        score = -sum(node.get(name) is None for name, _ in self.needs)
        for member in node.members:
            way = self.way(member.key.name)
            score += way is not None
            if way and way.shape.allowed is not None and isinstance(member.value, Scalar):
                score += 10 if _is_in(member.value.value, way.shape.allowed) else -10
        return score

    def lacks(self, names: set[str]) -> bool:
        """Whether an object with members of these names may lack some, as far as its keys alone tell."""
        if self._wanted and not self._wanted <= names:
            return True
        return bool(self.dependencies) and not names.isdisjoint(self.dependencies)

    def is_absent(self, node: Node) -> bool:
        """Whether a value is the same as none: null, or an empty string where that is no value of its own."""
        return isinstance(node, Scalar) and (node.kind == "null" or (node.value == "" and not self.empty_is_value))

    def _dotted(self, steps: tuple[str, ...]) -> Way | None:
        shape, older = self, None
        for step in steps:
            way = shape.way(step)
            if way is None:
                return None
            shape, older = way.shape, older or way.older
        return Way(steps, shape, older)

    def open_key(self, name: str) -> Shape | None:
        """The shape behind a key that the schema names by pattern or not at all; None for one with a name."""
        schema = self.field.schema
        if name in schema.get("properties", ()):
            return None
        if self._patterns is None:
            shapes = [Shape(field, isopen_key=True) for field in self.field.open_fields]
            names = [re.compile(pattern) for pattern in schema.get("patternProperties", ())]
            self._patterns = list(zip(names, shapes, strict=False))
            self._extra = shapes[-1] if len(shapes) > len(names) else None
        return next((shape for pattern, shape in self._patterns if pattern.search(name)), self._extra)

    def _plain_kinds(self) -> frozenset[str]:
        if self.allowed is not None or self.forbidden or self.caseless or self.branches or self.field.moved_to:
            return frozenset()
        kinds = {"string", "boolean"} if self.bounds else {"string", "boolean", "number"}
        return frozenset(kinds if not self.types else kinds & self.types)


@lru_cache(maxsize=16)
def shape_of(root: Field) -> Shape:
    """The shape of a whole document."""
    return Shape(root)


def has_type(node: Node, types: frozenset[str]) -> bool:
    """Whether a node has one of some JSON types; of what could not be read nothing is said."""
    if not types:
        return True
    if isinstance(node, Object):
        return "object" in types
    if isinstance(node, Array):
        return "array" in types
    if node.kind == "number":
        return "number" in types or ("integer" in types and _is_whole(node.value))
    return node.kind in types or node.kind in ("missing", "invalid")


def judge(node: Node, shape: Shape) -> str:
    """The keyword of the schema that a value breaks, or the empty text.

    `forbidden` stands for `not`, and `case` for a value that is allowed in any case but usually written in another.
    """
    if not has_type(node, shape.types):
        return "type"
    if isinstance(node, Array):
        least, most = shape.sizes
        if len(node.items) < least:
            return "minItems"
        return "maxItems" if most is not None and len(node.items) > most else ""
    if not isinstance(node, Scalar) or node.kind in ("missing", "invalid"):
        return ""
    if shape.allowed is not None and not _is_in(node.value, shape.allowed):
        return "enum"
    if shape.caseless and node.value not in shape.caseless:
        return "case" if str(node.value).lower() in shape.caseless else "enum"
    if shape.forbidden and _is_in(node.value, shape.forbidden):
        return "forbidden"
    if shape.bounds and node.kind == "number" and isinstance(node.value, int | float):
        return next((keyword for keyword, bound in shape.bounds if _is_beyond(keyword, node.value, bound)), "")
    return ""


def _types(schema: dict[str, Any]) -> frozenset[str]:
    declared = schema.get("type", ())
    return frozenset((declared,) if isinstance(declared, str) else declared)


def _needs(schema: dict[str, Any]) -> tuple[tuple[str, Severity], ...]:
    """The members that should be there, each with how much it matters that one is missing."""
    needs = dict.fromkeys(schema.get("required", ()), Severity.ERROR)
    for name, node in schema.get("properties", {}).items():
        if isinstance(node, dict) and "x-easui-required" in node:
            needs.setdefault(name, Severity[node["x-easui-required"].upper()])
    return tuple(needs.items())


def _union(field: Field) -> tuple[tuple[str, ...], list[Shape]]:
    """The keys of which one must be there, where a union is about nothing else; else its branches."""
    for keyword in _UNIONS:
        options = field.schema.get(keyword, ())
        if options and all(option.keys() == {"required"} for option in options):
            return tuple(option["required"][0] for option in options), []
        if options:
            return (), [Shape(branch) for branch in field.branches(keyword)]
    return (), []


def _is_whole(value: object) -> bool:
    return isinstance(value, int) or (isinstance(value, float) and value.is_integer())


def _is_in(value: object, values: list[Any]) -> bool:
    """Whether JSON knows a value among some: 1 and 1.0 are the same there, 1 and true are not."""
    return any(value == other and isinstance(value, bool) == isinstance(other, bool) for other in values)


def _is_beyond(keyword: str, value: float, bound: float) -> bool:
    if keyword == "minimum":
        return value < bound
    if keyword == "maximum":
        return value > bound
    return value <= bound if keyword == "exclusiveMinimum" else value >= bound
