"""Answers of a chat model that would not translate."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from seedclean.document import Change, Document, dropped
from seedclean.patterns import Pattern
from seedclean.registry import rule

_WITHIN = 300  # characters from the start of the line

# By language: how the answer begins, and what must follow in it, in any order: a refusal, the
# translating, and what was to be translated.
_REFUSALS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "en": (
        (
            "I'm sorry",
            "I’m sorry",
            "I am sorry",
            "Sorry, ",
            "I apologi",
            "Unfortunately, I",
            "As an AI",
            "I'm afraid",
        ),
        (
            r"\bI (?:can(?:no|['’])t|can not|won['’]t|will not|do(?:n['’]t| not) feel)|"
            r"\bI(?:['’]m| am) (?:un|not )able",
            r"\btranslat(?:e|ing|ion)\b",
            r"\b(?:this|that|the|your|any|such)\b[^.]{0,40}"
            r"\b(?:text|content|passage|phrase|sentence|request|material|message)",
        ),
    ),
    "de": (
        ("Es tut mir leid", "Tut mir leid", "Entschuldig", "Leider kann ich", "Als KI"),
        (
            r"\bkann\b|\bmöchte\b|in der Lage",
            r"\b(?:nicht|keine?)\b",
            r"[üÜ]bersetz",
            r"Text|Inhalt|Passage|S[aä]tz|Anfrage|Formulierung",
        ),
    ),
    "fr": (
        ("Je suis désolé", "Désolé", "Je m'excuse", "Je m’excuse", "En tant qu'IA", "En tant qu’IA"),
        (
            r"\bne (?:peux|suis|souhaite) pas\b",
            r"\btradu(?:ire|ction)",
            r"texte|contenu|passage|phrase|demande|message",
        ),
    ),
    "es": (
        ("Lo siento", "Disculp", "Lamento", "Perdón", "Me disculpo"),
        (
            r"\bno (?:puedo|me siento)\b",
            r"\btradu(?:cir|cción)",
            r"texto|contenido|pasaje|frase|solicitud|mensaje",
        ),
    ),
    "it": (
        ("Mi dispiace", "Mi spiace", "Mi scuso", "Scusa"),
        (
            r"\bnon (?:posso|sono in grado)\b",
            r"\btradu(?:rre|zione)",
            r"testo|contenuto|brano|frase|richiesta|messaggio",
        ),
    ),
    "pt": (
        ("Desculp", "Sinto muito", "Lamento", "Peço desculpa"),
        (
            r"\bnão (?:posso|consigo|me sinto)\b",
            r"\btradu(?:zir|ção)",
            r"texto|conteúdo|passagem|frase|pedido|mensagem",
        ),
    ),
    "nl": (
        ("Het spijt me", "Sorry, ", "Helaas"),
        (
            r"\bkan ik\b|\bik kan\b",
            r"\bniet\b|\bgeen\b",
            r"\bverta(?:al|len|ling)",
            r"tekst|inhoud|passage|zin|verzoek",
        ),
    ),
    "cs": (
        ("Omlouvám se", "Je mi líto", "Bohužel"),
        (r"\bne(?:mohu|můžu)\b", r"\bpře(?:lož|klad|klád)", r"text|obsah|pasáž|vět|žádost"),
    ),
    "pl": (
        ("Przepraszam", "Przykro mi", "Niestety"),
        (r"\bnie mogę\b", r"(?:prze)?tłumacz", r"tekst|treś|fragment|zdani|prośb"),
    ),
    "ru": (
        ("Извините", "К сожалению", "Простите", "Прошу прощения"),
        (r"\bне могу\b", r"перев(?:ести|од)", r"текст|содержани|фраз|запрос|отрыв"),
    ),
    "zh": (
        ("抱歉", "很抱歉", "对不起", "對不起"),
        ("无法|不能|無法", "翻译|翻譯", "文本|内容|內容|句|段|请求"),
    ),
    "ja": (
        ("申し訳", "すみません", "恐れ入"),
        ("できません|できかね|いたしかね", "翻訳", "文章|テキスト|内容|文|依頼"),
    ),
}
# `I'm sorry, but I can't translate this text, said the monk`: a person of a story speaks.
_SPEECH = Pattern(
    r"[,!?…][\"'”’»“]? (?:said|says|replied|answered|whispered|cried|told|sagte|meinte|"
    r"antwortete|dit|répondit|dijo|respondió|disse|rispose|respondeu|zei|antwoordde|řekl|odpověděl|powiedział|odparł|сказал|ответил)"
)
_OPENINGS = tuple(opening for openings, _ in _REFUSALS.values() for opening in openings)
_START = itemgetter(slice(2))
_STARTS = frozenset(map(_START, _OPENINGS))
_PATTERNS = [(openings, [Pattern(source) for source in sources]) for openings, sources in _REFUSALS.values()]


@rule
def translation_refusal(document: Document) -> Iterator[Change]:
    r"""Delete a line in which a chat model refuses to translate.

    Why: the answer was kept in the place of the translation.

    Leaves alone: lines that do not begin with the apology, or do not say in the same breath that a text or
    a passage cannot be translated; apologies in quotes and for anything else, and what a person of a
    story says.

    >>> from seedclean import show
    >>> text = "The mill turns.\nI'm sorry, but I can't translate this text, as it is rude.\nIt is old.\n"
    >>> print(show(translation_refusal, text))
      The mill turns.
    - I'm sorry, but I can't translate this text, as it is rude.
      It is old.
    """
    lines = document.lines
    if _STARTS.isdisjoint(map(_START, lines)):
        return
    rows = [row for row, start in enumerate(map(_START, lines)) if start in _STARTS and _refuses(lines[row])]
    yield from dropped(document, rows)


def _refuses(line: str) -> bool:
    if not line.startswith(_OPENINGS):
        return False
    line = line[:_WITHIN]
    return _SPEECH.search(line) is None and any(
        line.startswith(openings) and all(pattern.search(line) for pattern in patterns)
        for openings, patterns in _PATTERNS
    )
