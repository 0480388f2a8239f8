"""The words with which sites name their own parts, one file a language.

A file `xx.toml` has the same keys in every language. `kinds.toml` says what
each of them holds: labels with commas between them, folded (lower case, one blank between
words, no marks around). Its table `phrases` has templates. Words are
evidence and never the only reason: a rule asks for several of them, or for one in
a place where only furniture is. Its table `patterns` has patterns. What a
language lacks is in its table `missing`, with the reason.
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

_ENTRY = Pattern(r"(?ms)^(?:\[([\w-]+)\]|([\w-]+) = (\"{3}|'{3}|\")\n?(.*?)\3)$")


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


KINDS, PHRASES, PATTERNS = map(MappingProxyType, read_file(f"{__path__[0]}/kinds.toml").values())
"""The kinds of labels, of phrases (templates, as `templates` reads them) and of patterns; what each holds."""

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


@once
def tables() -> Mapping[str, Mapping[str, Any]]:
    """The content of the file of each language, by its code; the files are read when first asked for."""
    found: dict[str, Mapping[str, Any]] = {}
    for entry in sorted(os.scandir(__path__[0]), key=lambda entry: entry.name):
        code, _, form = entry.name.partition(".")
        if form == "toml" and code != "kinds":
            found[code] = MappingProxyType(read_file(entry.path))
    return MappingProxyType(found)
