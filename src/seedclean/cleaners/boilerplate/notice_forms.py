"""The forms that notices have, by their words: of what kind a line is, and no reason to drop it."""

from __future__ import annotations

from re import IGNORECASE, escape

from seedclean.cleaners.boilerplate.line_flags import LONGEST_COOKIE_NOTICE, LONGEST_LICENCE, LONGEST_RIGHTS
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
_FORMULA = (
    r"(?:all\s?right?s?\s?reserved|all rights are reserved|alle rechte vorbehalten|tous droits réservés"
    r"|(?:todos los )?derechos reservados|todos os direitos reservados|tutti i diritti(?: sono)? riservati"
    r"|alle rechten voorbehouden|wszelkie prawa zastrzeżone|все права (?:защищены|защищёны)"
    r"|всі права захищені"
    r"|tüm hakları saklıdır|(?:všechna|veškerá) práva vyhrazena|alla rättigheter (?:reserverade|förbehållna)"
    r"|rights reserved|alle rettighe[dt]er (?:forbehold\w+|reservert)"
    r"|kaikki oikeudet pidätetään|minden jog fenntartva|toate drepturile rezervate|všetky práva vyhradené"
    r"|sva prava pridržana"
    r"|всички права запазени|με (?:την )?επιφύλαξη παντός (?:νόμιμου )?δικαιώματος"
    r"|hak cipta dilindungi(?: undang-undang)?"
    r"|giữ toàn quyền|mọi quyền được bảo lưu|bảo lưu mọi quyền|جميع الحقوق محفوظة|כל הזכויות שמורות"
    r"|सर्वाधिकार सुरक्षित"
    r"|สงวนลิขสิทธิ์|모든 권리 보유)"
)
RESERVED = Pattern(_FORMULA)
"""What reserves all rights, in lower case."""

_DENSE = Pattern(r"版权所有|版權所有|未经授权.{0,12}(?:转载|使用)|無断転載|無断複写")
_COMMONS = Pattern(
    r"\b(?:this|all|the|unless|except|der|die|das|dieser?s?|cette?|ce|est[ae]|tous|todo|wszystkie"
    r"|текст)\b.{0,100}"
    r"\b(?:licen[cs]ed?|lizenz\w*|licencia|licence|licença|licenza|licencj[aią]|лицензи\w+)\b.{0,60}"
    r"(?:creative commons|cc[- ]by)"
)
_LICENCE = Pattern(
    r"ICP[备備证證]|公网安备|公網安備|網安备|网安备|许可证[:：号]?|許可證[:：號]?|备案[号编]|经营许可|服务许可"
    r"|举报(?:电话|邮箱)"
    r"|特定商取引法|통신판매업|사업자등록번호|\bUSt-?Id|\bHandelsregister\b|\bRCS [A-Z]|\bVAT (?:no"
    r"|number|reg)"
)
_COOKIE_USE = Pattern(
    r"\b(?:us(?:e|es|ing)|accept\w*|stor(?:e|es|ing)|plac(?:e|es|ing)|consent\w*|verwende[nt]|nutz(?:en"
    r"|t)|setz(?:en|t)"
    r"|(?:einsatz|verwendung|nutzung) von|utilis\w+|accept\w+|dépos\w+|utiliz\w+|usa\w*|acept\w+|aceit\w+"
    r"|accett\w+"
    r"|gebrui\w+|plaats\w+|używa\w*|korzysta\w*|akcept\w+|använd\w+|brug\w+|bruk\w+|käyt\w+)"
    r"(?:\W+\w+){0,2}?\W+cookies?\b"
    r"|\bcookies?,?[ -](?:to |for |help|are used|policy|settings|preferences|consent|notice|banner|und "
    r"|zu|um |et |pour "
    r"|y |para |e |per |om |en |einstellung|richtlinie|policy)"
)
_CONSENT = Pattern(
    r"\b(?:we|our|this (?:web)?site|this page|by (?:using|continuing|clicking|browsing)|you (?:agree"
    r"|consent|accept))\b"
    r"|\b(?:wir|unsere[rn]?|diese[rs]? (?:web)?(?:seite|site)|sie stimmen|mit der nutzung)\b"
    r"|\b(?:nous|notre|ce site|en poursuivant|vous acceptez)\b"
    r"|\b(?:utilizamos|usamos|nuestr[oa]s?|este site|este sitio|al (?:continuar|navegar|usar)"
    r"|ao (?:continuar|navegar))\b"
    r"|\b(?:questo sito|utilizziamo|deze (?:web)?site|wij|we gebruiken|ta strona|strona|używamy|vi "
    r"|denne side|sivusto)"
    r"|^(?:accept|manage|essential|necessary|alle )"
)
SPEECH = Pattern(
    r"[,.][\"”“»]? (?:says|said|explains|writes|according to|sagte?|erklärt|schreibt|dit|explique|selon|dice"
    r"|dijo|según|disse|zegt|zei|mówi) "
)
QUOTED = Pattern(
    r"[\"“„«»‘「](?:we|wir|nous|utilizamos|usamos|vi|wij|this|diese|ce|este|questo)\b[^\"”“«»」]{0,60}cookie"
)
"""The words of a notice that somebody speaks of: `the words “We use cookies” are read by few`."""

