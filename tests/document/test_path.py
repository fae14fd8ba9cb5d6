"""Paths and the text in which they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from easui.document import EACH, BadPath, Path, format_path, parse_path

KEYS = st.text() | st.text(st.sampled_from('a.[]"\\*0 \n😀\ud800'), max_size=5)
STEPS = KEYS | st.integers(0, 10**6) | st.just(EACH)


@given(st.lists(STEPS, max_size=5).map(tuple))
def test_every_path_reads_back_as_itself(path: Path) -> None:
    assert parse_path(format_path(path)) == path


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("metadata", "rpc", "batching"), "metadata.rpc.batching"),
        (("autoscaler", "strategies", "gpu[util]"), 'autoscaler.strategies["gpu[util]"]'),
        (("features", "eas.aliyun.com/gpu-driver-version"), 'features["eas.aliyun.com/gpu-driver-version"]'),
        (("containers", 0, "image"), "containers[0].image"),
        (("containers", EACH, "image"), "containers[].image"),
        (("",), '[""]'),
        ((0,), "[0]"),
        (("a b", "c-d"), "a b.c-d"),
    ],
)
def test_text_form(path: Path, text: str) -> None:
    assert format_path(path) == text
    assert parse_path(text) == path


def test_other_spellings_are_read() -> None:
    assert parse_path("containers[*].image") == ("containers", EACH, "image")
    assert parse_path('["metadata"]["cpu"]') == ("metadata", "cpu")
    assert parse_path('a["\\u0062"]') == ("a", "b")


@pytest.mark.parametrize("text", [".", "a.", "a..b", "a[", "a]", "a[x]", "a[0]b", 'a["x]', '["\\x"]', 'a"b', "a[-1]"])
def test_what_is_no_path_says_so(text: str) -> None:
    with pytest.raises(BadPath, match="is no path"):
        parse_path(text)
