"""Laws asked of the texts that Hypothesis thinks up; it must be installed to import this file."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Flaky
from hypothesis.strategies import SearchStrategy

from seedclean.document import Document
from seedclean.testing.laws import Finds, Law, keep


def prove(law: Law, finds: Finds, strategy: SearchStrategy[Document], *, examples: int | None = None) -> None:
    """Ask a law of many documents; where it breaks, of ever smaller ones.

    Args:
        law: The law.
        finds: The rule, or several together.
        strategy: Where the documents come from.
        examples: How many, the same each time; by default as many as the
            Hypothesis profile says.

    Raises:
        AssertionError: The law is broken.
    """
    profile = (
        settings() if examples is None else settings(max_examples=examples, derandomize=True, database=None)
    )

    @settings(profile, deadline=None, report_multiple_bugs=False, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def holds(document: Document) -> None:
        keep(law, finds, document)

    try:
        holds()
    except Flaky as error:
        raise AssertionError(
            f"{finds.name!r} breaks the law {law.__name__!r}, but not each time it is asked of one text; "
            f"it is no pure function of the document: {error}"
        ) from error


def sample(strategy: SearchStrategy[Document], size: int) -> list[Document]:
    """Some documents of a strategy, the same each time."""
    taken: list[Document] = []

    @settings(
        max_examples=size,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def take(document: Document) -> None:
        taken.append(document)

    take()
    return taken
