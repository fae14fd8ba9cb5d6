"""Rules `EAS1xx`: identity of a service and what each of its replicas asks for."""

from easui.lint.rules.metadata import disk, features, identity, memory, quality, replicas, resources, shared_memory

__all__ = ["disk", "features", "identity", "memory", "quality", "replicas", "resources", "shared_memory"]
