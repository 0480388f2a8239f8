"""The near characters, those below 0x10000, of which tables say what they are.

Beyond are emoji and old scripts. The tables are made of whole strings, as the first
text of a process waits for them. This module loads numpy, so it is imported when first used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    Array = np.ndarray[Any, np.dtype[Any]]

NEAR = 0x10000

LONGER_WHEN_SMALL = "İ"
"""Its small letter is two characters; that of every other character is one."""

OTHER_WHEN_LAST = "Σ"
"""Its small letter is another one at the end of a word."""


def near() -> str:
    """Each near character once, in order."""
    return np.arange(NEAR, dtype=np.uint32).tobytes().decode("utf-32-le", "surrogatepass")


def small() -> Array:
    """The small letter of each, and each that has none itself; `LONGER_WHEN_SMALL` stays as it is.

    >>> chr(small()[ord("É")])
    'é'
    """
    found = points(near().replace(LONGER_WHEN_SMALL, "\0").lower()).copy()
    found[ord(LONGER_WHEN_SMALL)] = ord(LONGER_WHEN_SMALL)
    return found


def those(has: Callable[[str], bool]) -> Array:
    """Which of them have a property.

    >>> np.flatnonzero(those(str.isspace))[:6].tolist()
    [9, 10, 11, 12, 13, 28]
    """
    return np.fromiter(map(has, near()), bool, NEAR)


def points(characters: Iterable[str]) -> Array:
    """The code points of near characters.

    >>> points("é!").tolist()
    [233, 33]
    """
    return np.frombuffer("".join(characters).encode("utf-16-le", "surrogatepass"), np.uint16)
