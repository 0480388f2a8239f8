"""Inputs and outputs that are on no disk."""

import gzip
import io
import json
import os
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from platform import node

import pytest

from running import config, interrupt, poisoned, read, shouting, sited, watch, write
from seedclean.cli import main
from seedclean.corpus.discover import check_apart, discover
from seedclean.corpus.lock import lock
from seedclean.corpus.passes import CountFiles
from seedclean.corpus.restore import restore
from seedclean.corpus.run import clean_corpus
from seedclean.errors import RunError
from seedclean.paths import Remote, parse_path

fsspec = pytest.importorskip("fsspec")

RULES = (shouting, poisoned)
ROWS = b'{"text": "Go!!"}\n{"text": "poison"}\n{"text": "Stay"}\n'
CLEANED = b'{"text": "Go!", "date": null}\n{"text": "Stay", "date": null}\n'


@pytest.fixture
def temporary(tmp_path_factory, monkeypatch):
    """A folder for temporary files, or processes that test at the same time would share what they begin."""
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def memory(temporary):
    files = fsspec.filesystem("memory")
    yield files
    files.store.clear()
    files.pseudo_dirs[:] = [""]


def run(*paths, output, **options):
    return clean_corpus(tuple(map(parse_path, paths)), output, config(RULES, **options))


def test_a_tree_at_a_url_is_cleaned_into_a_folder(memory, tmp_path):
    memory.pipe(
        {
            "/in/a.txt": b"Stop!!",
            "/in/b/rows.jsonl.gz": gzip.compress(ROWS),
            "/in/.x.txt": b"",
            "/in/c.png": b"",
        }
    )
    summary = run("memory://in", output=tmp_path / "out")
    assert (tmp_path / "out" / "a.txt").read_bytes() == b"Stop!"
    assert gzip.decompress((tmp_path / "out" / "b" / "rows.jsonl.gz").read_bytes()) == CLEANED
    assert [name for name, _ in summary.skipped] == ["c.png"]
    assert run("memory://in", output=tmp_path / "out").earlier == 2
    memory.pipe("/in/a.txt", b"Go!!!!")
    assert run("memory://in", output=tmp_path / "out").earlier == 1


def test_the_output_may_be_at_a_url_and_a_second_run_goes_on_there(memory, tmp_path):
    source = write(tmp_path / "in", {"a.txt": "Stop!!", "rows.jsonl": ROWS})
    run(str(source), output=Remote("memory://out/here"))
    assert memory.cat("/out/here/a.txt") == b"Stop!"
    assert memory.cat("/out/here/rows.jsonl") == CLEANED
    entry = json.loads(memory.cat("/out/here/_seedclean/quarantine/rows.jsonl.jsonl"))
    assert entry["line"] == 2
    assert run(str(source), output=Remote("memory://out/here")).earlier == 2
    write(source, {"b.txt": "New!!"})
    memory.rm("/out/here/a.txt")
    assert run(str(source), output=Remote("memory://out/here")).earlier == 1
    assert memory.cat("/out/here/a.txt") == b"Stop!"
    assert memory.cat("/out/here/b.txt") == b"New!"
    assert not [name for name in memory.find("/") if "part" in name]


def test_files_of_others_at_a_url_are_not_overwritten(memory, tmp_path):
    memory.pipe("/out/a.txt", b"mine")
    source = write(tmp_path / "in", {"a.txt": "Stop!!"})
    with pytest.raises(RunError, match=r"memory://out/a\.txt exists and no run"):
        run(str(source), output=Remote("memory://out"))
    assert memory.cat("/out/a.txt") == b"mine"


@pytest.mark.parametrize("output", ["memory://in", "memory://in/out", "memory://", "memory://in/"])
def test_the_output_may_not_be_the_input_nor_in_it_nor_round_it(memory, output):
    memory.pipe("/in/a.txt", b"Stop!!")
    with pytest.raises(RunError, match="give a"):
        check_apart([Remote("memory://in")], Remote(output))
    check_apart([Remote("memory://in")], Remote("memory://input"))


def test_tables_at_a_url(memory):
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    out = io.BytesIO()
    parquet.write_table(pa.table({"text": ["Go!!", "Stay"]}), out)
    memory.pipe("/in/t.parquet", out.getvalue())
    run("memory://in/t.parquet", output=Remote("memory://out"))
    assert parquet.read_table(io.BytesIO(memory.cat("/out/t.parquet"))).column("text").to_pylist() == [
        "Go!",
        "Stay",
    ]


