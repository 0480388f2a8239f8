"""The audit: figures, findings, a page that no text can break, labels, and the two subcommands."""

import base64
import gzip
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest
from click.testing import CliRunner

from running import write
from seedclean import Document, Edit, clean
from seedclean.cleaners.boilerplate.example_page import page
from seedclean.cli import main
from seedclean.corpus.audit import count_tokens, look_at
from seedclean.report.audit.figures import Seen, by_key, loss_bins, totals, worst
from seedclean.report.audit.findings import MOST_A_STRATUM, STAYED, choose, find_edits, find_stayed, mix
from seedclean.report.audit.labels import (
    LabelError,
    Precision,
    find_low,
    overall,
    precisions,
    read_labels,
    wilson,
)
from seedclean.report.audit.page import BEGINNING, render

PAGE = page(below="Related stories\nStorm closes the coastal road\nBakers ask for lower prices")
HOSTILE = (
    "</script><script>pwned=1</script> <!-- <script> ]]> &lt;b&gt; <img src=x onerror=pwned=1> "
    "javascript:pwned=1 <style>*{display:none}</style> \u202egnihton\u202c \x1b[2J \u2028 $data ${script} "
)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """A working directory without a configuration above it."""
    monkeypatch.chdir(tmp_path)


def call(*arguments, code=0):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result


def corpus(folder, number=12, **more):
    records = [
        {"text": f"Page {n}\n{PAGE}", "id": f"p{n}", "site": "a.example", **more} for n in range(number)
    ]
    write(folder, {"in/a.jsonl": records})
    return folder / "in"


@pytest.fixture
def tokenizer(tmp_path):
    """The file of a tokenizer that cuts a text into its words and marks."""
    tokenizers = pytest.importorskip("tokenizers")
    one = tokenizers.Tokenizer(tokenizers.models.WordLevel({"?": 0}, unk_token="?"))
    one.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    one.enable_truncation(3)
    one.enable_padding(length=5)
    path = tmp_path / "tokenizer.json"
    one.save(str(path))
    return path


