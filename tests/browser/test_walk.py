"""A new user with a corpus: the way that the README shows, from the first audit to a routed corpus."""

import json
import random

import pytest
from click.testing import CliRunner

from seedclean.cli import main

THINGS = "harbour ferry bridge market school council pier bakery library orchard museum tram quarry".split()
DEEDS = "opened closed repaired measured painted counted moved sold described visited cleaned".split()
MENU = ["Home", "News", "Sport", "Weather", "Contact us", "Subscribe to our newsletter"]
FOOT = ["Share on Facebook", "Cookie settings", "Privacy policy", "© 2019 The Gazette. All rights reserved."]


def page(draw):
    """A page whose teasers its owner wants to keep: for this corpus the rule `teaser` is wrong."""

    def sentence():
        one, other = draw.sample(THINGS, 2)
        deed, weeks = draw.choice(DEEDS), draw.randint(2, 40)
        return f"The {one} was {deed} by people near the {other}, who had waited {weeks} weeks."

    body = [" ".join(sentence() for _ in range(3)) for _ in range(4)]
    teasers = [f"{thing.title()} {draw.choice(DEEDS)} after the storm" for thing in draw.sample(THINGS, 2)]
    return "\n".join(
        [*MENU, f"{draw.choice(THINGS).title()} to be rebuilt", *body, "Related stories", *teasers, *FOOT]
    )


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    """300 records with a field `content`, in the current folder."""
    draw = random.Random(7)
    records = [{"content": page(draw), "url": f"https://s{n % 40}.example/{n}"} for n in range(300)]
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*arguments, code=0):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result


def test_someone_who_has_read_the_readme_judges_switches_off_compares_and_routes(corpus, watch):
    # The first try says what is missing, and writes no empty report.
    first = call("audit", "pages.jsonl", "-o", "report.html", code=2).stderr
    assert "its fields: 'content', 'url'; say which one holds the text: --text-field" in first
    assert not (corpus / "report.html").exists()
    call("audit", "pages.jsonl", "--text-field", "content", "-o", "report.html")

    opened = watch()
    shown = opened.open((corpus / "report.html").as_uri())
    assert shown.inner_text("#rule") != "stayed, though the model was in doubt"
    judged = []
    for _ in range(60):
        rule = shown.inner_text("#rule")
        judged.append(rule)
        shown.keyboard.press("n" if rule == "teaser" else "y")
    assert judged.count("teaser") >= 5
    with shown.expect_download() as download:
        shown.click("#save")
    download.value.save_as(corpus / "labels.jsonl")
    assert opened.errors == []

    said = call("precision", "labels.jsonl").stdout.splitlines()
    assert said[-2].endswith("or run with --ignore teaser")
    assert said[-1] == 'ignore = ["teaser"]'

    (corpus / "other.toml").write_text(said[-1])
    compared = ["--text-field", "content", "--compare", "other.toml", "-o", "compared.html"]
    call("audit", "pages.jsonl", *compared)
    shown = opened.open((corpus / "compared.html").as_uri())
    assert shown.inner_text("#rule").startswith("only ")
    assert "only first: teaser" in shown.inner_text("#stratum")
    assert "300 documents lose another number of words" in shown.inner_text("#comparison")

    (corpus / "seedclean.toml").write_text(said[-1])
    same = [*compared[:3], "seedclean.toml", *compared[4:]]
    assert "a file of another name" in call("audit", "pages.jsonl", *same, code=2).stderr
    done = call("pages.jsonl", "--text-field", "content", "--route-below", ".9", "unsure", "-o", "cleaned")
    assert "teaser" not in done.stderr
    rows = [
        json.loads(line)
        for folder in ("cleaned", "unsure")
        for file in (corpus / folder).glob("*.jsonl")
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    assert sorted(int(row["url"].rpartition("/")[2]) for row in rows) == list(range(300))
    cleaned = [row["content"] for row in rows if "certainty" not in row]
    assert len(cleaned) > 200
    assert all("after the storm" in text and "Cookie settings" not in text for text in cleaned)
    call("cleaned", "--verify")
