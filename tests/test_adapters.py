"""Doors to other tools whose install takes long: files in their layout, and fakes of their interface."""

import gzip
import importlib
import json
import sys
import types

import pytest
from click.testing import CliRunner

from running import config, everything, poisoned, records, shouting, write
from seedclean import clean
from seedclean.cleaners.boilerplate.example_page import page
from seedclean.cli import main
from seedclean.corpus import clean_batch
from seedclean.corpus.restore import restore
from seedclean.corpus.run import clean_corpus
from seedclean.errors import RunError

PAGE = page(below="Related stories\nStorm closes the coastal road\nBakers ask for lower prices")
HYPHEN = "Café: he made a high -level visit.\n"


def call(*arguments, code=0):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result


# Attributes of dolma


@pytest.fixture
def corpus(tmp_path):
    rows = [{"id": "a", "source": "s", "text": PAGE}, {"id": "b", "source": "s", "text": HYPHEN}]
    lines = [
        *map(json.dumps, rows),
        '{"id": 7, "text": null}',
        '{"id": 12345678901234567890123, "text": "All is well."}',
        '{"text": "A first -hand report."}',
        "{broken",
    ]
    return write(tmp_path, {"documents/2019/x.jsonl.gz": "\n".join(lines)}) / "documents"


def test_attributes_lie_beside_the_documents_row_by_row(corpus, tmp_path):
    call(corpus, "--attributes", tmp_path / "attributes" / "seedclean", "-q")
    rows = records(tmp_path / "attributes" / "seedclean" / "2019" / "x.jsonl.gz")
    assert [row["id"] for row in rows] == ["a", "b", 7, 12345678901234567890123, None, None]
    assert rows[2]["attributes"] == rows[3]["attributes"] == rows[5]["attributes"] == {}
    assert "seedclean__detached-hyphen" in rows[4]["attributes"]
    assert rows[1]["attributes"] == {
        "seedclean__replaced": [[HYPHEN.index(" -"), HYPHEN.index(" -") + 2, 1.0]],
        "seedclean__detached-hyphen": [[HYPHEN.index(" -"), HYPHEN.index(" -") + 2, 1.0]],
    }
    spans = rows[0]["attributes"]
    assert spans["seedclean__certainty"] == [[0, len(PAGE), round(clean(PAGE).certainty, 4)]]
    assert not {"Storm closes", "Home"} & set(str(spans))
    text, place = PAGE, len(PAGE)
    for start, end, _ in reversed(spans["seedclean__removed"]):
        assert start < end <= place
        text, place = text[:start] + text[end:], start
    assert text == clean(PAGE).text


def test_attributes_are_resumed_and_refuse_what_has_no_rows(corpus, tmp_path):
    call(corpus, "--attributes", tmp_path / "spans", "-q")
    before = everything(tmp_path / "spans")
    assert "finished by an earlier run" in call(corpus, "--attributes", tmp_path / "spans").stderr
    assert everything(tmp_path / "spans") == before
    assert "not the same: attributes" in call(corpus, "-o", tmp_path / "spans", code=2).stderr
    for more in (("-o", tmp_path / "x"), ("--sample", "1"), ("--edits",), ("--route-below", "0.5", "u")):
        assert "--attributes" in call(corpus, "--attributes", tmp_path / "other", *more, code=2).stderr
    write(tmp_path, {"texts/a.txt": HYPHEN, "seedclean.toml": "edits = true"})
    done = call(tmp_path / "texts", "--attributes", tmp_path / "other", code=2)
    assert "attributes lie beside files of JSON lines" in done.stderr


# Edits of other tools


def run(source, output, apply, **options):
    return clean_corpus((source,), output, config((shouting, poisoned), apply=apply, edits=True, **options))


