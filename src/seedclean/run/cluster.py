"""Running on a cluster: an engine hands the work out, and what comes out is what the local run makes.

The engine gets tasks and functions and knows nothing of formats and rules.
Every machine reads the inputs and writes the outputs itself, so both must be
at the same place for all of them: on a disk that they share.
"""

from __future__ import annotations

import os
import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any, NamedTuple, Protocol

from seedclean.counts import LineCounts
from seedclean.formats import FORMATS, MissingError
from seedclean.report.progress import progress_bar
from seedclean.report.summary import Summary, Tally
from seedclean.run import counting, places, shelf
from seedclean.run.copies import Copy
from seedclean.run.errors import BadRecordMetError, RunError
from seedclean.run.inputs import OURS, Source, check_apart
from seedclean.run.journal import Notes, earlier
from seedclean.run.local import (
    HERE,
    MOST_NAMED,
    Numbered,
    Run,
    about_sample,
    check_free,
    chosen_files,
    chosen_sample,
    ended,
    found,
    with_unread,
)
from seedclean.run.manifest import facts, made_with
from seedclean.run.places import Remote
from seedclean.run.pool import Pool
from seedclean.run.reading import FileEnd
from seedclean.run.rows import Dealt, Failure, Gathered, Mapped
from seedclean.run.sampling import Sample
from seedclean.run.spans import Span, grouped
from seedclean.run.tasks import Clean, Count, Cut, Join, Merge, Place, Result, Wanted, entries
from seedclean.run.upload import written_into

LEAST = 1 << 20
"""A task has so many bytes at least, where the corpus has them."""

MOST = 1 << 30
"""And no more than these, so that little is lost with a machine."""

MOST_SHOWN = 1 << 24
"""Nor than these where the task brings a diff along."""

ROUNDS = 4
"""So many tasks for each processor: those who are done early take one more."""

WAVE = 16
"""After so many tasks for each processor, files are put together and noted down."""

MOST_AT_ONCE = 100_000
"""No more files than these are done in a wave."""

SIEVED = 1 << 36
"""From so many bytes on it pays to find out which pages count before their lines are sent around."""

DRAWERS = 512
"""Into so many parts at most sites are sorted to add their counts up."""


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
        """Call `work` for each task, bring the rows of each key together, call `gather` with them."""

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


class _Job(NamedTuple):
    """What stays the same over a run."""

    engine: Engine
    run: Run
    sources: Sequence[Source]
    sample: Sample | None
    todo: Sequence[Numbered]


def clean_on(engine: Engine, run: Run, output: places.Place) -> Summary:
    """Clean files and folders on an engine, as `clean_corpus` does on this machine.

    What an earlier run has finished is left as it is. A file that it has
    begun is done again.

    Raises:
        RunError: Something stands in the way.
    """
    began = monotonic()
    check_apart(run.paths, output)
    inputs = found(run)
    apart = tuple(path.absolute() for path in run.paths if isinstance(path, Path) and path.is_dir())
    with written_into(output, apart) as folder, TemporaryDirectory(prefix="seedclean-") as scratch:
        how = made_with(run.settings, run.unknown, run.sample)
        before = earlier(folder, how, force=run.force)
        if not before.ours and not run.force:
            check_free(output, inputs.sources)
        basis = counting.basis(run.settings.rules, run.counts, inputs.sources)
        sample = _sample(run, inputs.sources)
        chosen = chosen_files(inputs.sources, sample)
        done = {file: tally for file, source in chosen if (tally := before.finished(source, basis(source)))}
        todo = [(file, source) for file, source in chosen if file not in done]
        again = {source.name for _, source in todo}
        notes = Notes(folder, how, [entry for name, entry in before.entries.items() if name not in again])
        with closing(notes):
            for name in before.going.get("sizes", ()):  # of a run on one machine
                folder.begin(name).drop()
            notes.gone()
            place = Place(output if isinstance(output, Remote) else output.absolute(), apart)
            job = _Job(engine, run, inputs.sources, sample, todo)

            def noted(source: Source, result: Result) -> None:
                if result.end is not None and not result.end.reason:
                    notes.add(source, basis(source), result.size, result.tally)

            place.sweep()
            try:
                summary = _clean(job, _counts(job, Path(scratch)), place, noted)
            finally:
                place.sweep()
            counting.Kept(folder, map(basis, inputs.sources)).remove()
            tally = summary.tally
            for finished in done.values():
                tally = tally.plus(finished)
            whole = with_unread(summary._replace(tally=tally), inputs)
            notes.end(inputs.sources, whole.tally, facts(engine.jobs, monotonic() - began, len(done)))
    quarantine = f"{output / f'{OURS}/quarantine'}"
    return whole._replace(
        earlier=len(done), quarantine=quarantine, sampled=about_sample(sample, inputs.sources)
    )


