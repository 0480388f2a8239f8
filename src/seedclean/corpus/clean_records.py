"""The cleaning of records: whatever happens to one happens to it alone."""

from __future__ import annotations

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from seedclean.clean import clean
from seedclean.cleaned import Cleaned
from seedclean.config import RunConfig
from seedclean.corpus import heartbeat
from seedclean.corpus.attributes import attribute_row, empty_row
from seedclean.corpus.edit_programs import find_edits, load_programs
from seedclean.corpus.loss import check_loss, measure_loss
from seedclean.corpus.read import Part
from seedclean.document import Document
from seedclean.edits import Edit, apply, compose, revert
from seedclean.formats import FORMATS, BadRecordError, Facts, Format, Raw, Record, Written
from seedclean.markup import MarkupError
from seedclean.registry import Rule
from seedclean.report.clip import clip
from seedclean.report.diff import diff
from seedclean.report.escape import escape
from seedclean.report.loss import Loss, spread
from seedclean.report.summary import Tally

if TYPE_CHECKING:
    from seedclean.corpus.site_counts import SiteCountStore
    from seedclean.counts import LineCounts

Condemned = Mapping[int, str]
"""Records that are not to be tried again: their numbers, and why."""

NONE: Condemned = MappingProxyType({})


DIGITS = 4
"""Digits of a figure in a field: more would say nothing, and would differ between processors."""


class Outcome(NamedTuple):
    """The result of cleaning a chunk.

    Attributes:
        position: The place where reading resumes behind it.
        passed: The bytes of the file that are read by then.
        output: Its piece of the output, compressed; `None` if it has none.
        routed: Its piece of the file for routed documents, compressed; `None` if it has none of these.
        edits: Its lines in the store of edits, if they are kept.
        quarantine: Its lines in the quarantine.
        diff: The lines of its diff, if one is wanted.
        tally: The numbers of what was done.
        problems: Its bad records, each with its reason.
    """

    position: Any
    passed: int
    output: bytes | None
    routed: bytes | None
    edits: bytes
    quarantine: bytes
    diff: tuple[str, ...]
    tally: Tally
    problems: tuple[tuple[str, str], ...]


class _Done(NamedTuple):
    """A record that was cleaned or, if it is to be routed, left as it is."""

    data: Any
    kept: bytes
    diff: tuple[str, ...]
    before: int
    edits: tuple[Edit, ...]
    encoding: str
    name: str
    loss: Loss
    after: int
    routed: bool = False