@pytest.mark.parametrize("name", ["spans.jsonl", "spans.jsonl.gz", "folder"])
def test_spans_of_other_tools_are_taken_out_counted_and_undone(tmp_path, name):
    rows = [{"id": "a", "text": "Menu\nStop!! Ad here!!"}, {"id": "b", "text": "Stop!!"}, {"text": "x!!"}]
    spans = [
        {"id": "a", "attributes": {"mine__ads": [[12, 19, 0.9]], "mine__menu": [[0, 5, 1]], "mine__doc": []}},
        {"id": None, "attributes": {}},
        {"id": "rows.jsonl:3", "edits": [[0, "x", "X!!", "upper"]]},
    ]
    write(tmp_path, {"in/rows.jsonl": rows, ("folder/y/z.jsonl.gz" if name == "folder" else name): spans})
    summary = run(tmp_path / "in", tmp_path / "out", tmp_path / name)
    texts = [row["text"] for row in records(tmp_path / "out" / "rows.jsonl")]
    assert texts == [clean_of("Stop!! !!"), "Stop!", clean_of("X!!!!")]
    assert summary.tally.rules["mine__ads"] == summary.tally.rules["mine__menu"] == 1
    assert summary.tally.rules["upper"] == 1
    assert restore(tmp_path / "out", tmp_path / "back").problems == []
    assert records(tmp_path / "back" / "rows.jsonl") == rows


def test_edits_of_other_tools_may_be_objects_as_the_adapters_give_them(tmp_path):
    edit = {"start": 0, "old": "Ad! ", "new": "", "rule": "ads"}
    write(tmp_path, {"in/a.jsonl": [{"id": "a", "text": "Ad! Stop."}]})
    write(tmp_path, {"e.jsonl": [{"id": "a", "edits": [edit]}]})
    assert run(tmp_path / "in", tmp_path / "out", tmp_path / "e.jsonl").tally.rules == {"ads": 1}
    assert records(tmp_path / "out" / "a.jsonl")[0]["text"] == "Stop."


def clean_of(text):
    return clean(text, (shouting,)).text


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"attributes": {"m": [[0, 99, 1]]}}, "the edit of m from 0 to 99 is outside of the text"),
        ({"attributes": {"m": [[-1, 2, 1]]}}, "the edit of m from -1 to 2 is outside"),
        ({"attributes": {"m": [[0, 3, 1]], "n": [[2, 5, 1]]}}, "the edits of m and n at 2 overlap"),
        ({"edits": [[0, "Nemu", "", "m"]]}, "the edit of m at 0 is of another text: 'Nemu'"),
        ({"edits": [[0, "", "a", "m"], [0, "", "b", "m"]]}, "overlap"),
    ],
)
def test_edits_that_do_not_belong_to_the_text_make_a_bad_record(tmp_path, row, reason):
    write(tmp_path, {"in/rows.jsonl": [{"id": "a", "text": "Menu\nStop!!"}], "e.jsonl": [{"id": "a", **row}]})
    summary = run(tmp_path / "in", tmp_path / "out", tmp_path / "e.jsonl")
    ((_, said),) = summary.problems
    assert reason in said


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"id": "a"}',
        '{"id": "a", "edits": [[1, 2]]}',
        '{"id": "a", "edits": [[0, "a", "", "\\u001b[2J"]]}',
    ],
)
def test_a_file_without_edits_is_named(tmp_path, line):
    write(tmp_path, {"in/a.jsonl": [{"text": "a"}], "e.jsonl": line})
    for function in (
        lambda: call(tmp_path / "in", "-o", tmp_path / "out", "--apply", tmp_path / "e.jsonl", code=2),
    ):
        assert "e.jsonl, line 1, has no edits of a document" in function().stderr
    done = call("audit", tmp_path / "in", "-o", tmp_path / "r.html", "--apply", tmp_path / "e.jsonl", code=2)
    assert "e.jsonl, line 1" in done.stderr
    assert "No such file" in call(tmp_path / "in", "--check", "--apply", tmp_path / "none", code=2).stderr


def test_other_edits_are_another_way_to_clean(tmp_path):
    write(tmp_path, {"in/rows.jsonl": [{"id": "a", "text": "Stop!!"}], "e.jsonl": [{"id": "b", "edits": []}]})
    run(tmp_path / "in", tmp_path / "out", tmp_path / "e.jsonl")
    write(tmp_path, {"e.jsonl": [{"id": "a", "edits": [[0, "Stop", "Go", "m"]]}]})
    with pytest.raises(RunError, match=r"not the same: apply\)"):
        run(tmp_path / "in", tmp_path / "out", tmp_path / "e.jsonl")


