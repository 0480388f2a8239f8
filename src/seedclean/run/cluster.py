"""Running on a cluster: an engine hands the work out, and what comes out is what the local run makes.

The engine gets tasks and functions and knows nothing of formats and rules.
Every machine reads the inputs and writes the outputs itself, so both must be
at the same place for all of them: on a disk that they share.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from seedclean.report.progress import progress_bar
from seedclean.report.summary import Summary, Tally
from seedclean.run import places
from seedclean.run.census import counts_of
from seedclean.run.copies import Copy
from seedclean.run.engine import Engine, Job, cut_up, each, span_of, task_size
from seedclean.run.errors import RunError
from seedclean.run.inputs import Source, check_apart
from seedclean.run.local import HERE
from seedclean.run.places import Remote
from seedclean.run.plan import (
    MOST_NAMED,
    Numbered,
    Run,
    about_sample,
    chosen_files,
    chosen_sample,
    ended,
    found,
    planned,
    with_unread,
)
from seedclean.run.pool import Pool
from seedclean.run.reading import FileEnd
from seedclean.run.spans import Span, grouped
from seedclean.run.tasks import Clean, Join, Place, Result
from seedclean.run.upload import written_into

MOST_SHOWN = 1 << 24
"""A task has no more bytes than these where it brings a diff along."""

WAVE = 16
"""After so many tasks for each processor, files are put together and noted down."""

MOST_AT_ONCE = 100_000
"""No more files than these are done in a wave."""


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
    with (
        written_into(output, apart) as folder,
        TemporaryDirectory(prefix="seedclean-") as scratch,
        closing(_choosers(run)) as pool,
    ):
        plan = planned(run, inputs, output, folder, pool)
        with closing(plan.notes):
            for name in plan.before.going.get("sizes", ()):  # of a run on one machine
                folder.begin(name).drop()
            plan.notes.gone()
            place = Place(output if isinstance(output, Remote) else output.absolute(), apart)
            job = Job(engine, run, inputs.sources, plan.sample, plan.todo)

            def noted(source: Source, result: Result) -> None:
                if result.end is not None and not result.end.reason:
                    plan.notes.add(source, plan.basis(source), result.size, result.tally)

            place.sweep()
            try:
                summary = _clean(job, counts_of(job, Path(scratch)), place, noted)
            finally:
                place.sweep()
            return plan.end(summary, engine.jobs, monotonic() - began)


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
    with TemporaryDirectory(prefix="seedclean-") as scratch, closing(_choosers(run)) as pool:
        sample = chosen_sample(run, pool, inputs.sources)
        job = Job(engine, run, inputs.sources, sample, chosen_files(inputs.sources, sample))
        summary = _clean(job, counts_of(job, Path(scratch)), None, lambda _source, _result: None, show)
    return with_unread(summary, inputs)._replace(sampled=about_sample(sample, inputs.sources))


def _choosers(run: Run) -> Pool:
    """A sample is chosen on this machine."""
    return Pool(1 if run.sample is not None else HERE, run.time_limit)


def _clean(
    job: Job,
    counts: Copy | None,
    place: Place | None,
    noted: Callable[[Source, Result], None],
    show: Callable[[str], None] = print,
) -> Summary:
    """Clean files wave by wave."""
    run = job.run
    size = task_size(job, job.todo)
    if run.settings.diff:
        size = min(size, MOST_SHOWN)
    clean = Clean(run.settings, counts, place, run.time_limit, run.fail)
    total = Tally()
    problems: list[tuple[str, str]] = []
    unnamed = 0
    changed: list[str] = []
    with progress_bar("cleaning", sum(source.size for _, source in job.todo), shown=run.bar) as progress:
        for files in _waves(job.todo, WAVE * job.engine.jobs * size):
            spans = list(cut_up(job, [span_of(file, source, job.sample) for file, source in files], size))
            results = _cleaned(job, clean, spans, size, noted)
            for file, source in files:
                for result in results[file]:
                    named = result.problems[: MOST_NAMED - len(problems)]
                    problems += named
                    unnamed += len(result.problems) - len(named) + result.unnamed
                    for line in result.diff:
                        show(line)
                tally, end = _summed(source, results[file])
                total = total.plus(tally)
                if end.changed:
                    changed.append(source.name)
                progress(source.size, tally.documents)
    return Summary(total, problems=tuple(problems), unnamed=unnamed, changed=tuple(changed))


def _cleaned(
    job: Job,
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
    for result in each(job, clean, [pickle.dumps(group) for group in grouped(spans, size)]):
        results[result.file].append(result)
        if result.end is not None and result.file not in several:
            noted(sources[result.file], result)
    for some in results.values():
        some.sort(key=lambda result: result.number)
    if clean.place is not None:
        join = Join(clean.settings, clean.place)
        for result in each(job, join, [pickle.dumps([(sources[file], results[file])]) for file in several]):
            noted(sources[result.file], result)
    return results


def _summed(source: Source, results: Iterable[Result]) -> tuple[Tally, FileEnd]:
    """What was done to a file up to its end, or up to where it is damaged."""
    tally = Tally()
    for result in results:
        tally = tally.plus(result.tally)
        if result.end is not None:
            return ended(tally, result.end), result.end
    raise RunError(f"the end of {source.name} was not reached; run the command again")


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
