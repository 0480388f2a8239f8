"""What an output says about itself, and what is noticed by it."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from running import config, lines, poisoned, records, shouting, sited, write
from seedclean.config import RunConfig, options
from seedclean.corpus.executor import HERE
from seedclean.corpus.passes import CountFiles
from seedclean.corpus.resume import describe_cleaning
from seedclean.corpus.run import clean_corpus
from seedclean.errors import RunError
from seedclean.registry import select


def manifest(output):
    return json.loads((output / "_seedclean" / "run.json").read_text())


@pytest.fixture
def corpus(tmp_path):
    return write(tmp_path / "in", {"a.txt": "Stop!!", "rows.jsonl": [{"text": "Go!!"}, {"text": "poison"}]})


def test_a_manifest_says_how_from_what_and_with_what_result(corpus, tmp_path):
    settings = config((shouting, poisoned), edits=True)
    clean_corpus((corpus,), tmp_path / "out", settings)
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
        "routed": 0,
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
        clean_corpus((corpus,), tmp_path / name, config((shouting,), jobs=jobs))
    one, two = manifest(tmp_path / "one"), manifest(tmp_path / "two")
    assert one.pop("run") != two.pop("run")
    assert json.dumps(one) == json.dumps(two)


@pytest.mark.parametrize("key", ["version", "engines", "plugins", "rules"])
def test_an_output_of_another_version_is_not_gone_on_with(corpus, tmp_path, key):
    clean_corpus((corpus,), tmp_path / "out", config((shouting,)))
    path = tmp_path / "out" / "_seedclean" / "run.json"
    path.write_text(json.dumps(manifest(tmp_path / "out") | {key: "another"}))
    with pytest.raises(RunError, match=rf"not the same: {key}\); --force cleans everything again, another"):
        clean_corpus((corpus,), tmp_path / "out", config((shouting,)))
    clean_corpus((corpus,), tmp_path / "out", config((shouting,), force=True))


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
    for name, data in (("plain", lines(rows)), ("escaped", "\n".join(map(json.dumps, rows)))):
        source = write(tmp_path / name, {"rows.jsonl": data})
        clean_corpus((source,), tmp_path / f"{name}-out", config((sited,), site_field=field))
        assert [row["text"] for row in records(tmp_path / f"{name}-out" / "rows.jsonl")] == list(birds)


@pytest.fixture
def counted(monkeypatch):
    """The parts that a first pass has counted."""
    parts = []
    original = CountFiles.do_part

    def do_part(self, item, condemned):
        parts.append(item)
        return original(self, item, condemned)

    monkeypatch.setattr(CountFiles, "do_part", do_part)
    return parts


def test_a_few_text_files_are_not_counted(tmp_path, counted):
    source = write(tmp_path / "in", {f"{n}.txt": "Stop!!" for n in range(3)})
    clean_corpus((source,), tmp_path / "out", config(select()))
    assert counted == []


@pytest.mark.parametrize(
    ("rules", "wanted"), [((shouting,), False), ((sited,), True), (select("dates"), False), (select(), True)]
)
def test_lines_are_counted_only_for_rules_that_look_at_counts(corpus, tmp_path, counted, rules, wanted):
    clean_corpus((corpus,), tmp_path / "out", config(rules))
    assert bool(counted) == wanted


# The configuration

OTHER = {
    "select": ("dates",),
    "ignore": ("dates",),
    "unsafe": True,
    "cleaner": (shouting,),
    "languages": ("en",),
    "markup": "none",
    "date_header": "drop",
    "apply": Path(__file__),
    "format": "jsonl",
    "max_loss": 0.5,
    "certainty": "sure",
    "removed": "gone",
    "route_below": (0.5, Path("unsure")),
    "text_field": "body",
    "id_field": "key",
    "site_field": "host",
    "counts": Path("counts"),
    "save_counts": Path("counts"),
    "engine": "ray",
    "on_error": "fail",
}
"""Values that are not the default, where adding one or `not` does not make one."""


def other_than(value):
    return not value if isinstance(value, bool) else (value or 0) + 1


@pytest.mark.parametrize("name", options())
def test_every_option_that_changes_the_output_is_in_the_manifest(name):
    usual = RunConfig()
    changed = RunConfig(**{name: OTHER.get(name) or other_than(getattr(usual, name))})
    assert (describe_cleaning(changed) != describe_cleaning(usual)) == (options()[name].manifest is not None)


def test_options_that_are_not_in_the_manifest_are_known():
    """A new option is in the manifest, or its author has thought about it and added it here."""
    assert {name for name, option in options().items() if option.manifest is None} == {
        "counts",  # in the basis of each file, in finished.jsonl
        "save_counts",
        "jobs",
        "engine",
        "time_limit",  # decides about documents that hang, which nobody can repeat
        "on_error",
        "force",
    }


def test_no_field_is_forgotten():
    """A field without a description is a setting that changes nothing of the output."""
    settings = {one.name for one in fields(RunConfig)} - set(options())
    assert settings == {
        "diff", "diff_as_json", "marks", "progress",
        "note_every", "spread_above", "group_files", "quote_up_to",
    }  # fmt: skip
