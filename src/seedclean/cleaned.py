"""The result of cleaning: the text, the edits, and what follows from them when it is asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from seedclean.document import Document
from seedclean.edits import Edit, revert

if TYPE_CHECKING:
    from datetime import date, datetime

    from seedclean.cleaners.boilerplate.line_model.certainty import Scores

_SHOWN = 60
"""So many characters of a cleaned text are shown where it is printed."""


class _Result(NamedTuple):
    text: str
    edits: list[Edit]


class Cleaned(_Result):
    r"""A cleaned text and how it came about.

    Attributes:
        text: The cleaned text.
        edits: What was changed, expressed against the original text;
            `revert(text, edits)` gives the original back.

    >>> from seedclean import clean
    >>> cleaned = clean("Published: 3 June 2019\nHe made a high -level visit.\n")
    >>> print(cleaned.text)
    date: 2019-06-03
    <BLANKLINE>
    He made a high-level visit.
    <BLANKLINE>
    >>> [edit.rule for edit in cleaned.edits]
    ['date-header', 'detached-hyphen']
    """

    def __repr__(self) -> str:
        shown = repr(self.text) if len(self.text) <= _SHOWN else f"{self.text[:_SHOWN]!r}..."
        rules = ", ".join(dict.fromkeys(edit.rule for edit in self.edits))
        return f"<Cleaned {shown}, {len(self.edits)} edits{': ' * bool(rules)}{rules}>"

    def _repr_html_(self) -> str:
        """The diff, for notebooks."""
        from seedclean.report.html_diff import html_diff  # few need it

        return html_diff(self.diff().splitlines())

    def diff(self, name: str = "text") -> str:
        r"""The changes as a unified diff, with the rule behind each; empty where nothing changed.

        Args:
            name: What the text is called in it.

        >>> from seedclean import clean
        >>> print(clean("He made a high -level visit.\n").diff())
        --- text
        +++ text
        @@ -1 +1 @@ detached-hyphen
        -He made a high -level visit.
        +He made a high-level visit.
        """
        from seedclean.report.diff import diff

        return "\n".join(diff(self._before.text, self.edits, name))

    @property
    def removed(self) -> float:
        r"""The share of the words that went, from 0 to 1; the date that was put before the text is no word.

        >>> from seedclean import clean
        >>> clean("He made a high -level visit.\n").removed
        0.0
        """
        from seedclean.report.loss import measure_edits

        return measure_edits(self._before.text, self.text, self.edits, self.header).share

    @cached_property
    def certainty(self) -> float | None:
        r"""The certainty of the line model about the page, from 0 to 1; `None` where the text is no page.

        It is the mean of ``|2p - 1|`` over the words, where p is the score of the line of the word, from 0
        for main text to 1 for furniture; above a half a line rather goes than stays. The model looks at the
        text before cleaning, once, when this is asked for.

        >>> from seedclean import clean
        >>> clean("The council met.\n").certainty is None
        True
        """
        return self._scores.certainty if self._scores else None

    def confidence(self, edit: Edit) -> float | None:
        r"""The probability that what an edit deletes is furniture of the page, by the line model.

        It is calibrated on pages that the model had not seen: of words with .9 nine in ten are furniture.

        Args:
            edit: One of the edits.

        Returns:
            From 0 to 1; `None` where the text is no page, or where the edit deletes no words.

        >>> from seedclean import clean
        >>> cleaned = clean("He made a high -level visit.\n")
        >>> cleaned.confidence(cleaned.edits[0]) is None
        True
        """
        if self._scores is None or edit.new.strip() or not edit.old.strip():
            return None
        rows = range(
            self._before.line_at(edit.start), self._before.line_at(max(edit.start, edit.end - 1)) + 1
        )
        words = self._scores.words
        sums = sum(words[row] for row in rows)
        return sum(self.line_scores[row] * words[row] for row in rows) / sums if sums else None

    @cached_property
    def line_scores(self) -> list[float]:
        r"""The probability of each line of the text before cleaning that it is furniture, by the line model.

        It is calibrated as `confidence` is. Empty where the text is no page; blank lines have 0.

        >>> from seedclean import clean
        >>> clean("The council met.\n").line_scores
        []
        """
        return self._scores.probabilities if self._scores else []

    @cached_property
    def _before(self) -> Document:
        """The text before cleaning."""
        return Document(revert(self.text, self.edits))

    @cached_property
    def _scores(self) -> Scores | None:
        """The scores of the lines before cleaning."""
        from seedclean.cleaners.boilerplate.line_model.certainty import page_scores

        return page_scores(self._before)

    @property
    def date(self) -> date | datetime | None:
        r"""The publication date, or `None` where it is not clear.

        It is in the canonical first line. Where the rules of dates were
        left out, it is what `find_date` sees in the text, which stays as it is.
        A `datetime` where the stamp says the time, with an offset where it says one.

        >>> from seedclean import clean
        >>> clean("Published: 3 June 2019\nThe council met.\n").date
        datetime.date(2019, 6, 3)
        """
        from seedclean.cleaners.dates.api import find_date

        found = find_date(self.text)
        return found.date if found else None

    @property
    def date_raw(self) -> str | None:
        r"""The stamp that the date was taken from, as the text had it; `None` where there was none.

        Of a day and a time in two places, both, with a line end between.

        >>> from seedclean import clean
        >>> clean("Published: 3 June 2019\nThe council met.\n").date_raw
        'Published: 3 June 2019'
        """
        stamps = [edit.old.strip() for edit in self.edits if "date-header" in edit.rule.split("+")]
        if any(stamps):
            return "\n".join(filter(None, stamps))
        from seedclean.cleaners.dates.api import find_date

        found = find_date(self.text)
        return found.raw if found else None

    @property
    def header(self) -> str:
        r"""The canonical first line with the line ends behind it; empty where the text has none.

        >>> from seedclean import clean
        >>> clean("Published: 3 June 2019\nThe council met.\n").header
        'date: 2019-06-03\n\n'
        """
        from seedclean.cleaners.dates.canonical import canonical_date

        if canonical_date(self.text) is None:
            return ""
        line, _, rest = self.text.partition("\n")
        return self.text[: len(self.text) - len(rest.lstrip("\n"))] if rest else line

    @property
    def language(self) -> str | None:
        """The language of the cleaned text, as `third_party.identify` sees it; computed when asked for.

        >>> from seedclean import clean
        >>> clean("The council met on Tuesday to talk about the new bridge.").language
        'en'
        """
        from seedclean.third_party import identify

        return identify(self.text)
