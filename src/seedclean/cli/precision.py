"""The subcommand `precision`: how often each rule was right, by the judgements of people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from seedclean.cli.base import Command
from seedclean.errors import RunError
from seedclean.report import terminal
from seedclean.report.audit.findings import ONLY_OTHER
from seedclean.report.audit.labels import (
    FEWEST,
    Label,
    LabelError,
    Precision,
    can_be_ignored,
    find_low,
    overall,
    precisions,
    read_labels,
    table,
)


@click.command(
    cls=Command, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.argument(
    "files",
    metavar="LABELS...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
)
@click.option(
    "--at-least",
    type=click.FloatRange(0, 1),
    default=0.95,
    show_default=True,
    metavar="SHARE",
    help=f"Propose to ignore the rules whose precision is below this, after {FEWEST} judgements or more.",
)
@click.pass_context
def command(context: click.Context, /, files: tuple[Path, ...], *, at_least: float) -> None:
    """Say how often each rule was right.

    LABELS are files that the button of an audit saved. Unsure judgements do
    not count.

    \b
      clean-corpus precision labels.jsonl --at-least .95
    """  # noqa: D301 - click wants the character \b itself
    terminal.prepare(context)
    labels: list[Label] = []
    for path in files:
        try:
            labels += read_labels(path.read_text(encoding="utf-8").split("\n"))
        except (LabelError, UnicodeDecodeError) as error:
            raise RunError(f"{path}: {error}") from None
    if not labels:
        raise RunError("there are no labels in it")
    rows = precisions(labels)
    for line in table(rows):
        terminal.show(line)
    for name, share in overall(rows):
        terminal.show(f"{name}, weighted by words: {share:.1%}")
    for line in _proposals(rows, at_least):
        terminal.show(line)


def _proposals(rows: list[Precision], at_least: float) -> Iterator[str]:
    """Say which rules are below a wish, and what to write into which file to switch them off."""
    low = find_low(rows, at_least)
    if not low:
        yield f"no rule with enough judgements is below {at_least:.1%}"
    for beginning, found in low.items():
        below = f"below {at_least:.1%}{beginning and ', '}{beginning.removesuffix(': ')}"
        together = [name for name in found if not can_be_ignored(name)]
        if together:
            yield f"{below}: {', '.join(together)}, where no edit speaks of one rule alone"
        names = [name for name in found if can_be_ignored(name)]
        if names and beginning == ONLY_OTHER:
            yield f"{below}: put this line into the file that --compare took"
        elif names:
            yield f"{below}: put this line into seedclean.toml, or run with --ignore {','.join(names)}"
        if names:
            yield f"ignore = {json.dumps(names)}"
