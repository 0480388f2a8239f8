"""The loops that are noise, and those that people write."""

from __future__ import annotations

import unicodedata

from seedclean.cleaners.translation.noise_words import is_statement
from seedclean.cleaners.translation.repeat_site import (
    SENTENCE_END,
    SMALL_WORDS,
    Site,
    is_about_language,
    is_code,
    is_counting,
    is_cry,
    is_exercise,
    is_in_capitals,
    is_in_speech,
    is_long,
    is_of_unknown_language,
    is_set_off,
)
from seedclean.cleaners.translation.sentences import certain_language_at, is_prose
from seedclean.cleaners.translation.words import (
    ARTICLES,
    BEFORE_NOUNS,
    CHAIN_LINKS,
    NEVER_TWICE,
    PERSONS,
    TWICE_ANYWHERE,
    words,
)

_FEWEST_OF_CLAUSE = 5  # characters of Chinese: fewer are a cry or a sound (`来呀，来呀`)
_VOWEL_SIGNS = "".join(
    chr(point) for point in range(0x900, 0xE00) if unicodedata.category(chr(point)) in ("Mn", "Mc")
)
_SIGNS = frozenset(_VOWEL_SIGNS)
_MARKS_OF_SPEECH = frozenset('!?"“”„«»')
_NEVER_CALLED = 6  # copies
_STOPS = frozenset(".。।۔")
_DETERMINERS = words("this these those that his her their our its diese dieser dieses cette este esta")
_AND = words("and und et y e i a en og och и і")
_VOWELS = frozenset("aeiouyäöüåøæáéíóúàèìòùâêîôûаеёиоуыэюя")
_LONGEST_SAID = 10
"""Letters of a word that a speaker still lists three times and once more: `innovation` has ten."""

_LONG = 8
"""Letters of a word that nobody calls out: `location, location, location, location` has eight."""


def is_loop(site: Site) -> bool:
    """Check whether three copies and more are noise, whatever the document is."""
    found = site.found
    if "\t" in found.gap or not (
        any(map(_is_word, found.words))
        or not _SIGNS.isdisjoint(site.first)  # vowel signs cut the words of Indic scripts into letters
    ):
        return False  # `12 12 12`, the cells of a table
    if found.copies > 7:
        return True
    if SENTENCE_END & set(found.gap) and not is_long(site) and found.copies < 5:
        return False
    return _is_loop_of_word(site) if len(found.words) == 1 else _is_loop_of_group(site)


def _is_loop_of_group(site: Site) -> bool:
    found = site.found
    if is_idiom(site) or (found.chained and found.copies < 5) or is_refrain(site):
        return False
    if is_chain(site) or is_sound(site):
        return False
    return is_prose(site.document, site.row) or (
        found.gap in (" ", ", ") and len(found.words) * found.copies > 7
    )


def is_idiom(site: Site) -> bool:
    """Check whether three copies are a figure of speech: `and so on and so on and so on`."""
    found = site.found
    short = found.gap == ", " and len(found.words) < 3
    return found.copies < 4 and (short or max(map(len, found.words)) < 4)


def is_chain(site: Site) -> bool:
    """Check whether a small word joins a word to itself: `he ran and ran and ran`, `day after day`."""
    found = site.found
    if len(found.words) != 2 or found.gap != " ":
        return False
    if not _AND.isdisjoint(found.words):
        return True
    ends = site.line[found.start : found.end].lower().endswith(" " + found.words[0])
    is_link = found.words[1] in CHAIN_LINKS or is_of_unknown_language(site)
    return ends and is_link and found.words[0] not in CHAIN_LINKS


def is_sound(site: Site) -> bool:
    """Check whether two words differ in their vowels only, as sounds do: `tick tock`, `klip klap`."""
    if len(site.found.words) != 2:
        return False
    first, second = site.found.words
    return (
        len(first) == len(second)
        and first != second
        and all(a == b or (a in _VOWELS and b in _VOWELS) for a, b in zip(first, second, strict=True))
    )


