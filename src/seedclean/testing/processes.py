"""The law of processes: another process, with another hash seed, finds the same."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence

from seedclean.document import Document
from seedclean.edits import Edit
from seedclean.registry import Rule


def finds_the_same_elsewhere(rule: Rule, documents: Sequence[Document], *, hash_seed: int = 1) -> None:
    """A fresh process with another hash seed, asked in the opposite order, finds the same edits.

    Raises:
        AssertionError: It finds others.
    """
    elsewhere = _asked_elsewhere(rule, documents, hash_seed)
    for document, there in sorted(zip(documents, elsewhere, strict=True), key=lambda pair: len(pair[0].text)):
        here = rule(document._replace())
        if there != here:
            raise AssertionError(
                f"{rule.name!r} finds other edits in another process, PYTHONHASHSEED={hash_seed}\n"
                f"the document: {document.text!r}\nhere: {here}\nthere: {there}"
            )


def answer() -> None:
    """The other process: read a rule and documents from stdin, write what it finds to stdout."""
    rule, documents = pickle.load(sys.stdin.buffer)
    found = [rule(Document(*known)) for known in reversed(documents)]
    pickle.dump(found[::-1], sys.stdout.buffer)


def _asked_elsewhere(rule: Rule, documents: Sequence[Document], hash_seed: int) -> list[list[Edit]]:
    question = pickle.dumps((rule, [tuple(document) for document in documents]))
    environment = os.environ | {
        "PYTHONHASHSEED": str(hash_seed),
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }
    done = subprocess.run(
        [sys.executable, "-c", "from seedclean.testing.processes import answer; answer()"],
        input=question,
        capture_output=True,
        env=environment,
        check=False,
    )
    if done.returncode:
        raise AssertionError(
            f"another process cannot run {rule.name!r}; write it in a module that can be imported\n"
            f"{done.stderr.decode(errors='replace')[-2000:]}"
        )
    answers: list[list[Edit]] = pickle.loads(done.stdout)
    return answers
