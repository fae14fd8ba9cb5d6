"""What is being completed at a cursor: the slots that it can fill."""

from __future__ import annotations

import re

from easui.assist.completion.around import Around, innermost
from easui.assist.completion.brackets import slot_in
from easui.assist.completion.gap import is_empty, is_in_comment, skip
from easui.assist.completion.indentation import block_slots
from easui.assist.completion.lines import line_at
from easui.assist.completion.slot import Notation, Slot
from easui.document import ABSENT, Array, Document, Object, Path, Scalar

_WORD = re.compile(r"[\w./\-\"']*")


def slots_at(document: Document, offset: int) -> tuple[Slot, ...]:
    """The ways to go on at an offset, the likeliest first; none inside of comments and where nothing fits."""
    if not 0 <= offset <= len(document.text) or is_in_comment(document, offset):
        return ()
    if document.language == "yaml":
        return _in_yaml(document, offset)
    root = document.root
    if root is None or isinstance(root, Scalar):
        return _whole(document, offset)
    around = innermost(root, offset, len(document.text))
    slot = slot_in(document, offset, around, "json") if around else None
    return (slot,) if slot else ()


def _whole(document: Document, offset: int) -> tuple[Slot, ...]:
    """The slot of a file in which nothing but a word stands yet."""
    root = document.root
    text = document.text
    notation: Notation = "block" if document.language == "yaml" else "json"
    if root is None:
        is_free = is_empty(document, 0, len(text)) and _is_blank_line(text, offset)
        return (Slot("document", (), offset, offset, notation=notation),) if is_free else ()
    is_word = _WORD.fullmatch(text, root.start, root.end) and not text[root.end :].strip()
    if not is_word or not root.start < offset <= root.end:
        return ()
    typed = text[root.start : offset].strip("\"'")
    return (Slot("document", (), root.start, root.end, typed, notation=notation),)


def _is_blank_line(text: str, offset: int) -> bool:
    before, after = text[:offset], text[offset:]
    line_end = re.search(r"[\r\n]|\Z", after)
    return not (re.split(r"[\r\n]", before)[-1] + after[: line_end.start() if line_end else 0]).strip()


def _in_yaml(document: Document, offset: int) -> tuple[Slot, ...]:
    around = _brackets_around(document, offset)
    if around is not None:
        slot = slot_in(document, offset, around, "flow")
        return (slot,) if slot else ()
    slots = block_slots(document, offset) if document.text[skip(document, 0) :][:1] not in ("{", "[") else ()
    line = line_at(document, document.lines.position(offset).line)
    is_alone = document.root is None or isinstance(document.root, Scalar)
    return (*_whole(document, offset), *slots) if is_alone and not line.has_tab(offset - line.start) else slots


def _brackets_around(document: Document, offset: int) -> Around | None:
    """The innermost object or array in brackets that holds an offset."""
    found: Around | None = None
    node = document.root
    path: Path = ()
    while isinstance(node, (Object, Array)):
        if document.text[node.start : node.start + 1] in ("{", "["):
            if not node.start < offset < node.end:
                break
            found = Around(node, path, node.end - 1)
        step = _step_into(node, offset)
        if step is None:
            break
        path, node = (*path, step[0]), step[1]
    return found


def _step_into(node: Object | Array, offset: int) -> tuple[str | int, Object | Array] | None:
    if isinstance(node, Object):
        for member in node.members:
            value = member.value
            if not isinstance(value, Scalar) and member.colon != ABSENT and value.start <= offset <= value.end:
                return member.key.name, value
        return None
    for index, item in enumerate(node.items):
        if not isinstance(item, Scalar) and item.start <= offset <= item.end:
            return index, item
    return None
