"""The groups of words and the sentences that are doubled by mistake, and those that people say twice."""

from __future__ import annotations

from seedclean.cleaners.translation.noise_words import ASKS, RELATES
from seedclean.cleaners.translation.repeat_site import (
    Site,
    count_near,
    is_about_language,
    is_among_cries,
    is_code,
    is_cry,
    is_exercise,
    is_in_speech,
    is_of_unknown_language,
    is_said_again,
    is_set_off,
)
from seedclean.cleaners.translation.sentences import certain_language_at, is_prose, is_text
from seedclean.cleaners.translation.words import (
    BEFORE_NOUNS,
    CHAIN_LINKS,
    ENDS_CLAUSE,
    FUNCTION_WORDS,
    NOUN_FOLLOWS,
    PERSONS,
    TWICE_ANYWHERE,
    words,
)

_LONG_PHRASE = 14  # characters
_LONGEST_LINK = 3  # words of a group that is noise although its first word follows once more
_LONGEST_COMMON = 6  # letters of `and that is why`, with which a speaker begins again
_SPEAKERS = words("i i'm i’m i've i’ve ich je yo io eu ik já ja я")
_MARKS_OF_ITEMS = (" - ", " – ", " * ", " + ", " • ")
_NOT_BETWEEN_SENTENCES = frozenset("©®™{}<>\\|=$*#@~_")
_REFLEXIVE = words("se si s'")
_SECONDS = words("second sec secondo seconde sekunde sekund segundo")
_PREPOSITIONS = words("of in for with by from von für mit de des du di da del z w v ve")


def is_group_twice(site: Site) -> bool:
    """Check whether a group of words that follows itself is noise, whatever the document is."""
    found = site.found
    if not (is_prose(site.document, site.row) or _goes_on_with_a_name(site) or _is_in_headline(site)):
        return False
    if _breaks_off(site):
        return True
    if _may_come_twice(site):
        return False
    if found.gap in (" ", ") (", "“ ", "” "):
        # `the theft of bread, the theft of bread rolls` goes through a list.
        return len(found.words) > 5 or "," not in site.first
    return found.gap == ", " and _is_apposition(site)


def _may_come_twice(site: Site) -> bool:
    """Check whether people write a group like this twice: by its numbers, as an idiom, or of small words."""
    found = site.found
    if found.words[0].isdigit() and len(found.words) > 2:
        return True  # items of a list that is numbered `1.` throughout
    if any(mark in site.first for mark in _MARKS_OF_ITEMS):
        return True  # or of one with marks
    if len(found.words) == 2 and not found.words[1].isalpha():
        return True  # `Formula 1 Formula 1`, a section and a headline
    if _is_chain(site):
        return True
    return not any(len(word) > 3 and word.isalpha() and word not in TWICE_ANYWHERE for word in found.words)


def _is_chain(site: Site) -> bool:
    """Check whether two words are links of a chain: `step by step by step`, not `on duty on duty on the`."""
    found = site.found
    if not found.chained or len(found.words) != 2 or CHAIN_LINKS.isdisjoint(found.words):
        return False
    begins_with_link = found.words[0] in CHAIN_LINKS and found.words[1] not in CHAIN_LINKS
    goes_on = site.behind.lower().split()[:2]
    return not (begins_with_link and len(goes_on) > 1 and goes_on[1] in BEFORE_NOUNS)


def _breaks_off(site: Site) -> bool:
    """Check whether small words alone come twice, and a noun must follow them: `and its and its allies`."""
    found = site.found
    return (
        found.gap == " "
        and found.words[-1] in NOUN_FOLLOWS.get(certain_language_at(site.document, site.row), ())
        and FUNCTION_WORDS.issuperset(found.words)
        and not found.chained
        and site.behind[:1] == " "
        and site.behind[1:2].isalpha()
    )


