"""Going through the problems and curing them, always with those of the text as it is now."""

from __future__ import annotations

from collections.abc import Callable

from easui.tui.screens.editor_view import EditorView
from easui.tui.widgets.form import READ_ONLY


class ProblemSteps:
    """Steps from problem to problem on one screen; those asked for during an analysis wait for its end."""

    def __init__(self, screen: EditorView) -> None:
        self._screen = screen
        self._waiting: list[Callable[[], None]] = []

    def go(self, direction: int) -> None:
        """Go to the next problem, or the one before."""
        self._when_checked(lambda: self._go(direction))

    def fix(self) -> None:
        """Apply the preferred fix of the problem at the selected place."""
        self._when_checked(self._fix)

    def fix_all(self) -> None:
        """Apply all safe fixes, as one step."""
        from easui.document.difference import difference
        from easui.lint import fix_all

        screen = self._screen
        fixed = fix_all(screen.session.document)
        edits = difference(screen.session.text, fixed.document.text)
        if screen.session.edit(edits, "Fix all that is safe", cursor=screen.editor.offset):
            screen.tell(f"{len(fixed.applied)} fixed, {len(fixed.remaining)} left · Ctrl+Z brings it back")
        else:
            screen.tell("Nothing can be fixed without looking at it: F8 goes through the problems")

    def run_waiting(self) -> None:
        """Do what waited for the problems to be known."""
        while self._waiting and self._screen.editor.checked:
            self._waiting.pop(0)()

    def _when_checked(self, step: Callable[[], None]) -> None:
        self._waiting.append(step)
        self.run_waiting()

    def _go(self, direction: int) -> None:
        stop = self._screen.editor.next_stop(direction)
        if stop is None:
            self._screen.tell("No problems: looks ready to deploy")
        else:
            self._screen.go_to_problem(stop.worst)

    def _fix(self) -> None:
        screen = self._screen
        found = screen.editor.fixable()
        if screen.session.read_only:
            screen.tell(READ_ONLY)
        elif found is None and screen.editor.here():
            screen.tell("This problem has no fix: F5 says why it is one")
        elif found is None:
            screen.tell("No problem here: F8 goes to the next")
        elif screen.editor.apply_fix(*found):
            screen.show_selected()
            screen.tell(f"{found[1].title} · Ctrl+Z takes it back")
