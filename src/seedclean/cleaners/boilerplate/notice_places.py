"""Places in which a notice is what somebody says, answers or sets, and no notice of the page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.flag_bits import LABELS
from seedclean.cleaners.boilerplate.known_furniture import count_sure_lines, is_notice
from seedclean.cleaners.boilerplate.line_flags import flags_of
from seedclean.cleaners.boilerplate.lines import is_sentence
from seedclean.cleaners.boilerplate.pages import row_beside
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from seedclean.document import Document

_FEWEST_OF_SITES = 3  # lines that only sites have
_FEWEST_QUESTIONS = 3
_FEWEST_TURNS = 4
_LEAST_OF_TURNS = 0.3  # of the lines with text: those of a script, a chat or a help desk
_LEAST_OF_SETTINGS = 0.3
_LEAST_OF_KEYS = 0.8  # and their items: a list of definitions has some in small letters, too
_FEWEST_SETTINGS = 3
QUESTION_MARKS = ("?", "？", "؟")
_TURN = Pattern(r"[^\W\d_][\w .'’-]{0,24}[:：] ?\S")
_NUMBERED = Pattern(r"(?:§ ?)?(\d{1,2})[.)]? (?=[^\W\d_])[^.!?,;\s]{1,30}(?: [^.!?,;\s]{1,30}){0,4}$")
_SERIES = Pattern(r"([^\W\d_]{2,15}) (?:\d{1,2}|[A-Z])\b(?![-/])[^.!?,;]{0,60}$")
_FEWEST_OF_SERIES = 3
_SETTING = Pattern(r"[\w.-]{1,40}(?: ?= ?\S|\s\"[^\"]*\"$)")
_KEY = Pattern(r"[a-z][a-z0-9_.-]{0,40}:(?:\s|$)")
_WORDS_OF_CODE = ("return ", "import ", "def ", "function ", "local ", "func ", "end\n", "#include")
_CODE = Pattern(
    r"\s*(?:(?:async )?(?:def|class|for|while|if|elif|else|with|try|except|finally|match"
    r"|case)\b.{0,200}:(?:\s*#.*)?$"
    r"|(?:import|from) [\w.]+(?: import .{1,200})?;?$|(?:return|yield|raise|break|continue|end"
    r"|pass)(?: [\w.(\[{\"'-].{0,200})?[;,]?$"
    r"|(?:local |function |func |let |const |var |static |public |private )|[\w.]{1,60}\(.{0,200}\)[;,:]?$"
    r"|[\w.\[\]\"']{1,60} [-+*/|&]?= .{1,200}$|@\w|#include)"
)
_FEWEST_STATEMENTS = 6
_LEAST_OF_CODE = 0.35
_NO_SETTING, _SET, _KEYED, _LISTED = range(4)
_COMMENTS = ("/*", "//", "<!--")
_CUE = Pattern(r"(?:\d+:)?\d\d:\d\d[.,]\d{2,3} --> ")
_LONGEST_CUE = 3  # lines of a subtitle


def is_of_another(document: Document, row: int) -> bool:
    """Check whether somebody else than the site says what a line says.

    It is below a numbered heading (`2. Cookies`), a turn of a dialogue (`ANN: Sign up for our newsletter.`),
    a question or an answer in a text of questions, what a mail quotes, a setting, a comment in code, or a
    subtitle.
    """
    line = document.stripped[row]
    if _SETTING.match(line) or line.startswith(_COMMENTS) or is_of_settings(document):
        return True
    if _is_quoted(document, row) or _is_answer(document, row) or is_subtitle(document, row):
        return True
    if is_below_number(document, row) or is_of_series(document, row) or _is_title(document, row):
        return True
    return _TURN.match(line) is not None and document.view(_is_dialogue)


def _is_title(document: Document, row: int) -> bool:
    """Check whether a paragraph of one line is between two sentences, and few lines are those of a site."""
    lines = document.stripped
    above, below = row_beside(lines, row, -1), row_beside(lines, row, 1)
    if not (0 <= above < row - 1 and below > row + 1) or count_sure_lines(document) >= _FEWEST_OF_SITES:
        return False
    return is_sentence(lines[above]) and is_sentence(lines[below])


def is_subtitle(document: Document, row: int) -> bool:
    r"""Check whether a line is what somebody says at a time of a film.

    >>> from seedclean.document import Document
    >>> is_subtitle(Document("00:01:02,000 --> 00:01:04,500\nSubscribe now!"), 1)
    True
    """
    above = document.stripped[max(0, row - _LONGEST_CUE) : row]
    return any(" --> " in line and _CUE.match(line) for line in above)


def is_below_number(document: Document, row: int) -> bool:
    """Check whether a numbered heading is above a line: `2. Cookies`."""
    above = row_beside(document.stripped, row, -1)
    return above >= 0 and is_numbered_heading(document, above)


def is_of_series(document: Document, row: int) -> bool:
    """Check whether a line is right below one of several headings that count: `Form B`, below `Form A`."""
    found = _SERIES.match(document.stripped[row - 1]) if row else None
    return found is not None and document.view(_count_series)[found[1]] >= _FEWEST_OF_SERIES


def _count_series(document: Document) -> Counter[str]:
    """Count the headings of each series, each once."""
    found = filter(None, map(_SERIES.match, dict.fromkeys(document.stripped)))
    return Counter(heading[1] for heading in found)


def is_numbered_heading(document: Document, row: int) -> bool:
    """Check whether a line is one of several headings that count: `3 Comments`, below `2 Related work`."""
    found = _NUMBERED.match(document.stripped[row])
    if found is None:
        return False
    numbers = document.view(_numbers_of_headings)
    number = int(found[1])
    return number - 1 in numbers or number + 1 in numbers


def is_of_settings(document: Document) -> bool:
    r"""Check whether a text is a file of settings.

    >>> from seedclean.document import Document
    >>> is_of_settings(Document("[menu]\nfirst = Home\nsecond = About us\nthird = Log in"))
    True
    """
    return document.view(_is_of_settings)


def _numbers_of_headings(document: Document) -> frozenset[int]:
    """The numbers of the lines that may be headings, where they count: no two have the same."""
    found = [int(match[1]) for line in document.stripped if (match := _NUMBERED.match(line))]
    return frozenset(found) if len(set(found)) == len(found) else frozenset()


def _is_of_settings(document: Document) -> bool:
    text, filled = document.text, len(document.lines) - document.stripped.count("")
    if _is_code(document, filled):
        return True
    least = max(_FEWEST_SETTINGS, _LEAST_OF_SETTINGS * filled)
    if (
        text.count("=") + text.count('"') < least
        and text.count(":") + text.count("- ") < _LEAST_OF_KEYS * filled
    ):
        return False  # nearly all texts: the lines need not be looked at
    kinds = Counter(document.rows(_kind_of_setting))
    if kinds[_SET] >= least:
        return True
    return kinds[_KEYED] >= _FEWEST_SETTINGS and kinds[_KEYED] + kinds[_LISTED] >= _LEAST_OF_KEYS * filled


def _is_code(document: Document, filled: int) -> bool:
    """Check whether many lines are statements of a program, some of them set in."""
    if "\n    " not in document.text and "\n\t" not in document.text:
        return False
    if not any(word in document.text for word in _WORDS_OF_CODE):
        return False
    return sum(map(bool, document.rows(_matches_code))) >= max(_FEWEST_STATEMENTS, _LEAST_OF_CODE * filled)


def _matches_code(line: str) -> bool:
    return _CODE.match(line) is not None


def _kind_of_setting(line: str) -> int:
    line = line.strip()
    if ("=" in line or '"' in line) and _SETTING.match(line):
        return _SET
    if ":" in line and _KEY.match(line):
        return _KEYED
    return _LISTED if line.startswith("- ") else _NO_SETTING


def _is_quoted(document: Document, row: int) -> bool:
    """Check whether a line and one beside it are quoted as mails do: `> Sign up`."""
    lines = document.stripped
    beside = (lines[near][:1] for near in (row - 1, row + 1) if 0 <= near < len(lines))
    return lines[row][:1] == ">" and ">" in beside


def _is_answer(document: Document, row: int) -> bool:
    """Check whether a line answers the question above it, or is a question of a text of many."""
    lines = document.stripped
    above = row_beside(lines, row, -1)
    if not (lines[row].endswith(QUESTION_MARKS) or (above >= 0 and lines[above].endswith(QUESTION_MARKS))):
        return False
    return document.view(_count_questions) >= _FEWEST_QUESTIONS


def _count_questions(document: Document) -> int:
    """Count the lines that ask something, with a line below, and no site asks so."""
    lines, flags = document.stripped, flags_of(document)
    asked = (row for row, line in enumerate(lines) if line.endswith(QUESTION_MARKS))
    return sum(
        not (flags[row] & LABELS or is_notice(lines[row], flags[row]))
        and (below := row_beside(lines, row, 1)) >= 0
        and not lines[below].endswith(QUESTION_MARKS)
        for row in asked
    )


def _is_dialogue(document: Document) -> bool:
    filled = [line for line in document.stripped if line]
    turns = sum(_TURN.match(line) is not None for line in filled)
    return turns >= max(_FEWEST_TURNS, _LEAST_OF_TURNS * len(filled))
