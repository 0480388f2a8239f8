"""`python -m attacks`, from the folder `tests`: attack the library for some minutes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from random import Random, randrange
from time import monotonic

import click

from attacks import damage, growth

Attack = Callable[[Random], Iterator[str | None]]
"""Yields once a trial: what broke, or `None` where all held."""

ATTACKS: dict[str, Attack] = {"damage": damage.attack, "growth": growth.attack}


@click.command()
@click.argument("name", type=click.Choice(sorted(ATTACKS)))
@click.option("--minutes", type=click.FloatRange(min=0), default=10.0, show_default=True, help="How long.")
@click.option("--seed", type=int, help="Draw the same as a run that printed this seed.")
def main(name: str, minutes: float, seed: int | None) -> None:
    """Draw hostile input, and show what breaks."""
    seed = randrange(1_000_000) if seed is None else seed
    click.echo(f"{name}: seed {seed}, {minutes:g} minutes")
    end = monotonic() + 60 * minutes
    trials = broken = 0
    for fault in ATTACKS[name](Random(seed)):
        trials += 1
        if fault:
            broken += 1
            click.echo(fault)
        if monotonic() > end:
            break
    click.echo(f"{name}: {trials:,} trials, {broken} broken")
    sys.exit(broken > 0)


if __name__ == "__main__":
    main()
