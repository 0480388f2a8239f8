"""Line counts as a file that every machine gets once and every process maps, instead of holding them.

The file is an Arrow file. Each of its batches is a drawer: the sites whose
names have the same checksum, in order. So drawers can be made in many places,
and whoever writes the file holds one at a time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import Any
from zlib import crc32

from seedclean.counts import SiteCounts

Entry = tuple[str, SiteCounts]
"""A site and its counts."""

_DRAWERS = b"drawers"


class _Sites:
    """Rows in an Arrow file, looked up by their site.

    Args:
        path: The file.
    """

    def __init__(self, path: str) -> None:
        import pyarrow as pa

        file = pa.ipc.open_file(pa.memory_map(path))
        self._count = int(file.schema.metadata[_DRAWERS])
        batches = map(file.get_batch, range(file.num_record_batches))
        self._drawers = {_drawer(batch.column("site")[0].as_py(), self._count): batch for batch in batches}

    def row(self, site: str, *names: str) -> tuple[Any, ...] | None:
        """The values of a site, or `None` where it has none."""
        key = _key(site)
        drawer = self._drawers.get(_drawer(key, self._count))
        if drawer is None:
            return None
        sites = drawer.column("site")
        row = bisect_left(range(len(sites)), key, key=lambda row: sites[row].as_py())
        if row == len(sites) or sites[row].as_py() != key:
            return None
        return tuple(drawer.column(name)[row].as_py() for name in names)


class Shelf:
    """Counts in a file, looked up site by site.

    Args:
        path: The file.
    """

    def __init__(self, path: str) -> None:
        self._sites = _Sites(path)
        self._looked_up = lru_cache(maxsize=256)(self._read)

    def for_site(self, site: str | None) -> SiteCounts | None:
        """The counts of a site, or `None` where it has none."""
        return None if site is None else self._looked_up(site)

    def _read(self, site: str) -> SiteCounts | None:
        found = self._sites.row(site, "pages", "lines", "shared")
        if found is None:
            return None
        pages, lines, shared = found
        keys = lines.decode().split("\n") if shared else []
        return SiteCounts(pages, dict(zip(keys, shared, strict=True)))


class Limits:
    """The largest hash that counts, of each large site, in a file.

    Args:
        path: The file.
    """

    def __init__(self, path: str) -> None:
        self._sites = _Sites(path)

    def get(self, site: str) -> int | None:
        """The limit of a site, or `None` where all its pages count."""
        found = self._sites.row(site, "limit")
        return None if found is None else int(found[0])


def drawer(site: str, drawers: int) -> int:
    """Into which of so many drawers a site goes."""
    return _drawer(_key(site), drawers)


def counts_batch(entries: Iterable[Entry]) -> Any:  # noqa: ANN401 - pyarrow tells no types
    """A drawer for `Shelf`, of sites with their counts, each once and in any order."""
    import pyarrow as pa

    ordered = sorted((_key(site), counts) for site, counts in entries)
    return pa.RecordBatch.from_arrays(
        [
            pa.array([site for site, _ in ordered], pa.large_binary()),
            pa.array([counts.pages for _, counts in ordered], pa.uint8()),
            pa.array(["\n".join(counts.lines).encode() for _, counts in ordered], pa.large_binary()),
            # No line stands on more pages than are remembered of a site, and those are fewer than 256.
            pa.array([bytes(counts.lines.values()) for _, counts in ordered], pa.large_binary()),
        ],
        names=["site", "pages", "lines", "shared"],
    )


def limits_batch(limits: Iterable[tuple[str, int]]) -> Any:  # noqa: ANN401
    """A drawer for `Limits`."""
    import pyarrow as pa

    ordered = sorted((_key(site), limit) for site, limit in limits)
    return pa.RecordBatch.from_arrays(
        [
            pa.array([site for site, _ in ordered], pa.large_binary()),
            pa.array([limit for _, limit in ordered], pa.uint64()),
        ],
        names=["site", "limit"],
    )


def write(path: str, batches: Iterable[Any], drawers: int) -> None:
    """Write drawers into a file.

    Args:
        path: The file.
        batches: The drawers, in any order and taken one by one.
        drawers: How many there may be.
    """
    import pyarrow as pa

    rest = iter(batches)
    first = next(rest, counts_batch(()))
    with pa.ipc.new_file(path, first.schema.with_metadata({_DRAWERS: str(drawers)})) as file:
        for batch in chain([first], rest):
            if batch.num_rows:
                file.write_batch(batch)


def _key(site: str) -> bytes:
    return site.encode("utf-8", "surrogatepass")


def _drawer(key: bytes, drawers: int) -> int:
    return crc32(key) % drawers
