"""How an output was made, for its `run.json`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from seedclean.registry import Rule
from seedclean.run.worker import Settings

_ENGINES = ("ftfy", "langdetect", "rapidfuzz", "regex")


def made_with(settings: Settings, unknown: str, sample: int | None) -> dict[str, Any]:
    """All that decides what comes out, as JSON values: where it differs, the output would be another one.

    Args:
        settings: How records are cleaned.
        unknown: The format of what has no ending that tells it.
        sample: How many records are cleaned; all if `None`.
    """
    from importlib.metadata import version  # slow to import

    return {
        "version": version("seedclean"),
        "engines": {name: version(name) for name in _ENGINES},
        "rules": [rule.name for rule in settings.rules],
        "plugins": dict(sorted(_plugins(settings.rules))),
        "languages": list(settings.languages),
        "fields": settings.fields._asdict(),
        "format": unknown,
        "edits": settings.edits,
        "keep date headers": settings.keep_date_headers,
        "date_raw": settings.date_raw,
        "max loss": settings.max_loss,
        "sample": sample,
    }


def facts(jobs: int, seconds: float, resumed: int) -> dict[str, Any]:
    """What is true of one run only.

    Args:
        jobs: The processes that did the work.
        seconds: How long it took.
        resumed: The files that an earlier run had finished.
    """
    from platform import node, platform

    return {
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 3),
        "jobs": jobs,
        "finished before": resumed,
        "python": sys.version.split()[0],
        "system": platform(),
        "host": node(),
        "command": sys.argv[1:],
    }


def _plugins(rules: Iterable[Rule]) -> Iterable[tuple[str, str]]:
    """The packages that rules of others come from, with their versions."""
    packages = {rule.__module__.partition(".")[0] for rule in rules} - {"seedclean"}
    if not packages:
        return
    from importlib.metadata import packages_distributions, version

    distributions = packages_distributions()
    for package in packages:
        yield package, ", ".join(version(name) for name in sorted(set(distributions.get(package, ()))))
