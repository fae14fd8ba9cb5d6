"""Logins to image registries: missing, malformed, or of no use."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.knowledge.placeholders import is_placeholder
from easui.lint.finding import Finding, on_key, on_missing, on_value, remove_fix, set_fix
from easui.lint.registry import rule
from easui.service import Service
from easui.service.images import ImageAddress, image_address

_OPEN_NAMESPACES = frozenset(("acs", "google_containers", "modelscope-repo", "pai", "pai-dlc", "pai-eas"))
"""Namespaces of the shared registry that anybody can pull from."""


@rule("EAS431", "no-registry-login", Severity.INFO, confidence="medium", covers=(46,))
def no_registry_login(service: Service) -> Iterator[Finding]:
    """An image lies in a personal registry, and there is no `dockerAuth` to log in with.

    Why: Private repositories of a personal registry need a login; official images and those of an Enterprise instance
    of your own account don't.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "registry-vpc.cn-hangzhou.aliyuncs.com/acme/ranker:1.4.2", "script": "python app.py",
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
              "image": "registry-vpc.cn-hangzhou.aliyuncs.com/acme/ranker:1.4.2", "script": "python app.py",
              "port": 8000
            }
          ],
          "dockerAuth": "cmFua2VyOkFjbWUyMDI2"
        }

    Source: Parameters of model services (help page), `dockerAuth`
    """
    if service.has("dockerAuth"):
        return
    for image in service.each("containers[].image"):
        text = image.as_string
        if text and not is_placeholder(text) and _needs_login(image_address(text)):
            yield on_missing(
                service,
                "dockerAuth",
                f"`{image.text}` is in a personal registry, and no `dockerAuth` is given",
                "add `dockerAuth` when you deploy, unless the repository is open to all",
            )
            return


@rule("EAS432", "malformed-registry-login", Severity.ERROR, fix="safe", covers=(47,))
def malformed_registry_login(service: Service) -> Iterator[Finding]:
    """`dockerAuth` is not the Base64 of `user:password`.

    Why: The registry refuses it, and the image is never pulled. A line break that `echo` without `-n` adds is encoded,
    too, and becomes part of the password.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "registry-vpc.cn-hangzhou.aliyuncs.com/acme/ranker:1.4.2", "script": "python app.py",
              "port": 8000
            }
          ],
          "dockerAuth": "ranker:Acme2026"
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "registry-vpc.cn-hangzhou.aliyuncs.com/acme/ranker:1.4.2", "script": "python app.py",
              "port": 8000
            }
          ],
          "dockerAuth": "cmFua2VyOkFjbWUyMDI2"
        }

    Source: Parameters of model services (help page), `dockerAuth`; Custom images (help page)
    """
    login = service.get("dockerAuth")
    text = login.as_string if login else None
    if login is None or text is None or is_placeholder(text):
        return
    decoded = _decoded(text)
    if decoded is None and _is_plain_login(text):
        fix = set_fix(login, "", _encoded(text.strip()), "Encode it", safe=True)
        yield on_value(login, "`dockerAuth` is a login in plain text; EAS takes its Base64", "encode it", fix)
    elif decoded is None:
        yield on_value(login, "`dockerAuth` is not Base64", "write the Base64 of `user:password`")
    elif decoded.startswith("{"):
        yield on_value(login, "`dockerAuth` holds a Docker config file", "write the Base64 of `user:password` alone")
    elif ":" not in decoded.strip(":"):
        yield on_value(login, "`dockerAuth` does not decode to `user:password`", "write the Base64 of `user:password`")
    elif decoded != decoded.strip():
        fix = set_fix(login, "", _encoded(decoded.strip()), "Encode it without the blank", safe=True)
        yield on_value(
            login, "`dockerAuth` ends in a line break or a blank once decoded", "encode it with `echo -n`", fix
        )


@rule("EAS433", "needless-registry-login", Severity.INFO, fix="unsafe", confidence="medium", covers=(48,))
def needless_registry_login(service: Service) -> Iterator[Finding]:
    """`dockerAuth` is given although all images are official ones, which need no login.

    Why: A secret that nothing needs can still be stolen.

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
          "dockerAuth": "cmFua2VyOkFjbWUyMDI2"
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
          ]
        }

    Source: good practice
    """
    login = service.get("dockerAuth")
    images = [image.as_string or "" for image in service.each("containers[].image")]
    others = [service.has(path) for path in ("processor_image", "baseimage", "data_image")]
    others += [True for _ in service.each("storage[].image.image")]
    if login is None or not images or any(others):
        return
    if all(not is_placeholder(image) and image_address(image).registry == "official" for image in images):
        yield on_key(
            login,
            "`dockerAuth` is not needed: all images are official ones",
            "remove it",
            remove_fix(login, "Remove `dockerAuth`"),
        )


def _needs_login(address: ImageAddress) -> bool:
    return address.registry == "personal" and address.repository.partition("/")[0] not in _OPEN_NAMESPACES


def _is_plain_login(text: str) -> bool:
    user, colon, password = text.strip().partition(":")
    return bool(user and colon and password) and not any(char.isspace() for char in text.strip())


def _decoded(text: str) -> str | None:
    """What a Base64 text holds; None where it is no Base64."""
    from binascii import Error, a2b_base64

    try:
        return a2b_base64(text.encode("ascii"), strict_mode=True).decode("utf-8", errors="replace")
    except (Error, UnicodeEncodeError):
        return None


def _encoded(text: str) -> str:
    from binascii import b2a_base64

    return b2a_base64(text.encode(), newline=False).decode()
