"""Errors that end a run, with messages that tell a person what to do."""

from __future__ import annotations


class RunError(Exception):
    """The run cannot start or continue; the message says why and what helps."""

    exit_code = 2


class ConfigError(RunError, ValueError):
    """An option has a value that means nothing."""


class BadRecordMetError(RunError):
    """A record could not be read or cleaned, and `--on-error fail` ends the run there."""

    exit_code = 1


def describe_os_error(error: OSError) -> RunError:
    """Describe an error of the operating system in one line.

    >>> str(describe_os_error(FileNotFoundError(2, "No such file or directory", "pages")))
    'pages: No such file or directory'
    """
    reason = error.strerror or str(error) or type(error).__name__
    places = [str(name) for name in (error.filename, error.filename2) if name is not None]
    return RunError(f"{' -> '.join(places)}: {reason}" if places else reason)
