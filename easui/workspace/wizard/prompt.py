"""What one line of the questions asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from easui.document import Path

Answers = Mapping[str, str]
"""Texts by the key of the prompt that they answer."""

QUESTIONS = ("What is it called?", "What runs?", "Where does it run?", "How large is it?", "How does it grow?")


class Option(NamedTuple):
    """A proposed answer: what is taken, what it is called, and a word about it."""

    value: str
    title: str
    about: str = ""


class Prompt(NamedTuple):
    """One thing to ask; `question` is the index in `QUESTIONS` under which it stands.

    Only one of the `options` will do where the prompt is `closed`; they are proposals elsewhere. `path` is the place
    of the service that the answer decides, by which findings belong to it. An answer to a `whole` prompt is a number
    from `least` on.
    """

    key: str
    question: int
    label: str
    hint: str
    default: str
    options: tuple[Option, ...] = ()
    closed: bool = False
    path: Path = ()
    whole: bool = False
    least: int = 0

    def shown(self, value: str) -> str:
        """An answer as people call it."""
        return next((option.title for option in self.options if option.value == value), value)
