"""The laws of a rule on a text: each a function of what finds edits and of one document.

A rule keeps them, and so does a cleaner, taken as one with `Together`.
"""

from __future__ import annotations

import ast
import doctest
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Protocol

from seedclean.clean import clean
from seedclean.cleaners import DEFAULT
from seedclean.document import Document
from seedclean.edits import Edit, apply, compose, revert
from seedclean.facts import Needs, facts_after, facts_of
from seedclean.markup import MarkupError
from seedclean.registry import Rule


class Finds(Protocol):
    """The subject of a law: a rule, or several of them `Together`."""

    @property
    def name(self) -> str:
        """The name in the message when it breaks a law."""

    def __call__(self, document: Document, /) -> list[Edit]:
        """The edits that it wants made in the document."""


class Together:
    r"""Several rules as one, run as `clean` runs them.

    >>> from seedclean import cleaners
    >>> Together("dates", cleaners.dates)(Document("The council met on 3 June 2019.\n"))
    []
    """

    def __init__(self, name: str, rules: Iterable[Rule]) -> None:
        self.name = name
        self.rules = tuple(rules)

    def __call__(self, document: Document, /) -> list[Edit]:
        """The edits that all rules together lead to; none in a text that `clean` refuses."""
        try:
            return clean(document, self.rules).edits
        except MarkupError:
            return []


Law = Callable[[Finds, Document], None]


def keep(law: Law, finds: Finds, document: Document) -> None:
    """Ask a law of a document.

    Raises:
        AssertionError: The law is broken; the error names it and what breaks
            it, and shows the text.
    """
    try:
        law(finds, _fresh(document))
    except Exception as error:
        reason = str(error) if isinstance(error, AssertionError) else f"{type(error).__name__}: {error}"
        raise AssertionError(
            f"{finds.name!r} breaks the law {law.__name__!r}: {law.__doc__}\n"
            f"the document: {_describe(document)}\nwhat happened: {reason}"
        ) from error


def never_raises(finds: Finds, document: Document) -> None:
    """It raises on no text, whatever its characters."""
    finds(document)


def edits_fit(finds: Finds, document: Document) -> None:
    """Its edits are sorted, do not overlap, fit the text, and each changes something."""
    position = 0
    for edit in finds(document):
        _expect(edit.start >= position, f"{edit} starts before {position}, where the one before it ends")
        _expect(edit.end <= len(document.text), f"{edit} ends behind the text")
        _expect(document.text[edit.start : edit.end] == edit.old, f"{edit} does not fit the text")
        _expect(edit.old != edit.new, f"{edit} changes nothing")
        position = edit.end


def undo_gives_the_original(finds: Finds, document: Document) -> None:
    """Undoing its edits gives the original, to the character."""
    edits = finds(document)
    _expect_equal(revert(apply(document.text, edits), edits), document.text)


def second_run_finds_nothing(finds: Finds, document: Document) -> None:
    """It finds nothing in what it has cleaned; where it judges whole pages, once `clean` has let it rest."""
    edits = finds(document)
    if isinstance(finds, Rule) and document._verdicts:
        try:
            edits = clean(document, (finds,)).edits  # where lines have gone the page may be judged anew
        except MarkupError:  # HTML, which nobody cleans
            return
    cleaned = _after(document, edits)
    edits = finds(cleaned)
    _expect(not edits, f"it left {cleaned.text!r} and finds {edits} in that")


def same_input_same_edits(finds: Finds, document: Document) -> None:
    """It finds the same in the same text, however often it is asked."""
    edits = finds(document)
    _expect_equal(finds(document), edits)
    _expect_equal(finds(_fresh(document)), edits)


