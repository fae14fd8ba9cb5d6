"""Growing a selection: from a word to the value, its member, what stands between the brackets, and so on outwards."""

from __future__ import annotations

from easui.assist.cursor import Level, levels_at
from easui.document import Document, Object, Scalar, Span

MOST = 100
"""How many steps are offered: clients read them by recursion."""


def selections(document: Document, offset: int) -> list[Span]:
    """Ever larger spans around an offset, the smallest first, the whole text last."""
    offset = min(max(offset, 0), len(document.text))
    spans = [Span(offset, offset)]
    for level in reversed(levels_at(document, offset)):
        for span in _spans(document, level, offset):
            inside = span.start <= spans[-1].start and spans[-1].end <= span.end
            if inside and span != spans[-1]:
                spans.append(span)
    whole = Span(0, len(document.text))
    if spans[-1] != whole:
        spans.append(whole)
    # The first is only where one stands.
    grown = spans[1:] or spans
    return grown if len(grown) <= MOST else [*grown[: MOST - 1], whole]


def _spans(document: Document, level: Level, offset: int) -> list[Span]:
    """The spans of one member or item from the inside outwards."""
    node, key = level.node, level.key
    if key is not None and key.start <= offset <= key.end:
        spans = _token(document, key.start, key.end)
    elif isinstance(node, Scalar):
        spans = _token(document, node.start, node.end)
    else:
        spans = [*_content(document, level), Span(node.start, node.end)]
    if level.member is not None:
        key_of = level.member.key
        spans.append(Span(min(key_of.start, node.start), max(key_of.end, node.end)))
    return spans


def _token(document: Document, start: int, end: int) -> list[Span]:
    quoted = end - start >= 2 and document.text[start] in "\"'" and document.text[end - 1] == document.text[start]
    return [Span(start + 1, end - 1), Span(start, end)] if quoted else [Span(start, end)]


def _content(document: Document, level: Level) -> list[Span]:
    """What stands between the brackets of an object or array."""
    node = level.node
    if isinstance(node, Scalar) or document.text[node.start : node.start + 1] not in ("{", "["):
        return []
    inner = node.members if isinstance(node, Object) else node.items
    end = node.end - 1 if node.closed else node.end
    return [Span(node.start + 1, end)] if inner and end > node.start else []
