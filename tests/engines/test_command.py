"""`clean-corpus --engine`: whatever hands the work out, the same comes out of it."""

import gzip
import json
import lzma
import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from click.testing import CliRunner

from formats_of_pages import PAGE, PLAIN, UNSURE, file_of, put
from running import config, everything, hanging, leaving, lines, orphaning, read, shouting, write
from seedclean.cli import main
from seedclean.corpus import executor
from seedclean.corpus.executor import choose_executor
from seedclean.corpus.restore import restore
from seedclean.corpus.run import clean_corpus
from seedclean.errors import RunError

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


def there(engine, rules, **options):
    """The options of a run on an engine."""
    return config(rules, engine=engine, jobs=None, **options)


def left(folder):
    """What a run has left, without what is true of that run only."""
    files = everything(folder)
    manifest = json.loads(files.pop("_seedclean/run.json"))
    finished = files.pop("_seedclean/finished.jsonl")
    return files, finished, {key: value for key, value in manifest.items() if key != "run"}


@pytest.fixture(scope="module")
def local(corpus, tmp_path_factory):
    folder = tmp_path_factory.mktemp("local")
    counts = folder.with_name("counts.jsonl")
    done = command(corpus, "-o", folder, "--edits", "--jobs", 1, "--save-counts", counts)
    assert done.exit_code == 0, done.output
    return folder, counts.read_bytes()


def test_the_whole_job_leaves_what_a_local_run_leaves(engine, corpus, local, tmp_path, monkeypatch):
    monkeypatch.setattr(executor, "LEAST", 1)  # each file is a task
    counts = tmp_path / "counts.jsonl"
    done = command(corpus, "-o", tmp_path / "out", "--edits", "--engine", engine, "--save-counts", counts)
    assert done.exit_code == 0, done.output
    assert "9 records failed" in done.output
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


def test_documents_are_routed_and_have_figures_as_in_a_local_run(engine, tmp_path, monkeypatch):
    monkeypatch.setattr(executor, "LEAST", 1)
    names = ("a.jsonl.gz", "b.parquet", "c.feather", "d.warc.wet")
    texts = [PAGE, PLAIN, UNSURE, PAGE * 2]
    source = put(tmp_path / "in", {name: file_of(name, texts) for name in names})
    arguments = ["--edits", "--certainty", "sure", "--removed", "gone", "--route-below", 0.8]
    found = []
    for name, more in (("local", ["--jobs", 1]), ("there", ["--engine", engine])):
        done = command(source, "-o", tmp_path / name, *arguments, tmp_path / "routed", *more)
        assert done.exit_code == 0, done.output
        found.append((left(tmp_path / name), read(tmp_path / "routed")))
        shutil.rmtree(tmp_path / "routed")
    assert found[0] == found[1]
    assert set(found[0][1]) == set(names)


def test_from_a_url_to_a_url(engine, corpus, local, tmp_path, monkeypatch):
    monkeypatch.setattr(executor, "LEAST", 1)
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
    # There is nothing but a bad record.
    assert command(corpus / "no.txt", "--check", "--engine", engine).exit_code == 1


def test_a_deadly_document_in_a_large_file_costs_its_record(engine, tmp_path):
    many = [{"text": f"{n}!! {'It is so. ' * 300}"} for n in range(500)]
    many[300] = {"text": "leave by exit"}
    folder = write(tmp_path / "in", {"large.jsonl": many, "small.jsonl": many[:3]})
    summary = clean_corpus((folder,), tmp_path / "out", there(engine, (shouting, leaving)))
    assert [where for where, _ in summary.problems] == ["large.jsonl:301"]
    cleaned = [json.loads(line) for line in (tmp_path / "out" / "large.jsonl").read_text().splitlines()]
    assert [record["text"][:5] for record in cleaned] == [f"{n}! It"[:5] for n in range(500) if n != 300]


def test_a_document_that_hangs_costs_its_record(engine, tmp_path):
    texts = ["Go!!", "hanging", "Stay!!"]
    folder = write(tmp_path / "in", {"a.jsonl": [{"text": text} for text in texts], "b.txt": "hanging"})
    options = there(engine, (shouting, hanging), edits=True, time_limit=1.0)
    summary = clean_corpus((folder,), tmp_path / "out", options)
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
    summary = clean_corpus((folder,), tmp_path / "out", there(engine, (shouting, orphaning)))
    assert (tmp_path / "lost").exists()
    assert summary.problems == ()
    assert [row["text"] for row in map(json.loads, read(tmp_path / "out")["a.jsonl"].splitlines())] == [
        "Go!",
        orphan,
        "Stay!",
    ]
    assert not (tmp_path / "out" / "_seedclean" / "parts").exists()


def test_a_bad_record_can_end_the_run(engine, corpus, tmp_path):
    done = command(corpus / "a.jsonl", "-o", tmp_path, "--engine", engine, "--on-error", "fail")
    assert done.exit_code == 1
    assert "a.jsonl:25: is not JSON" in done.output
    assert not (tmp_path / "a.jsonl").exists()


def test_a_fault_of_the_engine_is_told_in_a_line(engine):
    cluster = choose_executor(config((), engine=engine, jobs=None), ())
    with cluster, pytest.raises(RunError, match=r"failed: .*ZeroDivisionError"):
        list(cluster._session.map(broken, [b"x"]))


def broken(batch):
    return 1 // 0
