"""The templates in which phrases of sites are written.

`(a|b)` is one of several, `[x]` what may be missing, `x?` a character or a group that
may be missing, `#` a number, and `*` some words. All else is itself.
"""

from __future__ import annotations

from re import escape

_WORDS = "[^.;]{0,80}?"
_REST = "[^.!?。！？]{0,60}"  # a longer one may be a sentence that is glued to the phrase
_NUMBER = r"\d{1,4}(?:[.,]\d{3})?"
_SIGNS = {"(": "(?:", ")": ")", "|": "|", "[": "(?:", "]": ")?", "?": "?", "*": _WORDS, "#": _NUMBER}


def to_pattern(template: str) -> str:
    r"""The source of a regular expression for a template.

    >>> print(to_pattern("(share|send)[s]"))
    (?:share|send)(?:s)?
    """
    rest = _REST if template.endswith("[ *]") else ""
    template = template.removesuffix("[ *]") if rest else template
    source = "".join(_SIGNS.get(sign) or escape(sign) for sign in template)
    return source + (rf"(?:[\s,;:-]{rest})?" if rest else "")


def find_heads(template: str, length: int) -> set[str]:
    """The first characters that texts of a template can have; fewer where some words may be next.

    >>> sorted(find_heads("(share|tell)[ it] on", 3)), find_heads("a * b", 3)
    (['sha', 'tel'], {'a '})
    """
    if not template or not length or template[0] == "*":
        return {""}
    if template[0] in "([":
        end = _end_of_group(template)
        rest = template[end + 1 :]
        may_miss = template[0] == "[" or rest[:1] == "?"
        rest = rest.removeprefix("?")
        found = {head for part in _parts(template[1:end]) for head in find_heads(part + rest, length)}
        return found | find_heads(rest, length) if may_miss else found
    rest = template[1:]
    if rest[:1] == "?":
        return find_heads(template[0] + rest[1:], length) | find_heads(rest[1:], length)
    return {template[0] + head for head in find_heads(rest, length - 1)}


def _end_of_group(template: str) -> int:
    depth = 0
    for place, sign in enumerate(template):
        depth += (sign in "([") - (sign in ")]")
        if not depth:
            return place
    raise ValueError(f"a bracket of the template {template!r} is not closed")


def _parts(inner: str) -> list[str]:
    """The parts of a group, parted by bars that are in no inner group."""
    found, depth = [""], 0
    for sign in inner:
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and not depth:
            found.append("")
        else:
            found[-1] += sign
    return found
