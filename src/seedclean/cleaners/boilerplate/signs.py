"""What a line could be, by its words: the cheap question before the patterns.

Most lines hold no word that any rule asks for. One look at the words of a line
says for all rules together which of them have to look closer.
"""

from __future__ import annotations

from seedclean.cleaners.boilerplate.vocabulary import CALLS_TO_SHARE, COUNTED, ROLES, SHARE, TAGS

RIGHTS, LICENCE, COOKIE, PROMPT, BUTTON, CREDIT = (1 << bit for bit in range(6))
BAR, TRAIL, COMMENTS, JUMP, AD, TAGGED = (1 << bit for bit in range(6, 12))
"""The signs: of rights, licence numbers, cookies, prompts, share buttons, credits, lines with
parting marks, trails, headings over comments, links around the page, marks of advertisements, and
tags. A line may show several."""

FEW_CHARACTERS = 160
"""In lines up to this length each word is looked up; in longer ones a few are searched for."""

LONGEST_BAR = 1_000
LONGEST_BUTTONS = 200
LONGEST_HEADING = 60
LONGEST_RIGHTS = 400
LONGEST_COOKIE_NOTICE = 900

_MARKS_BEFORE = "(\"'“«[¡¿*|•»>-"
_MARKS_BEHIND = ".,:;!?)…\"'”»]*|"
_AROUND_WORD = " \t\xa0\u3000|/»›>«‹<·•–—-:：+*#▼▾▲→←↑↓…()[]【】（）.,;!?\"'“”‘’„0123456789"
_THOUSANDS = ("k", "m")

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
_SIGNS_OF: dict[str, int] = {}
for _sign, _words in _WORDS.items():
    for _word in _words.split():
        for _form in (_word, *(mark + _word for mark in _MARKS_BEFORE), *(_word + m for m in _MARKS_BEHIND)):
            _SIGNS_OF[_form] = _SIGNS_OF.get(_form, 0) | _sign
_KNOWN = frozenset(_SIGNS_OF)

_DENSE_PARTS = (
    *((part, RIGHTS) for part in ("版权", "版權", "未经授权", "無断")),
    *((part, LICENCE) for part in ("icp", "网安备", "網安備", "许可", "許可", "备案", "举报")),
    *((part, LICENCE) for part in ("特定商取引法", "통신판매업", "사업자등록번호")),
    *((part, PROMPT) for part in ("订阅", "二维码", "关注", "メールマガジン")),
    *((part, COMMENTS) for part in ("评论", "コメント")),
)
"""What to search for where no blanks stand between words."""

_LONG_PARTS = (
    *(("copyright", RIGHTS), ("creative commons", RIGHTS), ("reserved", RIGHTS)),
    *(("handelsregister", LICENCE), ("vat ", LICENCE)),
)
_LONG_FOREIGN_PARTS = tuple(
    (word, RIGHTS)
    for word in "vorbehalten réservés reservados riservati voorbehouden zastrzeżone защищены saklıdır".split()
)
_OPENERS = frozenset(label.split()[0] for label in SHARE) | COUNTED | CALLS_TO_SHARE


def signs_of(line: str, small: str, words: list[str], *, dense: bool) -> int:
    """Which signs a line shows, as one number.

    Args:
        line: The line, stripped; not empty.
        small: The same in lower case.
        words: The words of that; none are needed where the line is long.
        dense: Whether it may be written without blanks between words.

    >>> signs_of("All rights.", "all rights.", ["all", "rights."], dense=False) == RIGHTS
    True
    """
    signs = 0
    if len(line) > FEW_CHARACTERS:
        signs = _of_long(line, small)
    else:
        for word in _KNOWN.intersection(words):
            signs |= _SIGNS_OF[word]
        if (words[0] if words[0].isalpha() else _first_word(words)) in _OPENERS:
            signs |= BUTTON
        if ":" in line or "：" in line:
            signs |= _labelled(small)
    if "|" in line:
        signs |= BAR
    if "/" in line or ">" in line:
        signs |= TRAIL
    if line.isascii():
        return signs
    if "·" in line or "•" in line:
        signs |= BAR
    if "»" in line or "›" in line or "→" in line:
        signs |= TRAIL
    if "©" in line or "ⓒ" in line:
        signs |= RIGHTS
    if dense:
        for part, sign in _DENSE_PARTS:
            if part in small:
                signs |= sign
    return signs


def _of_long(line: str, small: str) -> int:
    signs = COOKIE if len(line) <= LONGEST_COOKIE_NOTICE and "cookie" in small else 0
    if len(line) > LONGEST_RIGHTS:
        return signs
    for part, sign in _LONG_PARTS if line.isascii() else (*_LONG_PARTS, *_LONG_FOREIGN_PARTS):
        if part in small:
            signs |= sign
    return signs


def _first_word(words: list[str]) -> str:
    """The first word, past figures and signs: `shares` of `12 k Shares!`."""
    for word in words[:3]:
        bare = word.partition("：")[0].strip(_AROUND_WORD)
        if bare and bare not in _THOUSANDS:
            return bare
    return ""


def _labelled(small: str) -> int:
    """What the words before the first colon announce: names or tags."""
    end = min(place for place in (small.find(":"), small.find("：")) if place >= 0)
    label = small[:end].strip(" \t\xa0\u3000()（）[]【】")
    if label in ROLES:
        return CREDIT
    return TAGGED if label in TAGS else 0