def test_undo_reads_and_writes_urls(memory, tmp_path):
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    files = {
        "a.txt": b"\xef\xbb\xbfStop!!",
        "deep/rows.jsonl": ROWS,
        "b.jsonl": ROWS,
        "cut.jsonl.gz": gzip.compress(ROWS)[:-9],
    }
    source = write(tmp_path / "in", {name: data for name, data in files.items() if not name.endswith(".gz")})
    (source / "cut.jsonl.gz").write_bytes(files["cut.jsonl.gz"])
    parquet.write_table(pa.table({"text": ["Go!!", "poison", None]}), source / "t.parquet")
    output = Remote("memory://out/here")
    clean_corpus((source,), output, config(RULES, edits=True))
    for target in (Remote("memory://back"), tmp_path / "back"):
        assert restore(output, target).problems == []
        assert {name: (target / name).read_bytes() for name in files} == files
        with (target / "t.parquet").open("rb") as table:
            assert parquet.read_table(table).to_pydict() == {"text": ["Go!!", "poison", None]}
        with pytest.raises(RunError, match="exists; give another folder, or --force"):
            restore(output, target)
    memory.pipe("/out/here/a.txt", b"Another text")
    assert dict(restore(output, Remote("memory://third")).problems) == {
        "a.txt": "line 1: the text is another one than was written"
    }


def test_undo_of_what_has_no_edits_says_so(memory, tmp_path):
    run(str(write(tmp_path / "in", {"a.txt": "Stop!!"})), output=Remote("memory://out"))
    with pytest.raises(
        RunError, match="memory://out has no _seedclean/edits to undo; only a run with --edits"
    ):
        restore(Remote("memory://out"), tmp_path / "back")


def holder(pid, host):
    return json.dumps({"pid": pid, "host": host, "since": "2026-11-22T06:40:00+00:00"}).encode()


LOCK = "/out/_seedclean/lock"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (holder(os.getppid(), node()), f"process {os.getppid()} on {node()} since 2026-11-22T06:40:00"),
        (holder(1, "attic"), "process 1 on attic since 2026-11-22T06:40:00"),
        (b"", "just started"),
        (b'{"pid": "x"}', "just started"),
    ],
)
def test_two_runs_do_not_write_to_one_url(memory, tmp_path, said, told):
    source = write(tmp_path / "in", {"a.txt": "Stop!!"})
    memory.pipe(LOCK, said)
    with pytest.raises(
        RunError, match=rf"another run, {told}.*, writes into memory://out; .* remove memory:/{LOCK}"
    ):
        run(str(source), output=Remote("memory://out"))
    assert memory.cat(LOCK) == said
    assert not memory.exists("/out/a.txt")
    memory.rm(LOCK)
    run(str(source), output=Remote("memory://out"))
    assert not memory.exists(LOCK)


def test_one_process_has_one_lock_at_a_url(memory):
    with (
        lock(Remote("memory://out")),
        pytest.raises(RunError, match=f"another run, process {os.getpid()} on "),
        lock(Remote("memory://out")),
    ):
        pass
    assert not memory.exists(LOCK)


def test_the_lock_of_the_dead_is_none_at_a_url_either(memory, tmp_path):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    for pid in (dead.pid, os.getpid()):  # a container that is started anew gives the same number again
        memory.pipe(LOCK, holder(pid, node()))
        run(str(write(tmp_path / "in", {"a.txt": "Stop!!"})), output=Remote("memory://out"), force=True)
        assert memory.cat("/out/a.txt") == b"Stop!"
        assert not memory.exists(LOCK)


def test_a_large_file_on_its_way_to_a_url_is_resumed(memory, temporary, tmp_path, monkeypatch):
    rows = [
        {"site": f"s{n % 3}", "text": f"Menu\n{n}!! {'All is quiet in the harbour. ' * 300}"}
        for n in range(200)
    ]
    source = write(tmp_path / "in", {"rows.jsonl": rows})
    options = config((shouting, sited), edits=True, note_every=0.0)
    clean_corpus((source,), Remote("memory://undisturbed"), options)
    seen, again = [], []
    with monkeypatch.context() as patch:
        interrupt(patch, 2, seen)
        with pytest.raises(KeyboardInterrupt):
            clean_corpus((source,), Remote("memory://out"), options)
    assert not memory.exists("/out/rows.jsonl")
    assert not memory.exists(LOCK)
    with monkeypatch.context() as patch:
        watch(patch, again)
        patch.setattr(CountFiles, "do_part", None)  # the counts are there
        clean_corpus((source,), Remote("memory://out"), options)
    before, after = (sum(outcome.tally.documents for _, outcome, _ in some) for some in (seen, again))
    assert before + after == len(rows)
    assert min(before, after) > 50
    same = ("rows.jsonl", "_seedclean/edits/rows.jsonl.jsonl", "_seedclean/finished.jsonl")
    assert [memory.cat(f"/out/{name}") for name in same] == [
        memory.cat(f"/undisturbed/{name}") for name in same
    ]
    assert not list(temporary.iterdir())
    assert not [name for name in memory.find("/out") if "going" in name or "counts" in name]


class Quiet(SimpleHTTPRequestHandler):
    """A server that can give parts of no file and logs nothing."""

    def log_message(self, *_):
        pass


