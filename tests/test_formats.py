"""Formats: what is read comes back as it was, except for what was cleaned."""

import bz2
import gzip
import io
import json
import lzma
import random
import zlib
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedclean.formats import (
    FORMATS,
    BadFileError,
    BadRecordError,
    Facts,
    Fields,
    Limits,
    concatenate,
    format_of,
)
from seedclean.formats.base import CHUNK
from seedclean.formats.compression import SUFFIXES, assembly, compress, read_blocks
from seedclean.formats.json_object import quote

FIELDS = Fields()
NOTHING = Facts("", {})
txt, jsonl = FORMATS["txt"], FORMATS["jsonl"]


def read_text(data):
    return txt.parse(data, "page.txt", FIELDS)


def read_line(line, fields=FIELDS):
    return jsonl.parse(line if isinstance(line, bytes) else line.encode(), "rows.jsonl:1", fields)


def written(line, text, facts=NOTHING):
    return jsonl.write(read_line(line), text, FIELDS, facts).data.decode()


# Plain text


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        pytest.param("Café\n".encode(), "Café\n", "utf-8", id="UTF-8"),
        pytest.param(b"\xef\xbb\xbfCaf\xc3\xa9", "Café", "utf-8-sig", id="UTF-8 with a mark"),
        pytest.param(b"\xff\xfe" + "Café 鳥".encode("utf-16-le"), "Café 鳥", "utf-16-le", id="little UTF-16"),
        pytest.param(b"\xfe\xff" + "Café 鳥".encode("utf-16-be"), "Café 鳥", "utf-16-be", id="big UTF-16"),
        pytest.param(b"Caf\xe9 \x93open\x94", "Café “open”", "windows-1252", id="Windows-1252"),
        pytest.param(b"\x81 caf\xe9", "\x81 café", "windows-1252", id="a byte that Windows-1252 leaves open"),
        pytest.param(b"", "", "utf-8", id="nothing"),
    ],
)
def test_a_text_is_decoded(data, text, encoding):
    record = read_text(data)
    assert record.document.text == text
    assert record.document.id == "page.txt"
    assert record.encoding == encoding


def test_line_ends_are_read_as_they_are():
    assert read_text(b"one\r\ntwo\rthree\n").document.text == "one\r\ntwo\rthree\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "NUL byte", id="a picture"),
        pytest.param("one".encode("utf-16-le"), "NUL byte", id="UTF-16 without a mark"),
        pytest.param(bytes(range(1, 32)) * 4, "control characters", id="control characters"),
        pytest.param(b"\xff\xfea", "mark of UTF-16", id="half of a character"),
        pytest.param(b"\xef\xbb\xbfCaf\xe9", "mark of UTF-8, but is not UTF-8: byte 0xe9", id="wrong mark"),
    ],
)
def test_what_is_no_text_is_bad(data, reason):
    with pytest.raises(BadRecordError, match=reason):
        read_text(data)


def test_a_text_may_hold_a_stray_control_character():
    assert read_text(b"page\x0c two \x1b").document.text == "page\x0c two \x1b"


@given(st.binary(max_size=60) | st.text().map(str.encode) | st.text().map(lambda text: text.encode("utf-16")))
def test_every_text_that_can_be_read_is_restored_byte_for_byte(data):
    try:
        record = read_text(data)
    except BadRecordError:
        return
    out = txt.write(record, "cleaned", FIELDS, NOTHING)
    assert out.data == b"cleaned"
    assert txt.restore(out.data, record.document.text, FIELDS, json.loads(json.dumps(out.kept))) == data


def test_a_cleaned_text_that_is_no_utf_8_any_more_is_bad():
    with pytest.raises(BadRecordError, match="not UTF-8"):
        txt.read_text(b"\xff", FIELDS)


# JSON lines


def test_lines_are_split_and_blank_ones_left_out():
    file = io.BytesIO(b'\xef\xbb\xbf{"a": 1}\n\n \t\r\n{"b": 2}\r\n{"c": 3}')
    (chunk,) = jsonl.read_chunks(file, "", FIELDS)
    assert list(jsonl.split(chunk.data, chunk.first, FIELDS)) == [
        (1, b'{"a": 1}'),
        (4, b'{"b": 2}\r'),
        (5, b'{"c": 3}'),
    ]


