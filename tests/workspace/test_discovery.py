"""Finding services: names, folders, globs, what git ignores; and recognising them by content."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from easui.document import parse
from easui.workspace import Unreadable, find_services, is_service


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(*paths: str) -> None:
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).touch()


def write(path: str, *lines: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text("".join(f"{line}\n" for line in lines))


def found(*paths: str) -> list[str]:
    return [path.replace(os.sep, "/") for path in find_services(paths)]


def test_a_folder_is_searched_for_the_names_of_services(tree: Path) -> None:
    services = [
        f"{stem}.{end}" for stem in ("service", "chat.service", "b.eas") for end in ("json", "jsonc", "yaml", "yml")
    ]
    make(*services, "package.json", "myservice.json", "service.json.bak", "service", "eas.json", "service.toml")
    assert found(".") == sorted(services)


def test_folders_below_are_searched_in_order(tree: Path) -> None:
    make("b/service.json", "a/x/service.json", "a/service.json", ".hidden/service.json")
    assert found(".") == [".hidden/service.json", "a/service.json", "a/x/service.json", "b/service.json"]
    assert found("a") == ["a/service.json", "a/x/service.json"]
    assert list(find_services([str(tree / "b")])) == [str(tree / "b" / "service.json")]


def test_a_folder_without_services_gives_nothing(tree: Path) -> None:
    make("package.json")
    assert found(".") == []
    assert found() == []


def test_a_file_is_taken_whatever_its_name(tree: Path) -> None:
    make("config.txt", "node_modules/x/service.json")
    write(".gitignore", "config.txt")
    assert found("config.txt", "node_modules/x/service.json") == ["config.txt", "node_modules/x/service.json"]


def test_each_file_comes_once(tree: Path) -> None:
    make("a/service.json")
    Path("b.service.json").symlink_to("a/service.json")
    assert found("a/service.json", ".", "a", "./a/service.json") == ["a/service.json"]


def test_folders_of_tools_are_skipped(tree: Path) -> None:
    make(".git/service.json", "node_modules/service.json", ".venv/service.json", "a/node_modules/b/service.json")
    assert found(".") == []
    assert found(".venv") == [".venv/service.json"]


def test_links_lead_to_files_but_not_into_folders(tree: Path) -> None:
    make("a/service.json", "elsewhere.txt")
    Path("a/loop").symlink_to("..", target_is_directory=True)
    Path("service.json").symlink_to("service.json")
    Path("x.service.json").symlink_to("nowhere.json")
    Path("y.service.json").symlink_to("elsewhere.txt")
    assert found(".") == ["a/service.json", "y.service.json"]
    assert found("a/loop/a") == ["a/loop/a/service.json"]


def test_a_folder_that_is_called_like_a_service_is_searched(tree: Path) -> None:
    make("service.json/service.json")
    assert found(".") == ["service.json/service.json"]


def test_ignored_files_are_left_out_at_every_level(tree: Path) -> None:
    make("build/service.json", "a/service.json", "a/old.service.json", "a/b/old.service.json", "keep/old.service.json")
    write(".gitignore", "build/", "old.*")
    write("a/.gitignore", "/service.json")
    write("keep/.gitignore", "!old.service.json")
    make("a/b/service.json")
    assert found(".") == ["a/b/service.json", "keep/old.service.json"]


def test_ignore_files_above_count_up_to_the_root_of_the_repository(tree: Path) -> None:
    write(".gitignore", "service.json")
    write("repository/.gitignore", "old/", "*.eas.json")
    make("repository/.git/HEAD")
    make("repository/a/service.json", "repository/a/old/service.json", "repository/a/x.eas.json")
    assert found("repository/a") == ["repository/a/service.json"]


def test_an_ignored_folder_that_is_asked_for_is_searched(tree: Path) -> None:
    write(".gitignore", "build/")
    make(".git/HEAD", "build/out/service.json")
    assert found("build/out") == ["build/out/service.json"]


def test_lines_that_are_no_pattern_do_no_harm(tree: Path) -> None:
    write(".gitignore", "!", "[z-a]", "\\", "old/", "# note")
    make("old/service.json", "service.json")
    assert found(".") == ["service.json"]


def test_a_glob_that_the_shell_did_not_expand_is_expanded(tree: Path) -> None:
    make("a/x.json", "a/y.json", "b/deep/z.json", "node_modules/p/q.json", "b/service.json")
    assert found("a/*.json") == ["a/x.json", "a/y.json"]
    assert found("**/*.json") == ["a/x.json", "a/y.json", "b/deep/z.json", "b/service.json"]
    assert found("node_modules/**/*.json") == ["node_modules/p/q.json"]
    assert found("?") == ["b/service.json"]


def test_a_file_whose_name_has_wildcards_is_that_file(tree: Path) -> None:
    make("[a].json", "a.json")
    assert found("[a].json") == ["[a].json"]


@pytest.mark.parametrize(("path", "words"), [("nowhere.json", "does not exist"), ("no*.json", "matches no file")])
def test_what_does_not_exist_is_said_before_anything_is_given(tree: Path, path: str, words: str) -> None:
    make("service.json")
    with pytest.raises(Unreadable, match=words):
        next(find_services(["service.json", path]))


def test_a_folder_that_cannot_be_looked_into_is_told_and_passed_over(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make("closed/service.json", "open/service.json")
    scan = os.scandir

    # Raised by hand, since root may look everywhere.
    def scandir(path: str) -> object:
        if os.path.basename(path) == "closed":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    problems: list[Unreadable] = []
    assert [path.replace(os.sep, "/") for path in find_services(["."], problems.append)] == ["open/service.json"]
    assert "closed" in str(problems[0])
    with pytest.raises(Unreadable, match="may not be read"):
        list(find_services(["closed"]))


@pytest.mark.parametrize(
    "text",
    [
        '{"metadata": {}, "containers": []}',
        '{"metadata": {}, "processor": "x"}',
        '{"metadata": {}, "processor_path": "x"}',
        '{"metadata": {}, "model_path": "x"}',
        '{"cloud": {}, "metadata": {}',
        '{"metadata.cpu": 1, "cloud.computing.instance_type": "x"}',
    ],
)
def test_a_service_is_recognised_by_what_it_holds(text: str) -> None:
    assert is_service(parse(text), "config.json")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '"metadata"',
        '{"metadata": {}}',
        '{"containers": []}',
        '{"apiVersion": "v1", "metadata": {}, "containers": []}',
        '{"kind": "Pod", "metadata": {}, "containers": []}',
    ],
)
def test_other_documents_are_no_services(text: str) -> None:
    assert not is_service(parse(text), "config.json")
    assert is_service(parse(text), "/deploy/chat.service.json")