def _is_in_headline(site: Site) -> bool:
    """Check whether four words and more come twice in a headline: `Now To Sell the Mill To Sell the Mill`.

    Two are enough behind a preposition: `A Year of drunk driving drunk driving in Town`.
    """
    before = site.before.split()
    if site.found.gap != " " or not before or not is_text(site.document, site.row):
        return False
    return len(site.found.words) > 3 or (before[-1] in _PREPOSITIONS and site.first.islower())


def _is_apposition(site: Site) -> bool:
    """Check whether a name or a thing is between two commas, twice: `hold the flood, the flood, when`."""
    found = site.found
    if len(found.words) > 4 or (len(found.words) > 3 and _is_long_phrase(site)):
        return True
    name = any(letter.isupper() for letter in site.first[1:])
    article = found.words[0] in ("the", "der", "die", "das")
    return site.behind.startswith(",") and ((len(found.words) > 2 and name) or article)


def _is_long_phrase(site: Site) -> bool:
    """Check whether four words are of a sentence that goes on, and no person speaks: he may begin again."""
    found = site.found
    return (
        len(site.first) > _LONG_PHRASE
        and site.behind[:1] == " "
        and site.behind[1:2].isalpha()
        and PERSONS.isdisjoint(found.words)
        and (not site.first[1:].islower() or max(map(len, found.words)) > _LONGEST_COMMON)
    )


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


def is_listed_again(site: Site) -> bool:
    """Check whether copies with a comma between are on every hand: the text insists."""
    return site.found.gap == ", " and count_near(site) > site.found.copies + 1


def is_insisted_on(site: Site) -> bool:
    """Check whether a person says a thing twice: `I could not eat for the heat, the heat, and`."""
    return site.found.gap == ", " and _speaks(site)


def _speaks(site: Site) -> bool:
    return not _SPEAKERS.isdisjoint(site.line.lower().split())


def is_chain_of_clauses(site: Site) -> bool:
    """Check whether a person begins a third clause: `My mother was ill and her mother was ill and her`."""
    return site.found.chained and len(site.found.words) > _LONGEST_LINK and _speaks(site)


def is_sound(site: Site) -> bool:
    """Check whether a word of the group is twice behind it: `chiff chaff chiff chaff chiff chiff`."""
    found, behind = site.found, site.behind.lower().split()
    return found.gap == " " and len(behind) > 1 and behind[0] == behind[1] and behind[0] in found.words


def is_clause_of_itself(site: Site) -> bool:
    """Check whether the end of a question is the verb of its clause: `what was said was said`."""
    if site.found.words[0] in _REFLEXIVE and RELATES.search(site.before.lower()) is not None:
        return True  # `lo que se recibe se recibe`
    return not ENDS_CLAUSE.isdisjoint(site.found.words) and ASKS.search(site.before.lower()) is not None


def is_rate(site: Site) -> bool:
    """Check whether a group divides by a second, as an acceleration does: `9.8 m per second per second`."""
    return site.found.words[0] == "per" and site.found.words[-1] in _SECONDS


def is_sentence_twice(site: Site) -> bool:
    """Check whether a sentence that follows itself is noise, whatever the document is."""
    found = site.found
    if not _NOT_BETWEEN_SENTENCES.isdisjoint(found.gap):
        return False
    # `He met the old man. The old man sang` goes on where the sentence before it ended.
    return site.behind[:1] not in (" ", ",")


def is_said(site: Site) -> bool:
    """Check whether a person speaks: `Get your feet off the table. Get your feet off the table.`."""
    return not PERSONS.isdisjoint(site.found.words)


MEANT = (
    is_set_off,
    is_about_language,
    is_exercise,
    is_in_speech,
    is_code,
    is_of_unknown_language,
    is_double_name,
    is_last_word,
    is_clause_of_itself,
    is_rate,
    is_listed_again,
    is_insisted_on,
    is_chain_of_clauses,
    is_sound,
)
"""What people write twice on purpose, of groups of words."""

SENTENCES_MEANT = (
    is_in_speech,
    is_about_language,
    is_exercise,
    is_code,
    is_cry,
    is_of_unknown_language,
    is_said,
    is_said_again,
    is_among_cries,
)
"""The same of sentences."""
