"""What a cluster does, in one process: the tasks, their order and what comes out of them.

The engine here is as simple as an engine can be. The real ones are tried in `tests/engines`.
"""

import gzip
import json
import pickle
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from running import config, dated, everything, leaving, lines, poisoned, read, shouting, sited, write
from seedclean import Document
from seedclean.corpus import executor
from seedclean.corpus.discover import discover
from seedclean.corpus.executor import HERE, group_readings
from seedclean.corpus.read import Reading
from seedclean.corpus.restore import restore
from seedclean.corpus.run import clean_corpus, preview
from seedclean.corpus.site_counts import PageStore, SiteCountStore, write_store
from seedclean.counts import LineCounts, SiteCounts
from seedclean.errors import BadRecordMetError, RunError
from seedclean.formats import Fields

RULES = (dated, sited, shouting)
MANY = 120


class Shuffled:
    """Does tasks the last first, as an engine may."""

    jobs = 2

    def __init__(self):
        self.done = 0

    def map(self, function, tasks):
        for task in reversed(tasks):
            self.done += 1
            batch = pa.RecordBatch.from_pydict({"value": [task]})
            yield from pickle.loads(pickle.dumps(function))(batch).column("value").to_pylist()

    def close(self):
        pass


@pytest.fixture(autouse=True)
def engine(monkeypatch):
    """Small tasks, done in this process; what another process is for has a test of its own."""
    shuffled = Shuffled()
    monkeypatch.setattr(executor, "JOBS", HERE)
    monkeypatch.setattr(executor, "LEAST", 1)
    monkeypatch.setattr(executor, "ROUNDS", 1000)
    monkeypatch.setattr(executor, "open_engine", lambda _name, _jobs: shuffled)
    executor._local.cache_clear()
    yield shuffled
    executor._local.cache_clear()


def records(count, text="It is so!!"):
    return [
        {
            "url": f"https://{n % 3}.example/{n}",
            "text": f"on 2019-06-03\nNews of {n % 3}!!\n{'x' * n}\n{text}",
            "n": 2**70,
        }
        for n in range(count)
    ]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus") / "in"
    long = f"{'o' * 5500}!!"  # as long as texts of several chunks must be, and one word to count
    many = records(MANY, long)
    write(
        folder,
        {"a.jsonl": lines(records(20)) + "{broken\n", "large.jsonl": many, "news/large.jsonl.gz": many},
    )
    write(folder, {f"texts/{n}.txt": f"on 2019-06-03\nStop {n}!!\n" for n in range(5)})
    table = pa.Table.from_pylist([{**record, "n": 1} for record in many]).append_column(
        "none", pa.nulls(len(many))
    )
    pq.write_table(table, folder / "large.parquet", row_group_size=60)
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress(lines(many).encode())[:-200])
    return folder


HERE_CONFIG = config(RULES, edits=True)
THERE_CONFIG = replace(HERE_CONFIG, engine="ray")


def output(folder):
    """All that a run has left, but not what differs from one to the next."""
    files = everything(folder)
    manifest = json.loads(files.pop("_seedclean/run.json"))
    return files, {key: value for key, value in manifest.items() if key != "run"}


def test_the_output_is_that_of_a_local_run(engine, corpus, tmp_path):
    there = clean_corpus((corpus,), tmp_path / "there", THERE_CONFIG)
    here = clean_corpus((corpus,), tmp_path / "here", HERE_CONFIG)
    assert output(tmp_path / "there") == output(tmp_path / "here")
    assert there.tally == here.tally
    assert sorted(there.problems) == sorted(here.problems)
    assert engine.done > len(discover([corpus]).sources)
    restore(tmp_path / "there", tmp_path / "undone")
    for name in ("a.jsonl", "large.jsonl", "texts/0.txt", "cut.jsonl.gz"):
        assert (tmp_path / "undone" / name).read_bytes() == (corpus / name).read_bytes()


def test_a_look_shows_what_a_local_one_shows(corpus):
    there, here = [], []
    found = preview((corpus,), replace(THERE_CONFIG, diff=True), there.append)
    expected = preview((corpus,), replace(HERE_CONFIG, diff=True), here.append)
    assert found.tally == expected.tally
    assert there == here
    assert there


def test_finished_files_are_left_as_they_are(corpus, tmp_path):
    clean_corpus((corpus,), tmp_path, THERE_CONFIG)
    large = (tmp_path / "large.jsonl").stat().st_mtime_ns
    (tmp_path / "a.jsonl").unlink()
    again = clean_corpus((corpus,), tmp_path, THERE_CONFIG)
    assert again.earlier == len(discover([corpus]).sources) - 2  # the one that is cut is tried again
    assert (tmp_path / "a.jsonl").exists()
    assert large == (tmp_path / "large.jsonl").stat().st_mtime_ns
    local = clean_corpus((corpus,), tmp_path, HERE_CONFIG)
    assert local.earlier == again.earlier + 1


def test_a_sample_is_the_same_one(corpus, tmp_path):
    clean_corpus((corpus,), tmp_path / "there", replace(THERE_CONFIG, sample=40))
    clean_corpus((corpus,), tmp_path / "here", replace(HERE_CONFIG, sample=40))
    assert output(tmp_path / "there") == output(tmp_path / "here")


