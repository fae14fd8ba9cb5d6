"""The five questions, each with the prompts that the answers so far call for."""

from __future__ import annotations

from easui.document import Path
from easui.workspace.wizard.machines import (
    fallback_options,
    has_gpu,
    official_images,
    processor_options,
    type_options,
    wants_gpu,
)
from easui.workspace.wizard.prompt import Answers, Option, Prompt

_PROGRAMS = (
    Option("official", "an official image", "Python, web pages for chat and pictures"),
    Option("image", "an image of your own", "from your registry, with the command that starts it"),
    Option("processor", "a processor and a model", "no image and no code"),
    Option("vllm", "a large language model", "with vLLM, behind an API as OpenAI's"),
)
_PLACES = (
    Option("public", "public machines", "of a type that you choose, paid while they run"),
    Option("group", "a resource group", "machines that are yours already"),
)
_FIXED = Option("fixed", "it stays as it is", "always the same number of replicas")
_BY_REQUESTS = Option("qps", "with the requests", "so many requests a second for each replica")
_BY_CPU = Option("cpu", "with the CPU", "so many percent of the CPU in use")
_BY_GPU = Option("gpu[util]", "with the GPU", "so many percent of the GPU in use")
_TARGETS = {"qps": ("requests a second", "10"), "cpu": ("% of the CPU", "60"), "gpu[util]": ("% of the GPU", "70")}

_MACHINES: Path = ("cloud", "computing", "instances")
_CONTAINER: Path = ("containers", 0)


class _Asking:
    """Prompts in their order, with the answer that each has."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self.prompts: list[Prompt] = []
        self.values: dict[str, str] = {}

    def ask(self, prompt: Prompt) -> str:
        """Put a prompt; its answer, or its default."""
        self.prompts.append(prompt)
        value = self.values[prompt.key] = self._answers.get(prompt.key) or prompt.default
        return value


def prompts(answers: Answers) -> list[Prompt]:
    """Everything to ask when some answers are known."""
    return _asked(answers).prompts


def values(answers: Answers) -> dict[str, str]:
    """The answer to every prompt, its default where there is none."""
    return _asked(answers).values


def _asked(answers: Answers) -> _Asking:
    asking = _Asking(answers)
    asking.ask(
        Prompt("name", 0, "Name", "letters, digits and _", "my_service", path=("metadata", "name")),
    )
    _ask_program(asking)
    _ask_place(asking)
    _ask_size(asking)
    _ask_growth(asking)
    return asking


def _ask_program(asking: _Asking) -> None:
    program = asking.ask(Prompt("program", 1, "Program", "what the replicas run", "official", _PROGRAMS, closed=True))
    if program == "processor":
        asking.ask(
            Prompt("processor", 1, "Processor", "a built-in one", "pmml", processor_options(), path=("processor",))
        )
        default = f"oss://models/{asking.values['name']}/"
        asking.ask(Prompt("model", 1, "Model", "where it lies in OSS", default, path=("model_path",)))
    elif program == "vllm":
        asking.ask(
            Prompt(
                "model", 1, "Model", "its folder in OSS", "oss://models/qwen3-8b/", path=("storage", 0, "oss", "path")
            )
        )
        asking.ask(
            Prompt("length", 1, "Context", "tokens that a conversation may have", "16384", whole=True, least=256)
        )
    else:
        _ask_image(asking, program)


def _ask_image(asking: _Asking, program: str) -> None:
    if program == "official":
        images = official_images()
        options = tuple(Option(image.name, image.title, image.about) for image in images)
        chosen = asking.ask(
            Prompt("official", 1, "Image", "an official one", images[0].name, options, True, (*_CONTAINER, "image"))
        )
        script = next((image.script for image in images if image.name == chosen), images[0].script)
    else:
        name = asking.values["name"].replace("_", "-")
        image = f"team-registry-vpc.cn-hangzhou.cr.aliyuncs.com/services/{name}:1.0.0"
        asking.ask(Prompt("image", 1, "Image", "with its registry and tag", image, path=(*_CONTAINER, "image")))
        gpu = (Option("no", "no", "CPU is enough"), Option("yes", "yes", "each replica needs a GPU"))
        asking.ask(Prompt("gpu", 1, "GPU", "whether the program needs one", "no", gpu, closed=True))
        script = "python app.py"
    asking.ask(Prompt("script", 1, "Start", "the command", script, path=(*_CONTAINER, "script")))
    asking.ask(
        Prompt("port", 1, "Port", "on which it listens", "8000", path=(*_CONTAINER, "port"), whole=True, least=1)
    )


def _ask_place(asking: _Asking) -> None:
    place = asking.ask(Prompt("place", 2, "Place", "whose machines", "public", _PLACES, closed=True))
    if place == "public":
        types = type_options(gpu=wants_gpu(asking.values))
        chosen = asking.ask(
            Prompt("type", 2, "Type", "of the machine", types[0].value, types, path=(*_MACHINES, 0, "type"))
        )
        others = fallback_options(chosen)
        asking.ask(
            Prompt(
                "fallback", 2, "Fallback", "for when the first is not in stock", others[0].value, others,
                path=(*_MACHINES, 1, "type"),
            )
        )  # fmt: skip
    else:
        asking.ask(
            Prompt("group", 2, "Group", "its id, eas-r-…", "eas-r-6dbzve8ip0xnzt", path=("metadata", "resource"))
        )
    asking.ask(Prompt("workspace", 2, "Workspace", "its id, a number", "140523", path=("metadata", "workspace_id")))


def _ask_size(asking: _Asking) -> None:
    gpu = wants_gpu(asking.values)
    asking.ask(Prompt("replicas", 3, "Replicas", "that run at first", "1", path=("metadata", "instance"), whole=True))
    if asking.values["place"] == "public":
        return
    sizes = (("cpu", "CPU", "cores of each replica", "8" if gpu else "4"),
             ("memory", "Memory", "GB of each replica", "32" if gpu else "16"))  # fmt: skip
    for key, label, hint, default in sizes:
        asking.ask(Prompt(key, 3, label, hint, default, path=("metadata", key), whole=True, least=1))
    if gpu:
        path: Path = ("metadata", "gpu")
        asking.ask(Prompt("cards", 3, "GPU", "cards of each replica", "1", path=path, whole=True, least=1))


def _ask_growth(asking: _Asking) -> None:
    on_gpu = wants_gpu(asking.values) or has_gpu(asking.values)
    options = (_FIXED, _BY_REQUESTS, _BY_GPU if on_gpu else _BY_CPU)
    grows = asking.ask(Prompt("grows", 4, "Growth", "what decides on it", "fixed", options, closed=True))
    if grows not in _TARGETS:
        return
    unit, target = _TARGETS[grows]
    replicas = asking.values["replicas"]
    most = str(max(3, 3 * int(replicas))) if replicas.isdecimal() else "3"
    asking.ask(Prompt("min", 4, "At least", "replicas", replicas, path=("autoscaler", "min"), whole=True))
    asking.ask(Prompt("max", 4, "At most", "replicas", most, path=("autoscaler", "max"), whole=True, least=1))
    asking.ask(
        Prompt("target", 4, "Target", f"{unit} each", target, path=("autoscaler", "strategies"), whole=True, least=1)
    )
