"""What is known of the dry run: the newest findings, and to which version of the text they belong."""

from __future__ import annotations

from typing import Any, NamedTuple

from easui.simulate.inputs.problem import InputProblem
from easui.tui.dry_run.figures import Figures, figures
from easui.tui.dry_run.files import Stamps
from easui.workspace.live_run import Advised, Answer, Fault, Findings, Order, Refused

_UNTIL_CURED = Figures(fit="no dry run: fix ✖")


class Known(NamedTuple):
    """What came of an order; `advice` is None while it is not known."""

    version: int
    findings: Findings | None = None
    advice: tuple[dict[str, Any], ...] | None = None
    problems: tuple[InputProblem, ...] = ()
    fault: str = ""


class Asked(NamedTuple):
    """An order for a version of the text, and how its files stood on the disk."""

    version: int
    order: Order
    stamps: Stamps = ()

    def covers(self, other: Asked) -> bool:
        """Whether the answers to this one are those to the other, too."""
        return self == other or self == other._replace(order=other.order._replace(advice=True))


class DryRunState:
    """Keeps the answers to the newest order. What was known before stays until the first of them is there."""

    def __init__(self) -> None:
        self.known: Known | None = None
        self._number = 0
        self._asked: Asked | None = None

    def ask(self, asked: Asked) -> int | None:
        """Take note of an order; its number, or None where the same was asked last."""
        if self._asked is not None and self._asked.covers(asked):
            return None
        self._number += 1
        self._asked = asked
        return self._number

    def cancel(self) -> None:
        """Forget what was ordered and what is known: the text has errors."""
        self.known = self._asked = None

    def take(self, number: int, answer: Answer) -> bool:
        """Take an answer; False when it is to an older order."""
        if number != self._number or self._asked is None:
            return False
        version = self._asked.version
        match answer:
            case Findings():
                self.known = Known(version, answer)
            case Advised() if self.known is not None:
                self.known = self.known._replace(advice=answer.advice)
            case Refused():
                self.known = Known(version, problems=answer.problems)
            case Fault() if self.known is not None and self.known.version == version and self.known.findings:
                self.known = self.known._replace(advice=(), fault=answer.words)
            case Fault():
                self.known = Known(version, fault=answer.words)
        return True

    def figures(self, version: int, *, has_errors: bool) -> Figures | None:
        """The figures of the title line; None while nothing is known."""
        known = self.known
        if has_errors:
            return _UNTIL_CURED
        if known is None:
            return None
        if known.findings is None:
            return Figures(fit="no dry run: see Ctrl+R")
        return figures(known.findings.start, known.findings.saved)._replace(is_stale=known.version != version)
