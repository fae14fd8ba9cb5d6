"""The settings of users: the nearest `easui.toml`, or `[tool.easui]` of `pyproject.toml`, going up from a file.

`SettingsFiles` finds the file for each service and reads each once; a `Configuration` is what one says, and
`for_file` what it says about one service.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from easui.document import Document, Severity, Span, parse_path
from easui.knowledge import Additions, InstanceType, gpu_models
from easui.lint import Acceptance, Settings
from easui.workspace.files import Unreadable, shown
from easui.workspace.settings_fault import BadSettings, SettingsFault, fault_at

if TYPE_CHECKING:
    from easui.lint.policy import Policy

NAMES = ("easui.toml", "pyproject.toml")
"""Names of settings files; in one folder the first that is there counts."""


class FileAcceptance(NamedTuple):
    """An entry of `[[suppress]]`: what is accepted in which files (all, without patterns), and where that is said."""

    acceptance: Acceptance
    patterns: tuple[str, ...]
    line: int
    column: int


class Configuration(NamedTuple):
    """What a settings file says; `file` is its path, empty where there is none, and `folder` what paths in it mean.

    `lint` holds what concerns every file; `inventory` and `scenario` are paths or empty.
    """

    file: str = ""
    folder: str = ""
    lint: Settings = Settings()
    per_file_ignores: Mapping[str, tuple[str, ...]] = {}
    suppress: tuple[FileAcceptance, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: Severity | None = None
    inventory: str = ""
    scenario: str = ""

    def for_file(self, path: str) -> Settings:
        """The settings for one service."""
        if not self.per_file_ignores and not self.suppress:
            return self.lint
        ignored = [
            code
            for pattern, codes in self.per_file_ignores.items()
            if _covers((pattern,), self.folder, path)
            for code in codes
        ]
        accepted = tuple(entry.acceptance for entry in self.suppress if self.is_about(entry, path))
        return self.lint._replace(ignore=(*self.lint.ignore, *ignored), accepted=accepted)

    def is_about(self, entry: FileAcceptance, path: str) -> bool:
        """Whether an entry of `[[suppress]]` is meant for a file."""
        return not entry.patterns or _covers(entry.patterns, self.folder, path)

    def excludes(self, path: str, *, is_folder: bool = False) -> bool:
        """Whether a file or folder is left out when a folder is searched."""
        return bool(self.exclude) and _covers(self.exclude, self.folder, path, is_folder=is_folder)


NO_SETTINGS = Configuration()


class SettingsFiles:
    """Finds and reads settings files, each once; a new one sees what has changed on the disk."""

    def __init__(self, file: str = "") -> None:
        self._given = os.path.abspath(file) if file else ""
        self._nearest: dict[str, str] = {}
        self._read: dict[str, Configuration] = {}

    def of(self, path: str) -> Configuration:
        """What counts for a service, by the file that was given, else by the nearest one. Raises `BadSettings`."""
        return self.of_folder(os.path.dirname(os.path.abspath(path)))

    def of_folder(self, folder: str) -> Configuration:
        """What counts for services in a folder. Raises `BadSettings`."""
        file = self._given or self._find(os.path.abspath(folder))
        if not file:
            return NO_SETTINGS
        configuration = self._read.get(file)
        if configuration is None:
            configuration = self._read[file] = read_settings(file)
        return configuration

    def _find(self, folder: str) -> str:
        trail: list[str] = []
        found = ""
        while folder not in self._nearest:
            trail.append(folder)
            found = _settings_file_in(folder)
            parent = os.path.dirname(folder)
            if found or parent == folder:
                break
            folder = parent
        found = found or self._nearest.get(folder, "")
        self._nearest.update(dict.fromkeys(trail, found))
        return found


def read_settings(file: str) -> Configuration:
    """What a settings file says. Raises `Unreadable`, and `BadSettings` with all that is wrong."""
    from easui.workspace.settings_check import examined

    document, data = examined(file)
    folder = os.path.dirname(os.path.abspath(file))
    suppress: list[FileAcceptance] = []
    for number, entry in enumerate(data.get("suppress", ())):
        node = document.node(("suppress", number))
        files = entry.get("files", ())
        patterns = (files,) if isinstance(files, str) else tuple(files)
        acceptance = Acceptance(entry["code"], parse_path(entry.get("path", "")))
        suppress.append(FileAcceptance(acceptance, patterns, *document.lines.position(node.start if node else 0)))
    return Configuration(
        file=file,
        folder=folder,
        lint=_lint_settings(data)._replace(policies=_policies(file, document, data)),
        per_file_ignores={pattern: tuple(codes) for pattern, codes in data.get("per-file-ignores", {}).items()},
        suppress=tuple(suppress),
        exclude=tuple(data.get("exclude", ())),
        fail_on=Severity[data["fail-on"].upper()] if "fail-on" in data else None,
        inventory=os.path.join(folder, data["inventory"]) if "inventory" in data else "",
        scenario=os.path.join(folder, data["scenario"]) if "scenario" in data else "",
    )


def _lint_settings(data: dict[str, Any]) -> Settings:
    levels = data.get("severity", {}).items()
    return Settings(
        select=tuple(data.get("select", ())),
        ignore=tuple(data.get("ignore", ())),
        severity={code: None if level == "off" else Severity[level.upper()] for code, level in levels},
        region=data.get("region", ""),
        extend_select=tuple(data.get("extend-select", ())),
        additions=Additions(_machines(data.get("instance-types", ())), tuple(data.get("images", ()))),
    )


def _policies(file: str, document: Document, data: dict[str, Any]) -> tuple[Policy, ...]:
    """The policies that a settings file names. Raises `BadSettings`."""
    policies: list[Policy] = []
    faults: list[SettingsFault] = []
    for number, name in enumerate(data.get("policies", ())):
        from easui.workspace.policies import read_policy

        try:
            policies.append(read_policy(shown(os.path.join(os.path.dirname(file), name)), name))
        except BadSettings as error:
            faults += error.faults
        except Unreadable as error:
            node = document.node(("policies", number))
            place = Span(node.start, node.end) if node else Span(0, 0)
            faults.append(fault_at(file, document, place, str(error)))
    if faults:
        raise BadSettings(*faults)
    return tuple(policies)


def _machines(types: Any) -> dict[str, InstanceType | None]:
    """Machine types by name: those of a list are known by name alone."""
    if not isinstance(types, dict):
        return dict.fromkeys(types)
    return {name: _machine(name, size) for name, size in types.items()}


def _machine(name: str, size: dict[str, Any]) -> InstanceType | None:
    if not size:
        return None
    model = size.get("gpu-model", "")
    card = gpu_models().get(model)
    family = ".".join(name.split(".")[:-1])
    return InstanceType(
        name, family, size.get("vcpu"), size.get("memory-gib"), model, size.get("gpu-count", 1 if model else 0),
        size.get("gpu-memory-gib", card.memory_gib if card else None), size.get("price-per-hour"), "settings", "high",
    )  # fmt: skip


def _settings_file_in(folder: str) -> str:
    """The settings file of a folder, or the empty text."""
    for name in NAMES:
        file = os.path.join(folder, name)
        if os.path.isfile(file):
            from easui.workspace.settings_check import holds_settings

            if holds_settings(file):
                return file
    return ""


def _covers(patterns: tuple[str, ...], folder: str, path: str, *, is_folder: bool = False) -> bool:
    from easui.workspace.patterns import covers

    return covers(patterns, folder, path, is_folder=is_folder)
