"""What an output says about itself, and what is noticed by it."""

import json

import pytest

from running import lines, poisoned, records, shouting, sited, write
from seedclean.formats import Fields
from seedclean.registry import select
from seedclean.run.errors import RunError
from seedclean.run.local import HERE, Run, clean_corpus
from seedclean.run.worker import Settings


def manifest(output):
    return json.loads((output / "_seedclean" / "run.json").read_text())


@pytest.fixture
def corpus(tmp_path):
    return write(tmp_path / "in", {"a.txt": "Stop!!", "rows.jsonl": [{"text": "Go!!"}, {"text": "poison"}]})


def test_a_manifest_says_how_from_what_and_with_what_result(corpus, tmp_path):
    settings = Settings((shouting, poisoned), edits=True)
    clean_corpus(Run((corpus,), settings, jobs=HERE), tmp_path / "out")
    said = manifest(tmp_path / "out")
    assert said["rules"] == ["shouting", "poisoned"]
    assert said["plugins"] == {"running": ""}
    assert said["engines"].keys() == {"ftfy", "langdetect", "rapidfuzz", "regex"}
    assert said["inputs"] == [{"file": "a.txt", "bytes": 6}, {"file": "rows.jsonl", "bytes": 36}]
    assert said["result"] == {
        "documents": 2,
        "changed": 2,
        "characters": {"before": 10, "after": 8},
        "edits": {"shouting": 2},
        "encodings": {"utf-8": 2},
        "quarantined": 1,
        "words lost": {
            "quantiles": {"0.5": 0.0, "0.9": 0.0, "0.99": 0.0, "1.0": 0.0},
            "documents by hundredths": {"0": 2},
            "empty": 0,
            "worst": [],
        },
    }
    assert list(said)[-1] == "run"
    assert said["run"].keys() >= {"ended", "seconds", "jobs", "python", "host", "command"}


def test_all_but_the_facts_of_the_run_is_the_same_each_time(corpus, tmp_path):
    for name, jobs in (("one", HERE), ("two", 2)):
        clean_corpus(Run((corpus,), Settings((shouting,)), jobs=jobs), tmp_path / name)
    one, two = manifest(tmp_path / "one"), manifest(tmp_path / "two")
    assert one.pop("run") != two.pop("run")
    assert json.dumps(one) == json.dumps(two)


@pytest.mark.parametrize("key", ["version", "engines", "plugins", "rules"])
def test_an_output_of_another_version_is_not_gone_on_with(corpus, tmp_path, key):
    run = Run((corpus,), Settings((shouting,)), jobs=HERE)
    clean_corpus(run, tmp_path / "out")
    path = tmp_path / "out" / "_seedclean" / "run.json"
    path.write_text(json.dumps(manifest(tmp_path / "out") | {key: "another"}))
    with pytest.raises(RunError, match=rf"not the same: {key}\); --force cleans everything again, another"):
        clean_corpus(run, tmp_path / "out")
    clean_corpus(run._replace(force=True), tmp_path / "out")


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ([{"site": "a"}], "site"),
        ([{"url": "https://a/1"}], "site"),
        ([{"ort": "a"}], "ort"),
        ([{"plätze": "a"}], "plätze"),
        ([{'"quoted"': "a"}], '"quoted"'),
    ],
)
def test_sites_are_found_in_the_fields_that_may_name_them(tmp_path, rows, field):
    birds = ("Wren", "Rook", "Kite", "Coot")
    rows = [{"text": f"Menu\n{bird}", **row} for row in rows for bird in birds]
    fields = Fields(site=field)
    for name, data in (("plain", lines(rows)), ("escaped", "\n".join(map(json.dumps, rows)))):
        source = write(tmp_path / name, {"rows.jsonl": data})
        clean_corpus(Run((source,), Settings((sited,), fields=fields), jobs=HERE), tmp_path / f"{name}-out")
        assert [row["text"] for row in records(tmp_path / f"{name}-out" / "rows.jsonl")] == list(birds)


def test_a_few_text_files_are_not_counted(tmp_path, monkeypatch):
    source = write(tmp_path / "in", {f"{n}.txt": "Stop!!" for n in range(3)})
    monkeypatch.setattr("seedclean.run.counting.count", lambda *_, **__: pytest.fail("counted"))
    clean_corpus(Run((source,), Settings(select()), jobs=HERE), tmp_path / "out")


@pytest.mark.parametrize(
    ("rules", "counted"), [((shouting,), False), ((sited,), True), (select("dates"), False), (select(), True)]
)
def test_lines_are_counted_only_for_rules_that_look_at_counts(corpus, tmp_path, monkeypatch, rules, counted):
    passes = []

    def count(*arguments, **options):
        passes.append(arguments)
        return original(*arguments, **options)

    from seedclean.run import counting

    original = counting.count
    monkeypatch.setattr(counting, "count", count)
    clean_corpus(Run((corpus,), Settings(rules), jobs=HERE), tmp_path / "out")
    assert bool(passes) == counted
