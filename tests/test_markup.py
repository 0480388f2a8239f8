"""HTML is refused, and nothing else is."""

import json

import pytest
from click.testing import CliRunner

from running import records, write
from seedclean import clean
from seedclean.cli import main
from seedclean.markup import MarkupError, check_text

SENTENCE = "The council met on Tuesday evening to talk about the old stone bridge over the river."
PAGES = {
    "a page": f"<!DOCTYPE html>\n<html><body><p>{SENTENCE}</p></body></html>\n",
    "a page in capitals": f"<HTML>\n<BODY>\n{SENTENCE}\n</BODY></HTML>",
    "blanks before it": f"\ufeff \n\n<!doctype html>\n{SENTENCE}",
    "a comment before it": f"<!-- saved - from -- here -->\n<html lang='en'>\n{SENTENCE}",
    "XHTML": f'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">\n{SENTENCE}',
    "a part of a page": f'<div class="main"><div id="text"><p>{SENTENCE}</p></div></div>\n' * 2,
    "a part of a page, laid out": "<div>\n  <p>\n    The council met.\n  </p>\n</div>\n" * 4,
    "a list of links": '<li><a href="/news/council-met">The council met</a></li>\n' * 12,
    "a table": "<table><tr><td>Mill</td><td>Corn</td></tr></table>",
    "a page with a listing": f"<!DOCTYPE html>\n<p>{SENTENCE}</p>\n<pre>mill --grind</pre>",
    "a feed": "<item><title>The council met</title><link>https://example.org/1</link></item>\n" * 3,
}
TEXTS = {
    "prose": SENTENCE,
    "a page of text about HTML": "The <html> tag opens a page, and <!doctype html> stands before it.",
    "a comparison": "if a <b and c> d then x<y and y>z, and 1 < 2 < 3 < 4",
    "a few tags": "The <b>old</b> mill <i>turns</i> again.",
    "a chat log": "<rowan> hi\n<hazel> hello\n<rowan> brb\n<alder> ok\n" * 9,
    "addresses": "<miller@example.org> <baker@example.org> <smith@example.org> <potter@example.org>",
    "code": "#include <stdio.h>\n#include <stdlib.h>\n#include <math.h>\nstd::vector<int> v, w;",
    "a reference": '<pub-id type="id">11030761</pub-id><pub-id type="doi">10.1093/9.17.2553</pub-id>',
    "a form to fill in": "<!-- Say what you expected. -->\n\n<!-- Say what happened instead. -->\n\n" * 9,
    "badges above a text": '<p><a href="/docs"><img src="/badge"></a></p>\n' * 9 + f"{SENTENCE}\n" * 12,
    "a text shown as a page": f"<!DOCTYPE html>\n<title>Mills</title>\n<pre>\n{SENTENCE}\n{SENTENCE}\n</pre>",
    "hearts and arrows": "<3 <3 <3 <-- here -->",
    "a long text with an example": f"{SENTENCE}\n" * 12 + PAGES["a part of a page"],
    "placeholders": "cp <source> <target>\nmv <source> <target>\nln -s <source> <target>",
}


@pytest.mark.parametrize("name", PAGES)
def test_html_is_refused(name):
    with pytest.raises(MarkupError, match="this is HTML and no text; take the text out of it first"):
        check_text(PAGES[name])
    with pytest.raises(ValueError, match="this is HTML"):
        clean(PAGES[name])


@pytest.mark.parametrize("name", TEXTS)
def test_text_is_not_refused(name):
    check_text(TEXTS[name])


def test_what_was_cleaned_can_be_cleaned_again_or_is_refused_at_once():
    text = PAGES["a list of links"] + "\nShare on Facebook\n" * 30
    check_text(text)
    try:
        cleaned = clean(text).text
    except MarkupError:
        return
    assert clean(cleaned).text == cleaned


def test_a_record_that_is_html_goes_to_the_quarantine(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"in/rows.jsonl": [{"text": PAGES["a page"]}, {"text": SENTENCE}]})
    result = CliRunner().invoke(main, ["in", "-o", "out"])
    assert result.exit_code == 0
    assert "rows.jsonl:1: the text begins with '<!DOCTYPE': this is HTML and no text" in result.stderr
    assert [row["text"] for row in records(tmp_path / "out/rows.jsonl")] == [SENTENCE]
    (entry,) = map(
        json.loads, (tmp_path / "out/_seedclean/quarantine/rows.jsonl.jsonl").read_text().splitlines()
    )
    assert entry["line"] == 1
