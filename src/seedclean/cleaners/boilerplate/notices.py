"""Notices and prompts of a site: cookies, newsletters, accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.flag_bits import COOKIE, PROMPT, PROSE
from seedclean.cleaners.boilerplate.known_furniture import count_sure_lines
from seedclean.cleaners.boilerplate.line_flags import flags_of
from seedclean.cleaners.boilerplate.line_model.categories import PREDICTED, rows_of_category
from seedclean.cleaners.boilerplate.lines import words_in
from seedclean.cleaners.boilerplate.notice_forms import (
    DENSE_PROMPT,
    LONGEST_DENSE_PROMPT,
    LONGEST_PROMPT,
    QUOTED,
    SPEECH,
)
from seedclean.cleaners.boilerplate.notice_openings import rows_of
from seedclean.cleaners.boilerplate.notice_words import notice_words
from seedclean.cleaners.boilerplate.pages import row_beside, rows_with
from seedclean.cleaners.boilerplate.passages import (
    ALONE,
    BESIDE,
    NOTICE,
    OTHER,
    drop_notices,
    ends,
    is_inside,
    is_said,
    sentences,
)
from seedclean.cleaners.boilerplate.text_lists import is_announced, is_item
from seedclean.document import Change, Document
from seedclean.facts import flag, opening
from seedclean.patterns import Pattern
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_DOOR_WORDS = 14
_FEWEST_OF_SITES = 2  # lines that only sites have
_LEAST_ABOUT = 0.5  # of the paragraphs of a policy, or of an article about cookies

_USED = Pattern(
    r"(?:(?:privacy|cookies?|cookie policy|welcome|hi|hello|datenschutz|confidentialité|privacidad"
    r"|privacidade)[^.!?]{0,20}[:!,] )?"
    r"(?:(?:to|in order to|when you|if you|like (?:most|many)|for|um)\b[^.!?]{0,150}[,;] )?"
    rf"(?:{notice_words('cookie-notice')})"
)
_AGREED = Pattern(notice_words("agreement"))
_OF_VISITORS = Pattern(rf"\b(?:{notice_words('visitors')})\b")
_COOKIE_BUTTONS = Pattern(rf"(?:(?:{notice_words('cookie-button')})\s?){{2,7}}")
_COOKIES = ("ookie", "çerez", "eväste")
_BESIDE_COOKIES = Pattern(notice_words("beside-cookies"))
_OF_POLICIES = Pattern(rf"\b(?:{notice_words('policy')})\b")
_OF_YOU = Pattern(rf"\b(?:{notice_words('you')})\b")
_OFFER = Pattern(
    r"(?:(?:please|and|click (?:here )?(?:to|on)|want more[^.?!]{0,40}\?|for (?:the latest|more|breaking"
    r"|all)[^.,!?]{0,40}|sign up:|stay [^.!?]{2,40}[.!:,]|bleiben sie [^.!?]{2,40}[–.!:,-]"
    r"|then|»|→|>|\*) ?){0,3}"
    rf"(?:{notice_words('offer')})"
)
_DELIVERED = Pattern(r"\b(?:delivered|sent) (?:straight|directly) to your (?:inbox|e-?mail)\b")
_DOOR = Pattern(
    r"(?:(?:please|you can|\||,|or|here|haben sie|hast du|sie sind|welcome,)\s)*"
    rf"(?:{notice_words('door')})"
)
_FIELD = Pattern(rf"(?:{notice_words('field')})(?: ?[|/] ?forgot[^.!?]{{0,20}})?")
_STEP_DOOR = Pattern(
    r"(?:please )?(?:log|sign)[- ]?in (?:to (?:continue|access|view|see|save|your account)|with|now)"
)
_BESIDE_OFFER = Pattern(rf"(?:{notice_words('beside-offer')})\b[^.!?]{{0,40}}")


@rule(needs=flag(COOKIE) | opening(COOKIE) | PREDICTED)
def cookie_notice(document: Document) -> Iterator[Change]:
    r"""Drop notices that ask for consent to cookies.

    Why: they speak to the visitor of the page, and every page has one.

    Leaves alone: sentences about cookies, those in a line with a
    notice and those of a text that speaks of cookies or of personal data
    elsewhere, as articles and policies do; cookies for eating; answers to
    questions, clauses below a numbered heading, settings, and the words of a
    notice in quotation marks; notices between
    two paragraphs, unless furniture is beside them; notices of more than 900
    characters; unless the line model predicts it.

    >>> from seedclean import show
    >>> print(show(cookie_notice, '''We use cookies to improve your experience. Accept
    ... The baker sells cookies and bread.
    ... '''))
    - We use cookies to improve your experience. Accept
      The baker sells cookies and bread.
    """
    predicted = rows_of_category(document, "cookie-notice")
    rows = rows_of(document, COOKIE) if _speaks_of_cookies(document) else []
    yield from drop_notices(document, rows, judge_cookies, _is_about_cookies, predicted)


@rule(needs=flag(PROMPT) | opening(PROMPT) | PREDICTED)
def subscribe_prompt(document: Document) -> Iterator[Change]:
    r"""Drop prompts to subscribe, to register and to log in.

    Why: they sell the site and say nothing of its subject.

    Leaves alone: sentences that only mention newsletters and accounts, and those
    in a line with a prompt; what is said, or said in quotation
    marks; turns of a script, answers in a list of questions, what a mail quotes
    and settings; the beginning or the end of a paragraph in the midst of a text that shows no site;
    the steps of an instruction: items of a list, prompts to log in
    between two paragraphs or behind a sentence; sentences of more than 160
    characters; unless the line model predicts it.

    >>> from seedclean import show
    >>> print(show(subscribe_prompt, '''Sign up for our daily newsletter
    ... The ferry was late.
    ... Forgot your password?
    ... '''))
    - Sign up for our daily newsletter
      The ferry was late.
    - Forgot your password?
    """
    predicted = rows_of_category(document, "subscribe-prompt")
    yield from drop_notices(document, rows_of(document, PROMPT), judge_prompt, _is_of_instruction, predicted)


def _speaks_of_cookies(document: Document) -> bool:
    """Check whether cookies are named anywhere, without which no sentence is a notice of them."""
    return any(map(document.text.lower().__contains__, _COOKIES))


def judge_cookies(sentence: str) -> int:
    """Check whether a sentence asks visitors for consent to cookies, or belongs beside one that does.

    >>> judge_cookies("This site uses cookies."), judge_cookies("Learn more"), judge_cookies("We met.")
    (3, 1, 0)
    """
    small = sentence.lower()
    if any(map(small.__contains__, _COOKIES)):
        if is_said(sentence) or SPEECH.search(small) or QUOTED.search(small):
            return OTHER
        if _COOKIE_BUTTONS.fullmatch(ends(small)):
            return ALONE
        used = _USED.match(small)
        if used is not None and (not ends(small[used.end() :]) or _OF_VISITORS.search(small, used.end())):
            return NOTICE
        if _AGREED.match(small) and _OF_YOU.search(small):
            return NOTICE
    return BESIDE if _BESIDE_COOKIES.search(small) or _AGREED.match(small) else OTHER


def judge_prompt(sentence: str) -> int:
    """Check whether a sentence asks to subscribe, to register or to log in, or goes along with one that does.

    >>> judge_prompt("Sign up for our newsletter"), judge_prompt("Create an account"), judge_prompt("We met.")
    (3, 2, 0)
    """
    if len(sentence) > (LONGEST_DENSE_PROMPT if sentence[0] >= "\u3000" else LONGEST_PROMPT):
        return OTHER
    kind = _match_prompt(sentence)
    return OTHER if kind and is_said(sentence) else kind


def _match_prompt(sentence: str) -> int:
    """As `judge_prompt`, whoever says it."""
    small = sentence.lower()
    if _OFFER.match(ends(small)) or _DELIVERED.search(small):
        return NOTICE
    if _STEP_DOOR.match(small) or _FIELD.fullmatch(ends(small)):
        return ALONE if words_in(sentence) <= _MOST_DOOR_WORDS and sentence[-1] != "." else OTHER
    if _DOOR.match(small):
        return NOTICE if words_in(sentence) <= _MOST_DOOR_WORDS else OTHER
    if not sentence.isascii() and DENSE_PROMPT.search(sentence):
        return NOTICE
    return BESIDE if _BESIDE_OFFER.fullmatch(ends(small)) else OTHER


def _is_about_cookies(document: Document, row: int, *, whole: bool) -> bool:
    """Check whether a text is about cookies or about data, so that what it says of them is its own."""
    if (whole and is_inside(document, row)) or is_item(document.stripped[row]) or is_announced(document, row):
        return True
    if not whole and _OF_POLICIES.search(document.stripped[row].lower()):
        return True
    return document.view(_is_policy)


def _is_policy(document: Document) -> bool:
    """Check whether at least half of the paragraphs speak of cookies and data without asking for consent."""
    lines, flags = document.stripped, flags_of(document)
    prose = [row for row in rows_with(document, PROSE) if not flags[row] & COOKIE or not _asks(lines[row])]
    about = sum(flags[row] & COOKIE > 0 for row in prose)
    data = sum(_OF_POLICIES.search(lines[row].lower()) is not None for row in prose)
    return about > 0 and about + data >= _LEAST_ABOUT * len(prose)


def _asks(line: str) -> bool:
    """Check whether any sentence of a line asks for consent to cookies."""
    return any(judge_cookies(line[start:end].strip()) >= ALONE for start, end in sentences(line))


def _is_of_instruction(document: Document, row: int, *, whole: bool) -> bool:
    """Check whether a prompt is a step of an instruction or a heading of a text."""
    line = document.stripped[row]
    if is_announced(document, row):
        return True
    if _OFFER.match(line.lower()):
        return False
    if is_item(line) or (whole and is_inside(document, row)):
        return True
    below = row_beside(document.stripped, row, 1)
    is_heading = below >= 0 and flags_of(document)[below] & PROSE > 0
    return whole and is_heading and count_sure_lines(document) < _FEWEST_OF_SITES
