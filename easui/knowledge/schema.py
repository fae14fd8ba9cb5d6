"""Where the bundled schemas and catalogs lie, and reading them."""

from __future__ import annotations

import json
import os
from functools import cache
from typing import Any

import easui

SCHEMAS = ("service", "settings", "baseline", "inventory", "scenario")
"""Names of the bundled JSON Schemas, as `easui schema NAME` takes them."""


def data_folder() -> str:
    """The folder of the bundled data: beside the package in a source tree, inside it when installed."""
    package = os.path.dirname(os.path.abspath(easui.__file__))
    root = os.path.dirname(package)
    if os.path.exists(os.path.join(root, "pyproject.toml")) and os.path.isdir(os.path.join(root, "schemas")):
        return os.path.join(root, "schemas")
    return os.path.join(package, "schemas")


def schema_text(name: str) -> str:
    """The text of a bundled schema; raises `KeyError` for a name that is not in `SCHEMAS`."""
    if name not in SCHEMAS:
        raise KeyError(name)
    with open(os.path.join(data_folder(), f"{name}.schema.json"), encoding="utf-8") as file:
        return file.read()


@cache
def load_schema(name: str) -> dict[str, Any]:
    """A bundled schema as Python values; not to be changed."""
    schema: dict[str, Any] = json.loads(schema_text(name))
    return schema
