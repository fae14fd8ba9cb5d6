"""What all screens that open over the editor have in common: they answer once."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class Overlay(ModalScreen[Answer], Generic[Answer]):
    """Lies over the editor until it has an answer, or until the user leaves it without one."""

    def answer(self, answer: Answer | None) -> None:
        """Close with an answer; a second one, from a key or click that was on its way, closes nothing else."""
        if self.is_active:
            self.dismiss(answer)

    @property
    def unanswered(self) -> Answer | None:
        """What was typed and would be lost if everything ended now; None when nothing was."""
        return None

    def action_leave(self) -> None:
        self.answer(None)
