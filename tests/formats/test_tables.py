"""Parquet and Arrow: tables come back as they were, except for their texts."""

import base64
import datetime
import decimal
import io
import json
from pathlib import Path

import pytest

from chunked import cleaned, resumed
from running import config, dated, poisoned, rule_of, shouting
from seedclean.corpus.restore import restore
from seedclean.corpus.run import clean_corpus
from seedclean.formats import FORMATS, BadFileError, Fields

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

RULES = (dated, shouting, poisoned)


@rule_of
def fifth(document):
    """Fail on some texts that end with 0 or 5."""
    if document.text.rstrip("!")[-1:] in {"0", "5"}:
        raise RuntimeError("five")
    yield from ()


KINDS = ["parquet", "arrow file", "arrow stream"]


def texts(count):
    """Texts, every fifth of them null, the third poisoned."""
    for number in range(count):
        body = f"on 2019-06-03\nGo {number}!!" + " poison" * (number == 2)
        yield None if number % 5 == 4 else body


def table(count=10, text_type=None):
    dictionary = pa.types.is_dictionary(text_type) if text_type else False
    column = pa.array(list(texts(count)), text_type.value_type if dictionary else text_type)
    return pa.table(
        {
            "id": pa.array(range(count), pa.uint64()),
            "text": column.dictionary_encode() if dictionary else column,
            "huge": pa.array([2**64 - 1 - number for number in range(count)], pa.uint64()),
            "share": pa.array([0.1 * number for number in range(count)], pa.float32()),
            "nested": pa.array([{"a": [1, None, number], "b": {"c": "x!!"}} for number in range(count)]),
            "kind": pa.array(["x" if number % 2 else "y" for number in range(count)]).dictionary_encode(),
            "when": pa.array([datetime.datetime(2020, 1, 1)] * count, pa.timestamp("ns", "UTC")),
            "price": pa.array([decimal.Decimal("1.10")] * count, pa.decimal128(20, 2)),
            "raw": pa.array([bytes([number % 256]) for number in range(count)]),
            "nothing": pa.nulls(count),
        }
    ).replace_schema_metadata({"pandas": "{}", "mine": "yes"})


def filed(kind, table, rows=4, **options):
    out = io.BytesIO()
    if kind == "parquet":
        pq.write_table(table, out, row_group_size=rows, **options)
    else:
        begin = pa.ipc.new_file if kind == "arrow file" else pa.ipc.new_stream
        with begin(out, table.schema, options=pa.ipc.IpcWriteOptions(**options)) as writer:
            writer.write_table(table, max_chunksize=rows)
    return out.getvalue()


def read(kind, data):
    if kind == "parquet":
        return pq.ParquetFile(io.BytesIO(data)).read()
    return (pa.ipc.open_file if kind == "arrow file" else pa.ipc.open_stream)(data).read_all()


def clean(kind, table, rows=4, **options):
    return cleaned(kind.split()[0], filed(kind, table, rows), RULES, **options)


def groups(kind, data):
    """How many rows stand together."""
    if kind == "parquet":
        metadata = pq.ParquetFile(io.BytesIO(data)).metadata
        return [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)]
    return [batch.num_rows for batch in read(kind, data).to_batches()]


STRINGS = [
    pytest.param(type_, id=str(type_))
    for type_ in (pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string()))
]


