"""Work that each start repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding, on_key, on_value
from easui.lint.registry import rule
from easui.service import Service
from easui.service.commands import SimpleCommand, start_commands
from easui.service.servers import is_model_server, model_argument, program_of

_HUBS = {"huggingface-cli": "download", "hf": "download", "modelscope": "download", "ossutil": "cp", "ossutil64": "cp"}
_HUB_NAME = r"[A-Za-z0-9][\w.-]*/[\w.-]+"
_HUB_CALL = r"snapshot_download\(|hf_hub_download\("


@rule("EAS911", "packages-at-start", Severity.INFO, covers=(52,))
def packages_at_start(service: Service) -> Iterator[Finding]:
    """Python packages are installed each time that a replica starts (`prepare`).

    Why: The image needs Python and pip, each replica that is added starts later, and none starts while the package
    index can't be reached.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {
            "computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]},
            "networking": {
              "vpc_id": "vpc-bp1oll7xawovg9t8", "vswitch_id": "vsw-bp1jjgkw51nsca1e",
              "security_group_id": "sg-bp1ej061cnyfn0b"
            }
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000, "prepare": {"pythonRequirements": ["numpy==1.26.4"]}
            }
          ]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "registry-vpc.cn-hangzhou.aliyuncs.com/acme/ranker:1.4.2", "script": "python app.py",
              "port": 8000
            }
          ]
        }

    Source: Parameters of model services (help page), `prepare`
    """
    for prepare in service.each("containers[].prepare"):
        if prepare.members():
            message = "packages are installed whenever a replica starts; the image needs Python and pip"
            yield on_key(prepare, message, "build the packages into the image to start sooner")


@rule("EAS912", "model-downloaded-at-start", Severity.INFO, confidence="medium", covers=(216,))
def model_downloaded_at_start(service: Service) -> Iterator[Finding]:
    """The start command downloads files, or its server loads the model from a hub by name.

    Why: What lies on the system disk is gone after a restart or update, so every start downloads again; and the
    internet is out of reach without a NAT gateway.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "wget https://example.com/model.tar.gz && python app.py", "port": 8000
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
              "script": "python app.py --model-path /model_dir", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/model_dir", "oss": {"path": "oss://bucket/model/", "readOnly": true}}]
        }

    Source: Agent skill of the vendor; Network connectivity (help page)
    """
    for started in start_commands(service):
        what = next((found for part in started.parts if (found := _downloaded(part))), None)
        if what is None and re.search(_HUB_CALL, started.value.as_string or ""):
            what = "a model"
        if what:
            yield on_value(
                started.value,
                f"the start command downloads {what}, and every start of a replica repeats it",
                "put the files on OSS, and mount them with an entry of `storage`",
            )


def _downloaded(part: SimpleCommand) -> str | None:
    """What a command downloads, in a few words."""
    program = program_of(part)
    if program in _HUBS and _HUBS[program] in part and (_HUBS[program] == "download" or _from_oss(part)):
        return "a model"
    if program == "git" and "clone" in part:
        return "a repository"
    addressed = any(word.startswith(("http://", "https://", "ftp://")) for word in part)
    if program == "wget" and addressed and "--spider" not in part:
        return "a file"
    saved = any(re.fullmatch(r"-[a-zA-Z]*[oO]|--output|--remote-name", word) for word in part)
    if program == "curl" and addressed and saved and "/dev/null" not in part:
        return "a file"
    model = model_argument(part) if is_model_server(part) else None
    return f"`{model}`" if model and re.fullmatch(_HUB_NAME, model) else None


def _from_oss(part: SimpleCommand) -> bool:
    """Whether `oss://` is the source of a copy, not its target."""
    places = [word for word in part if not word.startswith("-")][-2:]
    return len(places) == 2 and places[0].startswith("oss://")
