"""Legal footers: copyright lines and the numbers of licences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.flag_bits import LICENCE, RIGHTS
from seedclean.cleaners.boilerplate.known_furniture import (
    count_sure_lines,
    has_sure_lines_but_rights,
    lists_holders,
)
from seedclean.cleaners.boilerplate.line_flags import flags_of
from seedclean.cleaners.boilerplate.line_model.categories import PREDICTED, rows_of_category
from seedclean.cleaners.boilerplate.lines import SENTENCE_END, UNSPACED, words_in
from seedclean.cleaners.boilerplate.notice_forms import RESERVED, is_licence
from seedclean.cleaners.boilerplate.notice_openings import rows_of
from seedclean.cleaners.boilerplate.notice_words import notice_words
from seedclean.cleaners.boilerplate.pages import row_beside, rows_where
from seedclean.cleaners.boilerplate.passages import (
    ALONE,
    BESIDE,
    NOTICE,
    OTHER,
    drop_notices,
    ends,
    is_inside,
    is_said,
)
from seedclean.cleaners.boilerplate.text_lists import is_announced, is_item
from seedclean.document import Change, Document, drop_lines
from seedclean.facts import flag, opening
from seedclean.patterns import Pattern
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIRST_YEAR = 1990
"""The first year of the web: a notice of an earlier year is a book's."""

_MOST_HOLDERS = 2
"""More lines that name different holders are a list of what is whose."""

_FEWEST_OF_GRANT = 5  # words of a line that grants a licence
_MOST_CREDIT_WORDS = 8
_MOST_NAME_WORDS = 12
_STOPS = ".。।۔؟։"  # of a sentence in a script without capitals, which do not show what is a name there
_MOST_NAME_CHARACTERS = 40  # in Chinese or Japanese
_MOST_FORMULA_WORDS = 16
_SIGNS = ("©", "ⓒ", "(c)")
_OWNED = Pattern(
    r"(?:copyright\b|©|ⓒ|\(c\)|&copy;)[\s,.:-]*(?:(?:copyright\b|©|\(c\)|&copy;)[\s,.:-]*)*(?:by\s+|the\s+"
    r"|all\s+)*",
)
_HOLDER = Pattern(r"(?:copyright:?\s?)?(?:copyright|©|\(c\))")
_LABEL = Pattern(r"copyright:\s")
_FIELD = Pattern(r"[^\W\d_][\w -]{0,30}:(?:\s|$)")
_UNDERLINE = Pattern(r"[-=~*_#^]{3,}")
_YEARS = Pattern(r"(?:19|20)\d\d")
_SPAN = Pattern(
    r"c?(?:19|20)\d\d(?:\s?(?:[-–—,/]|to|bis)+\s?(?:(?:19|20)?\d\d|today|present|heute|now)?)*(?:\s*(?:by|©"
    r"|\(c\))\b)?"
)
_SMALL_IN_NAMES = frozenset(notice_words("small-in-names").split("|"))
_BEHIND_RESERVED = Pattern(r"[®™*\s]*|\s?(?:by|to|worldwide|für|von|par|por|a)\b[^,.;:]{0,60}")
_DENSE = Pattern(
    r"(?:(?:[^，。；,;]{0,30}[\s：:|，,])?(?:版权所有|版權所有|著作権)|[^，。；]{0,30}無断(?:転載|複写)[^。]{0,24}(?:禁|断り)[^。]{0,8}"
    r"|[^，。；]{0,20}(?:未经|未經)[^。]{0,24}(?:许可|授权|同意|許可|授權)[^。]{0,24}"
    r"(?:不得|禁止|严禁|嚴禁|请勿|請勿|谢绝)[^，。；是的]{0,12})"
    r"(?:[\s：:©|，,]{0,3}(?:违者必究|翻印必究|侵权必究|不得转载|禁止转载|转载请注明出处)"
    r"|[\s：:©|]{1,3}[^\s：:©|，。；,;是的了也没]{1,24}){0,4}[。\s]{0,3}"
)
_NO_USE = Pattern(rf"\b(?:{notice_words('no-use')})")
_SHARED = Pattern(
    r"(?:(?:this|all|the|unless|except|content|text|der|die|das|dieser?s?|cette?|ce|est[ae]|este|tous|todo"
    r"|wszystkie|текст)\b)"
    r".{0,80}\b(?:licen[cs]ed|lizenziert|lizenz|licencia|licence|licença|licenza|licencj[aią]"
    r"|лицензи\w+)\b.{0,40}"
    r"(?:creative commons|cc[- ]by).{0,60}"
)
_HEADING = Pattern(
    r"(?:=head\d |[#=*<>\d.\s]|section)*(?:full |the |general |authors? (?:and|&) )?"
    rf"(?:{notice_words('licence-heading')})[^\d©]{{0,40}}"
)
_CAPTION_CREDIT = Pattern(r"[.!?\"”»)。] ?© ?[^\W\d_][^.,;:\d\n]{1,40}$")
"""The credit at the end of a caption, which has no year: `The mill at night. © Ann Field`."""

