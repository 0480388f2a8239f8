"""The repeats that are noise. Each exception is a named predicate and has a case in `tests/cases`.

A repeat is judged twice. The first tables say what is no noise whatever the
document is; the second, longer ones say what people write on purpose, and count
only where the document has no other sign of machine translation.
"""

from __future__ import annotations

from typing import Final

from seedclean.cleaners.translation import noise_groups, noise_loops, noise_words
from seedclean.cleaners.translation.mt_signals import has_rate, is_translated, translation_points
from seedclean.cleaners.translation.noise_groups import is_group_twice, is_sentence_twice
from seedclean.cleaners.translation.noise_loops import is_loop
from seedclean.cleaners.translation.noise_words import is_never_meant, is_statement, is_word_twice
from seedclean.cleaners.translation.repeat_site import SENTENCE_END, Site, Test, is_long
from seedclean.cleaners.translation.repeats import Repeat, find_repeats, repeats_in
from seedclean.document import Document

WORD, LOOP, GROUP, SENTENCE = "word", "loop", "group", "sentence"

POINTS: Final = {WORD: 1.0, GROUP: 1.0, SENTENCE: 1.5, LOOP: 2.0}
"""A repeat is itself a sign of translation; a loop of three is hardly ever a slip of the finger."""

_OF_STATEMENT = 1.25
"""In a long sentence in which nobody speaks a repeat is a stronger sign: no stress explains it."""

FEWEST_POINTS = 1
"""In a text of a sentence or two one repeat is rate enough; in a longer one it takes another sign."""

_AROUND = 400  # characters on either side of a seam that are looked at again


def noise(document: Document) -> list[tuple[str, int, int]]:
    """The repeats that go: their kind, and where what should go starts and ends."""
    proven = [(kind, site) for kind, site in document.view(_noise) if not _is_doubtful(kind, site)]
    points = sum(POINTS[kind] * (_OF_STATEMENT if is_statement(site.line) else 1) for kind, site in proven)
    if proven and not has_rate(document, points + document.view(translation_points), FEWEST_POINTS):
        proven = [(kind, site) for kind, site in proven if kind == WORD and is_never_meant(site)]
    return [_span(kind, site) for kind, site in proven]


def doubtful_noise(document: Document) -> list[tuple[str, int, int]]:
    """The repeats that may be noise, in a document that gives no evidence for it."""
    proven = set(noise(document))
    return [span for span in (_span(*found) for found in document.view(_noise)) if span not in proven]


def _span(kind: str, site: Site) -> tuple[str, int, int]:
    start = site.document.starts[site.row]
    return kind, start + site.found.kept, start + site.found.end


def _noise(document: Document) -> list[tuple[str, Site]]:
    """Every repeat that no exception of the first kind holds, with its kind."""
    found = []
    for row, copies in document.view(find_repeats).items():
        for repeat in copies:
            site = Site(document, row, repeat)
            kind = _kind(site)
            if kind and not _still_repeats(site.line, repeat):
                found.append((kind, site))
    return found


def _still_repeats(line: str, found: Repeat) -> bool:
    """Check whether something would still repeat where the copies were: then the meaning is unknown."""
    left = line[max(0, found.start - _AROUND) : found.kept]
    right = line[found.end : found.end + _AROUND]
    is_sentence = not SENTENCE_END.isdisjoint(found.gap)
    return any(
        again.start < len(left) < again.end
        and (again.copies > 2 or (found.copies == 2 and (is_sentence or again.gap == found.gap)))
        for again in repeats_in(left + right)
    )


def _kind(site: Site) -> str:
    """Return the kind of noise that a repeat is; `""` where it is none."""
    found = site.found
    if found.copies > 2:
        return LOOP if is_loop(site) else ""
    if SENTENCE_END & set(found.gap) and is_long(site):
        return SENTENCE if is_sentence_twice(site) else ""
    if len(found.words) == 1:
        return WORD if is_word_twice(site) else ""
    return GROUP if is_group_twice(site) else ""


def _is_doubtful(kind: str, site: Site) -> bool:
    """Check whether only other signs of translation could show that a repeat is noise, and there are none."""
    return not is_translated(site.document) and any(holds(site) for holds in MEANT[kind])


MEANT: Final[dict[str, tuple[Test, ...]]] = {
    LOOP: noise_loops.MEANT,
    WORD: noise_words.MEANT,
    GROUP: noise_groups.MEANT,
    SENTENCE: noise_groups.SENTENCES_MEANT,
}
"""By kind of repeat, what people write on purpose; with other signs of translation none of it counts."""
