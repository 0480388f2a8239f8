"""A run over a corpus: what comes out, and what happens when things go wrong."""

import base64
import gzip
import json
import os

import pytest

from running import (
    config,
    dated,
    everything,
    lines,
    poisoned,
    read,
    records,
    shouting,
    sited,
    write,
)
from seedclean.corpus.restore import restore
from seedclean.corpus.run import clean_corpus, preview
from seedclean.errors import BadRecordMetError, RunError
from seedclean.registry import rule

RULES = (dated, shouting, poisoned)


def run(source, output, rules=RULES, **options):
    return clean_corpus((source,), output, config(rules, **options))


def quarantine(output, name):
    return [
        entry | {"bytes": entry["bytes"] and base64.b64decode(entry["bytes"])}
        for entry in records(output / "_seedclean" / "quarantine" / f"{name}.jsonl")
    ]


@pytest.fixture
def pages(tmp_path):
    return write(
        tmp_path / "pages",
        {
            "a.txt": "on 2019-06-03\nStop!!\n",
            "b/c.text": "Quiet.\n",
            "b/d.txt.gz": "Stop!! Now!!\n",
            "rows.jsonl": [{"id": 1, "text": "Go!!", "n": 2.50}, {"text": "on 2019-06-03\nStay", "z": None}],
            "rows.ndjson.gz": [{"text": "Run!!"}],
            "empty.txt": "",
            "empty.jsonl": "",
        },
    )


# What comes out


def test_the_tree_is_mirrored_and_cleaned(pages, tmp_path):
    summary = run(pages, tmp_path / "out")
    assert read(tmp_path / "out") == {
        "a.txt": b"date: 2019-06-03\n\nStop!\n",
        "b/c.text": b"Quiet.\n",
        "b/d.txt.gz": b"Stop! Now!\n",
        "empty.jsonl": b"",
        "empty.txt": b"",
        "rows.jsonl": lines(
            [
                {"id": 1, "text": "Go!", "n": 2.50, "date": None},
                {"text": "Stay", "z": None, "date": "2019-06-03"},
            ]
        ).encode(),
        "rows.ndjson.gz": b'{"text": "Run!", "date": null}\n',
    }
    tally = summary.tally
    assert (tally.documents, tally.changed, tally.bad) == (7, 5, 0)
    assert tally.rules == {"dated": 2, "shouting": 5}
    assert (tally.before, tally.after) == (21 + 7 + 13 + 4 + 18 + 5, 24 + 7 + 11 + 3 + 4 + 4)


@pytest.mark.parametrize("edits", [False, True])
def test_the_output_is_the_same_for_any_number_of_processes(tmp_path, edits):
    rows = [
        {"id": n, "site": f"s{n % 3}", "text": f"Menu {n % 3}\n{n} went!!" + " poison" * (n == 77)}
        for n in range(300)
    ]
    files = {"rows.jsonl.gz": rows, **{f"page{n:03}.txt": f"{n} came!!" for n in range(40)}}
    source = write(tmp_path / "in", files)
    rules = (shouting, poisoned, sited)
    for jobs in (1, 2, 3):
        run(source, tmp_path / f"out{jobs}", rules, jobs=jobs, edits=edits)
    one, two, three = (everything(tmp_path / f"out{jobs}") for jobs in (1, 2, 3))
    assert one == two == three
    assert len(records(tmp_path / "out1" / "rows.jsonl.gz")) == 299


def test_languages_become_a_field(tmp_path):
    text = "The night ferry reached the harbour late on Friday, its captain said."
    source = write(tmp_path / "in", {"rows.jsonl": [{"text": text}, {"text": "", "language": "mine"}]})
    run(source, tmp_path / "out", languages=("en",))
    assert [row["language"] for row in records(tmp_path / "out" / "rows.jsonl")] == ["en", "mine"]


def test_a_line_of_megabytes_is_a_line_like_others(tmp_path):
    long = "All is quiet. " * 250_000
    source = write(tmp_path / "in", {"rows.jsonl": [{"text": long + "Stop!!"}, {"text": "Go!!"}]})
    run(source, tmp_path / "out")
    assert [row["text"] for row in records(tmp_path / "out" / "rows.jsonl")] == [long + "Stop!", "Go!"]


