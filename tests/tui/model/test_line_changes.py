"""What is moved in the text: where it lands."""

from __future__ import annotations

import pytest

from easui.document import Language, parse
from easui.tui.model.line_changes import landing_of_move, moved


@pytest.mark.parametrize(
    ("text", "language", "offset", "step"),
    [
        ('[1,,2 /* */\r "', "jsonc", 4, 1),
        ('{""b&a ":1:}<<: ', "json", 7, 1),
        ('{nu\rll<: putin{": {\n    ', "json", 14, 1),
    ],
)
def test_the_cursor_stays_in_a_broken_text_too(text: str, language: Language, offset: int, step: int) -> None:
    document = parse(text, language)
    after = document.apply(moved(document, offset, step))
    assert 0 <= landing_of_move(document, offset, step, after) <= len(after.text)


def test_the_cursor_goes_with_what_is_moved() -> None:
    document = parse('{\n  "a": 1,\n  "b": 2\n}\n', "json")
    after = document.apply(moved(document, document.text.index("a"), 1))
    assert after.text.index("a") == landing_of_move(document, document.text.index("a"), 1, after)
