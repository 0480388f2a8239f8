"""The command, `clean-corpus`: its options, and what they call."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from seedclean.clean import clean
from seedclean.cleaners.boilerplate.model import explain as explain_line
from seedclean.cleaners.boilerplate.model import line_scores
from seedclean.formats import FORMATS, Fields, txt
from seedclean.formats.record import BadRecordError
from seedclean.registry import RULES, Rule, UnknownNameError, load_plugins
from seedclean.report.diff import rule_named
from seedclean.report.explain import explanation, listing
from seedclean.report.paint import EMPHASIS, painted_diff, painted_page
from seedclean.report.summary import Summary
from seedclean.report.why import why as reasons
from seedclean.run.config import read_config
from seedclean.run.errors import RunError, refused
from seedclean.run.local import clean_corpus, clean_pipe, look
from seedclean.run.options import checked_languages, chosen_rules
from seedclean.run.places import Place, place
from seedclean.run.plan import Run
from seedclean.run.pool import TIME_LIMIT
from seedclean.run.undo import undo as undo_corpus
from seedclean.run.worker import Settings

PIPE = Path("-")


class _PlaceType(click.Path):
    """A path, or a URL that fsspec knows."""

    def coerce_path_result(self, value: str | os.PathLike[str]) -> Place:  # type: ignore[override]
        return place(os.fspath(value))


_PLACE = _PlaceType(allow_dash=True)
_OUTPUT = _PlaceType(file_okay=False)
_FILE = click.Path(path_type=Path, dir_okay=False)


@contextmanager
def _told() -> Iterator[None]:
    """Whatever goes wrong is told in a line, never by a traceback."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
        raise
    except KeyboardInterrupt:
        raise _Failure("stopped; the same command goes on where it stopped", 130) from None
    except (RunError, UnknownNameError) as error:
        raise _Failure(str(error), getattr(error, "exit_code", 2)) from None
    except OSError as error:
        raise _Failure(str(refused(error)), 2) from None
    except MemoryError:
        raise _Failure("there is not enough memory; fewer --jobs need less", 2) from None
    except Exception as error:
        frame = error.__traceback__
        while frame is not None and frame.tb_next is not None:
            frame = frame.tb_next
        where = f" at {frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else ""
        raise _Failure(
            f"this is a fault of clean-corpus{where}: {type(error).__name__}: {error}", 2
        ) from None


