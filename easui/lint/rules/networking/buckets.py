"""Mounts of OSS folders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easui.document import Severity
from easui.knowledge.placeholders import is_placeholder
from easui.lint.finding import Finding, on_contradiction, on_value, set_fix
from easui.lint.registry import rule, subject_rule
from easui.lint.subject import Subject
from easui.service import Service, Value
from easui.service.region import oss_endpoint, region_of

_SCHEME = "oss://"
_BUCKET_HOST = r"(?:https?://)?([a-z0-9][a-z0-9-]+)\.oss-[a-z0-9-]+\.aliyuncs\.com/?(.*)"


@rule("EAS641", "oss-path-scheme", Severity.ERROR, fix="unsafe", covers=(197,))
def oss_path_scheme(service: Service) -> Iterator[Finding]:
    """The path of an OSS mount does not begin with `oss://`.

    Why: The bucket is part of the address; other forms are not understood.

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
          "storage": [{"mount_path": "/model_dir", "oss": {"path": "/bucket/model/"}}]
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
          "storage": [{"mount_path": "/model_dir", "oss": {"path": "oss://bucket/model/"}}]
        }

    Source: Mount storage to services (help page); agent skill of the vendor (validator)
    """
    for path in service.each("storage[].oss.path"):
        text = path.as_string
        if not text or text.startswith(_SCHEME) or is_placeholder(text):
            continue
        meant = _as_address(text)
        yield on_value(
            path,
            f"`{path.text}` is `{text}`, which does not begin with `oss://`",
            f"write `{meant}`",
            set_fix(path, "", meant, f"Write `{meant}`"),
        )


@rule("EAS642", "oss-path-slash", Severity.INFO, fix="safe", confidence="medium", covers=(198,))
def oss_path_slash(service: Service) -> Iterator[Finding]:
    """The path of an OSS mount does not end with a slash.

    Why: A folder is mounted, and the slash says so. Without it, mounts usually work all the same.

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
          "storage": [{"mount_path": "/model_dir", "oss": {"path": "oss://bucket/model"}}]
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
          "storage": [{"mount_path": "/model_dir", "oss": {"path": "oss://bucket/model/"}}]
        }

    Source: Agent skill of the vendor
    """
    for path in service.each("storage[].oss.path"):
        text = path.as_string
        if text and text.startswith(_SCHEME) and not text.endswith("/") and not is_placeholder(text):
            fix = set_fix(path, "", f"{text}/", "Add the slash", safe=True)
            yield on_value(path, "a folder is mounted, and its path does not end with a slash", f"write `{text}/`", fix)


@subject_rule("EAS643", "oss-endpoint-of-mount", Severity.ERROR, fix="unsafe", covers=(199, 200))
def oss_endpoint_of_mount(subject: Subject) -> Iterator[Finding]:
    """The endpoint of an OSS mount is not the internal endpoint of the service's region.

    The region comes from the settings, or from the addresses in the file.

    Why: Mounts work only inside a region. A bucket elsewhere has to be replicated to this one.

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
          "storage": [
            {
              "mount_path": "/model_dir",
              "oss": {"path": "oss://bucket/model/", "endpoint": "oss-cn-beijing.aliyuncs.com"}
            }
          ]
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
          "storage": [
            {
              "mount_path": "/model_dir",
              "oss": {"path": "oss://bucket/model/", "endpoint": "oss-cn-hangzhou-internal.aliyuncs.com"}
            }
          ]
        }

    Source: Mount storage to services (help page); agent skill of the vendor
    """
    region = region_of(subject.service, subject.region)
    for value in subject.service.each("storage[].oss.endpoint"):
        text = value.as_string or ""
        endpoint = None if is_placeholder(text) else oss_endpoint(text)
        if endpoint is None:
            continue
        internal = f"oss-{region.name or endpoint.region}-internal.aliyuncs.com"
        if region.differs(endpoint.region):
            yield on_value(
                value,
                f"the endpoint is in {endpoint.region}, but the service runs in {region.name}",
                f"mount a bucket in {region.name} over `{internal}`",
                set_fix(value, "", internal, f"Write `{internal}`"),
                related=region.related(),
            )
        elif not endpoint.is_internal:
            message = f"`{text}` is a public endpoint; mounts work over the internal one"
            fix = set_fix(value, "", internal, f"Write `{internal}`")
            yield on_value(value, message, f"write `{internal}`, or leave it out", fix)


@rule("EAS644", "oss-path-mounted-twice", Severity.WARNING, covers=(201,))
def oss_path_mounted_twice(service: Service) -> Iterator[Finding]:
    """The same OSS folder is mounted twice.

    Why: The Python SDK refuses it, and one mount would do.

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
          "storage": [
            {"mount_path": "/model_dir", "oss": {"path": "oss://bucket/model/"}},
            {"mount_path": "/backup", "oss": {"path": "oss://bucket/model/"}}
          ]
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
          "storage": [
            {"mount_path": "/model_dir", "oss": {"path": "oss://bucket/model/"}},
            {"mount_path": "/backup", "oss": {"path": "oss://bucket/backup/"}}
          ]
        }

    Source: PAI Python SDK
    """
    first: dict[str, Value] = {}
    for path in service.each("storage[].oss.path"):
        text = (path.as_string or "").rstrip("/")
        if not text or is_placeholder(text):
            continue
        if text in first:
            yield on_contradiction(
                first[text],
                path,
                f"`{path.as_string}` is mounted twice",
                "keep one of the two mounts",
                note="it is mounted here, too",
            )
        else:
            first[text] = path


def _as_address(text: str) -> str:
    """The `oss://` address that another spelling most likely means."""
    if host := re.fullmatch(_BUCKET_HOST, text):
        return f"{_SCHEME}{host[1]}/{host[2]}"
    return _SCHEME + re.sub(r"^(?:oss:)?[/\\]*", "", text, flags=re.IGNORECASE)
