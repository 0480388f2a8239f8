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
    from doctest import DocTestParser, Example  # slow to import
    from inspect import cleandoc

    yield f"{rule.name} ({rule.cleaner}{'' if rule.safe else ', unsafe: runs only when asked for'})"
    yield ""
    lines: list[str] = []
    for part in DocTestParser().parse(cleandoc(rule.__doc__ or "It has no description.")):
        if isinstance(part, Example):
            lines += ["", *(f"    {line}" for line in part.want.splitlines())] if part.want else []
        else:
            lines += part.strip().splitlines()
    yield from lines


def _first_sentence(rule: Rule) -> str:
    return (rule.__doc__ or "").strip().partition("\n")[0]
