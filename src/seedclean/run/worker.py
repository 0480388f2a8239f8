"""Cleaning the records of a chunk: whatever happens to one happens to it alone."""

from __future__ import annotations

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from seedclean.clean import Cleaned, clean
from seedclean.document import Document
from seedclean.edits import Edit, revert
from seedclean.formats import FORMATS, BadRecordError, Chunk, Facts, Fields, Format, Raw, Record, Written
from seedclean.markup import MarkupError
from seedclean.registry import Rule
from seedclean.report.diff import diff
from seedclean.report.loss import Loss, spread
from seedclean.report.summary import Tally
from seedclean.run import pulse
from seedclean.run.loss import MAX_LOSS, check_loss, loss_of

if TYPE_CHECKING:
    from seedclean.counts import LineCounts
    from seedclean.run.shelf import Shelf


class Settings(NamedTuple):
    """What decides how a record is cleaned, and what is wanted of it.

    Attributes:
        rules: The rules to run.
        languages: The languages to keep; all if empty.
        fields: Which fields of a record mean what.
        edits: Whether the edits are kept.
        diff: Whether a diff is wanted.
        marks: What to write in it before and behind changed characters.
        keep_date_headers: Whether the stamps stay in the text, which only gives its date.
        date_raw: Whether records get the stamp itself, too.
        max_loss: The share of its words above which a document is a bad record if it would lose it.
    """

    rules: tuple[Rule, ...]
    languages: tuple[str, ...] = ()
    fields: Fields = Fields()
    edits: bool = False
    diff: bool = False
    marks: tuple[str, str] = ("", "")
    keep_date_headers: bool = False
    date_raw: bool = False
    max_loss: float = MAX_LOSS


class Part(NamedTuple):
    """A chunk of a file, and which file.

    Attributes:
        file: The number of the file in the run.
        name: What the corpus calls the file.
        format: The name of the file's format.
        packing: The ending that says how it is packed, or an empty string.
        chunk: The chunk.
        wanted: The numbers of the records to clean; all if `None`.
    """

    file: int
    name: str
    format: str
    packing: str
    chunk: Chunk
    wanted: frozenset[int] | None = None

    def where(self, number: int) -> str:
        """What to call a record."""
        return f"{self.name}:{number}" if FORMATS[self.format].MANY else self.name


class Outcome(NamedTuple):
    """What became of a chunk.

    Attributes:
        file: The number of its file in the run.
        position: Where reading goes on behind it.
        passed: Bytes of the file that are behind it then.
        output: Its piece of the output, packed; `None` if nothing comes out.
        edits: Its lines in the store of edits, if they are kept.
        quarantine: Its lines in the quarantine.
        diff: The lines of its diff, if one is wanted.
        tally: What was done, in numbers.
        problems: What is bad, each with its reason.
    """

    file: int
    position: Any
    passed: int
    output: bytes | None
    edits: bytes
    quarantine: bytes
    diff: tuple[str, ...]
    tally: Tally
    problems: tuple[tuple[str, str], ...]


class _Done(NamedTuple):
    """What became of a record."""

    written: Written
    kept: bytes
    diff: tuple[str, ...]
    before: int
    edits: tuple[Edit, ...]
    encoding: str
    name: str
    loss: Loss


