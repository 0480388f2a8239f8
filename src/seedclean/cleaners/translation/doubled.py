"""Words, groups of words and sentences that stand twice or loop."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.cleaners.translation.repeats import Repeat, repeated, repeats
from seedclean.cleaners.translation.sentences import is_prose, language_at
from seedclean.cleaners.translation.words import (
    BEFORE_NOUNS,
    FUNCTION_WORDS,
    NEVER_TWICE,
    OFTEN_TWICE,
    TWICE_ANYWHERE,
    words,
)
from seedclean.document import Change, Document
from seedclean.evidence import machine_translated, word_counts
from seedclean.patterns import Pattern
from seedclean.registry import rule

_SENTENCE_END = frozenset(".!?")
_NOT_BETWEEN_SENTENCES = frozenset("©®™{}<>\\|=$*#@~_")
_PER_SLIP = 4_000  # characters
_AROUND = 400  # characters on either side of a seam that are looked at again
_HYPHEN_LOOP = Pattern(r"-(?=([^\W\d_]{3,30})-)")
_ASKS = Pattern(r"\b(?:what|who|how|where|which|all|whatever|there)\b[^.!?]*$")
_CHAIN_LINKS = words(
    "and or by after upon on in to for over from with of the a und oder um für auf an nach et ou par à sur "
    "y o tras a por e dopo su em de na po za и за по"
)
_WORD_ENDS = tuple("ic tion sion ment ness ity ship ism ence ance ing ent ive ous ful".split())
_HYPHENED_OFTEN = words("great ultra super very grand over cha choo blah tut knock pre sub win")


@rule
def doubled_word(document: Document) -> Iterator[Change]:
    r"""Delete the second of two equal words.

    Why: a decoder that loses its place writes a word again.

    Leaves alone: what people write twice, on purpose or by grammar (`had had`, `very very`,
    `nous nous`, `die die`), names (`Bora Bora`), numbers, words with a comma between, all lines
    that are no sentences, and every language that doubles words freely or that is not known.

    >>> from seedclean import show
    >>> print(show(doubled_word, "They said that the the bridge had been closed for a week.\n"))
    - They said that the the bridge had been closed for a week.
    + They said that the bridge had been closed for a week.
    """
    yield from _of_kind(document, "word")


@rule
def word_loop(document: Document) -> Iterator[Change]:
    r"""Delete all but the first copy where a word or a group of words stands three times or more.

    Why: translation systems get caught in loops, and the last copy is often cut off.

    Leaves alone: sounds and emphasis (`la la la`, `very very very`), chants, numbers, names of three
    and lines that are no sentences.

    >>> from seedclean import show
    >>> print(show(word_loop, "The farmer sold the wheat the wheat the wheat to a mill in the valley.\n"))
    - The farmer sold the wheat the wheat the wheat to a mill in the valley.
    + The farmer sold the wheat to a mill in the valley.
    """
    yield from _of_kind(document, "loop")


@rule
def doubled_group(document: Document) -> Iterator[Change]:
    r"""Delete the second of two equal groups of words.

    Why: a decoder that loses its place writes the group again.

    Leaves alone: groups with a comma between that could be meant (`New York, New York`),
    `more and more and more`, lists and lines that are no sentences.

    >>> from seedclean import show
    >>> print(show(doubled_group, "He left the Museum of the Museum of Natural History in the old town.\n"))
    - He left the Museum of the Museum of Natural History in the old town.
    + He left the Museum of Natural History in the old town.
    """
    yield from _of_kind(document, "group")


@rule
def repeated_sentence(document: Document) -> Iterator[Change]:
    r"""Delete a sentence that says again, word by word, what the one before it said.

    Why: translation systems that work sentence by sentence give two answers for one.

    Leaves alone: short ones (`I don't know. I don't know.`), which people do say twice.

    >>> from seedclean import show
    >>> text = "The river will rise by another metre tonight. The river will rise by another metre tonight.\n"
    >>> print(show(repeated_sentence, text))
    - The river will rise by another metre tonight. The river will rise by another metre tonight.
    + The river will rise by another metre tonight.
    """
    yield from _of_kind(document, "sentence")


@rule(needs="-")
def hyphen_loop(document: Document) -> Iterator[Change]:
    r"""Delete all but the first copy of a word that loops across hyphens.

    Why: prefixes are where translation systems get caught most easily.

    Leaves alone: two copies, `great-great-great-grandmother`, sounds (`choo-choo-choo`).

    >>> from seedclean import show
    >>> print(show(hyphen_loop, "She was elected Vice-Vice-Vice-Chair.\n"))
    - She was elected Vice-Vice-Vice-Chair.
    + She was elected Vice-Chair.
    """
    text = document.text
    end = 0
    for match in _HYPHEN_LOOP.finditer(text):
        word, place = match.group(1), match.start()
        if place < end or text[place - len(word) : place] != word or _joined(text, place - len(word)):
            continue
        end = place
        while text.startswith(word, end + 1) and text[end] == "-":
            end += len(word) + 1
        follows = text[end : end + 1]
        if (end - place) // (len(word) + 1) < 2 or word.lower() in _HYPHENED_OFTEN:
            continue
        if follows == "-" or (len(word) > 4 and not follows.isalnum()):
            yield place, end, ""


def _joined(text: str, place: int) -> bool:
    """Whether what starts at a place is only the rest of a longer word."""
    before = text[place - 1 : place]
    return before == "-" or before == "_" or before.isalnum()


def _of_kind(document: Document, kind: str) -> Iterator[Change]:
    noise = document.view(_noise)
    # One slip in a long text is a slip of the finger; a system that stumbles does so again.
    if kind in ("word", "group") and len(noise) * _PER_SLIP < len(document.text):
        return
    for found, start, end in noise:
        if found == kind:
            yield start, end, ""


def _noise(document: Document) -> list[tuple[str, int, int]]:
    """Every repeat that is noise: its kind, and what should go."""
    found = []
    for row, copies in document.view(repeated).items():
        for repeat in copies:
            kind = _kind(document, row, repeat)
            if kind and not _still_repeats(document.lines[row], repeat):
                start = document.starts[row]
                found.append((kind, start + repeat.kept, start + repeat.end))
    return found


def _still_repeats(line: str, found: Repeat) -> bool:
    """Whether something would still stand twice where the copies went: then nobody knows what was meant."""
    left = line[max(0, found.start - _AROUND) : found.kept]
    right = line[found.end : found.end + _AROUND]
    return any(
        again.start < len(left) < again.end
        and (again.copies > 2 or (found.copies == 2 and again.gap == found.gap))
        for again in repeats(left + right)
    )


def _kind(document: Document, row: int, found: Repeat) -> str:
    """What kind of noise a repeat is, `""` where it is none."""
    if found.copies > 2:
        return "loop" if _noise_in_loop(document, row, found) else ""
    if _SENTENCE_END & set(found.gap) and _long(found):
        if not _NOT_BETWEEN_SENTENCES.isdisjoint(found.gap):
            return ""
        # `He met the old man. The old man sang` goes on where the sentence before it ended.
        goes_on = document.lines[row][found.end : found.end + 1] in (" ", ",")
        return "" if goes_on else "sentence"
    if len(found.words) == 1:
        return "word" if found.gap == " " and _noise_twice(document, row, found) else ""
    line = document.lines[row]
    if (is_prose(document, row) or _within_a_name(line, found)) and _noise_as_group(line, found):
        return "group"
    return ""


def _long(found: Repeat) -> bool:
    return len(found.words) > 5 or (len(found.words) > 4 and found.kept - found.start > 24)


def _noise_twice(document: Document, row: int, found: Repeat) -> bool:
    word = found.words[0]
    if not word.isalpha() or not is_prose(document, row):
        return False
    line = document.lines[row]
    first = line[found.start : found.kept]
    second = line[found.end - len(word) : found.end]
    if second.islower():
        if any(word in never for never in NEVER_TWICE.values()):
            return word in NEVER_TWICE.get(language_at(document, row), ())
        if word in ("is", "was"):
            return language_at(document, row) == "en" and not _ASKS.search(
                line[max(0, found.start - 60) : found.start].lower()
            )
        speaks = language_at(document, row)
        return (
            word not in TWICE_ANYWHERE and speaks in OFTEN_TWICE and len(word) > (2 if speaks == "en" else 4)
        )
    if first.isupper() and second.isupper():
        return len(word) > 1 and machine_translated(document)
    if first.istitle() and second.istitle() and word in NEVER_TWICE.get(language_at(document, row), ()):
        # `The The` are a band, but in `The The Lancet` the name begins with the second.
        starts = found.start == 0 or line[: found.start].endswith((". ", "! ", "? ", "“", '"'))
        return starts and line[found.end + 1 : found.end + 2].isupper()
    if first.istitle() and second.istitle() and len(word) > 5:
        return (
            word.endswith(_WORD_ENDS)
            or document.view(word_counts)[word] > 0
            or (len(word) > 6 and _no_double_name(line[max(0, found.start - 30) : found.start], word))
        )
    return False


def _no_double_name(before: str, word: str) -> bool:
    """Whether a long word in capitals follows a small one: no `Maria Gomez Gomez`, and no `Pago Pago`."""
    return not word.endswith("ez") and before.endswith(" ") and before.split(" ")[-2] in FUNCTION_WORDS


def _noise_in_loop(document: Document, row: int, found: Repeat) -> bool:
    if not any(len(word) > 2 and word.isalpha() for word in found.words):
        return False
    if "\t" in found.gap:
        return False  # the cells of a table
    if found.copies > 7:
        return True
    if _SENTENCE_END & set(found.gap) and not _long(found) and found.copies < 5:
        return False
    if len(found.words) > 1:
        if found.copies < 4 and (
            (found.gap == ", " and len(found.words) < 3) or max(map(len, found.words)) < 4
        ):
            return False  # `and so on and so on and so on`
        if found.chained and found.copies < 5:  # `miles and miles and miles`
            return False
        if found.gap == ", " and any(
            word.split("'")[0].split("’")[0] in FUNCTION_WORDS for word in found.words
        ):
            return False  # `I'll sail, I'll sail, I'll sail`
        return is_prose(document, row) or (found.gap in (" ", ", ") and len(found.words) * found.copies > 7)
    word = found.words[0]
    if len(word) < 3 or not word.replace("-", "").isalpha() or word in TWICE_ANYWHERE:
        return False
    line = document.lines[row]
    small = line[found.end - 1].islower() and line[found.start].islower()
    if found.gap == " ":
        if found.copies == 3 and small and len(word) < 5:  # `pay pay pay`; not `in a large town town town`
            before = line[max(0, found.start - 40) : found.start].lower().split()[-3:]
            return is_prose(document, row) and not BEFORE_NOUNS.isdisjoint(before)
        # A row of buttons has nothing else on its line.
        cut = not line.lower().endswith(word, 0, found.end)
        alone = not cut and len(line.split()) < found.copies + 2
        return is_prose(document, row) or (found.copies > 3 and not alone)
    return found.gap == ", " and found.copies > 3 and len(word) > 3 and not small


def _within_a_name(line: str, found: Repeat) -> bool:
    """Whether a group goes on with a name that began before it: `Old Church of the Church of the Mill`."""
    group = line[found.start : found.kept].split()
    before = line[: found.start].split()
    return (
        found.gap == " "
        and len(group) > 2
        and len(before) > 1
        and before[-1][:1].isupper()
        and group[0][:1].isupper()
        and not FUNCTION_WORDS.isdisjoint(group)
    )


def _noise_as_group(line: str, found: Repeat) -> bool:
    words = found.words
    if len(words) == 2 and not words[1].isalpha():
        return False  # `Formula 1 Formula 1`, a section and a headline
    idiom = len(words) == 2 and not _CHAIN_LINKS.isdisjoint(words)  # `step by step by step`
    if (found.chained and idiom) or not any(
        len(word) > 3 and word.isalpha() and word not in TWICE_ANYWHERE for word in words
    ):
        return False
    if found.gap in (" ", ") (", "“ ", "” "):
        # `the theft of bread, the theft of bread rolls` goes through a list.
        return len(words) > 5 or "," not in line[found.start : found.kept]
    if found.gap != ", ":
        return False
    name = any(letter.isupper() for letter in line[found.start + 1 : found.kept])
    if len(words) > 4:
        return True
    # A name or a thing between two commas, twice: `to hold the flood, the flood, when it came`.
    return line.startswith(",", found.end) and (
        (len(words) > 2 and name) or words[0] in ("the", "der", "die", "das")
    )