def look_on(engine: Engine, run: Run, show: Callable[[str], None]) -> Summary:
    """Clean files and folders on an engine, and write nothing.

    Args:
        engine: The engine.
        run: What is to be done.
        show: Takes the lines of the diff, if the settings ask for one.

    Raises:
        RunError: Something stands in the way.
    """
    inputs = found(run)
    with TemporaryDirectory() as scratch:
        sample = _sample(run, inputs.sources)
        job = _Job(engine, run, inputs.sources, sample, chosen_files(inputs.sources, sample))
        summary = _clean(job, _counts(job, Path(scratch)), None, lambda _source, _result: None, show)
    return with_unread(summary, inputs)._replace(sampled=about_sample(sample, inputs.sources))


def _sample(run: Run, sources: Sequence[Source]) -> Sample | None:
    """The records to clean, if not all are: chosen on this machine."""
    with closing(Pool(1 if run.sample is not None else HERE, run.time_limit)) as pool:
        return chosen_sample(run, pool, sources)


def _counts(job: _Job, scratch: Path) -> Copy | None:
    """The line counts to clean with, on every machine."""
    run = job.run
    wanted = any(rule.counts for rule in run.settings.rules)
    path = scratch / f"seedclean-counts-{os.urandom(8).hex()}.arrow"
    if run.counts is not None:
        shelf.write(str(path), entries(counting.loaded(run.counts)))
        return job.engine.copied(path)
    sited = [(file, source) for file, source in enumerate(job.sources) if counting.has_sites(source)]
    if run.save_counts is None and not (wanted and any(counting.has_sites(source) for _, source in job.todo)):
        return None
    size = _task_size(job, sited)
    spans = list(_cut(job, [_span(file, source) for file, source in sited], size))
    tasks = [pickle.dumps(group) for group in grouped(spans, size)]
    count = Count(run.settings, run.time_limit, min(DRAWERS, max(1, len(tasks))))
    if sum(source.size for _, source in sited) >= SIEVED:
        count = replace(count, limits=_limits(job, count, tasks, scratch))
    if run.save_counts is None:
        shelf.write(str(path), chain.from_iterable(_merged(job, count, Wanted.ENTRIES, tasks)))
    else:
        counts = LineCounts()
        for part in _merged(job, count, Wanted.PAGES, tasks):
            counts.merge(part)
        counts.save(run.save_counts)
        shelf.write(str(path), entries(counts))
    return job.engine.copied(path)


def _limits(job: _Job, count: Count, tasks: Sequence[bytes], scratch: Path) -> Copy:
    """Which pages will be remembered of large sites, so that the lines of the others need not travel."""
    limits: dict[str, int] = {}
    for some in _merged(job, replace(count, hashes=True), Wanted.LIMITS, tasks):
        limits.update(some)
    path = scratch / f"seedclean-limits-{os.urandom(8).hex()}"
    path.write_bytes(pickle.dumps(limits))
    return job.engine.copied(path)


def _merged(job: _Job, count: Count, wanted: Wanted, tasks: Sequence[bytes]) -> Iterator[Any]:
    """What comes of counting, drawer by drawer."""
    return map(_answer, job.engine.gathered(Dealt(count), Gathered(Merge(wanted)), tasks))


