"""What is said about the place under the mouse."""

from __future__ import annotations

from textual import on
from textual.geometry import Offset

from easui.tui.editor.form_actions import FormActions
from easui.tui.model import meaning, prose
from easui.tui.model.prose import Passage
from easui.tui.text.pointer import Pointer
from easui.tui.widgets.hover_card import HoverCard


class HoverActions(FormActions):
    """Opens a card beside the mouse when it rests in the text, or clicks a mark in the gutter."""

    @on(Pointer.Rested)
    def _rested(self, event: Pointer.Rested) -> None:
        if event.offset > len(self.session.text):
            return
        here = [problem for problem in self.editor.problems if problem.span.start <= event.offset < problem.span.end]
        passages = [line for problem in here for line in prose.about_problem(problem)]
        passages += meaning.about_offset(self.session.document, event.offset, self.settings)
        if passages:
            self._say(passages, event.place)

    @on(Pointer.MarkClicked)
    def _mark_clicked(self, event: Pointer.MarkClicked) -> None:
        """Go to the worst problem of the line, and say what all of them are."""
        self.go_to_problem(event.problems[0])
        self._say([line for problem in event.problems for line in prose.about_problem(problem)], event.place)
        self.text.pointer.stay()

    @on(Pointer.WentOn)
    def _went_on(self) -> None:
        self.query_one(HoverCard).close()

    def _say(self, passages: list[Passage], place: Offset) -> None:
        self.query_one(HoverCard).present(passages, place)
