"""What a value means: the machine behind a type name, memory in GiB, a percentage as replicas, who logs in.

Each kind of value has one function that answers in Markdown, or nothing; the first answer counts.
"""

from __future__ import annotations

import re
from binascii import Error, a2b_base64
from collections.abc import Callable
from datetime import datetime

from easui.assist.amounts import counted, duration, memory
from easui.assist.cursor import Token, usual_field
from easui.assist.field_docs import literal
from easui.assist.machines import size_words
from easui.assist.markdown import bullets, code, escaped, paragraphs
from easui.assist.schedules import schedule_words
from easui.document import Document, Scalar, format_path
from easui.document.display import shortened
from easui.knowledge import EACH, Field, gpu_models, images, processors, regions
from easui.lint import Settings
from easui.service import Service, Value, read
from easui.service.capacity import amount
from easui.service.images import ImageAddress, image_address
from easui.service.kinds import replicas
from easui.service.machines import DEDICATED, machine_type
from easui.service.region import file_system_region, oss_endpoint, region_of

LARGEST_NUMBER = 10**12
"""Larger numbers are mistakes, and words for them would not help."""

_REGISTRIES = {
    "official": "an official image of the platform",
    "personal": "an image in a user's registry",
    "enterprise": "an image in an Enterprise registry",
    "public": "an image on a public registry of the internet",
    "own": "an image in a registry of your own",
}


class Subject:
    """A value that somebody asks about; the service is read when an answer needs it."""

    def __init__(self, document: Document, token: Token, settings: Settings, now: datetime | None) -> None:
        self.document = document
        self.now = now
        self.settings = settings
        self.token = token
        self.field = usual_field(token.field) if token.field else None
        self.pattern = format_path(self.field.path) if self.field else ""
        self._service: Service | None = None

    @property
    def service(self) -> Service:
        """The typed reading of the whole document."""
        if self._service is None:
            self._service = read(self.document, self.settings.additions)
        return self._service

    @property
    def value(self) -> Value | None:
        """The value as the service reads it; None where it counts as absent or another place wins."""
        value = self.service.get(format_path(self.token.level.path))
        return value if value and value.node is self.token.level.node else None

    @property
    def scalar(self) -> Scalar:
        """The value itself."""
        scalar = self.token.scalar
        assert scalar is not None, "only scalars are asked about"
        return scalar

    @property
    def text(self) -> str:
        """The value if it is a string, else the empty text."""
        return self.scalar.value if isinstance(self.scalar.value, str) else ""

    @property
    def number(self) -> int | float | None:
        """The value if it is a number of sensible size."""
        return sensible_number(self.scalar)


def meaning_of(document: Document, token: Token, settings: Settings, now: datetime | None) -> str:
    """What the value under a cursor means, as Markdown; the empty text where nothing is known about the place.

    Schedules tell their next runs after `now`.
    """
    subject = Subject(document, token, settings, now)
    if subject.field is None or token.scalar is None or token.scalar.kind in ("missing", "invalid"):
        return ""
    if subject.field.secret or subject.pattern in _SECRETS:
        return _SECRETS.get(subject.pattern, _secret)(subject)
    answer = next((text for tell in _TELLERS if (text := tell(subject))), "")
    return paragraphs(_heading(subject), answer or _purpose(subject.field), _is_default(subject))


def sensible_number(node: Scalar) -> int | float | None:
    """A finite number that words make sense for; None for anything else."""
    value = node.value
    if node.kind != "number" or isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if abs(value) < LARGEST_NUMBER else None


def _heading(subject: Subject) -> str:
    field = subject.field
    title = field.title if field else ""
    shown = subject.text if isinstance(subject.scalar.value, str) else subject.document.source(subject.scalar)
    return f"{code(shown)} – {title}" if title else code(shown)


def _purpose(field: Field) -> str:
    """What the field is for; of a list's item what the list is for."""
    return field.description or (field.parent.description if field.parent and field.path[-1] == EACH else "")


def _is_default(subject: Subject) -> str:
    field = subject.field
    same = field and field.has_default and field.default == subject.scalar.value
    return "This is also the default." if same and type(subject.scalar.value) is type(field and field.default) else ""


def _listed_value(subject: Subject) -> str:
    field, value = subject.field, subject.scalar.value
    if field is None or value is None:
        return ""
    word = literal(value) if isinstance(value, bool) else str(value)
    return field.values.get(word, "")


def _machine(subject: Subject) -> str:
    if not subject.field or subject.field.catalog != "instance-types" or not subject.text:
        return ""
    if subject.text == DEDICATED:
        return ""
    kind = machine_type(subject.service, subject.text)
    if kind is None:
        return "Not in the catalog; the type may exist all the same."
    lines = [f"family {code(kind.family)}"] if kind.family else []
    model = gpu_models().get(kind.gpu_model)
    if model:
        lines.append(f"{model.name}: {model.memory_gib:g} GiB, {model.architecture}")
    return paragraphs(size_words(kind), bullets(lines), f"*Source: {kind.source}*" if kind.source else "")


def _image(subject: Subject) -> str:
    if not subject.field or subject.field.catalog != "images" or not subject.text:
        return ""
    address = image_address(subject.text)
    lines = [_REGISTRIES[address.registry], *_image_place(address)]
    known = images().get(address.repository) if address.registry == "official" else None
    if known:
        lines.append(f"{known.purpose}; built for a {known.device.upper()}")
    if address.digest:
        lines.append("pinned by its digest")
    elif not address.tag or address.tag == "latest":
        lines.append("not pinned: it may change between two starts")
    return bullets(lines)


