"""How much memory the weights of a language model take, judged by the name that it goes by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from easui.service.commands import start_commands
from easui.service.service import Service

_PARAMETERS = r"(?i)(?<![a-z0-9.])(?:([0-9]{1,3})x)?([0-9]{1,4}(?:\.[0-9]{1,3})?)b(?![a-z0-9])"
_BYTES = (
    (0.5, r"(?i)(?<![a-z0-9])(?:awq|gptq|int4|w4a\d|4-?bit|q4|nf4|bitsandbytes|bnb|gguf|fp4|nvfp4|mxfp4)"),
    (1.0, r"(?i)(?<![a-z0-9])(?:int8|fp8|w8a\d|8-?bit|q8)"),
)
_HALF_PRECISION = 2.0


class ModelSize(NamedTuple):
    """Parameters in billions, and the bytes that each takes."""

    billions: float
    bytes_each: float

    @property
    def gigabytes(self) -> float:
        """The memory of the weights alone, in GB."""
        return self.billions * self.bytes_each


def model_size(service: Service) -> ModelSize | None:
    """The size that the name of the served model gives away: `Qwen2-7B` has 7 billion parameters of two bytes."""
    texts = list(_texts(service))
    match = next((match for text in texts if (match := re.search(_PARAMETERS, text))), None)
    if not match:
        return None
    billions = int(match[1] or 1) * float(match[2])
    size = next((size for size, pattern in _BYTES if any(re.search(pattern, text) for text in texts)), _HALF_PRECISION)
    return ModelSize(billions, size)


def _texts(service: Service) -> Iterator[str]:
    """Texts that may name the model, the surest first."""
    for command in start_commands(service):
        yield from command.words
    values = [service.get("model_path"), *service.each("storage[].oss.path"), *service.each("storage[].nfs.path")]
    yield from (text for value in values if value and (text := value.as_string))