@dataclass(frozen=True)
class RecordCleaner:
    """Cleans the records of chunks, in any process. One that can be made has all that its options name.

    Attributes:
        config: The options of the run.
        counts: The line counts of sites, if there are any.

    Raises:
        RunError: The edits of another tool cannot be loaded.
    """

    config: RunConfig
    counts: LineCounts | SiteCountStore | None = None

    def __post_init__(self) -> None:
        if self.config.apply is not None:
            load_programs(self.config.apply)

    def clean_chunk(self, part: Part, condemned: Condemned = NONE) -> Outcome:
        """Clean the records of a chunk. No fault of a record or of a rule leaves this method.

        Args:
            part: The chunk.
            condemned: Records that are not to be tried again.
        """
        format_ = FORMATS[part.format]
        done: dict[int, _Done] = {}
        quarantine: list[bytes] = []
        problems: list[tuple[str, str]] = []
        size = len(part.chunk.data)
        for number, raw in part.records():
            reason = condemned.get(number)
            if reason is None:
                heartbeat.start_record(number, size)
                try:
                    done[number] = self._clean_record(format_, raw, number, part.where(number))
                except BadRecordError as bad:
                    reason = str(bad)
                except (Exception, SystemExit) as error:  # a rule may raise anything
                    reason = describe_failure(error)
                heartbeat.end_record()
            if reason is not None:
                quarantine.append(quarantine_entry(part.name, number, reason, format_.quarantine(raw)))
                problems.append((part.where(number), reason))
        return Outcome(
            part.chunk.position,
            part.chunk.passed,
            self._render(part, done, routed=False),
            self._render(part, done, routed=True),
            b"".join(one.kept for one in done.values()),
            b"".join(quarantine),
            tuple(chain.from_iterable(one.diff for one in done.values())),
            _tally(done.values(), len(problems)),
            tuple(problems),
        )

    def _render(self, part: Part, done: Mapping[int, _Done], *, routed: bool) -> bytes | None:
        """Encode the cleaned records of a chunk, or the routed ones; `None` if there is nothing to write."""
        format_ = FORMATS[part.format]
        data = {number: one.data for number, one in done.items() if one.routed == routed}
        if self.config.attributes and not routed:  # a row for each document, whatever became of it
            split = format_.split(part.chunk.data, part.chunk.first, self.config.fields)
            field = self.config.id_field
            data = {number: data.get(number) or empty_row(raw, field) for number, raw in split}
        if not data and (routed or not format_.many):
            return None
        added = dict.fromkeys(self.config.routed_figures, float) if routed else self.list_added_fields()
        (piece,) = format_.render(part.chunk, self.config.fields, data, added, only=routed)
        return format_.compress(piece, part.compression)

    def clean(self, document: Document) -> Cleaned:
        """Clean a document; `BadRecordError` if it is HTML, would lose too much, or could not be undone."""
        cleaned = self._clean(document)
        check_loss(document.text, cleaned, self.config.max_loss)
        return cleaned

    def _clean(self, document: Document) -> Cleaned:
        """Clean a document, whatever it loses."""
        site_counts = self.counts.for_site(document.site) if self.counts else None
        document = document._replace(languages=self.config.languages, counts=site_counts)
        original = document.text
        applied: list[Edit] = []
        if self.config.apply is not None:
            applied = find_edits(self.config.apply, document.id, original)
            document = document._replace(text=apply(original, applied))
        try:
            cleaned = clean(document, self.config.rules, markup=self.config.markup)
        except MarkupError as error:
            raise BadRecordError(str(error)) from None
        if applied:
            cleaned = Cleaned(cleaned.text, compose(applied, cleaned.edits, document.text))
        _check_undo(original, cleaned)
        return cleaned

    def list_added_fields(self) -> dict[str, type]:
        """The names and types of the fields that records get."""
        config = self.config
        wanted = {"date": True, "date_raw": config.date_raw, "language": bool(config.languages)}
        texts = {name: str for name, asked in wanted.items() if asked}
        return {**texts, **dict.fromkeys(filter(None, config.figures), float)}

    def find_facts(self, cleaned: Cleaned, document: Document) -> Facts:
        """Collect the findings that become fields of a cleaned record.

        Args:
            cleaned: The cleaned document.
            document: The document before.
        """
        config = self.config
        fields: dict[str, str | None] = {
            name: None for name, type_ in self.list_added_fields().items() if type_ is str
        }
        header = "" if config.keeps_dates else cleaned.header
        if config.keeps_dates:
            repairs = tuple(rule for rule in config.rules if rule.cleaner == "repair")
            dated = clean(document, repairs, markup=config.markup)
            fields["date"] = dated.date.isoformat() if dated.date else None
        else:
            dated = cleaned
            fields["date"] = header.strip().removeprefix("date: ") or None
        if config.date_raw and fields["date"]:
            fields["date_raw"] = dated.date_raw
        if config.languages:
            fields["language"] = cleaned.language
        return Facts(header, fields, _figures(config.figures, cleaned, document))

    def write(self, format_: Format, record: Record, cleaned: Cleaned) -> Written:
        """Make a record with its cleaned text; a date line that is not wanted goes, and is kept for undo.

        Args:
            format_: The format of the record.
            record: The record before.
            cleaned: The cleaned document.
        """
        facts = self.find_facts(cleaned, record.document)
        if self.config.date_header != "drop" or not facts.header:
            return format_.write(record, cleaned.text, self.config.fields, facts)
        text = cleaned.text[len(facts.header) :]
        written = format_.write(record, text, self.config.fields, facts._replace(header=""))
        return written._replace(kept={**written.kept, "header": facts.header})

    def _clean_record(self, format_: Format, raw: Raw, number: int, where: str) -> _Done:
        fields = self.config.fields
        record = format_.parse(raw, where, fields)
        document = record.document
        cleaned = self._clean(document)
        if self._is_unsure(cleaned):
            return self._route(format_, raw, number, where, record, cleaned)
        loss = check_loss(document.text, cleaned, self.config.max_loss)
        written = self.write(format_, record, cleaned)
        data = written.data
        if self.config.attributes:
            data = attribute_row(raw, fields.id, document.text, cleaned)
        kept = b""
        if self.config.edits:
            after = fingerprint(written.text)
            kept = _entry(number, record, after=after, **written.kept, edits=list(cleaned.edits))
        return _Done(
            data,
            kept,
            self._diff(where, record, cleaned),
            len(document.text),
            tuple(cleaned.edits),
            record.encoding,
            where,
            loss,
            len(written.text),
        )

    def _is_unsure(self, cleaned: Cleaned) -> bool:
        """Tell whether a document is cleaned with too little certainty, and is routed."""
        if self.config.route_below is None:
            return False
        certainty = _certainty(cleaned)
        return certainty is not None and certainty < self.config.route_below[0]

    def _route(
        self, format_: Format, raw: Raw, number: int, where: str, record: Record, cleaned: Cleaned
    ) -> _Done:
        """Leave a record as it is, with its figures if it has fields."""
        document = record.document
        figures = _figures(self.config.routed_figures, cleaned, document)
        as_it_is = format_.quarantine(raw)
        data = as_it_is
        if format_.has_fields:
            data = format_.write(record, document.text, self.config.fields, Facts("", {}, figures)).data
        kept = _entry(number, record, bytes=b64encode(as_it_is).decode()) if self.config.edits else b""
        size = len(document.text)
        return _Done(data, kept, (), size, (), record.encoding, where, Loss(), size, routed=True)

    def _diff(self, where: str, record: Record, cleaned: Cleaned) -> tuple[str, ...]:
        if not self.config.diff:
            return ()
        id_ = record.document.id
        if self.config.diff_as_json:
            entry = {"record": where, "id": id_, "edits": list(cleaned.edits)}
            return (json.dumps(entry),) if cleaned.edits else ()
        name = where if id_ == where else f"{where} {id_!r:.80}"
        lines = list(diff(record.document.text, cleaned.edits, name, marks=self.config.marks))
        if record.encoding != "utf-8":
            lines[:2] = [f"--- {escape(name)} ({record.encoding})", f"+++ {escape(name)} (utf-8)"]
        return tuple(clip(line, self.config.marks) for line in lines)


