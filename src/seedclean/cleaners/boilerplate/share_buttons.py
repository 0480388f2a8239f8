"""Share buttons: how many of them a line holds."""

from __future__ import annotations

from functools import lru_cache

from seedclean.cleaners.boilerplate.flag_bits import LONGEST_BUTTONS
from seedclean.cleaners.boilerplate.lines import fold
from seedclean.patterns import Pattern
from seedclean.words import labels

_REMEMBERED = 16_384  # lines

_COMMANDS = (">>> ", "$ ")
"""What is before a command: `>>> print x`."""

_COUNT = Pattern(r"\d[\d.,]*\s?[km]?\+?")
_NEVER_COUNTED = frozenset(
    ["x", "line", "post", "mail", "print", "threads", "pocket", "copy", "messenger", "save", "send", "viber"]
)
"""Names that are words of a text where a figure is beside them: `Line 1`, `Post 4`, `3 x 5`."""
_SHARE_LEAD = Pattern(
    r"(?:share|tweet|post|send|print|pin|follow|like|save|email|teilen|partager|compartir|condividi"
    r"|compartilhar)\b"
    r"(?: (?:this|it|us|me|the|article|story|page|post|link|via|on|to|by|with|your|friends|auf|sur|en|su"
    r"|no|em|facebook"
    r"|twitter|x|linkedin|pinterest|whatsapp|reddit|email|e-mail|instagram|youtube|telegram|google\+?"
    r"|tumblr|bluesky)){1,6}"
    r"|(?:share this|like this|teile?n? (?:sie )?(?:dies|das|diesen (?:artikel|beitrag))|sharen)(?: mit)?"
    r"|gefällt mir(?: wird geladen)?|like loading|partager(?: cet article| ceci)?|j'aime chargement"
    r"|compart(?:e|ir) (?:esto|este artículo|en)|me gusta cargando|compartilhe(?: isso)?|curtir carregando"
    r"|condividi(?: questo articolo)? su|deel dit|udostępnij ten artykuł"
)
_SHARE_ON = Pattern(
    r"\b(?:share|tweet|post|pin|follow|like|teilen|partager|compartir|condividi|compartilhar)"
    r"(?: (?:this|us))? (?:on|via|to|auf|sur|en|su|no|em) (?:facebook|twitter|x|linkedin|pinterest"
    r"|whatsapp|reddit|email|e-mail|instagram|youtube|telegram|tumblr|bluesky)\b"
)
"""A button that says where to, one of several in a line: `Share on Facebook Share on X`."""


@lru_cache(_REMEMBERED)
def buttons_in(line: str) -> int:
    """Count the share buttons of a line; 0 if it holds anything else.

    >>> buttons_in("Share on Facebook Share on X Print"), buttons_in("Share on Facebook what you read")
    (3, 0)
    """
    if len(line) > LONGEST_BUTTONS or line.startswith(_COMMANDS):
        return 0
    tokens = _words_of(line.lower())
    if not _NEVER_COUNTED.isdisjoint(tokens) and any(character.isdigit() for character in line):
        return 0
    line = fold(line).replace("：", " ")
    if line in labels("share"):
        return 1 if line not in _NEVER_COUNTED or tokens == [line] else 0
    if _SHARE_LEAD.fullmatch(line):
        return 2
    rest = _SHARE_ON.sub("|", line)
    calls = rest.count("|") - line.count("|")
    words = [word for word in _words_of(rest) if not _COUNT.fullmatch(word)]
    found = _count_words(words)
    return calls + found if found or not words else 0


def _words_of(line: str) -> list[str]:
    return line.replace("|", " ").replace("·", " ").split()


def _count_words(words: list[str]) -> int:
    """Count the different words of a line that are all share buttons; 0 if one is none."""
    different = set(words)
    if different <= _NEVER_COUNTED and len(different) < len(words):  # `x x x` is a picture
        return 0
    share, counted = labels("share"), labels("counted")
    return len(different) if all(word in share or word in counted for word in different) else 0


def is_call_to_share(sentence: str) -> bool:
    """Check whether a sentence calls to share the page.

    >>> is_call_to_share("Share this article on Facebook"), is_call_to_share("Share the bread.")
    (True, False)
    """
    return len(sentence) <= LONGEST_BUTTONS and _SHARE_LEAD.fullmatch(fold(sentence)) is not None
