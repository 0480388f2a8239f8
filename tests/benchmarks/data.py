"""Rows of a data folder, in the formats that README.md describes."""

import gzip
import json
from pathlib import Path

Row = dict


def rows(folder: Path, name: str, sample: int | None = None) -> list[Row]:
    """The rows of all files whose path in the folder begins so: `boilerplate/captions`, plain or gzipped.

    A sample is spread evenly over the files, and the same each time.
    """
    paths = sorted((folder / name).parent.glob(f"{Path(name).name}*.jsonl*"))
    if not paths:
        raise FileNotFoundError(f"{folder} holds no {name}*.jsonl or {name}*.jsonl.gz")
    found = [row for path in paths for row in _read(path)]
    if sample is None or sample >= len(found):
        return found
    return [found[place * len(found) // sample] for place in range(sample)]


def _read(path: Path) -> list[Row]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file if line.strip()]