def test_a_record_says_what_its_document_is_called_and_where_it_is_from():
    document = read_line('{"id": "p7", "site": "example.org", "text": "Hello"}').document
    assert document[:3] == ("Hello", "p7", "example.org")


@pytest.mark.parametrize(
    ("line", "id_"),
    [
        ('{"text": "", "id": 7}', "7"),
        ('{"text": "", "id": null}', "rows.jsonl:1"),
        ('{"text": ""}', "rows.jsonl:1"),
    ],
)
def test_the_id_of_a_record(line, id_):
    assert read_line(line).document.id == id_


@pytest.mark.parametrize(
    ("line", "site"),
    [
        ('{"text": "", "site": "a.example", "url": "https://b.example/"}', "a.example"),
        ('{"text": "", "site": "", "url": "https://B.example:80/x?y"}', "b.example"),
        ('{"text": "", "site": null, "url": "b.example/x"}', "b.example"),
        ('{"text": "", "site": 7, "url": "http://[half"}', None),
        ('{"text": "", "url": 7}', None),
        ('{"text": "", "url": ""}', None),
        ('{"text": ""}', None),
    ],
)
def test_the_site_of_a_record(line, site):
    assert read_line(line).document.site == site


def test_other_names_for_the_fields():
    fields = Fields("body", "key", "host")
    document = read_line('{"body": "Hello", "key": "k", "host": "h", "text": 1}', fields).document
    assert document[:3] == ("Hello", "k", "h")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param('{"text": "a"', "is not JSON: Expecting ',' or '}', at character 12", id="cut"),
        pytest.param('{"text": "a', "is not JSON: Unterminated string", id="cut in the text"),
        pytest.param('{"text": "a"} {}', "Something follows the object", id="two objects"),
        pytest.param('{"text": "a",}', "Expecting a name", id="a comma too many"),
        pytest.param('{"text" "a"}', "Expecting ':'", id="a colon too few"),
        pytest.param("{text: 1}", "Expecting a name", id="no quotes"),
        pytest.param('{"text": }', "is not JSON", id="no value"),
        pytest.param('{"text": "a\tb"}', "Invalid control character", id="a raw tab"),
        pytest.param('["text"]', "is not a JSON object, but begins '", id="a list"),
        pytest.param('"text"', "is not a JSON object", id="a string"),
        pytest.param("text", "is not JSON: Expecting value", id="no JSON"),
        pytest.param("{}", "has no field 'text'; its fields: none at all", id="no fields"),
        pytest.param(
            '{"id": 1, "body": "a"}',
            "its fields: 'id', 'body'; say which one holds the text: --text-field",
            id="no text",
        ),
        pytest.param('{"text": null}', "has null in its field 'text', not a string", id="null"),
        pytest.param('{"text": -1.5}', "has a number in its field", id="a number"),
        pytest.param('{"text": true}', "has true in its field", id="a truth"),
        pytest.param('{"text": ["a"]}', "has a list in its field", id="a list of texts"),
        pytest.param('{"text": {"a": 1}}', "has an object in its field", id="an object"),
        pytest.param('{"text": "a\\ud800b"}', r"half of a surrogate pair, U\+D800, at char", id="half"),
        pytest.param('{"text": "a", "text": "b"}', "has two fields 'text'", id="two texts"),
        pytest.param('{"text": "a", "x": 1, "x": 1}', "has two fields 'x'", id="two fields of a name"),
        pytest.param(b'{"text": "caf\xe9"}', "is not UTF-8: byte 0xe9 at 13", id="no UTF-8"),
        pytest.param('{"text": "a", "x": ' + "[" * 100_000, "nested too deeply", id="nested"),
    ],
)
def test_a_bad_line_says_why(line, reason):
    with pytest.raises(BadRecordError, match=reason):
        read_line(line)


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param('"n": 12345678901234567890123456789, "f": 1.10, "e": 1E400', id="numbers"),
        pytest.param('"long": ' + "9" * 5000, id="a number too long for Python"),
        pytest.param('"nan": NaN, "inf": -Infinity', id="what is no number"),
        pytest.param('"half": "\\ud800", "same": "\\u00e9é\\/"', id="escapes and half a surrogate pair"),
        pytest.param('"nested": {"b": [1, {"b": 2, "b": 3}], "a": null}', id="nested values"),
        pytest.param('"blanks" :  [ 1 ,2]  ', id="blanks"),
    ],
)
def test_all_other_fields_stay_as_they_are_written(rest):
    line = f'{{"first": 1, "text": "a!!", {rest}}}'
    assert written(line, "a!") == line.replace("!!", "!") + "\n"


