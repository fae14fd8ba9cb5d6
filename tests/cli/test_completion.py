"""What real shells make of the completion scripts; a shell that is not installed is passed over."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from easui.cli import COMMANDS

Run = Callable[..., Any]

# What is typed, and what one of the completions must be.
TYPED = [
    ("easui li", "lint"),
    ("easui lint --fail", "--fail-on"),
    ("easui lint --output-format sar", "sarif"),
    ("easui lint --select EAS00", "EAS001"),
    ("easui lint --region cn-hangz", "cn-hangzhou"),
    ("easui lint chat.ser", "chat.service.json"),
    ("easui chat.ser", "chat.service.json"),
    ("easui rule EAS00", "EAS001"),
    ("easui new llm-v", "llm-vllm"),
    ("easui schema serv", "service"),
    ("easui explain metadata.rpc.keep", "metadata.rpc.keepalive"),
    ("easui get chat.service.json metadata.rpc.keep", "metadata.rpc.keepalive"),
    ("easui explain containers[].imag", "containers[].image"),
    ("easui completion fi", "fish"),
]

ASK_BASH = """\
source "$1"
shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
_shtab_easui 2>/dev/null
printf '%s\\n' "${COMPREPLY[@]}"
if [ ${#COMPREPLY[@]} = 0 ] && complete -p easui | grep -q -e '-o default'; then
  compgen -f -- "${COMP_WORDS[COMP_CWORD]}"
fi
"""


@pytest.fixture
def script(easui: Run, tmp_path: Path) -> Callable[[str], Path]:
    """Writes the script of a shell, beside a service file."""

    def write_script(shell: str) -> Path:
        if not shutil.which(shell):
            pytest.skip(f"{shell} is not installed")
        done = easui("completion", shell)
        assert done.returncode == 0, done.stderr
        (tmp_path / "chat.service.json").write_text("{}", encoding="utf-8")
        path = tmp_path / f"completion.{shell}"
        path.write_text(done.stdout, encoding="utf-8")
        return path

    return write_script


def test_bash_completes_words(script: Callable[[str], Path]) -> None:
    bash = ["bash", "--norc", "-c", ASK_BASH, "bash", script("bash")]
    offers = {line: _output([*bash, *line.split(" ")]).splitlines() for line, _ in TYPED}
    assert not [line for line, wanted in TYPED if wanted not in offers[line]]


def test_fish_completes_words(script: Callable[[str], Path]) -> None:
    fish = ["fish", "--no-config", "-c", "source $argv[1]; complete -C $argv[2]", script("fish")]
    offers = {line: [row.split("\t")[0] for row in _output([*fish, line]).splitlines()] for line, _ in TYPED}
    assert not [line for line, wanted in TYPED if wanted not in offers[line]]


def test_zsh_completes_words(script: Callable[[str], Path]) -> None:
    path = script("zsh")
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(path.parent)
        os.execvpe("zsh", ["zsh", "-f", "-i"], {**os.environ, "TERM": "dumb", "PS1": "ready> "})
    try:
        assert _shows(terminal, "ready> ")
        load = f"""autoload -U compinit; compinit -u -D; eval "$(<{path.name})"; PS1='go''> '\n"""
        os.write(terminal, load.encode())
        for line, wanted in TYPED:
            assert _shows(terminal, "go> ")
            os.write(terminal, _escaped(line).encode() + b"\t")
            assert _shows(terminal, _escaped(wanted)), line
            os.write(terminal, b"\x15\n")
    finally:
        os.close(terminal)
        os.waitpid(pid, 0)


def test_every_command_is_offered(easui: Run) -> None:
    script = easui("completion", "bash").stdout
    assert all(f"_shtab_easui_{command}_option_strings" in script for command in COMMANDS)


def test_an_unknown_shell_is_refused(easui: Run) -> None:
    done = easui("completion", "tcsh")
    assert done.returncode == 2
    assert "bash" in done.stderr


def test_other_commands_start_without_it() -> None:
    program = "import sys, easui.cli; easui.cli.main(['lint', '-']); sys.exit('shtab' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", program], input=b"{}", capture_output=True, check=False).returncode == 0
    )


def _output(command: list[str | Path]) -> str:
    folder = next(part for part in command if isinstance(part, Path)).parent
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder).stdout


def _escaped(text: str) -> str:
    return text.replace("[", r"\[").replace("]", r"\]")


def _shows(terminal: int, text: str, seconds: float = 20.0) -> bool:
    """Whether a terminal shows some text before time has passed; what it showed before is forgotten."""
    shown = ""
    end = time.monotonic() + seconds
    while text not in shown and (left := end - time.monotonic()) > 0:
        if select.select([terminal], [], [], left)[0]:
            shown += os.read(terminal, 65536).decode(errors="replace")
    return text in shown
