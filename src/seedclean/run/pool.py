"""Processes: batches go out, results come back in the same order, and never too many are on the way.

A record that hangs, or that kills its process, costs that process. Another
one takes its place and does the batch again, and the record is left out of it.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, MutableSequence
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar, cast

from seedclean.run import pulse
from seedclean.run.errors import RunError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

B = TypeVar("B")
R = TypeVar("R")
W = TypeVar("W")

Condemned = dict[tuple[int, int], str]
"""Records to leave out of a batch, and why, by the chunk's place in the batch and the record's number."""

Work = Callable[[W, B, Condemned], R]
"""What is done to a batch: a function that other processes can import."""

AHEAD = 4
"""So many batches for each process are on the way at a time."""

TIME_LIMIT = 60.0
"""Seconds that a document may take; a usual one takes a few thousandths of one."""

_PROTOCOL = pickle.HIGHEST_PROTOCOL
_NEWS = pickle.dumps(None)  # before what is to be done from now on
_LOOK = 1.0  # the most seconds between two looks at what the processes show
_MOST_DEATHS = 2  # a process may be killed by chance once, for want of memory
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""What tells numpy how many threads to start: on small arrays they only wait for each other."""


class _Job:
    """A batch on its way."""

    def __init__(self, place: int, data: bytes) -> None:
        self.place = place
        self.data = data
        self.condemned: Condemned = {}
        self.deaths: deque[tuple[int, int] | None] = deque()


class _Process:
    """One process, and what it works on."""

    def __init__(self, limit: float) -> None:
        from multiprocessing import get_context  # slow to import, as all that belongs to it

        context = get_context("spawn")
        self.shown = cast("MutableSequence[float]", context.RawArray("d", 3))
        self.connection, its_end = context.Pipe()
        self.process: BaseProcess = context.Process(
            target=_serve, args=(its_end, self.shown, limit), daemon=True
        )
        self.process.start()
        its_end.close()
        self.state = -1
        self.job: _Job | None = None
        self.overdue: pulse.At | None = None

    def give(self, job: _Job, state: int, what: bytes) -> None:
        """Hand it a batch, and what to do with it if it does not know."""
        self.job = job
        self.overdue = None
        try:
            if self.state != state:
                self.connection.send_bytes(_NEWS)
                self.connection.send_bytes(what)
                self.state = state
            self.connection.send_bytes(pickle.dumps(job.condemned))
            self.connection.send_bytes(job.data)
        except OSError:
            pass  # it is dead, which is noticed when its answer is waited for

    def end(self) -> int:
        """Kill it.

        Returns:
            Its exit code.
        """
        self.process.kill()
        self.process.join()
        self.connection.close()
        return self.process.exitcode or 0


