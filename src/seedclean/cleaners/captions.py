"""Captions, credits, headlines and paragraphs that stand more than once."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import lru_cache
from itertools import chain, compress, islice, repeat
from operator import contains
from typing import TYPE_CHECKING

from seedclean.document import Change, Document, dropped
from seedclean.patterns import Pattern
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from re import Match

SHORTEST_NEAR = 25
"""Characters of a line that counts as repeated where its copy stands close by."""

SHORTEST_FAR = 60
"""Characters of a line that counts as repeated wherever its copy stands; a credit may be shorter."""

LARGEST_GAP = 3
"""How many lines with text lie at most between copies that stand close by, the copy included."""

_PARAGRAPH = 90  # characters; where lines are that long they are not wrapped, so the text has real paragraphs
_PARAGRAPH_CJK = 45
_FEWEST_PARAGRAPHS = 2
_NEIGHBOURS = 3  # lines to either side of a short repeat among which a paragraph must stand
_LONGEST_COMPARED = 2_000  # characters; longer lines are repeats only where they are equal
_EDGE = 16  # letters at one end that copies have in common
_MOST_FAR_COPIES = 3
_MOST_COMPARED = 4  # earlier lines with the same edge
_LONGEST_CREDIT = 64  # characters from its last mark on
_REMEMBERED = 512  # lines, of which each is compared with several
_FEWEST_WORDS = 6  # in lines that are not wholly equal
_FEWEST_CUT_WORDS = 10  # in a copy that lost more than half
_LEAST_KEPT = 0.55  # of the fuller copy's words, that a cut one still has
_LEAST_CUT = 0.3
_MOST_INNER = 0.12  # of the words, that may have come or gone inside
_NEGATIONS = frozenset(
    (
        "not",
        "no",
        "never",
        "nicht",
        "kein",
        "keine",
        "pas",
        "jamais",
        "nunca",
        "niet",
        "geen",
        "nie",
        "не",
        "нет",
    )
)

_CJK_RANGE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_CJK = Pattern(f"[{_CJK_RANGE}]")
_WORD = Pattern(f"[{_CJK_RANGE}]|[^\\W_{_CJK_RANGE}]+")
_BLANKS_FOR_MARKS = {code: " " for code in range(128) if not chr(code).isalnum()}
_LIST_OR_CODE = Pattern(r"[-*•·‣▪–—>#|]|\d{1,3}[.)]\s|[a-z]\)\s|https?://|www\.")
_CODE_MARKS = ("{", "}", "\t", "|", "\\", "://", "()", " = ", "==")
_CREDIT = Pattern(
    r"(?:[(\[][^()\[\]]{2,80}[)\]]"
    r"|\b(?:photo|photograph|photography|foto|fotos|image|picture|bild|credit|crédit|quelle|source|fuente|fonte|图|摄)"
    r"s?\s?[:/：][^.]{2,60})\s*\.?$"
)


@rule
def repeated_caption(document: Document) -> Iterator[Change]:
    r"""Drop the copy of a caption, credit or headline that stands close by.

    Why: a page prints a caption for the picture, for the gallery and for
    readers who see no pictures; with the tags gone the same line stands two or
    three times in a row. Of copies that differ in a cut tail, a credit or a
    dropped word the fullest stays, at the first place.

    Leaves alone: lines of fewer than 25 characters; texts without long lines,
    such as poems, plays and songs; short lines with no paragraph beside them,
    such as refrains in a text; list items, table rows, links and code; lines
    that differ in a number or in a word that is no abbreviation.

    >>> from seedclean import show
    >>> page = '''The ferry leaves the harbour at noon.
    ... The ferry leaves the harbour at noon. (Photo: Ann Field)
    ... The night ferry reached the harbour two hours late on Friday, because a storm had closed the strait.
    ... Nobody was hurt, its captain said, and all of the passengers went on by bus to the capital at night.
    ... '''
    >>> print(show(repeated_caption, page))
    - The ferry leaves the harbour at noon.
      The ferry leaves the harbour at noon. (Photo: Ann Field)
      The night ferry reached the harbour two hours late on Friday, because a storm had closed the strait.
      Nobody was hurt, its captain said, and all of the passengers went on by bus to the capital at night.
    """
    yield from _once(document, LARGEST_GAP)


@rule
def repeated_paragraph(document: Document) -> Iterator[Change]:
    r"""Drop a paragraph, lead or headline that has stood in the text before.

    Why: leads are printed as a summary and again in the text, captions again
    in the gallery below it. Repeats are what language models learn by heart.

    Leaves alone: lines of fewer than 60 characters, unless they give a photo
    credit; lines that stand more than three times, which are part of how the
    text is built (forms, price lists, forums); texts without long lines;
    list items, table rows, links and code; lines that differ in a number or in
    a word that is no abbreviation.

    >>> from seedclean import show
    >>> lead = "The night ferry reached the harbour two hours late, because a storm had closed the strait."
    >>> page = f"{lead}\nThe mayor thanked the crew.\nMore on Monday.\nThe storm has passed.\n{lead}\n"
    >>> print(show(repeated_paragraph, page))
      The night ferry reached the harbour two hours late, because a storm had closed the strait.
      The mayor thanked the crew.
      More on Monday.
      The storm has passed.
    - The night ferry reached the harbour two hours late, because a storm had closed the strait.
    """
    yield from _once(document, len(document.lines))


def _has_paragraphs(document: Document) -> bool:
    """Whether the text has long lines at all: verse, plays and wrapped texts have none."""
    lines = document.stripped
    long = filter((_PARAGRAPH - 1).__lt__, map(len, lines))
    if len(list(islice(long, _FEWEST_PARAGRAPHS))) == _FEWEST_PARAGRAPHS:
        return True
    return len(list(islice(filter(_is_paragraph, lines), _FEWEST_PARAGRAPHS))) == _FEWEST_PARAGRAPHS


def _is_paragraph(line: str) -> bool:
    if len(line) >= _PARAGRAPH:
        return True
    return len(line) >= _PARAGRAPH_CJK and not line.isascii() and len(_CJK.findall(line)) >= _PARAGRAPH_CJK


def _once(document: Document, gap: int) -> Iterator[Change]:
    """Drop what stands again: of copies the fullest stays, of equal ones the first."""
    edges = document.view(_shared_edges)
    if not edges:
        return
    lines = document.stripped
    kept = list(compress(range(len(lines)), lines))
    gone: set[int] = set()
    while copies := _copies(lines, kept, edges, gap):
        gone |= copies
        kept = [row for row in kept if row not in copies]
        edges = {row: shared for row, shared in edges.items() if row not in copies}
    if gone:
        yield from dropped(document, gone)


def _shared_edges(document: Document) -> dict[int, list[str]]:
    """The rows that may be copies, with the edges that they share with others; none without paragraphs."""
    lines = document.stripped
    rows = list(compress(range(len(lines)), map((SHORTEST_NEAR - 1).__lt__, map(len, lines))))
    long = [lines[row] for row in rows]
    heads = [line[:_EDGE].casefold() for line in long]
    tails = [line[-_EDGE - 1 : -1].casefold() for line in long]
    shared_heads, shared_tails = _repeated(heads), _repeated(tails)
    if not (shared_heads or shared_tails) or not _has_paragraphs(document):
        return {}
    edges: dict[int, list[str]] = {}
    for row, line, head, tail in zip(rows, long, heads, tails, strict=True):
        if (head in shared_heads or tail in shared_tails) and _may_repeat(line):
            shared = edges[row] = ["^" + head] if head in shared_heads else []
            if tail in shared_tails:
                shared.append("$" + tail)
    return edges


def _repeated(values: list[str]) -> set[str]:
    known: set[str] = set()
    again: set[str] = set()
    for value in values:
        (again if value in known else known).add(value)
    return again


def _copies(lines: list[str], kept: list[int], edges: dict[int, list[str]], gap: int) -> set[int]:
    """The rows among those that are kept that have a fuller or an earlier copy."""
    far = gap > LARGEST_GAP
    times = Counter(chain.from_iterable(edges.values())) if far else {}
    gone: set[int] = set()
    by_edge: dict[str, list[tuple[int, int]]] = {}  # the places of the lines with each edge, and their rows
    for row, shared in edges.items():
        place = bisect_left(kept, row)
        for edge in shared:
            if far and times[edge] > _MOST_FAR_COPIES:
                continue
            before = by_edge.setdefault(edge, [])
            for earlier_place, earlier in before[-_MOST_COMPARED:]:
                if row in gone or earlier in gone or place - earlier_place > gap:
                    continue
                fuller = _reaches(lines[row], place - earlier_place) and _fuller(lines[earlier], lines[row])
                if fuller and _is_evident(lines, kept, earlier_place, place):
                    gone.add(row if fuller == 1 else earlier)
            before.append((place, row))
    return gone


def _is_evident(lines: list[str], kept: list[int], first: int, last: int) -> bool:
    """Whether the copies at two places among the kept rows are no refrain, list item or line of code."""
    line = lines[kept[last]]
    if len(line) >= SHORTEST_FAR or _credit_of(line):
        return True
    if last == first + 1 and _words(line) == _words(lines[kept[first]]):
        return True
    around = kept[max(0, first - _NEIGHBOURS) : last + _NEIGHBOURS + 1]
    return any(_is_paragraph(lines[row]) for row in around)


def _reaches(line: str, gap: int) -> bool:
    """Whether a line counts as repeated where its copy stands so far away."""
    return gap <= LARGEST_GAP or len(line) >= SHORTEST_FAR or _credit_of(line) is not None


def _may_repeat(line: str) -> bool:
    """Whether a line that comes again is noise: list items, table rows, links and code may come again."""
    return _LIST_OR_CODE.match(line) is None and not any(map(contains, repeat(line), _CODE_MARKS))


@lru_cache(_REMEMBERED)
def _fuller(first: str, second: str) -> int:
    """Which of two lines is the fuller copy of the other: 1, 2, or 0 where they are no copies."""
    if first == second:
        return 1
    if len(first) > _LONGEST_COMPARED or len(second) > _LONGEST_COMPARED:
        return 0
    longer = 1 if len(first) >= len(second) else 2
    ours, theirs = _words(first), _words(second)
    if ours == theirs or _are_copies(ours, theirs):
        return longer
    bare, other = _words(_without_credit(first)), _words(_without_credit(second))
    return longer if (bare, other) != (ours, theirs) and _are_copies(bare, other) else 0


@lru_cache(_REMEMBERED)
def _words(line: str) -> tuple[str, ...]:
    if line.isascii():
        return tuple(line.lower().translate(_BLANKS_FOR_MARKS).split())
    return tuple(_WORD.findall(line.casefold()))


def _without_credit(line: str) -> str:
    credit = _credit_of(line)
    return line[: credit.start()] if credit else line


def _credit_of(line: str) -> Match[str] | None:
    """The credit of a photograph at the end of a line."""
    end = line[-_LONGEST_CREDIT:]
    if ":" in end or "/" in end or ")" in end or "]" in end or "：" in end:
        return _CREDIT.search(line.casefold())
    return None


def _are_copies(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether two lines say the same, but for a cut end, a label, or a word or two dropped."""
    if ours == theirs:
        return True
    short, long = sorted((ours, theirs), key=len)
    if len(short) < _FEWEST_WORDS:
        return False
    if long[: len(short) - 1] == short[:-1] and long[len(short) - 1].startswith(short[-1]):
        return len(short) >= (
            _FEWEST_CUT_WORDS if len(short) < _LEAST_KEPT * len(long) else _FEWEST_WORDS
        ) and (len(short) >= _LEAST_CUT * len(long))
    if len(short) < _LEAST_KEPT * len(long):
        return False
    from rapidfuzz.distance import Levenshtein

    inner = 0
    for step in Levenshtein.opcodes(short, long):
        gone = short[step.src_start : step.src_end]
        come = long[step.dest_start : step.dest_end]
        if step.tag == "replace":
            if not all(map(_abbreviates, gone, come)):
                return False
        elif step.tag != "equal" and (gone or 0 < step.dest_start < step.dest_end < len(long)):
            # Words inside; a label before the line or an end that was cut may come freely.
            if any(word in _NEGATIONS or word.isdigit() for word in gone + come):
                return False
            inner += len(gone) + len(come)
    return inner <= max(1, _MOST_INNER * len(short))


def _abbreviates(one: str, other: str) -> bool:
    """`oct` and `october`, `5` and `05`."""
    if one.isdigit() and other.isdigit():
        return one.lstrip("0") == other.lstrip("0")
    short, long = sorted((one, other), key=len)
    return len(short) >= 3 and long.startswith(short)
