"""The layout of the output folder: which file is where."""

from __future__ import annotations

import os
from hashlib import blake2b

OURS = "_seedclean"
"""The folder in the output folder for everything that is not output."""

PARTS = f"{OURS}/parts"
"""The folder for files that are not whole."""

SCRATCH = f"{OURS}/scratch"
"""The folder for what a run needs while it lasts."""

LOCK = f"{OURS}/lock"
HOLDER = f"{OURS}/lock.json"
RUN = f"{OURS}/run.json"
FINISHED = f"{OURS}/finished.jsonl"
GOING = f"{OURS}/going.json"
ROUTED = f"{OURS}/routed"
"""The name below the output folder under which a run knows the folder of routed documents, wherever it is."""

COUNTS = f"{OURS}/counts.sqlite"
COUNTS_BASIS = f"{OURS}/counts.basis"

KINDS = ("output", "edits", "quarantine", "copy", "routed")
"""The files that a run may write for an input file."""

HASHED = ".hashed"
"""The folder below `edits` and `quarantine` for names that would be too long or would clash."""

_LONGEST = 240  # bytes of a name before its ending; file systems allow 255
_ENDINGS = (".jsonl", ".copy")


def path_of(kind: str, name: str) -> str:
    """The path of a file that belongs to an input file, below the output folder.

    A folder may be called like the edits of a file beside it, and a name may be
    too long for one more ending. Such names are hashed; the file says whose it is.

    Args:
        kind: One of `KINDS`.
        name: The name of the input file.

    >>> path_of("edits", "news/page.txt")
    '_seedclean/edits/news/page.txt.jsonl'
    >>> path_of("quarantine", "a.jsonl/b.txt")
    '_seedclean/quarantine/.hashed/4488e711e0cb6bdb.jsonl'
    """
    if kind in {"output", "routed"}:
        return name if kind == "output" else f"{ROUTED}/{name}"
    folder, ending = ("quarantine", ".copy") if kind == "copy" else (kind, ".jsonl")
    if is_hashed(name):
        digest = blake2b(os.fsencode(name), digest_size=8).hexdigest()
        return f"{OURS}/{folder}/{HASHED}/{digest}{ending}"
    return f"{OURS}/{folder}/{name}{ending}"


def is_hashed(name: str) -> bool:
    """Check whether the name of an input file is hashed: it is too long, or below a folder that clashes."""
    *folders, last = name.split("/")
    clashes = any(part.endswith(_ENDINGS) or part == HASHED for part in folders)
    return clashes or len(os.fsencode(last)) > _LONGEST


def is_safe(name: str) -> bool:
    """Check whether a name that somebody else wrote stays below the folder that it is put in."""
    parts = name.replace("\\", "/").split("/") if os.name == "nt" else name.split("/")
    return "\0" not in name and {"", ".", ".."}.isdisjoint(parts) and not (os.name == "nt" and ":" in name)
