"""A sample: fair, the same each time, and cleaned as the whole would be."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from running import config, read, records, shouting, sited, write
from seedclean.cli import main
from seedclean.corpus.executor import HERE
from seedclean.corpus.restore import restore
from seedclean.corpus.run import clean_corpus, preview
from seedclean.errors import RunError
from seedclean.report.summary import Sampled

ALL = config((shouting, sited), edits=True)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    rows = [
        {"site": "s", "id": f"{n}", "text": f"Menu\n{'abcdefghij'[n % 10]} went!!\n{'o' * 900}\n"}
        for n in range(1500)
    ]
    files = {
        "large.jsonl": rows,
        "small.jsonl.gz": rows[:150],
        **{f"{n}.txt": f"{n} came!!" for n in range(150)},
    }
    return write(tmp_path_factory.mktemp("corpus") / "in", files)


def names(output):
    """The records in an output."""
    found = {("large.jsonl", row["id"]) for row in records(output / "large.jsonl")}
    found |= {("small.jsonl.gz", row["id"]) for row in records(output / "small.jsonl.gz")}
    return found | {(name, "") for name in read(output) if name.endswith(".txt")}


def test_every_record_has_the_same_chance(corpus, tmp_path):
    summary = clean_corpus((corpus,), tmp_path / "out", replace(ALL, sample=360))
    taken = names(tmp_path / "out")
    assert len(taken) == summary.tally.documents == 360
    shares = [sum(name == one for name, _ in taken) for one in ("large.jsonl", "small.jsonl.gz")]
    assert 270 < shares[0] < 330
    assert 15 < shares[1] < 45
    assert summary.sampled == Sampled(360, 1800, 2 + 360 - sum(shares), 152)
    head = sum(int(number) < 750 for name, number in taken if name == "large.jsonl")
    assert 0.4 < head / shares[0] < 0.6


def test_a_sample_comes_out_as_in_the_whole_and_goes_back(corpus, tmp_path):
    clean_corpus((corpus,), tmp_path / "whole", ALL)
    whole = {row["id"]: row for row in records(tmp_path / "whole" / "large.jsonl")}
    for jobs in (HERE, 2):
        output = tmp_path / f"out{jobs}"
        clean_corpus((corpus,), output, replace(ALL, jobs=jobs, sample=50))
        rows = records(output / "large.jsonl")
        assert rows == [whole[row["id"]] for row in rows]
        assert not any(row["text"].startswith("Menu") for row in rows)
    assert read(tmp_path / "out0") == read(tmp_path / "out2")
    assert restore(output, tmp_path / "back").problems == []
    assert set(names(tmp_path / "back")) == set(names(output))
    originals = {row["id"]: row for row in records(corpus / "large.jsonl")}
    back = records(tmp_path / "back" / "large.jsonl")
    assert back == [originals[row["id"]] for row in back]


def test_a_larger_sample_holds_the_smaller_one_and_the_largest_is_all(corpus, tmp_path):
    for size in (20, 40, 10_000):
        clean_corpus((corpus,), tmp_path / f"{size}", replace(ALL, sample=size))
    assert names(tmp_path / "40") > names(tmp_path / "20")
    assert len(names(tmp_path / "10000")) == 1800


def test_a_sample_is_looked_at_and_not_mixed_with_the_whole(corpus, tmp_path):
    shown = []
    settings = replace(ALL, diff=True, edits=False)
    summary = preview((corpus,), replace(settings, sample=5), shown.append)
    assert sum(line.startswith("--- ") for line in shown) == summary.tally.changed == 5
    clean_corpus((corpus,), tmp_path / "out", replace(ALL, sample=5))
    with pytest.raises(RunError, match="not the same: sample"):
        clean_corpus((corpus,), tmp_path / "out", ALL)


def test_the_command_says_what_it_took(tmp_path):
    write(tmp_path, {"in/rows.jsonl": [{"text": "Go."}] * 9, "in/a.txt": "Stay."})
    done = CliRunner().invoke(main, [str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--sample", "4"])
    assert done.stderr.startswith("a sample of 4 records of 10, from ")
    refused = CliRunner().invoke(main, ["-", "--sample", "4"])
    assert (refused.exit_code, "--sample" in refused.stderr) == (2, True)
