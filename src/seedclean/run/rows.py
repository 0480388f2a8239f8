"""Tasks and their answers as an engine sees them: pickled, in rows of Arrow batches.

To an engine all work is one thing: a function that gets a batch and gives one.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from seedclean.run.errors import BadRecordMetError, RunError, refused

Rows = TypeVar("Rows")
"""A batch of Arrow, of whichever kind."""

FAILED = -1
"""The key of what went wrong."""


class Failure(NamedTuple):
    """Why a task could not be done, told as an answer, or the engine would try it again in vain."""

    message: str
    bad_record: bool


@dataclass(frozen=True)
class Mapped:
    """Does tasks: what an engine calls with a batch of them.

    Attributes:
        work: What is done to each.
    """

    work: Callable[[Any], Any]

    def __call__(self, batch: Rows) -> Rows:
        """What came of each task, as a batch."""
        return made(batch, {"value": [_done(self.work, task) for task in _values(batch, "value")]})


@dataclass(frozen=True)
class Dealt:
    """Does tasks whose results are to be sorted by a key.

    Attributes:
        work: What is done to each; gives pairs of a key, from 0, and a value.
    """

    work: Callable[[Any], list[tuple[int, Any]]]

    def __call__(self, batch: Rows) -> Rows:
        """What came of the tasks, as rows with a key and a value."""
        keys: list[int] = []
        values: list[bytes] = []
        for task in _values(batch, "value"):
            answer = pickle.loads(_done(self.work, task))
            for key, value in [(FAILED, answer)] if isinstance(answer, Failure) else answer:
                keys.append(key)
                values.append(pickle.dumps(value))
        return made(batch, {"key": keys, "value": values})


@dataclass(frozen=True)
class Gathered:
    """Makes one of all values of a key: what an engine calls with all rows of the key.

    Attributes:
        work: What is done to the values.
    """

    work: Callable[[Iterable[Any]], Any]

    def __call__(self, batch: Rows) -> Rows:
        """One row."""
        values = _values(batch, "value")
        failed = FAILED in _values(batch, "key")
        value = values[0] if failed else pickle.dumps(self.work(map(pickle.loads, values)))
        return made(batch, {"value": [value]})


def made(like: Rows, columns: dict[str, list[Any]]) -> Rows:
    """A batch of the kind that an engine has given: some give record batches, some tables."""
    import pyarrow as pa

    types = {"key": pa.int32(), "value": pa.binary()}
    arrays = [pa.array(values, types[name]) for name, values in columns.items()]
    rows: Rows = type(like).from_arrays(arrays, names=list(columns))  # type: ignore[attr-defined]
    return rows


def _values(batch: Any, name: str) -> list[Any]:  # noqa: ANN401 - pyarrow tells no types
    values: list[Any] = batch.column(name).to_pylist()
    return values


def _done(work: Callable[[Any], Any], task: bytes) -> bytes:
    try:
        return pickle.dumps(work(pickle.loads(task)))
    except RunError as error:
        return pickle.dumps(Failure(str(error), isinstance(error, BadRecordMetError)))
    except OSError as error:
        return pickle.dumps(Failure(str(refused(error)), bad_record=False))
