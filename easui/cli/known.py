"""The baseline of a run: what it leaves out of the report, what is no longer there, and writing a new one."""

from __future__ import annotations

import os
from collections import Counter

from easui.cli.output import notice, write
from easui.document import Diagnostic, Document
from easui.document.display import visible
from easui.lint.baseline import Baseline, Known, identified
from easui.workspace.baselines import baseline_text, name_in_baseline, read_baseline

_MOST = 10
"""Lines about findings that are not there any more; the others are counted."""


class KnownFindings:
    """Leaves out the findings of a baseline: of one that is read, or of one that is being written."""

    def __init__(self, file: str, *, writes: bool = False) -> None:
        """Raises `Unreadable`, and `BadSettings` with places, when the file to be read can't be used."""
        self.file = file
        self.writes = writes
        # To be written anew, it must be understood all the same: it tells what was known of files outside the run.
        self._baseline = read_baseline(file) if os.path.exists(file) or not writes else Baseline()
        self._found: Counter[Known] = Counter()
        self._examined: set[str] = set()
        self._left_out = 0

    def without_known(
        self, name: str, document: Document, diagnostics: tuple[Diagnostic, ...]
    ) -> tuple[Diagnostic, ...]:
        """The findings of a file that are new; none are when the baseline is being written."""
        file = name_in_baseline(self.file, name)
        self._examined.add(file)
        if self.writes:
            self._found.update(identified(file, document, diagnostics))
            return ()
        new = self._baseline.without_known(file, document, diagnostics)
        self._left_out += len(diagnostics) - len(new)
        return new

    def finish(self, *, quiet: bool) -> None:
        """Write what has to be written, and say what is to be said about the baseline."""
        if self.writes:
            kept = self._of_other_files()
            write(baseline_text(self._found + kept), self.file)
            if not quiet:
                count = sum(self._found.values())
                notice(f"wrote {count} finding{'' if count == 1 else 's'} to `{visible(self.file)}`")
            return
        if not quiet:
            self._tell_stale()
            if self._left_out:
                are = "finding is" if self._left_out == 1 else "findings are"
                notice(f"{self._left_out} {are} left out, as `{visible(self.file)}` says")

    def _of_other_files(self) -> Counter[Known]:
        """What is known of files that this run did not examine, and that are still there."""
        folder = os.path.dirname(os.path.abspath(self.file))
        return Counter(
            {
                known: count
                for known, count in self._baseline.known.items()
                if known.file not in self._examined and os.path.exists(os.path.join(folder, known.file))
            }
        )

    def _tell_stale(self) -> None:
        folder = os.path.dirname(os.path.abspath(self.file))
        gone = {known.file for known in self._baseline.known if not os.path.exists(os.path.join(folder, known.file))}
        stale = self._baseline.stale(self._examined | gone)
        for known in stale[:_MOST]:
            place = f" at `{visible(known.path)}`" if known.path else ""
            notice(f"{visible(self.file)}: stale: {known.code}{place} of {visible(known.file)} is not there any more")
        if len(stale) > _MOST:
            notice(f"{visible(self.file)}: stale: {len(stale) - _MOST} more")
        if stale:
            notice(f"  help: `--write-baseline {visible(self.file)}` drops what is not there any more")
