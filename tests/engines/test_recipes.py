"""The recipes of the how-to pages, with the real libraries: each gives what `clean_batch` gives."""

import importlib
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from seedclean import Edit, clean, revert
from seedclean.corpus import clean_batch

pytestmark = pytest.mark.filterwarnings("ignore")  # theirs

PAGES = Path(__file__).parents[2] / "docs" / "how-to"
TEXTS = [
    "Published: 3 June 2019\nHe made a high -level visit.\n",
    None,
    "They gave a first -hand report.\n",
    "Nothing is wrong here.\n",
]
ROWS = [
    {"id": n, "text": TEXTS[n % 4], "url": f"https://a.example/{n}", "tags": ["a", "b"][: n % 3]}
    for n in range(40)
]
TABLE = pa.Table.from_pylist(ROWS)
EXPECTED = clean_batch(TABLE).to_pylist()


@pytest.fixture(scope="module")
def recipes(tmp_path_factory):
    """The files that the pages ask the reader to save, so that other processes find them too."""
    folder = tmp_path_factory.mktemp("recipes")
    for page in PAGES.glob("*.md"):
        for block in re.findall(
            r"^```python\n(# with_\w+\.py\n.*?)^```", page.read_text(), re.MULTILINE | re.DOTALL
        ):
            (folder / block.split()[1]).write_text(block)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        yield importlib.import_module


def test_datasets(recipes, tmp_path):
    import datasets

    datasets.disable_progress_bars()
    cleaned = recipes("with_datasets").cleaned
    pq.write_table(TABLE, tmp_path / "rows.parquet")
    dataset = datasets.Dataset.from_parquet(str(tmp_path / "rows.parquet"), cache_dir=str(tmp_path / "cache"))
    assert cleaned(dataset).to_list() == EXPECTED
    stream = datasets.load_dataset(
        "parquet", data_files=str(tmp_path / "rows.parquet"), split="train", streaming=True
    )
    assert list(cleaned(stream)) == EXPECTED


def test_polars(recipes):
    import polars as pl

    module = recipes("with_polars")
    frame = pl.from_arrow(TABLE)
    assert module.cleaned(frame).to_dicts() == EXPECTED
    assert module.cleaned_lazily(frame.lazy()).collect().to_dicts() == EXPECTED
    row = module.cleaned(frame, edits="edits").row(0, named=True)
    assert revert(row["text"], [Edit(**edit) for edit in row["edits"]]) == TEXTS[0]


def test_duckdb(recipes, tmp_path):
    import duckdb

    pq.write_table(TABLE, tmp_path / "rows.parquet")
    connection = duckdb.connect()
    relation = connection.cursor().sql(f"select * from '{tmp_path / 'rows.parquet'}'")
    connection.register("cleaned", recipes("with_duckdb").cleaned(relation, rows=7))
    connection.execute(f"copy (select * from cleaned) to '{tmp_path / 'out.parquet'}' (format parquet)")
    assert pq.read_table(tmp_path / "out.parquet").to_pylist() == EXPECTED


def test_pandas(recipes):
    frame = TABLE.to_pandas()
    cleaned = recipes("with_pandas").cleaned(frame)
    assert pa.Table.from_pandas(cleaned).to_pylist() == EXPECTED
    assert cleaned.index.equals(frame.index)


def test_datatrove(recipes, tmp_path):
    from datatrove.executor.local import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers.jsonl import JsonlWriter

    from running import lines, records, write

    texts = [text for text in TEXTS if text is not None]
    folder = write(
        tmp_path / "in", {"a.jsonl": lines({"id": str(n), "text": text} for n, text in enumerate(texts))}
    )
    recipe = recipes("with_datatrove")
    writer, excluded = (JsonlWriter(str(tmp_path / name), compression=None) for name in ("out", "excluded"))
    for number, steps in enumerate(
        (
            recipe.counting(JsonlReader(str(folder)), tmp_path / "counts"),
            recipe.cleaning(JsonlReader(str(folder)), tmp_path / "counts", writer, excluded),
        )
    ):
        LocalPipelineExecutor(steps, logging_dir=str(tmp_path / f"logs{number}")).run()
    (path,) = (tmp_path / "out").iterdir()
    done = records(path)
    assert [record["text"] for record in done] == [clean(text).text for text in texts]
    assert [record["metadata"]["date"] for record in done] == ["2019-06-03", None, None]
    edits = [Edit(**edit) for edit in done[0]["metadata"]["edits"]]
    assert revert(done[0]["text"], edits) == texts[0]


def test_ray_data(recipes, ray):
    import ray.data

    dataset = ray.data.from_arrow(TABLE).repartition(4)
    done = recipes("with_ray").cleaned(dataset).to_arrow_refs()
    table = pa.concat_tables(ray.get(done)).sort_by("id")
    assert table.to_pylist() == EXPECTED


def test_spark(recipes, spark):
    frame = spark.createDataFrame(TABLE)
    done = recipes("with_spark").cleaned(frame).toArrow().sort_by("id")
    assert done.to_pylist() == EXPECTED
