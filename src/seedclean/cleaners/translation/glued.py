"""Words that ran into a small word behind them: `applicationand`, `homesfor`."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.analysis import count_words
from seedclean.cleaners.translation.sentences import certain_language_at, is_prose, language_at
from seedclean.cleaners.translation.words import words
from seedclean.document import Change, Document
from seedclean.facts import few_lines, has_few_lines
from seedclean.patterns import Pattern
from seedclean.registry import rule

_ENDS = Pattern(r"(?<![\w'’@#/.&-])[A-Za-z]?[a-z]{1,28}$")
_BEHIND = r"(?=[ ,]| ?\n)"
_GLUED = {
    "and": Pattern(rf"and(?<=[a-z]{{4}}and){_BEHIND}"),
    "for": Pattern(rf"for(?<=[a-z]{{5}}for){_BEHIND}"),
    "the": Pattern(rf"the(?<=[a-z]{{2}}the){_BEHIND}"),
}
_SENTENCE = Pattern(r"Th(?<=[a-z]{4}Th)(?=(?:e|is|ese|ey|ere) [A-Za-z])")
# No English word goes on with `and` behind these; it does behind others (`thousand`, `island`).
_BEFORE_AND = tuple(
    "d f k v x y z ct et ft it lt ot pt rt ut gn wn rn tion sion ing ness ment ism tions sions ments ings "
    "ies ances ences ations or".split()
)
_NOUNS_BEFORE_FOR = tuple(
    "tion sion ment ness ity ance ence tions sions ments ities ances ences es ts ks rs".split()
)
_BEFORE_THE = words("of and that from with into when is was are at on in by")
_NEVER_STEMS = words("there where here hence forth never honor doctor memor")
_JOINED_NAME = Pattern(r"\b[A-Z]?[a-z]{2,20}[A-Z][a-z]{2,20}\b")
_FEWEST_JOINED = 3  # names such as `DataWorks`: the text is about names, or about code
_FEWEST_KNOWN = 5  # letters: `the err` and `err` do not explain `errand`


@rule(needs=few_lines())
def run_in_word(document: Document) -> Iterator[Change]:
    r"""Put the blank back between an English word and the small word that ran into it.

    Why: blanks get lost where a system puts pieces together, and most often before `and`, `for` and `the`.

    Leaves alone: words that may be English as they are (`thousand`, `understand`, `breathe`, `therefor`),
    what a document writes so twice, names, addresses, texts with several joined names (`DataWorks`), lines
    that are no sentences, and texts of one or two lines. Behind an ending that no such word has
    (`applicationand`) the blank comes back at once; any other word must be in the document by itself.

    >>> from seedclean import show
    >>> text = "The mill sent its applicationand was asked to wait.\nIt is waiting until the spring.\n"
    >>> print(show(run_in_word, text))
    - The mill sent its applicationand was asked to wait.
    + The mill sent its application and was asked to wait.
      It is waiting until the spring.
    """
    if not has_few_lines(document):
        return
    places = [*_find_small_words(document), *_find_sentences(document)]
    if places and len(_JOINED_NAME.findall(document.text)) < _FEWEST_JOINED:  # seldom asked: it is slow
        yield from ((place, place, " ") for place in places)


def _find_small_words(document: Document) -> Iterator[int]:
    """Find the places at which a small word ran into the word before it."""
    text = document.text
    for small, pattern in _GLUED.items():
        for match in pattern.finditer(text):
            first = _ENDS.search(text[max(0, match.start() - 30) : match.start()])
            if first and _runs_in(document, match.start(), first.group(), small):
                yield match.start()


def _find_sentences(document: Document) -> Iterator[int]:
    """Find the places at which a sentence that begins with `The` or the like ran into the one before it."""
    text = document.text
    for match in _SENTENCE.finditer(text):
        place = match.start()
        if (
            _ENDS.search(text[max(0, place - 30) : place])
            and _is_in_english_prose(document, place)
            and _is_written_once(document, place)
        ):
            yield place


def _runs_in(document: Document, place: int, first: str, small: str) -> bool:
    """Check whether a small word ran into the word before it."""
    stem = first.lower()
    if stem in _NEVER_STEMS:
        return False
    if small == "and":
        known = stem.endswith(_BEFORE_AND)
    elif small == "for":
        known = stem.endswith(_NOUNS_BEFORE_FOR)
    else:
        known = stem in _BEFORE_THE
    if not known and (len(stem) < _FEWEST_KNOWN or not document.view(count_words)[first]):
        return False
    return document.view(count_words)[first + small] == 1 and _is_in_english_prose(document, place)


def _is_in_english_prose(document: Document, place: int) -> bool:
    row = document.line_at(place)
    return (
        is_prose(document, row) and (language_at(document, row) or certain_language_at(document, row)) == "en"
    )


def _is_written_once(document: Document, place: int) -> bool:
    """Check whether the run of letters around a place is nowhere else in the document."""
    text = document.text
    low, high = text.rfind(" ", 0, place) + 1, text.find(" ", place)
    return text.count(text[low:high]) == 1
