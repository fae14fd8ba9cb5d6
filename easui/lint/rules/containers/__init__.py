"""Rules `EAS4xx`: containers, images and health checks."""

from easui.lint.rules.containers import images, ports, start

__all__ = ["images", "ports", "start"]
