"""Mounts: where they appear, and what they bring."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.knowledge.placeholders import is_placeholder
from easui.lint.finding import Finding, on_contradiction, on_missing, on_value, set_fix
from easui.lint.registry import rule
from easui.service import Service, Value
from easui.service.commands import start_commands
from easui.service.mounts import SOURCES, Mount, by_folder, folders_of, mount_of, mounts
from easui.service.servers import model_argument
from easui.service.unknown import has_unknown_keys

_SYSTEM_FOLDERS = frozenset(
    (
        "/", "/bin", "/boot", "/dev", "/etc", "/lib", "/lib32", "/lib64", "/proc", "/sbin", "/sys", "/usr", "/usr/bin",
        "/usr/lib", "/usr/sbin",
    )
)  # fmt: skip
_READ_ONLY_KEYS = {"oss": "readOnly", "nfs": "readOnly", "dataset": "read_only"}
"""How each source spells it; a dataset is read-only unless it says otherwise."""

_WRITTEN = ("output", "result", "data", "cache", "workspace", "log", "upload", "tmp", "checkpoint")


@rule("EAS631", "mount-over-system-folder", Severity.ERROR, covers=(194,))
def mount_over_system_folder(service: Service) -> Iterator[Finding]:
    """`mount_path` is a folder of the system, or no absolute path.

    Folders below one, such as `/usr/local/models`, are fine.

    Why: The mount hides what the image has there, and nothing starts any more.

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
          "storage": [{"mount_path": "/", "oss": {"path": "oss://bucket/model/"}}]
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

    Source: Agent skill of the vendor (storage guide)
    """
    for mount in mounts(service):
        text = mount.path.as_string or ""
        if is_placeholder(text) or text.startswith("$"):
            continue
        if not text.startswith("/"):
            yield on_value(mount.path, f"`mount_path` is `{text}`, which is not an absolute path", "begin it with `/`")
        elif mount.folder in _SYSTEM_FOLDERS:
            message = f"`mount_path` is `{text}`, a folder of the system that the mount would hide"
            yield on_value(mount.path, message, "choose a folder of its own, such as `/model_dir`")


@rule("EAS632", "mounts-in-each-other", Severity.ERROR, covers=(195,))
def mounts_in_each_other(service: Service) -> Iterator[Finding]:
    """Two mounts have the same `mount_path`, or one lies in the other.

    Why: Overlapping mounts are refused.

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
            {"mount_path": "/data", "oss": {"path": "oss://bucket/data/"}},
            {"mount_path": "/data/m", "oss": {"path": "oss://bucket/m/"}}
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
            {"mount_path": "/data", "oss": {"path": "oss://bucket/data/"}},
            {"mount_path": "/models", "oss": {"path": "oss://bucket/m/"}}
          ]
        }

    Source: Agent skill of the vendor (storage guide)
    """
    seen: dict[str, Mount] = {}
    around: dict[str, Mount] = {}
    for mount in mounts(service):
        if mount.folder == "/" or is_placeholder(mount.folder):
            continue
        outer, inner = mount_of(mount.folder, seen), around.get(mount.folder)
        seen.setdefault(mount.folder, mount)
        around |= {folder: mount for folder in folders_of(mount.folder) if folder not in around}
        clash = outer or inner
        if clash is None:
            continue
        message = f"`{mount.folder}` lies in the mount `{clash.folder}`"
        if clash.folder == mount.folder:
            message = f"two mounts appear at `{mount.folder}`"
        elif clash is inner:
            message = f"`{clash.folder}` lies in the mount `{mount.folder}`"
        yield on_contradiction(clash.path, mount.path, message, "give each mount a folder of its own")


@rule("EAS633", "mount-source", Severity.ERROR, covers=(196,))
def mount_source(service: Service) -> Iterator[Finding]:
    """A mount brings nothing, or more than one thing.

    Why: `oss`, `nfs`, `git` and the others are alternatives; one entry is one mount.

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
          "storage": [{"mount_path": "/data", "oss": {"path": "oss://bucket/data/"}, "empty_dir": {}}]
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
          "storage": [{"mount_path": "/data", "oss": {"path": "oss://bucket/data/"}}]
        }

    Source: Mount storage to services (help page)
    """
    for entry in service.each("storage[]"):
        sources = [member for member in entry.members() if member.name in SOURCES]
        if len(sources) > 1:
            yield on_contradiction(
                sources[0],
                sources[1],
                f"`{entry.text}` has both `{sources[0].name}` and `{sources[1].name}`; one entry is one mount",
                "make two entries, each with its `mount_path`",
            )
        elif not sources and entry.is_object and not entry.has("cache") and not has_unknown_keys(entry):
            yield on_missing(
                entry,
                "oss",
                f"`{entry.text}` does not say what to mount",
                "add `oss`, `nfs`, `git`, `dataset`, `empty_dir` or another source",
            )


@rule("EAS634", "writable-model", Severity.INFO, fix="unsafe", covers=(202,))
def writable_model(service: Service) -> Iterator[Finding]:
    """A mount from which the server reads its model can be written to.

    Folders for outputs, data, caches and the like are left alone.

    Why: A slip in the container changes the model for all replicas, and for every service that mounts it.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}, {"type": "ecs.gn6i-c8g1.2xlarge"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /model_dir --port 8000", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/model_dir", "oss": {"path": "oss://bucket/model/", "readOnly": false}}]
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
    folders = by_folder(service)
    read = {mount.folder: mount for model in _model_paths(service) if (mount := mount_of(model, folders))}
    for mount in read.values():
        source = next((source for source in mount.sources if source.name in _READ_ONLY_KEYS), None)
        if source is None or _is_written(mount):
            continue
        key = _READ_ONLY_KEYS[source.name]
        setting = source.get(key)
        message = f"the model is read from `{mount.folder}`, which can be written to"
        if setting is None and source.name != "dataset":
            fix = set_fix(source, key, True, "Mount it read-only")
            yield on_missing(source, key, message, f'add `"{key}": true`', fix)
        elif setting and setting.as_boolean is False:
            fix = set_fix(setting, "", True, "Mount it read-only")
            yield on_value(setting, message, "write `true`", fix)


def _model_paths(service: Service) -> list[str]:
    """Where start commands and `model_path` read a model on a local path."""
    named = [model_argument(part) for started in start_commands(service) for part in started.parts]
    return [path for path in (*named, service.string("model_path")) if path and path.startswith("/")]


def _is_written(mount: Mount) -> bool:
    """Whether the names of a mount say that the service writes to it."""
    sources: list[Value] = [path for path in (mount.entry.get("oss.path"), mount.entry.get("nfs.path")) if path]
    names = " ".join([mount.folder, *(source.as_string or "" for source in sources)]).lower()
    return any(word in names for word in _WRITTEN) or mount.entry.string("properties.resource_type") == "data"
