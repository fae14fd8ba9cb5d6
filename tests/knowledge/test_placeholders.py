"""Texts that stand for a value which somebody still has to fill in."""

from __future__ import annotations

import pytest

from easui.knowledge import is_placeholder


@pytest.mark.parametrize(
    "text",
    ["vpc-bp1oll7xawovg9*****", "your-bucket", "oss://your_bucket/", "eas-r-xxxx", "xx", "XXX", "oss://xxx/model/",
     "<region>", "<your name>", "${TOKEN}"],
)  # fmt: skip
def test_placeholders(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    ["", "x", "vpc-bp1oll7xawovg9", "axxon", "index.xx1", "python app.py < in > out", "a * b", "$HOME/model", "1 < 2",
     "flavour-1"],
)  # fmt: skip
def test_values_that_only_look_odd(text: str) -> None:
    assert not is_placeholder(text)
