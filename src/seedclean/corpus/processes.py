"""Processes beside the first: how they start, how they end with it, and how they say what went wrong.

Where the system can, they are forked of one that has imported the package and
does nothing else: they start in some hundredths of a second and share its tables.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext
    from multiprocessing.process import BaseProcess


@cache
def choose_context() -> ForkServerContext | SpawnContext:
    """Choose the way in which processes start on this system."""
    import multiprocessing  # slow, as all that belongs to it

    if "forkserver" not in multiprocessing.get_all_start_methods():  # Windows
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", "seedclean.corpus.preload"])
    atexit.register(_end_server)
    return context


def _end_server() -> None:
    """End the process that others are forked of, and wait for it, so that their time counts with ours."""
    from multiprocessing import forkserver

    server = forkserver._forkserver
    if hasattr(server, "_stop"):  # there is no public way
        server._stop()


def describe_exit(code: int) -> str:
    """Describe the exit code of a process.

    >>> describe_exit(-11), describe_exit(-40), describe_exit(3)
    ('SIGSEGV', 'signal 40', 'exit code 3')
    """
    if code >= 0:
        return f"exit code {code}"
    known = {one.value: one.name for one in signal.Signals}
    name = known.get(-code, f"signal {-code}")  # some have numbers only
    return f"{name}, perhaps for want of memory" if name == "SIGKILL" else name


def as_picklable(error: Exception) -> Exception:
    """Return an error that can go to another process: itself, or one with its name and message."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def end_with_parent() -> None:
    """End this process when the first one is gone, even while a record hangs; that one decides on Ctrl-C."""
    import threading
    from multiprocessing import parent_process

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):  # Windows has not all of them
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_exit_after, args=(parent,), daemon=True).start()


def _exit_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
