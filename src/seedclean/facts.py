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

from seedclean.once import once

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable, Sequence

    from seedclean.document import Document
    from seedclean.edits import Edit
    from seedclean.native.binding import FactSearch

_FIRST_FLAG = 16  # above the kinds of pairs
_REPEAT, _FEW, _MANY, _START, _OPENING, _COUNTS, _LANGUAGES = (1 << bit for bit in range(32, 39))
_FIRST_CHARACTER = 39
_CHARACTERS = (
    *(
        "&",
        "<",
        ">",
        "\r",
        "\ufeff",
        "`",
        ":：",
        "@",
        "'’",
        "S",
        '"“„«',
        "([",
        "￭",
        "#",
        "▁",
        "⁇",
        "|",
        "·•\uf0b7\uf0a7\uf0d8\uf0fc\uf076",
        "/»›→",
        "=\\",
    ),
    *("年", "-", "0"),  # `0` is any digit
)
"""The characters that have a fact, those of a group together."""

_COUNTABLE = "-", "0"
"""The last groups: two of one are a fact, too."""

FEW_LINES = 3
MANY_LINES = 8
_BIT_OF = {
    character: 1 << bit for bit, group in enumerate(_CHARACTERS, _FIRST_CHARACTER) for character in group
}


class Needs(NamedTuple):
    """What a text must hold so that a rule may find something in it.

    Attributes:
        masks: Facts of which one must hold, for each of several needs.
        texts: Strings of which one must be in the text; none where that is not needed.
    """

    masks: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()

    def __and__(self, other: Needs) -> Needs:
        """Need both.

        >>> (characters("-") & several_lines()).hold(characters("-").masks[0])
        False
        """
        return Needs(self.masks + other.masks, self.texts or other.texts)

    def __or__(self, other: Needs) -> Needs:
        """Need one of them, neither of which says anything of texts."""
        if self.texts or other.texts:
            raise TypeError("needs of texts cannot be joined by `|`; give all the texts in one")
        return Needs(tuple(one | another for one in self.masks for another in other.masks))

    def hold(self, facts: int) -> bool:
        """Check whether a text may have what is needed, as far as its facts say."""
        return all(map(facts.__and__, self.masks))

    def are_in(self, text: str) -> bool:
        """Check whether one of the strings is in a text."""
        for needed in self.texts:
            if needed in text:
                return True
        return not self.texts


def needs_of(said: str | Iterable[str] | Needs) -> Needs:
    """What a rule needs, from what its decorator was given.

    >>> needs_of("&") == characters("&"), needs_of(("ab", "c"))
    (False, Needs(masks=(), texts=('ab', 'c')))
    """
    if isinstance(said, Needs):
        return said
    texts = (said,) if isinstance(said, str) else tuple(said)
    bits = [max((_BIT_OF.get(character, 0) for character in text), default=0) for text in texts]
    return Needs((_any_of(bits),) if bits and all(bits) else (), texts)


def characters(some: str) -> Needs:
    """Need one of some characters, which must be among those that have a fact; `0` is any digit."""
    return Needs((_any_of(_BIT_OF[character] for character in some),))


def two(character: str) -> Needs:
    """Need a character twice: a hyphen, or a digit, for which `0` is written."""
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


def several_lines() -> Needs:
    """Need three lines, blank ones too."""
    return Needs((_FEW,))


PAGE = Needs((_MANY,))
"""So many lines, blank ones too, as the line model needs."""

OPENING = Needs((_OPENING,))
"""A sentence that begins as notices do; a page is said to have one without a look."""

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


def facts_after(facts: int, text: str, edits: Sequence[Edit]) -> int:
    """The facts of a text after edits: those of the text before, and those of the lines that changed.

    Whole lines that went leave no fact behind that was not there, as every
    fact is of a line or of how many there are.

    Args:
        facts: The facts before.
        text: The text after the edits.
        edits: The edits.
    """
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


def _of_text(text: str) -> int:
    search, opens_notice = _questions()
    found = search(text.encode("utf-32-le", "surrogatepass"))
    return found | _OPENING if found & _MANY or opens_notice(text) else found


def _any_of(bits: Iterable[int]) -> int:
    found = 0
    for bit in bits:
        found |= bit
    return found


@once
def _questions() -> tuple[FactSearch, Callable[[str], bool]]:
    """The search, and what is asked where no page is: both bring tables and patterns along."""
    from seedclean.analysis.char_bigrams import WANTED, pair_search
    from seedclean.cleaners.boilerplate.flag_tables import line_flags
    from seedclean.cleaners.boilerplate.notice_openings import opens_notice
    from seedclean.cleaners.translation.answers import OPENINGS
    from seedclean.cleaners.translation.repeats import repeat_search
    from seedclean.native.binding import FactSearch

    search = FactSearch(
        _characters(),
        (pair_search(), WANTED),
        (line_flags(), _FIRST_FLAG),
        repeat_search(),
        OPENINGS,
        (FEW_LINES, MANY_LINES),
        (_START, _FEW, _MANY, _REPEAT),
        (_any_of(_BIT_OF[character] for character in _COUNTABLE), len(_COUNTABLE)),
    )
    return search, opens_notice


def _characters() -> array[int]:
    from seedclean.characters import masks, near
    from seedclean.patterns import Pattern

    digits = Pattern(r"\d").findall(near())
    groups = [(_BIT_OF[group[0]], digits if group == "0" else group) for group in _CHARACTERS]
    table = masks(groups)
    table[-1] |= _BIT_OF["0"]  # where far characters are looked up, some of which are digits
    return table
