"""Arrow batches: the rows come out as the command's records do, with everything else as it was."""

import pickle
from functools import partial

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from running import config, dated, poisoned, shouting, sited
from seedclean import Document, Edit, clean, revert
from seedclean.cleaners import DEFAULT
from seedclean.corpus import clean_batch
from seedclean.corpus.run import clean_corpus
from seedclean.counts import LineCounts
from seedclean.formats import BadRecordError

RULES = (dated, shouting)


def batch(**columns):
    return pa.RecordBatch.from_pydict(columns)


def test_other_columns_keep_their_values_and_types():
    rows = pa.RecordBatch.from_arrays(
        [
            pa.array([2**63, 1], pa.uint64()),
            pa.array(["Stop!!", "b"], pa.large_string()),
            pa.array([[{"a": 1.5}], None], pa.list_(pa.struct([("a", pa.float32())]))),
            pa.array([b"\xff", b""], pa.binary()),
        ],
        names=["big", "text", "nested", "bytes"],
    )
    done = clean_batch(rows, cleaner=RULES)
    assert done.schema.names == ["big", "text", "nested", "bytes", "date"]
    assert [done.schema.field(name).type for name in rows.schema.names] == rows.schema.types
    assert done.column("text").to_pylist() == ["Stop!", "b"]
    for name in ("big", "nested", "bytes"):
        assert done.column(name).equals(rows.column(name))


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())], ids=str
)
def test_the_texts_keep_their_type(kind):
    texts = pa.array(["Stop!!", None], kind)
    done = clean_batch(pa.RecordBatch.from_arrays([texts], names=["text"]), cleaner=RULES)
    assert done.column("text").type == kind
    assert done.column("text").to_pylist() == ["Stop!", None]


def test_a_null_is_carried_through():
    done = clean_batch(batch(text=[None, "a!!"]), cleaner=RULES, edits="edits", reasons="why")
    assert done.to_pylist()[0] == {"text": None, "date": None, "edits": None, "why": None}


def test_a_field_of_that_name_is_left_alone_and_the_header_stays():
    done = clean_batch(batch(text=["on 2019-06-03\nA."], date=["spring"]), cleaner=RULES)
    assert done.to_pylist() == [{"text": "date: 2019-06-03\n\nA.", "date": "spring"}]


def test_a_date_line_that_nobody_wants_goes_and_the_edits_know_it():
    rows = batch(text=["on 2019-06-03\nA."], date=["spring"])
    (row,) = clean_batch(rows, cleaner=RULES, date_header="drop", edits="edits").to_pylist()
    assert (row["text"], row["date"]) == ("A.", "spring")
    assert revert(row["text"], [Edit(**edit) for edit in row["edits"]]) == "on 2019-06-03\nA."


def test_a_text_that_is_html_or_would_lose_too_much_is_a_reason():
    gutted = "Home | News | Sport\nRead more\nShare on Facebook\n© 2019 All rights reserved.\n" * 20
    texts = ["<html><p>The council met.</p></html>", gutted, "A high -level visit."]
    done = clean_batch(batch(text=texts), reasons="why")
    assert done.column("text").to_pylist() == [*texts[:2], "A high-level visit."]
    html, loss, none = done.column("why").to_pylist()
    assert (html[:24], loss[:10], none) == ("the text begins with '<h", "would lose", None)
    (text,) = clean_batch(batch(text=[gutted]), max_loss=1).column("text").to_pylist()
    assert len(text) < len(gutted) / 20
    with pytest.raises(ValueError, match=r"row 0: would lose .* --max-loss, in Python max_loss, allows"):
        clean_batch(batch(text=[gutted]))


def test_languages_are_checked_as_the_command_checks_them():
    text = "The council met on Tuesday to talk about the new bridge over the river."
    assert clean_batch(batch(text=[text]), languages=["EN"]).column("text").to_pylist() == [text]
    with pytest.raises(ValueError, match="'xx' is no language that is known"):
        clean_batch(batch(text=[text]), languages=["xx"])
    with pytest.warns(UserWarning, match="'eu' cannot be told"):
        assert clean_batch(batch(text=[text]), languages=["eu"]).column("text").to_pylist() == [text]


def test_the_language_is_added_where_languages_are_wanted():
    text = "The council met on Tuesday to talk about the new bridge over the river."
    assert clean_batch(batch(text=[text]), languages=["en"]).column("language").to_pylist() == ["en"]


