"""Reading policy files: JSON Schemas of users, as JSON or YAML."""

from __future__ import annotations

import os

from easui.document import Document, Path, Span
from easui.lint.policy import BadPolicy, Policy
from easui.workspace.files import open_document
from easui.workspace.settings_fault import BadSettings, fault_at


def read_policy(file: str, name: str) -> Policy:
    """Read a policy, which findings call `name`. Raises `Unreadable`, and `BadSettings` where it is no JSON Schema."""
    document = open_document(file)
    faults = [fault_at(file, document, fault.span, fault.message, fault.help) for fault in document.faults]
    if faults:
        raise BadSettings(*faults)
    try:
        return Policy(os.path.basename(name), document.value())
    except BadPolicy as error:
        help_ = "a policy is a JSON Schema, of any draft"
        raise BadSettings(fault_at(file, document, _span(document, error.path), str(error), help_)) from error
    except RecursionError as error:
        raise BadSettings(fault_at(file, document, Span(0, 0), "the schemas lie too deep in one another")) from error


def _span(document: Document, path: Path) -> Span:
    """The value at a path, or the nearest thing around it."""
    nodes = (document.node(path[:length]) for length in range(len(path), -1, -1))
    node = next((node for node in nodes if node is not None), None)
    return Span(node.start, node.end) if node else Span(0, 0)
