"""Changes of a document, said as what is to change; each answers with the fewest edits that make it so.

Paths lead into the file as it is spelt. Values are what JSON knows, as Python values. All raise `EditRefused`, with a
reason for people, where a change cannot be made without touching more than it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from easui.document.document import Document
from easui.document.edit import Edits
from easui.document.node import Node
from easui.document.path import Path


def set_value(document: Document, path: Path, value: Any, *, order: Sequence[str] = ()) -> Edits:
    """Replace the value at a path, or insert it with the objects that the file lacks on the way.

    An index as great as an array's length appends to it. `order` names keys of the innermost object as people write
    them: a new key goes behind the last one present that comes before it there, or else to the end.
    """
    return _editor(document).set_value(document, path, value, order=order)


def insert_item(document: Document, path: Path, index: int, value: Any) -> Edits:
    """Insert an item into the array at a path, before the one that stands at `index` now."""
    return _editor(document).insert_item(document, path, index, value)


def remove(document: Document, path: Path) -> Edits:
    """Remove a member or item: its comma, its comments (behind it or directly above) and its own lines go with it."""
    return _editor(document).remove(document, path)


def rename_key(document: Document, path: Path, name: str) -> Edits:
    """Rename the key at the end of a path; refused where the name is there already."""
    return _editor(document).rename_key(document, path, name)


def move_item(document: Document, path: Path, index: int) -> Edits:
    """Move the array item at a path, with its comments, so that it stands at `index`."""
    return _editor(document).move_item(document, path, index)


def replace_node(document: Document, node: Node, value: Any) -> Edits:
    """Replace the text of one node of the document, which may be one that no path leads to."""
    return _editor(document).replace_node(document, node, value)


def render(document: Document, value: Any, indent: str = "", *, one_line: bool = False) -> str:
    """The JSON text of a value in the style of a document; `indent` is that of the line on which it begins."""
    from easui.document import layout

    return layout.render(value, layout.layout_of(document), indent, one_line=one_line)


class _Editor(Protocol):
    """What the modules that edit a language have in common."""

    def set_value(self, document: Document, path: Path, value: Any, *, order: Sequence[str] = ()) -> Edits: ...
    def insert_item(self, document: Document, path: Path, index: int, value: Any) -> Edits: ...
    def remove(self, document: Document, path: Path) -> Edits: ...
    def rename_key(self, document: Document, path: Path, name: str) -> Edits: ...
    def move_item(self, document: Document, path: Path, index: int) -> Edits: ...
    def replace_node(self, document: Document, node: Node, value: Any) -> Edits: ...


def _editor(document: Document) -> _Editor:
    if document.language == "yaml":
        from easui.document import yaml_edits

        return yaml_edits
    from easui.document import json_edits

    return json_edits
