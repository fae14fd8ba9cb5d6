"""Completion; the documentation of a choice is worked out when the client asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from easui.assist.completion_triggers import TRIGGERS
from easui_lsp.documents import OpenDocument
from easui_lsp.server import EasuiServer
from easui_lsp.triggers import is_wanted

if TYPE_CHECKING:
    from easui.assist.completion import Completions, Item

_KINDS = {
    "property": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.Value,
    "snippet": types.CompletionItemKind.Snippet,
}


def register(server: EasuiServer) -> None:
    """Register completion."""
    options = types.CompletionOptions(trigger_characters=list(TRIGGERS), resolve_provider=True)

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, options)
    def completion(params: types.CompletionParams) -> types.CompletionList | None:
        from easui.assist.completion import complete
        from easui.workspace.templates import templates

        opened = server.service(params.text_document.uri)
        if opened is None:
            return None
        settings, offset = server.settings(opened), opened.offset(params.position)
        if not is_wanted(opened.document, offset, params.context):
            return None
        starters = [template for template in templates() if template.language == "json"]
        return _Answer(server, opened).list_of(complete(opened.document, offset, settings, starters))

    @server.feature(types.COMPLETION_ITEM_RESOLVE)
    def resolve(item: types.CompletionItem) -> types.CompletionItem:
        from easui.assist.completion import documentation

        topic = item.data.get("topic") if isinstance(item.data, dict) else None
        text = documentation(topic) if isinstance(topic, str) else ""
        if text:
            item.documentation = types.MarkupContent(types.MarkupKind.Markdown, text)
        return item


class _Answer:
    """Choices as a client takes them, by what it says that it can do."""

    def __init__(self, server: EasuiServer, opened: OpenDocument) -> None:
        capabilities = server.client_capabilities.text_document
        completion = capabilities.completion if capabilities else None
        item = completion.completion_item if completion else None
        lists = completion.completion_list if completion else None
        modes = item.insert_text_mode_support.value_set if item and item.insert_text_mode_support else ()
        self._opened = opened
        self._snippets = bool(item and item.snippet_support)
        self._tags = bool(item and item.tag_support)
        self._defaults = frozenset(lists.item_defaults or () if lists else ())
        self._as_is = types.InsertTextMode.AsIs in modes
        self._mode = types.InsertTextMode.AsIs if self._as_is else None
        self._indent = ""
        self._range: tuple[int, int] | None = None

    def list_of(self, found: Completions) -> types.CompletionList:
        """The whole list; what its items have in common is said once, where the client knows that."""
        # Where nothing is said about it, those that fill in snippets indent their later lines by themselves.
        self._indent = found.indent if self._snippets and not self._as_is else ""
        defaults = types.CompletionItemDefaults()
        if found.items and "editRange" in self._defaults:
            self._range = found.items[0].edit[:2]
            defaults.edit_range = self._opened.range(*self._range)
        if "insertTextFormat" in self._defaults:
            defaults.insert_text_format = types.InsertTextFormat.PlainText
        if "insertTextMode" in self._defaults:
            defaults.insert_text_mode, self._mode = self._mode, None
        items = [self._item(item) for item in found.items]
        return types.CompletionList(found.is_partial, items, defaults if self._defaults else None)

    def _item(self, item: Item) -> types.CompletionItem:
        snippet = item.snippet if self._snippets else ""
        text = snippet or item.edit.text
        if self._indent:
            text = text.replace(f"\n{self._indent}", "\n")
        answer = types.CompletionItem(
            label=item.label,
            kind=_KINDS[item.kind],
            tags=[types.CompletionItemTag.Deprecated] if item.deprecated and self._tags else None,
            detail=item.detail or None,
            documentation=types.MarkupContent(types.MarkupKind.Markdown, item.documentation)
            if item.documentation
            else None,
            sort_text=item.sort_text or None,
            filter_text=item.filter_text if item.filter_text != item.label else None,
            insert_text_format=self._format(is_snippet=bool(snippet)),
            insert_text_mode=self._mode,
            additional_text_edits=self._opened.edits(item.others) or None,
            data=_data(item),
        )
        if (item.edit.start, item.edit.end) == self._range:
            answer.text_edit_text = text
        else:
            answer.text_edit = types.TextEdit(self._opened.range(item.edit.start, item.edit.end), text)
        return answer

    def _format(self, *, is_snippet: bool) -> types.InsertTextFormat | None:
        if is_snippet:
            return types.InsertTextFormat.Snippet
        return None if "insertTextFormat" in self._defaults else types.InsertTextFormat.PlainText


def _data(item: Item) -> dict[str, Any] | None:
    """What the client gives back on `completionItem/resolve`; `asksAgain` is for the editor packages beside the server.

    It says that choices wait at the cursor once the item is accepted: the protocol has no word for that.
    """
    data: dict[str, Any] = {"topic": item.topic} if item.topic else {}
    if item.asks_again:
        data["asksAgain"] = True
    return data or None