def test_new_fields_come_last_and_in_the_manner_of_the_line():
    facts = Facts("", {"date": None, "language": "en"})
    line = '{"text": "a", "n": 1 }'
    assert written(line, "a", facts) == '{"text": "a", "n": 1, "date": null, "language": "en" }\n'
    assert written('{"text":"a"}', "a", facts) == '{"text":"a","date":null,"language":"en"}\n'


def test_the_date_header_becomes_a_field():
    facts = Facts("date: 2019-06-03\n\n", {"date": "2019-06-03"})
    assert json.loads(written('{"text": "x"}', "date: 2019-06-03\n\nBody.\n", facts)) == {
        "text": "Body.\n",
        "date": "2019-06-03",
    }


def test_a_date_of_the_record_itself_stays_and_so_does_the_header():
    facts = Facts("date: 2019-06-03\n\n", {"date": "2019-06-03"})
    line = '{"date": 7, "text": "x"}'
    assert json.loads(written(line, "date: 2019-06-03\n\nBody.\n", facts)) == {
        "date": 7,
        "text": "date: 2019-06-03\n\nBody.\n",
    }


def test_a_line_in_ascii_stays_in_ascii():
    assert written('{"text": "caf\\u00e9!!"}', "café!") == '{"text": "caf\\u00e9!"}\n'
    assert written('{"text": "café!!"}', "café!") == '{"text": "café!"}\n'


def test_half_a_surrogate_pair_that_a_rule_made_is_bad():
    with pytest.raises(BadRecordError, match="the cleaned text holds half"):
        written('{"text": "a"}', "a\ud800")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.dictionaries(st.text(), VALUES, max_size=4),
    st.text(),
    st.text(),
    st.sampled_from([(", ", ": "), (",", ":")]),
    st.booleans(),
    st.booleans(),
)
def test_a_line_is_restored_byte_for_byte(others, text, cleaned, separators, ascii_only, last):
    others.pop("text", None)
    record = {**others, "text": text} if last else {"text": text, **others}
    line = json.dumps(record, ensure_ascii=ascii_only, separators=separators)
    try:
        data = line.encode()
    except UnicodeEncodeError:  # half a surrogate pair cannot be written without an escape
        return
    header = "date: 2019-06-03\n\n"
    facts = Facts(header, {"date": "2019-06-03", "language": None})
    out = jsonl.write(read_line(data), header + cleaned, FIELDS, facts)
    assert jsonl.read_text(out.data, FIELDS) == out.text
    kept = json.loads(json.dumps(out.kept))
    assert jsonl.restore(out.data.removesuffix(b"\n"), text, FIELDS, kept) == data + b"\n"
    after = json.loads(out.data)
    assert list(after)[: len(record)] == list(record)
    assert [repr(after[name]) for name in others] == [repr(value) for value in others.values()]


# Endings


@pytest.mark.parametrize(
    ("name", "format_name"),
    [
        ("a.txt", "txt"),
        ("a.text.gz", "txt"),
        ("A.TXT.GZ", "txt"),
        ("a.jsonl", "jsonl"),
        ("a.ndjson.gz", "jsonl"),
        ("a.jsonl.zst", "jsonl"),
        ("a.txt.bz2", "txt"),
        ("a.jsonl.xz", "jsonl"),
        ("a.md", None),
        ("a.warc.wet.gz", "wet"),
        ("a.warc.gz", None),
        ("a.parquet", "parquet"),
        ("a.parquet.gz", None),
        ("a.feather", "arrow"),
        ("txt", None),
        ("gz", None),
    ],
)
def test_the_ending_tells_the_format(name, format_name):
    assert format_of(name) == format_name


