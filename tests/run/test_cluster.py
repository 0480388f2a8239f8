"""What a cluster does, in one process: the tasks, their order and what comes out of them.

The engine here is as simple as an engine can be. The real ones are tried in `tests/engines`.
"""

import gzip
import json
import pickle
import shutil
from collections import defaultdict
from contextlib import closing
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from running import dated, everything, leaving, lines, poisoned, read, shouting, sited, write
from seedclean import Document
from seedclean.counts import LineCounts, SiteCounts
from seedclean.formats import Fields
from seedclean.run import census, engine, shelf, spans, tasks
from seedclean.run.cluster import clean_on, look_on
from seedclean.run.copies import Copy
from seedclean.run.errors import BadRecordMetError, RunError
from seedclean.run.inputs import find
from seedclean.run.local import HERE, Run, clean_corpus, look
from seedclean.run.pages import Pages
from seedclean.run.spans import Span, cut
from seedclean.run.undo import undo
from seedclean.run.worker import Part, Settings

RULES = (dated, sited, shouting)
MANY = 500


class Shuffled:
    """Does tasks the last first, as an engine may."""

    jobs = 2

    def __init__(self):
        self.done = 0
        self.dealt = []

    def mapped(self, work, tasks):
        for task in reversed(tasks):
            self.done += 1
            yield from self._called(work, {"value": [task]}).column("value").to_pylist()

    def gathered(self, work, gather, tasks):
        groups = defaultdict(list)
        self.dealt.append([])
        for task in reversed(tasks):
            dealt = self._called(work, {"value": [task]})
            for key, value in zip(*(column.to_pylist() for column in dealt.columns), strict=True):
                groups[key].append(value)
                self.dealt[-1] += [len(pages) for pages in pickle.loads(value)._sites.values()]
        for key, values in groups.items():
            yield from (
                self._called(gather, {"key": [key] * len(values), "value": values})
                .column("value")
                .to_pylist()
            )

    def copied(self, path):
        return Copy(elsewhere(path), partial(shutil.copyfile, path))

    @staticmethod
    def _called(work, columns):
        return pickle.loads(pickle.dumps(work))(pa.RecordBatch.from_pydict(columns))


def elsewhere(path):
    """The path as another machine sees it, which does not have the file."""
    return Path("/nowhere") / path.name


@pytest.fixture(autouse=True)
def small_tasks_in_this_process(monkeypatch):
    """Every chunk is a task, and is done here; what another process is for has a test of its own."""
    monkeypatch.setattr(tasks, "JOBS", HERE)
    monkeypatch.setattr(engine, "LEAST", 1)
    monkeypatch.setattr(engine, "ROUNDS", 1000)


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
    long = "So it is. " * 250 + "!!"
    many = records(MANY, long)
    write(
        folder,
        {"a.jsonl": lines(records(20)) + "{broken\n", "large.jsonl": many, "news/large.jsonl.gz": many},
    )
    write(folder, {f"texts/{n}.txt": f"on 2019-06-03\nStop {n}!!\n" for n in range(5)})
    table = pa.Table.from_pylist([{**record, "n": 1} for record in many]).append_column(
        "none", pa.nulls(len(many))
    )
    pq.write_table(table, folder / "large.parquet", row_group_size=150)
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress(lines(many).encode())[:-2000])
    return folder


def run(corpus, **options):
    return Run((corpus,), Settings(RULES, edits=True), jobs=HERE, **options)


def output(folder):
    """All that a run has left, but not what differs from one to the next."""
    files = everything(folder)
    manifest = json.loads(files.pop("_seedclean/run.json"))
    finished = sorted(files.pop("_seedclean/finished.jsonl").splitlines())
    return files, finished, {key: value for key, value in manifest.items() if key != "run"}


def test_the_output_is_that_of_a_local_run(corpus, tmp_path):
    shuffled = Shuffled()
    there = clean_on(shuffled, run(corpus), tmp_path / "there")
    here = clean_corpus(run(corpus), tmp_path / "here")
    assert output(tmp_path / "there") == output(tmp_path / "here")
    assert there.tally == here.tally
    assert sorted(there.problems) == sorted(here.problems)
    assert shuffled.done > len(find([corpus]).sources)
    undo(tmp_path / "there", tmp_path / "undone")
    for name in ("a.jsonl", "large.jsonl", "texts/0.txt", "cut.jsonl.gz"):
        assert (tmp_path / "undone" / name).read_bytes() == (corpus / name).read_bytes()


