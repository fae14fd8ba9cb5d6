"""The typed reading of a document: spellings resolved, empty values absent, older places found.

`read` makes a `Service` of any document; rules and the simulator ask it for values by canonical path and never walk
raw JSON. Every value knows the node that it came from.
"""

from easui.service.service import Place, Service, Value, read

__all__ = ["Place", "Service", "Value", "read"]
