"""The documentation of a rule, read from the docstring of its function.

A docstring begins with what the rule finds, and goes on with sections that begin with a word and a colon: `Why:`,
`Bad:` and `Good:` with a whole config each (`Bad (jsonc):` where it is not JSON), and `Source:`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from easui.document import LANGUAGES, Language
from easui.lint.registry import Rule

_SECTION = re.compile(r"^(Why|Bad|Good|Source)(?: \((\w+)\))?:[ \t]*(.*)$", re.M)


class Documentation(NamedTuple):
    """What a rule finds and why that matters, a text that breaks it and one that does not, and the source."""

    what: str
    why: str
    bad: str
    good: str
    language: Language
    source: str


class BadDocumentation(ValueError):
    """A docstring that lacks a section; the message names the rule."""


def documentation(rule: Rule) -> Documentation:
    """Read a rule's docstring; raises `BadDocumentation` when a section is missing or empty."""
    from inspect import cleandoc

    text = cleandoc(rule.function.__doc__ or "")
    matches = list(_SECTION.finditer(text))
    language: Language = "json"
    sections = {"what": text[: matches[0].start()].strip() if matches else text}
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        body = text[match.end() : following.start() if following else len(text)]
        is_config = match[1] in ("Bad", "Good")
        sections[match[1].lower()] = cleandoc(body) + "\n" if is_config else _paragraph(f"{match[3]} {body}")
        language = next((known for known in LANGUAGES if known == match[2]), language)
    missing = [name for name in ("what", "why", "bad", "good", "source") if not sections.get(name, "").strip()]
    if missing:
        raise BadDocumentation(f"the docstring of {rule.code} lacks {', '.join(missing)}")
    sections["what"] = _paragraph(sections["what"])
    return Documentation(language=language, **sections)


def _paragraph(text: str) -> str:
    """Text with its lines joined; an empty line separates paragraphs."""
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()))
