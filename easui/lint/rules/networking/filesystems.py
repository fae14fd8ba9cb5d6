"""Mounts of file systems, scratch space and datasets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easui.document import Severity
from easui.knowledge.placeholders import is_placeholder
from easui.lint.finding import Finding, on_contradiction, on_key, on_missing, on_value
from easui.lint.registry import rule, subject_rule
from easui.lint.subject import Subject
from easui.service import Service
from easui.service.machines import memory_mb
from easui.service.region import file_system_region, region_of
from easui.service.unknown import has_unknown_keys

_MB_PER_GB = 1024


@subject_rule("EAS651", "file-system-in-another-region", Severity.ERROR, covers=(205,))
def file_system_in_another_region(subject: Subject) -> Iterator[Finding]:
    """The mount point of a file system lies in another region than the service.

    The region comes from the settings, or from the addresses in the file.

    Why: NAS and CPFS are reached inside their own region and VPC only.

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
              "script": "python app.py", "port": 8000
            }
          ],
          "storage": [
            {"mount_path": "/models", "nfs": {"server": "06ba74-a.cn-beijing.nas.aliyuncs.com", "path": "/"}}
          ]
        }

    Good:
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
              "script": "python app.py", "port": 8000
            }
          ],
          "storage": [
            {"mount_path": "/models", "nfs": {"server": "06ba74-a.cn-hangzhou.nas.aliyuncs.com", "path": "/"}}
          ]
        }

    Source: Mount storage to services (help page)
    """
    region = region_of(subject.service, subject.region)
    for server in subject.service.each("storage[].nfs.server"):
        text = server.as_string or ""
        found = "" if is_placeholder(text) else file_system_region(text)
        if region.differs(found):
            yield on_value(
                server,
                f"the file system is in {found}, but the service runs in {region.name}",
                f"mount one in {region.name}",
                related=region.related(),
            )


@rule("EAS652", "cpfs-without-quota", Severity.ERROR, covers=(206,))
def cpfs_without_quota(service: Service) -> Iterator[Finding]:
    """CPFS is mounted, and the service does not run on a Lingjun quota (`metadata.quota_id`).

    Why: CPFS can be mounted there only.

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
          "storage": [{"mount_path": "/models", "cpfs": {"file_system_id": "cpfs-0123456789abcdef", "path": "/"}}]
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "quota_id": "quota1a2b3c4d5e", "cpu": 8,
            "memory": 32768
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "cpfs": {"file_system_id": "cpfs-0123456789abcdef", "path": "/"}}]
        }

    Source: Mount storage to services (help page, 2026 edition)
    """
    if service.has("metadata.quota_id"):
        return
    for cpfs in service.each("storage[].cpfs"):
        yield on_key(
            cpfs,
            "CPFS is mounted, which works on a Lingjun quota only, and no `metadata.quota_id` is given",
            "run the service on a Lingjun quota, or mount NAS",
        )._replace(absence=True)


@rule("EAS653", "memory-volume-size", Severity.WARNING, confidence="medium", covers=(211,))
def memory_volume_size(service: Service) -> Iterator[Finding]:
    """Scratch space in memory has no `size_limit`, or one that is not below the memory of the instance.

    Why: The files count as memory of the instance: when they grow too large, the server is killed.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 4,
            "memory": 8192
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/scratch", "empty_dir": {"medium": "memory", "size_limit": 64}}]
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 4,
            "memory": 8192
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/scratch", "empty_dir": {"medium": "memory", "size_limit": 4}}]
        }

    Source: PAI Python SDK; Mount storage to services (help page)
    """
    memory = memory_mb(service)
    for volume in service.each("storage[].empty_dir"):
        if volume.string("medium") != "memory" or has_unknown_keys(volume):
            continue
        size = volume.get("size_limit")
        gigabytes = size.as_number if size else None
        if size is None:
            message = "scratch space in memory has no `size_limit`, and can take all memory of the instance"
            yield on_missing(volume, "size_limit", message, "add `size_limit`, in GB, well below the memory")
        elif gigabytes is not None and memory and gigabytes * _MB_PER_GB >= memory:
            message = f"{gigabytes:g} GB of scratch space in memory leave nothing of the instance's {memory} MB"
            help_ = "lower `size_limit`, or take more memory"
            stated = service.get("metadata.memory")
            yield on_contradiction(size, stated, message, help_) if stated else on_value(size, message, help_)


@rule("EAS654", "dataset-id", Severity.WARNING, confidence="medium", covers=(213,))
def dataset_id(service: Service) -> Iterator[Finding]:
    """The id of a mounted dataset does not have the form of one (`d-…`).

    Why: Only custom datasets of type OSS can be mounted, by their id; a name is not found.

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
          "storage": [{"mount_path": "/data", "dataset": {"id": "mydata"}}]
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
          "storage": [{"mount_path": "/data", "dataset": {"id": "d-pcsah1t86bm8", "version": "v1"}}]
        }

    Source: Agent skill of the vendor
    """
    for value in service.each("storage[].dataset.id"):
        text = value.as_string
        if text and not is_placeholder(text) and not re.fullmatch(r"d-[a-z0-9]+", text):
            message = f"`{text}` does not have the form of a dataset's id"
            yield on_value(value, message, "write the id of a custom dataset, such as `d-pcsah1t86bm8`")
