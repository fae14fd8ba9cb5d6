"""Which keys may come into an object: those that it must have, those that people set, the rest, older places last."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from easui.assist.completion.blocks import first_blocks
from easui.assist.completion.following import goes_on
from easui.assist.completion.proposal import Proposal
from easui.assist.completion.shells import shell
from easui.assist.completion.slot import Slot
from easui.document import Document, Object, format_path
from easui.knowledge import Field
from easui.service.mounts import SOURCES

REQUIRED, COMMON, BLOCK, OTHER, EXCLUDED, OLDER = "0", "1", "2", "3", "4", "9"
"""Ranks; what an object can't have beside a key that it has comes after all others, but for older places."""

_ONE_OF = {
    "storage[]": SOURCES,
    "cloud.computing": ("instances", "instance_type"),
    "containers[]": ("script", "command"),
    **{
        f"containers[].{check}": ("http_get", "tcp_socket", "exec")
        for check in ("startup_check", "liveness_check", "readiness_check", "health_check")
    },
    "": ("containers", "processor", "processor_path"),
}
"""Keys of which an object has one."""

_EXPECTED = {"metadata": ("name",), "": ("metadata",)}
"""Keys that an object may lack by the schema, as there is an older place for them, and that no service goes without."""


def key_proposals(document: Document, slot: Slot, field: Field) -> Iterator[Proposal]:
    """The keys that the object of a slot does not have yet; behind dots those of the object that they lead to."""
    taken = slot.names | _dotted_above(document, slot)
    excluded = _excluded(field, taken)
    wanted = _needed_beside(field, taken)
    yield from _members(field, "", slot, taken, wanted, excluded)
    at = slot.typed.rfind(".")
    if at > 0:
        prefix = slot.typed[: at + 1]
        resolved = field.resolve(slot.typed[:at])
        if resolved and resolved.steps:
            yield from _members(resolved.field, prefix, slot, taken, frozenset(), frozenset())


def key_rank(field: Field, name: str) -> str:
    """The rank of a member by itself."""
    child = field.child(name)
    if child is None:
        return OTHER
    is_expected = name in _EXPECTED.get(format_path(field.path), ())
    if is_expected or name in field.required or child.schema.get("x-easui-required"):
        return REQUIRED
    return OLDER if child.moved_to or child.deprecated else COMMON if child.common else OTHER


def _members(
    field: Field, prefix: str, slot: Slot, taken: frozenset[str], wanted: frozenset[str], excluded: frozenset[str]
) -> Iterator[Proposal]:
    members = _all_members(field, prefix)
    for proposal in members:
        key = proposal.key or ""
        if key in taken or (proposal.deprecated and not _is_meant(key, slot.typed, members)):
            continue
        if key in wanted:
            yield proposal._replace(rank=REQUIRED + proposal.rank[1:])
        elif key in excluded:
            yield proposal._replace(rank=EXCLUDED + proposal.rank[1:])
        else:
            yield proposal


def _is_meant(older: str, typed: str, members: tuple[Proposal, ...]) -> bool:
    """Whether somebody who types some letters means an older place: no key of today begins with them."""
    begun = (each for each in members if (each.key or "").startswith(typed))
    return bool(typed) and older.startswith(typed) and all(each.deprecated for each in begun)


@lru_cache(maxsize=512)
def _all_members(field: Field, prefix: str) -> tuple[Proposal, ...]:
    """A proposal for each named member of a field, in the order of the schema."""
    found = []
    blocks = first_blocks(format_path(field.path))
    for number, (name, child) in enumerate(field.properties.items()):
        rank = key_rank(field, name)
        key = prefix + name.removeprefix(field.prefix)
        place = f"{BLOCK}{blocks[name]:03d}" if rank == OTHER and name in blocks else f"{rank}{number:03d}"
        found.append(
            Proposal(
                key, "property", place, detail_of(child), key, shell(child), "",
                f"field {format_path(child.path)}", rank == OLDER, goes_on(child),
            )
        )  # fmt: skip
    return tuple(found)


def detail_of(field: Field) -> str:
    """A field in one line: `integer · MB · default 5`."""
    default = field.default_text if len(field.default_text) <= 40 else ""
    words = (" or ".join(field.types), field.unit, f"default {default}" if default else "")
    return " · ".join(word for word in words if word)


def _excluded(field: Field, taken: frozenset[str]) -> frozenset[str]:
    group = _ONE_OF.get(format_path(field.path), ())
    return frozenset(group) if not taken.isdisjoint(group) else frozenset()


def _needed_beside(field: Field, taken: frozenset[str]) -> frozenset[str]:
    """Keys without which one that is there does not work."""
    needs: dict[str, list[str]] = field.schema.get("dependentRequired", {})
    return frozenset(name for key in taken if key in needs for name in needs[key])


def _dotted_above(document: Document, slot: Slot) -> frozenset[str]:
    """Keys of the slot's object that objects around it set already, in dotted spelling."""
    found: set[str] = set()
    node = document.root
    for depth, step in enumerate(slot.path):
        rest = slot.path[depth:]
        if isinstance(node, Object) and all(isinstance(name, str) for name in rest):
            prefix = ".".join(map(str, rest)) + "."
            found.update(m.key.name[len(prefix) :] for m in node.members if m.key.name.startswith(prefix))
        node = document.node(slot.path[: depth + 1]) if isinstance(step, str) or step >= 0 else None
        if node is None:
            break
    return frozenset(found)
