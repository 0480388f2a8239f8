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
_BYTES = Pattern(r"(?:=[0-9A-F]{2}){2,12}")
_ASCII_BYTE = Pattern(r"=[0-7][0-9A-F]")
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
    r"""Replace bytes that mail wrote as `=C3=A9` by the characters that they are.

    Why: corpora of mail keep the encoding of the transport.

    Leaves alone: bytes that are no UTF-8, bytes of ASCII (`=20`), lines with braces, tags or a word about
    encodings, and bytes that are beside no letter, as those of a link may be.

    >>> from seedclean import show
    >>> print(show(quoted_printable, "Le caf=C3=A9 est ferm=C3=A9.\n"))
    - Le caf=C3=A9 est ferm=C3=A9.
    + Le café est fermé.
    """
    for row, line in enumerate(document.lines):
        if "=" not in line or "://" in line or _OTHER_CODE.search(line):
            continue
        for match in _BYTES.finditer(line):
            beside = line[max(0, match.start() - 1) : match.start()] + line[match.end() : match.end() + 1]
            if _ASCII_BYTE.search(match.group()) or not any(map(str.isalpha, beside)):
                continue
            try:
                said = bytes.fromhex(match.group().replace("=", "")).decode("utf-8")
            except UnicodeDecodeError:
                continue
            if said.isprintable():
                yield document.starts[row] + match.start(), document.starts[row] + match.end(), said
