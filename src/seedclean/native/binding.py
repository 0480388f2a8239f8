"""The binding of the C files: their structures, and an object for each question that Python asks.

Each object owns the tables that its structure points to, so no thread can free
what another one uses.
"""

from __future__ import annotations

import ctypes
import os
import sys
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from ctypes import (
    POINTER,
    Structure,
    byref,
    c_char_p,
    c_float,
    c_int32,
    c_int64,
    c_uint8,
    c_uint16,
    c_uint32,
    c_uint64,
    c_void_p,
)
from itertools import accumulate
from typing import Any, NamedTuple

from seedclean.once import once

SUFFIX = {"win32": ".dll", "darwin": ".dylib"}.get(sys.platform, ".so")
LIBRARY = f"{__file__.rpartition('binding.')[0]}library{SUFFIX}"
_SWITCH = "SEEDCLEAN_KERNEL"
_NO_MEMORY = -1
_STEPS = 2, 4, 8
"""Of the beginning of a line so many characters are looked up, one after the other."""

_ROOM = 512  # more numbers than most texts need
SECOND, FIRST, BEFORE = 0, 21, 42
"""Shifts, in bits, of the kinds of pairs in which a character comes second, first, or before the first."""


class Library(NamedTuple):
    """The loaded library and what it says of itself."""

    code: ctypes.CDLL
    build: str
    classes: dict[str, int]
    traits: dict[str, int]
    shape: tuple[int, ...]
    inputs: int
    line_size: int
    pairs: int
    starts: int


@once
def library() -> Library:
    """Load the library.

    Raises:
        ImportError: It is missing, or made for another kind of machine.
    """
    if os.environ.get(_SWITCH):
        import warnings

        warnings.warn(f"{_SWITCH} has no effect: native code is always used", FutureWarning, stacklevel=2)
    try:
        code = ctypes.CDLL(str(LIBRARY))
    except OSError as error:
        raise ImportError(
            f"the native code of seedclean cannot be loaded ({error}); install it again with "
            "`pip install --force-reinstall --no-cache-dir seedclean`, which compiles it where no "
            "wheel fits; in a working copy run `python src/compile_native.py`"
        ) from None

    def text(name: str) -> str:
        return ctypes.string_at(ctypes.addressof(c_uint8.in_dll(code, name))).decode("ascii")

    def numbers(name: str, count: int) -> tuple[int, ...]:
        return tuple((c_int32 * count).in_dll(code, name))

    classes, traits = (
        {name: number for number, name in enumerate(text(names).split())}
        for names in ("CLASS_NAMES", "TRAIT_NAMES")
    )
    return Library(
        code,
        text("BUILD"),
        classes,
        traits,
        numbers("SHAPE", 9),
        *numbers("SIZES", 2),
        *numbers("PAIR_COUNT", 1),
        *numbers("START_COUNT", 1),
    )


def code_points_of(text: str) -> bytes:
    """The code points of a text, four bytes each."""
    return text.encode("utf-32-le", "surrogatepass")


_KINDS: dict[str, type[Any]] = {"p": c_void_p, "b": c_char_p, "n": c_int64, "u": c_uint64}


def function_of(name: str, kinds: str, *, gives: type[Any] | None = c_int64) -> Callable[..., int]:
    """A function of the library that takes values of some kinds, each named by its key in `_KINDS`."""
    function = library().code[name]
    function.argtypes, function.restype = [_KINDS[kind] for kind in kinds], gives
    return function


_CODES: dict[type[Any], str] = {c_float: "f", c_int32: "i", c_uint8: "B", c_uint16: "H", c_uint64: "Q"}
"""The type code of each kind of number in an array of Python."""


