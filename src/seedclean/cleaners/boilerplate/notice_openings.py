"""The words with which notices begin within a text: the cheap question before sentences are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.line_flags import BUTTON, COOKIE, JUMP, PROMPT, RIGHTS
from seedclean.cleaners.boilerplate.pages import rows_with
from seedclean.facts import find_opening_rows
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from seedclean.document import Document

_OPENINGS = {
    RIGHTS: r"©|ⓒ|\(c\)|copyright\b|all rights|alle rechte|tous droits|todos los|todos os direitos"
    r"|tutti i diritti|все права"
    r"|wszelkie prawa|tüm hakları|版权所有|版權所有|未经|無断",
    COOKIE: r"(?:we|this (?:web)?site|this page|our (?:web)?site"
    r"|by (?:using|continuing|clicking|browsing|visiting)"
    r"|wir|diese (?:web)?(?:site|seite)|unsere (?:web)?(?:site|seite)|mit der nutzung|durch die nutzung"
    r"|nous utilisons|ce site"
    r"|notre site|en poursuivant|utilizamos|usamos|este sitio|este site|al (?:continuar|navegar)"
    r"|ao (?:continuar|navegar)|questo sito"
    r"|utilizziamo|deze (?:web)?site|wij gebruiken|ta strona|używamy|denne side|этот сайт|мы используем"
    r"|tento web|bu (?:web )?site)\b|本网站|本站",
    PROMPT: r"(?:sign (?:up|in)|subscribe|log ?in|join (?:our|the|us)|get (?:our|the|all)"
    r"|follow us|like us|find us|download (?:the|our)"
    r"|already (?:a|have)|enter your|create an?|register|want (?:more|to)|don.t (?:miss|have)|receive"
    r"|newsletter|jetzt abonnieren|abonnieren sie"
    r"|melden sie sich|folgen sie|folge uns|laden sie|abonnez-vous|inscrivez-vous|recevez|suivez[- ]nous"
    r"|téléchargez|suscr[íi]b\w+|regístr\w+"
    r"|síguenos|recibe|descarga\w*|assine|inscreva-se|receba|siga-nos|baixe|iscriviti|abbonati|seguici"
    r"|scarica|schrijf je|abonneer|volg ons"
    r"|подпи\w+|подписывайтесь|skriv upp|tilaa|zapisz się|přihlaste|abone ol\w*)\b|订阅|关注我们|扫描二维码",
    BUTTON: r"(?:share (?:this|on|it)|tweet this|pin it|teilen sie|partage[rz]|compart\w+|condividi\w*)\b",
    JUMP: r"(?:skip to|jump to|back to|return to|read more|continue reading|click here|zum inhalt"
    r"|weiterlesen|lire la suite|leer más"
    r"|leia mais|leggi tutto|lees meer|czytaj więcej|читать далее|zurück zu[mr]?)\b",
}
FIRST_OF_OPENINGS = (
    "©|ⓒ|(c|abbo|abon|al c|al n|all |alle|alre|ao c|ao n|assi|back|baix|bu s|bu w|by b|by c|by u"
    "|by v|ce s|clic|comp|cond|cont|copy|crea|czyt|denn|desc|deze|dies|do|down|durc|en p|ente|este"
    "|find|folg|foll|get |insc|iscr|jetz|join|jump|lade|leer|lees|legg|leia|like|lire|log |logi"
    "|meld|mit |news|notr|nous|our |part|pin |přih|ques|read|rece|reci|regi|regí|retu|scar|schr"
    "|segu|shar|siga|sign|skip|skri|subs|suiv|susc|sígu|ta s|teil|tent|this|tila|todo|tous|tutt|twee"
    "|télé|tüm |unse|usam|util|używ|volg|want|we|weit|wi|wsze|zapi|zum |zurü|все |мы и|подп|чита"
    "|этот|关注我们|扫描二维|未经|本站|本网|無断|版权所有|版權所有|订阅"
).split("|")
"""The first four characters of each opening, or two, or one: the question of the native code."""

_NAMES = {f"k{number}": flag for number, flag in enumerate(_OPENINGS)}
_GLUED = Pattern(
    r"[\n.!?…。！？\"”»)\]|•·][ \t\xa0]{0,3}(?:"
    + "|".join(f"(?P<{name}>{_OPENINGS[flag]})" for name, flag in _NAMES.items())
    + ")"
)
"""For text in small letters: to ignore case would cost ten times as much."""


def flag_openings(text: str) -> int:
    """Collect the flags of the notices as which the sentences of a text, or of a line, begin."""
    flags = 0
    for match in _GLUED.finditer(f"\n{text.lower()}"):
        flags |= _NAMES[match.lastgroup or ""]
    return flags


def rows_of(document: Document, flag: int) -> list[int]:
    r"""The rows that have a flag by their words, or in which a sentence begins as notices of this kind do.

    >>> from seedclean.document import Document
    >>> rows_of(Document("The river rose again. Skip to content"), JUMP)
    [0]
    """
    opening = [row for row, here in document.view(_opening_rows) if here & flag]
    return sorted({*rows_with(document, flag), *opening}) if opening else rows_with(document, flag)


def _opening_rows(document: Document) -> list[tuple[int, int]]:
    """The rows in which sentences begin as notices do, with the flags of these."""
    shown = document.rows(flag_openings, _flag_all_openings)
    return [(row, flags) for row, flags in enumerate(shown) if flags]


def _flag_all_openings(document: Document) -> list[int]:
    """Collect the same for all lines, of which the native code finds those in question."""
    found = [0] * len(document.lines)
    for row in find_opening_rows(document):
        found[row] = flag_openings(document.lines[row])
    return found
