"""What rules look at: a document with the readings of it, each made once and only when a rule asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from easui.document import Document
from easui.service import Service, read

if TYPE_CHECKING:
    from easui.lint.settings import Settings
    from easui.lint.suppression import Suppressions
    from easui.structure import Violation


class Subject:
    """A document under examination, and under which settings."""

    __slots__ = ("_service", "_violations", "document", "settings", "suppressions")

    def __init__(self, document: Document, settings: Settings, suppressions: Suppressions) -> None:
        self.document = document
        self.settings = settings
        self.suppressions = suppressions
        self._service: Service | None = None
        self._violations: list[Violation] | None = None

    @property
    def region(self) -> str:
        """The region of the settings, or the empty text."""
        return self.settings.region

    @property
    def service(self) -> Service:
        """The typed reading."""
        if self._service is None:
            self._service = read(self.document, self.settings.additions)
        return self._service

    @property
    def violations(self) -> list[Violation]:
        """Where the document differs from the schema."""
        if self._violations is None:
            from easui.structure import check

            self._violations = check(self.document)
        return self._violations