def array_of(kind: type[Any], values: Sequence[Any]) -> Any:  # noqa: ANN401 - an array type is made for each length
    """An array of numbers of a kind, as C reads it."""
    if isinstance(values, bytes | bytearray):  # those of an array
        return (kind * (len(values) // ctypes.sizeof(kind))).from_buffer_copy(values)
    if not isinstance(values, array):
        values = array(_CODES[kind], values)
    return (kind * len(values)).from_buffer_copy(values)


def zeros(code: str, count: int) -> array[Any]:
    """An array of numbers of a type code, in which C writes.

    For each length of its own arrays `ctypes` makes a type, which takes longer than most texts.

    >>> zeros("i", 3)
    array('i', [0, 0, 0])
    """
    return array(code, bytes(count * array(code).itemsize))


def address_of(numbers: array[Any]) -> int:
    """The address of the numbers of an array, which must outlive the call that it is given to."""
    return numbers.buffer_info()[0]


def structure_of(*values: Any) -> Structure:  # noqa: ANN401
    """A structure of values in their order, of arrays their addresses; it keeps the arrays alive."""
    kinds = (POINTER(v._type_) if isinstance(v, ctypes.Array) else type(v) for v in values)
    fields = [(f"field_{number}", kind) for number, kind in enumerate(kinds)]
    made: type[Structure] = type("_Structure", (Structure,), {"_fields_": fields})
    return made(*values)


def check(result: int) -> None:
    """Raise the error that a function of the library returned, if it did."""
    if result == _NO_MEMORY:
        raise MemoryError("there is no memory for what is looked for in a text")


def _numbers_from(function: Callable[..., int], *arguments: object) -> list[int]:
    """The numbers that a function writes, which returns how many there are, with room for them or not."""
    room = zeros("q", _ROOM)
    count = function(*arguments, address_of(room), _ROOM)
    if count > _ROOM:
        room = zeros("q", count)
        count = function(*arguments, address_of(room), count)
    check(count)
    return room[:count].tolist()


def points_of(words: Iterable[str]) -> tuple[Any, Any]:
    """The code points of words, one after the other, and where each starts."""
    words = list(words)
    starts = array_of(c_int32, list(accumulate(map(len, words), initial=0)))
    return array_of(c_uint32, array("I", code_points_of("".join(words)))), starts


def slots_of(points: Any, starts: Any, values: Sequence[int]) -> tuple[Any, Any, c_int64, c_uint64]:  # noqa: ANN401
    """A hash table of words: the key in each slot, the value of its word, how many slots, and the seed.

    The seed differs from process to process, so that no text can be made to collide.
    """
    count, seed = 1 << (4 * len(values)).bit_length(), int.from_bytes(os.urandom(8), "little")
    keys, of_slots = (c_uint64 * count)(), (c_int32 * count)()
    function_of("enter_words", "pppnuppn", gives=None)(
        points, starts, array_of(c_int32, values), len(values), seed, keys, of_slots, count
    )
    return keys, of_slots, c_int64(count), c_uint64(seed)


def add_bits(table: array[int], characters: str, bits: int) -> None:
    """Add bits to the entries that a table has for some near characters."""
    points = code_points_of(characters)
    few = table.itemsize == ctypes.sizeof(c_uint16)
    room = ((c_uint16 if few else c_uint64) * len(table)).from_buffer(table)
    name = "add_few_bits" if few else "add_bits"
    function_of(name, "pbnu", gives=None)(room, points, len(characters), bits)


class PairSearch:
    """Finds odd pairs of neighbouring characters."""

    def __init__(self, table: bytes) -> None:
        """Take the kinds of pairs of each near character, shifted by `SECOND`, `FIRST` and `BEFORE`."""
        self._table = array_of(c_uint64, table)
        self._search = function_of("odd_pairs", "pubnpn")

    def __call__(self, wanted: int, points: bytes) -> tuple[list[int], list[int]]:
        """The places of the pairs that are of a wanted kind, and their kinds."""
        found = _numbers_from(self._search, self._table, wanted, points, len(points) // 4)
        return found[::2], found[1::2]


class RepeatSearch:
    """Finds lines in which a word, or a group of words, follows itself."""

    def __init__(self, letters: bytes, longest: int) -> None:
        """Take the letter as which each near character counts, and the most words of a group."""
        self._search = function_of("rows_that_repeat", "pnubnpn")
        self._how = array_of(c_uint16, letters), longest, int.from_bytes(os.urandom(8), "little")

    def __call__(self, points: bytes) -> list[int]:
        """The rows of a text that repeat something."""
        return _numbers_from(self._search, *self._how, points, len(points) // 4)


class PartSearch:
    """Finds out whether two lines have a part in common."""

    def __init__(self, lower: bytes, shortest: int, length: int) -> None:
        """Take the small letter of each near character, the shortest line, and the length of the part."""
        self._lower, self._lengths = array_of(c_uint16, lower), (shortest, length)
        self._search = function_of("share_part", "pbnnn")

    def __call__(self, points: bytes) -> bool:
        """Check whether two lines of a text have a part in common, capitals or not."""
        found = self._search(self._lower, points, len(points) // 4, *self._lengths)
        check(found)
        return found > 0


class DateSearch:
    """Finds places at which a date may be."""

    def __init__(self, fewest: int, most: int) -> None:
        """Take the fewest and the most letters that the name of a month has between hyphens."""
        self._letters = fewest, most
        self._search = function_of("look_for_dates", "bnnnp")

    def __call__(self, points: bytes) -> Iterable[tuple[int, int, int]]:
        """The row, start and end of each place; a start below 0 where the line must be searched in Python."""
        count = len(points) // 4
        places = zeros("i", 3 * ((count + 1) // 2 + 1))
        found = self._search(points, count, *self._letters, address_of(places))
        check(found)
        numbers = places[: 3 * found].tolist()
        return zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)


def trait_bits() -> dict[str, int]:
    """The bit of each trait of a character that flags of lines depend on, by its name."""
    return {name: 1 << number for name, number in library().traits.items()}


class LineFlags:
    """Finds what lines could be, by their words."""

    def __init__(
        self,
        traits: bytes,
        lower: bytes,
        texts: Iterable[Mapping[str, int]],
        parts: Iterable[Mapping[str, int]],
        limits: Iterable[int],
    ) -> None:
        """Take texts, parts of texts and limits in the order of `Tables` in line_flags.c.

        Args:
            traits: The traits of each near character, by the bits of `trait_bits`.
            lower: The small letter of each near character.
            texts: Whole words or lines, and the flags that each of them brings.
            parts: Strings that are searched for in lines, and their flags.
            limits: The other numbers.
        """
        self._tables = structure_of(
            array_of(c_uint16, traits),
            array_of(c_uint16, lower),
            *map(_texts, texts),
            *map(_parts, parts),
            *map(c_int32, limits),
        )
        self._flags = function_of("flags", "pbnnp", gives=None)

    def __call__(self, points: bytes, lines: int) -> list[int]:
        """The flags of each line of a text."""
        shown = zeros("i", lines)
        self._flags(byref(self._tables), points, len(points) // 4, lines, address_of(shown))
        return shown.tolist()


def _texts(said: Mapping[str, int]) -> Structure:
    words = points_of(said)
    keys, of_slots, count, seed = slots_of(*words, list(said.values()))
    longest = c_int64(max(map(len, said)))
    return structure_of(_pairs_of(*words), keys, of_slots, count, longest, seed)


def _parts(said: Mapping[str, int]) -> Structure:
    words = points_of(said)
    flags = array_of(c_int32, list(said.values()))
    return structure_of(*words, flags, _pairs_of(*words), c_int64(len(said)))


def _pairs_of(points: Any, starts: Any) -> Any:  # noqa: ANN401
    """For each pair of characters whether a word begins with it."""
    pairs = (c_uint8 * library().pairs)()
    function_of("enter_pairs", "ppnp", gives=None)(points, starts, len(starts) - 1, pairs)
    return pairs


class FactSearch:
    """Finds the facts of texts, all in one call."""

    def __init__(
        self,
        characters: bytes,
        pairs: tuple[PairSearch, int],
        flags: tuple[LineFlags, int],
        repeats: RepeatSearch,
        lower: bytes,
        starts: Iterable[str],
        openings: Iterable[str],
        numbers: tuple[int, int, int, int],
        bits: Sequence[int],
        twice: tuple[int, int],
    ) -> None:
        """Take other searches, and the facts in the order of `Facts` in facts.c.

        Args:
            characters: The facts of each near character.
            pairs: The search for pairs, and the wanted kinds of them.
            flags: The search for flags, and the number of the bit of the first flag.
            repeats: The search for repeats.
            lower: The small letter of each near character.
            starts: The beginnings of lines that are a fact, of two characters at least.
            openings: The first one, two or four characters of sentences that are a fact, in small letters.
            numbers: How many lines are a few, how many are many, and the letters that a date search takes.
            bits: The facts of such a line, of a few and of many lines, of repeats, of such a sentence, and
                of dates; and the bit of the characters that end sentences.
            twice: The characters of which two are another fact, and how many bits above theirs it is.
        """
        begins = bytearray(library().starts)
        for start in starts:
            for step, length in enumerate(_STEPS):
                if len(start) >= length:
                    known = 2 if len(start) >= 2 * length and length < _STEPS[-1] else 1
                    begins[_slot_of_start(start[:length], len(begins))] |= known << 2 * step
        for opening in openings:
            begins[_slot_of_start(opening, len(begins))] |= 64
        search, wanted = pairs
        line_flags, first_flag = flags
        letters, longest, seed = repeats._how
        self._kept = line_flags
        self._tables = structure_of(
            *(array_of(c_uint64, characters), search._table, c_uint64(wanted)),
            *(c_void_p(ctypes.addressof(line_flags._tables)), letters, c_int64(longest), c_uint64(seed)),
            array_of(c_uint16, lower),
            *(array_of(c_uint8, begins), *map(c_int64, numbers), *map(c_uint64, bits), c_int64(first_flag)),
            *(c_uint64(twice[0]), c_int64(twice[1])),
        )
        self._facts = function_of("facts", "pbn", gives=c_uint64)
        self._rows_that_open = function_of("rows_that_open", "pbnpn")
        self._reference = byref(self._tables)

    def __call__(self, points: bytes) -> int:
        """The facts of a text, as the bits of one number; all where there is no memory to look."""
        return self._facts(self._reference, points, len(points) // 4)

    def find_opening_rows(self, points: bytes) -> list[int]:
        """The rows of a text in which a sentence begins as is a fact."""
        return _numbers_from(self._rows_that_open, self._reference, points, len(points) // 4)


def _slot_of_start(start: str, slots: int) -> int:
    slot = 0
    for character in start:
        slot = slot * 31 + ord(character)
    return slot % slots
