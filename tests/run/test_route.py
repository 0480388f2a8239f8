"""Documents that are cleaned with too little certainty go to a folder of their own, as they are."""

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest
from click.testing import CliRunner

from formats_of_pages import KINDS, PAGE, PLAIN, UNSURE, file_of, put, rows_of
from running import config, everything, interrupt, poisoned, read, shouting, write
from seedclean import clean
from seedclean.cli import main
from seedclean.corpus import executor
from seedclean.corpus.audit import audit_corpus
from seedclean.corpus.executor import HERE
from seedclean.corpus.restore import restore
from seedclean.corpus.run import clean_corpus, preview
from seedclean.corpus.verify import verify_corpus
from seedclean.errors import RunError
from seedclean.paths import Remote
from seedclean.registry import select

pa = pytest.importorskip("pyarrow")

SURE = f"{PAGE}Stop!!\n"
SHARE = 0.8
RULES = (shouting, poisoned)
A_RUN = """
import sys
from pathlib import Path
import running
from seedclean.corpus.run import clean_corpus
if __name__ == "__main__":
    source, output, jobs = sys.argv[1:]
    routed = Path(output + "-routed")
    config = running.config((running.shouting, running.slow), edits=True, jobs=int(jobs), note_every=0.0,
                            spread_above=1, route_below=(0.8, routed))
    clean_corpus((Path(source),), Path(output), config)
"""


def run(source, output, **options):
    options = {"edits": True, "route_below": (SHARE, output.with_name(f"{output.name}-routed")), **options}
    return clean_corpus((source,), output, config(options.pop("rules", RULES), **options))


def routed(output):
    return output.with_name(f"{output.name}-routed")


def test_the_texts_of_these_tests_are_what_they_say():
    assert clean(UNSURE).certainty < SHARE < clean(SURE).certainty
    assert clean(PLAIN).certainty is None


@pytest.mark.parametrize("name", KINDS)
def test_a_document_goes_one_way_only(name, tmp_path):
    texts = [SURE, UNSURE, PLAIN + "!!", UNSURE + "poison", SURE]
    source = put(tmp_path / "in", {name: file_of(name, texts)})
    summary = run(source, tmp_path / "out")
    cleaned = rows_of(name, (tmp_path / "out" / name).read_bytes())
    assert [row["text"] for row in cleaned] == [
        text.replace("!!", "!") for text in (SURE, PLAIN + "!!", SURE)
    ]
    (unsure,) = rows_of(name, (routed(tmp_path / "out") / name).read_bytes())
    assert unsure["text"] == UNSURE
    if "wet" not in name:
        assert 0 < unsure["certainty"] < SHARE
        assert unsure["removed"] == 0.0
        assert unsure["n"] == 1
        assert "date" not in unsure
        assert "certainty" not in cleaned[0]
    assert (summary.tally.documents, summary.tally.routed, summary.tally.bad) == (3, 1, 1)
    assert any(line.startswith("1 document routed, as they were, to ") for line in summary.lines())
    result = json.loads((tmp_path / "out" / "_seedclean" / "run.json").read_bytes())["result"]
    assert result["routed"] == 1
    assert restore(tmp_path / "out", tmp_path / "back").problems == []
    assert rows_of(name, (tmp_path / "back" / name).read_bytes()) == rows_of(name, file_of(name, texts))


def test_records_of_a_wet_file_that_are_no_text_are_not_routed(tmp_path):
    name = "a.warc.wet"
    source = put(tmp_path / "in", {name: file_of(name, [SURE, UNSURE])})
    run(source, tmp_path / "out")
    data = (routed(tmp_path / "out") / name).read_bytes()
    assert b"warcinfo" not in data
    head = data.split(b"\r\n\r\n")[0].decode().split("\r\n")
    assert [line.partition(":")[0] for line in head[-2:]] == ["certainty", "removed"]
    assert b"warcinfo" in (tmp_path / "out" / name).read_bytes()


