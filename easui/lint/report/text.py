"""The report for people: each finding with the lines that it is about, its cure, and a summary at the end."""

from __future__ import annotations

from collections.abc import Iterable

from easui.document import Diagnostic, Fix
from easui.document.display import visible
from easui.lint.report.excerpt import Mark, excerpt
from easui.lint.report.ink import Ink
from easui.lint.report.tally import FileReport, Tally
from easui.lint.report.veil import Veil


def render_text(files: Iterable[FileReport], ink: Ink, *, summary: bool = True, fixes: bool = False) -> str:
    """All findings, a blank line after each, and the summary; with `fixes` what each fix would change."""
    tally = Tally()
    parts: list[str] = []
    for file in files:
        tally.add(file)
        if file.diagnostics:
            veil = Veil(file.document)
            for diagnostic in file.diagnostics:
                finding = _finding(file, diagnostic, veil, ink)
                parts.append(finding + _previews(file, diagnostic, veil, ink) if fixes else finding)
    if summary:
        parts.append(ink.strong(tally.sentence()) + "\n")
    return "\n".join(parts)


def _finding(file: FileReport, diagnostic: Diagnostic, veil: Veil, ink: Ink) -> str:
    lines = file.document.lines
    line, column = lines.position(diagnostic.span.start)
    gutter = len(str(max([line, *(lines.position(related.span.start).line for related in diagnostic.related)])))
    level = ink.severity(diagnostic.severity, f"{diagnostic.severity.word} {diagnostic.code}")
    arrow = ink.quiet("-->")
    marks = [Mark(diagnostic.span, diagnostic.severity)]
    marks += (Mark(related.span, label=veil.say(related.message)) for related in diagnostic.related)
    drawn = [
        f"{level}: {ink.strong(veil.say(diagnostic.message))} {ink.quiet(f'({diagnostic.rule})')}",
        f" {' ' * gutter}{arrow} {ink.name(f'{visible(file.name)}:{line}:{column}')}",
        *excerpt(veil.text, lines, marks, ink),
        *(f" {' ' * gutter} {ink.quiet('=')} {advice}" for advice in _advice(diagnostic, veil, ink)),
    ]
    return "\n".join(drawn) + "\n"


def _previews(file: FileReport, diagnostic: Diagnostic, veil: Veil, ink: Ink) -> str:
    """What each fix of a finding would change, the fixes by their titles."""
    from easui.lint.report.preview import preview

    lines: list[str] = []
    for fix in diagnostic.fixes:
        lines.append(f"{ink.strong(_kind(fix))}: {veil.say(fix.title)}")
        lines += (f"  {line}" for line in preview(file.document, fix, ink))
    return "".join(f"   {line}\n" for line in lines)


def _advice(diagnostic: Diagnostic, veil: Veil, ink: Ink) -> list[str]:
    """The cure in words and what easui can do itself; one fix is a mark behind the help, several are listed."""
    fixes = diagnostic.fixes
    if diagnostic.help and len(fixes) == 1:
        return [f"{ink.strong('help')}: {veil.say(diagnostic.help)} {ink.name(f'[{_kind(fixes[0])}]')}"]
    advice = [f"{ink.strong('help')}: {veil.say(diagnostic.help)}"] if diagnostic.help else []
    return advice + [f"{ink.strong(_kind(fix))}: {veil.say(fix.title)}" for fix in fixes]


def _kind(fix: Fix) -> str:
    return "fix" if fix.safe else "unsafe fix"