@given(st.lists(st.text("a!\n", max_size=8).map(lambda text: f"on 2019-06-03\n{text}!!"), max_size=4))
def test_the_edits_give_the_originals_back(texts):
    rows = pa.RecordBatch.from_arrays([pa.array(texts, pa.string())], names=["text"])
    done = clean_batch(rows, cleaner=RULES, edits="edits").to_pylist()
    assert [revert(row["text"], [Edit(**edit) for edit in row["edits"]]) for row in done] == texts


def test_a_table_comes_out_as_a_table_even_if_it_is_empty():
    table = pa.Table.from_batches([batch(text=["a!!"]), batch(text=["b!!"])])
    done = clean_batch(table, cleaner=RULES)
    assert isinstance(done, pa.Table)
    assert done.column("text").to_pylist() == ["a!", "b!"]
    assert clean_batch(table.schema.empty_table(), cleaner=RULES).schema == done.schema
    assert clean_batch(table.to_batches()[0].slice(0, 0), cleaner=RULES).num_rows == 0


def test_counts_of_a_first_pass_are_used():
    pages = [f"Harbour News\nStory {n * 'x'} is told." for n in range(5)]
    counts = LineCounts()
    for page in pages:
        counts.add(Document(page, site="a.example"))
    rows = batch(text=pages, url=["https://a.example/x"] * 5)
    done = clean_batch(rows, cleaner=[sited], counts=counts)
    assert done.column("text").to_pylist() == [f"Story {n * 'x'} is told." for n in range(5)]


def test_a_bad_row_ends_it_unless_reasons_are_wanted():
    rows = batch(text=["a!!", "poison!!"])
    with pytest.raises(BadRecordError, match="row 1: rule 'poisoned' failed: RuntimeError: boom"):
        clean_batch(rows, cleaner=[poisoned, shouting])
    first, second = clean_batch(rows, cleaner=[poisoned, shouting], edits="edits", reasons="why").to_pylist()
    assert (first["text"], first["why"]) == ("a!", None)
    assert second["text"] == "poison!!"
    assert second["edits"] is None
    assert "boom" in second["why"]


def test_a_text_that_is_no_text_is_null_with_its_reason():
    data = pa.py_buffer(b"ok\xff")
    bad = pa.Array.from_buffers(pa.string(), 2, [None, pa.array([0, 2, 3], pa.int32()).buffers()[1], data])
    done = clean_batch(pa.RecordBatch.from_arrays([bad], names=["text"]), reasons="why").to_pylist()
    assert [row["text"] for row in done] == ["ok", None]
    assert "not UTF-8" in done[1]["why"]


def test_a_fixed_call_can_be_pickled():
    function = partial(clean_batch, cleaner=RULES, edits="edits")
    again = pickle.loads(pickle.dumps(function))
    rows = batch(text=["a!!"])
    assert again(rows).equals(function(rows))


@pytest.mark.parametrize(
    ("rows", "options", "error", "told"),
    [
        ([{"text": "a"}], {}, TypeError, "got list"),
        (batch(body=["a"]), {}, ValueError, "the batch has no column 'text'; its columns: 'body'"),
        (batch(text=[1]), {}, ValueError, "int64"),
        (batch(text=["a"], edits=[1]), {"edits": "edits"}, ValueError, "a column 'edits' already"),
        (batch(text=["a"]), {"edits": "x", "reasons": "x"}, ValueError, "a column 'x' already"),
    ],
)
def test_what_cannot_be_cleaned_is_an_error(rows, options, error, told):
    with pytest.raises(error, match=told):
        clean_batch(rows, **options)


def test_the_command_makes_the_same_of_a_parquet_file(tmp_path):
    pages = ["Published: 3 June 2019\nHe made a high -level visit.\n", None, "The first -hand report.\n"]
    table = pa.table({"id": [1, 2, 3], "text": pages, "url": ["https://a.example/1"] * 3})
    (tmp_path / "in").mkdir()
    pq.write_table(table, tmp_path / "in" / "pages.parquet")
    clean_corpus((tmp_path / "in",), tmp_path / "out", config(DEFAULT, jobs=1))
    assert pq.read_table(tmp_path / "out" / "pages.parquet").to_pylist() == clean_batch(table).to_pylist()
    assert clean_batch(table).column("text")[0].as_py() == clean(pages[0]).text.partition("\n\n")[2]


def test_the_old_name_warns():
    from seedclean import run

    with pytest.warns(DeprecationWarning, match=r"is now seedclean\.corpus\.clean_batch"):
        assert run.clean_batch is clean_batch
    with pytest.raises(AttributeError):
        _ = run.nothing


def test_an_option_that_batches_have_not_is_an_error():
    with pytest.raises(TypeError, match="no option 'jobs'; there are cleaner, languages, "):
        clean_batch(batch(text=["a"]), jobs=2)
