"""The line counts of sites in a database of SQLite, for there may be any number of sites.

It is written once and then read by all processes, each of which holds only a
few pages of it.
"""

from __future__ import annotations

import atexit
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from seedclean.counts import FEWEST_PAGES, MOST_PAGES, LineCounts, SiteCounts, read_pages
from seedclean.errors import RunError

if TYPE_CHECKING:
    import sqlite3

STORE = "counts"
"""The name of the store in the scratch folder of a run."""


@dataclass(frozen=True)
class SiteCountStore:
    """Line counts in a file, which each process opens when it first needs it.

    Attributes:
        path: The file.
        content: Its content, for machines that cannot see the file.
        travels: Whether it takes its content along to such machines.
    """

    path: Path
    content: bytes | None = None
    travels: bool = False

    def __reduce__(self) -> tuple[type[SiteCountStore], tuple[Path, bytes | None]]:
        return type(self), (self.path, self.path.read_bytes() if self.travels else self.content)

    def for_site(self, site: str | None) -> SiteCounts | None:
        """Get the counts of a site, or `None` where it has none."""
        return None if site is None else self._find(site)

    def is_whole(self) -> bool:
        """Tell whether the file can be read."""
        import sqlite3

        try:
            self.for_site("")
        except sqlite3.DatabaseError:
            return False
        return True

    @cached_property
    def _find(self) -> Callable[[str], SiteCounts | None]:
        return lru_cache(maxsize=256)(self._read)

    @cached_property
    def _file(self) -> sqlite3.Connection:
        import sqlite3

        # Nobody writes there any more, so no lock is needed.
        return sqlite3.connect(f"file:{quote(self._local_path())}?immutable=1", uri=True)

    def _read(self, site: str) -> SiteCounts | None:
        row = self._file.execute("select * from counts where site = ?", (_key(site),)).fetchone()
        if row is None:
            return None
        _, pages, lines, shared = row
        keys = lines.decode().split("\n") if shared else []
        return SiteCounts(pages, dict(zip(keys, shared, strict=True)))

    def _local_path(self) -> str:
        if self.path.is_file():
            return str(self.path)
        handle, name = tempfile.mkstemp(prefix="seedclean-counts-")
        with os.fdopen(handle, "wb") as file:
            file.write(self.path.read_bytes() if self.content is None else self.content)
        atexit.register(Path(name).unlink, missing_ok=True)
        return name


class PageStore:
    """The pages that a first pass has counted: what `LineCounts` holds in memory, on disk.

    Args:
        path: Its file, which does not exist yet.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = _open_new(path)
        self._file.execute("create table pages (site, page, keys)")

    def merge(self, counts: LineCounts) -> None:
        """Add counts. A page that comes again counts once."""
        self._add(counts.pages())

    def load(self, path: Path) -> None:
        """Add the pages of a file that `save` wrote."""
        self._add(read_pages(path))

    def entries(self) -> Iterator[tuple[str, SiteCounts]]:
        """Iterate over the sites that have counts."""
        for counts in self._sites(FEWEST_PAGES):
            yield from counts.entries()

    def save(self, path: Path) -> None:
        """Write the file that `LineCounts.save` writes."""
        header, *_ = LineCounts().dump()
        with path.open("w", encoding="utf-8") as file:
            file.write(f"{header}\n")
            for counts in self._sites(1):
                _, *pages = counts.dump()
                file.writelines(f"{page}\n" for page in pages)

    def close(self) -> None:
        """Remove the file."""
        self._file.close()
        self._path.unlink(missing_ok=True)

    def _add(self, pages: Iterable[tuple[str, int, bytes]]) -> None:
        rows = ((_key(site), page.to_bytes(8), keys) for site, page, keys in pages)
        self._file.executemany("insert into pages values (?, ?, ?)", rows)

    def _sites(self, fewest: int) -> Iterator[LineCounts]:
        """The counts of each site that has this many pages, in order."""
        self._file.commit()
        self._file.execute("create index if not exists places on pages (site, page)")
        # The index tells which pages matter; the lines of the others are not read.
        places = self._file.execute("select site, page, rowid from pages order by site, page")
        for site, group in groupby(places, key=lambda place: place[0]):
            rows: dict[bytes, int] = {}
            for _, page, row in group:
                if len(rows) < MOST_PAGES:
                    rows.setdefault(page, row)
            if len(rows) < fewest:
                continue
            counts = LineCounts()
            for page, row in rows.items():
                (keys,) = self._file.execute("select keys from pages where rowid = ?", (row,)).fetchone()
                counts.put(site.decode("utf-8", "surrogatepass"), int.from_bytes(page), keys)
            yield counts


def write_store(path: Path, entries: Iterable[tuple[str, SiteCounts]]) -> None:
    """Write a store.

    Args:
        path: The file, which does not exist yet.
        entries: The sites with their counts, each once and in any order.
    """
    # No line occurs on more pages than are remembered of a site, and those are fewer than 256.
    rows = (
        (_key(site), counts.pages, "\n".join(counts.lines).encode(), bytes(counts.lines.values()))
        for site, counts in entries
    )
    with closing(_open_new(path)) as file:
        file.execute("create table counts (site, pages, lines, shared)")
        file.executemany("insert into counts values (?, ?, ?, ?)", rows)
        file.execute("create index sites on counts (site)")
        file.commit()


@contextmanager
def counting(scratch: Path) -> Iterator[PageStore]:
    """Give what takes pages, and write the store `STORE` of them at the end.

    Args:
        scratch: The folder of both.

    Raises:
        RunError: One of them cannot be written; most likely the disk is full.
    """
    import sqlite3

    try:
        with closing(PageStore(scratch / "pages")) as pages:
            yield pages
            write_store(scratch / STORE, pages.entries())
    except sqlite3.Error as error:
        raise RunError(f"{scratch} could not be written: {error}") from None


def _open_new(path: Path) -> Any:  # noqa: ANN401 - sqlite3 is slow to import
    """A new database, without safety against a killed process: it is then made again."""
    import sqlite3

    file = sqlite3.connect(str(path))
    file.execute("pragma journal_mode = off")
    file.execute("pragma synchronous = off")
    return file


def _key(site: str) -> bytes:
    """The bytes of a site's name, whatever characters it has."""
    return site.encode("utf-8", "surrogatepass")
