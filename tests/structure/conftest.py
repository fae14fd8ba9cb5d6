"""Examining a text, with the found violations in a form that tests can read."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from easui.document import Document, Language, Path, Severity, format_path, parse
from easui.knowledge import Field
from easui.structure import Violation, check


class Found:
    """A violation with the document in which it was found."""

    def __init__(self, document: Document, violation: Violation) -> None:
        self.document = document
        self.kind = violation.kind
        self.severity = violation.severity
        self.message = violation.message
        self.help = violation.help
        self.tags = violation.tags
        self.fixes = violation.fixes
        self.path = format_path(violation.path)
        self.place = document.text[violation.span.start : violation.span.end]
        self.start = violation.span.start
        self.related = [document.text[other.span.start : other.span.end] for other in violation.related]
        self.related_paths: list[Path] = [other.path for other in violation.related]

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    def fixed(self, number: int = 0) -> str:
        """The text after one of the fixes."""
        return self.document.apply(self.fixes[number].edits).text


class Examined(list[Found]):
    """All that was found in one document."""

    def only(self, kind: str) -> Found:
        """The single violation of a kind."""
        matching = [found for found in self if found.kind == kind]
        assert len(matching) == 1, [(found.kind, found.message) for found in self]
        return matching[0]

    def kinds(self) -> list[str]:
        return [found.kind for found in self]


Examine = Callable[..., Examined]


@pytest.fixture
def examine() -> Examine:
    """Check a text, or a value written as JSON, against the service schema or one that is given."""

    def run(text: Any, *, schema: dict[str, Any] | None = None, language: Language = "json") -> Examined:
        if not isinstance(text, str):
            text = json.dumps(text)
        document = parse(text, language)
        root = Field(schema, schema, ()) if schema else None
        return Examined(Found(document, violation) for violation in check(document, root))

    return run


@pytest.fixture
def service() -> Callable[..., dict[str, Any]]:
    """A sound service with some of its metadata, or of the keys beside it, set otherwise."""

    def build(metadata: dict[str, Any] | None = None, **others: Any) -> dict[str, Any]:
        return {
            "metadata": {"name": "demo", "instance": 1, **(metadata or {})},
            "containers": [{"image": "i"}],
            **others,
        }

    return build
