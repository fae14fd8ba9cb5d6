"""What EAS accepts: the bundled schemas and catalogs, and answers about them.

`find("metadata.rpc.keepalive")` gives the `Field` with type, unit, default and docs; `instance_types()` the machines.
No rules, no positions in a text.
"""

from easui.knowledge.additions import NO_ADDITIONS, Additions
from easui.knowledge.catalog import (
    GpuModel,
    Image,
    InstanceType,
    Processor,
    Region,
    describe_instance_type,
    follows_naming_scheme,
    gpu_models,
    images,
    instance_type,
    instance_types,
    processors,
    regions,
)
from easui.knowledge.field import EACH, Field, FieldPath, Resolved
from easui.knowledge.lookup import all_fields, called, field_at, find, fold, moved_places, named, root_field
from easui.knowledge.placeholders import is_placeholder
from easui.knowledge.schema import SCHEMAS, data_folder, load_schema, schema_text

__all__ = [
    "EACH", "NO_ADDITIONS", "SCHEMAS", "Additions", "Field", "FieldPath", "GpuModel", "Image", "InstanceType",
    "Processor", "Region", "Resolved", "all_fields", "called", "data_folder", "describe_instance_type", "field_at",
    "find", "fold", "follows_naming_scheme", "gpu_models", "images", "instance_type", "instance_types",
    "is_placeholder", "load_schema", "moved_places", "named", "processors", "regions", "root_field", "schema_text",
]  # fmt: skip
