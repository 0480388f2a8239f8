"""The command with a rule from an installed package, which may do anything."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from time import sleep

import pytest

from running import read, write

pytestmark = pytest.mark.faults

A_PLUGIN = '''
import os, time
from seedclean import rule

@rule
def odd_rule(document):
    """Do something odd."""
    if "hang" in document.text:
        time.sleep(3600)
    if "die" in document.text:
        os._exit(9)
    time.sleep(float(os.environ.get("SLOW", 0)))
    if document.text.endswith("!!"):
        yield len(document.text) - 1, len(document.text), ""
'''


@pytest.fixture
def plugin(tmp_path):
    """A package that is installed."""
    return write(
        tmp_path / "site",
        {
            "odd_plugin.py": A_PLUGIN,
            "odd_plugin-3.1.dist-info/METADATA": "Metadata-Version: 2.1\nName: odd-plugin\nVersion: 3.1\n",
            "odd_plugin-3.1.dist-info/entry_points.txt": "[seedclean.cleaners]\nodd = odd_plugin\n",
            "odd_plugin-3.1.dist-info/top_level.txt": "odd_plugin\n",
            "odd_plugin-3.1.dist-info/RECORD": "odd_plugin.py,,\n",
        },
    )


def start(plugin, *arguments, **more):
    environment = {**os.environ, "PYTHONPATH": str(plugin), **more}
    command = [sys.executable, "-m", "seedclean", *map(str, arguments), "--select", "odd-rule"]
    return subprocess.Popen(
        command,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        cwd=plugin.parent,
        start_new_session=True,
        preexec_fn=heeds_ctrl_c,
    )


def heeds_ctrl_c():
    """Heed all signals: what a shell starts in the background ignores Ctrl-C, and under nohup a hang-up."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_DFL)


def group(leader):
    """The living processes of a group."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, its_group = path.read_text().rpartition(")")[2].split()[:3]
            if int(its_group) == leader and state != "Z":
                found.append(path.parent.name)
    return found


def gone(leader):
    """Whether all processes of a group end soon."""
    for _ in range(100):
        if not group(leader):
            return True
        sleep(0.1)
    return False


def test_a_plugin_that_hangs_or_dies_spoils_one_document_each(plugin, tmp_path):
    write(tmp_path, {"in/rows.jsonl": [{"text": text} for text in ("a!!", "hang", "b!!", "die", "c!!")]})
    _, said = start(plugin, "in", "-o", "out", "--time-limit", "2", "--jobs", "2").communicate()
    assert said.splitlines()[-3:] == [
        "Warning: 2 records failed and were moved to out/_seedclean/quarantine",
        "  rows.jsonl:2: took longer than the 2 s of --time-limit",
        "  rows.jsonl:4: killed the process that cleaned it, twice: exit code 9",
    ]
    assert [json.loads(line)["text"] for line in read(tmp_path / "out")["rows.jsonl"].splitlines()] == [
        "a!",
        "b!",
        "c!",
    ]
    manifest = json.loads((tmp_path / "out" / "_seedclean" / "run.json").read_text())
    assert manifest["plugins"] == {"odd_plugin": "3.1"}
    _, said = start(plugin, "in", "-o", "out2", "--time-limit", "2", "--on-error", "fail").communicate()
    assert said == "Error: rows.jsonl:2: took longer than the 2 s of --time-limit\n"


def test_a_corpus_of_nothing_but_bad_documents_is_told_of_loudly(plugin, tmp_path):
    write(tmp_path, {"in/rows.jsonl": [{"text": "die"}, {"body": "a"}]})
    process = start(plugin, "in", "-o", "out")
    _, said = process.communicate()
    assert process.returncode == 1
    assert "Warning: NOTHING WAS CLEANED: 2 records failed and were moved to out" in said


def test_ctrl_c_stops_all_processes_and_the_same_command_goes_on(plugin, tmp_path):
    write(tmp_path, {f"in/{n}.txt": f"{n}!!" for n in range(200)})
    process = start(plugin, "in", "-o", "out", "--jobs", "2", SLOW="0.1")
    journal = tmp_path / "out" / "_seedclean" / "finished.jsonl"
    while not (journal.exists() and journal.read_bytes()):
        sleep(0.02)
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, "Error: stopped; the same command resumes there\n")
    assert gone(process.pid)
    again = start(plugin, "in", "-o", "out")
    _, said = again.communicate()
    assert "finished by an earlier run" in said
    assert len(read(tmp_path / "out")) == 200


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_other_signals_end_a_run_as_ctrl_c_does(plugin, tmp_path, name, code):
    write(tmp_path, {f"in/{n}.txt": f"{n}!!" for n in range(200)})
    process = start(plugin, "in", "-o", "out", "--jobs", "2", SLOW="0.1")
    journal = tmp_path / "out" / "_seedclean" / "finished.jsonl"
    while not (journal.exists() and journal.read_bytes()):
        sleep(0.02)
        assert process.poll() is None
    os.killpg(process.pid, getattr(signal, name))
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (code, f"Error: stopped by {name}; the same command resumes there\n")
    assert gone(process.pid)
    left = {path.name for path in (tmp_path / "out" / "_seedclean").iterdir()}
    assert not left & {"lock", "lock.json", "scratch"}


def test_the_processes_end_with_the_first_one(plugin, tmp_path):
    write(tmp_path, {"in/rows.jsonl": [{"text": "hang"}]})
    process = start(plugin, "in", "-o", "out")
    while len(group(process.pid)) < 3:  # the first one, its worker and the tracker of what they share
        sleep(0.05)
        assert process.poll() is None
    sleep(1)
    process.kill()
    process.communicate()
    assert gone(process.pid)
