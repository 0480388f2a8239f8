"""The document: a text and what is known about it, immutable, with views computed once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from seedclean.edits import Edit, apply
from seedclean.once import attribute
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from seedclean.counts import SiteCounts

T = TypeVar("T")

HEADER = Pattern(r"date: \d{4}-\d\d-\d\d(?:T[\d:+.-]+)?")
"""The canonical first line that carries a document's date in plain text."""

Change = tuple[int, int, str]
"""What a rule yields: from, to (code points), and the text that replaces it."""

_Splice = tuple[int, int, list[str]]
"""What edits do to lines: from line, to line, the lines that replace them."""

_MOST_IN_PLACE = 4
"""Splices that are made faster in place, each of which moves all that is behind it."""

_Carried = tuple[list[Any], tuple[list[_Splice], ...]]
"""What was said of the lines of an earlier document, and what was done to these lines since."""


class _Known(NamedTuple):
    text: str
    id: str | None = None
    site: str | None = None
    languages: tuple[str, ...] = ()
    counts: SiteCounts | None = None


class Document(_Known):
    r"""A text as the rules see it.

    Views that several rules need are computed when first asked for and kept:
    no rule splits or measures again what another rule has split and measured.
    Lines end at `"\n"` and nowhere else; `str.splitlines` also breaks at form
    feeds and line separators, which would let a repair make new lines.

    Attributes:
        text: The text.
        id: What its corpus calls it.
        site: Where it was scraped from, usually a host name.
        languages: The languages that are wanted, as ISO 639-1 codes; empty
            where all are.
        counts: The number of pages of the site with each line, where a first
            pass has counted.

    >>> document = Document("Home\nNews\n\nThe council met.\n")
    >>> document.lines
    ['Home', 'News', '', 'The council met.', '']
    >>> document.starts[3]
    11
    """

    @attribute
    def lines(self) -> list[str]:
        r"""The lines, without their `"\n"`; one more than there are `"\n"` in the text."""
        return self.text.split("\n")

    @attribute
    def starts(self) -> list[int]:
        """The start of each line, in code points, and last the length of the text plus one."""
        return list(accumulate(self.rows(_width), initial=0))

    @attribute
    def stripped(self) -> list[str]:
        """The lines without the white space around them; empty where a line is blank."""
        return self.rows(str.strip)

    @attribute
    def _views(self) -> dict[Callable[[Document], Any], Any]:
        return {}

    # What is carried over to an edited document is spliced when it asks: most of it nobody asks for again.

    @attribute
    def _rows(self) -> dict[Callable[[str], Any], list[Any] | _Carried]:
        return {}

    @attribute
    def _verdicts(self) -> dict[Callable[[Document], list[Any]], list[Any] | _Carried]:
        return {}

    @attribute
    def memo(self) -> dict[object, Any]:
        """Results by the text of lines, shared with the documents that edits make of this one.

        A measure of many lines at once keeps here what it found, under itself
        as the key. What it keeps must follow from the lines alone, so that it
        makes no difference who was asked first.
        """
        return {}

    def view(self, measure: Callable[[Document], T]) -> T:
        """Return the result of a function of this document, computed once.

        Args:
            measure: A function of the document that asks for no `verdicts`, which
                change from round to round. It is the key, too, so pass the same
                function each time and no lambda.

        Returns:
            What the function gave when it was first asked.

        >>> def words(document):
        ...     return len(document.text.split())
        >>> Document("two words").view(words)
        2
        """
        views: dict[Any, T] = self._views
        if measure in views:
            return views[measure]
        found = views[measure] = measure(self)
        return found

    def known(self, measure: Callable[[Document], T]) -> T | None:
        """Return what `view` gives, where it was asked for; nothing where it was not."""
        return self._views.get(measure)

    def know(self, measure: Callable[[Document], T], found: T) -> None:
        """Say what `view` gives, where it is known already."""
        self._views[measure] = found

    def rows(
        self, measure: Callable[[str], T], at_once: Callable[[Document], list[T]] | None = None
    ) -> list[T]:
        r"""Return the result of a function for each line, computed once a line.

        When an edit drops or changes some lines, the rows of all the others
        are carried over to the new document, so this is the cheap way to
        measure lines.

        Args:
            measure: A function of one line and nothing else. It is the key, too.
            at_once: A function of the document that gives the same for all
                lines, where that is faster than line by line.

        Returns:
            One value a line, in order. The list is shared, so leave it as it is.

        >>> Document("Home\nThe council met.").rows(len)
        [4, 16]
        """
        rows = self._rows.get(measure)
        if rows is None:
            rows = self._rows[measure] = at_once(self) if at_once else list(map(measure, self.lines))
        elif isinstance(rows, tuple):
            rows = self._rows[measure] = _carry_over(rows, measure)
        return rows

    def know_rows(self, measure: Callable[[str], T], rows: list[T]) -> None:
        """Say what `rows` gives for each line, where more is known than the line: the marks around it.

        Lines that an edit changes have what the function gives for them.

        Args:
            measure: The function of a line.
            rows: One value a line, in order.
        """
        self._rows[measure] = rows

    @attribute
    def asked(self) -> list[Callable[[Document], list[Any]]]:
        """The judges that `verdicts` was asked for, in order, of this document and those before it."""
        return []

    def verdicts(self, judge: Callable[[Document], list[T]]) -> list[T | None]:
        r"""Return the verdict on each line that a function of the whole document gives.

        The verdicts are kept for the lines that stay when edits drop or change
        others, so rules that share a judge share one judgement; a changed line
        has none. `clean` asks for new ones in each of its rounds.

        Args:
            judge: A function of the document that gives one verdict a line. It
                is the key, too.

        Returns:
            One verdict a line, in order; `None` for lines that came later.

        >>> def longest(document):
        ...     most = max(map(len, document.lines))
        ...     return [len(line) == most for line in document.lines]
        >>> document = Document("one\nthree\nfour")
        >>> document.verdicts(longest)
        [False, True, False]
        >>> document.edited([Edit(4, "three\n", "", "some-rule")]).verdicts(longest)
        [False, False]
        """
        self.asked.append(judge)
        verdicts = self._verdicts.get(judge)
        if verdicts is None:
            verdicts = self._verdicts[judge] = list(judge(self))
        elif isinstance(verdicts, tuple):
            verdicts = self._verdicts[judge] = _carry_over(verdicts, _no_verdict)
        return verdicts

    def without_verdicts(self) -> Document:
        """The same document without the verdicts, which are then asked for anew."""
        fresh = self._replace()
        fresh.__dict__.update(self.__dict__)
        fresh.__dict__.pop("_verdicts", None)
        return fresh

    def line_at(self, place: int) -> int:
        r"""The number of the line that holds a place, counted from 0.

        Args:
            place: A place in the text, in code points; a `"\n"` belongs to the
                line that it ends.

        >>> Document("Home\nNews").line_at(5)
        1
        """
        return bisect_right(self.starts, place) - 1

    def edited(self, edits: Sequence[Edit]) -> Document:
        """The document after the edits, with the rows of all untouched lines carried over.

        Args:
            edits: Edits of this document's text, in the order of their places.

        Raises:
            ValueError: An edit does not fit the text.

        >>> Document("Stop!! Now", site="example.org").edited([Edit(4, "!!", "!", "shouting")]).text
        'Stop! Now'
        """
        after = self._replace(text=apply(self.text, edits))
        after.__dict__.update(memo=self.memo, asked=self.asked)
        if "lines" in self.__dict__:
            splices = list(_splices(self.text, after.text, self.starts, edits))
            after.__dict__.update(
                lines=_splice(self.lines, splices, str),
                _rows=_to_carry(self._rows, splices),
                _verdicts=_to_carry(self._verdicts, splices),
            )
        return after


