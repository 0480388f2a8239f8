"""A cleaned text says how sure it is, what went, and shows itself."""

import pickle

import pytest

from seedclean import Edit, clean
from seedclean.cleaners.boilerplate.example_page import page
from seedclean.cleaners.boilerplate.line_model import certainty

PAGE = page(below="Related stories\nStorm closes the coastal road\nBakers ask for lower prices")


def test_a_page_has_a_certainty_and_a_text_has_none():
    assert 0.5 < clean(PAGE).certainty <= 1
    assert clean("The council met.\n" * 3).certainty is None
    assert clean("").certainty is None


def test_nobody_who_does_not_ask_pays_for_the_certainty(monkeypatch):
    monkeypatch.setattr(certainty, "page_scores", lambda _: pytest.fail("asked"))
    cleaned = clean(PAGE)
    assert cleaned.text
    assert cleaned.edits
    assert cleaned.removed > 0


def test_the_share_of_removed_words():
    assert clean("The council met.\n").removed == 0
    cleaned = clean(PAGE)
    assert 0 < cleaned.removed == pytest.approx(1 - len(cleaned.text.split()) / len(PAGE.split()), abs=0.1)


def test_a_deleted_line_of_a_page_has_a_confidence():
    cleaned = clean(PAGE)
    (edit,) = [edit for edit in cleaned.edits if "Storm closes" in edit.old]
    assert cleaned.confidence(edit) > 0.5
    assert cleaned.confidence(Edit(0, "Home", "House", "x")) is None
    assert cleaned.confidence(Edit(4, "\n", "", "x")) is None
    assert clean("a high -level visit").confidence(Edit(0, "a", "", "x")) is None


def test_the_confidence_of_several_lines_is_the_mean_over_their_words():
    cleaned = clean(PAGE)
    lines = PAGE.splitlines(keepends=True)
    start = next(place for place, line in enumerate(lines) if line.startswith("Storm closes"))
    old = "".join(lines[start - 1 : start + 1])
    edit = Edit(len("".join(lines[: start - 1])), old, "", "x")
    words = [len(line.split()) for line in lines[start - 1 : start + 1]]
    scores = cleaned.line_scores[start - 1 : start + 1]
    assert scores[0] != scores[1]
    expected = sum(score * weight for score, weight in zip(scores, words, strict=True)) / sum(words)
    assert cleaned.confidence(edit) == pytest.approx(expected)
    assert cleaned.confidence(edit._replace(old=old.rstrip("\n"))) == pytest.approx(expected)


def test_the_repr_is_short():
    cleaned = clean(
        "\n".join(f"Member {n} made a high -level visit to the town hall of {n}." for n in range(50))
    )
    assert repr(cleaned).endswith("..., 50 edits: detached-hyphen>")
    assert len(repr(cleaned)) < 150
    assert repr(clean("Hello")) == "<Cleaned 'Hello', 0 edits>"
    two = clean("a high -level visit ( of one day )")
    assert repr(two).endswith(" 3 edits: detached-hyphen, blank-in-brackets>")
    shown = repr(clean("a" * 60))
    assert "..." not in shown
    assert repr(clean("a" * 61)).startswith(shown.split(",")[0] + "...")


def test_the_diff_in_a_notebook_holds_no_live_html():
    cleaned = clean("<script>alert(1)</script> is a high -level visit.\n", languages=())
    html = cleaned._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "detached-hyphen" in html
    assert "nothing was changed" in clean("Hello")._repr_html_()
    assert clean("Hello").diff() == ""


def test_the_diff_has_a_name_and_a_line_for_each_line():
    lines = clean("a high -level visit\n").diff().splitlines()
    assert lines[:2] == ["--- text", "+++ text"]
    assert lines[-1] == "+a high-level visit"
    assert clean("a high -level visit\n").diff("mill").startswith("--- mill")


def test_it_is_a_tuple_still_and_goes_to_other_processes():
    cleaned = clean("a high -level visit")
    text, edits = pickle.loads(pickle.dumps(cleaned))
    assert (text, edits) == cleaned
    assert cleaned.removed == 0
