"""The words that are doubled by mistake, and those that people double."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from seedclean.analysis import count_words
from seedclean.cleaners.translation.mt_signals import is_translated
from seedclean.cleaners.translation.repeat_site import (
    Site,
    is_about_language,
    is_code,
    is_counting,
    is_in_speech,
    is_of_unknown_language,
    is_set_off,
    language_of,
)
from seedclean.cleaners.translation.repeats import find_repeats
from seedclean.cleaners.translation.sentences import certain_language_at, is_prose
from seedclean.cleaners.translation.words import (
    ARTICLES,
    ENDS_CLAUSE,
    FUNCTION_WORDS,
    NEVER_TWICE,
    OFTEN_TWICE,
    PERSONS,
    TWICE_ANYWHERE,
    read_languages,
    read_pattern,
)
from seedclean.document import Document
from seedclean.patterns import Pattern

ASKS = Pattern(
    r"\b(?:what|who|whom|whose|how|where|which|all|whatever|there|that|those|as|than|if)\b[^.!?]*$"
)
RELATES = Pattern(
    r"\b(?:que|quien|quienes|quando|cuando|donde|dove|chi|che|qui|quand|où|quem|onde|cómo|como|quel)\b[^.!?]*$"
)
# Languages in which adverbs and short adjectives are doubled; Italian and Portuguese double any.
_STRESS_SHORT_WORDS = frozenset(("de", "fr", "es", "cs", "pl", "ru", "uk"))
_LONGEST_STRESSED = 7  # letters
_ENDS_OF_ADVERBS = ("ment", "mente", "lich", "weise", "ito", "ita", "ísimo", "ísima", "ečko", "енько")
_BEFORE_PLACES = frozenset(("in", "nach", "bei", "aus", "von", "ab", "bis"))  # `in Baden Baden`
_BEFORE_PLAIN_NOUNS = (" of the ", " of ", " from ", " von ", " de la ", " del ", " du ")
"""Behind these a noun is seldom stressed: `the leaders of the sports sports, each of them`."""

_BEFORE_LISTS = tuple(f"{word} " for word in read_pattern("before-lists").split("|"))
_NAMES_OF_TWO = {name: tuple(sorted(last)) for name, last in read_languages("names-of-two").items()}
"""Names of two words of which the first is never said twice before the second."""

_ARTICLES = [[article] for article in sorted(ARTICLES)]
"""Before these a heading does not end: `a member of the National National Assembly`."""

_LONG_LINE = 120
_LONGEST_ACRONYM = 4
_LONGEST_SMALL_WORD = 4
"""Letters of a word that a heading writes small: `with`, `from`."""

_NUMBER_OF_RULER = Pattern(r" (?:I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XI?V)\b")
_WORD_ENDS = tuple(
    "ic tion sion ment ness ity ship ism ence ance ing ent ive ous ful ights tions sions ments ities "
    "ings ences ances".split()
)


def is_word_twice(site: Site) -> bool:
    """Check whether a word that follows itself is noise, whatever the document is."""
    word = site.found.words[0]
    if site.found.gap == ", ":
        return _is_listed_twice(site)
    if site.found.gap != " " or not word.isalpha() or not is_prose(site.document, site.row):
        return False
    if site.last.islower():
        return _is_small_word_twice(site)
    if site.first.isupper():
        return _is_word_in_capitals_twice(site)
    if site.first.istitle() and site.last.istitle():
        return _begins_name(site) or _is_article_of_name(site) or _is_capital_word_twice(site)
    return False


def _is_word_in_capitals_twice(site: Site) -> bool:
    word = site.found.words[0]
    if site.last.isupper():
        return len(word) > 1 and is_translated(site.document)
    if not site.last.istitle():
        return False
    return len(word) > _LONGEST_ACRONYM and site.before[-1:] == " " and site.before.strip()[-1:].islower()


def _begins_name(site: Site) -> bool:
    """Check whether a name of two words follows, and its first word comes twice: `South South Korea`."""
    return site.behind[1:].startswith(_NAMES_OF_TWO.get(site.first, ("\n",)))


def _is_listed_twice(site: Site) -> bool:
    """Check whether a list names a thing twice: `the work includes planting, planting, sowing`."""
    return (
        len(site.first) > _LONGEST_ACRONYM
        and site.first.islower()
        and site.last.islower()
        and site.before.endswith(_BEFORE_LISTS)
        and site.behind.startswith(", ")
        and is_prose(site.document, site.row)
    )


def _is_small_word_twice(site: Site) -> bool:
    word, speaks = site.found.words[0], language_of(site)
    if word in ENDS_CLAUSE and ASKS.search(site.before.lower()):
        return False  # `what it is is a shame`, `those who can can help`
    if word in ("is", "was"):
        return speaks == "en"
    if any(word in never for never in NEVER_TWICE.values()):
        return word in NEVER_TWICE.get(speaks, ())
    return word not in TWICE_ANYWHERE and speaks in OFTEN_TWICE and len(word) > (2 if speaks == "en" else 4)


def is_never_meant(site: Site) -> bool:
    """Check whether nobody can mean a word that is twice, however long the document is.

    It is a small word of a statement, in which nobody stammers, and one letter may be a name
    (`a a tag`); or it begins a name of two words (`South South Korea`).
    """
    word = site.found.words[0]
    return _begins_name(site) or (
        len(word) > 1
        and site.last.islower()
        and word not in ENDS_CLAUSE
        and word in NEVER_TWICE.get(language_of(site), ())
        and is_statement(site.line)
    )


def _is_article_of_name(site: Site) -> bool:
    """Check whether a name begins with the second copy: `The The Lancet`, but not `The The`, a band."""
    if site.found.words[0] not in NEVER_TWICE.get(language_of(site), ()):
        return False
    starts = not site.before or site.before.endswith((". ", "! ", "? ", "“", '"'))
    return starts and site.behind[1:2].isupper()


def _is_capital_word_twice(site: Site) -> bool:
    word = site.found.words[0]
    if _is_noun_twice(site) or _is_before_number_of_name(site):
        return True
    if len(word) < 6 or word in NEVER_TWICE.get(language_of(site), ()):
        return False
    return (
        word.endswith(_WORD_ENDS)
        or site.document.view(count_words)[word] > 0
        or (len(word) > 6 and not _is_double_name(site))
    )


def _is_noun_twice(site: Site) -> bool:
    """Check whether a German noun has its attribute behind it: `unter Druck Druck von oben`."""
    return (
        certain_language_at(site.document, site.row) == "de"
        and len(site.first) > _LONGEST_ACRONYM
        and site.before.strip()[-1:].islower()
        and site.before.split()[-1] not in _BEFORE_PLACES
        and site.behind.startswith((" von ", " des ", " zwischen "))
    )


def _is_before_number_of_name(site: Site) -> bool:
    """Check whether a name is before the number of a ruler, and elsewhere by itself: `Otto Otto II`."""
    single = site.document.view(count_words)[site.first] > 2  # the copies are two of them
    return single and _NUMBER_OF_RULER.match(site.behind) is not None


def _is_double_name(site: Site) -> bool:
    """Check whether no small word is before the copies: `Maria Gomez Gomez`, `Pago Pago`."""
    before = site.before[-30:]
    return (
        site.found.words[0].endswith("ez")
        or not before.endswith(" ")
        or before.split(" ")[-2].lower() not in FUNCTION_WORDS
    )


def is_emphasis(site: Site) -> bool:
    """Check whether a word of meaning is doubled outside English, as `ein langer langer Weg`."""
    if _is_noun_twice(site):
        return False
    word, speaks = site.found.words[0], certain_language_at(site.document, site.row)
    if (
        speaks in _STRESS_SHORT_WORDS
        and len(word) > _LONGEST_STRESSED
        and not word.endswith(_ENDS_OF_ADVERBS)
    ):
        return False
    return speaks != "en" and word not in NEVER_TWICE.get(speaks, ())


def is_contrast(site: Site) -> bool:
    """Check whether a word of meaning is stressed at the end of its clause: `It is a job job, no hobby.`."""
    if site.found.gap != " ":
        return False
    known = any(site.found.words[0] in never for never in NEVER_TWICE.values())
    if is_statement(site.line) and not site.first.endswith("ly"):
        has_attribute = site.before.lower().endswith(_BEFORE_PLAIN_NOUNS)
        if len(site.first) > _LONGEST_STRESSED or (has_attribute and len(site.first) > _LONGEST_ACRONYM):
            return False
    return not known and site.behind[:1] in (".", ",", ";", ":", "?", "!", "")


@lru_cache(16)  # a line may be asked of for each of its words
def is_statement(line: str) -> bool:
    """Check whether a line is long and nobody in it says `I` or `you`: who stresses a word speaks.

    >>> is_statement("They met at the mill.")
    False
    """
    return (
        len(line) > _LONG_LINE
        and "?" not in line
        and "!" not in line
        and PERSONS.isdisjoint(line.lower().split())
    )


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
        not _is_before_number_of_name(site)
        and not _begins_name(site)
        and site.first.istitle()
        and (not site.before.strip() or (site.behind[1:2].isupper() and not _is_in_sentence(site)))
        and site.before.split(" ")[-2:-1] not in _ARTICLES
        and (site.found.words[0] not in NEVER_TWICE.get(language_of(site), ()))
    )


def _is_in_sentence(site: Site) -> bool:
    """Check whether the words before the copies are small ones, as no heading has: `a member of the`."""
    return sum(word.islower() and len(word) > _LONGEST_SMALL_WORD for word in site.before.split()[1:]) > 1


MEANT = (
    is_set_off,
    is_about_language,
    is_in_speech,
    is_code,
    is_counting,
    is_of_unknown_language,
    is_emphasis,
    is_contrast,
    is_among_others,
    is_left_open,
    is_heading,
)
"""What people write on purpose."""
