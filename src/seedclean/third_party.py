"""The engines that others wrote: ftfy for damaged characters, langdetect for languages.

Both are imported when first used, and nowhere else.
"""

from __future__ import annotations

from _thread import allocate_lock
from functools import cache
from typing import TYPE_CHECKING, Any

from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable

FEWEST_LETTERS = 20
"""Below so many letters a language is a guess: langdetect calls `OK` Portuguese with certainty."""

_LONGEST = 10_000  # langdetect looks no further either
_LETTERS = Pattern(r"[^\W\d_]+")
_LOCK = allocate_lock()  # what threading.Lock is; threading itself is slow to import


def repair(line: str) -> str:
    """Repair mojibake and other damage in a line with ftfy, its choices of style switched off.

    Quotes stay as curled as they are, ligatures and full-width forms stay, and
    so does the normal form.

    Args:
        line: A line, without its line end.

    >>> repair("itâ€™s “here”")
    'it’s “here”'
    """
    return _ftfy()(line)


def identify(text: str) -> str | None:
    """The language of a text, by langdetect.

    Seeded, with the profiles loaded in sorted order into a factory of our own,
    and safe under threads: the same text gives the same answer every time.

    Args:
        text: The text; its first 10,000 characters are looked at.

    Returns:
        An ISO 639-1 code, `"zh-cn"` and `"zh-tw"` for Chinese, or `None` where
        there are fewer than 20 letters or langdetect sees no language.

    >>> identify("The council met on Tuesday to talk about the new bridge.")
    'en'
    >>> identify("OK") is None
    True
    """
    text = text[:_LONGEST]
    if sum(map(len, _LETTERS.findall(text))) < FEWEST_LETTERS:
        return None
    from langdetect import LangDetectException

    detector = _langdetect().create()
    detector.append(text)
    try:
        language = str(detector.detect())
    except LangDetectException:
        return None
    return None if language == "unknown" else language


@cache
def list_languages() -> frozenset[str]:
    """List the languages that `identify` can answer, without importing langdetect."""
    from importlib.util import find_spec
    from pathlib import Path

    spec = find_spec("langdetect")
    folders = (spec.submodule_search_locations if spec else None) or []
    return frozenset(path.name for folder in folders for path in Path(folder, "profiles").iterdir())


@cache
def _ftfy() -> Callable[[str], str]:
    import ftfy

    config = ftfy.TextFixerConfig(
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        normalization=None,
        explain=False,
    )
    return lambda line: ftfy.fix_text(line, config)


def _langdetect() -> Any:  # noqa: ANN401 - langdetect has no types
    # The module's own factory is published before its profiles are loaded, so
    # that a second thread gets wrong answers from it. This one is built whole.
    with _LOCK:
        return _factory()


@cache
def _factory() -> Any:  # noqa: ANN401
    from pathlib import Path

    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()
    factory.seed = 0
    profiles = sorted(Path(PROFILES_DIRECTORY).iterdir())
    factory.load_json_profile([profile.read_text(encoding="utf-8") for profile in profiles])
    return factory