@pytest.mark.parametrize("text_type", STRINGS)
@pytest.mark.parametrize("kind", KINDS)
def test_all_columns_come_out_as_they_were_but_the_text(kind, text_type):
    original = table(10, text_type)
    result = clean(kind, original)
    out = read(kind, result.data)
    good = [number for number in range(10) if number != 2]
    original = read(kind, filed(kind, original))  # Parquet itself does not keep all names inside of lists
    assert out.column("text").to_pylist() == [None if number % 5 == 4 else f"Go {number}!" for number in good]
    assert out.column("date").to_pylist() == [None if number % 5 == 4 else "2019-06-03" for number in good]
    assert out.schema.names == [*original.schema.names, "date"]
    assert out.schema.metadata == original.schema.metadata
    for name in original.schema.names:
        assert out.schema.field(name).equals(original.schema.field(name), check_metadata=True)
        if name != "text":
            before = original.column(name).to_pylist()
            assert out.column(name).to_pylist() == [before[number] for number in good]
    assert groups(kind, result.data) == [3, 4, 2]
    assert [name for name, _ in result.problems] == ["file:3"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_without_a_text_is_carried_through_and_no_document(kind):
    result = clean(kind, pa.table({"text": pa.array([None, "Go!!", None])}))
    assert read(kind, result.data).to_pydict() == {"text": [None, "Go!", None], "date": [None, None, None]}
    assert sum(outcome.tally.documents for outcome in result.outcomes) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_columns_that_are_there_are_left_alone_and_so_is_the_header(kind):
    original = pa.table({"date": [7], "text": ["on 2019-06-03\nGo!!"], "language": ["mine"]})
    out = read(kind, clean(kind, original, languages=("en",)).data)
    assert out.to_pydict() == {"date": [7], "text": ["date: 2019-06-03\n\nGo!"], "language": ["mine"]}


@pytest.mark.parametrize("kind", KINDS)
def test_other_names_of_columns_and_what_a_document_is_called(kind):
    original = pa.table({"body": ["Go!!", "Stay"], "key": [7, None], "text": [1, 2]})
    fields = Fields("body", "key", "host")
    result = clean(kind, original, fields=fields)
    assert read(kind, result.data).column("body").to_pylist() == ["Go!", "Stay"]
    entries = [json.loads(line) for outcome in result.outcomes for line in outcome.edits.splitlines()]
    assert [entry["id"] for entry in entries] == ["7", "file:2"]


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        pytest.param({"body": ["a"]}, "has no column 'text'; its columns: 'body'; say which", id="no text"),
        pytest.param({"text": [7]}, "has int64 in its column 'text', not a string", id="a number"),
        pytest.param({"text": [b"a"]}, "has binary in its column 'text'", id="bytes"),
        pytest.param({"text": [["a"]]}, r"in its column 'text', not a string", id="a list"),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_a_table_without_a_text_is_bad_as_a_whole(kind, columns, reason):
    with pytest.raises(BadFileError, match=reason) as caught:
        clean(kind, pa.table(columns))
    assert not caught.value.sound


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_without_rows_keeps_its_columns_and_gets_the_new_ones(kind):
    original = table(0, pa.string())
    out = read(kind, clean(kind, original).data)
    assert out.num_rows == 0
    assert out.schema.names == [*original.schema.names, "date"]


@pytest.mark.parametrize("kind", KINDS)
def test_bytes_that_are_no_text_in_a_column_of_texts_make_one_bad_row(kind):
    broken = pa.array([b"Go!!", b"caf\xe9", b"On!!"]).view(pa.string())
    result = clean(kind, pa.table({"text": broken}))
    assert read(kind, result.data).column("text").to_pylist() == ["Go!", "On!"]
    assert [reason for _, reason in result.problems] == ["its field 'text' is not UTF-8: byte 0xe9 at 3"]


def test_a_parquet_file_is_packed_column_by_column_as_it_was():
    packings = {"text": "zstd", "id": "gzip", "nested.a.list.element": "snappy", "raw": "brotli"}
    data = filed(
        "parquet", table(), compression=packings, use_dictionary=["kind", "text"], write_page_index=True
    )
    out = cleaned("parquet", data, RULES).data

    def told(data):
        group = pq.ParquetFile(io.BytesIO(data)).metadata.row_group(0)
        columns = [group.column(number) for number in range(group.num_columns)]
        return {
            column.path_in_schema: (
                column.compression,
                column.has_column_index,
                "RLE_DICTIONARY" in column.encodings,
            )
            for column in columns
        }

    before, after = told(data), told(out)
    assert {name: after[name] for name in before} == before
    assert after["date"] == ("UNCOMPRESSED", True, True)


@pytest.mark.parametrize("kind", KINDS[1:])
def test_arrow_data_is_packed_as_it_was(kind):
    long = pa.table({"text": ["Go!! " * 20 + "Stay. " * 1500] * 40})
    sizes = {}
    for codec in (None, "lz4", "zstd"):
        data = cleaned("arrow", filed(kind, long, compression=codec), RULES).data
        sizes[codec] = len(data)
        again = filed(kind, read(kind, data), compression=codec)
        assert len(data) == pytest.approx(len(again), rel=0.02)
    assert sizes["zstd"] < sizes["lz4"] < sizes[None]


def test_dictionaries_of_an_arrow_file_grow_and_are_never_replaced():
    values = ["Go 0!!", "Go 1!!", "Stay 2!!", "Go 0!!", "Stay 3!!", "Go 1!!", "Stay 4!!", "Go 0!!"]
    column = pa.array(values).dictionary_encode()
    for kind in KINDS[1:]:
        out = read(kind, clean(kind, pa.table({"text": column, "other": column}), rows=2).data)
        assert out.column("text").to_pylist() == [value.replace("!!", "!") for value in values]
        assert out.column("other").to_pylist() == values


def wide(count):
    return pa.table(
        {"text": [f"{number} " + "all is quiet, " * 400 for number in range(count)], "n": range(count)}
    )


@pytest.mark.parametrize("kind", KINDS)
def test_reading_goes_on_behind_any_chunk(kind):
    data = filed(kind, wide(1000), rows=600)
    count = 0
    for found, expected in resumed(kind.split()[0], data):
        assert found == expected
        count += 1
    assert count > 5


@pytest.mark.parametrize("kind", KINDS)
def test_groups_stay_whole_though_they_travel_in_chunks(kind):
    data = filed(kind, wide(1000), rows=600)
    result = cleaned(kind.split()[0], data, RULES)
    assert len(result.outcomes) > 5
    assert groups(kind, result.data) == [600, 400]
    assert result.data == cleaned(kind.split()[0], data, RULES).data


def test_a_group_that_is_too_large_for_the_memory_is_written_in_several(monkeypatch):
    monkeypatch.setattr("seedclean.formats.tables.MOST_GROUPED", 1 << 20)
    result = cleaned("parquet", filed("parquet", wide(1000), rows=1000), RULES)
    assert len(groups("parquet", result.data)) >= 3
    assert sum(groups("parquet", result.data)) == 1000


# Damage


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0, 0.02, 0.5, 0.99])
def test_a_file_that_is_cut_says_so_and_a_stream_gives_what_came_before(kind, share):
    data = filed(kind, wide(100), rows=10)
    chunks = FORMATS[kind.split()[0]].read_chunks(io.BytesIO(data[: int(share * len(data))]), "", Fields())
    found = []
    with pytest.raises(BadFileError, match="is damaged") as caught:
        found.extend(chunks)
    assert caught.value.sound is (kind == "arrow stream" and share > 0.1)
    assert bool(found) is caught.value.sound


