"""Settings of the client and of files, and what happens when they change."""

from __future__ import annotations

import asyncio
import logging

from lsprotocol import types

from easui.workspace.settings import NAMES
from easui_lsp.server import EasuiServer

logger = logging.getLogger(__name__)

SECTION = "easui"
_WATCHED = (*NAMES, "service.*", "*.service.*", "*.eas.*")


def register(server: EasuiServer) -> None:
    """Register the notifications about settings and files."""

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def did_change_configuration(params: types.DidChangeConfigurationParams) -> None:
        if server.supports("workspace.configuration"):
            await _ask(server)
        else:
            settings = params.settings
            section = settings.get(SECTION) if isinstance(settings, dict) else None
            server.reject(server.client_settings.set_configuration(section))
        server.settings_changed()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_watched_files(params: types.DidChangeWatchedFilesParams) -> None:
        server.note_change()
        if any(change.uri.endswith(NAMES) for change in params.changes):
            server.settings_changed()


async def begin(server: EasuiServer) -> None:
    """Ask for the client's settings, and to be told when they or files change."""
    if server.supports("workspace.configuration"):
        await _ask(server)
        server.settings_changed()
    registrations: list[types.Registration] = []
    if server.supports("workspace.did_change_configuration.dynamic_registration"):
        options = types.DidChangeConfigurationRegistrationOptions(section=SECTION)
        registrations.append(
            types.Registration("easui-configuration", types.WORKSPACE_DID_CHANGE_CONFIGURATION, options)
        )
    if server.supports("workspace.did_change_watched_files.dynamic_registration"):
        watchers = [types.FileSystemWatcher(glob_pattern=f"**/{name}") for name in _WATCHED]
        registrations.append(
            types.Registration(
                "easui-files",
                types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
                types.DidChangeWatchedFilesRegistrationOptions(watchers=watchers),
            )
        )
    if registrations:
        server.client_register_capability(types.RegistrationParams(registrations))


async def _ask(server: EasuiServer) -> None:
    """Take the section of the client's configuration that is ours."""
    wanted = types.ConfigurationParams([types.ConfigurationItem(section=SECTION)])
    try:
        answer = await server.workspace_configuration_async(wanted)
    except asyncio.CancelledError:
        raise
    except Exception as error:
        logger.warning("the client did not answer with its settings: %s", error)
        answer = None
    section = answer[0] if isinstance(answer, list) and answer else None
    server.reject(server.client_settings.set_configuration(section))
