"""Every rule: its documentation holds, its fixtures hold, and nothing but the rule itself finds what it finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from easui.document import Document, Severity, parse
from easui.lint import Rule, Settings, all_rules, documentation, fix_all, lint
from easui.lint.registry import rules_for
from easui.service import read
from easui.workspace import language_of, read_settings

FIXTURES = Path(__file__).parents[1] / "rules"
RULES = all_rules()
DEFAULT = Settings()


def fixtures(kind: str) -> list[tuple[Rule, Path]]:
    return [(rule, path) for rule in RULES for path in sorted((FIXTURES / rule.code).glob(f"{kind}*"))]


def opened(path: Path) -> Document:
    data = path.read_bytes()
    bom = data.startswith(b"\xef\xbb\xbf")
    return parse(data.decode("utf-8-sig"), language_of(str(path)), bom=bom)


def settings_of(rule: Rule) -> Settings:
    """Those that lie beside the fixtures of a rule that finds nothing without them."""
    file = FIXTURES / rule.code / "easui.toml"
    return read_settings(str(file)).lint if rule.needs_settings else DEFAULT


def codes(document: Document, settings: Settings = DEFAULT) -> set[str]:
    return {found.code for found in lint(document, settings)}


def loud(document: Document, settings: Settings = DEFAULT) -> set[str]:
    return {found.code for found in lint(document, settings) if found.severity >= Severity.WARNING}


def name(case: object) -> str:
    return case.code if isinstance(case, Rule) else Path(str(case)).name


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_documentation_is_whole_and_true(rule: Rule) -> None:
    docs = documentation(rule)
    bad, good = parse(docs.bad, docs.language), parse(docs.good, docs.language)
    settings = settings_of(rule)
    assert rule.code in codes(bad, settings), "the bad example does not break the rule"
    assert loud(bad, settings) <= {rule.code}, "the bad example breaks other rules, too"
    assert rule.code not in codes(good, settings), "the good example breaks the rule"
    assert not loud(good, settings), "the good example breaks other rules"


@pytest.mark.parametrize(("rule", "path"), fixtures("bad"), ids=name)
def test_bad_fixture_breaks_its_rule_alone(rule: Rule, path: Path) -> None:
    document, settings = opened(path), settings_of(rule)
    assert rule.code in codes(document, settings)
    assert loud(document, settings) <= {rule.code}


@pytest.mark.parametrize(("rule", "path"), fixtures("good"), ids=name)
def test_good_fixture_breaks_nothing(rule: Rule, path: Path) -> None:
    document, settings = opened(path), settings_of(rule)
    assert rule.code not in codes(document, settings)
    assert not loud(document, settings)


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_every_rule_has_fixtures(rule: Rule) -> None:
    paths = [path for path in (FIXTURES / rule.code).glob("*") if path.is_file() and path.name != "easui.toml"]
    assert {path.name.split(".")[0].split("-")[0] for path in paths} == {"bad", "good"}
    assert rule.needs_settings == (FIXTURES / rule.code / "easui.toml").exists()


@pytest.mark.parametrize(("rule", "path"), fixtures("bad"), ids=name)
def test_disabled_rule_stays_silent(rule: Rule, path: Path) -> None:
    assert rule.code not in codes(opened(path), settings_of(rule)._replace(ignore=(rule.code,)))


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.fix != "none"], ids=name)
def test_fix_cures_what_it_promises(rule: Rule) -> None:
    docs = documentation(rule)
    texts = [parse(docs.bad, docs.language), *(opened(path) for path in sorted((FIXTURES / rule.code).glob("bad*")))]
    only = Settings(select=(rule.code,))
    results = [fix_all(text, only, unsafe=rule.fix == "unsafe") for text in texts]
    cured = [result for result in results if result.applied]
    assert cured, "no bad text of the rule offers the fix that the rule promises"
    for result in cured:
        assert not [fault for fault in result.document.faults if fault.kind == "syntax"]
        assert len(result.remaining) < len(lint(texts[results.index(result)], only))


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_rule_is_asked_wherever_it_finds_something(rule: Rule) -> None:
    """A module of rules is passed over where none of its paths is there; those paths must not be too few."""
    docs = documentation(rule)
    texts = [parse(docs.bad, docs.language), *(opened(path) for path in sorted((FIXTURES / rule.code).glob("bad*")))]
    for text in texts:
        assert rule in rules_for(read(text))


def test_codes_are_in_families_and_names_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.code[:3] == "EAS"
        assert rule.family in rule.function.__module__
        assert all(1 <= row <= 228 for row in rule.covers)


def test_fixture_folders_belong_to_rules() -> None:
    assert {path.name for path in FIXTURES.iterdir() if path.is_dir()} <= {rule.code for rule in RULES}
