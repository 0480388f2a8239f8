"""A file through its format and a cleaner of records, chunk by chunk, without a run around it."""

import io
from typing import NamedTuple

from running import config
from seedclean.corpus.clean_records import Outcome, RecordCleaner
from seedclean.corpus.read import Part
from seedclean.formats import FORMATS, Fields, concatenate


class Result(NamedTuple):
    data: bytes
    outcomes: list[Outcome]

    @property
    def problems(self):
        return [problem for outcome in self.outcomes for problem in outcome.problems]


def cleaned(name, data, rules, compression="", *, fields=None, languages=(), edits=True):
    """Clean a file of a format, given by its bytes."""
    format_ = FORMATS[name]
    fields = fields or Fields()
    names = {f"{key}_field": value for key, value in fields._asdict().items()}
    cleaner = RecordCleaner(config(rules, languages=languages, edits=edits, **names))
    chunks = format_.read_chunks(io.BytesIO(data), compression, fields)
    outcomes = [
        cleaner.clean_chunk(Part("file", name, compression, chunk, fields=cleaner.config.fields))
        for chunk in chunks
    ]
    out = io.BytesIO()
    pieces = (outcome.output for outcome in outcomes)
    concatenate(pieces, format_.assembly(compression), io.BytesIO(data), out)
    return Result(out.getvalue(), outcomes)


def resumed(name, data, compression="", fields=None):
    """The chunks of a file from each place on at which reading can go on, and what they should be."""
    format_ = FORMATS[name]
    fields = fields or Fields()
    chunks = list(format_.read_chunks(io.BytesIO(data), compression, fields))
    for place, chunk in enumerate(chunks, start=1):
        again = list(format_.read_chunks(io.BytesIO(data), compression, fields, chunk.position))
        yield [one._replace(passed=0) for one in again], [one._replace(passed=0) for one in chunks[place:]]
