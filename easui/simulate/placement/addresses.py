"""Private addresses: every unit takes one from a vSwitch of the service."""

from __future__ import annotations

from collections.abc import Iterable

from easui.simulate.inputs.inventory import VSwitch


class Addresses:
    """What is left of the vSwitches that a service names; one that is not listed never runs out."""

    def __init__(self, wanted: Iterable[str], listed: Iterable[VSwitch]) -> None:
        known = {vswitch.id: vswitch for vswitch in listed}
        self._wanted = tuple(wanted)
        self._known = {id: known[id] for id in self._wanted if id in known}
        self._free = {id: vswitch.free for id, vswitch in self._known.items()}

    def zones(self) -> tuple[str, ...]:
        """The zones of vSwitches that still have addresses; an empty one stands for any zone."""
        return tuple(dict.fromkeys(self._zone(id) for id in self._wanted if self._free.get(id, 1))) or ("",)

    def has(self, zone: str) -> bool:
        """Whether there is an address for a machine in a zone."""
        return not self._wanted or any(self._serves(id, zone) and self._free.get(id, 1) for id in self._wanted)

    def take(self, zone: str) -> str | None:
        """Take an address for a machine in a zone: its vSwitch, "" where none is needed, None where none is left."""
        if not self._wanted:
            return ""
        for id in self._wanted:
            if self._serves(id, zone) and self._free.get(id, 1):
                if id in self._free:
                    self._free[id] -= 1
                return id
        return None

    def give_back(self, id: str) -> None:
        """Undo a `take`."""
        if id in self._free:
            self._free[id] += 1

    def shortage(self, zone: str = "") -> str:
        """Why there is no address for a machine in a zone."""
        serving = [id for id in self._wanted if self._serves(id, zone)]
        if not serving:
            return f"no vSwitch of the service is in {zone}"
        return f"no address left in {' and '.join(f'`{id}`' for id in serving)}"

    def _serves(self, id: str, zone: str) -> bool:
        return not zone or self._zone(id) in ("", zone)

    def _zone(self, id: str) -> str:
        return self._known[id].zone if id in self._known else ""