def _image_place(address: ImageAddress) -> list[str]:
    if not address.region:
        return []
    region = regions().get(address.region)
    title = f" ({region.title})" if region else ""
    reach = "reached inside the VPC" if address.is_vpc else "reached over the internet"
    return [f"region {code(address.region)}{title}, {reach}"]


def _region(subject: Subject) -> str:
    if not subject.field or subject.field.catalog != "regions":
        return ""
    region = regions().get(subject.text)
    if region is None:
        return ""
    return paragraphs(
        region.title, bullets([f"OSS inside: {code(region.oss_internal)}"] if region.oss_internal else [])
    )


def _endpoint(subject: Subject) -> str:
    if not subject.field or subject.field.catalog != "oss-endpoints":
        return ""
    endpoint = oss_endpoint(subject.text)
    if endpoint is None:
        return ""
    reach = "reached from inside the region only" if endpoint.is_internal else "reached over the internet"
    return f"OSS in {code(endpoint.region)}, {reach}."


def _processor(subject: Subject) -> str:
    known = processors().get(subject.text) if subject.field and subject.field.catalog == "processors" else None
    if known is None:
        return ""
    device = "CPU or GPU" if known.device == "any" else known.device.upper()
    return f"A processor of the platform for {escaped(known.framework)} models, on {device}."


def _card(subject: Subject) -> str:
    model = gpu_models().get(subject.text.upper()) if subject.pattern == "metadata.gpu_model" else None
    return f"{model.memory_gib:g} GiB, {model.architecture}" if model else ""


def _bucket(subject: Subject) -> str:
    match = re.match(r"oss://([^/]+)/?(.*)", subject.text, re.DOTALL)
    if not match:
        return ""
    region = region_of(subject.service, subject.settings.region).name
    where = f" The service runs in {code(region)}; the bucket must be there, too." if region else ""
    inside = f"the folder {code(match[2])} of the" if match[2] else "the whole"
    return f"OSS: {inside} bucket {code(match[1].partition('.')[0])}.{where}"


def _file_system(subject: Subject) -> str:
    region = file_system_region(subject.text) if subject.text else ""
    return f"A file system in {code(region)}." if region else ""


def _share(subject: Subject) -> str:
    if subject.pattern not in _ROUNDING:  # before the whole service is read for it
        return ""
    words = share_words(subject.service, subject.value, subject.pattern)
    return f"{words}." if words else ""


def _schedule(subject: Subject) -> str:
    if subject.pattern not in _SCHEDULES or not subject.text:
        return ""
    zone = subject.service.string(format_path((*subject.token.level.path[:-1], "TimeZone")))
    return schedule_words(subject.text, zone, subject.now)


_COUNTED = ("cards", "cores", "requests")
"""Units that are things, of which there may be one."""


def _with_unit(subject: Subject) -> str:
    field, number = subject.field, subject.number
    if field is None or number is None or not field.unit:
        return ""
    words = memory(number, field.unit) or duration(number, field.unit)
    unit = field.unit.removesuffix("s") if number == 1 and field.unit in _COUNTED else field.unit
    plain = f"{number:g} {unit}" if isinstance(number, float) else f"{number} {unit}"
    return f"{plain} = {words}" if words and words != plain else plain


def share_words(service: Service, value: Value | None, pattern: str) -> str:
    """What a percentage stands for at the number of replicas that the service starts with: `3 of 15 replicas`."""
    rounding = _ROUNDING.get(pattern)
    share = amount(value)
    if rounding is None or share is None or not share.is_share or share.percent > LARGEST_NUMBER:
        return ""
    whole = replicas(service)
    if not 0 <= whole < LARGEST_NUMBER:
        return ""
    part = max(share.ceil(whole), 1) if rounding == "up" else share.floor(whole)
    return f"{part} of {counted(whole, 'replica')}"


def _secret(subject: Subject) -> str:
    shown = code(shortened(subject.text)) if subject.text else "nothing"
    return paragraphs(f"A secret: {shown}", _purpose(subject.field) if subject.field else "")


def _login(subject: Subject) -> str:
    """The user of a registry login; the password is never shown."""
    try:
        plain = a2b_base64(subject.text.encode("ascii"), strict_mode=True).decode()
    except (Error, UnicodeError):
        return "Not the Base64 of `user:password`."
    user, colon, _ = plain.partition(":")
    if not colon or not user:
        return "Not the Base64 of `user:password`."
    return f"Logs in as {code(user)}; the password is not shown."


_ROUNDING = {
    "cloud.computing.instances[].capacity": "down",
    "metadata.rolling_strategy.max_surge": "up",
    "metadata.rolling_strategy.max_unavailable": "down",
}
_SCHEDULES = ("cronscaler.ScaleJobs[].Schedule", "cronscaler.ExcludeDates[]")
_SECRETS: dict[str, Callable[[Subject], str]] = {"dockerAuth": _login}
_TELLERS: tuple[Callable[[Subject], str], ...] = (
    _listed_value, _machine, _image, _region, _endpoint, _processor, _card, _share, _schedule, _bucket, _file_system,
    _with_unit,
)  # fmt: skip
