"""Addresses of images: the registry that holds one, and what its name says."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

Registry = Literal["official", "personal", "enterprise", "public", "own"]
"""Who keeps a registry: the platform itself, a user in the shared registry of a region (`personal`) or in an
Enterprise instance, a public service of the internet such as Docker Hub, or somebody else (`own`)."""

REGION = r"[a-z]{2}-[a-z]+(?:-[a-z0-9]+)*?"
"""How the names of regions are built: `cn-hangzhou`, `ap-southeast-1`, `cn-shanghai-finance-1`."""

PUBLIC_HOSTS = frozenset(
    (
        "", "docker.io", "index.docker.io", "registry-1.docker.io", "ghcr.io", "quay.io", "gcr.io", "k8s.gcr.io",
        "registry.k8s.io", "nvcr.io", "mcr.microsoft.com", "public.ecr.aws", "registry.gitlab.com",
        "docker.elastic.co", "cr.fluentbit.io",
    )
)  # fmt: skip
"""Registries of the internet; an address without a host is one of Docker Hub."""

_SHARED_HOST = rf"registry(-vpc|-internal)?\.({REGION})\.aliyuncs\.com"
_INSTANCE_HOST = rf"([a-z0-9-]+?)(-vpc)?\.({REGION})\.(personal\.)?cr\.aliyuncs\.com"
_OFFICIAL = frozenset(("eas-registry", "dsw-registry", "pai-image-manage-registry"))
_DEVICE_MARK = r"(?:^|[-_.:/+])(?:(gpu|cuda\d*|cu\d{2,})|(cpu))(?=$|[-_.:/+])"


class ImageAddress(NamedTuple):
    """The parts of an image's address; `region` is empty where the host names none, `digest` is without its `@`."""

    host: str
    repository: str
    tag: str
    digest: str
    registry: Registry
    region: str
    is_vpc: bool

    @property
    def device(self) -> str:
        """What the name says that the image is built for: "gpu", "cpu", or nothing."""
        marks = {"gpu" if match[1] else "cpu" for match in re.finditer(_DEVICE_MARK, f"{self.repository}:{self.tag}")}
        if len(marks) == 1:
            return marks.pop()
        return "" if marks else _device_of_official(self)


@lru_cache(maxsize=64)
def image_address(text: str) -> ImageAddress:
    """Take an address apart, whatever it holds."""
    rest, _, digest = text.partition("@")
    first, slash, after = rest.partition("/")
    has_host = bool(slash) and ("." in first or ":" in first or first == "localhost")
    host, name = (first, after) if has_host else ("", rest)
    repository, _, tag = name.partition(":")
    registry, region, is_vpc = _registry(host)
    return ImageAddress(host, repository, tag, digest, registry, region, is_vpc)


def with_host(text: str, host: str) -> str:
    """The same image at another registry."""
    return f"{host}/{text.partition('/')[2]}"


def _registry(host: str) -> tuple[Registry, str, bool]:
    if host in PUBLIC_HOSTS or host.endswith(".gcr.io"):
        return "public", "", False
    if shared := re.fullmatch(_SHARED_HOST, host):
        return "personal", shared[2], bool(shared[1])
    if instance := re.fullmatch(_INSTANCE_HOST, host):
        if instance[4]:
            return "personal", instance[3], bool(instance[2])
        return ("official" if instance[1] in _OFFICIAL else "enterprise"), instance[3], bool(instance[2])
    return "own", "", False


def _device_of_official(address: ImageAddress) -> str:
    """Official images for GPUs are listed; those that are listed for CPUs run on machines with a GPU, too."""
    if address.registry != "official":
        return ""
    from easui.knowledge import images

    known = images().get(address.repository)
    return "gpu" if known and known.device == "gpu" else ""
