"""Legal footers: copyright lines and the numbers of licences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.pages import rows_where
from seedclean.cleaners.boilerplate.signs import LICENCE, LONGEST_LICENCE, LONGEST_RIGHTS, RIGHTS
from seedclean.document import Change, Document, dropped
from seedclean.patterns import Pattern
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_COPYRIGHT = Pattern(
    r"(?:copyright|©|\(c\)|&copy;|版权所有|版權所有|copyleft|ⓒ)[\s:：]{0,4}"
    r"(?:(?:copyright|©|\(c\)|by|the|all)[\s:：]{0,4}){0,3}"
    r"(?:(?:19|20)\d\d(?!\d)|[A-Z\u4e00-\u9fff][^.!?。]{1,80}$)",
)
_YEAR_COPYRIGHT = Pattern(
    r"(?:19|20)\d\d\s?(?:[-–—]\s?(?:(?:19|20)\d\d|today|present|heute)\s?)?(?:©|\(c\)|copyright)"
)
_RIGHTS = Pattern(
    r"all\s?rights?\s?reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados"
    r"|todos os direitos reservados|tutti i diritti riservati|alle rechten voorbehouden"
    r"|wszelkie prawa zastrzeżone"
    r"|все права защищены|всі права захищені|版权所有|版權所有|未经授权.{0,12}(?:转载|使用)|無断転載"
    r"|無断複写"
    r"|tüm hakları saklıdır|všechna práva vyhrazena|alla rättigheter"
)
_COMMONS = Pattern(
    r"\b(?:this|all|the|unless|except|der|die|das|dieser?s?|cette?|ce|est[ae]|tous|todo|wszystkie|текст)\b.{0,100}"
    r"\b(?:licen[cs]ed?|lizenz\w*|licencia|licence|licença|licenza|licencj[aią]|лицензи\w+)\b.{0,60}"
    r"(?:creative commons|cc[- ]by)"
)
_LICENCE = Pattern(
    r"ICP[备備证證]|公网安备|公網安備|网安备|许可证[:：号]|許可證[:：號]|备案[号编]|经营许可|服务许可"
    r"|举报(?:电话|邮箱)"
    r"|特定商取引法|통신판매업|사업자등록번호|\bUSt-?Id|\bHandelsregister\b|\bRCS [A-Z]|\bVAT (?:no"
    r"|number|reg)"
)


@rule
def copyright_line(document: Document) -> Iterator[Change]:
    r"""Drop copyright notices.

    Why: every page of a site ends with one, and none of them is text.

    Leaves alone: sentences about copyright, and lines of more than 400
    characters; photo credits of the form `Photo: Anna Field`.

    >>> from seedclean import show
    >>> print(show(copyright_line, '''Copyright is older than the printing press, he said.
    ... © 2024 Harbour News Ltd. All rights reserved.
    ... '''))
      Copyright is older than the printing press, he said.
    - © 2024 Harbour News Ltd. All rights reserved.
    """
    return dropped(document, rows_where(document, RIGHTS, is_copyright))


@rule
def licence_line(document: Document) -> Iterator[Change]:
    r"""Drop the lines that give a site's licence and registration numbers.

    Why: some countries ask every site to print them, and scrapers bring them along.

    Leaves alone: sentences: a line that ends as one, or holds more than 600
    characters; numbers without the name of a register.

    >>> from seedclean import show
    >>> print(show(licence_line, "港口晚报\n网络视听许可证：0102030\n"))
      港口晚报
    - 网络视听许可证：0102030
    """
    return dropped(document, rows_where(document, LICENCE, is_licence))


def is_copyright(line: str) -> bool:
    """Whether a line says who owns the rights, and says it as a notice."""
    if len(line) > LONGEST_RIGHTS:
        return False
    small = line.lower()
    if _RIGHTS.search(small) or _COMMONS.search(small):
        return True
    marked = _COPYRIGHT.match(line.replace("COPYRIGHT", "copyright").replace("Copyright", "copyright"))
    return (marked or _YEAR_COPYRIGHT.match(small)) is not None


def is_licence(line: str) -> bool:
    """Whether a line gives the number of a licence or of a register."""
    if len(line) > LONGEST_LICENCE or not any(character.isdigit() for character in line):
        return False
    return line[-1] not in "。！？.!?" and _LICENCE.search(line) is not None
