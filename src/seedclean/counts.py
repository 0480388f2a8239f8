"""Line counts: the number of pages of a site that have a line, from a first pass over a corpus."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_HANDED = 200_000
"""After so many pages a process forgets which it has handed over, of all sites but the largest."""

MOST_PAGES = 64
"""Pages that are remembered of a site. More tell nothing new about the lines of most of them."""

FEWEST_PAGES = 4
"""Below so many pages a repeated line says little, and a site has no counts."""

COMPARED = 100
"""Bytes of a line, in UTF-8, that are compared."""

LONGEST_KEY = 36
"""Bytes of a key. A longer line is known by its beginning and a checksum, to save memory."""

SHORTEST_OF_TEXT = 28
"""Bytes of a key that may be of a paragraph. Menus have shorter lines."""

FEWEST_OF_TEXT = 3
"""Lines of that length without which nobody knows whether two pages are copies."""

FEWEST_OWN = 2
"""Lines of that length which most pages of the site do not have: enough to compare pages by them alone."""

_MOST_PAGES_OWN = 0.9  # of the pages have a line that is no page's own
_MOST_OTHER_OWN = 1 / 3  # of the own lines of two copies differ, at most
_MOST_OTHER = 0.2  # of all their long lines, where they have hardly any of their own
_BEGINNING = LONGEST_KEY - 9
_HEADER = '{"format": "seedclean line counts 1"}'
_FOLDED = bytes.maketrans(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"##########abcdefghijklmnopqrstuvwxyz")


class Page(Protocol):
    """A page of a site; a `Document` is one."""

    @property
    def text(self) -> str:
        """Its text."""

    @property
    def site(self) -> str | None:
        """Its site."""


class SiteCounts(NamedTuple):
    """The number of pages of one site that have each line.

    Attributes:
        pages: The number of pages looked at, 4 to 64.
        lines: The number of pages for each line's key; lines that are on one
            page only are left out.
    """

    pages: int
    lines: dict[str, int]

    def share(self, line: str) -> float:
        """The share of the site's pages that have a line.

        Args:
            line: The line as a page has it; digits, the case of A to Z
                and white space around it make no difference.

        Returns:
            A number from 0 to 1; 0 where one page or none has the line.

        >>> SiteCounts(4, {"page # of #": 4}).share("Page 2 of 17")
        1.0
        """
        return self.lines.get(line_key(line), 0) / self.pages

    def shares(self, lines: Iterable[str]) -> list[float]:
        r"""The shares of many lines at once, which is quicker.

        Args:
            lines: The lines of a page, without their `"\n"`.

        >>> SiteCounts(4, {"page # of #": 4}).shares(["Page 2 of 17", "", "The ferry was late."])
        [1.0, 0.0, 0.0]
        """
        keys = b"\n".join(_keys("\n".join(lines).encode("utf-8", "replace"))).decode().split("\n")
        return [self.lines.get(key, 0) / self.pages for key in keys]


def line_key(line: str) -> str:
    """Return the key of a line: two lines with the same key count as equal.

    Digits, the case of A to Z and white space around the line make no difference.

    >>> line_key("  © 2024 The Baker’s Daily ")
    '© # the baker’s daily'
    """
    return _keys(line.encode("utf-8", "replace"))[0].decode()


def _keys(page: bytes) -> list[bytes]:
    """The key of each line."""
    return _cut(_fold_page(page).split(b"\n"))


def _fold_page(page: bytes) -> bytes:
    """A page without case and digits; on bytes, because there a whole page costs little."""
    return _runs().sub(b"#", page.translate(_FOLDED))


@cache
def _runs() -> re.Pattern[bytes]:
    return re.compile(rb"##+")


def _cut(lines: Iterable[bytes]) -> list[bytes]:
    """The lines without the white space around them; of long ones a beginning and a checksum."""
    return [key if len(key) <= LONGEST_KEY else _short(key) for key in map(bytes.strip, lines)]


def _short(key: bytes) -> bytes:
    begin = key[:_BEGINNING].decode("utf-8", "ignore").encode()
    return b"%b %08x" % (begin, crc32(key[:COMPARED]))


class LineCounts:
    r"""Counts for the sites of a corpus, which can be added up and kept in a file.

    Of each site a sample of at most 64 pages is kept: those whose texts have
    the smallest hashes. So memory stays bounded by the number of sites, and the
    result does not depend on the order of the pages or on how they were spread
    over processes. Copies of a page count once, and so do near copies, of which
    most long lines are the same: a page that was crawled several times.

    >>> from seedclean import Document
    >>> counts = LineCounts()
    >>> for n in range(4):
    ...     counts.add(Document(f"Home | News\nStory number {n}, told once.", site="example.org"))
    >>> counts.for_site("example.org").share("Home | News")
    1.0
    """

    def __init__(self) -> None:
        self._sites: dict[str, dict[int, bytes]] = {}  # of each page its keys, a line each
        self._derived: dict[str, SiteCounts | None] = {}
        self._fresh: list[tuple[str, int]] = []
        self._handed = 0

    def add(self, document: Page) -> None:
        """Count the lines of a page.

        Args:
            document: The page, with its site; without a site it is passed over.
        """
        if document.site is None:
            return
        page = document.text.encode("utf-8", "replace")
        digest = int.from_bytes(blake2b(page, digest_size=8).digest())
        pages = self._sites.setdefault(document.site, {})
        if digest in pages or (len(pages) >= MOST_PAGES and digest > max(pages)):
            return
        self.put(document.site, digest, _page(page))
        self._fresh.append((document.site, digest))

    def hand_over(self) -> LineCounts:
        """Hand over the pages that were added since the last call.

        Their lines are given away: of pages that somebody else has, only the
        hash is kept, which is enough to know which further pages matter. Now
        and then the hashes are forgotten, too, and a page may be given again.

        Returns:
            Counts to `merge` where all are gathered.
        """
        given = LineCounts()
        for site, digest in self._fresh:
            keys = self._sites[site].get(digest)
            if keys is not None:  # unless other pages have taken its place
                given.put(site, digest, keys)
                self._sites[site][digest] = b""
        self._handed += len(self._fresh)
        self._fresh.clear()
        if self._handed >= MOST_HANDED:
            self._forget()
        return given

    def _forget(self) -> None:
        large = {site: pages for site, pages in self._sites.items() if len(pages) >= MOST_PAGES}
        self._sites = large if len(large) * MOST_PAGES < MOST_HANDED else {}
        self._handed = len(self._sites) * MOST_PAGES

    def merge(self, other: LineCounts) -> None:
        """Add what another pass, or another process, has counted.

        Args:
            other: Its counts; they stay as they are.
        """
        for site, pages in other._sites.items():
            for digest, keys in pages.items():
                self.put(site, digest, keys)

    def for_site(self, site: str | None) -> SiteCounts | None:
        """The counts of a site.

        Args:
            site: Its name, as the documents give it.

        Returns:
            What a `Document` takes as `counts`, or `None` where the site has
            fewer than four different pages, near copies aside.
        """
        if site is None:
            return None
        if site not in self._derived:
            pages = self._sites.get(site, {})
            self._derived[site] = _count_lines([pages[digest] for digest in sorted(pages)])
        return self._derived[site]

    def settle(self) -> LineCounts:
        """Drop the pages behind the counts: the result is much smaller, and good for `for_site` only."""
        settled = LineCounts()
        settled._derived = dict(self.entries())
        return settled

    def entries(self) -> Iterator[tuple[str, SiteCounts]]:
        """The sites that have counts, each with its own."""
        for site in self._sites:
            found = self.for_site(site)
            if found is not None:
                yield site, found

    def sites(self) -> Iterator[str]:
        """The sites that pages were counted of."""
        yield from self._sites

    def dump(self) -> Iterator[str]:
        """Yield the lines that `save` writes."""
        yield _HEADER
        for site in sorted(self._sites):
            for digest in sorted(self._sites[site]):
                lines = [key for key in self._sites[site][digest].decode().split("\n") if key]
                page = {"site": site, "page": f"{digest:016x}", "lines": lines}
                yield json.dumps(page, ensure_ascii=False)

    def save(self, path: str | Path) -> None:
        """Write the counts into a file that people can read: a JSON object a line.

        Args:
            path: The file; one that is there is replaced.
        """
        with Path(path).open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in self.dump())

    @classmethod
    def load(cls, path: str | Path) -> LineCounts:
        """Read what `save` wrote.

        Args:
            path: The file.

        Raises:
            OSError: The file cannot be read.
            ValueError: The file holds something else.
        """
        counts = cls()
        for page in read_pages(path):
            counts.put(*page)
        return counts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LineCounts) and self._sites == other._sites

    __hash__ = None  # type: ignore[assignment]  # it grows

    def pages(self) -> Iterator[tuple[str, int, bytes]]:
        """The pages that are remembered: the site, the hash and the keys of the lines of each."""
        for site, pages in self._sites.items():
            for digest, keys in pages.items():
                yield site, digest, keys

    def put(self, site: str, digest: int, keys: bytes) -> None:
        """Remember a page, as `pages` gives it."""
        pages = self._sites.setdefault(site, {})
        pages[digest] = keys
        if len(pages) > MOST_PAGES:
            del pages[max(pages)]
        self._derived.pop(site, None)


def check_pages(path: str | Path) -> None:
    """Check that a file begins as `LineCounts.save` writes it.

    Raises:
        OSError: The file cannot be read.
        ValueError: It begins in another way.
    """
    with Path(path).open(encoding="utf-8", errors="backslashreplace") as file:
        first = file.read(len(_HEADER) + 1)
    if first != f"{_HEADER}\n":
        raise ValueError(f"{path} does not hold line counts: it begins {first!r}, not {_HEADER!r}")


def read_pages(path: str | Path) -> Iterator[tuple[str, int, bytes]]:
    """Read the pages that `LineCounts.save` wrote: the site, the hash and the keys of the lines of each.

    Raises:
        OSError: The file cannot be read.
        ValueError: The file holds something else.
    """
    check_pages(path)
    with Path(path).open(encoding="utf-8", errors="backslashreplace") as file:
        file.readline()
        for number, line in enumerate(file, start=2):
            try:
                page = _parse_page(line)
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(f"{path}, line {number}, is no page's lines: {line[:60]!r}") from error
            yield page


def _parse_page(line: str) -> tuple[str, int, bytes]:
    page = json.loads(line)
    digest = int(page["page"], 16)
    if digest >> 64:
        raise ValueError("the hash of a page has 64 bits")
    return str(page["site"]), digest, "\n".join(page["lines"]).encode()


def _page(page: bytes) -> bytes:
    """The keys of a page, each once, a line each."""
    keys = dict.fromkeys(_cut(dict.fromkeys(_fold_page(page).split(b"\n"))))
    keys.pop(b"", None)
    return b"\n".join(keys)


def _count_lines(pages: list[bytes]) -> SiteCounts | None:
    if len(pages) < FEWEST_PAGES:
        return None
    different = _different([keys.split(b"\n") for keys in pages])
    if len(different) < FEWEST_PAGES:
        return None
    counter = Counter(key for keys in different for key in keys)
    lines = {key.decode(): count for key, count in counter.items() if count > 1 and key}
    return SiteCounts(len(different), lines)


def _different(pages: list[list[bytes]]) -> list[list[bytes]]:
    """The pages, but of those that are near copies of each other only the first."""
    long = [{key for key in keys if len(key) >= SHORTEST_OF_TEXT} for keys in pages]
    times = Counter(key for keys in long for key in keys)
    most = _MOST_PAGES_OWN * len(pages)
    own = [{key for key in keys if times[key] < most} for keys in long]
    kept: list[int] = []
    for page, keys in enumerate(long):
        if len(keys) < FEWEST_OF_TEXT or not any(_are_copies(page, other, long, own) for other in kept):
            kept.append(page)
    return [pages[page] for page in kept]


def _are_copies(one: int, two: int, long: list[set[bytes]], own: list[set[bytes]]) -> bool:
    """Check whether two pages are near copies: by what is their own, or by all if hardly anything is."""
    if len(own[one]) >= FEWEST_OWN and len(own[two]) >= FEWEST_OWN:
        return not own[one].isdisjoint(own[two]) and _differ(own[one], own[two]) <= _MOST_OTHER_OWN
    if len(long[two]) < FEWEST_OF_TEXT:
        return False
    return _differ(long[one], long[two]) <= _MOST_OTHER


def _differ(one: set[bytes], two: set[bytes]) -> float:
    """The share of the lines of the larger page that the other one does not have."""
    return 1 - len(one & two) / max(len(one), len(two))
