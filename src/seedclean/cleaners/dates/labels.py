"""The words around a stamp: what says that a date is one of publication, and what says that it is not."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from seedclean.cleaners.dates.names import folded, is_weekday
from seedclean.patterns import Pattern

# Looked up folded, so accents and capitals do not matter here.
_PUBLISHED = """
published|publish|publishing date|date published|datepublished|date posted|posted|post date|posting date|first published|originally published|date of publication|publication date
publication time|release date|released|issued|date issued|written|submitted|created|date created|started|asked|uploaded|filed|added|live|online since|online seit|air date|first posted
publie|publiee|publication|date de publication|paru|parue|mis en ligne|mise en ligne|poste|cree|ecrit
veroffentlicht|erstveroffentlicht|veroffentlichung|erschienen|erstellt|publiziert|eingestellt|geschrieben|erstellungsdatum|erscheinungsdatum|artikel vom|beitrag vom|meldung vom|nachricht vom|news vom|bericht vom|pressemitteilung vom|ausgabe vom|veroffentlichungsdatum|datum|online
publicado|publicada|fecha de publicacion|publicacion|fecha|creado|subido|escrito
publicado em|postado|postada|postado em|criado em|data de publicacao|publicacao|data da publicacao
pubblicato|pubblicata|pubblicato il|data di pubblicazione|pubblicazione|scritto|creato|data
gepubliceerd|geplaatst|publicatiedatum|datum
publicat|publicat a|publicata|data publicarii|postat
offentliggjort|udgivet|publiceret|oprettet|publisert|publiserad|publicerad|publicerat|skapad|opprettet|skrevet|postat
julkaistu|julkaisuaika|luotu|birt
opublikowano|data publikacji|opublikowany|opublikowane|dodano|utworzono|data dodania|publikacja
publikovano|publikovane|zverejneno|zverejnene|vydano|vlozeno|pridane|datum vydani|objavljeno|objavljena|objava|datum objave|uveljeno
kozzeteve|megjelent|publikalva|letrehozva|letrehozas
yayinlanma|yayinlanma tarihi|yayin tarihi|yayınlanma|yayınlanma tarihi|yayın tarihi|giris|giriş|giris tarihi|giriş tarihi|eklenme|eklenme tarihi|olusturulma|oluşturulma|oluşturulma tarihi|tarih|yayım tarihi
опубликовано|дата публикации|публикация|размещено|добавлено|создано|дата|опублікавана|опубліковано|опублiковано|дата публікації|публикувано|публикувана|публикувано на|објављено|објавено
δημοσιευθηκε|δημοσιευση|δημοσιευτηκε|ημερομηνια|ημερομηνια δημοσιευσησ|αναρτηθηκε|πρωτη δημοσιευση
نشر|نشر في|تاريخ النشر|نشرت|تم النشر|تم النشر في|كتب في|انتشار|تاريخ انتشار|منتشر شده|زمان انتشار|تاريخ|شائع
פורסם|פורסם ב|תאריך|תאריך פרסום|נכתב
发布|发布于|发布时间|发布日期|发表|发表于|发表时间|发表日期|發布|發布於|發布時間|發布日期|發表|發表於|發表時間|發佈|發佈時間|發佈日期|时间|時間|日期|日期时间|上传|上傳|创建于|建立时间|刊登|刊登日期|撰文|录入时间|添加时间|出版时间|出版日期
公開|公開日|公開日時|投稿|投稿日|投稿日時|掲載|掲載日|掲載日時|配信|配信日|配信日時|作成|作成日|登録|登録日|発表|日時|更新日时|初出
입력|등록|등록일|작성|작성일|게시|게시일|발행|발행일|승인|기사입력|송고|입력시간
dipublikasikan|diterbitkan|diposting|terbit|tayang|tanggal|ditulis|diterbitkan pada|disiarkan|diupload|ditayangkan
xuat ban|đang|đang ngay|ngay đang|dang|dang ngay|ngay dang|cap nhat luc|thoi gian
เผยแพร่|เผยแพร่เมื่อ|วันที่|โพสต์เมื่อ|เมื่อ|ลงวันที่
प्रकाशित|प्रकाशन|पोस्ट|প্রকাশ|প্রকাশিত|প্রকাশের তারিখ|வெளியிடப்பட்டது
nai-publish|inilathala|publikuota|paskelbta|publicets|avaldatud|imechapishwa|gepubliseer|publikuar|botuar
date|dated|dt|article date|news date|blog date|entry date|date added|date created|datecreated|pubdate|published time|time|date time|date & time|date/time
"""
_UPDATED = """
updated|last updated|update|last update|updated on|modified|last modified|datemodified|date modified|edited|last edited|revised|last revised|last changed|changed|reviewed|last reviewed|corrected|amended|refreshed|last reply
mis a jour|mise a jour|modifie|modifiee|derniere mise a jour|actualise|actualisee|maj|derniere modification|edite
aktualisiert|zuletzt aktualisiert|letzte aktualisierung|aktualisierung|aktualisiert am|geandert|zuletzt geandert|stand|letzte anderung|bearbeitet|zuletzt bearbeitet|uberarbeitet|upd|anderungsdatum
actualizado|actualizada|ultima actualizacion|actualizacion|modificado|atualizado|atualizada|atualizado em|ultima atualizacao|atualizacao|editado|modificada|actualitzat|actualizat|ultima actualizare|actualizat la
aggiornato|aggiornata|ultimo aggiornamento|aggiornamento|modificato|ultima modifica|agg
bijgewerkt|laatst bijgewerkt|laatste update|gewijzigd|laatst gewijzigd|laatst aangepast|aangepast
opdateret|sidst opdateret|oppdatert|sist oppdatert|uppdaterad|uppdaterat|senast uppdaterad|andrad|endret|sist endret|redigert|paivitetty|muokattu|uppfært
aktualizacja|zaktualizowano|ostatnia aktualizacja|aktualizovano|aktualizovane|posledni aktualizace|aktualizace|upraveno|zadnja izmjena|azurirano|zadnje azuriranje|izmenjeno|frissitve|modositva|frissites|utolso frissites|utoljara frissitve
guncelleme|guncellenme|son guncelleme|guncelleme tarihi|guncellenme tarihi|son guncellenme|güncelleme
обновлено|обновлен|обновление|последнее обновление|изменено|дата обновления|отредактировано|оновлено|актуализирана|последна актуализация|ажурирано|абноўлена|upd
ενημερωθηκε|ενημερωση|τελευταια ενημερωση|τροποποιηθηκε
تحديث|آخر تحديث|اخر تحديث|تم التحديث|حدث في|به روز رساني|بروزرساني|آخرين به روز رساني|اخرين به روز رساني
עודכן|עדכון אחרון|עודכן ב
更新|更新于|更新时间|更新日期|最后更新|最近更新|最后修改|修改时间|编辑于|更新於|更新時間|最後更新|最后更新时间|最後更新時間|最后编辑于|編輯於
更新日|更新日時|最終更新|最終更新日|最終更新日時|改訂|改訂日|修正|수정|최종수정|업데이트|최종 수정|갱신|마지막 수정
diperbarui|diperbaharui|terakhir diperbarui|update terakhir|diupdate|cap nhat|cap nhat ngay|cap nhat lan cuoi|อัปเดต|อัพเดท|อัปเดตล่าสุด|ปรับปรุงล่าสุด|แก้ไขล่าสุด
अपडेट|अपडेटेड|अद्यतन|अंतिम अपडेट|আপডেট|হালনাগাদ|naujinta|atnaujinta|atjaunots|uuendatud|muudetud|ruaj|perditesuar|imesasishwa|opgedateer
"""
_OTHER = """
copyright|(c)|expires|expiry|expiration date|valid until|valid through|valid from|valid|until|till|since|from|through|between|before|after|born|died|founded|established|est|event date|start date|end date|starts|begins|begin|ends|deadline|due|due date|effective|effective date|joined|join date|registered|member since|retrieved|accessed|last accessed|last visit|last seen|archived|checked|version|release|game date|departure|arrival|check-in|check-out|next|previous|prev|today|today is|now|current time|tomorrow|yesterday|as of|version of|closing date|opening|dob|date of birth|birthday|anniversary
depuis|jusqu'au|jusqu'a|ne le|nee le|consulte le|inscrit le|inscrit depuis|valable jusqu'au|expire le|debut|fin|a partir du|avant le
bis|bis zum|ab|ab dem|seit|seit dem|zum|geboren|gestorben|gultig bis|gultig ab|abgerufen|abgerufen am|mitglied seit|dabei seit|registriert|beginn|ende|termin|frist|nachste|tag|wann|beginnt am|endet am|heute|beitritt
desde|hasta|hasta el|nacido|consultado|vence|valido hasta|inicio|fin|ate|desde o|a partir de|nascido|acesso em|valido ate|dal|fino al|dall'|nato il|scade|consultato|sinds|tot|tot en met|vanaf|geboren op|geraadpleegd|urodzony|til|siden|fran|till|sedan|fodd|alkaen|asti|до|εωσ|μεχρι|حتي|الي|منذ|至|截至|截止|截止日期|有效期|有效期至|注册时间|注册|生日|今天|今天是|现在时间|当前时间|から|まで|開催|開催日|開催期間|期間|発売|発売日|期限|締切|日程|会期|부터|까지|기간|일시|sejak|hingga|sampai|mulai|tu ngay|đen ngay
"""


_PREPOSITIONS = frozenset(
    "on at in the of le la les a au am um den der dem em no na el il lo op om te de del di i den d dne dnia w "
    "u ob v в на от la pe tarihi tarihinde pada ngay luc di klo kl в στισ την في بتاريخ یکم به در as o ta "
    "по dňa час".split()
)
_GAP = Pattern(r"[\s:;,.|/*()\[\]~=\-_'\"<>#@+]+$")
_LAST_WORD = Pattern(r"[^\s:;|/*()\[\]~=_\"<>#@,.]+$")
_AFTER = Pattern(
    r"\s?(?P<updated>更新|最終更新|수정|(?:aktualisiert|geandert|bearbeitet)\b|tarihinde\s(?:guncel|duzen)\w+|に更新)"
    r"|\s?(?P<published>公開|发布|發布|发表|發表|掲載|配信|投稿|작성|입력|등록|게시|(?:veroffentlicht|gepostet|erstellt)\b|tarihinde\s(?:yay|ekle)[^\s\d.]+|に公開|に投稿)"
)
_LONGEST = 32


class Label(NamedTuple):
    """What a date is for: `"published"`, `"updated"` or `"other"`, and where the word for it starts."""

    kind: str
    start: int


@cache
def _kinds() -> dict[str, str]:
    kinds: dict[str, str] = {}
    for kind, table in (("published", _PUBLISHED), ("updated", _UPDATED), ("other", _OTHER)):
        for label in table.replace("\n", "|").split("|"):
            if label:
                kinds.setdefault(folded(label.strip()), kind)
    return kinds


def label_before(text: str, end: int) -> Label | None:
    """The label that a folded text has just before a place, with prepositions or a weekday between.

    >>> label_before("zuletzt geandert am: 3. juni 2019", 21)
    Label(kind='updated', start=0)
    """
    low = max(0, end - 60)
    head = text[low:end]
    for _ in range(3):
        gap = _GAP.search(head)
        if gap is not None:
            head = head[: gap.start()]
        found = _longest_label(head)
        if found is not None:
            return Label(_kinds()[head[found:]], low + found)
        word = _LAST_WORD.search(head)
        if word is None or not (word[0] in _PREPOSITIONS or is_weekday(word[0])):
            return None
        head = head[: word.start()]
    return None


def label_after(text: str, start: int) -> tuple[str, int] | None:
    """The kind of label that stands behind a stamp, and where it ends."""
    found = _AFTER.match(text, start)
    return (str(found.lastgroup), found.end()) if found else None


def is_preposition(word: str) -> bool:
    """Whether a word leads on to a date: `on`, `le`, `am`."""
    return folded(word) in _PREPOSITIONS


def _longest_label(head: str) -> int | None:
    kinds = _kinds()
    for start in range(max(0, len(head) - _LONGEST), len(head) - 1):
        if head[start:] in kinds and not (start and _joined(head[start - 1], head[start])):
            return start
    return None


def _joined(left: str, right: str) -> bool:
    """Whether two letters belong to one word; Chinese and Japanese write no blanks."""
    return left.isalnum() and right < "\u2e80"


def label_line(line: str) -> str | None:
    """The kind of a line that is nothing but a label, such as `Published:` or `发布时间：`."""
    if len(line) > 60:
        return None
    text = folded(line)
    found = label_before(text, len(text))
    if found is None or text[: found.start].strip(" *|·-:"):
        return None
    return found.kind
