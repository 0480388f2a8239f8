"""Which lines ftfy could repair at all, told by one fast pattern.

ftfy calls a line damaged when characters stand side by side that nobody writes
so. Its own test costs a third of a whole repair. Every pair that it looks for
has one rare character, a trigger, and here a trigger with the right kind of
neighbour is enough: some lines are sent to ftfy in vain, none that it would
change is held back. A property test compares the two.
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
# What a trigger can stand beside: no ASCII, no blank or dash that is common everywhere, nothing East Asian.
_BESIDE = "\\x80-\\x9f¡-¬®-³µ¶¸-\\u1fff‘‚“-\\u2025\\u2027-\\u2fff\\uf8ff\\ufffdﬁﬂ"
_RARE = _C1 + _BAD + _BOX + _NUMERIC + _LAW + _CURRENCY

_SURROGATES = "\\ud800-\\udfff"

_SUSPECT = Pattern(
    f"[{_RARE}{_SURROGATES}{_UPPER}{_OPENING}{_CLOSING}œ°Ђ]"
    "(?:"
    f"(?<=[{_C1}{_SURROGATES}])"
    f"|(?<=[{_RARE}])(?:(?=[{_BESIDE}])|(?<=[{_BESIDE}].))"
    f"|(?<=[{_BESIDE}][{_UPPER}])"
    f"|(?<=[{_BESIDE}][{_OPENING}{_CLOSING}])(?=\\w)"
    f"|(?<=[a-z][{_UPPER}][{_OPENING}])"
    f"|(?<=[{_BESIDE}][{_CLOSING}][{_OPENING}])"
    f"|(?<=[{_CLOSING}])(?=[{_ACCENTED}])"
    f"|(?<=[{_UPPER}{_CAPITALS}]°)"
    "|(?<=[Œœ])(?![A-Za-z])"
    "|(?<=[ÂÃÎÐØÙ])(?=[^\\x00-\\x7f])"
    "|(?<=[ÂÃ])(?= )"
    "|(?<=‚)(?=[Äâó])|(?<=√)(?=´)"
    "|(?<=[^\\x00-\\x7f]Ђ)"
    ")"
)


def next_suspect(text: str, start: int) -> int:
    """Where, from a place on, the next characters stand that ftfy might find damaged; -1 if nowhere.

    >>> next_suspect("itâ€™s", 0), next_suspect("un café à Liège, « déjà » — 5 €", 0)
    (3, -1)
    """
    if text.isascii() or start > len(text):
        return -1
    found = _SUSPECT.search(text, start)
    return found.start() if found else -1
