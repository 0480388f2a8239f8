"""Damage: texts of the case files, spliced, cut, and read with the wrong bytes or the wrong encoding."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from seedclean import RULES, Document
from seedclean.cleaners import DEFAULT
from seedclean.testing.laws import (
    Finds,
    Together,
    composing_equals_doing_both,
    edits_fit,
    keep,
    never_raises,
    same_input_same_edits,
    second_run_finds_nothing,
    undo_gives_the_original,
)
from strategies import CASES

LAWS = (
    never_raises,
    edits_fit,
    undo_gives_the_original,
    second_run_finds_nothing,
    same_input_same_edits,
    composing_equals_doing_both,
)
READINGS = (
    ("utf-8", "surrogateescape"),
    ("utf-8", "replace"),
    ("latin-1", "strict"),
    ("cp1252", "replace"),
    ("utf-16-le", "replace"),
)
TEXTS = {name: sorted(texts) for name, texts in CASES.items() if name in RULES}
SITES = (None, None, "example.org")
LANGUAGES = ((), (), (), ("en",), ("de", "zh"))


def attack(random: Random) -> Iterator[str | None]:
    """A trial damages a text of one rule, and asks this rule and two sets of rules."""
    together = [Together("default", DEFAULT), Together("default and guesses", RULES.values())]
    while True:
        name = random.choice(sorted(TEXTS))
        document = Document(
            damaged(random, name), site=random.choice(SITES), languages=random.choice(LANGUAGES)
        )
        yield next(filter(None, (_broken(finds, document) for finds in (RULES[name], *together))), None)


def damaged(random: Random, name: str) -> str:
    """Pieces of texts, most of them of one rule, some with bytes changed and read wrongly."""
    pieces = []
    for _ in range(random.choice((1, 1, 2, 2, 3, 5, 8))):
        own = random.choice(TEXTS[name if random.random() < 0.7 else random.choice(sorted(TEXTS))])
        piece = _cut(random, own)
        if random.random() < 0.3:
            piece = _misread(random, piece)
        pieces.append(piece)
    return random.choice(("", "", "\n", "\n\n", " ")).join(pieces)


def _cut(random: Random, text: str) -> str:
    if random.random() < 0.4:
        return text
    start, end = sorted((random.randrange(len(text) + 1), random.randrange(len(text) + 1)))
    return text[start:end]


def _misread(random: Random, text: str) -> str:
    raw = bytearray(text.encode("utf-8", "surrogatepass"))
    for _ in range(random.choice((0, 1, 2, 8))):
        if raw:
            place = random.randrange(len(raw))
            raw[place : place + random.choice((0, 1, 1, 3))] = random.randbytes(random.choice((0, 1, 1, 2)))
    encoding, errors = random.choice(READINGS)
    return raw.decode(encoding, errors)


def _broken(finds: Finds, document: Document) -> str | None:
    try:
        for law in LAWS:
            keep(law, finds, document)
    except AssertionError as error:
        return str(error)
    return None
