"""What the guides show holds: links lead somewhere, examples lint as claimed, commands exist and print what is shown.

Comments above a block of code say what it is; readers don't see them:

- `<!-- file: NAME -->`: the commands below find the block in a file of that name;
- `<!-- lints: CODES -->`: what is found in it at warning or above; without it, a service has no errors;
- `<!-- run -->`: the commands are run, and print the lines below them; `…` stands for any lines.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

import pytest
from pages.guides import Guides, lines_of

from easui.cli import COMMANDS, module_of
from easui.cli.completion import parser_of
from easui.document import LANGUAGES, Severity, parse
from easui.lint import lint
from easui.workspace import is_service

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
GUIDES = [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md")), *sorted(ROOT.glob("*/README.md"))]


class Block(NamedTuple):
    """A block of code in a guide, and what the comments above it say."""

    place: str
    language: str
    text: str
    marks: dict[str, str]


def blocks(guide: Path) -> Iterator[Block]:
    """The blocks of a guide."""
    marks: dict[str, str] = {}
    place = language = ""
    body: list[str] | None = None
    for number, line, is_text in lines_of(guide):
        mark = re.fullmatch(r"<!-- (file|lints|run)(?:: (.+))? -->", line)
        if is_text:
            marks = {**marks, mark[1]: mark[2] or ""} if mark else {}
        elif body is None:
            place, language, body = f"{guide.name}:{number}", line.strip("`~ ").partition(" ")[0], []
        elif re.fullmatch(r" {0,3}(```+|~~~+)", line):
            yield Block(place, language, "".join(f"{row}\n" for row in body), marks)
            marks, body = {}, None
        else:
            body.append(line)


def commands(block: Block) -> list[tuple[str, list[str]]]:
    """The commands of a block with the lines that each prints."""
    found: list[tuple[str, list[str]]] = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found and found[-1][0].endswith("\\"):
            found[-1] = (f"{found[-1][0]}\n{line}", [])
        elif found:
            found[-1][1].append(line)
    return found


@pytest.fixture(params=GUIDES, ids=lambda guide: str(guide.relative_to(ROOT)))
def guide(request: pytest.FixtureRequest) -> Path:
    """Each guide."""
    path: Path = request.param
    return path


def test_every_link_leads_somewhere() -> None:
    assert Guides(ROOT).pages


def test_examples_parse_and_lint_as_claimed(guide: Path) -> None:
    for block in blocks(guide):
        if block.language == "toml":
            tomllib.loads(block.text)
        elif block.language in LANGUAGES:
            document = parse(block.text, block.language)
            assert not document.faults or "lints" in block.marks, block.place
            found = lint(document) if is_service(document, block.place) or "lints" in block.marks else []
            level = Severity.WARNING if "lints" in block.marks else Severity.ERROR
            codes = {diagnostic.code for diagnostic in found if diagnostic.severity >= level}
            claimed = set(re.findall(r"EAS\d+", block.marks.get("lints", "")))
            assert codes == claimed, block.place


def test_commands_exist_with_their_options(guide: Path) -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    for block in blocks(guide):
        for command, _ in commands(block) if block.language == "console" else ():
            words = shlex.split(command, comments=True)
            if words[0] == "make":
                assert words[1] in targets, (block.place, command)
            if words[0] == "easui" and len(words) > 1 and words[1] in COMMANDS:
                stops = [index for index, word in enumerate(words) if word in ("|", ">", "<", "&&", "||", ";")]
                parser_of(words[1], module_of(words[1])).parse_args(words[2 : min(stops, default=None)])


def test_commands_print_what_is_shown(guide: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1"}
    for block in blocks(guide):
        if "file" in block.marks:
            path = tmp_path / block.marks["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        for command, shown in commands(block) if "run" in block.marks else ():
            done = subprocess.run(
                ["bash", "-c", command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
            )
            said = done.stdout + done.stderr
            assert done.returncode < 126, (block.place, said)
            if shown:
                pattern = "\n".join(re.sub(r"([*?\[])", r"[\1]", line) if line != "…" else "*" for line in shown)
                assert fnmatchcase(said.rstrip("\n"), pattern.rstrip("\n")), (block.place, said)
