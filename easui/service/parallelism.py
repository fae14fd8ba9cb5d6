"""Over how many cards the server of a start command spreads its model."""

from __future__ import annotations

from typing import NamedTuple

from easui.service.commands import SimpleCommand, StartCommand, option, start_commands, whole_number
from easui.service.engines import recognise
from easui.service.service import Service

TENSOR_PARALLEL = (
    "--tensor-parallel-size", "--tensor_parallel_size", "-tp", "--tp", "--tp-size", "--tp_size", "--tensor-parallel",
    "--tp-degree",
)  # fmt: skip
PIPELINE_PARALLEL = (
    "--pipeline-parallel-size", "--pipeline_parallel_size", "-pp", "--pp", "--pp-size", "--pp_size",
)  # fmt: skip
DATA_PARALLEL = ("--data-parallel-size", "--data_parallel_size", "-dp", "--dp", "--dp-size", "--dp_size")
_SHARED = ("--enable-dp-attention",)
"""With these the data-parallel groups share the cards of the tensor-parallel ones."""
_UNCLEAR = (
    "CUDA_VISIBLE_DEVICES",
    "--data-parallel-size-local",
    "-dpl",
    "--data-parallel-address",
    "-dpa",
    "--headless",
)
"""With these the command says less than all about the cards that it uses."""


class Parallelism(NamedTuple):
    """The parallel sizes of a start command; 1 where nothing is said."""

    command: StartCommand
    tensor: int
    pipeline: int
    data: int

    @property
    def cards(self) -> int:
        """How many cards the server needs in all, on however many machines."""
        return self.tensor * self.pipeline * self.data


def parallelism(service: Service) -> Parallelism | None:
    """The parallel sizes of the one command that states some; None where none or several do, or it can't be told."""
    found = [(command, part) for command in start_commands(service) for part in command.parts if _states_sizes(part)]
    if len(found) != 1:
        return None
    command, part = found[0]
    if any(word.split("=")[0] in _UNCLEAR for word in command.words):
        return None
    sizes = [_size(part, names) for names in (TENSOR_PARALLEL, PIPELINE_PARALLEL, DATA_PARALLEL)]
    if any(word in _SHARED for word in part):
        sizes[2] = 1
    tensor, pipeline, data = sizes
    return Parallelism(command, tensor, pipeline, data) if tensor and pipeline and data else None


def _states_sizes(part: SimpleCommand) -> bool:
    """Whether a command states parallel sizes; the short names mean something else for other programs."""
    if option(part, *TENSOR_PARALLEL) is not None:
        return True
    is_engine = recognise(" ".join(part[:4])) is not None
    return is_engine and option(part, *PIPELINE_PARALLEL, *DATA_PARALLEL) is not None


def _size(part: SimpleCommand, names: tuple[str, ...]) -> int | None:
    text = option(part, *names)
    return 1 if text is None else whole_number(text)
