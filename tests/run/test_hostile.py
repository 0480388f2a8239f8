"""Files, names and folders that somebody made to do harm: each costs itself alone."""

import base64
import gzip
import io
import json
import random

import pytest
from click.testing import CliRunner

from running import config, exiting, lines, read, records, shouting, write
from seedclean.cli import main
from seedclean.corpus.executor import HERE, Local
from seedclean.corpus.folders import FINISHED, RUN, path_of
from seedclean.corpus.pool import ProcessDiedError, Reader
from seedclean.corpus.read import FileEnd, read_parts
from seedclean.corpus.restore import restore
from seedclean.corpus.run import clean_corpus
from seedclean.corpus.verify import verify_corpus
from seedclean.formats import FORMATS, BadFileError, Fields

ROWS = [{"text": "Go!!"}, {"text": "Stay"}]


def run(source, output, **options):
    return clean_corpus((source,), output, config((shouting,), edits=True, **options))


def quarantined(output, name):
    return records(output / path_of("quarantine", name))


# Files


@pytest.mark.parametrize("jobs", [HERE, 1])
@pytest.mark.parametrize("name", ["bomb.jsonl.gz", "bomb.wet", "bomb.txt.gz"])
def test_a_file_that_wants_all_memory_costs_itself(tmp_path, jobs, name):
    head = b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 100000000000000000\r\n\r\nshort\r\n\r\n"
    bomb = head if name.endswith(".wet") else gzip.compress(b'{"text": "' + bytes(3_000_000))
    source = write(tmp_path / "in", {"good.jsonl": ROWS, "zoo.txt": "Go!!"})
    (source / name).write_bytes(bomb)
    summary = run(source, tmp_path / "out", jobs=jobs, max_record=1_000_000)
    assert [problem for problem, _ in summary.problems] == [name]
    assert read(tmp_path / "out")["zoo.txt"] == b"Go!"
    assert base64.b64decode(quarantined(tmp_path / "out", name)[-1]["bytes"]) == bomb
    assert restore(tmp_path / "out", tmp_path / "back").problems == []
    assert (tmp_path / "back" / name).read_bytes() == bomb


def test_a_line_that_wants_all_memory_costs_itself(tmp_path):
    lines = [b'{"text": "Go!!"}\n', b'{"text": "' + b"x" * 3_000_000 + b'"}\n', b'{"text": "On!!"}\n']
    source = write(tmp_path / "in", {"a.jsonl": b"".join(lines)})
    summary = run(source, tmp_path / "out", max_record=1_000_000)
    assert [problem for problem, _ in summary.problems] == ["a.jsonl"]
    assert [row["text"] for row in records(tmp_path / "out" / "a.jsonl")] == ["Go!", "On!"]
    assert restore(tmp_path / "out", tmp_path / "back").problems == []
    assert (tmp_path / "back" / "a.jsonl").read_bytes() == b"".join(lines)


@pytest.mark.faults
@pytest.mark.parametrize("name", ["a.arrow", "a.arrows", "a.parquet"])
def test_flipped_bits_in_a_table_never_end_a_run(tmp_path, name):
    pa = pytest.importorskip("pyarrow")
    data = bytearray(table(pa, name))
    chance = random.Random(name)
    files = {}
    for number in range(12):
        damaged = bytearray(data)
        place = chance.randrange(len(data))
        damaged[place] ^= 1 << chance.randrange(8)
        files[f"{number:02}.{name.partition('.')[2]}"] = bytes(damaged)
    source = write(tmp_path / "in", {**files, "zoo.txt": "Go!!"})
    summary = run(source, tmp_path / "out", jobs=2)
    assert read(tmp_path / "out")["zoo.txt"] == b"Go!"
    bad = {problem.partition(":")[0] for problem, _ in summary.problems}
    assert bad | set(read(tmp_path / "out")) == {*files, "zoo.txt"}
    assert not any("could not be written" in reason for _, reason in summary.problems)


def table(pa, name):
    rows = pa.table({"text": [f"Go {n}!!" * 9 for n in range(200)], "kind": ["a", "b"] * 100})
    rows = rows.set_column(1, "kind", rows["kind"].dictionary_encode())
    out = io.BytesIO()
    if name.endswith(".parquet"):
        import pyarrow.parquet as pq

        pq.write_table(rows, out, row_group_size=90)
        return out.getvalue()
    with (pa.ipc.new_file if name.endswith(".arrow") else pa.ipc.new_stream)(out, rows.schema) as writer:
        writer.write_table(rows, max_chunksize=90)
    return out.getvalue()


def test_rows_that_are_missing_from_a_row_group_are_damage(monkeypatch):
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    class Short(pq.ParquetFile):
        def iter_batches(self, *arguments, **options):
            for batch in super().iter_batches(*arguments, **options):
                yield batch.slice(0, batch.num_rows - 1)

    monkeypatch.setattr(pq, "ParquetFile", Short)
    stream = io.BytesIO(table(pa, "a.parquet"))
    with pytest.raises(BadFileError, match="row group 0 has 89 rows and says that it has 90"):
        list(FORMATS["parquet"].read_chunks(stream, "", Fields()))