# Chunks and packing


def numbered(count, length):
    return [b'{"text": "%d %s"}' % (number, b"x" * length) for number in range(count)]


@pytest.mark.parametrize("packing", ["", *SUFFIXES])
@pytest.mark.parametrize(("count", "length"), [(3, CHUNK), (40, 60_000), (200, 9_000), (1, 10), (0, 0)])
def test_a_file_is_cut_at_the_same_places_wherever_reading_begins(packing, count, length):
    lines = numbered(count, length)
    data = b"\n".join(lines)
    file = in_file([data], packing)
    chunks = list(jsonl.read_chunks(file(), packing, FIELDS))
    assert b"".join(chunk.data for chunk in chunks) == data
    found = [record for chunk in chunks for record in jsonl.split(chunk.data, chunk.first, FIELDS)]
    assert found == list(enumerate(lines, start=1))
    assert all(len(chunk.data) < CHUNK + length + 40 for chunk in chunks)
    for place, chunk in enumerate(chunks, start=1):
        position = json.loads(json.dumps(chunk.position))
        again = list(jsonl.read_chunks(file(), packing, FIELDS, position))
        assert [one._replace(passed=0) for one in again] == [one._replace(passed=0) for one in chunks[place:]]


def in_file(pieces, packing):
    out = io.BytesIO()
    concatenate([compress(piece, packing) for piece in pieces], assembly(packing), io.BytesIO(), out)
    return lambda: io.BytesIO(out.getvalue())


def others(packing):
    """How others pack and unpack, who know nothing of pieces."""
    if packing == ".zst":
        zstandard = pytest.importorskip("zstandard")
        # This reader stops behind the first frame, as many do.
        return (
            zstandard.ZstdCompressor(write_checksum=True).compress,
            lambda data: zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data)).read(),
        )
    module = {".gz": gzip, ".bz2": bz2, ".xz": lzma}[packing]
    return module.compress, module.decompress


@pytest.mark.parametrize("packing", SUFFIXES)
@given(st.lists(st.binary(max_size=200) | st.just(b"many of the same " * 400), max_size=5))
def test_pieces_that_are_packed_apart_are_one_file_to_others(packing, pieces):
    file = in_file(pieces or [b""], packing)
    pack, unpack = others(packing)
    assert unpack(file().read()) == b"".join(pieces)
    assert file().read() == in_file(pieces or [b""], packing)().read()
    apart = b"".join(map(pack, pieces))
    assert b"".join(read_blocks(io.BytesIO(apart), packing)) == b"".join(pieces)


def test_gzip_is_one_member_for_readers_that_stop_behind_the_first():
    file = in_file([b"first", b"", b"second" * 1000], ".gz")
    reader = zlib.decompressobj(wbits=31)
    assert reader.decompress(file().read()) == b"first" + b"second" * 1000
    assert reader.eof
    assert reader.unused_data == b""


