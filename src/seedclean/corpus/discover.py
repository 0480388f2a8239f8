"""Discovery of the files to clean: files, folders and URLs, in an order that is always the same.

What can be known to be in the way of a run is known here, before anything is read or written.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from seedclean.config import RunConfig
from seedclean.corpus.read import Source
from seedclean.errors import BadRecordMetError, RunError, describe_os_error
from seedclean.formats import FORMATS, FieldError, MissingError, check_format, format_of, strip_suffix
from seedclean.paths import OURS, AnyPath, Remote, Status, check_reachable

_UNKNOWN = "its ending is that of no known format"


class Inputs(NamedTuple):
    """The files of a run.

    Attributes:
        sources: The files to clean.
        skipped: The files that were skipped, each with its reason.
        unreadable: Folders that could not be read, each with its reason.
    """

    sources: list[Source]
    skipped: list[tuple[str, str]]
    unreadable: list[tuple[str, str]]


def find_inputs(paths: Sequence[AnyPath], config: RunConfig, output: AnyPath | None = None) -> Inputs:
    """Find the files to clean, and check that they can be cleaned as the options ask.

    Args:
        paths: Files and folders.
        config: The options.
        output: The output folder; `None` to write nothing.

    Raises:
        RunError: Something is in the way.
    """
    if output is not None:
        check_apart(paths, output, config.routed_to)
    inputs = discover(paths, config.format)
    for name, reason in inputs.unreadable if config.on_error == "fail" else ():
        raise BadRecordMetError(f"{name}: {reason}")
    if config.attributes:
        _check_attributes(inputs.sources)
    for name, path in {source.format: source.path for source in inputs.sources}.items():
        check_figures(config.figures, name, str(path))
    return inputs


def check_figures(figures: Iterable[str], format_name: str, where: str) -> None:
    """Raise `RunError` if a format has no place for the figures that are asked for.

    Args:
        figures: Their fields; empty ones are not asked for.
        format_name: The format.
        where: A file of that format.
    """
    try:
        FORMATS[format_name].check_figures(filter(None, figures))
    except FieldError as error:
        raise RunError(f"{where}: {error}") from None


def discover(paths: Iterable[AnyPath], unknown: str = "txt") -> Inputs:
    """Find the files to clean.

    Folders are walked; hidden files and those of no known format are skipped.
    A file that is named itself is always taken.

    Args:
        paths: Files and folders, on disks or at URLs.
        unknown: The format of a named file whose ending tells none.

    Raises:
        RunError: A path does not exist, two files would get the same place in
            the output, or a package is missing that one of them needs.
    """
    found = Inputs([], [], [])
    for path in paths:
        try:
            check_reachable(path)
            status = path.stat()
        except OSError as error:
            raise describe_os_error(error) from None
        if stat.S_ISDIR(status.st_mode):
            if isinstance(path, Remote):
                _list(path, found)
            else:
                _walk(path, found)
        elif stat.S_ISREG(status.st_mode):
            found.sources.append(_source(path.name, path, format_of(path.name) or unknown, status))
        else:
            raise RunError(f"{path} is neither a file nor a folder; `-` reads standard input")
    for source in {(source.format, source.compression): source for source in found.sources}.values():
        try:
            check_format(source.format, source.compression)
        except MissingError as error:
            raise RunError(f"{source.path}: {error}") from None
    return found._replace(sources=_check_names(found.sources))


def check_apart(paths: Sequence[AnyPath], output: AnyPath, routed: AnyPath | None = None) -> None:
    """Check that no input can be overwritten.

    Args:
        paths: The inputs.
        output: The output folder.
        routed: The folder for routed documents, if there is one.

    Raises:
        RunError: A folder to write is an input or the other one, lies in one,
            or holds one, or nothing can be written there.
    """
    for path in [*paths, output]:
        check_reachable(path)
    out = _real(output)
    for path in paths:
        real = _real(path)
        if out == real:
            raise RunError(f"the output {output} is the input {path}; give another folder")
        if _is_below(out, real) and path.is_dir():
            raise RunError(f"the output {output} lies inside the input {path}; give a folder outside of it")
        if _is_below(real, out):
            raise RunError(f"the input {path} lies inside the output {output}; give another folder")
    _check_writable(output)
    if routed is None:
        return
    for path in (*paths, output):
        if _is_below(_real(routed), _real(path)) or _is_below(_real(path), _real(routed)):
            raise RunError(
                f"{routed}, the folder of --route-below, is or holds {path}, or lies in it; "
                "give a folder apart from the input and the output"
            )
    _check_writable(routed)


def _check_attributes(sources: Iterable[Source]) -> None:
    """Raise `RunError` where a file is not of JSON lines, beside which attributes lie."""
    for source in sources:
        if source.format != "jsonl":
            raise RunError(
                f"{source.path}: attributes lie beside files of JSON lines, as dolma reads them; "
                "convert the file, or leave --attributes out"
            )


def _check_writable(output: AnyPath) -> None:
    if isinstance(output, Remote):
        if output.read_only:
            raise RunError(
                f"nothing can be written to {output}; give a folder, or a URL such as s3://bucket/cleaned"
            )
    elif output.exists() and not output.is_dir():
        raise RunError(f"the output {output} is not a folder; give a folder or a new name")


def _list(top: Remote, found: Inputs) -> None:
    """Take the files below a URL."""
    for name, status in top.files():
        if not any(part.startswith(".") or part == OURS for part in name.split("/")):
            _take(name, top / name, status, found)


def _walk(top: Path, found: Inputs) -> None:
    real_top = _real(top)
    visited: set[str] = set()
    pending = [top]
    while pending:
        folder = pending.pop()
        real = _real(folder)
        if folder.is_symlink() and folder != top and (real in visited or _is_below(real, real_top)):
            found.skipped.append((_name(folder, top), "is a link to a folder that is read anyway"))
            continue
        visited.add(real)
        try:
            paths = sorted(folder.iterdir())
        except OSError as error:
            if folder == top:
                raise describe_os_error(error) from None
            found.unreadable.append((_name(folder, top), error.strerror or str(error)))
            continue
        folders = []
        for path in paths:
            if path.name.startswith(".") or path.name == OURS:
                continue
            try:
                status = path.stat()
            except OSError as error:  # a link that leads nowhere or in a circle
                found.skipped.append((_name(path, top), error.strerror or str(error)))
                continue
            if stat.S_ISDIR(status.st_mode):
                folders.append(path)
            else:
                _take(_name(path, top), path, status, found)
        pending += reversed(folders)


def _take(name: str, path: AnyPath, status: os.stat_result | Status, found: Inputs) -> None:
    known = format_of(name)
    if known is None:
        found.skipped.append((name, _UNKNOWN))
    elif not stat.S_ISREG(status.st_mode):
        found.skipped.append((name, "is not a regular file"))
    else:
        found.sources.append(_source(name, path, known, status))


def _source(name: str, path: AnyPath, format_name: str, status: os.stat_result | Status) -> Source:
    return Source(name, path, format_name, strip_suffix(name)[1], status.st_size, status.st_mtime_ns)


def _name(path: Path, top: Path) -> str:
    return path.relative_to(top).as_posix()


def _real(path: AnyPath) -> str:
    if isinstance(path, Remote):
        return str(path).rstrip("/")
    return os.path.realpath(path)  # unlike Path.resolve it takes links in a circle


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(
        folder.rstrip("/" + os.sep) + ("/" if "://" in folder else os.sep)
    )


def _check_names(sources: list[Source]) -> list[Source]:
    """Sort the files, each once; an error if two of them would have the same name."""
    taken: dict[str, Source] = {}
    for source in sources:
        other = taken.setdefault(source.name, source)
        if _real(other.path) != _real(source.path):
            raise RunError(
                f"{other.path} and {source.path} would both become {source.name}; "
                "give the folder above them, or clean them into two outputs"
            )
    for name, source in taken.items():
        for folder in PurePosixPath(name).parents:
            other = taken.get(str(folder), source)
            if other is not source:
                raise RunError(
                    f"{other.path} would become a file {other.name} where {source.path} needs a folder of "
                    "that name; clean them into two outputs"
                )
    return sorted(taken.values(), key=lambda source: source.name.split("/"))
