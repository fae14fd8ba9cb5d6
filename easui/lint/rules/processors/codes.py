"""Codes of built-in processors, and the machines that suit them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easui.document import Severity
from easui.knowledge import processors
from easui.knowledge.placeholders import is_placeholder
from easui.lint.finding import Finding, on_contradiction, on_value, set_fix
from easui.lint.registry import rule
from easui.service import Service, Value
from easui.service.machines import candidates, has_gpu

_KNOWN_SCHEME = r"easyrec(?:-torch)?-\d+\.\d+|(?:tensorflow|pytorch)_(?:cpu|gpu)(?:_\d+\.\d+)?"


@rule("EAS521", "unknown-processor", Severity.WARNING, fix="unsafe", covers=(25,))
def unknown_processor(service: Service) -> Iterator[Finding]:
    """`processor` is not among the built-in processors that are known.

    A version that is not known of a processor that is known is an info.

    Why: The list grows, so the code may exist all the same; but a misspelt one fails when it is deployed.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "processor": "tensorlow_cpu_1.12",
          "model_path": "oss://bucket/model/"
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "processor": "tensorflow_cpu_1.12",
          "model_path": "oss://bucket/model/"
        }

    Source: Built-in processors (help pages); TorchEasyRec documentation; PAI Python SDK
    """
    processor = service.get("processor")
    code = processor.as_string if processor else None
    if processor is None or code is None or code in processors() or is_placeholder(code):
        return
    near = _nearest(code)
    known = re.fullmatch(_KNOWN_SCHEME, code)
    yield on_value(
        processor,
        f"`{code}` is a version of the processor that easui does not know"
        if known
        else f"`{code}` is not a processor that easui knows",
        f"did you mean `{near}`?" if near else "see the list of built-in processors",
        set_fix(processor, "", near, f"Write `{near}`") if near else None,
        severity=Severity.INFO if known else Severity.WARNING,
    )


@rule("EAS522", "processor-for-another-device", Severity.WARNING, covers=(26,))
def processor_for_another_device(service: Service) -> Iterator[Finding]:
    """A processor for GPUs runs without one, or a processor for CPUs on machines with GPUs.

    Why: Without a card the processor fails to load its model; and a card that nothing uses is paid for all the same.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "gpu": 0, "resource": "eas-r-9lkbl2jvdm0puv1234",
            "cpu": 4, "memory": 8192
          },
          "processor": "tensorflow_gpu_1.15",
          "model_path": "oss://bucket/model/"
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "gpu": 1, "resource": "eas-r-9lkbl2jvdm0puv1234",
            "cpu": 4, "memory": 8192
          },
          "processor": "tensorflow_gpu_1.15",
          "model_path": "oss://bucket/model/"
        }

    Source: Built-in processors (help pages)
    """
    processor = service.get("processor")
    code = processor.as_string if processor else None
    known = processors().get(code or "")
    if processor is None or service.has("containers"):
        return
    device = known.device if known else _device_in_name(code or "")
    equipped = has_gpu(service)
    if device == "gpu" and equipped is False:
        message = f"`{code}` runs on a GPU, and the service has none"
        yield _finding(processor, _machine(service), message, "choose a machine with a GPU, or a CPU processor")
    elif device == "cpu" and equipped:
        message = f"`{code}` runs on the CPU; the GPU of the service would stand idle"
        yield _finding(processor, _machine(service), message, "choose a machine without a GPU, or a GPU processor")


def _finding(processor: Value, machine: Value | None, message: str, help_: str) -> Finding:
    """At the later of processor and machine, or at the processor alone."""
    if machine is None:
        return on_value(processor, message, help_)
    return on_contradiction(processor, machine, message, help_, note="the other is chosen here")


def _machine(service: Service) -> Value | None:
    """What the file says about the machine: its cards, or else its type."""
    named = [candidate.type for candidate in candidates(service) if not candidate.is_dedicated]
    return service.get("metadata.gpu") or service.get("metadata.gpu_memory") or next(iter(named), None)


def _device_in_name(code: str) -> str:
    parts = re.split(r"[_-]", code)
    return "gpu" if "gpu" in parts else "cpu" if "cpu" in parts else ""


def _nearest(code: str) -> str:
    """The known code that is most like another; empty where none is."""
    from difflib import get_close_matches

    lower = {known.lower(): known for known in processors()}
    return lower.get(code.lower(), "") or next(iter(get_close_matches(code, processors(), 1, 0.75)), "")