@pytest.mark.parametrize("packing", SUFFIXES)
def test_a_packed_file_that_is_cut_gives_what_came_before(packing):
    data = b"\n".join(numbered(3000, 900))
    pack, _ = others(packing)
    cut = pack(random_bytes(400_000)) if packing == ".bz2" else pack(data)
    half = cut[: len(cut) // 2]
    found = bytearray()
    with pytest.raises(BadFileError, match="and its end is missing") as caught:
        found.extend(chain.from_iterable(read_blocks(io.BytesIO(half), packing)))
    assert caught.value.sound
    assert (random_bytes(400_000) if packing == ".bz2" else data).startswith(found)


def random_bytes(count):
    return random.Random(1).randbytes(count)


@pytest.mark.parametrize("packing", SUFFIXES)
@pytest.mark.parametrize("place", [0, 30, -6])
def test_a_packed_file_that_is_damaged_is_not_sound(packing, place):
    pack, _ = others(packing)
    data = bytearray(pack(random_bytes(3000)))
    data[place] ^= 0x55
    with pytest.raises(BadFileError, match="is damaged, or not") as caught:
        list(read_blocks(io.BytesIO(data), packing))
    assert not caught.value.sound


@pytest.mark.parametrize("packing", SUFFIXES)
def test_a_small_file_that_unpacks_into_much_comes_in_small_blocks(packing):
    pack, _ = others(packing)
    whole = Limits(ratio=10**9)
    much, largest = (1 << 28, 1 << 27) if packing == ".zst" else (1 << 24, 1 << 20)
    sizes = [len(block) for block in read_blocks(io.BytesIO(pack(bytes(much))), packing, 0, whole)]
    assert sum(sizes) == much
    assert max(sizes) <= largest


@pytest.mark.parametrize("packing", SUFFIXES)
def test_a_file_that_unpacks_to_far_more_than_its_size_is_bad(packing):
    pack, _ = others(packing)
    bomb = pack(bytes(1 << 22)) * 32
    sizes = map(len, read_blocks(io.BytesIO(bomb), packing, 0, Limits(ratio=500)))
    found = []
    with pytest.raises(BadFileError, match="unpacks to more than 500 times its size; --max-ratio") as caught:
        found.extend(sizes)
    assert caught.value.sound
    assert sum(found) < 100 << 20


@pytest.mark.parametrize(
    ("name", "data"), [("txt", b"x" * 5000), ("jsonl", b'{"text": "a"}\n' + b"x" * CHUNK * 2)]
)
def test_a_record_that_is_too_large_is_bad(name, data):
    found = []
    with pytest.raises(BadFileError, match=r"record [12] is larger than 4,000 bytes; --max-record") as caught:
        found.extend(FORMATS[name].read_chunks(io.BytesIO(data), "", FIELDS, None, Limits(record=4000)))
    assert caught.value.sound
    assert [chunk.data for chunk in found] == ([b'{"text": "a"}\n'] if name == "jsonl" else [])


def test_lines_behind_one_that_is_too_large_are_read_and_the_end_says_so_after_a_stop_too():
    good = b'{"text": "a"}\n'
    long = b"x" * CHUNK * 3 + b"\n"
    data = good + long + good * (1 + CHUNK // len(good)) + good
    limits = Limits(record=CHUNK)
    found = []
    with pytest.raises(BadFileError, match="record 2 is larger"):
        found.extend(FORMATS["jsonl"].read_chunks(io.BytesIO(data), "", FIELDS, None, limits))
    assert b"".join(chunk.data for chunk in found) == data.replace(long, b"")
    assert [chunk.first for chunk in found[:2]] == [1, 3]
    for at, chunk in enumerate(found):
        rest = []
        with pytest.raises(BadFileError, match="record 2 is larger"):
            rest.extend(FORMATS["jsonl"].read_chunks(io.BytesIO(data), "", FIELDS, chunk.position, limits))
        assert [one[:4] for one in rest] == [one[:4] for one in found[at + 1 :]]


@pytest.mark.parametrize("packing", SUFFIXES)
def test_a_packed_file_whose_name_does_not_say_so_is_bad(packing):
    pack, _ = others(packing)
    for format_ in (txt, jsonl):
        with pytest.raises(BadFileError, match="which its name does not say"):
            list(format_.read_chunks(io.BytesIO(pack(b'{"text": "a"}')), "", FIELDS))


def test_zeros_behind_the_last_member_are_padding():
    assert list(read_blocks(io.BytesIO(gzip.compress(b"a") + bytes(512)), ".gz")) == [b"a"]


@pytest.mark.parametrize("name", sorted({"txt", "jsonl"}))
@pytest.mark.parametrize("packing", ["", *SUFFIXES])
def test_an_empty_file_is_no_error(name, packing):
    (chunk,) = FORMATS[name].read_chunks(io.BytesIO(b""), packing, FIELDS)
    for _, data in FORMATS[name].split(chunk.data, chunk.first, FIELDS):
        assert FORMATS[name].parse(data, "empty", FIELDS).document.text == ""


@given(st.text() | st.text(st.sampled_from('a"\\/\b\f\n\r\t\0\x1f\x7f\x80é鳥\u2028😀')))
def test_a_text_is_quoted_as_json_does(text):
    assert quote(text) == json.dumps(text, ensure_ascii=False).encode()
