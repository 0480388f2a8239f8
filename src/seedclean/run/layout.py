"""Where the files that belong to an input have their place in an output folder."""

from __future__ import annotations

from seedclean.run.inputs import OURS

KINDS = ("output", "edits", "quarantine", "copy")
"""What a run may write for an input: its output, its edits, its bad records, and a copy of it."""


def place_of(kind: str, name: str) -> str:
    """The path of a file below the output folder.

    Args:
        kind: One of `KINDS`.
        name: What the corpus calls the input.

    >>> place_of("quarantine", "pages.jsonl")
    '_seedclean/quarantine/pages.jsonl.jsonl'
    """
    places = {
        "output": name,
        "edits": f"{OURS}/edits/{name}.jsonl",
        "quarantine": f"{OURS}/quarantine/{name}.jsonl",
        "copy": f"{OURS}/quarantine/{name}.copy",
    }
    return places[kind]
