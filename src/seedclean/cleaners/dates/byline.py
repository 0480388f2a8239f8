"""Bylines: the rest of a line that holds a stamp, where it is names, sections, separators and counters."""

from __future__ import annotations

from seedclean.cleaners.dates.labels import is_preposition
from seedclean.cleaners.dates.names import fold
from seedclean.patterns import Pattern

_HIJRI_MONTH = (
    r"(?:محرم|صفر|ربيع ال(?:اول|اخر|ثاني)|جمادي ال(?:اولي|اخر[ةه]|ثاني[ةه])|رجب|شعبان|رمضان|شوال"
    r"|ذ[وي] ال(?:قعد[ةه]|حج[ةه]))"
)
_TRIVIAL = Pattern(
    r"[\s\W\d_]*(?:(?:by|von|par|por|di|af|av|door|comments?|kommentare?|comentarios?|commentaires?|commenti|views?"
    r"|min|mins|minutes?|minuten|read|lesezeit|shares?|reads?|uhr|hrs|г|м|م|წ|року|года|году|годзе|r|roku"
    r"|мск|(?:at )?(?:midnight|noon)|u ponoc|um mitternacht|o polnoci|a medianoche"
    r"|dydd [a-z]{3,9}|d[jlmgsv])\b[\s\W\d_]*){0,4}"
    rf"|[\s\W]*\d{{1,2}}\s{_HIJRI_MONTH}\s1[34]\d\d(?:\s?ه(?:ـ|جري)?)?[\s\W]*"  # the day of another calendar
    r"|\s*\(\s?\d[\d.,]*\s?(?:[^\W\d_]{1,12}\s?){1,3}\)\s*"  # how often it was read
)
_LONGEST_TRIVIAL = 60

_LONGEST = 120
LONGEST_BYLINE = 400
"""Characters of the rest of a byline, with tags."""

_MOST_WORDS = 14
"""A byline with names, sections and counters is no longer; a headline or a sentence may be."""

_LONGEST_NAME = 5
"""Words of the name of a person or a place, with a separator."""

_LONGEST_RUN = 12
"""A name or a section in a script without blanks is no longer."""

_LONGEST_THAI = 30
"""A name in Thai, Lao, Burmese or Khmer, which set a blank behind a clause only, is no longer."""

_FIRST_THAI, _LAST_LAO, _FIRST_BURMESE, _LAST_BURMESE, _FIRST_KHMER, _LAST_KHMER = (
    "\u0e00\u0eff\u1000\u109f\u1780\u17ff"
)

_MOST_FIGURES = 3
"""A number of more figures in a byline counts nothing, but is a part of something else."""

_WIDE = Pattern(r"\t|\s{3,}")
"""What parts the columns of a running head, a man page or a table."""

_FAR = " " * 20
"""What is so far behind a stamp is in another box of the page."""

_PAGE = Pattern(r"\b(?i:pages?|pp?\.|seiten?|s\.|páginas?|pagina) ?\d")
_TAG = Pattern(r"(?<!\S)#\w+")
_LINK = Pattern(r"https?://\S+")

_COUNTER = Pattern(
    r"(?:page|seite|p\.)\s?\d+|(?i:leave a comment|comente|comentar|comment)!?"
    r"|\d[\d.,]*\s?[x×]?(?:\s?[^\W\d_]{2,}){1,3}\.?(?=\s*(?:$|[|/()\-\u2022·,]|\d))"
    r"|\d[\d.,]*\s?[\u3040-\u9fff\uac00-\ud7af]{1,4}(?=\s*(?:$|[|/()\-\u2022·,]))"
)
"""A number and what it counts: `51 comments`, `1 minuti di lettura`."""

_LATER = Pattern(
    r"(?:(?:last\s)?(?:updated|modified)|aktualisiert|aggiornato|mis\sa\sjour|actualizado|atualizado|uppdaterad"
    r"|oppdatert|opdateret|paivitetty|bijgewerkt|guncelleme|обновлено|更新)\b"
    r"(?:[^|·]{0,20}\d\d?[:.h]\d\d(?:\s?[ap]m\b)?|.{0,30}$)"
)
"""A note of an update that does not say the day."""

_FIELDS = frozenset(
    "source|quelle|fuente|fonte|bron|kaynak|sumber|источник|来源|來源|来自|출처|المصدر"
    "|author|autor|auteur|autore|автор|作者|记者|記者|기자|责编|编辑|责任编辑|文"
    "|by|posted by|written by|published by|via|photo|foto|bild|category|kategorie|categoria|categorie|rubrik"
    "|tags|tag|filed under|posted in|in"
    "|views|comments|点击|浏览|阅读|location|発信地".split("|")
)
"""The fields that a byline may have beside its date."""

_FIELD = Pattern(r"([^\W\d_][^\n:：|·•/,;]{0,30}?)\s?[:：](?!//|\s?\d)")

_PARTICLES = frozenset(
    "by von vom par por di da de del della des du do dos das van der den het la le el al of the in on at "
    "under and und et y e i a for from with om op im am w v в и на для ve af av till til och og zu durch "
    "page tags min mins read comments comment view share shares "
    "leser gelesen kommentare kommentar comentarios".split()
)
"""Words in small letters that a byline may have."""

_SIGNING = Pattern(
    r"(?<!\w)(?:by|von|par|por|di|da|door|av|af|od|автор|written|posted|published|submitted|asked|edited|started"
    r"|geschrieben|veroffentlicht|erstellt|gepostet|publie|publicado|publicada|postado|escrito|pubblicato|scritto"
    r"|geplaatst)(?!\w)"
)
"""A word that says that a name is an author's."""