def test_a_row_without_a_text_stays_with_the_others(tmp_path):
    source = put(tmp_path / "in", {"a.parquet": file_of("a.parquet", [None, UNSURE, None, SURE])})
    run(source, tmp_path / "out")
    assert [row["n"] for row in rows_of("a.parquet", (tmp_path / "out" / "a.parquet").read_bytes())] == [
        0,
        2,
        3,
    ]
    assert [
        row["n"] for row in rows_of("a.parquet", (routed(tmp_path / "out") / "a.parquet").read_bytes())
    ] == [1]
    restore(tmp_path / "out", tmp_path / "back")
    assert [row["text"] for row in rows_of("a.parquet", (tmp_path / "back" / "a.parquet").read_bytes())] == [
        None, UNSURE, None, SURE,
    ]  # fmt: skip


def test_text_files_are_routed_byte_for_byte(tmp_path):
    data = UNSURE.replace("Bakers", "Cafés").encode("cp1252")
    source = write(tmp_path / "in", {"a/unsure.txt": data, "a/sure.txt": SURE, "plain.txt": "Stop!!"})
    run(source, tmp_path / "out")
    assert read(routed(tmp_path / "out")) == {"a/unsure.txt": data}
    assert set(read(tmp_path / "out")) == {"a/sure.txt", "plain.txt"}
    assert restore(tmp_path / "out", tmp_path / "back").files == 3
    assert read(tmp_path / "back") == read(source)
    before = everything(tmp_path / "out")
    assert run(source, tmp_path / "out").earlier == 3
    assert everything(tmp_path / "out") == before


def test_the_fields_have_the_names_that_are_given(tmp_path):
    source = write(tmp_path / "in", {"a.jsonl": [{"text": UNSURE}, {"text": SURE}]})
    run(source, tmp_path / "out", certainty="sure", removed="gone")
    for folder in (tmp_path / "out", routed(tmp_path / "out")):
        (row,) = rows_of("a.jsonl", (folder / "a.jsonl").read_bytes())
        assert {"sure", "gone"} < set(row)


def test_an_unsure_document_that_would_lose_too_much_is_routed(tmp_path):
    source = write(tmp_path / "in", {"a.jsonl": [{"text": PAGE}]})
    for share, numbers in ((0.0, (0, 1)), (1.0, (1, 0))):
        route = (share, tmp_path / f"{share}-routed")
        summary = run(source, tmp_path / f"{share}", max_loss=0.1, rules=select(), route_below=route)
        assert (summary.tally.routed, summary.tally.bad) == numbers


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.parquet", "a.feather", "a.warc.wet"])
def test_a_stop_and_the_number_of_processes_change_nothing(name, tmp_path, monkeypatch):
    filler = "x" * 9000
    data = file_of(name, [f"{SURE if n % 3 else UNSURE}{n}!!\n{filler}\n" for n in range(100)])
    source = put(tmp_path / "in", {name: data})
    routed_to = (SHARE, tmp_path / "routed")
    jobs = 2 if "parquet" in name else HERE
    run(source, tmp_path / "one", jobs=jobs, spread_above=1, route_below=routed_to)
    first = everything(tmp_path / "one"), everything(tmp_path / "routed")
    assert 30 < len(rows_of(name, first[1][name])) < 100
    shutil.rmtree(tmp_path / "one")
    shutil.rmtree(tmp_path / "routed")
    with monkeypatch.context() as patch:
        interrupt(patch, 1)
        with pytest.raises(KeyboardInterrupt):
            run(source, tmp_path / "one", note_every=0.0, route_below=routed_to)
    assert not (tmp_path / "routed" / name).exists()
    run(source, tmp_path / "one", route_below=routed_to)
    assert (everything(tmp_path / "one"), everything(tmp_path / "routed")) == first


