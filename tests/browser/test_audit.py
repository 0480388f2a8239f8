"""The audit in a browser: nothing of a text comes alive, keys judge, labels are saved, it fits a phone."""

import json
from contextlib import chdir

import pytest
from click.testing import CliRunner

from running import write
from seedclean.cleaners.boilerplate.example_page import page
from seedclean.cli import main

PAGE = page(below="Related stories\nStorm closes the coastal road\nBakers ask for lower prices")
HOSTILE = (
    "</script><script>window.pwned=1</script><img src=http://127.0.0.1:9/x onerror=window.pwned=1> "
    "<style>*{display:none}</style><a href='javascript:window.pwned=1'>go</a> [x](javascript:window.pwned=1) "
    "&lt;script&gt;window.pwned=1&lt;/script&gt; \u202egnihton\u202c \x1b[2J \u2028 ${window.pwned=1} "
)


def audit(folder, records, *options):
    write(folder, {"in/a.jsonl": records})
    report = folder / "report.html"
    arguments = ["audit", str(folder / "in"), "-o", str(report), *options]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return report


SPILT = (
    "[...document.querySelectorAll('#totals div')].filter(one => one.scrollWidth > one.clientWidth).length"
)
"""The tiles that are too small for what they say."""


@pytest.fixture
def report(tmp_path):
    return audit(tmp_path, [{"text": f"Page {n}\n{PAGE}", "id": f"p{n}"} for n in range(12)])


def test_nothing_of_a_hostile_text_comes_alive(tmp_path, watch):
    below = f"Related stories {HOSTILE}\nStorm closes the road {HOSTILE}\nShare on Facebook"
    records = [
        {"text": f"{HOSTILE}\n{page(below=below)}", "id": HOSTILE + str(n), "site": HOSTILE, "title": HOSTILE}
        for n in range(8)
    ]
    opened = watch()
    report = audit(tmp_path, records)
    shown = opened.open(report.as_uri())
    assert shown.evaluate("window.pwned") is None
    assert opened.requests == [report.as_uri()]
    assert opened.errors == []
    assert shown.evaluate("getComputedStyle(document.body).display") == "block"
    assert shown.evaluate("[...document.querySelectorAll('img, iframe, object, embed, link')].length") == 0
    assert shown.evaluate("[...document.querySelectorAll('a')].map(one => one.href)") == []
    for _ in range(20):
        shown.keyboard.press("ArrowRight")
    assert shown.evaluate("window.pwned") is None
    assert opened.requests == [report.as_uri()]


def test_keys_judge_and_the_labels_are_saved(report, watch, tmp_path):
    opened = watch()
    shown = opened.open(report.as_uri())
    assert "nothing judged yet" in shown.inner_text("#precision")
    for key in ("y", "n", "?"):
        shown.keyboard.press(key)
    assert "of 2 judged, 1 unsure" in shown.inner_text("#precision")
    before = shown.inner_text("#place")
    shown.keyboard.press("ArrowLeft")
    assert shown.inner_text("#place") != before
    with shown.expect_download() as download:
        shown.click("#save")
    labels = tmp_path / "labels.jsonl"
    download.value.save_as(labels)
    rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    assert sorted(row["judgement"] for row in rows) == ["right", "unsure", "wrong"]
    result = CliRunner().invoke(main, ["precision", str(labels)])
    assert result.exit_code == 0, result.output
    assert rows[0]["rule"] in result.output
    shown.reload()
    assert "of 2 judged, 1 unsure" in shown.inner_text("#precision")
    assert opened.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 400])
def test_the_page_fits_a_desk_and_a_phone(report, watch, width, scheme):
    opened = watch(width, scheme)
    shown = opened.open(report.as_uri())
    assert shown.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert shown.evaluate(SPILT) == 0
    # Edits come first behind the numbers: on a phone they begin on the first two screens.
    assert shown.locator("#view").bounding_box()["y"] < 1800
    paper = shown.evaluate("getComputedStyle(document.body).backgroundColor")
    light = sum(int(part) for part in paper.removeprefix("rgb(").removesuffix(")").split(",")[:3]) > 380
    assert light == (scheme == "light")
    assert opened.errors == []


