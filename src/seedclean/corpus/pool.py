"""A process pool with ordered results, and a bounded number of tasks in flight.

A record that hangs, or that kills its process, costs that process. Another
one takes its place and does the task again, without the record. Each process
has a pipe of its own, so that one that is killed while it sends harms no other.
"""

from __future__ import annotations

import pickle
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableSequence
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar, cast

from seedclean.corpus import heartbeat
from seedclean.corpus.heartbeat import Beat
from seedclean.corpus.processes import as_picklable, choose_context, describe_exit, end_with_parent
from seedclean.errors import RunError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
R = TypeVar("R")

Condemned = Mapping[tuple[int, int], str]
"""Records to leave out of a task, and why, by the place of the file and the number of the record.

The number 0 is the file itself: a process died while it was read or written.
"""

AHEAD = 4
"""Tasks in flight for each process."""

MOST_DEATHS = 2
"""A process may be killed by chance once, for want of memory."""

_PROTOCOL = pickle.HIGHEST_PROTOCOL
_POLL = 1.0  # seconds between two looks at the heartbeats


class _Task:
    """A task in flight."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.condemned: dict[tuple[int, int], str] = {}
        self.deaths: Counter[tuple[int, int]] = Counter()
        self.answer: Any = None
        self.done = False


class _Process:
    """A process, and the task that it works on."""

    def __init__(self, time_limit: float) -> None:
        context = choose_context()
        self.shared = cast("MutableSequence[float]", context.RawArray("d", heartbeat.SIZE))
        self.connection, its_end = context.Pipe()
        arguments = (its_end, self.shared, time_limit)
        self.process: BaseProcess = context.Process(target=_serve, args=arguments, daemon=True)
        self.process.start()
        its_end.close()
        self.function = b""
        self.task: _Task | None = None
        self.overdue: Beat | None = None

    def give(self, task: _Task, function: bytes) -> None:
        """Send a task, and the function if it is a new one."""
        self.task = task
        self.overdue = None
        new = function if function != self.function else b""
        self.function = function
        try:
            for data in (new, pickle.dumps(task.condemned, _PROTOCOL), task.data):
                self.connection.send_bytes(data)
        except OSError:
            pass  # it is dead, which is noticed when its answer is awaited

    def beat(self) -> Beat:
        """Read its heartbeat."""
        return heartbeat.read(self.shared)

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
            ends a record that hangs.
        time_limit: Seconds that a record may take.
    """

    def __init__(self, jobs: int, time_limit: float = 60.0) -> None:
        self.jobs = jobs
        self._limit = time_limit
        self._processes: list[_Process] = []

    def map(self, function: Callable[[T, Condemned], R], items: Iterable[T]) -> Iterator[R]:
        """Call a function with items in other processes.

        Args:
            function: Takes an item and what to leave out of it.
            items: The items, taken as they are needed.

        Yields:
            The results, in the order of the items.

        Raises:
            RunError: Other processes cannot import the function, or die whatever they are given.
        """
        if not self.jobs:
            for item in items:
                yield function(item, {})
            return
        pickled = _pickle_function(function)
        flight: deque[_Task] = deque()
        try:
            yield from self._map(pickled, iter(items), flight)
        finally:  # whoever stops early wants no answers any more
            for process in [one for one in self._processes if one.task in flight]:
                self._remove(process)

    def close(self) -> None:
        """End all processes."""
        for process in self._processes:
            process.end()
        self._processes.clear()

    def _map(self, function: bytes, source: Iterator[Any], flight: deque[_Task]) -> Iterator[Any]:
        waiting: deque[_Task] = deque()
        more = True
        while more or flight:
            while flight and flight[0].done:
                yield flight.popleft().answer
            while more and len(waiting) < self.jobs and len(flight) < AHEAD * self.jobs:
                try:
                    task = _Task(pickle.dumps(next(source), _PROTOCOL))
                except StopIteration:
                    more = False
                    break
                flight.append(task)
                waiting.append(task)
                self._hand_out(waiting, function)
            if flight and not flight[0].done:
                self._hand_out(waiting, function)
                self._collect(waiting)

    def _hand_out(self, waiting: deque[_Task], function: bytes) -> None:
        for process in self._processes:
            if process.task is None and waiting:
                process.give(waiting.popleft(), function)
        while waiting and len(self._processes) < self.jobs:
            process = _Process(self._limit)
            self._processes.append(process)
            process.give(waiting.popleft(), function)

    def _collect(self, waiting: deque[_Task]) -> None:
        """Wait until a process answers, or for a second."""
        from multiprocessing.connection import wait

        busy = {process.connection: process for process in self._processes if process.task}
        for connection in wait(list(busy), min(_POLL, self._limit / 4)):
            process = busy.pop(cast("Connection[Any, Any]", connection))
            answer = _receive(process.connection)
            if answer is None:
                self._replace_dead(process, waiting)
                continue
            good, result = pickle.loads(answer)
            if not good:
                raise result
            if process.task is not None:
                process.task.answer, process.task.done = result, True
                process.task = None
        for process in busy.values():
            self._end_if_overdue(process, waiting)

    def _end_if_overdue(self, process: _Process, waiting: deque[_Task]) -> None:
        """End a process that is overdue in two looks: at the first, the machine may have been asleep."""
        beat = process.beat()
        overdue = beat if beat.deadline and monotonic() > beat.deadline else None
        if overdue is not None and overdue == process.overdue and process.task is not None:
            self._remove(process)
            reason = f"took longer than the {self._limit:g} s of --time-limit"
            process.task.condemned[overdue.file, overdue.record] = reason
            waiting.appendleft(process.task)
        process.overdue = overdue

    def _replace_dead(self, process: _Process, waiting: deque[_Task]) -> None:
        """Have the task of a dead process done again, without the record that killed twice.

        Raises:
            RunError: It died where there was nothing left to do.
        """
        exit_ = describe_exit(self._remove(process))
        task = process.task
        if task is None:
            return
        beat = process.beat()
        culprit = (beat.file, beat.record)
        if culprit in task.condemned:
            raise RunError(
                f"the processes that clean die before they do anything: {exit_}; a script needs "
                "`if __name__ == '__main__':`; a module of yours ends them, or there is too little memory"
            )
        task.deaths[culprit] += 1
        if task.deaths[culprit] >= MOST_DEATHS:
            what = "cleaned it" if beat.record else "read and wrote the file"
            task.condemned[culprit] = f"killed the process that {what}, twice: {exit_}"
        waiting.appendleft(task)

    def _remove(self, process: _Process) -> int:
        self._processes.remove(process)
        return process.end()


