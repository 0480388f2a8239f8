"""What every kind of file must stand: processes, a stop in the middle, undo, a look, a full disk, damage."""

import base64
import bz2
import gzip
import io
import json
import lzma
import random
import re
from functools import cache

import pytest

from running import config, everything, interrupt, largest_file, poisoned, shouting, write
from seedclean.corpus.executor import HERE
from seedclean.corpus.restore import restore
from seedclean.corpus.run import clean_corpus, preview
from seedclean.errors import RunError
from seedclean.formats import FORMATS, format_of, strip_suffix
from seedclean.formats.jsonl import JsonLines

pytest.importorskip("fastwarc")
pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")
zstandard = pytest.importorskip("zstandard")

RULES = (shouting, poisoned)
PACKERS = {
    "": bytes,
    ".gz": lambda data: gzip.compress(data, mtime=0),
    ".zst": zstandard.ZstdCompressor(write_checksum=True).compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
}
TEXTS = [f"{name}{packing}" for name in ("a.txt", "rows.jsonl", "pages.warc.wet") for packing in PACKERS]
TABLES = ["rows.parquet", "rows.feather", "rows.arrows"]
KINDS = TEXTS + TABLES
COUNT = 80
"""Records enough for two chunks."""


@cache
def fillers():
    """Long texts, none like another: bzip2 is slow where words repeat."""
    chance = random.Random(1)
    return ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz ", k=8000)) for _ in range(200)]


def texts(count):
    """Texts that fill several chunks, some of them poisoned."""
    for number, filler in enumerate(fillers()[:count]):
        yield f"{number}!! {filler} {'poison' * (number % 20 == 3)}"


@cache
def file(name, count=COUNT):
    """A file of a kind."""
    inside, packing = strip_suffix(name)
    if inside == "a.txt":
        return PACKERS[packing]("\n".join(text.replace("poison", "") for text in texts(count)).encode())
    if inside == "rows.jsonl":
        rows = ({"n": number, "text": text, "big": 10**30} for number, text in enumerate(texts(count)))
        return PACKERS[packing](b"".join(json.dumps(row).encode() + b"\n" for row in rows))
    if inside == "pages.warc.wet":
        return PACKERS[packing](b"".join(map(record, texts(count))))
    table = pa.table({"n": range(count), "text": list(texts(count))})
    out = io.BytesIO()
    if inside == "rows.parquet":
        pq.write_table(table, out, row_group_size=50)
    else:
        begin = pa.ipc.new_file if inside == "rows.feather" else pa.ipc.new_stream
        with begin(out, table.schema) as writer:
            writer.write_table(table, max_chunksize=50)
    return out.getvalue()


def record(text):
    head = f"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: {len(text)}\r\n\r\n"
    return f"{head}{text}\r\n\r\n".encode()


def rows(name, data):
    """What a file holds, however it is packed."""
    if name == "rows.parquet":
        return pq.read_table(io.BytesIO(data)).to_pylist()
    if name in {"rows.feather", "rows.arrows"}:
        return (
            (pa.ipc.open_file if name == "rows.feather" else pa.ipc.open_stream)(data).read_all().to_pylist()
        )
    unpack = {
        "": bytes,
        ".gz": gzip.decompress,
        ".zst": lambda data: zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data)).read(),
        ".bz2": bz2.decompress,
        ".xz": lzma.decompress,
    }
    return unpack[strip_suffix(name)[1]](data).split(b"\n")


def run(source, output, **options):
    return clean_corpus((source,), output, config(RULES, edits=True, **options))


@pytest.fixture
def corpus(tmp_path):
    def made(name, data):
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / name).write_bytes(data)
        return tmp_path / "in"

    return made


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """Make the folder `in` of a file, and the folder `out` and the summary of its run, once for each file."""

    @cache
    def made(name):
        folder = tmp_path_factory.mktemp("undisturbed")
        (folder / "in").mkdir()
        (folder / "in" / name).write_bytes(file(name))
        jobs = 2 if name in {"rows.jsonl.gz", "rows.parquet"} else HERE
        return folder, run(folder / "in", folder / "out", jobs=jobs, spread_above=1)

    return made


