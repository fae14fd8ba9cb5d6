"""The world around a document: files read and saved, services found, texts edited with a history, versions analysed.

What the command line, the editor and the server share. Reading and finding files is all that linting needs, so the
rest is loaded when it is first asked for. Templates are in `easui.workspace.templates`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from easui.workspace.discovery import find_services, is_service
from easui.workspace.files import LARGEST, Source, Unreadable, decode, language_of, open_document, read_source

if TYPE_CHECKING:
    from easui.workspace.analysis import Analysis, Cancelled, NewestWins, analyse
    from easui.workspace.analysis_process import AnalysisProcess
    from easui.workspace.history import Step
    from easui.workspace.saving import SaveFailed, save_text
    from easui.workspace.session import ChangedOnDisk, Saved, Session
    from easui.workspace.settings import Configuration, SettingsFiles, read_settings
    from easui.workspace.settings_fault import BadSettings, SettingsFault
    from easui.workspace.spelling import canonical, edits_to_set, edits_to_unset, path_in_file
    from easui.workspace.stamp import Stamp

__all__ = [
    "LARGEST", "Analysis", "AnalysisProcess", "BadSettings", "Cancelled", "ChangedOnDisk", "Configuration",
    "NewestWins", "SaveFailed", "Saved", "Session", "SettingsFault", "SettingsFiles", "Source", "Stamp", "Step",
    "Unreadable", "analyse", "canonical", "decode", "edits_to_set", "edits_to_unset", "find_services", "is_service",
    "language_of", "open_document", "path_in_file", "read_settings", "read_source", "save_text",
]  # fmt: skip

_LAZY = {
    "Analysis": "analysis", "Cancelled": "analysis", "NewestWins": "analysis", "analyse": "analysis",
    "AnalysisProcess": "analysis_process",
    "Step": "history",
    "SaveFailed": "saving", "save_text": "saving",
    "ChangedOnDisk": "session", "Saved": "session", "Session": "session",
    "Configuration": "settings", "SettingsFiles": "settings", "read_settings": "settings",
    "BadSettings": "settings_fault", "SettingsFault": "settings_fault",
    "canonical": "spelling", "edits_to_set": "spelling", "edits_to_unset": "spelling", "path_in_file": "spelling",
    "Stamp": "stamp",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    module = _LAZY.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(f"{__name__}.{module}"), name)
    return value