@pytest.mark.parametrize("width", [1440, 390])
def test_the_audit_of_a_routed_run_has_a_tile_for_what_was_routed(tmp_path, watch, width):
    write(tmp_path, {"in/a.jsonl": [{"text": PAGE, "id": "a"}, {"text": "The council met.", "id": "b"}]})
    run = ["in", "-o", "out", "--edits", "--route-below", "1", "unsure", "-q"]
    with chdir(tmp_path):
        assert CliRunner().invoke(main, run).exit_code == 0
        assert CliRunner().invoke(main, ["audit", "out", "-o", "routed.html", "-q"]).exit_code == 0
    opened = watch(width)
    shown = opened.open((tmp_path / "routed.html").as_uri())
    tile = shown.locator("#totals div", has_text="Routed")
    assert tile.inner_text().split("\n") == ["Routed", "1", "left as they were: below 1"]
    assert shown.evaluate(SPILT) == 0
    assert opened.errors == []


def test_a_phone_shows_the_edit_and_the_buttons_together(report, watch):
    opened = watch(390)
    shown = opened.open(report.as_uri())
    shown.keyboard.press("y")
    card, buttons = (shown.locator(one).bounding_box() for one in ("#card", "#buttons"))
    assert card["y"] >= 0
    assert card["y"] + card["height"] <= buttons["y"]
    assert buttons["y"] + buttons["height"] <= 900
    assert opened.errors == []


def test_what_is_judged_is_above_the_buttons_of_a_phone(report, watch):
    opened = watch(400, "light")
    shown = opened.open(report.as_uri())
    shown.set_viewport_size({"width": 400, "height": 800})
    for _ in range(6):
        shown.keyboard.press("ArrowRight")
        judged = shown.locator("#view > :is(del, mark):not(.beside)").first.bounding_box()
        line = min(judged["height"], 20)  # a long one begins there
        assert judged["y"] + line <= shown.locator("#buttons").bounding_box()["y"] + 1
    assert opened.errors == []


def test_the_page_says_when_enough_is_judged(tmp_path, watch):
    report = audit(tmp_path, [{"text": PAGE, "id": "one"}], "--within", "0.45")
    opened = watch()
    shown = opened.open(report.as_uri())
    shown.keyboard.press("ArrowRight")
    assert "enough is judged" not in shown.inner_text("#place")
    for _ in range(200):
        if "enough is judged" in shown.inner_text("#place"):
            break
        shown.keyboard.press("y")
    assert "enough is judged" in shown.inner_text("#place")  # what was passed over came again
    assert opened.errors == []


def test_a_document_of_ten_megabytes_is_clipped_and_opens(tmp_path, watch):
    text = f"{PAGE}\n" + "The council met on Monday. " * 400_000
    report = audit(
        tmp_path, [{"text": text, "id": "long"}, {"text": f"{PAGE}\n{'x' * 200_000}", "id": "wide"}]
    )
    assert report.stat().st_size < 2_000_000
    opened = watch()
    shown = opened.open(report.as_uri())
    assert shown.inner_text("#place").startswith("1 of ")
    assert opened.errors == []


LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
"""Milliseconds until a page was loaded, its script run."""


def load(opened, report):
    """Open a report three times; the shortest of the times that it took."""
    return min(opened.open(report.as_uri()).evaluate(LOADED) for _ in range(3))


def test_a_report_of_five_thousand_documents_is_small_and_opens_nearly_as_soon_as_one_of_a_hundred(
    tmp_path, watch
):
    records = [
        {"text": f"Page {n}\n{PAGE}", "id": f"p{n}", "site": f"s{n % 700}.example"} for n in range(5000)
    ]
    few = audit(tmp_path / "few", records[:100], "--sample", "100")
    report = audit(tmp_path / "many", records, "--sample", "5000")
    assert report.stat().st_size < 20_000_000
    opened = watch()
    assert "5,000" in opened.open(report.as_uri()).inner_text("#totals")
    assert load(opened, report) < 5 * load(opened, few)
    assert opened.errors == []
