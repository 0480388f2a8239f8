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
    MAY_MATCH,
    PART,
    PROMPT,
    RIGHTS,
    TAGGED,
)
from seedclean.words import labels, read_file

MAY_BE_LABEL = 1 << 29
"""Said of words with which labels begin, and of no line."""

_MARKS_BEFORE = "(\"'“«[¡¿*|•»>-"
_MARKS_BEHIND = ".,:;!?)…\"'”»]*|"
AROUND_WORD = " \t\xa0\u3000|/»›>«‹<·•–—-:：+*#▼▾▲→←↑↓…()[]【】（）.,;!?\"'“”‘’„0123456789"
"""Characters that may be around the first word of a line."""

AROUND_ROLE = " \t\xa0\u3000()（）[]【】"
"""Characters that may be around the words before a colon."""

GOING_ON = ",.;:)"
"""The first character of a line that continues the line above."""

OF_RIGHTS = "©ⓒ"
THOUSANDS = ("k", "m")
"""The letter between a figure and the word that it counts."""

_FILE = read_file(f"{__file__.removesuffix('py')}toml")
_FLAGS = {"rights": RIGHTS, "licence": LICENCE, "cookie": COOKIE, "prompt": PROMPT, "comments": COMMENTS}
_WORDS = {flag: _FILE["flags"][name] for name, flag in _FLAGS.items()}
PAGE_WORDS = tuple("next prev first last older newer suivant précédent siguiente anterior".split())
"""Links between pages that are one word where the tags between them were: `PrevNext`."""

SIGNS_OF: dict[str, int] = {}
for _sign, _words in _WORDS.items():
    for _word in _words.split():
        for _form in (_word, *(mark + _word for mark in _MARKS_BEFORE), *(_word + m for m in _MARKS_BEHIND)):
            SIGNS_OF[_form] = SIGNS_OF.get(_form, 0) | _sign
"""Flags that words raise anywhere in a line, with the marks that may touch them."""

OPENINGS = dict.fromkeys(_FILE["openings"]["matchers"].split(), MAY_MATCH)
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
