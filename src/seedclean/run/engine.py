"""Engines: whoever hands the work of a run out over machines, and how the work is cut for them.

An engine gets tasks and functions and knows nothing of formats and rules.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from seedclean.formats import FORMATS, MissingError
from seedclean.run.copies import Copy
from seedclean.run.errors import BadRecordMetError, RunError
from seedclean.run.inputs import Source
from seedclean.run.plan import Numbered, Run
from seedclean.run.rows import Failure, Mapped
from seedclean.run.sampling import Sample
from seedclean.run.spans import Span
from seedclean.run.tasks import Cut

LEAST = 1 << 20
"""A task has so many bytes at least, where the corpus has them."""

MOST = 1 << 30
"""And no more than these, so that little is lost with a machine."""

ROUNDS = 4
"""So many tasks for each processor: those who are done early take one more."""


class Engine(Protocol):
    """What an engine does for us.

    Attributes:
        jobs: How many tasks it does at a time.
    """

    jobs: int

    def mapped(self, work: Callable[[Any], Any], tasks: Sequence[bytes]) -> Iterator[bytes]:
        """Call `work` somewhere with a batch for each task, and give the values in any order."""

    def gathered(
        self, work: Callable[[Any], Any], gather: Callable[[Any], Any], tasks: Sequence[bytes]
    ) -> Iterator[bytes]:
        """Call `work` for each task, bring the rows of each key together, call `gather` with them.

        What came of a key is given on before all are there, so that nobody has to hold all of it.
        """

    def copied(self, path: Path) -> Copy:
        """Give every machine a file."""

    def close(self) -> None:
        """End what was begun for us."""


@contextmanager
def begun(name: str, jobs: int | None) -> Iterator[Engine]:
    """Begin a session of an engine, or join the one that is there.

    Args:
        name: `"ray"` or `"spark"`.
        jobs: How many processors a session on this machine takes; all if `None`.

    Raises:
        RunError: The engine is not installed, or cannot be reached.
    """
    try:
        if name == "ray":
            from seedclean.run.ray import RayEngine

            engine: Engine = RayEngine(jobs)
        else:
            from seedclean.run.spark import SparkEngine

            engine = SparkEngine(jobs)
    except MissingError as error:
        raise RunError(str(error)) from None
    with closing(engine):
        yield engine


class Job(NamedTuple):
    """What stays the same over a run."""

    engine: Engine
    run: Run
    sources: Sequence[Source]
    sample: Sample | None
    todo: Sequence[Numbered]


def cut_up(job: Job, spans: Sequence[Span], size: int) -> Iterator[tuple[Span, int]]:
    """The spans of whole files, cut where they are large, each with about its size."""
    large = [span for span in spans if span.source.size > size and FORMATS[span.source.format].MANY]
    tasks = [pickle.dumps([span]) for span in large if span.wanted is None]
    cuts = {some[0].file: some for some in each(job, Cut(job.run.settings, size), tasks)}
    for span in spans:
        some = cuts.get(span.file, [span])
        yield from ((one, span.source.size // len(some)) for one in some)


def each(job: Job, work: Callable[[Any], Any], tasks: Sequence[bytes]) -> Iterator[Any]:
    """Do tasks; what comes of them comes in any order."""
    if tasks:
        yield from chain.from_iterable(map(answer, job.engine.mapped(Mapped(work), tasks)))


def answer(data: bytes) -> Any:  # noqa: ANN401 - whatever the work gives
    """What a task gave; what went wrong there goes on here."""
    given = pickle.loads(data)
    if isinstance(given, Failure):
        raise (BadRecordMetError if given.bad_record else RunError)(given.message)
    return given


def span_of(file: int, source: Source, sample: Sample | None = None) -> Span:
    """A whole file, by a path that holds in every folder."""
    if isinstance(source.path, Path):
        source = source._replace(path=source.path.absolute())
    return Span(file, source, wanted=None if sample is None else sample.numbers[file])


def task_size(job: Job, files: Iterable[Numbered]) -> int:
    """How many bytes make a task: enough tasks for all machines, none of them too small or too large."""
    total = sum(source.size for _, source in files)
    return max(LEAST, min(MOST, total // (ROUNDS * job.engine.jobs)))