LOGIN = (
    r"[- ]?in (?:to (?:comment|post|reply|vote|continue|access|view|read|see|save|rate|like|your account)"
    r"|or (?:register|sign up|create|subscribe|join)|with (?:facebook|google|twitter|apple|your)|now\b)"
)
LETTERS = "(?:newsletter|e-?mail|update|alert|briefing|digest)"
CHANNELS = "(?:newsletter|update|feed|channel|podcast|e-?mail|alert|blog)"
_PROMPT = Pattern(
    r"\b(?:"
    + "|".join(
        (
            # Each begins with plain letters: one look at a letter is enough to pass it over.
            # English
            rf"sign(?:(?:ed)? up (?:for|to) (?:our|the|a|daily|weekly|free|email|your)\b.{{0,60}}{LETTERS}"
            rf"|(?:ing)? up (?:to|for) (?:our|the) .{{0,20}}newsletter|{LOGIN})",
            rf"log{LOGIN}",
            rf"subscribe (?:(?:to|for|now)\b.{{0,60}}{CHANNELS}"
            r"|(?:now )?(?:for|from) .{0,20}(?:[$€£]|month|week|year))",
            rf"unsubscribe (?:to|for|now)\b.{{0,60}}{CHANNELS}",
            r"get .{0,40}(?:in|to|into) your (?:inbox|e-?mail|mailbox)",
            r"receive .{0,40}(?:in|to|into) your (?:inbox|e-?mail|mailbox)",
            r"delivered (?:straight |directly )?to your inbox",
            r"join (?:our|the) (?:mailing list|newsletter)",
            r"enter your e-?mail",
            r"your e-?mail(?: address)?$",
            r"download (?:the|our) .{0,40}\bapps?\b.{0,30}"
            r"(?:ios|iphone|android|app store|google play|today|now)",
            r"thank(?:s| you) for (?:your )?(?:subscri|signing up|registering|registration)",
            r"already have an account",
            r"don.t have an account",
            r"forgot(?:ten)? (?:your )?password",
            r"create (?:a|an|your) (?:free )?account",
            r"you (?:must|need to|have to) (?:be )?(?:log|sign|register)\w*(?: in)?"
            r" to (?:comment|post|reply|vote|continue|access|view|read|see)",
            r"keep (?:me (?:logged|signed) in|reading,? (?:this|please|subscribe|log|sign|with))",
            r"continue reading,? (?:this|please|subscribe|log|sign|with)",
            r"remember me$",
            # German
            r"in (?:deinen|ihren) posteingang",
            r"abonnieren sie",
            r"jetzt abonnieren",
            r"newsletter (?:abonnieren|bestellen)",
            r"melden sie sich .{0,40}newsletter",
            r"passwort vergessen",
            r"bereits registriert",
            r"noch kein(?:e|en)? (?:konto|account)",
            # French, Spanish, Portuguese, Italian, Dutch
            r"abonnez-vous .{0,40}(?:newsletter|lettre)",
            r"inscrivez-vous .{0,40}(?:newsletter|lettre)",
            r"recevez .{0,40}(?:newsletter|boîte)",
            r"mot de passe oublié",
            r"déjà (?:abonné|inscrit)",
            r"suscr[íi]b\w+ .{0,40}(?:newsletter|bolet[íi]n)",
            r"recibe .{0,40}(?:correo|newsletter|bolet[íi]n)",
            r"olvid\w+ (?:su|tu|la) contraseña",
            r"ya (?:eres|tienes) .{0,20}(?:cuenta|suscri)",
            r"assine .{0,40}newsletter",
            r"receba .{0,40}newsletter",
            r"esque\w+ .{0,10}senha",
            r"iscriviti .{0,40}newsletter",
            r"schrijf .{0,40}nieuwsbrief",
        )
    )
    + ")"
)
_PROMPT_BEGINNING = Pattern(
    r"(?:follow|find|like|join) us on\b|(?:already|not) (?:an?)? ?(?:member|subscriber|registered)"
    r"|folge(?:n sie)? uns (?:auch )?(?:auf|in|bei)\b"
    r"|suivez[- ]nous sur\b|s[íi]guenos en\b|siga-nos(?= (?:n[oa]s?|em|pel[oa]) |:| @|$)|seguici su\b"
    r"|volg ons op\b"
)
DENSE_PROMPT = Pattern(
    r"订阅.{0,10}(?:邮件|通讯|公众号)|扫描?二维码|关注.{0,12}(?:微信|公众号|微博)|メールマガジン"
)
_BETWEEN = r"[\s|/·()（）【】\[\]]"
_NAME = r"(?:[^\W\d_][^\s,;:：?？!！…]{0,24})"


@once
def named_role() -> Pattern:
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
