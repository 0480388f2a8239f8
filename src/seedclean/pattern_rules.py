"""Rules that users write as patterns, in the table `[[tool.seedclean.rules]]` of a configuration file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from seedclean.document import Change, Document, drop_lines
from seedclean.registry import RULES, Rule, RuleError

if TYPE_CHECKING:
    from regex import Pattern

TIME_LIMIT = 1.0
"""Seconds that a search may take: in one line, or in the whole text where that is the scope."""

CLEANER = "custom"
"""The cleaner that all of these rules belong to."""

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_SEARCHED = {"line": "each line by itself", "text": "the whole text"}

_Span = tuple[int, int, str]


class PatternRuleError(ValueError):
    """A rule in a configuration file means nothing; the message shows the value and says what would do."""


class Definition(NamedTuple):
    r"""A rule as the table has it.

    Attributes:
        name: The name of the rule.
        pattern: What it finds, a pattern of the library `regex`.
        replacement: What it puts there, with `\1` or `\g<name>` for groups.
        scope: `line` to search each line by itself, `text` to search the whole text.
        safe: Whether it runs without being asked for.
    """

    name: str
    pattern: str
    replacement: str = ""
    scope: str = "line"
    safe: bool = True


class PatternRule(Rule):
    r"""A rule made of a pattern; equal to another with the same definition.

    In the scope `line` a pattern sees one line and nothing around it, and a line
    that goes as a whole takes its line end along. Matches of no characters count
    for nothing.

    Attributes:
        definition: The rule as the table has it.

    >>> pages = PatternRule(Definition("page-number", r"\s*- \p{Nd}{1,4} -\s*"))
    >>> pages("The bakery\n- 12 -\nopened.")
    [Edit(start=11, old='- 12 -\n', new='', rule='page-number')]
    """

    definition: Definition

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        super().__init__(_finder(definition), safe=definition.safe, cleaner=CLEANER)

    def describe(self) -> dict[str, object]:
        """Describe the rule in a manifest: by its definition, which may change under the same name."""
        return self.definition._asdict()

    def __reduce__(self) -> tuple[type[PatternRule], tuple[Definition]]:  # type: ignore[override]  # no module has it
        return PatternRule, (self.definition,)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PatternRule) and self.definition == other.definition

    def __hash__(self) -> int:
        return hash(self.definition)


def rules_from_table(table: object) -> tuple[PatternRule, ...]:
    """Make rules of the table `rules` of a configuration file.

    Args:
        table: What the file has under `rules`: a list of tables.

    Returns:
        The rules, in their order. They are not registered.

    Raises:
        PatternRuleError: A rule means nothing, or two have one name.

    >>> rules_from_table([{"name": "page-number", "pattern": "- [0-9]+ -"}])
    (<rule page-number>,)
    """
    if not isinstance(table, list) or not all(isinstance(entry, dict) for entry in table):
        raise PatternRuleError(
            f"rules must be a list of tables, each under [[tool.seedclean.rules]], not {table!r}"
        )
    rules = tuple(PatternRule(_definition(entry, number)) for number, entry in enumerate(table, start=1))
    names = [rule.name for rule in rules]
    for name in names:
        if names.count(name) > 1:
            raise PatternRuleError(f"two rules are called {name!r}; give one of them another name")
    return rules


def register_rules(rules: Iterable[PatternRule]) -> None:
    """Add rules to `RULES`, so that `select` knows their names; the default then includes the safe ones.

    Raises:
        PatternRuleError: Another rule has the name, which no pattern made.
    """
    for made in rules:
        other = RULES.get(made.name)
        if other is not None and not isinstance(other, PatternRule):
            raise PatternRuleError(
                f"there is a rule {made.name!r} already, in {other.__module__}; give the one in the table "
                "another name"
            )
        RULES[made.name] = made


def _definition(entry: Mapping[str, Any], number: int) -> Definition:
    name = entry.get("name")
    where = f"rule {name!r}" if isinstance(name, str) and name else f"rule {number}"
    for key, value in entry.items():
        if key not in Definition._fields:
            raise PatternRuleError(f"{where} has no key {key!r}; there are {', '.join(Definition._fields)}")
        wanted = bool if key == "safe" else str
        if not isinstance(value, wanted):
            needed = "true or false" if wanted is bool else "a string"
            raise PatternRuleError(f"{where}: {key} must be {needed}, not {value!r}")
    for key in ("name", "pattern"):
        if not entry.get(key):
            raise PatternRuleError(f"{where} needs a {key}")
    made = Definition(**entry)
    if not _NAME.fullmatch(made.name):
        raise PatternRuleError(f"{made.name!r} is no name of a rule; write it like 'page-number'")
    if made.scope not in _SEARCHED:
        raise PatternRuleError(f"{where}: scope must be 'line' or 'text', not {made.scope!r}")
    _check_pattern(made, where)
    return made


def _check_pattern(made: Definition, where: str) -> None:
    import regex  # only where there are such rules

    try:
        compiled = regex.compile(made.pattern)
    except regex.error as error:
        raise PatternRuleError(f"{where}: the pattern {made.pattern!r} is wrong: {error}") from None
    try:
        # An empty alternative, as only a match shows whether its groups are those of the replacement.
        nothing = regex.compile(made.pattern + "|").match("")
        if nothing is not None:
            nothing.expand(made.replacement)
        again = compiled.sub(made.replacement, made.replacement, timeout=TIME_LIMIT)
    except (regex.error, IndexError) as error:
        raise PatternRuleError(f"{where}: the replacement {made.replacement!r} is wrong: {error}") from None
    except TimeoutError:
        raise PatternRuleError(f"{where}: {_too_slow(made)}") from None
    if compiled.match("") is not None:
        raise PatternRuleError(
            f"{where}: the pattern {made.pattern!r} also finds nothing at all; write + in place of *"
        )
    if "\\" not in made.replacement and again != made.replacement:
        raise PatternRuleError(
            f"{where}: the pattern {made.pattern!r} would change its own replacement {made.replacement!r} to "
            f"{again!r}; a rule must leave alone what it wrote"
        )


def _too_slow(made: Definition) -> str:
    return (
        f"the pattern {made.pattern!r} takes more than {TIME_LIMIT:g} second; bound its repeats, or use "
        "possessive ones such as \\w++"
    )


def _finder(made: Definition) -> Callable[[Document], Iterable[Change]]:
    """The function that finds what a rule changes, with the name and the explanation of the rule."""
    spans = _Spans(made)

    def find(document: Document) -> Iterator[Change]:
        if made.scope == "text":
            yield from spans(document.text)
            return
        whole = []
        for row, found in enumerate(document.rows(spans)):
            start, length = document.starts[row], len(document.lines[row])
            if not made.replacement and length and found == ((0, length, ""),):
                whole.append(row)
            else:
                for first, last, new in found:
                    yield start + first, start + last, new
        yield from drop_lines(document, whole)

    find.__name__ = find.__qualname__ = made.name
    find.__doc__ = (
        f"Put {made.replacement!r} where the pattern {made.pattern!r} matches in {_SEARCHED[made.scope]}."
        "\n\n"
        "Why: the configuration has this rule.\n\nLeaves alone: what the pattern does not match.\n\n"
        "Wrong when: the pattern matches more than was meant.\n"
    )
    return find


class _Spans:
    """The search for a pattern; two for one definition are one key of `Document.rows`."""

    def __init__(self, made: Definition) -> None:
        self._made = made
        self._compiled: Pattern[str] | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Spans) and self._made == other._made

    def __hash__(self) -> int:
        return hash(self._made)

    def __call__(self, text: str) -> tuple[_Span, ...]:
        """From where to where each match goes, and what replaces it."""
        if self._compiled is None:
            import regex

            self._compiled = regex.compile(self._made.pattern)
        try:
            return tuple(
                (*match.span(), match.expand(self._made.replacement))
                for match in self._compiled.finditer(text, timeout=TIME_LIMIT)
                if match.end() > match.start()
            )
        except TimeoutError:
            raise RuleError(f"rule {self._made.name!r}: {_too_slow(self._made)}") from None
