"""A page a rule from its docstring, and the index of all rules by family."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from easui.document import Diagnostic, Document, parse
from easui.lint import Rule, all_rules, documentation
from pages.markdown import Linker, code, escaped, fence, joined, prose, table
from pages.mentions import example_findings, known_parameter, parameters_of
from pages.page import Page, parameter_file, relative, rule_file

INDEX = "rules/index.md"

TITLES = {"gpu": "GPU"}
"""How a family is called where its capitalised name would not do."""

BOXES = {"error": "danger", "warning": "warning", "info": "info", "hint": "tip"}
"""The kind of box in which a finding of each severity is shown."""

FIXES = {"none": "none", "safe": "safe, with `--fix`", "unsafe": "likely, with `--fix --unsafe-fixes`"}

_INTRODUCTION = """\
What `easui lint` finds, by family. `easui rule CODE` shows the same pages in a terminal. A rule that is less than
certain is a warning or a hint, and stays silent where a more basic one has spoken about the same value.
"""


def rule_pages() -> Iterator[Page]:
    """The index and the page of each rule."""
    yield Page(INDEX, _index())
    for rule in all_rules():
        yield Page(rule_file(rule.code), _rule(rule))


def families() -> dict[str, list[Rule]]:
    """The rules by the title of their family, in the order of their codes."""
    return {
        TITLES.get(family, family.capitalize()): list(rules)
        for family, rules in groupby(all_rules(), lambda rule: rule.family)
    }


def severity(rule: Rule) -> str:
    """The severity of a rule, to be painted."""
    return f'<span class="severity {rule.severity.word}">{rule.severity.word}</span>'


def parameter_linker(page: str) -> Linker:
    """Links words that are paths of parameters to their pages; names of a single step might mean anything."""

    def link(word: str) -> str:
        path = known_parameter(word) if "." in word else ""
        return relative(parameter_file(path), page) if path and parameter_file(path) != page else ""

    return link


def _index() -> str:
    sections = [
        joined([f"## {family}", table(["Code", "Finds", "Severity", "Fix"], map(_row, rules))])
        for family, rules in families().items()
    ]
    return joined(["# Rules", _INTRODUCTION, *sections])


def _row(rule: Rule) -> tuple[str, str, str, str]:
    finds = f"**{rule.name}** {prose(documentation(rule).what, parameter_linker(INDEX))}"
    return f"[{rule.code}]({rule.code}.md)", finds, severity(rule), rule.fix.replace("none", "")


def _rule(rule: Rule) -> str:
    told = documentation(rule)
    page = rule_file(rule.code)
    link = parameter_linker(page)
    bad = parse(told.bad, told.language)
    about = ", ".join(f"[{code(path)}]({relative(parameter_file(path), page)})" for path in parameters_of(rule))
    facts = table(["", ""], [("Parameters", about), ("Fix", FIXES[rule.fix]), ("Source", escaped(told.source))])
    name = f"service.{told.language}"
    return joined(
        [
            f"---\ntitle: {rule.code} {rule.name}\n---",
            f"# {rule.code} {rule.name}",
            f"{severity(rule)} · {rule.family} · {rule.confidence} confidence\n{{ .facts }}",
            prose(told.what, link),
            "## Why",
            prose(told.why, link),
            "## Bad",
            fence(told.bad, told.language, name, [_line(bad, found) for found in example_findings(rule)]),
            *(_box(bad, found, link) for found in example_findings(rule)),
            "## Good",
            fence(told.good, told.language, name),
            "## More",
            facts,
        ]
    )


def _box(document: Document, found: Diagnostic, link: Linker) -> str:
    """What the linter says about an example, as a box in the colour of its severity."""
    word = found.severity.word
    parts = [f'!!! {BOXES[word]} "{word.capitalize()} in line {_line(document, found)}"', prose(found.message, link)]
    return "\n\n    ".join([*parts, *([f"Help: {prose(found.help, link)}"] if found.help else [])])


def _line(document: Document, found: Diagnostic) -> int:
    return document.lines.position(found.span.start).line
