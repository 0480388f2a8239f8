"""The kind of a line: prose, text or code, and its language."""

from __future__ import annotations

from itertools import islice

from seedclean.analysis import certain_language, count_votes, guess_language, guess_language_of
from seedclean.analysis.per_line import find_once
from seedclean.document import Document
from seedclean.patterns import Pattern

FEWEST_WORDS = 5
FEWEST_LINES = 4
"""In a text of fewer lines nobody can see verse or a conversation."""

ENOUGH_TO_TELL = 600
"""Characters: a text of so many that is in a language on the lists is certain to be in it."""

LONGEST_VERSE = 50
"""Lines of verse and of lists are mostly shorter, paragraphs are longer."""

# `HAMLET:`, `Ann Field: No.`, `HAMLET.` on a line of its own, `<nick> hello`, `- And you?`
_SPEAKER = Pattern(
    r"(?:\[?\d\d:\d\d[\d:]{0,3}\]? ?)?<[^<>\s]{1,20}> |[^\W\d_][\w .'’-]{0,30}: "
    r"|[A-Z][A-Z .'’-]{2,40}$|[-–—] ?[^\W\d_]"
)
_CODE = (*"{ } == != \\ ` | ); () </ /> => -> $( :: #! && :=".split(), "\t", " = ")
# A place for a value (`<branch>`), an option (`--help`, `[ -q ]`), a rule of a grammar (`1#( item )`).
_NOTATION = Pattern(r"<(?!(?:unk|UNK)>)[A-Za-z_][\w -]{0,40}>|(?:^|[\s\[(])--[a-z]|[\[(] ?-\w|[#*]\( ")
# A translation of a bracket that came to nothing: `the agricultural Council() and`
_EMPTY_BRACKETS = Pattern(
    r"(?<=[a-z]{3} )([A-Z][a-z]{5,20})\(\)(?= [a-z]{2,})(?! (?:function|method|class|call))"
)
# Of Python, Ruby, Lisp, Vim and shells, whose lines end in no mark.
_STATEMENT = Pattern(
    r"(?m)^[ \t]*(?:def \w+[(:].{0,200}|class \w+(?:\(.{0,100}\))?:|from [\w.]+ import .{1,200}"
    r"|import [\w.]+(?: as \w+)?|self\.\w+\b.{0,200}|;;.{0,200}|\(def[a-z]{1,8} .{0,200}"
    r"|endif|endfunc(?:tion)?|endfor|fi|esac|done)$"
)
_SIGNS_OF_STATEMENTS = ("\n;;", "(def", "import ", "def ", "self.", "endif", "\nfi\n", "\ndone\n")
_FEWEST_OF_CODE = 3

_GAP = "   "
"""So many blanks part columns, or what is drawn."""

_LAST_MARKS = ".!?:;,\"'”’»)]…。）"


@find_once
def is_prose(document: Document, row: int) -> bool:
    """Check whether a line is a sentence rather than a heading, a table row or code."""
    return looks_prose(document.lines[row])


@find_once
def is_text(document: Document, row: int) -> bool:
    """Check whether a line is words at all, a heading or a list too, and no code nor among code."""
    return looks_text(document.lines[row]) and not document.view(holds_code)


def holds_code(document: Document) -> bool:
    r"""Check whether a document has a few lines that end as only code does, or are statements of it.

    >>> holds_code(Document("type Mill {\n  bread: Loaf;\n}\ntype Loaf {\n}"))
    True
    >>> holds_code(Document("import mill\n\ndef grind(stone):\n    self.turn = 1\n"))
    True
    """
    text = document.text
    ends = text.count("}") + text.count(";\n")
    if "}" in text:
        ends += text.count("{\n") + text.count("}\n")
    if ends >= _FEWEST_OF_CODE:
        return True
    if not any(sign in text for sign in _SIGNS_OF_STATEMENTS):
        return False
    return sum(1 for _ in islice(_STATEMENT.finditer(text), _FEWEST_OF_CODE)) == _FEWEST_OF_CODE


def looks_text(line: str) -> bool:
    """Check whether a line has some words, no columns and nothing that only code has.

    >>> looks_text('" Red Hen " by the Old Mill')
    True
    >>> looks_text('if (name == " x ") return;')
    False
    >>> looks_text("git switch [ -q ] [ --merge ] <branch>")
    False
    >>> looks_text("mill   bread , flour and water   12")
    False
    """
    if "()" in line:
        line = _EMPTY_BRACKETS.sub("", line)
    return (
        len(line.split()) >= FEWEST_WORDS - 1
        and _GAP not in line.strip()
        and not any(mark in line for mark in _CODE)
        and _NOTATION.search(line) is None
    )


@find_once
def language_at(document: Document, row: int) -> str:
    """The language of a line, or of its document where the line alone does not tell."""
    return guess_language_of(document.lines[row]) or document.view(guess_language)


@find_once
def certain_language_at(document: Document, row: int) -> str:
    r"""The language of a line where its words leave no doubt, or of its document where the line agrees.

    A language with a few words like those of English is not English: rules
    that delete words ask here and not `language_at`.

    >>> certain_language_at(Document("The mill was sold.\nThe mill of the town was closed for a year."), 0)
    'en'
    >>> certain_language_at(Document("A ka na ba o ni a da, e o se na a."), 0)
    ''
    """
    line, whole = document.lines[row], document.view(_certain_language)
    if whole:
        return certain_language(line) or (whole if whole in count_votes(line) else "")
    return certain_language(line) if len(document.text) < ENOUGH_TO_TELL else ""


def is_spoken(document: Document) -> bool:
    r"""Check whether a document is verse, or the speech of several: there people repeat what they say.

    >>> is_spoken(Document("ANN: No!\nBEN: Yes.\nANN: The the mill?\nBEN: It is."))
    True
    """
    lines = [line for line in document.stripped if line]
    if len(lines) < FEWEST_LINES:
        return False
    from statistics import median  # which brings a lot along

    speeches = sum(_SPEAKER.match(line) is not None for line in lines)
    return speeches * 4 >= len(lines) or median(map(len, lines)) < LONGEST_VERSE


def looks_prose(line: str) -> bool:
    """Check whether a line has some words, many in small letters, and ends like a sentence or is long.

    >>> looks_prose("The council met on Tuesday to talk.")
    True
    >>> looks_prose("Home News Sport Weather Contact")
    False
    """
    words = line.split()
    if len(words) < FEWEST_WORDS:
        return False
    small = sum(word[0].islower() for word in words)
    if words[-1][-1] not in _LAST_MARKS:  # a long row of tags has no small words between
        return len(words) > 15 and small * 5 >= len(words) * 2 and guess_language_of(line) != ""
    return small * 5 >= len(words) * (1 if len(words) > 15 else 2)


def _certain_language(document: Document) -> str:
    return certain_language(document.text)
