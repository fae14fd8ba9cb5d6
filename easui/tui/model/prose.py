"""What is said about a place: the documentation of its field, and why a problem is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from easui.document import EACH, Diagnostic, Path, format_path
from easui.document.display import visible
from easui.knowledge import Field
from easui.tui.model.problems import MARKS, preferred

Style = Literal["title", "facts", "text", "heading", "value", "code", "quiet", "error", "warning", "info", "hint"]


class Passage(NamedTuple):
    """A piece of text with the part that it plays; a `value` has a name before its meaning."""

    style: Style
    text: str
    name: str = ""


def about_field(path: Path, field: Field | None) -> list[Passage]:
    """The documentation of a field."""
    if not path:
        return [Passage("title", "service"), Passage("text", "A whole service: choose a section at the left.")]
    if field is None:
        return [
            Passage("title", visible(format_path(path))),
            Passage("facts", "not a parameter that easui knows"),
            Passage("text", "EAS may ignore it. Ctrl+P finds a parameter by any word of its name."),
        ]
    passages = [Passage("title", _schema_path(path, field)), Passage("facts", _facts(field))]
    if field.description:
        passages.append(Passage("text", field.description))
    if field.deprecated or field.moved_to:
        target = f"; write {field.moved_to} instead" if field.moved_to else ""
        passages.append(Passage("warning", f"an older place that still works{target}"))
    if field.values:
        passages.append(Passage("heading", "Values" if field.enum else "Known values"))
        passages += [Passage("value", meaning, name or '""') for name, meaning in field.values.items()]
    if field.examples:
        examples = [_literal(example) for example in field.examples[:3]]
        passages.append(Passage("quiet", "e.g. " + "  ".join(examples)))
    if field.source:
        certain = "" if field.confidence == "high" else f" (confidence {field.confidence})"
        passages.append(Passage("quiet", f"source: {field.source}{certain}"))
    return passages


def about_problem(diagnostic: Diagnostic) -> list[Passage]:
    """A problem in a few lines: what is wrong, what to do, and which key does it."""
    word = diagnostic.severity.word
    style: Style = "error" if word == "error" else "warning" if word == "warning" else "info"
    passages = [Passage(style, f"{MARKS[diagnostic.severity]} {visible(diagnostic.message)}")]
    if diagnostic.help:
        passages.append(Passage("text", visible(diagnostic.help)))
    fix = preferred(diagnostic)
    keys = f"F4 {visible(fix.title)} · " if fix else ""
    passages.append(Passage("quiet", f"{keys}F5 why ({diagnostic.code})"))
    return passages


def why(diagnostics: Sequence[Diagnostic]) -> list[Passage]:
    """The reasons behind some problems: what each rule looks for and why that matters."""
    from easui.lint import documentation, find_rule

    passages: list[Passage] = []
    for diagnostic in diagnostics:
        passages.append(Passage("title", f"{diagnostic.code} {diagnostic.rule}"))
        passages += about_problem(diagnostic)[:-1]
        rule = find_rule(diagnostic.code)
        if rule is not None:
            said = documentation(rule)
            passages += [Passage("heading", "What the rule finds"), Passage("text", said.what)]
            passages += [Passage("heading", "Why that matters"), Passage("text", said.why)]
            passages += [Passage("heading", "Wrong"), Passage("code", said.bad.rstrip())]
            passages += [Passage("heading", "Right"), Passage("code", said.good.rstrip())]
            passages.append(Passage("quiet", f"source: {said.source}"))
        for fix in diagnostic.fixes:
            kind = "safe" if fix.safe else "look at the result"
            passages.append(Passage("value", f"({kind})", visible(fix.title)))
    return passages


def _facts(field: Field) -> str:
    kind = " or ".join(field.types) or "any value"
    facts = [kind, field.unit, f"default: {field.default_text}" if field.default_text else "no default"]
    return " · ".join(fact for fact in facts if fact)


def _schema_path(path: Path, field: Field) -> str:
    steps = field.path if len(field.path) == len(path) else path
    return format_path(tuple(EACH if isinstance(step, int) else step for step in steps))


def _literal(value: object) -> str:
    import json

    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else text[:79] + "…"