def test_a_named_file_of_unknown_ending_is_taken_as_text(tmp_path):
    source = write(tmp_path, {"notes.md": "Stop!!", "dump": '{"text": "Go!!"}\n'})
    run(source / "notes.md", tmp_path / "out")
    run(source / "dump", tmp_path / "out2", format="jsonl")
    assert read(tmp_path / "out") == {"notes.md": b"Stop!"}
    assert read(tmp_path / "out2") == {"dump": b'{"text": "Go!", "date": null}\n'}


# Finding the files


def test_other_files_hidden_ones_and_our_own_are_passed_over(tmp_path):
    source = write(
        tmp_path / "in",
        {
            "a.txt": "a",
            "b.png": "b",
            "c.warc.gz": "c",
            ".hidden.txt": "d",
            ".git/e.txt": "e",
            "_seedclean/f.txt": "f",
        },
    )
    summary = run(source, tmp_path / "out")
    assert read(tmp_path / "out") == {"a.txt": b"a"}
    assert [name for name, _ in summary.skipped] == ["b.png", "c.warc.gz"]


def test_links_are_followed_and_circles_left(tmp_path):
    other = write(tmp_path / "other", {"o.txt": "o"})
    source = write(tmp_path / "in", {"a/a.txt": "a"})
    (source / "a" / "up").symlink_to(source)
    (source / "again").symlink_to(source / "a")
    (source / "other").symlink_to(other)
    (source / "twice").symlink_to(other)
    (source / "one.txt").symlink_to(source / "a" / "a.txt")
    (source / "gone.txt").symlink_to(tmp_path / "nothing")
    (source / "self.txt").symlink_to(source / "self.txt")
    (other / "back").symlink_to(source)
    summary = run(source, tmp_path / "out")
    assert read(tmp_path / "out") == {"a/a.txt": b"a", "one.txt": b"a", "other/o.txt": b"o"}
    assert {name for name, _ in summary.skipped} == {
        "a/up",
        "again",
        "gone.txt",
        "other/back",
        "self.txt",
        "twice",
    }


def test_two_files_for_one_place_are_refused_before_anything_is_written(tmp_path):
    write(tmp_path, {"one/a.txt": "a", "two/a.txt": "a"})
    paths = (tmp_path / "one", tmp_path / "two" / "a.txt")
    with pytest.raises(RunError, match=r"one/a\.txt and .*two/a\.txt would both become a\.txt"):
        clean_corpus(paths, tmp_path / "out", config(RULES))
    assert not (tmp_path / "out").exists()


def test_a_file_where_another_needs_a_folder_is_refused(tmp_path):
    write(tmp_path, {"one/a": "a", "two/a/b.txt": "b"})
    with pytest.raises(RunError, match="needs a folder of that name"):
        clean_corpus((tmp_path / "one" / "a", tmp_path / "two"), tmp_path / "out", config(RULES))


def test_a_file_that_is_named_twice_is_cleaned_once(tmp_path):
    source = write(tmp_path / "in", {"a.txt": "Stop!!"})
    summary = clean_corpus((source, source / "a.txt"), tmp_path / "out", config(RULES))
    assert summary.tally.documents == 1


@pytest.mark.parametrize("output", [".", "in", "in/out", "link", "link/out"])
def test_the_output_may_not_be_the_input_nor_in_it_nor_round_it(tmp_path, output):
    source = write(tmp_path / "in", {"a.txt": "Stop!!"})
    (tmp_path / "link").symlink_to(source)
    with pytest.raises(RunError, match="give a"):
        run(source, tmp_path / output)
    assert read(source) == {"a.txt": b"Stop!!"}


def test_a_link_in_the_output_leads_into_no_input(tmp_path):
    source = write(tmp_path / "in", {"b/a.txt": "Stop!!"})
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "b").symlink_to(source / "b")
    with pytest.raises(RunError, match=r"leads into the input|exists and no run"):
        run(source, tmp_path / "out")
    with pytest.raises(RunError, match="leads into the input"):
        run(source, tmp_path / "out", force=True)
    assert read(source) == {"b/a.txt": b"Stop!!"}


