"""Shelves: what a process looks up site by site, in a database of SQLite instead of in its memory.

A shelf is written once and then read by all processes, each of which holds
but a few pages of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from seedclean.counts import SiteCounts
from seedclean.run.errors import RunError

if TYPE_CHECKING:
    import sqlite3


COUNTS = "site, pages, lines, shared"
"""The columns of `Shelf`."""

LIMITS = "site, page"
"""The columns of `Limits`."""


class _Sites:
    """A file that is opened by each process for itself, when it first asks."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._file: sqlite3.Connection | None = None

    def __reduce__(self) -> tuple[type[_Sites], tuple[str]]:
        return type(self), (self._path,)

    def _row(self, site: str) -> Any:  # noqa: ANN401 - what was put there
        if self._file is None:
            import sqlite3

            # Nobody writes there any more, so nobody has to be waited for.
            self._file = sqlite3.connect(f"file:{quote(self._path)}?immutable=1", uri=True)
        return self._file.execute("select * from shelf where site = ?", (key(site),)).fetchone()


class Shelf(_Sites):
    """Line counts in a file.

    Args:
        path: The file.
    """

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._looked_up = lru_cache(maxsize=256)(self._read)

    def for_site(self, site: str | None) -> SiteCounts | None:
        """The counts of a site, or `None` where it has none."""
        return None if site is None else self._looked_up(site)

    def _read(self, site: str) -> SiteCounts | None:
        row = self._row(site)
        if row is None:
            return None
        _, pages, lines, shared = row
        keys = lines.decode().split("\n") if shared else []
        return SiteCounts(pages, dict(zip(keys, shared, strict=True)))


class Limits(_Sites):
    """The largest hash that counts, of each large site, in a file.

    Args:
        path: The file.
    """

    def get(self, site: str) -> int | None:
        """The limit of a site, or `None` where all its pages count."""
        row = self._row(site)
        return None if row is None else int.from_bytes(row[1])


def counts_rows(entries: Iterable[tuple[str, SiteCounts]]) -> Iterator[tuple[Any, ...]]:
    """Rows for `Shelf`, of sites with their counts, each once and in any order."""
    for site, counts in entries:
        # No line stands on more pages than are remembered of a site, and those are fewer than 256.
        yield key(site), counts.pages, "\n".join(counts.lines).encode(), bytes(counts.lines.values())


def limits_rows(limits: Iterable[tuple[str, int]]) -> Iterator[tuple[Any, ...]]:
    """Rows for `Limits`."""
    return ((key(site), limit.to_bytes(8)) for site, limit in limits)


def write_counts(path: str, entries: Iterable[tuple[str, SiteCounts]]) -> None:
    """Write a shelf of counts; the arguments are those of `write` and `counts_rows`."""
    write(path, counts_rows(entries), COUNTS)


def write(path: str, rows: Iterable[tuple[Any, ...]], columns: str) -> None:
    """Write a shelf.

    Args:
        path: The file, which is not there yet.
        rows: The rows, in any order and taken one by one.
        columns: `COUNTS` or `LIMITS`.
    """
    places = ", ".join("?" for _ in columns.split(", "))
    with closing(opened(path)) as file:
        file.execute(f"create table shelf ({columns})")
        file.executemany(f"insert into shelf values ({places})", rows)
        file.execute("create index sites on shelf (site)")
        file.commit()


def opened(path: str) -> sqlite3.Connection:
    """A new database, written without regard to what becomes of it if the process is killed.

    Args:
        path: The file.
    """
    import sqlite3

    file = sqlite3.connect(path)
    file.execute("pragma journal_mode = off")
    file.execute("pragma synchronous = off")
    return file


@contextmanager
def writing(path: str) -> Iterator[None]:
    """What goes wrong with a database that is written becomes a sentence.

    Args:
        path: Where it stands.

    Raises:
        RunError: It could not be written; most likely the disk is full.
    """
    import sqlite3

    try:
        yield
    except sqlite3.Error as error:
        raise RunError(f"{path} could not be written: {error}") from None


def is_whole(path: str) -> bool:
    """Whether a file is a shelf and can be read."""
    import sqlite3

    try:
        Shelf(path).for_site("")
    except sqlite3.DatabaseError:
        return False
    return True


def key(site: str) -> bytes:
    """The bytes of a site's name, whatever stands in it."""
    return site.encode("utf-8", "surrogatepass")