class Reader:
    """A process that iterates, so that what kills it costs no more than itself.

    It reads large files, whose chunks go to a pool.
    """

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._connection: Any = None

    def iterate(self, function: Callable[..., Iterator[Any]], *arguments: Any) -> Iterator[Any]:  # noqa: ANN401
        """Iterate over what a function yields in the other process.

        Raises:
            ProcessDiedError: The process died.
        """
        self._start()
        self._connection.send((function, arguments))
        complete = False
        try:
            while True:
                try:
                    good, item = self._connection.recv()
                except (EOFError, OSError):
                    raise ProcessDiedError(describe_exit(self._end())) from None
                if not good:
                    complete = item is None
                    if complete:
                        return
                    raise item
                yield item
        finally:
            if not complete:
                self._end()

    def close(self) -> None:
        """End the process."""
        self._end()

    def _start(self) -> None:
        if self._process is not None:
            return
        context = choose_context()
        self._connection, its_end = context.Pipe()
        self._process = context.Process(target=_serve_items, args=(its_end,), daemon=True)
        self._process.start()
        its_end.close()

    def _end(self) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        self._connection.close()
        process.join(0.2)  # one that is dying has its own exit code
        process.kill()
        process.join()
        return process.exitcode or 0


class ProcessDiedError(Exception):
    """The process that iterated has died; the message says how."""


def _pickle_function(function: Callable[..., Any]) -> bytes:
    try:
        return pickle.dumps(function, _PROTOCOL)
    except Exception as error:
        raise RunError(
            f"other processes cannot import what is to be done: {error}; "
            "a rule of your own must be in a module, not in a script or a notebook"
        ) from error


def _receive(connection: Connection[Any, Any]) -> bytes | None:
    """The answer of a process; `None` if it is dead."""
    try:
        return connection.recv_bytes()
    except (EOFError, OSError):
        return None


def _serve(connection: Connection[Any, Any], shared: MutableSequence[float], limit: float) -> None:
    """Do tasks until the first process is gone."""
    end_with_parent()
    heartbeat.attach(shared, limit)
    function: Callable[..., Any] | None = None
    pickled = b""
    try:
        while True:
            new = connection.recv_bytes()
            condemned = pickle.loads(connection.recv_bytes())
            data = connection.recv_bytes()
            if new:
                pickled, function = new, None
            heartbeat.start_file(0)
            try:
                if function is None:  # here, so that a module that cannot be imported is an answer
                    function = pickle.loads(pickled)
                answer = pickle.dumps((True, function(pickle.loads(data), condemned)), _PROTOCOL)
            except Exception as error:  # raised again in the first process
                answer = pickle.dumps((False, as_picklable(error)))
            heartbeat.end_record()
            connection.send_bytes(answer)
    except (EOFError, OSError):
        return


def _serve_items(connection: Connection[Any, Any]) -> None:
    """Iterate until the first process is gone."""
    end_with_parent()
    try:
        while True:
            function, arguments = connection.recv()
            try:
                for item in function(*arguments):
                    connection.send((True, item))
            except Exception as error:
                connection.send((False, as_picklable(error)))
            else:
                connection.send((False, None))
    except (EOFError, OSError):
        return
