"""Agendas: the rules of a run in their order, and which of them a text has to be looked at with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedclean.registry import Rule

MARKS = "markdown"
"""The cleaner whose rules look at the marks of Markdown; all others look at the text without them."""

LEFTOVERS = ("page-image", "stray-mark")
"""The rules of marks that run last: the rules and the model see the lines of a page beside its images."""

_REMEMBERED = 4096
"""Sets of facts; most texts of a corpus share a few hundred."""


class Agenda:
    """Rules in their order, and those of them that may find something, by the facts of a text.

    Attributes:
        rules: All of the rules.
    """

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = rules
        self._wanted: dict[int, tuple[Rule, ...]] = {}

    def select(self, facts: int) -> tuple[Rule, ...]:
        """The rules that may find something in a text with some facts, in their order."""
        found = self._wanted.get(facts)
        if found is None:
            if len(self._wanted) >= _REMEMBERED:
                self._wanted.clear()
            found = self._wanted[facts] = tuple(rule for rule in self.rules if rule.needs.hold(facts))
        return found


class Agendas:
    """The agendas of a choice of rules: for marks of Markdown, and for the text without them.

    Attributes:
        marks: The rules that look at marks.
        leftovers: Those of them that run behind all others, each by itself.
        others: The other rules.
        repairs: Those of the others that repair characters.
        undated: The others without those of dates.
    """

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        others = tuple(rule for rule in rules if rule.cleaner != MARKS)
        self.marks = Agenda(
            tuple(rule for rule in rules if rule.cleaner == MARKS and rule.name not in LEFTOVERS)
        )
        self.leftovers = tuple(Agenda((rule,)) for rule in rules if rule.name in LEFTOVERS)
        self.others = Agenda(others)
        self.repairs = Agenda(tuple(rule for rule in others if rule.cleaner == "repair"))
        self.undated = Agenda(tuple(rule for rule in others if rule.cleaner != "dates"))