_GRANT = Pattern(notice_words("grant"))
_ATTRIBUTED = Pattern(
    r"\b(?:(?:originally|first) (?:appeared|published)|(?:appeared|published) (?:originally|first)|reprinted"
    r"|responsible for|by permission"
    r"|permission of|courtesy of|excerpted|the licen[cs]e)\b"
)
_NUMBER = Pattern(r"\d[\d -]{3,}\d|第\s?\d+\s?号|\d号|HR[AB] ?\d|\d@|@")


@rule(needs=flag(RIGHTS) | opening(RIGHTS) | PREDICTED)
def copyright_line(document: Document) -> Iterator[Change]:
    r"""Drop copyright notices.

    Why: every page of a site ends with one, and none of them is text.

    Leaves alone: sentences about copyright, and those in a line with
    a notice; a notice that a comma leads on; photo credits of the form `Photo: Anna Field`; a notice under a
    heading such as `Copyright` or under a line that ends in a colon, and one
    above the licence that it belongs to; years before the web; a list of what
    is whose, and notices right below each other where nothing else shows a site; notices between
    two paragraphs, unless furniture is beside them;
    lines of more than 4,000 characters; unless the line model predicts it.

    >>> from seedclean import show
    >>> print(show(copyright_line, '''Copyright is older than the printing press, he said.
    ... © 2024 Harbour News Ltd. All rights reserved.
    ... '''))
      Copyright is older than the printing press, he said.
    - © 2024 Harbour News Ltd. All rights reserved.
    >>> print(show(copyright_line, "The river rose. © 2024 Harbour News Ltd. All rights reserved."))
    - The river rose. © 2024 Harbour News Ltd. All rights reserved.
    + The river rose.
    """
    rows = rows_of(document, RIGHTS)
    holders = {line for row in rows if _says_whose(line := document.stripped[row])}
    if len(holders) > _MOST_HOLDERS:
        rows = []
    predicted = rows_of_category(document, "copyright-line")
    predicted = [row for row in predicted if not _is_above_grant(document, row)]
    held = {row for row in predicted if _is_of_holders(document, row)}
    if len(held) > _MOST_HOLDERS:
        predicted = [
            row for row in predicted if row not in held and not lists_holders(document.stripped, row)
        ]
    yield from drop_notices(document, rows, judge_rights, _is_of_text, predicted)


@rule(needs=flag(LICENCE) | PREDICTED)
def licence_line(document: Document) -> Iterator[Change]:
    r"""Drop the lines that give a site's licence and registration numbers.

    Why: some countries ask every site to print them, and scrapers bring them along.

    Leaves alone: sentences: a line that ends as one, or holds more than 600
    characters; the name of a register without a number of at least five
    figures; items of a list, as in a law.

    >>> from seedclean import show
    >>> print(show(licence_line, "港口晚报\n网络视听许可证：0102030\n"))
      港口晚报
    - 网络视听许可证：0102030
    """
    rows = rows_where(document, LICENCE, _is_licence_notice)
    return drop_lines(document, rows + rows_of_category(document, "licence-line"))


def judge_rights(sentence: str) -> int:
    """Check whether a sentence is a copyright notice, or goes along with one.

    >>> judge_rights("© 2024 Harbour News Ltd."), judge_rights("Powered by Mill"), judge_rights("We met.")
    (3, 1, 0)
    """
    small = sentence.lower()
    if is_said(sentence):
        return OTHER
    if _is_owned(sentence, small) or _is_reserved(sentence, small):
        return NOTICE
    if _SHARED.fullmatch(small) and words_in(sentence) <= 2 * _MOST_FORMULA_WORDS:
        return NOTICE
    if UNSPACED.search(sentence) and _DENSE.fullmatch(small):
        return NOTICE
    if _is_signed(sentence, small):
        return ALONE
    if _NO_USE.search(small):
        return BESIDE
    is_named = _is_name(ends(sentence)) and not (small == sentence.upper() and sentence[-1] in _STOPS)
    return BESIDE if is_named else OTHER


def _is_owned(sentence: str, small: str) -> bool:
    """Check whether a sentence is `© 2024 Harbour News Ltd.`, in one of its forms."""
    if not _is_recent(small):
        return False
    owned = _OWNED.match(small)
    if owned is None:
        return _begins_with_year(sentence, small)
    mark, rest = owned.group(), sentence[owned.end() :]
    years = _SPAN.match(rest)
    if years is None:
        named = (rest[:1].isupper() or rest[:1] > "\u2e80") and _is_name(ends(rest))
        return named and (_YEARS.search(rest) is not None or "©" in mark)
    is_field = ":" in mark and not any(sign in mark for sign in _SIGNS)
    if is_field or words_in(sentence) > _MOST_FORMULA_WORDS:
        return False
    behind = rest[years.end() :].lstrip(" ,.:;|–—-")
    return _is_name(ends(behind)) or RESERVED.search(behind.lower()) is not None


def _begins_with_year(sentence: str, small: str) -> bool:
    """Check whether a sentence is `2024 © Harbour News Ltd.`."""
    years = _SPAN.match(small)
    owned = _OWNED.match(small, years.end() + small.startswith(" ", years.end())) if years else None
    return owned is not None and _is_name(ends(sentence[owned.end() :]))


