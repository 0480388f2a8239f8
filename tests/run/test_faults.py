"""What goes wrong while a run is running: documents, processes, disks, and people who change files."""

import os
import subprocess
import sys
from base64 import b64decode
from contextlib import closing, contextmanager
from dataclasses import replace

import pytest

from running import config, everything, hanging, leaving, read, records, rule_of, shouting, sleeping, write
from seedclean.corpus.clean_file import FileWriter
from seedclean.corpus.executor import HERE
from seedclean.corpus.pool import Pool
from seedclean.corpus.run import clean_corpus, preview
from seedclean.errors import BadRecordMetError, RunError
from seedclean.report.summary import Summary

POISON = (hanging, leaving, shouting)
KILLERS = {
    "leave by exit": "killed the process that cleaned it, twice: exit code 7",
    "leave by signal": "killed the process that cleaned it, twice: SIGSEGV",
    "leave by system": "rule 'leaving' failed: SystemExit: 3",
    "leave by memory": "rule 'leaving' failed: MemoryError: ",
    "leave by recursion": "rule 'leaving' failed: RecursionError: maximum recursion depth exceeded",
    "hanging": "took longer than the 3 s of --time-limit",
}


def run(source, output, rules=POISON, *, jobs=1, **options):
    return clean_corpus((source,), output, config(rules, edits=True, jobs=jobs, time_limit=3.0, **options))


class Ending:
    """A function that ends the process that unpickles it, as a module can that is imported there."""

    def __reduce__(self):
        return os._exit, (9,)


def test_processes_that_die_before_they_do_anything_end_the_run():
    with closing(Pool(1)) as pool, pytest.raises(RunError, match="die before they do anything: exit code 9"):
        list(pool.map(Ending(), [1]))


# Documents


@pytest.mark.faults
def test_what_hangs_or_kills_is_put_aside_alone_and_the_rest_goes_on(tmp_path):
    rows = [{"text": f"{number}!!"} for number in range(40)]
    for place, text in zip((0, 7, 8, 20, 38, 39), KILLERS, strict=True):
        rows[place] = {"text": text}
    files = {
        "rows.jsonl": rows,
        **{f"{number}.txt": "Stop!!" for number in range(9)},
        "4.txt": "leave by exit",
    }
    source = write(tmp_path / "in", files)
    outputs = [tmp_path / "one", tmp_path / "two"]
    for jobs, output in enumerate(outputs, start=1):
        summary = run(source, output, jobs=jobs)
        assert (summary.tally.documents, summary.tally.bad) == (34 + 8, 6 + 1)
    output = outputs[0]
    assert [row["text"] for row in records(output / "rows.jsonl")] == [
        row["text"].replace("!!", "!") for row in rows if "!!" in row["text"]
    ]
    aside = records(output / "_seedclean" / "quarantine" / "rows.jsonl.jsonl")
    assert [entry["line"] for entry in aside] == [1, 8, 9, 21, 39, 40]
    for entry, (text, reason) in zip(aside, KILLERS.items(), strict=True):
        assert entry["reason"].startswith(reason)
        assert text.encode() in b64decode(entry["bytes"])
    assert not (output / "4.txt").exists()
    assert everything(outputs[0]) == everything(outputs[1])


@pytest.mark.faults
def test_a_long_document_has_more_time(tmp_path):
    rows = [{"text": "slow " + "All is quiet. " * 150_000}]
    source = write(tmp_path / "in", {"rows.jsonl": rows})
    settings = config((shouting, sleeping))
    for limit, bad in ((4.0, 0), (0.3, 1)):
        summary = preview((source,), replace(settings, jobs=1, time_limit=limit), print)
        assert summary.tally.bad == bad


