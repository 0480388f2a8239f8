"""Signs of machine translation: how much of a document's noise only a translation system makes.

A rule that deletes or rewrites words needs evidence that does not come from
itself. Here that evidence is what the other rules of this cleaner find. Each
finding gives points, by how seldom a person writes so, and the points count
per 1,000 characters: a slip in a sentence is a sign, a slip in a book is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from seedclean.agenda import Agenda
from seedclean.analysis import FULLWIDTH
from seedclean.document import Document
from seedclean.facts import REFUSAL, characters, facts_of, pair, two
from seedclean.once import once
from seedclean.patterns import Pattern
from seedclean.registry import RULES

PER = 1_000
"""So many characters must have a point. A printed page has 2,000, and hardly ever a single slip."""

FEWEST_POINTS = 2
"""So many points, at least, make even a short document a translation: one sign alone may be a slip."""

STRONG: Final = {
    # Nobody writes these: they come out of a tokenizer, a vocabulary or a chat model.
    "tokenizer-mark": 3.0,
    "word-piece": 1.0,
    "unknown-token": 3.0,
    "code-fence": 3.0,
    "translation-preamble": 3.0,
    # People hardly ever write these.
    "hyphen-loop": 2.0,
    "detached-hyphen": 2.0,
    "possessive-in-capitals": 1.0,
    "ordinal-in-capitals": 1.0,
    "fullwidth-mark": 1.0,
    "detached-apostrophe": 1.0,
}
"""The points of each edit that a rule wants, where people make no such slip."""

WEAK: Final = {
    "blank-before-mark": 0.5,
    "blank-in-brackets": 0.5,
    "blank-in-quotes": 0.5,
    "clashing-mark": 0.5,
    "run-in-bracket": 0.5,
    "run-in-mark": 0.5,
    "split-number": 0.5,
}
"""The same for slips that some people make: they add to a strong sign, and are none by themselves."""

TRANSLATED: Final = (
    characters("@▁⁇<`:")
    | REFUSAL
    | two("-")
    | pair(" -", "- ", "0A", FULLWIDTH, "'S", "S'", "[U")
    | (characters("'’") & pair(" '", "' "))
)
"""What a text has in which there is a strong sign."""

_SHOUTED_POSSESSIVE = Pattern(r"\b[A-Z]{2,12}S['’]s\b")  # `the WUS's speech`
_SHOUTED_POINTS = 2.0
_AROUND = 5  # characters: enough to tell two findings apart, few enough to see that two are the same phrase


def translation_points(document: Document) -> float:
    """The points of all signs of machine translation in a document; the same place in a phrase counts once.

    >>> Document("A high -level visit to a first -class farm.").view(translation_points)
    4.0
    """
    strong = document.view(strong_points)
    return strong + (_points(document, _weak_rules(), WEAK) if strong else 0.0)


def strong_points(document: Document) -> float:
    """The points of the signs that only a translation system leaves.

    >>> Document("The bread , which was warm , is gone .").view(strong_points)
    0.0
    """
    text = document.text
    points = _points(document, _strong_rules(), STRONG)
    if "S's" in text or "S’s" in text:
        points += _SHOUTED_POINTS * len(set(_SHOUTED_POSSESSIVE.findall(text)))
    return points


def _points(document: Document, rules: Agenda, weights: Mapping[str, float]) -> float:
    text = document.text
    points = 0.0
    for rule in rules.select(document.view(facts_of)):
        found = document.view(rule)
        if found:
            places = {text[max(0, edit.start - _AROUND) : edit.end + _AROUND] for edit in found}
            points += weights[rule.name] * len(places)
    return points


@once
def _strong_rules() -> Agenda:
    return Agenda(tuple(map(RULES.__getitem__, STRONG)))


@once
def _weak_rules() -> Agenda:
    return Agenda(tuple(map(RULES.__getitem__, WEAK)))


def has_rate(document: Document, points: float, fewest: float = FEWEST_POINTS) -> bool:
    """Check whether so many points are enough for a document of this length.

    >>> has_rate(Document("The council met."), 2), has_rate(Document("The council met. " * 300), 2)
    (True, False)
    """
    return points >= max(fewest, len(document.text) / PER)


def is_translated(document: Document) -> bool:
    """Check whether the document as a whole looks machine-translated.

    >>> is_translated(Document("A high -level visit to a first -class, on -site bakery."))
    True
    >>> is_translated(Document("A high-level visit to a first-class, on-site bakery."))
    False
    """
    return has_rate(document, document.view(translation_points))
