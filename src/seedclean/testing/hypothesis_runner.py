"""Laws asked of the texts that Hypothesis thinks up; it must be installed to import this file."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Flaky
from hypothesis.strategies import SearchStrategy

from seedclean.document import Document
from seedclean.testing.laws import Finds, Law, keep


def prove(
    laws: Sequence[Law], finds: Finds, strategy: SearchStrategy[Document], *, examples: int | None = None
) -> None:
    """Ask laws of many documents; where one breaks, of ever smaller ones.

    Args:
        laws: The laws, all asked of each document.
        finds: The rule, or several together.
        strategy: Where the documents come from.
        examples: How many, the same each time; by default as many as the
            Hypothesis profile says.

    Raises:
        AssertionError: A law is broken.
    """
    profile = settings()
    if examples is not None:
        profile = settings(max_examples=examples, derandomize=True, database=None)

    @settings(profile, deadline=None, report_multiple_bugs=False, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def hold(document: Document) -> None:
        for law in laws:
            keep(law, finds, document)

    try:
        hold()
    except Flaky as error:
        raise AssertionError(
            f"{finds.name!r} breaks a law, but not each time it is asked of one text; "
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
