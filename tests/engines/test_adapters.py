"""The adapters with the real libraries: they give what `clean_batch` and the command give."""

import json

import pytest

from running import lines, records, shouting, write
from seedclean import Edit, clean, revert
from seedclean.cleaners.boilerplate.example_page import page
from seedclean.corpus.run import clean_corpus
from seedclean.registry import select

pytestmark = pytest.mark.filterwarnings("ignore")  # theirs

PAGE = page(below="Related stories\nStorm closes the coastal road\nBakers ask for lower prices")
BIRDS = ("Coot", "Kite", "Ruff", "Tern", "Wren", "Rook")
STORY = "{0} seen at the mill, says a {0} ringer.\n\nThe {0} had three young, and each {0} was ringed.\n"


def pipeline(folder, name, *steps, rows, tasks=1):
    """The documents that a pipeline of datatrove writes, and the statistics of its steps."""
    from datatrove.executor.local import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers.jsonl import JsonlWriter

    source = folder / "in"
    if not source.exists():
        write(source, {f"{n}.jsonl": lines(rows[n::tasks]) for n in range(tasks)})
    LocalPipelineExecutor(
        [JsonlReader(str(source)), *steps, JsonlWriter(str(folder / name), compression=None)],
        tasks=tasks,
        logging_dir=str(folder / f"{name}-logs"),
    ).run()
    written = [record for path in sorted((folder / name).iterdir()) for record in records(path)]
    stats = {
        one["name"]: one["stats"] for one in json.loads((folder / f"{name}-logs" / "stats.json").read_text())
    }
    return sorted(written, key=lambda record: record["id"]), stats


def number(stats, label):
    figure = stats[label]
    return figure["total"] if isinstance(figure, dict) else figure


def test_a_step_of_datatrove_cleans_and_counts_what_it_did(tmp_path):
    from seedclean.adapters.datatrove import Clean

    texts = ["Published: 3 June 2019\nHe made a high -level visit.\n", "Nothing is wrong here.\n"]
    rows = [{"id": str(n), "text": text} for n, text in enumerate(texts)]
    (first, second), stats = pipeline(tmp_path, "out", Clean(edits="edits", removed="gone"), rows=rows)
    cleaned = clean(texts[0])
    assert first["text"] == cleaned.text
    assert first["metadata"]["date"] == "2019-06-03"
    assert second["metadata"]["date"] is None
    assert second["metadata"]["gone"] == 0.0
    assert revert(first["text"], [Edit(**edit) for edit in first["metadata"]["edits"]]) == texts[0]
    (mine,) = [figures for name, figures in stats.items() if "seedclean" in name]
    assert (number(mine, "total"), number(mine, "changed"), number(mine, "unchanged")) == (2, 1, 1)
    assert number(mine, "edits_detached-hyphen") == 1
    assert number(mine, "edits_date-header") == 1


def test_two_pipelines_use_the_line_counts_of_sites_as_the_command_does(tmp_path):
    from seedclean.adapters.datatrove import Clean, CountLines, load_counts

    rows = [
        {"id": bird, "url": f"https://a.example/{bird}", "text": f"Mill Lane Birds\n\n{STORY.format(bird)}"}
        for bird in BIRDS
    ]
    counts = tmp_path / "counts"
    through, _ = pipeline(tmp_path, "counted", CountLines(counts), rows=rows, tasks=2)
    assert len(through) == len(rows)
    assert len(list(counts.iterdir())) == 2
    done, _ = pipeline(tmp_path, "out", Clean(counts=counts), rows=rows, tasks=2)
    from running import config

    clean_corpus((tmp_path / "in",), tmp_path / "mine", config(select(), save_counts=tmp_path / "saved"))
    mine = {row["id"]: row["text"] for path in (tmp_path / "mine").glob("*.jsonl") for row in records(path)}
    assert {record["id"]: record["text"] for record in done} == mine
    assert mine["Coot"] == STORY.format("Coot")
    assert load_counts(tmp_path / "saved").for_site("a.example") == load_counts(counts).for_site("a.example")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ValueError, match="has no line counts; run a pipeline with CountLines"):
        load_counts(tmp_path / "empty")


def test_what_is_unsure_or_cannot_be_cleaned_is_excluded_as_it_is(tmp_path):
    from datatrove.pipeline.writers.jsonl import JsonlWriter

    from seedclean.adapters.datatrove import Clean

    html = "<html><body><p>The council met.</p></body></html>"
    rows = [{"id": "a", "text": PAGE}, {"id": "b", "text": html}, {"id": "c", "text": "Stop!!"}]
    writer = JsonlWriter(str(tmp_path / "excluded"), compression=None)
    step = Clean(route_below=0.999, exclusion_writer=writer, cleaner=(shouting,))
    done, stats = pipeline(tmp_path, "out", step, rows=rows)
    assert [record["text"] for record in done] == ["Stop!"]
    (path,) = (tmp_path / "excluded").iterdir()
    unsure, bad = records(path)
    assert (unsure["text"], bad["text"]) == (PAGE, html)
    assert unsure["metadata"]["filter_reason"].startswith("certainty 0.")
    assert "begins with" in bad["metadata"]["filter_reason"]
    (mine,) = [figures for name, figures in stats.items() if "seedclean" in name]
    assert (number(mine, "unsure"), number(mine, "failed"), number(mine, "forwarded")) == (1, 1, 1)
    kept, _ = pipeline(tmp_path, "kept", Clean(), rows=rows)
    assert kept[1]["text"] == html
    assert "begins with" in kept[1]["metadata"]["seedclean"]


def test_an_option_that_there_is_not_is_refused():
    from seedclean.adapters.datatrove import Clean

    with pytest.raises(TypeError, match="there is no option 'colour'; there are"):
        Clean(colour="red")
