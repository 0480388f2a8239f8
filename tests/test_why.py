"""`--why`: what became of each line of a text, and why."""

import json

import pytest
from click.testing import CliRunner

from formats_of_pages import file_of, put
from running import write
from seedclean.cleaners.boilerplate.example_page import page
from seedclean.cli import main


def said(*arguments, code=0, stdin=None):
    result = CliRunner().invoke(main, ["--why", *map(str, arguments)], input=stdin)
    assert result.exit_code == code, result.output
    return result.output.splitlines()


def test_each_line_of_a_page_has_its_fate_its_score_and_its_reasons(tmp_path):
    text = page(below="She made a high -level visit to the house, and a first -class trip by sea.")
    file = tmp_path / "page.txt"
    file.write_text(text, encoding="utf-8")
    lines = said(file)
    shown = [line for line in lines if not line.startswith(" ")]
    assert [line.split("%  ")[1] for line in shown] == [line[:80] for line in text.splitlines() if line]
    assert shown[0].startswith("gone: menu ")
    assert any(line.startswith("changed: detached-hyphen ") for line in shown)
    reasons = [line for line in lines if line.startswith(" ")]
    assert len(reasons) == len(shown)
    assert all(reason.strip()[0] in "+-" for reason in reasons)


def test_a_text_that_is_no_page_has_fates_without_scores():
    (line,) = said("-", stdin="A high -level visit.\n")
    assert line.split() == ["changed:", "detached-hyphen", "A", "high", "-level", "visit."]


def test_programs_get_an_object_for_each_line(tmp_path):
    text = page(below="She made a high -level visit to the house, and a first -class trip by sea.")
    file = tmp_path / "page.txt"
    file.write_text(text, encoding="utf-8")
    found = [json.loads(line) for line in said(file, "--json")]
    rows = {number: line for number, line in enumerate(text.splitlines(), 1) if line}
    assert {one["line"]: one["text"] for one in found} == rows
    assert {one["fate"] for one in found} == {"gone", "changed", "stays"}
    assert (found[0]["rules"], found[0]["score"] > 0.5, len(found[0]["reasons"])) == (["menu"], True, 4)
    assert found[0]["reasons"][0].keys() == {"reason", "weight"}
    said(file, "--json-file", tmp_path / "why.jsonl")
    assert (tmp_path / "why.jsonl").read_text().splitlines() == said(file, "--json")
    (line,) = said("-", "--json", stdin="Fine.\n")
    assert json.loads(line) == {
        "line": 1,
        "fate": "stays",
        "rules": [],
        "score": None,
        "reasons": [],
        "text": "Fine.",
    }


def test_rules_can_be_chosen():
    assert said("-", "--select", "dates", stdin="A high -level visit.\n")[0].startswith("stays ")


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.jsonl.gz"])
def test_a_record_is_named_by_its_number(tmp_path, name):
    rows = [{"text": "Fine."}, {"body": 1}, {"text": "A high -level visit.\n"}]
    file = write(tmp_path, {name: rows}) / name
    (line,) = said(f"{file}:3")
    assert line.split() == ["changed:", "detached-hyphen", "A", "high", "-level", "visit."]
    assert "has no field 'text'" in said(f"{file}:2", code=2)[-1]
    assert "has no record 4 with a text" in said(f"{file}:4", code=2)[-1]
    assert "holds many texts" in said(file, code=2)[-1]
    assert "missing.jsonl is no file" in said(tmp_path / "missing.jsonl:1", code=2)[-1]
    assert said(f"{file}:2", "--text-field", "body", code=2)[-1].endswith("not a string")


def test_a_row_of_a_table_is_named_by_its_number_and_a_packed_text_needs_none(tmp_path):
    name = "a.parquet"
    put(tmp_path / "in", {name: file_of(name, [None, "A high -level visit."])})
    assert said(tmp_path / "in" / f"{name}:2")[0].startswith("changed: detached-hyphen")
    assert "no record 1 with a text" in said(tmp_path / "in" / f"{name}:1", code=2)[-1]
    write(tmp_path, {"a.txt.gz": "A high -level visit."})
    assert said(tmp_path / "a.txt.gz")[0].startswith("changed: detached-hyphen")


def test_a_file_may_have_a_colon_in_its_name(tmp_path):
    write(tmp_path, {"a:1.txt": "Fine.", "b:7": "Fine."})
    assert said(tmp_path / "a:1.txt")[0].split() == ["stays", "Fine."]
    assert said(tmp_path / "b:7")[0].split() == ["stays", "Fine."]


def test_fates_are_coloured_on_a_terminal(monkeypatch):
    arguments = ["--why", "-"]
    shown = CliRunner().invoke(main, arguments, input=page(), color=True).output
    assert "\x1b[31mgone: menu" in shown
    assert "\x1b[2m " in shown
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in CliRunner().invoke(main, arguments, input=page(), color=True).output


def test_a_folder_and_two_files_are_refused(tmp_path):
    assert "one text file" in said(tmp_path, code=2)[-1]
    assert "one text file" in said("-", "-", code=2)[-1]
    assert "--why only looks" in said("-", "--diff", code=2)[-1]


def test_what_is_no_text_is_told_of():
    assert "NUL" in said("-", code=2, stdin="a\0b\n")[-1]
