"""Comparing the outputs of runs with the checksums that these have noted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from seedclean.corpus.atomic_file import checksum_of
from seedclean.corpus.folders import FINISHED, RUN, Folder, is_safe
from seedclean.errors import RunError, describe_os_error
from seedclean.paths import AnyPath, parse_path

_UNSETTLED = 120.0
"""Seconds before a power cut in which a system may not have written a file to its disk."""


def verify_corpus(cleaned: AnyPath) -> Iterator[tuple[str, str]]:
    """Compare each output file, and each file of routed documents, with its checksum.

    The folder of routed documents is read where the run has written it, by its manifest.

    Args:
        cleaned: The output of a run.

    Yields:
        Each file with the reason why it is bad, empty where it is good. A file of routed documents has
        its folder before its name.

    Raises:
        RunError: No run has written there, or its manifest does not name the folder of routed documents.
    """
    try:
        entries = list(read_entries((cleaned / FINISHED).read_bytes()))
    except FileNotFoundError:
        raise RunError(f"{cleaned} has no {FINISHED}; give the output folder of a run") from None
    except OSError as error:
        raise describe_os_error(error) from None
    routed = _find_routed_folder(cleaned) if any(entry.get("routed") for entry in entries) else None
    for entry in entries:
        name = str(entry.get("file"))
        if not is_safe(name):
            yield name, "is no name of a file below the folder"
            continue
        if entry.get("output") is not None:
            yield name, _compare(cleaned / name, entry.get("checksum"))
        if routed is not None and entry.get("routed"):
            yield str(routed / name), _compare(routed / name, _checksum_of_routed(entry["routed"]))


def read_entries(data: bytes | None) -> Iterator[dict[str, Any]]:
    """Read a file of JSON objects, a line each; the last one may be cut, and damaged ones are skipped."""
    for line in (data or b"").splitlines():
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(entry, dict):
            yield entry


def without_damaged(folder: Folder, entries: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The finished files of a run that did not end, without those that a power cut has damaged.

    Args:
        folder: The output folder.
        entries: The entries of the files, by their names.
    """
    written: list[tuple[float, str, Path, str]] = []
    for name, entry in entries.items():
        files = [
            ("output", entry["output"], entry.get("checksum")),
            ("routed", *entry.get("routed", (0, ""))),
        ]
        for kind, size, checksum in files:
            path = folder.target(name, kind)
            if checksum and isinstance(path, Path) and folder.size(name, kind) == size:
                written.append((path.stat().st_mtime, name, path, checksum))
    newest = max((time for time, *_ in written), default=0.0)
    damaged = {
        name
        for time, name, path, checksum in written
        if newest - time < _UNSETTLED and checksum_of(path) != checksum
    }
    return {name: entry for name, entry in entries.items() if name not in damaged}


def _compare(path: AnyPath, checksum: Any) -> str:  # noqa: ANN401 - what a line of JSON holds
    if checksum is None:
        return "has no checksum, for version 0.1.0 wrote it"
    try:
        return "" if checksum_of(path) == checksum else "has other bytes than were written"
    except OSError as error:
        return error.strerror or str(error)


def _checksum_of_routed(noted: Any) -> str:  # noqa: ANN401 - what a line of JSON holds
    return noted[1] if isinstance(noted, list) and len(noted) > 1 else ""


def _find_routed_folder(cleaned: AnyPath) -> AnyPath:
    try:
        return parse_path(json.loads((cleaned / RUN).read_bytes())["route below"][1])
    except (OSError, LookupError, TypeError, ValueError) as error:
        raise RunError(f"{cleaned / RUN} does not name the folder of --route-below: {error!s:.80}") from None