def _is_signed(sentence: str, small: str) -> bool:
    """Check whether a short line begins with the sign and a recent year, whatever words its name has."""
    owned = _OWNED.match(small)
    if (
        owned is None
        or words_in(sentence) > _MOST_NAME_WORDS
        or (sentence[-1] in SENTENCE_END and "©" not in sentence)
    ):
        return False
    rest = sentence[owned.end() :]
    return (_YEARS.match(rest) is not None or ("©" in owned.group() and rest[:1].isupper())) and _is_recent(
        small
    )


def _is_reserved(sentence: str, small: str) -> bool:
    """Check whether a sentence reserves all rights, and says nothing else but whose they are."""
    formula = RESERVED.search(small)
    if formula is None or words_in(sentence) > _MOST_FORMULA_WORDS:
        return False
    before = ends(sentence[: formula.start()].rstrip(" ,;:-–—"))
    named = _is_name(before) or any(mark in before for mark in ("©", "(c)", "(C)"))
    return named and _BEHIND_RESERVED.fullmatch(ends(small[formula.end() :])) is not None


def _is_recent(small: str) -> bool:
    years = [int(year) for year in _YEARS.findall(small)]
    return not years or max(years) >= _FIRST_YEAR


def _is_name(text: str) -> bool:
    """Check whether a passage is a name, an address or a list of them: no sentence."""
    if not text:
        return True
    if text[0] > "\u2e80":
        return len(text) <= _MOST_NAME_CHARACTERS and not any(mark in text for mark in "，。；的是")
    words = text.split()
    if len(words) > _MOST_NAME_WORDS:
        return False
    return all(
        not word[0].isalpha()
        or not word[0].islower()
        or word.strip(",.;:()") in _SMALL_IN_NAMES
        or "." in word[:-1]
        for word in words
    )


def _says_whose(line: str) -> bool:
    return _OWNED.match(line.lower()) is not None and _YEARS.search(line) is not None


def _is_of_text(document: Document, row: int, *, whole: bool) -> bool:
    """Check whether a notice is a part of the text: announced, above a licence, or between two paragraphs."""
    lines = document.stripped
    line = lines[row]
    if (is_item(line) and not _OWNED.match(line.lower())) or is_announced(document, row):
        return True
    if _is_below_heading(document, row) or _is_above_grant(document, row) or line[-1] == ",":
        return True
    if not whole:
        return _ATTRIBUTED.search(line.lower()) is not None or _CAPTION_CREDIT.search(line) is not None
    if _is_of_holders(document, row) or _is_of_record(lines, row) or _is_of_title(document, row):
        return True
    return is_inside(document, row) and not _is_credit(line)


def _is_below_heading(document: Document, row: int) -> bool:
    """Check whether a notice has a heading such as `Copyright` or `Licence:` above it, perhaps underlined."""
    lines = document.stripped
    above = row_beside(lines, row, -1)
    while above >= 0 and _UNDERLINE.fullmatch(lines[above]):
        above = row_beside(lines, above, -1)
    if above < 0 or judge_rights(lines[above]) >= ALONE:
        return False
    small = lines[above].lower()
    if _HEADING.fullmatch(small):
        return True
    return small[-1] in ":：" and flags_of(document)[above] & RIGHTS > 0


def _is_of_holders(document: Document, row: int) -> bool:
    """Check whether a notice is one of several in a row, in a text that shows no other lines of a site."""
    lines = document.stripped
    beside = [lines[near] for near in (row - 1, row + 1) if 0 <= near < len(lines) and lines[near]]
    small = lines[row].lower()
    if not any(_HOLDER.match(line.lower()) for line in beside) or not _HOLDER.match(small):
        return False
    return RESERVED.search(small) is None and not has_sure_lines_but_rights(document)


def _is_of_record(lines: list[str], row: int) -> bool:
    """Check whether a line is the field `Copyright:` of a record."""
    if not _LABEL.match(lines[row].lower()):
        return False
    beside = [lines[near] for near in (row - 1, row + 1) if 0 <= near < len(lines)]
    return any(_FIELD.match(line) for line in beside)


def _is_above_grant(document: Document, row: int) -> bool:
    """Check whether the line below a notice grants the licence that the notice belongs to."""
    lines = document.stripped
    below = row_beside(lines, row, 1)
    if below < 0 or words_in(lines[below]) < _FEWEST_OF_GRANT:
        return False
    return _GRANT.search(lines[below].lower()) is not None


def _is_of_title(document: Document, row: int) -> bool:
    """Check whether a notice is in the head of a text that shows no site, such as a song."""
    if count_sure_lines(document) > 1:
        return False
    below = row_beside(document.stripped, row, 1)
    return below >= 0 and row_beside(document.stripped, below, 1) >= 0


def _is_credit(line: str) -> bool:
    """Check whether a line is the short credit of a picture: `© Ann Field`."""
    return line[0] == "©" and words_in(line) <= _MOST_CREDIT_WORDS


def _is_licence_notice(line: str) -> bool:
    return is_licence(line) and not is_item(line) and _NUMBER.search(line) is not None
