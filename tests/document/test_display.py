from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from easui.document.display import shortened, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("\x1b[2J", "␛[2J"),
        ("a\nb\tc\r", "a␊b␉c␍"),
        ("\x7f\x9b31m", "␡<U+009B>31m"),
        ("abc\u202edef\u200b", "abc<U+202E>def<U+200B>"),
        ("\ud800", "\\ud800"),
        ("早上好 café 🚀", "早上好 café 🚀"),
    ],
)
def test_what_is_hidden_becomes_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_some_characters_may_be_kept() -> None:
    assert visible("a\n\tb\x1b", keep="\n\t") == "a\n\tb␛"


@given(st.text(st.characters(), max_size=80))
def test_nothing_shown_acts_on_a_terminal(text: str) -> None:
    shown = visible(text)
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in shown)
    shown.encode("utf-8")


@pytest.mark.parametrize(
    ("secret", "shown"),
    [("", "…"), ("hunter2", "…"), ("hunter22", "hu…"), ("abcdef123456", "abcd…"), ("x" * 100, "xxxx…")],
)
def test_a_secret_is_never_shown_whole(secret: str, shown: str) -> None:
    assert shortened(secret) == shown
