"""The analysis of the text of one screen, version after version, with the settings of its file's folder."""

from __future__ import annotations

from collections.abc import Callable

from easui.document.display import visible
from easui.lint import Settings
from easui.workspace import Analysis, AnalysisProcess, BadSettings, NewestWins, Session, SettingsFiles, Unreadable


class Examination:
    """Examines a session's text; `deliver` is called from a thread with each analysis that is still wanted."""

    def __init__(self, session: Session, deliver: Callable[[Analysis], None]) -> None:
        self._session = session
        self._process = AnalysisProcess()
        self._newest = NewestWins(deliver, analyse=self._process)

    @property
    def settings(self) -> Settings:
        """Those that count for the file."""
        return self._newest.settings

    def read_settings(self) -> str:
        """Go by the settings of the file's folder; where they are broken none are used: why, in a line."""
        path = self._session.path
        if path:
            try:
                self._newest.settings = SettingsFiles().of(path).for_file(path)
            except (BadSettings, Unreadable) as error:
                return visible(str(error).splitlines()[0])
        return ""

    def begin(self) -> None:
        """Examine the text as it is now in place of an older one."""
        self._newest.submit(self._session.version, self._session.document)

    def close(self) -> None:
        """Break off what is going on, and end its process."""
        self._newest.close()
        self._process.close()
