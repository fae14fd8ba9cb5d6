"""What leads out of a document: OSS paths to the console, images to their registry, sections to their documentation."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote

from easui.document import Document, Scalar, Span
from easui.knowledge.placeholders import is_placeholder
from easui.lint import Settings
from easui.service import Value, read
from easui.service.images import image_address
from easui.service.region import oss_endpoint, region_of

_OSS = re.compile(r"oss://([a-z0-9][a-z0-9-]{1,61}[a-z0-9])(?:\.([a-z0-9.-]+))?(?:/(.*))?", re.DOTALL)
_PARAMETERS = "https://www.alibabacloud.com/help/en/pai/user-guide/parameters-of-model-services"
_OSS_CONSOLE = "https://oss.console.aliyun.com/bucket"
_REGISTRY_CONSOLE = "https://cr.console.aliyun.com"
_DOCKER_HUB = ("", "docker.io", "index.docker.io", "registry-1.docker.io")
_PATHS = ("storage[].oss.path", "model_path", "processor_path", "warm_up_data_path", "containers[].image")
DEFAULT = Settings()


class Link(NamedTuple):
    """A stretch of text, where it leads, and what is there."""

    span: Span
    target: str
    tooltip: str


def links(document: Document, settings: Settings = DEFAULT) -> list[Link]:
    """The links of a document, in the order of the text; values with placeholders have none."""
    service = read(document, settings.additions)
    region = region_of(service, settings.region).name
    found = [
        Link(value.key_span, _PARAMETERS, f"`{value.name}` in the documentation of EAS")
        for value in service.members()
        if value.field and value.key
    ]
    for pattern in _PATHS:
        values = service.each(pattern) if "[]" in pattern else [service.get(pattern)]
        found += [link for value in values if value and (link := _of_value(value, region))]
    return sorted(found)


def _of_value(value: Value, region: str) -> Link | None:
    text = value.as_string
    if not text or is_placeholder(text) or not isinstance(value.node, Scalar):
        return None
    match = _OSS.fullmatch(text)
    if match:
        return Link(value.span, _console(match, region), f"The bucket {match[1]} in the console of OSS")
    return _image_link(value, text) if value.name == "image" else None


def _console(match: re.Match[str], region: str) -> str:
    """The page of a folder, where the region is known; else the list of buckets."""
    endpoint = oss_endpoint(match[2]) if match[2] else None
    region = endpoint.region if endpoint else region
    if not region:
        return _OSS_CONSOLE
    folder = (match[3] or "").rpartition("/")[0]
    path = f"?path={quote(folder + '/', safe='', errors='replace')}" if folder else ""
    return f"{_OSS_CONSOLE}/oss-{region}/{match[1]}/object{path}"


def _image_link(value: Value, text: str) -> Link | None:
    address = image_address(text)
    repository = quote(address.repository, errors="replace")
    if address.registry in ("personal", "enterprise") and address.region:
        target, where = f"{_REGISTRY_CONSOLE}/{address.region}/instances", "the console of the registry"
    elif address.host in _DOCKER_HUB:
        official = "/" not in address.repository.removeprefix("library/")
        name = f"_/{repository.removeprefix('library/')}" if official else f"r/{repository}"
        target, where = f"https://hub.docker.com/{name}", "Docker Hub"
    elif address.host == "quay.io":
        target, where = f"https://quay.io/repository/{repository}", "Quay"
    elif address.host == "ghcr.io":
        target, where = f"https://ghcr.io/{repository}", "the registry of GitHub"
    else:
        return None
    return Link(value.span, target, f"The image at {where}")
