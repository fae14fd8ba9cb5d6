"""What the server does for its client: a module a feature, each of which registers itself."""

from __future__ import annotations

from easui_lsp.features import (
    code_actions,
    commands,
    completions,
    configuration,
    formatting,
    hints,
    hovers,
    lenses,
    links,
    renaming,
    session,
    structure,
    synchronization,
)
from easui_lsp.server import EasuiServer

_FEATURES = (
    session, configuration, synchronization, completions, hovers, structure, formatting, links,
    hints, code_actions, renaming, commands, lenses,
)  # fmt: skip


def register(server: EasuiServer) -> None:
    """Register every feature with a server."""
    for feature in _FEATURES:
        feature.register(server)
