"""The command: options, messages and exit codes, as somebody at a terminal meets them."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from formats_of_pages import file_of, rows_of
from running import everything, read, records, write
from seedclean import RULES, Edit, apply, clean, cli
from seedclean.cli import main

SEEDS = Path(__file__).parents[1] / "seeds"
NOISY = "He made a high -level visit and a first -class trip.\n"
MENDED = "He made a high-level visit and a first-class trip.\n"
NOT_HERE = (
    "ftfy",
    "langdetect",
    "rich",
    "numpy",
    "rapidfuzz",
    "regex",
    "concurrent.futures",
    "urllib.request",
)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """A working directory without a configuration above it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)


def call(*arguments, code=0, stdin=None):
    """What the command gives, which must be no traceback."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)
    assert result.exit_code == code, result.output
    assert isinstance(result.exception, SystemExit | None)
    assert "Traceback" not in result.output
    return result


def refused(*arguments, code=2):
    """The message of a command that is refused."""
    result = call(*arguments, code=code)
    assert result.stdout == ""
    return result.stderr


def a_process(*arguments, **options):
    command = [sys.executable, "-m", "seedclean", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, **options)


# The main job


def test_the_seeds_are_cleaned_and_come_back(tmp_path):
    result = call(SEEDS, "-o", tmp_path / "a", "--edits")
    assert result.stdout == ""
    assert result.stderr.startswith("5 documents, 5 changed: ")
    assert re.search(r"^  date-header +\d$", result.stderr, re.MULTILINE)
    assert read(tmp_path / "a").keys() == read(SEEDS).keys()
    for path in SEEDS.iterdir():
        assert (tmp_path / "a" / path.name).read_text() == clean(path.read_text()).text
    call(tmp_path / "a", "--undo", tmp_path / "b")
    assert everything(tmp_path / "b") == everything(SEEDS)


def test_the_summary_as_json(tmp_path):
    write(tmp_path, {"in/a.txt": NOISY, "in/b.jsonl": "{broken\n", "in/c.odt": ""})
    result = call("in", "-o", "out", "--json")
    found = json.loads(result.stdout)
    assert (found["documents"], found["changed"], found["quarantined"]) == (1, 1, 1)
    assert found["edits"] == {"detached-hyphen": 2}
    assert found["characters"] == {"before": len(NOISY), "after": len(MENDED)}
    assert [Path(one["file"]).name for one in found["skipped"]] == ["c.odt"]
    assert found["problems"][0]["record"] == "b.jsonl:1"
    assert found["sample"] is None
    manifest = json.loads((tmp_path / "out/_seedclean/run.json").read_text())["result"]
    assert {name: found[name] for name in manifest} == manifest
    assert json.loads(call("in", "--check", "--json", "--sample", "1", code=1).stdout)["sample"]["taken"] == 1
    assert "--json is" in refused("in", "--verify", "--json")
    assert "--json-file FILE" in refused("-", "--json")


def test_the_json_of_a_stream_goes_into_a_file(tmp_path):
    assert call("-", "--json-file", "sum.json", stdin=NOISY).stdout == MENDED
    assert json.loads((tmp_path / "sum.json").read_text())["edits"] == {"detached-hyphen": 2}
    assert call("-", "--diff", "--json-file", "sum.json", stdin=NOISY).stdout == ""
    assert [*map(json.loads, (tmp_path / "sum.json").read_text().splitlines())][1]["changed"] == 1
    write(tmp_path, {"in/a.txt": NOISY})
    call("in", "-o", "out", "--json-file", "sum.json")
    assert json.loads((tmp_path / "sum.json").read_text())["documents"] == 1
    call("--list", "--json-file", "sum.json")
    assert len(json.loads((tmp_path / "sum.json").read_text())) == len(RULES)
    assert "nowhere" in call("-", "--json-file", "nowhere/sum.json", stdin=NOISY, code=2).stderr
    assert sorted(one.name for one in tmp_path.iterdir()) == ["in", "out", "sum.json"]


def test_the_edits_of_a_look_as_json(tmp_path):
    write(tmp_path, {"in/a.txt": NOISY, "in/b.jsonl": [{"text": "Fine."}, {"id": "\x1b[2J", "text": NOISY}]})
    first, second, summary = call("in", "--diff", "--json").stdout.splitlines()
    assert "\x1b" not in second
    for line, record, id_ in ((first, "a.txt", "a.txt"), (second, "b.jsonl:2", "\x1b[2J")):
        found = json.loads(line)
        assert (found["record"], found["id"]) == (record, id_)
        assert apply(NOISY, [Edit(*edit) for edit in found["edits"]]) == MENDED
    assert json.loads(summary)["changed"] == 2
    line, summary = call("-", "--diff", "--json", stdin=NOISY).stdout.splitlines()
    assert json.loads(line)["record"] == "stdin"
    assert json.loads(summary)["documents"] == 1


def test_the_rules_as_json():
    rules = json.loads(call("--list", "--json").stdout)
    assert [one["rule"] for one in rules] == [rule.name for rule in RULES.values()]
    assert {one["safe"] for one in rules} == {True, False}
    assert rules[0].keys() == {"rule", "cleaner", "safe", "summary"}


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_explains_itself_as_json(name):
    found = json.loads(call("--explain", name, "--json").stdout)
    assert (found["rule"], found["cleaner"]) == (name, RULES[name].cleaner)
    assert found["why"]
    assert found["leaves alone"]
    assert found["wrong when"] or RULES[name].safe
    assert found["examples"]
    assert ">>>" not in json.dumps(found)


def test_the_json_of_a_rule_goes_into_a_file(tmp_path):
    assert call("--explain", "menu", "--json-file", "menu.json").stdout == ""
    assert json.loads((tmp_path / "menu.json").read_text())["rule"] == "menu"


def test_a_stream_has_no_place_for_edits(tmp_path):
    assert "no folder for the edits" in refused("-", "--edits")
    (tmp_path / "seedclean.toml").write_text("edits = true\n")
    assert call("-", stdin=NOISY).stdout == MENDED


def test_the_command_is_a_module_too(tmp_path):
    write(tmp_path, {"in/a.txt": NOISY, "in/b.txt": NOISY})
    done = a_process("in", "-o", "out", "--jobs", "2")
    assert (done.returncode, done.stdout) == (0, b"")
    assert read(tmp_path / "out") == {"a.txt": MENDED.encode(), "b.txt": MENDED.encode()}


def test_help_is_quick_and_loads_nothing_heavy():
    code = f"import seedclean.cli; print([name for name in {NOT_HERE} if name in sys.modules])"
    command = [sys.executable, "-S", "-c", f"import sys; sys.path = {sys.path}; {code}"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"
    assert "clean-corpus pages -o cleaned" in call("--help").stdout


def test_every_option_says_what_it_does():
    for parameter in main.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


# Usage


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param([], "give a file or a folder to clean, or - for", id="nothing"),
        pytest.param(["in"], "say where the cleaned corpus goes, with -o DIR", id="no output"),
        pytest.param(["gone", "-o", "out"], "gone: No such file or directory", id="no such file"),
        pytest.param(["in", "-o", "in"], "the output in is the input in", id="output is input"),
        pytest.param(["in", "-o", "in/a.txt"], "is a file", id="output is a file"),
        pytest.param(["in", "-o", "out", "--diff"], "--diff and --check write nothing", id="two aims"),
        pytest.param(
            ["-", "in", "--diff"], "- cannot be combined with other paths", id="a pipe and a folder"
        ),
        pytest.param(["-", "-o", "out"], "- writes standard output", id="a pipe into a folder"),
        pytest.param(["in", "--undo", "b", "--check"], "--undo cannot be combined with", id="undo and check"),
        pytest.param(["in", "in", "--undo", "b"], "--undo takes one cleaned folder", id="undo of two"),
        pytest.param(
            ["in", "--undo", "b"], "only a run with --edits keeps them", id="undo of what is not clean"
        ),
        pytest.param(["in", "--diff", "--select", "dats"], "did you mean dates", id="no such cleaner"),
        pytest.param(
            ["in", "--diff", "--ignore", "date-haeder"], "did you mean date-header", id="no such rule"
        ),
        pytest.param(["in", "--diff", "--ignore", "default"], "no rule is left", id="no rule left"),
        pytest.param(
            ["in", "--diff", "--languages", "anglish"], "'anglish' is no language", id="no language"
        ),
        pytest.param(["in", "--diff", "--jobs", "0"], "0 is not in the range x>=1", id="no jobs"),
        pytest.param(["in", "--diff", "--counts", "gone"], "gone: No such file", id="no counts"),
        pytest.param(["in", "--diff", "--counts", "a", "--save-counts", "b"], "would only copy", id="copy"),
        pytest.param(["in", "--on-error", "panic"], "'panic' is not one of 'quarantine', 'fail'", id="panic"),
        pytest.param(["--explain", "date-haeder"], "did you mean date-header", id="no such rule to explain"),
        pytest.param(["--explain", "dates"], "means several rules", id="a cleaner to explain"),
        pytest.param(["--config", "gone"], "gone: No such file", id="no configuration"),
        pytest.param(["--frobnicate"], "No such option", id="no such option"),
    ],
)
def test_misuse_is_answered_with_the_way_out(tmp_path, arguments, message):
    write(tmp_path, {"in/a.txt": NOISY})
    before = everything(tmp_path)
    assert message in refused(*arguments)
    assert everything(tmp_path) == before


def test_names_that_collide_are_refused(tmp_path):
    write(tmp_path, {"one/a.txt": NOISY, "two/a.txt": NOISY})
    assert "one/a.txt and two/a.txt would both become a.txt" in refused("one", "two", "-o", "out")
    assert not (tmp_path / "out").exists()


def test_an_empty_folder_is_no_error(tmp_path):
    (tmp_path / "in").mkdir()
    assert "0 documents" in call("in", "-o", "out").stderr


# Looking


def test_a_diff_goes_to_stdout_and_says_which_rule(tmp_path):
    write(tmp_path, {"in/a.txt": NOISY})
    result = call("in", "--diff")
    assert result.stdout.splitlines() == [
        "--- a.txt",
        "+++ a.txt",
        "@@ -1 +1 @@ detached-hyphen",
        f"-{NOISY}"[:-1],
        f"+{MENDED}"[:-1],
    ]
    assert "detached-hyphen" in result.stderr
    assert read(tmp_path) == {"in/a.txt": NOISY.encode()}


def test_check_says_by_its_exit_code_whether_anything_would_change(tmp_path):
    write(tmp_path, {"in/a.txt": NOISY, "clean/a.txt": MENDED})
    assert call("in", "--check", code=1).stdout == ""
    assert call("in", "--check", "--diff", code=1).stdout.startswith("--- a.txt")
    assert call("clean", "--check", "--diff").stdout == ""
    assert sorted(read(tmp_path)) == ["clean/a.txt", "in/a.txt"]


def test_select_and_ignore_choose_the_rules(tmp_path):
    write(tmp_path, {"in/a.txt": NOISY})
    call("in", "--check", "--select", "detached-hyphen", code=1)
    call("in", "--check", "--select", "dates,captions")
    call("in", "--check", "--ignore", "detached-hyphen")
    call("in", "--check", "--select", "translation", "--ignore", "dates", code=1)


def test_colours_are_for_terminals_that_want_them(tmp_path, monkeypatch):
    write(tmp_path, {"in/a.txt": NOISY})
    arguments = ["in", "--diff"]
    assert "\x1b[31m-He" in CliRunner().invoke(main, arguments, color=True).stdout
    assert "\x1b" not in CliRunner().invoke(main, arguments).stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in CliRunner().invoke(main, arguments, color=True).stdout


@pytest.mark.parametrize(
    ("arguments", "colour"),
    [
        (["--list"], "\x1b[1mmenu\x1b[0m"),
        (["--explain", "nothing"], "\x1b[31m\x1b[1mError:\x1b[0m"),
        (["missing", "--diff"], "\x1b[31m\x1b[1mError:\x1b[0m missing"),
        (["--no-such"], "\x1b[31m\x1b[1mError:\x1b[0m No such option"),
        (["in", "--check", "--languages", "eu"], "\x1b[33m\x1b[1mWarning:\x1b[0m"),
    ],
)
def test_lists_errors_and_warnings_are_coloured(tmp_path, monkeypatch, arguments, colour):
    write(tmp_path, {"in/a.txt": "Fine."})
    assert colour in CliRunner().invoke(main, arguments, color=True).output
    assert "\x1b" not in CliRunner().invoke(main, arguments).output
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in CliRunner().invoke(main, arguments, color=True).output


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_completes_options_and_subcommands_have_help(monkeypatch, shell):
    monkeypatch.setenv("_CLEAN_CORPUS_COMPLETE", f"{shell}_source")
    assert "clean-corpus" in CliRunner().invoke(main, prog_name="clean-corpus").stdout
    monkeypatch.setenv("_CLEAN_CORPUS_COMPLETE", f"{shell}_complete")
    monkeypatch.setenv("COMP_WORDS", "clean-corpus --rou")
    monkeypatch.setenv("COMP_CWORD", "1" if shell != "fish" else "--rou")
    assert "--route-below" in CliRunner().invoke(main, prog_name="clean-corpus").stdout


def test_a_diff_clips_long_lines_around_the_change(tmp_path):
    text = f"{'a ' * 3_000}high -level {'b ' * 3_000}\n{'c ' * 3_000}\n"
    write(tmp_path, {"in/a.txt": text})
    lines = call("in", "--diff", "-q").stdout.splitlines()
    assert any(line.startswith("-…") and "high" in line and line.endswith("…") for line in lines)
    assert any(line.startswith(" c c") and line.endswith("more characters)") for line in lines)
    assert max(map(len, lines)) < 500


# Rules


def test_the_rules_are_listed():
    listed = call("--list").stdout.splitlines()
    assert {line.split()[0] for line in listed} >= {name for name, rule in RULES.items() if rule.safe}
    (line,) = (line for line in listed if line.startswith("detached-hyphen "))
    assert re.fullmatch(r"detached-hyphen +translation +\S.*\.", line)


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_rule_explains_itself(name):
    page = call("--explain", name).stdout
    assert page.startswith(f"{name} ({RULES[name].cleaner}")
    assert "Leaves alone:" in page
    assert ">>>" not in page


# Pipes


def test_a_text_goes_through_a_pipe():
    result = call("-", stdin=NOISY)
    assert (result.stdout, result.stderr) == (MENDED, "")


def test_records_go_through_a_pipe():
    result = call("-", "--format", "jsonl", stdin='{"text": "a high -level visit, a first -class trip"}\n')
    assert result.stdout == '{"text": "a high-level visit, a first-class trip", "date": null}\n'


def test_a_pipe_gives_bytes_and_takes_any_encoding():
    assert call("-", stdin="Café\r\n".encode("cp1252")).stdout_bytes == "Café\n".encode()


def test_a_pipe_can_be_looked_at():
    assert "--- stdin" in call("-", "--diff", "--check", stdin=NOISY, code=1).stdout


def test_a_bad_record_in_a_pipe_ends_the_run_because_it_would_be_lost():
    stdin = '{"text": "fine"}\n{"text": 1}\n'
    result = call("-", "--format", "jsonl", stdin=stdin, code=1)
    assert result.stdout == '{"text": "fine", "date": null}\n'
    assert "stdin:2: has a number in its field 'text', not a string" in result.stderr
    assert "NUL" in call("-", stdin=b"\0", code=1).stderr


def test_a_reader_that_goes_away_is_no_fault(tmp_path):
    write(tmp_path, {"in/rows.jsonl": [{"text": NOISY} for _ in range(2000)]})
    command = f"{sys.executable} -m seedclean in --diff | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout == "--- rows.jsonl:1\n"
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


# Records


def test_fields_of_other_names(tmp_path):
    row = {"key": "k", "body": NOISY, "host": "example.org"}
    write(tmp_path, {"in/rows.jsonl": [row]})
    call("in", "-o", "out", "--text-field", "body", "--id-field", "key", "--site-field", "host", "--edits")
    assert records(tmp_path / "out" / "rows.jsonl") == [{**row, "body": MENDED, "date": None}]
    assert records(tmp_path / "out" / "_seedclean" / "edits" / "rows.jsonl.jsonl")[1]["id"] == "k"
    call("out", "--undo", "back")
    assert records(tmp_path / "back" / "rows.jsonl") == [row]


def test_bad_records_are_a_warning_or_the_end(tmp_path):
    write(tmp_path, {"in/rows.jsonl": b'{"text": "fine"}\n{"text": 1}\n'})
    result = call("in", "-o", "out", "-q")
    assert result.stderr.splitlines() == [
        "Warning: 1 record failed and was moved to out/_seedclean/quarantine",
        "  rows.jsonl:2: has a number in its field 'text', not a string",
    ]
    assert "rows.jsonl:2: has a number" in refused("in", "-o", "out2", "--on-error", "fail", code=1)


def test_languages_can_be_chosen(tmp_path):
    english = "The night ferry reached the harbour late on Friday, its captain said to the council."
    german = "Die Fähre kam am Freitag mit zwei Stunden Verspätung in den Hafen, sagte der Kapitän."
    write(tmp_path, {"in/rows.jsonl": [{"text": english}, {"text": german}]})
    call("in", "-o", "out", "--languages", "en,zh")
    out = records(tmp_path / "out" / "rows.jsonl")
    assert [row["text"] for row in out] == [english, ""]
    assert out[0]["language"] == "en"


def test_languages_go_by_many_names(tmp_path):
    english = "The night ferry reached the harbour late on Friday, its captain said to the council."
    write(tmp_path, {"in/rows.jsonl": [{"text": english}]})
    call("in", "-o", "out", "--languages", "EN-gb,German")
    (row,) = records(tmp_path / "out" / "rows.jsonl")
    assert (row["text"], row["language"]) == (english, "en")


def test_a_language_that_cannot_be_recognised_is_a_warning_and_takes_nothing_away(tmp_path):
    german = "Die Fähre kam am Freitag mit zwei Stunden Verspätung in den Hafen, sagte der Kapitän."
    write(tmp_path, {"in/rows.jsonl": [{"text": german}]})
    result = call("in", "-o", "out", "--languages", "en,eu", "-q")
    assert result.stderr == (
        "Warning: 'eu' cannot be told from other languages, so no text is deleted for its language\n"
    )
    assert records(tmp_path / "out" / "rows.jsonl")[0]["text"] == german


DATED = {"text": "Home\nPosted: Monday, 3 June 2019\nThe council met.", "id": 7}


def test_date_headers_stay_where_they_are_on_request(tmp_path):
    write(tmp_path, {"in/rows.jsonl": [DATED, {"text": "date: 2019-06-03\n\nThe council met."}]})
    call("in", "-o", "out", "--keep-date-headers", "--select", "dates")
    assert records(tmp_path / "out" / "rows.jsonl") == [
        {**DATED, "date": "2019-06-03"},
        {"text": "date: 2019-06-03\n\nThe council met.", "date": "2019-06-03"},
    ]


@pytest.mark.parametrize(
    ("how", "first"),
    [("line", "date: 2019-06-03"), ("drop", "The council met."), ("keep", "Posted: Monday, 3 June 2019")],
)
def test_the_date_of_a_text_is_its_first_line_or_goes_or_stays(tmp_path, how, first):
    text = DATED["text"].removeprefix("Home\n")
    write(tmp_path, {"in/a.txt": text, "in/b.jsonl": [{"date": "mine", "text": text}, {"text": text}]})
    write(tmp_path, {"in/c.warc.wet": file_of("c.warc.wet", [text])})
    call("in", "-o", "out", "--edits", "--date-header", how, "--select", "dates")
    assert (tmp_path / "out" / "a.txt").read_text().startswith(first)
    mine, none = records(tmp_path / "out" / "b.jsonl")
    assert mine["text"].startswith(first)
    assert none["date"] == "2019-06-03"
    assert none["text"].startswith(first) == (how != "line")
    (row,) = rows_of("c.warc.wet", (tmp_path / "out" / "c.warc.wet").read_bytes())
    assert row["text"].startswith(first)
    call("out", "--undo", "back")
    assert read(tmp_path / "back") == read(tmp_path / "in")


@pytest.mark.parametrize("kept", [(), ("--keep-date-headers",)])
def test_the_stamp_itself_is_given_on_request_and_undone(tmp_path, kept):
    rows = [DATED, {"text": "The council met on 3 June 2019."}]
    write(tmp_path, {"in/rows.jsonl": rows})
    call("in", "-o", "out", "--date-raw", "--edits", *kept)
    dated, plain = records(tmp_path / "out" / "rows.jsonl")
    assert (dated["date"], dated["date_raw"]) == ("2019-06-03", "Posted: Monday, 3 June 2019")
    assert plain == {**rows[1], "date": None, "date_raw": None}
    call("out", "--undo", "back")
    assert records(tmp_path / "back" / "rows.jsonl") == rows


def test_counts_are_saved_and_used(tmp_path):
    birds = ("Coot", "Kite", "Ruff", "Tern", "Wren")
    story = "{0} seen at the mill, says a {0} ringer.\n\nThe {0} had three young, and each {0} was ringed.\n"
    stories = [story.format(bird) for bird in birds]
    rows = [{"site": "s", "text": f"Mill Lane Birds\n\n{told}"} for told in stories]
    write(tmp_path, {"in/rows.jsonl": rows, "one/rows.jsonl": rows[:1]})
    call("in", "-o", "out", "--save-counts", "counts.jsonl")
    call("one", "-o", "out2", "--counts", "counts.jsonl")
    assert records(tmp_path / "out" / "rows.jsonl")[0]["text"] == stories[0]
    assert records(tmp_path / "out2" / "rows.jsonl")[0]["text"] == stories[0]


# Messages


def test_a_run_says_much_or_little(tmp_path):
    write(tmp_path, {"in/a.txt": "Café".encode("cp1252"), "in/b.png": "", "in/c.txt": b"\0"})
    said = call("in", "-o", "out").stderr
    assert "1 document read as windows-1252, written as UTF-8" in said
    assert "1 file skipped; -v names them" in said
    assert "  c.txt: is not text: it holds a NUL byte" in said
    assert "  b.png: its ending is that of no known format" in call("in", "-o", "out2", "-v").stderr
    assert call("in", "-o", "out3", "-q").stderr.startswith("Warning: 1 record")


def test_a_second_run_says_that_all_is_done(tmp_path):
    write(tmp_path, {"in/a.txt": NOISY})
    call("in", "-o", "out")
    assert "1 file finished by an earlier run; --force does them again" in call("in", "-o", "out").stderr
    assert "finished" not in call("in", "-o", "out", "--force").stderr
    assert "another --output keeps both" in refused("in", "-o", "out", "--select", "dates")


def test_undo_says_what_it_left_out(tmp_path):
    write(tmp_path, {"in/a.txt": NOISY, "in/b.txt": NOISY})
    call("in", "-o", "out", "--edits")
    write(tmp_path, {"out/a.txt": "changed"})
    result = call("out", "--undo", "back", code=1)
    assert result.stderr.splitlines() == [
        "Restored 1 file to back",
        "Warning: a.txt is left out: line 1: the text is another one than was written",
    ]
    assert read(tmp_path / "back") == {"b.txt": NOISY.encode()}


def test_names_that_are_no_utf_8_are_no_trouble(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    name = os.fsdecode(b"caf\xe9.txt")
    (folder / name).write_bytes(b"\0")
    (folder / os.fsdecode(b"b\xe9.txt")).write_text(NOISY)
    done = a_process("in", "-o", "out", "--edits")
    assert done.returncode == 0
    assert b"caf\\udce9.txt: is not text" in done.stderr
    assert a_process("out", "--undo", "back").returncode == 0
    assert everything(tmp_path / "back") == everything(folder)
    assert b"b\\udce9.txt" in a_process("in", "--diff").stdout


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (KeyboardInterrupt(), 130, "stopped; the same command resumes there"),
        (OSError(28, "No space left on device", "out/a.txt"), 2, "out/a.txt: No space left on device"),
        (MemoryError(), 2, "out of memory; try a smaller --jobs"),
        (ZeroDivisionError("division by zero"), 2, "ZeroDivisionError: division by zero"),
    ],
)
def test_whatever_happens_is_told_in_a_line(tmp_path, monkeypatch, error, code, message):
    def fail(*_):
        raise error

    monkeypatch.setattr(cli, "clean_corpus", fail)
    write(tmp_path, {"in/a.txt": NOISY})
    said = refused("in", "-o", "out", code=code)
    assert message in said
    assert len(said.splitlines()) == 1


# Configuration


def test_the_nearest_configuration_is_found(tmp_path, monkeypatch):
    write(
        tmp_path, {"in/a.txt": NOISY, "pyproject.toml": '[tool.seedclean]\nselect = ["dates", "captions"]\n'}
    )
    (tmp_path / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "deep" / "er")
    call("../../in", "--check")
    call("../../in", "--check", "--select", "translation", code=1)
    write(tmp_path / "deep", {"seedclean.toml": 'ignore = "dates"\nid_field = "key"\n'})
    call("../../in", "--check", code=1)
    write(tmp_path / "deep" / "er", {"pyproject.toml": "[tool.other]\nselect = 1\n"})
    call("../../in", "--check", code=1)
    call("../../in", "--check", "--config", "../../pyproject.toml")


def test_all_that_may_stand_in_a_configuration(tmp_path):
    rows = [{"body": NOISY, "site": "s"}]
    write(
        tmp_path,
        {
            "in/rows.jsonl": rows,
            "seedclean.toml": """
                select = "default"
                ignore = ["dates"]
                unsafe = true
                keep-date-headers = true
                date-raw = true
                languages = ["en"]
                text-field = "body"
                id-field = "id"
                site-field = "site"
                edits = true
                jobs = 1
                on-error = "fail"
            """,
        },
    )
    call("in", "-o", "out")
    assert records(tmp_path / "out" / "rows.jsonl")[0]["body"] == MENDED
    assert (tmp_path / "out" / "_seedclean" / "edits" / "rows.jsonl.jsonl").exists()
    assert "no field 'text'" in refused("in", "-o", "out2", "--text-field", "text", code=1)


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ('selct = "dates"', "there is no option 'selct'; the nearest is 'select'"),
        ("unsafe = 1", "unsafe must be true or false, not 1"),
        ("select = [1]", "select must be a list of names, not [1]"),
        ("jobs = true", "jobs must be a whole number from 1, not True"),
        ("jobs = 0", "jobs must be a whole number from 1, not 0"),
        ('on-error = "panic"', "on-error must be 'quarantine' or 'fail', not 'panic'"),
        ('text-field = ""', "text-field must be a name, not ''"),
        ("select =", "seedclean.toml is not TOML"),
        (b"\xff", "seedclean.toml is not TOML"),
        ('select = "dats"', "did you mean dates"),
    ],
)
def test_a_wrong_configuration_is_answered_with_file_and_value(tmp_path, config, message):
    write(tmp_path, {"in/a.txt": NOISY, "seedclean.toml": config})
    assert message in refused("in", "--diff")


@pytest.mark.parametrize("config", ["[tool]\nseedclean = 1", "tool = 1", "[project]"])
def test_a_pyproject_without_options(tmp_path, config):
    write(tmp_path, {"pyproject.toml": config})
    assert "tool.seedclean" in refused("--config", "pyproject.toml", "--list")


def test_counts_of_a_configuration_stand_beside_it(tmp_path, monkeypatch):
    write(tmp_path, {"in/a.txt": NOISY, "seedclean.toml": 'counts = "counts.jsonl"'})
    (tmp_path / "deep").mkdir()
    monkeypatch.chdir(tmp_path / "deep")
    assert f"{tmp_path}/counts.jsonl: No such file" in refused("../in", "--diff")
