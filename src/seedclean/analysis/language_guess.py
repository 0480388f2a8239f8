"""The language of a text, cheaply.

Languages are recognised by script and by function words, not by langdetect, which
costs more than all rules together. An answer is `""` where nothing is certain,
and a rule that needs to know then does nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain, repeat

from seedclean.document import Document
from seedclean.patterns import Pattern
from seedclean.words import read_file

FEWEST_WORDS = 4
"""So many function words, at least, must speak for a language."""

FEWEST_DIFFERENT = 3
"""So many different words, at least, must speak for a certain language; two in a sentence or two."""

SHORT = 20
"""Words of a sentence or two."""

CERTAIN_SHARE = 0.15
"""In prose every third to fifth word is on the list of its language; of another language, one in ten."""

SLAVIC_SHARE = 0.1
"""The same for languages without articles, whose function words are fewer."""

CZECH_SHARE = 0.03
"""The same for a text with letters that only Czech has together."""

_SLAVIC = frozenset(("cs", "pl", "ru", "uk"))
_SAMPLE = 6_000  # characters: enough for a thousand words, and no cost on a long document
_FILE = read_file(f"{__file__.removesuffix('language_guess.py')}function_words.toml")
_FUNCTION_WORDS, _MORE_WORDS = _FILE["function-words"], _FILE["more-words"]


def _languages_of(*lists: dict[str, str]) -> dict[str, list[str]]:
    """The languages that have each word of some lists."""
    found: dict[str, list[str]] = {}
    for said in lists:
        for name, some in said.items():
            for word in dict.fromkeys(some.split()):
                if name not in found.setdefault(word, []):
                    found[word].append(name)
    return found


_LANGUAGES_OF = _languages_of(_FUNCTION_WORDS)
_LIKELY_LANGUAGES_OF = _languages_of(_FUNCTION_WORDS, _MORE_WORDS)
_CJK = Pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_KANA = Pattern(r"[\u3040-\u30ff]")
_HANGUL = Pattern(r"[\uac00-\ud7af]+")
_MARKS_ROUND = ".,;:!?\"'()[]“”‘’„«»"


def guess_language(document: Document) -> str:
    """The language of a document, as an ISO 639-1 code, or `""` where no language is clearly ahead.

    Cheap and only for languages whose marks the rules treat differently:
    English, German, French, Spanish, Italian, Portuguese, Dutch, Czech, Polish,
    Russian and Ukrainian by their function words. Chinese, Japanese and Korean
    text is `"zh"`, `"ja"` or `"ko"` by its script.

    >>> Document("The council met on Tuesday to talk about the new bridge.").view(guess_language)
    'en'
    >>> Document("OK").view(guess_language)
    ''
    """
    text = document.text
    if len(text) <= 2 * _SAMPLE:
        return guess_language_of(text)
    middle = len(text) // 2  # menus come first
    return guess_language_of(text[:_SAMPLE] + " " + text[middle : middle + _SAMPLE])


def guess_language_of(text: str) -> str:
    """The language of a short text; see `guess_language`.

    >>> guess_language_of("Le conseil est dans la ville pour une réunion avec les habitants.")
    'fr'
    """
    text = text[: 2 * _SAMPLE]
    script = find_east_asian(text)
    if script:
        return script
    spoken = count_votes(text)
    if not spoken:
        return ""
    best = max(spoken, key=spoken.__getitem__)
    most = spoken.pop(best)
    return best if most >= FEWEST_WORDS and max(spoken.values(), default=0) * 4 <= most * 3 else ""


def likely_language(line: str) -> str:
    """The language of which a sentence has two small words, and twice as many as of any other; or `""`.

    It is enough for where a blank goes, and not for a rule that deletes words.

    >>> likely_language("Der Zug ist heute nicht da.")
    'de'
    >>> likely_language("Paris, Roma, London")
    ''
    """
    spoken = Counter(
        chain.from_iterable(map(_LIKELY_LANGUAGES_OF.get, line[:_SAMPLE].lower().split(), repeat(())))
    )
    (best, most), (_, second) = (*spoken.most_common(2), ("", 0), ("", 0))[:2]
    return best if most > 1 and second * 2 <= most else ""


def certain_language(text: str) -> str:
    """The language of a text whose function words leave no doubt, or `""`.

    Unlike `guess_language_of` it does not choose the likeliest: a language that is on
    no list shares short words with some that are.

    >>> certain_language("The mill of the town was closed for a year.")
    'en'
    >>> certain_language("Kana ku mutu o a mu na ni se.")
    ''
    """
    text = text[: 2 * _SAMPLE]
    words = [word for word in text.lower().split() if len(word) > 1 or not word.isascii()]
    spoken = _words_by_language(words)
    if not spoken:
        return ""
    is_short = len(words) <= SHORT
    # In a short text a word that is doubled by mistake must not speak twice.
    weights = {name: len(found) if is_short else found.total() for name, found in spoken.items()}
    best = max(weights, key=weights.__getitem__)
    second = max((weight for name, weight in weights.items() if name != best), default=0)
    fewest, share = _fewest_words(best, text)
    certain = (
        len(spoken[best]) >= (2 if is_short else fewest)
        and spoken[best].total() >= share * len(words)
        and second * 4 <= weights[best] * 3
    )
    return best if certain else ""


def _fewest_words(name: str, text: str) -> tuple[int, float]:
    """The fewest function words of a language, and the smallest share of all words that are some."""
    if name == "cs" and "ř" in text and "ě" in text and "ł" not in text:  # with it, it is Sorbian
        return 2, CZECH_SHARE
    return FEWEST_DIFFERENT, SLAVIC_SHARE if name in _SLAVIC else CERTAIN_SHARE


def _words_by_language(words: Iterable[str]) -> dict[str, Counter[str]]:
    """The words that each language has, and how often they come."""
    spoken: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word in words:
        for name in _LANGUAGES_OF.get(word, ()):
            spoken[name][word] += 1
    return spoken


def count_votes(text: str) -> Counter[str]:
    """Count the words of a text that each language has; a word of two languages counts for both.

    >>> count_votes("Le conseil est dans la ville.")["fr"]
    4
    """
    return Counter(chain.from_iterable(map(_LANGUAGES_OF.get, text.lower().split(), repeat(()))))


def find_east_asian(text: str) -> str:
    """`"zh"`, `"ja"` or `"ko"` where a fifth of the characters or more are of that script, else `""`.

    >>> find_east_asian("会议于周二举行。")
    'zh'
    >>> find_east_asian("The city of 上海 grows.")
    ''
    """
    if text.isascii():
        return ""
    found = "".join(_CJK.findall(text))
    if len(found) * 5 < len(text) - text.count(" "):
        return ""
    if _KANA.search(found):
        return "ja"
    return "ko" if sum(map(len, _HANGUL.findall(found))) * 2 > len(found) else "zh"


def count_words(document: Document) -> Counter[str]:
    """Count each word of the document, as it is written, without the marks around it.

    >>> Document("Rowan met Ms. Rowan (again).").view(count_words)["Rowan"]
    2
    """
    return Counter(word.strip(_MARKS_ROUND) for word in document.text.split())