def _clean(
    job: _Job,
    counts: Copy | None,
    place: Place | None,
    noted: Callable[[Source, Result], None],
    show: Callable[[str], None] = print,
) -> Summary:
    """Clean files wave by wave."""
    run = job.run
    size = _task_size(job, job.todo)
    if run.settings.diff:
        size = min(size, MOST_SHOWN)
    clean = Clean(run.settings, counts, place, run.time_limit, run.fail)
    total = Tally()
    problems: list[tuple[str, str]] = []
    unnamed = 0
    changed: list[str] = []
    with progress_bar("cleaning", sum(source.size for _, source in job.todo), shown=run.bar) as progress:
        for files in _waves(job.todo, WAVE * job.engine.jobs * size):
            spans = list(_cut(job, [_span(file, source, job.sample) for file, source in files], size))
            results = _cleaned(job, clean, spans, size, noted)
            for file, source in files:
                for result in results[file]:
                    named = result.problems[: MOST_NAMED - len(problems)]
                    problems += named
                    unnamed += len(result.problems) - len(named) + result.unnamed
                    for line in result.diff:
                        show(line)
                tally, end = _summed(results[file])
                total = total.plus(tally)
                if end.changed:
                    changed.append(source.name)
                progress(source.size, tally.documents)
    return Summary(total, problems=tuple(problems), unnamed=unnamed, changed=tuple(changed))


def _cleaned(
    job: _Job,
    clean: Clean,
    spans: Sequence[tuple[Span, int]],
    size: int,
    noted: Callable[[Source, Result], None],
) -> dict[int, list[Result]]:
    """Clean some files, and put those together that were cleaned in several spans.

    Returns:
        What became of the spans of each file, in order.
    """
    sources = {span.file: span.source for span, _ in spans}
    several = sorted({span.file for span, _ in spans if not span.whole})
    results: dict[int, list[Result]] = defaultdict(list)
    for result in _each(job, clean, [pickle.dumps(group) for group in grouped(spans, size)]):
        results[result.file].append(result)
        if result.end is not None and result.file not in several:
            noted(sources[result.file], result)
    for some in results.values():
        some.sort(key=lambda result: result.number)
    if clean.place is not None:
        join = Join(clean.settings, clean.place)
        for result in _each(job, join, [pickle.dumps([(sources[file], results[file])]) for file in several]):
            noted(sources[result.file], result)
    return results


def _summed(results: Iterable[Result]) -> tuple[Tally, FileEnd]:
    """What was done to a file up to its end, or up to where it is damaged."""
    tally = Tally()
    for result in results:
        tally = tally.plus(result.tally)
        if result.end is not None:
            return ended(tally, result.end), result.end
    raise RunError("the end of a file was not reached")


def _cut(job: _Job, spans: Sequence[Span], size: int) -> Iterator[tuple[Span, int]]:
    """The spans of whole files, cut where they are large, each with about its size."""
    large = [span for span in spans if span.source.size > size and FORMATS[span.source.format].MANY]
    tasks = [pickle.dumps([span]) for span in large if span.wanted is None]
    cuts = {some[0].file: some for some in _each(job, Cut(job.run.settings, size), tasks)}
    for span in spans:
        some = cuts.get(span.file, [span])
        yield from ((one, span.source.size // len(some)) for one in some)


def _each(job: _Job, work: Callable[[Any], Any], tasks: Sequence[bytes]) -> Iterator[Any]:
    """Do tasks; what comes of them comes in any order."""
    if tasks:
        yield from chain.from_iterable(map(_answer, job.engine.mapped(Mapped(work), tasks)))


def _answer(data: bytes) -> Any:  # noqa: ANN401 - whatever the work gives
    answer = pickle.loads(data)
    if isinstance(answer, Failure):
        raise (BadRecordMetError if answer.bad_record else RunError)(answer.message)
    return answer


def _span(file: int, source: Source, sample: Sample | None = None) -> Span:
    """A whole file, by a path that holds in every folder."""
    if isinstance(source.path, Path):
        source = source._replace(path=source.path.absolute())
    return Span(file, source, wanted=None if sample is None else sample.numbers[file])


def _waves(files: Iterable[Numbered], size: int) -> Iterator[list[Numbered]]:
    """Files in order, some at a time: work for all machines, and not too much on its way."""
    wave: list[Numbered] = []
    held = 0
    for file, source in files:
        wave.append((file, source))
        held += source.size
        if held >= size or len(wave) >= MOST_AT_ONCE:
            yield wave
            wave, held = [], 0
    if wave:
        yield wave


def _task_size(job: _Job, files: Iterable[Numbered]) -> int:
    """How many bytes make a task: enough tasks for all machines, none of them too small or too large."""
    total = sum(source.size for _, source in files)
    return max(LEAST, min(MOST, total // (ROUNDS * job.engine.jobs)))