@pytest.mark.parametrize("text", [pytest.param("hanging", marks=pytest.mark.faults), "leave by exit"])
def test_a_run_can_end_at_a_document_that_hangs_or_kills(tmp_path, text):
    source = write(tmp_path / "in", {"a.txt": "Stop!!", "b.txt": text})
    with pytest.raises(BadRecordMetError, match=r"b\.txt: (took|killed)"):
        run(source, tmp_path / "out", on_error="fail")


def test_a_look_survives_them_too(tmp_path):
    source = write(tmp_path / "in", {"rows.jsonl": [{"text": "leave by signal"}, {"text": "Go!!"}]})
    shown = []
    summary = preview((source,), config(POISON, diff=True, jobs=2), shown.append)
    assert (summary.tally.documents, summary.tally.bad) == (1, 1)
    assert "+Go!" in shown


def test_a_rule_that_no_process_can_import_ends_the_run(tmp_path):
    @rule_of
    def local(document):
        yield from ()

    source = write(tmp_path / "in", {"a.txt": "Stop!!"})
    with pytest.raises(RunError, match=r"other processes cannot import .*local"):
        run(source, tmp_path / "out", (local,))


# Disks

A_COMMAND = """
import resource, sys
if sys.argv[1] != "0":
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
from seedclean.cli import main
if __name__ == "__main__":
    main(sys.argv[2:])
"""


def command(tmp_path, *arguments, largest=0, **options):
    script = tmp_path / "a_command.py"
    script.write_text(A_COMMAND)
    whole = [sys.executable, str(script), str(largest), *map(str, arguments)]
    return subprocess.run(whole, capture_output=True, text=True, check=False, cwd=tmp_path, **options)


@contextmanager
def small_disk(path, size):
    """A disk that is soon full, where this machine lets us make one."""
    path.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(path)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("nobody but root can make a small disk; the test with a limit for each file runs anyway")
    try:
        yield
    finally:
        subprocess.run(["umount", str(path)], check=True)


@pytest.mark.faults
@pytest.mark.parametrize("name", ["rows.jsonl", "rows.jsonl.gz"])
def test_a_full_disk_ends_the_run_and_a_larger_one_lets_it_go_on(tmp_path, name):
    rows = [{"text": os.urandom(500).hex()} for _ in range(1500)]
    source = write(tmp_path / "in", {"a.txt": "Stop .", name: rows})
    arguments = (source, "--select", "repair", "--jobs", "1", "-q", "-o")
    with small_disk(tmp_path / "disk", 400_000):
        output = tmp_path / "disk" / "out"
        done = command(tmp_path, *arguments, output)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == f"Error: {output}/{name} could not be written: No space left on device\n"
        assert sorted(path.name for path in output.iterdir()) == ["_seedclean", "a.txt"]
        subprocess.run(["mount", "-o", "remount,size=8m", str(tmp_path / "disk")], check=True)
        assert command(tmp_path, *arguments, output).returncode == 0
        assert command(tmp_path, *arguments, tmp_path / "undisturbed").returncode == 0
        assert everything(output) == everything(tmp_path / "undisturbed")


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.jsonl.gz"])
def test_a_file_that_may_not_grow_ends_the_run(tmp_path, name):
    rows = [{"text": os.urandom(500).hex()} for _ in range(400)]
    source = write(tmp_path / "in", {"a.txt": "quiet", name: rows})
    done = command(tmp_path, source, "-o", "out", "--select", "repair", "-q", largest=100_000)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"Error: out/{name} could not be written: File too large\n"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["_seedclean", "a.txt"]