@pytest.mark.parametrize("name", KINDS)
def test_undo_gives_back_what_was_there(name, undisturbed, tmp_path):
    folder, summary = undisturbed(name)
    bad = 0 if "txt" in name else COUNT // 20
    assert summary.tally.bad == bad
    assert summary.tally.changed == (1 if "txt" in name else COUNT - bad)
    assert b"!!" not in b"".join(
        str(row).encode() for row in rows(name, (folder / "out" / name).read_bytes())
    )
    assert restore(folder / "out", tmp_path / "back").problems == []
    assert rows(name, (tmp_path / "back" / name).read_bytes()) == rows(name, file(name))


@pytest.mark.parametrize("name", KINDS)
def test_the_bytes_are_the_same_for_any_number_of_processes_and_after_a_stop(
    name, undisturbed, tmp_path, monkeypatch
):
    folder, _ = undisturbed(name)
    for _ in range(0 if "txt" in name else 2):  # one document is one chunk
        with monkeypatch.context() as patch:
            interrupt(patch, 1)
            with pytest.raises(KeyboardInterrupt):
                run(folder / "in", tmp_path / "out", note_every=0.0)
        assert not (tmp_path / "out" / name).exists()
    run(folder / "in", tmp_path / "out")
    assert everything(tmp_path / "out") == everything(folder / "out")


@pytest.mark.parametrize("name", KINDS)
def test_a_look_shows_and_writes_nothing(name, corpus, tmp_path):
    shown = []
    source = corpus(name, file(name, 8))
    before = everything(tmp_path)
    summary = preview((source,), config(RULES, diff=True), shown.append)
    assert summary.tally.changed == (1 if "txt" in name else 7)
    assert sum(line.startswith("-0!! ") for line in shown) == 1
    assert everything(tmp_path) == before


@pytest.mark.parametrize("name", KINDS)
def test_a_second_run_over_the_output_changes_nothing(name, corpus, tmp_path):
    run(corpus(name, file(name, 12)), tmp_path / "out")
    (tmp_path / "cleaned").mkdir()
    (tmp_path / "out" / name).rename(tmp_path / "cleaned" / name)
    assert run(tmp_path / "cleaned", tmp_path / "again").tally.changed == 0
    again = rows(name, (tmp_path / "again" / name).read_bytes())
    assert again == rows(name, (tmp_path / "cleaned" / name).read_bytes())


SOUND = {"rows.jsonl.gz", "rows.jsonl.zst", "rows.jsonl.bz2", "rows.jsonl.xz", "rows.arrows"}


