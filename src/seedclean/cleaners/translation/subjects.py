"""Subjects of texts that quote what the rules repair: punctuation, hyphens, misprints, grammar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from seedclean.patterns import Pattern, find_all
from seedclean.words import labels_of, one_of, read_file

_FILE = read_file(f"{__file__.removesuffix('subjects.py')}subjects.toml")


class Subject(NamedTuple):
    """The words of a subject.

    Attributes:
        stems: The beginnings of all matches, in small letters. They are sought first, since a pattern of many
            words is slow.
        pattern: The words.
    """

    stems: Sequence[str]
    pattern: Pattern

    def is_in(self, text: str) -> bool:
        """Check whether a text has a word of the subject.

        >>> read_subject("misprints").is_in("Errata: on page 3 read `mill`.")
        True
        """
        small = text.lower()
        if len(small) != len(text):  # `İ` becomes two characters
            return self.pattern.search(text) is not None
        stems = filter(str.isascii, self.stems) if small.isascii() else self.stems
        return any(self.pattern.match(text, place) for stem in stems for place in find_all(small, stem))


def read_subject(kind: str) -> Subject:
    """The subject of which `subjects.toml` has the words."""
    source = rf"(?i)\b(?:{one_of(_FILE[kind])})"
    unspaced = one_of(_FILE.get(f"unspaced-{kind}", {}))
    return Subject(labels_of(_FILE["stems"], kind), Pattern(f"{source}|{unspaced}" if unspaced else source))
