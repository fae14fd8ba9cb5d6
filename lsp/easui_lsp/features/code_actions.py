"""Code actions: cures and rewrites."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from easui.workspace import Analysis
from easui_lsp.diagnostics import diagnostic_of
from easui_lsp.documents import OpenDocument
from easui_lsp.edits import workspace_edit
from easui_lsp.server import EasuiServer, is_of

if TYPE_CHECKING:
    from easui.assist.actions import Action

_FIX_ALL_KIND = "source.fixAll.easui"
_KINDS = ("quickfix", "refactor.rewrite", _FIX_ALL_KIND)


def register(server: EasuiServer) -> None:
    """Register code actions."""
    options = types.CodeActionOptions(code_action_kinds=list(_KINDS), resolve_provider=True)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)
    async def code_actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        from easui.assist.actions import actions

        opened = server.service(params.text_document.uri)
        analysis = await server.analysis(opened) if opened else None
        if opened is None or analysis is None or not is_of(analysis.document, opened):
            return []
        only = params.context.only
        found = [
            _action(server, opened, action)
            for action in actions(opened.document, opened.span(params.range), analysis.diagnostics)
            if _is_wanted(action.kind, only)
        ]
        if _is_wanted(_FIX_ALL_KIND, only) and (everything := _fix_all(server, opened, analysis)):
            found.append(everything)
        return found

    @server.feature(types.CODE_ACTION_RESOLVE)
    def resolve(action: types.CodeAction) -> types.CodeAction:
        from easui.assist.actions import fix_everything

        uri = action.data.get("uri") if isinstance(action.data, dict) else None
        opened = server.service(uri) if isinstance(uri, str) else None
        if action.edit is not None or uri is None:
            return action
        if opened is None:
            raise JsonRpcInvalidParams(f"{uri} is not open")
        everything = fix_everything(opened.document, server.settings(opened))
        action.edit = workspace_edit(server, opened, everything.edits if everything else ())
        return action


def _fix_all(server: EasuiServer, opened: OpenDocument, analysis: Analysis) -> types.CodeAction | None:
    """All safe fixes at once, worked out when the client asks for them if it can ask later."""
    from easui.assist.actions import FIX_ALL, fix_everything, has_safe_fix

    if not has_safe_fix(analysis.diagnostics):
        return None
    capabilities = server.client_capabilities.text_document
    support = capabilities.code_action.resolve_support if capabilities and capabilities.code_action else None
    if support and "edit" in support.properties:
        return types.CodeAction(FIX_ALL, _FIX_ALL_KIND, data={"uri": opened.uri})
    everything = fix_everything(opened.document, server.settings(opened))
    return _action(server, opened, everything) if everything else None


def _action(server: EasuiServer, opened: OpenDocument, action: Action) -> types.CodeAction:
    cured = action.diagnostics if action.kind == "quickfix" else ()
    return types.CodeAction(
        title=action.title,
        kind=action.kind,
        diagnostics=[diagnostic_of(diagnostic, opened) for diagnostic in cured] or None,
        is_preferred=True if action.preferred else None,
        edit=workspace_edit(server, opened, action.edits),
    )


def _is_wanted(kind: str, only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Whether a client that asks for some kinds, or for all, wants this one; a kind stands for those below it."""
    if only is None:
        return True
    wanted = [each.value if isinstance(each, types.CodeActionKind) else each for each in only]
    return any(not each or kind == each or kind.startswith(f"{each}.") for each in wanted)
