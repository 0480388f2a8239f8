"""Named strategies: what the suite proves the rules on."""

from pathlib import Path

from hypothesis import strategies as st

from pages import built_pages
from seedclean import Document, Edit, apply
from seedclean.counts import SiteCounts, line_key
from seedclean.testing import read_cases
from seedclean.testing.laws import example_texts
from seedclean.testing.strategies import NOISE, ODD, WORDS, any_text, join_pieces, repeats, variations

CASES = {
    path.stem: [text for case in read_cases(path) for text in (case.document.text, case.becomes) if text]
    for path in sorted((Path(__file__).parent / "cases").glob("*.txt"))
}

INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u202e\u2060\u2066\ufe0f\ufeff\x00\x01\x08\x7f\x85\x9f"
)

SCRIPTS = (
    *("Der Rat traf sich am Dienstag.", "Le conseil s’est réuni mardi.", "El consejo se reunió el martes."),
    *(
        "Совет собрался во вторник.",
        "Το συμβούλιο συνήλθε την Τρίτη.",
        "اجتمع المجلس يوم الثلاثاء.",
        "המועצה נפגשה",
    ),
    *(
        "议会星期二开会。",
        "議会は火曜日に開かれた。",
        "의회가 화요일에 열렸다.",
        "परिषद की बैठक मंगलवार को हुई।",
        "สภาประชุมวันอังคาร",
    ),
    *("می‌خواهم بنویسم", "Hội đồng họp hôm thứ Ba.", "Rada se sešla v úterý.", "The council met on Tuesday."),
)


SHORT_TEXTS = st.text(st.sampled_from("ab \n\r\u2028\ud800é😀"), max_size=30)


@st.composite
def edits_of(draw, text, rule="one"):
    """Edits of a text, touching ones and insertions at the same place among them."""
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=10)))
    edits = []
    for start, end in zip(places[::2], places[1::2], strict=False):
        old, new = text[start:end], draw(st.text("xy\n", max_size=3))
        if old != new:
            edits.append(Edit(start, old, new, rule))
    return edits


@st.composite
def rounds(draw, number):
    """A text and so many rounds of edits, each of what the one before left."""
    text = draw(SHORT_TEXTS)
    texts, edits = [text], []
    for turn in range(number):
        edits.append(draw(edits_of(texts[-1], f"rule-{turn}")))
        texts.append(apply(texts[-1], edits[-1]))
    return texts, edits


def lines():
    """Short lines, as menus have them, with blank ones between."""
    return st.lists(st.sampled_from(("", " ", *NOISE, *WORDS)), max_size=20).map("\n".join)


def prose():
    """Words and scraps in a row."""
    return join_pieces((*WORDS, *WORDS, *NOISE))


def hostile_repeats():
    """One or two scraps over and over."""
    return repeats((*ODD, *NOISE, *WORDS))


def mixed_scripts():
    """Sentences of many scripts, on one line or on several."""
    return join_pieces((*SCRIPTS, *SCRIPTS, *NOISE, *WORDS), most=8)


def undamaged():
    """Sentences of many scripts, joiners, wide digits and all, with nothing to repair."""
    return join_pieces((*SCRIPTS, *WORDS, "１２", "１月", "ﬁ", "👩‍👩‍👧", "𝔘", "½"), most=10)


def mojibake():
    """Sentences decoded with the wrong encoding, once or twice."""
    wrong = st.sampled_from(("latin-1", "cp1252", "cp1251", "cp437", "gbk"))
    return st.builds(_misread, mixed_scripts(), st.lists(wrong, min_size=1, max_size=2))


def _misread(text, encodings):
    for encoding in encodings:
        text = text.encode("utf-8", "replace").decode(encoding, "replace")
    return text


def invisible_characters():
    """Sentences with characters in them that nobody sees."""
    return join_pieces((*INVISIBLE, *SCRIPTS, *WORDS), most=20)


def known(texts):
    """Documents of these texts, some with wanted languages, some from a site whose lines are counted."""
    return st.builds(
        _document,
        texts,
        st.sampled_from(((), (), ("en",), ("zh", "de"))),
        st.sampled_from((0, 0, 1, 2, 3)),
    )


def _document(text, languages, every):
    if not every:
        return Document(text, languages=languages)
    counts = {line_key(line): 8 for line in text.split("\n")[::every] if line.strip()}
    return Document(text, site="example.org", languages=languages, counts=SiteCounts(8, counts))


def documents(*rules):
    """All of these, and above all what the rules' authors thought of, worked over."""
    own = [text for rule in rules for text in (*example_texts(rule), *CASES.get(rule.name, ())) if text]
    general = (
        any_text(),
        lines(),
        prose(),
        hostile_repeats(),
        mixed_scripts(),
        mojibake(),
        invisible_characters(),
    )
    pages = built_pages().map(lambda page: page.text)
    texts = st.one_of(*general, pages, *([variations(own)] * 7 if own else []))
    return known(texts)
