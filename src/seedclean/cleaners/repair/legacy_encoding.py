"""Text of an older encoding that was read as Latin-1, and UTF-8 that was read as KOI8-R or code page 866."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import category

from seedclean.cleaners.repair.legacy import holds_legacy_bytes
from seedclean.document import Change, Document
from seedclean.facts import suspects
from seedclean.once import once
from seedclean.patterns import Pattern
from seedclean.registry import rule

FEWEST_LETTERS = 30
"""Decoded letters: a chance run of bytes may give a few of any script."""

FEWEST_KNOWN = 0.08
"""The share of known words that running text has; of text in another encoding of the same script, hardly one
word in a hundred is known."""

SHARE_OF_SCRIPT = 0.95
"""So many of the decoded letters must be of one script; names and numbers are ASCII and are not decoded."""

TIMES_AS_MANY = 2
"""The right encoding has this many times the known words of the next."""

_MOST_ODD = 15
"""One in so many words may have a capital inside, and one in so many characters may be a sign."""

_HIGH = Pattern("[^\x00-\x7f]")
_WORD = Pattern(r"[^\W\d_]+")
_AS_UTF_8 = ("koi8-r", "cp866")
_READ_AS_UTF_8 = Pattern("[─-▟╨╤][^\x00-\x7f]|[^\x00-\x7f][─-▟]")
_FEWEST_PAIRS = 3


class _Encoding(NamedTuple):
    """An encoding, the letters of its script, and the words or characters that running text in it has."""

    name: str
    letters: Pattern
    known: str
    dense: bool = False


_CYRILLIC = (
    "и в не на что с как по это из он от за для так его но к было они все у же или і що з до та який ця є й "
    "се да са за от това със ще"
)
_CYRILLIC_LETTERS = Pattern("[\u0400-\u04ff]")
_ARABIC = Pattern("[\u0600-\u06ff]")
_GREEK = Pattern("[\u0370-\u03ff]")
_HEBREW = Pattern("[\u0590-\u05ff]")
_THAI = Pattern("[\u0e00-\u0e7f]")
_HAN = Pattern("[\u4e00-\u9fff]")
_JAPANESE = Pattern("[\u3040-\u30ff\u4e00-\u9fff]")
_HANGUL = Pattern("[\uac00-\ud7af]")
# The most common characters of each script, in no order.
_SIMPLIFIED = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "用道行所然家种事成方多经去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日"
)
_TRADITIONAL = (
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡"
    "用道行所然家種事成方多經去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實日"
)
_KOREAN = "이다는을의에가고를한은로지하사도기대어나서인자시일정수부해보전상라장여주리그아구모든권와과"
_ENCODINGS = (
    _Encoding("cp1251", _CYRILLIC_LETTERS, _CYRILLIC),
    _Encoding("koi8-r", _CYRILLIC_LETTERS, _CYRILLIC),
    _Encoding("iso8859-5", _CYRILLIC_LETTERS, _CYRILLIC),
    _Encoding("cp1256", _ARABIC, "في من على إلى أن عن مع هذا هذه التي الذي كان و به از در که را این است با"),
    _Encoding("iso8859-6", _ARABIC, "في من على إلى أن عن مع هذا هذه التي الذي كان و"),
    _Encoding("cp1253", _GREEK, "και το να του η της με που την για στο από τα οι σε είναι ο των"),
    _Encoding("cp1255", _HEBREW, "של את על לא עם זה הוא היא כי גם או אל יותר אם כל בין"),
    _Encoding("cp874", _THAI, "ที่ ใน และ การ เป็น ของ ได้ มี ให้ ว่า จะ ไม่", dense=True),
    _Encoding("gb18030", _HAN, _SIMPLIFIED, dense=True),
    _Encoding("big5", _HAN, _TRADITIONAL, dense=True),
    _Encoding("cp932", _JAPANESE, "のにはをたがでてとしれさいあるなもっ", dense=True),
    _Encoding("euc-jp", _JAPANESE, "のにはをたがでてとしれさいあるなもっ", dense=True),
    _Encoding("cp949", _HANGUL, _KOREAN, dense=True),
)
_FEWEST_DENSE = 0.15
"""The same share for scripts whose common characters are counted: they make a third of a text."""


@rule(needs=suspects())
def legacy_encoding(document: Document) -> Iterator[Change]:
    r"""Decode lines of an older encoding that were read as Latin-1 or Windows-1252.

    Why: a page in Windows-1251, GBK or another encoding that nobody declared comes out as rows of accented
    letters. UTF-8 that was read as KOI8-R or as code page 866 is decoded, too.

    Leaves alone: lines of which less than half of the characters are accented, and a document in which no
    encoding turns nearly all of them into one script with words that its languages use in every sentence,
    or in which two encodings do.

    >>> from seedclean import show
    >>> print(show(legacy_encoding, "Ãîðîä íà ðåêå è â ëåñó, íî íå â ïîëå è íå íà ãîðå.\n"))
    - Ãîðîä íà ðåêå è â ëåñó, íî íå â ïîëå è íå íà ãîðå.
    + Город на реке и в лесу, но не в поле и не на горе.
    """
    rows = [row for row, line in enumerate(document.lines) if holds_legacy_bytes(line)]
    read = {row: data for row in rows if (data := _bytes_of(document.lines[row])) is not None}
    name = _find_encoding(b"\n".join(read.values())) if read else ""
    for row, line in enumerate(document.lines):
        new = read[row].decode(name) if name and row in read else _decode_utf_8(line)
        if new != line:
            start = document.starts[row]
            yield start, start + len(line), new


def _bytes_of(line: str) -> bytes | None:
    """The bytes that were read as Latin-1 or Windows-1252; `None` where a character is of neither."""
    table = _bytes_of_characters()
    try:
        return bytes(table[character] for character in line)
    except KeyError:
        return None


@once
def _bytes_of_characters() -> dict[str, int]:
    table = {chr(byte): byte for byte in range(256)}
    for byte in range(0x80, 0xA0):
        character = bytes([byte]).decode("cp1252", "replace")
        if character != "\ufffd":
            table[character] = byte
    return table


def _find_encoding(data: bytes) -> str:
    """The one encoding that makes text of bytes; `""` where none does, or several."""
    shares = [(_measure_known(data, encoding), encoding.name) for encoding in _ENCODINGS]
    (best, name), (second, _) = sorted(shares, reverse=True)[:2]
    return name if best > 0 and best >= TIMES_AS_MANY * second else ""


def _measure_known(data: bytes, encoding: _Encoding) -> float:
    """Measure the share of bytes that is known text of an encoding; 0 where it is too small."""
    try:
        text = data.decode(encoding.name)
    except UnicodeDecodeError:
        return 0.0
    letters = [character for character in _HIGH.findall(text) if character.isalpha()]
    of_script = len(encoding.letters.findall(text))
    if len(letters) < FEWEST_LETTERS or of_script < SHARE_OF_SCRIPT * len(letters) or _is_odd(text):
        return 0.0
    if encoding.dense:
        parts = encoding.known.split() if " " in encoding.known else encoding.known
        known = sum(len(part) * text.count(part) for part in parts)
        share = known / len(letters)
        return share if share >= _FEWEST_DENSE else 0.0
    words, known_words = _WORD.findall(text.lower()), frozenset(encoding.known.split())
    share = sum(word in known_words for word in words) / max(1, len(words))
    return share if share >= FEWEST_KNOWN else 0.0


def _is_odd(text: str) -> bool:
    """Check whether a text has capitals in its words, or signs and boxes in the place of letters."""
    words = _WORD.findall(text)
    mixed = sum(
        word not in (word.lower(), word.upper(), word.capitalize()) for word in words if len(word) > 2
    )
    cased = sum(word.lower() != word.upper() for word in words)
    signs = sum(_is_sign(character) for character in _HIGH.findall(text))
    return mixed * _MOST_ODD > cased or signs * _MOST_ODD > len(text)


def _is_sign(character: str) -> bool:
    return not character.isalnum() and category(character) in ("So", "Sc", "Sk", "Sm", "Cc", "Cn", "Co")


def _decode_utf_8(line: str) -> str:
    """Decode a line of UTF-8 that was read as an encoding with lines and boxes in the place of letters."""
    if line.isascii() or len(_READ_AS_UTF_8.findall(line)) < _FEWEST_PAIRS:
        return line
    for name in _AS_UTF_8:
        try:
            return line.encode(name).decode("utf-8")
        except UnicodeError:
            continue
    return line