class Pool:
    """Processes that are started when there is work for them, and ended by `close`.

    Args:
        jobs: The most processes; 0 to do everything in this one, where nothing
            keeps a record from hanging.
        limit: Seconds that a record may take.
    """

    def __init__(self, jobs: int, limit: float = TIME_LIMIT) -> None:
        self.jobs = jobs
        self._limit = limit
        self._processes: list[_Process] = []
        self._state = 0
        for name in _THREADS:
            os.environ.setdefault(name, "1")  # read when numpy is loaded, which is with the first page

    def results(self, work: Work[W, B, R], worker: W, batches: Iterable[B]) -> Iterator[R]:
        """Do work on batches.

        Args:
            work: What is done to each.
            worker: What it is done with; each process gets its own copy.
            batches: The batches, taken as they are needed.

        Yields:
            What `work` gave, in the order of the batches.

        Raises:
            RunError: A process died, and no record was to blame.
        """
        if not self.jobs:
            for batch in batches:
                yield work(worker, batch, {})
            return
        self._state += 1
        try:
            what = pickle.dumps((work, worker), _PROTOCOL)
        except Exception as error:
            raise RunError(
                f"other processes cannot import what is to be done: {error}; "
                "a rule of your own must stand in a module, not in a script or a notebook"
            ) from error
        source = iter(batches)
        waiting: deque[_Job] = deque()
        done: dict[int, R] = {}
        taken = given = 0
        more = True
        while True:
            self._hand_out(waiting, what)
            while given in done:
                yield done.pop(given)
                given += 1
            while more and len(waiting) < self.jobs and taken - given < AHEAD * self.jobs:
                following = next(source, None)
                if following is None:
                    more = False
                    break
                waiting.append(_Job(taken, pickle.dumps(following, _PROTOCOL)))
                taken += 1
                self._hand_out(waiting, what)
            if given == taken:
                return
            self._collect(done, waiting)

    def close(self) -> None:
        """End all processes."""
        for process in self._processes:
            process.end()
        self._processes.clear()

    def _hand_out(self, waiting: deque[_Job], what: bytes) -> None:
        for process in self._processes:
            if process.job is None and waiting:
                process.give(waiting.popleft(), self._state, what)
        while waiting and len(self._processes) < self.jobs:
            process = _Process(self._limit)
            self._processes.append(process)
            process.give(waiting.popleft(), self._state, what)

    def _collect(self, done: dict[int, R], waiting: deque[_Job]) -> None:
        """Wait until something happens, or for a second."""
        from multiprocessing.connection import wait

        busy = {process.connection: process for process in self._processes if process.job}
        for connection in wait(list(busy), min(_LOOK, self._limit / 4)):
            process = busy.pop(cast("Connection[Any, Any]", connection))
            answer = _answer(process.connection)
            if answer is None:
                self._died(process, waiting)
                continue
            good, result = pickle.loads(answer)
            if not good:
                raise result
            if process.job is not None:
                done[process.job.place] = result
                process.job = None
        for process in busy.values():
            self._look_at(process, waiting)

    def _look_at(self, process: _Process, waiting: deque[_Job]) -> None:
        """End a process that has been overdue for two looks: at the first, all of us may have been asleep."""
        at = pulse.seen(process.shown)
        overdue = at if at is not None and monotonic() > at.until else None
        if overdue is not None and overdue == process.overdue and process.job is not None:
            self._remove(process)
            reason = f"took longer than the {self._limit:g} s of --time-limit"
            process.job.condemned[overdue.part, overdue.number] = reason
            waiting.appendleft(process.job)
        process.overdue = overdue

    def _died(self, process: _Process, waiting: deque[_Job]) -> None:
        """Have the batch of a dead process done again, without the record that killed twice."""
        code = self._remove(process)
        job = process.job
        if job is None:
            return
        at = pulse.seen(process.shown)
        culprit = (at.part, at.number) if at is not None else None
        job.deaths.append(culprit)
        if job.deaths.count(culprit) >= _MOST_DEATHS:
            if culprit is None:
                raise RunError(
                    f"a process died in the middle of its work, at no document, twice: {_told(code)}; "
                    "the same command goes on where it stopped, and fewer --jobs need less memory"
                )
            job.condemned[culprit] = f"killed the process that cleaned it, twice: {_told(code)}"
        waiting.appendleft(job)

    def _remove(self, process: _Process) -> int:
        self._processes.remove(process)
        return process.end()


def _answer(connection: Connection[Any, Any]) -> bytes | None:
    """What a process has sent; `None` if it is dead."""
    try:
        return connection.recv_bytes()
    except (EOFError, OSError):
        return None


def _told(code: int) -> str:
    """How a process ended.

    >>> _told(-11), _told(-40), _told(3)
    ('SIGSEGV', 'signal 40', 'exit code 3')
    """
    if code >= 0:
        return f"exit code {code}"
    known = {one.value: one.name for one in signal.Signals}
    name = known.get(-code, f"signal {-code}")  # some have numbers only
    return f"{name}, perhaps for want of memory" if name == "SIGKILL" else name


def _serve(connection: Connection[Any, Any], shown: MutableSequence[float], limit: float) -> None:
    """What a process does: it takes batches until the first process is gone."""
    import threading
    from multiprocessing import parent_process

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the first one decides
    parent = parent_process()
    if parent is not None:  # while a record hangs, nobody reads the connection
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    pulse.show(shown, limit)
    what = b""
    work: Work[Any, Any, Any] | None = None
    worker: Any = None
    try:
        while True:
            condemned: Condemned | None = pickle.loads(connection.recv_bytes())
            data = connection.recv_bytes()
            if condemned is None:
                what, work = data, None
                continue
            try:
                if work is None:  # here, so that a rule's module that cannot be imported is an answer
                    work, worker = pickle.loads(what)
                answer = pickle.dumps((True, work(worker, pickle.loads(data), condemned)), _PROTOCOL)
            except Exception as error:  # goes on in the first process
                answer = _pickled(error)
            pulse.rest()
            connection.send_bytes(answer)
    except (EOFError, OSError):
        return


def _pickled(error: Exception) -> bytes:
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        error = RuntimeError(f"{type(error).__name__}: {error}")
    return pickle.dumps((False, error))


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
