"""Values that depend on the rest of the file: addresses in its region, folders of its mounts, names that it uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from easui.assist.completion.machines import machine_proposals
from easui.assist.completion.proposal import Proposal
from easui.assist.completion.surroundings import HOME_REGION, Surroundings
from easui.document import EACH
from easui.knowledge import Region, field_at, gpu_models, images, processors, regions

_USUAL_FOLDERS = {"/model_dir": "where models are usually expected", "/mnt/data": "for other data"}
_SCHEDULES = {
    "0 0 9 * * *": "each day at 09:00",
    "0 0 18 * * *": "each day at 18:00",
    "0 0 9 * * 1-5": "Monday to Friday at 09:00",
    "0 0 20 * * 1-5": "Monday to Friday at 20:00",
    "0 0 0 * * 6": "Saturdays at 00:00",
    "0 0 0 1 * *": "on the first of each month at 00:00",
    "0 0 * * * *": "each hour",
    "0 0,30 * * * *": "each half hour",
}
_EXCLUDED_DATES = {
    "* * * * * 0,6": "Saturdays and Sundays",
    "* * * 1 1 *": "the first of January",
    "* * * 1-7 10 *": "1 to 7 October",
}
_TIME_ZONES = {
    "Asia/Shanghai": "China, UTC+8",
    "UTC": "no offset and no daylight saving",
    "Asia/Singapore": "Singapore, UTC+8",
    "Asia/Tokyo": "Japan, UTC+9",
    "Europe/Berlin": "Central Europe",
    "America/New_York": "US East",
    "America/Los_Angeles": "US West",
}

Source = Callable[[Surroundings], Iterator[Proposal]]


def image_proposals(around: Surroundings) -> Iterator[Proposal]:
    """Official images at the registry of the region, those for the service's device first; then the user's own."""
    home = _home(around)
    for number, image in enumerate(images().values()):
        tag = f":{image.example_tag}" if image.example_tag else _documented_tags().get(image.repository, "")
        address = f"{home.registry_vpc}/{image.repository}{tag}"
        fits = around.has_gpu is None or around.has_gpu == (image.device == "gpu")
        detail = f"{image.purpose} · {image.device.upper()}"
        yield Proposal(
            f"{image.repository}{tag}", "value", f"{int(not fits)}{number:03d}", detail, shape=address, words=address
        )
    for number, own in enumerate(around.settings.additions.images):
        if "*" not in own:
            yield Proposal(own, "value", f"2{number:03d}", "an image of your own", shape=own)


@cache
def _documented_tags() -> dict[str, str]:
    """The tags, with their colon, of the repositories that the documentation of the parameter names."""
    from easui.service.images import image_address

    field = field_at(("containers", EACH, "image"))
    addresses = [image_address(example) for example in field.examples] if field else []
    return {address.repository: f":{address.tag}" for address in addresses if address.tag}


def endpoint_proposals(around: Surroundings) -> Iterator[Proposal]:
    """OSS endpoints, that of the service's region from inside first."""
    for number, region in enumerate(regions().values()):
        near = 0 if region.name == around.region else 1
        if region.oss_internal:
            yield _value(region.oss_internal, f"{region.title} · from inside the region", f"{near}{number:03d}0")
        if region.oss_public:
            yield _value(region.oss_public, f"{region.title} · over the internet", f"{near}{number:03d}1")


def region_proposals(around: Surroundings) -> Iterator[Proposal]:
    """Regions, that of the service first."""
    for number, region in enumerate(regions().values()):
        near = 0 if region.name == around.region else 1 if region.eas == "yes" else 2
        yield _value(region.name, region.title, f"{near}{number:03d}", words=region.title)


def processor_proposals(_: Surroundings) -> Iterator[Proposal]:
    """Processors of the platform."""
    for number, processor in enumerate(processors().values()):
        device = "CPU or GPU" if processor.device == "any" else processor.device.upper()
        detail = f"{processor.framework} · {device}"
        yield _value(processor.code, detail, f"{number:03d}", words=f"{processor.framework} {processor.device}")


def card_proposals(_: Surroundings) -> Iterator[Proposal]:
    """Kinds of cards."""
    for number, model in enumerate(gpu_models().values()):
        detail = " · ".join(word for word in (f"{model.memory_gib:g} GiB", model.architecture) if word)
        yield _value(model.name, detail, f"{number:03d}", words=f"{model.memory_gib:g}g")


def bucket_proposals(around: Surroundings) -> Iterator[Proposal]:
    """OSS paths that the file uses already."""
    for number, path in enumerate(around.bucket_paths):
        yield _value(path, "used in this file", f"0{number:03d}")


