"""Descriptions of rules, as lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from seedclean.registry import Rule


def listing(rules: Sequence[Rule]) -> Iterator[str]:
    """List rules, a line each: name, cleaner, purpose, and a mark for guesses."""
    widest = max((len(rule.name) for rule in rules), default=0)
    wide = max((len(rule.cleaner) for rule in rules), default=0)
    for rule in rules:
        mark = "" if rule.safe else "  (unsafe)"
        yield f"{rule.name:<{widest}}  {rule.cleaner:<{wide}}  {_first_sentence(rule)}{mark}"


def describe_rules(rules: Sequence[Rule]) -> list[dict[str, Any]]:
    """Describe rules as JSON values, in the order in which they run."""
    return [
        {"rule": rule.name, "cleaner": rule.cleaner, "safe": rule.safe, "summary": _first_sentence(rule)}
        for rule in rules
    ]


def explanation(rule: Rule) -> Iterator[str]:
    """Explain a rule: its docstring, with the examples as before and after."""
    yield f"{rule.name} ({rule.cleaner}{'' if rule.safe else ', unsafe: runs only when asked for'})"
    yield ""
    for text, is_example in _parts(rule):
        yield from ["", *(f"    {line}" for line in text)] if is_example else text


def describe_rule(rule: Rule) -> dict[str, Any]:
    """Describe a rule as a JSON value: what `describe_rules` has, its reason and its limits, and examples."""
    parts = list(_parts(rule))
    paragraphs = "\n".join(line for text, is_example in parts if not is_example for line in text)
    said = dict.fromkeys(("why", "leaves alone", "wrong when"))
    for paragraph in paragraphs.split("\n\n"):
        label, _, text = paragraph.partition(":")
        if label.lower() in said:
            said[label.lower()] = " ".join(text.split())
    (known,) = describe_rules([rule])
    return {**known, **said, "examples": ["\n".join(text) for text, is_example in parts if is_example]}


def _parts(rule: Rule) -> Iterator[tuple[list[str], bool]]:
    """Yield the parts of a docstring: lines, and whether an example prints them."""
    from doctest import DocTestParser, Example  # slow to import
    from inspect import cleandoc

    for part in DocTestParser().parse(cleandoc(rule.__doc__ or "It has no description.")):
        if not isinstance(part, Example):
            yield part.strip().splitlines(), False
        elif part.want:
            yield part.want.splitlines(), True


def _first_sentence(rule: Rule) -> str:
    return (rule.__doc__ or "").strip().partition("\n")[0]
