"""The country of a text, for zones that mean another offset in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from seedclean.document import Document

_SCRIPTS = {
    "in": Pattern(r"[\u0900-\u0d7f]{3}"),
    "il": Pattern(r"[\u0590-\u05ff]{3}"),
    "cn": Pattern(r"[\u4e00-\u9fff]{3}"),
}
"""Scripts of which the languages are spoken in one of the countries in question."""

_OF_LANGUAGE = {
    **dict.fromkeys("hi bn ta te mr gu kn ml pa or as ne".split(), "in"),
    "si": "lk",
    "ga": "ie",
    "he": "il",
    "zh": "cn",
}
_NAMES = {"in": "India", "ie": "Ireland", "il": "Israel", "cn": "China", "tw": "Taiwan", "mx": "Mexico"}
"""What a text in English calls the countries in question."""

_ENGLISH_OF = {"cst": "us"}
"""Where a text in English that names none of them means a zone."""

_HALF_DAY = Pattern(r"(?i)\d ?[ap]\.?m\.? ?\(?ist\b")
"""`04:08 PM IST` is how papers of India write; those of Ireland and Israel name no zone behind a half day."""

_SAMPLE = 20_000
"""Characters that say enough about the country of a text."""


def country_of_language(language: str | None) -> str | None:
    """The country that a language, or the region in its tag, means.

    >>> country_of_language("hi"), country_of_language("en-IE"), country_of_language("en")
    ('in', 'ie', None)
    """
    if not language:
        return None
    code, _, region = language.lower().replace("_", "-").partition("-")
    return region or _OF_LANGUAGE.get(code)


def country_of(document: Document, zone: str, stamp: str = "") -> str | None:
    """The country of a text, by the end of its site, its script, or the one country that it names.

    Args:
        document: The text.
        zone: The zone in question, such as `ist`.
        stamp: The stamp that has the zone; its clock may show the country where nothing else does.
    """
    end = (document.site or "").rpartition(".")[2].lower()
    if end in _NAMES:
        return end
    text = document.text[:_SAMPLE]
    for country, letters in _SCRIPTS.items():
        if letters.search(text):
            return country
    named = [country for country, name in _NAMES.items() if name in text]
    if len(named) == 1:
        return named[0]
    if named:
        return None
    return "in" if zone == "ist" and _HALF_DAY.search(stamp) else _ENGLISH_OF.get(zone)