def test_a_process_that_dies_while_it_reads_is_told_of():
    reader = Reader()
    assert list(reader.iterate(exiting, 3, False)) == [0, 1, 2]
    with pytest.raises(ProcessDiedError, match="exit code 7"):
        list(reader.iterate(exiting, 3, True))
    assert list(reader.iterate(exiting, 1, False)) == [0]
    reader.close()


def test_a_large_file_that_kills_its_reader_goes_to_the_quarantine(tmp_path, monkeypatch):
    source = write(tmp_path / "in", {"large.jsonl": ROWS * 9, "zoo.txt": "Go!!"})
    monkeypatch.setattr(Local, "_read", lambda _self, _reading: dying(_reading))
    summary = run(source, tmp_path / "out", jobs=1, spread_above=10)
    reason = "killed the process that read it: SIGSEGV"
    assert summary.problems == (("large.jsonl", reason),)
    assert read(tmp_path / "out") == {"zoo.txt": b"Go!"}
    assert quarantined(tmp_path / "out", "large.jsonl")[0]["reason"] == reason


def dying(reading):
    if reading.source.name == "zoo.txt":
        yield from read_parts(reading)
    else:
        yield FileEnd("killed the process that read it: SIGSEGV", sound=False)


def test_a_small_file_that_kills_its_process_goes_to_the_quarantine(tmp_path):
    source = write(tmp_path / "in", {"a.txt": "Go!!", "b.deadly": "x", "c.txt": "Run!!"})
    paths = tuple(sorted(source.iterdir()))
    options = config((shouting,), jobs=1, format="deadly")
    summary = clean_corpus(paths, tmp_path / "out", options)
    reason = "killed the process that read and wrote the file, twice: exit code 9"
    assert summary.problems == (("b.deadly", reason),)
    assert read(tmp_path / "out") == {"a.txt": b"Go!", "c.txt": b"Run!"}


# Names


def test_long_names_and_names_that_clash_have_their_edits(tmp_path):
    files = {
        f"{'x' * 246}.txt": "Go!!",
        "a.txt": "Go!!",
        "a.txt.jsonl/b.txt": "Stay!!",
        "a.txt.copy/b.txt": b"\0",
        "a.txt.gz": "Run!!",
    }
    source = write(tmp_path / "in", files)
    summary = run(source, tmp_path / "out")
    assert (summary.tally.documents, summary.tally.bad) == (4, 1)
    assert run(source, tmp_path / "out").earlier == 5
    assert restore(tmp_path / "out", tmp_path / "back").problems == []
    assert read(tmp_path / "back") == read(source)


# Folders


@pytest.fixture
def cleaned(tmp_path):
    source = write(tmp_path / "in", {"a.txt": "Go!!", "b/c.txt": "Stay!!", "rows.jsonl": lines(ROWS) + "{\n"})
    run(source, tmp_path / "out")
    (tmp_path / "secret").write_text("secret")
    return tmp_path / "out"


def entry(**values):
    return json.dumps({"file": "x", "line": None, "reason": "", "bytes": None, **values}) + "\n"


def deep(count):
    return "[" * count


@pytest.mark.parametrize(
    ("kind", "name", "content"),
    [
        pytest.param("quarantine", "..jsonl", entry(bytes="c2VjcmV0"), id="a dot"),
        pytest.param("quarantine", "...jsonl", entry(bytes="c2VjcmV0"), id="two dots"),
        pytest.param("quarantine", ".hashed/1.jsonl", entry(file="../up.txt", bytes="c2VjcmV0"), id="up"),
        pytest.param("quarantine", ".hashed/2.jsonl", entry(file="/up.txt", bytes="c2VjcmV0"), id="root"),
        pytest.param("quarantine", "deep.txt.jsonl", deep(100_000), id="deep JSON"),
        pytest.param("quarantine", "list.txt.jsonl", "[]\n", id="a list"),
        pytest.param("quarantine", "copy.txt.jsonl", entry(copied=True), id="no copy"),
        pytest.param("edits", "odd.txt.jsonl", '{"format": "txt", "fields": {"x": 1}}\n', id="fields"),
        pytest.param("edits", "odd.txt.jsonl", '{"format": "odd", "fields": {}}\n', id="a format"),
        pytest.param("edits", "odd.txt.jsonl", '{"format": [], "fields": {}}\n', id="no format"),
        pytest.param("edits", "a.txt.jsonl", '{"format": "txt", "fields": {}}\n{"line": 1}\n', id="an entry"),
    ],
)
def test_one_bad_entry_costs_itself(cleaned, tmp_path, kind, name, content):
    path = cleaned / "_seedclean" / kind / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    before = sorted(tmp_path.iterdir())
    done = CliRunner().invoke(main, [str(cleaned), "--undo", str(tmp_path / "back")])
    assert done.exit_code == 1
    assert "internal error" not in done.stderr
    assert len([line for line in done.stderr.splitlines() if line.startswith("Warning: ")]) == 1
    assert sorted(tmp_path.iterdir()) == sorted([*before, tmp_path / "back"])
    assert (tmp_path / "back" / "b" / "c.txt").read_text() == "Stay!!"
    assert b"secret" not in b"".join(read(tmp_path / "back").values())


