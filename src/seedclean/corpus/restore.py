"""Restoring the originals from a cleaned corpus and its edits.

The cleaned folder may come from anybody: nothing outside the two folders is
read or written, and one bad entry costs only its file.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from heapq import merge
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from seedclean.corpus.atomic_file import Assemble, AtomicFile
from seedclean.corpus.clean_records import fingerprint
from seedclean.corpus.discover import check_apart
from seedclean.corpus.folders import HASHED, RUN, Folder, Output, is_safe, path_of, temporary_workshop
from seedclean.edits import Edit, revert
from seedclean.errors import RunError
from seedclean.formats import (
    FORMATS,
    Assembly,
    BadFileError,
    BadRecordError,
    Fields,
    Format,
    MissingError,
    Raw,
    check_format,
    format_of,
    strip_suffix,
)
from seedclean.paths import OURS, AnyPath, Remote

Entry = dict[str, Any]


class Restored(NamedTuple):
    """The result of a restore.

    Attributes:
        files: The number of restored files.
        problems: Files that were left out, each with its reason.
    """

    files: int
    problems: list[tuple[str, str]]


class ChangedError(Exception):
    """A cleaned file is not as it was written."""


def restore(cleaned: AnyPath, target: AnyPath, *, force: bool = False) -> Restored:
    """Turn a cleaned corpus back into the originals.

    Text files come back byte for byte; records value for value, those of JSON
    lines and WET files byte for byte. Compressed files have the same content
    and may have other bytes. Bad records come back from the quarantine. A file
    that was changed since it was cleaned is left out as a whole.

    Args:
        cleaned: The output of a run that kept the edits.
        target: The folder for the originals.
        force: Whether existing files are overwritten.

    Raises:
        RunError: There are no edits, or something is in the way.
    """
    check_apart([cleaned], target)
    if not keeps_edits(cleaned):
        raise RunError(f"{cleaned} has no {OURS}/edits to undo; only a run with --edits keeps them")
    ours = cleaned / OURS
    found = sorted({*_find_names(ours / "edits"), *_find_names(ours / "quarantine")})
    names = [name for name in found if is_safe(name)]
    problems = [(name, "has a name that leads elsewhere") for name in found if name not in names]
    if not force:
        for name in names:
            if (target / name).exists():
                raise RunError(f"{target / name} exists; give another folder, or --force to overwrite it")
    apart = (cleaned.absolute(),) if isinstance(cleaned, Path) else ()
    with temporary_workshop(Output(target, apart)) as folder:
        for name in names:
            try:
                _check_inside(target, (target / name).parent if isinstance(target, Path) else target)
                _restore_file(cleaned, name, folder)
            except (ChangedError, BadFileError, BadRecordError) as error:
                problems.append((name, str(error)))
    return Restored(len(found) - len(problems), problems)


def keeps_edits(cleaned: AnyPath) -> bool:
    """Tell whether the edits were kept, even if there were none."""
    try:
        return json.loads((cleaned / RUN).read_bytes())["edits"] is True
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError, RecursionError):
        return False


def _restore_file(cleaned: AnyPath, name: str, folder: Folder) -> None:
    quarantine, edits, copy = (cleaned / path_of(kind, name) for kind in ("quarantine", "edits", "copy"))
    for path in (quarantine, edits, copy, cleaned / name):
        _check_inside(cleaned, path)
    file: AtomicFile | None = None
    try:
        whole = next((entry for entry in entries_of(quarantine) if entry["line"] is None), None)
        if whole is not None:
            pieces, assemble = _whole_file(whole, copy), None
        else:
            bad = merge(entries_of(quarantine), read_routed(edits), key=_number)
            pieces, assemble = _find_cleaned(cleaned / name, name, edits_of(edits), bad)
        file = folder.create(name, assemble=assemble)
        for piece in pieces:
            file.write(piece)
        file.finish()
    except MissingError as error:
        raise RunError(f"{name}: {error}") from None
    except (BadFileError, BadRecordError):
        raise
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise ChangedError(f"what was kept of it is missing: {error.filename}") from None
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError, ArithmeticError) as error:
        raise ChangedError(
            f"what was kept of it is damaged ({type(error).__name__}: {error!s:.80})"
        ) from None
    finally:
        if file is not None:
            file.discard()


def _find_cleaned(
    path: AnyPath, name: str, kept: Iterator[Entry], bad: Iterator[Entry]
) -> tuple[Iterator[bytes], Assemble | None]:
    """The compressed pieces of a file that was cleaned, and how they become the file."""
    about = next(kept, None)
    known = about["format"] if about else format_of(name) or "txt"
    compression = strip_suffix(name)[1]
    check_format(known, compression)
    format_ = FORMATS[known]
    records = _BadRecords(format_, bad)
    if about:
        pieces = _originals(path, format_, Fields(**about["fields"]), kept, records)
    else:
        pieces = records.take_rest()
    compressed = (format_.compress(piece, compression) for piece in pieces)
    return compressed, _assemble_like(format_.assembly(compression), path)


def _assemble_like(assemble: Assembly | None, like: AnyPath) -> Assemble | None:
    if assemble is None:
        return None

    def assemble_like_cleaned(pieces: Iterable[bytes], out: BinaryIO) -> None:
        with like.open("rb") if like.is_file() else BytesIO() as model:
            assemble(pieces, model, out)

    return assemble_like_cleaned


def _whole_file(entry: Entry, copy: AnyPath) -> Iterator[bytes]:
    """The bytes of a file that could not be read to its end."""
    if entry.get("copied"):
        with copy.open("rb") as file:
            while chunk := file.read(1 << 20):
                yield chunk
    elif entry["bytes"] is None:
        raise ChangedError("could not be read when it was cleaned, so nothing is kept of it")
    else:
        yield b64decode(entry["bytes"])


class _BadRecords:
    """The bad records of a file, in order."""

    def __init__(self, format_: Format, entries: Iterator[Entry]) -> None:
        self._format = format_
        self._entries = entries
        self._next = next(entries, None)
        self._taken = 0

    def find_place(self, numbers: list[tuple[int, int]]) -> int | None:
        """Find the record of the output that follows the next bad one; `None` if that is none of them.

        Args:
            numbers: Of some records of the output: their numbers in the original, and there.
        """
        if self._next is None:
            return None
        number: int = self._next["line"]
        if not self._format.gaps:
            return number - self._taken
        return next((there for original, there in numbers if original > number), None)

    def take(self) -> bytes:
        """Take the next one, as a piece of the file."""
        entry = self._next
        if entry is None:
            raise ChangedError("has lost a part of its quarantine")
        self._next = next(self._entries, None)
        self._taken += 1
        return self._format.replay(b64decode(entry["bytes"]))

    def take_rest(self) -> Iterator[bytes]:
        """Take all that are left."""
        while self._next is not None:
            yield self.take()


def _originals(
    path: AnyPath, format_: Format, fields: Fields, kept: Iterator[Entry], bad: _BadRecords
) -> Iterator[bytes]:
    """The pieces of the original file, the bad records in their places among the others."""
    entry = next(kept, None)
    if not path.is_file():
        if entry is not None or format_.many:
            raise ChangedError("is missing")
        yield from bad.take_rest()
        return
    with path.open("rb") as stream:
        for chunk in format_.read_chunks(stream, strip_suffix(path.name)[1], fields):
            restored: dict[int, Raw] = {}
            numbers: list[tuple[int, int]] = []  # of each record: in the original, in the output
            for number, raw in format_.split(chunk.data, chunk.first, fields):
                if entry is None:
                    raise ChangedError(f"line {number}: is none of the records that were cleaned")
                restored[number] = _original(format_, raw, fields, entry, number)
                numbers.append((entry["line"], number))
                entry = next(kept, None)
            cuts: list[int] = []
            aside: list[bytes] = []
            while (place := bad.find_place(numbers)) is not None and place < chunk.following:
                cuts.append(place)
                aside.append(bad.take())
            first, *others = format_.render(chunk, fields, restored, None, cuts)
            yield first
            yield from chain.from_iterable(zip(aside, others, strict=True))
    if entry is not None:
        raise ChangedError(f"record {entry['id']!r} and what came after it are missing")
    yield from bad.take_rest()


def _original(format_: Format, raw: Raw, fields: Fields, entry: Entry, number: int) -> Raw:
    text = format_.read_text(raw, fields)
    if fingerprint(text) != entry["after"]:
        raise ChangedError(f"line {number}: the text is another one than was written")
    edits = [Edit(*edit) for edit in entry["edits"]]
    return format_.restore(raw, revert(entry.get("header", "") + text, edits), fields, entry)


def _find_names(folder: AnyPath) -> Iterator[str]:
    """Find the names of the input files that have entries in a folder."""
    names: list[str] = []
    if isinstance(folder, Remote):
        with suppress(FileNotFoundError):
            names += (name for name, _ in folder.files())
    elif not folder.is_symlink():
        names += (path.relative_to(folder).as_posix() for path in folder.rglob("*.jsonl"))
    for name in names:
        if name.startswith(f"{HASHED}/"):
            with suppress(ValueError, RecursionError, ChangedError):
                yield str(next(entries_of(folder / name), {}).get("file", ""))
        elif name.endswith(".jsonl"):
            yield name.removesuffix(".jsonl")


def _check_inside(folder: AnyPath, path: AnyPath) -> None:
    """Raise `ChangedError` if a link leads away from a path below a folder."""
    if isinstance(folder, Path) and isinstance(path, Path):
        real = os.path.realpath(folder)
        if os.path.realpath(path) != os.path.normpath(os.path.join(real, path.relative_to(folder))):  # noqa: PTH118
            raise ChangedError(f"{path} is a link, or below one")


def edits_of(path: AnyPath) -> Iterator[Entry]:
    """Read the edits of a file: an entry about the file, and one for each record that was cleaned."""
    return (entry for entry in entries_of(path) if "bytes" not in entry)


def read_routed(path: AnyPath) -> Iterator[Entry]:
    """Read the records that were routed, as they were, of the same file."""
    return (entry for entry in entries_of(path) if "bytes" in entry)


def _number(entry: Entry) -> int:
    number: int = entry["line"]
    return number


def entries_of(path: AnyPath) -> Iterator[Entry]:
    """Read what was kept of a file, a line each.

    Raises:
        ChangedError: A line is not an object.
    """
    if path.is_file():
        with path.open("rb") as file:
            for line in file:
                entry = json.loads(line)
                if not isinstance(entry, dict):
                    raise ChangedError("what was kept of it is damaged: a line is not an object")
                yield entry
