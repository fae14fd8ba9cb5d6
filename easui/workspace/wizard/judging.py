"""Whether an answer will do: as a number, as one of the options, and in the eyes of the linter."""

from __future__ import annotations

from easui.document import Severity, parse
from easui.lint import lint
from easui.workspace.wizard.prompt import Answers, Prompt
from easui.workspace.wizard.writing import service_text

_LONGEST_NUMBER = 9


def objection(prompt: Prompt, answer: str, answers: Answers) -> str:
    """What speaks against an answer to a prompt, in a line; empty when nothing does.

    `answers` are those to the other prompts. An error that the service would have at the prompt's place counts.
    """
    if prompt.closed and answer not in [option.value for option in prompt.options]:
        return "choose one of the list"
    if prompt.whole:
        if not (answer.isascii() and answer.isdigit()) or len(answer) > _LONGEST_NUMBER:
            return "a whole number is needed here"
        if int(answer) < prompt.least:
            return f"at least {prompt.least} is needed here"
    if not prompt.path:
        return ""
    document = parse(service_text({**answers, prompt.key: answer}), "json")
    depth = len(prompt.path)
    errors = (
        found
        for found in lint(document)
        if found.severity >= Severity.ERROR and found.path[:depth] == prompt.path[: len(found.path)]
    )
    return next((error.message for error in errors), "")
