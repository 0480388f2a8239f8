"""What an output folder knows about itself: how it was made, and which files are finished.

`run.json` says with which version, rules and options; `finished.jsonl` gets a
line for each input file when its output is whole. A run that was stopped goes
on from there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from seedclean.report.summary import Tally
from seedclean.run.errors import RunError
from seedclean.run.inputs import OURS, Source
from seedclean.run.output import Folder

RUN = f"{OURS}/run.json"
FINISHED = f"{OURS}/finished.jsonl"


class Earlier(NamedTuple):
    """What earlier runs have left in an output folder.

    Attributes:
        path: The folder.
        ours: Whether a run of ours has written there at all.
        entries: What is finished, by the name of the file.
    """

    path: Path
    ours: bool
    entries: dict[str, dict[str, Any]]

    def finished(self, source: Source, counted: str) -> Tally | None:
        """What was done to a file, or `None` if it is to be done.

        A file is finished if it has not changed since it was cleaned, and its
        output is still there in full size.

        Args:
            source: The file.
            counted: From what its lines were counted.
        """
        entry = self.entries.get(source.name)
        if entry is None or entry["input"] != [source.size, source.changed] or entry["counted"] != counted:
            return None
        output = self.path / source.name
        size = output.stat().st_size if output.is_file() else None
        return Tally(**entry["tally"]) if size == entry["output"] else None


class Notes:
    """Notes down what gets finished.

    Args:
        folder: The output folder.
        made_with: Version, rules and options, as JSON values.
        kept: Entries of earlier runs that still hold.
    """

    def __init__(self, folder: Folder, made_with: dict[str, Any], kept: Iterable[dict[str, Any]]) -> None:
        finished = folder.begin(FINISHED)
        for entry in kept:
            finished.write(_line(entry))
        finished.finish()
        run = folder.begin(RUN)
        run.write(json.dumps(made_with, indent=2).encode() + b"\n")
        run.finish()
        self._file = (folder.path / FINISHED).open("ab")

    def add(self, source: Source, counted: str, size: int | None, tally: Tally) -> None:
        """Note that a file is finished; `size` is that of its output, `None` if it has none."""
        entry = {
            "file": source.name,
            "input": [source.size, source.changed],
            "counted": counted,
            "output": size,
            "tally": tally._asdict(),
        }
        self._file.write(_line(entry))
        self._file.flush()

    def close(self) -> None:
        """End the notes."""
        self._file.close()


def earlier(path: Path, made_with: dict[str, Any], *, force: bool) -> Earlier:
    """Look what earlier runs have left.

    Args:
        path: The output folder.
        made_with: Version, rules and options of this run, as JSON values.
        force: Whether to begin anew, whatever was done before.

    Raises:
        RunError: An earlier run cleaned in another way, and `force` is not set.
    """
    run = path / RUN
    if not run.is_file():
        return Earlier(path, False, {})
    if force:
        return Earlier(path, True, {})
    try:
        before = json.loads(run.read_bytes())
        differences = [name for name, value in made_with.items() if before.get(name) != value]
    except (ValueError, AttributeError):
        raise RunError(f"{run} is damaged; --force cleans everything again") from None
    if differences:
        raise RunError(
            f"{path} was cleaned in another way, see {RUN} there (not the same: {', '.join(differences)}); "
            "--force cleans everything again, another --output keeps both"
        )
    return Earlier(path, True, {entry["file"]: entry for entry in _entries(path / FINISHED)})


def _entries(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        return
    for line in path.read_bytes().splitlines():
        try:
            entry = json.loads(line)
        except ValueError:  # the last line of a run that was killed
            continue
        yield entry


def _line(entry: dict[str, Any]) -> bytes:
    return json.dumps(entry).encode() + b"\n"
