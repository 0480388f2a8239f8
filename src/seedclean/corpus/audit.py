"""The audit of a corpus: cleans a sample, or reads a finished run with its edits, and writes nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from seedclean.analysis import certain_language
from seedclean.cleaned import Cleaned
from seedclean.config import RunConfig
from seedclean.corpus import heartbeat
from seedclean.corpus.clean_records import RecordCleaner, describe_failure, fingerprint
from seedclean.corpus.discover import discover
from seedclean.corpus.executor import FileWork, Local
from seedclean.corpus.folders import RUN, path_of
from seedclean.corpus.loss import measure_loss
from seedclean.corpus.passes import count_lines, make_readings, take_sample
from seedclean.corpus.read import FileEnd, Part, Reading
from seedclean.corpus.restore import ChangedError, edits_of, keeps_edits
from seedclean.document import Document
from seedclean.edits import Edit, revert
from seedclean.errors import RunError
from seedclean.formats import FORMATS, BadFileError, BadRecordError, Fields, Format, MissingError, Raw
from seedclean.formats.base import require
from seedclean.paths import AnyPath
from seedclean.report.audit.figures import Routed, Seen, Work
from seedclean.report.audit.findings import (
    MOST_A_DOCUMENT,
    MOST_A_STRATUM,
    ONLY_FIRST,
    ONLY_OTHER,
    Finding,
    choose,
    find_edits,
    find_stayed,
)
from seedclean.report.loss import count_words, words_taken
from seedclean.report.progress import progress_bar

_LANGUAGE_SAMPLE = 1_000
"""So many characters are enough to recognise a language; function words do it forty times as fast."""


MOST_PROBLEMS = 3
"""So many of the documents that could not be cleaned are named."""


class Audit(NamedTuple):
    """The findings of an audit.

    Attributes:
        seen: The documents.
        findings: What can be judged.
        quarantined: The number of documents that could not be cleaned; a file or folder that cannot be
            read counts as one.
        problems: Some of these, each with the reason; of a whole file without its name at first.
        routed: The documents that the finished run put elsewhere; `None` where it put none.
        records: The number of all records that the sample was drawn from.
    """

    seen: list[Seen]
    findings: list[Finding]
    quarantined: int
    problems: tuple[tuple[str, str], ...] = ()
    routed: Routed | None = None
    records: int = 0

    def plus(self, other: Audit) -> Audit:
        """Add two, with no more findings than are looked at."""
        findings = choose([*self.findings, *other.findings], MOST_A_STRATUM)
        return Audit(
            [*self.seen, *other.seen],
            findings,
            self.quarantined + other.quarantined,
            (*self.problems, *other.problems)[:MOST_PROBLEMS],
        )


@dataclass(frozen=True)
class AuditFiles(FileWork[Audit]):
    """Cleans the records of files and notes what was done to them.

    Attributes:
        cleaner: Cleans the records.
        other: Cleans them with another configuration; `None` where none is compared.
        tokenizer: The file of the tokenizer that counts tokens; `None` where none are counted.
    """

    cleaner: RecordCleaner
    other: RecordCleaner | None = None
    tokenizer: Path | None = None

    def do_part(self, item: Part | FileEnd, condemned: Mapping[tuple[int, int], str]) -> Audit:
        """Audit a part of a file."""
        if isinstance(item, FileEnd):
            return _count_refused("", item.reason)
        bad = {number: reason for (_, number), reason in condemned.items()}
        if 0 in bad:
            return _count_refused(item.name, bad[0])
        chosen = Audit([], [], 0)
        format_ = FORMATS[item.format]
        for number, raw in item.records():
            heartbeat.start_record(number, len(item.chunk.data))
            found = bad.get(number) or self._look_at(format_, raw, item.where(number))
            heartbeat.end_record()
            if isinstance(found, str):
                chosen = chosen.plus(_count_refused(item.where(number), found))
                continue
            one, findings = found
            chosen.seen.append(one)
            chosen.findings.extend(findings)
        return chosen._replace(findings=choose(chosen.findings, MOST_A_STRATUM))

    def _look_at(self, format_: Format, raw: Raw, where: str) -> tuple[Seen, list[Finding]] | str:
        """Note what is done to a record; the reason where a run would move it to the quarantine."""
        try:
            document = format_.parse(raw, where, self.cleaner.config.fields).document
            cleaned = self.cleaner.clean(document)
            other = None if self.other is None else self.other.clean(document)
            return look_at(document, cleaned, where, other, self.tokenizer)
        except BadRecordError as error:
            return str(error)
        except (Exception, SystemExit) as error:  # a rule may raise anything
            return describe_failure(error)

    def gather(self, reading: Reading, outcomes: Iterable[Any]) -> Audit:
        """Add up the parts of a file."""
        total = Audit([], [], 0)
        for outcome in outcomes:
            whole = isinstance(outcome, Audit)
            total = total.plus(outcome if whole else _count_refused("", outcome.reason))
        named = tuple((where or reading.source.name, reason) for where, reason in total.problems)
        return total._replace(problems=named)


def _count_refused(where: str, reason: str) -> Audit:
    return Audit([], [], 1, ((where, reason),)) if reason else Audit([], [], 0)


def audit_corpus(
    paths: Sequence[AnyPath],
    config: RunConfig,
    other: RunConfig | None = None,
    tokenizer: Path | None = None,
) -> Audit:
    """Audit the sample of a corpus that the options ask for.

    Args:
        paths: The files and folders; or the output of one run that kept its edits.
        config: The options.
        other: Options to compare with.
        tokenizer: The file of a tokenizer, to count tokens.

    Raises:
        RunError: Something is in the way.
    """
    if tokenizer is not None:
        _load_tokenizer(tokenizer)
    cleaner, other_cleaner = RecordCleaner(config), None if other is None else RecordCleaner(other)
    if len(paths) == 1 and (paths[0] / RUN).is_file():
        if not keeps_edits(paths[0]):
            raise RunError(
                f"{paths[0]} is a cleaned corpus without its edits; audit the originals, or run with --edits"
            )
        if other is not None:
            raise RunError("--compare cleans the originals twice; give them, not a cleaned corpus")
        return _audit_finished(paths[0], config, tokenizer)
    return _audit_originals(paths, cleaner, other_cleaner, tokenizer)


def _audit_originals(
    paths: Sequence[AnyPath], cleaner: RecordCleaner, other: RecordCleaner | None, tokenizer: Path | None
) -> Audit:
    """Clean a sample, and write nothing."""
    config = cleaner.config
    sources, _, unreadable = discover(paths, config.format)
    readings = make_readings(sources, config)
    with (
        Local(readings, config.jobs, config.time_limit) as executor,
        TemporaryDirectory(prefix="seedclean-") as scratch,
    ):
        chosen, sampled = take_sample(config.sample, executor, readings, shown=config.progress)
        problems = (*unreadable, *(sampled.damaged if sampled else ()))
        total = Audit([], [], len(problems), problems[:MOST_PROBLEMS])
        counts = count_lines(config, executor, readings, chosen, Path(scratch))
        other = other and replace(other, counts=counts)
        work = AuditFiles(replace(cleaner, counts=counts), other, tokenizer)
        size = sum(one.source.size for one in chosen)
        with progress_bar("cleaning the sample", size, shown=config.progress) as progress:
            for reading, found in executor.map_files(work, chosen, work.gather):
                total = total.plus(found)
                progress(reading.source.size, len(found.seen), found.quarantined)
    return total._replace(records=sampled.records if sampled else 0)


def look_at(
    document: Document,
    cleaned: Cleaned,
    where: str,
    other: Cleaned | None = None,
    tokenizer: Path | None = None,
) -> tuple[Seen, list[Finding]]:
    """Note what was done to a document, and what of it can be judged.

    Args:
        document: The document before.
        cleaned: What came of it.
        where: Its name.
        other: What came of it by other options.
        tokenizer: The file of a tokenizer, to count tokens.
    """
    loss = measure_loss(document.text, cleaned)
    words = loss.words or count_words(document.text)
    sides = () if other is None else ((cleaned, other, ONLY_FIRST), (other, cleaned, ONLY_OTHER))
    seen = Seen(
        where,
        document.site,
        certain_language(cleaned.text) or Cleaned(cleaned.text[:_LANGUAGE_SAMPLE], []).language,
        (len(document.text), len(cleaned.text)),
        words,
        loss.lost,
        loss.empty,
        cleaned.certainty,
        work_of(cleaned),
        None if other is None else work_of(other),
        0 if other is None else measure_loss(document.text, other).lost,
        {
            prefix + rule: work
            for one, another, prefix in sides
            for rule, work in work_of(one._replace(edits=_only(one, another))).items()
        },
        None
        if tokenizer is None
        else (count_tokens(document.text, tokenizer), count_tokens(cleaned.text, tokenizer)),
    )
    if other is None:
        findings = [
            *_findings(document, cleaned, cleaned.edits, where, ""),
            *find_stayed(document, cleaned.edits, where, cleaned.line_scores),
        ]
    else:
        findings = [
            finding
            for one, another, prefix in sides
            for finding in _findings(document, one, _only(one, another), where, prefix)
        ]
    return seen, choose(findings, MOST_A_DOCUMENT)


def count_tokens(text: str, tokenizer: Path) -> int:
    """Count the tokens of a text, without those that a tokenizer adds around it.

    Args:
        text: The text.
        tokenizer: A file such as `tokenizer.json`.

    Raises:
        RunError: The file is not a tokenizer, or the library is missing.
    """
    whole = text.encode("utf-8", "replace").decode()  # the library refuses half a surrogate pair
    return len(_load_tokenizer(tokenizer).encode(whole, add_special_tokens=False).ids)


@lru_cache(maxsize=2)
def _load_tokenizer(path: Path) -> Any:  # noqa: ANN401 - the library has no types for it
    try:
        require("tokenizers", "counting tokens", "tokenizer")
    except MissingError as error:
        raise RunError(str(error)) from None
    from tokenizers import Tokenizer  # few need it

    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises nothing more specific
        raise RunError(f"{path} is no tokenizer of Hugging Face: {str(error).splitlines()[0]:.120}") from None
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def work_of(cleaned: Cleaned) -> Work:
    """The edits of each rule and the words that they took."""
    edits: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for edit in cleaned.edits:
        edits[edit.rule] += 1
        words[edit.rule] += words_taken(edit, cleaned.header)
    return {rule: (number, words[rule]) for rule, number in edits.items()}


def _only(cleaned: Cleaned, other: Cleaned) -> list[Edit]:
    """The edits that one cleaning made and the other did not, whatever rule made them."""
    known = {edit[:3] for edit in other.edits}
    return [edit for edit in cleaned.edits if edit[:3] not in known]


def _findings(
    document: Document, cleaned: Cleaned, edits: list[Edit], where: str, prefix: str
) -> Iterator[Finding]:
    sure = [cleaned.confidence(edit) for edit in edits]
    return find_edits(document, edits, where, sure, prefix, cleaned.edits)


def _audit_finished(cleaned: AnyPath, config: RunConfig, tokenizer: Path | None) -> Audit:
    try:
        manifest = json.loads((cleaned / RUN).read_bytes())
        fields, result = Fields(**manifest["fields"]), manifest["result"]
        quarantined, route = int(result["quarantined"]), manifest.get("route below")  # not in 0.1
        routed = Routed(int(result["routed"]), float(route[0])) if route else None
    except (LookupError, TypeError, ValueError) as error:
        raise RunError(f"{cleaned / RUN} does not describe a finished run: {error!s:.80}") from None
    readings = [Reading(source, config.fields, config.limits) for source in discover([cleaned]).sources]
    with Local(readings, config.jobs, config.time_limit) as executor:
        chosen, sampled = take_sample(config.sample, executor, readings, shown=config.progress)
    seen: list[Seen] = []
    findings: list[Finding] = []
    for reading in chosen:
        for document, one, where in _read_finished(cleaned, reading._replace(fields=fields)):
            about, some = look_at(document, one, where, tokenizer=tokenizer)
            seen.append(about)
            findings += some
        findings = choose(findings, MOST_A_STRATUM)
    return Audit(seen, findings, quarantined, routed=routed, records=sampled.records if sampled else 0)


def _read_finished(cleaned: AnyPath, reading: Reading) -> Iterator[tuple[Document, Cleaned, str]]:
    """The documents of a cleaned file, as they were before and after."""
    source, fields = reading.source, reading.fields
    format_ = FORMATS[source.format]
    kept = edits_of(cleaned / path_of("edits", source.name))
    try:
        next(kept, None)  # about the file
        with source.path.open("rb") as stream:
            for chunk in format_.read_chunks(stream, source.compression, fields):
                part = Part(source.name, source.format, source.compression, chunk)
                for number, raw in format_.split(chunk.data, chunk.first, fields):
                    entry = next(kept)
                    if reading.wanted is not None and number not in reading.wanted:
                        continue
                    document = format_.parse(raw, part.where(number), fields).document
                    yield *_undone(document, format_.read_text(raw, fields), entry), part.where(number)
    except (
        BadFileError,
        BadRecordError,
        ChangedError,
        LookupError,
        TypeError,
        ValueError,
        StopIteration,
    ) as error:
        raise RunError(
            f"{source.path} and its edits do not belong together ({type(error).__name__}: {error!s:.80})"
        ) from None


def _undone(document: Document, text: str, entry: dict[str, Any]) -> tuple[Document, Cleaned]:
    """The document before cleaning, and what came of it."""
    if fingerprint(text) != entry["after"]:
        raise ValueError("the text is another one than was written")
    edits = [Edit(*edit) for edit in entry["edits"]]
    after = entry.get("header", "") + text
    return document._replace(text=revert(after, edits)), Cleaned(after, edits)
