"""Rules `EAS1xx`: identity of a service and what each of its replicas asks for."""

from easui.lint.rules.metadata import memory

__all__ = ["memory"]