@pytest.mark.parametrize("name", [name for name in KINDS if name not in {"a.txt", "rows.jsonl"}])
def test_a_cut_file_gives_what_came_before_or_nothing_and_stands_in_the_quarantine_whole(
    name, corpus, tmp_path
):
    count = 200 if name.endswith(".bz2") else COUNT  # bzip2 has large blocks
    data = file(name, count)
    cut = data[: len(data) * 2 // 3]
    summary = run(corpus(name, cut), tmp_path / "out")
    entries = [
        json.loads(line)
        for line in (tmp_path / "out" / "_seedclean" / "quarantine" / f"{name}.jsonl")
        .read_text()
        .splitlines()
    ]
    assert (entries[-1]["line"], base64.b64decode(entries[-1]["bytes"])) == (None, cut)
    output = tmp_path / "out" / name
    keeps = name in SOUND or "wet" in name
    assert output.exists() == keeps
    if keeps:
        found = rows(name, output.read_bytes())
        expected = [row for row in rows(name, data) if b"poison" not in str(row).encode()]
        assert 0 < summary.tally.documents < count * 0.9
        assert len(found) < len(expected)
    assert restore(tmp_path / "out", tmp_path / "back").problems == []
    assert (tmp_path / "back" / name).read_bytes() == cut


@pytest.mark.parametrize("name", KINDS)
def test_an_empty_file_of_no_bytes(name, corpus, tmp_path):
    summary = run(corpus(name, b""), tmp_path / "out")
    table = name in TABLES
    assert summary.tally.bad == (1 if table else 0)
    assert (tmp_path / "out" / name).exists() != table
    if not table:
        assert rows(name, (tmp_path / "out" / name).read_bytes()) == [b""]
    restore(tmp_path / "out", tmp_path / "back")
    assert (tmp_path / "back" / name).exists()


@pytest.mark.parametrize("name", ["rows.jsonl.zst", "pages.warc.wet.gz", "a.txt.bz2", *TABLES])
@pytest.mark.parametrize("share", [0.2, 0.9])
def test_a_full_disk_leaves_nothing_under_the_final_name(name, share, corpus, tmp_path):
    data = file(name)
    source = corpus(name, data)
    reason = re.escape(f"{tmp_path}/out/{name} could not be written: File too large")
    with largest_file(int(len(data) * share)), pytest.raises(RunError, match=reason):
        run(source, tmp_path / "out")
    # A part may stand there for the next run to go on with.
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["_seedclean"]
    assert not list((tmp_path / "out" / "_seedclean").rglob("*-whole"))
    assert source.exists()


# Names that say something else than the bytes


@pytest.mark.parametrize(
    ("name", "like", "reason"),
    [
        ("rows.jsonl", "rows.jsonl.gz", "holds gzip data, which its name does not say"),
        ("rows.jsonl", "rows.parquet", "holds Parquet data, which its name does not say"),
        ("a.txt", "rows.jsonl.zst", "holds zstd data, which its name does not say"),
        ("rows.jsonl.gz", "rows.jsonl", "is damaged, or not a gzip file"),
        ("rows.jsonl.xz", "rows.jsonl.bz2", "is damaged, or not a xz file"),
        ("rows.parquet", "rows.feather", "not a Parquet file"),
        ("rows.arrows", "rows.parquet", "not Arrow data"),
        ("pages.warc.wet", "rows.jsonl", "not a WARC file: record 1 does not begin as one"),
    ],
)
def test_a_wrong_ending_is_told_of_and_the_file_put_aside_whole(name, like, reason, corpus, tmp_path):
    data = file(like, 5)
    summary = run(corpus(name, data), tmp_path / "out")
    assert summary.tally.documents == 0
    ((told, why),) = summary.problems
    assert told == name
    assert reason in why
    restore(tmp_path / "out", tmp_path / "back")
    assert (tmp_path / "back" / name).read_bytes() == data


def test_line_ends_marks_and_missing_ends_in_json_lines(tmp_path):
    data = b'\xef\xbb\xbf{"text": "a!!"}\r\n\r\n{"text":"b!!"}\n{"text": "c!!"}'
    source = write(tmp_path / "in", {"rows.jsonl": data})
    run(source, tmp_path / "out")
    cleaned = b'{"text": "a!", "date": null}\r\n{"text":"b!","date":null}\n{"text": "c!", "date": null}\n'
    assert (tmp_path / "out" / "rows.jsonl").read_bytes() == cleaned


def test_every_format_has_its_own_endings():
    for name, one in FORMATS.items():
        for suffix in one.suffixes:
            assert format_of(f"x{suffix}") == name
            assert format_of(f"x{suffix}.gz") == (name if one.compressions else None)


class Quoted(JsonLines):
    """JSON strings, a line each."""

    suffixes = (".quoted",)

    def split(self, data, first, fields):
        for number, line in super().split(data, first, fields):
            yield number, b'{"text": %s}' % line


def test_a_format_of_ones_own_is_one_class(monkeypatch, tmp_path):
    monkeypatch.setitem(FORMATS, "quoted", Quoted())
    source = write(tmp_path / "in", {"a.quoted": '"Go!!"\n"Stay"\n'})
    run(source, tmp_path / "out")
    assert (
        tmp_path / "out" / "a.quoted"
    ).read_bytes() == b'{"text": "Go!", "date": null}\n{"text": "Stay", "date": null}\n'
