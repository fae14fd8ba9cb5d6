"""Rules `EAS3xx`: whole and shared GPUs, and what runs on them."""

from easui.lint.rules.gpu import devices, parallel, sharing

__all__ = ["devices", "parallel", "sharing"]