def is_refrain(site: Site) -> bool:
    """Check whether a clause comes again behind commas: `I'll sail, I'll sail, I'll sail`.

    A noun with its article is none, four times: `the decree, the decree, the decree, the decree`.
    """
    found = site.found
    if found.copies > 3 and found.words[0] in ARTICLES and len(found.words[-1]) > _LONG:
        return False
    return found.gap == ", " and any(word.split("'")[0].split("’")[0] in SMALL_WORDS for word in found.words)


def _is_loop_of_word(site: Site) -> bool:
    found = site.found
    word = found.words[0]
    if _is_determiner(site):
        return True
    if not _may_loop(word):
        return False
    small = site.last[-1:].islower() and site.first[:1].islower()
    if found.gap == ", ":
        return _loops_behind_commas(site, is_small=small)
    if found.gap != " " or _opens_sentence(site) or _is_stammer(site) or _is_species(site):
        return False
    if found.copies == 3 and small and len(word) < 5:  # `pay pay pay`; not `in a large town town town`
        before = site.before.lower().rpartition(",")[2].split()[-3:]
        return is_prose(site.document, site.row) and not BEFORE_NOUNS.isdisjoint(before)
    return is_prose(site.document, site.row) or (found.copies > 3 and not is_row_of_buttons(site))


def _opens_sentence(site: Site) -> bool:
    """Check whether a comma sets copies off at the start of a sentence: `Chuff chuff chuff, went it`."""
    return site.behind[:1] == "," and site.before.rstrip()[-1:] in ("", *SENTENCE_END)


def _is_stammer(site: Site) -> bool:
    """Check whether a short word comes three times as grammar has it: `dat dat dat waar is`.

    In speech a small word comes so: `“The the the thing is gone.”`.
    """
    word, before = site.found.words[0], site.line[: site.found.start]
    if site.found.copies > 3:
        return False
    speaks = certain_language_at(site.document, site.row)
    if speaks != "en" and len(word) < 5 and word not in NEVER_TWICE.get(speaks, ()):
        return True
    return word in SMALL_WORDS and (before.count('"') % 2 > 0 or before.count("“") > before.count("”"))


def _is_species(site: Site) -> bool:
    """Check whether a genus, a species and a subspecies have one name: `Gorilla gorilla gorilla`."""
    copies = site.line[site.found.start : site.found.end].split()
    return len(copies) == 3 and copies[0].istitle() and all(map(str.islower, copies[1:]))


def _loops_behind_commas(site: Site, *, is_small: bool) -> bool:
    word, copies = site.found.words[0], site.found.copies
    if copies == 3 and len(word) > _LONGEST_SAID and _ends_with_and(site):
        return True
    return copies > 3 and len(word) > 3 and not (is_small and _may_be_called(site))


def _is_determiner(site: Site) -> bool:
    """Check whether `this` or the like loops before its noun, and nobody speaks, who may stammer."""
    found = site.found
    return (
        found.gap == " "
        and found.words[0] in _DETERMINERS
        and site.behind[:1] == " "
        and site.behind[1:2].islower()
        and is_statement(site.line)
        and is_prose(site.document, site.row)
    )


def _is_word(word: str) -> bool:
    """Check whether letters are more than a syllable; of Hangul two are a word."""
    return len(word) > (1 if "\uac00" <= word[0] <= "\ud7a3" else 2) and word.replace("-", "").isalpha()


def _may_loop(word: str) -> bool:
    return _is_word(word) and word not in TWICE_ANYWHERE and not word.endswith("ly")


def _may_be_called(site: Site) -> bool:
    """Check whether a word in small letters may be called out behind commas: `water, water, water, water`."""
    is_called = site.found.copies < _NEVER_CALLED and len(site.found.words[0]) <= _LONG
    return (is_called and not _is_of_narration(site)) or not is_prose(site.document, site.row)


