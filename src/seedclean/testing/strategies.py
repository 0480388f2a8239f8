"""Texts to prove rules on: strategies for Hypothesis, which must be installed to import this file."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from seedclean.document import Document
from seedclean.markup import MarkupError, check_text
from seedclean.registry import Rule
from seedclean.testing.laws import example_texts

_ODD = (
    "\0 \x07 \x0b \x0c \x1c \x85 \xa0 \xad \r \r\n \t \n\n \u2028 \u2029 \u200b \u200c \u200d \u200e \u202e "
    "\u2060 \ufeff \ufffd \ud800 \udfff \ue000 \uffff 👩‍👩‍👧 🇨🇭 𝔘 e\u0301 \u0301 می‌خواهم ﬁ １２ ǅ"
)
_NOISE = (
    "date 2019-06-03; 2019-06-03; June 3, 2019; 03.06.2019; 16:04 UTC+8, 2019-06-03; Monday; News; Home; "
    "About us; Follow us; Privacy Policy; Read more; News / World; © 2019 The Mill Lane Gazette; Share; "
    "All rights reserved.; Source: AP; [Photo/AP]; (Photo: AP); KO; Ko; KOS; Kos; Norways; high -level; "
    "self - help; the the; Under-Under-; Office for Office for; &amp; &nbsp; &#39; <br>; </p>; <b>; â€™; "
    "Ã©; Ã¢â‚¬â„¢; \\n; \\u00e9; C:\\new; 号; 版权所有; 证：; 日; 2019年6月3日; Новости; أخبار; ข่าว; # ; "
    "## ; - ; * ; 1. ; > ; | ; ›; “; ”; ‘; ’; \"; '; 's; .; ,; :; !; ?; …; -; –; —; (; ); [; ]; «; »; 。; "
    "，; ？; ！; （; ）; /; \\; &; %; @; #; $; _; ~; +; =; 0; 1; 12"
)
_WORDS = (
    "the a of and in to council town bridge river bird baker garden on is was has new old first level said "
    "Norway Bergen President told his which for with by at from it that Monday May school team won two one"
)

ODD = (*_ODD.split(" "), "  ", "   \n")
"""Characters that break text tools."""

NOISE = tuple(_NOISE.split("; "))
"""Scraps of scraped and translated text."""

WORDS = tuple(_WORDS.split(" "))
"""Plain words."""


def as_document(text: str | Document) -> Document:
    """A document, of a text that may be one already."""
    return text if isinstance(text, Document) else Document(text)


def any_text() -> SearchStrategy[str]:
    """Any characters, lone surrogates among them."""
    odd = st.sampled_from([piece for piece in ODD if len(piece) == 1])
    return st.text(st.characters(exclude_categories=()) | odd, max_size=80)


def join_pieces(pieces: Sequence[str], *, most: int = 14) -> SearchStrategy[str]:
    """Pieces, glued together or with a blank or line ends between."""
    gaps = st.sampled_from((" ", " ", " ", "\n", "\n", "\n\n", ""))
    return st.lists(st.tuples(st.sampled_from(pieces), gaps), max_size=most).map(
        lambda pairs: "".join(piece + gap for piece, gap in pairs)
    )


def repeats(pieces: Sequence[str]) -> SearchStrategy[str]:
    """One or two pieces over and over, as hostile pages have them."""
    return st.builds(
        lambda head, one, gap, times, tail: head + (one + gap) * times + tail,
        st.sampled_from(("", "a ", "The council met.\n")),
        st.sampled_from(pieces),
        st.sampled_from(("", " ", "\n", "-", ", ")),
        st.integers(2, 60),
        st.sampled_from(("", " b", "\nThe council met.")),
    )


def variations(texts: Sequence[str]) -> SearchStrategy[str]:
    """Texts or lines of them, several together, worked over: scraps put in, slices doubled or cut."""
    lines = sorted({line for text in texts for line in text.split("\n") if line}) or [""]
    base = st.one_of(
        st.sampled_from(texts),
        st.lists(st.sampled_from(texts), min_size=2, max_size=3).map("\n".join),
        st.lists(st.sampled_from(lines), min_size=1, max_size=12).map("\n".join),
    )
    scrap = st.sampled_from((*ODD, *NOISE))
    doubled = st.tuples(st.integers(1, 3) | st.integers(1, 12), st.integers(0, 5))
    return st.builds(_alter, base, st.lists(st.tuples(st.integers(0, 400), scrap | doubled), max_size=5))


def documents(rule: Rule) -> SearchStrategy[Document]:
    """Generate the texts for `check_rule`: the rule's examples varied, common noise and any characters."""
    own = [text for text in example_texts(rule) if text]
    pieces = [*ODD, *NOISE, *WORDS, *own, *(word for text in own for word in text.split())]
    texts = [any_text(), join_pieces(pieces), repeats(pieces)]
    if own:
        texts += [variations(own)] * 3
    return st.one_of(texts).filter(_is_no_markup).map(as_document)


def _is_no_markup(text: str | Document) -> bool:
    """Check whether `clean` takes a text: what it refuses no rule ever sees."""
    try:
        check_text(text if isinstance(text, str) else text.text)
    except MarkupError:
        return False
    return True


def _alter(text: str, changes: list[tuple[int, str | tuple[int, int]]]) -> str:
    for place, change in changes:
        place %= len(text) + 1
        if isinstance(change, str):
            text = text[:place] + change + text[place:]
        else:
            length, times = change
            text = text[:place] + text[place : place + length] * times + text[place + length :]
    return text
