"""`--why`: what became of each line of a text, and why."""

from click.testing import CliRunner

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


def test_rules_can_be_chosen():
    assert said("-", "--select", "dates", stdin="A high -level visit.\n")[0].startswith("stays ")


def test_a_folder_and_two_files_are_refused(tmp_path):
    assert "one text file" in said(tmp_path, code=2)[-1]
    assert "one text file" in said("-", "-", code=2)[-1]


def test_what_is_no_text_is_told_of():
    assert "NUL" in said("-", code=2, stdin="a\0b\n")[-1]
