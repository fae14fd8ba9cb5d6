"""Hovers, outlines, folds, selections, links and hints: what is asked about places of a document."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from easui.assist.folding import Fold, folds
from easui.assist.hints import hints
from easui.assist.hover import hover
from easui.assist.links import links
from easui.assist.outline import MAX_DEPTH, Symbol, outline
from easui.assist.selection import MOST, selections
from easui.document import Language, Span, parse
from easui.lint import Settings

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.json*"))
TEXTS = st.sampled_from([path.read_text(encoding="utf-8") for path in EXAMPLES])


def about(text: str, word: str, inside: int = 1, language: Language = "json") -> str:
    found = hover(parse(text, language), text.index(word) + inside)
    return found.text if found else ""


class TestHover:
    @pytest.mark.parametrize(
        ("text", "word", "expected"),
        [
            ('{"metadata": {"memory": 16000}}', "16000", "15.6 GiB"),
            ('{"metadata": {"gpu_memory": 8}}', "8", "8 GB"),
            ('{"metadata": {"rpc": {"keepalive": 90000}}}', "90000", "1.5 min"),
            ('{"metadata": {"qos": "BestEffort"}}', '"BestEffort', "BestEffort"),
            ('{"metadata": {"region": "cn-shanghai"}}', '"cn-s', "Shanghai"),
            ('{"processor": "pmml"}', '"pmml', "CPU"),
            ('{"dockerAuth": "dXNlcjpwYXNzd29yZA=="}', '"dXNl', "`user`"),
            ('{"dockerAuth": "nonsense"}', '"nonsense', "Not the Base64"),
            ('{"containers": [{"image": "nginx"}]}', '"nginx', "may change"),
            ('{"storage": [{"nfs": {"server": "a.cn-beijing.nas.aliyuncs.com"}}]}', '"a.cn', "cn-beijing"),
            ('{"metadata": {"instance": 1}}', "1", "default"),
        ],
    )
    def test_values(self, text: str, word: str, expected: str) -> None:
        assert expected in about(text, word, 0)

    def test_share_counts_replicas_within_the_bounds_of_the_autoscaler(self) -> None:
        text = (
            '{"metadata": {"instance": 2, "rolling_strategy": {"max_surge": "10%"}},'
            ' "autoscaler": {"min": 15, "max": 20}, "cloud": {"computing": {"instances": [{"capacity": "20%"}]}}}'
        )
        assert "3 of 15 replicas" in about(text, '"20%')
        assert "2 of 15 replicas" in about(text, '"10%')

    @pytest.mark.parametrize("key", ['"rpc.keepalive"', "'rpc.keepalive'"])
    def test_spellings_of_a_key(self, key: str) -> None:
        language: Language = "yaml" if key.startswith("'") else "json"
        assert "metadata.rpc.keepalive" in about(f'{{"metadata": {{{key}: 5}}}}', key, 2, language)

    def test_older_place_names_the_usual_one(self) -> None:
        assert "`metadata.name`" in about('{"name": "x"}', '"name')

    def test_own_keys_cannot_break_the_markup(self) -> None:
        text = '{"labels": {"a`\\u001b[31m*b*": "c`\\u202ed"}}'
        for word in ('"a`', '"c`'):
            shown = about(text, word)
            assert "\x1b" not in shown
            assert "\u202e" not in shown
            assert "``" in shown

    def test_secrets_are_never_whole(self) -> None:
        text = '{"token": "abcdefghijklmnopqrstuvwxyz"}'
        assert "abcd…" in about(text, '"abc')
        assert "efgh" not in about(text, '"abc')

    def test_schedules_with_their_next_runs(self) -> None:
        job = '{"Schedule": "0 0 18 * * *", "TimeZone": "Asia/Tokyo", "TargetSize": 3}'
        text = f'{{"cronscaler": {{"ScaleJobs": [{job}, {{"Schedule": "0 18 * *"}}]}}}}'
        now = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
        found = hover(parse(text), text.index('"0 0 18') + 1, now=now)
        assert found is not None
        assert "18:00" in found.text
        assert found.text.count("18:00:00") == 5
        assert "Tue 2026-01-06 18:00:00" in found.text
        assert "Asia/Tokyo" in found.text
        assert "Not a schedule" in about(text, '"0 18')

    def test_numbers_of_any_size(self) -> None:
        for number in ("1e999", "-1", "9" * 400, "1e-320", "0"):
            about(f'{{"metadata": {{"memory": {number}}}}}', number, 0)


def names(symbols: list[Symbol]) -> list[object]:
    return [[symbol.name, names(symbol.children)] if symbol.children else symbol.name for symbol in symbols]


class TestOutline:
    def test_items_are_told_apart(self) -> None:
        document = parse('{"containers": [{"image": "a"}, {"name": "b", "image": "c"}], "labels": {"x": null}}')
        symbols = outline(document)
        assert names(symbols) == [["containers", [["[0]", ["image"]], ["[1]", ["name", "image"]]]], ["labels", ["x"]]]
        assert [child.detail for child in symbols[0].children] == ["a", "b"]

    def test_secrets_are_short(self) -> None:
        assert outline(parse('{"token": "abcdefghijklmnop"}'))[0].detail == "abcd…"

    def test_selection_lies_inside(self) -> None:
        for symbol in outline(parse('{"a": [1, {"b": ')):
            assert symbol.span.start <= symbol.selection.start
            assert symbol.selection.end <= symbol.span.end

    def test_depth_is_bounded(self) -> None:
        symbols, depth = outline(parse("[" * 100_000)), 0
        while symbols:
            symbols, depth = symbols[0].children, depth + 1
        assert depth == MAX_DEPTH


class TestFolding:
    def test_closing_marks_stay_in_sight(self) -> None:
        document = parse('{\n  "a": {\n    "b": 1\n  },\n  "c": [1,\n    2]\n}\n')
        assert folds(document) == [Fold(0, 5, "region"), Fold(1, 2, "region")]

    def test_yaml_and_comments(self) -> None:
        text = "# one\n# two\na:\n  b: 1\n  c: 2\nd: 3 # x\n# y\n"
        assert folds(parse(text, "yaml")) == [Fold(0, 1, "comment"), Fold(2, 4, "region"), Fold(5, 6, "comment")]


class TestLinks:
    def test_where_they_lead(self) -> None:
        text = (
            '{"containers": [{"image": "nginx:1"}, {"image": "acme/app"}, {"image": "quay.io/a/b"},'
            ' {"image": "ghcr.io/a/b"}, {"image": "registry-vpc.cn-beijing.aliyuncs.com/a/b:1"}],'
            ' "storage": [{"oss": {"path": "oss://bucket-1/a b/c/"}}, {"oss": {"path": "oss://your-bucket/"}}]}'
        )
        targets = [link.target for link in links(parse(text)) if "help" not in link.target]
        assert targets == [
            "https://hub.docker.com/_/nginx",
            "https://hub.docker.com/r/acme/app",
            "https://quay.io/repository/a/b",
            "https://ghcr.io/a/b",
            "https://cr.console.aliyun.com/cn-beijing/instances",
            "https://oss.console.aliyun.com/bucket/oss-cn-beijing/bucket-1/object?path=a%20b%2Fc%2F",
        ]

    def test_region_of_the_settings(self) -> None:
        document = parse('{"model_path": "oss://bucket-1/m.zip"}')
        assert links(document)[1].target.endswith("/bucket")
        assert "oss-cn-beijing" in links(document, Settings(region="cn-beijing"))[1].target


class TestHints:
    def test_sparing(self) -> None:
        text = '{"metadata": {"memory": 512, "cpu": 4, "rpc": {"keepalive": 500}}, "unit": {"size": 2}}'
        assert hints(parse(text)) == []

    def test_defaults_behind_the_opening_mark(self) -> None:
        text = '{"metadata": {\n  "rpc": {\n    "keepalive": 5000\n  }\n}}'
        shown = hints(parse(text))
        assert [hint.text for hint in shown] == ["default max_queue_size 64, worker_threads 5", "5 s"]
        assert text[: shown[0].offset].endswith('"rpc": {')

    def test_part_of_a_text(self) -> None:
        text = '{"metadata": {"memory": 2048}, "queue": {"memory": 4096}}'
        assert [hint.text for hint in hints(parse(text), Span(0, 30))] == ["2 GiB"]


@given(TEXTS, st.data())
def test_selections_grow(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    spans = selections(parse(text), offset)
    assert spans[-1] == Span(0, len(text))
    assert all(span.start <= offset <= span.end for span in spans)
    for inner, outer in pairwise(spans):
        assert outer.start <= inner.start
        assert inner.end <= outer.end
        assert inner != outer


def test_selections_are_bounded() -> None:
    assert len(selections(parse("[" * 10_000), 9_000)) == MOST


@given(TEXTS, st.sampled_from(["json", "jsonc", "yaml"]), st.data())
def test_nothing_raises_in_texts_that_are_cut_off_or_garbled(
    text: str, language: Language, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    garbled = text[:start][-600:] + data.draw(st.text('{}[]:,"\n -x1#/&*', max_size=6)) + text[end:][:600]
    document = parse(garbled, language)
    for offset in range(max(0, min(600, start) - 3), min(len(garbled), min(600, start) + 4) + 1):
        found = hover(document, offset)
        assert found is None or found.span.start <= offset < found.span.end
        selections(document, offset)
    outline(document)
    assert all(fold.first < fold.last for fold in folds(document))
    links(document)
    hints(document)


@given(st.text(), st.sampled_from(["json", "jsonc", "yaml"]))
def test_nothing_raises_on_any_text(text: str, language: Language) -> None:
    document = parse(text, language)
    for offset in range(len(text) + 1):
        hover(document, offset)
        selections(document, offset)
    outline(document)
    folds(document)
    links(document)
    hints(document)
