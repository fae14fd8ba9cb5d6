"""What the dry run shows, before anything is drawn: figures, rows, charts, explanations."""

from __future__ import annotations

import json
from typing import Any

import pytest

from easui.simulate.placement.policies import POLICIES
from easui.simulate.report.cells import columns
from easui.tui.dry_run import charts
from easui.tui.dry_run.advice import advice_rows, change_words, edits_of
from easui.tui.dry_run.explanations import explain
from easui.tui.dry_run.facts import Heading, fact_rows
from easui.tui.dry_run.figures import Figures, figures
from easui.tui.dry_run.lines import Line, Part, Subject, between, packed
from easui.tui.dry_run.placement import Machine, Waiting, placement_rows
from easui.tui.dry_run.state import Asked, DryRunState
from easui.tui.editor import keys
from easui.workspace.live_run import Advised, Fault, Findings, Inputs, Order, Start, work

START = Start(2, 0, waits=False, stuck=False, per_hour=30.0, more=False, currency="CNY")

INVENTORY = """\
version: 1
resource_groups:
  - id: eas-r-1
    nodes:
      - {name: gpu-1, cpu: 16, memory_mib: 65536, gpu: {model: A10, count: 1, memory_gib: 24}, price_per_hour: 8,
         used: {cpu: 4, memory_mib: 8192, gpus: [{index: 0, memory_gib: 12, core_percent: 50}]}}
      - {name: gpu-2, cpu: 16, memory_mib: 65536, gpu: {model: A10, count: 1, memory_gib: 24}, price_per_hour: 8}
"""


def shared(instance: int = 3) -> str:
    config = {
        "metadata": {
            "name": "demo",
            "instance": instance,
            "workspace_id": "1",
            "resource": "eas-r-1",
            "cpu": 4,
            "memory": 8192,
            "gpu_memory": 8,
        },
        "containers": [{"image": "a/b:1", "script": "python app.py", "port": 8000}],
    }
    return json.dumps(config, indent=2)


def findings(folder: Any, text: str) -> Findings:
    (folder / "inventory.yaml").write_text(INVENTORY)
    found = next(work(Order(text, "json", inventory=str(folder / "inventory.yaml")), Inputs()))
    assert isinstance(found, Findings), found
    return found


@pytest.fixture
def fits(tmp_path: Any) -> Findings:
    return findings(tmp_path, shared())


@pytest.fixture
def crowded(tmp_path: Any) -> Findings:
    return findings(tmp_path, shared(6))


def text_of(lines: list[Line]) -> list[str]:
    return ["".join(part.text for part in line) for line in lines]


# -- the title line


def test_figures_say_whether_it_fits_and_what_it_costs():
    assert figures(START, None).spellings() == ["2 replicas · fits · ¥30/h", "fits · ¥30/h", "fits", ""]


def test_figures_say_what_changed_since_the_file_was_saved():
    now = START._replace(replicas=4, pending=2, per_hour=33.1)
    changed = figures(now, START)
    assert changed.spellings()[0] == "4 replicas · 2 pending · ¥33.1/h ▲ (+2 pending, +¥3.1/h)"
    assert changed.is_bad
    assert figures(START, now).spellings()[0] == "2 replicas · fits · ¥30/h ▼ (−2 pending, −¥3.1/h)"


def test_figures_of_an_older_text_say_so():
    assert figures(START, START)._replace(is_stale=True).spellings()[0] == "2 replicas · fits · ¥30/h …"


def test_an_unknown_price_is_not_compared():
    unknown = START._replace(per_hour=None, more=True)
    assert figures(unknown, START).spellings()[0] == "2 replicas · fits"
    assert figures(START, unknown).changes == ()
    assert figures(START._replace(more=True), None).cost == "¥30/h+"


def test_what_keeps_a_service_from_running_comes_before_the_price():
    assert figures(START._replace(waits=True), None).fit == "queue pending"
    assert figures(START._replace(stuck=True), None).fit == "update cannot end"


# -- the newest order


def order(text: str = "{}", **more: Any) -> Order:
    return Order(text, "json", **more)


def test_answers_to_older_orders_are_not_taken(fits: Findings):
    state = DryRunState()
    first, second = state.ask(Asked(0, order("a"))), state.ask(Asked(1, order("b")))
    assert not state.take(first or 0, fits)
    assert state.take(second or 0, fits)
    assert state.known is not None
    assert state.known.version == 1


def test_the_same_is_not_asked_twice_but_advice_is_more():
    state = DryRunState()
    assert state.ask(Asked(0, order())) is not None
    assert state.ask(Asked(0, order())) is None
    assert state.ask(Asked(0, order(advice=True))) is not None
    assert state.ask(Asked(0, order())) is None
    assert state.ask(Asked(0, order(), ((1, 2), None))) is not None


def test_figures_are_stale_while_a_newer_text_is_run(fits: Findings):
    state = DryRunState()
    assert state.figures(0, has_errors=False) is None
    state.take(state.ask(Asked(0, order())) or 0, fits)
    assert _figures(state, 0).is_stale is False
    assert _figures(state, 1).is_stale is True
    assert _figures(state, 1, has_errors=True).spellings()[0] == "no dry run: fix ✖"


def _figures(state: DryRunState, version: int, *, has_errors: bool = False) -> Figures:
    found = state.figures(version, has_errors=has_errors)
    assert found is not None
    return found


