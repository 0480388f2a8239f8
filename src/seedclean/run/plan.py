"""Plans: what a run has to do, which of it an earlier run has done, and what is noted down at its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from seedclean.report.summary import Sampled, Summary, Tally
from seedclean.run import counting
from seedclean.run.errors import BadRecordMetError, RunError
from seedclean.run.inputs import OURS, Inputs, Source, find
from seedclean.run.journal import Earlier, Notes, earlier
from seedclean.run.manifest import facts, made_with
from seedclean.run.output import Folder
from seedclean.run.places import Place
from seedclean.run.pool import TIME_LIMIT, Pool
from seedclean.run.reading import FileEnd
from seedclean.run.sampling import Sample, choose
from seedclean.run.worker import Settings

MOST_NAMED = 10_000
"""So many bad records are remembered, to be named at the end. The quarantine has all."""

Numbered = tuple[int, Source]
"""A file, with its number in the run."""


class Run(NamedTuple):
    """What is to be done.

    Attributes:
        paths: The files and folders to clean.
        settings: How they are cleaned.
        unknown: The format of what has no ending that tells it.
        jobs: The number of processes; as many as are worth it if `None`, none but this one if 0.
        time_limit: Seconds that a document may take, in another process than this one.
        sample: How many records to clean; all if `None`.
        counts: A file with line counts from an earlier first pass.
        save_counts: Where to keep those of this run.
        fail: Whether a bad record ends the run.
        force: Whether finished files are done again, and files of others overwritten.
        bar: Whether it is to be shown how far the run is.
    """

    paths: tuple[Place, ...]
    settings: Settings
    unknown: str = "txt"
    jobs: int | None = None
    time_limit: float = TIME_LIMIT
    sample: int | None = None
    counts: Path | None = None
    save_counts: Path | None = None
    fail: bool = False
    force: bool = False
    bar: bool = False


class Plan(NamedTuple):
    """What a run has to do in its output folder.

    Attributes:
        run: What was asked for.
        output: The folder.
        folder: How it is written into.
        inputs: The files that were found.
        before: What earlier runs have left there.
        basis: From what the lines of a file are counted.
        sample: The records to clean, if not all are.
        done: What was done to the files that an earlier run has finished.
        todo: The others.
        notes: Where it is noted down what is finished.
    """

    run: Run
    output: Place
    folder: Folder
    inputs: Inputs
    before: Earlier
    basis: Callable[[Source], str]
    sample: Sample | None
    done: dict[int, Tally]
    todo: list[Numbered]
    notes: Notes

    def kept_counts(self) -> counting.Kept:
        """The line counts that are kept until the run is finished."""
        return counting.Kept(self.folder, map(self.basis, self.inputs.sources))

    def end(self, summary: Summary, jobs: int, seconds: float) -> Summary:
        """Note down what came of it.

        Args:
            summary: What was done to the files that were to be done.
            jobs: How many processes have done it.
            seconds: How long it took.

        Returns:
            What was done to all files.
        """
        self.kept_counts().remove()
        tally = summary.tally
        for finished in self.done.values():
            tally = tally.plus(finished)
        whole = with_unread(summary._replace(tally=tally), self.inputs)
        self.notes.end(self.inputs.sources, whole.tally, facts(jobs, seconds, len(self.done)))
        return whole._replace(
            earlier=len(self.done),
            quarantine=f"{self.output / f'{OURS}/quarantine'}",
            sampled=about_sample(self.sample, self.inputs.sources),
        )


def planned(run: Run, inputs: Inputs, output: Place, folder: Folder, pool: Pool) -> Plan:
    """See what there is to do.

    Args:
        run: What was asked for.
        inputs: The files that were found.
        output: The output folder.
        folder: How it is written into.
        pool: Processes that choose a sample, if one is wanted.

    Raises:
        RunError: Something stands in the way.
    """
    how = made_with(run.settings, run.unknown, run.sample)
    before = earlier(folder, how, force=run.force)
    if not before.ours and not run.force:
        _check_free(output, inputs.sources)
    basis = counting.basis(run.settings.rules, run.counts, inputs.sources)
    sample = chosen_sample(run, pool, inputs.sources)
    chosen = chosen_files(inputs.sources, sample)
    done = {file: tally for file, source in chosen if (tally := before.finished(source, basis(source)))}
    todo = [(file, source) for file, source in chosen if file not in done]
    again = {source.name for _, source in todo}
    notes = Notes(folder, how, [entry for name, entry in before.entries.items() if name not in again])
    return Plan(run, output, folder, inputs, before, basis, sample, done, todo, notes)


def found(run: Run) -> Inputs:
    """Find the files of a run."""
    inputs = find(run.paths, run.unknown)
    for name, reason in inputs.unreadable if run.fail else ():
        raise BadRecordMetError(f"{name}: {reason}")
    return inputs


def with_unread(summary: Summary, inputs: Inputs) -> Summary:
    """The summary with what the walk passed over and what it could not get at."""
    return summary._replace(
        tally=summary.tally.plus(Tally(bad=len(inputs.unreadable))),
        skipped=tuple(inputs.skipped),
        problems=(*inputs.unreadable, *summary.problems),
    )


def problem(source: Source, end: FileEnd) -> tuple[tuple[str, str], ...]:
    """What is bad about a file as a whole."""
    return ((source.name, end.reason),) if end.reason and not end.changed else ()


def ended(tally: Tally, end: FileEnd) -> Tally:
    """What was done to a file, seen from its end."""
    if end.changed:
        return Tally()
    if end.reason:
        return (tally if end.sound else Tally(bad=tally.bad)).plus(Tally(bad=1))
    return tally


def chosen_sample(run: Run, pool: Pool, sources: Sequence[Source]) -> Sample | None:
    """The records to clean, if not all are."""
    if run.sample is None:
        return None
    return choose(pool, sources, run.sample, run.settings.fields, shown=run.bar)


def chosen_files(sources: Sequence[Source], sample: Sample | None) -> list[Numbered]:
    """The files that have something to clean."""
    return [(file, source) for file, source in enumerate(sources) if sample is None or file in sample.numbers]


def about_sample(sample: Sample | None, sources: Sequence[Source]) -> Sampled | None:
    """What to say of a sample."""
    if sample is None:
        return None
    return Sampled(sample.size, sample.records, len(sample.numbers), len(sources))


def _check_free(output: Place, sources: Sequence[Source]) -> None:
    """See to it that no file of others is overwritten; `RunError` if one would be."""
    for source in sources:
        if (output / source.name).exists():
            raise RunError(
                f"{output / source.name} exists and no run of clean-corpus has written it; "
                "give another --output, or --force to overwrite it"
            )
