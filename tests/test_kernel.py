"""The compiled line model says what numpy says, and numpy serves where it is missing."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seedclean.cleaners.boilerplate.compiled import model, page_of, score
from seedclean.cleaners.boilerplate.features import lines_of
from seedclean.cleaners.boilerplate.network import lexicon_of, load
from seedclean.cleaners.boilerplate.network import score as plain_score
from seedclean.cleaners.boilerplate.signals import SIGNALS, UNSPACED_SIGNALS
from seedclean.document import Document
from seedclean.kernel import LIBRARY, SWITCH, library

SEED = next((Path(__file__).parents[1] / "seeds").glob("001_*.txt"))
WORDS = [
    *(word for words in SIGNALS.values() for word in words.split()[:6]),
    *(word for words in UNSPACED_SIGNALS.values() for word in words.split()[:3]),
    *(
        "bridge",
        "Bridge",
        "BBC",
        "A",
        "ferry",
        "12",
        "3,5",
        "12:30",
        "9:",
        ":5",
        "İstanbul",
        "ß",
        "Ǆ",
        "x",
        "𝔘𝔫",
        "𠮷野家",
    ),
    *(
        "。",
        "…",
        "?",
        "？",
        "!!",
        "|",
        "»",
        "(1)",
        "“",
        "—",
        "-",
        "😀",
        "❤️",
        "*",
        "\u200b",
        "\x1c",
        "\xa0",
        "\u2028",
        "\ud800",
    ),
]
LINES = st.lists(st.sampled_from(WORDS), max_size=16).map(" ".join)
PAGES = st.lists(st.one_of(LINES, st.text(max_size=12).filter(lambda text: "\n" not in text)), max_size=60)


def both(text):
    document = Document(text)
    compiled = model()
    assert compiled is not None, (
        "the kernel is not built; install the project with pip, with a C compiler at hand"
    )
    lines = sum(map(bool, document.stripped))
    return lines_of(document, lexicon_of(load())), page_of(compiled, document, lines)


@given(PAGES)
@settings(deadline=None)
def test_both_measure_and_score_alike(lines):
    text = "\n".join(lines)
    if not text.strip():
        return
    plain, compiled = both(text)
    assert compiled.rows.tolist() == plain.rows.tolist()
    assert compiled.lengths == pytest.approx(plain.lengths)
    measured, known = compiled.measures.lines, plain.measures
    assert measured["indent"].tolist() == known.indents.tolist()
    assert measured["same"].tolist() == known.same.tolist()
    assert (measured["rare_end"] - measured["rare"]).tolist() == np.diff(known.rare_starts).tolist()
    np.testing.assert_allclose(measured["own"].T, known.own, atol=1e-5)
    np.testing.assert_allclose(measured["marks"].T, known.marks, atol=1e-5)
    np.testing.assert_allclose(measured["said"].T, known.said, atol=1e-5)
    np.testing.assert_allclose(score(compiled), plain_score(load(), plain), atol=1e-3)


@given(PAGES, st.sets(st.integers(0, 59)))
@settings(deadline=None)
def test_both_score_what_is_left_of_a_page_alike(lines, gone):
    text = "\n".join(lines)
    if not text.strip():
        return
    plain, compiled = (page.without(gone) for page in both(text))
    if len(plain.rows):
        np.testing.assert_allclose(score(compiled), plain_score(load(), plain), atol=1e-3)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000,
        "word " * 60_000,
        "a\n" * 19_000,
        "12:" * 100_000,
        "年" * 60,
        "\n".join("ferry" * n for n in range(200)),
    ],
)
def test_both_take_long_texts(text):
    plain, compiled = both(text)
    np.testing.assert_allclose(score(compiled), plain_score(load(), plain), rtol=1e-3, atol=1e-3)


SAME = """
import sys
from seedclean import clean
from seedclean.kernel import library
cleaned = clean(sys.stdin.read())
print(library() is not None, cleaned.text, cleaned.edits)
"""


def test_numpy_serves_where_the_kernel_is_switched_off():
    said = {}
    for switch in ("required", "off"):
        said[switch] = subprocess.run(
            [sys.executable, "-c", SAME],
            input=SEED.read_text(encoding="utf-8"),
            env=os.environ | {SWITCH: switch, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout.partition(" ")
    assert [found for found, _, _ in said.values()] == ["True", "False"]
    assert said["required"][2] == said["off"][2]


@pytest.mark.parametrize(
    ("switch", "name", "problem"),
    [
        ("fast", LIBRARY.name, "'fast'; it may be 'off'"),
        ("required", "missing.so", "missing.so is not there"),
    ],
)
def test_a_wish_that_cannot_be_met_is_an_error(monkeypatch, tmp_path, switch, name, problem):
    monkeypatch.setenv(SWITCH, switch)
    monkeypatch.setitem(library.__wrapped__.__globals__, "LIBRARY", tmp_path / name)
    with pytest.raises((ValueError, FileNotFoundError), match=problem):
        library.__wrapped__()


def test_without_a_library_there_is_no_kernel(monkeypatch, tmp_path):
    monkeypatch.delenv(SWITCH, raising=False)
    monkeypatch.setitem(library.__wrapped__.__globals__, "LIBRARY", tmp_path / "missing.so")
    assert library.__wrapped__() is None
