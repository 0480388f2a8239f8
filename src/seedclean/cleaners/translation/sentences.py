"""The kind of a line: prose, text or code, and its language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from seedclean.analysis import certain_language, count_votes, guess_language, guess_language_of
from seedclean.document import Document
from seedclean.patterns import Pattern

FEWEST_WORDS = 5
FEWEST_LINES = 4
"""In a text of fewer lines nobody can see verse or a conversation."""

ENOUGH_TO_TELL = 600
"""Characters: a text of so many that is in a language on the lists is certain to be in it."""

LONGEST_VERSE = 50
"""Lines of verse and of lists are mostly shorter, paragraphs are longer."""

# `HAMLET:`, `Ann Field: No.`, `HAMLET.` on a line of its own, `<nick> hello`, `- And you?`
_SPEAKER = Pattern(
    r"(?:\[?\d\d:\d\d[\d:]{0,3}\]? ?)?<[^<>\s]{1,20}> |[^\W\d_][\w .'’-]{0,30}: "
    r"|[A-Z][A-Z .'’-]{2,40}$|[-–—] ?[^\W\d_]"
)
_CODE = (
    "{",
    "}",
    "==",
    "!=",
    "\\",
    "`",
    "|",
    ");",
    "()",
    "</",
    "/>",
    "=>",
    "->",
    "$(",
    "::",
    "#!",
    "\t",
    "&&",
    " = ",
    ":=",
)
# A place for a value (`<branch>`), an option (`--help`, `[ -q ]`), a rule of a grammar (`1#( item )`).
_NOTATION = Pattern(r"<(?!(?:unk|UNK)>)[A-Za-z_][\w -]{0,40}>|(?:^|[\s\[(])--[a-z]|[\[(] ?-\w|[#*]\( ")
# A translation of a bracket that came to nothing: `the agricultural Council() and`
_EMPTY_BRACKETS = Pattern(
    r"(?<=[a-z]{3} )([A-Z][a-z]{5,20})\(\)(?= [a-z]{2,})(?! (?:function|method|class|call))"
)
_ABOUT_MARKS = Pattern(
    r"(?i)\b(?:commas?|semicolons?|punctuation|quotation marks?|Kommas?|Satzzeichen|Anführungszeichen"
    r"|virgules?|guillemets?|ponctuation|comillas|puntuación|pontuação|virgol[ae]|interpunzione|interpunkcj\w+|запят\w+"
    r"|пунктуац\w+|leestekens?|komma's|skiljetecken|kommatecken|tegnsætning|tegnsetting|pilkku\w*|välimer\w+"
    r"|vessző\w*|írásjel\w*|virgul[ăe]\w*|punctuați\w+|virgül\w*|noktalama|čárk\w+|tečk\w+|przecin\w+|розділов\w+"
    r"|tanda baca|dấu (?:phẩy|chấm|câu)|στίξη\w*|فاصلة|الترقيم|ویرگول|نقطه‌گذاری|פסיקים?|अल्पविराम)\b"
    r"|逗[号號]|句[号號]|[标標][点點]|全角|半角|句読点|読点|쉼표|마침표|문장 ?부호|จุลภาค|มหัพภาค|วรรคตอน"
)
_MARK_STEMS = [
    *"comma semicolon punctuation komma satzzeichen anführungszeichen virgule guillemet ponctuation comillas"
    " puntuación pontuação virgol interpunzione interpunkcj запят пунктуац leesteken skiljetecken kommatecken"
    " tegns pilkku välimer vessző írásjel virgul punctuați virgül noktalama čárk tečk przecin розділов στίξη"
    " فاصلة الترقيم ویرگول نقطه‌گذاری פסיק अल्पविराम 逗号 逗號 句号 句號 标点 標點 全角 半角 句読点 読点 쉼표"
    " 마침표"
    " 문장"
    " จุลภาค มหัพภาค วรรคตอน".split(),
    *("quotation mark", "tanda baca", "dấu phẩy", "dấu chấm", "dấu câu"),
]
_MISPRINTS = Pattern(
    r"(?i)\b(?:errat(?:a|um)|corrigend(?:a|um)|misprint|druckfehler|setzfehler|fe de erratas|erratas"
    r"|gralhas?\b|zetfout|drukfout"
    r"|опечат|друкарськ\w+ помил|literówk|tiskov\w+ chyb|tryckfel|trykfejl|painovirhe|sajtóhib"
    r"|greșeli de tipar)"
    r"|勘误|勘誤|正誤表|誤植|오자|바로잡습니다|정오표"
)
_MISPRINT_STEMS = [
    *"errat corrigend misprint druckfehler setzfehler gralha zetfout drukfout опечат".split(),
    *"друкарськ literówk tiskov".split(),
    *"tryckfel trykfejl painovirhe sajtóhib 勘误 勘誤 正誤表 誤植 오자 바로잡습니다 정오표".split(),
    *("fe de erratas", "greșeli de tipar"),
]
_ABOUT_HYPHENS = Pattern(
    r"(?i)\b(?:hyphen(?!ation)|(?:pre|suf|af|in)fix(?:es)?\b|bindestrich|(?:vor|nach)silbe"
    r"|silbentrennung|trait d['’]union|(?:pré|suf)fixe"
    r"|guion(?:es)?\b|(?:pre|su)fijo|trattin[oi]\b|(?:pre|suf)fiss[oi]\b|hífen|(?:pre|su)fixos?\b|koppelteken|(?:voor|achter)voegsel"
    r"|łącznik|(?:przed|przy)rost|spojovník|předpon|přípon|дефис|приставк|суффикс|префікс|суфікс|yhdysmerk|kötőjel)"
)
_HYPHEN_STEMS = (
    "hyphen prefix suffix affix infix bindestrich vorsilbe nachsilbe silbentrennung trait préfixe"
    " suffixe guion prefijo sufijo trattin"
    " prefiss suffiss hífen sufixo koppelteken voorvoegsel achtervoegsel łącznik przedrost przyrost spojovník"
    " předpon přípon дефис приставк суффикс префікс суфікс yhdysmerk kötőjel"
).split()
_LAST_MARKS = ".!?:;,\"'”’»)]…。）"


def is_prose(document: Document, row: int) -> bool:
    """Check whether a line is a sentence rather than a heading, a table row or code."""
    known = document.view(_prose)
    if row not in known:
        known[row] = looks_prose(document.lines[row])
    return known[row]


def is_text(document: Document, row: int) -> bool:
    """Check whether a line is words at all, a heading or a list too, and no code nor among code."""
    known = document.view(_text)
    if row not in known:
        known[row] = looks_text(document.lines[row]) and not document.view(holds_code)
    return known[row]


def holds_code(document: Document) -> bool:
    r"""Check whether a document has a few lines that end as only code does.

    >>> holds_code(Document("type Mill {\n  bread: Loaf;\n}\ntype Loaf {\n}"))
    True
    """
    text = document.text
    return (
        text.count("}") + text.count(";\n") + (text.count("{\n") + text.count("}\n") if "}" in text else 0)
        > 2
    )


def looks_text(line: str) -> bool:
    """Check whether a line has some words and nothing that only code has.

    >>> looks_text('" Red Hen " by the Old Mill')
    True
    >>> looks_text('if (name == " x ") return;')
    False
    >>> looks_text("git switch [ -q ] [ --merge ] <branch>")
    False
    """
    if "()" in line:
        line = _EMPTY_BRACKETS.sub("", line)
    return (
        len(line.split()) >= FEWEST_WORDS - 1
        and not any(mark in line for mark in _CODE)
        and _NOTATION.search(line) is None
    )


def language_at(document: Document, row: int) -> str:
    """The language of a line, or of its document where the line alone does not tell."""
    known = document.view(_languages)
    if row not in known:
        known[row] = guess_language_of(document.lines[row]) or document.view(guess_language)
    return known[row]


def certain_language_at(document: Document, row: int) -> str:
    r"""The language of a line where its words leave no doubt, or of its document where the line agrees.

    A language with a few words like those of English is not English: rules
    that delete words ask here and not `language_at`.

    >>> certain_language_at(Document("The mill was sold.\nThe mill of the town was closed for a year."), 0)
    'en'
    >>> certain_language_at(Document("A ka na ba o ni a da, e o se na a."), 0)
    ''
    """
    known = document.view(_certain_languages)
    if row not in known:
        line, whole = document.lines[row], document.view(_certain_language)
        if whole:
            known[row] = certain_language(line) or (whole if whole in count_votes(line) else "")
        else:
            known[row] = certain_language(line) if len(document.text) < ENOUGH_TO_TELL else ""
    return known[row]


def is_spoken(document: Document) -> bool:
    r"""Check whether a document is verse, or the speech of several: there people repeat what they say.

    >>> is_spoken(Document("ANN: No!\nBEN: Yes.\nANN: The the mill?\nBEN: It is."))
    True
    """
    lines = [line for line in document.stripped if line]
    if len(lines) < FEWEST_LINES:
        return False
    from statistics import median  # which brings a lot along

    speeches = sum(_SPEAKER.match(line) is not None for line in lines)
    return speeches * 4 >= len(lines) or median(map(len, lines)) < LONGEST_VERSE


def looks_prose(line: str) -> bool:
    """Check whether a line has some words, many in small letters, and ends like a sentence or is long.

    >>> looks_prose("The council met on Tuesday to talk.")
    True
    >>> looks_prose("Home News Sport Weather Contact")
    False
    """
    words = line.split()
    if len(words) < FEWEST_WORDS:
        return False
    small = sum(word[0].islower() for word in words)
    if words[-1][-1] not in _LAST_MARKS:  # a long row of tags has no small words between
        return len(words) > 15 and small * 5 >= len(words) * 2 and guess_language_of(line) != ""
    return small * 5 >= len(words) * (1 if len(words) > 15 else 2)


# Filled when a rule asks for a line: few lines have anything that makes a rule ask.


def _prose(_document: Document) -> dict[int, bool]:
    return {}


def _text(_document: Document) -> dict[int, bool]:
    return {}


def _languages(_document: Document) -> dict[int, str]:
    return {}


def _certain_languages(_document: Document) -> dict[int, str]:
    return {}


def _certain_language(document: Document) -> str:
    return certain_language(document.text)


def is_about_marks(document: Document) -> bool:
    """Check whether a text speaks of commas and other marks or of misprints, and shows how they are set."""
    return document.view(_speaks_of_marks) or speaks_of_misprints(document)


def speaks_of_misprints(document: Document) -> bool:
    """Check whether a text lists misprints, which it prints as they were."""
    return document.view(_lists_misprints)


def _lists_misprints(document: Document) -> bool:
    return mentions(document.text, _MISPRINT_STEMS, _MISPRINTS)


def is_about_hyphens(document: Document) -> bool:
    """Check whether a text speaks of hyphens, of parts of words or of misprints, and shows some."""
    return document.view(_speaks_of_hyphens) or speaks_of_misprints(document)


def _speaks_of_hyphens(document: Document) -> bool:
    return mentions(document.text, _HYPHEN_STEMS, _ABOUT_HYPHENS)


def _speaks_of_marks(document: Document) -> bool:
    return mentions(document.text, _MARK_STEMS, _ABOUT_MARKS)


def mentions(text: str, stems: Iterable[str], pattern: Pattern) -> bool:
    """Check whether a text has a match of a pattern, each of whose matches begins with one of the stems.

    The stems are in small letters. They are sought first, since a pattern of many words is slow.
    """
    small = text.lower()
    if len(small) != len(text):  # `İ` becomes two characters
        return pattern.search(text) is not None
    if small.isascii():
        stems = filter(str.isascii, stems)
    return any(pattern.match(text, place) for stem in stems for place in _places_of(stem, small))


def _places_of(stem: str, text: str) -> Iterator[int]:
    place = text.find(stem)
    while place >= 0:
        yield place
        place = text.find(stem, place + 1)
