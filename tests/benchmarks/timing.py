"""Time, measured so that a loaded machine spoils as little as can be: processor time, in paired rounds."""

import os
from collections.abc import Callable, Iterable
from statistics import median
from time import process_time
from typing import NamedTuple

Clock = Callable[[], float]
"""Does a piece of work and says how many seconds it took."""

MOST_LOAD = 1.5
THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS")
"""What tells numpy to keep to so many threads, if it is said before numpy is loaded."""


class Paired(NamedTuple):
    """Two pieces of work, done in turn several times.

    Attributes:
        seconds: The median of the work's own time.
        ratios: For each round, how many times as fast as its partner it was.
    """

    seconds: float
    ratios: list[float]

    @property
    def ratio(self) -> float:
        return median(self.ratios)


def paired(own: Clock, partner: Clock, rounds: int) -> Paired:
    """Do both in turn, so many times."""
    times = [(partner(), own()) for _ in range(rounds)]
    return Paired(median(mine for _, mine in times), [theirs / mine for theirs, mine in times])


def each(tool: Callable[[str], object], texts: Iterable[str]) -> Clock:
    """The processor's time for a tool on all texts; what loads on first use is loaded here."""
    texts = list(texts)
    tool(texts[0][:1_000])

    def work() -> None:
        for text in texts:
            tool(text)

    return timed(work)


def timed(work: Callable[[], object]) -> Clock:
    """The processor's time for a piece of work in this process."""

    def clock() -> float:
        started = process_time()
        work()
        return process_time() - started

    return clock


def keep_to_one_core() -> None:
    """Threads that wait for each other burn the processor's time, and one core is what is measured."""
    os.environ.update(dict.fromkeys(THREADS, "1"))


def warn_of_load(say: Callable[[str], object]) -> None:
    """Times taken on a busy machine are no figures to show."""
    load = os.getloadavg()[0]
    if load > MOST_LOAD:
        say(f"warning: the load is {load:.1f}; times taken now are no figures to show")


def megabytes(texts: Iterable[str]) -> float:
    return sum(len(text.encode("utf-8", "replace")) for text in texts) / 1e6
