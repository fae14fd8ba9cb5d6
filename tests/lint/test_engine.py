"""The engine: one mistake is one diagnostic, choices are kept to, and fixes come to an end."""

from __future__ import annotations

import pytest

from easui.document import Severity, parse
from easui.lint import Settings, fix_all, lint

REST = """
  "workspace_id": "140523"}, "processor": "pmml", "model_path": "oss://b/m.pmml",
  "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}}
"""


@pytest.mark.parametrize(
    "metadata",
    [
        '"nmae": "demo", "instance": 1',
        '"name": "demo", "instnce": 1',
        '"name": "demo", "replicas": 1',
        '"name": "demo", "instance": "1"',
        '"name": "demo", "instance": 1, "instance": 1',
        '"name": "demo", "instance": 1, "qos": "besteffort"',
        '"name": "your-service", "instance": 1',
        '"name": "demo" "instance": 1',
        '"name": "demo", "instance": 1, "memory": "4Gi"',
        '"name": "", "instance": 1',
        '"name": "demo", "instance": NaN',
        '"name": "demo", # of the search team\n "instance": 1',
    ],
)
def test_one_mistake_is_one_diagnostic(metadata: str) -> None:
    found = lint(parse(f'{{"metadata": {{{metadata}, {REST}'))
    assert len([each for each in found if each.severity >= Severity.WARNING]) == 1, found


def test_an_empty_name_at_its_older_place_is_one_diagnostic() -> None:
    text = '{"name": "", "metadata": {"instance": 1,' + REST
    assert [found.code for found in lint(parse(text))] == ["EAS005"]


def test_select_and_ignore_take_codes_beginnings_and_names() -> None:
    document = parse('{"metadata": {"name": "demo", "instnce": "1"}}')
    assert {each.code for each in lint(document, Settings(select=("EAS0",)))} == {"EAS001"}
    assert {each.code for each in lint(document, Settings(select=("unknown-parameter",)))} == {"EAS001"}
    assert "EAS001" not in {each.code for each in lint(document, Settings(ignore=("EAS0",)))}
    longer = Settings(select=("EAS001",), ignore=("EAS",))
    assert {each.code for each in lint(document, longer)} == {"EAS001"}


def test_severity_may_be_changed_and_switched_off() -> None:
    document = parse('{"metadata": {"name": "demo", "instnce": 1}}')
    info = Settings(select=("EAS001",), severity={"EAS0": Severity.INFO})
    assert [each.severity for each in lint(document, info)] == [Severity.INFO]
    assert lint(document, Settings(select=("EAS001",), severity={"EAS001": None})) == []


def test_a_run_can_be_ended_between_rules() -> None:
    class Enough(Exception):
        pass

    def stop() -> None:
        raise Enough

    with pytest.raises(Enough):
        lint(parse("{}"), Settings(), stop)


def test_fixes_are_applied_until_nothing_is_left_to_cure() -> None:
    fixed = fix_all(parse('{"metadata": {"name": "demo", "instnce": 2 "cpu": "4",}}'))
    assert fixed.document.text == '{"metadata": {"name": "demo", "instance": 2, "cpu": 4}}'
    assert {each.code for each in fixed.applied} == {"EAS001", "EAS002", "EAS006"}
    assert not [each for each in fixed.remaining if any(fix.safe for fix in each.fixes)]


def test_unsafe_fixes_need_consent() -> None:
    text = '{"metadata": {"name": "demo", "instance": 1, "resource": "eas-r-abcdef12", "cpu": 2, "memory": 16}}'
    assert fix_all(parse(text)).document.text == text
    assert '"memory": 16384' in fix_all(parse(text), unsafe=True).document.text


def test_service_with_an_empty_list_of_containers_runs_nothing() -> None:
    text = '{"metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"}, "containers": []}'
    assert "EAS502" in {each.code for each in lint(parse(text))}


def test_fixes_hold_no_more_of_a_text_than_they_change() -> None:
    script = "python a.py --api-key=sk-abcdef1234567890 --host 127.0.0.1 --port 8000"
    text = (
        '{"metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"}, '
        f'"containers": [{{"image": "acme/a:1", "script": "{script}", "port": 8000}}]}}'
    )
    document = parse(text)
    (found,) = (each for each in lint(document) if each.code == "EAS404")
    edits = found.fixes[0].edits
    assert "sk-abcdef" not in "".join(edit.text for edit in edits)
    assert document.apply(edits).text == text.replace("127.0.0.1", "0.0.0.0")
