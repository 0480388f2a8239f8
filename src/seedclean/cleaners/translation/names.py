"""Names that lost their shape: wrong capitals, lost apostrophes. Only where the document gives evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from seedclean.analysis import count_words, guess_language
from seedclean.cleaners.translation.mt_signals import TRANSLATED, is_translated
from seedclean.cleaners.translation.words import FUNCTION_WORDS, read_words, words
from seedclean.document import Change, Document
from seedclean.facts import pair, two
from seedclean.patterns import Pattern, find_all
from seedclean.registry import rule

_CAPITALS = Pattern(r"(?<![\w'’&./-])[A-Z]{2,12}(?=[\s.,;?!)])")
_LOST = Pattern(r"(?<![\w'’&./-])([A-Z][A-Za-z]{1,20}?)[sS](['’]s|['’])? (?=([A-Za-z]+))")
_SERIES = Pattern(r"(?<![\w-])[A-Z][A-Za-z]{1,3}-\d{1,4}(?![\w-])")
_MODEL = Pattern(r"-(\d{1,4})[A-Z]{1,3}(?![\w-])")  # begins with a character, which is sought fast
_MODEL_LETTERS = Pattern(r"(?<![\w-])[A-Z]{2,4}$")
_LOST_IN = {
    "t": words("don doesn didn isn aren wasn weren hasn haven hadn couldn wouldn shouldn"),
    "ll": words("it you they that there"),
    "s": words("that what there"),
    "ve": words("you they we"),
    "re": words("you they"),
}
"""What is behind the apostrophe of a contraction, and the words before it."""

_CONTRACTIONS = {
    form(word) + end: len(word)
    for end, before in _LOST_IN.items()
    for word in before
    for form in (str, str.title)
}
"""Contractions without their apostrophe, and its place in each."""

_SHORT_WORD = Pattern(r"(?<!\w)[A-Za-z]{4,8}(?!\w)")
_SMALL_WORD = Pattern(r"(?<![^\s(“\"])[A-Z]?[a-z]{2,29}$")
_WORD_ENDS = frozenset(' .,;:?!)\n”"') | {""}
_FAMILY = Pattern(r"\b[Tt]he ([A-Z][a-z]{1,20})s(?=[.,;:!?]| (?![A-Z]{2}))")
_ARTICLES = frozenset(("a", "an", "the", "this", "that", "these", "those", "both", "two", "many", "all"))
_NUMERALS = words("II III IV VI VII VIII IX XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XL LI LV MI DI CD")
_NO_STEM_ENDS = ("s", "x", "z", "an", "ese", "ish", "ist", "crat")
_FAMILIES = read_words("families")
_VERBS = words(
    "said say says told tell went go goes came come comes made make makes took take takes got get gets "
    "left held won lost live lived lives"
)


@rule(needs=TRANSLATED)
def lost_apostrophe(document: Document) -> Iterator[Change]:
    r"""Put back the apostrophe that a name lost before its `s`, or a verb before its `t` or `ll`.

    Why: apostrophes that are taken off before translation do not always come back.

    Leaves alone: documents that do not look machine-translated, and names in those that lost no second
    apostrophe; contractions that are other words (`wont`, `cant`, `ill`, `were`);
    names that end in `s` (`Williams`), families and peoples (`the Clintons`,
    `Russians`), and a name before anything but a noun (`of Chinas to attract`).

    >>> from seedclean import show
    >>> text = "The high -level, first -class, on -site visit to Norway and Iceland. "
    >>> print(show(lost_apostrophe, text + "Norways cows and Icelands sheep.\n"))
    - The high -level, first -class, on -site visit to Norway and Iceland. Norways cows and Icelands sheep.
    + The high -level, first -class, on -site visit to Norway and Iceland. Norway's cows and Iceland's sheep.
    """
    if not is_translated(document):
        return
    text = document.text
    contractions = not _CONTRACTIONS.keys().isdisjoint(_SHORT_WORD.findall(text))
    names = list(_LOST.finditer(text))
    if not contractions and not names:  # the cheap question, before the language is guessed
        return
    if document.view(guess_language) != "en":
        return
    for match in _SHORT_WORD.finditer(text) if contractions else ():
        if match[0] in _CONTRACTIONS:
            place = match.start() + _CONTRACTIONS[match[0]]
            yield place, place, "'"
    for start, end, name in _find_owners(document, names):
        yield start, end, name + "'s"


def _find_owners(document: Document, matches: list[re.Match[str]]) -> list[Change]:
    """The names that lost their apostrophe, and their places; none for one, which may be a slip."""
    found = [lost for match in matches if (lost := _lost(document, match))]
    families = {match.group(1) for match in _FAMILY.finditer(document.text)} if found else set()
    found = [lost for lost in found if lost[2] not in families]
    return found if len({name for _, _, name in found}) > 1 or len(found) > 2 else []


def _lost(document: Document, match: re.Match[str]) -> Change | None:
    """Return the place at which a name lost its apostrophe, and the name; `None` where nothing is lost."""
    stem, mark, noun = match.groups()
    is_small = stem[1:].islower()
    name = stem if is_small else stem.capitalize()
    if not is_small and not (stem.isupper() and document.text[match.end(1)] == "S"):
        return None
    if mark and is_small and len(mark) > 1:  # `James's` has what it needs
        return None
    if not _can_be_owned(noun) or (is_small and _is_name_in_full(document.text, match)):
        return None
    if not _takes_apostrophe(document, name):
        return None
    return match.start(), match.end() - 1, name


def _can_be_owned(word: str) -> bool:
    """Check whether a word may be a noun."""
    return word not in FUNCTION_WORDS and word not in _VERBS and not word.endswith(("izes", "ises", "ifies"))


def _is_name_in_full(text: str, match: re.Match[str]) -> bool:
    """Check whether the word is a name as it is: `the Clintons said`, `a Boston Pops concert`.

    `the Clintons UN speech` can be no family.
    """
    noun = match.group(3)
    before = text[max(0, match.start() - 30) : match.start()].split(" ")[-2:-1]
    is_family = bool(before) and (before[0].lower() == "the" or _is_name(before[0]))
    return is_family and not noun.isupper()


@rule(needs=TRANSLATED)
def name_case(document: Document) -> Iterator[Change]:
    r"""Write a name in capitals as the document writes it elsewhere.

    Why: short foreign names are taken for acronyms (`WU` for `Wu`).

    Leaves alone: documents that do not look machine-translated; capitals that the document
    writes behind an article (`the AI`), Roman numerals behind a name (`Louis XI`), headlines and
    datelines, and words whose small form is no name in this document: the name must start a longer
    name (`Wu Lan`) and must not be in the text as a common word (`wu`).

    >>> from seedclean import show
    >>> text = "A high -level, first -class, on -site visit by Wu Lan. On Friday WU called for calm.\n"
    >>> print(show(name_case, text))
    - A high -level, first -class, on -site visit by Wu Lan. On Friday WU called for calm.
    + A high -level, first -class, on -site visit by Wu Lan. On Friday Wu called for calm.
    """
    if not is_translated(document):
        return
    text = document.text
    names = {capitals.capitalize() for capitals in _CAPITALS.findall(text)}
    wanted = {name for name in names if _is_first_name(document, name)}
    in_capitals: dict[int, bool] = {}
    for match in _CAPITALS.finditer(text):
        if match.group().capitalize() not in wanted:
            continue
        row = document.line_at(match.start())
        if row not in in_capitals:
            in_capitals[row] = document.lines[row].isupper()
        if not in_capitals[row] and not _is_right_in_capitals(text, match):
            yield *match.span(), match.group().capitalize()


def _is_right_in_capitals(text: str, match: re.Match[str]) -> bool:
    """Check whether capitals are beside others (a headline, a dateline), behind an article, or a numeral."""
    before, after = _neighbours(text, match.start(), match.end())
    if before.isupper() or after.isupper() or before.lower() in _ARTICLES:
        return True
    return before[:1].isupper() and before[-1].isalpha() and match.group() in _NUMERALS


@rule(needs=pair("'S"))
def possessive_in_capitals(document: Document) -> Iterator[Change]:
    r"""Write the `s` behind an apostrophe in a small letter.

    Why: `Sadiya'S` is what a system makes of a name that it does not know.

    Leaves alone: words in capitals (`THE MAYOR'S`), and single letters in quotes.

    >>> from seedclean import show
    >>> print(show(possessive_in_capitals, "The mill is Sadiya'S and was her father's.\n"))
    - The mill is Sadiya'S and was her father's.
    + The mill is Sadiya's and was her father's.
    """
    text = document.text
    for mark in ("'S", "’S"):
        for place in find_all(text, mark):
            if (
                _SMALL_WORD.search(text[max(0, place - 30) : place])
                and text[place + 2 : place + 3] in _WORD_ENDS
            ):
                yield place + 1, place + 2, "s"


@rule(needs=two("-") & pair("0A"))
def model_in_capitals(document: Document) -> Iterator[Change]:
    r"""Write the letters of a model as the document writes them in the name of its series.

    Why: systems write a name that they do not know in capitals, and that which is known in the same text not.

    Leaves alone: models of which the document knows no series, or writes one in capitals, too.

    >>> from seedclean import show
    >>> print(show(model_in_capitals, "Beside the old Ka-52 the new KA-52M is faster.\n"))
    - Beside the old Ka-52 the new KA-52M is faster.
    + Beside the old Ka-52 the new Ka-52M is faster.
    """
    text = document.text
    models = list(_models_in_capitals(text))
    series = {match.group() for match in _SERIES.finditer(text)} if models else set()
    for place, letters, number in models:
        small = letters.capitalize()
        if f"{small}-{number}" in series and f"{letters}-{number}" not in series:
            yield place - len(letters), place, small


def _models_in_capitals(text: str) -> Iterator[tuple[int, str, str]]:
    """The hyphen of each model such as `KA-52M`, with the letters and the number around it."""
    for match in _MODEL.finditer(text):
        place = match.start()
        letters = _MODEL_LETTERS.search(text[max(0, place - 5) : place])
        if letters:
            yield place, letters[0], match[1]


def _is_name(word: str) -> bool:
    word = word.replace("'", "").replace("’", "")
    return word.isalpha() and word[0].isupper() and word[1:].islower()


def _is_first_name(document: Document, name: str) -> bool:
    """Check whether the document has a longer name that begins with this one, and never uses it as a word."""
    counts = document.view(count_words)
    if not counts[name] or counts[name.lower()]:
        return False
    return document.view(_name_starts)[name] > 0 and document.view(_behind_articles)[name.upper()] == 0


def _takes_apostrophe(document: Document, name: str) -> bool:
    counts = document.view(count_words)
    if name.endswith(_NO_STEM_ENDS) or name in _FAMILIES:
        return False
    if not counts[name] or counts[name.lower()]:
        return False
    return document.view(_behind_articles)[name] == 0


def _neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    """The words before and after a place, `""` where a mark is between."""
    before = text[max(0, start - 40) : start]
    after = text[end : end + 40]
    if not before.endswith(" ") or not after.startswith(" "):
        before = before if before.endswith(" ") else ""
        after = after if after.startswith(" ") else ""
    return (before.split() or [""])[-1], (after.split() or [""])[0]


def _name_starts(document: Document) -> Counter[str]:
    """Count for each capitalised word how often another follows."""
    return Counter(
        word
        for word, after in pairwise(document.text.split())
        if word.isalpha() and word[0].isupper() and after[0].isupper() and not after.isupper()
    )


def _behind_articles(document: Document) -> Counter[str]:
    """Count for each capitalised word how often an article precedes it."""
    return Counter(
        word.rstrip(".,;:?!)")
        for article, word in pairwise(document.text.split())
        if article.lower() in ("a", "an") and word[0].isupper()
    )
