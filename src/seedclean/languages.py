"""Codes of languages: which there are, what else they are called, and which of them can be recognised."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from warnings import warn

from seedclean.third_party import list_languages
from seedclean.words import one_of, read_file


def check_languages(names: Iterable[str]) -> tuple[str, ...]:
    """The codes of languages, by whatever common name they are called.

    Case does not matter, nor a region: `EN`, `en-GB`, `eng` and `english` are
    all `en`. Of Chinese the script or the region says which way of writing
    is meant; `zh` is both.

    Args:
        names: Codes of ISO 639, with a region or without, or English names.

    Returns:
        The codes of ISO 639-1, each once, in their order.

    Raises:
        ValueError: Nothing is called so. With a wrong code every document
            would seem to be in another language.

    >>> check_languages(["en-GB", "eng", "zh", "zh-Hant-HK", "German"])
    ('en', 'zh', 'zh-tw', 'de')
    """
    if isinstance(names, str):
        names = names.split(",")
    return tuple(dict.fromkeys(map(_code, names)))


def recognisable(names: Iterable[str]) -> tuple[str, ...]:
    """The wanted languages, where each can be recognised; none where one of them cannot.

    Of a text in a language that nobody recognises it cannot be said that it is
    in none of the wanted ones. So where such a language is wanted, all texts stay.

    >>> recognisable(["EN", "de"]), recognisable(["en", "eu"])
    (('en', 'de'), ())
    """
    codes = check_languages(names)
    return codes if all(map(is_recognisable, codes)) else ()


@cache
def is_recognisable(code: str) -> bool:
    """Check whether `third_party.identify` can see that a text is in a language.

    Args:
        code: What `check_languages` gave.

    >>> is_recognisable("en"), is_recognisable("zh"), is_recognisable("eu")
    (True, True, False)
    """
    return any(known.partition("-")[0] == code or known == code for known in list_languages())


def unrecognisable(codes: Iterable[str]) -> str:
    """Describe the wanted languages in which no text can be recognised; empty where all can be.

    >>> unrecognisable(["en", "eu"])
    "'eu' cannot be told from other languages, so no text is deleted for its language"
    """
    names = " and ".join(repr(code) for code in codes if not is_recognisable(code))
    return (
        f"{names} cannot be told from other languages, so no text is deleted for its language"
        if names
        else ""
    )


def warn_of_unrecognisable(codes: Iterable[str], *, level: int) -> None:
    """Warn of wanted languages in which no text can be recognised.

    Args:
        codes: What `check_languages` gave.
        level: How many calls up the caller is who named the languages.
    """
    doubt = unrecognisable(codes)
    if doubt:
        warn(doubt, stacklevel=level + 1)


@cache
def _code(name: str) -> str:
    if not isinstance(name, str):
        raise TypeError(f"a language is named by a str, not {name!r}")
    wanted = "-".join(name.casefold().replace("_", "-").split())
    codes = _codes()
    parts = wanted.split("-")
    parts[0] = codes.get(parts[0], parts[0])
    for length in range(len(parts), 1, -1):
        found = codes.get("-".join(parts[:length]))
        if found is not None:
            return found
    # A subtag is a script, a region or a variant: anything longer or odder is a mistake.
    if wanted not in codes and not all(2 <= len(part) <= 8 and part.isalnum() for part in parts[1:]):
        raise _unknown(name)
    found = codes.get(wanted) or codes.get(parts[0])
    if found is None:
        raise _unknown(name)
    return found


def _unknown(name: str) -> ValueError:
    import difflib  # only an error needs it

    codes = _codes()
    near = difflib.get_close_matches(name.casefold(), codes, n=1, cutoff=0.4)
    known = ", ".join(sorted(code for code in set(codes.values()) if is_recognisable(code)))
    advice = f"did you mean {codes[near[0]]!r}?" if near else f"known languages: {known}"
    return ValueError(f"{name!r} is no language that is known; {advice}")


@cache
def _codes() -> dict[str, str]:
    """The code of each language by all that it is called."""
    lists = map(str.split, one_of(read_file(f"{__file__.removesuffix('py')}toml")).split("|"))
    return {name: names[0] for names in lists for name in names}
