"""The option `--why`: the fate of each line of a text, or of a record of a file, with its reasons."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from seedclean.clean import clean
from seedclean.cleaners.boilerplate.line_model.model import explain, line_scores
from seedclean.config import RunConfig
from seedclean.corpus.discover import discover
from seedclean.corpus.read import FileEnd, Reading, Source, read_parts
from seedclean.document import Document
from seedclean.errors import RunError
from seedclean.formats import FORMATS, BadRecordError, Fields
from seedclean.paths import AnyPath
from seedclean.report import terminal
from seedclean.report.why import fate_lines, why

_USAGE = "--why takes one text file, one record as in pages.jsonl:17, or - for standard input"


def explain_lines(
    paths: tuple[AnyPath, ...], config: RunConfig, show_json: Callable[[str], None] | None
) -> None:
    """Say for each line of a text what became of it, and why.

    Args:
        paths: One text file, or one file with the number of a record behind it; `-` is standard input.
        config: The options.
        show_json: Shows a line of JSON; `None` where people read it.

    Raises:
        RunError: There is no such record, or it is no text.
    """
    if len(paths) != 1:
        raise click.UsageError(_USAGE)
    document = _read_document(paths[0], config)
    scores = line_scores(document)
    rules = replace(config, keep_date_headers=False, date_header="line").rules
    edits = clean(document._replace(languages=config.languages), rules, markup=config.markup).edits
    fates = why(document, edits, scores if any(scores) else (), explain)
    if show_json is None:
        terminal.show_fates(fate_lines(fates))
        return
    for fate in fates:
        show_json(json.dumps(fate.as_json()))


def _read_document(path: AnyPath, config: RunConfig) -> Document:
    if path == Path("-"):
        try:
            return FORMATS["txt"].parse(sys.stdin.buffer.read(), "-", Fields()).document
        except BadRecordError as error:
            raise RunError(f"{path} {error}") from None
    number = None
    if isinstance(path, Path) and not path.exists():
        name, _, digits = path.name.rpartition(":")
        if name and digits.isascii() and digits.isdigit():
            path, number = path.with_name(name), int(digits)
    if not path.is_file():
        raise click.UsageError(f"{path} is no file. {_USAGE}")
    (source,) = discover([path], config.format).sources
    if FORMATS[source.format].many and number is None:
        raise click.UsageError(f"{path} holds many texts. {_USAGE}")
    return _read_record(source, number or 1, config)


def _read_record(source: Source, number: int, config: RunConfig) -> Document:
    format_ = FORMATS[source.format]
    reading = Reading(source, config.fields, config.limits, frozenset({number}))
    for part in read_parts(reading):
        if isinstance(part, FileEnd):
            raise RunError(f"{source.path} {part.reason or f'has no record {number} with a text'}")
        for _, raw in part.records():
            try:
                return format_.parse(raw, part.where(number), config.fields).document
            except BadRecordError as error:
                raise RunError(f"{part.where(number)} {error}") from None
    raise AssertionError("a file has an end")
