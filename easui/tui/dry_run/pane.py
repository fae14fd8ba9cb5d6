"""The pane of the dry run: the result, or what keeps it away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message
from textual.widget import Widget

from easui.document import Diagnostic
from easui.tui.dry_run.letters import LETTERS
from easui.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from easui.tui.dry_run.body import Body, Labels
    from easui.tui.dry_run.line_list import LineList
    from easui.tui.dry_run.lines import Subject
    from easui.tui.dry_run.notices import Notice
    from easui.tui.dry_run.state import Known

_LEAP = 12
"""Points of the charts that Shift with an arrow goes."""


class DryRunPane(Container, can_focus=True):
    """Empty until it is opened: the editor paints before anything of the dry run is imported."""

    HELP_TITLE = "Dry run"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="dry-run.back"),
        Binding("left,h", "time(-1)", "Time", key_display="←→", tooltip="Earlier, later", id="dry-run.earlier"),
        Binding("right,l", "time(1)", "Later", show=False, tooltip="Earlier, later", id="dry-run.later"),
        Binding("shift+left", f"time(-{_LEAP})", "Much earlier", show=False, id="dry-run.much-earlier"),
        Binding("shift+right", f"time({_LEAP})", "Much later", show=False, id="dry-run.much-later"),
        Binding(
            "space",
            "play",
            "Play",
            tooltip="Let the cursor go through the time of the run, or stop it",
            id="dry-run.play",
        ),
        Binding("tab", "app.focus_next", "Next part", key_display="⇥", id="dry-run.next-part"),
        Binding("shift+tab", "app.focus_previous", "Previous part", show=False, id="dry-run.previous-part"),
        # These have no id: the letters stand beside the pieces of advice.
        *(
            Binding(letter, f"apply({number})", "Apply that advice", show=False)
            for number, letter in enumerate(LETTERS)
        ),
    ]

    class Opened(Message):
        """The pane came in sight."""

    class Left(Message):
        """The user goes back to the editor."""

    class Applied(Message):
        """The user wants a piece of advice in the text; `number` counts from 0."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    class ErrorChosen(Message):
        """The user goes to an error of the text."""

        def __init__(self, diagnostic: Diagnostic) -> None:
            super().__init__()
            self.diagnostic = diagnostic

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._body: Body | None = None
        self._notices: LineList | None = None

    @property
    def subject(self) -> Subject | None:
        """What the number in focus is about."""
        found: Subject | None = getattr(self.screen.focused, "subject", None)
        return found

    @property
    def diagnostic(self) -> Diagnostic | None:
        """The error under the cursor, when errors are what keeps the result away."""
        if self._notices is None or not self._notices.display:
            return None
        return _diagnostic_of(self._notices.row)

    @property
    def entrance(self) -> Widget:
        """The part that takes the focus when the pane is gone to; the pane itself, until there are parts."""
        if self._body is None or self._notices is None:
            return self
        return self._body.placement if self._body.display else self._notices

    def on_show(self) -> None:
        self.post_message(self.Opened())

    async def present(self, known: Known, labels: Labels, *, current: bool) -> None:
        """Show what a run found."""
        body, notices = await self._parts()
        if known.findings is None:
            from easui.tui.dry_run.notices import bad_inputs

            self._show_notices(notices, bad_inputs(known))
            return
        # Asked before: what is hidden loses the focus at some time, to nobody in particular.
        hands_on = self.has_focus or notices.has_focus
        notices.display, body.display = False, True
        await body.present(known, known.findings, labels, current=current)
        if hands_on:
            self.entrance.focus()
        self.can_focus = False  # its parts can from now on, or Shift+Tab would end at the pane

    async def say(self, rows: list[Notice]) -> None:
        """Show why there is no result."""
        _, notices = await self._parts()
        self._show_notices(notices, rows)

    def _show_notices(self, notices: LineList, rows: list[Notice]) -> None:
        assert self._body is not None
        had_focus = self.has_focus or self.has_focus_within
        self._body.display, notices.display = False, True
        notices.show(rows)
        if had_focus:
            notices.focus()
        self.can_focus = False

    async def _parts(self) -> tuple[Body, LineList]:
        if self._body is None or self._notices is None:
            from easui.tui.dry_run.body import Body
            from easui.tui.dry_run.line_list import LineList

            self._body, self._notices = Body(), LineList(id="dry-notices")
            self._notices.border_title = "Dry run"
            await self.mount_all([self._body, self._notices])
        return self._body, self._notices

    # -- what the user does

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        event.stop()

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        row: Any = event.row
        if self._body is not None and event.row_list is self._body.advice:
            self.action_apply(event.row_list.rows.index(row))
        elif (diagnostic := _diagnostic_of(row)) is not None:
            self.post_message(self.ErrorChosen(diagnostic))

    def action_time(self, step: int) -> None:
        if self._body is not None:
            self._body.over_time.move(step)

    def action_play(self) -> None:
        if self._body is not None:
            self._body.over_time.play()

    def action_apply(self, number: int) -> None:
        self.post_message(self.Applied(number))

    def action_leave(self) -> None:
        self.post_message(self.Left())


def _diagnostic_of(row: object) -> Diagnostic | None:
    found = getattr(row, "diagnostic", None)
    return found if isinstance(found, Diagnostic) else None