def _ends_with_and(site: Site) -> bool:
    """Check whether the loop ends as a list: `malfunction, malfunction, malfunction, and malfunction`."""
    last = site.behind.lower().removeprefix(", ").split()[:2]
    return (
        site.behind.startswith((", ", " "))
        and len(last) > 1
        and last[0] in _AND
        and last[1].rstrip(".,;") == site.found.words[0]
    )


def _is_of_narration(site: Site) -> bool:
    """Check whether a sentence goes on behind four copies, and nobody speaks: `a dog, dog, dog, dog and`."""
    return (
        site.found.copies > 3
        and site.before.rstrip()[-1:].isalnum()  # not `he said: bread, bread, bread, bread is all`
        and site.behind[:1] == " "
        and site.behind[1:2].isalpha()
        and _MARKS_OF_SPEECH.isdisjoint(site.line)
        and PERSONS.isdisjoint(site.line.lower().split())
    )


def is_row_of_buttons(site: Site) -> bool:
    """Check whether nothing else is on the line: `Next Next Next Next`; a loop that is cut off is not."""
    looped = site.line[site.found.start : site.found.end]
    ends_sentence = site.behind.rstrip()[-1:] in _STOPS
    return not (is_cut_off(site) or ends_sentence or "," in looped) and len(site.line) - len(looped) < 20


def is_cut_off(site: Site) -> bool:
    """Check whether the last copy is not whole: `sing sing sing si`."""
    return not site.line[site.found.start : site.found.end].lower().endswith(site.found.words[-1])


def is_short_loop_of_unknown_language(site: Site) -> bool:
    """Check whether three or four copies may be grammar.

    Four of two words and more are none, where a sentence goes on and nobody cries, asks or sings.
    """
    found = site.found
    if found.copies > 4 or is_cut_off(site) or not is_of_unknown_language(site):
        return False
    behind = site.behind.lstrip(_VOWEL_SIGNS)
    goes_on = behind[:1] == " " and behind[1:2].isalpha() and site.line.rstrip()[-1:] in _STOPS
    long = len(found.words) > 1 and found.kept - found.start > _LONG
    has_blank = found.copies > 3 and found.gap.lstrip(_VOWEL_SIGNS) == " "
    return not (has_blank and goes_on and long and _is_narrated(site))


def _is_narrated(site: Site) -> bool:
    """Check whether a line has no marks of speech, and its sentence ends behind the loop and not within."""
    return _MARKS_OF_SPEECH.isdisjoint(site.line) and not site.first[0].isupper()


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
    return bool(SENTENCE_END & set(site.found.gap)) and not is_long(site)


def is_chant(site: Site) -> bool:
    """Check whether copies behind commas are a chant: `Bells, bells, bells` goes on, and its case changes."""
    if site.found.gap != ", ":
        return False
    width = site.found.kept - site.found.start
    copies = [
        site.line[place : place + width] for place in range(site.found.start, site.found.end, width + 2)
    ]
    ends = not site.behind[:1].isalnum() and not site.behind[1:2].isalnum()
    copies_of_noun = site.found.copies > 3 and len(site.found.words[-1]) > _LONG
    goes_on = not ends and not (
        copies_of_noun or site.found.copies >= _NEVER_CALLED or _is_of_narration(site)
    )
    return goes_on or len(set(copies[1:])) > 1


def is_in_two_cases(site: Site) -> bool:
    """Check whether a noun and its verb take turns: `Fliegen fliegen, fliegen Fliegen Fliegen nach`."""
    if len(site.found.words) > 1:
        return False
    copies = site.line[site.found.start : site.found.end].replace(",", "").split()
    return len({copy for copy in copies[1:] if copy.lower() == site.found.words[0]}) > 1


MEANT = (
    is_set_off,
    is_about_language,
    is_exercise,
    is_in_speech,
    is_code,
    is_in_capitals,
    is_counting,
    is_short_loop_of_unknown_language,
    is_other_gap,
    is_short_sentence,
    is_chant,
    is_in_two_cases,
    is_cry,
)
"""What people write on purpose."""
