"""What an engine's processes do: each task reads its spans, cleans or counts them, and writes what comes out.

Only small rows travel; texts go from the input to the output.
"""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, cast

from seedclean.report.summary import Tally
from seedclean.run import places
from seedclean.run.copies import Copy
from seedclean.run.errors import BadRecordMetError, RunError
from seedclean.run.inputs import OURS, Source
from seedclean.run.journal import Notes
from seedclean.run.local import cleaned
from seedclean.run.output import Folder, SharedFolder
from seedclean.run.places import Remote
from seedclean.run.plan import ended, problem
from seedclean.run.pool import Condemned, Pool
from seedclean.run.reading import Batch, FileEnd
from seedclean.run.shelf import Shelf
from seedclean.run.sinks import Corpus, Nowhere, Sink
from seedclean.run.spans import Span, cut, read
from seedclean.run.upload import RemoteFolder
from seedclean.run.worker import Outcome, Settings, Worker

JOBS = 1
"""A process of an engine has one of its own beside it: a document can hang or kill that one."""

MOST_NAMED = 100
"""So many bad records of a span are named; the quarantine has all."""


class Place(NamedTuple):
    """Where the output goes.

    Attributes:
        output: The output folder, the same for all machines.
        apart: Folders into which nothing may be written.
    """

    output: places.Place
    apart: tuple[Path, ...]

    @property
    def parts(self) -> places.Place:
        """The folder for what is not finished."""
        return self.output / OURS / "parts"

    def folder(self, scratch: str) -> Folder:
        """The output folder as one of many sees it, who has a folder of his own for a while."""
        if isinstance(self.output, Remote):
            return RemoteFolder(self.output, Path(scratch))
        return SharedFolder(self.output, self.apart, self.output / OURS / "parts")

    def sweep(self) -> None:
        """Remove what is not finished."""
        parts = self.parts
        if isinstance(parts, Remote):
            for name, _ in list(parts.files()) if parts.is_dir() else ():
                (parts / name).unlink(missing_ok=True)
        else:
            shutil.rmtree(parts, ignore_errors=True)


class Result(NamedTuple):
    """What became of a span.

    Attributes:
        file: The number of its file.
        number: The number of the span in the file.
        tally: What was done to it.
        problems: Bad records, each with its reason, up to a number.
        unnamed: How many more there are.
        diff: The lines of its diff, if one is wanted.
        end: How its file ended; `None` if that is another span's end.
        size: The size of the output file, if it is finished and has one.
        part: Where its outcomes wait to be put together with those of other spans.
    """

    file: int
    number: int = 0
    tally: Tally = Tally()
    problems: tuple[tuple[str, str], ...] = ()
    unnamed: int = 0
    diff: tuple[str, ...] = ()
    end: FileEnd | None = None
    size: int | None = None
    part: str | None = None


def processes(limit: float) -> Pool:
    """The process beside this one, kept for the tasks to come.

    Args:
        limit: Seconds that a document may take.
    """
    return _pool(JOBS, limit)


@dataclass(frozen=True)
class Cut:
    """Cuts large files into spans."""

    settings: Settings
    size: int

    def __call__(self, spans: Iterable[Span]) -> list[list[Span]]:
        """The spans of each file."""
        return [cut(span, self.settings.fields, self.size) for span in spans]


