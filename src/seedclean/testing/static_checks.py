"""The laws of a rule that need no text: its name, its docstring, its place in a module."""

from __future__ import annotations

import doctest
import pickle
import re
from collections.abc import Callable
from importlib import import_module

from seedclean.registry import RULES, Rule
from seedclean.testing.laws import example_texts, examples


def name_is_kebab_case(rule: Rule) -> None:
    """Its name is small letters and digits, with hyphens between."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", rule.name):
        raise AssertionError(f"{rule.name!r} is no such name")


def name_is_registered(rule: Rule) -> None:
    """It is registered, so that it can be selected by its name."""
    if RULES.get(rule.name) is not rule:
        raise AssertionError(f"RULES[{rule.name!r}] is {RULES.get(rule.name)!r}")


def docstring_is_complete(rule: Rule) -> None:
    """Its docstring says what it does, why, what it leaves alone and, of a guess, when it is wrong."""
    text = (rule.__doc__ or "").strip()
    first = text.partition("\n")[0]
    if not first.endswith("."):
        raise AssertionError(f"the docstring begins with one sentence in one line, not with {first!r}")
    for part in ("Why:", "Leaves alone:", *(() if rule.safe else ("Wrong when:",))):
        if not re.search(rf"^ *{part} *\S", text, re.MULTILINE):
            raise AssertionError(f"the docstring has no part {part!r}")


def example_runs(rule: Rule) -> None:
    """Its docstring shows a change, and the example runs."""
    shown = [line for example in examples(rule) for line in example.want.splitlines()]
    seen = any(line.startswith(("- ", "+ ")) for line in shown)
    if not seen and not any(rule(text) for text in example_texts(rule)):
        raise AssertionError("the docstring has no example that shows a change: >>> print(show(rule, text))")
    module = import_module(rule.__module__)
    test = doctest.DocTestParser().get_doctest(
        rule.__doc__ or "", vars(module) | {rule.__qualname__: rule}, rule.name, module.__file__, None
    )
    complaints: list[str] = []
    doctest.DocTestRunner(verbose=False).run(test, out=complaints.append)
    if complaints:
        raise AssertionError("".join(complaints))


def pickles(rule: Rule) -> None:
    """It can be sent to a worker process: pickled and read back it is the same rule."""
    if pickle.loads(pickle.dumps(rule)) is not rule:
        raise AssertionError("pickled and read back it is another rule")


STATIC_CHECKS: tuple[Callable[[Rule], None], ...] = (
    name_is_kebab_case,
    name_is_registered,
    docstring_is_complete,
    example_runs,
    pickles,
)
"""The laws that need no text."""
