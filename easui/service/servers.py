"""What a start command says about the server that it runs: ports, hosts and models."""

from __future__ import annotations

import re
from typing import NamedTuple

from easui.document import Path
from easui.service.commands import SimpleCommand, StartCommand, option, start_commands, whole_number
from easui.service.engines import recognise
from easui.service.service import Service, Value

PORT_OPTIONS = ("--port", "-p", "--server_port", "--server-port")
HOST_OPTIONS = ("--host", "--server_name", "--server-name")
MODEL_OPTIONS = ("--model", "--model-path", "--model_path", "--model-dir", "--model_dir", "--model-id", "--model_id")

_OTHER_PROGRAMS = frozenset(
    (
        "ray", "redis-server", "redis-cli", "etcd", "etcdctl", "mysql", "mysqld", "psql", "postgres", "mongod", "mongo",
        "nats-server", "curl", "wget", "nc", "ssh", "sshd", "scp", "mkdir", "cp", "rsync", "echo", "kill",
        "node_exporter", "dcgm-exporter", "prometheus", "tensorboard", "unzip", "tar", "ps", "test", "sleep", "export",
        "read", "ping", "telnet", "supervisorctl",
    )
)  # fmt: skip
"""Programs beside the server, or that use these options for something else."""

_BEFORE_PROGRAM = frozenset(("exec", "nohup", "sudo", "env", "export", "time", "then", "do", "else", "setsid", "!"))
_ASSIGNMENT = r"(?s)([A-Za-z_][A-Za-z0-9_]*)=(.*)"


class Ports(NamedTuple):
    """The ports that a container's start command and `PORT` name; `unclear` where one is left to a variable."""

    numbers: tuple[int, ...]
    unclear: bool

    @property
    def only(self) -> int | None:
        """The port, when exactly one is named."""
        return self.numbers[0] if len(set(self.numbers)) == 1 and not self.unclear else None


def by_container(service: Service) -> dict[Path, StartCommand]:
    """The start commands by the path of their container; none where the image's own entry point starts."""
    return {started.container.path: started for started in start_commands(service)}


def program_of(command: SimpleCommand) -> str:
    """The name of the program that a command runs, without its folder and what stands before it."""
    for word in command:
        if word not in _BEFORE_PROGRAM and not re.fullmatch(_ASSIGNMENT, word):
            return word.rpartition("/")[2]
    return ""


def server_commands(started: StartCommand) -> list[SimpleCommand]:
    """The commands that may be the server, helpers and clients left out."""
    return [part for part in started.parts if program_of(part) not in _OTHER_PROGRAMS]


def named_ports(container: Value, started: StartCommand | None) -> Ports:
    """The ports that a container's own server is started on, as far as they are written down."""
    texts = [text for part in (server_commands(started) if started else []) if (text := option(part, *PORT_OPTIONS))]
    for part in started.parts if started else ():
        texts += [match[2] for word in part if (match := re.fullmatch(_ASSIGNMENT, word)) and match[1] == "PORT"]
    numbers = [number for text in texts if (number := whole_number(text)) is not None]
    unclear = any(whole_number(text) is None and "$" in text for text in texts)
    for variable in container.each("env[]"):
        if variable.string("name") == "PORT":
            given = whole_number(variable.string("value"))
            numbers += [given] if given is not None else []
            unclear = unclear and given is None
    return Ports(tuple(numbers), unclear)


def model_argument(command: SimpleCommand) -> str | None:
    """Where a command tells its server to find the model: a path, an address, or a name of a hub."""
    named = option(command, *MODEL_OPTIONS)
    if named is not None:
        return named
    for at, word in enumerate(command[:-2]):
        if word.rpartition("/")[2] == "vllm" and command[at + 1] == "serve" and not command[at + 2].startswith("-"):
            return command[at + 2]
    return None


def serves_language_model(container: Value, started: StartCommand | None) -> bool:
    """Whether a container runs a server for large language models."""
    texts = [" ".join(part[:4]) for part in started.parts] if started else []
    found = [recognise(text) for text in (*texts, container.string("image") or "")]
    return any(engine and engine.makes == "text" for engine in found)


def is_model_server(command: SimpleCommand) -> bool:
    """Whether a command starts a server for large language models."""
    engine = recognise(" ".join(command[:4]))
    return engine is not None and engine.makes == "text"