def test_a_cluster_routes_the_same(tmp_path, monkeypatch):
    from run.test_cluster import Shuffled

    source = put(
        tmp_path / "in", {name: file_of(name, [SURE, UNSURE, PLAIN]) for name in ("a.jsonl", "b.parquet")}
    )
    routed_to = (SHARE, tmp_path / "routed")
    run(source, tmp_path / "one", route_below=routed_to)
    first = read(tmp_path / "one"), read(tmp_path / "routed")
    shutil.rmtree(tmp_path / "routed")
    monkeypatch.setattr(executor, "JOBS", HERE)
    monkeypatch.setattr(executor, "open_engine", lambda _name, _jobs: Shuffled())
    executor._local.cache_clear()
    run(source, tmp_path / "two", route_below=routed_to, engine="ray")
    executor._local.cache_clear()
    assert (read(tmp_path / "two"), read(tmp_path / "routed")) == first


@pytest.mark.faults
@pytest.mark.skipif(os.name == "nt", reason="kills by signal")
def test_a_run_that_is_killed_routes_each_document_once(tmp_path):
    script = tmp_path / "a_run.py"
    script.write_text(A_RUN)
    filler = "All is quiet in the harbour. " * 100
    texts = [f"{SURE if n % 4 else UNSURE}{n}!!\n{filler}\n" for n in range(240)]
    names = ("a.jsonl", "b.jsonl.gz")
    source = put(tmp_path / "in", {name: file_of(name, texts) for name in names})
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])}

    def start(output):
        command = [sys.executable, str(script), str(source), str(output), "1"]
        return subprocess.Popen(command, env=environment, start_new_session=True)

    began = monotonic()
    assert start(tmp_path / "out").wait() == 0
    took = monotonic() - began
    folders = (tmp_path / "out", routed(tmp_path / "out"))
    expected = [everything(folder) for folder in folders]
    for folder in folders:
        shutil.rmtree(folder)
    chance = random.Random(1)
    for _ in range(3):
        process = start(tmp_path / "out")
        sleep(chance.uniform(0.4, 0.9) * took)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert start(tmp_path / "out").wait() == 0
    assert [everything(folder) for folder in folders] == expected


def test_a_routed_file_that_is_missing_is_made_again(tmp_path):
    source = write(tmp_path / "in", {"a.jsonl": [{"text": UNSURE}], "b.jsonl": [{"text": SURE}]})
    run(source, tmp_path / "out")
    file = routed(tmp_path / "out") / "a.jsonl"
    data = file.read_bytes()
    file.unlink()
    assert run(source, tmp_path / "out").earlier == 1
    assert file.read_bytes() == data


def test_a_routed_file_that_a_power_cut_damaged_is_made_again(tmp_path):
    source = write(tmp_path / "in", {"a.jsonl": [{"text": UNSURE}]})
    run(source, tmp_path / "out")
    file = routed(tmp_path / "out") / "a.jsonl"
    data = file.read_bytes()
    file.write_bytes(bytes(len(data)))
    manifest = tmp_path / "out" / "_seedclean" / "run.json"
    facts = json.loads(manifest.read_bytes())
    manifest.write_text(
        json.dumps({key: facts[key] for key in facts if key not in {"inputs", "result", "run"}})
    )
    run(source, tmp_path / "out")
    assert file.read_bytes() == data


def test_another_disk_and_a_server_can_have_the_folder(tmp_path, monkeypatch):
    pytest.importorskip("fsspec")
    source = write(tmp_path / "in", {"a.jsonl": [{"text": UNSURE}]})
    run(source, tmp_path / "one")
    data = (routed(tmp_path / "one") / "a.jsonl").read_bytes()
    there = Remote(f"memory://routed-{os.getpid()}")
    run(source, tmp_path / "two", route_below=(SHARE, there))
    assert (there / "a.jsonl").read_bytes() == data
    replace = Path.replace

    def refuse(self, target):
        if "parts" in self.parts and "elsewhere" in Path(target).parts:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    run(source, tmp_path / "three", route_below=(SHARE, tmp_path / "elsewhere"))
    assert read(tmp_path / "elsewhere") == {"a.jsonl": data}


