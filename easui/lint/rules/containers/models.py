"""Where a container's server looks for its model."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Related, Severity
from easui.lint.finding import Finding, on_value
from easui.lint.registry import rule
from easui.service import Service
from easui.service.commands import StartCommand, start_commands
from easui.service.mounts import Mount, by_folder, mount_of
from easui.service.servers import is_model_server, model_argument

_PLATFORM_FOLDERS = ("/eas/", "/ml/", "/dev/", "/tmp/")
"""Folders that the platform fills, or that hold nothing of the image."""


@rule("EAS451", "oss-address-in-command", Severity.INFO, confidence="medium", covers=(40,))
def oss_address_in_command(service: Service) -> Iterator[Finding]:
    """An inference server is told to load its model from an `oss://` address.

    Why: vLLM, SGLang and the like read models from a local path; the bucket has to be mounted.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}, {"type": "ecs.gn6i-c8g1.2xlarge"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve oss://bucket/model --port 8000", "port": 8000
            }
          ]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}, {"type": "ecs.gn6i-c8g1.2xlarge"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /model_dir --port 8000", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/model_dir", "oss": {"path": "oss://bucket/model/", "readOnly": true}}]
        }

    Source: Agent skill of the vendor (storage guide)
    """
    for started in start_commands(service):
        for part in started.parts:
            model = model_argument(part) if is_model_server(part) else None
            if model and model.startswith("oss://"):
                yield on_value(
                    started.value,
                    f"the server is told to load `{model}`, but it reads models from a local path",
                    "mount the bucket with an entry of `storage`, and name the folder that it appears in",
                )
                break


@rule("EAS452", "path-outside-mounts", Severity.INFO, confidence="medium", covers=(41,))
def path_outside_mounts(service: Service) -> Iterator[Finding]:
    """The model that the start command names lies below none of the mounts.

    Why: Often the mount and the command disagree by a letter. A model that is part of the image is right as it is.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}, {"type": "ecs.gn6i-c8g1.2xlarge"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models --port 8000", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/model_dir", "oss": {"path": "oss://bucket/model/", "readOnly": true}}]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}, {"type": "ecs.gn6i-c8g1.2xlarge"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /model_dir --port 8000", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/model_dir", "oss": {"path": "oss://bucket/model/", "readOnly": true}}]
        }

    Source: good practice
    """
    every = by_folder(service)
    filled = [mount for mount in every.values() if any(source.name != "empty_dir" for source in mount.sources)]
    if not filled:
        return
    for started in start_commands(service):
        path = _lost_path(started, every)
        if path:
            yield on_value(
                started.value,
                f"the model is looked for in `{path}`, which is below none of the mounts",
                f"name a folder below `{filled[0].folder}`, unless the image holds the model",
                related=(Related("a mount appears here", filled[0].path.span, filled[0].path.place),),
            )


def _lost_path(started: StartCommand, every: dict[str, Mount]) -> str | None:
    """The model's path where no mount holds it, and the command uses no mount and makes the path in no other way."""
    words = list(started.words)
    paths = [word.rpartition("=")[2] for word in words]
    if any(mount_of(path, every) for path in paths if path.startswith("/")):
        return None
    for part in started.parts:
        path = model_argument(part)
        if path and path.startswith("/") and not path.startswith(_PLATFORM_FOLDERS) and words.count(path) == 1:
            return path if "$" not in path else None
    return None
