"""Dry runs of open documents: what they go by, and the two that clients see, whole or at a glance."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, NamedTuple

from easui.document import Document
from easui.lint import Settings
from easui_lsp.documents import OpenDocument, file_of
from easui_lsp.protocol import RequestFailed
from easui_lsp.server import EasuiServer

Watch = Callable[[int, int], None]


class Inputs(NamedTuple):
    """What a dry run goes by; `name` is that of the document in messages, the last two are files or empty."""

    document: Document
    name: str
    settings: Settings
    inventory: str
    scenario: str


def inputs_of(server: EasuiServer, opened: OpenDocument, inventory: str = "", scenario: str = "") -> Inputs:
    """The inputs for a document as it is now; of files the one that is given counts, else that of the settings.

    What comes from the client is a URI or a path, which may be relative to the folder of the workspace.
    """
    path = file_of(opened.uri)
    configuration, folder = server.configuration(path), _folder_around(server, path)
    return Inputs(
        opened.document,
        path or opened.uri,
        server.settings(opened),
        _file(inventory or configuration.inventory, folder),
        _file(scenario or configuration.scenario, folder),
    )


def run(inputs: Inputs, watch: Watch) -> dict[str, Any]:
    """The whole result, as `easui simulate` gives it; `watch` may raise to end it. Raises `RequestFailed`."""
    from easui.simulate.inputs.problem import BadInput
    from easui.workspace.dry_runs import prepare

    try:
        return prepare(*inputs).result(watch)
    except BadInput as bad:
        raise RequestFailed(str(bad)) from bad


def glance_at(inputs: Inputs) -> str:
    """Where the replicas find a place, and the price of it, in a few words; the scenario does not matter."""
    from easui.simulate import result_json
    from easui.simulate.inputs.problem import BadInput
    from easui.simulate.report.glance import glance
    from easui.workspace.dry_runs import DryRun, open_inventory

    dry_run = DryRun(inputs.document, inputs.settings)
    if inputs.inventory:
        try:
            dry_run = dry_run._replace(inventory=open_inventory(inputs.inventory, dry_run.service()))
        except BadInput:
            return "the inventory cannot be used"
    return glance(result_json(dry_run.at_start()))


def _file(given: str, folder: str) -> str:
    return os.path.join(folder, file_of(given) or given) if given else ""


def _folder_around(server: EasuiServer, path: str) -> str:
    """The innermost folder of the workspace that holds a file; without one the file's own folder."""
    uris = list(server.workspace.folders) or [server.workspace.root_uri or ""]
    folders = [file_of(uri).rstrip("/") for uri in uris if file_of(uri)]
    around = [folder for folder in folders if path.startswith(f"{folder}/")]
    own = os.path.dirname(path) if path else next(iter(folders), "")
    return max(around, key=len, default=own)