def drop_lines(document: Document, rows: Iterable[int]) -> Iterator[Change]:
    r"""The changes that take whole lines out, with the blank lines that would be left over.

    Of the blank lines on both sides of a dropped block one side goes with it;
    blank lines before a block that reaches the end of the text go too. The
    canonical header line stays whatever a rule thinks of it.

    Args:
        document: The document.
        rows: The numbers of the lines to drop, counted from 0, in any order.

    Yields:
        `(start, end, "")` for each run of dropped lines, in code points.

    >>> document = Document("Home\nNews\n\nThe council met.\n\nShare\n")
    >>> list(drop_lines(document, [0, 1, 5]))
    [(0, 11, ''), (28, 35, '')]
    """
    gone = set(rows)
    if 0 in gone and HEADER.fullmatch(document.lines[0]):
        gone.remove(0)
    if not gone:
        return
    starts = document.starts
    first = previous = -2
    for row in [*_with_blank_lines(document.stripped, gone), -2]:
        if row != previous + 1:
            if previous >= 0:
                yield starts[first], min(starts[previous + 1], len(document.text)), ""
            first = row
        previous = row


dropped = drop_lines
"""The name of `drop_lines` in 0.1."""


def _with_blank_lines(lines: list[str], gone: set[int]) -> list[int]:
    """The rows to drop, with the blank lines that would be left over, in order."""
    rows: list[int] = []
    bottom = 0
    for row in sorted(gone):
        if row < bottom:
            continue
        # Look at the passage between two kept lines with text with the row.
        top = row
        while top > bottom and not lines[top - 1]:
            top -= 1
        before = len(rows)
        blank_above = top == 0
        bottom = top
        while bottom < len(lines) and (bottom in gone or not lines[bottom]):
            if bottom in gone or (bottom > row and blank_above):
                rows.append(bottom)
            else:
                blank_above = True
            bottom += 1
        if bottom == len(lines):
            rows[before:] = range(top, bottom)
    return rows


