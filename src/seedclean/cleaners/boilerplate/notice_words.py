"""The words of notices, prompts and labels in each language; `notices.toml` has them."""

from __future__ import annotations

from seedclean.words import one_of, read_file

_FILE = read_file(f"{__file__.removesuffix('notice_words.py')}notices.toml")


def notice_words(kind: str) -> str:
    """The source of a pattern for the words of a kind, in any language.

    Args:
        kind: A table of `notices.toml`.

    >>> notice_words("unspaced-cookie-openings")
    '本网站|本站'
    """
    source = one_of(_FILE[kind])
    for name, part in _FILE["parts"].items():
        source = source.replace(f"{{{name}}}", part)
    return source
