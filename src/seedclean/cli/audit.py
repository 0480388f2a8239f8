"""The subcommand `audit`: one page that shows what is done to a corpus, to look at and to judge."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from seedclean.cli.base import PATH, Command, config_file_option, config_options, whole_file
from seedclean.config import RunConfig, options
from seedclean.config_file import read_config
from seedclean.corpus.audit import Audit, audit_corpus
from seedclean.errors import RunError
from seedclean.option import Kind
from seedclean.paths import AnyPath
from seedclean.report import terminal
from seedclean.report.audit.page import BEGINNING, ENOUGH, render

SAMPLE = 2_000
"""So many documents are looked at, unless another number is asked for: some seconds of work."""

_OTHERS = (
    "edits",
    "save_counts",
    "sample",
    "date_raw",
    "certainty",
    "removed",
    "route_below",
    "engine",
    "on_error",
    "force",
)
"""Options of a run that writes a corpus, and `sample`, which has another default here."""


@click.command(
    cls=Command, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=PATH)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The HTML file to write. It needs no network and no other file. An earlier report is replaced.",
)
@click.option(
    "--sample",
    metavar="N",
    type=click.IntRange(min=1),
    default=SAMPLE,
    show_default=True,
    help="Look at N documents from all over PATH, the same ones each time.",
)
@click.option(
    "--compare",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Compare with the options of this TOML file, on the same documents.",
)
@click.option(
    "--tokenizer",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Count tokens, too, with this tokenizer.json of Hugging Face. Needs seedclean[tokenizer].",
)
@click.option(
    "--within",
    metavar="SHARE",
    type=click.FloatRange(0.005, 0.45),
    default=ENOUGH,
    show_default=True,
    help="Ask of a rule until the 95 % interval of its precision reaches no further than this either way: "
    "0.05 is 5 points.",
)
@partial(config_options, without=_OTHERS)
@config_file_option
@click.option("-q", "--quiet", is_flag=True, help="Report only problems.")
@click.pass_context
def command(
    context: click.Context,
    /,
    paths: tuple[AnyPath, ...],
    *,
    output: Path,
    compare: Path | None,
    tokenizer: Path | None,
    within: float,
    quiet: bool,
    **values: Any,  # noqa: ANN401 - the options of `RunConfig`
) -> None:
    """Show what is done to a corpus, as one HTML file.

    PATH is as for clean-corpus itself, or a corpus that a run with --edits has
    cleaned. A sample is looked at, the same one each time.

    \b
      clean-corpus audit pages -o report.html
      clean-corpus audit pages --compare other.toml -o report.html
    """  # noqa: D301 - click wants the character \b itself
    terminal.prepare(context)
    config = RunConfig(**values, progress=not quiet)
    other = None if compare is None else _read_other(compare, {**values, "progress": config.progress})
    _check_output(output, paths)
    if other == config:
        raise click.UsageError(
            f"{compare} has the options that the command has without it, perhaps as the file it takes them "
            "from by itself; put the other options into a file of another name"
        )
    found = audit_corpus(paths, config, other, tokenizer)
    if found.quarantined:
        _report_problems(found)
    if not found.seen:
        routed = found.routed.documents if found.routed else 0
        why = f": {routed:,} documents were routed and none was cleaned" if routed else ""
        raise RunError(f"there is nothing to look at{why}, so {output} is not written")
    title = ", ".join(map(str, paths)) + (f", compared with {compare}" if compare else "")
    sample = ""
    if found.records > values["sample"]:
        sample = f"a sample of {values['sample']:,} records of {found.records:,}"
        title += f": {sample}"
    with whole_file(output) as file:
        file.write(render(found.seen, found.findings, found.quarantined, title, within, found.routed))
    if not quiet:
        for line in filter(None, (sample, _describe(found, output))):
            terminal.show(line, err=True)


def _describe(found: Audit, output: Path) -> str:
    return f"{len(found.seen):,} documents, {len(found.findings):,} places to judge: {output}"


def _report_problems(found: Audit) -> None:
    """Name some of the documents that could not be cleaned."""
    number = f"{found.quarantined:,} record{'s' * (found.quarantined != 1)}"
    terminal.show(f"Warning: {number} could not be cleaned", err=True)
    for where, reason in found.problems:
        terminal.show(f"  {where}: {reason}", err=True)


def _read_other(path: Path, values: dict[str, Any]) -> RunConfig:
    """The options of another file; the names of the fields, the sample and the like remain."""
    known = options()
    found = read_config(path, Path.cwd())
    other = {name: getattr(RunConfig(), name) for name in ("select", "ignore", "unsafe", "languages")}
    for name, value in found.items():
        kind = known[name].kind
        if kind is Kind.NAMES:
            other[name] = tuple(part.strip() for part in value.split(",") if part.strip())
        else:
            other[name] = Path(value) if kind is Kind.FILE else value
    return RunConfig(**{**values, **other})


def _check_output(output: Path, paths: tuple[AnyPath, ...]) -> None:
    """Raise `click.UsageError` for standard input, and where a file that is no report is in the way."""
    if Path("-") in paths:
        raise click.UsageError("audit reads everything twice, which - cannot; give a file or a folder")
    if output.exists():
        with output.open("rb") as file:
            if file.read(len(BEGINNING)) != BEGINNING.encode():
                raise click.UsageError(f"{output} exists and is no report; give another --output")
