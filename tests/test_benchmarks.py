"""The benchmarks run, each on the small data folder that was written for it; and what their figures mean."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from benchmarks import certainty
from benchmarks.__main__ import SUBJECTS, main
from benchmarks.measures import captions, cases, clean, dates, shingles, translation

SAMPLE = Path(__file__).parent / "benchmarks" / "sample"

pytestmark = pytest.mark.filterwarnings("ignore")  # other tools warn as they like


def measured(subject, folder):
    result = CliRunner().invoke(main, [subject, str(SAMPLE), "--sample", "6", "--write", str(folder)])
    assert result.exit_code == 0, result.output
    return {path.stem: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def row(table, name):
    """The cells behind a row's name, by column."""
    head, _, *lines = ([cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines())
    return next(dict(zip(head, cells, strict=True)) for cells in lines if cells[0] == name)


@pytest.mark.parametrize(
    "subject",
    [
        pytest.param(name, marks=pytest.mark.throughput) if name == "throughput" else name
        for name in SUBJECTS
        if name != "heldout"
    ],
)
def test_a_subject_writes_its_tables_and_how_they_were_made(subject, tmp_path):
    tables = measured(subject, tmp_path)
    assert f"python -m benchmarks {subject} DATA --sample 6" in tables.pop(f"{subject}-run")
    assert tables
    assert all(name.startswith(subject) for name in tables)
    assert all(table.startswith(("| ", "<svg ")) for table in tables.values())


def test_the_curve_of_certainty_is_a_picture_with_a_text(tmp_path):
    picture = ElementTree.fromstring(measured("certainty", tmp_path)["certainty-curve"])
    space = "{http://www.w3.org/2000/svg}"
    assert picture.get("role") == "img"
    assert "F1 of the pages that are kept" in picture.get("aria-label")
    assert re.search(r"fitted to: \d\.\d{3} at \d+%", picture.get("aria-label"))
    assert picture.find(f"{space}title") is not None
    drawn = [one for one in picture.iter(f"{space}path") if one.get("stroke-width")]
    assert len(drawn) in {2, 4}  # of each curve its line, and a piece beside its name
    colours = {one.get("stroke") or one.get("fill") for one in picture.iter() if one.tag != f"{space}path"}
    assert all(colour is None or colour.startswith("var(--color-") for colour in colours)


def test_the_share_that_needs_no_slower_tool_is_the_largest_with_the_wished_f1():
    good, bad = shingles.Shares(1.0, 0.0, 0.0), shingles.Shares(0.2, 0.4, 0.4)
    pages = [certainty.Page(0.9 - 0.1 * n, bad if n in {4, 5} else good) for n in range(6)]
    assert list(certainty._share(pages)) == ["83.3", "0.500", "0.333"]
    assert list(certainty._share([certainty.Page(0.5, bad)])) == ["0.0", "–", "0.333"]
    assert certainty._curve(pages)[-1] == (1.0, pytest.approx(4.4 / 5.2))


def test_the_tables_hold_no_path_of_the_machine(tmp_path):
    tables = measured("captions", tmp_path)
    assert not [name for name, table in tables.items() if str(SAMPLE) in table or str(tmp_path) in table]


def test_a_folder_without_data_is_told(tmp_path):
    result = CliRunner().invoke(main, ["captions", str(tmp_path)])
    assert result.exit_code == 1
    assert "holds no boilerplate/captions" in result.output


def test_uncleaned_pages_keep_all_main_text_and_everything_else(tmp_path):
    cells = row(measured("boilerplate", tmp_path)["boilerplate-methods"], "no cleaning")
    assert (cells["R"], cells["wanted kept"], cells["unwanted gone"]) == ("1.000", "1.000", "0.000")
    assert float(cells["P"]) < 0.9


def test_pages_lose_their_menus_and_keep_their_text_beside_tools_that_read_html(tmp_path):
    table = measured("html", tmp_path)["html-methods"]
    assert row(table, "seedclean")["R"] == row(table, "no cleaning")["R"] == "1.000"
    assert float(row(table, "seedclean")["P"]) > 0.85 > float(row(table, "no cleaning")["P"])


def test_an_extracted_text_loses_what_the_extractor_left_and_keeps_the_rest(tmp_path):
    tables = measured("extracted", tmp_path)
    before, after = (
        row(tables["extracted-methods"], name) for name in ("resiliparse", "resiliparse, then seedclean")
    )
    assert before["R"] == after["R"] == "1.000"
    assert float(before["P"]) < 0.95 < float(after["P"])
    assert (after["texts"], after["better"], after["worse"]) == ("2", "2", "0")
    untouched = row(tables["extracted-methods"], "trafilatura, then seedclean")
    assert (untouched["F1"], untouched["F1, pages not fitted to"]) == ("1.000", "–")
    assert row(tables["extracted-rules"], "boilerplate: share-bar")["of them main text"] == "0"


def test_pages_in_markdown_have_their_flat_text_beside_them(tmp_path):
    tables = measured("markdown", tmp_path)
    kinds = row(tables["markdown-kinds"], "article")
    assert (kinds["pages"], kinds["seedclean"]) == ("2", "1.000")
    assert float(kinds["seedclean, flat text"]) < 0.96
    assert row(tables["markdown-kinds"], "documentation")["pages"] == "1"
    assert row(tables["markdown-renderers"], "html2text")["pages"] == "1"


def test_a_page_counts_once_for_its_language_and_a_rare_language_is_among_the_others(tmp_path):
    tables = measured("languages", tmp_path)
    others, every = (row(tables["languages-pages"], name) for name in ("others", "all"))
    assert others["pages"] == every["pages"] == "2"
    assert float(others["F1, no cleaning"]) < float(others["F1"])
    assert row(tables["languages-lines"], "fr")["lines"] == "2"
    assert row(tables["languages-lines"], "all")["missed"] == "1"
    assert row(tables["languages-kinds"], "share")["not right in"] == "de"


@pytest.mark.parametrize(
    ("cleaned", "verdict"),
    [
        ("The mill burned.\n\nNobody knows why.\n", "right"),
        ("The mill burned.\nNobody knows why.\nHome\n", "missed"),
        ("The mill burned.\nNobody knows why.\nHo\n", "missed"),
        ("The mill burned.\n", "harmed"),
        ("The mill.\nNobody knows why.\nHome\n", "harmed"),
    ],
)
def test_a_case_is_harmed_where_a_line_that_should_stay_is_gone(cleaned, verdict):
    text = "The mill burned.\nNobody knows why.\nHome\n"
    assert cases.verdict(text, "The mill burned.\nNobody knows why.\n", cleaned) == verdict


def test_shingles_weigh_each_page_the_same():
    short = shingles.compared(shingles.shingles("a b c d"), shingles.shingles("a b c d"))
    long = shingles.compared(shingles.shingles("w " * 400), shingles.shingles("v " * 400))
    assert shingles.score([short, long]).recall == pytest.approx(2 / 3)
    assert shingles.compared(shingles.shingles(""), shingles.shingles("")) == (1, 0, 0)


def test_a_copy_that_is_left_is_not_lost():
    caption = "The ferry leaves the pier at noon"
    text = f"{caption}\nHome\n{caption}\n"
    gold = shingles.shingles(caption)
    assert shingles.missing_words(text, shingles.shingles(caption), gold) == {}
    assert len(shingles.missing_words(text, shingles.shingles("Home"), gold)) == 2 * len(caption.split())


def test_a_copy_that_gold_has_is_missing_but_not_gone():
    caption = "The ferry leaves the pier at noon"
    gold = shingles.shingles(f"{caption} {caption}")
    missing = shingles.missing_words(f"{caption} {caption}", shingles.shingles(caption), gold)
    assert list(missing.values()).count(False) == 2 * len(caption.split()) - 6  # no run over the seam is left


@pytest.mark.parametrize(
    ("text", "copies"),
    [
        ("Nothing of the kind stands here at all.", 0),
        ("The ferry leaves the pier at noon.", 1),
        ("A story. The ferry leaves the pier at noon. The story goes on.", 1),
        ("THE FERRY leaves the pier, at noon\n\nThe ferry leaves the pier at noon!\n", 2),
        ("The ferry\nleaves the pier\nat noon", 1),
    ],
)
def test_copies_of_a_caption_are_counted(text, copies):
    assert captions.copies("The ferry leaves the pier at noon.", text) == copies


@pytest.mark.parametrize(
    ("cleaned", "made"),
    [
        ("He made a high -level visit (of state).", False),
        ("He made a high-level visit (of state).", True),
        ("He made a high-level visit ( of state).", True),
        ("He made a high-level trip (of state).", False),
        ("He made a highlevel visit (of state).", False),
    ],
)
def test_a_fix_is_made_in_its_context(cleaned, made):
    text = "He made a high -level visit ( of state)."
    fixes = [
        translation.Fix(14, 16, " -", ("-",), "hyphen_spacing"),
        translation.Fix(28, 30, "( ", ("(",), "bracket_spacing"),
    ]
    assert text[14:16] == " -"
    assert text[28:30] == "( "
    assert translation.made(fixes[0], fixes, text, cleaned) == made


def test_changes_are_counted_word_by_word():
    assert translation.changes("The old mill burns", "The old mill burns\n") == []
    assert translation.changes("The old mill burns", "The new mill burned") == [
        ("old", "new"),
        ("burns", "burned"),
    ]


@pytest.mark.parametrize(
    ("after", "lost"),
    [
        ("The old mill - burned down & away.", 0),
        ("The old mill burned down", 1),
        ("the old mill burned down &amp; away", 1),
        ("", 6),
    ],
)
def test_a_word_is_lost_where_it_comes_less_often(after, lost):
    assert clean.harm("The old mill burned down &amp; away", after).lost == lost


def test_the_words_of_a_stamp_are_no_loss_where_it_became_the_date():
    assert clean.harm("Published on 3 June 2019\nThe mill burned.", "The mill burned.", dated=True).lost == 0


@pytest.mark.parametrize(
    ("cleaned", "kept"),
    [
        ("The mill burns - Gazette\nThe mill burns\nIt burned.", True),
        ("The mill burns - Gazette\nIt burned.", False),
        ("The mill\nburns\nIt burned.", True),
        ("It burned.", False),
    ],
)
def test_a_headline_is_looked_for_below_the_title_of_the_window(cleaned, kept):
    assert (
        clean.holds_headline("The mill burns - Gazette\nHome\nThe mill burns\n", "The mill burns", cleaned)
        == kept
    )


def test_stamps_are_gone_where_the_prose_keeps_its_own():
    text = "3 June 2019\nThe mill burned on 3 June 2019, and nobody knows why.\n"
    page = {"text": text, "header_spans": [{"start": 0, "end": 11, "text": "3 June 2019"}]}
    assert dates.stamps_gone(page, text, None) == (0, 1)
    assert dates.stamps_gone(page, text.partition("\n")[2], "2019-06-03") == (1, 1)


@pytest.mark.parametrize(
    ("found", "right"),
    [
        ("2019-06-03T16:04:00+01:00", True),
        ("2019-06-03T15:04:00+00:00", True),
        ("2019-06-03T16:04:00", False),
        ("2019-06-03T16:05:00+01:00", False),
        ("2019-06-03", False),
        ("2019-03-06T16:04:00+01:00", False),
    ],
)
def test_a_moment_is_exact_with_its_offset(found, right):
    assert dates.exactly(dates.stamp("2019-06-03T16:04:00+01:00"), dates.stamp(found)) == right
