"""Names of months and weekdays, and the letters folded so that spellings agree."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from itertools import takewhile

_WORDS = frozenset("to do so la di da me lo no sa de".split())
"""Short names of weekdays that are small words elsewhere: `3 June to 9 June`."""

_HEBREW = ("ב", "ה")
"""Letters that Hebrew puts before a month: `in November`, `the`."""

_MAGHREB = "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر".split()
"""The months as Algeria and Tunisia write them, which CLDR has for their regions alone."""

ZEROS = "٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀႐០᠐᥆᧐᭐᮰᱀᱐０"
_PLAIN = {
    "i": "İ",
    " ": "\u00a0\u2007\u2009\u200a\u202f\u3000\ufeff\u200b\u200e\u200f",
    "-": "–—‐‑−～－",
    "'": "’‘ʼ´׳",
    ":": "：∶",
    "(": "（",
    ")": "）",
    "[": "【",
    "]": "】",
    ",": "，،",
    "/": "／",
    ".": "．",
    "|": "｜·•‧∙●›»",
    "+": "＋",
    "年": "년",
    "月": "월",
    "日": "일號号",
    "ا": "أإآ",
    "ي": "ىيی",
    "ك": "ک",
    "σ": "ςΣ",
}
"""Letters and marks by their plain form."""


class _Folds(dict[int, str | int]):
    """The folded form of each letter; one that stays is noted, since a lookup that fails is slow."""

    def __missing__(self, code: int) -> int:
        self[code] = code
        return code


@cache
def _table() -> _Folds:
    from unicodedata import decomposition

    table: dict[int, str] = {}
    for first, last in ((0xC0, 0x250), (0x370, 0x460), (0x1E00, 0x2000)):
        for code in range(first, last):
            parts = decomposition(chr(code)).split()
            while parts and not parts[0].startswith("<") and len(parts) == 2:
                table[code] = chr(int(parts[0], 16))
                parts = decomposition(table[code]).split()
    for zero in ZEROS:
        table.update({ord(zero) + digit: str(digit) for digit in range(10)})
    table.update({ord(letter): plain for plain, letters in _PLAIN.items() for letter in letters})
    return _Folds(table)


def fold(text: str) -> str:
    """The text in small letters, without accents, digits and punctuation as in ASCII; as long as before.

    >>> fold("29. Března ２０２５，१६：०४")
    '29. brezna 2025,16:04'
    """
    return text.lower() if text.isascii() else text.translate(_table()).lower()


@cache
def _names() -> dict[str, dict[str, list[str]]]:
    import json
    from pathlib import Path

    table = json.loads(Path(__file__).with_name("names.json").read_text(encoding="utf-8"))
    return {language: names for language, names in table.items() if language != "source"}


@cache
def languages() -> tuple[str, ...]:
    """The languages whose month names are known, as CLDR calls them."""
    return tuple(_names())


def names(language: str, kind: str) -> list[list[str]]:
    """The spellings of the months (`kind="months"`) or weekdays (`"days"`) of one language, as written."""
    return [forms.split("|") for forms in _names()[language][kind]]


@cache
def _numbers(kind: str) -> dict[str, dict[int, set[str]]]:
    """For each folded name: the numbers it can mean, and in which languages."""
    found: dict[str, dict[int, set[str]]] = {}
    for language in _names():
        for number, forms in enumerate(names(language, kind), start=kind == "months"):
            for form in forms:
                found.setdefault(fold(form), {}).setdefault(number, set()).add(language[:2])
    if kind == "months":
        for number, form in enumerate(_MAGHREB, start=1):
            found.setdefault(fold(form), {}).setdefault(number, set()).add("ar")
    return found


@cache
def _sort_months() -> list[str]:
    return sorted(_numbers("months"))


@cache
def _month_beginnings() -> frozenset[str]:
    stems = {name[:length] for name in _numbers("months") for length in (1, 2, 3)}
    return frozenset(mark + stem for stem in stems for mark in ("", *_HEBREW))


def month(word: str, language: str | None = None) -> int | None:
    """The month that a folded word names, in any language.

    Inflected and shortened forms are understood where only one month fits.

    >>> month("augustus"), month("studenog"), month("srp"), month("srp", "cs"), month("fleas")
    (8, 11, None, 8, None)
    """
    word = word.strip(".'")
    return _month(word, language) if word[:3] in _month_beginnings() else None


@lru_cache(maxsize=4096)
def _month(word: str, language: str | None) -> int | None:
    known = _numbers("months")
    if word in known:
        return _only(known[word], language)
    if word[:1] in _HEBREW and word[1:] in known:
        return _only(known[word[1:]], language)
    if len(word) >= 3:
        ordered = _sort_months()
        at = bisect_left(ordered, word)
        longer = {
            n
            for name in takewhile(lambda name: name.startswith(word), ordered[at : at + 40])
            for n in known[name]
        }
        if len(longer) == 1:
            return longer.pop()
    for end in range(len(word) - 1, max(4, len(word) - 4), -1):
        if word[:end] in known:
            return _only(known[word[:end]], language)
    return None


def ambiguous(word: str) -> bool:
    """Check whether a folded word names different months in different languages: `lis`, `listopad`."""
    return len(_numbers("months").get(word, ())) > 1


def may_be_month(word: str) -> bool:
    """Check whether a folded word names a month, or several in different languages."""
    return month(word) is not None or ambiguous(word)


def weekday(word: str) -> int | None:
    """The weekday that a folded word names, Monday 0, where all languages that have the word agree.

    >>> weekday("tirsdag"), weekday("mar"), weekday("council")
    (1, 1, None)
    """
    found = _numbers("days").get(word.strip(".'"))
    return next(iter(found)) if found and len(found) == 1 else None


def is_weekday(word: str) -> bool:
    """Check whether a folded word names a weekday in some language."""
    return word not in _WORDS and word.strip(".'") in _numbers("days")


def _only(numbers: dict[int, set[str]], language: str | None) -> int | None:
    if len(numbers) == 1:
        return next(iter(numbers))
    fits = [number for number, spoken in numbers.items() if language and language[:2] in spoken]
    return fits[0] if len(fits) == 1 else None
