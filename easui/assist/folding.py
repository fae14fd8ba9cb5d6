"""What can be folded: objects and arrays of several lines, and runs of comment lines."""

from __future__ import annotations

from typing import Literal, NamedTuple

from easui.document import Document, Object, Scalar


class Fold(NamedTuple):
    """Lines, counted from 0, that can be folded into the first of them."""

    first: int
    last: int
    kind: Literal["region", "comment"]


def folds(document: Document) -> list[Fold]:
    """The folds of a document, by their first line; of several that begin on a line the largest alone."""
    found: dict[int, Fold] = {}
    for fold in (*_containers(document), *_comments(document)):
        known = found.get(fold.first)
        if known is None or fold.last > known.last:
            found[fold.first] = fold
    return [found[first] for first in sorted(found)]


def _containers(document: Document) -> list[Fold]:
    marked = document.language != "yaml"
    found: list[Fold] = []
    for key, node in document.walk():
        if isinstance(node, Scalar) or not (node.members if isinstance(node, Object) else node.items):
            continue
        first = _line(document, key.start if key else node.start)
        last = _line(document, max(node.end - 1, node.start))
        # The line of the closing mark stays in sight.
        closes = marked or document.text[node.start : node.start + 1] in ("{", "[")
        if node is document.root and not closes:
            continue
        last -= 1 if closes and node.closed else 0
        if last > first:
            found.append(Fold(first, last, "region"))
    return found


def _comments(document: Document) -> list[Fold]:
    found: list[Fold] = []
    for comment in document.comments:
        first, last = _line(document, comment.start), _line(document, max(comment.end - 1, comment.start))
        before = found[-1] if found else None
        if before and first == before.last + 1 and _stands_alone(document, comment.start):
            found[-1] = before._replace(last=last)
        else:
            found.append(Fold(first, last, "comment"))
    return [fold for fold in found if fold.last > fold.first]


def _stands_alone(document: Document, start: int) -> bool:
    begin, _ = document.lines.content_range(_line(document, start) + 1)
    return not document.text[begin:start].strip(" \t")


def _line(document: Document, offset: int) -> int:
    return document.lines.position(offset).line - 1
