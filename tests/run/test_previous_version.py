"""Output folders of version 0.1.0: they can be undone, and a run says why it would begin anew."""

import json
import os
from zlib import crc32

import pytest

from running import config, read, shouting, write
from seedclean.corpus.clean_records import fingerprint
from seedclean.corpus.restore import restore
from seedclean.corpus.run import clean_corpus
from seedclean.corpus.verify import verify_corpus
from seedclean.counts import LineCounts
from seedclean.errors import RunError

MANIFEST = {
    "version": "0.1.0",
    "engines": {"ftfy": "6.3.1"},
    "rules": ["shouting"],
    "plugins": {},
    "languages": [],
    "fields": {"text": "text", "id": "id", "site": "site"},
    "format": "txt",
    "edits": True,
    "keep date headers": False,
    "date_raw": False,
    "sample": None,
}
TALLY = {"documents": 1, "changed": 1, "before": 4, "after": 3, "rules": {}, "encodings": {}, "bad": 0}


@pytest.fixture
def old(tmp_path):
    """The folder of a run that was stopped in its second file."""
    part = f".seedclean-part-{crc32(os.fsencode('b.jsonl')):08x}"
    finished = {"file": "a.txt", "input": [4, 1], "counted": "", "output": 3, "tally": TALLY}
    going = {"file": "b.jsonl", "input": [9, 1], "counted": "", "position": [9, 2], "passed": 9}
    edits = [
        {"format": "txt", "fields": {"text": "text", "id": "id", "site": "site"}},
        {"line": 1, "id": "a.txt", "after": fingerprint("Go!"), "edits": [[2, "!!", "!", "shouting"]]},
    ]
    return write(
        tmp_path / "out",
        {
            "a.txt": "Go!",
            part: '{"text": "Stay"}\n',
            "_seedclean/run.json": json.dumps(MANIFEST),
            "_seedclean/finished.jsonl": json.dumps(finished) + "\n",
            "_seedclean/going.json": json.dumps({**going, "sizes": {"b.jsonl": 17}, "tally": TALLY}) + "\n",
            "_seedclean/edits/a.txt.jsonl": "".join(json.dumps(entry) + "\n" for entry in edits),
        },
    )


def test_it_can_be_undone(old, tmp_path):
    assert restore(old, tmp_path / "back").problems == []
    assert read(tmp_path / "back") == {"a.txt": b"Go!!"}


def test_a_run_says_why_it_does_not_continue_and_begins_anew_when_forced(old, tmp_path):
    source = write(tmp_path / "in", {"a.txt": "Go!!", "b.jsonl": [{"text": "Stay!!"}]})
    options = config((shouting,), edits=True)
    with pytest.raises(RunError, match=r"cleaned in another way, .*limits.*; --force cleans"):
        clean_corpus((source,), old, options)
    clean_corpus((source,), old, config((shouting,), edits=True, force=True))
    assert read(old) == {"a.txt": b"Go!", "b.jsonl": b'{"text": "Stay!", "date": null}\n'}
    left = sorted(path.name for path in (old / "_seedclean").iterdir())
    assert left == ["edits", "finished.jsonl", "run.json"]


def test_its_outputs_have_no_checksums(old):
    assert dict(verify_corpus(old)) == {"a.txt": "has no checksum, for version 0.1.0 wrote it"}


def test_its_counts_are_read(tmp_path):
    path = tmp_path / "counts"
    page = {"site": "s", "page": "0f3a000000000000", "lines": ["home | news"]}
    path.write_text('{"format": "seedclean line counts 1"}\n' + json.dumps(page) + "\n")
    assert list(LineCounts.load(path).sites()) == ["s"]
