"""Records can have their certainty and the share of their removed words as fields."""

import gzip
import io
import json

import pytest

from formats_of_pages import KINDS, PAGE, PLAIN, file_of, put, rows_of
from running import config, everything, interrupt, records, shouting, write
from seedclean import clean
from seedclean.config import RunConfig
from seedclean.corpus import clean_batch
from seedclean.corpus.executor import HERE
from seedclean.corpus.restore import restore
from seedclean.corpus.run import clean_corpus, clean_stream, preview
from seedclean.errors import ConfigError, RunError
from seedclean.registry import select

pa = pytest.importorskip("pyarrow")

RULES = select()
RULE = (shouting,)
FIGURES = {"certainty": "sure", "removed": "gone"}
CERTAINTY = round(clean(PAGE).certainty, 4)
REMOVED = round(clean(PAGE).removed, 4)


def run(source, output, rules=RULES, **options):
    return clean_corpus((source,), output, config(rules, edits=True, **{**FIGURES, **options}))


@pytest.mark.parametrize("name", KINDS)
def test_a_page_has_its_figures_and_a_text_that_is_no_page_has_null(name, tmp_path):
    source = put(tmp_path / "in", {name: file_of(name, [PAGE, PLAIN])})
    run(source, tmp_path / "out")
    page, plain = rows_of(name, (tmp_path / "out" / name).read_bytes())
    assert 0 < REMOVED < 1
    assert (page["sure"], page["gone"]) == (CERTAINTY, REMOVED)
    assert (plain.get("sure"), plain["gone"]) == (None, 0.0)
    assert restore(tmp_path / "out", tmp_path / "back").problems == []
    assert rows_of(name, (tmp_path / "back" / name).read_bytes()) == rows_of(
        name, file_of(name, [PAGE, PLAIN])
    )
    if name in {"a.jsonl", "a.warc.wet"}:
        assert (tmp_path / "back" / name).read_bytes() == (source / name).read_bytes()


def test_tables_get_a_nullable_column_of_floats(tmp_path):
    import pyarrow.parquet as pq

    source = put(tmp_path / "in", {"a.parquet": file_of("a.parquet", [PLAIN, None])})
    run(source, tmp_path / "out")
    table = pq.read_table(tmp_path / "out" / "a.parquet")
    assert table.schema.field("sure").type == pa.float64()
    assert table.column("sure").to_pylist() == [None, None]
    assert table.column("gone").to_pylist() == [0.0, None]


def test_a_field_of_the_name_is_left_alone(tmp_path):
    source = write(tmp_path / "in", {"a.jsonl": [{"text": PAGE, "sure": "mine"}]})
    run(source, tmp_path / "out", removed=None)
    (record,) = records(tmp_path / "out" / "a.jsonl")
    assert record["sure"] == "mine"
    assert "gone" not in record


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet", "a.warc.wet"])
def test_a_stop_and_the_number_of_processes_change_nothing(name, tmp_path, monkeypatch):
    data = file_of(name, [f"{PAGE}{n}!!\n{'x' * 9000}\n" for n in range(100)])
    source = put(tmp_path / "in", {name: data})
    run(source, tmp_path / "one", RULE, jobs=2 if "parquet" in name else HERE, spread_above=1)
    with monkeypatch.context() as patch:
        interrupt(patch, 1)
        with pytest.raises(KeyboardInterrupt):
            run(source, tmp_path / "two", RULE, note_every=0.0)
    run(source, tmp_path / "two", RULE)
    assert everything(tmp_path / "one") == everything(tmp_path / "two")


def test_another_field_is_another_way_to_clean(tmp_path):
    source = write(tmp_path / "in", {"a.jsonl": [{"text": PAGE}]})
    run(source, tmp_path / "out")
    with pytest.raises(RunError, match=r"not the same: removed\)"):
        run(source, tmp_path / "out", removed="other")


def test_a_text_file_has_no_place_for_figures(tmp_path):
    source = write(tmp_path / "in", {"a.txt": PAGE, "b.jsonl": [{"text": PAGE}]})
    for function in (
        lambda: run(source, tmp_path / "out"),
        lambda: preview((source,), config(RULES, **FIGURES), print),
    ):
        with pytest.raises(RunError, match=r"a\.txt: a text file has no field for 'sure'; give JSON lines"):
            function()
    assert not (tmp_path / "out" / "b.jsonl").exists()
    with pytest.raises(RunError, match="standard input: a text file has no field"):
        clean_stream(config(RULES, **FIGURES), io.BytesIO(b"a"), io.BytesIO(), print)


def test_a_stream_of_records_has_figures():
    out = io.BytesIO()
    line = json.dumps({"text": PAGE}).encode()
    clean_stream(config(RULES, format="jsonl", **FIGURES), io.BytesIO(line), out, print)
    assert json.loads(out.getvalue())["sure"] == CERTAINTY


def test_the_head_of_a_wet_record_keeps_what_it_has_and_refuses_other_names(tmp_path):
    data = file_of("a.warc.wet", [PAGE]).replace(b"conversion\r\n", b"conversion\r\nSURE: mine\r\n", 1)
    source = put(tmp_path / "in", {"a.warc.wet": data, "b.warc.wet.gz": gzip.compress(data)})
    run(source, tmp_path / "out")
    head = (tmp_path / "out" / "a.warc.wet").read_bytes().split(b"\r\n\r\n")[2].decode()
    assert head.split("\r\n")[2] == "SURE: mine"
    assert head.split("\r\n")[-1] == f"gone: {REMOVED}"
    restore(tmp_path / "out", tmp_path / "back")
    assert (tmp_path / "back" / "a.warc.wet").read_bytes() == data
    with pytest.raises(RunError, match="has no field 'so sure'; give a name of letters"):
        run(source, tmp_path / "other", certainty="so sure")


def test_a_head_that_lost_its_figures_is_not_restored(tmp_path):
    source = put(tmp_path / "in", {"a.warc.wet": file_of("a.warc.wet", [PAGE])})
    run(source, tmp_path / "out")
    path = tmp_path / "out" / "a.warc.wet"
    path.write_bytes(path.read_bytes().replace(b"gone: ", b"lost: "))
    ((name, reason),) = restore(tmp_path / "out", tmp_path / "back").problems
    assert (name, "sure, gone" in reason) == ("a.warc.wet", True)


@pytest.mark.parametrize("names", [("text", None), ("date", None), ("a", "a"), (None, "id")])
def test_a_figure_cannot_have_the_field_of_something_else(names):
    certainty, removed = names
    with pytest.raises(ConfigError, match=r"has another meaning; give the figure another name"):
        RunConfig(certainty=certainty, removed=removed)


def test_a_batch_gets_columns():
    batch = pa.RecordBatch.from_pydict({"text": [PAGE, PLAIN, None]})
    done = clean_batch(batch, **FIGURES)
    assert done.schema.field("sure").type == pa.float64()
    assert done.column("sure").to_pylist() == [CERTAINTY, None, None]
    assert done.column("gone").to_pylist() == [REMOVED, 0.0, None]
