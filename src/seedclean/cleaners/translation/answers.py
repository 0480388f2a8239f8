"""Phrases of chat models that are no translation: preambles, notes, offers, refusals."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from re import IGNORECASE
from typing import NamedTuple

from seedclean.cleaners.translation.words import read_pattern
from seedclean.once import once
from seedclean.patterns import Pattern
from seedclean.words import lines, lines_of, tables

# What an answer begins with in front of its preamble.
_AGREEING = (
    r"(?:(?:Sure|Certainly|Of course|Absolutely|Okay|OK|Alright)[^:\n]{0,40}[,.!] ?"
    rf"|(?:{read_pattern('agreeing')}) ?[,.!，。！、] ?)"
)
_AGREES = _AGREEING + "?"
_TRANSLATE = rf"(?:{read_pattern('translate')})"
_HERE = rf"(?:(?<!\w)(?:{read_pattern('here')})(?!\w)|{read_pattern('unspaced-here')})"
# A text about translations or about programs that talk quotes what these say.
ABOUT_ANSWERS = Pattern(
    rf"{_TRANSLATE}|(?<![A-Za-z])(?:AI|KI|IA|LLM)(?![A-Za-z])|ИИ|ШІ|人工智[能慧]|人工知能|인공지능|챗봇|チャットボット|聊天机器人"
    r"|(?i:chat-?gpt|chat-?bot|language model|sprachmodell|modèles? de langage|modelos? de linguagem"
    r"|modelos? de lenguaje"
    r"|modelli? linguistic|чат-?бот|языков\w{2} модел|روبوت|چت‌?بات|चैटबॉट)"
)
_LABEL = (
    r"(?:(?:[A-Z]\w{1,12} )?[Tt]ranslation(?: \([A-Z]\w{1,20}\))?|Translated text|Übersetzung|Traduction|"
    r"Traducción|Překlad)(?=(?:\*\*)? ?: *(?:\*\*)? *(?:\n|[\"“„«¡¿A-ZÀ-Ž].{0,2000}[.!?…\"”“»] *(?:\n|$)))"
)
NOTE_ENDS = frozenset(("te:", "ta:", "is:", "ng:", "on:", "ón:", "ga:", "ка:", "ие:", "e :"))
NOTE = Pattern(
    r"(?:^| ?([(\[]))(?:Note|Nota|Hinweis|Anmerkung|Opmerking|Uwaga|Explanation|Explication|Explicación|"
    r"Примечание|Примітка) ?: "
    r"(?=.{0,300}(?:I(?:’|')ve |I have |I kept |I used |I left |I translated |he traducido |ich habe |"
    r"[Jj](?:’|')ai |ho tradotto |[Ii]k heb |zachowałe?a?m |przetłumaczyłe?a?m |"
    r"[Яя] (?:перев|остав|сохран|перекла|залиш|зберіг)))"
    r"(?=.{0,300}(?:transl|tradu[ciz]|[üÜ]bersetz|verta|tłumacz|перев|перекла)).{0,600}(?(1)[)\]])$"
)
WITHIN = 300  # characters from the start of the line

# Translators who look for work, and writers who ask their readers, say where to answer.
WHERE_TO_ANSWER = Pattern(
    r"(?i)contact|kontakt|contatt|e-?mail|correo|@|www|http|comment|kommentar|coment|below|reply|phone|call|"
    r"price|quote|service|agency|评论|留言|コメント|댓글|комментар|комен"
)
# `I'm sorry, but I can't translate this text, said the monk`: a person of a story speaks.
SPEECH = Pattern(
    r"[,!?…][\"'”’»“]? (?:(?:he|she|it|they) (?:added|asked|wrote)|said|says|replied|answered"
    r"|whispered|cried|told|sagte|meinte|"
    r"antwortete|dit|répondit|dijo|respondió|disse|rispose|respondeu|zei|antwoordde|řekl|odpověděl|powiedział|odparł|сказал|ответил)"
)
BARE_REFUSAL = Pattern(rf"(?:{read_pattern('bare-refusal')})[.。]?\s*$")
REQUEST = Pattern(rf"(?:{read_pattern('request')})[.。]?\s*$")


class Said(NamedTuple):
    """Phrases of chat models of one kind, in one language.

    Attributes:
        openings: How its line begins.
        patterns: What must be in the line, in any order.
    """

    openings: tuple[str, ...]
    patterns: tuple[Pattern, ...]

    def is_in(self, line: str) -> bool:
        """Check whether a line says it."""
        return line.startswith(self.openings) and all(pattern.search(line) for pattern in self.patterns)


class Answers(NamedTuple):
    """Phrases of chat models and translation programs, in all languages.

    Attributes:
        refusals: Refusals to translate.
        offers: Offers of another translation.
        credits: How credits of translation programs begin.
    """

    refusals: list[Said]
    offers: list[Said]
    credits: tuple[str, ...]

    def openings(self) -> tuple[str, ...]:
        """The beginnings of their lines, where no mark is in front."""
        said = (opening for one in (*self.refusals, *self.offers) for opening in one.openings)
        unmarked = (read_pattern(kind).split("|") for kind in ("hands-over", "asks-for-text"))
        return (*said, *self.credits, *chain.from_iterable(unmarked))


@once
def answers() -> Answers:
    """Read the phrases from the files of words."""
    return Answers(
        list(_read("refusal", "refused")),
        list(_read("offer", "offered")),
        tuple(lines("patterns", "translated-by")),
    )


def _read(opening: str, rest: str) -> Iterator[Said]:
    for table in tables().values():
        openings = "|".join(lines_of(table, "patterns", opening))
        if openings:
            patterns = (Pattern(line, IGNORECASE) for line in lines_of(table, "patterns", rest))
            yield Said(tuple(openings.split("|")), tuple(patterns))


@once
def preamble() -> Pattern:
    """The pattern of what an answer begins with, up to the translation."""
    said = "|".join(lines("patterns", "preamble"))
    return Pattern(
        rf"\s*(?:{_AGREES}(?:(?:{said})[^:：\n]{{0,80}}|(?:\*\*)?{_LABEL}(?:\*\*)?) ?"
        r"[:：](?:\*\*)?"
        rf"|{_AGREEING}(?=[^:：\n]{{0,120}}{_HERE})[^:：\n]{{0,80}}{_TRANSLATE}[^:：\n]{{0,80}}[:：] *(?=\n)"
        r"|(?:もちろんです|承知(?:いた)?しました)。[^\n。]{0,30}訳[^\n。]{0,20}(?:です|ます)。(?=\n)"
        r"|[Bb]elow is the translation (?:of the text )?(?:that )?you (?:asked for|requested)[.:]) *\n*(?=\S)"
    )


@once
def credit() -> Pattern:
    """The pattern of the credit of a translation program."""
    return Pattern(
        rf"(?:{'|'.join(answers().credits)})(?: \w{{1,20}}){{0,4}} (?:https?://)?(?:www\.)?"
        r"(?:DeepL(?:\.com)?(?:/Translator)?|Google(?: Translate| Translator| Traductor| Traduction)?|"
        r"(?:Microsoft|Bing) Translator|ChatGPT)(?: \([\w ]{1,30}\))?\.?\s*$"
    )