def test_our_own_attributes_give_what_we_delete(corpus, tmp_path):
    call(corpus, "--attributes", tmp_path / "spans", "-q")
    (path,) = (tmp_path / "spans").rglob("*.gz")
    rows = [
        {
            "id": row["id"],
            "attributes": {
                name: spans for name, spans in row["attributes"].items() if name == "seedclean__removed"
            },
        }
        for row in records(path)
    ]
    write(tmp_path, {"e.jsonl": rows})
    documents = [
        json.loads(line) for line in gzip.decompress(next(corpus.rglob("*.gz")).read_bytes()).splitlines()[:1]
    ]
    import pyarrow as pa

    batch = pa.RecordBatch.from_pylist(documents)
    (row,) = clean_batch(batch, apply=str(tmp_path / "e.jsonl"), cleaner=[shouting], edits="e").to_pylist()
    assert row["text"] == clean(PAGE).text
    assert {edit["rule"] for edit in row["e"]} == {"seedclean__removed"}


# NeMo Curator


class ProcessingStage:
    """The base of stages as its documentation describes it: what is checked before a batch is processed."""

    name = "ProcessingStage"

    def validate_input(self, task):
        attributes, columns = self.inputs()
        return all(hasattr(task, one) for one in attributes) and all(
            hasattr(task.data, one) for one in columns
        )

    def process_batch(self, tasks):
        for task in tasks:
            assert self.validate_input(task)
        return [self.process(task) for task in tasks]


class DocumentBatch:
    """A batch of documents as the documentation describes it."""

    def __init__(self, data):
        self.task_id, self.dataset_name, self.data, self._metadata = "7", "pages", data, {"a": 1}

    def to_pyarrow(self):
        import pyarrow as pa

        return pa.Table.from_pandas(self.data)


@pytest.fixture
def stage(monkeypatch):
    """The adapter, over a fake of the base class."""
    for name in ("nemo_curator", "nemo_curator.stages", "nemo_curator.stages.base"):
        monkeypatch.setitem(sys.modules, name, types.ModuleType(name))
    sys.modules["nemo_curator.stages.base"].ProcessingStage = ProcessingStage
    monkeypatch.delitem(sys.modules, "seedclean.adapters.nemo_curator", raising=False)
    yield importlib.import_module("seedclean.adapters.nemo_curator").Clean
    sys.modules.pop("seedclean.adapters.nemo_curator", None)


def test_a_stage_of_nemo_curator_has_the_removed_share_as_a_column(stage, tmp_path):
    import pyarrow as pa

    table = pa.table({"text": [PAGE, HYPHEN, "<html><p>a</p></html>", None], "n": [1, 2, 3, 4]})
    one = stage(removed="gone", certainty="sure")
    one.setup()
    task = DocumentBatch(table)
    (done,) = one.process_batch([task])
    assert (done.task_id, done.dataset_name, done._metadata) == ("7", "pages", {"a": 1})
    assert task.data is table
    assert done.data.column("text").to_pylist()[:2] == [clean(PAGE).text, clean(HYPHEN).text]
    page_, hyphen, html, none = done.data.column("gone").to_pylist()
    assert page_ == round(clean(PAGE).removed, 4)
    assert (hyphen, html, none) == (0.0, None, None)
    assert "begins with" in done.data.column("seedclean_reason").to_pylist()[2]
    assert set(one.outputs()[1]) < set(done.data.column_names)
    assert stage().inputs() == (["data"], [])


def test_a_stage_uses_saved_counts(stage, tmp_path):
    import pyarrow as pa

    rows = [
        {
            "url": "https://a.example",
            "text": f"Mill Lane Birds\n\n{bird} seen, says a {bird} ringer at {bird} mill.\n",
        }
        for bird in ("Coot", "Kite", "Ruff", "Tern", "Wren")
    ]
    write(tmp_path, {"in/a.jsonl": rows})
    call(tmp_path / "in", "-o", tmp_path / "out", "--save-counts", tmp_path / "counts")
    one = stage(counts=str(tmp_path / "counts"))
    one.setup()
    done = one.process(DocumentBatch(pa.Table.from_pylist(rows)))
    assert done.data.column("text").to_pylist() == [
        row["text"] for row in records(tmp_path / "out" / "a.jsonl")
    ]
