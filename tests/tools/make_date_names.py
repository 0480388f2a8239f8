"""Make `cleaners/dates/names.json`: month and weekday names from the Unicode CLDR.

Run it where Babel is installed: `python tests/tools/make_date_names.py`. Babel
is a tool for making the table; the library does not need it.
"""

from __future__ import annotations

import json
from pathlib import Path

import babel
from babel import localedata

TARGET = Path(__file__).parents[2] / "src/seedclean/cleaners/dates/names.json"

LANGUAGES = (
    "en de fr es pt it nl ca gl eu ro da nb nn sv is fi et lv lt pl cs sk sl hr bs sr sr_Latn mk bg ru uk be "
    "el tr az hu sq ga cy mt hy ka he ar ar_MA ar_LB fa ur ps hi mr ne bn gu pa ta te kn ml si th lo km my "
    "id ms fil jv sw zu af so uz kk ky tg tk eo lb fy"
).split()

MONTHS = {
    # Forms that newspapers use and the CLDR does not have.
    "en": {9: "sept", 6: "june", 7: "july"},
    "es": {9: "setiembre set", 1: "ene", 8: "ago"},
    "fr": {2: "fevrier", 8: "aout", 12: "decembre"},
    "de": {1: "jänner", 2: "feber", 3: "maerz mrz"},
    "it": {9: "sett"},
    "hr": {1: "siječanj", 5: "svibanj", 10: "listopad", 11: "studenog", 12: "prosinac"},
    "bs": {5: "maj", 6: "juni", 7: "juli", 8: "avgust"},
    "fi": {n: f"{stem}kuu" for n, stem in enumerate("tammi helmi maalis huhti touko kesä".split(), 1)},
    "hi": {1: "जनवरी", 2: "फ़रवरी", 9: "सितम्बर", 11: "नवम्बर", 12: "दिसम्बर"},
    "bn": {1: "জানুয়ারী", 2: "ফেব্রুয়ারী", 9: "সেপ্টেম্বর"},
    "ru": {1: "ян", 5: "мая", 9: "сент"},
    "cs": {6: "čer"},
    "uk": {5: "травня"},
    "el": {5: "μάιος μαϊ μάϊ", 3: "μάρτ", 6: "ιουν", 7: "ιουλ", 8: "αύγουστος αυγ"},
    "id": {3: "mrt", 8: "agt ags", 11: "nop nopember"},
    "tr": {2: "şub", 8: "ağu agustos", 9: "eyl", 10: "eki", 11: "kas", 12: "ara"},
    "nl": {3: "mrt"},
    "sr": {6: "јуни", 7: "јули"},
    "sr_Latn": {6: "juni", 7: "juli"},
    "be": {5: "мая"},
}
DAYS = {
    "en": {0: "mon", 1: "tue tues", 2: "wed weds", 3: "thu thur thurs"},
    "de": {5: "sonnabend"},
    "pt": {0: "segunda", 1: "terça", 2: "quarta", 3: "quinta", 4: "sexta"},
    "cs": {0: "pon", 1: "úte", 2: "stř", 3: "čtv", 4: "pát", 5: "sob", 6: "ned"},
    "ru": {0: "пнд", 1: "втр", 2: "срд", 3: "чтв", 4: "птн", 5: "сбт", 6: "вск"},
    "fi": {0: "maanantaina", 5: "lauantaina"},
    "id": {4: "jum'at", 6: "ahad"},
    "ar": {0: "الاثنين", 2: "الاربعاء", 1: "الثلاثاء"},
}


PERSIAN = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
# The solar calendar of Iran; its years tell it from the others.


def lowered(word: str) -> str:
    return word.replace("İ", "i").lower().strip(" .׳'’॰·")


def forms(table: object, key: int, extra: str) -> str:
    found: dict[str, None] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            widths = table[context].get(width)  # type: ignore[index]
            if isinstance(widths, tuple):  # an alias, and what the language says for itself
                widths = widths[1]
            if isinstance(widths, dict) and isinstance(widths.get(key), str):
                found[lowered(widths[key])] = None
    found.update((lowered(word), None) for word in extra.split())
    found = {word.removeprefix("de ").removeprefix("d’"): None for word in found}
    words = [word for word in found if len(word) > 1 and not any(c.isdigit() for c in word)]
    return "|".join(words)


def main() -> None:
    lines = []
    for language in LANGUAGES:
        data = localedata.load(language)
        months = [forms(data["months"], n, MONTHS.get(language, {}).get(n, "")) for n in range(1, 13)]
        days = [forms(data["days"], n, DAYS.get(language, {}).get(n, "")) for n in range(7)]
        if language == "fa":
            months = [f"{month}|{persian}" for month, persian in zip(months, PERSIAN, strict=True)]
        names = {"months": months, "days": days}
        lines.append(f"{json.dumps(language)}: {json.dumps(names, ensure_ascii=False)}")
    source = (
        f"Month and weekday names, Monday first, of the Unicode CLDR by way of Babel {babel.__version__}, "
        "with some spellings of our own; made by tests/tools/make_date_names.py"
    )
    body = ",\n".join([f'"source": {json.dumps(source)}', *lines])
    TARGET.write_text("{\n" + body + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
