"""Hyphens that are apart from their words, and words that loop across hyphens."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.analysis import count_words, likely_language, pairs
from seedclean.cleaners.translation.compounds import PREFIXES, is_compound
from seedclean.cleaners.translation.noise_words import is_statement
from seedclean.cleaners.translation.sentences import is_prose, is_spoken, language_at
from seedclean.cleaners.translation.subjects import is_about_hyphens
from seedclean.cleaners.translation.words import FUNCTION_WORDS, GERMAN_FUNCTION_WORDS, words
from seedclean.document import Change, Document
from seedclean.facts import needs_of, pair, two
from seedclean.patterns import Pattern, find_all
from seedclean.registry import rule

# A word or a score, with nothing that it belongs to before it.
_BEFORE = Pattern(r"(?:^|[^\w:.'’\\-]|\w-)([^\W_]{1,20}|\d{1,3}[:-]\d{1,3})$")
_BEHIND = Pattern(r"[^\W_]{1,20}(?![\w=:])")

_SMALL_WORDS = FUNCTION_WORDS | GERMAN_FUNCTION_WORDS
_BEFORE_MEASURE = words("a an the this that its his her their our")
_CLOCK = Pattern(r" ?(?:[ap]\.?m\b|Uhr\b|h\b|:\d|[.,]\d|%)")
_MODEL = Pattern(r"\d{1,3}[A-BD-EG-Z]{1,2}$")  # `-52M`; `C` and `F` are degrees
_CHAIN = Pattern(r"(?:of|in|to|by|at|on|and|up|off|for|the)(?:-[a-z]{1,20}){1,4}(?![\w=])")
_CHAIN_BEFORE = Pattern(r"(?<![\w-])[a-z]{2,20} ?-(?:of|in|to|by|at|on|and|up|off|for)-(?:the|a|an)$")

_FIRST_OTHER_SCRIPT = "\u0530"
_LEFT_PIECE = Pattern(r"(?<![\w-])[^\W\d_]{2,28}$")
_RIGHT_PIECE = Pattern(r"([a-zß-ÿĀ-žа-џ]{2,28}[.,;:!?)]?)(?: |(?=\n))")
_MARKS_BEHIND = ".,;:!?)"
_PARTICIPLE = Pattern(r"-[a-z]{3,20}(?:ed|ing)\b")
_HYPHEN_LOOP = Pattern(r"-(?=([^\W\d_]{3,30})-)")
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LONGEST_NAME = 60  # characters of two words
_HYPHENED_OFTEN = words(
    "great ultra super mini mega giga hyper very grand over cha choo blah tut knock pre sub win"
)


@rule(needs=needs_of("-") & two("-"))
def hyphen_loop(document: Document) -> Iterator[Change]:
    r"""Delete all but the first copy of a word that loops across hyphens.

    Why: prefixes are where translation systems get caught most easily.

    Leaves alone: two copies (but of `pre-` and the like before a participle), sounds (`choo-choo-choo`, or
    two words and more that are nothing but a loop, as the calls of birds),
    `great-great-great-grandmother`.

    >>> from seedclean import show
    >>> print(show(hyphen_loop, "She was elected Vice-Vice-Vice-Chair.\n"))
    - She was elected Vice-Vice-Vice-Chair.
    + She was elected Vice-Chair.
    """
    loops = list(_loops(document))
    alone = {word for _, end, word in loops if not document.text.startswith("-", end)}
    for place, end, _ in loops:
        if len(alone) == 1 or document.text.startswith("-", end):
            yield place, end, ""


def _loops(document: Document) -> Iterator[tuple[int, int, str]]:
    """The loops, but for those that may be meant: where the copies start and end, and the word."""
    text = document.text
    end = 0
    for match in _HYPHEN_LOOP.finditer(text):
        word, place = match.group(1), match.start()
        if (
            place < end
            or text[place - len(word) : place] != word
            or _is_rest_of_word(text, place - len(word))
        ):
            continue
        end = place
        while text.startswith(word, end + 1) and text[end] == "-":
            end += len(word) + 1
        follows = text[end : end + 1]
        if word.lower() in _HYPHENED_OFTEN:
            if word != "pre" or not _is_participle(document, place, end):
                continue
        elif (end - place) // (len(word) + 1) < 2 and not _is_participle(document, place, end):
            continue
        if follows == "-" or (len(word) > 4 and not follows.isalnum()):
            yield place, end, word


@rule(needs="-\n")
def line_end_hyphen(document: Document) -> Iterator[Change]:
    r"""Join a word that a hyphen broke at the end of a line, where the text has it in one piece elsewhere.

    Why: in a text that was taken from a printed page the hyphen is of the page, not of the word.

    Leaves alone: words that the text has with a hyphen, or never in one piece; verse, and syllables of songs.

    >>> from seedclean import show
    >>> print(show(line_end_hyphen, "The town and its govern-\nment met; no other government came.\n"))
    - The town and its govern-
    - ment met; no other government came.
    + The town and its government
    + met; no other government came.
    """
    text, counts = document.text, document.view(count_words)
    for place in find_all(text, "-\n"):
        left, right = (
            _LEFT_PIECE.search(text[max(0, place - 30) : place]),
            _RIGHT_PIECE.match(text, place + 2),
        )
        if left and right and not document.view(is_spoken):
            piece = right.group(1).rstrip(_MARKS_BEHIND)
            word = left.group() + piece
            known = counts[word] > text.count("-\n" + word) and piece not in _SMALL_WORDS
            if known and (left.group(), piece) not in document.view(_compounds):
                yield place, right.end(), right.group(1) + ("\n" if right.group().endswith(" ") else "")


def _is_participle(document: Document, place: int, end: int) -> bool:
    """Check whether a participle is behind a prefix that comes twice, and nobody jokes: `pre-pre-set`."""
    row = document.line_at(place)
    return (
        document.text[place + 1 : end].rsplit("-", 1)[-1] in PREFIXES
        and _PARTICIPLE.match(document.text, end) is not None
        and is_statement(document.lines[row])
        and is_prose(document, row)
    )


def _is_rest_of_word(text: str, place: int) -> bool:
    """Check whether what starts at a place is only the rest of a longer word."""
    before = text[place - 1 : place]
    return before == "-" or before == "_" or before.isalnum()


@rule(needs=needs_of("-") & pair(" -", "- "))
def detached_hyphen(document: Document) -> Iterator[Change]:
    r"""Take out the blank before or behind the hyphen of a compound.

    Why: tokenizers set hyphens apart and put them back on one side only.

    Leaves alone: dashes, list marks, suspended hyphens (`two- and three-year`), options of
    commands (`ls -all`), negative numbers, sung syllables (`re- joice` beside `morn- ing`), texts that
    speak of hyphens or of prefixes, a pair of words with the blank on either side by turns, the blank of
    Finnish behind a name (`Old Mill -silta`), and any pair of words that is no common compound and is
    nowhere joined in the document.

    >>> from seedclean import show
    >>> print(show(detached_hyphen, "The mayor paid a high -level visit to the bakery.\n"))
    - The mayor paid a high -level visit to the bakery.
    + The mayor paid a high-level visit to the bakery.
    """
    text, odd = document.text, document.view(pairs)
    found = []
    commands, sung = set(), set()
    for needle in (" -", "- "):
        for place in odd.get(needle, ()):
            if text[place - 1 : place].isspace() or text[place + 2 : place + 3].isspace():
                continue  # a dash or a list mark
            joins = _joins(document, place)
            if joins and needle == " -" and _is_behind_name(document, place):
                continue
            if joins:
                found.append(place)
            elif joins is None and needle == " -":
                commands.add(document.line_at(place))
            elif joins is None and text[place - 1].islower() and not _is_suspended(text, place):
                sung.add(document.line_at(place))
    for place in _without_shown(document, found):
        row = document.line_at(place)
        # Beside an option, or a dash that leans on its word, a compound may be one as well; beside
        # a syllable (`the morn- ing song`) a prefix may be one (`re- joice`).
        if row not in commands and not (row in sung and _is_syllable(text, place)):
            yield place, place + 2, "-"


def _without_shown(document: Document, places: list[int]) -> list[int]:
    """The places but for examples: in a text about hyphens, or of words with the blank on either side."""
    if not places or is_about_hyphens(document):
        return []
    text = document.text
    sides: dict[tuple[str, str], set[str]] = {}
    for place in places:
        sides.setdefault(_words_beside(text, place), set()).add(text[place])
    return [place for place in places if len(sides[_words_beside(text, place)]) == 1]


def _words_beside(text: str, place: int) -> tuple[str, str]:
    """The words beside a hyphen and a blank."""
    left = _BEFORE.search(text[max(0, place - 22) : place])
    right = _BEHIND.match(text, place + 2)
    return (left.group(1) if left else "", right.group() if right else "")


def _is_suspended(text: str, place: int) -> bool:
    """Check whether a hyphen waits for a later word: `two- and three-year`."""
    right = _BEHIND.match(text, place + 2)
    return right is not None and right.group().lower() in _SMALL_WORDS


def _is_behind_name(document: Document, place: int) -> bool:
    """Check whether a hyphen with its blank is behind a name of two words, where it may be Finnish."""
    text = document.text
    name = text[max(0, place - _LONGEST_NAME) : place].rpartition("\n")[2].split()[-2:]
    if len(name) < 2 or not text[place + 2].islower() or not all(word[0].isupper() for word in name):
        return False
    return not language_at(document, document.line_at(place))


def _is_syllable(text: str, place: int) -> bool:
    """Check whether what is before a hyphen is a prefix."""
    left = _BEFORE.search(text[max(0, place - 22) : place])
    return text[place] == "-" and left is not None and left.group(1).lower() in PREFIXES


def _joins(document: Document, place: int) -> bool | None:
    """Check whether the words beside a hyphen and a blank belong together; `None` where they cannot."""
    text = document.text
    left = _BEFORE.search(text[max(0, place - 22) : place])
    right = _BEHIND.match(text, place + 2)
    if left is None or right is None or len(right.group()) < 2:
        return None if text[place + 2 : place + 3].isalpha() else False
    if text[right.end() : right.end() + 1] == "-" and not text[right.end() + 1 : right.end() + 2].isalnum():
        return None  # `a shop -the old one- is sold`
    if _belong(document, place, left.group(1), right.group()) or _is_in_chain(
        text, place, left.group(1), right.group()
    ):
        return True
    return False if right.group().isdigit() else None


def _is_in_chain(text: str, place: int, left: str, right: str) -> bool:
    """Check whether small words are joined before or behind a hyphen: `state -of-the- art`.

    Words that all hang on a hyphen (`in- of- to-`) are no chain, and would be joined one a round.
    """
    if text.endswith("- ", 0, place - len(left)):
        return False
    end = place + 2 + len(right)
    before = text[max(0, place - 40) : place]
    return _CHAIN.match(text, place + 2) is not None or (
        text[place] == "-" and _CHAIN_BEFORE.search(before) is not None and not text.startswith("-", end)
    )


def _belong(document: Document, place: int, left: str, right: str) -> bool:
    if right.isdigit() and (left.isdigit() or _CLOCK.match(document.text, place + 2 + len(right))):
        return False  # `84 -53`, `Sunday- 12 pm`
    return (
        is_compound(left, right, leans_left=document.text[place] == "-")
        or _is_measure(document, place, left, right)
        or (_MODEL.match(right) is not None and left.isalpha() and left[0].isupper() and len(left) < 5)
        or (left, right) in document.view(_compounds)
        or _belongs_to_german_noun(document, place, left, right)
    )


def _compounds(document: Document) -> frozenset[tuple[str, str]]:
    """The pairs of words that the document joins by a hyphen elsewhere."""
    text = document.text
    found = set()
    for place in find_all(text, "-"):
        left = _BEFORE.search(text[max(0, place - 22) : place])
        right = _BEHIND.match(text, place + 1)
        if left and right and right.group().lower() not in _SMALL_WORDS:
            pair = left.group(1), right.group()
            if not (pair[0].isdigit() and pair[1][0].isupper()) and not _are_of_two_scripts(*pair):
                found.add(pair)  # but not `10-Ruiz`, a player
            if _MODEL.match(pair[1]):  # where there is a `Ka-52M`, there is a `Ka-52`
                found.add((pair[0], pair[1].rstrip(_CAPITALS)))
    return frozenset(found)


def _are_of_two_scripts(left: str, right: str) -> bool:
    """Check whether one of two words is Latin, Greek or Cyrillic and the other is not: a dash parts them."""
    return (left[-1] < _FIRST_OTHER_SCRIPT) != (right[0] < _FIRST_OTHER_SCRIPT)


def _is_measure(document: Document, place: int, left: str, right: str) -> bool:
    """Check whether a number with its noun is between an article and a noun: `a 33- member team`."""
    text = document.text
    if not (left.isdigit() and text[place] == "-" and right.islower()) or right in FUNCTION_WORDS:
        return False
    before = text[max(0, place - len(left) - 12) : place - len(left)].split(" ")
    behind = text[place + 2 + len(right) : place + 4 + len(right)]
    return (
        len(before) > 1
        and before[-1] == ""
        and before[-2].lower() in _BEFORE_MEASURE
        and behind[1:].islower()
    )


def _belongs_to_german_noun(document: Document, place: int, left: str, right: str) -> bool:
    """Check whether the text before a German noun belongs to it; beside a suspended hyphen is `und`."""
    if (
        not (right[0].isupper() and right[1:].islower())
        or {left.lower()} & GERMAN_FUNCTION_WORDS
        or right.lower() in _SMALL_WORDS
    ):
        return False
    if left[0].islower() and document.text[place] == "-":
        return False
    row = document.line_at(place)
    speaks = language_at(document, row) or likely_language(document.lines[row])
    return speaks == "de" and (":" in left or is_prose(document, row))
