"""The repeats that are noise. Each exception is a named predicate and has a case in `tests/cases`.

A repeat is judged twice. The first tables say what is no noise whatever the
document is; the second, longer ones say what people write on purpose, and count
only where the document has no other sign of machine translation.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable
from typing import Final, NamedTuple

from seedclean.analysis import count_words
from seedclean.cleaners.translation.mt_signals import has_rate, is_translated, translation_points
from seedclean.cleaners.translation.repeats import Repeat, find_repeats, repeats_in
from seedclean.cleaners.translation.sentences import (
    certain_language_at,
    holds_code,
    is_prose,
    is_spoken,
    is_text,
    language_at,
)
from seedclean.cleaners.translation.words import (
    BEFORE_NOUNS,
    ENDS_CLAUSE,
    FUNCTION_WORDS,
    GERMAN_FUNCTION_WORDS,
    NEVER_TWICE,
    NUMERALS,
    OFTEN_TWICE,
    PERSONS,
    TWICE_ANYWHERE,
    words,
)
from seedclean.document import Document
from seedclean.patterns import Pattern

WORD, LOOP, GROUP, SENTENCE = "word", "loop", "group", "sentence"

POINTS: Final = {WORD: 1.0, GROUP: 1.0, SENTENCE: 1.5, LOOP: 2.0}
"""A repeat is itself a sign of translation; a loop of three is hardly ever a slip of the finger."""

FEWEST_POINTS = 1
"""In a text of a sentence or two one repeat is rate enough; in a longer one it takes another sign."""

_FEWEST_OF_CLAUSE = 5  # characters of Chinese: fewer are a cry or a sound (`来呀，来呀`)
_VOWEL_SIGNS = "".join(
    chr(point) for point in range(0x900, 0xE00) if unicodedata.category(chr(point)) in ("Mn", "Mc")
)
_SIGNS = frozenset(_VOWEL_SIGNS)
_AROUND = 400  # characters on either side of a seam that are looked at again
_NEAR = 60  # characters before a repeat that can be of its clause
_SENTENCE_END = frozenset(".!?")
_NOT_BETWEEN_SENTENCES = frozenset("©®™{}<>\\|=$*#@~_")
_ASKS = Pattern(
    r"\b(?:what|who|whom|whose|how|where|which|all|whatever|there|that|those|as|than|if)\b[^.!?]*$"
)
_CHAIN_LINKS = words(
    "and or by after upon on in to for over from with of the a und oder um für auf an nach et ou par à sur "
    "y o tras a por e dopo su em de na po za и за по"
)
_WORD_ENDS = tuple("ic tion sion ment ness ity ship ism ence ance ing ent ive ous ful".split())
_QUOTES = ("'", '"', "‘", "’", "“", "”", "„", "«", "»", "`")
_SMALL_WORDS = FUNCTION_WORDS | GERMAN_FUNCTION_WORDS


class Site(NamedTuple):
    """A repeat and where it is."""

    document: Document
    row: int
    found: Repeat

    @property
    def line(self) -> str:
        """The line that holds the repeat."""
        return self.document.lines[self.row]

    @property
    def first(self) -> str:
        """The first copy, as it is written."""
        return self.line[self.found.start : self.found.kept]

    @property
    def last(self) -> str:
        """The last word of the last copy, as it is written."""
        return self.line[max(self.found.start, self.found.end - len(self.found.words[-1])) : self.found.end]

    @property
    def before(self) -> str:
        """A few words before the repeat."""
        return self.line[max(0, self.found.start - _NEAR) : self.found.start]

    @property
    def behind(self) -> str:
        """A few words behind the repeat."""
        return self.line[self.found.end : self.found.end + _NEAR]


Test = Callable[[Site], bool]


def noise(document: Document) -> list[tuple[str, int, int]]:
    """The repeats that go: their kind, and where what should go starts and ends."""
    proven = [(kind, site) for kind, site in document.view(_noise) if not _is_doubtful(kind, site)]
    points = sum(POINTS[kind] for kind, _ in proven)
    if not proven or not has_rate(document, points + document.view(translation_points), FEWEST_POINTS):
        return []
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
    is_sentence = not _SENTENCE_END.isdisjoint(found.gap)
    return any(
        again.start < len(left) < again.end
        and (again.copies > 2 or (found.copies == 2 and (is_sentence or again.gap == found.gap)))
        for again in repeats_in(left + right)
    )


def _kind(site: Site) -> str:
    """Return the kind of noise that a repeat is; `""` where it is none."""
    found = site.found
    if found.copies > 2:
        return LOOP if _is_loop(site) else ""
    if _SENTENCE_END & set(found.gap) and is_long(site):
        return SENTENCE if _is_sentence_twice(site) else ""
    if len(found.words) == 1:
        return WORD if _is_word_twice(site) else ""
    return GROUP if _is_group_twice(site) else ""


def _is_doubtful(kind: str, site: Site) -> bool:
    """Check whether only other signs of translation could show that a repeat is noise, and there are none."""
    return any(holds(site) for holds in MEANT[kind]) and not is_translated(site.document)


# What several kinds have in common


def is_long(site: Site) -> bool:
    """Check whether a repeat is as long as a sentence that nobody says twice in a breath."""
    found = site.found
    return len(found.words) > 5 or (len(found.words) > 4 and found.kept - found.start > 24)


def is_set_off(site: Site) -> bool:
    """Check whether marks hold the copies: `[pound pound pound]`, `Nkqo nkqo!`, `"the the"`."""
    if "(" in site.found.gap:
        return False  # `(Reporter Ann Field) (Reporter Ann Field)`
    if site.before[-1:] in _QUOTES and site.behind[:1] in _QUOTES:
        return True
    return site.before[-1:] in ("[", "(", "*", "_") or site.behind[:1] in ("]", ")", "*", "_", "!")


def is_of_unknown_language(site: Site) -> bool:
    """Check whether the line is in a language that may double words by its grammar: Turkish, Mizo, Xhosa."""
    return not certain_language_at(site.document, site.row)


def is_in_speech(site: Site) -> bool:
    """Check whether the document is verse, a script or a chat."""
    return site.document.view(is_spoken)


def is_code(site: Site) -> bool:
    """Check whether the line is code: `"baz baz baz"`."""
    if site.found.gap == "，":  # a line of Chinese has no words for `is_text`
        return site.document.view(holds_code)
    return not is_text(site.document, site.row)


def is_in_capitals(site: Site) -> bool:
    """Check whether every letter is a capital: `GAT GAT GAT`."""
    return site.first.isupper()


def is_counting(site: Site) -> bool:
    """Check whether numbers are read out: `zero one one one`."""
    return site.found.words[0] in NUMERALS


def is_cry(site: Site) -> bool:
    """Check whether the copies are cries: `Come in! Come in!`."""
    return "!" in site.found.gap or site.behind[:1] == "!"


# Loops


def _is_loop(site: Site) -> bool:
    found = site.found
    if "\t" in found.gap or not (
        any(len(word) > 2 and word.isalpha() for word in found.words)
        or not _SIGNS.isdisjoint(site.first)  # vowel signs cut the words of Indic scripts into letters
    ):
        return False  # `12 12 12`, the cells of a table
    if found.copies > 7:
        return True
    if _SENTENCE_END & set(found.gap) and not is_long(site) and found.copies < 5:
        return False
    return _is_loop_of_word(site) if len(found.words) == 1 else _is_loop_of_group(site)


def _is_loop_of_group(site: Site) -> bool:
    found = site.found
    if is_idiom(site) or (found.chained and found.copies < 5) or is_refrain(site):
        return False
    return is_prose(site.document, site.row) or (
        found.gap in (" ", ", ") and len(found.words) * found.copies > 7
    )


def is_idiom(site: Site) -> bool:
    """Check whether three copies are a figure of speech: `and so on and so on and so on`."""
    found = site.found
    short = found.gap == ", " and len(found.words) < 3
    return found.copies < 4 and (short or max(map(len, found.words)) < 4)


def is_refrain(site: Site) -> bool:
    """Check whether a clause comes again behind commas: `I'll sail, I'll sail, I'll sail`."""
    return site.found.gap == ", " and any(
        word.split("'")[0].split("’")[0] in _SMALL_WORDS for word in site.found.words
    )


def _is_loop_of_word(site: Site) -> bool:
    found = site.found
    word = found.words[0]
    if len(word) < 3 or not word.replace("-", "").isalpha() or word in TWICE_ANYWHERE:
        return False
    small = site.last[-1:].islower() and site.first[:1].islower()
    if found.gap == ", ":
        return found.copies > 3 and len(word) > 3 and not small
    if found.gap != " ":
        return False
    if found.copies == 3 and small and len(word) < 5:  # `pay pay pay`; not `in a large town town town`
        before = site.before.lower().split()[-3:]
        return is_prose(site.document, site.row) and not BEFORE_NOUNS.isdisjoint(before)
    return is_prose(site.document, site.row) or (found.copies > 3 and not is_row_of_buttons(site))


def is_row_of_buttons(site: Site) -> bool:
    """Check whether nothing else is on the line: `Next Next Next Next`; a loop that is cut off is not."""
    return not is_cut_off(site) and len(site.line) - (site.found.end - site.found.start) < 20


def is_cut_off(site: Site) -> bool:
    """Check whether the last copy is not whole: `sing sing sing si`."""
    return not site.line[site.found.start : site.found.end].lower().endswith(site.found.words[-1])


def is_short_loop_of_unknown_language(site: Site) -> bool:
    """Check whether three or four copies may be grammar."""
    return site.found.copies < 5 and not is_cut_off(site) and is_of_unknown_language(site)


def is_other_gap(site: Site) -> bool:
    """Check whether something is between the copies that no decoder writes: `cause we – cause we`.

    A vowel sign that ends a word of an Indic script is no letter, so it is found in the gap.
    """
    gap = site.found.gap
    if gap == "，":
        return len(site.first) < _FEWEST_OF_CLAUSE
    return gap.lstrip(_VOWEL_SIGNS) not in (" ", ", ", ". ", "; ", '. "')


def is_short_sentence(site: Site) -> bool:
    """Check whether a short sentence is said again and again: `Hello. Hello. Hello.`."""
    return bool(_SENTENCE_END & set(site.found.gap)) and not is_long(site)


def is_chant(site: Site) -> bool:
    """Check whether copies behind commas are a chant: `Bells, bells, bells` goes on, and its case changes."""
    if site.found.gap != ", ":
        return False
    width = site.found.kept - site.found.start
    copies = [
        site.line[place : place + width] for place in range(site.found.start, site.found.end, width + 2)
    ]
    ends = not site.behind[:1].isalnum() and not site.behind[1:2].isalnum()
    return not ends or len(set(copies[1:])) > 1


# Words that follow themselves


def _is_word_twice(site: Site) -> bool:
    word = site.found.words[0]
    if site.found.gap != " " or not word.isalpha() or not is_prose(site.document, site.row):
        return False
    if site.last.islower():
        return _is_small_word_twice(site)
    if site.first.isupper() and site.last.isupper():
        return len(word) > 1 and is_translated(site.document)
    if site.first.istitle() and site.last.istitle():
        return _is_article_of_name(site) or _is_capital_word_twice(site)
    return False


def _is_small_word_twice(site: Site) -> bool:
    word, speaks = site.found.words[0], language_at(site.document, site.row)
    if word in ENDS_CLAUSE and _ASKS.search(site.before.lower()):
        return False  # `what it is is a shame`, `those who can can help`
    if word in ("is", "was"):
        return speaks == "en"
    if any(word in never for never in NEVER_TWICE.values()):
        return word in NEVER_TWICE.get(speaks, ())
    return word not in TWICE_ANYWHERE and speaks in OFTEN_TWICE and len(word) > (2 if speaks == "en" else 4)


def _is_article_of_name(site: Site) -> bool:
    """Check whether a name begins with the second copy: `The The Lancet`, but not `The The`, a band."""
    if site.found.words[0] not in NEVER_TWICE.get(language_at(site.document, site.row), ()):
        return False
    starts = not site.before or site.before.endswith((". ", "! ", "? ", "“", '"'))
    return starts and site.behind[1:2].isupper()


def _is_capital_word_twice(site: Site) -> bool:
    word = site.found.words[0]
    if len(word) < 6 or word in NEVER_TWICE.get(language_at(site.document, site.row), ()):
        return False
    return (
        word.endswith(_WORD_ENDS)
        or site.document.view(count_words)[word] > 0
        or (len(word) > 6 and not _is_double_name(site))
    )


def _is_double_name(site: Site) -> bool:
    """Check whether no small word is before the copies: `Maria Gomez Gomez`, `Pago Pago`."""
    before = site.before[-30:]
    return (
        site.found.words[0].endswith("ez")
        or not before.endswith(" ")
        or before.split(" ")[-2] not in FUNCTION_WORDS
    )


def is_emphasis(site: Site) -> bool:
    """Check whether a word of meaning is doubled outside English, as `ein langer langer Weg`."""
    word, speaks = site.found.words[0], certain_language_at(site.document, site.row)
    return speaks != "en" and word not in NEVER_TWICE.get(speaks, ())


def is_contrast(site: Site) -> bool:
    """Check whether a word of meaning is stressed at the end of its clause: `It is a job job, no hobby.`."""
    known = any(site.found.words[0] in never for never in NEVER_TWICE.values())
    return not known and site.behind[:1] in (".", ",", ";", ":", "?", "!", "")


def is_among_others(site: Site) -> bool:
    """Check whether the line doubles three words: `bye bye, now now, out out`."""
    return site.document.view(_rows_that_double)[site.row] > 2


def _rows_that_double(document: Document) -> Counter[int]:
    """Count the words that each line doubles."""
    return Counter(
        row
        for row, copies in document.view(find_repeats).items()
        for found in copies
        if found.copies == 2 and len(found.words) == 1
    )


def is_left_open(site: Site) -> bool:
    """Check whether dots show that more follows: `forcemerge number number ...`."""
    return site.behind.lstrip().startswith(("...", "…"))


def is_heading(site: Site) -> bool:
    """Check whether a heading runs into its text: `Bread Bread is baked here.`."""
    return (
        site.first.istitle()
        and (not site.before.strip() or site.behind[1:2].isupper())
        and (site.found.words[0] not in NEVER_TWICE.get(language_at(site.document, site.row), ()))
    )


# Groups of words that follow themselves


def _is_group_twice(site: Site) -> bool:
    found = site.found
    if not (is_prose(site.document, site.row) or _goes_on_with_a_name(site)):
        return False
    if len(found.words) == 2 and not found.words[1].isalpha():
        return False  # `Formula 1 Formula 1`, a section and a headline
    idiom = len(found.words) == 2 and not _CHAIN_LINKS.isdisjoint(found.words)  # `step by step by step`
    if (found.chained and idiom) or not any(
        len(word) > 3 and word.isalpha() and word not in TWICE_ANYWHERE for word in found.words
    ):
        return False
    if found.gap in (" ", ") (", "“ ", "” "):
        # `the theft of bread, the theft of bread rolls` goes through a list.
        return len(found.words) > 5 or "," not in site.first
    return found.gap == ", " and _is_apposition(site)


def _is_apposition(site: Site) -> bool:
    """Check whether a name or a thing is between two commas, twice: `hold the flood, the flood, when`."""
    found = site.found
    if len(found.words) > 4:
        return True
    name = any(letter.isupper() for letter in site.first[1:])
    article = found.words[0] in ("the", "der", "die", "das")
    return site.behind.startswith(",") and ((len(found.words) > 2 and name) or article)


def _goes_on_with_a_name(site: Site) -> bool:
    """Check whether a group belongs to a name that begins before it: `Old Church of the Church of it`."""
    group, before = site.first.split(), site.before.split()
    return (
        site.found.gap == " "
        and len(group) > 2
        and len(before) > 1
        and before[-1][:1].isupper()
        and group[0][:1].isupper()
        and not FUNCTION_WORDS.isdisjoint(group)
    )


def is_double_name(site: Site) -> bool:
    """Check whether two capitals follow themselves: `New York New York`, `Walla Walla Walla Walla`."""
    return len(site.found.words) == 2 and all(word[:1].isupper() for word in site.first.split())


def is_last_word(site: Site) -> bool:
    """Check whether a clause with a comma ends its sentence: `I am Cinna the poet, I am Cinna the poet.`."""
    return site.found.gap == ", " and site.behind[:1] in (".", "!", "?", ";", ":", "")


def is_clause_of_itself(site: Site) -> bool:
    """Check whether the end of a question is the verb of its clause: `what was said was said`."""
    return not ENDS_CLAUSE.isdisjoint(site.found.words) and _ASKS.search(site.before.lower()) is not None


# Sentences that follow themselves


def _is_sentence_twice(site: Site) -> bool:
    found = site.found
    if not _NOT_BETWEEN_SENTENCES.isdisjoint(found.gap):
        return False
    # `He met the old man. The old man sang` goes on where the sentence before it ended.
    return site.behind[:1] not in (" ", ",")


def is_said(site: Site) -> bool:
    """Check whether a person speaks: `Get your feet off the table. Get your feet off the table.`."""
    return not PERSONS.isdisjoint(site.found.words)


MEANT: Final[dict[str, tuple[Test, ...]]] = {
    LOOP: (
        is_set_off,
        is_in_speech,
        is_code,
        is_in_capitals,
        is_counting,
        is_short_loop_of_unknown_language,
        is_other_gap,
        is_short_sentence,
        is_chant,
        is_cry,
    ),
    WORD: (
        is_set_off,
        is_in_speech,
        is_code,
        is_counting,
        is_of_unknown_language,
        is_emphasis,
        is_contrast,
        is_among_others,
        is_left_open,
        is_heading,
    ),
    GROUP: (
        is_set_off,
        is_in_speech,
        is_code,
        is_of_unknown_language,
        is_double_name,
        is_last_word,
        is_clause_of_itself,
    ),
    SENTENCE: (is_in_speech, is_code, is_cry, is_of_unknown_language, is_said),
}
"""By kind of repeat, what people write on purpose; with other signs of translation none of it counts."""
