"""Text that was addressed to the one who asked for the translation."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.document import Change, Document, dropped
from seedclean.patterns import Pattern
from seedclean.registry import rule

_FENCE = "```"
_PREAMBLE = Pattern(
    r"\s*(?:(?:Sure|Certainly|Of course|Absolutely)[^:\n]{0,40}[,.!] ?)?"
    r"(?:(?:Here(?:’s|'s| is| are)|Below is|This is) (?:the|a|my|your|an)\b[^:\n]{0,40}\btransl[^:\n]{0,80}"
    r"|(?:Hier ist|Hier sind|Nachfolgend) (?:die|eine|meine)\b[^:\n]{0,40}Übersetzung[^:\n]{0,80}"
    r"|(?:Voici|Ci-dessous) (?:la|une|ma) traduction\b[^:\n]{0,80}"
    r"|(?:Aquí (?:tienes?|está|te dejo|va)|A continuación) (?:la|una|mi) traducción\b[^:\n]{0,80}"
    r"|(?:Ecco|Di seguito) (?:la|una) traduzione\b[^:\n]{0,80}"
    r"|(?:Aqui está|Segue) a tradução\b[^:\n]{0,80}"
    r"|(?:Zde je|Tady je) (?:překlad|přeložený)\b[^:\n]{0,80}"
    r"|(?:Translation|Translated text|Übersetzung|Traduction|Traducción|Překlad)(?= ?: *(?:\n|[\"“„«¡¿A-ZÀ-Ž]"
    r".{0,2000}[.!?…\"”“»] *(?:\n|$)))) ?: *\n*(?=\S)"
)
_OTHER_VERSION = Pattern(r" ?(?:or|oder|o|ou|nebo|Or|O|Note|Nota|Hinweis|Alternatively|Another|Otra)\b")
_NOTE_ENDS = frozenset(("te:", "ta:", "is:", "ng:"))
_NOTE = Pattern(
    r"(?:^| ?([(\[]))(?:Note|Nota|Hinweis|Anmerkung): "
    r"(?=.{0,300}(?:I(?:’|')ve |I have |I kept |I used |I left |I translated |he traducido |ich habe |"
    r"ho tradotto ))(?=.{0,300}(?:transl|traduc|traduz|[üÜ]bersetz)).{0,600}(?(1)[)\]])$"
)


@rule(needs="`")
def code_fence(document: Document) -> Iterator[Change]:
    r"""Delete the fences that a chat model puts around its answer, and what it says behind them.

    Why: a fence that closes behind the last word of a line is where the translation ended; another
    version of it, or a remark on it, follows.

    Leaves alone: Markdown: fences with a line of their own, and fences with a blank before them.

    >>> from seedclean import show
    >>> print(show(code_fence, "The mill still turns.``` or ```The mill is turning still.\n"))
    - The mill still turns.``` or ```The mill is turning still.
    + The mill still turns.
    """
    for row, line in enumerate(document.lines):
        if _FENCE not in line:
            continue
        start = document.starts[row]
        if line.startswith(_FENCE):
            inner = line[3:]
            if inner[:1] in ('"', "“", "„", "«", "¡", "¿") or (inner[:1].isupper() and " " in inner):
                yield start, start + 3, ""
            place = line.find(_FENCE, 3)
        else:
            place = line.find(_FENCE)
        if place <= 0 or line.startswith("`", place + 3):
            continue
        if not line[place - 1].isspace() or _OTHER_VERSION.match(line, place + 3):
            yield start + len(line[:place].rstrip()), start + len(line), ""


@rule(needs=":")
def translation_preamble(document: Document) -> Iterator[Change]:
    r"""Delete the sentence with which a translator or a chat model hands over a translation.

    Why: `Here is the translation:` was said to the one who asked for it.

    Leaves alone: the same words anywhere but at the start of the document, or without a colon, and
    a heading (`Translation: a short history`), which has no sentence behind the colon.

    >>> from seedclean import show
    >>> print(show(translation_preamble, "Sure! Here is the translation: The mill still turns.\n"))
    - Sure! Here is the translation: The mill still turns.
    + The mill still turns.
    """
    end = 0
    while match := _PREAMBLE.match(document.text, end):
        end = match.end()
    if end:
        yield 0, end, ""


@rule(needs=":")
def translation_note(document: Document) -> Iterator[Change]:
    r"""Delete a remark on the translation, in a line of its own or in brackets at the end of a line.

    Why: it was said to the one who asked for the translation.

    Leaves alone: notes on anything else, and notes in the middle of a line.

    >>> from seedclean import show
    >>> print(show(translation_note, "The mill turns. (Note: I kept the name in the translation.)\n"))
    - The mill turns. (Note: I kept the name in the translation.)
    + The mill turns.
    """
    text = document.text
    rows = set()
    place = text.find(":")
    while place >= 0:
        if text[place - 2 : place + 1] in _NOTE_ENDS:
            rows.add(document.line_at(place))
        place = text.find(":", place + 1)
    whole = []
    for row in sorted(rows):
        match = _NOTE.search(document.lines[row])
        if match and match.start():
            yield document.starts[row] + match.start(), document.starts[row] + match.end(), ""
        elif match:
            whole.append(row)
    yield from dropped(document, whole)
