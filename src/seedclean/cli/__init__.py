"""The command, `clean-corpus`: its options, and the functions that they call."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import click

from seedclean.cli.base import (
    FOLDER,
    PATH,
    MainCommand,
    config_file_option,
    config_options,
    whole_file,
)
from seedclean.cli.why import explain_lines
from seedclean.config import RunConfig
from seedclean.corpus.restore import restore
from seedclean.corpus.run import clean_corpus, clean_stream, preview
from seedclean.corpus.verify import verify_corpus
from seedclean.languages import unrecognisable
from seedclean.paths import AnyPath
from seedclean.registry import RULES, load_plugins
from seedclean.report import terminal
from seedclean.report.diff import rule_named
from seedclean.report.explain import describe_rule, describe_rules, explanation, listing
from seedclean.report.summary import Summary

STREAM = Path("-")


class _Actions(NamedTuple):
    """The options that choose what the command does."""

    output: AnyPath | None
    diff: bool
    check: bool
    undo: AnyPath | None
    verify: bool


@click.command(
    cls=MainCommand, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.argument("paths", metavar="PATH...", nargs=-1, type=PATH)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=FOLDER,
    help="The folder for the cleaned corpus: same names, same formats, same compression. Never the input.",
)
@click.option(
    "--undo",
    metavar="DIR2",
    type=FOLDER,
    help="Turn PATH, a cleaned corpus with its edits, back into the originals, in DIR2.",
)
@click.option(
    "--attributes",
    metavar="DIR",
    type=FOLDER,
    help="Write no texts, but what would be taken out of them, as spans in files of attributes as dolma has "
    "them. For JSON lines.",
)
@click.option("--diff", is_flag=True, help="Show the changes and the rules behind them. Writes nothing.")
@click.option("--check", is_flag=True, help="Exit with 1 if anything would change. Writes nothing.")
@click.option(
    "--why",
    is_flag=True,
    help="Say for each line of a text why it is removed or kept; PATH is a text file, or a record, as in "
    "pages.jsonl:17. Writes nothing.",
)
@click.option("--list", "listed", is_flag=True, help="List the rules, a line each.")
@click.option(
    "--explain", metavar="RULE", help="Explain a rule: its purpose, its reason, and what it leaves alone."
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Write to standard output as JSON: the rules of --list; the rule of --explain; the lines of --why; "
    "the edits of --diff, a line for each document; the summary of a run or a look. Only problems go to "
    "standard error.",
)
@click.option(
    "--json-file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write what --json shows into this file: for -, whose standard output is the cleaned text.",
)
@click.option("--verify", is_flag=True, help="Compare PATH, a cleaned corpus, with the checksums of its run.")
@config_options
@config_file_option
@click.option("-q", "--quiet", is_flag=True, help="Report only problems.")
@click.option("-v", "--verbose", is_flag=True, help="Name every skipped file and every bad record.")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda context, _, wanted: _show_version(context) if wanted else None,
    help="Show the version and the build of the native code, and exit.",
)
@click.pass_context
def main(
    context: click.Context,
    /,
    paths: tuple[AnyPath, ...],
    *,
    output: AnyPath | None,
    undo: AnyPath | None,
    attributes: AnyPath | None,
    diff: bool,
    check: bool,
    why: bool,
    listed: bool,
    explain: str | None,
    verify: bool,
    as_json: bool,
    json_file: Path | None,
    quiet: bool,
    verbose: bool,
    **values: Any,  # noqa: ANN401 - the options of `RunConfig`
) -> None:
    """Clean scraped texts.

    PATH is a file of text, JSON lines, Parquet, Arrow or WET, compressed or
    not, a folder of such files, or a URL of either, as in s3://bucket/pages.
    `-` reads standard input and writes standard output.

    \b
      clean-corpus pages -o cleaned
      clean-corpus pages.jsonl --text-field content -o cleaned
      clean-corpus pages --diff | less
      clean-corpus --explain date-header
      clean-corpus audit pages -o report.html
    """  # noqa: D301 - click wants the character \b itself before lines that are to stay as they are
    terminal.prepare(context)
    as_json = as_json or json_file is not None
    if listed or explain is not None:
        _show_rules(listed, explain, as_json=as_json, to=json_file)
        return
    quiet = quiet or as_json
    if attributes is not None:
        _check_attributes(output, values)
        output, values["attributes"] = attributes, True
    config = RunConfig(**values, diff=diff, diff_as_json=as_json, marks=terminal.MARKS, progress=not quiet)
    doubt = unrecognisable(config.languages)
    if doubt:
        terminal.show(f"Warning: {doubt}", err=True)
    actions = _Actions(output, diff, check, undo, verify)
    if why:
        if any(actions):
            raise click.UsageError("--why only looks at lines; leave --output, --diff and --check out")
        with _open_lines(json_file) as show:
            explain_lines(paths, config, show if as_json else None)
        return
    _check_usage(paths, actions, config)
    if as_json:
        _check_json(paths, actions, json_file)
    if undo is not None:
        _undo(paths[0], undo, force=config.force, quiet=quiet)
        return
    if verify:
        _verify(paths[0], quiet=quiet)
        return
    with _open_lines(json_file) as show:
        summary = _run(paths, actions, config, show if as_json else terminal.show_diff)
        if as_json:
            show(json.dumps(summary.as_json()))
    _report(summary, quiet=quiet or (paths == (STREAM,) and not verbose), verbose=verbose)
    context.exit(_exit_code(summary, check=check))


@contextmanager
def _open_lines(path: Path | None) -> Iterator[Callable[[str], None]]:
    """Give what shows a line: on standard output, or in a file that gets its name when it is whole."""
    if path is None:
        yield terminal.show
        return
    with whole_file(path) as file:

        def show(line: str) -> None:
            file.write(f"{line}\n")

        yield show


def _show_rules(listed: bool, explain: str | None, *, as_json: bool, to: Path | None) -> None:
    """List all rules, or show the page of one."""
    if explain is not None and not listed:
        one = rule_named(explain)
        if as_json:
            with _open_lines(to) as show:
                show(json.dumps(describe_rule(one)))
        else:
            terminal.show_page(explanation(one))
        return
    for failure in load_plugins():
        terminal.show(f"Warning: {failure}", err=True)
    rules = tuple(RULES.values())
    if as_json:
        with _open_lines(to) as show:
            show(json.dumps(describe_rules(rules)))
    else:
        terminal.show_rules(listing(rules))


def _exit_code(summary: Summary, *, check: bool) -> int:
    """The exit code: 2 if files changed during the run, 1 if it was in vain or a check found a change."""
    if summary.changed:
        return 2
    return int(summary.tally.in_vain or (check and summary.tally.changed > 0))


def _run(
    paths: tuple[AnyPath, ...], actions: _Actions, config: RunConfig, show: Callable[[str], None]
) -> Summary:
    """Clean, or look."""
    if paths == (STREAM,):
        stdout = None if actions.diff or actions.check else sys.stdout.buffer
        return clean_stream(config, sys.stdin.buffer, stdout, show)
    if actions.output is not None:
        return clean_corpus(paths, actions.output, config)
    return preview(paths, config, show)


def _check_usage(paths: tuple[AnyPath, ...], actions: _Actions, config: RunConfig) -> None:
    """Raise `click.UsageError` for options that contradict each other."""
    only_shows = actions.diff or actions.check
    if not paths:
        raise click.UsageError("give a file or a folder to clean, or - for standard input")
    if actions.undo is not None or actions.verify:
        _check_alone("--verify" if actions.verify else "--undo", paths, actions)
    elif STREAM in paths:
        _check_stream(paths, actions, config)
    elif actions.output is None and not only_shows:
        raise click.UsageError(
            "say where the cleaned corpus goes, with -o DIR; or only look at what would change, with --diff"
        )
    elif actions.output is not None and only_shows:
        raise click.UsageError("--diff and --check write nothing; leave --output out")
    if config.counts is not None and config.save_counts is not None:
        raise click.UsageError("--save-counts would only copy the file of --counts; give one of them")


def _check_json(paths: tuple[AnyPath, ...], actions: _Actions, file: Path | None) -> None:
    """Raise `click.UsageError` where there is nothing to write as JSON, or no place for it."""
    if actions.verify or actions.undo is not None:
        raise click.UsageError("--json is for --list, --explain, --why, --diff, --check and runs with -o DIR")
    if file is None and STREAM in paths and not (actions.diff or actions.check):
        raise click.UsageError(
            "standard output is the cleaned text; write the JSON into a file, with --json-file FILE"
        )


def _check_alone(option: str, paths: tuple[AnyPath, ...], actions: _Actions) -> None:
    if actions.output is not None or actions.diff or actions.check:
        raise click.UsageError(f"{option} cannot be combined with --output, --diff and --check")
    if len(paths) > 1 or paths[0] == STREAM:
        raise click.UsageError(f"{option} takes one cleaned folder")


def _check_attributes(output: AnyPath | None, values: dict[str, Any]) -> None:
    """Raise `click.UsageError` for options that need a cleaned corpus, or would leave rows out."""
    if output is not None:
        raise click.UsageError("--attributes writes spans instead of a cleaned corpus; leave --output out")
    # A file of options may ask for edits in every run.
    values["edits"] = values["edits"] and _is_given("edits")
    for name in ("sample", "route_below", "edits"):
        if values[name]:
            option = f"--{name.replace('_', '-')}"
            raise click.UsageError(
                f"--attributes has a row for each document, and no undo; leave {option} out"
            )


def _check_stream(paths: tuple[AnyPath, ...], actions: _Actions, config: RunConfig) -> None:
    if len(paths) > 1:
        raise click.UsageError("- cannot be combined with other paths")
    if config.sample is not None:
        raise click.UsageError("--sample reads everything twice, which - cannot")
    if actions.output is not None:
        raise click.UsageError("- writes standard output; leave --output out")
    if config.edits and _is_given("edits"):  # a file of options may ask for them in every run
        raise click.UsageError("- has no folder for the edits; leave --edits out, or give a file and -o DIR")
    if config.engine != "local":
        raise click.UsageError("- is cleaned on this machine; leave --engine out")


def _is_given(name: str) -> bool:
    """Check whether an option is on the command line itself."""
    source = click.get_current_context().get_parameter_source(name)
    return source is click.core.ParameterSource.COMMANDLINE


def _undo(cleaned: AnyPath, target: AnyPath, *, force: bool, quiet: bool) -> None:
    restored = restore(cleaned, target, force=force)
    if not quiet:
        files = f"{restored.files:,} file{'s' * (restored.files != 1)}"
        terminal.show(f"Restored {files} to {target}", err=True)
    for name, reason in restored.problems:
        terminal.show(f"Warning: {name} is left out: {reason}", err=True)
    if restored.problems:
        raise click.exceptions.Exit(1)


def _verify(cleaned: AnyPath, *, quiet: bool) -> None:
    files = bad = 0
    for name, reason in verify_corpus(cleaned):
        files += 1
        if reason:
            bad += 1
            terminal.show(f"Error: {name} {reason}", err=True)
    if not quiet:
        terminal.show(f"Files that are as they were written: {files - bad:,} of {files:,}", err=True)
    if bad:
        raise click.exceptions.Exit(1)


def _report(summary: Summary, *, quiet: bool, verbose: bool) -> None:
    if not quiet:
        for line in summary.lines(everything=verbose):
            terminal.show(line, err=True)
    for number, line in enumerate(summary.warnings(everything=verbose)):
        terminal.show(line if number else f"Warning: {line}", err=True)
    for name in summary.changed:
        terminal.show(
            f"Error: {name} changed while it was read, so nothing of it is kept; "
            "the same command cleans it as it is now",
            err=True,
        )


def _show_version(context: click.Context) -> None:
    from importlib.metadata import version  # slow to import

    from seedclean.native import build

    terminal.show(f"clean-corpus, version {version('seedclean')} (native {build()})")
    context.exit()
