"""Shared cards: replicas that take a part of a GPU."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.knowledge import gpu_models
from easui.lint.finding import Finding, on_contradiction, on_key, on_value, remove_fix, set_fix
from easui.lint.registry import rule
from easui.service import Service, Value
from easui.service.machines import card_memory, has_own_machines
from easui.service.model_size import model_size


def _parts(service: Service) -> list[Value]:
    """What is said about the part of a card that a replica takes."""
    paths = ("metadata.gpu_memory", "metadata.gpu_core_percentage")
    return [value for path in paths if (value := service.get(path))]


def _takes_whole_cards(service: Service) -> bool:
    return (service.integer("metadata.gpu") or 0) >= 1


@rule("EAS301", "shared-gpu-without-group", Severity.ERROR, covers=(77,))
def shared_gpu_without_group(service: Service) -> Iterator[Finding]:
    """A part of a card is asked for on public machines.

    Why: Cards are shared in resource groups and quotas alone; a public machine is taken with its whole cards.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000}, "gpu_memory": 10
          },
          "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}, {"type": "ml.gu7i.c8m30.1-gu30"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "python app.py", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000},
            "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 16, "memory": 65536, "gpu": 0, "gpu_memory": 10
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "python app.py", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Source: GPU slicing (help page)
    """
    parts = _parts(service)
    if parts and not _takes_whole_cards(service) and not has_own_machines(service):
        message = f"`{parts[0].text}` takes a part of a card, which only a resource group or quota offers"
        help_ = "set `metadata.resource` to a group with GPUs, or remove it to take the whole machine"
        yield on_key(parts[0], message, help_)._replace(absence=True)


@rule("EAS302", "shared-gpu-beside-whole", Severity.WARNING, fix="unsafe", covers=(78,))
def shared_gpu_beside_whole(service: Service) -> Iterator[Finding]:
    """A part of a card is asked for beside whole cards.

    Why: With `gpu` of 1 or more the part is ignored, and the replica takes the whole card.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000},
            "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 16, "memory": 65536, "gpu": 1, "gpu_memory": 10
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "python app.py", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000},
            "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 16, "memory": 65536, "gpu": 0, "gpu_memory": 10
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "python app.py", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Source: GPU slicing (help page); PAI Python SDK
    """
    parts, whole = _parts(service), service.get("metadata.gpu")
    if whole and parts and _takes_whole_cards(service):
        cards = "1 whole card" if whole.as_integer == 1 else f"{whole.as_integer} whole cards"
        message = f"`{parts[0].text}` has no effect: `gpu` takes {cards}"
        fix = set_fix(whole, "", 0, "Set `gpu` to 0 and share a card")
        help_ = "set `gpu` to 0 to share a card, or remove the part"
        yield on_contradiction(whole, parts[0], message, help_, fix, note="the other is set here")


@rule("EAS303", "gpu-share-without-memory", Severity.ERROR, fix="unsafe", covers=(79,))
def gpu_share_without_memory(service: Service) -> Iterator[Finding]:
    """A share of a card's computing power is asked for, but none of its memory.

    Why: EAS places a replica on a card by memory; without it the share is refused.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000},
            "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 16, "memory": 65536, "gpu_core_percentage": 10
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "python app.py", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000},
            "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 16, "memory": 65536, "gpu_core_percentage": 10,
            "gpu_memory": 20
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "python app.py", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Source: GPU slicing (help page)
    """
    percentage = service.get("metadata.gpu_core_percentage")
    if percentage is None or service.has("metadata.gpu_memory") or _takes_whole_cards(service):
        return
    fix = remove_fix(percentage, "Remove `gpu_core_percentage`")
    message = f"`{percentage.text}` has no effect without `gpu_memory`"
    yield on_key(percentage, message, "add `gpu_memory` (GB of one card), or remove it", fix)._replace(absence=True)


@rule("EAS304", "gpu-share-above-card", Severity.ERROR, confidence="medium", covers=(81,))
def gpu_share_above_card(service: Service) -> Iterator[Finding]:
    """`gpu_memory` is more than one card has; a warning where the card is not known but no known one has as much.

    Why: A share comes from a single card, so that no card ever fits.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000},
            "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 16, "memory": 65536, "gpu": 0, "gpu_memory": 40,
            "resource_burstable": true
          },
          "cloud": {
            "computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}, {"type": "ml.gu7i.c8m30.1-gu30"}]},
            "networking": {
              "vpc_id": "vpc-bp1oll7xawovg9t8", "vswitch_id": "vsw-bp1jjgkw51nsca1e",
              "security_group_id": "sg-bp1ej061cnyfn0b"
            }
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "python app.py", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000},
            "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 16, "memory": 65536, "gpu": 0, "gpu_memory": 20,
            "resource_burstable": true
          },
          "cloud": {
            "computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}, {"type": "ml.gu7i.c8m30.1-gu30"}]},
            "networking": {
              "vpc_id": "vpc-bp1oll7xawovg9t8", "vswitch_id": "vsw-bp1jjgkw51nsca1e",
              "security_group_id": "sg-bp1ej061cnyfn0b"
            }
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "python app.py", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Source: GPU slicing (help page); catalog of cards
    """
    asked = service.get("metadata.gpu_memory")
    gigabytes = asked.as_integer if asked else None
    if asked is None or gigabytes is None or _takes_whole_cards(service):
        return
    card = card_memory(service)
    largest = max(model.memory_gib for model in gpu_models().values())
    if card is not None and gigabytes > card:
        message = f"`{asked.text}` is {gigabytes} GB, but the card has {card:g} GB"
        yield on_value(asked, message, f"write at most `{card:g}`, or take whole cards with `gpu`")
    elif card is None and gigabytes > largest:
        message = f"`{asked.text}` is {gigabytes} GB; the largest card that easui knows has {largest:g} GB"
        yield on_value(asked, message, "take whole cards with `gpu`", severity=Severity.WARNING)


@rule("EAS305", "gpu-share-below-model", Severity.INFO, confidence="medium", covers=(82,))
def gpu_share_below_model(service: Service) -> Iterator[Finding]:
    """`gpu_memory` is less than the weights of the model take, judged by its name: 2 GB for a billion parameters.

    Why: The memory of a shared card is not strictly kept apart. A model that takes more than its share ends in
    out-of-memory errors, also for the neighbours on the card.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000},
            "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 16, "memory": 65536, "gpu": 0, "gpu_memory": 8
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models/Qwen2-7B-Instruct --port 8000", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000},
            "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 16, "memory": 65536, "gpu": 0, "gpu_memory": 20
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models/Qwen2-7B-Instruct --port 8000", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Source: PAI Python SDK (a note on sharing); size of weights by number of parameters
    """
    asked = service.get("metadata.gpu_memory")
    gigabytes = asked.as_integer if asked else None
    if asked is None or gigabytes is None or _takes_whole_cards(service):
        return
    model = model_size(service)
    if model and gigabytes < model.gigabytes:
        message = (
            f"`{asked.text}` is {gigabytes} GB, but the weights of a model with {model.billions:g} billion parameters"
            f" take about {model.gigabytes:g} GB"
        )
        yield on_value(asked, message, "ask for the weights and some GB for the requests in work")
