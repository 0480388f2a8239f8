"""The notes of a run, and how the next one resumes by them.

`run.json`, the manifest, says how an output is made, from what, and with what
result. `finished.jsonl` gets a line for each input file when its output is
whole; `going.json` says how far a large file is. A run that was stopped
resumes there.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from seedclean.config import RunConfig, options
from seedclean.corpus.atomic_file import Finished
from seedclean.corpus.folders import FINISHED, GOING, KINDS, RUN, Folder, path_of
from seedclean.corpus.read import Checkpoint, Reading
from seedclean.corpus.verify import read_entries, without_damaged
from seedclean.errors import RunError, describe_os_error
from seedclean.native import build
from seedclean.registry import Rule
from seedclean.report.summary import Tally

LATER = ("inputs", "result", "run")
"""Entries of a manifest that say what was done, not how."""

_LIBRARIES = ("ftfy", "langdetect", "rapidfuzz", "regex")


def describe_cleaning(config: RunConfig) -> dict[str, Any]:
    """Describe all that decides what comes out, as JSON values: where one differs, the output may differ."""
    from importlib.metadata import version  # slow to import

    described: dict[str, Any] = {
        "version": version("seedclean"),
        "engines": {name: version(name) for name in _LIBRARIES},
        "plugins": dict(sorted(_plugins(config.rules))),
    }
    shared = {
        "rules": [rule.describe() for rule in config.rules],
        "fields": config.fields._asdict(),
        "limits": config.limits._asdict(),
        "apply": config.apply and _checksum_of_files(config.apply),
        "route below": config.route_below and [config.route_below[0], str(config.route_below[1])],
    }
    for name, option in options().items():
        if option.manifest is not None:
            value = getattr(config, name)
            plain = list(value) if isinstance(value, tuple) else value
            described[option.manifest] = shared.get(option.manifest, plain)
    return described


def _checksum_of_files(path: Path) -> str:
    """The checksum of a file, or of all files below a folder.

    Raises:
        RunError: It cannot be read.
    """
    digest = blake2b(digest_size=16)
    try:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                digest.update(file.read_bytes())
    except OSError as error:
        raise describe_os_error(error) from None
    return digest.hexdigest()


class Plan(NamedTuple):
    """The tasks of a run in its output folder.

    Attributes:
        journal: Takes notes of finished files.
        done: The tallies of the files that an earlier run has finished.
        todo: The other files, each with how far an earlier run came with it.
    """

    journal: Journal
    done: list[Tally]
    todo: list[Reading]


class Previous(NamedTuple):
    """The state that earlier runs have left in an output folder.

    Attributes:
        folder: The folder.
        cleaning: How the files are cleaned, for the manifest.
        finished: The entries of finished files that still hold, by their names.
        going: The unfinished file, as `going.json` has it; empty if none was.
    """

    folder: Folder
    cleaning: dict[str, Any]
    finished: dict[str, dict[str, Any]]
    going: dict[str, Any]

    def plan(self, readings: Sequence[Reading], *, inside: bool) -> Plan:
        """See what is left to do.

        Args:
            readings: The files.
            inside: Whether a file that is not finished can be resumed.
        """
        kept: list[dict[str, Any]] = []
        todo: list[Reading] = []
        for reading in readings:
            entry = self.finished.get(reading.source.name)
            if entry is not None:
                kept.append(entry)
            else:
                todo.append(reading._replace(checkpoint=self._find_checkpoint(reading) if inside else None))
        self._sweep(next((one for one in todo if one.checkpoint is not None), None))
        done = [Tally(**entry["tally"]) for entry in kept]
        return Plan(Journal(self.folder, self.cleaning, kept), done, todo)

    def _find_checkpoint(self, reading: Reading) -> Checkpoint | None:
        """The progress of a file, or `None` if it has to be cleaned from its beginning."""
        going = self.going
        if "parts" not in going or not _is_same(going, reading):
            return None
        name = reading.source.name
        noted = {kind: going["parts"].get(path_of(kind, name)) for kind in KINDS}
        parts = {kind: (int(part[0]), str(part[1])) for kind, part in noted.items() if part is not None}
        if not all(self.folder.matches(name, kind, *part) for kind, part in parts.items()):
            return None
        return Checkpoint(going["position"], going["passed"], parts, Tally(**going["tally"]))

    def _sweep(self, going: Reading | None) -> None:
        """Remove the parts that no run can continue."""
        if going is None or going.checkpoint is None:
            self.folder.sweep()
            self.folder.remove(GOING)
        else:
            self.folder.sweep(going.source.name, going.checkpoint.parts)
        for name in self.going.get("sizes", ()):  # version 0.1.0 had them beside the output
            path = Path(self.folder.path / name)
            path.with_name(f".seedclean-part-{crc32(os.fsencode(path.name)):08x}").unlink(missing_ok=True)


class Journal:
    """Notes down which files are finished, and how far a large one is.

    Args:
        folder: The output folder.
        cleaning: How the files are cleaned, for the manifest.
        kept: The entries of earlier runs that still hold.
    """

    def __init__(self, folder: Folder, cleaning: dict[str, Any], kept: Iterable[dict[str, Any]]) -> None:
        self._folder = folder
        self._cleaning = cleaning
        self._lines = {entry["file"]: _encode_line(entry) for entry in kept}
        folder.write(FINISHED, b"".join(self._lines.values()))
        folder.write(RUN, _encode_manifest(cleaning))
        self._file = folder.append_to(FINISHED)

    def add_finished(self, reading: Reading, finished: Mapping[str, Finished], tally: Tally) -> None:
        """Note that a file is finished: its output, and the file of its routed documents, if it has them."""
        output = finished.get("output")
        entry = {
            **_describe(reading),
            "output": output and output.size,
            "checksum": output and output.checksum,
            **({"routed": finished["routed"]} if "routed" in finished else {}),
            "tally": tally._asdict(),
        }
        line = self._lines[reading.source.name] = _encode_line(entry)
        self._file.write(line)
        self._file.flush()

    def save_checkpoint(self, reading: Reading, checkpoint: Checkpoint) -> None:
        """Note how far a file is."""
        entry = {
            **_describe(reading),
            **checkpoint._asdict(),
            "parts": {path_of(kind, reading.source.name): part for kind, part in checkpoint.parts.items()},
            "tally": checkpoint.tally._asdict(),
        }
        self._folder.write(GOING, _encode_line(entry))

    def remove_checkpoint(self) -> None:
        """Note that no file is unfinished."""
        self._folder.remove(GOING)

    def end(self, readings: Sequence[Reading], tally: Tally, jobs: int, seconds: float, resumed: int) -> None:
        """Write the manifest of a whole run, and sort the finished files as the inputs are sorted.

        Args:
            readings: All files.
            tally: What was done to them.
            jobs: The processes that did the work.
            seconds: The time that it took.
            resumed: The files that an earlier run had finished.
        """
        self.close()
        sources = [reading.source for reading in readings]
        lines = (self._lines[source.name] for source in sources if source.name in self._lines)
        self._folder.write(FINISHED, b"".join(lines))
        manifest = {
            **self._cleaning,
            "inputs": [{"file": source.name, "bytes": source.size} for source in sources],
            "result": tally.as_json(),
            "run": _describe_run(jobs, seconds, resumed),
        }
        self._folder.write(RUN, _encode_manifest(manifest))

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def load_previous(
    folder: Folder, cleaning: dict[str, Any], readings: Iterable[Reading], *, force: bool
) -> Previous:
    """Load the state that earlier runs have left.

    Args:
        folder: The output folder.
        cleaning: How the files are cleaned now.
        readings: The files.
        force: Whether everything is cleaned again, and other files are overwritten.

    Raises:
        RunError: An earlier run cleaned in another way, or files are there that no run has written.
    """
    run = folder.read(RUN)
    going = next(read_entries(folder.read(GOING)), {})
    if run is None or force:
        if not force:
            _check_free(folder, readings)
        return Previous(folder, cleaning, {}, {"sizes": going.get("sizes", ())})
    try:
        before = json.loads(run)
        if _was_in_vain(before):
            _remove_files(folder, before["inputs"])
            return Previous(folder, cleaning, {}, going)
        differences = _find_differences(before, cleaning)
    except (ValueError, AttributeError, TypeError):
        raise RunError(f"{folder.path / RUN} is damaged; --force cleans everything again") from None
    if differences:
        raise RunError(
            f"{folder.path} was cleaned in another way, see {RUN} there (not the same: "
            f"{', '.join(differences)}); --force cleans everything again, another --output keeps both"
        )
    entries = {entry["file"]: entry for entry in read_entries(folder.read(FINISHED)) if "file" in entry}
    if "result" not in before:
        entries = without_damaged(folder, entries)
    finished = {
        one.source.name: entries[one.source.name]
        for one in readings
        if one.source.name in entries and _is_finished(folder, entries[one.source.name], one)
    }
    return Previous(folder, cleaning, finished, going)


def _check_free(folder: Folder, readings: Iterable[Reading]) -> None:
    """Raise `RunError` if a file that no run has written would be overwritten."""
    kinds = {"output": "--output", "routed": "folder to --route-below"}
    if folder.routed is None:
        del kinds["routed"]
    for kind, option in kinds.items():
        for reading in readings:
            path = folder.target(reading.source.name, kind)
            if path.exists():
                raise RunError(
                    f"{path} exists and no run of clean-corpus has written it; "
                    f"give another {option}, or --force to overwrite it"
                )


def _was_in_vain(manifest: dict[str, Any]) -> bool:
    """Tell whether every record of an earlier run was bad: another one can then spoil nothing."""
    result = manifest.get("result") or {}
    return bool(result.get("quarantined") and not result.get("documents") and not result.get("routed"))


def _remove_files(folder: Folder, inputs: Iterable[dict[str, Any]]) -> None:
    """Remove the files of a run that was in vain: the corrected one may have other inputs."""
    for source in inputs:
        for kind in KINDS:
            folder.remove(source["file"], kind)


def _is_finished(folder: Folder, entry: dict[str, Any], reading: Reading) -> bool:
    """Tell whether a file has not changed since it was cleaned, and its output is there in full size."""
    if not _is_same(entry, reading):
        return False
    name, routed = reading.source.name, entry.get("routed")
    whole = folder.size(name) == entry["output"]
    return whole and (not routed or folder.size(name, "routed") == routed[0])


def _describe(reading: Reading) -> dict[str, Any]:
    source = reading.source
    return {"file": source.name, "input": [source.size, source.changed], "counted": reading.counted}


def _is_same(entry: dict[str, Any], reading: Reading) -> bool:
    return all(entry.get(key) == value for key, value in _describe(reading).items())


def _encode_line(entry: dict[str, Any]) -> bytes:
    return json.dumps(entry).encode() + b"\n"


def _find_differences(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """The entries that decide what comes out and differ between two manifests."""
    keys = dict.fromkeys([*now, *before])
    return [key for key in keys if key not in LATER and before.get(key) != now.get(key)]


def _encode_manifest(entries: dict[str, Any]) -> bytes:
    """Encode a manifest for people to read."""
    return json.dumps(entries, indent=2).encode() + b"\n"


def _describe_run(jobs: int, seconds: float, resumed: int) -> dict[str, Any]:
    """Describe what is true of one run only."""
    from platform import node, platform

    return {
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 3),
        "jobs": jobs,
        "finished before": resumed,
        "python": sys.version.split()[0],
        "native": build(),
        "system": platform(),
        "host": node(),
        "command": sys.argv[1:],
    }


def _plugins(rules: Iterable[Rule]) -> Iterable[tuple[str, str]]:
    """The packages of rules that are not built in, with their versions."""
    packages = {rule.__module__.partition(".")[0] for rule in rules} - {"seedclean"}
    if not packages:
        return
    from importlib.metadata import version

    for package in packages:
        yield package, ", ".join(version(name) for name in _distributions_of(package))


@cache
def _distributions_of(package: str) -> list[str]:
    """The names of what was installed with a package; all of it must be searched for that."""
    from importlib.metadata import packages_distributions

    return sorted(set(packages_distributions().get(package, ())))
