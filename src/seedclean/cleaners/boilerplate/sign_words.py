"""The words and marks by which a line shows its signs. Imported when the first line is looked at."""

from __future__ import annotations

from functools import lru_cache

from seedclean.cleaners.boilerplate.lines import (
    FEWEST_PROSE_WORDS,
    MOST_LABEL_CHARACTERS,
    MOST_LABEL_WORDS,
    bare,
    is_prose,
    words_beyond_ascii,
)
from seedclean.cleaners.boilerplate.signs import (
    AD,
    BUTTON,
    COMMENTS,
    COOKIE,
    CREDIT,
    FEW_CHARACTERS,
    FIGURE,
    GOES_ON,
    HEADING,
    JUMP,
    LICENCE,
    LONGEST_COOKIE_NOTICE,
    LONGEST_LICENCE,
    LONGEST_RIGHTS,
    LOOK,
    PART,
    PROMPT,
    PROSE,
    RIGHTS,
    TAGGED,
)
from seedclean.cleaners.boilerplate.vocabulary import (
    ADS,
    CALLS_TO_SHARE,
    COUNTED,
    JUMPS,
    MENU,
    RELATED,
    ROLES,
    SHARE,
    TAGS,
)

_SIGNS = (1 << 16) - 1
MAY_BE_LABEL = 1 << 16
"""Said of words with which labels begin, and of no line."""

_MARKS_BEFORE = "(\"'“«[¡¿*|•»>-"
_MARKS_BEHIND = ".,:;!?)…\"'”»]*|"
AROUND_WORD = " \t\xa0\u3000|/»›>«‹<·•–—-:：+*#▼▾▲→←↑↓…()[]【】（）.,;!?\"'“”‘’„0123456789"
"""What may stand around the first word of a line."""

AROUND_ROLE = " \t\xa0\u3000()（）[]【】"
"""What may stand around the words before a colon."""

GOING_ON = ",.;:)"
"""What a line begins with that goes on with the line above."""

OF_RIGHTS = "©ⓒ"
THOUSANDS = ("k", "m")
"""What stands between a figure and the word that it counts."""

_FIRST_SMALL = "a"  # the capitals of ASCII come before it
_FIRST_WORDS = 3

_WORDS = {
    RIGHTS: """(c) &copy; copyright ©copyright copyleft rights reserved rightsreserved allrights vorbehalten
        réservés reservados riservati voorbehouden zastrzeżone защищены захищені saklıdır vyhrazena
        rättigheter commons lizenz""",
    LICENCE: "icp ust-id ust-idnr ustid ust-id-nr handelsregister rcs vat",
    COOKIE: "cookie cookies cookie-einstellungen cookie-richtlinie",
    PROMPT: """newsletter newsletters subscribe subscribing subscription inbox mailbox mailing email
        e-mail emails e-mails sign signing signed log login log-in sign-in logged register registered
        registering account password remember member subscriber reading abonnieren abonnez-vous
        inscrivez-vous recevez melden abonné inscrit suscríbete suscribirse suscríbase recibe assine
        receba iscriviti download follow folge folgen suivez-nous síguenos siguenos siga-nos seguici volg
        find like join posteingang nieuwsbrief passwort registriert konto passe contraseña cuenta senha""",
    COMMENTS: """comment comments response responses reply replies thoughts discussion conversation
        kommentar kommentare commentaire commentaires réactions comentario comentarios comentário
        comentários commenti reacties komentarze kommentarer комментарии""",
}
_OPENING_WORDS = """
    by written posted published submitted story text photo photos from von autor autorin par publié
    por escrito di door av af przez автор comment comments response responses reply replies
    kommentar kommentare commentaire commentaires réaction réactions comentario comentarios
    comentário comentários commenti reacties komentarze kommentarer комментарии leave post add write
    view read see show report no be antworten répondre responder rispondi flag quote permalink like
    upvote helpful name email website url your page seite página pagina strona стр next prev
    previous first last older newer posts entries weiter zurück suivant précédent siguiente anterior
    advertisement advertisements ad ads sponsored promoted paid anzeige werbung publicité publicidad
    publicidade pubblicità advertentie reklama реклама
"""
"""The first words of lines that have one of the looks, where they have no colon."""

PAGE_WORDS = tuple("next prev first last older newer suivant précédent siguiente anterior".split())
"""Links between pages that stand as one word where the tags between them were: `PrevNext`."""

SIGNS_OF: dict[str, int] = {}
for _sign, _words in _WORDS.items():
    for _word in _words.split():
        for _form in (_word, *(mark + _word for mark in _MARKS_BEFORE), *(_word + m for m in _MARKS_BEHIND)):
            SIGNS_OF[_form] = SIGNS_OF.get(_form, 0) | _sign
"""What words say wherever they stand in a line, with the marks that may touch them."""

_KNOWN = frozenset(SIGNS_OF)

OPENINGS = dict.fromkeys(_OPENING_WORDS.split(), LOOK)
for _word in frozenset(label.split()[0] for label in SHARE) | COUNTED | CALLS_TO_SHARE:
    OPENINGS[_word] = OPENINGS.get(_word, 0) | BUTTON
"""What the first words of lines say."""

