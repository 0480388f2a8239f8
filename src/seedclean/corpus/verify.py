"""Verifying a cleaned corpus against the checksums that its runs have noted."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.corpus.atomic_file import checksum_of
from seedclean.corpus.layout import FINISHED
from seedclean.corpus.resume import read_entries
from seedclean.errors import RunError, describe_os_error
from seedclean.paths import AnyPath


def verify_corpus(cleaned: AnyPath) -> Iterator[tuple[str, str]]:
    """Compare each output file with its checksum.

    Args:
        cleaned: The output of a run.

    Yields:
        Each file with the reason why it is bad, empty where it is good.

    Raises:
        RunError: No run has written there.
    """
    try:
        entries = list(read_entries((cleaned / FINISHED).read_bytes()))
    except FileNotFoundError:
        raise RunError(f"{cleaned} has no {FINISHED}; give the output folder of a run") from None
    except OSError as error:
        raise describe_os_error(error) from None
    for entry in entries:
        name, checksum = str(entry.get("file")), entry.get("checksum")
        if entry.get("output") is None:
            continue
        if checksum is None:
            yield name, "has no checksum, for version 0.1.0 wrote it"
            continue
        try:
            same = checksum_of(cleaned / name) == checksum
        except OSError as error:
            yield name, error.strerror or str(error)
            continue
        yield name, "" if same else "has other bytes than were written"