class _Failure(click.ClickException):
    """An end of the run, with its exit code."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]  # click has it on the class


def _configured(context: click.Context, _: click.Parameter, path: Path | None) -> None:
    with _told():
        context.default_map = read_config(path, Path.cwd())


def _names(_: click.Context, __: click.Parameter, value: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (value or "").split(",") if name.strip())


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument("paths", metavar="PATH...", nargs=-1, type=_PLACE)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=_OUTPUT,
    help="Where the cleaned corpus goes: same names, same formats, same packing. Never the input.",
)
@click.option("--diff", is_flag=True, help="Show what would change and which rule says so. Writes nothing.")
@click.option("--check", is_flag=True, help="Exit with 1 if anything would change. Writes nothing.")
@click.option(
    "--select",
    metavar="NAMES",
    callback=_names,
    help="Run these rules and cleaners only, a comma between them. `default` means all that are safe.",
)
@click.option("--ignore", metavar="NAMES", callback=_names, help="Leave these rules and cleaners out.")
@click.option("--unsafe", is_flag=True, help="Run the guesses, too.")
@click.option(
    "--languages",
    metavar="CODES",
    callback=_names,
    help="Keep what is in these languages, as in `en,zh`, and give each record a field `language`.",
)
@click.option(
    "--keep-date-headers",
    is_flag=True,
    help="Leave the stamps that say when a text was published in it, and only fill the field `date`.",
)
@click.option("--date-raw", is_flag=True, help="Give each record a field `date_raw`: the stamp as it stood.")
@click.option("--list", "listed", is_flag=True, help="List the rules, a line each.")
@click.option("--explain", metavar="RULE", help="Say what a rule does, why, and what it leaves alone.")
@click.option(
    "--why", is_flag=True, help="Say for each line of a text why it went or stayed. Writes nothing."
)
@click.option(
    "--text-field", metavar="NAME", default="text", help="The field of a record that holds the text."
)
@click.option("--id-field", metavar="NAME", default="id", help="The field that holds its name.")
@click.option(
    "--site-field",
    metavar="NAME",
    default="site",
    help="The field that holds its site. Where it is missing, the host of the field `url` is taken.",
)
@click.option(
    "--format",
    "unknown",
    type=click.Choice(sorted(FORMATS)),
    default="txt",
    help="What comes through a pipe, and what a named file holds whose ending does not tell.",
)
@click.option("--edits", is_flag=True, help="Keep all edits beside the output, for --undo.")
@click.option(
    "--undo",
    metavar="DIR2",
    type=_OUTPUT,
    help="Turn PATH, a cleaned corpus with its edits, back into the originals, in DIR2.",
)
@click.option("--counts", metavar="FILE", type=_FILE, help="Take the line counts of sites from this file.")
@click.option("--save-counts", metavar="FILE", type=_FILE, help="Keep the line counts of this run in a file.")
@click.option(
    "--sample",
    metavar="N",
    type=click.IntRange(min=1),
    help="Clean N records only, from all over the input, and the same ones each time.",
)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="How many processes do the work; by default one for each processor.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "ray", "spark"]),
    default="local",
    help="Who hands the work out: this machine, Ray (the cluster of RAY_ADDRESS, if it is set), or Spark "
    "(the cluster of spark-submit, if that runs the command).",
)
@click.option(
    "--time-limit",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True),
    default=TIME_LIMIT,
    show_default=True,
    help="How long a document may take; one of more than a megabyte has more time, in proportion. "
    "One that takes longer is a bad record.",
)
@click.option(
    "--on-error",
    type=click.Choice(["quarantine", "fail"]),
    default="quarantine",
    help="What happens to a record that cannot be read or cleaned: it is put into "
    "DIR/_seedclean/quarantine with its reason and its bytes, or it ends the run.",
)
@click.option("--force", is_flag=True, help="Do finished files again, and overwrite files of others.")
@click.option(
    "--config",
    metavar="FILE",
    type=_FILE,
    is_eager=True,
    expose_value=False,
    callback=_configured,
    help="Take options from this TOML file. By itself the nearest seedclean.toml or pyproject.toml "
    "with a table [tool.seedclean] is found, from this folder upwards.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
@click.option("-v", "--verbose", is_flag=True, help="Name every file that was skipped and every bad record.")
@click.version_option(package_name="seedclean", prog_name="clean-corpus")
@click.pass_context
def main(
    context: click.Context,
    paths: tuple[Place, ...],
    *,
    output: Place | None,
    diff: bool,
    check: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    unsafe: bool,
    languages: tuple[str, ...],
    keep_date_headers: bool,
    date_raw: bool,
    listed: bool,
    explain: str | None,
    why: bool,
    text_field: str,
    id_field: str,
    site_field: str,
    unknown: str,
    edits: bool,
    undo: Place | None,
    counts: Path | None,
    save_counts: Path | None,
    sample: int | None,
    jobs: int | None,
    engine: str,
    time_limit: float,
    on_error: str,
    force: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Clean scraped texts.

    PATH is a file of text, JSON lines, Parquet, Arrow or WET, packed or not,
    a folder of such files, or a URL of either, as in s3://bucket/pages. With
    `-` a text comes through a pipe and goes on through one.

    \b
      clean-corpus pages -o cleaned
      clean-corpus pages --diff | less
      clean-corpus --explain date-header
    """  # noqa: D301 - click wants the character \b itself before lines that are to stay as they are
    _prepare_terminal(context)
    with _told():
        if listed:
            for failure in load_plugins():
                click.echo(f"Warning: {failure}", err=True)
            _page(listing(tuple(RULES.values())))
            return
        if explain is not None:
            _page(explanation(rule_named(explain)))
            return
        if why:
            _why(paths, chosen_rules(select, ignore, unsafe=unsafe), checked_languages(languages))
            return
        _check_usage(paths, output, diff=diff, check=check, undo=undo, sample=sample)
        if undo is not None:
            _undo(paths[0], undo, force=force, quiet=quiet)
            return
        if counts and save_counts:
            raise click.UsageError("--save-counts would only copy the file of --counts; give one of them")
        run = Run(
            paths,
            Settings(
                chosen_rules(select, ignore, unsafe=unsafe, keep_date_headers=keep_date_headers),
                checked_languages(languages),
                Fields(text_field, id_field, site_field),
                edits=edits,
                diff=diff,
                marks=EMPHASIS,
                keep_date_headers=keep_date_headers,
                date_raw=date_raw,
            ),
            unknown=unknown,
            jobs=jobs,
            time_limit=time_limit,
            sample=sample,
            counts=counts,
            save_counts=save_counts,
            fail=on_error == "fail",
            force=force,
            bar=not quiet,
        )
        if paths == (PIPE,):
            if engine != "local":
                raise click.UsageError(
                    "what comes through a pipe is cleaned on this machine; leave --engine out"
                )
            stdout = None if diff or check else sys.stdout.buffer
            summary = clean_pipe(run, sys.stdin.buffer, stdout, _show)
            quiet = quiet or not verbose  # as other filters do
        elif engine != "local":
            summary = _on_engine(engine, run, output)
        elif output is not None:
            summary = clean_corpus(run, output)
        else:
            summary = look(run, _show)
        _report(summary, quiet=quiet, verbose=verbose)
    if summary.changed:
        context.exit(2)
    if check and summary.tally.changed:
        context.exit(1)


