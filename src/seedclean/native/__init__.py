"""Native code: C files that read texts character by character, and the binding that calls them.

The C files are compiled when the package is built, and know nothing of Python. They
find and never decide: they give rows, places, flags and scores, from tables that the
cleaners make. Only `binding` and `scoring` know how values lie in memory.
"""

from __future__ import annotations


def build() -> str:
    """The version of the compiled library: a digest of its C files, the compiler and the processor.

    >>> build().count(", ")
    2
    """
    from platform import machine  # slow to import

    from seedclean.native.binding import library

    return f"{library().build}, {machine()}"
