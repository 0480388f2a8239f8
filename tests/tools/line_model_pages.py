"""Pages to fit the line model to: their lines, what of them is main text, and variations on them.

Texts that are no pages are read too: in these every line is main text, and so it is in their other forms.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from invented_comments import comments
from invented_teasers import Opening, teasers
from invented_texts import FORMS, invented
from rapidfuzz.distance import LCSseq

from seedclean.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
sys.path.append(str(Path(__file__).parents[1]))

from reference.characters import characters_of
from reference.features import Lines, lines_of
from reference.lexicon import lexicon

MAIN = 0.5
"""A line with this share of main text and more is main text."""

COMMENTED = 0.35
"""How many of the pages come again with invented comments."""

BARE = 0.25
"""How many come again with nothing but their main text."""

THINNED = 0.3
"""How many come again as an extractor leaves them: with a few lines of their furniture."""

PARAGRAPHS_LEFT = 0.5
"""Of its furniture so many paragraphs are left then."""

PARTS_LEFT = 0.25
"""And of so many runs of furniture a few lines."""

PARAGRAPH = 15
"""Words of a paragraph."""

TEASED = 0.3
"""How many come again with teasers of other pages."""

EXTRACTED_WORTH = 0.5
"""How much the output of an extractor counts beside a page; there are two of each page."""

FOREIGN = 0.4
"""How many come again as in a language of which no word is known."""

TRANSPLANTED = 0.2
"""How many come again with the furniture of another page of the same source."""

SOURCES = ("aeb", "wcxb-", "readability", "newspaper4k", "zh-news", "fundus", "trafilatura-tests")
"""How the sources are called whose licences allow that the model is fitted to them."""

LICENCES = frozenset(
    (
        *("public domain", "public domain (Gutenberg)", "CC0", "CC BY", "CC BY (UD GUM)", "MIT", "BSD"),
        *("Unlicense", "free use (OHCHR)"),
    )
)
"""The licences of texts that are no pages which allow it."""

TEXT_WORTH = 0.3
"""How much a text that is no page counts beside a page, and so does another form of it."""

MOST_OF_GENRE = 25
"""Texts of one genre; of more, each counts the less."""

MOST_OF_LANGUAGE = 20
"""Pages in one language of a source with many; of more, each counts the less."""

LONGEST_TEXT = 800
"""Lines of a text that is no page; of longer ones a part is read."""

OTHER_FORMS = 0.7
"""How many of these texts come again in another form."""

SET_INTO_PAGES = 0.7
"""How many come again within the furniture of a page."""

INVENTED = 12
"""Texts of each genre that is invented because no text of it may be fitted to."""

COMMON_LANGUAGES = ("de", "en")
"""Pages in these come in one flattening only."""

WORDS = lexicon({}, 0)
NO_WORDS = WORDS._replace(rows={})

_TOKEN = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)


class Page(NamedTuple):
    """A page and its answers.

    Attributes:
        kind: `forum`, `article` and so on, where that is known.
        text: Its lines, blank ones too.
        rows: The numbers of the lines with text.
        foreign: Whether it is shown as in a language of which no word is known.
        measured: What is known of the lines.
        words: Their words.
        word_lines: The line that each word stands in.
        answers: The share of main text of each line with text.
        weights: How much each of these lines counts.
        lines: The line that each token stands in.
        tokens: The tokens, as numbers.
        gold: The shingles of the main text.
        worth: How much the page counts beside others.
        fitted: Whether its licence allows that the model is fitted to it, and nobody else scores it.
        lang: Its language, where that is known.
        extracted: Whether it is what an extractor made of a page.
    """

    source: str
    site: str
    kind: str
    text: list[str]
    rows: list[int]
    foreign: bool
    measured: Lines
    words: list[str]
    word_lines: np.ndarray
    answers: np.ndarray
    weights: np.ndarray
    lines: np.ndarray
    tokens: np.ndarray
    gold: Counter
    worth: float = 1.0
    fitted: bool = True
    lang: str = ""
    extracted: bool = False


def read(folder: Path) -> list[Page]:
    """The pages of all files in a folder, and in folders in it, that have a gold text."""
    kept = [row for row in rows_in(folder) if row.get("gold") is not None and not is_other_form(row)]
    languages = Counter((row["source"], row.get("lang")) for row in kept if "extractor" not in row)
    pages = []
    for row in kept:
        same = languages[row["source"], row.get("lang")] if row.get("lang") else 0
        worth = min(1.0, MOST_OF_LANGUAGE / max(same, 1)) ** 0.5
        pages.append(page_of(row, EXTRACTED_WORTH * worth if "extractor" in row else worth))
    return pages


def rows_in(folder: Path) -> Iterator[dict]:
    for path in sorted(folder.rglob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as rows:
            yield from map(json.loads, rows)


def is_other_form(row: dict) -> bool:
    """Whether a row is another form of a page that is read already, or scored elsewhere."""
    if "renderer" in row or row.get("also_in_snippets_dev"):
        return True
    return row["id"].endswith("@2") and row.get("lang") in COMMON_LANGUAGES


def may_be_fitted(row: dict) -> bool:
    return row["source"].startswith(SOURCES) and not row.get("heldout_elsewhere")


def read_texts(folder: Path, random: np.random.Generator) -> list[Page]:
    """The texts that are no pages and may be fitted to, with invented ones of the genres that these lack."""
    rows = [row for row in rows_in(folder) if row.get("licence") in LICENCES and "genre" in row]
    said = [
        line for row in rows if row["lang"] == "en" for line in row["text"].split("\n") if line.count(" ") > 5
    ]
    rows += [{"id": genre, "genre": genre, "text": text} for genre, text in invented(said, INVENTED, random)]
    by_genre = Counter(row["genre"] for row in rows)
    return [text_of(row, min(1.0, MOST_OF_GENRE / by_genre[row["genre"]]), random) for row in rows]


def text_of(row: dict, worth: float, random: np.random.Generator) -> Page:
    """A text that is no page: all of it is main text."""
    lines = row["text"].split("\n")
    first = int(random.integers(max(1, len(lines) - LONGEST_TEXT + 1)))
    empty = Page("", row["id"], row["genre"], [], [], False, None, [], *(np.zeros(0),) * 5, Counter())
    return changed(empty._replace(worth=TEXT_WORTH * worth), lines[first : first + LONGEST_TEXT])


def page_of(row: dict, worth: float = 1.0) -> Page:
    document = Document(row["text"])
    page = lines_of(document, WORDS)
    page_rows = page.rows.tolist()
    wanted = "\n".join(filter(None, (row.get("title") if row["source"] == "fundus" else "", row["gold"])))
    numbers: dict[str, int] = {}
    tokens: list[int] = []
    lines: list[int] = []
    for line, page_row in enumerate(page_rows):
        found = _TOKEN.findall(document.lines[page_row])
        tokens += [numbers.setdefault(token, len(numbers)) for token in found]
        lines += [line] * len(found)
    gold = [numbers.setdefault(token, len(numbers)) for token in _TOKEN.findall(wanted)]
    count = np.bincount(lines, minlength=len(page_rows)) if lines else np.zeros(len(page_rows))
    right = np.bincount(lines, aligned(tokens, lines, gold), len(page_rows)) if lines else count
    weights = worth * weights_of(count, len(gold))
    weights *= 1 - doubtful([document.stripped[page_row] for page_row in page_rows], row)
    return Page(
        row["source"],
        row["site"],
        row.get("page_type") or "",
        document.lines,
        page_rows,
        False,
        page,
        *words_of(document.stripped),
        (right / np.maximum(count, 1)).astype(np.float32),
        weights.astype(np.float32),
        np.array(lines, np.int64),
        np.array(tokens, np.int64),
        shingles(gold),
        worth,
        may_be_fitted(row),
        row.get("lang") or "",
        "extractor" in row,
    )


def doubtful(lines: list[str], row: dict) -> np.ndarray:
    """Which lines the makers of the gold text were not sure of."""
    unsure = {line.strip() for line in (row.get("gold_uncertain") or "").split("\n")}
    return np.array([line in unsure for line in lines], np.float32)


def words_of(lines: list[str]) -> tuple[list[str], np.ndarray]:
    """The words of lines, and the number of the line with text that each stands in."""
    page = characters_of([line for line in lines if line])
    counts = page.word_classes.sum(axis=0, dtype=np.int64)
    return page.words, np.repeat(np.arange(len(counts)), counts)


def weights_of(counts: np.ndarray, gold: int) -> np.ndarray:
    """How much each line counts for the score of its page, about, from how many tokens it has."""
    size = max(gold, 40)
    return (3 * (counts + 0.3) / (size + max(counts.sum() - size, 0) / 2 + 30)).astype(np.float32)


def changed(page: Page, text: list[str], answers: list[float] | None = None) -> Page:
    """A page with other lines, all of them main text where nothing else is said."""
    found = lines_of(Document("\n".join(text)), WORDS)
    rows = found.rows.tolist()
    words, word_lines = words_of([line.strip() for line in text])
    counts = np.array([len(_TOKEN.findall(text[row])) for row in rows])
    right = np.ones(len(rows), np.float32) if answers is None else np.array(answers, np.float32)
    gold = int((counts * right).sum())
    return page._replace(
        text=text,
        rows=rows,
        measured=found,
        words=words,
        word_lines=word_lines,
        answers=right,
        weights=page.worth * weights_of(counts, gold),
    )


def texts_varied(texts: list[Page], pages: list[Page], random: np.random.Generator) -> list[Page]:
    """Texts that are no pages in other forms, and within the furniture of pages."""
    around = [
        page
        for page in pages
        if page.answers.max(initial=0) >= MAIN and len(page.rows) < LONGEST_TEXT and not page.extracted
    ]
    more = []
    for text in texts:
        if random.random() < OTHER_FORMS:
            form = FORMS[int(random.integers(len(FORMS)))]
            more.append(changed(text, form(text.text, random)))
        if random.random() < SET_INTO_PAGES and around:
            page = around[int(random.integers(len(around)))]
            whole = text._replace(text=text.text[:300], rows=[row for row in text.rows if row < 300])
            if whole.rows:
                whole = whole._replace(answers=np.ones(len(whole.rows), np.float32))
                more.append(transplanted(whole, page))
    return more


def varied(pages: list[Page], random: np.random.Generator) -> list[Page]:
    """More pages to learn from: bare, thinned, transplanted and foreign ones, some with invented lines."""
    said = [words for page in pages if page.kind == "forum" for words in posts(page)]
    pages = [page for page in pages if not page.extracted]
    openings = defaultdict(list)
    for page in pages:
        openings[page.source, page.lang] += [(page.site, opening) for opening in opening_of(page)]
    more = []
    for page in pages:
        main = np.flatnonzero(page.answers >= MAIN)
        if not len(main):
            continue
        if random.random() < BARE:
            rows = [page.rows[line] for line in main]
            spaced = [line for row in rows for line in (page.text[row], "")]
            more.append(changed(page, spaced, [1.0] * len(rows)))
        if random.random() < TRANSPLANTED:
            others = [other for other in pages if other.source == page.source and other.site != page.site]
            others = [other for other in others if other.answers.max(initial=0) >= MAIN]
            more += [transplanted(page, others[int(random.integers(len(others)))])] if others else []
        if random.random() < THINNED:
            more.append(thinned(page, random))
        others = [opening for site, opening in openings[page.source, page.lang] if site != page.site]
        if others and random.random() < TEASED:
            chosen = [others[int(random.integers(len(others)))] for _ in range(int(random.integers(2, 9)))]
            more.append(extended(page, int(main[-1]), random, teasers_of(chosen)))
        if random.random() < FOREIGN:
            found = lines_of(Document("\n".join(page.text)), NO_WORDS)
            more.append(page._replace(foreign=True, measured=found))
        if page.kind in ("", "article") and said and random.random() < COMMENTED:
            chosen = [said[int(random.integers(len(said)))] for _ in range(int(random.integers(2, 25)))]
            more.append(extended(page, int(main[-1]), random, comments_of(page, chosen)))
    return more


def opening_of(page: Page) -> list[Opening]:
    """The headline and the first paragraph of a page; nothing where it has no paragraph."""
    lines = [
        page.text[row].strip() for row, answer in zip(page.rows, page.answers, strict=True) if answer >= MAIN
    ]
    long = [place for place, line in enumerate(lines) if len(_TOKEN.findall(line)) >= PARAGRAPH]
    if not long:
        return []
    return [Opening(lines[0] if long[0] else "", lines[long[0]])]


def thinned(page: Page, random: np.random.Generator) -> Page:
    """A page as extractors leave it: main text, paragraphs of furniture, and a few other lines of it."""
    main = page.answers >= MAIN
    counts = np.array([len(_TOKEN.findall(page.text[row])) for row in page.rows])
    kept = main | ((counts >= PARAGRAPH) & (random.random(len(main)) < PARAGRAPHS_LEFT))
    starts = np.flatnonzero(~main & np.append(True, main[:-1]))
    for start in starts[random.random(len(starts)) < PARTS_LEFT]:
        length = int(np.argmax(np.append(main[start:], True)))
        first = int(start + random.integers(length))
        kept[first : min(start + length, first + int(random.integers(1, 5)))] = True
    places = np.flatnonzero(kept)
    between = [""] if random.random() < 0.5 else []
    text = [line for place in places for line in (page.text[page.rows[place]], *between)]
    new = changed(page, text, page.answers[places].tolist())
    return new._replace(weights=new.weights * (page.weights[places] > 0))


def transplanted(page: Page, other: Page) -> Page:
    """A page from the first line of its main text to the last, within the furniture of another page."""
    first, last = np.flatnonzero(page.answers >= MAIN)[[0, -1]]
    above, below = np.flatnonzero(other.answers >= MAIN)[[0, -1]]
    start, end = page.rows[first], page.rows[last] + 1
    return changed(
        page,
        [*other.text[: other.rows[above]], *page.text[start:end], *other.text[other.rows[below] + 1 :]],
        [*other.answers[:above], *page.answers[first : last + 1], *other.answers[below + 1 :]],
    )


def posts(page: Page) -> list[list[str]]:
    """What people say on a forum page: runs of a few lines of main text."""
    runs: list[list[str]] = [[]]
    for row, answer in zip(page.rows, page.answers, strict=True):
        if answer >= MAIN and len(page.text[row].split()) >= 5 and len(runs[-1]) < 4:
            runs[-1].append(page.text[row])
        else:
            runs.append([])
    return [run for run in runs if run]


def comments_of(page: Page, said: list[list[str]]) -> Callable[[bool, np.random.Generator], list[str]]:
    """What invents a section of comments below a page."""
    title = page.text[page.rows[0]].strip()[:60]
    return lambda spaced, random: comments(said, title, spaced, random)


def teasers_of(openings: list[Opening]) -> Callable[[bool, np.random.Generator], list[str]]:
    """What invents a list of teasers."""
    return lambda spaced, random: teasers(openings, spaced, random)


def extended(
    page: Page,
    last: int,
    random: np.random.Generator,
    invent: Callable[[bool, np.random.Generator], list[str]],
) -> Page:
    """A page with invented furniture a few lines below its main text."""
    at = min(last + int(random.integers(0, 7)), len(page.rows) - 1)
    row = page.rows[at] + 1
    spaced = row < len(page.text) and not page.text[row].strip()
    new = invent(spaced, random)
    answers = page.answers.tolist()
    return changed(
        page,
        [*page.text[:row], *new, *page.text[row:]],
        [*answers[: at + 1], *(0.0 for line in new if line.strip()), *answers[at + 1 :]],
    )


def aligned(tokens: list[int], lines: list[int], gold: list[int]) -> np.ndarray:
    """Which of a page's words the gold text has, in order."""
    matched = np.zeros(len(tokens), bool)
    for tag, start, end, _, _ in LCSseq.opcodes(tokens, gold):
        if tag != "equal":
            continue
        begins = start == 0 or lines[start - 1] != lines[start]
        finishes = end == len(lines) or lines[end] != lines[end - 1]
        matched[start:end] = end - start >= 4 or (begins and finishes)
    return matched


def shingles(tokens: list[int]) -> Counter:
    size = min(4, len(tokens))
    return Counter(zip(*(tokens[place:] for place in range(size)), strict=False))
