"""Code actions and renames: what an editor offers to do, and what becomes of the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from easui.assist.actions import Action, actions, fix_everything, has_safe_fix
from easui.assist.cursor import all_levels
from easui.assist.rename import renamable, rename
from easui.document import Document, EditRefused, Language, Scalar, Span, format_path, parse, to_python
from easui.lint import lint

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.json*"))


def offered(document: Document, offset: int) -> list[Action]:
    return actions(document, Span(offset, offset), lint(document))


def after(text: str, word: str, title: str, language: Language = "json") -> str:
    """The text after the action of a title (or a beginning of one) at a word."""
    document = parse(text, language)
    found = offered(document, text.index(word) + 1)
    action = next((action for action in found if action.title.startswith(title)), None)
    assert action is not None, [action.title for action in found]
    return document.apply(action.edits).text


def titles(text: str, word: str, language: Language = "json") -> list[str]:
    return [action.title for action in offered(parse(text, language), text.index(word) + 1)]


class TestSpellings:
    def test_dotted_keys_come_together(self) -> None:
        text = '{\n  "metadata": {\n    "rpc.keepalive": 5,\n    "cpu": 1,\n    "rpc.batching": true\n  }\n}\n'
        rpc = '{\n      "keepalive": 5,\n      "batching": true\n    }'
        expected = f'{{\n  "metadata": {{\n    "rpc": {rpc},\n    "cpu": 1\n  }}\n}}\n'
        assert after(text, '"rpc.k', "Write `rpc` as a nested") == expected

    def test_nested_object_with_its_comments(self) -> None:
        rpc = '{\n      // why\n      "keepalive": 5, // x\n      "batching": true\n    }'
        text = f'{{\n  "metadata": {{\n    "rpc": {rpc}\n  }}\n}}\n'
        assert "Write `rpc` as dotted keys" not in titles(text, '"rpc"', "jsonc")
        text = text.replace("      // why\n", "")
        expected = '{\n  "metadata": {\n    "rpc.keepalive": 5, // x\n    "rpc.batching": true\n  }\n}\n'
        assert after(text, '"rpc"', "Write `rpc` as dotted", "jsonc") == expected

    def test_yaml(self) -> None:
        nested = "metadata:\n  rpc:\n    keepalive: 5\n    mirror:\n      ratio: 3\n  cpu: 1\n"
        dotted = "metadata:\n  rpc.keepalive: 5\n  rpc.mirror:\n    ratio: 3\n  cpu: 1\n"
        assert after(nested, "rpc", "Write `rpc` as dotted", "yaml") == dotted
        assert after(dotted, "rpc", "Write `rpc` as a nested", "yaml") == nested

    def test_where_it_is_offered(self) -> None:
        text = '{"metadata": {"rpc": {"mirror": {"ratio": 3}}}}'
        for word in ('"rpc', '"mirror', '"metadata'):
            assert any("as dotted keys" in title for title in titles(text, word))
        assert "Write `mirror` as dotted keys" in titles(text, '"ratio')
        assert "Write `metadata` as dotted keys" not in titles(text, '"mirror')

    @pytest.mark.parametrize(
        ("text", "word"),
        [
            ('{"labels": {"a.b": "c"}}', '"a.b'),
            ('{"features": {"eas.aliyun.com/enable-rollout": "true"}}', '"eas.'),
            ('{"metadata": {"rpc.keepalive": 5, "rpc": {"keepalive": 6}}}', '"rpc.k'),
            ('{"metadata": {"rpc.keepalive": 5, "rpc": 7}}', '"rpc.k'),
            ('{"metadata": {"rpc": {}}}', '"rpc'),
            ('{"metadata": {"rpc": {"nonsense": 1}}}', '"rpc'),
        ],
    )
    def test_where_it_is_not(self, text: str, word: str) -> None:
        for title in titles(text, word):
            assert not title.startswith(("Write `labels`", "Write `features`", "Write `rpc`", "Write `eas`"))


class TestAccepting:
    def test_comment_above(self) -> None:
        text = '{\r\n\t"metadata": {\r\n\t\t"instnce": 1}}'
        expected = '{\r\n\t"metadata": {\r\n\t\t// easui: ignore EAS001\r\n\t\t"instnce": 1}}'
        assert after(text, '"instnce', "Accept EAS001", "jsonc") == expected

    def test_comment_that_is_there_takes_one_more(self) -> None:
        text = "metadata:\n  # easui: ignore EAS140 -- because\n  instnce: 1\n"
        expected = text.replace("EAS140 --", "EAS140 EAS001 --")
        assert after(text, "instnce", "Accept EAS001", "yaml") == expected
        text = "metadata:\n  instnce: 1 # easui: ignore EAS140\n"
        assert after(text, "instnce", "Accept EAS001", "yaml") == text.replace("EAS140", "EAS140 EAS001")

    def test_strict_json_has_no_comments(self) -> None:
        assert not any(title.startswith("Accept") for title in titles('{"metadata": {"instnce": 1}}', '"instnce'))


class TestMissing:
    def test_all_that_an_object_lacks(self) -> None:
        assert after('{"metadata": {}}', '"metadata', "Add the required") == '{"metadata": {"name": "", "instance": 1}}'
        text = '{"metadata": {"name": "a", "instance": 1}, "containers": [{"port": 80}]}'
        assert after(text, '"port', "Add the required `image`") == text.replace('{"port"', '{"image": "", "port"')

    def test_nothing_is_missing(self) -> None:
        text = '{"metadata": {"name": "a", "instance": 1}}'
        assert not any(title.startswith("Add the required") for title in titles(text, '"name'))


class TestFixing:
    def test_one_preferred_fix_for_each_finding(self) -> None:
        path = next(path for path in EXAMPLES if path.name == "broken.json")
        document = parse(path.read_text(encoding="utf-8"))
        for diagnostic in lint(document):
            found = [
                action for action in offered(document, diagnostic.span.start) if action.diagnostics == (diagnostic,)
            ]
            fixes = [action for action in found if action.edits in {fix.edits for fix in diagnostic.fixes}]
            assert sum(action.preferred for action in fixes) == bool(diagnostic.fixes)

    def test_everything_safe(self) -> None:
        document = parse('{\n  "metadata": {\n    "instnce": 2\n  }\n}\n')
        action = fix_everything(document)
        assert action is not None
        assert action.kind == "source.fixAll.easui"
        assert document.apply(action.edits).text == '{\n  "metadata": {\n    "instance": 2\n  }\n}\n'
        assert has_safe_fix(lint(document))
        assert fix_everything(parse("{}")) is None


class TestRename:
    @pytest.mark.parametrize(
        ("text", "word", "name", "expected"),
        [
            ('{"metadata": {"instnce": 1}}', '"instnce', "instance", '{"metadata": {"instance": 1}}'),
            ('{"networking": {"nlb": [{"netType": "a"}]}}', '"netType', "net_type", None),
            ('{"labels": {"a": "b"}}', '"a"', 'c"d', '{"labels": {"c\\"d": "b"}}'),
            ('{"autoscaler": {"strategies": {"gpu": 5}}}', '"gpu', "gpu[util]", None),
        ],
    )
    def test_allowed(self, text: str, word: str, name: str, expected: str | None) -> None:
        document = parse(text)
        changed = document.apply(rename(document, text.index(word) + 1, name)).text
        assert changed == (expected or text.replace(word.strip('"'), name))

    @pytest.mark.parametrize("name", ["cpu", "nonsense", "", "memory"])
    def test_refused(self, name: str) -> None:
        text = '{"metadata": {"memory": 1, "instance": 2}}'
        with pytest.raises(EditRefused):
            rename(parse(text), text.index('"instance') + 1, name)

    def test_places(self) -> None:
        text = '{"labels": {"a": "b"}}'
        document = parse(text)
        assert renamable(document, text.index('"a"') + 3) is not None  # the cursor stands behind the key
        assert renamable(document, text.index('"b"') + 1) is None
        with pytest.raises(EditRefused):
            rename(document, 0, "x")


def meaning(document: Document) -> dict[str, object]:
    """What a document says, by canonical path, whatever the spelling."""
    levels = [level for level in all_levels(document) if isinstance(level.node, Scalar)]
    return {format_path(level.path): to_python(level.node) for level in levels}


@given(st.sampled_from(EXAMPLES), st.data())
def test_actions_keep_texts_whole(path: Path, data: st.DataObject) -> None:
    text = path.read_text(encoding="utf-8")
    language: Language = "jsonc" if path.suffix == ".jsonc" else "json"
    if data.draw(st.booleans()):
        language = "yaml" if language == "json" and not parse(text, "yaml").faults else language
    document = parse(text, language)
    offset = data.draw(st.integers(0, len(text)))
    for action in offered(document, offset):
        changed = document.apply(action.edits)
        assert len(changed.faults) <= len(document.faults), action
        assert changed.text != text
        if action.kind == "refactor.rewrite":
            assert meaning(changed) == meaning(document)


@given(st.text('{}[]:,"\n abc1#/', max_size=60), st.sampled_from(["json", "jsonc", "yaml"]))
def test_nothing_raises_on_any_text(text: str, language: Language) -> None:
    document = parse(text, language)
    found = lint(document)
    for offset in range(len(text) + 1):
        for action in actions(document, Span(offset, offset), found):
            document.apply(action.edits)
        renamable(document, offset)
