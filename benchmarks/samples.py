"""Configs of a wanted size for the benchmarks."""

from __future__ import annotations

import json
from typing import Any

IMAGE = "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004"
_BYTES_OF_VARIABLE = 93


def config(size: int, name: str = "demo") -> str:
    """The text of a correct service of about `size` bytes; environment variables make it long."""
    service: dict[str, Any] = {
        "metadata": {"name": name, "instance": 2, "workspace_id": "140523", "rpc": {"keepalive": 60000}},
        "cloud": {"computing": {"instances": [{"type": "ecs.c7a.large"}, {"type": "ecs.c7.large"}]}},
        "containers": [{"image": IMAGE, "script": "python app.py", "port": 8000, "env": []}],
        "autoscaler": {"min": 1, "max": 5, "strategies": {"qps": 10}},
    }
    count = max(0, (size - len(json.dumps(service, indent=2))) // _BYTES_OF_VARIABLE)
    service["containers"][0]["env"] = [{"name": f"VAR_{i}", "value": "x" * 20} for i in range(count)]
    return json.dumps(service, indent=2) + "\n"
