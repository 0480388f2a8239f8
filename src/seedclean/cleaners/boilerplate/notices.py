"""Notices and prompts of a site: cookies, newsletters, accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.known_furniture import count_sure_lines
from seedclean.cleaners.boilerplate.line_flags import COOKIE, PROMPT, PROSE, flags_of
from seedclean.cleaners.boilerplate.line_model.categories import PREDICTED, rows_of_category
from seedclean.cleaners.boilerplate.lines import words_in
from seedclean.cleaners.boilerplate.notice_forms import (
    CHANNELS,
    DENSE_PROMPT,
    LETTERS,
    LOGIN,
    LONGEST_DENSE_PROMPT,
    LONGEST_PROMPT,
    QUOTED,
    SPEECH,
)
from seedclean.cleaners.boilerplate.notice_openings import rows_of
from seedclean.cleaners.boilerplate.pages import row_beside, rows_with
from seedclean.cleaners.boilerplate.passages import (
    ALONE,
    BESIDE,
    NOTICE,
    OTHER,
    drop_notices,
    ends,
    is_inside,
    is_said,
    sentences,
)
from seedclean.cleaners.boilerplate.text_lists import is_announced, is_item
from seedclean.document import Change, Document
from seedclean.facts import flag, opening
from seedclean.patterns import Pattern
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_DOOR_WORDS = 14
_FEWEST_OF_SITES = 2  # lines that only sites have
_LEAST_ABOUT = 0.5  # of the paragraphs of a policy, or of an article about cookies

_USED = Pattern(
    r"(?:(?:privacy|cookies?|cookie policy|welcome|hi|hello|datenschutz|confidentialité|privacidad"
    r"|privacidade)[^.!?]{0,20}[:!,] )?"
    r"(?:(?:to|in order to|when you|if you|like (?:most|many)|for|um)\b[^.!?]{0,150}[,;] )?"
    r"(?:(?:we|(?:this|our|the) (?:web ?)?(?:site|page|shop|store|blog)s?)\b[^.!?]{0,60}?"
    r"\b(?:us(?:e|es|ing)|stor(?:e|es)|plac(?:e|es)|sets?|employs?)\b[^.!?]{0,60}?\bcookies?"
    r"|(?:(?:nutzen|verwenden) wir|auf (?:dieser|unserer) (?:web|internet)?(?:site"
    r"|seite)) [^.!?]{0,30}?\bcookies?"
    r"|(?:wir|(?:diese|unsere|die (?=(?:web|internet)))\b[^.!?]{0,20}?(?:site|seite|shop"
    r"|angebot))\b[^.!?]{0,30}?"
    r"\b(?:verwende[nt]|benutz(?:en|t)|nutz(?:en|t)|setz(?:en|t))\b[^.!?]{0,40}?\bcookies?"
    r"|(?:nous|notre site|ce site)\b[^.!?]{0,30}?\butilis\w+[^.!?]{0,30}?\bcookies?"
    r"|(?:utilizamos|usamos|(?:este|nuestro|nosso) (?:sitio|site|portal)\b[^.!?]{0,20}?\b(?:utiliza|usa"
    r"|emplea))\b[^.!?]{0,30}?\bcookies?"
    r"|(?:utilizziamo|usiamo|questo sito\b[^.!?]{0,20}?\b(?:utilizza|usa|impiega))\b[^.!?]{0,30}?\bcookies?"
    r"|(?:wij|we|deze (?:web)?site|onze (?:web)?site)\b[^.!?]{0,20}?\b(?:gebruik\w*|maakt gebruik"
    r"|plaats\w*)\b[^.!?]{0,30}?\bcookies?"
    r"|(?:używamy|korzystamy z|(?:ta|nasza) strona|ten serwis|nasz serwis)\b[^.!?]{0,30}?(?:cookies?"
    r"|ciastecz\w+)"
    r"|vi (?:använder|bruger|bruker)\b[^.!?]{0,30}?(?:cookies?|kakor|informasjonskapsler)"
    r"|tento web\b[^.!?]{0,30}?cookies?|(?:этот|наш) сайт\b[^.!?]{0,30}?cookies?"
    r"|мы используем (?:файлы )?cookies?"
    r"|bu (?:web )?site\w*\b[^.!?]{0,60}?(?:çerez|cookie)|(?:tämä )?sivusto\w* käyttä\w+ (?:evästeitä|cookie)"
    r"|(?:本网站|本站|我们)[^。]{0,12}cookies?)"
)
_AGREED = Pattern(
    r"(?:(?:by|if you) (?:us\w+|continu\w+|click\w*|brows\w+|visit\w*|clos\w+|access\w*|stay\w*)\b"
    r"|(?:mit|durch) (?:der|die|ihre|deren) (?:weitere[rn]? )?nutzung\b|wenn (?:du"
    r"|sie)\b[^.!?]{0,40}(?:website|seite|weiter\w*)\b|en (?:poursuivant|continuant|naviguant)\b"
    r"|al (?:continuar|navegar|usar)\b|ao (?:continuar|navegar|usar)\b|continuando\b|door (?:verder"
    r"|gebruik)\b|s[ie] (?:contin\w+|sigue)\b|korzystając|kontynuując|dal[sš]ím procházením|продолжая"
    r"|gezinmeye devam"
    r"|genom att fortsätta|ved at fortsætte|ved å fortsette|jatkamalla|继续浏览|dengan melanjutkan"
    r"|bằng cách tiếp tục|you (?:agree|consent|accept)\b)"
)
_OF_VISITORS = Pattern(
    r"\b(?:site|websites?|experience|brows\w+|traffic|personal\w*|analy\w+|services?|consent\w*|accept\w*"
    r"|agree\w*|polic(?:y|ies)|settings"
    r"|advert\w*|ads|content|preferences|technolog\w+|function\w*|partners|your?|geräte\w*|dienste\w*"
    r"|angebot\w*|optimal\w*|funktion\w*|besuch\w*|marketing|tracking|surf\w*|seite|nutz\w+|erlebnis|inhalte"
    r"|einverstanden|zustimm\w*"
    r"|expérience|navigat\w+|contenus?|acceptez|publicit\w*|experi[eê]nci\w+|sitio|naveg\w+|acept\w+"
    r"|aceit\w+|conte[nú]\w+|esperienza|sito|accett\w+"
    r"|ervaring|gebruik\w*|akkoord|zgod\w+|usług|jakości|webbplats\w*|oplevelse|opplevelse|zážit\w+|сайт\w*"
    r"|site\w*|sivust\w+|体验|浏览|同意)\b"
)
_COOKIE_BUTTONS = Pattern(
    r"(?:(?:accept|reject|manage|allow|deny|decline|necessary|essential|only|optional|all|the|cookie|cookies"
    r"|settings|preferences|cookie-einstellungen"
    r"|alle|akzeptieren|ablehnen|tout accepter|accepter|refuser|aceptar|rechazar|todas?|aceitar|accetta"
    r"|rifiuta|tutti|and|continue)\s?){2,7}"
)
_COOKIES = ("ookie", "çerez", "eväste")
_BESIDE_COOKIES = Pattern(
    r"\bcookies?\b|\b(?:learn|find out|read) more\b|privacy (?:policy|statement|notice)|\bconsent\b"
    r"|\b(?:got it|accept(?: all)?|i agree|opt[- ]out)\b"
    r"|our use of|continu\w+ (?:to (?:use|browse)|using|browsing)|(?:assume|unless) (?:that )?you"
    r"|change your (?:settings|preferences)|terms of (?:use|service)"
    r"|(?:this|our) (?:web)?site\b|personali[sz]e|nutzung (?:der|dieser|unserer) |datenschutz"
    r"|mehr (?:erfahren|informationen)|en savoir plus|más información|saiba mais"
    r"|maggiori informazioni|meer informatie|souhlasíte|zgodę|подробнее|kabul et"
)
_OF_POLICIES = Pattern(
    r"\b(?:personal (?:data|information)|third part(?:y|ies)|data (?:controller|subject|about)|we (?:collect"
    r"|receive|process|share|keep|retain)"
    r"|personenbezogene\w*|données (?:personnelles|à caractère)|datos personales|dados pessoais"
    r"|dati personali|persoonsgegevens)\b"
)
_OF_YOU = Pattern(
    r"\b(?:your?|we|our|sie|du|dein\w*|unsere?\w*|vous|nous|usted|acept\w+|aceit\w+|accett\w+|nuestr\w+"
    r"|noss\w+|u|uw|onze)\b"
)
_NETWORKS = (
    r"(?:facebook|twitter|x|instagram|youtube|linkedin|telegram|tiktok|pinterest|google ?\+|google plus"
    r"|google news|whatsapp"
    r"|threads|bluesky|mastodon|vk|weibo|wechat|snapchat|flipboard|spotify|reddit|tumblr|social media)"
)
_OFFER = Pattern(
    r"(?:(?:please|and|click (?:here )?(?:to|on)|want more[^.?!]{0,40}\?|for (?:the latest|more|breaking"
    r"|all)[^.,!?]{0,40}|sign up:|stay [^.!?]{2,40}[.!:,]|bleiben sie [^.!?]{2,40}[–.!:,-]"
    r"|then|»|→|>|\*) ?){0,3}"
    r"(?:"
    rf"sign(?:ed)? up (?:to|for|here|now)\b(?:[^.!?]{{0,60}}{LETTERS}| now)|sign up to (?:our"
    rf"|the) [^.!?]{{0,20}}newsletter"
    rf"|subscribe (?:(?:to|for|now|today|here)\b[^.!?]{{0,60}}{CHANNELS}|(?:now|today)\b|to (?:our|us"
    rf"|this)\b)"
    r"|subscribe for [^.!?]{0,20}[$€£]"
    r"|(?:get|receive) [^.!?]{0,80}(?:in|to|into|straight to|directly to) your (?:inbox|e-?mail|mailbox)"
    r"|(?:delivered|sent) (?:straight |directly )?to your inbox"
    r"|(?:join|subscribe to) (?:our|the) (?:mailing list|newsletter|community of)"
    r"|enter your e-?mail(?: address)?(?: (?:below|here|to (?:subscribe|receive|get|sign up|follow)))"
    r"|download (?:the|our) (?:[^.!?]{0,20}\b)?(?:mobile )?apps?\b(?:[^.!?]{0,50}(?:ios|iphone|android"
    r"|app store|google play|today|now)|$)"
    r"|thank(?:s| you) for (?:your )?(?:subscri|signing up|registering|registration)"
    r"|(?:keep|continue) reading,? (?:this [^.!?]{0,20}(?:subscri|log|sign)|please|subscribe|log|sign"
    r"|with (?:a|your))"
    rf"|(?:follow|find|like|join) us on(?:(?:,| and| or| &|/)? {_NETWORKS}){{1,8}}"
    r"(?:$|[,|:] | for | to | and | at | @)"
    r"|(?:follow|find|like|join) us on:?$|don.t miss (?:a|any|out"
    r"|our)\b[^.!?]{0,30}(?:story|post|newsletter|updates?|subscribe)"
    r"|jetzt (?:den |unseren )?(?:newsletter )?abonnieren"
    r"|[\w.-]{0,30}newsletter (?:abonnieren|bestellen)(?:$|!| und | & )"
    r"|abonnieren sie (?:gerne |jetzt )?(?:unseren?|den)\b[^.!?]{0,40}(?:newsletter|kanal|feed)"
    r"|melden sie sich [^.!?]{0,40}newsletter|folge(?:n sie)? uns (?:auch )?(?:auf|in|bei)\b"
    r"|laden sie (?:unsere|die) [^.!?]{0,20}app"
    r"|abonnez-vous [^.!?]{0,40}(?:newsletter|lettre)|inscrivez-vous [^.!?]{0,40}(?:newsletter|lettre)"
    r"|recevez [^.!?]{0,60}(?:newsletter|boîte|mail)"
    r"|suivez[- ]nous sur\b|téléchargez notre app"
    r"|suscr[íi]b(?:ete|ase|irse)\b[^.!?]{0,40}(?:newsletter|bolet[íi]n)|recib[ea] [^.!?]{0,60}(?:correo"
    r"|newsletter|bolet[íi]n)|s[íi]guenos en\b|descarga\w* nuestra app"
    r"|(?:assine|inscreva-se) [^.!?]{0,40}newsletter|receba [^.!?]{0,60}(?:newsletter|e-?mail)"
    r"|siga-nos(?= (?:n[oa]s?|em|pel[oa]) |:| @|$)"
    r"|baixe (?:o )?nosso app"
    r"|iscriviti [^.!?]{0,40}newsletter|seguici su\b|scarica la nostra app"
    r"|(?:schrijf|meld) [^.!?]{0,40}nieuwsbrief|volg ons op\b|download onze app"
    r"|zapisz się [^.!?]{0,40}newsletter|přihlaste se k odběru|prenumerera på vårt"
    r"|skriv upp dig [^.!?]{0,30}nyhetsbrev|tilaa uutiskirje"
    r"|подпи(?:шитесь|сывайтесь) на (?:наш\w*|рассылк\w*|нас)|bültenimize abone|abone olun"
    r")"
)
_DELIVERED = Pattern(r"\b(?:delivered|sent) (?:straight|directly) to your (?:inbox|e-?mail)\b")
_DOOR = Pattern(
    r"(?:(?:please|you can|\||,|or|here|haben sie|hast du|sie sind|welcome,)\s)*(?:"
    rf"(?:log|sign){LOGIN}|already (?:have an account|a (?:member|subscriber)|registered)|not (?:a"
    rf"|an?) (?:member|subscriber)|don.t have an account"
    r"|(?:have you )?forgot(?:ten)? (?:your )?password|you (?:must|need to|have to) (?:be )?(?:log|sign"
    r"|register)\w*(?: in)? to (?:comment|post|reply|vote|continue|access|view|read|see)"
    r"|passwort vergessen|bereits (?:registriert|abonnent)|noch kein(?:e|en)? (?:konto|account)"
    r"|mot de passe oublié|déjà (?:abonné|inscrit)"
    r"|olvid\w+ (?:su|tu|la) contraseña|ya (?:eres|tienes) [^.!?]{0,20}(?:cuenta|suscri)"
    r"|esque\w+ [^.!?]{0,10}senha"
    r")"
)
_FIELD = Pattern(
    r"(?:create (?:a|an|your) (?:free )?account(?: (?:now|today|here|for free))?|remember me"
    r"|keep me (?:logged|signed) in|(?:enter )?your e-?mail(?: address)?|join now"
    r"|(?:log in|sign in|login)(?: ?(?:/|\||or) ?)(?:create an account|register|sign up"
    r"|join))(?: ?[|/] ?forgot[^.!?]{0,20})?"
)
_STEP_DOOR = Pattern(
    r"(?:please )?(?:log|sign)[- ]?in (?:to (?:continue|access|view|see|save|your account)|with|now)"
)
_BESIDE_OFFER = Pattern(
    r"(?:(?:log|sign) ?in|subscribe|register|join|follow|click here|sign up|get help|registrieren"
    r"|erinnere mich|it.s free|unsubscribe|anmelden|jetzt|connectez-vous|přihlaste se|войдите"
    r"|giriş yapın)\b[^.!?]{0,40}"
)


@rule(needs=flag(COOKIE) | opening(COOKIE) | PREDICTED)
def cookie_notice(document: Document) -> Iterator[Change]:
    r"""Drop notices that ask for consent to cookies.

    Why: they speak to the visitor of the page, and every page has one.

    Leaves alone: sentences about cookies, those in a line with a
    notice and those of a text that speaks of cookies or of personal data
    elsewhere, as articles and policies do; cookies for eating; answers to
    questions, clauses below a numbered heading, settings, and the words of a
    notice in quotation marks; notices between
    two paragraphs, unless furniture is beside them; notices of more than 900
    characters; unless the line model predicts it.

    >>> from seedclean import show
    >>> print(show(cookie_notice, '''We use cookies to improve your experience. Accept
    ... The baker sells cookies and bread.
    ... '''))
    - We use cookies to improve your experience. Accept
      The baker sells cookies and bread.
    """
    predicted = rows_of_category(document, "cookie-notice")
    rows = rows_of(document, COOKIE)
    rows = rows if rows and _speaks_of_cookies(document) else []
    yield from drop_notices(document, rows, judge_cookies, _is_about_cookies, predicted)


@rule(needs=flag(PROMPT) | opening(PROMPT) | PREDICTED)
def subscribe_prompt(document: Document) -> Iterator[Change]:
    r"""Drop prompts to subscribe, to register and to log in.

    Why: they sell the site and say nothing of its subject.

    Leaves alone: sentences that only mention newsletters and accounts, and those
    in a line with a prompt; what is said, or said in quotation
    marks; turns of a script, answers in a list of questions, what a mail quotes
    and settings; the beginning or the end of a paragraph in the midst of a text that shows no site;
    the steps of an instruction: items of a list, prompts to log in
    between two paragraphs or behind a sentence; sentences of more than 160
    characters; unless the line model predicts it.

    >>> from seedclean import show
    >>> print(show(subscribe_prompt, '''Sign up for our daily newsletter
    ... The ferry was late.
    ... Forgot your password?
    ... '''))
    - Sign up for our daily newsletter
      The ferry was late.
    - Forgot your password?
    """
    predicted = rows_of_category(document, "subscribe-prompt")
    yield from drop_notices(document, rows_of(document, PROMPT), judge_prompt, _is_of_instruction, predicted)


def _speaks_of_cookies(document: Document) -> bool:
    """Check whether cookies are named anywhere, without which no sentence is a notice of them."""
    return any(map(document.text.lower().__contains__, _COOKIES))


def judge_cookies(sentence: str) -> int:
    """Check whether a sentence asks visitors for consent to cookies, or belongs beside one that does.

    >>> judge_cookies("This site uses cookies."), judge_cookies("Learn more"), judge_cookies("We met.")
    (3, 1, 0)
    """
    small = sentence.lower()
    if any(map(small.__contains__, _COOKIES)):
        if is_said(sentence) or SPEECH.search(small) or QUOTED.search(small):
            return OTHER
        if _COOKIE_BUTTONS.fullmatch(ends(small)):
            return ALONE
        used = _USED.match(small)
        if used is not None and (not ends(small[used.end() :]) or _OF_VISITORS.search(small, used.end())):
            return NOTICE
        if _AGREED.match(small) and _OF_YOU.search(small):
            return NOTICE
    return BESIDE if _BESIDE_COOKIES.search(small) or _AGREED.match(small) else OTHER


def judge_prompt(sentence: str) -> int:
    """Check whether a sentence asks to subscribe, to register or to log in, or goes along with one that does.

    >>> judge_prompt("Sign up for our newsletter"), judge_prompt("Create an account"), judge_prompt("We met.")
    (3, 2, 0)
    """
    if len(sentence) > (LONGEST_DENSE_PROMPT if sentence[0] >= "\u3000" else LONGEST_PROMPT):
        return OTHER
    kind = _match_prompt(sentence)
    return OTHER if kind and is_said(sentence) else kind


def _match_prompt(sentence: str) -> int:
    """As `judge_prompt`, whoever says it."""
    small = sentence.lower()
    if _OFFER.match(ends(small)) or _DELIVERED.search(small):
        return NOTICE
    if _STEP_DOOR.match(small) or _FIELD.fullmatch(ends(small)):
        return ALONE if words_in(sentence) <= _MOST_DOOR_WORDS and sentence[-1] != "." else OTHER
    if _DOOR.match(small):
        return NOTICE if words_in(sentence) <= _MOST_DOOR_WORDS else OTHER
    if not sentence.isascii() and DENSE_PROMPT.search(sentence):
        return NOTICE
    return BESIDE if _BESIDE_OFFER.fullmatch(ends(small)) else OTHER


def _is_about_cookies(document: Document, row: int, *, whole: bool) -> bool:
    """Check whether a text is about cookies or about data, so that what it says of them is its own."""
    if (whole and is_inside(document, row)) or is_item(document.stripped[row]) or is_announced(document, row):
        return True
    if not whole and _OF_POLICIES.search(document.stripped[row].lower()):
        return True
    return document.view(_is_policy)


def _is_policy(document: Document) -> bool:
    """Check whether at least half of the paragraphs speak of cookies and data without asking for consent."""
    lines, flags = document.stripped, flags_of(document)
    prose = [row for row in rows_with(document, PROSE) if not flags[row] & COOKIE or not _asks(lines[row])]
    about = sum(flags[row] & COOKIE > 0 for row in prose)
    data = sum(_OF_POLICIES.search(lines[row].lower()) is not None for row in prose)
    return about > 0 and about + data >= _LEAST_ABOUT * len(prose)


def _asks(line: str) -> bool:
    """Check whether any sentence of a line asks for consent to cookies."""
    return any(judge_cookies(line[start:end].strip()) >= ALONE for start, end in sentences(line))


def _is_of_instruction(document: Document, row: int, *, whole: bool) -> bool:
    """Check whether a prompt is a step of an instruction or a heading of a text."""
    line = document.stripped[row]
    if is_announced(document, row):
        return True
    if _OFFER.match(line.lower()):
        return False
    if is_item(line) or (whole and is_inside(document, row)):
        return True
    below = row_beside(document.stripped, row, 1)
    is_heading = below >= 0 and flags_of(document)[below] & PROSE > 0
    return whole and is_heading and count_sure_lines(document) < _FEWEST_OF_SITES
