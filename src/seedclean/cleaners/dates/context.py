"""The text around a stamp in its line: a byline, a field, a sentence, a piece of code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.dates import names, zones
from seedclean.cleaners.dates.labels import is_generic, is_preposition, label_line
from seedclean.cleaners.dates.names import folded
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from seedclean.cleaners.dates.grammar import Stamp

_TRIVIAL = Pattern(
    r"[\s\W\d_]*(?:(?:by|von|par|por|di|af|av|door|comments?|kommentare?|comentarios?|commentaires?|commenti|views?|min|mins|minutes?|minuten|read|lesezeit|shares?|reads?|uhr|hrs|г|م|წ|року|года)\b[\s\W\d_]*){0,4}"
    r"|\s*\(\s?\d[\d.,]*\s?(?:[^\W\d_]{1,12}\s?){1,3}\)\s*"  # how often it was read
)
_LONGEST_TRIVIAL = 60

_LONGEST_BYLINE, _LONGEST_LINE = 120, 400
_MOST_WORDS = 14
"""A byline with names, sections and counters is no longer; a headline or a sentence may be."""

_LONGEST_NAME = 5
"""Words of the name of a person or a place, with a separator."""

_LONGEST_RUN = 12
"""A name or a section in a script without blanks is no longer."""

_WIDE = Pattern(r"\t|\s{3,}")
"""What parts the columns of a running head, a man page or a table."""

_FAR = " " * 20
"""What is so far behind a stamp is in another box of the page."""

_TAG = Pattern(r"(?<!\S)#\w+")

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
    "source quelle fuente fonte bron kaynak sumber источник 来源 來源 출처 المصدر author autor auteur autore автор 作者 "
    "by via photo foto bild category kategorie categoria categorie rubrik tags tag views comments filed_under posted_in posted_by written_by published_by 责编 编辑 责任编辑 "
    "来自 点击 浏览 阅读 文 记者 記者 発信地 기자 location in".split()
)
"""The fields that a byline may have beside its date."""

_FIELD = Pattern(r"([^\W\d_][^\n:：|·•/,;]{0,30}?)\s?[:：](?!//|\s?\d)")

_LONGEST_FIELD = 100
_LARGEST_RECORD = 8
_ANY_FIELD = Pattern(r"\s*[^\W\d_][^:：]{0,30}[:：](?!//)")
_MAIL = Pattern(r"<[^<>\s]+@[^<>\s]+>")
"""The address of an author in a log of changes or in the head of a mail."""

_LINK = Pattern(r"https?://\S+")

_PARTICLES = frozenset(
    "by von vom par por di da de del della des du do dos das van der den het la le el al of the in on at under and "
    "und et y e i a for from with om op im am w v в и на для ve af av till til och og zu durch "
    "page tags min mins read comments comment views share shares leser gelesen kommentare kommentar comentarios".split()
)
"""Words in small letters that a byline may have."""

_SIGNING = Pattern(
    r"(?<!\w)(?:by|von|par|por|di|da|door|av|af|od|автор|written|posted|published|submitted|asked|edited|started|"
    r"geschrieben|veroffentlicht|erstellt|gepostet|publie|publicado|publicada|postado|escrito|pubblicato|scritto|geplaatst)(?!\w)"
)
"""A word that says that a name is an author's."""

_NO_NAME = Pattern(r"[\"“”„‟«»<>{}=$€£§;!?…。！？；，、^\\]|\.{2,}|--|\d[.:]\d|\d{4}")
"""Marks that no name, section or counter has, and numbers that are none of a counter."""

_SENTENCE = Pattern(r"\S+\s+\S+\s+\S+\s+\S*[^\W\d_]{3,}[.]\s*$")

_TEXTS = frozenset(
    "article artikel beitrag ubersetzung translation story post page seite text meldung bericht der dieser this the it "
    "zuerst erstmals ursprunglich zuletzt first originally last was wurde es est cet notizia notícia".split()
)
"""Words that a label of a text may begin with: `Artikel veröffentlicht am`."""

_AGO = Pattern(r"(?:\d+ \w+ ago|read|Uhr)\s*$")
_WORDS = Pattern(r"[\s|·•/：,()\[\]]+")

_ATTRIBUTION = ("--", "—", "–", "―")
"""A line that begins with one of these says who said or signed what is above."""

_QUOTES_BEFORE = ("'", '"', "“", "”", "„", "«", "‘", "`", "<", ">", "{", "=", "《", "「")
_QUOTES_BEHIND = ("'", '"', "“", "”", "»", "’", "`", "<", ">", "}", "》", "」")
_BRACKETS = ("(", "[", "（")
_PAIRS = ("()", "[]", "（）")
_PROMPTS = ("$ ", "# ", ">>> ", "% ", "> ", "C:\\")
_LONGEST_COMMENT = 12
_COMMENTS = ("#", "$", "//", "/*", "* @", "%", "<!--", '"""')

