"""The old place of `clean_batch`."""

from __future__ import annotations

from typing import Any


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name != "clean_batch":
        raise AttributeError(f"module 'seedclean.run' has no attribute {name!r}")
    import warnings

    from seedclean.corpus import clean_batch

    warnings.warn(
        "seedclean.run.clean_batch is now seedclean.corpus.clean_batch; the old name goes in 0.3.0",
        DeprecationWarning,
        stacklevel=2,
    )
    return clean_batch
