"""The way through the questions: forward with an answer, back, and what the service looks like so far."""

from __future__ import annotations

from easui.workspace.wizard.judging import objection
from easui.workspace.wizard.prompt import Prompt
from easui.workspace.wizard.questions import prompts, values
from easui.workspace.wizard.writing import service_text


class Walk:
    """Where somebody stands in the questions. Answers that are a default's own follow it when it changes."""

    def __init__(self) -> None:
        self._answers: dict[str, str] = {}
        self._at = 0

    @property
    def prompts(self) -> list[Prompt]:
        """Everything that is asked as far as is known."""
        return prompts(self._answers)

    @property
    def prompt(self) -> Prompt:
        """What is asked now; the last prompt when all is answered."""
        asked = self.prompts
        return asked[min(self._at, len(asked) - 1)]

    @property
    def answered(self) -> list[Prompt]:
        """What was asked before."""
        return self.prompts[: self._at]

    @property
    def is_done(self) -> bool:
        """Whether everything is answered."""
        return self._at >= len(self.prompts)

    @property
    def text(self) -> str:
        """The service so far, with defaults for what is still to be asked."""
        return service_text(self._answers)

    def tried(self, answer: str) -> str:
        """The service as it would be with an answer to the prompt."""
        prompt = self.prompt
        return service_text({**self._answers, prompt.key: answer.strip() or prompt.default})

    def answer(self, prompt: Prompt) -> str:
        """The answer to a prompt, its default where there is none."""
        return values(self._answers)[prompt.key]

    def take(self, answer: str) -> str:
        """Answer the prompt and go on; an empty answer takes the default.

        What speaks against it, in a line; then nothing changes. Empty when it was taken.
        """
        prompt = self.prompt
        answer = answer.strip() or prompt.default
        words = objection(prompt, answer, self._answers)
        if words:
            return words
        if answer == prompt.default:
            self._answers.pop(prompt.key, None)
        else:
            self._answers[prompt.key] = answer
        self._at += 1
        return ""

    def back(self) -> bool:
        """Go to the prompt before; False at the first."""
        if self._at == 0:
            return False
        self._at -= 1
        return True
