"""Line counts: what is counted, what is given away, and what does not matter."""

import random

import pytest

from seedclean import Document
from seedclean.counts import LONGEST_KEY, MOST_PAGES, LineCounts, SiteCounts, line_key


def page(number, site="s"):
    return Document(
        f"Home | NEWS {number}\n  Menu \n\nStory {'abcdefghij'[number % 10]}{number} é\nMenu", site=site
    )


def counted(documents):
    counts = LineCounts()
    for document in documents:
        counts.add(document)
    return counts


def test_lines_are_counted_once_a_page_without_digits_case_and_blanks():
    counts = counted(page(number) for number in range(4))
    assert counts.for_site("s") == SiteCounts(4, {"home | news #": 4, "menu": 4})
    assert counts.for_site("t") is None
    assert counted(page(number) for number in range(3)).for_site("s") is None


@pytest.mark.parametrize("line", ["", "  ", "Page 12", "ÉTÉ", "a" * 300, "é" * 300, "\ud800 half", "x\ty  z"])
def test_one_line_and_many_have_the_same_shares(line):
    counts = SiteCounts(4, {line_key(line): 2})
    assert counts.share(line) == 0.5
    assert counts.shares(["other", line, "other"]) == [0.0, 0.5, 0.0]
    assert len(line_key(line).encode()) <= LONGEST_KEY


def test_neither_order_nor_spreading_matters():
    documents = [page(number, site) for site in "st" for number in range(3 * MOST_PAGES)]
    whole = counted(documents)
    random.Random(7).shuffle(documents)
    gathered = LineCounts()
    for start in range(3):
        others = counted(documents[start::3])
        gathered.merge(others)
    assert gathered == whole
    assert whole.for_site("s").pages == MOST_PAGES


def test_what_is_handed_over_in_pieces_makes_the_whole(tmp_path):
    documents = [page(number) for number in range(3 * MOST_PAGES)]
    counts, gathered, pages = LineCounts(), LineCounts(), []
    for start in range(0, len(documents), 16):
        for document in documents[start : start + 16]:
            counts.add(document)
        piece = counts.hand_over()
        piece.save(tmp_path / "piece")
        pages.append(len((tmp_path / "piece").read_text().splitlines()) - 1)
        gathered.merge(piece)
    assert gathered == counted(documents)
    assert pages[:4] == [16, 16, 16, 16]
    assert sum(pages[4:]) < 2 * MOST_PAGES
    assert counts.hand_over() == LineCounts()


def test_a_process_that_forgets_what_it_has_handed_over_changes_nothing(monkeypatch):
    monkeypatch.setattr("seedclean.counts.MOST_HANDED", 2 * MOST_PAGES)
    documents = [page(number) for number in range(3 * MOST_PAGES)]
    documents += [Document(f"Only {number * 'x'}", site=f"{number}") for number in range(3 * MOST_PAGES)]
    counts, gathered = LineCounts(), LineCounts()
    held = []
    for start in range(0, len(documents), 16):
        for document in documents[start : start + 16]:
            counts.add(document)
        gathered.merge(counts.hand_over())
        held.append(sum(1 for _ in counts.pages()))
    assert gathered == counted(documents)
    assert max(held) < 3 * MOST_PAGES


def test_what_is_saved_is_read_again(tmp_path):
    documents = [Document("", site="empty"), Document("é" * 300, site="long"), *map(page, range(5))]
    counts = counted(documents)
    counts.save(tmp_path / "counts")
    assert LineCounts.load(tmp_path / "counts") == counts
