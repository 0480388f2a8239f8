"""Resuming: what earlier runs have finished, and how far they came in a large file.

`finished.jsonl` gets a line for each input file when its output is whole;
`going.json` says how far a large file is. A run that was stopped resumes there.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from seedclean.corpus.atomic_file import Finished, checksum_of
from seedclean.corpus.discover import Source
from seedclean.corpus.folders import Folder
from seedclean.corpus.layout import FINISHED, GOING, KINDS, RUN, path_of
from seedclean.corpus.manifest import encode_manifest, find_differences
from seedclean.errors import RunError
from seedclean.report.summary import Tally

_UNSETTLED = 120.0
"""Seconds before a power cut in which a system may not have written a file to its disk."""


class Checkpoint(NamedTuple):
    """The progress of a file.

    Attributes:
        position: The place where reading resumes, as the file's format has it.
        passed: The bytes of the file that are read by then.
        parts: The size and the checksum of each unfinished file, by its name.
        tally: What was done to the file by then.
    """

    position: Any
    passed: int
    parts: dict[str, tuple[int, str]]
    tally: Tally


class Previous(NamedTuple):
    """The state that earlier runs have left in an output folder.

    Attributes:
        folder: The folder.
        ours: Whether a run has written there at all.
        entries: The finished files, by their names.
        going: The unfinished file, as `going.json` has it; empty if none was.
    """

    folder: Folder
    ours: bool
    entries: dict[str, dict[str, Any]]
    going: dict[str, Any]

    def find_finished(self, source: Source, counted: str) -> Tally | None:
        """The tally of a finished file, or `None` if it has to be cleaned.

        A file is finished if it has not changed since it was cleaned, and its
        output is still there in full size.

        Args:
            source: The file.
            counted: The basis of its line counts.
        """
        entry = self.entries.get(source.name)
        if entry is None or not _is_same(entry, source, counted):
            return None
        routed = entry.get("routed")
        if routed and self.folder.size(path_of("routed", source.name)) != routed[0]:
            return None
        return Tally(**entry["tally"]) if self.folder.size(source.name) == entry["output"] else None

    def find_checkpoint(self, source: Source, counted: str) -> Checkpoint | None:
        """The progress of a file, or `None` if it has to be cleaned from its beginning.

        Args:
            source: The file.
            counted: The basis of its line counts.
        """
        going = self.going
        if going.get("file") != source.name or "parts" not in going or not _is_same(going, source, counted):
            return None
        parts = {name: (int(size), str(checksum)) for name, (size, checksum) in going["parts"].items()}
        if not all(self.folder.matches(name, *part) for name, part in parts.items()):
            return None
        return Checkpoint(going["position"], going["passed"], parts, Tally(**going["tally"]))

    def sweep(self, keep: Checkpoint | None) -> None:
        """Remove the parts that no run can continue."""
        self.folder.sweep(keep.parts if keep is not None else ())
        for name in self.going.get("sizes", ()):  # version 0.1.0 had them beside the output
            path = Path(self.folder.path / name)
            path.with_name(f".seedclean-part-{crc32(os.fsencode(path.name)):08x}").unlink(missing_ok=True)
        if keep is None:
            self.folder.remove(GOING)


class Journal:
    """Notes down which files are finished, and how far a large one is.

    Args:
        folder: The output folder.
        cleaning: How the files are cleaned, for the manifest.
        basis: Gives the basis of the line counts of a file.
        kept: The entries of earlier runs that still hold.
    """

    def __init__(
        self,
        folder: Folder,
        cleaning: dict[str, Any],
        basis: Callable[[Source], str],
        kept: Iterable[dict[str, Any]],
    ) -> None:
        self._folder = folder
        self._cleaning = cleaning
        self._basis = basis
        self._lines = {entry["file"]: _encode_line(entry) for entry in kept}
        folder.write(FINISHED, b"".join(self._lines.values()))
        folder.write(RUN, encode_manifest(cleaning))
        self._file = folder.append_to(FINISHED)

    def add_finished(self, source: Source, finished: Mapping[str, Finished], tally: Tally) -> None:
        """Note that a file is finished: its output, and the file of its routed documents, if it has them."""
        output = finished.get("output")
        entry = {
            **self._describe(source),
            "output": output and output.size,
            "checksum": output and output.checksum,
            **({"routed": finished["routed"]} if "routed" in finished else {}),
            "tally": tally._asdict(),
        }
        line = self._lines[source.name] = _encode_line(entry)
        self._file.write(line)
        self._file.flush()

    def save_checkpoint(self, source: Source, checkpoint: Checkpoint) -> None:
        """Note how far a file is."""
        entry = {**self._describe(source), **checkpoint._asdict(), "tally": checkpoint.tally._asdict()}
        self._folder.write(GOING, _encode_line(entry))

    def remove_checkpoint(self) -> None:
        """Note that no file is unfinished."""
        self._folder.remove(GOING)

    def end(self, sources: Sequence[Source], more: dict[str, Any]) -> None:
        """Write the manifest of a whole run, and sort the finished files as the inputs are sorted.

        Args:
            sources: All files.
            more: The entries of the manifest that follow.
        """
        self.close()
        lines = (self._lines[source.name] for source in sources if source.name in self._lines)
        self._folder.write(FINISHED, b"".join(lines))
        self._folder.write(RUN, encode_manifest({**self._cleaning, **more}))

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _describe(self, source: Source) -> dict[str, Any]:
        return _describe(source, self._basis(source))


def load_previous(folder: Folder, cleaning: dict[str, Any], *, force: bool) -> Previous:
    """Load the state that earlier runs have left.

    Args:
        folder: The output folder.
        cleaning: How the files are cleaned now.
        force: Whether everything is cleaned again.

    Raises:
        RunError: An earlier run cleaned in another way, and `force` is not set.
    """
    run = folder.read(RUN)
    going = next(read_entries(folder.read(GOING)), {})
    if run is None or force:
        return Previous(folder, run is not None, {}, {"sizes": going.get("sizes", ())})
    try:
        before = json.loads(run)
        if _was_in_vain(before):
            _remove_files(folder, before["inputs"])
            return Previous(folder, True, {}, going)
        differences = find_differences(before, cleaning)
    except (ValueError, AttributeError, TypeError):
        raise RunError(f"{folder.path / RUN} is damaged; --force cleans everything again") from None
    if differences:
        raise RunError(
            f"{folder.path} was cleaned in another way, see {RUN} there (not the same: "
            f"{', '.join(differences)}); --force cleans everything again, another --output keeps both"
        )
    entries = {entry["file"]: entry for entry in read_entries(folder.read(FINISHED)) if "file" in entry}
    if "result" not in before:
        entries = _without_unsettled(folder, entries)
    return Previous(folder, True, entries, going)


def read_entries(data: bytes | None) -> Iterator[dict[str, Any]]:
    """Read a file of JSON objects, a line each; the last one may be cut, and damaged ones are skipped."""
    for line in (data or b"").splitlines():
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(entry, dict):
            yield entry


def _was_in_vain(manifest: dict[str, Any]) -> bool:
    """Tell whether every record of an earlier run was bad: another one can then spoil nothing."""
    result = manifest.get("result") or {}
    return bool(result.get("quarantined") and not result.get("documents") and not result.get("routed"))


def _remove_files(folder: Folder, inputs: Iterable[dict[str, Any]]) -> None:
    """Remove the files of a run that was in vain: the corrected one may have other inputs."""
    for source in inputs:
        for kind in KINDS:
            folder.remove(path_of(kind, source["file"]))


def _without_unsettled(folder: Folder, entries: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The finished files of a run that did not end, without those that a power cut has damaged."""
    written: list[tuple[float, str, Path, str]] = []
    for name, entry in entries.items():
        files = [
            ("output", entry["output"], entry.get("checksum")),
            ("routed", *entry.get("routed", (0, ""))),
        ]
        for kind, size, checksum in files:
            path = folder.target(path_of(kind, name))
            if checksum and isinstance(path, Path) and folder.size(path_of(kind, name)) == size:
                written.append((path.stat().st_mtime, name, path, checksum))
    newest = max((time for time, *_ in written), default=0.0)
    damaged = {
        name
        for time, name, path, checksum in written
        if newest - time < _UNSETTLED and checksum_of(path) != checksum
    }
    return {name: entry for name, entry in entries.items() if name not in damaged}


def _describe(source: Source, counted: str) -> dict[str, Any]:
    return {"file": source.name, "input": [source.size, source.changed], "counted": counted}


def _is_same(entry: dict[str, Any], source: Source, counted: str) -> bool:
    return all(entry.get(key) == value for key, value in _describe(source, counted).items())


def _encode_line(entry: dict[str, Any]) -> bytes:
    return json.dumps(entry).encode() + b"\n"
