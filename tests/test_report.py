"""Reports are views of the edits."""

import re
import shutil
import subprocess

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from running import rule_of, shouting
from seedclean import RULES, Document, Edit, apply, show
from seedclean.registry import UnknownNameError
from seedclean.report import terminal
from seedclean.report.clip import AROUND, LONGEST, clip
from seedclean.report.diff import diff, rule_named
from seedclean.report.explain import explanation, listing
from seedclean.report.loss import worst_of
from seedclean.report.summary import Summary, Tally


@st.composite
def edited(draw):
    """A text of short lines and edits that fit it."""
    text = draw(st.text("ab\n", max_size=30))
    edits = []
    position = 0
    while position <= len(text) and draw(st.booleans()):
        start = draw(st.integers(position, len(text)))
        end = draw(st.integers(start, min(len(text), start + 5)))
        new = draw(st.text("ab\nx", max_size=3))
        if text[start:end] != new:
            edits.append(Edit(start, text[start:end], new, draw(st.sampled_from(["one", "two"]))))
        position = end + 1
    return text, edits


def patched(text, lines):
    """The text after the hunks, each line and each number checked on the way."""
    old = text.splitlines(keepends=True)
    out = []
    done = 0
    for hunk in re.split(r"^(?=@@)", "\n".join(lines), flags=re.MULTILINE)[1:]:
        header, *body = hunk.rstrip("\n").split("\n")
        numbers = re.fullmatch(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ (one|two)(, (one|two))?", header)
        start, count, new_start, new_count = (int(number or 1) for number in numbers.groups()[:4])
        first = start - 1 if count else start
        out += old[done:first]
        assert len(out) == (new_start - 1 if new_count else new_start)
        done, before = first, len(out)
        for line, following in zip(body, [*body[1:], ""], strict=True):
            if line.startswith("\\"):
                continue
            whole = line[1:] + ("" if following.startswith("\\") else "\n")
            if line[0] in " -":
                assert old[done] == whole
                done += 1
            if line[0] in " +":
                out.append(whole)
        assert (done - first, len(out) - before) == (count, new_count)
    return "".join(out + old[done:])


@given(edited())
def test_a_diff_leads_from_the_one_text_to_the_other(case):
    text, edits = case
    assert patched(text, list(diff(text, edits, "page"))) == apply(text, edits)


@pytest.mark.skipif(shutil.which("patch") is None, reason="there is no patch here")
def test_patch_understands_a_diff(tmp_path):
    text = "".join(f"line {number}\n" for number in range(40)) + "the end"
    edits = [
        Edit(0, "line 0\nline 1\n", "", "menu"),
        Edit(text.index("line 9"), "line", "row", "other"),
        Edit(text.index("line 10"), "", "more\n", "other"),
        Edit(text.index("line 30"), "line 30", "", "menu"),
        Edit(len(text), "", " is near", "other"),
    ]
    (tmp_path / "page.txt").write_text(text)
    lines = "\n".join(diff(text, edits, "page.txt")) + "\n"
    subprocess.run(["patch", "-s", "-p0"], cwd=tmp_path, input=lines, text=True, check=True)
    assert (tmp_path / "page.txt").read_text() == apply(text, edits)


def test_a_diff_says_which_of_two_equal_lines_went():
    text = "Birds\nNews\nBirds\n"
    assert list(diff(text, [Edit(11, "Birds\n", "", "repeated")], "page"))[2:] == [
        "@@ -1,3 +1,2 @@ repeated",
        " Birds",
        " News",
        "-Birds",
    ]
    assert list(diff(text, [Edit(0, "Birds\n", "", "repeated")], "page"))[2:] == [
        "@@ -1,3 +1,2 @@ repeated",
        "-Birds",
        " News",
        " Birds",
    ]


def test_changes_of_one_rule_share_a_hunk_and_those_of_others_do_not():
    text = "a\nb\nc\nd\n"
    edits = [Edit(0, "a", "A", "one"), Edit(4, "c", "C", "one"), Edit(6, "d", "D", "two")]
    assert [line for line in diff(text, edits, "page") if line.startswith("@@")] == [
        "@@ -1,3 +1,3 @@ one",
        "@@ -4 +4 @@ two",
    ]


def test_three_lines_of_context_stand_around_a_change():
    text = "".join(f"{number}\n" for number in range(20))
    lines = list(diff(text, [Edit(text.index("10"), "10", "ten", "number")], "page"))
    assert lines[2:] == ["@@ -8,7 +8,7 @@ number", " 7", " 8", " 9", "-10", "+ten", " 11", " 12", " 13"]


def test_two_rules_on_one_line_are_both_named():
    edits = [Edit(0, "XI", "Xi", "name-case"), Edit(3, "made made", "made", "doubled-word+other")]
    assert list(diff("XI made made\n", edits, "page"))[2] == "@@ -1 +1 @@ name-case, doubled-word, other"


def test_without_edits_there_is_no_diff():
    assert list(diff("Birds\n", [], "page")) == []


def test_a_diff_cannot_upset_a_terminal():
    text = "\x1b[31mred\u202e\n\x9b1m\n"
    lines = list(diff(text, [Edit(len(text), "", "\x07", "bell")], "page"))
    assert all(line.isprintable() for line in lines)
    assert r" \x1b[31mred\u202e" in lines


def test_changed_characters_are_marked_where_a_line_changed_in_part():
    text = "XI spoke\nMenu\nlast -minute talks\ncut\n"
    edits = [
        Edit(0, "XI", "Xi", "case"),
        Edit(9, "Menu\n", "", "case"),
        Edit(18, " ", "", "case"),
        Edit(len(text) - 4, "cut\n", "kept\nas two", "case"),
    ]
    assert list(diff(text, edits, "page", marks=("[", "]")))[3:] == [
        "-[XI] spoke",
        "+[Xi] spoke",
        "-Menu",
        "-last[ ]-minute talks",
        "+last-minute talks",
        "-cut",
        "+kept",
        "+as two",
        "\\ No newline at end of file",
    ]


@given(edited())
def test_marks_change_nothing_else(case):
    text, edits = case
    marked = [re.sub(r"[\[\]]", "", line) for line in diff(text, edits, "page", marks=("[", "]"))]
    assert marked == list(diff(text, edits, "page"))


def test_what_nobody_can_see_is_shown_where_it_changed():
    lines = list(diff("a\u200bb\xa0c\nd\xa0e\n", [Edit(1, "\u200b", "", "invisible")], "page"))
    assert r"-a\u200bb" + "\xa0c" in lines
    assert "+ab\xa0c" in lines


def test_show_marks_the_lines_and_leaves_blank_ones_out():
    assert show(shouting, "The bell\n\nrang!!  \n \nTwice\n") == "  The bell\n- rang!!\n+ rang!\n  Twice"


def test_show_leaves_a_text_alone_that_the_rule_leaves_alone():
    assert show(shouting, "The bell\nrang\n") == "  The bell\n  rang"


def test_show_takes_a_name_and_a_document():
    assert show("doubled-group", Document("")) == ""
    with pytest.raises(UnknownNameError, match="did you mean date-header"):
        show("date-haeder", "")


def test_the_name_of_a_cleaner_is_not_the_name_of_a_rule():
    with pytest.raises(UnknownNameError, match="'dates' means several rules; name one of them"):
        rule_named("dates")


# Explanations


@rule_of
def ringing(document):
    r"""Replace `rrring` by `ring`.

    Why: bells ring once.

    Leaves alone: `string`.

    >>> from seedclean import show
    >>> print(show(ringing, "rrring"))
    - rrring
    + ring
    """
    if document.text.startswith("rrr"):
        yield 0, 2, ""


def test_an_explanation_shows_before_and_after_and_no_code():
    assert list(explanation(ringing)) == [
        "ringing (tests)",
        "",
        "Replace `rrring` by `ring`.",
        "",
        "Why: bells ring once.",
        "",
        "Leaves alone: `string`.",
        "",
        "    - rrring",
        "    + ring",
    ]


@rule_of
def undocumented(document):
    yield from ()


def test_a_rule_without_a_docstring_is_listed_and_explained():
    assert list(listing([undocumented])) == ["undocumented  tests  "]
    assert "It has no description." in explanation(undocumented)


def test_the_list_marks_what_is_unsafe():
    guess = rule_of(lambda _: ())
    guess.name, guess.safe, guess.__doc__ = "guess", False, "Guess something.\n\nMore."
    assert list(listing([ringing, guess])) == [
        "ringing  tests  Replace `rrring` by `ring`.",
        "guess    tests  Guess something.  (unsafe)",
    ]


def shown(capsys, show, *arguments):
    with click.Context(click.Command("x"), color=True).scope():
        show(*arguments)
    return capsys.readouterr().out.removesuffix("\n")


def test_colours_go_around_a_line_and_change_nothing_else(capsys):
    for line in ("--- a", "+++ a", "@@ -1 +1 @@ rule", "-old", "+new", " same", "\\ No newline"):
        assert re.sub("\x1b\\[[0-9]+m", "", shown(capsys, terminal.show_diff, line)) == line
    assert shown(capsys, terminal.show_diff, " same") == " same"
    assert shown(capsys, terminal.show_diff, "-old") == "\x1b[31m-old\x1b[0m"
    before, behind = terminal.MARKS
    marked = shown(capsys, terminal.show_diff, f"-a {before}b{behind} c")
    assert marked == "\x1b[31m-a \x1b[0m\x1b[31m\x1b[7mb\x1b[0m\x1b[31m c\x1b[0m"
    assert shown(capsys, terminal.show_page, ["Why: because"]) == "\x1b[1mWhy:\x1b[0m because"
    (line,) = listing([RULES["menu"]])
    assert re.sub("\x1b\\[[0-9]+m", "", shown(capsys, terminal.show_rules, [line])) == line
    assert shown(capsys, terminal.show_fates, ["stays  a"]) == "stays  a"
    assert shown(capsys, terminal.show_page, ["    + new"]) == "\x1b[32m    + new\x1b[0m"


HARMFUL = "\x1b[31m\x1b]52;c;aGk=\x07\r\n\u202e\u2066\u200f\x9b2J\u2028"


@pytest.mark.parametrize(
    "show",
    [
        terminal.show,
        terminal.show_diff,
        *(
            lambda line, function=function: function([line])
            for function in (terminal.show_page, terminal.show_fates, terminal.show_rules)
        ),
    ],
)
def test_nothing_that_is_shown_commands_the_terminal(capsys, show):
    show(f"+name{HARMFUL}tab\tend")
    out = capsys.readouterr().out
    assert not set(out) & set(HARMFUL) - {"\n", *"[31m]52;c;aGk=2J"}
    assert out.count("\n") == 1
    assert "tab\tend" in out
    assert "\\x1b]52;c;aGk=\\x07\\r\\n\\u202e" in out


# The summary


def test_the_summary_says_what_was_done():
    tally = Tally(5, 4, 20_000, 15_000, {"menu": 3, "date-header": 1200}, {"utf-8": 4, "windows-1252": 1})
    summary = Summary(tally, earlier=1, skipped=(("a.png", "its ending"), ("b.png", "its ending")))
    assert list(summary.lines()) == [
        "5 documents, 4 changed: 20,000 characters in, 15,000 out (-25.0%)",
        "edits by rule:",
        "  date-header      1,200",
        "  menu                 3",
        "1 document read as windows-1252, written as UTF-8",
        "1 file finished by an earlier run; --force does them again",
        "2 files skipped; -v names them",
    ]
    assert list(summary.lines(everything=True))[-2:] == ["  a.png: its ending", "  b.png: its ending"]
    assert list(summary.warnings()) == []


def test_an_empty_summary_divides_by_nothing():
    assert list(Summary().lines()) == ["0 documents, 0 changed: 0 characters in, 0 out"]


def test_the_first_bad_records_are_named_and_the_rest_counted():
    problems = tuple((f"rows:{number}", "is bad") for number in range(12))
    summary = Summary(Tally(documents=1, bad=12), problems=problems, quarantine="out/quarantine")
    lines = list(summary.warnings())
    assert lines[0] == "12 records failed and were moved to out/quarantine"
    assert lines[1:3] == ["  rows:0: is bad", "  rows:1: is bad"]
    assert lines[-1] == "  and 2 more; -v names them"
    assert list(summary.warnings(everything=True))[-1] == "  rows:11: is bad"


COUNTS = st.dictionaries(st.sampled_from("abc"), st.integers(1, 9))
WORST = st.lists(st.tuples(st.integers(1, 9), st.integers(9, 12), st.sampled_from("abc")), max_size=6)
TALLIES = st.builds(
    Tally,
    *[st.integers(0, 9)] * 4,
    *(COUNTS, COUNTS, st.integers(0, 9), COUNTS, st.integers(0, 9)),
    WORST.map(worst_of),
)


@given(TALLIES, TALLIES, TALLIES)
def test_tallies_add_up_in_any_order(one, two, three):
    assert one.plus(two).plus(three) == three.plus(one.plus(two))
    assert one.plus(Tally()) == one


def test_of_a_long_line_what_is_near_the_changes_is_shown():
    marks = ("[", "]")
    assert clip("-short", marks) == "-short"
    far = clip(f"-{'a' * 900}[b]{'c' * 900}[d]{'e' * 20}", marks)
    assert far == f"-…{'a' * AROUND}[b]{'c' * AROUND}…{'c' * AROUND}[d]{'e' * 20}"
    near = clip(f"+[b]{'c' * 100}[d]{'e' * 900}", marks)
    assert near == f"+[b]{'c' * 100}[d]{'e' * AROUND}…"
    long = clip(f"-x[{'b' * 5_000}]", marks)
    assert long == f"-x[{'b' * AROUND}…{'b' * AROUND}]"
    assert clip(f"-{'b' * 5_000}", ("", "")) == f"-{'b' * LONGEST}… (4,600 more characters)"