def _splices(text: str, after: str, starts: list[int], edits: Sequence[Edit]) -> Iterator[_Splice]:
    """For each run of edits on the same lines: from line, to line, the new lines."""
    last = i = shift = 0
    while i < len(edits):
        start, old, new, _ = edits[i]
        end = start + len(old)
        first = bisect_right(starts, start, last) - 1
        last = bisect_right(starts, end, first) - 1
        before = shift  # how far the text before these lines has moved
        shift += len(new) - len(old)
        i += 1
        if not new and start == starts[first] and end == starts[last]:  # whole lines, as most edits are
            yield first, last, []
            continue
        while i < len(edits) and edits[i].start < starts[last + 1]:
            start, old, new, _ = edits[i]
            end = start + len(old)
            last = max(last, bisect_right(starts, end) - 1)
            shift += len(new) - len(old)
            i += 1
        low = starts[first] + before
        if end == starts[last]:  # the last line may be untouched: whole lines went before it
            passage = after[low : end + shift]
            if not passage or passage.endswith("\n"):
                yield first, last, passage.split("\n")[:-1]
                continue
        yield first, last + 1, after[low : min(starts[last + 1] - 1, len(text)) + shift].split("\n")
        last += 1


def _splice(values: list[T], splices: list[_Splice], measure: Callable[[str], T]) -> list[T]:
    """Replace the values of changed lines by what a function gives for the new lines."""
    out: list[T] = []
    position = 0
    for first, last, new in splices:
        out += values[position:first]
        if new:
            out += map(measure, new)
        position = last
    out += values[position:]
    return out


def _to_carry(known: dict[T, list[Any] | _Carried], splices: list[_Splice]) -> dict[T, list[Any] | _Carried]:
    return {
        key: (said[0], (*said[1], splices)) if isinstance(said, tuple) else (said, (splices,))
        for key, said in known.items()
    }


def _carry_over(said: _Carried, measure: Callable[[str], T]) -> list[T]:
    """Carry the values of an earlier document's lines over; a function gives those of new lines."""
    values, changes = said
    values = values.copy()
    for splices in changes:
        if len(splices) > _MOST_IN_PLACE:
            values = _splice(values, splices, measure)
            continue
        for first, last, new in reversed(splices):
            values[first:last] = map(measure, new)
    return values


def _width(line: str) -> int:
    r"""Count the code points of a line, with its `"\n"`."""
    return len(line) + 1


def _no_verdict(_line: str) -> None:
    """Return nothing: a line that came after the verdicts has none."""
