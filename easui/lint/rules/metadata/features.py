"""Feature switches whose values have a form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easui.document import Severity
from easui.knowledge.placeholders import is_placeholder
from easui.lint.finding import Finding, on_value
from easui.lint.registry import rule
from easui.service import Service


@rule("EAS153", "gpu-driver-version", Severity.WARNING, confidence="medium", covers=(94,))
def gpu_driver_version(service: Service) -> Iterator[Finding]:
    """The NVIDIA driver is asked for with something else than a version number.

    Why: EAS looks for a machine with exactly that driver, and finds none.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000}},
          "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}, {"type": "ml.gu7i.c8m30.1-gu30"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models/qwen --port 8000", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}],
          "features": {"eas.aliyun.com/gpu-driver-version": "latest"}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000}},
          "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}, {"type": "ml.gu7i.c8m30.1-gu30"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models/qwen --port 8000", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}],
          "features": {"eas.aliyun.com/gpu-driver-version": "tesla=550.127.08"}
        }

    Source: Parameters of model services (help page), the long sample; PAI-EAS deployment skill of the vendor
    """
    version = service.get('features["eas.aliyun.com/gpu-driver-version"]')
    text = version.as_string if version else None
    if version is None or text is None or is_placeholder(text):
        return
    if not re.fullmatch(r"(tesla=)?[0-9]+\.[0-9]+(\.[0-9]+)?", text):
        message = f"`{text}` is no version of an NVIDIA driver"
        yield on_value(version, message, "write it as `tesla=550.127.08` or `550.127.08`")
