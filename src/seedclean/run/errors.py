"""What ends a run, said so that a person can do something about it."""

from __future__ import annotations


class RunError(Exception):
    """The run cannot begin or go on; the message says why and what helps."""

    exit_code = 2


class BadRecordMetError(RunError):
    """A record could not be read or cleaned, and the run was told to end then."""

    exit_code = 1


def refused(error: OSError) -> RunError:
    """One line for what the operating system refused.

    >>> str(refused(FileNotFoundError(2, "No such file or directory", "pages")))
    'pages: No such file or directory'
    """
    reason = error.strerror or str(error) or type(error).__name__
    places = [str(name) for name in (error.filename, error.filename2) if name is not None]
    return RunError(f"{' -> '.join(places)}: {reason}" if places else reason)
