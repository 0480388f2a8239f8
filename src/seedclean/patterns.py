"""Patterns that are compiled when first used, so that importing the library stays cheap."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator


class Pattern:
    """A regular expression of the standard library, compiled on first use.

    The rules keep dozens of them; compiling all at import would cost more than
    cleaning a page. After the first call each method is the compiled one.

    >>> word = Pattern(r"[a-z]+")
    >>> word.search("42 days").group()
    'days'
    """

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self.flags = flags

    def __repr__(self) -> str:
        return f"Pattern({self.source!r})"

    def _compile(self) -> re.Pattern[str]:
        compiled = re.compile(self.source, self.flags)
        # Instance attributes win over the methods below: no detour from now on.
        self.__dict__.update(
            search=compiled.search,
            match=compiled.match,
            fullmatch=compiled.fullmatch,
            finditer=compiled.finditer,
            findall=compiled.findall,
            sub=compiled.sub,
            split=compiled.split,
        )
        return compiled

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self._compile().search(text, start)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self._compile().match(text, start)

    def fullmatch(self, text: str, start: int = 0) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        return self._compile().fullmatch(text, start)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self._compile().finditer(text)

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
        """As `re.Pattern.sub`."""
        return self._compile().sub(replacement, text)

    def split(self, text: str) -> list[str]:
        """As `re.Pattern.split`, for patterns without groups."""
        return [part for part in self._compile().split(text) if part is not None]

    def findall(self, text: str) -> list[str]:
        """As `re.Pattern.findall`."""
        return self._compile().findall(text)


def find_all(text: str, part: str) -> Iterator[int]:
    """Find the places of a string in a text, one after the other.

    >>> list(find_all("step by step", "step"))
    [0, 8]
    """
    place = text.find(part)
    while place >= 0:
        yield place
        place = text.find(part, place + 1)
