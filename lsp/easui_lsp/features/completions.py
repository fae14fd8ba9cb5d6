"""Completion; the documentation of a choice is worked out when the client asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from easui_lsp.documents import OpenDocument
from easui_lsp.server import EasuiServer

if TYPE_CHECKING:
    from easui.assist.completion import Item

_TRIGGERS = ['"', ":", " ", ",", "{", "[", ".", "/", "-", "\n"]
_KINDS = {
    "property": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.Value,
    "snippet": types.CompletionItemKind.Snippet,
}
# Known to VS Code alone, by the client and not by the server.
_SUGGEST_AGAIN = types.Command("Suggest", "editor.action.triggerSuggest")


def register(server: EasuiServer) -> None:
    """Register completion."""
    options = types.CompletionOptions(trigger_characters=_TRIGGERS, resolve_provider=True)

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, options)
    def completion(params: types.CompletionParams) -> types.CompletionList | None:
        from easui.assist.completion import complete
        from easui.workspace.templates import templates

        opened = server.service(params.text_document.uri)
        if opened is None:
            return None
        settings, offset = server.settings(opened), opened.offset(params.position)
        starters = [template for template in templates() if template.language == "json"]
        found = complete(opened.document, offset, settings, starters)
        client = _Client(server, found.indent)
        return types.CompletionList(False, [client.item(item, opened) for item in found.items])

    @server.feature(types.COMPLETION_ITEM_RESOLVE)
    def resolve(item: types.CompletionItem) -> types.CompletionItem:
        from easui.assist.completion import documentation

        topic = item.data.get("topic") if isinstance(item.data, dict) else None
        text = documentation(topic) if isinstance(topic, str) else ""
        if text:
            item.documentation = types.MarkupContent(types.MarkupKind.Markdown, text)
        return item


class _Client:
    """What the client can do with a choice."""

    def __init__(self, server: EasuiServer, indent: str) -> None:
        capabilities = server.client_capabilities.text_document
        completion = capabilities.completion if capabilities else None
        item = completion.completion_item if completion else None
        modes = item.insert_text_mode_support.value_set if item and item.insert_text_mode_support else ()
        self._snippets = bool(item and item.snippet_support)
        self._tags = bool(item and item.tag_support)
        self._as_is = types.InsertTextMode.AsIs in modes
        # Where nothing is said about it, those that fill in snippets indent their later lines by themselves.
        self._indent = indent if self._snippets and not self._as_is else ""
        info = server.client_info
        self._is_vscode = bool(info and "Code" in info.name)

    def item(self, item: Item, opened: OpenDocument) -> types.CompletionItem:
        """A choice as the client takes it."""
        snippet = item.snippet if self._snippets else ""
        text = snippet or item.edit.text
        if self._indent:
            text = text.replace(f"\n{self._indent}", "\n")
        place = opened.range(item.edit.start, item.edit.end)
        return types.CompletionItem(
            label=item.label,
            kind=_KINDS[item.kind],
            tags=[types.CompletionItemTag.Deprecated] if item.deprecated and self._tags else None,
            detail=item.detail or None,
            sort_text=item.sort_text or None,
            filter_text=item.filter_text or None,
            insert_text_format=types.InsertTextFormat.Snippet if snippet else types.InsertTextFormat.PlainText,
            insert_text_mode=types.InsertTextMode.AsIs if self._as_is else None,
            text_edit=types.TextEdit(place, text),
            additional_text_edits=opened.edits(item.others) or None,
            command=_SUGGEST_AGAIN if item.asks_again and self._is_vscode else None,
            data={"topic": item.topic} if item.topic else None,
        )
