"""Words that a hyphen joins: which two are a compound in every text."""

from __future__ import annotations

from seedclean.cleaners.translation.words import FUNCTION_WORDS, read_words, words
from seedclean.patterns import Pattern

# No word by itself: what follows belongs to it.
PREFIXES = words(
    "re co non anti pre semi multi inter intra neo pseudo quasi ultra counter bi tri sub super hyper micro "
    "macro mini mega mono poly eco bio socio electro hydro thermo afro anglo franco sino indo euro штаб"
)
_NATIONS = words("Afro Anglo Austro Franco Germano Graeco Greco Hispano Indo Italo Luso Russo Serbo Sino")
"""Of nations, before the name of another: `Austro -Hungarian`."""

_QUARTERS = words("north south east west northern southern eastern western central")
# These begin a compound more often than not.
_OPENERS = words(
    "high low long short self well mid post ex vice two three four five six seven eight nine ten"
)
_NEVER_LAST = words("well self mid")
"""Of these, those in small letters that no clause ends with before a dash."""

_TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
_UNITS = words("one two three four five six seven eight nine first second third fourth fifth sixth seventh")
# The second parts of names and pronouns, and the first parts of names, in languages that join them.
_ENDS = words("même mêmes либо нибудь небудь")
# Behind a verb in French: `dit -elle`, `a -t-il`; never by themselves behind a hyphen that leans on them.
_SUBJECTS = words("elle elles il ils t-il t-elle t-on vous")
_MAYBE = "peut", "être"
# Behind a pronoun in Russian: `какого -то`
_RUSSIAN_PRONOUN = Pattern(
    r"(?:как|кто|кого|кому|кем|ком|что|чего|чему|чем|где|куда|откуда|когда|почему|зачем|чей|чь|сколько)\w{0,4}$"
)
_HALF_ADJECTIVE = Pattern(r"(?<!wszyst)(?<!bli)(?<!blí)(?:[sšcčz]ko|[сц]ько|[сцз]ко)$")  # `česko -německý`
_ADJECTIVE = Pattern(
    r"\w{2,20}(?:[ýáéíy]|ого|ый|ий|ая|ое|ые|их|ых|ой|ому|им|ими|ém|ému|ým|ých|ki|ska|skie|cki|cka|ckie)$"
)
_STARTS_OF_NAMES = words("Saint Sainte Санкт Нью Лос Эль Ель")
_SOMEBODY = "будь", ("як", "хто", "що", "де", "коли", "чий")

_LETTERS = words("e x t u")  # `e-mail`, `X-ray`
_CAPITAL_LETTERS = frozenset("BCDFGHJKLMNOPQRSVWYZ")  # `N-methyl`; `A` and `I` are words
_ARABIC = words("al el")
_GERMAN_UNITS = ("jährig", "tägig", "monatig", "stündig", "minütig", "köpfig", "prozentig", "fach")
_FIRST_PARTS = read_words("first-parts")
_SECOND_PARTS = read_words("second-parts")
_SUFFIXES = read_words("suffixes")
_MAY_END_CLAUSE = words(
    "all so on off ever never last next one best better home hand free now out in up down"
)
"""Of the first parts, those that a clause may end with before a dash: `it went on- time is up`."""

_SURE_SUFFIXES = words(
    "based related owned backed sized oriented orientated sponsored funded headed sided minded"
)


def is_compound(left: str, right: str, *, leans_left: bool) -> bool:
    """Check whether the words on both sides of a hyphen are a compound."""
    first = left.lower()
    if first in _ARABIC:
        return right[0].isupper()
    if right.isdigit():
        return _is_numbered_name(left, right, leans_left=leans_left)
    if _has_known_start(left, right) or (first in _QUARTERS and right in _QUARTERS and not leans_left):
        return True
    if not right.islower() or right in FUNCTION_WORDS:
        return False
    if (first in _TENS and right in _UNITS) or _is_pronoun(first, right):
        return True
    if not leans_left and _is_joined_by_grammar(first, right):
        return True
    if left.isdigit():
        return right in _SECOND_PARTS
    return _has_first_part(left, right, leans_left=leans_left)


def _has_known_start(left: str, right: str) -> bool:
    """Check whether a number is before its unit, or a part that begins names before a capital."""
    if left.isdigit() and right.lower().startswith(_GERMAN_UNITS):
        return True
    return right[0].isupper() and (left in _STARTS_OF_NAMES or left in _NATIONS)


def _is_pronoun(first: str, right: str) -> bool:
    """Check whether two words are a pronoun: `elle-même`, `какой-либо`, `будь-яка`."""
    return right in _ENDS or (first == _SOMEBODY[0] and right.startswith(_SOMEBODY[1]))


def _is_joined_by_grammar(first: str, right: str) -> bool:
    """Check whether a hyphen that leans on the second of two words joins them in all texts of a language.

    A verb and its subject in French, a pronoun and `то` in Russian, two adjectives in Czech and Polish.
    """
    return (
        (right in _SUBJECTS and len(first) > 1)
        or (first, right) == _MAYBE
        or (right == "то" and _RUSSIAN_PRONOUN.match(first) is not None)
        or (_HALF_ADJECTIVE.search(first) is not None and _ADJECTIVE.match(right) is not None)
    )


def _is_numbered_name(left: str, right: str, *, leans_left: bool) -> bool:
    """Check whether a name has a number: a disease, an aircraft."""
    return len(right) == 2 and left[0].isupper() and len(left) > 3 and (left.isupper() or leans_left)


def _has_first_part(left: str, right: str, *, leans_left: bool) -> bool:
    """Check whether a word is a prefix, a letter or a first part that makes a compound of a small word."""
    first = left.lower()
    if first in PREFIXES or first in _LETTERS or (leans_left and left in _CAPITAL_LETTERS):
        return len(right) > 2
    if leans_left:  # it may be suspended, or a dash
        listed = right in _SECOND_PARTS and left in _FIRST_PARTS - _MAY_END_CLAUSE
        return len(right) > 3 and (left in _NEVER_LAST or right in _SURE_SUFFIXES or listed)
    if first in _OPENERS:
        return len(right) > 3
    return len(left) > 1 and (right in _SUFFIXES or (right in _SECOND_PARTS and first in _FIRST_PARTS))
