"""Laws of clean text: what a person wrote stays, whatever form it has and whatever is put around it."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from clean_text import chrome
from clean_text.genres import clean_text
from clean_text.prose import Writer
from seedclean import Document, apply
from seedclean.counts import LineCounts
from seedclean.testing.laws import Finds

_WORD = re.compile(r"\w+")
SITE = "mill.example.org"


class Trial(NamedTuple):
    """A document and what of it must stay.

    Attributes:
        document: The document.
        lines: Lines that must stay, each as often as it is given.
        words: A text whose words must stay, wherever.
    """

    document: Document
    lines: tuple[str, ...] = ()
    words: str = ""


def left(finds: Finds, document: Document) -> str:
    """What a rule, or several together, leave of a document."""
    return apply(document.text, finds(document))


def missing(finds: Finds, trial: Trial) -> str:
    """What is not there any more though it must be; empty where all of it is."""
    text = left(finds, trial.document)
    lines = Counter(map(_words, trial.lines)) - Counter(map(_words, text.split("\n")))
    words = Counter(_words(trial.words)) - Counter(_words(text))
    return " / ".join([*map(" ".join, lines), *words])


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text))


# Embedding


def embedded(seed: int, size: int, kind: tuple[str, str]) -> Trial:
    """A clean text between the lines of a site."""
    text = clean_text(seed, size, *kind)
    random = Random(seed)
    gap = random.choice(("\n", "\n\n"))
    page = f"{chrome.top(random)}{gap}{text}{gap}{chrome.bottom(random)}\n"
    return Trial(Document(page, site=SITE), tuple(line for line in text.split("\n") if _words(line)))


# Form


def as_it_is(text: str, _: Random) -> str:
    return text


def wrapped(text: str, random: Random) -> str:
    width = random.choice((30, 40, 60, 72, 79, 100))
    return "\n".join(
        piece
        for line in text.split("\n")
        for piece in textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]
    )


def indented(text: str, random: Random) -> str:
    return textwrap.indent(text, random.choice(("  ", "    ", "\t", "        ")))


def numbered(text: str, random: Random) -> str:
    form = random.choice(("{}. ", "{}) ", "({}) ", "{:>4}  ", "{}\t"))
    return "\n".join(form.format(n) + line if line else "" for n, line in enumerate(text.split("\n"), 1))


def bulleted(text: str, random: Random) -> str:
    return textwrap.indent(text, random.choice(("- ", "* ", "• ", "– ", "+ ")))


def quoted(text: str, _: Random) -> str:
    return textwrap.indent(text, "> ")


def on_one_line(text: str, _: Random) -> str:
    return " ".join(text.split())


FORMS: tuple[Callable[[str, Random], str], ...] = (
    as_it_is, wrapped, indented, numbered, bulleted, quoted, on_one_line,
)  # fmt: skip


def formed(seed: int, size: int, kind: tuple[str, str], form: Callable[[str, Random], str]) -> Trial:
    """A clean text in another form."""
    text = form(clean_text(seed, size, *kind), Random(seed))
    return Trial(Document(text), words=text)


def joined(seed: int, size: int, kinds: list[tuple[str, str]]) -> Trial:
    """Several clean texts, one behind the other."""
    text = "\n\n".join(clean_text(seed + n, size, *kind) for n, kind in enumerate(kinds))
    return Trial(Document(text), words=text)


# Sentence


def glued(seed: int, language: str, notice: str, *, before: bool, paragraphs: int) -> Trial:
    """A sentence with a notice in its line, alone or among paragraphs."""
    writer = Writer(Random(seed), language)
    sentence = writer.sentence()
    line = f"{notice} {sentence}" if before else f"{sentence} {notice}"
    lines = [writer.paragraph(), line, writer.paragraph()] if paragraphs else [line]
    return Trial(Document("\n\n".join(lines)), words=sentence)


# Copies


def copies(seed: int, number: int, others: int) -> list[Trial]:
    """Near copies of an article, whose menu lines and counters differ, among unrelated pages of the site."""
    random = Random(seed)
    writer = Writer(random)
    article = [writer.phrase().capitalize(), *(writer.paragraph() for _ in range(random.randint(3, 8)))]
    pages = [article] * number
    pages += [[writer.phrase().capitalize(), *(writer.paragraph() for _ in range(4))] for _ in range(others)]
    menu = ["Home", "News", "Sport", "Culture", "Weather", "Jobs", "Archive"]
    counts = LineCounts()
    documents = []
    for n, page in enumerate(pages):
        lines = [*menu, f"{n * 7 + 3} comments", *page, f"Read {n * 31} times"]
        document = Document("\n".join(lines), id=str(n), site=SITE)
        counts.add(document)
        documents.append((document, page))
    known = counts.for_site(SITE)
    return [Trial(document._replace(counts=known), lines=tuple(page[1:])) for document, page in documents]


# Headline


def headed(seed: int, between: tuple[str, str], *, window: bool, menu: bool) -> Trial:
    """A page whose title is confirmed by its first paragraph, with two lines between them."""
    random = Random(seed)
    writer = Writer(random)
    clause = writer.clause()
    title = clause[0].upper() + clause[1:]
    first = f"It is said that {clause}. {writer.paragraph(2)}"
    lines = [f"{title} - The Mill Lane Gazette"] if window else []
    lines += chrome.top(random).split("\n") if menu else []
    lines += [
        title,
        *between,
        first,
        *(writer.paragraph() for _ in range(3)),
        *chrome.bottom(random).split("\n"),
    ]
    return Trial(Document("\n".join(lines), site=SITE), lines=(title,))
