"""Stamps that say how long ago a page was published or changed, which no reader of the text can know."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.document import Change, Document, drop_lines
from seedclean.facts import characters, needs_of
from seedclean.patterns import Pattern
from seedclean.registry import rule

_LONGEST = 60
_MARKS = " \t|·•*-–—:()"

# By language: the label of publication, and how long ago. Both must be there, and nothing else.
_STAMPS = (
    r"(?:last )?(?:updated|published|posted|modified|edited):? (?:about |over |almost )?(?:\d+|an?|one) "
    r"(?:sec|min|hour|hr|day|week|month|year)\w{0,4}\.? ago",
    r"(?:zuletzt )?(?:aktualisiert|veröffentlicht|geändert):? vor (?:\d+|einer|einem) "
    r"(?:Sekunden?|Minuten?|Stunden?|Tag(?:en)?|Wochen?|Monat(?:en)?|Jahr(?:en)?)",
    r"(?:mise? à jour|publiée?|actualisée?|modifiée?):? il y a (?:\d+|une?) "
    r"(?:secondes?|minutes?|heures?|jours?|semaines?|mois|ans?)",
    r"(?:actualizad[oa]|publicad[oa]):? hace (?:\d+|una?) "
    r"(?:segundos?|minutos?|horas?|días?|semanas?|mes(?:es)?|años?)",
    r"(?:a[tc]+ualizad[oa]|publicad[oa]|postad[oa]):? há (?:\d+|uma?) "
    r"(?:segundos?|minutos?|horas?|dias?|semanas?|mês|meses|anos?)(?: atrás)?",
    r"(?:aggiornat[oa]|pubblicat[oa]):? (?:\d+|un[ao]?) "
    r"(?:second[oi]|minut[oi]|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]) fa",
    r"(?:bijgewerkt|gepubliceerd|geplaatst):? (?:\d+|een) "
    r"(?:secon|minu|uur|uren|dag|wek|week|maand|jaar)\w{0,4} geleden",
    r"(?:zaktualizowano|opublikowano|aktualizacja):? \d+ "
    r"(?:sekund|minut|godzin|dni|dzień|tygod|miesi|lat|rok)\w{0,4} temu",
    r"(?:обновлено|опубликовано):? \d+ (?:секунд|минут|час|дн|день|недел|месяц|год|лет)\w{0,3} назад",
    r"(?:оновлено|опубліковано):? \d+ (?:секунд|хвилин|годин|дн|день|тижн|місяц|рок|рік)\w{0,3} тому",
    r"\d+ (?:saniye|dakika|saat|gün|hafta|ay|yıl) önce (?:güncellendi|yayınlandı|yayımlandı)",
    r"(?:diperbarui|diterbitkan|dipublikasikan):? \d+ "
    r"(?:detik|menit|jam|hari|minggu|bulan|tahun) (?:yang )?lalu",
    r"(?:cập nhật|đăng):? \d+ (?:giây|phút|giờ|ngày|tuần|tháng|năm) trước",
    r"(?:更新|发布|發布|发表|發表)[于於]?[：:]? ?\d+ ?(?:秒|分钟|分鐘|小时|小時|天|周|週|个月|個月|年)前",
    r"\d+ ?(?:秒|分|時間|日|週間|か月|年)前に?(?:更新|公開|投稿)",
    r"\d+ ?(?:초|분|시간|일|주|개월|년) 전 ?(?:업데이트|수정|게시|입력)",
)
_RELATIVE = Pattern(rf"(?i)(?:{'|'.join(_STAMPS)})")

_AGO = (
    " ago",
    "vor ",
    "il y a",
    "hace ",
    "há ",
    " fa",
    "geleden",
    "temu",
    "назад",
    "тому",
    "önce",
    "lalu",
    "trước",
    "前",
    "전",
)
"""What one of them has; most texts have none."""


@rule(needs=characters("0") & needs_of(_AGO))
def relative_stamp(document: Document) -> Iterator[Change]:
    r"""Drop a line that says how long ago the page was published or changed.

    Why: `Updated 2 hours ago` was true when the page was read; no date can be made of it.

    Leaves alone: the words without a label of publication (`2 hours ago`), lines that say more, and a text
    that has nothing else.

    >>> from seedclean import show
    >>> print(show(relative_stamp, "Mill sold\nUpdated 2 hours ago\nThe mill was sold on Monday.\n"))
      Mill sold
    - Updated 2 hours ago
      The mill was sold on Monday.
    """
    rows = {
        row
        for row, line in enumerate(document.stripped)
        if 0 < len(line) <= _LONGEST and _has_digit(line) and _RELATIVE.fullmatch(line.strip(_MARKS))
    }
    if rows and any(line and row not in rows for row, line in enumerate(document.stripped)):
        yield from drop_lines(document, rows)


def _has_digit(line: str) -> bool:
    return any(map(str.isdigit, line))
