"""Line counts as a file that every machine gets once and every process maps, instead of holding them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache

from seedclean.counts import SiteCounts

Entry = tuple[str, SiteCounts]
"""A site and its counts."""


class Shelf:
    """Counts in an Arrow file, looked up site by site.

    Args:
        path: The file.
    """

    def __init__(self, path: str) -> None:
        import pyarrow as pa

        self._rows = pa.ipc.open_file(pa.memory_map(path)).get_batch(0)
        self._sites = self._rows.column("site")
        self._looked_up = lru_cache(maxsize=256)(self._read)

    def for_site(self, site: str | None) -> SiteCounts | None:
        """The counts of a site, or `None` where it has none."""
        return None if site is None else self._looked_up(site)

    def _read(self, site: str) -> SiteCounts | None:
        key = site.encode("utf-8", "surrogatepass")
        row = bisect_left(range(len(self._sites)), key, key=lambda row: self._sites[row].as_py())
        if row == len(self._sites) or self._sites[row].as_py() != key:
            return None
        pages, lines, shared = (self._rows.column(name)[row].as_py() for name in ("pages", "lines", "shared"))
        keys = lines.decode().split("\n") if shared else []
        return SiteCounts(pages, dict(zip(keys, shared, strict=True)))


def write(path: str, entries: Iterable[Entry]) -> None:
    """Write counts into a file for `Shelf`.

    Args:
        path: The file.
        entries: The sites with their counts, each once and in any order.
    """
    import pyarrow as pa

    ordered = sorted((site.encode("utf-8", "surrogatepass"), counts) for site, counts in entries)
    rows = pa.RecordBatch.from_arrays(
        [
            pa.array([site for site, _ in ordered], pa.large_binary()),
            pa.array([counts.pages for _, counts in ordered], pa.uint8()),
            pa.array(["\n".join(counts.lines).encode() for _, counts in ordered], pa.large_binary()),
            # No line stands on more pages than are remembered of a site, and those are fewer than 256.
            pa.array([bytes(counts.lines.values()) for _, counts in ordered], pa.large_binary()),
        ],
        names=["site", "pages", "lines", "shared"],
    )
    with pa.ipc.new_file(path, rows.schema) as writer:
        writer.write_batch(rows)
