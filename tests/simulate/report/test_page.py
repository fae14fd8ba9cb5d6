"""The page that a dry run writes: whole without a network, escaped, and alive in a browser."""

from __future__ import annotations

import html as entities
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from easui.simulate.report import html

Result = dict[str, Any]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
VOID = {"meta", "br", "hr", "img", "link", "input"}


class Outline(HTMLParser):
    """The elements of a page, and whether each is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def outline(page: str) -> Outline:
    """The outline of a page, all of whose elements are closed."""
    parser = Outline()
    parser.feed(page)
    assert not parser.open
    return parser


def test_the_page_is_whole(result: Result) -> None:
    page = html(result)
    seen = outline(page)
    assert not [
        value for _, attributes in seen.elements for name, value in attributes.items() if name in ("src", "href")
    ]
    assert "://" not in page
    assert "@import" not in page
    assert "url(" not in page
    assert "default-src 'none'" in page
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page


def test_the_page_has_every_part(result: Result) -> None:
    page = html(result)
    titles = re.findall(r"<h2[^>]*>([^<]+)", page)
    assert titles == ["Placement", "Over time", "Events", "Rollout", "Cost", "Advice", "Assumptions"]
    assert page.count("<figure>") == 6
    assert page.count("<article") == 3
    assert 'title="others 8 GiB 30 %"' in page


def test_charts_and_bars_have_words(result: Result) -> None:
    for tag, attributes in outline(html(result)).elements:
        if attributes.get("role") == "img" and tag != "svg":
            assert attributes.get("aria-label")
    assert "<title>Replicas: ready at most 12; placed at most 12; wanted at most 14</title>" in html(result)


def test_the_same_result_gives_the_same_page(result: Result) -> None:
    assert html(result) == html(json.loads(json.dumps(result)))


def test_nothing_from_a_file_is_markup(result: Result) -> None:
    plain = [tag for tag, _ in outline(html(result)).elements]
    assert [tag for tag, _ in outline(html(poisoned(result))).elements] == plain


def test_a_long_run_makes_no_long_page(result: Result) -> None:
    series = result["autoscaling"]["series"]
    result["autoscaling"]["series"] = [
        {**series[number % len(series)], "t": number * 15} for number in range(60 * len(series))
    ]
    assert len(html(result)) < 300_000


def test_many_machines_are_squares(result: Result) -> None:
    machine = result["placement"]["nodes"][0]
    result["placement"]["nodes"] = [
        {**machine, "name": f"n-{number}", "used": {**machine["used"], "cpu": number % 33}} for number in range(3000)
    ]
    page = html(result)
    assert page.count("<article") == 60
    assert "and 2,940 machines more" in page
    assert len(page) < 1_000_000


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
def test_pointing_and_keys_show_the_values_of_a_moment(result: Result, tmp_path: Path) -> None:
    told = in_browser(html(result), tmp_path, """
        const plot = document.querySelectorAll(".plot")[2], box = plot.getBoundingClientRect();
        const values = () => [...document.querySelectorAll("output")].map((each) => each.textContent);
        const point = { clientX: box.left + box.width / 2, clientY: box.top + 5 };
        plot.dispatchEvent(new PointerEvent("pointermove", point));
        const pointed = values();
        const cursors = [...document.querySelectorAll(".cursor")].map((each) => getComputedStyle(each).display);
        plot.dispatchEvent(new PointerEvent("pointerleave"));
        const left = values();
        const press = (key) => document.querySelector(".charts").dispatchEvent(new KeyboardEvent("keydown", { key }));
        press("ArrowRight"); press("ArrowRight");
        return { pointed, cursors, left, pressed: values()[0], fits: document.body.scrollWidth <= innerWidth };
    """)  # fmt: skip
    assert told["pointed"][0] == "400  at 2:00:00"
    assert told["pointed"][1:5] == ["12", "12", "14", "2.1 s"]
    assert set(told["cursors"]) == {"block"}
    assert set(told["left"]) == {""}
    assert told["pressed"].endswith("at 0:00:30")
    assert told["fits"]


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
def test_hostile_texts_run_nothing(result: Result, tmp_path: Path) -> None:
    told = in_browser(html(poisoned(result)), tmp_path, "return { title: document.title, ran: window.ran ?? false };")
    assert told["ran"] is False
    assert "<script>" in told["title"]


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_in_light_and_dark(result: Result, tmp_path: Path, scheme: str) -> None:
    told = in_browser(html(result), tmp_path, """
        const parts = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
        const channel = (value) => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        const light = (colour) => {
          const [r, g, b] = colour.map(channel);
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const behind = (node) => {
          for (let at = node; at; at = at.parentElement) {
            const colour = parts(getComputedStyle(at).backgroundColor);
            if (colour.length === 3) return colour;
          }
          return [255, 255, 255];
        };
        const poor = [];
        const words = "h1, h1 span, p, td, th, dt, dd, h3, figcaption b, .name, .figure";
        for (const node of document.querySelectorAll(words)) {
          const [a, b] = [light(parts(getComputedStyle(node).color).slice(0, 3)), light(behind(node))];
          const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          if (contrast < 4.5) poor.push([node.tagName, node.className, contrast]);
        }
        return { poor, paper: light(behind(document.body)) };
    """, scheme)  # fmt: skip
    assert told["poor"] == []
    assert (told["paper"] > 0.5) == (scheme == "light")


def in_browser(page: str, folder: Path, script: str, scheme: str = "light") -> Any:
    """What a script returns that runs in a page."""
    assert CHROMIUM
    run = f"document.body.dataset.told = JSON.stringify((() => {{{script}}})());"
    file = folder / "page.html"
    file.write_text(page.replace("</body>", f"<script>{run}</script></body>"), encoding="utf-8")
    done = subprocess.run(
        [
            CHROMIUM, *QUIET, f"--user-data-dir={folder / 'profile'}", "--window-size=1180,1400",
            f"--blink-settings=preferredColorScheme={int(scheme == 'light')}", "--dump-dom", file.as_uri(),
        ],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    found = re.search(r'data-told="([^"]*)"', done.stdout)
    assert found, done.stderr
    return json.loads(entities.unescape(found[1]))


def poisoned(value: Any) -> Any:
    """A result with an attempt to run something in every text of it."""
    if isinstance(value, dict):
        return {key: poisoned(item) for key, item in value.items()}
    if isinstance(value, list):
        return [poisoned(item) for item in value]
    attack = "\"'><script>window.ran = true</script><!--</script></style></title>"
    return value + attack if isinstance(value, str) else value
