"""Cleaning one record: whatever happens to it happens to it alone."""

from __future__ import annotations

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from seedclean.clean import Cleaned, clean
from seedclean.document import Document
from seedclean.edits import Edit, revert
from seedclean.formats import FORMATS, BadRecordError, Facts, Fields, Record
from seedclean.registry import Rule
from seedclean.report.diff import diff

if TYPE_CHECKING:
    from seedclean.counts import LineCounts


class Settings(NamedTuple):
    """What decides how a record is cleaned, and what is wanted of it.

    Attributes:
        rules: The rules to run.
        languages: The languages to keep; all if empty.
        fields: Which fields of a record mean what.
        edits: Whether the edits are kept.
        diff: Whether a diff is wanted.
        marks: What to write in it before and behind changed characters.
    """

    rules: tuple[Rule, ...]
    languages: tuple[str, ...] = ()
    fields: Fields = Fields()
    edits: bool = False
    diff: bool = False
    marks: tuple[str, str] = ("", "")


class Raw(NamedTuple):
    """A record, unread.

    Attributes:
        file: The number of its file in the run.
        name: What the corpus calls the file.
        format: The name of the file's format.
        line: The line that the record begins on.
        data: Its bytes.
    """

    file: int
    name: str
    format: str
    line: int
    data: bytes

    @property
    def where(self) -> str:
        """What to call the record."""
        return f"{self.name}:{self.line}" if FORMATS[self.format].MANY else self.name


class Outcome(NamedTuple):
    """What became of a record.

    Attributes:
        file: The number of its file in the run.
        line: The line that it begins on.
        where: What to call it.
        reason: Why it is bad; empty if it is not.
        output: Its bytes, cleaned.
        edits: Its line in the store of edits, if they are kept.
        quarantine: Its line in the quarantine, if it is bad.
        diff: The lines of its diff, if one is wanted.
        before: Characters of its text before.
        after: Characters of its text after.
        rules: How many edits each rule made.
        encoding: How the text was written.
    """

    file: int
    line: int
    where: str
    reason: str = ""
    output: bytes = b""
    edits: bytes = b""
    quarantine: bytes = b""
    diff: tuple[str, ...] = ()
    before: int = 0
    after: int = 0
    rules: dict[str, int] = {}  # noqa: RUF012 - a NamedTuple's default, never changed
    encoding: str = "utf-8"


class Worker(NamedTuple):
    """Cleans records; each process of a run has one."""

    settings: Settings
    counts: LineCounts | None

    def cleaned(self, raw: Raw) -> Outcome:
        """Clean a record. No fault of the record or of a rule gets out of here."""
        try:
            return self._cleaned(raw)
        except BadRecordError as bad:
            reason = str(bad)
        except Exception as error:  # a rule may raise anything
            reason = _told(error)
        return Outcome(
            raw.file,
            raw.line,
            raw.where,
            reason,
            quarantine=quarantined(raw.name, raw.line, reason, raw.data),
        )

    def read(self, raw: Raw) -> Document | None:
        """The document of a record for the first pass; a bad record is left to the second."""
        try:
            return FORMATS[raw.format].read(raw.data, raw.where, self.settings.fields).document
        except BadRecordError:
            return None

    def _cleaned(self, raw: Raw) -> Outcome:
        settings = self.settings
        format_ = FORMATS[raw.format]
        record = format_.read(raw.data, raw.where, settings.fields)
        document = record.document
        site_counts = self.counts.for_site(document.site) if self.counts else None
        cleaned = clean(document._replace(languages=settings.languages, counts=site_counts), settings.rules)
        _check(document.text, cleaned)
        written = format_.write(record, cleaned.text, settings.fields, self._facts(cleaned))
        kept = _kept(raw, record, written.text, cleaned.edits, written.kept) if settings.edits else b""
        return Outcome(
            raw.file,
            raw.line,
            raw.where,
            output=written.data,
            edits=kept,
            diff=self._diff(raw, record, cleaned),
            before=len(document.text),
            after=len(written.text),
            rules=Counter(rule for edit in cleaned.edits for rule in edit.rule.split("+")),
            encoding=record.encoding,
        )

    def _facts(self, cleaned: Cleaned) -> Facts:
        fields: dict[str, str | None] = {"date": None}
        header = ""
        if cleaned.date is not None:
            line, _, _ = cleaned.text.partition("\n")
            body = cleaned.text[len(line) :].lstrip("\n")
            header = cleaned.text[: len(cleaned.text) - len(body)]
            fields["date"] = line.removeprefix("date: ")
        if self.settings.languages:
            fields["language"] = cleaned.language
        return Facts(header, fields)

    def _diff(self, raw: Raw, record: Record, cleaned: Cleaned) -> tuple[str, ...]:
        if not self.settings.diff:
            return ()
        id_ = record.document.id
        name = raw.where if id_ == raw.where else f"{raw.where} {id_!r:.80}"
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


def _kept(raw: Raw, record: Record, text: str, edits: Iterable[Edit], kept: dict[str, Any]) -> bytes:
    entry = {"line": raw.line, "id": record.document.id, "after": digest(text), **kept, "edits": list(edits)}
    return json.dumps(entry, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def _check(original: str, cleaned: Cleaned) -> None:
    """Nothing is written that cannot be taken back."""
    try:
        if revert(cleaned.text, cleaned.edits) == original:
            return
    except ValueError:
        pass
    names = ", ".join(dict.fromkeys(edit.rule for edit in cleaned.edits))
    raise BadRecordError(f"undoing its edits would not give the original back; the rules: {names}")


def _told(error: Exception) -> str:
    """What went wrong, and in which rule."""
    what = f"{type(error).__name__}: {error}"
    frame = error.__traceback__
    while frame is not None:
        rule = frame.tb_frame.f_locals.get("self")
        if isinstance(rule, Rule):
            return f"rule {rule.name!r} failed: {what}"
        frame = frame.tb_next
    return f"cleaning failed: {what}"
