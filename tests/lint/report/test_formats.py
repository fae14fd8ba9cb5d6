"""Reports in every format, from findings made by hand."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import pytest

from easui.document import Diagnostic, Document, Fix, Related, Severity, Span, TextEdit, parse
from easui.lint.report import FORMATS, FileReport, render

TEXT = """{
  "metadata": {
    "instnce": 1,
    "name": "早上好🚀"
  },
  "autoscaler": {"min": 4, "max": 2}
}
"""


def _span(document: Document, part: str) -> Span:
    start = document.text.index(part)
    return Span(start, start + len(part))


@pytest.fixture
def file() -> FileReport:
    document = parse(TEXT)
    key = _span(document, '"instnce"')
    rename = Fix("Rename to `instance`", (TextEdit(*key, '"instance"'),), safe=True)
    return FileReport(
        "a folder/service.json",
        document,
        (
            Diagnostic(
                "EAS001", "unknown-parameter", Severity.ERROR, "`metadata.instnce` is not known, 100%: no", key,
                ("metadata", "instnce"), "did you mean `instance`?", (), (rename,),
            ),
            Diagnostic(
                "EAS712", "max-below-min", Severity.WARNING, "`autoscaler.max` (2) is below `autoscaler.min` (4)",
                _span(document, "2}")._replace(end=document.text.index("2}") + 1), ("autoscaler", "max"), "",
                (Related("`min` is set here", _span(document, "4"), ("autoscaler", "min")),),
                (Fix("Swap them", (), safe=False), Fix("Write 8", (), safe=True)),
            ),
            Diagnostic(
                "EAS901", "advice", Severity.HINT, "a | b <c>", _span(document, "早上好🚀"), ("metadata", "name")
            ),
        ),
    )  # fmt: skip


def test_text(file: FileReport) -> None:
    assert (
        render("text", [file])
        == """\
error EAS001: `metadata.instnce` is not known, 100%: no (unknown-parameter)
  --> a folder/service.json:3:5
   |
 3 |     "instnce": 1,
   |     ^^^^^^^^^
   = help: did you mean `instance`? [fix]

warning EAS712: `autoscaler.max` (2) is below `autoscaler.min` (4) (max-below-min)
  --> a folder/service.json:6:35
   |
 6 |   "autoscaler": {"min": 4, "max": 2}
   |                         - `min` is set here
   |                                   ^
   = unsafe fix: Swap them
   = fix: Write 8

hint EAS901: a | b <c> (advice)
  --> a folder/service.json:4:14
   |
 4 |     "name": "早上好🚀"
   |              ^^^^^^^^