_UNCASED = "\u0590"
"""From here on scripts have no capitals (Hebrew, Arabic, Thai, Chinese, but for a few)."""

_UNSPACED = "\u2e80"
"""From here on letters are written without blanks between words."""


def is_trivial(text: str) -> bool:
    """Whether a text is nothing but marks, numbers and words such as `by` and `3 min read`."""
    return (
        not text
        or text.isspace()
        or (len(text) < _LONGEST_TRIVIAL and _TRIVIAL.fullmatch(folded(text)) is not None)
    )


def is_code(lines: list[str], row: int) -> bool:
    """Whether a line belongs to code: a comment, a keyword, what a command printed."""
    return is_comment(lines, row) or is_output(lines, row)


def is_output(lines: list[str], row: int) -> bool:
    """Whether a line is what a command printed: the line above it begins with a prompt."""
    return row > 0 and _begins_with(lines[row - 1], _PROMPTS)


def is_comment(lines: list[str], row: int) -> bool:
    """Whether a line is a comment in code, a keyword of a version control system, or a heading in Markdown."""
    if _begins_with(lines[row], _COMMENTS):
        return True
    for above in range(row, max(-1, row - _LONGEST_COMMENT), -1):  # each line of it begins with an asterisk
        if not _begins_with(lines[above], ("*", "/*")):
            return False
        if _begins_with(lines[above], ("/*",)):
            return True
    return False


def _begins_with(line: str, marks: tuple[str, ...]) -> bool:
    return line[:_LONGEST_TRIVIAL].lstrip().startswith(marks)


def is_value(before: str, after: str, labelled: bool) -> bool:
    """Whether a stamp is a value in code or markup, a quotation, or, without a label, a remark in brackets."""
    head, tail = before.rstrip(), after[:_LONGEST_TRIVIAL].lstrip()
    if head.endswith(_QUOTES_BEFORE) or tail.startswith(_QUOTES_BEHIND):
        return True
    return not labelled and head.endswith(_BRACKETS)


def is_field(before: str, label: str) -> bool:
    """Whether a stamp is the value of a field of its own: `Closing date:`, `Date of hearing:`.

    Args:
        before: The text of the line before stamp and label.
        label: The label, as it is written; empty where the grammar knows none.
    """
    head = before.rstrip()
    if not label.strip():
        return head.endswith((":", "：", "=", "→")) or head.lstrip().startswith(":")  # a list of definitions
    if not head or head[-1] in "|·•/,;.-–—*()[]:】］）>+":
        return False
    if head[-1] >= _UNCASED:  # `活动时间` ends with the label `时间`
        return head[-1].isalnum() and not before[-1].isspace()
    if _WIDE.search(before[len(head) :]):
        return False
    if all(folded(word) in _TEXTS for word in head.split()):
        return False
    return label.lstrip()[:1].islower() or is_generic(label)


def is_torn(before: str, after: str) -> bool:
    """Whether a piece of the stamp would stay in its line: half of a time, a zone, a weekday, an ending."""
    if after.lstrip()[:1] in (":", "：") and not is_trivial(after):  # `3 June 2019: The bridge is closed.`
        return True
    if after[:1].isalnum() or (before[-1:].isalnum() and before[-1] < _UNSPACED):
        return True
    ahead, behind = folded(before).split()[-1:], folded(after).split()[:1]
    return any(_is_part_of_date(word.strip("(),.[]|/-·")) for word in ahead + behind)


def _is_part_of_date(word: str) -> bool:
    if not word:
        return False
    if word in ("am", "pm", "uhr", "noon", "midnight", "мск", "до", "from", "until") or word in zones.NAMES:
        return word not in ("am", "et", "west")  # small words of German and French
    return len(word) > 3 and names.is_weekday(word)


def is_byline(before: str, after: str) -> bool:
    """Whether the rest of a line reads as a byline: names, sections, separators, counters, and no more."""
    after = after.partition(_FAR)[0]
    if len(before) + len(after) > _LONGEST_LINE:
        return False
    after = _TAG.sub("", after)
    if len(before.strip()) + len(after.strip()) > _LONGEST_BYLINE or before.lstrip().startswith(_ATTRIBUTION):
        return False
    if any(before.count(mark) > before.count(its_end) for mark, its_end in _PAIRS):
        return False
    if (before.strip() and _WIDE.search(before[-3:])) or (after.strip() and _WIDE.match(after)):
        return False
    return _is_part_of_byline(before) and _is_part_of_byline(after.lstrip(" .·"))


