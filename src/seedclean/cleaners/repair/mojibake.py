"""Characters that were read in the wrong encoding."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from seedclean.analysis import hints_at_damage, suspect_places
from seedclean.cleaners.repair.legacy import holds_legacy_bytes
from seedclean.document import Change, Document
from seedclean.edits import rewrite
from seedclean.facts import suspects
from seedclean.patterns import Pattern
from seedclean.registry import rule
from seedclean.third_party import repair

_SPEAKS_OF_ENCODINGS = Pattern(
    r"(?i)\b(?:utf-?(?:8|16)|latin-?1|iso[- ]?8859|(?:windows|cp)-?12\d\d|mojibake|unicode|charset|"
    r"code ?page|encod(?:ed|ings?|e)"
    r"|decod(?:ed|ing|e)|(?:en|de)?[ck]od(?:ierung|age|ificación|ifica|ificação|ering)|"
    r"zeichensatz|zeichenkodierung|кодировк|kódování|kodowani)|文字化け|文字コード|乱码|编码|編碼"
)


_AROUND = ".,:;!?()[]\"'"


@rule(needs=suspects())
def mojibake(document: Document) -> Iterator[Change]:
    r"""Repair text that was read in the wrong encoding, as ftfy does.

    Why: UTF-8 read as Windows-1252 turns every accent and every curly quote into two or three
    characters.

    Leaves alone: everything that is a choice of style: curly quotes, ligatures, full-width forms,
    non-breaking blanks, decomposed accents; lines about encodings (`é shows up as Ã© in Latin-1`);
    texts in which a line has a word in both forms (`é becomes Ã©`);
    lines of another encoding read as Latin-1, in which a few bytes look like UTF-8 by chance.
    ftfy is asked only about lines that it could change.

    >>> from seedclean import show
    >>> print(show(mojibake, "The cafÃ© isnâ€™t open.\n"))
    - The cafÃ© isnâ€™t open.
    + The café isn’t open.
    """
    found: list[Change] = []
    for row in suspect_rows(document):
        line = document.lines[row]
        if _SPEAKS_OF_ENCODINGS.search(line):
            continue
        repaired_line = _repair_line(document, line)
        if holds_legacy_bytes(line) and holds_legacy_bytes(repaired_line):
            continue  # a few bytes looked like UTF-8 by chance
        if repaired_line != line and has_both_forms(line, repaired_line):
            return
        found += _between(line, repaired_line, document.starts[row])
    yield from found


def has_both_forms(line: str, repaired_line: str) -> bool:
    """Check whether a line has a damaged word, and the same word as it is meant, as an explanation has.

    >>> has_both_forms("write é, not Ã©", "write é, not é"), has_both_forms("cafÃ© cafÃ©", "café café")
    (True, False)
    """
    words = [word.strip(_AROUND) for word in line.split()]
    repaired_words = [word.strip(_AROUND) for word in repaired_line.split()]
    meant = set(words)
    return len(words) == len(repaired_words) and any(
        word != other and other in meant for word, other in zip(words, repaired_words, strict=True)
    )


def suspect_rows(document: Document) -> list[int]:
    """The lines that ftfy might change.

    >>> suspect_rows(Document("café cafÃ©"))
    [0]
    """
    rows: list[int] = []
    places = document.view(suspect_places)
    i = 0
    while i < len(places):
        if hints_at_damage(document.text, places[i]):
            rows.append(document.line_at(places[i]))
            i = bisect_left(places, document.starts[rows[-1] + 1], i)  # one place is enough for a line
        else:
            i += 1
    return rows


def _repair_line(document: Document, line: str) -> str:
    """A line as ftfy repairs it; what ftfy left, or made, it is not asked again."""
    settled: set[str] = document.memo.setdefault(_repair_line, set())
    if line in settled:
        return line
    fixed = repair(line)
    while "\n" in fixed and fixed != line:  # ftfy writes line ends for `&#10;`: then each part is a line
        line, fixed = fixed, "\n".join(map(repair, fixed.split("\n")))
    settled.update(fixed.split("\n"))
    return fixed


def _between(old: str, new: str, start: int) -> Iterator[Change]:
    """The changes from one version of a line to the next: word by word where the words pair up."""
    words, fixed = old.split(" "), new.split(" ")
    if len(words) != len(fixed):
        words, fixed = [old], [new]
    for word, replacement in zip(words, fixed, strict=True):
        change = rewrite(word, replacement, start=start)
        if change:
            yield change
        start += len(word) + 1
