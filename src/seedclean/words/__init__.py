"""The words with which sites name their own parts, one file a language.

A file `xx.toml` has the same keys in every language. `KINDS` says what each of
them holds: labels with commas between them, folded (lower case, one blank between
words, no marks around). Its table `phrases` has the kinds of `PHRASES`. Words are
evidence and never the only reason: a rule asks for several of them, or for one in
a place where only furniture is. Its table `patterns` has the kinds of `PATTERNS`. What
a language lacks is in its table `missing`, with the reason.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from seedclean.once import once
from seedclean.patterns import Pattern

DOTTED_SMALL = "i\u0307"
"""The small letter of the Turkish capital `İ`, as Python has it; labels and phrases have `i`."""

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

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        "cookie": "sentences that ask for consent to cookies",
        "newsletter": "prompts to get a newsletter",
        "paywall": "notes that the rest is for subscribers",
        "rights": "sentences that forbid to copy the page, without the sign ©",
        "share-on": "buttons and calls to pass the page on",
        "print": "buttons that print the page or send it",
        "follow": "calls to follow the site elsewhere",
        "reading-time": "how long the page takes to read",
        "comments": "buttons and notes of the form for comments",
        "email-note": "what the form for comments says of the address and the fields",
        "app": "prompts to load the site's application",
        "read-also": "links to another page: words, a colon and its headline",
        "tag-line": "words, a colon and tags",
        "message": "what programs and forms of the page say: that it loads, that it needs a browser",
        "beside": "buttons that belong to one of the others, and are no reason alone",
    }
)
"""The kinds of phrases, in the table `phrases` of a file: a template a line, as `templates` reads them."""

PATTERNS: Mapping[str, str] = MappingProxyType(
    {
        "refusal": "how a chat model begins to refuse a translation; no pattern, with bars between",
        "refused": "what must be in the rest of its line, in any order",
        "offer": "how it begins to offer another translation; no pattern, with bars between",
        "offered": "what must be in the rest of its line, in any order",
        "preamble": "how it hands a translation over, up to the colon",
        "translated-by": "how the credit of a translation program begins; no pattern",
        "relative-stamp": "how long ago a page was published or changed, with a label of publication",
    }
)
"""The kinds of lines in the table `patterns` of a file: a regular expression a line."""

LINES: Mapping[str, Mapping[str, str]] = MappingProxyType({"phrases": PHRASES, "patterns": PATTERNS})
"""The tables of lines, each with its kinds."""

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
    said: str = table.get(kind, "").replace(DOTTED_SMALL, "i")
    return [" ".join(label.split()) for label in said.split(",") if label.strip()]


def lines(name: str, kind: str) -> list[str]:
    """The lines of a kind in all languages.

    Args:
        name: The name of their table, one of `LINES`.
        kind: One of its kinds.

    >>> "Übersetzt" in lines("patterns", "translated-by")
    True
    """
    return [line for table in tables().values() for line in lines_of(table, name, kind)]


def lines_of(table: Mapping[str, Any], name: str, kind: str) -> list[str]:
    """The lines of a kind in one language; none where its file has none."""
    said: str = table.get(name, {}).get(kind, "")
    return said.splitlines()


def one_of(table: Mapping[str, str]) -> str:
    r"""The source of a pattern for the words of any language.

    Args:
        table: The alternatives of each language, a line each or with bars between.

    >>> one_of({"en": "menu\nhome", "de": "startseite|suche"})
    'menu|home|startseite|suche'
    """
    return "|".join(line for said in table.values() for line in said.splitlines())


_ENTRY = Pattern(r"(?ms)^(?:\[([\w-]+)\]|([\w-]+) = (\"{3}|'{3}|\")\n?(.*?)\3)$")


@once
def tables() -> Mapping[str, Mapping[str, Any]]:
    """The content of the file of each language, by its code; the files are read when first asked for."""
    found: dict[str, Mapping[str, Any]] = {}
    for entry in sorted(os.scandir(__path__[0]), key=lambda entry: entry.name):
        code, _, form = entry.name.partition(".")
        if form == "toml":
            found[code] = MappingProxyType(read_file(entry.path))
    return MappingProxyType(found)


def read_file(path: str) -> dict[str, Any]:
    """Read a file that has strings and tables of strings alone; `tomllib` takes twenty times as long."""
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - pathlib takes longer to import
        text = file.read()
    content: dict[str, Any] = {}
    here = content
    for entry in _ENTRY.finditer(text):
        table, key, _, said = entry.groups()
        if table:
            here = content[table] = {}
        else:
            here[key] = said
    return content
