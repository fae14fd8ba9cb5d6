"""The result as JSON: its own keys in its own order, a step of the series a line."""

from __future__ import annotations

import json
import re
from typing import Any

_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")
_HOLE = '"series": null'


def render_json(result: dict[str, Any]) -> str:
    """The whole result; nothing of it is left out or rounded."""
    parts = [f"  {json.dumps(key)}: {_part(value)}" for key, value in result.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _part(value: Any) -> str:
    if not isinstance(value, dict) or not value.get("series"):
        return safe_json(value, indent=2).replace("\n", "\n  ")
    steps = ",\n".join(f"      {safe_json(step)}" for step in value["series"])
    # The mark can't stand in a string, where quotes are escaped.
    around = safe_json({**value, "series": None}, indent=2).replace("\n", "\n  ")
    return around.replace(_HOLE, f'"series": [\n{steps}\n    ]', 1)


def safe_json(value: Any, indent: int | None = None) -> str:
    """JSON in readable UTF-8 in which what acts on terminals, and lone surrogates, are escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
