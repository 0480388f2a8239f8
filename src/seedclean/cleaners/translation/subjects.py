"""Subjects of texts that quote what the rules repair: punctuation, hyphens, misprints, grammar."""

from __future__ import annotations

from collections.abc import Sequence

from seedclean.document import Document
from seedclean.patterns import Pattern, find_all
from seedclean.words import labels_of, one_of, read_file

_FILE = read_file(f"{__file__.removesuffix('subjects.py')}subjects.toml")


class Subject:
    """The words of a subject; called with a document, it says whether the document has one of them.

    Ask by `document.view(subject)`: several rules ask the same.

    Args:
        stems: The beginnings of all matches, in small letters. They are sought first, since a pattern of many
            words is slow.
        pattern: The words.

    >>> MISPRINTS(Document("Errata: on page 3 read `mill`."))
    True
    """

    def __init__(self, stems: Sequence[str], pattern: Pattern) -> None:
        self.stems = stems
        self.pattern = pattern

    def __call__(self, document: Document) -> bool:
        """Check whether a document has a word of the subject."""
        text = document.text
        small = text.lower()
        if len(small) != len(text):  # `İ` becomes two characters
            return self.pattern.search(text) is not None
        stems = filter(str.isascii, self.stems) if small.isascii() else self.stems
        return any(self.pattern.match(text, place) for stem in stems for place in find_all(small, stem))


def _read_subject(kind: str) -> Subject:
    """Read the words of a subject from `subjects.toml`."""
    source = rf"(?i)\b(?:{one_of(_FILE[kind])})"
    unspaced = one_of(_FILE.get(f"unspaced-{kind}", {}))
    return Subject(labels_of(_FILE["stems"], kind), Pattern(f"{source}|{unspaced}" if unspaced else source))


MARKS, MISPRINTS, HYPHENS, GRAMMAR = map(_read_subject, ("marks", "misprints", "hyphens", "grammar"))


def is_about_marks(document: Document) -> bool:
    """Check whether a text speaks of commas and other marks or of misprints, and shows how they are set."""
    return document.view(MARKS) or document.view(MISPRINTS)


def is_about_hyphens(document: Document) -> bool:
    """Check whether a text speaks of hyphens, of parts of words or of misprints, and shows some."""
    return document.view(HYPHENS) or document.view(MISPRINTS)
