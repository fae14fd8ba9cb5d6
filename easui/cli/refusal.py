"""How commands say that a text keeps them from their work: where, why, and what to do."""

from __future__ import annotations

from easui.assist import Refused
from easui.document import Document
from easui.document.display import visible
from easui.lint.report.veil import Veil


def refusal_lines(name: str, document: Document, refused: Refused) -> str:
    """The place and the reason on one line, the cure if there is one on the next, without secrets of the file."""
    line, column = document.lines.position(refused.offset)
    veil = Veil(document)
    said = f"{visible(name)}:{line}:{column}: {veil.say(str(refused))}"
    return f"{said}\n  help: {veil.say(refused.help)}" if refused.help else said
