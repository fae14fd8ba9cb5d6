"""The parts of a result beside each other, or below each other where there is no room for that."""

from __future__ import annotations

from typing import NamedTuple

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from easui.document.display import visible
from easui.tui.dry_run.advice import advice_rows
from easui.tui.dry_run.facts import fact_rows
from easui.tui.dry_run.line_list import LineList
from easui.tui.dry_run.over_time import OverTime
from easui.tui.dry_run.placement import placement_rows
from easui.tui.dry_run.state import Known
from easui.workspace.live_run import Findings

_SOUGHT = "Looking for advice…"
_ADVICE_ROWS = 4, 14
"""The fewest and the most rows of the screen for advice."""

_PLACEMENT_ROWS = 5, 16
"""Those for the placement where there is one column."""

_NO_ADVICE = "Nothing to advise: no change that was tried makes this run better."


class Labels(NamedTuple):
    """What the run goes by, in words: where it is placed, and on what traffic."""

    inventory: str
    scenario: str
    policy: str


class Body(Container):
    """Placement, advice, charts, numbers: each can have the focus."""

    def __init__(self) -> None:
        super().__init__(id="dry-body")
        self.placement = LineList(id="dry-placement")
        self.advice = LineList(id="dry-advice")
        self.over_time = OverTime(id="dry-time")
        self.facts = LineList(id="dry-facts")

    def compose(self) -> ComposeResult:
        with Vertical(id="dry-left"):
            yield self.placement
            yield self.advice
        with Vertical(id="dry-right"):
            yield self.over_time
            yield self.facts

    def on_mount(self) -> None:
        self.advice.border_title = "Advice"
        self.facts.border_title = "Rollout, requests, cost"
        self.advice.border_subtitle = self.facts.border_subtitle = "F5 why"

    async def present(self, known: Known, findings: Findings, labels: Labels, *, current: bool) -> None:
        """Show findings; `current` says that they belong to the text as it is now."""
        stale = "" if current else " …"
        # As `Text`: a plain string would be read as markup, in which brackets mean something.
        self.placement.border_title = Text(visible(f"Placement · {_machines(findings)} · {labels.inventory}{stale}"))
        self.placement.border_subtitle = f"placement at t = 0 · policy {labels.policy} · F5 why"
        self.over_time.border_title = Text(visible(f"Over time · {labels.scenario}{stale}"))
        self.placement.show(placement_rows(findings))
        self.facts.show(fact_rows(findings))
        self.advice.hint = visible(known.fault) or (_SOUGHT if known.advice is None else _NO_ADVICE)
        self.advice.show(advice_rows(known.advice or ()))
        self._fit()
        await self.over_time.present(findings)

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Leave to the placement what the advice does not need; in one column both have what they need."""
        self.advice.fit_height(*_ADVICE_ROWS)
        if self.screen.has_class("-narrow"):
            self.placement.fit_height(*_PLACEMENT_ROWS)
        else:
            self.placement.styles.height = None


def _machines(findings: Findings) -> str:
    """Where the replicas run: the resource group, machines that are bought, or both."""
    service = findings.result["service"]
    parts = [service["resource_group"] or "", "public" if service["instance_types"] else ""]
    return " + ".join(part for part in parts if part) or "machines"
