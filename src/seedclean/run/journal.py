"""What an output folder knows about itself: how it was made, what is finished, and how far the next file is.

`run.json` says with which version, rules and options, from which inputs and
with what result; `finished.jsonl` gets a line for each input file when its
output is whole; `going.json` says how far a large file is. A run that was
stopped goes on from there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from seedclean.report.loss import distribution
from seedclean.report.summary import Tally
from seedclean.run.errors import RunError
from seedclean.run.inputs import OURS, Source
from seedclean.run.layout import KINDS, place_of
from seedclean.run.output import Folder

RUN = f"{OURS}/run.json"
FINISHED = f"{OURS}/finished.jsonl"
GOING = f"{OURS}/going.json"

LATER = ("inputs", "result", "run")
"""Parts of `run.json` that say what was done, not how."""


class Going(NamedTuple):
    """How far a file is that a run was stopped in.

    Attributes:
        position: Where reading goes on, as the file's format has it.
        passed: Bytes of the file that are behind it then.
        sizes: How large each unfinished file was then, by its name.
        tally: What was done to the file until then.
    """

    position: Any
    passed: int
    sizes: dict[str, int]
    tally: Tally


class Earlier(NamedTuple):
    """What earlier runs have left in an output folder.

    Attributes:
        folder: The folder.
        ours: Whether a run of ours has written there at all.
        entries: What is finished, by the name of the file.
        going: What was begun, as `going.json` has it; empty if nothing was.
    """

    folder: Folder
    ours: bool
    entries: dict[str, dict[str, Any]]
    going: dict[str, Any]

    def finished(self, source: Source, counted: str) -> Tally | None:
        """What was done to a file, or `None` if it is to be done.

        A file is finished if it has not changed since it was cleaned, and its
        output is still there in full size.

        Args:
            source: The file.
            counted: From what its lines were counted.
        """
        entry = self.entries.get(source.name)
        if entry is None or not _same(entry, source, counted):
            return None
        return Tally(**entry["tally"]) if self.folder.size(source.name) == entry["output"] else None

    def begun(self, source: Source, counted: str) -> Going | None:
        """How far a file is, or `None` if it is to be done from its beginning.

        Args:
            source: The file.
            counted: From what its lines were counted.
        """
        going = self.going
        if going.get("file") != source.name or not _same(going, source, counted):
            return None
        if any(self.folder.keep(name) < size for name, size in going["sizes"].items()):
            return None
        return Going(going["position"], going["passed"], going["sizes"], Tally(**going["tally"]))

    def forget(self) -> None:
        """Sweep away what was begun, where nobody can go on with it."""
        for name in self.going.get("sizes", ()):
            self.folder.forget(name)
        self.folder.remove(GOING)


class Notes:
    """Notes down what gets finished, and how.

    Args:
        folder: The output folder.
        made_with: Version, rules and options, as JSON values.
        kept: Entries of earlier runs that still hold.
    """

    def __init__(self, folder: Folder, made_with: dict[str, Any], kept: Iterable[dict[str, Any]]) -> None:
        self._folder = folder
        self._made_with = made_with
        folder.write(FINISHED, b"".join(map(_line, kept)))
        folder.write(RUN, _page(made_with))
        self._file = folder.appended(FINISHED)

    def add(self, source: Source, counted: str, size: int | None, tally: Tally) -> None:
        """Note that a file is finished; `size` is that of its output, `None` if it has none."""
        self._file.write(_line({**_known(source, counted), "output": size, "tally": tally._asdict()}))
        self._file.flush()

    def going(self, source: Source, counted: str, going: Going) -> None:
        """Note how far a file is."""
        entry = {**_known(source, counted), **going._asdict(), "tally": going.tally._asdict()}
        self._folder.write(GOING, _line(entry))

    def gone(self) -> None:
        """Note that the file is no longer on its way."""
        self._folder.remove(GOING)

    def end(self, inputs: Iterable[Source], tally: Tally, facts: Mapping[str, Any]) -> None:
        """Note what came of it.

        Args:
            inputs: All files, finished now or before.
            tally: What was done to them.
            facts: About this run; whatever differs from one to the next belongs here.
        """
        self._folder.write(
            RUN,
            _page(
                {
                    **self._made_with,
                    "inputs": [{"file": source.name, "bytes": source.size} for source in inputs],
                    "result": _result(tally),
                    "run": dict(facts),
                }
            ),
        )

    def close(self) -> None:
        """End the notes."""
        self._file.close()


def earlier(folder: Folder, made_with: dict[str, Any], *, force: bool) -> Earlier:
    """Look what earlier runs have left.

    Args:
        folder: The output folder.
        made_with: Version, rules and options of this run, as JSON values.
        force: Whether to begin anew, whatever was done before.

    Raises:
        RunError: An earlier run cleaned in another way, and `force` is not set.
    """
    run = folder.read(RUN)
    if run is None or force:
        return Earlier(folder, run is not None, {}, {})
    try:
        before = json.loads(run)
        if before.get("result") and _in_vain(before["result"]):
            _sweep(folder, before["inputs"])
            return Earlier(folder, True, {}, {})
        keys = dict.fromkeys([*made_with, *before])
        differences = [key for key in keys if key not in LATER and before.get(key) != made_with.get(key)]
    except (ValueError, AttributeError, TypeError):
        raise RunError(f"{folder.path / RUN} is damaged; --force cleans everything again") from None
    if differences:
        raise RunError(
            f"{folder.path} was cleaned in another way, see {RUN} there (not the same: "
            f"{', '.join(differences)}); --force cleans everything again, another --output keeps both"
        )
    entries = {entry["file"]: entry for entry in _entries(folder.read(FINISHED))}
    return Earlier(folder, True, entries, next(_entries(folder.read(GOING)), {}))


def _in_vain(result: dict[str, Any]) -> bool:
    """Whether an earlier run, for want of a good record, has cleaned nothing that another could spoil."""
    return bool(result["quarantined"] and not result["documents"])


def _sweep(folder: Folder, inputs: Iterable[dict[str, Any]]) -> None:
    """Remove what a run has left that cleaned nothing: the corrected one may have other inputs."""
    for source in inputs:
        for kind in KINDS:
            folder.remove(place_of(kind, source["file"]))


def _known(source: Source, counted: str) -> dict[str, Any]:
    return {"file": source.name, "input": [source.size, source.changed], "counted": counted}


def _same(entry: dict[str, Any], source: Source, counted: str) -> bool:
    return all(entry[key] == value for key, value in _known(source, counted).items())


def _result(tally: Tally) -> dict[str, Any]:
    return {
        "documents": tally.documents,
        "changed": tally.changed,
        "characters": {"before": tally.before, "after": tally.after},
        "edits": dict(sorted(tally.rules.items())),
        "encodings": dict(sorted(tally.encodings.items())),
        "quarantined": tally.bad,
        "words lost": distribution(tally.losses, tally.empty, tally.worst),
    }


def _entries(data: bytes | None) -> Iterator[dict[str, Any]]:
    for line in (data or b"").splitlines():
        try:
            entry = json.loads(line)
        except ValueError:  # the last line of a run that was killed
            continue
        yield entry


def _line(entry: dict[str, Any]) -> bytes:
    return json.dumps(entry).encode() + b"\n"


def _page(entry: dict[str, Any]) -> bytes:
    return json.dumps(entry, indent=2).encode() + b"\n"
