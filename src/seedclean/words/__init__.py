"""The words with which sites name their own parts, one file a language.

A file `xx.toml` has the same keys in every language. `KINDS` says what each of
them holds: labels with commas between them, folded (lower case, one blank between
words, no marks around). Words are evidence and never the only reason: a rule asks
for several of them, or for one in a place where only furniture is. What a
language lacks is in its table `missing`, with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from seedclean.once import once

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "menu": "labels of menus, sections, account and legal links",
        "site": "those of them that hardly any text has: of the site itself, not of what it is about",
        "share": "what the buttons of a share bar say",
        "words-to-share": "those of them that are words of any text",
        "calls-to-share": "words with which calls to share begin, beside the names of buttons",
        "counted": "what the counters beside share buttons count",
        "related": "headings of lists of other pages",
        "others": "those of them that no text has of its own",
        "vague": "those of them that a text may have of its own",
        "ads": "marks that are left of advertisements",
        "tags": "words before the tags of a page, and hardly before anything else",
        "editors": "who worked on a text for the site; only a page's own credits say so",
        "roles": "words before the names in a credit, besides editors",
        "jumps": "links that lead around the page itself, or back to the list that it is in",
        "on": "links from the beginning of a text to the rest of it",
    }
)
"""The kinds of labels, and what each holds."""

_WIDER = {"roles": ("editors",), "related": ("others", "vague")}
"""Kinds that hold all of some others, which the files need not say twice."""


@cache
def labels(kind: str) -> frozenset[str]:
    """The labels of a kind in all languages.

    Args:
        kind: One of `KINDS`.

    >>> "impressum" in labels("menu"), "about the river" in labels("menu")
    (True, False)
    """
    found = {label for table in tables().values() for label in labels_of(table, kind)}
    return frozenset(found.union(*map(labels, _WIDER.get(kind, ()))))


def labels_of(table: Mapping[str, Any], kind: str) -> list[str]:
    """The labels of a kind in one language; none where its file has none."""
    return [" ".join(label.split()) for label in table.get(kind, "").split(",") if label.strip()]


@once
def tables() -> Mapping[str, Mapping[str, Any]]:
    """The content of the file of each language, by its code; the files are read when first asked for."""
    import tomllib  # only the first page needs it

    files = sorted(Path(__file__).parent.glob("*.toml"))
    return MappingProxyType(
        {file.stem: MappingProxyType(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files}
    )
