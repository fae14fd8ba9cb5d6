"""The region of a service: the one that the user names, or else the one that its addresses prove.

Addresses that resolve only inside their own region are proofs: `-vpc` registries, internal OSS endpoints, mount points
of file systems. A public registry or endpoint proves nothing, since other regions can reach it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from easui.document import Related
from easui.knowledge.placeholders import is_placeholder
from easui.service.images import REGION, image_address
from easui.service.service import Service, Value

_OSS_ENDPOINT = rf"(?:https?://)?(?:[a-z0-9-]+\.)?oss-({REGION})(-internal)?\.aliyuncs\.com/?"
_FILE_SYSTEM = rf".*\.({REGION})\.(?:extreme\.|cpfs\.)?(?:nas|cpfs)\.aliyuncs\.com"


class Endpoint(NamedTuple):
    """An OSS endpoint: its region, and whether it is reached from inside that region only."""

    region: str
    is_internal: bool


class Proof(NamedTuple):
    """A value that says in which region the service runs."""

    region: str
    value: Value


class ServiceRegion(NamedTuple):
    """The region of a service, empty where nothing tells it, with the values that prove it."""

    name: str
    proofs: tuple[Proof, ...]

    def differs(self, region: str) -> bool:
        """Whether a region is known to be another one."""
        return bool(self.name and region) and self.name != region

    def related(self) -> tuple[Related, ...]:
        """The first place that proves the region, for a diagnostic; none where the user named it."""
        return tuple(
            Related(f"this is in {self.name}", proof.value.span, proof.value.place)
            for proof in self.proofs
            if proof.region == self.name
        )[:1]


def region_of(service: Service, given: str = "") -> ServiceRegion:
    """The region of a service: `given` if the user named one, else `metadata.region`, else what most values prove.

    Among equals the first in the file wins, so that a later value is the one that disagrees.
    """
    if given:
        return ServiceRegion(given, ())
    stated = service.get("metadata.region")
    if stated and stated.as_string and re.fullmatch(REGION, stated.as_string):
        return ServiceRegion(stated.as_string, (Proof(stated.as_string, stated),))
    proofs = _proofs(service)
    counts = Counter(proof.region for proof in proofs)
    return ServiceRegion(max(counts, key=counts.__getitem__) if counts else "", tuple(proofs))


def oss_endpoint(text: str) -> Endpoint | None:
    """Read an OSS endpoint, also one with a scheme or a bucket before it; None where it is something else."""
    match = re.fullmatch(_OSS_ENDPOINT, text)
    return Endpoint(match[1], bool(match[2])) if match else None


def file_system_region(server: str) -> str:
    """The region in the address of a NAS or CPFS mount point; empty where there is none."""
    match = re.fullmatch(_FILE_SYSTEM, server)
    return match[1] if match else ""


def _proofs(service: Service) -> list[Proof]:
    """Values that prove a region, in the order of the file."""
    found = [
        *(_proof(value, _registry_region) for value in service.each("containers[].image")),
        *(_proof(value, _internal_region) for value in service.each("storage[].oss.endpoint")),
        *(_proof(value, file_system_region) for value in service.each("storage[].nfs.server")),
        *(_proof(value, _internal_region) for value in (service.get("oss_endpoint"),) if value),
    ]
    return sorted((proof for proof in found if proof), key=lambda proof: proof.value.span)


def _proof(value: Value, read: Callable[[str], str]) -> Proof | None:
    text = value.as_string
    region = read(text) if text and not is_placeholder(text) else ""
    return Proof(region, value) if region else None


def _registry_region(image: str) -> str:
    address = image_address(image)
    return address.region if address.is_vpc and address.registry in ("official", "personal") else ""


def _internal_region(endpoint: str) -> str:
    read = oss_endpoint(endpoint)
    return read.region if read and read.is_internal else ""
