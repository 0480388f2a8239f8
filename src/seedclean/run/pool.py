"""Processes: batches go out, results come back in the same order, and never too many are on the way."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from seedclean.run.errors import RunError
from seedclean.run.worker import Worker

if TYPE_CHECKING:
    from concurrent.futures import Future
    from multiprocessing.process import BaseProcess

B = TypeVar("B")
R = TypeVar("R")

AHEAD = 3
"""So many batches for each process are on the way at a time."""

_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""What tells numpy how many threads to start: on small arrays they only wait for each other."""

_WORKER: list[Worker] = []  # what this process works with, if it is one of the pool's


def in_order(work: Callable[[Worker, B], R], worker: Worker, batches: Iterable[B], jobs: int) -> Iterator[R]:
    """Do work on batches in processes, or in this one if it is the only one.

    Args:
        work: A function that other processes can import.
        worker: What it works with; each process gets its own copy.
        batches: The batches, taken as they are needed.
        jobs: The number of processes.

    Yields:
        What `work` gave, in the order of the batches.

    Raises:
        RunError: A process died.
    """
    for name in _THREADS:
        os.environ.setdefault(name, "1")  # read when numpy is loaded, which is with the first page
    if jobs == 1:
        for batch in batches:
            yield work(worker, batch)
        return
    # The pool's own modules are slow to import, and one process does not need them.
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    pending: deque[Future[R]] = deque()
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start, (worker,)) as pool:
        try:
            for batch in batches:
                pending.append(pool.submit(_work, work, batch))
                if len(pending) >= AHEAD * jobs:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        except BrokenProcessPool:
            raise RunError(
                "a process died in the middle of its work, perhaps for want of memory; "
                "run the same command again with fewer --jobs"
            ) from None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _start(worker: Worker) -> None:
    import threading
    from multiprocessing import parent_process

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the first one decides
    parent = parent_process()
    if parent is not None:
        # A pool's process does not notice that the first one was killed, and would wait for ever.
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    _WORKER.append(worker)


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _work(work: Callable[[Worker, B], R], batch: B) -> R:
    return work(_WORKER[0], batch)
