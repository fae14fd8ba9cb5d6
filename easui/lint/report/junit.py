"""JUnit XML: a suite a file, a failed case a problem; what is said for information does not fail."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from easui.document import Diagnostic, Severity
from easui.document.display import visible
from easui.lint.report.tally import FileReport
from easui.lint.report.veil import Veil


def render_report(files: Iterable[FileReport]) -> str:
    """The document with its XML declaration."""
    root = ET.Element("testsuites", name="easui")
    tests = failures = 0
    for file in files:
        failed = sum(_fails(diagnostic) for diagnostic in file.diagnostics)
        cases = len(file.diagnostics) or 1
        suite = ET.SubElement(
            root, "testsuite", name=visible(file.name), tests=str(cases), failures=str(failed), errors="0"
        )
        _add_cases(suite, file)
        tests += cases
        failures += failed
    root.attrib.update(tests=str(tests), failures=str(failures), errors="0")
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _add_cases(suite: ET.Element, file: FileReport) -> None:
    name = visible(file.name)
    if not file.diagnostics:
        ET.SubElement(suite, "testcase", name="easui lint", classname=name)
        return
    veil = Veil(file.document)
    for diagnostic in file.diagnostics:
        line, column = file.document.lines.position(diagnostic.span.start)
        title = f"{diagnostic.code} {diagnostic.rule} ({line}:{column})"
        case = ET.SubElement(suite, "testcase", name=title, classname=name, file=name, line=str(line))
        message = veil.say(diagnostic.message)
        text = f"{name}:{line}:{column}: {diagnostic.severity.word} {diagnostic.code} {message}"
        if diagnostic.help:
            text += f"\nhelp: {veil.say(diagnostic.help)}"
        if _fails(diagnostic):
            ET.SubElement(case, "failure", type=diagnostic.severity.word, message=message).text = text
        else:
            ET.SubElement(case, "system-out").text = text


def _fails(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity >= Severity.WARNING