Found 1 error, 1 warning and 1 hint in 1 file. 2 can be fixed with `--fix`.
"""
    )


def test_colors_change_nothing_but_colors(file: FileReport) -> None:
    painted = render("text", [file], color=True)
    assert "\x1b[1;31merror EAS001\x1b[0m" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == render("text", [file])


def test_concise(file: FileReport) -> None:
    assert render("concise", [file]).splitlines()[1] == (
        "a folder/service.json:6:35: warning EAS712 `autoscaler.max` (2) is below `autoscaler.min` (4)"
    )


def test_json(file: FileReport) -> None:
    report = json.loads(render("json", [file, FileReport("b.json", parse("{}"), ())]))
    assert list(report) == ["version", "summary", "diagnostics"]
    assert report["summary"] == {"files": 2, "error": 1, "warning": 1, "info": 0, "hint": 1, "fixable": 2}
    second = report["diagnostics"][1]
    assert list(second) == [
        "file", "code", "rule", "severity", "message", "path", "start", "end", "help", "url", "related", "fixes",
    ]  # fmt: skip
    assert second["related"] == [
        {
            "message": "`min` is set here",
            "file": "a folder/service.json",
            "path": "autoscaler.min",
            "start": {"line": 6, "column": 25, "offset": TEXT.index("4, ")},
            "end": {"line": 6, "column": 26, "offset": TEXT.index("4, ") + 1},
        }
    ]
    third = report["diagnostics"][2]
    assert third["end"]["column"] - third["start"]["column"] == 4


def test_jsonl_is_the_same_a_line_each(file: FileReport) -> None:
    lines = [json.loads(line) for line in render("jsonl", [file]).splitlines()]
    assert lines == json.loads(render("json", [file]))["diagnostics"]


def test_github(file: FileReport) -> None:
    lines = render("github", [file]).splitlines()
    assert lines[0] == (
        "::error file=a folder/service.json,line=3,col=5,endLine=3,endColumn=14,title=EAS001 unknown-parameter::"
        "`metadata.instnce` is not known, 100%25: no%0Adid you mean `instance`?"
    )
    assert [line.split()[0] for line in lines] == ["::error", "::warning", "::notice"]


def test_github_escapes_names(file: FileReport) -> None:
    assert "file=a%3Ab%2Cc%25.json,line" in render("github", [file._replace(name="a:b,c%.json")])


def test_sarif(file: FileReport) -> None:
    log = json.loads(render("sarif", [file]))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert driver["name"] == "easui"
    described = driver["rules"][0]
    assert described["id"] == "EAS001"
    assert described["helpUri"] == "https://easui.example/rules/EAS001/"
    assert described["help"]["markdown"]
    assert described["shortDescription"]["text"]
    first, second, third = run["results"]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    assert [driver["rules"][result["ruleIndex"]]["id"] for result in run["results"]] == ["EAS001", "EAS712", "EAS901"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20folder/service.json"
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 14}
    assert first["fixes"][0]["artifactChanges"][0]["replacements"] == [
        {"deletedRegion": place["region"], "insertedContent": {"text": '"instance"'}}
    ]
    assert second["relatedLocations"][0]["message"]["text"] == "`min` is set here"
    assert "fixes" not in third


def test_sarif_without_findings() -> None:
    assert json.loads(render("sarif", []))["runs"][0]["results"] == []


def test_gitlab_fingerprints_outlive_moved_lines(file: FileReport) -> None:
    document = parse("\n\n" + TEXT)
    moved = [diagnostic._replace(span=Span(*(at + 2 for at in diagnostic.span))) for diagnostic in file.diagnostics]
    before = json.loads(render("gitlab", [file]))
    after = json.loads(render("gitlab", [FileReport(file.name, document, tuple(moved))]))
    assert [issue["fingerprint"] for issue in before] == [issue["fingerprint"] for issue in after]
    assert [issue["location"]["lines"]["begin"] for issue in before] == [3, 6, 4]
    assert [issue["severity"] for issue in before] == ["major", "minor", "info"]
    assert before[0]["location"]["path"] == "a folder/service.json"
    assert before[0]["check_name"] == "unknown-parameter"


def test_gitlab_fingerprints_differ(file: FileReport) -> None:
    twice = file._replace(diagnostics=file.diagnostics * 2)
    prints = [issue["fingerprint"] for issue in json.loads(render("gitlab", [twice, file._replace(name="b.json")]))]
    assert len(set(prints)) == len(prints) == 9


def test_junit(file: FileReport) -> None:
    root = ET.fromstring(render("junit", [file, FileReport("b.json", parse("{}"), ())]))
    assert root.attrib == {"name": "easui", "tests": "4", "failures": "2", "errors": "0"}
    assert [suite.get("failures") for suite in root] == ["2", "0"]
    failure = root[0][0].find("failure")
    assert failure is not None
    assert failure.get("message") == "`metadata.instnce` is not known, 100%: no"
    assert root[0][2].find("failure") is None


def test_junit_holds_no_character_that_xml_forbids(file: FileReport) -> None:
    evil = file.diagnostics[0]._replace(message="a\x00\x1b\ud800\ufffe b")
    assert ET.fromstring(render("junit", [file._replace(name="x\x1b.json", diagnostics=(evil,))])) is not None


def test_markdown(file: FileReport) -> None:
    lines = render("markdown", [file]).splitlines()
    assert lines[2].startswith("Found 1 error, 1 warning and 1 hint in 1 file.")
    assert lines[6] == (
        '| error | `a folder/service.json:3:5` | [EAS001](https://easui.example/rules/EAS001/ "unknown-parameter") '
        "| `metadata.instnce` is not known, 100%: no<br>did you mean `instance`? |"
    )
    assert "a \\| b \\<c\\>" in lines[8]


def test_markdown_of_very_many_findings_is_short(file: FileReport) -> None:
    many = render("markdown", [file._replace(diagnostics=file.diagnostics * 500)])
    assert len(many) < 65_536
    assert "… and 1300 more." in many


@pytest.mark.parametrize("name", FORMATS)
def test_no_files_give_a_whole_report(name: str) -> None:
    report = render(name, [])
    assert report == "" or report.endswith("\n")


def test_an_unknown_format() -> None:
    with pytest.raises(ValueError, match="nothing"):
        render("nothing", [])
