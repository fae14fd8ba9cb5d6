"""Secrets that stand in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easui.document import Scalar, Severity, Span
from easui.document.display import shortened
from easui.knowledge.placeholders import is_placeholder
from easui.lint.finding import Finding, on_value
from easui.lint.registry import rule, subject_rule
from easui.lint.subject import Subject
from easui.service import Service

_ACCESS_KEY = r"(?<![A-Za-z0-9])LTAI[A-Za-z0-9]{12,}"
_CREDENTIALS_IN_ADDRESS = r"https?://[^/@\s:]*:?[^/@\s]+@"
_KEY_NAMES = frozenset(("accesskeyid", "accesskeysecret", "accesskey", "accesssecret", "secretkey", "secretaccesskey"))
_KEY_IN_TEXT = (
    r"(?i)[\"']?(?:access[_-]?key[_-]?(?:id|secret)|access[_-]?secret|secret[_-]?key)[\"']?"
    r"\s*[:=]\s*[\"']?([^\s\"',}&]+)"
)

_SECRET_PARTS = frozenset(("KEY", "SECRET", "TOKEN", "PASSWORD", "PASSWD"))
_HARMLESS_PARTS = frozenset(
    (
        "BOS", "BUDGET", "CACHE", "COLUMN", "COUNT", "ENDPOINT", "EOS", "EXPIRE", "EXPIRES", "FIELD", "FILE", "HEADER",
        "HOST", "INDEX", "LEN", "LENGTH", "LIMIT", "MAX", "MIN", "MODE", "NAME", "NUM", "PAD", "PARTITION", "PATH",
        "PREFIX", "PRIMARY", "PUBLIC", "SIZE", "SORT", "STOP", "TTL", "TYPE", "UNK", "URI", "URL", "VERSION",
    )
)  # fmt: skip
"""Parts of names that are about a secret or a token of text, and hold none."""

_NO_SECRETS = frozenset(("empty", "none", "null", "dummy", "false", "true", "not-needed", "no-key-required", "unused"))
_NOT_LITERAL = r"(?s)[-+]?[\d.]+|/.*|\$.*|<.*>|\w+://[^@]*|\{\{.*"


@rule("EAS801", "secret-in-variable", Severity.WARNING, covers=(51,))
def secret_in_variable(service: Service) -> Iterator[Finding]:
    """An environment variable whose name says that it is a secret holds a value in clear text.

    Only `KEY`, `SECRET`, `TOKEN` and `PASSWORD` as a whole part of the name count; numbers, paths, addresses and
    references don't.

    Why: The file goes into repositories, logs and the console, and the secret with it.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000, "env": [{"name": "API_KEY", "value": "sk-4f6d2c1a9b8e7d5c"}]
            }
          ]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000,
              "env": [{"name": "API_KEY_FILE", "value": "/mnt/secrets/api_key"}]
            }
          ]
        }

    Source: good practice; Configure the EAS RAM role (help page)
    """
    for variable in (*service.each("containers[].env[]"), *service.each("processor_envs[]")):
        name, value = variable.string("name"), variable.get("value")
        text = value.as_string if value else None
        if name and value and text and _names_secret(name) and _is_literal(text):
            yield on_value(
                value,
                f"`{name}` holds a secret in clear text (`{shortened(text)}`)",
                "mount a file with the secret, or use a RAM role (`options.enable_ram_role`)",
            )


@rule("EAS802", "git-credentials", Severity.ERROR, covers=(210,))
def git_credentials(service: Service) -> Iterator[Finding]:
    """A Git mount holds a password or token in clear text.

    Why: Whoever sees the file can read, and often change, the repository.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "storage": [
            {
              "mount_path": "/code",
              "git": {
                "repo": "https://example.com/team/code.git", "branch": "main", "username": "ci",
                "password": "glpat-4f6d2c1a9b8e7d5c"
              }
            }
          ]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/code", "git": {"repo": "https://example.com/team/code.git", "branch": "main"}}]
        }

    Source: good practice
    """
    for git in service.each("storage[].git"):
        password, repo = git.get("password"), git.get("repo")
        text = (password.as_string if password else None) or ""
        if password and text and _is_literal(text):
            message = f"`{password.text}` stands in clear text (`{shortened(text)}`)"
            yield on_value(password, message, "register the repository in PAI and mount it as `code`, or use a mirror")
        address = (repo.as_string if repo else None) or ""
        if repo and re.match(_CREDENTIALS_IN_ADDRESS, address) and not is_placeholder(address):
            message = "the address of the repository holds a login in clear text"
            yield on_value(repo, message, "take it out of the address, and register the repository in PAI")


@rule("EAS803", "access-keys-in-model-config", Severity.WARNING, covers=(31,))
def access_keys_in_model_config(service: Service) -> Iterator[Finding]:
    """`model_config` holds an access key.

    Why: The key leaks with the file. A RAM role gives the processor keys that change by themselves.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "processor": "easyrec-torch-1.2",
          "model_path": "oss://bucket/model/",
          "model_config": {"region": "cn-hangzhou", "access_key_secret": "9f8e7d6c5b4a32109f8e7d6c5b4a32"}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "processor": "easyrec-torch-1.2",
          "model_path": "oss://bucket/model/",
          "model_config": {"region": "cn-hangzhou"},
          "options": {"enable_ram_role": true}
        }

    Source: TorchEasyRec documentation; Configure the EAS RAM role (help page)
    """
    config = service.get("model_config")
    if config is None:
        return
    help_ = "remove it, and set `options.enable_ram_role` to true"
    match = re.search(_KEY_IN_TEXT, config.as_string or "")
    if match and _is_literal(match[1]):
        yield on_value(config, "`model_config` holds an access key in clear text", help_)
    for key, node in service.document.walk():
        if not isinstance(node, Scalar) or not config.span.start <= node.start < config.span.end:
            continue
        name = re.sub(r"[^a-z]", "", key.name.lower()) if key else ""
        if key and name in _KEY_NAMES and isinstance(node.value, str) and node.value and _is_literal(node.value):
            message = f"`{key.name}` stands in clear text in `model_config`"
            yield Finding(message, Span(node.start, node.end), service.document.path_at(node.start), help_)


@subject_rule("EAS804", "access-key", Severity.ERROR, covers=(219,))
def access_key(subject: Subject) -> Iterator[Finding]:
    """The id of an access key (`LTAI…`) stands somewhere in the file.

    Why: It does not expire, and with its secret, which is seldom far, anybody can act as you.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "ossutil cp -i LTAI5tKs9f8e7d6c5b4a3210 -r oss://bucket/model /model_dir && python app.py",
              "port": 8000
            }
          ]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "ossutil cp --mode EcsRamRole -r oss://bucket/model /model_dir && python app.py", "port": 8000
            }
          ],
          "options": {"enable_ram_role": true}
        }

    Source: good practice; Configure the EAS RAM role (help page)
    """
    for _, node in subject.document.walk():
        text = node.value if isinstance(node, Scalar) else None
        match = re.search(_ACCESS_KEY, text) if isinstance(text, str) and "LTAI" in text else None
        if match:
            yield Finding(
                f"an access key (`{shortened(match[0])}`) stands in the file",
                Span(node.start, node.end),
                subject.document.path_at(node.start),
                "disable the key, and use a RAM role (`options.enable_ram_role`)",
            )


def _names_secret(name: str) -> bool:
    parts = re.split(r"[^A-Z0-9]+", name.upper())
    return any(part in _SECRET_PARTS for part in parts) and not any(part in _HARMLESS_PARTS for part in parts)


def _is_literal(text: str) -> bool:
    """Whether a text may be a secret itself: no reference, path, number or placeholder; EAS804 finds access keys."""
    if text.lower() in _NO_SECRETS or is_placeholder(text) or re.search(_ACCESS_KEY, text):
        return False
    return not re.fullmatch(_NOT_LITERAL, text)
