"""Rules `EAS4xx`: containers, images and health checks."""

from easui.lint.rules.containers import images, logins, models, packages, ports, preparation, probes, start, startup

__all__ = ["images", "logins", "models", "packages", "ports", "preparation", "probes", "start", "startup"]
