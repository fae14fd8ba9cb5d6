"""What the check reports, and the value that it is about."""

from __future__ import annotations

from typing import Literal, NamedTuple

from easui.document import Fix, Key, Node, Path, Related, Severity, Span
from easui.knowledge import Field

Kind = Literal[
    "unknown", "misplaced", "missing", "type", "boolean-text", "range", "value", "moved", "twice", "conflict",
    "duplicate", "empty", "not-object", "nested-too-deep",
]  # fmt: skip


class Violation(NamedTuple):
    """One difference between a document and its schema, at the smallest span that is wrong.

    `path` leads to the place with dotted keys resolved; an older place keeps its own path. `meant` are the paths that a
    key of another name or at another level evidently means: they are not missing as well.
    """

    kind: Kind
    severity: Severity
    message: str
    span: Span
    path: Path
    help: str = ""
    fixes: tuple[Fix, ...] = ()
    related: tuple[Related, ...] = ()
    tags: tuple[str, ...] = ()
    meant: tuple[Path, ...] = ()


class Place:
    """A value with what the schema says about it; `file_path` has the keys as the file writes them."""

    __slots__ = ("field", "file_path", "key", "node", "path")

    def __init__(self, node: Node, key: Key | None, field: Field, path: Path, file_path: Path) -> None:
        self.node = node
        self.key = key
        self.field = field
        self.path = path
        self.file_path = file_path

    @property
    def span(self) -> Span:
        """The value with its quotes or marks."""
        return Span(self.node.start, self.node.end)

    @property
    def key_span(self) -> Span:
        """The key with its quotes; where there is none, the mark or character with which the value begins."""
        if self.key:
            return Span(self.key.start, self.key.end)
        return Span(self.node.start, min(self.node.start + 1, self.node.end))
