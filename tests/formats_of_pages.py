"""Files of every format that holds several documents, made of texts, and what is in them."""

import gzip
import io
import json

from seedclean.cleaners.boilerplate.example_page import page
from seedclean.formats.wet import split_records

PAGE = page(below="Related stories\nStorm closes the coastal road\nBakers ask for lower prices")
PLAIN = "The choir found a song in the attic, and nobody had asked for it.\n"
UNSURE = (
    "Home\nNews\nWeather\nContact\nLog in\n"
    "Storm closes the coastal road\nBakers ask for lower prices\n"
    "Choir finds a lost song\nFerry to run all winter\n"
    "About us\nPrivacy policy\nTerms of use\nFollow us\n"
)
"""A page of headlines, which may be its text or links to others."""

KINDS = ["a.jsonl", "a.jsonl.gz", "a.parquet", "a.feather", "a.arrows", "a.warc.wet", "a.warc.wet.gz"]


def file_of(name, texts):
    """The bytes of a file with these texts; only tables have a record without one."""
    if name.endswith(".gz"):
        return gzip.compress(file_of(name.removesuffix(".gz"), texts), mtime=0)
    if name.endswith(".jsonl"):
        rows = ({"n": number, "text": text} for number, text in enumerate(texts))
        return "".join(json.dumps(row) + "\n" for row in rows).encode()
    if name.endswith(".wet"):
        return _wet("isPartOf: one", "warcinfo", "application/warc-fields") + b"".join(map(_wet, texts))
    return _table(name, texts)


def put(folder, files):
    """Write files as they are, from their names and bytes."""
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def rows_of(name, data):
    """The records of a file, with the text, the number and the figures of each."""
    if name.endswith(".gz"):
        return rows_of(name.removesuffix(".gz"), gzip.decompress(data))
    if name.endswith(".jsonl"):
        return [json.loads(line) for line in data.splitlines()]
    if name.endswith(".wet"):
        return [_row(one) for one in split_records([data], 1) if one.is_text()]
    import pyarrow as pa
    import pyarrow.parquet as pq

    if name.endswith(".parquet"):
        return pq.read_table(io.BytesIO(data)).to_pylist()
    return (
        (pa.ipc.open_file if name.endswith(".feather") else pa.ipc.open_stream)(data).read_all().to_pylist()
    )


def _wet(text, kind="conversion", content="text/plain"):
    body = text.encode()
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nContent-Type: {content}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


def _row(record):
    figures = {name: float(value) for name, value in record.headers.items() if name in {"sure", "gone"}}
    return {"text": record.whole[len(record.head) : -4].decode(), **figures}


def _table(name, texts):
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table({"n": range(len(texts)), "text": texts})
    out = io.BytesIO()
    if name.endswith(".parquet"):
        pq.write_table(table, out, row_group_size=150)
    else:
        begin = pa.ipc.new_file if name.endswith(".feather") else pa.ipc.new_stream
        with begin(out, table.schema) as writer:
            writer.write_table(table, max_chunksize=150)
    return out.getvalue()
