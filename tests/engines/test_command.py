"""`clean-corpus --engine`: whatever hands the work out, the same comes out of it."""

import gzip
import json
import lzma

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from click.testing import CliRunner

from running import everything, hanging, leaving, lines, orphaning, read, shouting, write
from seedclean.cli import main
from seedclean.run import engine as engines
from seedclean.run.cluster import clean_on
from seedclean.run.engine import begun
from seedclean.errors import RunError
from seedclean.run.local import Run
from seedclean.corpus.restore import restore

pytestmark = pytest.mark.filterwarnings("ignore")  # theirs


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """A small corpus of every format, packed and not, with a record in each file that is none."""
    pages = [
        {"id": n, "url": f"https://site{n % 3}.example/{n}", "text": page_of(n), "big": 2**70, "none": None}
        for n in range(24)
    ]
    rows = lines(pages) + "{broken\n"
    archive = b"".join(wet_of(page) for page in [*map(str.encode, map(page_of, range(9))), b"caf\xe9"])
    folder = tmp_path_factory.mktemp("corpus") / "in"
    write(
        folder,
        {
            "a.jsonl": rows,
            "deep/b.jsonl.gz": rows,
            "deep/e.jsonl.zst": zstandard.compress(rows.encode()),
            "c.txt": page_of(1),
            "deep/c.txt.xz": lzma.compress(page_of(2).encode()),
            "no.txt": b"no text\0",
            "f.warc.wet": archive,
            "f.warc.wet.gz": gzip.compress(archive),
        },
    )
    texts = [page["text"].encode() if page["id"] % 5 else None for page in pages]
    texts[7] = b"caf\xe9"
    table = pa.table(
        {
            "id": range(24),
            "url": [page["url"] for page in pages],
            "text": pa.array(texts, pa.binary()).view(pa.string()),
            "none": pa.nulls(24),
        }
    )
    pq.write_table(table, folder / "deep" / "d.parquet", row_group_size=10)
    for begin, name in ((pa.ipc.new_file, "g.feather"), (pa.ipc.new_stream, "g.arrows")):
        with begin(str(folder / name), table.schema) as file:
            file.write_table(table, max_chunksize=10)
    return folder


def wet_of(body):
    head = f"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


def page_of(n):
    name = "".join(chr(ord("a") + int(digit)) for digit in str(n))
    story = f"The council of {name} met on Tuesday to talk about the new bridge. He made a high -level visit."
    return f"Port News\nHome | Sport | Weather\n\nMonday, 3 June 2019\n\n{story}\n\nAll rights of the port\n"


def command(*arguments):
    done = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def left(folder):
    """What a run has left, without what is true of that run only."""
    files = everything(folder)
    manifest = json.loads(files.pop("_seedclean/run.json"))
    finished = sorted(files.pop("_seedclean/finished.jsonl").splitlines())
    return files, finished, {key: value for key, value in manifest.items() if key != "run"}


@pytest.fixture(scope="module")
def local(corpus, tmp_path_factory):
    folder = tmp_path_factory.mktemp("local")
    counts = folder.with_name("counts.jsonl")
    done = command(corpus, "-o", folder, "--edits", "--jobs", 1, "--save-counts", counts)
    assert done.exit_code == 0, done.output
    return folder, counts.read_bytes()


def test_the_whole_job_leaves_what_a_local_run_leaves(engine, corpus, local, tmp_path, monkeypatch):
    monkeypatch.setattr(engines, "LEAST", 1)  # each file is a task
    monkeypatch.setattr("seedclean.run.ray._PIECE", 100)
    counts = tmp_path / "counts.jsonl"
    done = command(corpus, "-o", tmp_path / "out", "--edits", "--engine", engine, "--save-counts", counts)
    assert done.exit_code == 0, done.output
    assert "9 records could not be cleaned" in done.output
    folder, counted = local
    assert left(tmp_path / "out") == left(folder)
    assert counts.read_bytes() == counted
    assert "site-line" in (tmp_path / "out" / "_seedclean" / "run.json").read_text()

    undone = command(tmp_path / "out", "--undo", tmp_path / "undone")
    assert undone.exit_code == 0, undone.output
    assert values(tmp_path / "undone") == values(corpus)

    twice = command(corpus, "-o", tmp_path / "out", "--edits", "--engine", engine)
    assert "finished by an earlier run" in twice.output


def values(folder):
    """What stands in a folder, however it is packed."""
    unpackers = {
        ".zst": lambda data: zstandard.ZstdDecompressor().stream_reader(data).read(),
        ".xz": lzma.decompress,
        ".parquet": lambda data: columns(pq.read_table(pa.BufferReader(data))),
        ".feather": lambda data: columns(pa.ipc.open_file(data).read_all()),
        ".arrows": lambda data: columns(pa.ipc.open_stream(data).read_all()),
    }
    return {
        name: next((unpack for end, unpack in unpackers.items() if name.endswith(end)), bytes)(data)
        for name, data in read(folder).items()
    }