def _on_engine(engine: str, run: Run, output: Place | None) -> Summary:
    from seedclean.run.cluster import clean_on, look_on  # few need it
    from seedclean.run.engine import begun

    with begun(engine, run.jobs) as session:
        return look_on(session, run, _show) if output is None else clean_on(session, run, output)


def _check_usage(
    paths: tuple[Place, ...],
    output: Place | None,
    *,
    diff: bool,
    check: bool,
    undo: Place | None,
    sample: int | None,
) -> None:
    if not paths:
        raise click.UsageError("give a file or a folder to clean, or - for what comes through a pipe")
    if output is not None and (diff or check):
        raise click.UsageError("--diff and --check write nothing; leave --output out")
    if undo is not None:
        if output is not None or diff or check:
            raise click.UsageError("--undo goes with none of --output, --diff and --check")
        if len(paths) > 1 or paths[0] == PIPE:
            raise click.UsageError("--undo takes one cleaned folder")
    elif PIPE in paths:
        if len(paths) > 1:
            raise click.UsageError("- stands alone, for what comes through a pipe")
        if sample is not None:
            raise click.UsageError("--sample needs to read everything twice, which a pipe cannot")
        if output is not None:
            raise click.UsageError("what comes through a pipe goes on through one; leave --output out")
    elif output is None and not (diff or check):
        raise click.UsageError(
            "say where the cleaned corpus goes, with -o DIR; or only look at what would change, with --diff"
        )


def _undo(cleaned: Place, target: Place, *, force: bool, quiet: bool) -> None:
    undone = undo_corpus(cleaned, target, force=force)
    if not quiet:
        click.echo(f"As they were, in {target}: {undone.files:,} file{'s' * (undone.files != 1)}", err=True)
    for name, reason in undone.problems:
        click.echo(f"Warning: {name} is left out: {reason}", err=True)
    if undone.problems:
        raise click.exceptions.Exit(1)


def _report(summary: Summary, *, quiet: bool, verbose: bool) -> None:
    if not quiet:
        for line in summary.lines(everything=verbose):
            click.echo(line, err=True)
    for number, line in enumerate(summary.warnings(everything=verbose)):
        click.echo(line if number else f"Warning: {line}", err=True)
    for name in summary.changed:
        click.echo(
            f"Error: {name} changed while it was read, so nothing is kept of it; "
            "the same command cleans it as it is now",
            err=True,
        )


def _show(line: str) -> None:
    click.echo(painted_diff(line))


def _why(paths: tuple[Place, ...], rules: tuple[Rule, ...], languages: tuple[str, ...]) -> None:
    if len(paths) != 1 or not isinstance(paths[0], Path) or (paths[0] != PIPE and not paths[0].is_file()):
        raise click.UsageError("--why takes one text file, or - for a text that comes through a pipe")
    data = sys.stdin.buffer.read() if paths[0] == PIPE else paths[0].read_bytes()
    try:
        document = txt.read(data, paths[0].name, Fields()).document
    except BadRecordError as error:
        raise RunError(f"{paths[0]} {error}") from None
    scores = line_scores(document)
    edits = clean(document, rules, languages=languages).edits
    _page(reasons(document, edits, scores if any(scores) else (), explain_line))


def _page(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(painted_page(line))


def _prepare_terminal(context: click.Context) -> None:
    if os.environ.get("NO_COLOR"):  # no-color.org; click does not look for it
        context.color = False
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a name or a text may hold what it cannot show
            stream.reconfigure(errors="backslashreplace")
