"""Credits: who wrote, edited and supplied what stands above or below the text."""

from __future__ import annotations

from re import IGNORECASE
from typing import TYPE_CHECKING

from seedclean.document import Change, Document, dropped
from seedclean.patterns import Pattern
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_CREDIT = 160

_ROLE = (
    r"source|sources|editor|edited by|editing by|reporting by|reporter|writer|author|written by|posted by"
    r"|published by"
    r"|submitted by|compiled by|translated by|quelle|autor|autorin|redaktion|redakteur(?:in)?|von|fuente"
    r"|redacción|fonte"
    r"|autore|redazione|auteur|rédaction|bron|auteurs|źródło|zdroj|källa|kilde|lähde|kaynak|источник"
    r"|автор|редактор"
    r"|来源|來源|编辑|編輯|责任编辑|責任編輯|责编|作者|记者|記者|文章来源|稿源|稿件来源|校对|审核|出典"
    r"|編集|출처|기자"
)
_LABELLED = Pattern(rf"(?:{_ROLE})\s?[:：]\s{{0,6}}(?=\S)", IGNORECASE)
_NAME = r"(?:[^\W\d_][^\s,;:：]{0,24})"
_CREDITED = Pattern(
    rf"(?:(?:^|[\s|/·()（）【】\[\]]+)(?:{_ROLE})\s?[:：][\s\xa0]{{0,6}}{_NAME}(?:[\s\xa0]{{1,3}}(?:and "
    rf"|und |et |y |& )?{_NAME}){{0,4}}"
    r"[\s\xa0,.;)）】\]]{0,8}){1,4}",
    IGNORECASE,
)


@rule
def credit_line(document: Document) -> Iterator[Change]:
    r"""Drop a line that only names sources, editors and authors.

    Why: `Source: Harbour Agency   Editor: Ann Field` describes the page; it is
    the same furniture under every article of the site.

    Leaves alone: a line that says more than roles and names; names without a
    role (`By Ann Field` stays, as does `Photo: Ann Field` under a picture);
    lines of more than 160 characters.

    >>> from seedclean import show
    >>> print(show(credit_line, '''The ferry was late.
    ... Source: Harbour Agency   Editor: Ann Field
    ... '''))
      The ferry was late.
    - Source: Harbour Agency   Editor: Ann Field
    """
    yield from dropped(document, (row for row, found in enumerate(document.rows(_is_credit)) if found))


def _is_credit(line: str) -> bool:
    if (":" not in line and "：" not in line) or len(line) > _LONGEST_CREDIT:
        return False
    line = line.strip(" \t\xa0\u3000()（）[]【】")
    return _LABELLED.match(line) is not None and _CREDITED.fullmatch(line) is not None