@pytest.mark.faults
def test_line_counts_that_find_no_room_end_the_run(tmp_path):
    lines = "\n".join(os.urandom(20).hex() for _ in range(100))
    rows = [{"site": f"{n % 20}.example", "text": f"{n}\n{lines}"} for n in range(400)]
    source = write(tmp_path / "in", {"rows.jsonl": rows})
    done = command(
        tmp_path, source, "-o", "out", "--select", "site-line", "--max-loss", "1", "-q", largest=100_000
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: out/_seedclean/scratch could not be written: ")
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out" / "_seedclean" / "scratch").exists()
    assert (
        command(tmp_path, source, "-o", "out", "--select", "site-line", "--max-loss", "1", "-q").returncode
        == 0
    )


@pytest.mark.faults
def test_an_output_that_may_not_be_written_is_told_of(tmp_path):
    source = write(tmp_path / "in", {"a.txt": "a"})
    if os.access(source, os.W_OK) and os.geteuid() == 0:  # root may write anywhere but on a disk like this
        made = subprocess.run(
            ["mount", "--bind", "-o", "ro", str(source), str(source)], capture_output=True, check=False
        )
        if made.returncode:
            pytest.skip("root can write everywhere here")
        try:
            done = command(tmp_path, source / "a.txt", "-o", tmp_path / "in" / "out")
        finally:
            subprocess.run(["umount", str(source)], check=True)
        assert "Read-only file system" in done.stderr
    else:
        source.chmod(0o500)
        done = command(tmp_path, source / "a.txt", "-o", tmp_path / "in" / "out")
        assert "Permission denied" in done.stderr
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


# People


@pytest.mark.parametrize("change", ["longer", "gone", "touched"])
def test_a_file_that_changes_while_it_is_read_has_no_output_and_is_done_again(tmp_path, monkeypatch, change):
    files = {"a.txt": "Stop!!", "rows.jsonl": [{"text": "Go!!"}, {"text": 7}], "z.txt": "Run!!"}
    source = write(tmp_path / "in", files)
    output = tmp_path / "out"
    path = source / "rows.jsonl"

    def changed(self, outcome, tally, add=FileWriter.add):
        if self._source.name == "a.txt":
            if change == "longer":
                path.write_bytes(path.read_bytes() + b'{"text": "More!!"}\n')
            elif change == "gone":
                path.unlink()
            else:
                os.utime(path, ns=(1, 1))
        add(self, outcome, tally)

    with monkeypatch.context() as patch:
        patch.setattr(FileWriter, "add", changed)
        summary = run(source, output, (shouting,), jobs=HERE)
    assert read(output) == {"a.txt": b"Stop!", "z.txt": b"Run!"}
    if change == "gone":
        assert "rows.jsonl" in dict(summary.problems) or summary.changed == ("rows.jsonl",)
        return
    assert summary.changed == ("rows.jsonl",)
    assert summary.tally.bad == 0
    assert not (output / "_seedclean" / "quarantine" / "rows.jsonl.jsonl").exists()
    again = run(source, output, (shouting,), jobs=HERE)
    assert (again.earlier, again.changed) == (2, ())
    assert records(output / "rows.jsonl")[0]["text"] == "Go!"
    assert len(records(output / "rows.jsonl")) == (2 if change == "longer" else 1)


def test_the_command_says_what_changed_and_exits_with_2(tmp_path, monkeypatch):
    from click.testing import CliRunner

    from seedclean.cli import main

    source = write(tmp_path / "in", {"a.txt": "Stop.", "b.txt": "Go."})
    monkeypatch.setattr("seedclean.cli.clean_corpus", lambda *_: Summary(changed=("b.txt",)))
    done = CliRunner().invoke(main, [str(source), "-o", str(tmp_path / "out"), "-q"])
    assert done.exit_code == 2
    assert done.stderr == (
        "Error: b.txt changed while it was read, so nothing of it is kept; "
        "the same command cleans it as it is now\n"
    )


def test_what_is_in_the_way_leaves_nothing_behind(tmp_path):
    source = write(tmp_path / "in", {"a.txt": "Stop!!"})
    write(tmp_path / "out", {"a.txt": "mine"})
    with pytest.raises(RunError, match="no run of clean-corpus has written it"):
        run(source, tmp_path / "out")
    assert everything(tmp_path / "out") == {"a.txt": b"mine"}
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.txt"]
