"""Characters that were escaped for a program or for mail, and never decoded."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.document import Change, Document
from seedclean.facts import needs_of
from seedclean.patterns import Pattern
from seedclean.registry import rule

_FEWEST_WORDS = 3
_ESCAPE = Pattern(r"(?:\\u[0-9A-Fa-f]{4}){1,8}")
_NO_PROSE = Pattern(r"[{}=\"`<>$]|\\(?!u[0-9A-Fa-f]{4})|(?i:unicode|escap|json|codepoint|code point)")
_BYTES = Pattern(r"=[0-9A-F]{2}(?:(?:=\n)?=[0-9A-F]{2})++")
_ASCII_BYTE = Pattern(r"=[0-7][0-9A-F]")
_SOFT_END = "=\n"
_SHORTEST_SOFT, _LONGEST_SOFT = 60, 76
"""Characters of a line with a soft end: RFC 2045 allows 76, and some mailers end a line at a blank before."""

_SURE_BYTES = 6
"""So many bytes that are letters are no accident: two Chinese ones, three of other scripts."""

_OTHER_CODE = Pattern(r"[{}<>$]|(?i:quoted.printable|mime|charset|encod)")


@rule(needs=needs_of("\\u"))
def json_escape(document: Document) -> Iterator[Change]:
    r"""Replace the escapes of JSON by the characters that they name.

    Why: a string that was cut out of JSON by hand keeps `\u00e9` for `é`.

    Leaves alone: documents with braces, which are JSON or code, lines with quotation marks, `=`, tags or
    other escapes, lines that speak of Unicode or JSON, escapes of ASCII and of control characters, and an
    escape that is beside no letter.

    >>> from seedclean import show
    >>> print(show(json_escape, "Nicol\\u00e1s opened the caf\\u00e9 at eight.\n"))
    - Nicol\u00e1s opened the caf\u00e9 at eight.
    + Nicolás opened the café at eight.
    """
    if "{" in document.text:
        return
    for row, line in enumerate(document.lines):
        if "\\u" not in line or len(line.split()) < _FEWEST_WORDS or _NO_PROSE.search(line):
            continue
        for match in _ESCAPE.finditer(line):
            new = match.group().encode("ascii").decode("unicode-escape").encode("utf-16", "surrogatepass")
            said = new.decode("utf-16", "replace")
            beside = line[max(0, match.start() - 1) : match.start()] + line[match.end() : match.end() + 1]
            if (
                said.isprintable()
                and min(said) > "\xa0"
                and "\ufffd" not in said
                and any(map(str.isalpha, beside))
            ):
                yield document.starts[row] + match.start(), document.starts[row] + match.end(), said


@rule(needs=needs_of(("=C", "=D", "=E", "=F")))
def quoted_printable(document: Document) -> Iterator[Change]:
    r"""Replace bytes that mail wrote as `=C3=A9` by the characters that they are, and join lines that it cut.

    Why: corpora of mail keep the encoding of the transport.

    Leaves alone: bytes that are no UTF-8, bytes of ASCII (`=20`), lines with braces, tags, addresses or a
    word about encodings, and lines without bytes that are beside a letter or a word by themselves; a `=` at
    the end of a line of fewer than 60 or more than 76 characters, or where no such bytes are in the lines
    that it joins.

    >>> from seedclean import show
    >>> print(show(quoted_printable, "Le caf=C3=A9 est ferm=C3=A9.\n"))
    - Le caf=C3=A9 est ferm=C3=A9.
    + Le café est fermé.
    """
    for start, end in _find_passages(document):
        passage = document.text[start:end]
        found = _find_bytes(passage)
        yield from ((start + first, start + last, said) for first, last, said in found)
        if found:
            yield from ((start + first, start + last, "") for first, last in _find_soft_ends(passage, found))


def _find_passages(document: Document) -> Iterator[tuple[int, int]]:
    """Find the lines that may hold bytes, each with those that soft ends join to it."""
    starts, top = document.starts, 0
    for row, line in enumerate(document.lines):
        if _is_joined(document.lines, row):
            continue
        start, end = starts[top], starts[row] + len(line)
        if (top < row or "=" in line) and not _is_other_code(line):
            yield start, end
        top = row + 1


def _is_joined(lines: list[str], row: int) -> bool:
    """Check whether a line has a soft end: the next one goes on with it."""
    line = lines[row]
    if not (line.endswith("=") and _SHORTEST_SOFT <= len(line) <= _LONGEST_SOFT and row + 1 < len(lines)):
        return False
    below = lines[row + 1]
    return below.strip() != "" and not _is_other_code(line) and not _is_other_code(below)


def _is_other_code(line: str) -> bool:
    return "://" in line or _OTHER_CODE.search(line) is not None


def _find_bytes(passage: str) -> list[Change]:
    """Find bytes that are characters of no ASCII, with the soft ends between them, if one of them is sure."""
    found: list[Change] = []
    sure = False
    for match in _BYTES.finditer(passage):
        start, end = match.span()
        code = match.group().replace(_SOFT_END, "")
        try:
            said = "" if _ASCII_BYTE.search(code) else bytes.fromhex(code.replace("=", "")).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if said and said.isprintable():
            found.append((start, end, said))
            before = passage[max(0, start - 3) : start].removesuffix(_SOFT_END)[-1:]
            after = passage[end : end + 3].removeprefix(_SOFT_END)[:1]
            is_word = said.isalpha() and len(code) >= _SURE_BYTES * len("=C3")
            sure = sure or is_word or before.isalpha() or after.isalpha()
    return found if sure else []


def _find_soft_ends(passage: str, found: list[Change]) -> Iterator[tuple[int, int]]:
    """Find the soft ends of a passage that are not between bytes."""
    place = passage.find(_SOFT_END)
    within = {at for first, last, _ in found for at in range(first, last)}
    while place >= 0:
        if place not in within:
            yield place, place + len(_SOFT_END)
        place = passage.find(_SOFT_END, place + 1)
