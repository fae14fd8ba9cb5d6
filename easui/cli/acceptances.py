"""What `[[suppress]]` of the settings accepts in a run, and which of its entries accept nothing any more."""

from __future__ import annotations

import os
from collections.abc import Iterable

from easui.cli.choices import Guide
from easui.document import Diagnostic
from easui.lint import all_rules
from easui.lint.settings import chosen, matches
from easui.workspace.settings import Configuration, FileAcceptance


class Acceptances:
    """Leaves out what the settings accept, and remembers which of their entries were of use."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._rules = {rule.code: rule for rule in all_rules()}
        self._met: dict[str, Configuration] = {}
        self._used: set[tuple[str, FileAcceptance]] = set()

    def without_accepted(self, path: str, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """The findings of a file that no entry accepts."""
        configuration = self._guide.configuration(path)
        if not configuration.suppress:
            return tuple(diagnostics)
        self._met[configuration.file] = configuration
        entries = [entry for entry in configuration.suppress if configuration.is_about(entry, path)]
        kept: list[Diagnostic] = []
        for diagnostic in diagnostics:
            rule = self._rules[diagnostic.code]
            taken = [entry for entry in entries if entry.acceptance.covers(rule, diagnostic)]
            self._used.update((configuration.file, entry) for entry in taken)
            if not taken:
                kept.append(diagnostic)
        return tuple(kept)

    def idle(self, searched: Iterable[str]) -> list[tuple[str, FileAcceptance]]:
        """The entries that accepted nothing, with their files, where the run was able to tell.

        It is when all services of a settings file were examined, the folder of that file being in one that was
        searched, under all the rules that the entry means.
        """
        folders = [os.path.abspath(path) for path in searched if os.path.isdir(path)]
        return [
            (file, entry)
            for file, configuration in self._met.items()
            if any(os.path.commonpath((folder, configuration.folder)) == folder for folder in folders)
            for entry in configuration.suppress
            if (file, entry) not in self._used and self._was_asked(configuration, entry)
        ]

    def _was_asked(self, configuration: Configuration, entry: FileAcceptance) -> bool:
        rules = chosen(self._rules.values(), self._guide.choices.over(configuration.lint))
        return all(rule in rules for rule in self._rules.values() if matches(rule, entry.acceptance.code))