def neighbours_do_not_matter(finds: Finds, document: Document) -> None:
    """It finds the same in a document whichever documents it saw in between."""
    text = document.text
    edits = finds(document)
    for other in (text[::-1], text.upper(), f"{text}\n{text}", text[: len(text) // 2]):
        finds(document._replace(text=other))
    _expect_equal(finds(_fresh(document)), edits)


def what_was_measured_before_does_not_matter(finds: Finds, document: Document) -> None:
    """It finds the same in a document that was edited as in a fresh one of the same text."""
    finds(document)  # fills the views that `edited` carries over
    edited = document.edited(disturbance(document.text)).without_verdicts()
    _expect_equal(finds(edited), finds(_fresh(edited)))


def finds_nothing_without_what_it_needs(finds: Finds, document: Document) -> None:
    """It finds nothing in a text without the facts and strings that its decorator says it needs."""
    if not isinstance(finds, Rule):
        return
    for some in (document, *(document._replace(text=text) for text in _parts(document.text, finds))):
        if not (finds.needs.hold(facts_of(some)) and finds.needs.are_in(some.text)):
            edits = finds.edits(some)
            _expect(not edits, f"it needs {finds.needs} and finds {edits} in {some.text!r}")


def facts_after_edits_hold(finds: Finds, document: Document) -> None:
    """The facts of a document that it edited are among those that are carried over to it."""
    edits = finds(document)
    after = _after(document, edits)
    lacking = facts_of(after) & ~facts_after(facts_of(document), after.text, edits)
    _expect(not lacking, f"the facts {lacking:b} are missing behind {edits}")


def _parts(text: str, finds: Rule) -> Iterator[str]:
    """Each line of a text, each two lines, and the text without the strings that a rule needs."""
    lines = text.split("\n")
    yield from lines
    yield from map("\n".join, pairwise(lines))
    while any(need in text for need in finds.needs.texts):
        for need in finds.needs.texts:
            text = text.replace(need, "")
    yield text


def composing_equals_doing_both(finds: Finds, document: Document) -> None:
    """Its edits composed with others, on either side, do what both do one after the other."""
    first = finds(document)
    middle = apply(document.text, first)
    _expect_composed(document.text, first, disturbance(middle))
    others = disturbance(document.text)
    _expect_composed(document.text, others, finds(_after(document, others)))


def composing_is_associative(finds: Finds, document: Document) -> None:
    """Of three rounds of edits it does not matter which two are composed first."""
    text = document.text
    first = disturbance(text)
    one = _after(document, first)
    second = finds(one)
    two = apply(one.text, second)
    third = disturbance(two, step=5)
    left = compose(compose(first, second, one.text), third, two)
    right = compose(first, compose(second, third, two), one.text)
    _expect_equal(apply(text, right), apply(text, left))
    _expect_equal(apply(text, left), apply(two, third))


def deletions_invent_nothing(finds: Finds, document: Document) -> None:
    """A rule whose own example only takes away puts nothing in anywhere."""
    for edit in finds(document):
        rest = iter(edit.old)
        _expect(all(character in rest for character in edit.new), f"{edit} puts something in")


def rests_among_the_default_rules(finds: Finds, document: Document) -> None:
    """Run together with the default rules it comes to rest, and a second run finds nothing."""
    rules = (*DEFAULT, finds) if isinstance(finds, Rule) else DEFAULT
    second_run_finds_nothing(Together(f"default and {finds.name}", rules), document)


LAWS: tuple[Law, ...] = (
    never_raises,
    edits_fit,
    undo_gives_the_original,
    second_run_finds_nothing,
    same_input_same_edits,
    neighbours_do_not_matter,
    what_was_measured_before_does_not_matter,
    finds_nothing_without_what_it_needs,
    facts_after_edits_hold,
    composing_equals_doing_both,
    composing_is_associative,
    deletions_invent_nothing,
    rests_among_the_default_rules,
)
"""The laws that hold on every text."""


def laws_of(rule: Rule) -> tuple[Law, ...]:
    """The laws that have something to say on a rule."""
    silent = set()
    if not only_takes_away(rule):
        silent.add(deletions_invent_nothing)
    if rule.needs == Needs():
        silent.add(finds_nothing_without_what_it_needs)
    if rule in DEFAULT:  # how the default rules get on with each other is asked of them together
        silent.add(rests_among_the_default_rules)
    return tuple(law for law in LAWS if law not in silent)


def disturbance(text: str, *, step: int = 7) -> list[Edit]:
    r"""Edits all over a text that mean nothing: deletions, insertions and replacements in turn.

    >>> apply("abcdefghijklmnopqrstuvwxyz", disturbance("abcdefghijklmnopqrstuvwxyz"))
    'cdefgxhijklmny\nzpqrstuxyz'
    """
    spans = ((2, ""), (0, "x"), (1, "y\nz"))
    places = enumerate(range(0, len(text), step))
    edits = ((at, *spans[turn % 3]) for turn, at in places)
    return [
        Edit(at, text[at : at + length], new, "disturbance")
        for at, length, new in edits
        if text[at : at + length] != new
    ]


@cache
def only_takes_away(rule: Rule) -> bool:
    """Check whether the examples in the rule's docstring show lines that go and none that come."""
    shown = [line for example in examples(rule) for line in example.want.splitlines()]
    goes = any(line.startswith("- ") for line in shown)
    return goes and not any(line.startswith("+ ") for line in shown)


def examples(rule: Rule) -> list[doctest.Example]:
    """The examples in the rule's docstring."""
    return doctest.DocTestParser().get_examples(rule.__doc__ or "")


def example_texts(rule: Rule) -> list[str]:
    """The strings in the rule's examples: what its author thought of."""
    nodes = (node for example in examples(rule) for node in ast.walk(ast.parse(example.source)))
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def _fresh(document: Document) -> Document:
    """The document as it came, nothing measured yet."""
    return document._replace()


def _after(document: Document, edits: Sequence[Edit]) -> Document:
    return document._replace(text=apply(document.text, edits))


def _expect_composed(text: str, first: Sequence[Edit], then: Sequence[Edit]) -> None:
    middle = apply(text, first)
    cleaned = apply(middle, then)
    composed = compose(first, then, middle)
    _expect_equal(apply(text, composed), cleaned)
    _expect_equal(revert(cleaned, composed), text)


def _expect_equal(actual: object, expected: object) -> None:
    _expect(actual == expected, f"expected {expected!r}, got {actual!r}")


def _expect(held: bool, otherwise: str) -> None:
    if not held:
        raise AssertionError(otherwise)


def _describe(document: Document) -> str:
    known = {name: value for name, value in document._asdict().items() if name != "text" and value}
    return repr(document.text) + "".join(f", {name}={value!r}" for name, value in known.items())
