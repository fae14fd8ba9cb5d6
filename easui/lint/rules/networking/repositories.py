"""Git repositories that are checked out into a service."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easui.document import Severity
from easui.knowledge.placeholders import is_placeholder
from easui.lint.finding import Finding, on_missing, on_value, set_fix
from easui.lint.registry import rule
from easui.service import Service
from easui.service.unknown import has_unknown_keys

_SSH = r"(?:ssh://|git\+ssh://)?(?:[\w.-]+@)?([\w.-]+)(?::\d+/|[:/])(.+)"


@rule("EAS661", "git-address", Severity.ERROR, fix="unsafe", covers=(207,))
def git_address(service: Service) -> Iterator[Finding]:
    """The address of a Git repository is not an `https://` address.

    Why: Other protocols are not supported.

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
          "storage": [{"mount_path": "/code", "git": {"repo": "git@example.com:team/code.git", "branch": "main"}}]
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

    Source: Mount storage to services (help page)
    """
    for repo in service.each("storage[].git.repo"):
        text = repo.as_string
        if not text or text.startswith("https://") or is_placeholder(text):
            continue
        match = None if text.startswith("http://") else re.fullmatch(_SSH, text.removeprefix("git://"))
        meant = f"https://{match[1]}/{match[2]}" if match else re.sub("^http://", "https://", text)
        known = meant.startswith("https://")
        yield on_value(
            repo,
            f"`{text}` is not an `https://` address, and EAS takes no other",
            f"write `{meant}`" if known else "write the `https://` address of the repository",
            set_fix(repo, "", meant, f"Write `{meant}`") if known else None,
        )


@rule("EAS662", "git-without-commit", Severity.INFO, confidence="medium", covers=(208,))
def git_without_commit(service: Service) -> Iterator[Finding]:
    """A Git mount names no commit.

    Why: The repository is checked out when a replica starts: later ones can run newer code than earlier ones.

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
          "storage": [{"mount_path": "/code", "git": {"repo": "https://example.com/team/code.git", "branch": "main"}}]
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
          "storage": [
            {
              "mount_path": "/code",
              "git": {"repo": "https://example.com/team/code.git", "branch": "main", "commit": "4f6d2c1"}
            }
          ]
        }

    Source: Mount storage to services (help page)
    """
    for git in service.each("storage[].git"):
        if git.has("repo") and not git.has("commit") and not has_unknown_keys(git):
            message = "no `commit` is named; replicas that start later can run newer code"
            yield on_missing(git, "commit", message, "add `commit`")


@rule("EAS663", "git-default-branch", Severity.INFO, fix="unsafe", covers=(209,))
def git_default_branch(service: Service) -> Iterator[Finding]:
    """A Git mount names neither branch nor commit, so that `master` is checked out.

    Why: Most repositories call their branch `main` today; then there is nothing to check out.

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
          "storage": [{"mount_path": "/code", "git": {"repo": "https://example.com/team/code.git"}}]
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

    Source: Mount storage to services (help page)
    """
    for git in service.each("storage[].git"):
        if git.has("repo") and not any(git.has(key) for key in ("branch", "commit")) and not has_unknown_keys(git):
            message = "no `branch` is named, which means `master`"
            fix = set_fix(git, "branch", "main", "Add `branch` main")
            yield on_missing(git, "branch", message, 'add `"branch": "main"` if that is its name', fix)