@pytest.mark.parametrize("name", ["parquet", "arrow"])
@pytest.mark.parametrize(
    "data", [b"", b"no table at all", b"FEA1" + bytes(200), b"PAR1" + bytes(200) + b"PAR1"]
)
def test_what_is_no_table_is_bad_as_a_whole(name, data):
    with pytest.raises(BadFileError) as caught:
        list(FORMATS[name].read_chunks(io.BytesIO(data), "", Fields()))
    assert not caught.value.sound


# In a run


ENDINGS = {"parquet": "t.parquet", "arrow file": "t.feather", "arrow stream": "t.arrows"}


@pytest.mark.parametrize("kind", KINDS)
def test_undo_gives_the_table_back(kind, tmp_path):
    original = table(23)
    name = ENDINGS[kind]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(filed(kind, original))
    clean_corpus((tmp_path / "in",), tmp_path / "out", config((*RULES, fifth), edits=True))
    out = read(kind, (tmp_path / "out" / name).read_bytes())
    assert out.num_rows == 23 - 1 - 5
    assert restore(tmp_path / "out", tmp_path / "back").problems == []
    back = read(kind, (tmp_path / "back" / name).read_bytes())
    original = read(kind, filed(kind, original))
    assert back.equals(original, check_metadata=True)
    assert back.schema.equals(original.schema, check_metadata=True)
    assert groups(kind, (tmp_path / "back" / name).read_bytes()) == groups(kind, filed(kind, original))


@pytest.mark.parametrize("kind", KINDS)
def test_undo_of_a_table_whose_rows_were_all_bad(kind, tmp_path):
    original = pa.table({"text": ["poison", "poison", "poison"], "n": [1, 2, 3]})
    name = ENDINGS[kind]
    (tmp_path / name).write_bytes(filed(kind, original))
    clean_corpus((tmp_path / name,), tmp_path / "out", config(RULES, edits=True))
    assert restore(tmp_path / "out", tmp_path / "back").problems == []
    assert read(kind, (tmp_path / "back" / name).read_bytes()).equals(original)


def test_a_bad_row_stands_in_the_quarantine_as_a_table_of_one_row(tmp_path):
    (tmp_path / "t.parquet").write_bytes(filed("parquet", table()))
    clean_corpus((tmp_path / "t.parquet",), tmp_path / "out", config(RULES))
    (line,) = Path(tmp_path, "out", "_seedclean", "quarantine", "t.parquet.jsonl").read_text().splitlines()
    row = pa.ipc.open_stream(base64.b64decode(json.loads(line)["bytes"])).read_all()
    assert row.equals(table().slice(2, 1))
