"""From a cursor to a list: slots, what may come into them, and the edits that write it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from easui.assist.completion.blocks import block_proposals, block_value_proposals
from easui.assist.completion.context import slots_at
from easui.assist.completion.item import NOTHING, Completions, Item
from easui.assist.completion.keys import BLOCK, key_proposals
from easui.assist.completion.placement import Writer
from easui.assist.completion.places import KEYS_BY_PATH, WORDS_BY_PATH
from easui.assist.completion.proposal import Proposal
from easui.assist.completion.shape import Written
from easui.assist.completion.slot import Slot
from easui.assist.completion.spreading import spread
from easui.assist.completion.starters import Starter, starter_proposals
from easui.assist.completion.surroundings import Surroundings
from easui.assist.completion.trial import is_sound
from easui.assist.completion.values import value_proposals
from easui.assist.markdown import paragraphs
from easui.document import Document, EditRefused, Language, TextEdit, format_path
from easui.document.layout import line_indent
from easui.knowledge import Field, field_at
from easui.lint import Settings

_SHELL_WORD = re.compile(r"[\w./$\-]*\Z")
_DEFAULT = Settings()


def complete(
    document: Document, offset: int, settings: Settings = _DEFAULT, starters: Sequence[Starter] = ()
) -> Completions:
    """What may be written at an offset, the best first; nothing where nothing fits.

    `starters` are offered in an empty file.
    """
    items: list[Item] = []
    is_partial = False
    for place in slots_at(document, offset):
        around = Surroundings(document, settings, place.path)
        slot, proposals = _proposals(document, spread(document, place), offset, around, starters)
        writer = Writer(document, slot)
        written: list[Item] = []
        for proposal in proposals:
            is_partial = is_partial or proposal.for_blank
            if proposal.for_blank and slot.typed:
                continue
            item = _item(writer, slot, offset, proposal)
            if item and not _is_there(document, slot, offset, item):
                written.append(item)
        items += written if is_sound(document, written) else ()
    if not items:
        return NOTHING
    distinct = {(item.label, item.edit): item for item in reversed(items)}
    ordered = sorted(distinct.values(), key=lambda item: item.sort_text)
    return Completions(tuple(ordered), line_indent(document.text, offset), is_partial)


def _proposals(
    document: Document, slot: Slot, offset: int, around: Surroundings, starters: Sequence[Starter]
) -> tuple[Slot, Iterator[Proposal]]:
    """What may come into a slot, which is a single word of it in a start command."""
    if slot.kind == "document":
        return slot, starter_proposals(starters)
    field = field_at(slot.path)
    if field is None:
        return slot, iter(())
    if slot.kind in ("member", "name"):
        return slot, _keys(document, slot, field, around)
    value = field.item if slot.kind == "item" else field
    if value is None:
        return slot, iter(())
    source = WORDS_BY_PATH.get(format_path(value.path))
    word = _word(document, slot, offset) if source else None
    if source and word:
        return word, source(around)
    return slot, _values(value, around) if value is field else _items(value, format_path(field.path), around)


def _keys(document: Document, slot: Slot, field: Field, around: Surroundings) -> Iterator[Proposal]:
    if "object" not in field.types and field.path:
        return
    path = format_path(field.path)
    yield from key_proposals(document, slot, field)
    if path in KEYS_BY_PATH:
        yield from (proposal for proposal in KEYS_BY_PATH[path](around) if proposal.key not in slot.names)
    if slot.kind == "member":
        found = block_proposals(path, BLOCK, around.ports[0] if path == "containers[]" and around.ports else None)
        yield from (each for each in found if each.key and each.key not in slot.names)


def _values(field: Field, around: Surroundings) -> Iterator[Proposal]:
    yield from value_proposals(field, around)
    if field.parent is not None:
        yield from block_value_proposals(format_path(field.parent.path), field.name)


def _items(item: Field, path: str, around: Surroundings) -> Iterator[Proposal]:
    yield from value_proposals(item, around)
    yield from (each for each in block_proposals(path) if each.key is None)


def _word(document: Document, slot: Slot, offset: int) -> Slot | None:
    """The word of a quoted text before a cursor; None where the text holds escapes, so that offsets would not tell."""
    begin, end = slot.start + len(slot.quote), slot.end - len(slot.quote)
    inner = document.text[begin:offset]
    match = _SHELL_WORD.search(inner)
    is_text = begin < end and not slot.before and (slot.quote or slot.notation != "json")
    if not is_text or not begin <= offset <= end or "\\" in inner or match is None:
        return None
    start = begin + match.start()
    return slot._replace(kind="word", start=start, end=offset, typed=match[0], quote="", before="", after="", others=())


def _item(writer: Writer, slot: Slot, offset: int, proposal: Proposal) -> Item | None:
    """The item of a proposal; None where the file's notation has no way to write it."""
    try:
        written = _written(writer, slot, proposal)
    except EditRefused:
        return None
    words = f"{proposal.label} {proposal.words}" if proposal.words else proposal.label
    edit = _edit(writer.document, slot, offset, proposal, written.text)
    has_quote = edit.start == slot.start < slot.end
    return Item(
        proposal.label,
        proposal.kind,
        edit,
        written.snippet,
        slot.others,
        proposal.detail,
        proposal.rank,
        slot.quote + words if has_quote else words,
        proposal.topic,
        _noted(proposal.note, written, writer.document.language),
        proposal.deprecated,
        proposal.asks_again and slot.kind != "name",
    )


def _edit(document: Document, slot: Slot, offset: int, proposal: Proposal, text: str) -> TextEdit:
    """The edit that writes a choice at a cursor.

    Quotes around the cursor stay: a snippet of the editor's ends when more than the place is replaced that it fills.
    """
    mark, start, end = slot.quote, slot.start + 1, slot.end - 1
    if mark and start <= offset <= end and document.text[end] == mark:
        is_text = proposal.key is None and isinstance(proposal.shape, str)
        if is_text and text[:1] == text[-1:] == mark:
            return TextEdit(start, end, text[1:-1])
    return TextEdit(slot.start, slot.end, text)


def _is_there(document: Document, slot: Slot, offset: int, item: Item) -> bool:
    """Whether a value has been typed to its end: a choice that changes nothing would catch the key that goes on."""
    edit = item.edit
    is_key = slot.kind in ("member", "name", "document")
    return not is_key and edit.end == offset and document.text[edit.start : edit.end] == edit.text


def _noted(note: str, written: Written, language: Language) -> str:
    """A note with the text that it is about."""
    return paragraphs(note, f"```{language}\n{written.text}\n```") if note else ""


def _written(writer: Writer, slot: Slot, proposal: Proposal) -> Written:
    if slot.kind == "word":
        return Written(str(proposal.shape))
    if proposal.key is None:
        return writer.value(proposal.shape)
    return writer.name(proposal.key) if slot.kind == "name" else writer.member(proposal.key, proposal.shape)