@pytest.mark.parametrize("name", ["nothing", "pipe"])
def test_what_is_no_file_and_no_folder_is_refused(tmp_path, name):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(RunError, match=name):
        run(tmp_path / name, tmp_path / "out")


# Bad records


BAD_LINES = [
    b'{"text": "cut',
    b'["text"]',
    b'{"id": 1}',
    b'{"text": null}',
    b'{"text": 7}',
    b'{"text": "\\udc00"}',
    b'{"text": "caf\xe9"}',
    b'{"text": "poison"}',
    b'{"text": "a", "text": "b"}',
]


@pytest.mark.parametrize("jobs", [1, 2])
def test_good_records_come_out_in_order_and_bad_ones_are_put_aside(tmp_path, jobs):
    good = [b'{"text": "%d!!"}' % number for number in range(len(BAD_LINES) + 1)]
    mixed = [line for pair in zip(good, BAD_LINES, strict=False) for line in pair] + good[-1:]
    source = write(tmp_path / "in", {"rows.jsonl": b"\n".join(mixed)})
    summary = run(source, tmp_path / "out", jobs=jobs)
    assert [row["text"] for row in records(tmp_path / "out" / "rows.jsonl")] == [
        f"{number}!" for number in range(len(good))
    ]
    aside = quarantine(tmp_path / "out", "rows.jsonl")
    assert [entry["bytes"] for entry in aside] == BAD_LINES
    assert [entry["line"] for entry in aside] == list(range(2, 2 * len(BAD_LINES) + 1, 2))
    assert all(entry["reason"] and entry["file"] == "rows.jsonl" for entry in aside)
    assert summary.tally.bad == len(BAD_LINES)
    assert summary.problems[7] == ("rows.jsonl:16", "rule 'poisoned' failed: RuntimeError: boom")


def test_a_bad_text_is_put_aside_and_has_no_output(tmp_path):
    data = b"\x89PNG\0\0"
    source = write(tmp_path / "in", {"a.txt": data, "b.txt": "Stop!!"})
    summary = run(source, tmp_path / "out")
    assert read(tmp_path / "out") == {"b.txt": b"Stop!"}
    (entry,) = quarantine(tmp_path / "out", "a.txt")
    assert (entry["bytes"], entry["line"]) == (data, 1)
    assert "NUL" in entry["reason"]
    assert (summary.tally.documents, summary.tally.bad) == (1, 1)


