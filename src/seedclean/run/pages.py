"""The pages that a first pass has counted, on disk, for there may be any number of sites."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from seedclean.counts import FEWEST_PAGES, MOST_PAGES, LineCounts, SiteCounts
from seedclean.run import shelf


class Pages:
    """What `LineCounts` holds in memory, in a database of SQLite.

    Args:
        path: Its file, which is not there yet.
    """

    def __init__(self, path: Path) -> None:
        self._file = shelf.opened(str(path))
        self._file.execute("create table pages (site, page, keys)")

    def merge(self, counts: LineCounts) -> None:
        """Add what was counted somewhere. A page that comes again counts once."""
        rows = ((shelf.key(site), page.to_bytes(8), keys) for site, page, keys in counts.pages())
        self._file.executemany("insert into pages values (?, ?, ?)", rows)

    def entries(self) -> Iterator[tuple[str, SiteCounts]]:
        """The sites that have counts, with them."""
        for counts in self._sites(FEWEST_PAGES):
            for site in counts.sites():
                found = counts.for_site(site)
                if found is not None:
                    yield site, found

    def save(self, path: Path) -> None:
        """Write the file that `LineCounts.save` writes."""
        header, *_ = LineCounts().dumped()
        with path.open("w", encoding="utf-8") as file:
            file.write(f"{header}\n")
            for counts in self._sites(1):
                _, *pages = counts.dumped()
                file.writelines(f"{page}\n" for page in pages)

    def close(self) -> None:
        """Nothing more is wanted."""
        self._file.close()

    def _sites(self, fewest: int) -> Iterator[LineCounts]:
        """The counts of each site that has so many pages, in order."""
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
