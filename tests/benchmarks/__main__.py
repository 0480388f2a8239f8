"""`python -m benchmarks SUBJECT DATA`, from the folder tests."""

import os
import platform
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import click

from benchmarks import (
    boilerplate,
    captions,
    certainty,
    clean,
    curves,
    dates,
    extracted,
    heldout,
    html_tools,
    languages,
    peers,
    throughput,
    translation,
)
from benchmarks import (
    markdown as markdown_pages,
)
from benchmarks.tables import Table, markdown, write
from benchmarks.timing import keep_to_one_core

SUBJECTS = {
    "clean": clean,
    "boilerplate": boilerplate,
    "html": html_tools,
    "heldout": heldout,
    "extracted": extracted,
    "markdown": markdown_pages,
    "languages": languages,
    "captions": captions,
    "certainty": certainty,
    "dates": dates,
    "translation": translation,
    "throughput": throughput,
}


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("subject", type=click.Choice(["all", *SUBJECTS]))
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--sample", type=click.IntRange(min=1), help="Measure on so many rows of each file only.")
@click.option(
    "--write", "folder", type=click.Path(path_type=Path), help="Write the tables into this folder, too."
)
def main(subject: str, data: Path, sample: int | None, folder: Path | None) -> None:
    """Measure seedclean beside other tools, on the data folder DATA; README.md says what it holds.

    `all` measures everything, the speed last. `heldout` takes longest: it fits the line model five times.
    """
    keep_to_one_core()
    for name in SUBJECTS if subject == "all" else [subject]:
        module = SUBJECTS[name]
        for found in measured(module.tables, data, sample):
            show(found, folder)
        line = how(name, sample, module.PEERS)
        click.echo(f"\n{line}")
        if folder:
            (folder / f"{name}-run.md").write_text(f"{line}\n", encoding="utf-8")


def show(found: Table | curves.Picture, folder: Path | None) -> None:
    """Show a table, or what is to be seen in a picture, and write it into a folder."""
    if isinstance(found, curves.Picture):
        click.echo(f"\n{curves.in_words(found)}")
        if folder:
            curves.write(folder, found)
        return
    click.echo(f"\n{found.title}\n\n{markdown(found)}", nl=False)
    if folder:
        write(folder, found)


def measured(
    tables: Callable[..., Iterator[Table | curves.Picture]], data: Path, sample: int | None
) -> Iterator[Table | curves.Picture]:
    """The tables and pictures; what is missing is told on stderr."""
    try:
        yield from tables(data, sample=sample, say=lambda line: click.echo(line, err=True))
    except FileNotFoundError as error:
        raise click.ClickException(str(error)) from error


def how(name: str, sample: int | None, others: tuple[peers.Peer, ...]) -> str:
    """One line: the command, the day, the machine and the versions."""
    only = f" --sample {sample}" if sample else ""
    tools = ", ".join(["seedclean " + version("seedclean") + _revision(), *peers.versions(others)])
    return (
        f"`python -m benchmarks {name} DATA{only}`, {datetime.now(UTC):%Y-%m-%d}; {_processor()}, "
        f"load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}; {tools}."
    )


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.machine()
    names = [line.partition(":")[2].strip() for line in told.splitlines() if line.startswith("model name")]
    return f"{len(names)} × {names[0]}" if names else platform.machine()


def _revision() -> str:
    command = shlex.split("git describe --always --dirty --exclude '*'")
    try:
        told = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return f" ({told.stdout.strip()})"


if __name__ == "__main__":
    sys.exit(main())
