"""What documents lose: it is measured, told at the end of a run, and limited."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from running import records, write
from seedclean import clean, rule
from seedclean.cli import main
from seedclean.corpus.loss import check_loss, measure_loss
from seedclean.formats import BadRecordError
from seedclean.report.loss import (
    MOST_WORST,
    Loss,
    count_loss,
    count_words,
    distribution,
    hundredths,
    loss_lines,
    quantiles,
    spread,
)

NAMES = ("Rowan", "Hazel", "Alder", "Maple", "Linden", "Aspen", "Laurel")
PROSE = "The council met on Tuesday evening to talk about the old stone bridge over the river.\n"


def one_line(number):
    """A line that no other document has."""
    return (
        f"{NAMES[number % 7]} {number} went to the mill by the river to grind {number + 3} sacks of corn.\n"
    )


@pytest.fixture
def gutter(own_rules):
    """A rule that takes every line with `drop` in it."""

    @rule
    def gutted(document):
        for start, line in zip(document.starts, document.lines, strict=False):
            if "drop" in line:
                yield start, min(start + len(line) + 1, len(document.text)), ""

    return gutted


def page(lost, kept):
    """A text of so many words that the rule of these tests takes, and so many that it leaves."""
    return "drop it\n" * (lost // 2) + " ".join(["kept"] * kept) + "\n"


# Measures


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("  \n", 0),
        ("one two\nthree", 3),
        ("会议于周二举行", 3),
        ("a - b", 2),
        ("上海 and 北京", 3),
        ("สภาประชุม", 4),
    ],
)
def test_words_are_counted(text, number):
    assert count_words(text) == number


def test_what_came_to_a_text_is_no_loss():
    assert count_loss("one", "one two", 0) == Loss(1, 0)
    assert count_loss("", "", 0) == Loss(0, 0)
    assert count_loss("one two", " \n", 2) == Loss(2, 2, 0, empty=True)


@pytest.mark.parametrize("text", ["A high -level visit\n", "Mills &amp; rivers\n", "one&nbsp;mill\n"])
def test_what_was_mended_is_no_loss(text):
    cleaned = clean(text)
    assert cleaned.edits
    assert measure_loss(text, cleaned).lost == 0


def test_a_date_that_became_the_header_is_not_counted_as_left(gutter):
    cleaned = clean("Published: 3 June 2019\nThe council met.\n")
    assert measure_loss("Published: 3 June 2019\nThe council met.\n", cleaned) == Loss(7, 4)
    text = "date: 2019-06-03\n\ndrop it\nThe council met.\n"
    assert measure_loss(text, clean(text, (gutter,))) == Loss(5, 2)


def test_an_unchanged_document_lost_nothing():
    assert measure_loss(PROSE, clean(PROSE)) == Loss()
    assert hundredths(Loss()) == "0"


@pytest.mark.parametrize(
    ("lost", "kept", "most", "fits"),
    [
        (94, 6, 0.95, True),
        (96, 4, 0.95, False),
        (48, 0, 0.95, True),  # too short to say
        (50, 0, 0.95, False),
        (100, 0, 1, True),
        (52, 48, 0.5, False),
        (2, 98, 0, False),
        (0, 100, 0, True),
    ],
)
def test_a_document_may_lose_so_much(gutter, lost, kept, most, fits):
    text = page(lost, kept)
    cleaned = clean(text, (gutter,))
    if fits:
        check_loss(text, cleaned, most)
    else:
        with pytest.raises(
            BadRecordError, match=rf"would lose .*% of its {lost + kept} words, most .* gutted; "
        ):
            check_loss(text, cleaned, most)


def test_what_goes_for_its_language_is_asked_for():
    text = "Die Fähre kam am Freitag mit zwei Stunden Verspätung in den Hafen zurück.\n" * 9
    cleaned = clean(text, languages=("en",))
    assert cleaned.text == ""
    check_loss(text, cleaned, 0.95)
    assert measure_loss(text, cleaned) == Loss(117, 117, 117, empty=True)


# What is told


@given(st.dictionaries(st.integers(0, 100).map(str), st.integers(1, 30), min_size=1))
def test_quantiles_are_those_of_the_sorted_shares(losses):
    shares = sorted(int(share) for share, number in losses.items() for _ in range(number))
    for part, found in quantiles(losses).items():
        assert found in shares
        assert sum(share <= found for share in shares) >= float(part) * len(shares)
        assert sum(share < found for share in shares) < float(part) * len(shares)


def test_nothing_is_told_where_nothing_was_lost():
    assert list(loss_lines({"0": 12}, 0, ())) == []
    assert list(loss_lines({}, 0, ())) == []
    assert quantiles({}) == {}
    assert distribution({}, 0, ())["quantiles"] == {}


def test_the_quantiles_the_empty_and_the_worst_are_told():
    losses = [(f"rows:{number}", Loss(100, 0)) for number in range(97)]
    losses += [
        ("rows:97", Loss(100, 40)),
        ("rows:98", Loss(1_300, 1_200)),
        ("rows:99", Loss(20, 20, 0, empty=True)),
    ]
    assert list(loss_lines(*spread(iter(losses)))) == [
        "words lost by a document: half at most 0%, 9 of 10 at most 0%, 99 of 100 at most 93%, "
        "all at most 100%",
        "1 document came out empty",
        "lost most:",
        "  rows:98: 1,200 of 1,300 words (92%)",
        "  rows:99: 20 of 20 words (100%)",
    ]


def test_only_some_of_the_worst_are_named():
    losses = [(f"rows:{number}", Loss(100 + number, 100)) for number in range(25)]
    _, _, worst = spread(iter(losses))
    assert [name for _, _, name in worst] == [f"rows:{number}" for number in range(MOST_WORST)]


# Runs


def run(*arguments, code=0):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result


GUTTED = "\n".join(
    ["Home | News | Sport", "Read more", "Share on Facebook", "© 2019 All rights reserved."] * 40
)


def test_a_document_that_would_lose_too_much_is_put_aside_and_comes_back(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"in/rows.jsonl": [{"text": PROSE}, {"text": GUTTED}]})
    result = run("in", "-o", "out", "--edits")
    assert "Warning: 1 record failed" in result.stderr
    assert "rows.jsonl:2: would lose " in result.stderr
    assert [row["text"] for row in records(tmp_path / "out/rows.jsonl")] == [PROSE]
    (entry,) = records(tmp_path / "out/_seedclean/quarantine/rows.jsonl.jsonl")
    assert "more than --max-loss, in Python max_loss, allows" in entry["reason"]
    run("out", "--undo", "back")
    assert [row["text"] for row in records(tmp_path / "back/rows.jsonl")] == [PROSE, GUTTED]


def test_any_loss_can_be_allowed_and_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"in/rows.jsonl": [{"text": PROSE}, {"text": GUTTED}]})
    result = run("in", "-o", "out", "--max-loss", "1")
    assert "words lost by a document: half at most 0%" in result.stderr
    assert "lost most:\n  rows.jsonl:2: " in result.stderr
    told = json.loads((tmp_path / "out/_seedclean/run.json").read_text())
    assert told["max loss"] == 1
    lost = told["result"]["words lost"]
    assert lost["documents by hundredths"]["0"] == 1
    assert lost["quantiles"]["1.0"] > 0.95
    assert [one["document"] for one in lost["worst"]] == ["rows.jsonl:2"]
    again = run("in", "-o", "out", "--max-loss", "1")  # all of it by an earlier run
    assert [line for line in again.stderr.splitlines() if "earlier" not in line] == result.stderr.splitlines()


def test_a_run_in_vain_ends_with_1_and_leaves_its_folder_to_the_corrected_command(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"in/rows.jsonl": [{"body": PROSE}], "in/more.jsonl": [{"body": PROSE}, {"body": PROSE}]})
    result = run("in", "-o", "out", code=1)
    assert "Warning: NOTHING WAS CLEANED: 3 records failed" in result.stderr
    run("in", "--check", code=1)
    run("in", "--diff", code=1)
    run("in/more.jsonl", "-o", "out", "--text-field", "body")
    assert [row["body"] for row in records(tmp_path / "out/more.jsonl")] == [PROSE, PROSE]
    assert not (tmp_path / "out/rows.jsonl").exists()
    assert not any((tmp_path / "out/_seedclean/quarantine").iterdir())
    told = json.loads((tmp_path / "out/_seedclean/run.json").read_text())
    assert (told["result"]["documents"], told["result"]["quarantined"]) == (2, 0)


def test_a_run_that_cleaned_something_keeps_its_folder_from_another_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"in/rows.jsonl": [{"text": PROSE}, {"body": PROSE}]})
    run("in", "-o", "out")
    assert "was cleaned in another way" in run("in", "-o", "out", "--text-field", "body", code=2).stderr


def test_a_corpus_with_nothing_to_change_or_nothing_at_all_is_no_failure(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"in/rows.jsonl": [{"text": PROSE}], "none/rows.jsonl": b""})
    for source in ("in", "none"):
        assert "words lost" not in run(source, "-o", f"out-{source}").stderr
        run(source, "--check")
