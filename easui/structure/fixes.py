"""Cures for violations, made of edits of the document; where an edit is refused there is no cure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from easui.document import (
    Array,
    Document,
    EditRefused,
    Edits,
    Fix,
    Member,
    Node,
    Object,
    OverlappingEdits,
    Path,
    TextEdit,
    apply_edits,
    remove,
    rename_key,
    replace_node,
    set_value,
    to_python,
)

Fixes = tuple[Fix, ...]

MOST = 256
"""How many fixes are worked out for one document at most; a text with more mistakes is cured in several passes."""

_WORK = 4_000_000
"""Characters of text that all fixes of a document together may cost to read: each looks at the whole layout."""


class Fixer:
    """Makes the fixes for one document, each as a tuple of none or one; always none when it is not `on`."""

    def __init__(self, document: Document, *, on: bool = True) -> None:
        self._document = document
        self._left = max(8, min(MOST, _WORK // (len(document.text) + 1))) if on else 0

    def replace(self, title: str, node: Node, value: Any, *, safe: bool) -> Fixes:
        """Write another value in place of a node."""
        if not isinstance(value, str | int | float | bool) and self._has_comments(node):
            return ()
        return self._fix(title, lambda: replace_node(self._document, node, value), safe)

    def wrap(self, title: str, node: Node) -> Fixes:
        """Make a value the only item of a list, leaving its text as it is where the language allows that."""
        if self._document.language == "yaml":
            return self.replace(title, node, [to_python(node)], safe=False)
        return self._fix(title, lambda: (TextEdit(node.start, node.start, "["), TextEdit(node.end, node.end, "]")))

    def rename(self, path: Path, name: str, *, safe: bool) -> Fixes:
        """Write another name for a key."""
        return self._fix(f"Rename to `{name}`", lambda: rename_key(self._document, path, name), safe)

    def remove(self, path: Path, name: str, *, safe: bool) -> Fixes:
        """Take a member out."""
        return self._fix(f"Remove `{name}`", lambda: remove(self._document, path), safe)

    def insert(self, title: str, path: Path, value: Any, order: tuple[str, ...]) -> Fixes:
        """Add a member that is missing."""
        return self._fix(title, lambda: set_value(self._document, path, value, order=order))

    def move(self, member: Member, source: Path, target: Path, title: str, order: tuple[str, ...]) -> Fixes:
        """Take a member to another place in the file, together with the objects that the way there lacks."""
        if self._has_comments(member.value):
            return ()
        return self._fix(title, lambda: self._moved(member, source, target, order))

    def keep_last(self, first: Member, path: Path) -> Fixes:
        """Of a key that is written twice, keep the value that counts at the place where the key stands first."""
        last = self._document.member(path)
        if last is None or self._has_comments(last.value):
            return ()
        value = to_python(last.value)

        def edits() -> Edits:
            return self._apart(replace_node(self._document, first.value, value) + remove(self._document, path))

        return self._fix("Keep the last value alone", edits)

    def _moved(self, member: Member, source: Path, target: Path, order: tuple[str, ...]) -> Edits:
        document, value = self._document, to_python(member.value)
        depth = len(source) - 1
        inside = target[depth + 1 :]
        stays = source[:-1] == target[:depth] and not isinstance(document.node(target[: depth + 1]), Object | Array)
        if not stays:
            return self._apart(remove(document, source) + set_value(document, target, value, order=order))
        renamed = rename_key(document, source, str(target[depth]))
        for step in reversed(inside):
            value = {step: value}
        return self._apart(renamed + (replace_node(document, member.value, value) if inside else ()))

    def _apart(self, edits: Edits) -> Edits:
        """Edits that were made one by one, if they go together."""
        try:
            apply_edits(self._document.text, edits)
        except OverlappingEdits as error:
            raise EditRefused("the two places are too close to each other") from error
        return edits

    def _fix(self, title: str, edits: Callable[[], Edits], safe: bool = False) -> Fixes:
        if self._left <= 0:
            return ()
        self._left -= 1
        try:
            return (Fix(title, edits(), safe),)
        except EditRefused:
            return ()

    def _has_comments(self, node: Node) -> bool:
        """Whether writing a value anew would lose comments inside it."""
        return any(node.start <= comment.start < node.end for comment in self._document.comments)
