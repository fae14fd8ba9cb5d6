"""What the command line and the settings files together say about the examination of a file."""

from __future__ import annotations

from typing import NamedTuple

from easui.document import Severity
from easui.lint import Settings
from easui.workspace.settings import Configuration, SettingsFiles


class Choices(NamedTuple):
    """What the command line says about rules; it wins over the settings files, key by key.

    `select` takes the place of theirs, `extend_select` and `ignore` add to theirs, and a code that is selected here is
    not ignored there. `config` names the settings file to take in place of the nearest.
    """

    config: str = ""
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    region: str = ""
    fail_on: Severity | None = None

    def over(self, settings: Settings) -> Settings:
        """Settings of a file with what the command line says instead."""
        wanted = {*self.select, *self.extend_select}
        return settings._replace(
            select=self.select or settings.select,
            extend_select=self.extend_select if self.select else (*settings.extend_select, *self.extend_select),
            ignore=(*(code for code in settings.ignore if code not in wanted), *self.ignore),
            region=self.region or settings.region,
        )


class Guide:
    """Tells for each file how it is to be examined; settings files are read once. Raises `BadSettings`."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self._files = SettingsFiles(choices.config)

    def configuration(self, path: str) -> Configuration:
        """What the settings file that counts for a file says."""
        return self._files.of(path)

    def settings(self, path: str) -> Settings:
        """The settings for one service."""
        return self.choices.over(self._files.of(path).for_file(path))

    def failing_level(self, path: str) -> Severity:
        """From which level on findings in a file make the run fail."""
        return self.choices.fail_on or self._files.of(path).fail_on or Severity.ERROR

    def excludes(self, path: str, is_folder: bool) -> bool:
        """Whether a path is left out when a folder is searched."""
        return self._files.of(path).excludes(path, is_folder=is_folder)
