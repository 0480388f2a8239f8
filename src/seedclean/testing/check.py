"""Proving a rule: every law, on texts that Hypothesis thinks up and shrinks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.document import Document
from seedclean.registry import Rule
from seedclean.testing.complexity import SHAPES, grows_with_the_length
from seedclean.testing.laws import laws_of
from seedclean.testing.processes import finds_the_same_elsewhere
from seedclean.testing.static_checks import STATIC_CHECKS

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    Texts = SearchStrategy[str] | SearchStrategy[Document]


def check_rule(rule: Rule, *, texts: Texts | None = None, examples: int = 200) -> None:
    r"""Prove that a rule keeps every law that the built-in rules keep.

    Its docstring is complete and its example runs; undoing it gives the
    original; it finds nothing in what it has cleaned; it never raises; it finds
    the same in every process and whatever it saw before; its work grows with
    the length of the text, and so on: the laws are the functions of
    `seedclean.testing.laws`.

    Args:
        rule: The rule, written in a module that can be imported.
        texts: A Hypothesis strategy for texts or documents in which the rule
            finds something. By default texts are made of the strings in the
            rule's own examples, of common noise, and of any characters.
        examples: How many texts the laws are asked of, the same each time.

    Raises:
        AssertionError: The rule breaks a law. The error names it and shows the
            smallest text that does.
        ImportError: Hypothesis is missing.
        TypeError: `rule` is no rule.

    >>> from seedclean import RULES
    >>> check_rule(RULES["split-number"], examples=5)
    """
    if not isinstance(rule, Rule):
        raise TypeError(
            f"check_rule() takes a rule, not {rule!r}; decorate the function with @seedclean.rule"
        )
    try:
        from seedclean.testing.hypothesis_runner import prove, sample
        from seedclean.testing.strategies import as_document, documents
    except ImportError as error:
        raise ImportError("check_rule() needs Hypothesis: pip install 'seedclean[test]'") from error
    strategy = documents(rule) if texts is None else texts.map(as_document)
    for check in STATIC_CHECKS:
        try:
            check(rule)
        except AssertionError as error:
            raise AssertionError(
                f"{rule.name!r} breaks the law {check.__name__!r}: {check.__doc__}\n{error}"
            ) from error
    prove(laws_of(rule), rule, strategy, examples=examples)
    finds_the_same_elsewhere((rule,), sample(strategy, 50))
    for shape in SHAPES.values():
        grows_with_the_length(rule, shape)
