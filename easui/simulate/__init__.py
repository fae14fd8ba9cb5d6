"""The dry run: what a service would do on given machines under given traffic, before anything is deployed.

`simulate` makes a `Timeline`, `result_json` what other programs read, `easui.simulate.report` shows that, and
`easui.simulate.advice` looks for changes. Inputs are read by `inputs.read_inventory` and `inputs.scenario`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from easui.simulate.result import result_json
    from easui.simulate.timeline import Timeline, simulate

__all__ = ["Timeline", "result_json", "simulate"]

_LAZY = {"Timeline": "timeline", "result_json": "result", "simulate": "timeline"}


def __getattr__(name: str) -> Any:
    module = _LAZY.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(f"{__name__}.{module}"), name)
    return value
