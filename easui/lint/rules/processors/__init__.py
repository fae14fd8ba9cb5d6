"""Rules `EAS5xx`: deployment style, processors, and the models that they load."""

from __future__ import annotations

MODULES: dict[str, tuple[str, ...]] = {
    "codes": ("processor",),
    "models": ("processor", "processor_path", "model_path"),
    "settings": ("processor", "model_path", "oss_endpoint", "warm_up_data_path", "metadata.rpc"),
    "style": (),
}
"""The modules of the family, each with the paths of which one must be there before its rules can find anything."""