def quarantine_entry(
    name: str, line: int | None, reason: str, data: bytes | None, *, copied: bool = False
) -> bytes:
    """Make a line for the quarantine.

    Args:
        name: The file of the bad record.
        line: Its line; `None` for the file as a whole.
        reason: Why it is bad.
        data: Its bytes; `None` if they could not be read.
        copied: Whether a copy of the file is kept beside the quarantine instead.
    """
    encoded = None if data is None else b64encode(data).decode()
    entry = {"file": name, "line": line, "reason": reason, "bytes": encoded}
    if copied:
        entry["copied"] = True
    return json.dumps(entry).encode() + b"\n"


def _certainty(cleaned: Cleaned) -> float | None:
    return None if cleaned.certainty is None else round(cleaned.certainty, DIGITS)


def _figures(names: tuple[str, str], cleaned: Cleaned, document: Document) -> dict[str, float | None]:
    """The figures of a document by the names of their fields: its certainty, and the share that went."""
    certainty, removed = names
    figures: dict[str, float | None] = {}
    if certainty:
        figures[certainty] = _certainty(cleaned)
    if removed:
        figures[removed] = round(measure_loss(document.text, cleaned).share, DIGITS)
    return figures


def fingerprint(text: str) -> str:
    """A short fingerprint of a text, by which undo sees whether it was changed."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _entry(number: int, record: Record, **more: Any) -> bytes:  # noqa: ANN401 - what JSON has
    """A line of the file of edits."""
    entry = {"line": number, "id": record.document.id, **more}
    return json.dumps(entry, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def _tally(all_done: Collection[_Done], bad: int) -> Tally:
    done = [one for one in all_done if not one.routed]
    return Tally(
        len(done),
        sum(1 for one in done if one.edits or one.encoding != "utf-8"),
        sum(one.before for one in done),
        sum(one.after for one in done),
        Counter(rule for one in done for edit in one.edits for rule in edit.rule.split("+")),
        Counter(one.encoding for one in done),
        bad,
        *spread((one.name, one.loss) for one in done),
        len(all_done) - len(done),
    )


def _check_undo(original: str, cleaned: Cleaned) -> None:
    """Raise `BadRecordError` where undoing the edits would not give the original back."""
    try:
        if revert(cleaned.text, cleaned.edits) == original:
            return
    except ValueError:
        pass
    names = ", ".join(dict.fromkeys(edit.rule for edit in cleaned.edits))
    raise BadRecordError(f"undoing its edits would not give the original back; the rules: {names}")


def describe_failure(error: BaseException) -> str:
    """Describe an error, and the rule that it came from."""
    what = f"{type(error).__name__}: {error}"
    frame = error.__traceback__
    while frame is not None:
        rule = frame.tb_frame.f_locals.get("self")
        if isinstance(rule, Rule):
            return f"rule {rule.name!r} failed: {what}"
        frame = frame.tb_next
    return f"cleaning failed: {what}"
