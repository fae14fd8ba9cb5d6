"""Comments that accept findings: what they are about, and what becomes of those that are of no use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from easui.document import Severity, parse
from easui.lint import Acceptance, Settings, fix_all, lint

LINES = [
    "{",
    '  "metadata": {"name": "demo",',
    '    "instance": "1",',
    '    "enable_grpc": "false", "workspace_id": "140523"},',
    '  "processor": "pmml", "model_path": "oss://bucket/model.pmml",',
    '  "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}]}}',
    "}",
]
PLAIN = "\n".join(LINES) + "\n"
CODES = ["EAS006", "EAS009", "EAS205", "EAS0", "wrong-type", "single-machine-type", "EAS131", "nonsense", "ALL"]
FOUND = ["EAS006", "EAS009", "EAS205"]

comments = st.builds(
    lambda words, codes, reason: f"easui:{words}{', '.join(codes)}{reason}",
    st.sampled_from(["ignore ", " ignore ", "ignore", "noqa ", " "]),
    st.lists(st.sampled_from(CODES), max_size=3),
    st.sampled_from(["", " -- a reason", " -- EAS205", "--"]),
)


def codes(text: str, language: str = "jsonc", settings: Settings = Settings()) -> list[str]:  # noqa: B008
    return [found.code for found in lint(parse(text, language), settings)]  # type: ignore[arg-type]


def with_line(number: int, line: str) -> str:
    return "\n".join([*LINES[:number], line, *LINES[number:]]) + "\n"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (PLAIN, FOUND),
        (PLAIN.replace('"1",', '"1", // easui: ignore EAS006'), ["EAS009", "EAS205"]),
        (PLAIN.replace('"1",', '"1", // easui: ignore EAS006 -- EAS009'), ["EAS009", "EAS205"]),
        (PLAIN.replace('"1",', '/*easui: ignore wrong-type*/ "1",'), ["EAS009", "EAS205"]),
        (with_line(2, "// easui: ignore EAS006"), ["EAS009", "EAS205"]),
        (with_line(2, "// easui: ignore EAS006\n\n   // and more words\n"), ["EAS009", "EAS205"]),
        (with_line(2, "// easui: ignore EAS006\n// easui: ignore ALL"), ["EAS009", "EAS205"]),
        (with_line(2, "/* easui: ignore EAS006\n   a long story */"), ["EAS009", "EAS205"]),
        (with_line(3, "// easui: ignore EAS006"), ["EAS006", "EAS009", "EAS017", "EAS205"]),
        (with_line(2, "// easui: ignore"), ["EAS006", "EAS009", "EAS018", "EAS205"]),
        (with_line(2, "// easui: ignore EAS06"), ["EAS006", "EAS009", "EAS018", "EAS205"]),
        (with_line(2, "// easui ignores nothing"), FOUND),
        (with_line(2, "// easui: ignore EAS006 // EAS009"), ["EAS009", "EAS017", "EAS018", "EAS205"]),
    ],
)
def test_what_a_comment_is_about(text: str, left: list[str]) -> None:
    assert sorted(codes(text)) == left


def test_yaml() -> None:
    text = 'metadata:\n  name: demo # easui: ignore EAS1\n  # easui: ignore EAS006 -- for now\n  instance: "1"\n'
    assert "EAS006" not in codes(text, "yaml")
    assert "EAS017" in codes(text, "yaml")


def test_strict_json_takes_none() -> None:
    text = with_line(2, "// easui: ignore EAS006")
    assert {"EAS006", "EAS013"} <= set(codes(text, "json"))


def test_a_broken_text_proves_nothing_idle() -> None:
    text = with_line(2, "// easui: ignore EAS131").replace("demo", 'demo", ,')
    assert "EAS002" in codes(text)
    assert "EAS017" not in codes(text)


@pytest.mark.parametrize("settings", [Settings(ignore=("EAS006",)), Settings(severity={"EAS006": None})])
def test_of_use_whatever_rules_are_chosen(settings: Settings) -> None:
    used, idle = with_line(2, "// easui: ignore EAS006"), with_line(1, "// easui: ignore EAS006")
    assert "EAS017" not in codes(used, settings=settings)
    assert "EAS017" in codes(idle, settings=settings)
    assert "EAS006" not in codes(idle, settings=settings)


@given(st.integers(0, len(LINES)), st.lists(comments, min_size=1, max_size=3), st.booleans())
def test_cures_take_away_what_is_of_no_use_and_nothing_else(number: int, texts: list[str], block: bool) -> None:
    lines = [f"/* {text} */" if block else f"// {text}" for text in texts]
    before = parse(with_line(number, "\n".join(lines)), "jsonc")
    found = lint(before)
    cured = fix_all(before, Settings(select=("EAS017",)))
    assert not cured.remaining
    after = lint(cured.document)
    assert [each[:4] for each in after] == [each[:4] for each in found if each.code != "EAS017"]
    assert [line for line in cured.document.text.splitlines() if "easui" not in line] == LINES


@pytest.mark.parametrize(
    ("acceptance", "left"),
    [
        (Acceptance("EAS006"), ["EAS009", "EAS205"]),
        (Acceptance("EAS0", ("metadata",)), ["EAS205"]),
        (Acceptance("EAS0", ("metadata", "instance")), ["EAS009", "EAS205"]),
        (Acceptance("EAS0", ("meta",)), FOUND),
        (Acceptance("single-machine-type", ("cloud", "computing", "instances", -1, "type")), ["EAS006", "EAS009"]),
        (Acceptance("EAS205", ("cloud", "computing", "instances", 1)), FOUND),
    ],
)
def test_settings_accept_by_code_and_path(acceptance: Acceptance, left: list[str]) -> None:
    assert sorted(codes(PLAIN, settings=Settings(accepted=(acceptance,)))) == left


def test_levels_of_the_settings() -> None:
    settings = Settings(severity={"EAS": Severity.HINT, "EAS006": Severity.INFO, "EAS205": None})
    found = lint(parse(PLAIN), settings)
    assert [(each.code, each.severity) for each in found] == [("EAS006", Severity.INFO), ("EAS009", Severity.HINT)]
