"""The files of words: every language has every kind or says why not."""

from __future__ import annotations

import importlib
import re
import sys
import tomllib
from pathlib import Path

import pytest

from seedclean import clean
from seedclean.analysis.language_guess import _FUNCTION_WORDS
from seedclean.cleaners.boilerplate.phrases import RULES, kind_of
from seedclean.registry import RULES as ALL_RULES
from seedclean.words import (
    KINDS,
    LINES,
    PATTERNS,
    PHRASES,
    labels,
    labels_of,
    lines,
    lines_of,
    read_file,
    tables,
)
from seedclean.words.templates import find_heads, to_pattern

ROOT = Path(__file__).parents[1]
LANGUAGES = "en de fr es pt it nl pl cs tr ru uk zh ja ko ar hi id vi th fa el sv no da".split()
PARAGRAPHS = """The council met on Monday evening to talk about the bridge and about the old mill below it.
The works begin in the spring and last for about a year, the deputy mayor said at the end of the evening.
Fishermen were promised a new jetty a little further up the river, where the current is less strong."""


def test_a_file_is_read_as_toml() -> None:
    for code, table in tables().items():
        text = (ROOT / "src/seedclean/words" / f"{code}.toml").read_text(encoding="utf-8")
        assert dict(table) == tomllib.loads(text), code


@pytest.mark.parametrize("path", sorted((ROOT / "src").rglob("*.toml")), ids=lambda path: path.name)
def test_another_file_of_words_is_read_as_toml(path: Path) -> None:
    assert read_file(str(path)) == tomllib.loads(path.read_text(encoding="utf-8"))


def test_the_languages_have_files() -> None:
    assert set(LANGUAGES) <= set(tables())


@pytest.mark.parametrize("language", sorted(tables()))
def test_a_file_has_every_kind_or_says_why_not(language: str) -> None:
    table = tables()[language]
    missing = table.get("missing", {})
    for kind in KINDS:
        assert bool(labels_of(table, kind)) != bool(missing.get(kind)), kind
    for name, kinds in LINES.items():
        for kind in kinds:
            assert bool(lines_of(table, name, kind)) != bool(missing.get(kind)), kind
        assert set(table.get(name, {})) <= set(kinds)
    assert set(table) <= {"language", "missing", *LINES, *KINDS}
    assert set(missing) <= {*KINDS, *PHRASES, *PATTERNS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_the_kinds_that_readers_see(language: str) -> None:
    assert set(RULES) <= {kind for kind in PHRASES if lines_of(tables()[language], "phrases", kind)}


@pytest.mark.parametrize("kind", ["site", "others", "ads", "jumps"])
def test_no_label_is_a_common_word_of_another_language(kind: str) -> None:
    common = {word for words in _FUNCTION_WORDS.values() for word in words.split()}
    assert not labels(kind) & common


def test_a_turkish_capital_is_folded_as_any_other() -> None:
    assert clean(f"{PARAGRAPHS}\nİçeriğe geç").text.strip() == PARAGRAPHS


def test_a_label_of_many_characters_is_known() -> None:
    assert clean(f"{PARAGRAPHS}\n함께 보면 좋은 기사\n새 배가 온다\n선장이 떠난다").text.strip() == PARAGRAPHS


def test_labels_are_folded() -> None:
    assert all(label == " ".join(label.split()) and label for kind in KINDS for label in labels(kind))


@pytest.mark.parametrize("kind", PHRASES)
def test_templates_can_be_read(kind: str) -> None:
    for template in lines("phrases", kind):
        re.compile(to_pattern(template))
        assert "" not in find_heads(template, 3), template
        assert not re.fullmatch(to_pattern(template), ""), template


@pytest.mark.parametrize("kind", PATTERNS)
def test_patterns_can_be_read(kind: str) -> None:
    for pattern in lines("patterns", kind):
        assert pattern.strip(), kind
        assert not re.fullmatch(pattern, ""), pattern


def test_every_kind_has_its_rule() -> None:
    assert set(RULES) == set(PHRASES) - {"beside"}
    assert set(RULES.values()) <= set(ALL_RULES)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Lesedauer: ca. 3 Min.", "reading-time"),
        ("Share this story on WhatsApp", "share-on"),
        ("Condividi su Facebook", "share-on"),
        ("Leia também: o barco novo da vila", "read-also"),
        ("اقرأ أيضا: القارب الجديد", "read-also"),
        ("この記事を印刷する", "print"),
        ("Enable notifications", "message"),
        ("Kommentare (23)", "comments"),
        ("Címkék: híd, tanács, folyó", "tag-line"),
        ("Citește și: Barca nouă a satului", "read-also"),
        ("שתפו בפייסבוק", "share-on"),
        ("মন্তব্য করুন", "comments"),
        ("Vezi și: capitolul doi", ""),
        ("Log in", ""),
        ("We share the bread on Sunday", ""),
        ("See also: chapter two", ""),
        ("“Follow us on Facebook”", ""),
    ],
)
def test_the_kind_of_a_line(line: str, kind: str) -> None:
    assert kind_of(line) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Reading time: 4 minutes",
        "- Leave a comment\n- Enable notifications",
        f"{PARAGRAPHS}\nThe last button says:\nLeave a comment",
        f"{PARAGRAPHS}\n1. Leave a comment\n2. Enable notifications",
    ],
)
def test_a_phrase_out_of_its_place_stays(text: str) -> None:
    assert clean(text).text == text


def test_a_phrase_between_paragraphs_of_a_manual_stays() -> None:
    first, second, third = PARAGRAPHS.split("\n")
    text = f"{first}\n{second}\nEnable notifications\n{third}"
    assert clean(text).text == text


def test_the_table_of_the_documentation_is_of_these_files() -> None:
    sys.path.insert(0, str(ROOT / "docs" / "_ext"))
    try:
        made = importlib.import_module("languages")
    finally:
        sys.path.pop(0)
    assert made.TABLE.read_text(encoding="utf-8") == made.table()
