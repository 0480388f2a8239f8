"""A run that was stopped goes on, and ends as if nothing had happened."""

import os
import random
import shutil
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from time import monotonic, sleep

import pytest

from running import (
    config,
    everything,
    interrupt,
    read,
    records,
    shouting,
    sited,
    watch,
    write,
)
from seedclean.corpus.clean_file import CleanFiles
from seedclean.corpus.passes import CountFiles
from seedclean.corpus.run import clean_corpus
from seedclean.errors import RunError

ALL = (shouting, sited)

A_RUN = """
import sys
from functools import partial
from pathlib import Path
import running
from seedclean.corpus.run import clean_corpus
RULES = (running.shouting, running.sited, running.slow)
if __name__ == "__main__":
    source, output, jobs = sys.argv[1:]
    config = running.config(RULES, edits=True, jobs=int(jobs), note_every=0.0, spread_above=1)
    clean_corpus((Path(source),), Path(output), config)
"""


def spelt(number):
    """A number in letters, since digits make no difference between lines."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


def pages(number, letter):
    """Rows that fill several chunks, some of them bad."""
    filler = "o" * 8700  # one word to count
    texts = (f"Menu {n % 3}\n{letter}{spelt(n)}!! {filler}\n" for n in range(number))
    return [{"site": f"s{n % 3}", "text": text if n % 50 else n} for n, text in enumerate(texts)]


def corpus_of(folder, large):
    """A corpus with a file of so many records, and a larger one."""
    files = {
        "a.jsonl": pages(large, "a"),
        "b.jsonl.gz": pages(large * 3 // 2, "b"),
        "c.txt": "Stop!!",
        "d.jsonl": pages(30, "d"),
    }
    return write(folder, files)


@pytest.fixture
def corpus(tmp_path):
    return corpus_of(tmp_path / "in", 150)


def start(script, source, output, jobs, **more):
    paths = [str(Path(__file__).parents[1]), *sys.path]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), **more}
    command = [sys.executable, str(script), str(source), str(output), str(jobs)]
    return subprocess.Popen(command, env=environment, start_new_session=True)


def finished(output):
    path = output / "_seedclean" / "finished.jsonl"
    return path.read_bytes().count(b"\n") if path.exists() else 0


@pytest.mark.faults
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_that_is_killed_at_random_moments_gives_the_same_bytes(tmp_path, jobs):
    corpus = corpus_of(tmp_path / "in", 300)
    script = tmp_path / "a_run.py"
    script.write_text(A_RUN)
    undisturbed = tmp_path / "undisturbed"
    began = monotonic()
    assert start(script, corpus, undisturbed, jobs).wait() == 0
    took = monotonic() - began
    whole = read(undisturbed)
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
                assert data == whole[name]
        if ended:
            assert everything(output) == everything(undisturbed)
            shutil.rmtree(output)
    assert start(script, corpus, output, jobs).wait() == 0
    assert kills > 0
    assert everything(output) == everything(undisturbed)


def run_of(source, rules=ALL, **options):
    """A run that takes an output folder; it notes after each chunk how far it is."""
    options = {"edits": True, "note_every": 0.0, **options}
    return partial(clean_corpus, (source,), config=config(rules, **options))


def test_a_file_that_is_no_longer_large_resumes_too(tmp_path, monkeypatch):
    corpus = corpus_of(tmp_path / "in", 200)  # less than a megabyte, which no run spreads by itself
    run_of(corpus, jobs=1)(tmp_path / "undisturbed")
    with monkeypatch.context() as patch:
        interrupt(patch, 1, name="a.jsonl")
        with pytest.raises(KeyboardInterrupt):
            run_of(corpus, jobs=1, spread_above=1)(tmp_path / "out")
    assert (tmp_path / "out" / "_seedclean" / "going.json").exists()
    run_of(corpus, jobs=1, spread_above=1 << 30)(tmp_path / "out")
    assert everything(tmp_path / "out") == everything(tmp_path / "undisturbed")


def test_reading_resumes_inside_a_file(corpus, tmp_path, monkeypatch):
    run = run_of(corpus)
    run(tmp_path / "undisturbed")
    seen, again = [], []
    with monkeypatch.context() as patch:
        interrupt(patch, 2, seen, "b.jsonl.gz")
        with pytest.raises(KeyboardInterrupt):
            run(tmp_path / "out")
    assert [name for name, _, _ in seen][-2:] == ["b.jsonl.gz"] * 2
    assert "a.jsonl" in read(tmp_path / "out")
    assert "b.jsonl.gz" not in read(tmp_path / "out")
    with monkeypatch.context() as patch:
        watch(patch, again)
        summary = run(tmp_path / "out")
    assert summary.earlier == 1
    before, after = (
        sum(outcome.tally.documents for name, outcome, _ in some if name == "b.jsonl.gz")
        for some in (seen, again)
    )
    assert before + after == len(records(tmp_path / "out" / "b.jsonl.gz"))
    assert min(before, after) > 50
    assert everything(tmp_path / "out") == everything(tmp_path / "undisturbed")


@pytest.mark.parametrize("name", ["a.jsonl", "b.jsonl.gz"])
def test_pieces_behind_the_last_note_are_written_once(corpus, tmp_path, monkeypatch, name):
    run_of(corpus / name)(tmp_path / "undisturbed")
    with monkeypatch.context() as patch:
        interrupt(patch, 1)
        with pytest.raises(KeyboardInterrupt):
            run_of(corpus / name)(tmp_path / "out")
    with monkeypatch.context() as patch:
        interrupt(patch, 1)
        with pytest.raises(KeyboardInterrupt):  # this chunk is written, and no note taken
            run_of(corpus / name, note_every=1e9)(tmp_path / "out")
    run_of(corpus / name)(tmp_path / "out")
    assert everything(tmp_path / "out") == everything(tmp_path / "undisturbed")


@pytest.mark.parametrize("change", ["input", "shorter part", "zeros in the part", "journal", "gone"])
def test_a_file_that_no_longer_fits_is_cleaned_from_its_beginning(corpus, tmp_path, monkeypatch, change):
    run = run_of(corpus, (shouting,), edits=False)
    output = tmp_path / "out"
    with monkeypatch.context() as patch:
        interrupt(patch, 1)
        with pytest.raises(KeyboardInterrupt):
            run(output)
    part = max((output / "_seedclean" / "parts").iterdir(), key=lambda path: path.stat().st_size)
    if change == "input":
        write(corpus, {"a.jsonl": pages(250, "changed")})
    elif change == "gone":
        (corpus / "a.jsonl").unlink()
    elif change == "shorter part":
        part.write_bytes(part.read_bytes()[:100])
    elif change == "zeros in the part":  # a power cut, before the disk had it all
        data = part.read_bytes()
        part.write_bytes(data[:1000] + bytes(1000) + data[2000:])
    else:
        (output / "_seedclean" / "going.json").write_text("{")
    run(output)
    run(tmp_path / "undisturbed")
    assert everything(output) == everything(tmp_path / "undisturbed")


def test_a_finished_output_that_a_power_cut_damaged_is_made_again(corpus, tmp_path, monkeypatch):
    run = run_of(corpus)
    run(tmp_path / "undisturbed")
    with monkeypatch.context() as patch:
        interrupt(patch, 1, name="b.jsonl.gz")
        with pytest.raises(KeyboardInterrupt):
            run(tmp_path / "out")
    output = tmp_path / "out" / "a.jsonl"
    output.write_bytes(bytes(output.stat().st_size))
    run(tmp_path / "out")
    assert everything(tmp_path / "out") == everything(tmp_path / "undisturbed")


@pytest.mark.parametrize("changed", [None, "d.jsonl", "sites/3.txt"])
def test_nothing_is_counted_again_unless_something_has_changed(corpus, tmp_path, monkeypatch, changed):
    write(corpus, {f"sites/{n}.txt": f"Menu\n{spelt(n)}!!" for n in range(5)})
    run = run_of(corpus)
    with monkeypatch.context() as patch:
        patch.setattr(CleanFiles, "do_part", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            run(tmp_path / "out")
    if changed is not None:
        write(corpus, {changed: (corpus / changed).read_bytes() + b"\n"})
    counted = []
    original = CountFiles.do_part

    def do_part(self, item, condemned):
        counted.append(item)
        return original(self, item, condemned)

    with monkeypatch.context() as patch:
        patch.setattr(CountFiles, "do_part", do_part)
        run(tmp_path / "out")
    assert bool(counted) == (changed is not None)
    run(tmp_path / "undisturbed")
    assert everything(tmp_path / "out") == everything(tmp_path / "undisturbed")


def test_two_runs_do_not_write_into_one_output(tmp_path):
    source = write(tmp_path / "in", {"rows.jsonl": [{"text": "slow"}] * 100})
    script = tmp_path / "a_run.py"
    script.write_text(A_RUN)
    first = start(script, source, tmp_path / "out", 1, SLOW="0.1")
    try:
        lock = tmp_path / "out" / "_seedclean" / "lock.json"
        while not (lock.exists() and lock.read_text()):
            sleep(0.01)
            assert first.poll() is None
        with pytest.raises(RunError, match=f"another run, process {first.pid} on .*, writes into"):
            clean_corpus((source,), tmp_path / "out", config(ALL))
    finally:
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
    assert lock.exists()  # the lock of the dead is none
    clean_corpus((source,), tmp_path / "out", config(ALL, force=True))
    assert not lock.exists()
