"""Writing one parameter in another spelling: dotted keys as nested objects, and nested objects as dotted keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from easui.assist.cursor import Level
from easui.document import (
    Document,
    EditRefused,
    Edits,
    Member,
    Object,
    Path,
    Scalar,
    TextEdit,
    remove,
    rename_key,
    replace_node,
    set_value,
    to_python,
)
from easui.document.difference import difference
from easui.knowledge import Field


class Rewrite(NamedTuple):
    """Another spelling of the same: a title in the imperative and the edits."""

    title: str
    edits: Edits


def rewrites(document: Document, levels: tuple[Level, ...]) -> list[Rewrite]:
    """The rewrites that are offered at a place: for a dotted key, and for an object at its key and its children."""
    found: list[Rewrite] = []
    for depth in range(len(levels) - 1, 0, -1):
        parent, level = levels[depth - 1], levels[depth]
        # The innermost member, and the object that it stands in: further out it would be offered everywhere.
        if depth < len(levels) - 2:
            break
        if level.member is None:
            continue
        if depth == len(levels) - 1 and (nested := _nested(document, parent, level.member)):
            found.append(nested)
        if dotted := _dotted(document, parent, level.member):
            found.append(dotted)
    return found


def _nested(document: Document, parent: Level, member: Member) -> Rewrite | None:
    """All dotted keys of an object that begin as this one does, as one nested object."""
    if not isinstance(parent.node, Object) or parent.field is None:
        return None
    resolved = parent.field.resolve(member.key.name)
    if resolved is None or len(resolved.steps) < 2 or resolved.steps == (member.key.name,):
        return None
    first = resolved.steps[0]
    changed = document
    try:
        for other in parent.node.members:
            steps = _steps(parent.field, other.key.name)
            if len(steps) > 1 and steps[0] == first:
                changed = changed.apply(_nest(changed, parent.file_path, other.key.name, steps))
    except EditRefused:
        return None
    if len(changed.faults) > len(document.faults) or len(changed.comments) < len(document.comments):
        return None
    return Rewrite(f"Write `{first}` as a nested object", difference(document.text, changed.text))


def _nest(document: Document, place: Path, key: str, steps: tuple[str, ...]) -> Edits:
    """The edits that move the value of one dotted key to its nested place."""
    source = (*place, key)
    member = document.member(source)
    if member is None:
        raise EditRefused(f"`{key}` is not there any more")
    if _holds_comments(document, member):
        raise EditRefused("comments inside would be lost")
    value = to_python(member.value)
    target = document.node((*place, steps[0]))
    if target is None:
        inside = value
        for step in reversed(steps[1:]):
            inside = {step: inside}
        return rename_key(document, source, steps[0]) + replace_node(document, member.value, inside)
    for depth in range(1, len(steps)):
        node = document.node((*place, *steps[: depth + 1]))
        if node is not None and (depth == len(steps) - 1 or not isinstance(node, Object)):
            raise EditRefused("the nested place is taken")
    set_edits = set_value(document, (*place, *steps), value)
    after = document.apply(set_edits)
    return difference(document.text, after.apply(remove(after, source)).text)


def _dotted(document: Document, parent: Level, member: Member) -> Rewrite | None:
    """The members of a nested object as dotted keys beside it, in place, with their comments."""
    node, key, field = member.value, member.key, parent.field
    if not isinstance(parent.node, Object) or field is None:
        return None
    if not isinstance(node, Object) or not node.members or not node.closed or "." in key.name:
        return None
    inside = field.child(key.name)
    if inside is None or inside.free_form:
        return None
    taken = {other.key.name for other in parent.node.members}
    for inner in node.members:
        steps = _steps(field, f"{key.name}.{inner.key.name}")
        if len(steps) < 2 or steps[0] != key.name or f"{key.name}.{inner.key.name}" in taken:
            return None
        taken.add(f"{key.name}.{inner.key.name}")
    edits = _unwrapped(document, parent.node, member, node)
    if edits is None:
        return None
    changed = document.apply(edits)
    if len(changed.faults) > len(document.faults) or len(changed.comments) < len(document.comments):
        return None
    return Rewrite(f"Write `{key.name}` as dotted keys", edits)


def _unwrapped(document: Document, outer: Object, member: Member, node: Object) -> Edits | None:
    """The edits that take the brackets of an object away and put its key before each of its members' keys."""
    text = document.text
    first, last = node.members[0], node.members[-1]
    begin, end = first.key.start, max(last.value.end, last.key.end)
    marked = text.startswith("{", node.start)
    if not marked and text.startswith("{", outer.start):
        return None
    if marked and document.language == "yaml" and not text.startswith("{", outer.start) and len(node.members) > 1:
        return None
    # What stands before the first and behind the last member goes away with the brackets.
    if any(member.key.end <= at.start < begin or end <= at.start < node.end for at in document.comments):
        return None
    edits = [TextEdit(member.key.start, begin, "")]
    for inner in node.members:
        quote = 1 if text[inner.key.start] in "\"'" else 0
        edits.append(TextEdit(inner.key.start + quote, inner.key.start + quote, f"{_plain(document, member)}."))
    edits += _dedent(document, member.key.start, begin, end)
    if node.end > end:
        edits.append(TextEdit(end, node.end, ""))
    return tuple(edits)


def _plain(document: Document, member: Member) -> str:
    """The key as the file writes it, without its quotes."""
    source = document.source(member.key)
    return source[1:-1] if source[:1] in ("'", '"') else source


def _dedent(document: Document, outer: int, begin: int, end: int) -> Iterator[TextEdit]:
    """Move the lines of what was inside to the column of what it was in."""
    lines = document.lines
    extra = lines.position(begin).column - lines.position(outer).column
    first, last = lines.position(begin).line, lines.position(max(end - 1, begin)).line
    if first == lines.position(outer).line or extra <= 0:
        return
    for line in range(first + 1, last + 1):
        start, stop = lines.content_range(line)
        blank = re.match(r"[ \t]*", document.text[start:stop])
        width = min(extra, len(blank[0]) if blank else 0)
        if width:
            yield TextEdit(start, start + width, "")


def _steps(field: Field, key: str) -> tuple[str, ...]:
    resolved = field.resolve(key)
    return resolved.steps if resolved else ()


def _holds_comments(document: Document, member: Member) -> bool:
    node = member.value
    return not isinstance(node, Scalar) and any(node.start <= comment.start < node.end for comment in document.comments)
