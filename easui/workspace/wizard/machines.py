"""What the catalogs propose: machines that suit a program, official images, processors."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from easui.assist.machines import size_words
from easui.knowledge.catalog import InstanceType, images, instance_type, instance_types, processors
from easui.workspace.wizard.prompt import Option

NO_FALLBACK = "none"
"""The answer of somebody who wants one machine type alone."""

REGISTRY = "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com"

_CPU_TYPE, _GPU_TYPE = "ecs.c7.large", "ecs.gn7i-c16g1.4xlarge"
_SCRIPTS = {
    "python-inference": "python app.py",
    "chat-llm-webui": "python webui/webui_server.py --port=8000",
    "stable-diffusion-webui": "./webui.sh --listen --port 8000 --skip-version-check --no-hashing",
    "comfyui": "python main.py --listen --port 8000",
}
"""How the programs of official images start; the others are started as the user's own is."""


class OfficialImage(NamedTuple):
    """An image of the platform, with its full name and the command that starts its program."""

    name: str
    title: str
    about: str
    script: str
    gpu: bool


@cache
def official_images() -> tuple[OfficialImage, ...]:
    """The official images whose tag is known; vLLM is a question of its own."""
    return tuple(
        OfficialImage(
            f"{REGISTRY}/{image.repository}:{image.example_tag}",
            image.repository.removeprefix("pai-eas/"),
            f"{image.purpose} · {image.device.upper()}",
            _SCRIPTS.get(image.repository.removeprefix("pai-eas/"), "python app.py"),
            image.device == "gpu",
        )
        for image in images().values()
        if image.example_tag
    )


@cache
def processor_options() -> tuple[Option, ...]:
    """The processors of the platform."""
    words = {"cpu": "CPU", "gpu": "GPU", "any": "CPU or GPU"}
    return tuple(
        Option(each.code, each.code, " · ".join(part for part in (each.framework, words.get(each.device)) if part))
        for each in processors().values()
    )


@cache
def type_options(*, gpu: bool) -> tuple[Option, ...]:
    """Machine types with or without GPUs: a usual one first, then by size."""
    usual = _GPU_TYPE if gpu else _CPU_TYPE
    types = [each for each in instance_types().values() if bool(each.gpu_count) == gpu]
    return tuple(_option(each) for each in sorted(types, key=lambda each: (each.name != usual, _size(each))))


@cache
def fallback_options(name: str) -> tuple[Option, ...]:
    """Types that can stand in for one, the nearest in size first, and the choice of none."""
    none = Option(NO_FALLBACK, NO_FALLBACK, "replicas wait while the first type is not in stock")
    kind = instance_type(name)
    if kind is None:
        return (none,)
    suits = [each for each in instance_types().values() if _can_replace(each, kind)]
    return (*(_option(each) for each in sorted(suits, key=lambda each: (_size(each), each.family != _kin(kind)))), none)


def wants_gpu(values: Mapping[str, str]) -> bool:
    """Whether the program that was chosen needs a GPU."""
    program = values["program"]
    if program == "official":
        return any(image.gpu for image in official_images() if image.name == values["official"])
    if program == "processor":
        known = processors().get(values["processor"])
        return known is not None and known.device == "gpu"
    return program == "vllm" or values.get("gpu") == "yes"


def has_gpu(values: Mapping[str, str]) -> bool:
    """Whether the replicas get a GPU."""
    return cards_of(values) > 0


def cards_of(values: Mapping[str, str]) -> int:
    """How many cards a replica has."""
    if values["place"] == "public":
        kind = instance_type(values["type"])
        return kind.gpu_count if kind else 0
    cards = values.get("cards", "0")
    return int(cards) if cards.isdecimal() else 0


def _can_replace(other: InstanceType, kind: InstanceType) -> bool:
    if other.name == kind.name or other.gpu_model != kind.gpu_model or other.gpu_count != kind.gpu_count:
        return False
    return (other.vcpu or 0) >= (kind.vcpu or 0) and (other.memory_gib or 0) >= (kind.memory_gib or 0)


def _kin(kind: InstanceType) -> str:
    """The sister family that is in stock where its own is: the same generation by another maker."""
    return f"{kind.family}a"


def _option(kind: InstanceType) -> Option:
    return Option(kind.name, kind.name, size_words(kind))


def _size(kind: InstanceType) -> tuple[int, int, float]:
    return kind.gpu_count, kind.vcpu or 0, kind.memory_gib or 0
