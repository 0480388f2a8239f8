"""The rules that ask in which language a text is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.document import Change, Document, drop_lines
from seedclean.facts import LANGUAGES
from seedclean.languages import recognisable
from seedclean.registry import rule
from seedclean.third_party import identify

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORTEST_PARAGRAPH = 60
"""Characters below which a paragraph's language is not asked for: short lines are often mistaken."""


@rule(needs=LANGUAGES)
def foreign_document(document: Document) -> Iterator[Change]:
    r"""Empty a document that is in none of the wanted languages.

    Why: a corpus of one language is spoilt by whole pages in others.

    Leaves alone: everything, unless languages are named that langdetect can
    recognise; a text in which it sees no language, or which has fewer than 20 letters.

    >>> from seedclean import Document, show
    >>> text = "Die Fähre kam am Freitag mit zwei Stunden Verspätung in den Hafen."
    >>> print(show(foreign_document, Document(text, languages=("en",))))
    - Die Fähre kam am Freitag mit zwei Stunden Verspätung in den Hafen.
    """
    wanted = recognisable(document.languages)
    if wanted and _is_foreign(document.text, wanted):
        yield 0, len(document.text), ""


@rule(needs=LANGUAGES)
def foreign_paragraph(document: Document) -> Iterator[Change]:
    r"""Drop a paragraph that is in none of the wanted languages.

    Why: pages mix languages: notices stay in the language of the site, and
    quotations are beside their translations.

    Leaves alone: everything, unless languages are named that langdetect can
    recognise; lines of fewer than 60 characters.

    >>> from seedclean import Document, show
    >>> note = "Die Fähre kam am Freitag mit zwei Stunden Verspätung in den Hafen."
    >>> text = f"The night ferry reached the harbour late on Friday, its captain said.\n{note}\n"
    >>> print(show(foreign_paragraph, Document(text, languages=("en",))))
      The night ferry reached the harbour late on Friday, its captain said.
    - Die Fähre kam am Freitag mit zwei Stunden Verspätung in den Hafen.
    """
    wanted = recognisable(document.languages)
    if wanted:
        yield from drop_lines(
            document,
            (
                row
                for row, line in enumerate(document.stripped)
                if len(line) >= SHORTEST_PARAGRAPH and _is_foreign(line, wanted)
            ),
        )


def _is_foreign(text: str, wanted: tuple[str, ...]) -> bool:
    """Check whether a text is surely in another language; `zh` means both ways of writing Chinese."""
    language = identify(text)
    return language is not None and language not in wanted and language.partition("-")[0] not in wanted
