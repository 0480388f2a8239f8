"""The words around a stamp: what says that a date is one of publication, and what says that it is not."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from seedclean.cleaners.dates.names import fold, is_weekday
from seedclean.patterns import Pattern

# Looked up folded, so accents and capitals do not matter here.


_PREPOSITIONS = frozenset(
    "on at in the of le la les a au am um den der dem em no na el il lo op om te de del di i d dne dnia "
    "w u ob v в на от la pe tarihi tarihinde pada ngay luc di klo kl в στισ την في بتاريخ یکم به در as o ta "
    "по dňa час sur".split()
)
_GAP = " \t:;,.|/*()[]~=-_'\"<>#@+"
_SEPARATORS = Pattern(r"[\s:;|/*()\[\]~=_\"<>#@,.]")
_AFTER = Pattern(
    r"\s?(?P<updated>(?:更新|最終更新|수정)(?!\s?[:日時时于於])|(?:aktualisiert|geandert|bearbeitet)\b|tarihinde\s(?:guncel|duzen)\w+|に更新)"
    r"|\s?(?P<published>(?:公開|发布|發布|发表|發表|掲載|配信|投稿|작성|입력|등록|게시)(?!\s?[:日時时于於])|(?:veroffentlicht|gepostet|erstellt)\b|tarihinde\s(?:yay|ekle)[^\s\d.]+|に公開|に投稿)"
)
_SIGNED = Pattern(
    r"\s*(?:(?:posted|published|written|submitted|filed|uploaded|started|asked) (?:by|in|under)"
    r"|(?:veroffentlicht|geschrieben|erstellt|gepostet) von|(?:publie|poste|ecrit) par"
    r"|(?:publicad[oa]|escrito|postado) por|(?:pubblicato|scritto) da|geplaatst door)\b"
)
_SIGNATURE = Pattern(r"\s*(?:by|von|par|por|da|di|door|av|af)\s\S")
_CHINESE = "\u2e80"  # from here on letters are written without blanks between words
_LONGEST_NAME = 40
_MOST_SIGNS = 10
_MOST_WORDS = 5
_MARKS = "\"'([{<|/-*~#:.,;=>"


_GENERIC = frozenset(
    map(
        fold,
        "date|dates|time|date time|date & time|date/time|datum|data|fecha|tarih|tarihi|tanggal|dato|дата"
        "|时间|時間|日期|日期时间|日時|תאריך|تاريخ|تاریخ|ημερομηνια|วันที่|ngay|thoi gian".split("|"),
    )
)
"""Labels that a longer word or phrase may end with: `hearing date`, `活动时间`, `next update`."""


class Label(NamedTuple):
    """The purpose of a date, `"published"`, `"updated"` or `"other"`; `"en"` if English; its start."""

    kind: str
    language: str | None
    start: int


@cache
def _kinds() -> dict[str, tuple[str, str | None]]:
    import json
    from pathlib import Path

    table = json.loads(Path(__file__).with_name("labels.json").read_text(encoding="utf-8"))
    kinds: dict[str, tuple[str, str | None]] = {}
    for kind in ("published", "updated", "other"):
        for number, line in enumerate(table[kind]):
            # English comes first; `date` and the like are English and more.
            language = "en" if number == 0 or line.startswith("date|") else None
            for label in line.split("|"):
                kinds.setdefault(fold(label.strip()), (kind, language))
    return kinds


@cache
def _last_words() -> frozenset[str]:
    return frozenset(label[label.rfind(" ") + 1 :] for label in _kinds())


@lru_cache(maxsize=4096)
def _last_word(word: str) -> tuple[bool, str]:
    """Return whether a label may end with a word, and the preposition or weekday at the word's end."""
    may_end = word in _last_words() or word.lstrip(_MARKS) in _kinds()
    if not word.isalnum():
        word = _SEPARATORS.split(word)[-1]
    return may_end, word if word in _PREPOSITIONS or is_weekday(word) else ""


def label_before(text: str, end: int) -> Label | None:
    """The label that a folded text has just before a place, with prepositions or a weekday between.

    >>> label_before("zuletzt geandert am: 3. juni 2019", 21)
    Label(kind='updated', language=None, start=0)
    """
    low = max(0, end - 60)
    found = _label_at_end(text[low:end])
    return found._replace(start=low + found.start) if found and low else found


@lru_cache(maxsize=4096)
def _label_at_end(head: str) -> Label | None:
    best: Label | None = None
    for _ in range(3):
        head = head.rstrip(_GAP)
        may_end, leads_on = _last_word(head[head.rfind(" ") + 1 :])
        start = _longest_label(head) if may_end or head[-1:] >= _CHINESE else None
        if start is not None:
            best = Label(*_kinds()[head[start:]], start)
        if not leads_on:
            break
        head = head[: -len(leads_on)]
    return best


def label_after(text: str, start: int) -> tuple[str, int] | None:
    """The kind of the label behind a stamp, and its end."""
    found = _AFTER.match(text, start)
    return (str(found.lastgroup), found.end()) if found else None


def is_signed(text: str) -> bool:
    """Check whether a line begins with who published it: `Posted by Ada Miller on`."""
    return _SIGNED.match(fold(text.lstrip()[:_LONGEST_NAME])) is not None


def is_signature(text: str) -> bool:
    """Check whether a folded text behind a stamp is a signature and no more: ` by Ada Miller`."""
    return len(text) <= _LONGEST_NAME and _SIGNATURE.match(text) is not None


def is_preposition(word: str) -> bool:
    """Check whether a word leads on to a date: `on`, `le`, `am`."""
    return fold(word) in _PREPOSITIONS


def _longest_label(head: str) -> int | None:
    """Return the start of the longest label at the end of a text."""
    kinds = _kinds()
    if head[-1:] >= _CHINESE:
        for start in range(max(0, len(head) - _MOST_SIGNS), len(head) - 1):
            if head[start:] in kinds:
                return start
        return None
    best = None
    start = len(head)
    for _ in range(_MOST_WORDS):
        start = head.rfind(" ", 0, max(0, start))
        words = head[start + 1 :].lstrip(_MARKS)
        if words in kinds:
            best = len(head) - len(words)
        if start < 0:
            break
    return best


def is_generic(label: str) -> bool:
    """Check whether a label says that it is a date, and not of what: `Date:`, `时间：`."""
    words = fold(label).strip(_GAP + "：").split()
    while len(words) > 1 and words[-1] in _PREPOSITIONS:
        words.pop()
    return " ".join(words) in _GENERIC


def label_line(line: str) -> str | None:
    """The kind of a line that is nothing but a label, such as `Published:` or `发布时间：`."""
    if len(line) > 60:
        return None
    text = fold(line)
    found = label_before(text, len(text))
    if found is None or text[: found.start].strip(" *|·-:"):
        return None
    return found.kind
