"""Words that the rules must know; `words.toml` has them. None is fitted to any data."""

from __future__ import annotations

from seedclean.words import one_of, read_file

_FILE = read_file(f"{__file__.removesuffix('words.py')}words.toml")


def words(text: str) -> frozenset[str]:
    """A set from words with blanks between.

    >>> sorted(words("and or"))
    ['and', 'or']
    """
    return frozenset(text.split())


def read_words(kind: str) -> frozenset[str]:
    """The words of a list of the file.

    >>> "halves" in read_words("function-words"), "which" in read_words("function-words")
    (False, True)
    """
    return words(_FILE[kind])


def read_languages(kind: str) -> dict[str, frozenset[str]]:
    """The words of a list that the file has by language."""
    return {language: words(said) for language, said in _FILE[kind].items()}


def read_pattern(kind: str) -> str:
    """The source of a pattern for what the file has of a kind, in any language.

    >>> read_pattern("unspaced-here").split("|")[0]
    'إليك'
    """
    return one_of(_FILE[kind])


NEVER_TWICE = read_languages("never-twice")
OFTEN_TWICE = read_languages("often-twice")
TWICE_ANYWHERE = frozenset().union(*OFTEN_TWICE.values())
NOUN_FOLLOWS = read_languages("noun-follows")
BEFORE_NOUNS = read_words("before-nouns")
ARTICLES = read_words("articles")
CHAIN_LINKS = read_words("chain-links")
FUNCTION_WORDS = read_words("function-words")
GERMAN_FUNCTION_WORDS = read_words("german-function-words")
ENDS_CLAUSE = read_words("ends-clause")
PERSONS = read_words("persons")
NUMERALS = read_words("numerals")
