"""Notices and prompts of a site: cookies, newsletters, accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.pages import rows_where
from seedclean.cleaners.boilerplate.signs import COOKIE, LONGEST_COOKIE_NOTICE, PROMPT
from seedclean.document import Change, Document, dropped
from seedclean.patterns import Pattern
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_PROMPT = 160
_LONGEST_DENSE_PROMPT = 50  # of Chinese or Japanese, which say more in a character

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
_SPEECH = Pattern(
    r"[,.][\"”“»]? (?:says|said|explains|writes|according to|sagte?|erklärt|schreibt|dit|explique|selon|dice"
    r"|dijo|según|disse|zegt|zei|mówi) "
)
_LOGIN = (
    r"[- ]?in (?:to (?:comment|post|reply|vote|continue|access|view|read|see|save|rate|like|your account)"
    r"|or (?:register|sign up|create|subscribe|join)|with (?:facebook|google|twitter|apple|your)|now\b)"
)
_LETTERS = "(?:newsletter|e-?mail|update|alert|briefing|digest)"
_CHANNELS = "(?:newsletter|update|feed|channel|podcast|e-?mail|alert|blog)"
_PROMPT = Pattern(
    r"\b(?:"
    + "|".join(
        (
            # Each begins with plain letters: one look at a letter is enough to pass it over.
            # English
            rf"sign(?:(?:ed)? up (?:for|to) (?:our|the|a|daily|weekly|free|email|your)\b.{{0,60}}{_LETTERS}"
            rf"|(?:ing)? up (?:to|for) (?:our|the) .{{0,20}}newsletter|{_LOGIN})",
            rf"log{_LOGIN}",
            rf"subscribe (?:(?:to|for|now)\b.{{0,60}}{_CHANNELS}"
            r"|(?:now )?(?:for|from) .{0,20}(?:[$€£]|month|week|year))",
            rf"unsubscribe (?:to|for|now)\b.{{0,60}}{_CHANNELS}",
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
    r"|suivez[- ]nous sur\b|s[íi]guenos en\b|siga-nos\b|seguici su\b|volg ons op\b"
)
_DENSE_PROMPT = Pattern(
    r"订阅.{0,10}(?:邮件|通讯|公众号)|扫描?二维码|关注.{0,12}(?:微信|公众号|微博)|メールマガジン"
)


@rule
def cookie_notice(document: Document) -> Iterator[Change]:
    r"""Drop notices that ask for consent to cookies.

    Why: they speak to the visitor of the page, and every page has one.

    Leaves alone: sentences about cookies in which nobody asks for consent;
    cookies for eating; lines of more than 900 characters.

    >>> from seedclean import show
    >>> print(show(cookie_notice, '''We use cookies to improve your experience. Accept
    ... The baker sells cookies and bread.
    ... '''))
    - We use cookies to improve your experience. Accept
      The baker sells cookies and bread.
    """
    return dropped(document, rows_where(document, COOKIE, is_cookie_notice))


@rule
def subscribe_prompt(document: Document) -> Iterator[Change]:
    r"""Drop prompts to subscribe, to register and to log in.

    Why: they sell the site and say nothing of its subject.

    Leaves alone: lines of more than 160 characters, and what is said in
    quotation marks.

    >>> from seedclean import show
    >>> print(show(subscribe_prompt, '''Sign up for our daily newsletter
    ... The ferry was late.
    ... Forgot your password?
    ... '''))
    - Sign up for our daily newsletter
      The ferry was late.
    - Forgot your password?
    """
    return dropped(document, rows_where(document, PROMPT, is_prompt))


def is_cookie_notice(line: str) -> bool:
    """Whether a line asks for consent to cookies."""
    if len(line) > LONGEST_COOKIE_NOTICE:
        return False
    small = line.lower()
    return bool(_COOKIE_USE.search(small) and _CONSENT.search(small)) and not _SPEECH.search(small)


def is_prompt(line: str) -> bool:
    """Whether a line asks to subscribe, to register or to log in."""
    if (
        len(line) > (_LONGEST_DENSE_PROMPT if line[0] >= "\u3000" else _LONGEST_PROMPT)
        or line[0] in "\"“„«'‘"
    ):
        return False
    small = line.lower()
    if _PROMPT.search(small) or _PROMPT_BEGINNING.match(small):
        return True
    return not line.isascii() and _DENSE_PROMPT.search(line) is not None
