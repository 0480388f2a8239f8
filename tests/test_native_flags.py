"""The signs of lines that C finds are those of the reference in Python."""

import os

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reference.line_flags import signs_of
from seedclean.cleaners.boilerplate import flag_keywords, lines
from seedclean.cleaners.boilerplate.flag_bits import (
    FEW_CHARACTERS,
    LONGEST_COOKIE_NOTICE,
    LONGEST_LICENCE,
    LONGEST_RIGHTS,
)
from seedclean.cleaners.boilerplate.line_flags import flags_of
from seedclean.document import Document

PARTS = [
    part
    for parts in (
        flag_keywords.DENSE_PARTS,
        flag_keywords.LONG_FOREIGN_PARTS,
        flag_keywords.COOKIE_PARTS,
    )
    for part, _ in parts
]
KNOWN = sorted(
    {
        *(word for words in flag_keywords._WORDS.values() for word in words.split()),
        *flag_keywords.OPENINGS,
        *flag_keywords.LABELS,
        *flag_keywords.ANNOUNCED,
        *flag_keywords.THOUSANDS,
        *(word + "next" for word in flag_keywords.PAGE_WORDS),
        *PARTS,
    }
)
FILLERS = """bridge The A 12 3,5 12:30 İstanbul ΟΔΟΣ ß ǅ x ﬁ 年月日の 吊り橋 다리 𝔘𝔫 𠮷野家
    😀 ❤️ \u200b \ud800 \x00""".split()
MARKS = sorted(
    {
        *flag_keywords.AROUND_WORD,
        *flag_keywords.AROUND_ROLE,
        *flag_keywords.OF_RIGHTS,
        *lines.AROUND,
        *lines.CLOSING,
    }
    | {
        *flag_keywords._MARKS_BEFORE,
        *flag_keywords._MARKS_BEHIND,
        *flag_keywords.GOING_ON,
        *lines.SENTENCE_END,
    }
)
BLANKS = [" "] * 6 + [
    "",
    "  ",
    "\t",
    "\xa0",
    "\u3000",
    "\x1c",
    "\x85",
    "\u2028",
    "\u202f",
    "\r",
    ": ",
    "：",
    " | ",
]
LIMITS = (
    *(lines.MOST_LABEL_CHARACTERS, FEW_CHARACTERS, LONGEST_RIGHTS, LONGEST_LICENCE, LONGEST_COOKIE_NOTICE),
    1024,
)

SOME = 11 if os.environ.get("SEEDCLEAN_PROFILE", "dev") == "dev" else 1
"""Of Chinese, Korean and the like the default profile asks of every eleventh character, of words as well."""

marks = st.one_of(st.just(""), st.sampled_from(MARKS))
cases = st.sampled_from([str, str, str.upper, str.title, str.capitalize])
words = st.builds(
    lambda before, word, case, behind: before + case(word) + behind,
    marks,
    st.one_of(st.sampled_from(KNOWN), st.sampled_from(FILLERS), st.sampled_from(PARTS)),
    cases,
    marks,
)
short = st.lists(st.tuples(words, st.sampled_from(BLANKS)), max_size=12).map(
    lambda pairs: "".join(word + blank for word, blank in pairs)
)
long = st.builds(
    lambda start, filler, end, limit, more: (start + filler * limit)[: max(limit + more - len(end), 0)] + end,
    short,
    st.sampled_from(["bridge ", "年月", "ferry", "Straße ", "a b "]),
    short,
    st.sampled_from(LIMITS),
    st.integers(-1, 1),
)
texts = st.lists(st.one_of(short, long, st.text(max_size=30)), max_size=12).map("\n".join)


def check(text):
    document = Document(text)
    found = flags_of(document)
    wanted = list(map(signs_of, document.stripped))
    assert found == wanted, [
        (line, f"{one:b} is not {other:b}")
        for line, one, other in zip(document.stripped, found, wanted, strict=True)
        if one != other
    ]


@given(texts)
@example("")
@example("\n \n\t")
@settings(deadline=None)
def test_both_find_the_same_signs(text):
    check(text)


@pytest.mark.parametrize(
    "line",
    [
        "{0}",
        "{0}home",
        "{0}k {0}Home{0}",
        "About {0} us",
        "{0}Author{0}: me",
        "one two three four five six seven eight nine ten{0}",
        "one two three four five six seven eight nine ten.{0}",
        "{0}" + "long " * 32 + ".{0}",
        "{0}" * 20,
    ],
)
def test_both_see_the_same_in_every_character(line):
    points = [*range(0x3100), *range(0x3100, 0x10000, SOME), *range(0x10000, 0x110000, 0x111)]
    check("\n".join(line.format(chr(point)) for point in points))


def test_both_know_the_same_words():
    words = [*flag_keywords.SIGNS_OF, *KNOWN]
    check("\n".join(words))
    for place, line in enumerate(
        (
            "{} of",
            "12 k {}",
            "The {} of",
            "{}：me",
            "[{}]: me",
            "x{}" + " long" * 32,
            "{}" + "年" * 395,
        )
    ):
        some = words[place % SOME :: SOME]
        check("\n".join(line.format(word) for word in some))
        check("\n".join(line.format(word).upper() for word in some))


@pytest.mark.parametrize("line", ["{}", "{}。", "{}.”", "Home {}", "a b c d {}.", "one {}\xa0two"])
def test_both_count_the_same_words(line):
    check("\n".join(line.format(word * count) for word in ("年", "다 ", "x ", "x\t") for count in range(70)))


@pytest.mark.parametrize("start", ["Home", "Subscribe to ", "Our cookies and copyright: ", "© 版权 cookie："])
@pytest.mark.parametrize("filler", ["»", "x", "bridge ", "年月"])
def test_both_keep_to_the_same_limits(start, filler):
    check("\n".join((start + filler * limit)[: limit + more] for limit in LIMITS for more in range(-3, 3)))


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000,
        " " * 300_000,
        "”" * 300_000,
        "cookie " * 50_000,
        "a\n" * 50_000,
        "icp：" * 70_000,
        "😀\n" * 20_000,
    ],
)
def test_both_take_long_texts(text):
    check(text)


@given(st.lists(short, min_size=12, max_size=12))
@settings(deadline=None)
def test_lines_show_the_same_signs_on_long_and_short_pages(lines):
    page = [line.replace("\n", "") for line in lines]
    whole = flags_of(Document("\n".join(page)))
    assert whole == [sign for line in page for sign in flags_of(Document(line))]