_NO_NAME = Pattern(r"[\"“”„‟«»<>{}=$€£§;!?…。！？；，、^\\]|\.{2,}|--|\d[.:]\d|\d{4}")
"""Marks that no name, section or counter has, and numbers that are none of a counter."""

_SENTENCE = Pattern(r"\S+\s+\S+\s+\S+\s+\S*[^\W\d_]{3,}[.]\s*$")
_WORDS = Pattern(r"[\s|·•/：,()\[\]]+")
_PAIRS = (("(", ")"), ("[", "]"), ("（", "）"))

_ATTRIBUTION = ("--", "—", "–", "―")
"""A line that begins with one of these says who said or signed what is above."""

_UNCASED = "\u0590"
"""From here on scripts have no capitals (Hebrew, Arabic, Thai, Chinese, but for a few)."""

_UNSPACED = "\u2e80"
"""From here on letters are written without blanks between words."""


def is_trivial(text: str) -> bool:
    """Check whether a text is nothing but marks, numbers and words such as `by` and `3 min read`."""
    if not text or text.isspace():
        return True
    return len(text) < _LONGEST_TRIVIAL and _TRIVIAL.fullmatch(fold(text)) is not None


def is_byline(before: str, after: str) -> bool:
    """Check whether the rest of a line reads as a byline: names, sections, separators, counters, and no more.

    >>> is_byline("By Ada Miller on ", " | 12 comments")
    True
    >>> is_byline("The bridge was closed on ", "")
    False
    """
    after = after.partition(_FAR)[0]
    if after.strip() == "." and (". " in before.strip() or _PAGE.search(before)):
        # An entry of a bibliography: `Review of Ferries, by Ann Field. Harbour News, 3 June 1999.`
        return False
    if len(before) + len(after) > LONGEST_BYLINE:
        return False
    after = _TAG.sub("", after)
    if len(before.strip()) + len(after.strip()) > _LONGEST or before.lstrip().startswith(_ATTRIBUTION):
        return False
    if _is_in_brackets(before) or _is_in_columns(before, after):
        return False
    return _is_part(before) and _is_part(after.lstrip(" .·"))


def is_signed_byline(before: str, after: str) -> bool:
    """Check whether a byline has a word such as `by`, a counter, a source or a note of an update."""
    if _SIGNING.search(fold(before + " | " + after)):
        return True
    return any(
        _COUNTER.search(text) or _FIELD.search(text) or _LATER.search(fold(text)) for text in (before, after)
    )


def is_section(before: str, after: str) -> bool:
    """Check whether a section of one or two words in small letters precedes a stamp: `city life`."""
    words = before.split()
    if not 0 < len(words) <= 2 or not is_trivial(after):
        return False
    return all(word.isalpha() and word.islower() and not is_preposition(word) for word in words)


def is_place_or_name(before: str, after: str) -> bool:
    """Check whether nothing but a name and a separator precedes a stamp: `Millbrook, `."""
    head = before.rstrip()
    words = head.split()
    if not words or head[-1] not in ",|·•-–—/" or len(words) > _LONGEST_NAME or not is_trivial(after):
        return False
    return not any(letter.isdigit() for letter in head)


def is_known_field(name: str) -> bool:
    """Check whether a field is one that bylines have: `Source`, `作者`."""
    return fold(name).strip() in _FIELDS


def _is_in_brackets(before: str) -> bool:
    return any(before.count(opening) > before.count(closing) for opening, closing in _PAIRS)


def _is_in_columns(before: str, after: str) -> bool:
    """Check whether a wide gap parts a stamp from the rest of its line."""
    return bool((before.strip() and _WIDE.search(before[-3:])) or (after.strip() and _WIDE.match(after)))


def _is_part(text: str) -> bool:
    text = _without_later(text)
    if not text.strip():
        return True
    if text.rstrip()[-1:] == "." and _SENTENCE.search(text) and not _SIGNING.search(fold(text)):
        return False
    if not all(is_known_field(found[1]) for found in _FIELD.finditer(text)):
        return False
    rest = _LINK.sub(" ", _COUNTER.sub(" ", text))
    return _NO_NAME.search(rest) is None and _are_names(rest)


def _are_names(text: str) -> bool:
    words = [word for part in _WORDS.split(text) if (word := part.strip(".:*-–—+&'’"))]
    if len(words) > _MOST_WORDS:
        return False
    signed = False
    for word in words:
        if not signed and not _is_name(word):
            return False
        signed = _SIGNING.fullmatch(fold(word)) is not None  # behind which a name may be written small
    return True


def _without_later(text: str) -> str:
    found = _LATER.search(fold(text))
    return text[: found.start()] + " | " + text[found.end() :] if found else text


def _sets_few_blanks(word: str) -> bool:
    """Check whether a word is in a script that sets blanks behind clauses and not behind words."""
    letter = word[-1]
    return (
        _FIRST_THAI <= letter <= _LAST_LAO
        or _FIRST_BURMESE <= letter <= _LAST_BURMESE
        or _FIRST_KHMER <= letter <= _LAST_KHMER
    )


def _is_name(word: str) -> bool:
    """Check whether a word can be one of a name, a section or a site."""
    if word.isdecimal():
        return len(word) <= _MOST_FIGURES
    unspaced = sum(letter >= _UNSPACED for letter in word)
    if unspaced:
        return unspaced <= _LONGEST_RUN
    if len(word) > _LONGEST_THAI and _sets_few_blanks(word):
        return False
    if not word[0].islower() or word[0] >= _UNCASED:
        return True
    small = fold(word)
    if small.strip("0123456789") in _PARTICLES or _SIGNING.fullmatch(small):
        return True
    return "." in word or "@" in word or word[0] == "#"
