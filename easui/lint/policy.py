"""Policies: JSON Schemas of users, which say what a service has to hold beside what EAS asks for.

jsonschema judges; here its errors become findings with a place in the file. It is imported when there is a policy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from easui.document import Path, Severity, Span
from easui.lint.finding import Finding
from easui.lint.policy_words import general_words, missing, own_words, purpose, unwanted
from easui.service import Service
from easui.service.canonical import canonical_value, spans_at
from easui.structure.words import name_of, value_of, written

if TYPE_CHECKING:
    from jsonschema import SchemaError, ValidationError

_REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")
_DATA = ("enum", "const", "default", "examples")
"""Keywords below which no schema stands."""


class BadPolicy(Exception):
    """A text that is no JSON Schema, or one that reaches for others: `str()` says why, `path` is where in the text."""

    def __init__(self, message: str, path: Path) -> None:
        super().__init__(message)
        self.path = path


class Policy:
    """One policy; `name` is what findings call it. Raises `BadPolicy` when the schema is none."""

    def __init__(self, name: str, schema: Any) -> None:
        from jsonschema import Draft202012Validator, SchemaError
        from jsonschema.validators import validator_for
        from jsonschema_specifications import REGISTRY

        kind = validator_for(schema, default=Draft202012Validator)
        try:
            kind.check_schema(schema)
        except SchemaError as error:
            raise BadPolicy(_schema_words(error), tuple(error.absolute_path)) from error
        _check_references(schema)
        schema = _with_named_bans(schema)
        self.name = name
        self._schema = schema
        # With a registry of its own, jsonschema fetches nothing, whatever a policy refers to.
        self._validator = kind(schema, registry=REGISTRY)

    def findings(self, service: Service) -> Iterator[Finding]:
        """Where a service breaks the policy."""
        from referencing.exceptions import Unresolvable

        said: set[tuple[object, ...]] = set()
        whole = canonical_value(service)
        try:
            errors = list(self._validator.iter_errors(whole))
        except RecursionError:
            return  # nesting without end, of which another rule speaks
        except Unresolvable as unresolved:
            yield Finding(f"policy `{self.name}` refers to `{unresolved.ref}`, which is nowhere", Span(0, 0), ())
            return
        for error in errors:
            for finding in self._said(_innermost(error), whole, service):
                identity = finding.message, finding.path
                if identity not in said:
                    said.add(identity)
                    yield finding

    def _said(self, error: ValidationError, whole: Any, service: Service) -> Iterator[Finding]:
        """The findings of one error: one for each key that is missing or unwanted, else one about the value."""
        path: Path = tuple(error.absolute_path)
        schema: Any = error.schema
        keyword, value = str(error.validator), error.instance
        if isinstance(value, str) and isinstance(_at(whole, path), dict):  # the error is about the name of a key
            words = own_words(schema, keyword) or f"`{value}` is not a name that is allowed here"
            yield self._finding(words, (*path, value), schema, service, on_key=True)
            return
        if names := _missing_names(error):
            for name in names:
                named = schema.get("properties", {}).get(name, {})
                words = own_words(schema, keyword, name) or missing((*path, name))
                about = named if purpose(named) else schema
                finding = self._finding(words, (*path, name), about, service, on_key=True)
                yield finding._replace(absence=True)
            return
        if names := _unwanted_names(error):
            for name in names:
                words = own_words(schema, keyword, name) or unwanted((*path, name))
                yield self._finding(words, (*path, name), schema, service, on_key=True)
            return
        if keyword == "not" and error.validator_value in ({}, True):
            words = own_words(schema, keyword) or unwanted(path)
            yield self._finding(words, path, schema, service, on_key=True)
            return
        entry = service.entry(path)
        shown = value_of(entry.node, entry.field) if entry else written(value)
        words = own_words(schema, keyword) or general_words(keyword, error.validator_value, name_of(path), shown, value)
        yield self._finding(words, path, schema, service, on_key=isinstance(value, dict | list))

    def _finding(self, message: str, path: Path, schema: Any, service: Service, *, on_key: bool) -> Finding:
        span, key = spans_at(service, path)
        about = purpose(schema)
        help_ = f"policy `{self.name}`: {about}" if about else f"policy `{self.name}`"
        return Finding(message, key if on_key else span, path, help_, severity=self._severity(schema))

    def _severity(self, schema: Any) -> Severity | None:
        """What the policy says that breaking it, or a part of it, counts as."""
        for place in (schema, self._schema):
            level = place.get("x-severity") if isinstance(place, dict) else None
            if isinstance(level, str) and level.upper() in Severity.__members__:
                return Severity[level.upper()]
        return None


def _innermost(error: ValidationError) -> ValidationError:
    """Of an error about alternatives, the one in that which was meant, unless the policy has words for the whole."""
    from jsonschema.exceptions import best_match

    if not error.context or own_words(error.schema, str(error.validator)):
        return error
    return best_match(iter((error,))) or error


def _at(whole: Any, path: Path) -> Any:
    for step in path:
        whole = whole[step]
    return whole


def _missing_names(error: ValidationError) -> list[str]:
    wanted, value = error.validator_value, error.instance
    if not isinstance(value, dict):
        return []
    if error.validator == "required" and isinstance(wanted, list):
        return [name for name in wanted if name not in value]
    if error.validator in ("dependentRequired", "dependencies") and isinstance(wanted, dict):
        needs = [needed for name, needed in wanted.items() if name in value and isinstance(needed, list)]
        return [name for needed in needs for name in needed if name not in value]
    return []


def _unwanted_names(error: ValidationError) -> list[str]:
    schema: Any = error.schema
    wanted, value = error.validator_value, error.instance
    if not isinstance(value, dict):
        return []
    if error.validator == "additionalProperties" and wanted is False:
        patterns = schema.get("patternProperties", ())
        return [
            name
            for name in value
            if name not in schema.get("properties", ()) and not any(re.search(each, name) for each in patterns)
        ]
    if error.validator == "not" and isinstance(wanted, dict) and wanted.keys() == {"required"}:
        return list(wanted["required"])
    return []


def _check_references(schema: Any) -> None:
    """Refuse references that lead out of a policy, or nowhere in it."""
    from jsonschema_specifications import REGISTRY
    from referencing import Resource
    from referencing.exceptions import Unresolvable
    from referencing.jsonschema import DRAFT202012

    resource = Resource.from_contents(schema, default_specification=DRAFT202012)
    resolver = REGISTRY.resolver_with_root(resource)
    parts = [path for path, _ in _holders(schema, ("$id", "id")) if len(path) > 1]
    for path, reference in _holders(schema, _REFERENCES):
        try:
            resolver.lookup(reference)
        except Unresolvable as error:
            if not reference.startswith("#"):
                message = f"`{reference}` is outside this policy, and nothing is fetched; put it under `$defs`"
                raise BadPolicy(message, path) from error
            if not parts:  # a part with an id of its own has references of its own
                raise BadPolicy(f"`{reference}` leads nowhere in this policy", path) from error


def _with_named_bans(schema: Any) -> Any:
    """A copy in which `false` for a key is `{"not": {}}`: of the former jsonschema does not tell which key it was."""
    from copy import deepcopy

    schema = deepcopy(schema)
    for node in _parts(schema):
        for keyword in ("properties", "patternProperties"):
            named = node.get(keyword)
            if isinstance(named, dict):
                named.update({name: {"not": {}} for name, part in named.items() if part is False})
    return schema


def _parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Every object of a schema that may be a schema itself."""
    stack = [schema]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            yield node
            stack.extend(part for name, part in node.items() if name not in _DATA)
        elif isinstance(node, list):
            stack.extend(node)


def _holders(schema: Any, keywords: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    """The texts that some keywords have anywhere in a schema, with their paths."""
    stack: list[tuple[Any, Path]] = [(schema, ())]
    while stack:
        node, path = stack.pop()
        pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for name, value in pairs:
            if name in keywords and isinstance(value, str):
                yield (*path, name), value
            elif name not in _DATA:
                stack.append((value, (*path, name)))


def _schema_words(error: SchemaError) -> str:
    name = name_of(tuple(error.absolute_path))
    return general_words(str(error.validator), error.validator_value, name, written(error.instance), error.instance)
