"""Files to begin with: services, each of which lints clean and stands for one way to deploy, and inputs of dry runs."""

from __future__ import annotations

import os
from typing import Literal, NamedTuple

from easui.document import Language


class Template(NamedTuple):
    """A text to begin a file with; `open_paths` are the values that everybody replaces by their own."""

    name: str
    title: str
    description: str
    open_paths: tuple[str, ...]
    language: Language = "json"
    kind: Literal["service", "inventory", "scenario"] = "service"

    @property
    def text(self) -> str:
        """The text, with a final newline."""
        path = os.path.join(os.path.dirname(__file__), "templates", f"{self.name}.{self.language}")
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()


class NoTemplate(KeyError):
    """There is no template of that name."""


_IDENTITY = ("metadata.name", "metadata.workspace_id")

_TEMPLATES = (
    Template(
        "quickstart",
        "CPU quick start",
        "A Python program from an official image on a small public machine, with a second type to fall back on.",
        _IDENTITY,
    ),
    Template(
        "llm-vllm",
        "LLM on a GPU with vLLM",
        "A chat model from OSS behind an OpenAI-compatible server, with a long time limit and a startup check.",
        (*_IDENTITY, "storage[0].oss.path"),
    ),
    Template(
        "shared-gpu",
        "Shared GPU in a dedicated group",
        "Replicas that each take a part of a card's memory and computing power in your own resource group.",
        (*_IDENTITY, "metadata.resource", "containers[0].image", "storage[0].oss.path"),
    ),
    Template(
        "spot-fallback",
        "Spot machines with a fallback",
        "Bids for cheap spot machines first and takes a regular one where no bid holds.",
        _IDENTITY,
    ),
    Template(
        "processor",
        "Built-in processor",
        "A model in PMML served by a processor of the platform: no image, no code.",
        (*_IDENTITY, "model_path"),
    ),
    Template(
        "async-queue",
        "Asynchronous service with a queue",
        "Image generation that takes requests into a queue and scales with its length, down to nothing.",
        _IDENTITY,
    ),
)

_INPUTS = (
    Template(
        "inventory",
        "Inventory of a dry run",
        "The machines that exist and those that can be bought, with a comment on every part.",
        (),
        "yaml",
        "inventory",
    ),
    Template(
        "scenario",
        "Scenario of a dry run",
        "Traffic over a day, how long requests take, what has to hold, and events, with a comment on every part.",
        (),
        "yaml",
        "scenario",
    ),
)


def templates() -> tuple[Template, ...]:
    """The templates of services, the simplest first."""
    return _TEMPLATES


def input_templates() -> tuple[Template, ...]:
    """The templates of what `easui simulate` takes beside a service."""
    return _INPUTS


def template(name: str) -> Template:
    """The template of that name. Raises `NoTemplate`."""
    for candidate in (*_TEMPLATES, *_INPUTS):
        if candidate.name == name:
            return candidate
    raise NoTemplate(name)