@pytest.mark.parametrize("folder", ["in", "in/below", "out", "out/below", "."])
def test_the_folder_is_apart_from_input_and_output(folder, tmp_path):
    source = write(tmp_path / "in", {"a.jsonl": [{"text": UNSURE}]})
    with pytest.raises(RunError, match=r"the folder of --route-below, is or holds .*, or lies in it; give a"):
        run(source, tmp_path / "out", route_below=(SHARE, tmp_path / folder))
    assert read(source) == {"a.jsonl": (source / "a.jsonl").read_bytes()}


def test_files_of_others_are_not_overwritten(tmp_path):
    source = write(tmp_path / "in", {"a.jsonl": [{"text": UNSURE}]})
    write(routed(tmp_path / "out"), {"a.jsonl": "mine"})
    with pytest.raises(RunError, match=r"a\.jsonl exists and no run .* give another folder to --route-below"):
        run(source, tmp_path / "out")
    run(source, tmp_path / "out", force=True)
    assert b"mine" not in (routed(tmp_path / "out") / "a.jsonl").read_bytes()


def test_another_share_or_folder_is_another_way_to_clean(tmp_path):
    source = write(tmp_path / "in", {"a.jsonl": [{"text": UNSURE}]})
    run(source, tmp_path / "out")
    for route in ((0.1, routed(tmp_path / "out")), (SHARE, tmp_path / "other"), None):
        with pytest.raises(RunError, match=r"not the same: route below\)"):
            run(source, tmp_path / "out", route_below=route)


def test_a_preview_counts_them_and_an_audit_reads_the_others(tmp_path):
    source = write(tmp_path / "in", {"a.jsonl": [{"text": UNSURE}, {"text": SURE}]})
    options = config(RULES, route_below=(SHARE, tmp_path / "routed"), diff=True)
    shown = []
    assert preview((source,), options, shown.append).tally.routed == 1
    assert not (tmp_path / "routed").exists()
    assert not any("Bakers" in line and "Ferry" in line for line in shown)
    run(source, tmp_path / "out")
    assert len(audit_corpus((tmp_path / "out",), config(RULES, sample=10)).seen) == 1


def test_the_command_routes_and_is_content(tmp_path):
    source = write(tmp_path / "in", {"a.jsonl": [{"text": UNSURE}, {"text": SURE}]})
    command = [
        str(source),
        "-o",
        str(tmp_path / "out"),
        "--route-below",
        str(SHARE),
        str(tmp_path / "routed"),
        "--jobs",
        "1",
    ]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    assert f"1 document routed, as they were, to {tmp_path / 'routed'}: certainty below 0.8" in done.stderr
    for arguments in (
        ["-", *command[3:5], str(tmp_path / "routed")],
        [*command[:3], "--route-below", "2", "x"],
    ):
        assert CliRunner().invoke(main, arguments, input="a").exit_code == 2


def test_routed_files_are_verified_where_they_lie(tmp_path):
    source = write(
        tmp_path / "in", {"a.jsonl": [{"text": UNSURE}, {"text": SURE}], "b.jsonl": [{"text": SURE}]}
    )
    run(source, tmp_path / "out")
    there = str(routed(tmp_path / "out") / "a.jsonl")
    assert dict(verify_corpus(tmp_path / "out")) == {"a.jsonl": "", there: "", "b.jsonl": ""}
    Path(there).write_bytes(b"{}\n")
    done = CliRunner().invoke(main, [str(tmp_path / "out"), "--verify"])
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        f"Error: {there} has other bytes than were written",
        "Files that are as they were written: 2 of 3",
    ]
    Path(there).unlink()
    assert dict(verify_corpus(tmp_path / "out"))[there] == "No such file or directory"
    (tmp_path / "out" / "_seedclean" / "run.json").write_text("{}")
    with pytest.raises(RunError, match="does not name the folder of --route-below"):
        list(verify_corpus(tmp_path / "out"))
