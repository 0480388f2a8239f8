"""WET: texts are cleaned, and everything round them stays as it is."""

import gzip
import hashlib
import io
import json
from base64 import b32encode

import pytest

from chunked import cleaned, resumed
from running import config, dated, poisoned, rule_of, shouting
from seedclean.corpus.restore import restore
from seedclean.corpus.run import clean_corpus
from seedclean.formats import FORMATS, BadFileError
from seedclean.formats.base import CHUNK, Fields

wet = FORMATS["wet"]
warc = pytest.importorskip("fastwarc.warc")

RULES = (dated, shouting, poisoned)


def sha1(body):
    return "sha1:" + b32encode(hashlib.sha1(body).digest()).decode()


def record(text, kind="conversion", digest=sha1, content="text/plain", **others):
    body = text if isinstance(text, bytes) else text.encode()
    fields = {
        "WARC-Type": kind,
        "WARC-Target-URI": "https://Example.org/a",
        "WARC-Record-ID": "<urn:uuid:1>",
        **({"WARC-Block-Digest": digest(body)} if digest else {}),
        **others,
        "Content-Type": content,
        "Content-Length": str(len(body)),
        **({"WARC-Payload-Digest": digest(body)} if digest else {}),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"WARC/1.0\r\n{head}\r\n".encode() + body + b"\r\n\r\n"


INFO = record("isPartOf: one!!", "warcinfo", content="application/warc-fields")
META = record("fetched!!", "metadata", content="application/warc-fields")


def test_texts_are_cleaned_with_new_lengths_and_digests_and_all_else_stays():
    data = INFO + record("Café!!\r\n\r\n") + META + record("quiet") + record("poison")
    result = cleaned("wet", data, RULES)
    assert result.data == INFO + record("Café!\r\n\r\n") + META + record("quiet")
    assert [name for name, _ in result.problems] == ["file:5"]
    assert sum(outcome.tally.documents for outcome in result.outcomes) == 2


def test_a_reader_of_others_finds_all_digests_right(tmp_path):
    data = INFO + record("on 2019-06-03\nGo!!") + record("Stay!!", "resource") + META
    for packing in ("", ".gz"):
        packed = gzip.compress(data) if packing else data
        out = cleaned("wet", packed, RULES, packing).data
        found = list(warc.ArchiveIterator(io.BytesIO(out), func_filter=warc.has_block_digest))
        assert len(found) == 4
        texts = []
        for one in warc.ArchiveIterator(io.BytesIO(out)):
            assert one.verify_block_digest()
            texts.append(one.reader.read())
        assert texts[1:3] == [b"date: 2019-06-03\n\nGo!", b"Stay!"]


def test_gzip_has_a_member_for_each_record():
    data = INFO + record("Go!!") + META
    out = cleaned("wet", gzip.compress(data), RULES, ".gz").data
    assert out == b"".join(wet.compress(one, ".gz") for one in (INFO, record("Go!"), META))
    assert gzip.decompress(out) == INFO + record("Go!") + META


@pytest.mark.parametrize("digest", [None, lambda body: "sha256:" + hashlib.sha256(body).hexdigest()])
def test_digests_are_written_in_the_manner_they_had(digest):
    assert cleaned("wet", record("Go!!", digest=digest), RULES).data == record("Go!", digest=digest)


def test_the_names_of_fields_may_be_spelled_in_any_way():
    before = record("Go!!").replace(b"Content-Length", b"CONTENT-length")
    assert cleaned("wet", before, RULES).data == record("Go!").replace(b"Content-Length", b"CONTENT-length")


def test_a_digest_that_nobody_knows_makes_a_bad_record_if_the_text_changes():
    result = cleaned(
        "wet", record("Go!!", digest=lambda _: "own:1") + record("Go", digest=lambda _: "own:2"), RULES
    )
    assert result.data == record("Go", digest=lambda _: "own:2")
    assert "digest of an unknown kind: 'own'" in result.problems[0][1]


def test_a_head_that_says_something_twice_makes_a_bad_record_if_the_text_changes():
    twice = [
        record(text).replace(b"WARC-Block", b"WARC-Block-Digest: sha1:a\r\nWARC-Block")
        for text in ("Go!!", "Go")
    ]
    result = cleaned("wet", b"".join(twice), RULES)
    assert result.data == twice[1]
    assert "its head says something twice: warc-block-digest, warc-block-digest" in result.problems[0][1]


def test_a_text_that_is_no_utf_8_is_a_bad_record():
    assert cleaned("wet", record(b"caf\xe9"), RULES).problems == [("file:1", "is not UTF-8: byte 0xe9 at 3")]


def test_what_a_document_is_called_and_where_it_is_from():
    ((_, raw),) = wet.split(record("a"), 1, Fields())
    assert wet.parse(raw, "file:1", Fields()).document[:3] == ("a", "<urn:uuid:1>", "example.org")


def test_a_record_with_an_end_inside_is_one_record():
    inside = "one\r\n\r\nWARC/1.0\r\nContent-Length: 3\r\n\r\ntwo!!"
    assert cleaned("wet", record(inside), RULES).data == record(inside.replace("!!", "!"))


def test_reading_goes_on_behind_any_chunk():
    data = (
        INFO
        + b"".join(record(f"{number} " + "quiet, " * 9000) for number in range(60))
        + record("x" * 3 * CHUNK)
    )
    found, expected = zip(*resumed("wet", data), strict=True)
    assert found == expected
    assert len(found) == 7


@pytest.mark.parametrize(
    ("data", "reason", "whole"),
    [
        pytest.param(record("a") + record("b")[:-9], "ends inside of record 2", 1, id="cut"),
        pytest.param(record("a") + b"WAR", "ends inside of record 2", 1, id="cut at once"),
        pytest.param(record("a") + b"\r\n" + record("b"), "record 2 does not begin as one", 1, id="a blank"),
        pytest.param(record("a").replace(b": 1\r", b": 2\r") * 2, "record 1 is not as long", 0, id="length"),
        pytest.param(
            record("a").replace(b"Length: 1", b"length: 9" + b"9" * 30), "record 1 does not say", 0, id="huge"
        ),
        pytest.param(b"no WARC at all", "not a WARC file: record 1 does not begin", 0, id="another file"),
        pytest.param(record("a") + b"WARC/x\r\n\r\n", "head of record 2 has no version", 1, id="no version"),
        pytest.param(
            record("a") + b"WARC/" + b"x" * (2 << 20), "the head of record 2 does not end", 1, id="head"
        ),
    ],
)
def test_a_broken_file_gives_what_came_before(data, reason, whole):
    chunks = wet.read_chunks(io.BytesIO(data), "", Fields())
    found = []
    with pytest.raises(BadFileError, match=reason) as caught:
        found.extend(chunks)
    assert caught.value.sound
    assert b"".join(chunk.data for chunk in found) == record("a") * whole


def test_an_empty_file_stays_empty():
    assert cleaned("wet", b"", RULES).data == b""


@rule_of
def even(document):
    """Fail on some texts."""
    if document.text.rstrip("!")[-1:] in set("0258"):
        raise RuntimeError("even")
    yield from ()


@pytest.mark.parametrize("name", ["pages.warc.wet", "pages.warc.wet.gz"])
def test_undo_gives_the_bytes_back(name, tmp_path):
    records = [
        INFO,
        *(record(f"on 2019-06-03\nGo {number}!!") for number in range(20)),
        META,
        record("5"),
        META,
    ]
    records.insert(7, META)
    wrong = record("Stay!!").replace(b"sha1:", b"sha1: ")  # nobody writes that, and it stays
    data = b"".join([*records, wrong])
    packed = wet.compress(data, ".gz") if name.endswith(".gz") else data
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(packed)
    clean_corpus((tmp_path / "in",), tmp_path / "out", config((*RULES, even), edits=True))
    assert restore(tmp_path / "out", tmp_path / "back").problems == []
    assert (tmp_path / "back" / name).read_bytes() == packed
    quarantine = (tmp_path / "out" / "_seedclean" / "quarantine" / f"{name}.jsonl").read_text().splitlines()
    assert len(quarantine) == 9
    assert json.loads(quarantine[0])["line"] == 2
