"""Rules: how a function becomes one, what it is called, and how rules are chosen by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from sys import modules
from typing import overload

from seedclean.document import Change, Document
from seedclean.edits import Edit
from seedclean.facts import Needs, needs_of

Finder = Callable[[Document], Iterable[Change]]
"""What a rule is made from: a function that yields the places of noise and their replacements."""

Listed = tuple[str, str, str, str, bool, bool, tuple[int, ...], tuple[str, ...]]
"""A rule without its function: the module, the name of the function, its docstring, the cleaner, whether the
rule is safe and counts, and its needs."""

RULES: dict[str, Rule] = {}
"""Every registered rule by its name."""

ENTRY_POINTS = "seedclean.cleaners"
"""The entry-point group by which an installed package offers its cleaners."""


class Rule:
    """A function that finds one kind of noise, with a name.

    Made by the `rule` decorator; calling it gives edits.

    Attributes:
        name: What the command line and the edits call it: `"date-header"`.
        cleaner: The kind of noise that it belongs to: `"dates"`.
        safe: Whether it runs without being asked for.
        counts: Whether it looks at the line counts of sites, so that a run has to make them.
        needs: Facts and strings without which it finds nothing; see `seedclean.facts`.
    """

    name: str
    cleaner: str
    safe: bool
    counts: bool
    needs: Needs
    __name__: str
    __qualname__: str
    __wrapped__: Finder

    def __init__(
        self,
        find: Finder,
        *,
        safe: bool,
        cleaner: str | None,
        counts: bool = False,
        needs: str | Iterable[str] | Needs = (),
    ) -> None:
        # Less than functools.update_wrapper copies, which takes a millisecond for all rules.
        self.__module__, self.__name__, self.__qualname__ = find.__module__, find.__name__, find.__qualname__
        self.__doc__, self.__wrapped__ = find.__doc__, find
        self._find = find
        self.name = find.__name__.replace("_", "-")
        self.cleaner = cleaner or _cleaner_of(find.__module__)
        self.safe = safe
        self.counts = counts
        self.needs = needs_of(needs)

    def __call__(self, document: Document | str) -> list[Edit]:
        """The edits that this rule wants made in the document.

        Args:
            document: The document, or just its text.

        Returns:
            Edits in the order of their places, against the document's text.

        Raises:
            RuleError: The rule yielded a span outside the text, or two that overlap.

        >>> RULES["detached-hyphen"]("a high-level visit")
        []
        """
        if isinstance(document, str):
            document = Document(document)
        return self._find_edits(document) if self.needs.are_in(document.text) else []

    def edits(self, document: Document) -> list[Edit]:
        """As calling the rule, without a look at what it needs: for a text in which it may find something.

        Where `view` was asked for the rule, this is known already; signs of translation ask for it, too.
        What follows from verdicts is not kept, as the next round has others.
        """
        found = document.known(self)
        if found is None:
            before = len(document.asked)
            found = self._find_edits(document)
            if len(document.asked) == before:
                document.know(self, found)
        return found

    def _find_edits(self, document: Document) -> list[Edit]:
        text = document.text
        edits = []
        position = 0
        for start, end, new in sorted(self._find(document)):
            if not position <= start <= end <= len(text):
                raise RuleError(
                    f"rule {self.name!r} yielded {(start, end, new)!r}, but a span must start at or after "
                    f"{position}, where the one before it ends, and end within the {len(text)} characters"
                )
            old = text[start:end]
            if old != new:
                edits.append(Edit(start, old, new, self.name))
            position = end
        return edits

    def describe_in_list(self) -> Listed:
        """Describe the rule so that `list_rule` can register it without its module."""
        about = self.__module__, self.__qualname__, self.__doc__ or ""
        return *about, self.cleaner, self.safe, self.counts, *self.needs

    def describe(self) -> str | dict[str, object]:
        """Describe the rule in a manifest: by its name, which with the version of its package says all."""
        return self.name

    def __repr__(self) -> str:
        return f"<rule {self.name}>"

    def __reduce__(self) -> str:
        # Pickled by reference, as a function is: a worker process imports the rule's module.
        return self.__qualname__


class _Later:
    """The function of a rule whose module is imported when it is first called."""

    def __init__(self, module: str, name: str, docstring: str) -> None:
        self.__module__, self.__name__, self.__qualname__, self.__doc__ = module, name, name, docstring
        self.find: Finder | None = None

    def __call__(self, document: Document) -> Iterable[Change]:
        """Import the module, which registers the function, and call that from now on."""
        __import__(self.__module__)  # waits for a thread that imports it: its functions need all of it
        known: Rule = vars(modules[self.__module__])[self.__name__]
        if self.find is None:
            raise RuleError(f"rule {known.name!r} is not in {self.__module__}; install seedclean again")
        known._find = self.find
        return self.find(document)


def list_rule(listed: Listed) -> None:
    """Register a rule without its module, unless it is registered.

    Args:
        listed: The description by `Rule.describe_in_list`.
    """
    module, name, docstring, cleaner, safe, counts, masks, texts = listed
    later = Rule(
        _Later(module, name, docstring), safe=safe, cleaner=cleaner, counts=counts, needs=Needs(masks, texts)
    )
    RULES.setdefault(later.name, later)


class RuleError(ValueError):
    """A rule broke its contract: its spans do not fit, or it and another undo each other for ever."""


class UnknownNameError(ValueError):
    """A rule or cleaner was asked for by a name that nothing has; the error lists the nearest names."""


@overload
def rule(find: Finder, /) -> Rule: ...
@overload
def rule(
    *,
    safe: bool = ...,
    cleaner: str | None = ...,
    counts: bool = ...,
    needs: str | Iterable[str] | Needs = ...,
) -> Callable[[Finder], Rule]: ...
def rule(
    find: Finder | None = None,
    /,
    *,
    safe: bool = True,
    cleaner: str | None = None,
    counts: bool = False,
    needs: str | Iterable[str] | Needs = (),
) -> Rule | Callable[[Finder], Rule]:
    """Make a rule of a function and register it under the function's name.

    The function takes a `Document` and yields `(start, end, new)`, in code
    points: the text from `start` to `end` becomes `new`. It must be a
    pure function of the document.

    Args:
        find: The function.
        safe: `False` for a guess: the rule then runs only when asked for.
        cleaner: The cleaner that the rule belongs to; by default the name of
            the module that it is written in.
        counts: `True` for a rule that looks at `document.counts`. A run counts
            the lines of sites only where one of its rules wants that.
        needs: A string, or several of which one is enough, or facts of
            `seedclean.facts`, without which the rule finds nothing. The function
            is then not called for texts without them, which is by far the
            cheapest way to find nothing.

    Raises:
        ValueError: A rule of this name is registered from another place.

    >>> @rule
    ... def shouting(document):
    ...     start = document.text.find("!!")
    ...     if start >= 0:
    ...         yield start, start + 2, "!"
    >>> shouting(Document("Stop!! Now"))
    [Edit(start=4, old='!!', new='!', rule='shouting')]
    >>> del RULES["shouting"]
    """
    if find is None:
        return lambda function: _register(
            Rule(function, safe=safe, cleaner=cleaner, counts=counts, needs=needs)
        )
    return _register(Rule(find, safe=safe, cleaner=cleaner, counts=counts, needs=needs))


def _register(made: Rule) -> Rule:
    other = RULES.get(made.name)
    if other is not None and (other.__module__, other.__qualname__) != (made.__module__, made.__qualname__):
        raise ValueError(
            f"there is a rule {made.name!r} already, in {other.__module__}; give the function in "
            f"{made.__module__} another name"
        )
    if other is not None and isinstance(other._find, _Later):
        later = other._find
        later.find = made._find
        vars(other).update(vars(made) | {"_find": later})  # all who have the listed rule have this one
        return other
    RULES[made.name] = made
    return made


def select(names: str | Iterable[str] = "default", *, unsafe: bool = False) -> tuple[Rule, ...]:
    """Choose rules by name.

    Args:
        names: Names of rules and cleaners, as a list or with commas between.
            `"default"` means all built-in rules. A name with `-` before
            it takes rules away; where only such names are given, they are
            taken away from the default.
        unsafe: Whether cleaners and the default bring their guesses along. A
            guess that is asked for by its own name always comes.

    Returns:
        The rules, each once, in the order in which they run.

    Raises:
        UnknownNameError: Nothing is called so. The error lists the nearest names.

    >>> select("dates, -date-stamp, -relative-stamp")
    (<rule date-header>,)
    """
    if isinstance(names, str):
        names = names.split(",")
    names = [name.strip() for name in names if name.strip()]
    if all(name.startswith("-") for name in names):
        names = ["default", *names]
    chosen: set[str] = set()
    for name in names:
        if name.startswith("-"):
            chosen -= {found.name for found in _find_named(name[1:], unsafe=True)}
        else:
            chosen |= {found.name for found in _find_named(name, unsafe=unsafe)}
    return tuple(known for known in RULES.values() if known.name in chosen)


def load_plugins() -> list[str]:
    """Import what installed packages offer under the entry-point group `seedclean.cleaners`.

    Importing a module registers the rules that it defines. `select` calls this
    when it meets a name that it does not know, so a cleaner that is installed
    can be asked for by name, and none runs by merely being installed.

    A package that fails costs its own rules only: none of them is registered,
    and the others are loaded.

    Returns:
        A sentence for each package that failed, which names it and the error.

    >>> load_plugins()
    []
    """
    from importlib.metadata import entry_points  # slow to import, and seldom needed

    failures = []
    for entry_point in entry_points(group=ENTRY_POINTS):
        before = dict(RULES)
        try:
            entry_point.load()
        except (Exception, SystemExit) as error:
            RULES.clear()
            RULES.update(before)
            package = entry_point.dist.name if entry_point.dist else entry_point.value
            failures.append(
                f"the rules of the package {package!r} are left out, since its module {entry_point.module!r} "
                f"cannot be imported: {type(error).__name__}: {error}"
            )
    return failures


def _find_named(name: str, *, unsafe: bool) -> list[Rule]:
    found = _matching(name, unsafe=unsafe)
    if found:
        return found
    failures = load_plugins()
    found = _matching(name, unsafe=unsafe)
    if found:
        return found
    known = sorted({"default", *RULES, *(known.cleaner for known in RULES.values())})
    import difflib  # only an error needs it

    near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    advice = f"did you mean {' or '.join(near)}?" if near else f"known names: {', '.join(known)}"
    raise UnknownNameError("; ".join([f"no rule or cleaner is called {name!r}", advice, *failures]))


def _matching(name: str, *, unsafe: bool) -> list[Rule]:
    if name in RULES:
        return [RULES[name]]
    if name == "default":
        group = [known for known in RULES.values() if known.__module__.startswith("seedclean.")]
    else:
        group = [known for known in RULES.values() if known.cleaner == name]
    safe = [known for known in group if known.safe or unsafe]
    return safe or group


def _cleaner_of(module: str) -> str:
    """`seedclean.cleaners.dates` and `seedclean.cleaners.dates.headers` both hold rules of `dates`."""
    parts = module.split(".")
    if parts[:2] == ["seedclean", "cleaners"]:
        return parts[2]
    return parts[-1]
