"""What a value in the text means: the machine behind a type, a schedule in words, memory in GiB."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from easui.document import Document, Node, Scalar
from easui.knowledge import Field
from easui.tui.model.prose import Passage

if TYPE_CHECKING:
    from easui.lint import Settings

MAX_CHARACTERS = 256 * 1024
"""Some meanings need the whole service to be read; in larger texts that would be felt at each step of the cursor."""


def about_value(document: Document, node: Node, field: Field | None, settings: Settings) -> list[Passage]:
    """What a value means beyond the documentation of its field; nothing for containers and for empty values."""
    if not isinstance(node, Scalar) or node.value in (None, "") or len(document.text) > MAX_CHARACTERS:
        return []
    above = field.parent if field and field.parent else field
    purpose = f"{field.description}\n{above.description}".replace("`", "") if field and above else ""
    title, *said = about_offset(document, node.start, settings) or [Passage("title", "")]
    unit = field.unit if field else ""
    known = purpose, f"{node.value} {unit}"
    said = [
        passage
        for passage in said
        if passage.style != "quiet" and not any(passage.text.replace("`", "") in each for each in known)
    ]
    return [title._replace(style="heading"), *said] if said else []


def about_offset(document: Document, offset: int, settings: Settings) -> list[Passage]:
    """What stands at an offset: on a key the documentation of its field, on a value what it means."""
    from easui.assist.hover import hover
    from easui.tui.model.markdown import passages_of

    found = hover(document, offset, settings, now=datetime.now().astimezone())
    return passages_of(found.text) if found else []