def test_a_look_shows_what_a_local_one_shows(corpus):
    settings = Settings(RULES, diff=True)
    there, here = [], []
    found = look_on(Shuffled(), run(corpus)._replace(settings=settings), there.append)
    expected = look(run(corpus)._replace(settings=settings), here.append)
    assert found.tally == expected.tally
    assert there == here
    assert there


def test_finished_files_are_left_as_they_are(corpus, tmp_path):
    clean_on(Shuffled(), run(corpus), tmp_path)
    times = {
        path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.jsonl*") if "_seedclean" not in str(path)
    }
    (tmp_path / "a.jsonl").unlink()
    again = clean_on(Shuffled(), run(corpus), tmp_path)
    assert again.earlier == len(find([corpus]).sources) - 2  # the one that is cut is tried again
    assert (tmp_path / "a.jsonl").exists()
    assert times[tmp_path / "large.jsonl"] == (tmp_path / "large.jsonl").stat().st_mtime_ns
    local = clean_corpus(run(corpus), tmp_path)
    assert local.earlier == again.earlier + 1


def test_a_sample_is_the_same_one(corpus, tmp_path):
    clean_on(Shuffled(), run(corpus, sample=40), tmp_path / "there")
    clean_corpus(run(corpus, sample=40), tmp_path / "here")
    assert output(tmp_path / "there") == output(tmp_path / "here")


def test_counts_are_kept_and_taken_from_a_file(corpus, tmp_path):
    clean_on(Shuffled(), run(corpus, save_counts=tmp_path / "there.jsonl"), tmp_path / "1")
    clean_corpus(run(corpus, save_counts=tmp_path / "here.jsonl"), tmp_path / "2")
    assert (tmp_path / "there.jsonl").read_bytes() == (tmp_path / "here.jsonl").read_bytes()
    clean_on(Shuffled(), run(corpus, counts=tmp_path / "here.jsonl"), tmp_path / "3")
    assert read(tmp_path / "3") == read(tmp_path / "1")


def test_only_pages_that_count_are_sent_around(tmp_path, monkeypatch):
    monkeypatch.setattr(census, "SIEVED", 1)
    pages = [{"site": f"{n % 2}.example", "text": f"News\nStory {n * 'x'} is told.\n"} for n in range(400)]
    parts = {f"{part}.jsonl": pages[part::4] for part in range(4)}
    folder = write(tmp_path / "in", parts)
    shuffled = Shuffled()
    clean_on(shuffled, run(folder, save_counts=tmp_path / "there"), tmp_path / "1")
    clean_corpus(run(folder, save_counts=tmp_path / "here"), tmp_path / "2")
    assert (tmp_path / "there").read_bytes() == (tmp_path / "here").read_bytes()
    assert read(tmp_path / "1") == read(tmp_path / "2")
    hashes, whole = map(sum, shuffled.dealt)  # pages, over all tasks
    assert hashes > 2 * 64
    assert whole == 2 * 64


def test_the_first_bad_record_can_end_it(corpus, tmp_path):
    with pytest.raises(BadRecordMetError, match=r"a\.jsonl:21: is no JSON"):
        clean_on(Shuffled(), run(corpus / "a.jsonl", fail=True), tmp_path)
    assert not (tmp_path / "_seedclean" / "parts").exists()


def test_a_rule_that_fails_costs_its_record(tmp_path):
    folder = write(tmp_path / "in", {"a.jsonl": [{"text": "one!!"}, {"text": "poison"}]})
    settings = Settings((shouting, poisoned))
    summary = clean_on(Shuffled(), Run((folder,), settings), tmp_path / "out")
    assert summary.problems == (("a.jsonl:2", "rule 'poisoned' failed: RuntimeError: boom"),)
    assert (tmp_path / "out" / "a.jsonl").read_text() == '{"text": "one!", "date": null}\n'


def test_a_document_that_kills_its_process_costs_its_record(tmp_path, monkeypatch):
    monkeypatch.setattr(tasks, "JOBS", 1)
    folder = write(tmp_path / "in", {"a.jsonl": [{"text": "one!!"}, {"text": "leave by exit"}]})
    summary = clean_on(Shuffled(), Run((folder,), Settings((shouting, leaving))), tmp_path / "out")
    assert summary.problems == (("a.jsonl:2", "killed the process that cleaned it, twice: exit code 7"),)
    assert (tmp_path / "out" / "a.jsonl").read_text() == '{"text": "one!", "date": null}\n'


