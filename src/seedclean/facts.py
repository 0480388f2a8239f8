r"""Facts: what a text holds anywhere, found for all rules by one call of the native code.

Most texts have nothing that most rules ask for. A rule that declares what it
needs is not called for a text without it, and a text in which no rule has
what it needs costs that one call.

A fact is a bit of one number; `facts_of` gives those of a document. A need
says which facts there must be: `characters("&")`, `flag(RIGHTS) | PAGE`,
`characters("-") & pair(" -", "- ")`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from seedclean.once import once, prepared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from seedclean.document import Document
    from seedclean.edits import Edit
    from seedclean.native.binding import FactSearch, LineFlags, RepeatSearch

    Tables = tuple[LineFlags, RepeatSearch, Sequence[str], Sequence[str], tuple[int, int]]
    """What the native code needs of the cleaners: the words and marks of the flags of lines, the search
    for repeats, the beginnings of refusals and of notices, and the fewest and the most letters of a month."""

    Questions = tuple[Callable[[str], int], Callable[[str], bool], Callable[[list[str]], bool]]
    """What Python finds: as which notices the sentences of a text begin, whether a line may be a phrase
    of a site, and whether lines may be copies of each other."""

_FIRST_FLAG = 21  # above the kinds of pairs
_REPEAT, _FEW, _MANY, _START, _OPENING, _DATE = (1 << bit for bit in range(37, 43))
_FIRST_CHARACTER = 43
_CHARACTERS = (
    *(
        "0",  # any digit; first, as a string needs the last of its characters that have a fact
        "&",
        "<",
        ">",
        "\r",
        "\ufeff",
        "`",
        ":：",
        "@",
        "'’",
        '"“„«',
        "([",
        "￭▁⁇Ġา",  # marks of tokenizers, and the commonest vowel of Thai: there is no bit left for it alone
        "#",
        "|",
        "·•\uf0b7\uf0a7\uf0d8\uf0fc\uf076",
        "/»›→",
        "=\\",
        "\n",
    ),
    "-",
)
"""The characters that have a fact, those of a group together."""

_COUNTABLE = ("-",)
"""The last groups: two of one are a fact, too."""

_ENDS = '\n.!?…。！？"”»)]|•·'
"""What may be in front of a sentence."""

_END = 1 << (_FIRST_FLAG + 15)
"""The bit of what may end a sentence, which is no fact: that of the last flag, which no rule needs."""

_COUNTS, _LANGUAGES, _PHRASE, _COPIES, _SEVERAL = (1 << bit for bit in range(64, 69))
"""The facts of documents, and those that Python finds."""

_FIRST_OPENING = 69
"""The bit of a sentence that begins as a notice of the first flag; those of the others are above it."""

_OF_PAGES = (0xFFFF << _FIRST_OPENING) | _PHRASE | _COPIES | _SEVERAL
"""What a page is said to have without a look."""

_LONGEST_COMPARED = 20_000
"""Characters of a text of which the lines are compared; for more the room that it takes would be too much."""

FEW_LINES = 3
SEVERAL_LINES = 5
MANY_LINES = 8
_BIT_OF = {
    character: 1 << bit for bit, group in enumerate(_CHARACTERS, _FIRST_CHARACTER) for character in group
}


class Needs(NamedTuple):
    """The facts that a text must have so that a rule may find something in it."""

    masks: tuple[int, ...] = ()  # facts of which one must hold, for each of several needs
    texts: tuple[str, ...] = ()  # strings of which one must be in the text; none where that is not needed

    def __and__(self, other: Needs) -> Needs:
        """Need both, as in `characters("-") & several_lines()`."""
        return Needs(self.masks + other.masks, self.texts or other.texts)

    def __or__(self, other: Needs) -> Needs:
        """Need one of them, as in `PAGE | DATE`; neither may be a need of strings."""
        if self.texts or other.texts:
            raise TypeError("needs of texts cannot be joined by `|`; give all the texts in one")
        return Needs(tuple(one | another for one in self.masks for another in other.masks))

    def hold(self, facts: int) -> bool:
        """Check whether a text may have what is needed, as far as its facts say.

        >>> (characters("-") & several_lines()).hold(characters("-").masks[0])
        False
        """
        return all(map(facts.__and__, self.masks))

    def are_in(self, text: str) -> bool:
        """Check whether one of the strings is in a text."""
        for needed in self.texts:
            if needed in text:
                return True
        return not self.texts


def needs_of(said: str | Iterable[str] | Needs) -> Needs:
    """Make the needs of a rule from what its decorator was given.

    >>> needs_of("&") == characters("&"), needs_of(("ab", "c"))
    (True, Needs(masks=(), texts=('ab', 'c')))
    """
    if isinstance(said, Needs):
        return said
    texts = (said,) if isinstance(said, str) else tuple(said)
    bits = [max((_BIT_OF.get(character, 0) for character in text), default=0) for text in texts]
    masks = (_any_of(bits),) if bits and all(bits) else ()
    same = {character for character, bit in _BIT_OF.items() if masks and bit & masks[0]}
    return Needs(masks, () if same and same == set(texts) else texts)  # the facts say all


def characters(some: str) -> Needs:
    """Need one of some characters, which must be among those that have a fact; `0` is any digit."""
    return Needs((_any_of(_BIT_OF[character] for character in some),))


def two(character: str) -> Needs:
    """Need a character twice; the hyphen has a fact for that."""
    return Needs((_BIT_OF[character] << len(_COUNTABLE),))


def pair(*names: str) -> Needs:
    """Need an odd pair of characters, by the names that `seedclean.analysis.pairs` gives them."""
    from seedclean.analysis.char_bigrams import kinds_of_pairs

    return Needs((kinds_of_pairs(*names),))


def suspects() -> Needs:
    """Need a pair of characters that may be mojibake."""
    from seedclean.analysis.char_bigrams import SUSPECT

    return Needs((SUSPECT,))


def flag(flags: int) -> Needs:
    """Need a line with one of some flags of `seedclean.cleaners.boilerplate.flag_bits`."""
    return Needs((flags << _FIRST_FLAG,))


def opening(flags: int) -> Needs:
    """Need a sentence that begins as notices of some flags do; a page is said to have all without a look."""
    return Needs((flags << _FIRST_OPENING,))


def has_few_lines(document: Document) -> bool:
    """Check what `few_lines` needs; a rule that wants more than a sentence or two asks it, too."""
    return len(document.lines) >= FEW_LINES


def several_lines() -> Needs:
    """Need five lines, blank ones too."""
    return Needs((_SEVERAL,))


def few_lines() -> Needs:
    """Need three lines, blank ones too."""
    return Needs((_FEW | _MANY,))


PAGE = Needs((_MANY,))
"""So many lines, blank ones too, as the line model needs."""

PHRASE = Needs((_PHRASE,))
"""One of several lines that begins as phrases of sites do; a page is said to have one without a look."""

COPIES = Needs((_COPIES,))
"""Two of several lines that have much in common; a page is said to have such lines without a look."""

DATE = Needs((_DATE,))
"""A place at which a date may be."""

REPEATS = Needs((_REPEAT,))
"""A line in which a word or a group of words follows itself."""

REFUSAL = Needs((_START,))
"""A line that begins as an answer of a chat model does that has no mark of its own."""

COUNTS = Needs((_COUNTS,))
"""A document of a site whose lines were counted."""

LANGUAGES = Needs((_LANGUAGES,))
"""A document of which some languages are wanted."""


def facts_of(document: Document) -> int:
    """The facts of a document.

    >>> from seedclean.document import Document
    >>> from seedclean.facts import characters, facts_of
    >>> facts = facts_of(Document("Fish & chips"))
    >>> characters("&").hold(facts), characters("-").hold(facts)
    (True, False)
    """
    found = _of_text(document.text)
    if document.counts is not None:
        found |= _COUNTS
    if document.languages:
        found |= _LANGUAGES
    return found


def may_have(document: Document, flags: int) -> bool:
    """Check whether any line of a document may have one of some flags of lines."""
    return (document.view(facts_of) | _END) & (flags << _FIRST_FLAG) != 0


def find_opening_rows(document: Document) -> list[int]:
    """The rows in which a sentence may begin as notices do, for a closer look."""
    from seedclean.analysis import code_points

    return _search().find_opening_rows(document.view(code_points))


def facts_after(facts: int, text: str, edits: Sequence[Edit]) -> int:
    """The facts of a text after edits: those of the text before, and those of the lines that changed.

    Whole lines that went leave no fact behind that was not there, as every
    fact is of a line or of how many there are.

    Args:
        facts: The facts before.
        text: The text after the edits.
        edits: The edits.
    """
    if not facts & _MANY:  # few lines: some facts are of several together
        return facts | _of_text(text, facts)
    changed: list[str] = []
    known = shift = 0  # up to where the text is looked at
    for start, old, new, _ in edits:
        if "\n" in new:
            return facts | _of_text(text)
        place = start + shift
        shift += len(new) - len(old)
        low = text.rfind("\n", 0, place) + 1
        if not new and low == place and (old.endswith("\n") or place == len(text)):
            continue
        high = text.find("\n", place + len(new))
        high = len(text) if high < 0 else high
        if high > known or not changed:
            changed.append(text[max(low, known) : high])
            known = high
    return facts | _of_text("\n".join(changed)) if changed else facts


def _of_text(text: str, known: int = 0) -> int:
    """The facts of a text; what Python finds is not sought where it is known already."""
    found = _search()(text.encode("utf-32-le", "surrogatepass"))
    if found & _MANY:
        return found | _OF_PAGES
    if found & _OPENING:
        found |= _questions()[0](text) << _FIRST_OPENING
    return found | _of_lines(text, known) if found & _FEW else found


def _of_lines(text: str, known: int) -> int:
    """The facts of several lines; long ones are said to have all without a look."""
    if len(text) > _LONGEST_COMPARED:
        return _SEVERAL | _PHRASE | _COPIES
    _, may_be_phrase, may_have_copies = _questions()
    lines = list(map(str.strip, text.split("\n")))
    found = _SEVERAL if len(lines) >= SEVERAL_LINES else 0
    if not known & _PHRASE and any(map(may_be_phrase, lines)):
        found |= _PHRASE
    return found | _COPIES if not known & _COPIES and may_have_copies(lines) else found


def _any_of(bits: Iterable[int]) -> int:
    found = 0
    for bit in bits:
        found |= bit
    return found


_PROVIDERS: list[tuple[Callable[[], Tables], Callable[[], Questions]]] = []


def provide(make_tables: Callable[[], Tables], import_questions: Callable[[], Questions]) -> None:
    """Name the functions that give the tables and the questions; the cleaners do so when they are imported.

    Args:
        make_tables: Called once, when facts are first asked for.
        import_questions: Called once, when the native code leaves something open.
    """
    _PROVIDERS[:] = [(make_tables, import_questions)]


@once
def _questions() -> Questions:
    return _PROVIDERS[0][1]()


@once
def _search() -> FactSearch:
    from seedclean.analysis.char_bigrams import WANTED, pair_search
    from seedclean.characters import small_letters
    from seedclean.native.binding import FactSearch

    make_tables, _ = _PROVIDERS[0]
    flags, repeats, starts, openings, name_letters = make_tables()
    return FactSearch(
        _characters(),
        (pair_search(), WANTED),
        (flags, _FIRST_FLAG),
        repeats,
        small_letters(),
        starts,
        openings,
        (FEW_LINES, MANY_LINES, *name_letters),
        (_START, _FEW, _MANY, _REPEAT, _OPENING, _DATE, _END),
        (_any_of(_BIT_OF[character] for character in _COUNTABLE), len(_COUNTABLE)),
    )


@prepared
def _characters() -> bytes:
    """The facts of each near character, and the mark of what ends a sentence."""
    from seedclean.characters import masks, near
    from seedclean.patterns import Pattern

    digits = Pattern(r"\d+").findall(near())
    groups = [(_BIT_OF[group[0]], digits if group == "0" else group) for group in _CHARACTERS]
    table = masks([*groups, (_END, _ENDS)])
    table[-1] |= _BIT_OF["0"]  # where far characters are looked up, some of which are digits
    return table.tobytes()
