"""Names of regions that a user gives: a misspelt one would make every address in a file look wrong."""

from __future__ import annotations

from easui.knowledge.catalog import regions
from easui.structure.names import near

_DIGITS = "0123456789"


def regions_meant(name: str) -> list[str]:
    """The known regions that an unknown name is a misspelling of, or the end of; none for a known or a new one.

    New regions often differ in their number alone, as `us-east-9` would.

    >>> regions_meant("cn-hangzho"), regions_meant("hangzhou"), regions_meant("us-east-9")
    (['cn-hangzhou'], ['cn-hangzhou'], [])
    """
    known = regions()
    if not name or name in known or _stem(name) in {_stem(region) for region in known}:
        return []
    return near(name, list(known)) or [region for region in known if region.endswith(f"-{name.lower()}")]


def _stem(name: str) -> str:
    return name.rstrip(_DIGITS).rstrip("-")
