"""Values that are made when first asked for, by one thread alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from threading import RLock
from typing import Generic, TypeVar

T = TypeVar("T")


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
