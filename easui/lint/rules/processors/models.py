"""Models of processors: where they lie and in which form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easui.document import Severity
from easui.knowledge.placeholders import is_placeholder
from easui.lint.finding import Finding, on_missing, on_value
from easui.lint.registry import rule
from easui.service import Service
from easui.service.mounts import by_folder, mount_of
from easui.service.unknown import has_unknown_keys

_ARCHIVES = (".tar.gz", ".tgz", ".tar", ".bz2", ".zip")
_MODEL_FILES = (
    ".pmml", ".pb", ".onnx", ".pt", ".pth", ".ptl", ".h5", ".pkl", ".joblib", ".bin", ".xml", ".json", ".model", ".txt",
    ".ckpt", ".caffemodel", ".safetensors", ".savedmodel", ".jar", ".whl",
)  # fmt: skip
_SCHEME = r"(?i)[a-z][a-z0-9+.-]+://"
_OTHER_SOURCES = ("storage", "model", "model_config", "data_image", "processor_params", "baseimage")
"""What can bring the model of a built-in processor in place of `model_path`."""


@rule("EAS511", "missing-model-path", Severity.WARNING, covers=(22,))
def missing_model_path(service: Service) -> Iterator[Finding]:
    """A built-in processor has no `model_path`, and no mount that could hold its model.

    Why: The processor brings no model of its own.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "processor": "pmml"
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml"
        }

    Source: Parameters of model services (help page); TorchEasyRec documentation
    """
    if not service.has("processor") or service.has("model_path") or service.has("containers"):
        return
    if any(service.has(source) for source in _OTHER_SOURCES) or has_unknown_keys(service):
        return
    yield on_missing(
        service,
        "model_path",
        f"the processor `{service.string('processor') or ''}` has no model to load",
        "add `model_path`, or mount the model with `storage`",
    )


@rule("EAS512", "model-is-no-archive", Severity.ERROR, covers=(23,))
def model_is_no_archive(service: Service) -> Iterator[Finding]:
    """`model_path` is an HTTP address of something else than an archive.

    A single file in a format of models is an info: samples have it.

    Why: Over HTTP the platform loads tar.gz, tar, bz2 and zip files; it can't list a folder there.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "processor": "pmml",
          "model_path": "http://example.com/models/scoring/"
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "processor": "pmml",
          "model_path": "http://example.com/models/scoring.tar.gz"
        }

    Source: Parameters of model services (help page), `model_path`
    """
    path = service.get("model_path")
    text = path.as_string if path else None
    if path is None or text is None or is_placeholder(text) or not re.match(r"https?://", text, re.IGNORECASE):
        return
    file = re.split(r"[?#]", text)[0].lower()
    if file.endswith(_ARCHIVES):
        return
    single = file.endswith(_MODEL_FILES)
    yield on_value(
        path,
        "`model_path` is a single file over HTTP; archives are what is documented"
        if single
        else "`model_path` is an HTTP address, but not of an archive",
        "pack the model as `.tar.gz`, `.tar`, `.bz2` or `.zip`, or put it on OSS",
        severity=Severity.INFO if single else Severity.ERROR,
    )


@rule("EAS513", "local-model-path", Severity.WARNING, covers=(24,))
def local_model_path(service: Service) -> Iterator[Finding]:
    """`model_path` or `processor_path` is a path on a local disk.

    Why: The platform can't read your disk; local paths work only with the client's test command.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "processor": "pmml",
          "model_path": "./model"
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "processor": "pmml",
          "model_path": "oss://bucket/model/"
        }

    Source: Parameters of model services (help page), `model_path`
    """
    for key in ("model_path", "processor_path"):
        path = service.get(key)
        text = path.as_string if path else None
        if path is None or text is None or is_placeholder(text):
            continue
        mounted = mount_of(text, by_folder(service)) if text.startswith("/") else None
        if mounted is None and (not re.match(_SCHEME, text) or text.startswith("file:")):
            yield on_value(
                path,
                f"`{key}` is `{text}`, a local path, which the platform can't read",
                "put it on OSS, and write `oss://bucket/…`",
            )