@dataclass(frozen=True)
class Clean:
    """Cleans spans.

    Attributes:
        settings: How they are cleaned.
        counts: The line counts to clean with.
        place: Where the output goes; `None` if only a look is wanted.
        time_limit: Seconds that a document may take.
        fail: Whether to end at the first bad record.
    """

    settings: Settings
    counts: Copy | None
    place: Place | None
    time_limit: float
    fail: bool

    def __call__(self, spans: Iterable[Span]) -> list[Result]:
        """What became of each span."""
        return [self._span(span) for span in spans]

    def _span(self, span: Span) -> Result:
        worker = Worker(self.settings, None)
        work = cleaned if self.counts is None else _WithCounts(self.counts.here())
        results = processes(self.time_limit).results(work, worker, read(span, self.settings.fields))
        items = chain.from_iterable(results)
        if self.place is None:
            return self._into(Nowhere(), span, items)
        if not span.whole:
            return self._apart(self.place, span, items)
        return _written(self.place, self.settings, lambda sink: self._into(sink, span, items))

    def _into(self, sink: Sink, span: Span, items: Iterable[Outcome | FileEnd]) -> Result:
        tally = Tally()
        problems: list[tuple[str, str]] = []
        unnamed = 0
        diff: list[str] = []
        end = None
        for item in items:
            bad = item.problems if isinstance(item, Outcome) else problem(span.source, item)
            if bad and self.fail:
                raise BadRecordMetError(": ".join(bad[0]))
            problems += bad[: MOST_NAMED - len(problems)]
            unnamed += len(bad)
            if isinstance(item, Outcome):
                tally = tally.plus(item.tally)
                diff += item.diff
                sink.add(span.source, item, tally)
            else:
                end = item
                sink.end(span.source, item, tally)
        named = tuple(problems)
        return Result(span.file, span.number, tally, named, unnamed - len(named), tuple(diff), end)

    def _apart(self, place: Place, span: Span, items: Iterable[Outcome | FileEnd]) -> Result:
        """Keep what becomes of a span until the other spans of its file are done."""
        part = place.parts / os.urandom(8).hex()
        if isinstance(part, Remote):
            with TemporaryDirectory(prefix="seedclean-") as scratch:
                here = Path(scratch) / "part"
                result = self._spooled(here, span, items)
                part.put(here)
        else:
            part.parent.mkdir(parents=True, exist_ok=True)
            result = self._spooled(part, span, items)
        return result._replace(part=part.name)

    def _spooled(self, path: Path, span: Span, items: Iterable[Outcome | FileEnd]) -> Result:
        with path.open("wb") as file:
            return self._into(_Spool(file), span, items)


@dataclass(frozen=True)
class Join:
    """Puts files together whose spans are done."""

    settings: Settings
    place: Place

    def __call__(self, files: Iterable[tuple[Source, list[Result]]]) -> list[Result]:
        """What became of each file."""
        return [self._file(source, spans) for source, spans in files]

    def _file(self, source: Source, spans: list[Result]) -> Result:
        def into(sink: Sink) -> Result:
            tally = Tally()
            for span in spans:
                for outcome in _spooled(self.place.parts / str(span.part)):
                    tally = tally.plus(outcome.tally)
                    sink.add(source, outcome, tally)
                if span.end is not None:  # there is damage behind it, or nothing
                    sink.end(source, span.end, tally)
                    return Result(span.file, tally=ended(tally, span.end), end=span.end)
            raise RunError(f"the end of {source.name} was not reached; run the command again")

        return _written(self.place, self.settings, into)


class _Spool:
    """Keeps outcomes in a file."""

    def __init__(self, file: Any) -> None:  # noqa: ANN401 - a binary file
        self._file = file

    def add(self, source: Source, outcome: Outcome, tally: Tally) -> None:  # noqa: ARG002
        pickle.dump(outcome._replace(diff=(), problems=()), self._file, pickle.HIGHEST_PROTOCOL)

    def end(self, source: Source, end: FileEnd, tally: Tally) -> None:
        """The result has it."""

    def close(self) -> None:
        """Who opened the file closes it."""


def _spooled(path: places.Place) -> Iterator[Outcome]:
    with path.open("rb") as file, suppress(EOFError):
        while True:
            yield pickle.load(file)


class _Size:
    """Takes down how large the output of a file is, where a local run takes it down for its next run."""

    size: int | None = None

    def add(self, source: Source, counted: str, size: int | None, tally: Tally) -> None:  # noqa: ARG002
        self.size = size

    def going(self, *_: object) -> None:
        """Only whole files are gone on from."""

    gone = close = going


def _written(place: Place, settings: Settings, into: Callable[[Sink], Result]) -> Result:
    noted = _Size()
    with TemporaryDirectory(prefix="seedclean-") as scratch:
        sink = Corpus(place.folder(scratch), settings, cast("Notes", noted), lambda _: "", {})
        with closing(sink):
            return into(sink)._replace(size=noted.size)


@dataclass(frozen=True)
class _WithCounts:
    """Cleans a batch with counts that the process maps for itself."""

    path: str

    def __call__(self, worker: Worker, batch: Batch, condemned: Condemned) -> list[Outcome | FileEnd]:
        return cleaned(worker._replace(counts=_shelf(self.path)), batch, condemned)


@lru_cache(maxsize=1)
def _shelf(path: str) -> Shelf:
    return Shelf(path)


@cache
def _pool(jobs: int, limit: float) -> Pool:
    return Pool(jobs, limit)
