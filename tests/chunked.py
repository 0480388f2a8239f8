"""A file through its format and a worker, chunk by chunk, without a run round it."""

import io
from typing import NamedTuple

from seedclean.formats import FORMATS, Fields, whole
from seedclean.run.worker import Outcome, Part, Settings, Worker


class Result(NamedTuple):
    data: bytes
    outcomes: list[Outcome]

    @property
    def problems(self):
        return [problem for outcome in self.outcomes for problem in outcome.problems]


def cleaned(name, data, rules, packing="", *, fields=None, languages=(), edits=True):
    """Clean a file of a format, given by its bytes."""
    format_ = FORMATS[name]
    fields = fields or Fields()
    worker = Worker(Settings(rules, languages, fields, edits=edits), None)
    chunks = format_.chunks(io.BytesIO(data), packing, fields)
    outcomes = [worker.cleaned(Part(0, "file", name, packing, chunk)) for chunk in chunks]
    out = io.BytesIO()
    whole((outcome.output for outcome in outcomes), format_.assembly(packing), io.BytesIO(data), out)
    return Result(out.getvalue(), outcomes)


def resumed(name, data, packing="", fields=None):
    """The chunks of a file from each place on at which reading can go on, and what they should be."""
    format_ = FORMATS[name]
    fields = fields or Fields()
    chunks = list(format_.chunks(io.BytesIO(data), packing, fields))
    for place, chunk in enumerate(chunks, start=1):
        again = list(format_.chunks(io.BytesIO(data), packing, fields, chunk.position))
        yield [one._replace(passed=0) for one in again], [one._replace(passed=0) for one in chunks[place:]]
