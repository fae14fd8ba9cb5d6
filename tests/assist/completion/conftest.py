"""Asking for completions at a `|` in a text."""

from __future__ import annotations

import pytest

from easui.assist.completion import Item, complete
from easui.document import Document, Language, parse
from easui.lint import Settings
from easui.workspace.templates import templates


class Asked:
    """What is offered at the first `|` of a text."""

    def __init__(self, text: str, language: Language = "json", settings: Settings | None = None) -> None:
        self.offset = text.index("|")
        self.document: Document = parse(text.replace("|", "", 1), language)
        self.completions = complete(self.document, self.offset, settings or Settings(), templates())

    @property
    def labels(self) -> list[str]:
        """The labels in the order of the list."""
        return [item.label for item in self.completions.items]

    def item(self, label: str) -> Item:
        """The item of a label."""
        return next(item for item in self.completions.items if item.label == label)

    def accepted(self, label: str) -> str:
        """The text after an item was accepted by an editor without snippets."""
        item = self.item(label)
        return self.document.apply((*item.others, item.edit)).text


@pytest.fixture
def ask() -> type[Asked]:
    return Asked
