"""`easui rule`: what a rule finds, why that matters, and how it looks when it is right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from easui.cli.arguments import Parser
from easui.cli.failure import FINE, Failure
from easui.cli.near import did_you_mean
from easui.cli.output import wants_color, write
from easui.lint import Rule, all_rules, documentation, find_rule, rule_url
from easui.lint.report import Ink
from easui.lint.report.entry import to_json

VERSION = 1
_WIDTH = 100


def run(arguments: Sequence[str]) -> int:
    """Run the command."""
    options = _parser().parse_args(arguments)
    if options.code and options.all:
        raise Failure("a rule and `--all` together", "name one rule, or take all of them", "easui rule")
    rules = (_named(options.code),) if options.code else all_rules()
    if options.output_format == "json":
        # Programs lint the examples, and those of such a rule say nothing without its settings.
        rules = rules if options.code else tuple(rule for rule in rules if not rule.needs_settings)
        write(to_json({"version": VERSION, "rules": [described(rule) for rule in rules]}) + "\n", options.output)
        return FINE
    ink = Ink(wants_color(options.color, options.output))
    if options.code or options.all:
        write("\n\n".join(_page(rule, ink) for rule in rules), options.output)
    else:
        write(_table(rules, ink), options.output)
    return FINE


def described(rule: Rule) -> dict[str, Any]:
    """A rule in the shape of the contract."""
    told = documentation(rule)
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity.word,
        "confidence": rule.confidence,
        "fix": rule.fix,
        "what": told.what,
        "why": told.why,
        "bad": told.bad,
        "good": told.good,
        "language": told.language,
        "source": told.source,
        "covers": list(rule.covers),
        "url": rule_url(rule.code),
    }


def _named(code: str) -> Rule:
    rule = find_rule(code)
    if rule is None:
        known = [word for rule in all_rules() for word in (rule.code, rule.name)]
        raise Failure(
            f"there is no rule `{code}`", did_you_mean(code, known) or "`easui rule` lists them", "easui rule"
        )
    return rule


def _page(rule: Rule, ink: Ink) -> str:
    told = documentation(rule)
    kind = {"none": "no fix", "safe": "safe fix", "unsafe": "unsafe fix"}[rule.fix]
    level = ink.severity(rule.severity, rule.severity.word)
    facts = [f"{ink.quiet('source')}  {told.source}", f"{ink.quiet('url')}     {rule_url(rule.code)}"]
    parts = [
        f"{ink.strong(f'{rule.code} {rule.name}')}  {level} · {rule.family} · {kind} · {rule.confidence} confidence",
        *_paragraphs(told.what),
        *_paragraphs(f"Why: {told.why}"),
        f"Bad:\n\n{_indented(told.bad)}",
        f"Good:\n\n{_indented(told.good)}",
        "\n".join(facts),
    ]
    return "\n\n".join(parts) + "\n"


def _table(rules: Iterable[Rule], ink: Ink) -> str:
    rules = tuple(rules)
    width = max(len(rule.name) for rule in rules)
    lines: list[str] = []
    family = ""
    for rule in rules:
        if rule.family != family:
            family = rule.family
            lines += ([""] if lines else []) + [ink.strong(family)]
        level = ink.severity(rule.severity, rule.severity.word.ljust(7))
        fix = {"none": "          ", "safe": "fix       ", "unsafe": "unsafe fix"}[rule.fix]
        lines.append(f"  {rule.code}  {rule.name.ljust(width)}  {level}  {ink.quiet(fix)}".rstrip())
    return "\n".join([*lines, "", "`easui rule CODE` explains one of them."]) + "\n"


def _paragraphs(text: str) -> list[str]:
    from textwrap import fill

    return [fill(paragraph, _WIDTH) for paragraph in text.split("\n\n")]


def _indented(text: str) -> str:
    from textwrap import indent

    return indent(text.rstrip("\n"), "    ")


def _parser() -> Parser:
    parser = Parser("rule", "Explain a rule of the linter; without one, list them all.")
    parser.add_argument("code", nargs="?", default="", metavar="CODE", help="its code or name, such as EAS001")
    parser.add_argument("--all", action="store_true", help="explain every rule")
    parser.add_format(("text", "json"))
    parser.add_argument("--output", default="", metavar="FILE", help="write it to a file")
    parser.add_color()
    return parser
