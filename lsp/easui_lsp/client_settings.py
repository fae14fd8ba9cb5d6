"""The settings that a client gives: checked key by key, the stronger source first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from easui.document import Severity
from easui.workspace import Configuration

_WORDS = ("error", "warning", "info", "hint", "off")


class Problem(NamedTuple):
    """A setting that cannot be used, and why."""

    key: str
    reason: str


class ClientSettings:
    """What the client says, from two sources: its start options, and its configuration, which wins key by key."""

    def __init__(self) -> None:
        self._options: dict[str, Any] = {}
        self._configuration: dict[str, Any] = {}

    def set_options(self, given: object) -> list[Problem]:
        """Take the `initializationOptions`; the answer is what is wrong with them."""
        self._options, problems = _checked(given)
        return problems

    def set_configuration(self, given: object) -> list[Problem]:
        """Take the section `easui` of the client's configuration in place of an earlier one."""
        self._configuration, problems = _checked(given)
        return problems

    def over(self, base: Configuration) -> Configuration:
        """The settings of a file with those of the client on top."""
        given = {**self._options, **self._configuration}
        own = {key: given.pop(key) for key in ("inventory", "scenario") if key in given}
        if not given and not own:
            return base
        return base._replace(lint=base.lint._replace(**given), **own)


def _checked(given: object) -> tuple[dict[str, Any], list[Problem]]:
    """The settings that can be used, as the engine takes them; null is the same as a missing key."""
    if not isinstance(given, Mapping):
        return {}, [] if given is None else [Problem("easui", "the settings are no object")]
    taken: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, read in _READERS.items():
        if (value := given.get(key)) is None:
            continue
        try:
            taken[key] = read(value)
        except ValueError as error:
            problems.append(Problem(key, str(error)))
    return taken, problems


def _codes(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(code, str) and code for code in value):
        raise ValueError("a list of codes or beginnings of codes is needed, such as `EAS7`")
    return tuple(value)


def _severities(value: object) -> dict[str, Severity | None]:
    if not isinstance(value, Mapping) or not all(word in _WORDS for word in value.values()):
        raise ValueError(f"an object is needed that maps codes to one of {', '.join(_WORDS)}")
    return {str(code): None if word == "off" else Severity[word.upper()] for code, word in value.items()}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a text is needed")
    return value


_READERS = {
    "select": _codes,
    "ignore": _codes,
    "severity": _severities,
    "region": _text,
    "inventory": _text,
    "scenario": _text,
}
