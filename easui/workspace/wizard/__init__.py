"""A new service from five questions: what it is called, what runs, where, how large, and how it grows.

Answers are texts by the key of their prompt, as people type them; what is not answered has a default that depends on
the answers before it. `prompts` asks, `objection` judges an answer, `service_text` writes the service; a `Walk` goes
through them all. Knows no view.
"""

from easui.workspace.wizard.judging import objection
from easui.workspace.wizard.prompt import QUESTIONS, Answers, Option, Prompt
from easui.workspace.wizard.questions import prompts, values
from easui.workspace.wizard.walk import Walk
from easui.workspace.wizard.writing import service_text

__all__ = ["QUESTIONS", "Answers", "Option", "Prompt", "Walk", "objection", "prompts", "service_text", "values"]
