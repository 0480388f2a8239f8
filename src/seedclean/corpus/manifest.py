"""The manifest of an output, `run.json`: how it was made, from what, and with what result."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from seedclean.config import RunConfig
from seedclean.corpus.discover import Source
from seedclean.native import build
from seedclean.registry import Rule
from seedclean.report.summary import Tally

LATER = ("inputs", "result", "run")
"""Entries that say what was done, not how."""

_LIBRARIES = ("ftfy", "langdetect", "rapidfuzz", "regex")


def describe_cleaning(config: RunConfig) -> dict[str, Any]:
    """Describe all that decides what comes out: where an entry differs, the output may differ."""
    from importlib.metadata import version  # slow to import

    return {
        "version": version("seedclean"),
        "engines": {name: version(name) for name in _LIBRARIES},
        "plugins": dict(sorted(_plugins(config.rules))),
        **config.manifest(),
    }


def describe_result(sources: Iterable[Source], tally: Tally) -> dict[str, Any]:
    """Describe the inputs and what was done to them."""
    return {
        "inputs": [{"file": source.name, "bytes": source.size} for source in sources],
        "result": tally.as_json(),
    }


def describe_run(jobs: int, seconds: float, resumed: int) -> dict[str, Any]:
    """Describe what is true of one run only.

    Args:
        jobs: The processes that did the work.
        seconds: The time that it took.
        resumed: The files that an earlier run had finished.
    """
    from platform import node, platform

    return {
        "run": {
            "ended": datetime.now(UTC).isoformat(timespec="seconds"),
            "seconds": round(seconds, 3),
            "jobs": jobs,
            "finished before": resumed,
            "python": sys.version.split()[0],
            "native": build(),
            "system": platform(),
            "host": node(),
            "command": sys.argv[1:],
        }
    }


def find_differences(before: dict[str, Any], now: dict[str, Any]) -> Sequence[str]:
    """The entries that decide what comes out and differ between two manifests."""
    keys = dict.fromkeys([*now, *before])
    return [key for key in keys if key not in LATER and before.get(key) != now.get(key)]


def encode_manifest(entries: dict[str, Any]) -> bytes:
    """Encode a manifest for people to read."""
    return json.dumps(entries, indent=2).encode() + b"\n"


def _plugins(rules: Iterable[Rule]) -> Iterable[tuple[str, str]]:
    """The packages of rules that are not built in, with their versions."""
    packages = {rule.__module__.partition(".")[0] for rule in rules} - {"seedclean"}
    if not packages:
        return
    from importlib.metadata import packages_distributions, version

    distributions = packages_distributions()
    for package in packages:
        yield package, ", ".join(version(name) for name in sorted(set(distributions.get(package, ()))))