LABELS: dict[str, int] = {}
for _labels, _sign in ((MENU, PART), (RELATED, HEADING), (JUMPS, JUMP), (ADS, AD)):
    for _label in _labels:
        _word = _label.split()[0]
        OPENINGS[_word] = OPENINGS.get(_word, 0) | MAY_BE_LABEL
        for _form in (_label, _label.replace("'", "’")):
            LABELS[_form] = LABELS.get(_form, 0) | _sign
"""What whole lines say."""

ANNOUNCED = dict.fromkeys(TAGS, TAGGED) | dict.fromkeys(ROLES, CREDIT)
"""What the words before the first colon announce: names or tags."""

DENSE_PARTS = (
    *((part, RIGHTS) for part in ("版权", "版權", "未经授权", "無断")),
    *((part, LICENCE) for part in ("icp", "网安备", "網安備", "许可", "許可", "备案", "举报")),
    *((part, LICENCE) for part in ("特定商取引法", "통신판매업", "사업자등록번호")),
    *((part, PROMPT) for part in ("订阅", "二维码", "关注", "メールマガジン")),
    *((part, COMMENTS) for part in ("评论", "コメント")),
)
"""What to search for where no blanks stand between words."""

LONG_PARTS = (
    *(("copyright", RIGHTS), ("creative commons", RIGHTS), ("reserved", RIGHTS)),
    *(("handelsregister", LICENCE), ("vat ", LICENCE)),
)
LONG_FOREIGN_PARTS = (
    *LONG_PARTS,
    *((word, RIGHTS) for word in ("vorbehalten", "réservés", "reservados", "riservati", "voorbehouden")),
    *((word, RIGHTS) for word in ("zastrzeżone", "защищены", "saklıdır")),
)
"""What to search for in long lines, and in those that are not all ASCII."""

COOKIE_PARTS = tuple((part, COOKIE) for part in ("ookie", "OOKIE"))
"""What to search for in lines that are longer still, as they stand."""


def signs_of(line: str) -> int:
    """The signs that a line shows, stripped; it may be empty.

    >>> signs_of("All rights reserved") == RIGHTS
    True
    """
    return _of_short(line) if len(line) <= FEW_CHARACTERS else _of_long(line)


@lru_cache(16_384)  # menus come again on every page of a site
def _of_short(line: str) -> int:
    if not line:
        return 0
    small = line.lower()
    words = small.split()
    first = words[0]
    if first.isalpha():
        found = OPENINGS.get(first, 0)
        if line >= _FIRST_SMALL and line[0].islower():
            found |= GOES_ON
    else:
        found = LOOK | _of_first(line[0]) | OPENINGS.get(_first_word(words), 0)
    if not _KNOWN.isdisjoint(words):
        for word in _KNOWN.intersection(words):
            found |= SIGNS_OF[word]
    if ":" in line:
        found |= LOOK | _labelled(small)
    if line.isascii():
        count = line.count(" ") + 1
    else:
        count, dense = words_beyond_ascii(line)
        found |= _beyond_ascii(line, small, dense=dense)
    if count >= FEWEST_PROSE_WORDS:
        if is_prose(line, count):
            return found & _SIGNS | PROSE
    elif count <= MOST_LABEL_WORDS and len(line) <= MOST_LABEL_CHARACTERS:
        if found & MAY_BE_LABEL:
            found |= LABELS.get(bare(words), 0)
        elif count == 1 and first.startswith(PAGE_WORDS):
            found |= LOOK
    return found & _SIGNS


def _of_long(line: str) -> int:
    plain = line.isascii()
    words, dense = (line.count(" ") + 1, False) if plain else words_beyond_ascii(line)
    found = PROSE if is_prose(line, words) else 0
    if not line[0].isupper():
        found |= _of_first(line[0])
    if len(line) <= LONGEST_COOKIE_NOTICE:
        for part, sign in COOKIE_PARTS:
            if part in line:
                found |= sign
    if len(line) <= LONGEST_RIGHTS:
        if ":" in line:
            found |= LOOK
        small = line.lower()
        for part, sign in LONG_PARTS if plain else LONG_FOREIGN_PARTS:
            if part in small:
                found |= sign
        if not plain:
            found |= _beyond_ascii(line, small, dense=dense)
    elif dense and len(line) <= LONGEST_LICENCE:
        found |= _beyond_ascii(line, line.lower(), dense=True)
    return found


def _of_first(character: str) -> int:
    """What the first character of a line says."""
    if character in GOING_ON or character.islower():
        return GOES_ON
    return 0 if character.isalpha() else FIGURE


def _beyond_ascii(line: str, small: str, *, dense: bool) -> int:
    """What marks and words beyond ASCII say."""
    found = RIGHTS if any(mark in line for mark in OF_RIGHTS) else 0
    if "：" in line:
        found |= LOOK | _labelled(small)
    if dense:
        found |= LOOK
        for part, sign in DENSE_PARTS:
            if part in small:
                found |= sign
    return found


def _first_word(words: list[str]) -> str:
    """The first word, past figures and signs: `shares` of `12 k Shares!`."""
    for word in words[:_FIRST_WORDS]:
        bare = word.partition("：")[0].strip(AROUND_WORD)
        if bare and bare not in THOUSANDS:
            return bare
    return ""


def _labelled(small: str) -> int:
    """What the words before the first colon announce."""
    end = min(place for place in (small.find(":"), small.find("：")) if place >= 0)
    return ANNOUNCED.get(small[:end].strip(AROUND_ROLE), 0)
