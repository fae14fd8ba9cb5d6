"""The canonical layout of a document, as the fewest edits that bring it about.

Only white space and commas change, so that editors keep their cursors and every number, escape and comment stays as it
is written. JSON and JSON with comments are laid out anew. YAML keeps its layout: there white space carries meaning, so
only blanks at line ends, line ends themselves and the end of the file are put in order.
"""

from __future__ import annotations

from collections.abc import Iterator

from easui.assist.json_layout import json_edits
from easui.assist.refusal import refuse_broken
from easui.document import Document, Edits
from easui.document.layout import line_start


def format_document(document: Document) -> Edits:
    """The edits that give a document its canonical layout; none where it has it.

    Raises `Refused` for a text that does not parse or nests too deep.
    """
    return tuple(edit for edits in _edits(document) for edit in edits)


def format_range(document: Document, start: int, end: int) -> Edits:
    """The edits of the canonical layout that concern the lines of a range of offsets.

    The rest of the text stays as it is, however it is laid out. Raises `Refused` as `format_document` does.
    """
    lines, size = document.lines, len(document.text)
    first = line_start(document.text, min(max(start, 0), size))
    _, last = lines.content_range(lines.position(min(max(end, start), size)).line)
    # What begins at the end of the last line is about the next one; behind the last line of all there is none.
    stop = last if first < last < size else last + 1
    return tuple(
        edit
        for edits in _edits(document)
        for group in _groups(edits)
        if any(edit.start < stop and edit.end >= first for edit in group)
        for edit in group
    )


def _groups(edits: Edits) -> tuple[Edits, ...]:
    """The edits of one place that go together: each for itself, unless a comma leaves one place for another."""
    if any("," in edit.text for edit in edits):
        return (edits,)
    return tuple((edit,) for edit in edits)


def _edits(document: Document) -> Iterator[Edits]:
    """The edits of a document, place by place in the order of the text."""
    refuse_broken(document)
    if document.language != "yaml":
        return json_edits(document)
    from easui.assist.yaml_white_space import yaml_edits

    return yaml_edits(document)
