"""What a run costs, by type of machine."""

from __future__ import annotations

from typing import Any

from easui.document.display import visible


def by_type(cost: dict[str, Any]) -> list[tuple[str, float, float]]:
    """Types that have a price, with their amounts and their parts of the total, the dearest first."""
    total = cost["total"] or 1
    known = ((name, value) for name, value in cost["by_instance_type"].items() if value or name not in cost["unpriced"])
    return sorted(((name, value, value / total) for name, value in known), key=_dearest)


def is_priced(cost: dict[str, Any]) -> bool:
    """Whether a price of anything that was used is known."""
    return bool(cost["total"] or not cost["unpriced"])


def unpriced(cost: dict[str, Any]) -> str:
    """The types that have no price."""
    return ", ".join(visible(str(name)) for name in cost["unpriced"])


def _dearest(row: tuple[str, float, float]) -> tuple[float, str]:
    return -row[1], row[0]