def columns(table):
    """The values of a table; a text that is no UTF-8 by its bytes."""
    return {
        name: [one.as_py() for one in table[name].cast(pa.binary())]
        if name == "text"
        else table[name].to_pylist()
        for name in table.column_names
    }


def test_from_a_url_to_a_url(engine, corpus, local, tmp_path, monkeypatch):
    monkeypatch.setattr(engines, "LEAST", 1)
    monkeypatch.setattr(engines, "ROUNDS", 1000)  # large files are cut, and wait in parts
    out, back = f"local://{tmp_path}/out", f"local://{tmp_path}/back"
    done = command(f"local://{corpus}", "-o", out, "--edits", "--engine", engine)
    assert done.exit_code == 0, done.output
    files, _, _ = left(tmp_path / "out")
    assert files == left(local[0])[0]
    assert command(out, "--undo", back).exit_code == 0
    assert values(tmp_path / "back") == values(corpus)


def test_a_look_shows_what_a_local_one_shows(engine, corpus):
    there = command(corpus, "--diff", "--engine", engine, "-q")
    here = command(corpus, "--diff", "--jobs", 1, "-q")
    assert there.stdout == here.stdout
    assert "site-line" in there.stdout
    assert command(corpus, "--check", "--engine", engine).exit_code == 1
    # A bad record changes nothing.
    assert command(corpus / "no.txt", "--check", "--engine", engine).exit_code == 0


def test_a_file_is_spread_over_tasks_and_a_deadly_document_costs_its_record(engine, tmp_path, monkeypatch):
    monkeypatch.setattr(engines, "LEAST", 1)
    many = [{"text": f"{n}!! {'It is so. ' * 300}"} for n in range(500)]
    many[300] = {"text": "leave by exit"}
    folder = write(tmp_path / "in", {"large.jsonl": many})
    run = Run((folder,), config((shouting, leaving)))
    with begun(engine, None) as session:
        counted = Counting(session)
        summary = clean_on(counted, run, tmp_path / "out")
    assert counted.tasks >= 4  # to cut it, two at least to clean it, to join it
    assert [where for where, _ in summary.problems] == ["large.jsonl:301"]
    cleaned = [json.loads(line) for line in (tmp_path / "out" / "large.jsonl").read_text().splitlines()]
    assert [record["text"][:5] for record in cleaned] == [f"{n}! It"[:5] for n in range(500) if n != 300]


def test_a_document_that_hangs_costs_its_record(engine, tmp_path):
    texts = ["Go!!", "hanging", "Stay!!"]
    folder = write(tmp_path / "in", {"a.jsonl": [{"text": text} for text in texts], "b.txt": "hanging"})
    run = Run((folder,), config((shouting, hanging), edits=True), time_limit=1.0)
    with begun(engine, None) as session:
        summary = clean_on(session, run, tmp_path / "out")
    reason = "took longer than the 1 s of --time-limit"
    assert sorted(summary.problems) == [("a.jsonl:2", reason), ("b.txt", reason)]
    assert [row["text"] for row in map(json.loads, read(tmp_path / "out")["a.jsonl"].splitlines())] == [
        "Go!",
        "Stay!",
    ]
    assert restore(tmp_path / "out", tmp_path / "back").problems == []
    assert read(tmp_path / "back") == read(folder)


def test_a_machine_that_is_lost_costs_nothing(engine, tmp_path):
    orphan = f"orphan {tmp_path / 'lost'}"
    texts = ["Go!!", orphan, "Stay!!"]
    folder = write(tmp_path / "in", {"a.jsonl": [{"text": text} for text in texts], "b.txt": "Stop!!"})
    run = Run((folder,), config((shouting, orphaning)))
    with begun(engine, None) as session:
        summary = clean_on(session, run, tmp_path / "out")
    assert (tmp_path / "lost").exists()
    assert summary.problems == ()
    assert [row["text"] for row in map(json.loads, read(tmp_path / "out")["a.jsonl"].splitlines())] == [
        "Go!",
        orphan,
        "Stay!",
    ]
    assert not (tmp_path / "out" / "_seedclean" / "parts").exists()


class Counting:
    """Hands tasks on, and counts them."""

    def __init__(self, session):
        self._session = session
        self.jobs = session.jobs
        self.tasks = 0

    def mapped(self, work, tasks):
        self.tasks += len(tasks)
        return self._session.mapped(work, tasks)

    def __getattr__(self, name):
        return getattr(self._session, name)


def test_a_bad_record_can_end_the_run(engine, corpus, tmp_path):
    done = command(corpus / "a.jsonl", "-o", tmp_path, "--engine", engine, "--on-error", "fail")
    assert done.exit_code == 1
    assert "a.jsonl:25: is no JSON" in done.output
    assert not (tmp_path / "a.jsonl").exists()


def test_a_fault_of_the_engine_is_told_in_a_line(engine):
    with (
        begun(engine, None) as session,
        pytest.raises(RunError, match=r"failed: .*ZeroDivisionError"),
    ):
        list(session.mapped(broken, [b"x"]))


def broken(batch):
    return 1 // 0
