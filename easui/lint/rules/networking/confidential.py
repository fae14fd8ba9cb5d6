"""Confidential inference: encrypted mounts and the key to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easui.document import Severity
from easui.knowledge.placeholders import is_placeholder
from easui.lint.finding import Finding, on_key, on_value
from easui.lint.registry import rule
from easui.service import Service


@rule("EAS664", "confidential-without-mounts", Severity.WARNING, covers=(214,))
def confidential_without_mounts(service: Service) -> Iterator[Finding]:
    """Confidential inference is on, and nothing is mounted.

    Why: It protects the files on mounts, and there are none.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "confidential": {
            "trustee_endpoint": "https://trustee.example.com", "decryption_key": "kbs:///default/key/model"
          }
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "confidential": {
            "trustee_endpoint": "https://trustee.example.com", "decryption_key": "kbs:///default/key/model"
          },
          "storage": [{"mount_path": "/model_dir", "oss": {"path": "oss://bucket/model/"}}]
        }

    Source: Parameters of model services (help page), `confidential`
    """
    confidential = service.get("confidential")
    if confidential and not service.each("storage[]"):
        message = "confidential inference protects files on mounts, and nothing is mounted"
        yield on_key(confidential, message, "add `storage` with the encrypted files")._replace(absence=True)


@rule("EAS665", "decryption-key-address", Severity.ERROR, covers=(215,))
def decryption_key_address(service: Service) -> Iterator[Finding]:
    """`decryption_key` is not the address of a key, `kbs:///…`.

    Why: The trust service looks the key up by its address; the key itself never stands in the file.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "confidential": {"trustee_endpoint": "https://trustee.example.com", "decryption_key": "abc"},
          "storage": [{"mount_path": "/model_dir", "oss": {"path": "oss://bucket/model/"}}]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "confidential": {
            "trustee_endpoint": "https://trustee.example.com", "decryption_key": "kbs:///default/key/model"
          },
          "storage": [{"mount_path": "/model_dir", "oss": {"path": "oss://bucket/model/"}}]
        }

    Source: Parameters of model services (help page), `confidential`
    """
    key = service.get("confidential.decryption_key")
    text = key.as_string if key else None
    if key and text and not re.fullmatch(r"kbs:///.+", text) and not is_placeholder(text):
        message = "`decryption_key` is not the address of a key at the trust service"
        yield on_value(key, message, "write its address, such as `kbs:///default/key/model`")