class Worker(NamedTuple):
    """Cleans chunks; each process of a run has one."""

    settings: Settings
    counts: LineCounts | Shelf | None

    def cleaned(
        self, part: Part, condemned: Mapping[int, str] = MappingProxyType({}), place: int = 0
    ) -> Outcome:
        """Clean the records of a chunk. No fault of a record or of a rule gets out of here.

        Args:
            part: The chunk.
            condemned: Records that are not to be tried again: their numbers, and why.
            place: The place of the chunk in its batch, counted from 0.
        """
        format_ = FORMATS[part.format]
        settings = self.settings
        done: dict[int, _Done] = {}
        quarantine: list[bytes] = []
        problems: list[tuple[str, str]] = []
        size = len(part.chunk.data)
        for number, raw in format_.records(part.chunk.data, part.chunk.first, settings.fields):
            if part.wanted is not None and number not in part.wanted:
                continue
            try:
                if number not in condemned:
                    pulse.at(place, number, size)
                    done[number] = self._cleaned(format_, raw, number, part.where(number))
                    continue
                reason = condemned[number]
            except BadRecordError as bad:
                reason = str(bad)
            except (Exception, SystemExit) as error:  # a rule may raise anything
                reason = told(error)
            quarantine.append(quarantined(part.name, number, reason, format_.aside(raw)))
            problems.append((part.where(number), reason))
        pulse.rest()
        output = None
        if done or format_.MANY:
            written = {number: one.written.data for number, one in done.items()}
            (piece,) = format_.pieces(part.chunk, settings.fields, written, self.added())
            output = format_.packed(piece, part.packing)
        return Outcome(
            part.file,
            part.chunk.position,
            part.chunk.passed,
            output,
            b"".join(one.kept for one in done.values()),
            b"".join(quarantine),
            tuple(chain.from_iterable(one.diff for one in done.values())),
            _tally(done.values(), len(problems)),
            tuple(problems),
        )

    def documents(self, part: Part, condemned: Collection[int] = (), place: int = 0) -> Iterator[Document]:
        """The documents of a chunk for the first pass; bad records are left to the second.

        Args:
            part: The chunk.
            condemned: Records that are not to be tried again.
            place: The place of the chunk in its batch, counted from 0.
        """
        format_ = FORMATS[part.format]
        fields = self.settings.fields
        if part.format == "jsonl" and not _may_name_sites(part.chunk.data, fields):
            return
        size = len(part.chunk.data)
        for number, raw in format_.records(part.chunk.data, part.chunk.first, fields):
            if number in condemned:
                continue
            pulse.at(place, number, size)
            with suppress(BadRecordError):
                yield format_.read(raw, part.where(number), fields).document

    def clean(self, document: Document) -> Cleaned:
        """Clean a document; `BadRecordError` if it is HTML, would lose too much, or could not be undone."""
        settings = self.settings
        site_counts = self.counts.for_site(document.site) if self.counts else None
        try:
            cleaned = clean(
                document._replace(languages=settings.languages, counts=site_counts), settings.rules
            )
        except MarkupError as error:
            raise BadRecordError(str(error)) from None
        _check(document.text, cleaned)
        check_loss(document.text, cleaned, settings.max_loss)
        return cleaned

    def _cleaned(self, format_: Format, raw: Raw, number: int, where: str) -> _Done:
        settings = self.settings
        record = format_.read(raw, where, settings.fields)
        document = record.document
        cleaned = self.clean(document)
        written = format_.write(record, cleaned.text, settings.fields, self.facts(cleaned, document))
        return _Done(
            written,
            _kept(number, record, written, cleaned.edits) if settings.edits else b"",
            self._diff(where, record, cleaned),
            len(document.text),
            tuple(cleaned.edits),
            record.encoding,
            where,
            loss_of(document.text, cleaned),
        )

    def added(self) -> tuple[str, ...]:
        """The fields that records get."""
        wanted = {"date": True, "date_raw": self.settings.date_raw, "language": bool(self.settings.languages)}
        return tuple(name for name, asked in wanted.items() if asked)

    def facts(self, cleaned: Cleaned, document: Document) -> Facts:
        """What becomes a field of a cleaned record.

        Args:
            cleaned: The cleaned document.
            document: The document before.
        """
        fields: dict[str, str | None] = dict.fromkeys(self.added())
        header = "" if self.settings.keep_date_headers else cleaned.header
        if self.settings.keep_date_headers:
            dated = clean(document, self._repairs())
            fields["date"] = dated.date.isoformat() if dated.date else None
        else:
            dated = cleaned
            fields["date"] = header.strip().removeprefix("date: ") or None
        if self.settings.date_raw and fields["date"]:
            fields["date_raw"] = dated.date_raw
        if self.settings.languages:
            fields["language"] = cleaned.language
        return Facts(header, fields)

    def _repairs(self) -> tuple[Rule, ...]:
        """The rules that run before those of dates would; later ones may take a stamp for page furniture."""
        return tuple(rule for rule in self.settings.rules if rule.cleaner == "repair")

    def _diff(self, where: str, record: Record, cleaned: Cleaned) -> tuple[str, ...]:
        if not self.settings.diff:
            return ()
        id_ = record.document.id
        name = where if id_ == where else f"{where} {id_!r:.80}"
        lines = list(diff(record.document.text, cleaned.edits, name, marks=self.settings.marks))
        if record.encoding != "utf-8":
            lines[:2] = [f"--- {name} ({record.encoding})", f"+++ {name} (utf-8)"]
        return tuple(lines)


def quarantined(
    name: str, line: int | None, reason: str, data: bytes | None, *, copied: bool = False
) -> bytes:
    """A line for the quarantine.

    Args:
        name: The file that the bad record stood in.
        line: Its line; `None` for the file as a whole, as it stood on the disk.
        reason: Why it is bad.
        data: Its bytes, which go into the line in base64; `None` if nobody could read them.
        copied: Whether a copy of the file stands beside the quarantine instead.
    """
    encoded = None if data is None else b64encode(data).decode()
    entry = {"file": name, "line": line, "reason": reason, "bytes": encoded}
    if copied:
        entry["copied"] = True
    return json.dumps(entry).encode() + b"\n"


def digest(text: str) -> str:
    """A short fingerprint of a text, by which undo sees whether it was changed."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _kept(number: int, record: Record, written: Written, edits: Iterable[Edit]) -> bytes:
    entry = {
        "line": number,
        "id": record.document.id,
        "after": digest(written.text),
        **written.kept,
        "edits": list(edits),
    }
    return json.dumps(entry, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def _may_name_sites(data: bytes, fields: Fields) -> bool:
    """Whether it is worth while to read JSON lines for their sites: a search costs a hundredth of that."""
    names = (fields.site, "url")
    return not fields.site.isascii() or any(json.dumps(name)[1:-1].encode() in data for name in names)


def _tally(done: Collection[_Done], bad: int) -> Tally:
    return Tally(
        len(done),
        sum(1 for one in done if one.edits or one.encoding != "utf-8"),
        sum(one.before for one in done),
        sum(len(one.written.text) for one in done),
        Counter(rule for one in done for edit in one.edits for rule in edit.rule.split("+")),
        Counter(one.encoding for one in done),
        bad,
        *spread((one.name, one.loss) for one in done),
    )


def _check(original: str, cleaned: Cleaned) -> None:
    """Nothing is written that cannot be taken back."""
    try:
        if revert(cleaned.text, cleaned.edits) == original:
            return
    except ValueError:
        pass
    names = ", ".join(dict.fromkeys(edit.rule for edit in cleaned.edits))
    raise BadRecordError(f"undoing its edits would not give the original back; the rules: {names}")


def told(error: BaseException) -> str:
    """What went wrong, and in which rule."""
    what = f"{type(error).__name__}: {error}"
    frame = error.__traceback__
    while frame is not None:
        rule = frame.tb_frame.f_locals.get("self")
        if isinstance(rule, Rule):
            return f"rule {rule.name!r} failed: {what}"
        frame = frame.tb_next
    return f"cleaning failed: {what}"