@pytest.fixture
def served(tmp_path):
    folder = write(tmp_path / "served", {"rows.jsonl.gz": ROWS, "a.txt": "Stop!!"})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_file_is_read_over_http(served, tmp_path):
    pytest.importorskip("aiohttp")
    run(f"{served}/rows.jsonl.gz", f"{served}/a.txt?version=2", output=tmp_path / "out")
    assert gzip.decompress((tmp_path / "out" / "rows.jsonl.gz").read_bytes()) == CLEANED
    assert (tmp_path / "out" / "a.txt").read_bytes() == b"Stop!"


@pytest.mark.parametrize("rows", [ROWS, b'{"text": "Go!!"}\n'], ids=["quarantine", "nothing bad"])
def test_undo_reads_over_http(served, tmp_path, rows):
    pytest.importorskip("aiohttp")
    source = write(tmp_path / "in", {"deep/rows.jsonl": rows, "a.txt": "Stop!!"})
    output = tmp_path / "served" / "cleaned"
    clean_corpus((source,), output, config(RULES, edits=True))
    assert restore(Remote(f"{served}/cleaned"), tmp_path / "back").problems == []
    assert read(tmp_path / "back") == read(source)


def test_what_is_not_there_is_told_in_a_sentence(served, memory, tmp_path):
    pytest.importorskip("aiohttp")
    for url in (f"{served}/none.jsonl", "memory://none"):
        with pytest.raises(RunError, match=f"{url}: No such file or directory"):
            run(url, output=tmp_path / "out")


def test_nothing_is_written_over_http(tmp_path):
    source = write(tmp_path / "in", {"a.txt": "Stop!!"})
    with pytest.raises(RunError, match=r"nothing can be written to https://example\.org/x; give a folder"):
        run(str(source), output=Remote("https://example.org/x"))


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("nothing://x/y", "nothing://x/y cannot be reached: Protocol not known: nothing"),
        ("s3://bucket/x", "s3://bucket/x needs another package: pip install s3fs"),
        ("gs://bucket/x", "gs://bucket/x needs another package: pip install gcsfs"),
    ],
)
def test_a_url_that_needs_more_says_what(url, message, tmp_path, monkeypatch):
    for package in ("s3fs", "gcsfs"):
        monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(RunError, match=message):
        run(url, output=tmp_path / "out")
    with pytest.raises(RunError, match=message):
        run(str(write(tmp_path / "in", {"a.txt": "a"})), output=Remote(url))


WITHOUT = """
import sys
for name in sys.argv[1].split(","):
    sys.modules[name] = None
import importlib.util
whole = importlib.util.find_spec
missing = set(sys.argv[1].split(","))
importlib.util.find_spec = lambda name, *rest: None if name in missing else whole(name, *rest)
from seedclean.cli import main
main(sys.argv[2:])
"""


@pytest.mark.parametrize(
    ("missing", "name", "extra"),
    [
        ("pyarrow", "in/t.parquet", "arrow"),
        ("pyarrow", "in/t.feather", "arrow"),
        pytest.param(
            "zstandard",
            "in/a.jsonl.zst",
            "zstd",
            marks=pytest.mark.skipif(sys.version_info >= (3, 14), reason="in Python"),
        ),
        ("fsspec", "s3://bucket/a.jsonl", "remote"),
    ],
)
def test_a_missing_package_is_told_of_before_anything_is_done(missing, name, extra, tmp_path):
    names = ("t.parquet", "t.feather", "a.jsonl.zst")
    write(tmp_path / "in", {"a.txt": "Stop!!", **dict.fromkeys(names, b"")})
    path = name if "://" in name else str(tmp_path / name)
    command = [sys.executable, "-c", WITHOUT, missing, path, "-o", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"needs {missing}, which is not installed: pip install 'seedclean[{extra}]'" in done.stderr
    assert not (tmp_path / "out").exists()


def test_undo_tells_of_a_missing_package(tmp_path):
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    (tmp_path / "in").mkdir()
    parquet.write_table(pa.table({"text": ["Go!!"]}), tmp_path / "in" / "t.parquet")
    clean_corpus((tmp_path / "in",), tmp_path / "out", config(RULES, edits=True))
    command = [
        sys.executable,
        "-c",
        WITHOUT,
        "pyarrow",
        str(tmp_path / "out"),
        "--undo",
        str(tmp_path / "back"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == (
        "Error: t.parquet: reading and writing Parquet and Arrow files needs pyarrow, "
        "which is not installed: pip install 'seedclean[arrow]'\n"
    )


def test_the_command_takes_urls(tmp_path, capsys):
    write(tmp_path / "in", {"a.txt": "A high -level visit."})
    with pytest.raises(SystemExit):
        main([f"local://{tmp_path}/in", "-o", str(tmp_path / "out"), "--jobs", "1"])
    assert (tmp_path / "out" / "a.txt").read_bytes() == b"A high-level visit."


def test_a_file_url_is_a_path(tmp_path):
    source = write(tmp_path / "in", {"a.txt": "Stop!!"})
    assert [one.path for one in discover([parse_path(f"file://{source}")]).sources] == [source / "a.txt"]
