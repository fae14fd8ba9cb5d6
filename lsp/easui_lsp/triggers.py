"""When a client gets a list of choices: where somebody asks for it, or types what opens one."""

from __future__ import annotations

from lsprotocol import types

from easui.assist.completion_triggers import opens_behind
from easui.document import Document


def is_wanted(document: Document, offset: int, context: types.CompletionContext | None) -> bool:
    """Whether a list may open; always where somebody asked for it."""
    if context is None or context.trigger_kind != types.CompletionTriggerKind.TriggerCharacter:
        return True
    return opens_behind(document, offset, context.trigger_character or "")