def test_a_file_of_others_is_not_overwritten(corpus, tmp_path):
    write(tmp_path, {"a.jsonl": "mine\n"})
    with pytest.raises(RunError, match="exists and no run of clean-corpus has written it"):
        clean_on(Shuffled(), run(corpus), tmp_path)


def test_what_a_task_cannot_do_ends_the_run_with_its_reason(corpus, tmp_path):
    (tmp_path / "large.jsonl").mkdir()
    with pytest.raises(RunError, match=r"large\.jsonl"):
        clean_on(Shuffled(), run(corpus, force=True), tmp_path)


@pytest.mark.parametrize("name", ["large.jsonl", "news/large.jsonl.gz", "large.parquet"])
def test_spans_hold_each_record_once(corpus, name):
    (source,) = (source for source in find([corpus]).sources if source.name == name)
    cuts = cut(Span(0, source), Fields(), 1)
    assert len(cuts) > 1
    numbers = [
        number
        for span in cuts
        for batch in spans.read(span, Fields())
        for item in batch
        if isinstance(item, Part)
        for number in range(item.chunk.first, item.chunk.following)
    ]
    assert numbers == list(range(1, MANY + 1))


def test_small_files_go_to_a_task_together():
    groups = list(spans.grouped([(n, 10) for n in range(5)], 20))
    assert groups == [[0, 1], [2, 3], [4]]
    assert max(map(len, spans.grouped([(n, 0) for n in range(1000)], 20))) == spans.MOST_GROUPED


def test_tasks_are_neither_too_small_nor_too_large(monkeypatch):
    (source,) = find([Path(__file__)]).sources
    monkeypatch.undo()
    job = engine.Job(Shuffled(), Run((), Settings(())), (), None, ())
    sizes = [
        engine.task_size(job, [(0, source._replace(size=size))]) for size in (10, 80 << 20, 180 * 10**12)
    ]
    assert sizes == [1 << 20, 10 << 20, engine.MOST]


def test_a_shelf_gives_the_counts_back(tmp_path):
    entries = [
        ("b.example", SiteCounts(8, {"home": 8, "über": 2})),
        ("a.example", SiteCounts(4, {})),
        ("\ud800", SiteCounts(64, {"x": 64})),
    ]
    shelf.write_counts(str(tmp_path / "counts"), entries)
    found = pickle.loads(pickle.dumps(shelf.Shelf(str(tmp_path / "counts"))))
    assert [(site, found.for_site(site)) for site, _ in entries] == entries
    assert [found.for_site(site) for site in (None, "", "a", "c.example", "zzz")] == [None] * 5
    shelf.write_counts(str(tmp_path / "none"), [])
    assert shelf.Shelf(str(tmp_path / "none")).for_site("a") is None
    assert shelf.is_whole(str(tmp_path / "none"))
    (tmp_path / "counts").write_bytes((tmp_path / "counts").read_bytes()[:2000])
    assert not shelf.is_whole(str(tmp_path / "counts"))


def test_limits_are_looked_up_in_a_file(tmp_path):
    limits = {f"{n}.example": 2**64 - 1 - n for n in range(20)}
    shelf.write(str(tmp_path / "limits"), shelf.limits_rows(limits.items()), shelf.LIMITS)
    found = shelf.Limits(str(tmp_path / "limits"))
    assert {site: found.get(site) for site in limits} == limits
    assert found.get("20.example") is None


def test_pages_on_disk_are_those_in_memory(tmp_path):
    whole = LineCounts()
    with closing(Pages(tmp_path / "pages")) as pages:
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
        assert dict(pages.entries()) == dict(census.entries(whole))
    assert len(dict(census.entries(whole))) > 10


def test_counts_in_parts_are_the_counts():
    counts = LineCounts()
    for n in range(30):
        counts.add(Document(f"Home\nStory {n * 'x'}", site=f"{n % 5}.example"))
    whole = LineCounts()
    parts = dict(counts.parted(lambda site: int(site[0]) % 2))
    assert sorted(parts) == [0, 1]
    for part in parts.values():
        whole.merge(part)
    assert whole == counts
    assert sorted(whole.sites()) == [f"{n}.example" for n in range(5)]
