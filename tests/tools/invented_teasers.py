"""Teasers of other articles for pages, so that the line model learns what paragraphs of them look like.

Headlines and first paragraphs come from other pages in the same language; there they are main text.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

HEADINGS = (
    "", "", "Related", "Read more", "You may also like", "More from this author", "Latest news", "Most read",
    "Mehr zum Thema", "Das könnte Sie auch interessieren", "Lesen Sie auch", "À lire aussi",
    "Sur le même sujet", "Te puede interesar", "Lo más leído", "Leggi anche", "Leia também", "Lees ook",
    "Czytaj także", "İlgili haberler", "Читайте также", "関連記事", "相关阅读", "관련기사", "Les også",
    "Läs också",
)  # fmt: skip
TAILS = (
    "", "", "", "Read more", "Weiterlesen", "Lire la suite", "Leer más", "3 hours ago", "2024-05-17", "News",
)  # fmt: skip
LONGEST_PARAGRAPH = 300
"""Characters of a teaser at most; it may end before, in the middle of a sentence."""


class Opening(NamedTuple):
    """The first lines of a text: its headline, which may be empty, and its first paragraph."""

    headline: str
    paragraph: str


def teasers(openings: list[Opening], spaced: bool, random: np.random.Generator) -> list[str]:
    """The lines of a list of teasers.

    Args:
        openings: The first lines of the texts that it shows.
        spaced: Whether a blank line follows every line, as on the rest of the page.
    """
    heading = HEADINGS[int(random.integers(len(HEADINGS)))]
    tail = TAILS[int(random.integers(len(TAILS)))]
    with_headlines, only_headlines = random.random() < 0.8, random.random() < 0.2
    longest = int(random.integers(80, LONGEST_PARAGRAPH)) if random.random() < 0.5 else LONGEST_PARAGRAPH
    lines = [heading]
    for headline, paragraph in openings:
        said = paragraph if len(paragraph) <= longest else paragraph[:longest].rsplit(" ", 1)[0] + "…"
        lines += [headline if with_headlines else "", "" if only_headlines and headline else said, tail]
    lines = [line for line in lines if line]
    return [line for text in lines for line in (text, "")] if spaced else lines
