"""Case files: what a rule must leave alone and what it must change, as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from seedclean.clean import clean
from seedclean.counts import SiteCounts, line_key
from seedclean.document import Document
from seedclean.edits import revert
from seedclean.registry import Rule

_TITLE = "=== "
_BECOMES = "--- becomes"
_KNOWN_FAILURE = "known failure:"
_ESCAPES = "[escapes]"
_ESCAPE = re.compile(r"\\(?:[ntr]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})")
_OPTION = re.compile(r"--- (languages|site): *(.+)")
_REPEATED = re.compile(r"--- on (\d+) of (\d+) pages: *(.+)")
_ONE_LETTER = {"n": "\n", "t": "\t", "r": "\r"}


class Case(NamedTuple):
    """One section of a case file.

    Attributes:
        title: What the section says of itself.
        document: The text before, with what else is known of it.
        becomes: The text after; the same as before where nothing may change.
    """

    title: str
    document: Document
    becomes: str

    @property
    def changes(self) -> bool:
        """Check whether the rule is to change something."""
        return self.becomes != self.document.text

    @property
    def known_failure(self) -> bool:
        """Check whether this is what should work one day and does not yet."""
        return self.title.startswith(_KNOWN_FAILURE)


def read_cases(path: str | Path) -> list[Case]:
    r"""Read a case file.

    A section starts with `=== title`. Its text must stay as it is, unless
    `--- becomes` and the text after follow. Blank lines at the end of a part do
    not count. A title that starts with `known failure:` is to fail for now.
    Where a title ends in `[escapes]`, `\n`, `\t`, `\r`, `\xNN` and `\uNNNN` are
    decoded. Right under the title `--- languages: en, zh`, `--- site: name` and
    `--- on 7 of 8 pages: line` say what is known of the document and its site.

    Args:
        path: The file, in UTF-8.

    Returns:
        Its sections, in order.

    Raises:
        OSError: The file cannot be read.
        ValueError: The file does not keep to the format; the error says where.
    """
    path = Path(path)
    lines = path.read_text(encoding="utf-8").split("\n")
    starts = [row for row, line in enumerate(lines) if line.startswith(_TITLE)]
    if not starts or any(line.strip() for line in lines[: starts[0]]):
        raise ValueError(f"{path}:1: a case file begins with `=== title`, not with {lines[0]!r}")
    cases = [
        _case(lines[start:end], f"{path}:{start + 1}")
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]
    titles = [case.title for case in cases]
    for title in titles:
        if titles.count(title) > 1:
            raise ValueError(f"{path}: two cases are called {title!r}")
    return cases


def check_case(rule: Rule, case: Case) -> None:
    r"""Run a rule on a case.

    The rule must give the text that the case expects, find nothing in that
    text, and its edits must lead back.

    Args:
        rule: The rule; it runs alone.
        case: The case.

    Raises:
        AssertionError: It does not; the error shows both texts.

    >>> from seedclean import RULES
    >>> document = Document("It was a high -level visit.\n")
    >>> case = Case("a blank before the hyphen", document, "It was a high-level visit.\n")
    >>> check_case(RULES["detached-hyphen"], case)
    """
    cleaned = clean(case.document, (rule,))
    if cleaned.text != case.becomes:
        raise AssertionError(
            f"rule {rule.name!r}, case {case.title!r}:\n{_show('expected', case.becomes)}\n"
            f"{_show('actual', cleaned.text)}"
        )
    again = clean(case.document._replace(text=cleaned.text), (rule,)).edits
    if again:
        raise AssertionError(f"rule {rule.name!r}, case {case.title!r}: finds {again} in its own output")
    if revert(cleaned.text, cleaned.edits) != case.document.text:
        raise AssertionError(f"rule {rule.name!r}, case {case.title!r}: undoing does not give the original")


def _case(lines: list[str], where: str) -> Case:
    title = lines[0][len(_TITLE) :].strip()
    if not title:
        raise ValueError(f"{where}: the case has no title")
    known: dict[str, str] = {}
    counts: dict[str, int] = {}
    pages = 0
    body = 1
    for line in lines[1:]:
        if option := _OPTION.fullmatch(line):
            known[option[1]] = option[2].strip()
        elif repeated := _REPEATED.fullmatch(line):
            counts[line_key(repeated[3])] = int(repeated[1])
            pages = int(repeated[2])
        else:
            break
        body += 1
    parts = list(_parts(lines[body:], where))
    decode = _unescape if title.endswith(_ESCAPES) else str
    before, after = decode(_trim(parts[0])), decode(_trim(parts[-1]))
    if len(parts) > 1 and before == after:
        raise ValueError(f"{where}: nothing changes in {title!r}; leave `{_BECOMES}` out")
    languages = tuple(code.strip() for code in known.get("languages", "").split(",") if code.strip())
    document = Document(
        before,
        site=known.get("site"),
        languages=languages,
        counts=SiteCounts(pages, counts) if counts else None,
    )
    return Case(title, document, after)


def _parts(lines: list[str], where: str) -> Iterator[list[str]]:
    if lines.count(_BECOMES) > 1:
        raise ValueError(f"{where}: `{_BECOMES}` is there twice")
    if _BECOMES in lines:
        row = lines.index(_BECOMES)
        yield lines[:row]
        lines = lines[row + 1 :]
    yield lines


def _trim(lines: list[str]) -> str:
    text = "\n".join(lines).rstrip("\n")
    return text + "\n" if text else ""


def _unescape(text: str) -> str:
    return _ESCAPE.sub(_decode, text)


def _decode(escape: re.Match[str]) -> str:
    letters = escape.group()[1:]
    return _ONE_LETTER.get(letters) or chr(int(letters[1:], 16))


def _show(label: str, text: str) -> str:
    return "\n".join(f"{label:>8} | {line!r}" for line in text.split("\n"))