def test_advice_that_breaks_off_leaves_the_findings(fits: Findings):
    state = DryRunState()
    number = state.ask(Asked(0, order(advice=True))) or 0
    state.take(number, fits)
    state.take(number, Fault("too long"))
    assert state.known is not None
    assert state.known.findings is fits
    assert (state.known.advice, state.known.fault) == ((), "too long")
    state.take(number, Advised(({"path": "a"},)))
    assert state.known.advice == ({"path": "a"},)


# -- the placement


def test_a_card_is_a_bar_with_a_pattern_for_each_holder(fits: Findings):
    machines = [row for row in placement_rows(fits) if isinstance(row, Machine)]
    cards = [line for row in machines for line in text_of(row.lines(80)) if "card 0" in line]
    assert any("╳╳╳╳╳╳████··" in line and "╳ others 12 GiB 50 %" in line and "█ r-" in line for line in cards), cards
    assert any("████▓▓▓▓····" in line and "▓ r-" in line for line in cards), cards


def test_what_is_pending_says_why_and_what_comes_nearest(crowded: Findings):
    waiting = [row for row in placement_rows(crowded) if isinstance(row, Waiting)]
    assert waiting
    assert len(waiting) == 1
    text = " ".join(" ".join(text_of(waiting[0].lines(60))).split())
    assert "✖ pending r-4, r-5: " in text
    assert "0/2 nodes fit" in text
    assert "gpu_memory fits on gpu-1, card 0" in text


@pytest.mark.parametrize("width", [47, 56, 67])
def test_no_row_is_wider_than_its_list(crowded: Findings, width: int):
    for row in [*placement_rows(crowded), *fact_rows(crowded)]:
        for line in text_of(row.lines(width)):
            assert columns(line.rstrip()) <= width or len(line.split()) == 1, line


# -- numbers and their explanations


def test_the_numbers_of_a_run_have_names(fits: Findings):
    text = "\n".join(line for row in fact_rows(fits) for line in text_of(row.lines(60)))
    for words in ("Rollout", "an update takes", "Requests", "served", "Cost", "at the start", "over the run"):
        assert words in text
    assert "¥" in text


def test_every_number_can_be_explained_and_names_assumptions(crowded: Findings):
    subjects = [row.subject for row in fact_rows(crowded) if not isinstance(row, Heading)]
    subjects += [row.subject for row in placement_rows(crowded)]
    subjects += [chart.subject for chart in charts.charts_of(crowded.points)]
    assumed = {each["path"] for each in crowded.result["assumptions"]}
    assert assumed
    for subject in [None, *subjects]:
        page = explain(subject, crowded)
        assert page[0].style == "title"
        assert assumed <= {passage.name for passage in page}, subject


def test_advice_is_explained_by_its_reason_and_effect(fits: Findings):
    advice = {"path": "a.b", "current": 1, "suggested": 2, "reason": "why", "effect": "what", "edits": []}
    words = [passage.text for passage in explain(Subject("advice", advice), fits)]
    assert "1 → 2" in words
    assert {"why", "what"} <= set(words)


def test_advice_has_letters_and_edits():
    advice = {
        "path": "autoscaler.max",
        "current": 12,
        "suggested": 15,
        "reason": "",
        "effect": "SLO 97 % → 99 %",
        "edits": [{"start": 3, "end": 5, "text": "15"}],
    }
    rows = advice_rows([advice] * 7)
    assert [row.letter for row in rows] == [*"abcdef", ""]
    assert text_of(rows[0].lines(60)) == [
        "a autoscaler.max  12 → 15                           ⏎ apply ",
        "  SLO 97 % → 99 %",
    ]
    assert edits_of(advice)[0] == (3, 5, "15")
    assert change_words({"current": None, "suggested": {"type": "ecs.x"}}) == "add ecs.x"
    assert change_words({"current": 1, "suggested": None}) == "remove"


# -- charts


def test_charts_are_those_with_something_in_them(fits: Findings):
    names = [chart.name for chart in charts.charts_of(fits.points)]
    assert names[:3] == ["rate", "replicas", "p99"]
    assert names[3:] == ["rejected", "queue", "utilization"]
    quiet = [point._replace(queue=0.001, rejected=0) for point in fits.points]
    assert [chart.name for chart in charts.charts_of(quiet)] == [*names[:3], "utilization"]
    assert charts.charts_of(()) == []


def test_a_caption_tells_the_values_at_the_cursor(fits: Findings):
    replicas = charts.charts_of(fits.points)[1]
    line = "".join(part.text for part in charts.caption(replicas, fits.points, 3, 60))
    assert "3 ready, 3 placed, 3 wanted" in line
    assert line.endswith("most 3")


def test_the_axis_begins_at_the_start_and_ends_at_the_end():
    text = charts.axis(86_400, 60)
    assert text.split()[0] == "0:00"
    assert text.split()[-1] == "24:00"
    assert columns(text) <= 60


# -- lines


def test_groups_are_packed_into_lines_and_never_broken():
    lines = packed([(Part("aaa "),), (Part("bbb "),), (Part("ccc "),)], 10, (Part("> "),))
    assert text_of(lines) == ["> aaa bbb ", "  ccc "]


def test_what_stands_at_the_right_keeps_a_blank():
    assert text_of([between((Part("left"),), (Part("right"),), 6)]) == ["left right"]


def test_the_palette_offers_the_policies_of_the_simulator():
    assert tuple(POLICIES) == keys.POLICIES


def test_a_line_does_not_go_over_a_gap():
    assert charts.unbroken([None, 1, 2, None, None, 4, None]) == [[(1, 1), (2, 2)], [(5, 4)]]
    assert charts.unbroken([]) == charts.unbroken([None]) == []