def folder_proposals(around: Surroundings) -> Iterator[Proposal]:
    """Usual folders for mounts that are still free."""
    taken = dict(around.mount_paths)
    for number, (folder, meaning) in enumerate(_USUAL_FOLDERS.items()):
        if folder not in taken:
            yield _value(folder, meaning, f"0{number:03d}")


def mount_proposals(around: Surroundings) -> Iterator[Proposal]:
    """The folders of the mounts."""
    for number, (folder, source) in enumerate(around.mount_paths):
        yield _value(folder, f"mount of {source}" if source else "mounted here", f"0{number:03d}")


def word_proposals(around: Surroundings) -> Iterator[Proposal]:
    """What the words of a start command may be: folders of mounts, and variables."""
    yield from mount_proposals(around)
    for number, name in enumerate(around.variables):
        yield _value(f"${name}", "an environment variable of this file", f"1{number:03d}")


def variable_proposals(around: Surroundings) -> Iterator[Proposal]:
    """Variables that commands use or other containers set."""
    used, known = around.used_variables, around.variables
    for number, name in enumerate(dict.fromkeys((*used, *known))):
        yield _value(name, "used by a start command" if name in used else "set in this file", f"0{number:03d}")


def metric_proposals(around: Surroundings) -> Iterator[Proposal]:
    """Metrics of the service's own."""
    for number, name in enumerate(around.metric_names):
        yield _value(f"custom[{name}]", "reported by the service", f"1{number:03d}", words=name)


def metric_key_proposals(around: Surroundings) -> Iterator[Proposal]:
    """Thresholds for metrics of the service's own."""
    from easui.assist.completion.shape import Blank

    for proposal in metric_proposals(around):
        yield proposal._replace(kind="property", key=proposal.label, shape=Blank(20), rank=f"1{proposal.rank}")


def port_proposals(around: Surroundings) -> Iterator[Proposal]:
    """The port on which the container listens."""
    for port in around.ports:
        yield _number(port, "the port of the container", "0")


def schedule_proposals(_: Surroundings) -> Iterator[Proposal]:
    """Usual times."""
    return _presets(_SCHEDULES)


def excluded_date_proposals(_: Surroundings) -> Iterator[Proposal]:
    """Usual days off."""
    return _presets(_EXCLUDED_DATES)


def time_zone_proposals(_: Surroundings) -> Iterator[Proposal]:
    """Time zones of the places where services run."""
    return _presets(_TIME_ZONES)


def _presets(table: dict[str, str]) -> Iterator[Proposal]:
    for number, (text, meaning) in enumerate(table.items()):
        yield _value(text, meaning, f"0{number:03d}", words=meaning)


def _value(text: str, detail: str, rank: str, words: str = "") -> Proposal:
    return Proposal(text, "value", rank, detail, shape=text, words=words)


def _number(number: int, detail: str, rank: str) -> Proposal:
    return Proposal(str(number), "value", rank, detail, shape=number)


def _home(around: Surroundings) -> Region:
    known = regions()
    return known.get(around.region) or known[HOME_REGION]


BY_CATALOG: dict[str, Source] = {
    "instance-types": machine_proposals,
    "images": image_proposals,
    "oss-endpoints": endpoint_proposals,
    "regions": region_proposals,
    "processors": processor_proposals,
}

_CHECKS = ("startup_check", "liveness_check", "readiness_check", "health_check")

BY_PATH: dict[str, Source] = {
    "metadata.gpu_model": card_proposals,
    "storage[].oss.path": bucket_proposals,
    "model_path": bucket_proposals,
    "processor_path": bucket_proposals,
    "warm_up_data_path": bucket_proposals,
    "storage[].mount_path": folder_proposals,
    "containers[].env[].name": variable_proposals,
    "processor_envs[].name": variable_proposals,
    "autoscaler.scaleStrategies[].metricName": metric_proposals,
    "cronscaler.ScaleJobs[].Schedule": schedule_proposals,
    "cronscaler.ScaleJobs[].TimeZone": time_zone_proposals,
    "cronscaler.ExcludeDates[]": excluded_date_proposals,
    "containers[].prepare.pythonRequirementsPath": mount_proposals,
    **{f"containers[].{check}.{way}.port": port_proposals for check in _CHECKS for way in ("http_get", "tcp_socket")},
}
"""Where values come from, by the canonical path of the field."""

WORDS_BY_PATH: dict[str, Source] = {
    "containers[].script": word_proposals,
    "containers[].command": word_proposals,
    "containers[].args[]": word_proposals,
}
"""Where single words of a text are proposed."""

KEYS_BY_PATH: dict[str, Source] = {"autoscaler.strategies": metric_key_proposals}
"""Where keys are made of names in the file."""