def _is_part_of_byline(text: str) -> bool:
    text = _without_later(text)
    if not text.strip():
        return True
    if _SENTENCE.search(text) and not _SIGNING.search(folded(text)):
        return False
    if any(folded(found[1]).strip().replace(" ", "_") not in _FIELDS for found in _FIELD.finditer(text)):
        return False
    rest = _LINK.sub(" ", _COUNTER.sub(" ", text))
    if _NO_NAME.search(rest):
        return False
    words = [word.strip(".:*-–—+&'’") for word in _WORDS.split(rest)]
    words = [word for word in words if word]
    signs = [""] + [folded(word) for word in words]
    return len(words) <= _MOST_WORDS and all(
        _is_name(word) or _SIGNING.fullmatch(sign) for word, sign in zip(words, signs, strict=False)
    )


def _without_later(text: str) -> str:
    found = _LATER.search(folded(text))
    return text[: found.start()] + " | " + text[found.end() :] if found else text


def _is_name(word: str) -> bool:
    """Whether a word can be one of a name, a section or a site."""
    if word.isdecimal():
        return len(word) <= 3
    unspaced = sum(letter >= _UNSPACED for letter in word)
    if unspaced:
        return unspaced <= _LONGEST_RUN
    if not word[0].islower() or word[0] >= _UNCASED:
        return True
    return folded(word).strip("0123456789") in _PARTICLES or "." in word or "@" in word or word[0] == "#"


def is_signed_byline(before: str, after: str) -> bool:
    """Whether a byline says by itself that it is one: by a name with a word such as `by`, a counter or a source."""
    if _SIGNING.search(folded(before + " | " + after)):
        return True
    return any(
        _COUNTER.search(text) or _FIELD.search(text) or _LATER.search(folded(text))
        for text in (before, after)
    )


def is_tag(before: str, after: str) -> bool:
    """Whether a section of one or two words in small letters stands before a stamp with a time: `city life`."""
    words = before.split()
    if not 0 < len(words) <= 2 or not is_trivial(after):
        return False
    return all(word.isalpha() and word.islower() and not is_preposition(word) for word in words)


def is_place_or_name(before: str, after: str) -> bool:
    """Whether nothing but a name of one to four words and a separator stands before a stamp: `Millbrook, `."""
    head = before.rstrip()
    words = head.split()
    if not words or head[-1] not in ",|·•-–—/" or len(words) > _LONGEST_NAME or not is_trivial(after):
        return False
    return not any(letter.isdigit() for letter in head)


def begins(after: str) -> bool:
    """Whether a piece of text can begin behind a stamp."""
    if _WIDE.match(after) or after.startswith("  "):  # a column
        return not after.strip()
    if after.startswith((" ,", " |", " -")):  # what a flattened page has between two boxes
        return True
    if not after.strip():
        return True
    if after[0].isalnum():
        return False
    after = after.lstrip(" \t")
    return not (after[0].islower() or after[0] in ".,;:!?()[]")


def ends(before: str, stamp: Stamp) -> bool:
    """Whether a piece of text can end before a stamp: no small word leads on to the date."""
    if not before.strip():
        return True
    if not before[-1].isspace():
        return before[-1] in "|·•:/-–—】］])"
    before = before.rstrip()
    word = before.rsplit(None, 1)[-1]
    if before[-1] == ",":
        return stamp.clock is not None
    if before[-1] in "('\"“‘«" or (before[-1] == "." and len(word) <= 4):
        return False
    if _AGO.search(before[-24:]):
        return True
    return not (word[0].islower() and word.isalpha()) and not is_preposition(word)


def is_field_line(line: str) -> bool:
    """Whether a line is a field that no byline has: `Subject: the bridge`."""
    if len(line) > _LONGEST_FIELD:
        return False
    if _MAIL.search(line):
        return True
    found = _FIELD.match(line.strip())
    return found is not None and folded(found[1]).strip().replace(" ", "_") not in _FIELDS


def is_any_field(line: str) -> bool:
    """Whether a line is a field of some kind."""
    return len(line) <= _LONGEST_LINE and _ANY_FIELD.match(line) is not None


def unknown_fields(lines: list[str], row: int) -> int:
    """How many fields that no byline has stand beside a line, in one block with it."""
    count = 0
    for step in (-1, 1):
        near = row + step
        while 0 <= near < len(lines) and abs(near - row) <= _LARGEST_RECORD and is_any_field(lines[near]):
            count += is_field_line(lines[near])
            near += step
    return count


def leads_to_value(line: str) -> bool:
    """Whether a line is the name of a field whose value is below: `Closing date:`."""
    return line.rstrip().endswith((":", "：")) and label_line(line) is None