class Page(HTMLParser):
    """The elements, attributes and scripts of a page."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.attributes, self.scripts, self.styles = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        if self.elements and self.elements[-1] in {"script", "style"} and data.strip():
            (self.scripts if self.elements[-1] == "script" else self.styles).append(data)

    @property
    def data(self):
        return json.loads(self.scripts[0])


def shown(path):
    return Page(path.read_text(encoding="utf-8"))


# Findings


def test_a_finding_has_three_lines_around_it():
    text = "".join(f"line {n}\n" for n in range(20))
    start = text.index("line 10")
    (finding,) = find_edits(Document(text), [Edit(start, "line 10\n", "", "menu")], "a", [None])
    assert finding.before == ("line 7\nline 8\nline 9\n",)
    assert finding.after == ("line 11\nline 12\nline 13",)


def test_other_edits_are_marked_in_the_lines_around():
    text = "Home\nNews\nThe high -level visit ended.\nShare\nMore\nThe end.\n"
    spans = [("Home\n", ""), ("News\n", ""), (" -", "-"), ("Share\nMore\n", "")]
    edits = [Edit(text.index(old), old, new, f"rule-{place}") for place, (old, new) in enumerate(spans)]
    found = list(find_edits(Document(text), edits, "a", [None] * 4, beside=edits))
    assert found[1].before == ("", "Home\n", "", "")
    assert found[1].after == ("The high", " -", "-", "level visit ended.\n", "Share\nMore", "", "")
    assert found[2].before == ("", "Home\n", "", "", "News\n", "", "The high")
    assert "".join(found[3].before[::3]) == "The highlevel visit ended.\n"
    assert found[3].after == ("The end.\n",)
    stayed = find_stayed(Document(text), edits, "a", [0, 0, 0, 0, 0, 0.9])
    assert [one.before for one in stayed] == [
        ("The high", " -", "-", "level visit ended.\n", "Share\nMore\n", "", "")
    ]
    inserted = [Edit(0, "", "date: 2019-06-03\n\n", "date-header"), edits[3]]
    assert (
        next(find_edits(Document(text), edits[3:], "a", [None], beside=inserted)).before[0].startswith("Home")
    )


def test_a_finding_at_either_end_and_one_of_a_long_line_are_short():
    document = Document("x" * 100_000)
    edits = [Edit(0, "x" * 50_000, "", "menu"), Edit(99_999, "x", "yy", "menu")]
    first, second = find_edits(document, edits, "a", [None, None])
    assert len("".join(map(str, first))) < 3_000
    assert second.before[0].startswith("…")
    assert (second.old, second.new, second.after) == ("x", "yy", ("",))


def test_lines_in_doubt_that_stayed_are_a_stratum():
    document = Document("Home\nShare\nThe ferry was late.")
    found = find_stayed(document, [Edit(0, "Home\n", "", "menu")], "a", [0.9, 0.5, 0.1])
    assert [(one.stratum, one.old, one.sure) for one in found] == [(STAYED, "Share", 0.5)]


def test_rare_rules_show_beside_common_ones_and_the_choice_is_the_same_each_time():
    document = Document("a" * 1_000)
    edits = [Edit(n, "a", "", "common") for n in range(999)] + [Edit(999, "a", "", "rare")]
    findings = list(find_edits(document, edits, "a", [None] * 1_000))
    chosen = choose(findings, MOST_A_STRATUM)
    assert len(chosen) == MOST_A_STRATUM + 1
    assert chosen == choose(reversed(findings), MOST_A_STRATUM)
    assert {one.stratum for one in mix(chosen)[:2]} == {"common", "rare"}


# Figures


def seen(name, words, lost, **more):
    return Seen(
        name, None, None, (words * 5, (words - lost) * 5), words, lost, lost == words, None, {}, **more
    )


def test_the_totals_and_the_worst():
    some = [seen("a", 10, 1), seen("b", 10, 10), seen("c", 0, 0)]
    found = totals(some, 3)
    assert found["documents"] == 3
    assert (found["words before"], found["words after"]) == (20, 9)
    assert (found["emptied"], found["quarantined"]) == (2, 3)
    assert [row[0] for row in worst(some)] == ["b", "a"]
    assert loss_bins(some) == [1, 1, *[0] * 8, 1]
    assert by_key(some, lambda one: one.site) == [["unknown", 3, 20, 11]]


def test_a_document_that_nothing_was_taken_from_has_words():
    document = Document("The council met.")
    one, findings = look_at(document, clean(document), "a")
    assert (one.words, one.lost, one.certainty, findings) == (3, 0, None, [])


# The page


def test_no_text_becomes_a_part_of_the_page(tmp_path):
    clean_page = render([], [], 0, "")
    edits = [Edit(0, HOSTILE, HOSTILE + "!", "menu")]
    findings = list(find_edits(Document(HOSTILE * 2), edits, HOSTILE, [0.5]))
    about = seen(HOSTILE, 9, 3)._replace(site=HOSTILE, language=HOSTILE, work={"menu": (1, 3)})
    text = render([about], findings, 0, HOSTILE)
    found, model = Page(text), Page(clean_page)
    shape = ["rect", "text"]
    assert [one for one in found.elements if one not in shape] == [
        one for one in model.elements if one not in shape
    ]
    assert found.scripts[1] == model.scripts[1]
    assert not {"\u202e", "\x1b", "\u2028"} & set(text)
    assert "<script>pwned" in found.data["findings"][0][6]
    assert not [
        name for name, _ in found.attributes if name.startswith("on") or name in {"href", "src", "style"}
    ]


def test_the_policy_lets_only_the_script_and_the_style_of_the_page_run():
    found = Page(render([], [], 0, ""))
    policy = next(value for name, value in found.attributes if name == "content" and "default-src" in value)
    script, style = found.scripts[1], found.styles[0]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for kind, part in (("script-src", script), ("style-src", style)):
        digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in policy
    for way in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        ".style",
        "fetch(",
    ):
        assert way not in script


# The subcommand


def test_a_sample_becomes_one_page_the_same_each_time(tmp_path):
    folder = corpus(tmp_path)
    result = call("audit", folder, "-o", "report.html")
    assert "12 documents, " in result.stderr
    data = shown(tmp_path / "report.html").data
    assert data["totals"]["documents"] == 12
    assert data["sites"][0][0] == "a.example"
    assert {row[0] for row in data["rules"]} >= {"menu"}
    before = (tmp_path / "report.html").read_bytes()
    call("audit", folder, "-o", "report.html", "-q", "--jobs", "2")
    assert (tmp_path / "report.html").read_bytes() == before
    assert shown(tmp_path / "report.html").data["title"] == str(folder)
    done = call("audit", folder, "-o", "small.html", "--sample", "3")
    assert done.stderr.splitlines()[0] == "a sample of 3 records of 12"
    small = shown(tmp_path / "small.html").data
    assert small["totals"]["documents"] == 3
    assert small["title"] == f"{folder}: a sample of 3 records of 12"


def test_a_finished_run_is_audited_by_its_edits(tmp_path):
    folder = corpus(tmp_path)
    call("audit", folder, "-o", "before.html", "-q")
    call(folder, "-o", "out", "--edits", "-q")
    call("audit", "out", "-o", "after.html", "-q")
    before, after = (shown(tmp_path / name).data for name in ("before.html", "after.html"))
    del before["title"], after["title"]
    assert before == after


def test_the_documents_that_a_finished_run_routed_are_counted(tmp_path):
    folder = corpus(tmp_path)
    sure = clean(f"Page 0\n{PAGE}").certainty
    records = [{"text": f"Page {n}\n{PAGE}", "id": f"p{n}"} for n in range(3)]
    write(tmp_path, {"in/b.jsonl": [*records, {"text": "The council met.", "id": "q"}]})
    call(folder, "-o", "out", "--edits", "-q", "--route-below", sure + 0.001, "unsure")
    call("audit", "out", "-o", "report.html", "-q")
    data = shown(tmp_path / "report.html").data
    assert data["totals"]["documents"] == 1
    assert data["routed"] == [15, pytest.approx(sure + 0.001)]
    write(tmp_path, {"some/b.jsonl": records})
    call("some", "-o", "none", "--edits", "-q", "--route-below", sure + 0.001, "other")
    said = call("audit", "none", "-o", "none.html", code=2).stderr
    assert "nothing to look at: 3 documents were routed and none was cleaned, so none.html is not" in said
    call("audit", folder, "-o", "report.html", "-q")
    assert shown(tmp_path / "report.html").data["routed"] is None


def test_a_finished_run_without_edits_or_with_others_is_refused(tmp_path):
    folder = corpus(tmp_path)
    call(folder, "-o", "out", "-q")
    assert "without its edits" in call("audit", "out", "-o", "r.html", code=2).stderr
    call(folder, "-o", "kept", "--edits", "-q")
    (tmp_path / "kept/a.jsonl").write_text('{"text": "other"}\n' * 12)
    assert "do not belong together" in call("audit", "kept", "-o", "r.html", code=2).stderr
    assert not (tmp_path / "r.html").exists()


def test_two_configurations_are_compared(tmp_path):
    folder = corpus(tmp_path)
    (tmp_path / "other.toml").write_text('ignore = ["menu"]\n')
    call("audit", folder, "--compare", "other.toml", "-o", "r.html", "-q")
    data = shown(tmp_path / "r.html").data
    counts = {row[0]: row[1:] for row in data["compare"]["rules"]}
    assert counts["menu"][0] > 0
    assert counts["menu"][2] == 0
    assert data["compare"]["differ"] == 12
    assert any(row[1] == "only first: menu" for row in data["findings"])
    # A difference weighs as much as the words that it is about, in all documents.
    assert data["sums"]["only first: menu"] == [counts["menu"][0], counts["menu"][1]]
    assert {row[1] for row in data["findings"]} <= set(data["sums"])


def test_the_sides_of_a_comparison_have_their_own_precision(tmp_path):
    lines = [label(n, "only first: menu", "right", 300) for n in range(6)]
    lines += [label(9, "only first: teaser", "wrong", 100), label(10, "only other: menu", "wrong", 50)]
    write(tmp_path, {"labels.jsonl": "\n".join(lines)})
    output = call("precision", "labels.jsonl").stdout
    assert "only first, overall, weighted by words: 75.0%" in output
    assert "only other, overall, weighted by words: 0.0%" in output
    assert output.endswith("no rule with enough judgements is below 95.0%\n")


def test_the_labels_of_a_comparison_propose_what_to_ignore_on_each_side(tmp_path):
    lines = [label(n, "only first: teaser", "wrong") for n in range(6)]
    lines += [label(10 + n, "only other: lone-repeat", "wrong") for n in range(6)]
    lines += [label(20 + n, "only other: menu", "right") for n in range(6)]
    write(tmp_path, {"labels.jsonl": "\n".join(lines)})
    assert call("precision", "labels.jsonl").stdout.splitlines()[-4:] == [
        "below 95.0%, only first: put this line into seedclean.toml, or run with --ignore teaser",
        'ignore = ["teaser"]',
        "below 95.0%, only other: put this line into the file that --compare took",
        'ignore = ["lone-repeat"]',
    ]


def test_rules_that_were_wrong_together_are_named_and_none_is_proposed(tmp_path):
    write(tmp_path, {"labels.jsonl": "\n".join(label(n, "menu+teaser", "wrong") for n in range(6))})
    last = call("precision", "labels.jsonl").stdout.splitlines()[-1]
    assert last == "below 95.0%: menu+teaser, where no edit speaks of one rule alone"


def test_bad_records_are_counted_and_no_other_file_is_overwritten(tmp_path):
    write(tmp_path, {"a.jsonl": '{"text": "The council met."}\n{broken\n', "notes.html": "mine"})
    call("audit", "a.jsonl", "-o", "r.html", "-q")
    assert shown(tmp_path / "r.html").data["totals"]["quarantined"] == 1
    assert "is no report" in call("audit", "a.jsonl", "-o", "notes.html", code=2).stderr
    assert "cannot" in call("audit", "-", "-o", "r.html", code=2).stderr
    assert (tmp_path / "notes.html").read_text() == "mine"
    assert (tmp_path / "r.html").read_text(encoding="utf-8").startswith(BEGINNING)


def test_records_that_cannot_be_cleaned_are_named_with_their_reasons(tmp_path):
    write(tmp_path, {"a.jsonl": [{"content": "The council met."}] * 9, "b.jsonl": [{"text": "All is well."}]})
    done = call("audit", "a.jsonl", "b.jsonl", "-o", "r.html")
    assert done.stderr.splitlines()[0] == "Warning: 9 records could not be cleaned"
    assert done.stderr.count("say which one holds the text: --text-field") == 3
    done = call("audit", "a.jsonl", "-o", "none.html", code=2)
    assert "there is nothing to look at, so none.html is not written" in done.stderr
    assert not (tmp_path / "none.html").exists()
    whole = gzip.compress(b'{"text": "All is well."}\n' * 9)
    (tmp_path / "cut.jsonl.gz").write_bytes(whole[:-12])
    first, second, _ = call("audit", "cut.jsonl.gz", "b.jsonl", "-o", "r.html").stderr.splitlines()
    assert first == "Warning: 1 record could not be cleaned"
    assert second.startswith("  cut.jsonl.gz: ")


def test_a_file_without_any_record_to_draw_is_named(tmp_path):
    write(tmp_path, {"a.jsonl": [{"text": "All is well."}] * 9})
    (tmp_path / "bad.jsonl.gz").write_bytes(b"no gzip")
    for sample in ("2", "100"):
        done = call("audit", ".", "-o", "r.html", "--sample", sample)
        first, second, *_ = done.stderr.splitlines()
        assert first == "Warning: 1 record could not be cleaned"
        assert second.startswith("  bad.jsonl.gz: is damaged, or not a gzip file")
        assert shown(tmp_path / "r.html").data["totals"]["quarantined"] == 1


def test_a_comparison_with_the_options_in_use_is_refused(tmp_path):
    folder = corpus(tmp_path, 1)
    (tmp_path / "seedclean.toml").write_text('ignore = ["menu"]\n')
    done = call("audit", folder, "--compare", "seedclean.toml", "-o", "r.html", code=2)
    assert "put the other options into a file of another name" in done.stderr


def test_a_folder_called_audit_is_cleaned_by_its_path(tmp_path):
    write(tmp_path, {"audit/a.txt": "a high -level visit\n"})
    call("./audit", "-o", "out", "-q")
    assert (tmp_path / "out/a.txt").read_text() == "a high-level visit\n"
    assert "audit" in call("--help").stdout
    shown = call("audit", "--help").stdout
    assert "Usage: main audit" in shown
    assert re.search(r"--sample N .*?\[default:\s+2000;", shown, re.DOTALL)


# Labels


def label(number, rule, judgement, words=100):
    return json.dumps({"id": str(number), "rule": rule, "judgement": judgement, "rule_words": words})


def test_the_interval_of_wilson():
    assert wilson(0, 10) == (0.0, 0.278)
    assert wilson(95, 100) == (0.888, 0.978)


def test_the_last_judgement_of_a_finding_counts():
    lines = [label(1, "menu", "right"), label(1, "menu", "wrong"), "", label(2, "menu", "unsure")]
    assert precisions(read_labels(lines)) == [Precision("menu", 0, 1, 1, 100)]


@pytest.mark.parametrize(
    "line", ["{", "[]", "3", '{"rule": "menu"}', label(1, "menu", "maybe"), label(1, 2, "right")]
)
def test_a_line_that_is_no_label_is_named(line):
    with pytest.raises(LabelError, match="line 1"):
        list(read_labels([line]))


def test_lines_that_stayed_speak_of_no_rule():
    rows = [
        Precision(STAYED, 0, 9, 0, 50),
        Precision("menu+teaser", 0, 9, 0, 50),
        Precision("menu", 9, 9, 0, 50),
    ]
    assert list(overall(rows)) == [("overall", 0.5)]
    assert find_low(rows, 0.95) == {"": ["menu+teaser"]}
    assert list(overall([])) == []


def test_precision_proposes_the_rules_to_ignore(tmp_path):
    lines = [label(n, "menu", "right", 900) for n in range(20)]
    lines += [label(100 + n, "teaser", "wrong" if n % 2 else "right") for n in range(10)]
    write(tmp_path, {"labels.jsonl": "\n".join(lines)})
    output = call("precision", "labels.jsonl", "--at-least", ".95").stdout
    assert re.search(r"^menu +100\.0%", output, re.MULTILINE)
    assert "overall, weighted by words: 95.0%" in output
    assert output.endswith('ignore = ["teaser"]\n')
    assert "no rule" in call("precision", "labels.jsonl", "--at-least", ".4").stdout
    write(tmp_path, {"bad.jsonl": "\x1b[2J", "none.jsonl": ""})
    assert "bad.jsonl: line 1 is no label" in call("precision", "bad.jsonl", code=2).stderr
    assert "no labels" in call("precision", "none.jsonl", code=2).stderr


def test_tokens_are_counted_by_a_tokenizer_file(tmp_path, tokenizer):
    write(tmp_path, {"in/a.jsonl": [{"text": "He made a high -level visit."}, {"text": "All is well."}]})
    call("audit", "in", "-o", "report.html", "-q", "--tokenizer", tokenizer)
    sums = shown(tmp_path / "report.html").data["totals"]
    assert (sums["tokens before"], sums["tokens after"]) == (12, 12)
    assert count_tokens("half \ud800", tokenizer) == 2
    call("in", "-o", "out", "--edits", "-q")
    call("audit", "out", "-o", "report.html", "-q", "--tokenizer", tokenizer)
    assert shown(tmp_path / "report.html").data["totals"]["tokens before"] == 12


def test_a_file_that_is_no_tokenizer_is_named(tmp_path):
    source = corpus(tmp_path, 1)
    write(tmp_path, {"other.json": "{}"})
    for name in ("other.json", "missing.json"):
        done = call("audit", source, "-o", "report.html", "--tokenizer", name, code=2)
        assert f"{name} is no tokenizer of Hugging Face" in done.stderr
    assert "tokens before" not in totals([], 0)
