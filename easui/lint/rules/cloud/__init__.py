"""Rules `EAS2xx`: public machines, their prices, and the order in which they are tried."""

from easui.lint.rules.cloud import capacity, machine_types, order, spot

__all__ = ["capacity", "machine_types", "order", "spot"]
