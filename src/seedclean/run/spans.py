"""Spans: parts of files as work for machines that read for themselves.

A chunk is what a process cleans at a time, a span is what a task of an engine
reads: a whole file, or some chunks of a large one. Spans end where chunks end,
so it makes no difference how many spans there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from seedclean.formats import FORMATS, BadFileError, Fields, Position
from seedclean.run.inputs import Source
from seedclean.run.reading import Batch, Selection, batches
from seedclean.run.worker import Part

MOST_PACKED = 8
"""A packed file is read from its beginning for each of its spans, so it has no more."""

MOST_GROUPED = 256
"""Small files go to a task together, but no more than these."""


class Span(NamedTuple):
    """A part of a file.

    Attributes:
        file: The number of the file in the run.
        source: The file.
        start: Where it begins; `None` at the beginning of the file.
        end: Where it ends; `None` at the end of the file.
        number: The number of the span in the file, from 0.
        wanted: The numbers of the records to clean; all if `None`.
    """

    file: int
    source: Source
    start: Position = None
    end: Position = None
    number: int = 0
    wanted: frozenset[int] | None = None

    @property
    def whole(self) -> bool:
        """Whether it is the whole file."""
        return self.start is None and self.end is None


def read(span: Span, fields: Fields) -> Iterator[Batch]:
    """Read a span in batches, as the local run reads a file; at the end of the file stands its `FileEnd`.

    Args:
        span: What to read.
        fields: Which fields of a record mean what.
    """
    positions = {} if span.start is None else {span.file: span.start}
    sample = None if span.wanted is None else {span.file: span.wanted}
    for batch in batches([(span.file, span.source)], None, fields, Selection(positions, sample)):
        for place, item in enumerate(batch, start=1):
            if isinstance(item, Part) and span.end is not None and item.chunk.position == span.end:
                yield batch[:place]
                return
        yield batch


def cut(span: Span, fields: Fields, size: int) -> list[Span]:
    """Cut a whole file into spans.

    A damaged file is cut as far as it can be read; who reads the last span
    meets the damage.

    Args:
        span: The file.
        fields: Which fields of a record mean what.
        size: About how many bytes of the file a span has.
    """
    source = span.source
    least = source.size // MOST_PACKED if source.packing else 0
    ends: list[Position] = []
    cut_at = 0
    try:
        with source.path.open("rb") as stream:
            for chunk in FORMATS[source.format].chunks(stream, source.packing, fields):
                if chunk.passed - cut_at >= max(size, least):
                    ends.append(chunk.position)
                    cut_at = chunk.passed
    except (BadFileError, OSError):
        pass  # told when it is cleaned
    starts = [None, *ends]
    bounds = zip(starts, [*ends, None], strict=True)
    return [span._replace(start=start, end=end, number=number) for number, (start, end) in enumerate(bounds)]


def grouped(spans: Iterable[tuple[Span, int]], size: int) -> Iterator[list[Span]]:
    """Bring spans together that are too small for a task each.

    Args:
        spans: The spans, each with its size.
        size: The size of a task.
    """
    group: list[Span] = []
    held = 0
    for span, bytes_ in spans:
        group.append(span)
        held += bytes_
        if held >= size or len(group) >= MOST_GROUPED:
            yield group
            group, held = [], 0
    if group:
        yield group