@pytest.mark.parametrize(
    "name", ["a.txt", "_seedclean/edits/a.txt.jsonl", "_seedclean/quarantine/a.txt.jsonl"]
)
def test_links_are_not_followed(cleaned, tmp_path, name):
    path = cleaned / name
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(tmp_path / "secret")
    problems = restore(cleaned, tmp_path / "back").problems
    assert [problem for problem, _ in problems] == ["a.txt"]
    assert "link" in problems[0][1]
    assert not (tmp_path / "back" / "a.txt").exists()


def test_a_link_in_the_new_folder_is_not_followed(cleaned, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "back").mkdir()
    (tmp_path / "back" / "b").symlink_to(tmp_path / "elsewhere")
    problems = restore(cleaned, tmp_path / "back").problems
    assert [problem for problem, _ in problems] == ["b/c.txt"]
    assert list((tmp_path / "elsewhere").iterdir()) == []


# Verifying


def test_a_corpus_is_verified_against_its_checksums(cleaned):
    assert dict(verify_corpus(cleaned)) == {"a.txt": "", "b/c.txt": "", "rows.jsonl": ""}
    (cleaned / "a.txt").write_bytes(b"Gp!")
    (cleaned / "b" / "c.txt").unlink()
    done = CliRunner().invoke(main, [str(cleaned), "--verify"])
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        "Error: a.txt has other bytes than were written",
        "Error: b/c.txt No such file or directory",
        "Files that are as they were written: 1 of 3",
    ]


def test_a_corpus_of_somebody_else_is_verified_within_its_folder(cleaned, tmp_path):
    (tmp_path / "secret.txt").write_bytes(b"x")
    notes = cleaned / FINISHED
    entry = {"file": "../secret.txt", "output": 1, "checksum": "0", "routed": 5}
    notes.write_bytes(notes.read_bytes() + json.dumps(entry).encode() + b"\n")
    (cleaned / RUN).write_text(json.dumps({"route below": [0.7, str(tmp_path / "unsure")]}))
    assert dict(verify_corpus(cleaned))["../secret.txt"] == "is no name of a file below the folder"
    entry["file"] = "a.txt"
    notes.write_bytes(json.dumps(entry).encode() + b"\n")
    assert dict(verify_corpus(cleaned))[str(tmp_path / "unsure" / "a.txt")] == "No such file or directory"


# Terminals

HARMFUL = "\x1b]52;c;aGk=\x07\x1b[2J\u202e"


def test_no_name_and_no_text_commands_the_terminal(tmp_path):
    name = f"a{HARMFUL}\n.txt"
    text = f"Home{HARMFUL}!!\nHe made a high -level visit{HARMFUL}.\n"
    source = write(tmp_path / "in", {name: text, f"b{HARMFUL}.png": "", f"c{HARMFUL}.txt": b"\0"})
    rows = json.dumps({"id": HARMFUL, "text": "a high -level visit"}) + '\n{"text": 1}\n'
    write(source, {f"r{HARMFUL}.jsonl": rows})
    commands = [
        [source, "-o", tmp_path / "out", "-v", "--edits"],
        [source, "--diff"],
        [source / name, "--why"],
        [source / HARMFUL, "-o", tmp_path / "out2"],
        [source, "-o", f"{source}/{HARMFUL}"],
        [source, "--explain", HARMFUL],
        [source, "--select", HARMFUL, "--diff"],
        [source, "--languages", HARMFUL, "--diff"],
        [source, f"--{HARMFUL}"],
        [source, "--jobs", HARMFUL],
        [source, "--config", f"{tmp_path}/{HARMFUL}"],
    ]
    (tmp_path / "out2").mkdir()
    for command in commands:
        done = CliRunner().invoke(main, list(map(str, command)))
        assert not set(done.output) & {"\x1b", "\x07", "\u202e"}, command
        assert "internal error" not in done.output
    holder = tmp_path / "out3" / "_seedclean"
    holder.mkdir(parents=True)
    (holder / "lock.json").write_text(json.dumps({"pid": 1, "host": HARMFUL, "since": HARMFUL}))
    from filelock import FileLock

    with FileLock(holder / "lock"):
        done = CliRunner().invoke(main, [str(source), "-o", str(tmp_path / "out3")])
    assert "another run, process 1 on" in done.output
    assert "\x1b" not in done.output


def test_what_is_restored_from_a_folder_of_hostile_names_stays_there(tmp_path):
    source = write(tmp_path / "in", {f"a{HARMFUL}.txt": "Go!!", "b\\..\\c.txt": "Run!!"})
    run(source, tmp_path / "out")
    restored = restore(tmp_path / "out", tmp_path / "back")
    assert restored.files + len(restored.problems) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["back", "in", "out"]
