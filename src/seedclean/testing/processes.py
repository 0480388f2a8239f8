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


def finds_the_same_elsewhere(
    rules: Sequence[Rule], documents: Sequence[Document], *, hash_seed: int = 1
) -> None:
    """A fresh process with another hash seed, asked in the opposite order, finds the same edits.

    As in `clean`, the rules share what each document remembers, so a rule that depends on what was asked
    before it is found, too.

    Args:
        rules: The rules, each written in a module that can be imported.
        documents: What they are asked of.
        hash_seed: What `PYTHONHASHSEED` is in the other process.

    Raises:
        AssertionError: A rule finds others.
    """
    elsewhere = _ask_elsewhere(rules, documents, hash_seed)
    asked = [document._replace() for document in documents]  # copies, which remember nothing yet
    for rule, answers in zip(rules, elsewhere, strict=True):
        pairs = zip(asked, answers, strict=True)
        for document, there in sorted(pairs, key=lambda pair: len(pair[0].text)):
            here = rule(document)
            if there != here:
                raise AssertionError(
                    f"{rule.name!r} finds other edits in another process, PYTHONHASHSEED={hash_seed}\n"
                    f"the document: {document.text!r}\nhere: {here}\nthere: {there}"
                )


def answer() -> None:
    """The other process: read rules and documents from stdin, write what they find to stdout."""
    rules, documents = pickle.load(sys.stdin.buffer)
    asked = [Document(*known) for known in reversed(documents)]
    found = [[rule(document) for document in asked] for rule in reversed(rules)]
    pickle.dump([edits[::-1] for edits in reversed(found)], sys.stdout.buffer)


def _ask_elsewhere(
    rules: Sequence[Rule], documents: Sequence[Document], hash_seed: int
) -> list[list[list[Edit]]]:
    question = pickle.dumps((list(rules), [tuple(document) for document in documents]))
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
        names = ", ".join(rule.name for rule in rules)
        raise AssertionError(
            f"another process cannot run {names}; write rules in modules that can be imported\n"
            f"{done.stderr.decode(errors='replace')[-2000:]}"
        )
    answers: list[list[list[Edit]]] = pickle.loads(done.stdout)
    return answers