def test_what_a_cut_archive_still_holds_comes_out_and_the_archive_is_put_aside(tmp_path):
    rows = [{"text": f"{number} {os.urandom(20).hex()}!!"} for number in range(500)]
    whole = gzip.compress(lines(rows).encode())
    files = {"rows.jsonl.gz": whole[: len(whole) // 2], "page.txt.gz": whole[:200], "good.txt": "Stop!!"}
    source = tmp_path / "in"
    source.mkdir()
    for name, data in files.items():
        (source / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    summary = run(source, tmp_path / "out", edits=True)
    assert sorted(read(tmp_path / "out")) == ["good.txt", "rows.jsonl.gz"]
    out = [row["text"] for row in records(tmp_path / "out" / "rows.jsonl.gz")]
    assert 100 < len(out) < 400
    assert out == [row["text"].replace("!!", "!") for row in rows[: len(out)]]
    for name in ("rows.jsonl.gz", "page.txt.gz"):
        (entry,) = quarantine(tmp_path / "out", name)
        assert (entry["line"], entry["bytes"]) == (None, files[name])
        assert "its end is missing" in entry["reason"]
    assert summary.tally.bad == 2
    assert restore(tmp_path / "out", tmp_path / "back").problems == []
    assert everything(tmp_path / "back") == everything(source)


def test_nothing_of_a_damaged_archive_is_trusted(tmp_path):
    data = bytearray(gzip.compress(lines([{"text": f"{number}!!"} for number in range(500)]).encode()))
    data[-6] ^= 1  # in the checksum
    source = tmp_path / "in"
    source.mkdir()
    (source / "rows.jsonl.gz").write_bytes(data)
    (source / "none.jsonl.gz").write_bytes(b"no archive")
    summary = run(source, tmp_path / "out", edits=True)
    assert read(tmp_path / "out") == {}
    assert quarantine(tmp_path / "out", "rows.jsonl.gz")[0]["bytes"] == data
    assert summary.tally == summary.tally._replace(documents=0, before=0, bad=2)
    restore(tmp_path / "out", tmp_path / "back")
    assert everything(tmp_path / "back") == everything(source)


def test_a_large_damaged_file_is_copied_beside_the_quarantine(tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt.gz").write_bytes(b"no archive")
    run(source, tmp_path / "out", edits=True, quote_up_to=4)
    (entry,) = quarantine(tmp_path / "out", "a.txt.gz")
    assert (entry["bytes"], entry["copied"]) == (None, True)
    assert (tmp_path / "out" / "_seedclean" / "quarantine" / "a.txt.gz.copy").read_bytes() == b"no archive"


def test_what_may_not_be_read_is_named_and_tried_again(tmp_path):
    source = write(tmp_path / "in", {"a.txt": "a!!", "b/b.txt": "b!!"})
    (source / "a.txt").chmod(0)
    (source / "b").chmod(0)
    if os.access(source / "a.txt", os.R_OK):
        pytest.skip("root may read everything")
    summary = run(source, tmp_path / "out")
    assert [name for name, _ in summary.problems] == ["b", "a.txt"]
    with pytest.raises(BadRecordMetError, match="b: Permission denied"):
        run(source, tmp_path / "out2", on_error="fail")
    (source / "a.txt").chmod(0o600)
    (source / "b").chmod(0o700)
    assert run(source, tmp_path / "out").tally.bad == 0
    assert read(tmp_path / "out") == {"a.txt": b"a!", "b/b.txt": b"b!"}


def test_a_run_can_end_at_the_first_bad_record(tmp_path):
    rows = b'{"text": "a!!"}\n{"text": 7}\n{"text": 8}\n'
    source = write(tmp_path / "in", {"a.txt": "Stop!!", "rows.jsonl": rows})
    with pytest.raises(BadRecordMetError, match=r"rows\.jsonl:2: has a number in its field 'text'"):
        run(source, tmp_path / "out", on_error="fail")
    assert read(tmp_path / "out") == {"a.txt": b"Stop!"}


def test_a_rule_whose_edits_cannot_be_undone_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("seedclean.corpus.clean_records.revert", lambda _cleaned, _edits: "another text")
    source = write(tmp_path / "in", {"a.txt": "Stop!!"})
    summary = run(source, tmp_path / "out")
    assert read(tmp_path / "out") == {}
    assert summary.problems == (
        ("a.txt", "undoing its edits would not give the original back; the rules: shouting"),
    )


# Going on


def test_a_second_run_leaves_finished_files_alone(pages, tmp_path):
    first = run(pages, tmp_path / "out")
    before = {
        path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.*") if path.suffix != ".json"
    }
    second = run(pages, tmp_path / "out")
    assert second.tally == first.tally
    assert second.earlier == 7
    assert all(
        path.stat().st_mtime_ns == when for path, when in before.items() if "_seedclean" not in path.parts
    )


def test_what_has_changed_is_cleaned_again(tmp_path):
    source = write(tmp_path / "in", {"a.txt": "a!!", "b.txt": "b!!", "c.txt": "c!!"})
    run(source, tmp_path / "out")
    write(source, {"a.txt": "changed!!", "d.txt": "d!!"})
    (tmp_path / "out" / "b.txt").unlink()
    assert run(source, tmp_path / "out").earlier == 1
    assert read(tmp_path / "out") == {"a.txt": b"changed!", "b.txt": b"b!", "c.txt": b"c!", "d.txt": b"d!"}
    assert run(source, tmp_path / "out", force=True).earlier == 0


def test_pages_are_cleaned_again_when_their_sites_are_counted_anew(tmp_path):
    rows = [{"site": "s", "text": f"Menu\n{bird}"} for bird in ("Wren", "Rook", "Kite", "Coot")]
    source = write(tmp_path / "in", {"a.jsonl": rows[:3], "page.txt": "Menu"})
    run(source, tmp_path / "out", (sited,))
    assert records(tmp_path / "out" / "a.jsonl")[0]["text"] == "Menu\nWren"
    write(source, {"b.jsonl": rows[3:]})
    assert run(source, tmp_path / "out", (sited,)).earlier == 1
    assert [row["text"] for row in records(tmp_path / "out" / "a.jsonl")] == ["Wren", "Rook", "Kite"]


def test_the_folder_of_text_files_is_their_site(tmp_path):
    pages = {f"news/{bird}.txt": f"Menu\n{bird}" for bird in ("Wren", "Rook", "Kite", "Coot")}
    few = {f"few/{bird}.txt": f"Menu\n{bird}" for bird in ("Wren", "Rook", "Kite")}
    source = write(tmp_path / "in", pages | few)
    run(source, tmp_path / "out", (sited,))
    assert (tmp_path / "out" / "news" / "Wren.txt").read_text() == "Wren"
    assert (tmp_path / "out" / "few" / "Wren.txt").read_text() == "Menu\nWren"
    write(source, {"few/Coot.txt": "Menu\nCoot"})
    assert run(source, tmp_path / "out", (sited,)).earlier == len(pages)
    assert (tmp_path / "out" / "few" / "Wren.txt").read_text() == "Wren"


def test_another_way_of_cleaning_into_the_same_folder_is_refused(tmp_path):
    source = write(tmp_path / "in", {"a.txt": "a!!"})
    run(source, tmp_path / "out")
    with pytest.raises(RunError, match="not the same: rules, edits"):
        run(source, tmp_path / "out", (dated,), edits=True)
    run(source, tmp_path / "out", (dated,), edits=True, force=True)
    assert read(tmp_path / "out") == {"a.txt": b"a!!"}


def test_a_changed_file_that_is_bad_now_loses_its_output(tmp_path):
    source = write(tmp_path / "in", {"a.txt": "a!!"})
    run(source, tmp_path / "out", edits=True)
    write(source, {"a.txt": b"\0"})
    run(source, tmp_path / "out", edits=True)
    assert read(tmp_path / "out") == {}
    assert not (tmp_path / "out" / "_seedclean" / "edits" / "a.txt.jsonl").exists()
    write(source, {"a.txt": "good!!"})
    run(source, tmp_path / "out", edits=True)
    assert read(tmp_path / "out") == {"a.txt": b"good!"}
    assert not (tmp_path / "out" / "_seedclean" / "quarantine" / "a.txt.jsonl").exists()


def test_files_of_others_are_not_overwritten(tmp_path):
    source = write(tmp_path / "in", {"a.txt": "a!!"})
    write(tmp_path / "out", {"a.txt": "mine"})
    with pytest.raises(RunError, match=r"a\.txt exists and no run of clean-corpus has written it"):
        run(source, tmp_path / "out")
    assert read(tmp_path / "out") == {"a.txt": b"mine"}
    run(source, tmp_path / "out", force=True)
    assert read(tmp_path / "out") == {"a.txt": b"a!"}


def test_a_torn_journal_costs_a_file_done_twice_and_no_more(pages, tmp_path):
    run(pages, tmp_path / "out")
    journal = tmp_path / "out" / "_seedclean" / "finished.jsonl"
    journal.write_bytes(journal.read_bytes()[:-20])
    assert run(pages, tmp_path / "out").earlier == 6
    (tmp_path / "out" / "_seedclean" / "run.json").write_text("{")
    with pytest.raises(RunError, match=r"run\.json is damaged; --force"):
        run(pages, tmp_path / "out")


# Counting


def test_counts_can_be_kept_and_used_again(tmp_path):
    rows = [{"site": "s", "text": f"Menu\n{bird}"} for bird in ("Wren", "Rook", "Kite", "Coot", "Ruff")]
    source = write(tmp_path / "in", {"rows.jsonl": rows})
    run(source, tmp_path / "all", (sited,), save_counts=tmp_path / "counts.jsonl", jobs=2)
    few = write(tmp_path / "few", {"rows.jsonl": rows[:1]})
    run(few, tmp_path / "alone", (sited,))
    run(few, tmp_path / "helped", (sited,), counts=tmp_path / "counts.jsonl")
    assert records(tmp_path / "alone" / "rows.jsonl")[0]["text"] == "Menu\nWren"
    assert records(tmp_path / "helped" / "rows.jsonl") == records(tmp_path / "all" / "rows.jsonl")[:1]


@pytest.mark.parametrize(
    "data", [b"mine", b"\x1f\x8b\xff", b"", b"mine " * 10**6], ids=["text", "gzip", "none", "long"]
)
def test_a_file_that_holds_no_counts_is_refused(pages, tmp_path, data):
    (tmp_path / "counts").write_bytes(data)
    with pytest.raises(
        RunError, match=r"counts does not hold line counts: .* --counts takes what --save-counts wrote"
    ):
        run(pages, tmp_path / "out", counts=tmp_path / "counts")
    assert not (tmp_path / "out").exists()


# Looking


def test_a_look_writes_nothing(pages, tmp_path):
    before = everything(tmp_path)
    shown = []
    summary = preview((pages,), config(RULES, diff=True), shown.append)
    assert everything(tmp_path) == before
    assert summary.tally.changed == 5
    assert "--- b/d.txt.gz" in shown
    assert "--- rows.jsonl:1 '1'" in shown
    assert "-Go!!" in shown
    assert "+Go!" in shown


def test_a_look_shows_what_is_only_encoded_in_another_way(tmp_path):
    source = write(tmp_path / "in", {"a.txt": "Café".encode("cp1252")})
    shown = []
    assert preview((source,), config(RULES, diff=True), shown.append).tally.changed == 1
    assert shown == ["--- a.txt (windows-1252)", "+++ a.txt (utf-8)"]


# Undo


def test_undo_gives_the_originals_back(tmp_path):
    source = write(
        tmp_path / "in",
        {
            "a.txt": b"\xef\xbb\xbfon 2019-06-03\r\nStop!!\r\n",
            "b/latin.txt": "Café!!\n".encode("cp1252"),
            "b/wide.txt": "Café!!".encode("utf-16"),
            "b/none.txt": "",
            "bad.txt": b"\0",
            "rows.jsonl": b'{"text": "on 2019-06-03\\nGo!!", "n": 1.0}\n{"text": 7}\n'
            b'{"text":"caf\\u00e9!!"}\n{"a\n',
        },
    )
    write(source, {"packed.txt.gz": "Stop!!", "packed.jsonl.gz": b'{"text": "a!!"}\nbad\n'})
    run(source, tmp_path / "out", edits=True)
    undone = restore(tmp_path / "out", tmp_path / "back")
    assert undone.problems == []
    assert undone.files == 8
    assert read(tmp_path / "back") == read(source)
    assert sorted(path.name for path in (tmp_path / "back").iterdir()) == sorted(
        path.name for path in source.iterdir()
    )


@pytest.mark.parametrize(
    ("name", "change", "reason"),
    [
        pytest.param("a.txt", lambda data: data + b"more", "the text is another one", id="a longer text"),
        pytest.param("a.txt", lambda _: None, "is missing", id="no text"),
        pytest.param("a.txt", lambda _: b"\xff", "not UTF-8", id="no UTF-8"),
        pytest.param("rows.jsonl", lambda data: data.replace(b"Go", b"Gi"), "line 1", id="another record"),
        pytest.param("rows.jsonl", lambda data: data.partition(b"\n")[0], "are missing", id="a record less"),
        pytest.param("rows.jsonl", lambda data: data * 2, "line 3: is none", id="more records"),
        pytest.param("rows.jsonl", lambda data: data + b"{", "line 3", id="no record"),
    ],
)
def test_undo_leaves_out_what_was_changed_since(tmp_path, name, change, reason):
    source = write(
        tmp_path / "in",
        {"a.txt": "Stop!!", "b.txt": "b!!", "rows.jsonl": [{"text": "Go!!"}, {"text": "On!!"}]},
    )
    run(source, tmp_path / "out", edits=True)
    path = tmp_path / "out" / name
    changed = change(path.read_bytes())
    if changed is None:
        path.unlink()
    else:
        path.write_bytes(changed)
    undone = restore(tmp_path / "out", tmp_path / "back")
    assert [problem for problem, _ in undone.problems] == [name]
    assert reason in undone.problems[0][1]
    expected = read(source)
    del expected[name]
    assert read(tmp_path / "back") == expected


def test_undo_needs_no_other_field_to_be_as_it_was(tmp_path):
    source = write(tmp_path / "in", {"rows.jsonl": [{"text": "Go!!", "n": 1}]})
    run(source, tmp_path / "out", edits=True)
    write(tmp_path / "out", {"rows.jsonl": [{"n": 2, "text": "Go!", "score": 0.5}]})
    restore(tmp_path / "out", tmp_path / "back")
    assert records(tmp_path / "back" / "rows.jsonl") == [{"n": 2, "text": "Go!!", "score": 0.5}]


def test_undo_says_when_the_edits_are_damaged(tmp_path):
    source = write(tmp_path / "in", {"a.txt": "Stop!!", "b.txt": "b!!"})
    run(source, tmp_path / "out", edits=True)
    (tmp_path / "out" / "_seedclean" / "edits" / "a.txt.jsonl").write_text('{"format": "txt"}\n')
    undone = restore(tmp_path / "out", tmp_path / "back")
    assert [name for name, _ in undone.problems] == ["a.txt"]
    assert "is damaged" in undone.problems[0][1]


def test_undo_without_edits_is_refused(pages, tmp_path):
    run(pages, tmp_path / "out")
    with pytest.raises(RunError, match="only a run with --edits keeps them"):
        restore(tmp_path / "out", tmp_path / "back")


def test_undo_overwrites_only_when_told_to(tmp_path):
    source = write(tmp_path / "in", {"a.txt": "Stop!!"})
    run(source, tmp_path / "out", edits=True)
    with pytest.raises(RunError, match=r"a\.txt exists"):
        restore(tmp_path / "out", source)
    write(source, {"a.txt": "lost"})
    restore(tmp_path / "out", source, force=True)
    assert read(source) == {"a.txt": b"Stop!!"}
    for place in ("out", "out/back"):
        with pytest.raises(RunError, match="give a"):
            restore(tmp_path / "out", tmp_path / place)


# Writing


def test_an_output_that_cannot_be_made_is_told_of(tmp_path):
    source = write(tmp_path / "in", {"a.txt": "a"})
    (tmp_path / "file").write_text("")
    with pytest.raises(RunError, match="is not a folder"):
        run(source, tmp_path / "file")
    with pytest.raises((RunError, OSError), match="Not a directory"):
        run(source, tmp_path / "file" / "out")


def test_a_folder_where_a_file_should_go_is_told_of(tmp_path):
    source = write(tmp_path / "in", {"a.txt": "a"})
    (tmp_path / "out" / "a.txt").mkdir(parents=True)
    with pytest.raises(RunError, match=r"a\.txt could not be written: Is a directory"):
        run(source, tmp_path / "out", force=True)


@pytest.mark.usefixtures("own_rules")
def test_a_rule_of_ones_own_runs_like_any_other(tmp_path):
    @rule
    def bell(document):
        if document.text.startswith("ding"):
            yield 0, 4, "dong"

    source = write(tmp_path / "in", {"a.txt": "ding\n"})
    run(source, tmp_path / "out", (bell,), edits=True)
    assert read(tmp_path / "out") == {"a.txt": b"dong\n"}
    entries = (tmp_path / "out" / "_seedclean" / "edits" / "a.txt.jsonl").read_text().splitlines()
    assert json.loads(entries[1])["edits"] == [[0, "ding", "dong", "bell"]]