def test_counts_are_kept_and_taken_from_a_file(corpus, tmp_path):
    there, here = tmp_path / "there.jsonl", tmp_path / "here.jsonl"
    clean_corpus((corpus,), tmp_path / "1", replace(THERE_CONFIG, save_counts=there))
    clean_corpus((corpus,), tmp_path / "2", replace(HERE_CONFIG, save_counts=here))
    assert there.read_bytes() == here.read_bytes()
    clean_corpus((corpus,), tmp_path / "3", replace(THERE_CONFIG, counts=here))
    assert read(tmp_path / "3") == read(tmp_path / "1")


def test_the_first_bad_record_can_end_it(corpus, tmp_path):
    with pytest.raises(BadRecordMetError, match=r"a\.jsonl:21: is not JSON"):
        clean_corpus((corpus / "a.jsonl",), tmp_path, replace(THERE_CONFIG, on_error="fail"))
    assert not (tmp_path / "a.jsonl").exists()


def test_a_rule_that_fails_costs_its_record(tmp_path):
    folder = write(tmp_path / "in", {"a.jsonl": [{"text": "one!!"}, {"text": "poison"}]})
    options = config((shouting, poisoned), engine="ray")
    summary = clean_corpus((folder,), tmp_path / "out", options)
    assert summary.problems == (("a.jsonl:2", "rule 'poisoned' failed: RuntimeError: boom"),)
    assert (tmp_path / "out" / "a.jsonl").read_text() == '{"text": "one!", "date": null}\n'


def test_a_document_that_kills_its_process_costs_its_record(tmp_path, monkeypatch):
    monkeypatch.setattr(executor, "JOBS", 1)
    folder = write(tmp_path / "in", {"a.jsonl": [{"text": "one!!"}, {"text": "leave by exit"}]})
    summary = clean_corpus((folder,), tmp_path / "out", config((shouting, leaving), engine="ray"))
    assert summary.problems == (("a.jsonl:2", "killed the process that cleaned it, twice: exit code 7"),)
    assert (tmp_path / "out" / "a.jsonl").read_text() == '{"text": "one!", "date": null}\n'


def test_a_file_of_others_is_not_overwritten(corpus, tmp_path):
    write(tmp_path, {"a.jsonl": "mine\n"})
    with pytest.raises(RunError, match="exists and no run of clean-corpus has written it"):
        clean_corpus((corpus,), tmp_path, THERE_CONFIG)


def test_an_error_of_a_task_ends_the_run_with_its_reason(corpus, tmp_path):
    (tmp_path / "large.jsonl").mkdir()
    with pytest.raises(RunError, match=r"large\.jsonl"):
        clean_corpus((corpus,), tmp_path, replace(THERE_CONFIG, force=True))


def test_small_files_go_to_a_task_together():
    (source,) = discover([Path(__file__)]).sources

    def sizes(count, size):
        readings = [Reading(source._replace(size=size), Fields())] * count
        return [len(group) for group in group_readings(readings, 20, 256)]

    assert sizes(5, 10) == [2, 2, 1]
    assert sizes(1000, 0) == [256, 256, 256, 232]


def test_a_store_gives_the_counts_back(tmp_path):
    entries = [
        ("b.example", SiteCounts(8, {"home": 8, "über": 2})),
        ("a.example", SiteCounts(4, {})),
        ("\ud800", SiteCounts(64, {"x": 64})),
    ]
    write_store(tmp_path / "counts", entries)
    store = SiteCountStore(tmp_path / "counts")
    for found in (
        store,
        pickle.loads(pickle.dumps(store)),
        SiteCountStore(Path("/nowhere/x"), (tmp_path / "counts").read_bytes()),
    ):
        assert [(site, found.for_site(site)) for site, _ in entries] == entries
        assert [found.for_site(site) for site in (None, "", "a", "c.example", "zzz")] == [None] * 5
    write_store(tmp_path / "none", [])
    assert SiteCountStore(tmp_path / "none").for_site("a") is None
    assert SiteCountStore(tmp_path / "none").is_whole()
    (tmp_path / "counts").write_bytes((tmp_path / "counts").read_bytes()[:2000])
    assert not SiteCountStore(tmp_path / "counts").is_whole()


def test_pages_on_disk_are_those_in_memory(tmp_path):
    whole = LineCounts()
    pages = PageStore(tmp_path / "pages")
    for start in range(6):
        part = LineCounts()
        for n in range(start, 700, 5):  # some come twice
            site = "large.example" if n % 3 else f"\u00fc{n % 60}.example"
            part.add(Document(f"Home\nStory {n * 'x'}", site=site))
        whole.merge(part)
        pages.merge(part)
    pages.save(tmp_path / "here")
    whole.save(tmp_path / "there")
    assert (tmp_path / "here").read_bytes() == (tmp_path / "there").read_bytes()
    assert dict(pages.entries()) == dict(whole.entries())
    assert len(dict(whole.entries())) > 10
    pages.close()
    assert not (tmp_path / "pages").exists()
