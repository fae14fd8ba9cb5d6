"""Keys that the schema does not know, which may be misspelt parameters: a rule about what is missing waits for them."""

from __future__ import annotations

from easui.document import Object
from easui.knowledge import root_field
from easui.service.service import Place, Value


def has_unknown_keys(place: Place) -> bool:
    """Whether the object at a place has a key that is no parameter there; False where there is no object."""
    node = place.node if isinstance(place, Value) else place.document.root
    field = place.field if isinstance(place, Value) else root_field()
    if not isinstance(node, Object) or field is None:
        return False
    return any(field.resolve(member.key.name) is None for member in node.members)
