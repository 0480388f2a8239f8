"""The words and marks by which a line shows its flags. Imported when the first line is looked at."""

from __future__ import annotations

from seedclean.cleaners.boilerplate.flag_bits import (
    AD,
    BUTTON,
    COMMENTS,
    COOKIE,
    CREDIT,
    HEADING,
    JUMP,
    LICENCE,
    LOOK,
    PART,
    PROMPT,
    RIGHTS,
    TAGGED,
)
from seedclean.words import labels

MAY_BE_LABEL = 1 << 29
"""Said of words with which labels begin, and of no line."""

_MARKS_BEFORE = "(\"'“«[¡¿*|•»>-"
_MARKS_BEHIND = ".,:;!?)…\"'”»]*|"
AROUND_WORD = " \t\xa0\u3000|/»›>«‹<·•–—-:：+*#▼▾▲→←↑↓…()[]【】（）.,;!?\"'“”‘’„0123456789"
"""Characters that may be around the first word of a line."""

AROUND_ROLE = " \t\xa0\u3000()（）[]【】"
"""Characters that may be around the words before a colon."""

GOING_ON = ",.;:)"
"""What a line begins with that goes on with the line above."""

OF_RIGHTS = "©ⓒ"
THOUSANDS = ("k", "m")
"""The letter between a figure and the word that it counts."""

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
"""Links between pages that are one word where the tags between them were: `PrevNext`."""

SIGNS_OF: dict[str, int] = {}
for _sign, _words in _WORDS.items():
    for _word in _words.split():
        for _form in (_word, *(mark + _word for mark in _MARKS_BEFORE), *(_word + m for m in _MARKS_BEHIND)):
            SIGNS_OF[_form] = SIGNS_OF.get(_form, 0) | _sign
"""Flags that words raise anywhere in a line, with the marks that may touch them."""

OPENINGS = dict.fromkeys(_OPENING_WORDS.split(), LOOK)
for _word in (
    frozenset(label.split()[0] for label in labels("share")) | labels("counted") | labels("calls-to-share")
):
    OPENINGS[_word] = OPENINGS.get(_word, 0) | BUTTON
"""What the first words of lines say."""

LABELS: dict[str, int] = {}
for _kind, _sign in (("menu", PART), ("related", HEADING), ("jumps", JUMP), ("ads", AD)):
    for _label in labels(_kind):
        _word = _label.split()[0]
        OPENINGS[_word] = OPENINGS.get(_word, 0) | MAY_BE_LABEL
        for _form in (_label, _label.replace("'", "’")):
            LABELS[_form] = LABELS.get(_form, 0) | _sign
"""What whole lines say."""

ANNOUNCED = dict.fromkeys(labels("tags"), TAGGED) | dict.fromkeys(labels("roles"), CREDIT)
"""What the words before the first colon announce: names or tags."""

DENSE_PARTS = (
    *((part, RIGHTS) for part in ("版权", "版權", "未经授权", "無断")),
    *((part, LICENCE) for part in ("icp", "网安备", "網安備", "许可", "許可", "备案", "举报")),
    *((part, LICENCE) for part in ("特定商取引法", "통신판매업", "사업자등록번호")),
    *((part, PROMPT) for part in ("订阅", "二维码", "关注", "メールマガジン")),
    *((part, COMMENTS) for part in ("评论", "コメント")),
)
"""Parts to search for where no blanks are between words."""

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
"""Parts to search for in lines that are longer still, unfolded."""
