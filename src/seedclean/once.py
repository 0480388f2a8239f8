"""Values that are made when first asked for, by one thread alone, or that a wheel brings along."""

from __future__ import annotations

import marshal
import sys
from _thread import RLock  # what threading.RLock is; threading itself is slow to import
from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")

FOLDER = f"{__file__.rpartition('once.')[0]}prepared"
"""The folder of prepared values, which only wheels have."""

PREPARED: dict[str, prepared[Any]] = {}
"""The functions whose values a wheel brings along, by the names of their files."""


class once(Generic[T]):  # noqa: N801 - a decorator
    """Make a function of nothing run once, whatever threads call it.

    `functools.cache` may run it in two threads at a time, and the later result replaces the other.

    >>> @once
    ... def table():
    ...     return [1, 2]
    >>> table() is table()
    True
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: list[T] = []
        self._lock = RLock()
        update_wrapper(self, make)

    def __call__(self) -> T:
        """The value."""
        if not self._made:
            with self._lock:
                if not self._made:
                    self._made.append(self._make())
        return self._made[0]


class attribute(Generic[T]):  # noqa: N801 - a decorator
    """Make a method an attribute whose value is made when first asked for.

    `functools.cached_property` is the same under a lock before Python 3.12, and
    the lock takes longer than most values of a short text.

    >>> class Line(str):
    ...     @attribute
    ...     def words(self):
    ...         return self.split()
    >>> line = Line("two words")
    >>> line.words is line.words
    True
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make, self._name, self.__doc__ = make, make.__name__, make.__doc__

    @overload
    def __get__(self, owner: None, kind: type[object]) -> attribute[T]: ...
    @overload
    def __get__(self, owner: object, kind: type[object]) -> T: ...
    def __get__(self, owner: object | None, kind: type[object]) -> attribute[T] | T:
        """The value, which the next look finds in the object itself."""
        if owner is None:
            return self
        made: T = owner.__dict__.setdefault(self._name, self._make(owner))  # of two threads the first one's
        return made


class prepared(once[T]):  # noqa: N801 - a decorator
    """Make a function of nothing run once, or not at all where the wheel brings its value along.

    The value must follow from the code and the version of Python alone, and be
    made of numbers, strings, bytes, tuples, lists and dicts. `prepare` writes it
    when a wheel is built; a working copy has none, so that nothing in it is ever out of date.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        super().__init__(make)
        self._make = self._read
        self._name = f"{make.__module__}.{make.__name__}.{sys.implementation.cache_tag}"
        PREPARED[self._name] = self

    def make(self) -> T:
        """Make the value, whether there is a prepared one or not."""
        return self.__wrapped__()  # type: ignore[attr-defined, no-any-return]  # update_wrapper sets it

    def _read(self) -> T:
        try:
            with open(f"{FOLDER}/{self._name}", "rb") as file:  # noqa: PTH123 - pathlib takes longer to import
                value: T = marshal.loads(file.read())
        except (OSError, EOFError, ValueError, TypeError):
            return self.make()
        return value


def prepare(folder: str) -> list[str]:
    """Write the values that a wheel brings along, of the modules that are imported.

    Args:
        folder: Where to write them.

    Returns:
        The names of the files.
    """
    for name, value in PREPARED.items():
        with open(f"{folder}/{name}", "wb") as file:  # noqa: PTH123 - as above
            file.write(marshal.dumps(value.make()))
    return list(PREPARED)
