"""The forms that notices have, by their words: of what kind a line is, and no reason to drop it."""

from __future__ import annotations

from re import IGNORECASE, escape

from seedclean.cleaners.boilerplate.flag_bits import LONGEST_COOKIE_NOTICE, LONGEST_LICENCE, LONGEST_RIGHTS
from seedclean.cleaners.boilerplate.notice_words import notice_words
from seedclean.once import once
from seedclean.patterns import Pattern
from seedclean.words import labels

LONGEST_PROMPT = 160
LONGEST_DENSE_PROMPT = 50
"""Characters of Chinese or Japanese, which say more in one."""

_COPYRIGHT = Pattern(
    r"(?:copyright|©|\(c\)|&copy;|版权所有|版權所有|copyleft|ⓒ)[\s:：]{0,4}"
    r"(?:(?:copyright|©|\(c\)|by|the|all)[\s:：]{0,4}){0,3}"
    r"(?:(?:19|20)\d\d(?!\d)|[A-Z\u4e00-\u9fff][^.!?。]{1,80}$)",
)
_YEAR_COPYRIGHT = Pattern(
    r"(?:19|20)\d\d\s?(?:[-–—]\s?(?:(?:19|20)\d\d|today|present|heute)\s?)?(?:©|\(c\)|copyright)"
)
RESERVED = Pattern(notice_words("rights-reserved"))
"""What reserves all rights, in lower case."""

_DENSE = Pattern(r"版权所有|版權所有|未经授权.{0,12}(?:转载|使用)|無断転載|無断複写")
_COMMONS = Pattern(
    r"\b(?:this|all|the|unless|except|der|die|das|dieser?s?|cette?|ce|est[ae]|tous|todo|wszystkie"
    r"|текст)\b.{0,100}"
    r"\b(?:licen[cs]ed?|lizenz\w*|licencia|licence|licença|licenza|licencj[aią]|лицензи\w+)\b.{0,60}"
    r"(?:creative commons|cc[- ]by)"
)
_LICENCE = Pattern(notice_words("licence-number"))
_COOKIE_USE = Pattern(
    rf"\b(?:{notice_words('cookie-verb')})(?:\W+\w+){{0,2}}?\W+cookies?\b"
    rf"|\bcookies?,?[ -](?:{notice_words('behind-cookies')})"
)
_CONSENT = Pattern(notice_words("consent"))
SPEECH = Pattern(
    r"[,.][\"”“»]? (?:says|said|explains|writes|according to|sagte?|erklärt|schreibt|dit|explique|selon|dice"
    r"|dijo|según|disse|zegt|zei|mówi) "
)
QUOTED = Pattern(
    r"[\"“„«»‘「](?:we|wir|nous|utilizamos|usamos|vi|wij|this|diese|ce|este|questo)\b[^\"”“«»」]{0,60}cookie"
)
"""The words of a notice that somebody speaks of: `the words “We use cookies” are read by few`."""

_PROMPT = Pattern(rf"\b(?:{notice_words('prompt')})")
_PROMPT_BEGINNING = Pattern(notice_words("prompt-beginning"))
DENSE_PROMPT = Pattern(
    r"订阅.{0,10}(?:邮件|通讯|公众号)|扫描?二维码|关注.{0,12}(?:微信|公众号|微博)|メールマガジン"
)
_BETWEEN = r"[\s|/·()（）【】\[\]]"
_NAME = r"(?:[^\W\d_][^\s,;:：?？!！…]{0,24})"


@once
def role_pattern() -> Pattern:
    """The pattern of a role with its colon, at the start of a line or between two credits."""
    return Pattern(rf"(?:^|{_BETWEEN})({_roles()})\s?[:：]", IGNORECASE)


@once
def _credit_pattern() -> Pattern:
    return Pattern(
        rf"(?:(?:^|{_BETWEEN}+)(?:{_roles()})\s?[:：]\s{{0,6}}"
        rf"{_NAME}(?:\s{{1,3}}(?:and |und |et |y |& )?{_NAME}){{0,4}}"
        r"[\s,.;)）】\]]{0,8}){1,4}",
        IGNORECASE,
    )


def _roles() -> str:
    return "|".join(escape(role) for role in sorted(labels("roles"), key=lambda role: (-len(role), role)))


def is_copyright(line: str) -> bool:
    """Check whether a line says who owns the rights."""
    if len(line) > LONGEST_RIGHTS:
        return False
    small = line.lower()
    if RESERVED.search(small) or _COMMONS.search(small) or _DENSE.search(line):
        return True
    marked = _COPYRIGHT.match(line.replace("COPYRIGHT", "copyright").replace("Copyright", "copyright"))
    return (marked or _YEAR_COPYRIGHT.match(small)) is not None


def is_licence(line: str) -> bool:
    """Check whether a line gives the number of a licence or of a register."""
    if len(line) > LONGEST_LICENCE or not any(character.isdigit() for character in line):
        return False
    return line[-1] not in "。！？.!?" and _LICENCE.search(line) is not None


def is_cookie_notice(line: str) -> bool:
    """Check whether a line asks for consent to cookies."""
    if len(line) > LONGEST_COOKIE_NOTICE:
        return False
    small = line.lower()
    if QUOTED.search(small) or SPEECH.search(small):
        return False
    return bool(_COOKIE_USE.search(small) and _CONSENT.search(small))


def is_prompt(line: str) -> bool:
    """Check whether a line asks to subscribe or to log in."""
    if len(line) > (LONGEST_DENSE_PROMPT if line[0] >= "\u3000" else LONGEST_PROMPT) or line[0] in "\"“„«'‘":
        return False
    small = line.lower()
    if _PROMPT.search(small) or _PROMPT_BEGINNING.match(small):
        return True
    return not line.isascii() and DENSE_PROMPT.search(line) is not None


def is_credit(line: str) -> bool:
    """Check whether a line holds roles with names, and nothing else."""
    return _credit_pattern().fullmatch(line.strip(" \t\xa0\u3000()（）[]【】")) is not None
