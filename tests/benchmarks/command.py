"""The command as a process: its time and the memory of all its processes."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter
from typing import NamedTuple

from benchmarks.timing import THREADS


class Run(NamedTuple):
    """What a run took.

    Attributes:
        processor: Seconds of the processor, of all processes together.
        wall: Seconds on the clock.
        memory: The most that all processes held at one time, in MB; 0 where `/proc` does not say.
    """

    processor: float
    wall: float
    memory: float


def write_rows(path: Path, rows: list[dict], fields: tuple[str, ...], times: int = 1) -> None:
    """Write records with these fields only, again and again under other names."""
    with path.open("w", encoding="utf-8") as file:
        for time in range(times):
            for row in rows:
                record = {field: row[field] for field in fields if row.get(field) is not None}
                record["id"] = f"{time}/{row['id']}"
                file.write(json.dumps(record, ensure_ascii=False) + "\n")


def run(source: Path, target: Path, *options: str) -> Run:
    """Clean a corpus with the command, as a user would, into a folder that is not there yet.

    Raises:
        subprocess.CalledProcessError: The command failed.
    """
    before = getrusage(RUSAGE_CHILDREN)
    started = perf_counter()
    command = [sys.executable, "-m", "seedclean", str(source), "-o", str(target), "-q", *options]
    as_users_have_it = {name: value for name, value in os.environ.items() if name not in THREADS}
    with subprocess.Popen(command, env=as_users_have_it) as process:
        watch = _Watch(process.pid)
        watch.start()
        code = process.wait()
        watch.ended.set()
        watch.join()
    wall = perf_counter() - started
    if code:
        raise subprocess.CalledProcessError(code, command)
    after = getrusage(RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(processor, wall, watch.most)


class _Watch(threading.Thread):
    """Looks ten times a second at how much memory a process and all those it started hold."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.most = 0.0
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.wait(0.1):
            self.most = max(self.most, _held(self.pid))


def _held(pid: int) -> float:
    """The memory of a process and of all below it, in MB; what they share is counted once a process."""
    folder = Path(f"/proc/{pid}")
    try:
        pages = int((folder / "statm").read_text().split()[1])
        children = [pid for told in folder.glob("task/*/children") for pid in told.read_text().split()]
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6 + sum(_held(int(child)) for child in children)


def start(text: str) -> tuple[float, float]:
    """The processor's seconds for importing the library, and for the first text, in a process of its own."""
    code = (
        "from time import process_time as now; started = now(); from seedclean import clean; loaded = now(); "
        f"clean({text!r}); print(loaded - started, now() - loaded)"
    )
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loading, first = map(float, said.stdout.split())
    return loading, first
