"""The pairs of characters without which ftfy repairs nothing.

ftfy calls a line damaged when characters are side by side that nobody writes
so. Its own test costs a third of a whole repair. Every pair that it looks for
has one rare character, a trigger, and here a trigger with the right kind of
neighbour is enough: some lines are sent to ftfy in vain, none that it would
change is held back. A property test compares the two.

`TRIGGERS`, `BESIDE` and `ALONE` say where it is worth to look at all: `pairs`
finds such places with all others.
"""

from __future__ import annotations

from seedclean.patterns import Pattern

_C1 = "\\x80-\\x9f"
_BAD = "¤¦¨ª¬¯¸ºƒˆˇ˘˛˜†‡‰⌐◊\\ufffd"
_BOX = "│-▟"
_NUMERIC = "±²³µ¹¼½¾×÷⁄∂∆∏∑√∞∩∫≈≠≡≤≥№"
_LAW = "¶§"
_CURRENCY = "¢£¥₧€"
_OPENING = "¡«¿©΄΅‘‚“„•‹\\uf8ff"
_CLOSING = "®»˝”›™"
_UPPER = "À-ÞĀĂĄĆČĎĐĒĖĘĚĞĢİĪĶĹĻĽŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŸŹŻŽҐ"
_ACCENTED = "À-žҐґﬁﬂ"
_CAPITALS = "ВГРСΒΓΞΟ"
BESIDE = "\\x80-\\x9f¡-¬®-³µ¶¸-\\u1fff‘‚“-\\u2025\\u2027-\\u2fff\\uf8ff\\ufffdﬁﬂ"
"""Characters that can be beside a trigger: no ASCII, no common blank or dash, nothing East Asian."""

_RARE = _C1 + _BAD + _BOX + _NUMERIC + _LAW + _CURRENCY
_SURROGATES = "\\ud800-\\udfff"

TRIGGERS = f"{_RARE}{_UPPER}{_OPENING}{_CLOSING}°"
"""Characters that hint at damage where one of `BESIDE` is before or behind them."""

ALONE = f"{_C1}{_SURROGATES}ŒœÂÃÎÐØÙ√Ђ"
"""Characters that hint at damage beside any other, or beside some that are common otherwise."""

_SUSPECT = Pattern(
    f"[{TRIGGERS}{ALONE}]"
    "(?:"
    f"(?<=[{_C1}{_SURROGATES}])"
    f"|(?<=[{_RARE}])(?:(?=[{BESIDE}])|(?<=[{BESIDE}].))"
    f"|(?<=[{BESIDE}][{_UPPER}])"
    f"|(?<=[{BESIDE}][{_OPENING}{_CLOSING}])(?=\\w)"
    f"|(?<=[a-z][{_UPPER}][{_OPENING}])"
    f"|(?<=[{BESIDE}][{_CLOSING}][{_OPENING}])"
    f"|(?<=[{_CLOSING}])(?=[{_ACCENTED}])"
    f"|(?<=[{_UPPER}{_CAPITALS}]°)"
    "|(?<=[Œœ])(?![A-Za-z])"
    "|(?<=[ÂÃÎÐØÙ])(?=[^\\x00-\\x7f])"
    "|(?<=[ÂÃ])(?= )"
    "|(?<=‚)(?=[Äâó])|(?<=√)(?=´)"
    "|(?<=[^\\x00-\\x7f]Ђ)"
    ")"
)


def hints_at_damage(text: str, place: int) -> bool:
    """Check whether ftfy might find the two characters at a place damaged.

    >>> hints_at_damage("itâ€™s", 2), hints_at_damage("« déjà »", 0)
    (True, False)
    """
    return _SUSPECT.match(text, place) is not None or _SUSPECT.match(text, place + 1) is not None
