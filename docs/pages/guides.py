"""The Markdown files of the repository as pages of the site: the README, the guides, and what they link to."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from easui.lint import all_rules
from pages.page import Page, relative, rule_file

DECISIONS = "decisions/index.md"

_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
_LINK_OR_CODE = re.compile(r"(!?\[(?:[^\]`]|`[^`]*`)*\])\(([^)\s]+)\)|(`+)(.+?)\3")


class BrokenLink(ValueError):
    """A link leads nowhere; the message names the file, the line and the link."""


class Guides:
    """All pages that come from files of a repository, and the other files that they show or link to."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.pages: list[Page] = []
        self.attachments: set[str] = set()
        self._codes = {rule.code for rule in all_rules()}
        waiting = ["README.md", *sorted(str(path.relative_to(root)) for path in root.glob("docs/**/*.md"))]
        done: set[str] = set()
        while waiting:
            file = waiting.pop(0)
            if file not in done:
                done.add(file)
                page, linked = self._page(file)
                self.pages.append(page)
                waiting += linked
        self.pages.append(self._decisions())

    def titles(self, folder: str) -> list[tuple[str, str]]:
        """The titles and files of the pages in a folder of the site, sorted by file."""
        inside = [page for page in self.pages if os.path.dirname(page.file) == folder and page.file != DECISIONS]
        return sorted((title_of(page.text), page.file) for page in inside)

    def _page(self, file: str) -> tuple[Page, list[str]]:
        """The page of a file, and the Markdown files that it links to."""
        place = _place(file)
        lines: list[str] = []
        linked: list[str] = []
        for number, line, is_text in lines_of(self.root / file):
            if not is_text:
                lines.append(line)
                continue

            def link(match: re.Match[str], number: int = number) -> str:
                label, target, _, word = match.groups()
                if label is None:
                    return f"[{match[0]}]({relative(rule_file(word), place)})" if word in self._codes else match[0]
                if re.match(r"[a-z]+:|#", target):
                    return match[0]
                found = self._resolve(file, number, target)
                if found.endswith(".md"):
                    linked.append(found)
                elif found != DECISIONS:
                    self.attachments.add(found)
                fragment = target.partition("#")[1:]
                return f"{label}({relative(_place(found), place)}{''.join(fragment)})"

            lines.append(_LINK_OR_CODE.sub(link, line))
        return Page(place, "\n".join(lines) + "\n"), [other for other in linked if other != DECISIONS]

    def _resolve(self, file: str, number: int, target: str) -> str:
        """The file of the repository that a link means; a folder means its README."""
        path = os.path.normpath(os.path.join(os.path.dirname(file), target.partition("#")[0]))
        if path == os.path.join("docs", "decisions"):
            return DECISIONS
        if (self.root / path / "README.md").is_file():
            path = os.path.join(path, "README.md")
        if not (self.root / path).is_file() or path.startswith(".."):
            raise BrokenLink(f"{file}:{number}: `{target}` leads nowhere")
        return path

    def _decisions(self) -> Page:
        rows = [f"- [{title}]({os.path.basename(file)})" for title, file in self.titles("decisions")]
        return Page(DECISIONS, "\n".join(["# Decisions", "", "Choices that a reader would question.", "", *rows, ""]))


def lines_of(path: Path) -> Iterator[tuple[int, str, bool]]:
    """The lines of a Markdown file with their numbers, and whether each is text and not a block of code."""
    opened = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        mark = _FENCE.match(line)
        yield number, line, not opened and not mark
        if mark and not opened:
            opened = mark[1]
        elif mark and mark[1].startswith(opened):
            opened = ""


def title_of(text: str) -> str:
    """The first heading of a page."""
    match = re.search(r"^# (.+)$", text, re.M)
    return match[1].replace("`", "") if match else ""


def _place(file: str) -> str:
    """Where a file of the repository stands in the site."""
    if not file.endswith(".md"):
        return file
    folder, name = os.path.split(file)
    if file.startswith("docs/decisions/") or file == DECISIONS:
        return f"decisions/{name}"
    if name == "README.md":
        return os.path.join(folder, "index.md")
    return f"guides/{name.lower()}"
