"""A run that was stopped goes on, and ends as if nothing had happened."""

import bz2
import gzip
import lzma
import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from running import everything, lines, poisoned, read, records, shouting, sited, write
from seedclean.run import counting, sinks
from seedclean.run.errors import RunError
from seedclean.run.local import HERE, Run, clean_corpus
from seedclean.run.worker import Settings

ALL = (shouting, sited)

A_RUN = """
import sys
from pathlib import Path
import running
from seedclean.run import sinks
from seedclean.run.local import Run, clean_corpus
from seedclean.run.worker import Settings
sinks.EVERY = 0.0
settings = Settings((running.shouting, running.sited, running.slow), edits=True)
if __name__ == "__main__":
    clean_corpus(Run((Path(sys.argv[1]),), settings, jobs=int(sys.argv[3])), Path(sys.argv[2]))
"""


def spelt(number):
    """A number in letters, since digits make no difference between lines."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


def pages(number, letter):
    """Rows that fill several chunks, some of them bad."""
    filler = "All is quiet in the harbour. " * 150
    texts = (f"Menu {n % 3}\n{letter}{spelt(n)}!! {filler}\n" for n in range(number))
    return [{"site": f"s{n % 3}", "text": text if n % 50 else n} for n, text in enumerate(texts)]


@pytest.fixture
def corpus(tmp_path):
    files = {
        "a.jsonl": pages(600, "a"),
        "b.jsonl.gz": pages(900, "b"),
        "c.txt": "Stop!!",
        "d.jsonl": pages(30, "d"),
    }
    return write(tmp_path / "in", files)


def start(script, source, output, jobs, **more):
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), **more}
    command = [sys.executable, str(script), str(source), str(output), str(jobs)]
    return subprocess.Popen(command, env=environment, start_new_session=True)


def finished(output):
    path = output / "_seedclean" / "finished.jsonl"
    return path.read_bytes().count(b"\n") if path.exists() else 0


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_that_is_killed_at_random_moments_gives_the_same_bytes(corpus, tmp_path, jobs):
    script = tmp_path / "a_run.py"
    script.write_text(A_RUN)
    undisturbed = tmp_path / "undisturbed"
    began = monotonic()
    assert start(script, corpus, undisturbed, jobs).wait() == 0
    took = monotonic() - began
    output = tmp_path / "out"
    chance = random.Random(jobs)
    kills = 0
    for _ in range(6):
        process = start(script, corpus, output, jobs)
        sleep(chance.uniform(0.3, 0.9) * took)
        if process.poll() is None:
            process.kill()
            kills += 1
        else:  # the machine has become faster
            took /= 2
        ended = process.wait() == 0
        names = {"a.jsonl", "b.jsonl.gz", "c.txt", "d.jsonl"}
        for name, data in read(output).items():
            if name in names:  # whole, though the run was killed
                assert data == read(undisturbed)[name]
        if ended:
            assert everything(output) == everything(undisturbed)
            shutil.rmtree(output)
    assert start(script, corpus, output, jobs).wait() == 0
    assert kills > 0
    assert everything(output) == everything(undisturbed)


def test_reading_goes_on_inside_a_file(corpus, tmp_path, monkeypatch):
    monkeypatch.setattr(sinks, "EVERY", 0.0)
    settings = Settings(ALL, edits=True)
    run = Run((corpus,), settings, jobs=HERE)
    clean_corpus(run, tmp_path / "undisturbed")
    seen = []

    def interrupted(self, source, outcome, tally, add=sinks.Corpus.add):
        add(self, source, outcome, tally)
        seen.append(outcome.tally.documents if source.name == "b.jsonl.gz" else 0)
        if sum(map(bool, seen)) == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(sinks.Corpus, "add", interrupted)
        with pytest.raises(KeyboardInterrupt):
            clean_corpus(run, tmp_path / "out")
    assert "a.jsonl" in read(tmp_path / "out")
    assert "b.jsonl.gz" not in read(tmp_path / "out")

    def watched(self, source, outcome, tally, add=sinks.Corpus.add):
        again.append((source.name, outcome.tally.documents))
        add(self, source, outcome, tally)

    again = []
    with monkeypatch.context() as patch:
        patch.setattr(sinks.Corpus, "add", watched)
        summary = clean_corpus(run, tmp_path / "out")
    assert summary.earlier == 1
    done = sum(documents for name, documents in again if name == "b.jsonl.gz")
    assert done == len(records(tmp_path / "out" / "b.jsonl.gz")) - sum(seen)
    assert min(done, sum(seen)) > 100
    assert everything(tmp_path / "out") == everything(tmp_path / "undisturbed")


@pytest.mark.parametrize("name", ["a.jsonl", "b.jsonl.gz"])
def test_what_was_written_behind_the_last_note_is_written_once(corpus, tmp_path, monkeypatch, name):
    monkeypatch.setattr(sinks, "EVERY", 0.0)
    run = Run((corpus / name,), Settings(ALL, edits=True), jobs=HERE)
    clean_corpus(run, tmp_path / "undisturbed")
    seen = []

    def interrupted(self, source, outcome, tally, add=sinks.Corpus.add):
        add(self, source, outcome, tally)
        seen.append(outcome)
        monkeypatch.setattr(sinks, "EVERY", 1e9)  # the first chunk was noted, the others are not
        if len(seen) == 3:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(sinks.Corpus, "add", interrupted)
        with pytest.raises(KeyboardInterrupt):
            clean_corpus(run, tmp_path / "out")
    clean_corpus(run, tmp_path / "out")
    assert everything(tmp_path / "out") == everything(tmp_path / "undisturbed")


@pytest.mark.parametrize("change", ["input", "part", "journal", "gone"])
def test_what_no_longer_fits_is_done_from_its_beginning(corpus, tmp_path, monkeypatch, change):
    monkeypatch.setattr(sinks, "EVERY", 0.0)
    run = Run((corpus,), Settings((shouting,)), jobs=HERE)

    def interrupted(self, source, outcome, tally, add=sinks.Corpus.add):
        add(self, source, outcome, tally)
        raise KeyboardInterrupt

    output = tmp_path / "out"
    with monkeypatch.context() as patch:
        patch.setattr(sinks.Corpus, "add", interrupted)
        with pytest.raises(KeyboardInterrupt):
            clean_corpus(run, output)
    (part, *_) = output.glob(".seedclean-part-*")
    if change == "input":
        write(corpus, {"a.jsonl": pages(500, "changed")})
    elif change == "gone":
        (corpus / "a.jsonl").unlink()
    elif change == "part":
        part.write_bytes(part.read_bytes()[:100])
    else:
        (output / "_seedclean" / "going.json").write_text("{")
    clean_corpus(run, output)
    clean_corpus(run, tmp_path / "undisturbed")
    assert everything(output) == everything(tmp_path / "undisturbed")


@pytest.mark.parametrize("changed", [None, "d.jsonl", "sites/3.txt"])
def test_nothing_is_counted_again_unless_something_has_changed(corpus, tmp_path, monkeypatch, changed):
    write(corpus, {f"sites/{n}.txt": f"Menu\n{spelt(n)}!!" for n in range(5)})
    run = Run((corpus,), Settings(ALL), jobs=HERE)
    with monkeypatch.context() as patch:
        patch.setattr("seedclean.run.local._clean", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            clean_corpus(run, tmp_path / "out")
    if changed is not None:
        write(corpus, {changed: (corpus / changed).read_bytes() + b"\n"})
    passes = []

    def count(*arguments, original=counting.count, **options):
        passes.append(arguments)
        return original(*arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(counting, "count", count)
        clean_corpus(run, tmp_path / "out")
    assert bool(passes) == (changed is not None)
    clean_corpus(run, tmp_path / "undisturbed")
    assert everything(tmp_path / "out") == everything(tmp_path / "undisturbed")


def test_two_runs_do_not_write_into_one_output(tmp_path):
    source = write(tmp_path / "in", {"rows.jsonl": [{"text": "slow"}] * 100})
    script = tmp_path / "a_run.py"
    script.write_text(A_RUN)
    first = start(script, source, tmp_path / "out", 1, SLOW="0.1")
    try:
        lock = tmp_path / "out" / "_seedclean" / "lock"
        while not (lock.exists() and lock.read_text()):
            sleep(0.01)
            assert first.poll() is None
        with pytest.raises(RunError, match=f"another run, process {first.pid} on .*, writes into"):
            clean_corpus(Run((source,), Settings(ALL), jobs=HERE), tmp_path / "out")
    finally:
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
    assert lock.exists()  # the lock of the dead is none
    clean_corpus(Run((source,), Settings(ALL), jobs=HERE, force=True), tmp_path / "out")
    assert not lock.exists()


def of_kind(folder, name, texts):
    """A file of any format with some texts, large enough for several chunks."""
    if name.endswith((".parquet", ".arrow")):
        pa = pytest.importorskip("pyarrow")
        from pyarrow import parquet

        table = pa.table({"text": texts, "n": range(len(texts))})
        if name.endswith(".parquet"):
            parquet.write_table(table, folder / name, row_group_size=len(texts) // 3)
            return
        with pa.ipc.new_file(str(folder / name), table.schema) as file:
            file.write_table(table, max_chunksize=len(texts) // 3)
        return
    if ".wet" in name:
        pytest.importorskip("fastwarc")
        head = "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: {}\r\n\r\n"
        data = b"".join(head.format(len(text)).encode() + text.encode() + b"\r\n\r\n" for text in texts)
    else:
        data = lines([{"text": text} for text in texts]).encode()
    (folder / name).write_bytes(packed(data, name.rpartition(".")[2]))


def packed(data, packing):
    if packing == "zst":
        return pytest.importorskip("zstandard").compress(data)
    return {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}.get(packing, bytes)(data)


KINDS = ["rows.parquet", "rows.arrow", "rows.wet.gz", "rows.jsonl.zst", "rows.jsonl.bz2", "rows.jsonl.xz"]


@pytest.mark.parametrize("name", KINDS)
def test_a_file_of_any_format_is_gone_on_with(tmp_path, monkeypatch, name):
    monkeypatch.setattr(sinks, "EVERY", 0.0)
    source = tmp_path / "in"
    source.mkdir()
    filler = "All is quiet in the harbour. " * 100
    of_kind(source, name, [f"{n}!! {filler}" + "poison" * (n % 70 == 3) for n in range(900)])
    run = Run((source,), Settings((shouting, poisoned), edits=True), jobs=HERE)
    clean_corpus(run, tmp_path / "undisturbed")
    stops = []

    def interrupted(self, source, outcome, tally, add=sinks.Corpus.add):
        add(self, source, outcome, tally)
        stops.append(tally.documents)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(sinks.Corpus, "add", interrupted)
        for _ in range(3):
            with pytest.raises(KeyboardInterrupt):
                clean_corpus(run, tmp_path / "out")
    assert 0 < stops[0] < stops[1] < stops[2] < 900
    summary = clean_corpus(run, tmp_path / "out")
    assert (summary.tally.documents, summary.tally.bad) == (887, 13)
    assert everything(tmp_path / "out") == everything(tmp_path / "undisturbed")
