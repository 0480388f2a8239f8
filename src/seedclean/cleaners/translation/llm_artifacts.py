"""Answers of a language model that are no translation: fences, preambles, remarks, refusals."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from seedclean.document import Change, Document, drop_lines
from seedclean.facts import REFUSAL
from seedclean.patterns import Pattern
from seedclean.registry import rule

_FENCE = "```"
_PREAMBLE = Pattern(
    r"\s*(?:(?:Sure|Certainly|Of course|Absolutely)[^:\n]{0,40}[,.!] ?)?"
    r"(?:(?:Here(?:’s|'s| is| are)|Below is|This is) (?:the|a|my|your|an)\b[^:\n]{0,40}\btransl[^:\n]{0,80}"
    r"|(?:Hier ist|Hier sind|Nachfolgend) (?:die|eine|meine)\b[^:\n]{0,40}Übersetzung[^:\n]{0,80}"
    r"|(?:Voici|Ci-dessous) (?:la|une|ma) traduction\b[^:\n]{0,80}"
    r"|(?:Aquí (?:tienes?|está|te dejo|va)|A continuación) (?:la|una|mi) traducción\b[^:\n]{0,80}"
    r"|(?:Ecco|Di seguito) (?:la|una) traduzione\b[^:\n]{0,80}"
    r"|(?:Aqui está|Segue) a tradução\b[^:\n]{0,80}"
    r"|(?:Zde je|Tady je) (?:překlad|přeložený)\b[^:\n]{0,80}"
    r"|(?:Translation|Translated text|Übersetzung|Traduction|Traducción|Překlad)(?= ?: *(?:\n|[\"“„«¡¿A-ZÀ-Ž]"
    r".{0,2000}[.!?…\"”“»] *(?:\n|$)))) ?: *\n*(?=\S)"
)
_OTHER_VERSION = Pattern(r" ?(?:or|oder|o|ou|nebo|Or|O|Note|Nota|Hinweis|Alternatively|Another|Otra)\b")
_NOTE_ENDS = frozenset(("te:", "ta:", "is:", "ng:"))
_NOTE = Pattern(
    r"(?:^| ?([(\[]))(?:Note|Nota|Hinweis|Anmerkung): "
    r"(?=.{0,300}(?:I(?:’|')ve |I have |I kept |I used |I left |I translated |he traducido |ich habe |"
    r"ho tradotto ))(?=.{0,300}(?:transl|traduc|traduz|[üÜ]bersetz)).{0,600}(?(1)[)\]])$"
)

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
OPENINGS = tuple(opening for openings, _ in _REFUSALS.values() for opening in openings)
_START = itemgetter(slice(2))
_STARTS = frozenset(map(_START, OPENINGS))
_PATTERNS = [(openings, [Pattern(source) for source in sources]) for openings, sources in _REFUSALS.values()]


@rule(needs="`")
def code_fence(document: Document) -> Iterator[Change]:
    r"""Delete the fences that a chat model puts around its answer, and what it says behind them.

    Why: a fence that closes behind the last word of a line is where the translation ended; another
    version of it, or a remark on it, follows.

    Leaves alone: Markdown: fences with a line of their own, and fences with a blank before them.

    >>> from seedclean import show
    >>> print(show(code_fence, "The mill still turns.``` or ```The mill is turning still.\n"))
    - The mill still turns.``` or ```The mill is turning still.
    + The mill still turns.
    """
    for row, line in enumerate(document.lines):
        if _FENCE not in line:
            continue
        start = document.starts[row]
        if line.startswith(_FENCE):
            inner = line[3:]
            if inner[:1] in ('"', "“", "„", "«", "¡", "¿") or (inner[:1].isupper() and " " in inner):
                yield start, start + 3, ""
            place = line.find(_FENCE, 3)
        else:
            place = line.find(_FENCE)
        if place <= 0 or line.startswith("`", place + 3):
            continue
        if not line[place - 1].isspace() or _OTHER_VERSION.match(line, place + 3):
            yield start + len(line[:place].rstrip()), start + len(line), ""


@rule(needs=":")
def translation_preamble(document: Document) -> Iterator[Change]:
    r"""Delete the sentence with which a translator or a chat model hands over a translation.

    Why: `Here is the translation:` was said to the one who asked for it.

    Leaves alone: the same words anywhere but at the start of the document, or without a colon, and
    a heading (`Translation: a short history`), which has no sentence behind the colon.

    >>> from seedclean import show
    >>> print(show(translation_preamble, "Sure! Here is the translation: The mill still turns.\n"))
    - Sure! Here is the translation: The mill still turns.
    + The mill still turns.
    """
    end = 0
    while match := _PREAMBLE.match(document.text, end):
        end = match.end()
    if end:
        yield 0, end, ""


@rule(needs=":")
def translation_note(document: Document) -> Iterator[Change]:
    r"""Delete a remark on the translation, in a line of its own or in brackets at the end of a line.

    Why: it was said to the one who asked for the translation.

    Leaves alone: notes on anything else, and notes in the middle of a line.

    >>> from seedclean import show
    >>> print(show(translation_note, "The mill turns. (Note: I kept the name in the translation.)\n"))
    - The mill turns. (Note: I kept the name in the translation.)
    + The mill turns.
    """
    text = document.text
    rows = set()
    place = text.find(":")
    while place >= 0:
        if text[place - 2 : place + 1] in _NOTE_ENDS:
            rows.add(document.line_at(place))
        place = text.find(":", place + 1)
    whole = []
    for row in sorted(rows):
        match = _NOTE.search(document.lines[row])
        if match and match.start():
            yield document.starts[row] + match.start(), document.starts[row] + match.end(), ""
        elif match:
            whole.append(row)
    yield from drop_lines(document, whole)


@rule(needs=REFUSAL)
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
    rows = [row for row, start in enumerate(map(_START, lines)) if start in _STARTS and _refuses(lines[row])]
    yield from drop_lines(document, rows)


def _refuses(line: str) -> bool:
    if not line.startswith(OPENINGS):
        return False
    line = line[:_WITHIN]
    return _SPEECH.search(line) is None and any(
        line.startswith(openings) and all(pattern.search(line) for pattern in patterns)
        for openings, patterns in _PATTERNS
    )
