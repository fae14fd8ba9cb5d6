"""Images: their tags and the registries that hold them."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.knowledge.placeholders import is_placeholder
from easui.lint.finding import Finding, on_contradiction, on_value, set_fix
from easui.lint.registry import rule, subject_rule
from easui.lint.subject import Subject
from easui.service import Service, Value
from easui.service.images import ImageAddress, image_address, with_host
from easui.service.machines import candidates, has_gpu
from easui.service.region import region_of

_CROSS_REGION = ("enterprise",)
"""Registries whose addresses can be reached from other regions, if they are set up for it."""

_NO_VPC_ADDRESS = ("modelscope-registry.",)
"""Registries that have a public address alone."""


@rule("EAS421", "floating-image-tag", Severity.WARNING, covers=(42,))
def floating_image_tag(service: Service) -> Iterator[Finding]:
    """An image has no tag, or the tag `latest`.

    Why: Replicas that start later, an update or a roll back can run other code than what was tested.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:latest",
              "script": "python app.py", "port": 8000
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
              "script": "python app.py", "port": 8000
            }
          ]
        }

    Source: good practice
    """
    for image, address in _images(service):
        if address.digest or address.tag not in ("", "latest"):
            continue
        said = "has the tag `latest`" if address.tag else "has no tag, which means `latest`"
        yield on_value(
            image,
            f"`{image.text}` {said}; replicas that start later can run other code",
            "name a version that does not change, such as `1.4.2`, or a digest",
        )


@subject_rule("EAS422", "image-in-another-region", Severity.ERROR, fix="unsafe", covers=(43,))
def image_in_another_region(subject: Subject) -> Iterator[Finding]:
    """An image lies in the registry of another region than the service.

    The region comes from the settings, or from the addresses in the file.

    Why: A `-vpc` address resolves only inside its own region. Public addresses and Enterprise instances can be pulled
    from elsewhere, slowly: a warning.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "region": "cn-hangzhou"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "registry-vpc.cn-beijing.aliyuncs.com/acme/ranker:1.4.2", "script": "python app.py",
              "port": 8000
            }
          ]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "region": "cn-hangzhou"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "registry-vpc.cn-hangzhou.aliyuncs.com/acme/ranker:1.4.2", "script": "python app.py",
              "port": 8000
            }
          ]
        }

    Source: Custom images (help page); Deploy from the console (help page)
    """
    region = region_of(subject.service, subject.region)
    for image, address in _images(subject.service):
        if not region.differs(address.region):
            continue
        local = address.is_vpc and address.registry not in _CROSS_REGION
        consequence = "where that address does not resolve" if local else "so that each pull crosses regions"
        host = address.host.replace(address.region, region.name)
        yield on_value(
            image,
            f"the image is in {address.region}, but the service runs in {region.name}, {consequence}",
            f"copy the image to {region.name}, and name it there",
            set_fix(image, "", with_host(image.as_string or "", host), f"Name the registry of {region.name}"),
            related=region.related(),
            severity=Severity.ERROR if local else Severity.WARNING,
        )


@subject_rule("EAS423", "public-registry-address", Severity.WARNING, fix="unsafe", covers=(44,))
def public_registry_address(subject: Subject) -> Iterator[Finding]:
    """An image is named by the public address of a registry that has a `-vpc` address, too.

    Why: Pulling over the internet is slow and less safe, and fails where the service has no way to the internet.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {"image": "registry.cn-hangzhou.aliyuncs.com/acme/ranker:1.4.2", "script": "python app.py", "port": 8000}
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

    Source: Custom images (help page)
    """
    region = region_of(subject.service, subject.region)
    for image, address in _images(subject.service):
        if not address.region or address.is_vpc or address.host.startswith(_NO_VPC_ADDRESS):
            continue
        if region.differs(address.region) or _is_own(image, address):
            continue
        first, _, rest = address.host.partition(".")
        host = f"{first}-vpc.{rest}"
        yield on_value(
            image,
            f"`{address.host}` is the public address of the registry",
            f"name it `{host}`, which is reached inside the region",
            set_fix(image, "", with_host(image.as_string or "", host), "Use the `-vpc` address"),
        )


@rule("EAS424", "internet-registry", Severity.WARNING, covers=(45,))
def internet_registry(service: Service) -> Iterator[Finding]:
    """An image comes from Docker Hub, GitHub, Quay or another registry of the internet.

    Why: Services have no access to the internet by default; the image can't be pulled, or only at times.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {"image": "vllm/vllm-openai:v0.9.0", "script": "vllm serve /model_dir --port 8000", "port": 8000}
          ]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "registry-vpc.cn-hangzhou.aliyuncs.com/acme/vllm-openai:v0.9.0",
              "script": "vllm serve /model_dir --port 8000", "port": 8000
            }
          ]
        }

    Source: Network connectivity (help page); Custom images (help page)
    """
    for image, address in _images(service):
        if address.registry == "public" and not _is_own(image, address):
            source = address.host or "Docker Hub"
            yield on_value(
                image,
                f"the image comes from {source}; services can't reach the internet by default",
                "copy it to a registry of the service's region, and name it there",
            )


@rule("EAS425", "image-for-another-device", Severity.WARNING, covers=(58,))
def image_for_another_device(service: Service) -> Iterator[Finding]:
    """An image for GPUs runs on machines without one, or an image for CPUs on machines with GPUs.

    Why: The image and the machine must fit each other; a server that finds no card crashes, and one that is built
    without CUDA leaves the card that you pay for idle.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /model_dir --port 8000", "port": 8000
            }
          ]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {
            "computing": {"instances": [{"type": "ecs.gn7i-c16g1.4xlarge"}, {"type": "ecs.gn6i-c8g1.2xlarge"}]}
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /model_dir --port 8000", "port": 8000
            }
          ]
        }

    Source: Agent skill of the vendor (matching of chips); Parameters of model services (help page)
    """
    types = [candidate for candidate in candidates(service) if not candidate.is_dedicated]
    if len(types) != len(candidates(service)) or not types:
        return
    equipped = has_gpu(service)
    devices = {address.device for _, address in _images(service)}
    for image, address in _images(service):
        machine = types[0]
        if address.device == "gpu" and equipped is False:
            message = f"the image is made for GPUs, but `{machine.name}` has none"
            yield on_contradiction(image, machine.type, message, "choose a machine type with a GPU, or a CPU image")
        elif address.device == "cpu" and equipped and devices == {"cpu"}:
            message = f"the image is made for CPUs, but `{machine.name}` has a GPU"
            yield on_contradiction(image, machine.type, message, "choose an image for GPUs, or a machine type without")


def _images(service: Service) -> list[tuple[Value, ImageAddress]]:
    """The images of all containers, but for those that somebody still has to fill in."""
    images = [(image, image.as_string) for image in service.each("containers[].image")]
    return [(image, image_address(text)) for image, text in images if text and not is_placeholder(text)]


def _is_own(image: Value, address: ImageAddress) -> bool:
    """Whether the settings say that services can pull the image where it is named."""
    host = address.host or "docker.io"
    return image.additions.has_image(address.repository, f"{host}/{address.repository}")
