"""`easui lint`: find what is wrong in service files, and fix it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from easui.cli.arguments import codes
from easui.cli.choices import Choices
from easui.cli.failure import CANNOT, FINE, FOUND, Failure
from easui.cli.lint_options import lint_parser as _parser
from easui.cli.linting import LintRun, Mode, Talk
from easui.cli.output import notice, wants_color, write
from easui.cli.reading import STDIN
from easui.document import Severity
from easui.lint import all_rules, unknown_codes
from easui.lint.report import FORMATS_FOR_PEOPLE, Ink, render

if TYPE_CHECKING:
    from easui.cli.known import KnownFindings

_COMMAND = "easui lint"


def run(arguments: Sequence[str]) -> int:
    """Run the command."""
    options = _parser().parse_args(arguments)
    choices = _choices(options)
    _refuse_contradictions(options)
    if options.watch:
        from easui.cli.watching import watch

        return watch(options.paths or ["."], options.config, lambda: _run(options, choices))
    return _run(options, choices)


def _run(options: argparse.Namespace, choices: Choices) -> int:
    """Lint everything once."""
    from easui.workspace import Unreadable
    from easui.workspace.settings_fault import BadSettings

    try:
        known = _known(options)
    except (Unreadable, BadSettings) as problem:
        from easui.cli.explanation import explain

        explain(problem)
        return CANNOT
    run = LintRun(
        paths=options.paths or ["."],
        choices=choices,
        mode=_mode(options),
        unsafe=options.unsafe_fixes,
        stdin_name=options.stdin_filename,
        known=known,
        jobs=options.jobs or _processors(),
        talk=Talk(options.quiet, options.verbose),
    )
    _report(run, options)
    if known:
        known.finish(quiet=options.quiet)
    return _exit_code(run, options)


def _report(run: LintRun, options: argparse.Namespace) -> None:
    """Do the work and show it, each part where it belongs."""
    color = wants_color(options.color, options.output)
    if run.mode == Mode.DIFF:
        write(run.diff(Ink(color)), options.output)
        if not options.quiet:
            notice(run.would_fix())
        return
    for_people = options.output_format in FORMATS_FOR_PEOPLE
    report = _rendered(run, options, color)
    if options.output_format == "text" and run.failed and not run.tally.files:
        report = ""  # nothing was examined, of which nothing can be said
    if run.mode == Mode.FIX and not options.quiet:
        if for_people:
            report = run.fixed_notices() + report
        elif run.fixed:
            notice(run.fixed_notices().rstrip())
    if run.fixed_stdin is None:
        write(report, options.output)
        return
    write(run.fixed_stdin)
    if options.output:
        write(report, options.output)
    else:
        notice(report.rstrip("\n"))


def _rendered(run: LintRun, options: argparse.Namespace, color: bool) -> str:
    summary = not options.quiet
    if options.statistics:
        from easui.lint.report.statistics import render_statistics

        return render_statistics(options.output_format, run.reports(), color=color, summary=summary)
    return render(options.output_format, run.reports(), color=color, summary=summary, fixes=options.show_fixes)


def _exit_code(run: LintRun, options: argparse.Namespace) -> int:
    if run.failed:
        return CANNOT
    found = run.failing or (run.mode == Mode.DIFF and run.fixed)
    return FOUND if found and not options.exit_zero else FINE


def _mode(options: argparse.Namespace) -> Mode:
    if options.diff:
        return Mode.DIFF
    return Mode.FIX if options.fix else Mode.CHECK


def _known(options: argparse.Namespace) -> KnownFindings | None:
    """The findings that are left out. Raises `Unreadable` and `BadSettings`."""
    if not options.baseline and not options.write_baseline:
        return None
    from easui.cli.known import KnownFindings

    if options.write_baseline:
        return KnownFindings(options.write_baseline, writes=True)
    return KnownFindings(options.baseline)


def _processors() -> int:
    from easui.cli.parallel import processors

    return processors()


def _refuse_contradictions(options: argparse.Namespace) -> None:
    """Say which options do not go together. Raises `Failure`."""
    if options.baseline and options.write_baseline:
        raise Failure("`--baseline` and `--write-baseline` together", "write the baseline first, then use it", _COMMAND)
    if options.diff and (options.baseline or options.write_baseline):
        raise Failure("a diff and a baseline together", "a baseline is about findings", _COMMAND)
    if options.statistics and options.output_format not in ("text", "json"):
        raise Failure("`--statistics` is shown as text or json", f"not as {options.output_format}", _COMMAND)
    if options.watch and (STDIN in options.paths or options.fix or options.write_baseline):
        raise Failure("`--watch` goes with files that others change", "leave out `-` and what writes files", _COMMAND)


def _choices(options: argparse.Namespace) -> Choices:
    select, extend_select, ignore = (
        tuple(code for text in texts for code in codes(text))
        for texts in (options.select, options.extend_select, options.ignore)
    )
    unknown = unknown_codes([*select, *extend_select, *ignore], all_rules())
    if unknown:
        from easui.cli.near import did_you_mean

        known = [word for rule in all_rules() for word in (rule.code, rule.name)]
        hint = did_you_mean(unknown[0], known) or "`easui rule` lists the rules"
        raise Failure(f"`{unknown[0]}` selects no rule", hint, _COMMAND)
    if options.region:
        _refuse_misspelt_region(options.region)
    level = Severity[options.fail_on.upper()] if options.fail_on else None
    return Choices(options.config, select, extend_select, ignore, options.region, level)


def _refuse_misspelt_region(region: str) -> None:
    from easui.cli.near import question
    from easui.document.display import visible
    from easui.lint.region_name import regions_meant

    meant = regions_meant(region)
    if meant:
        raise Failure(f"`{visible(region)}` is not a region that easui knows", question(meant), _COMMAND)
