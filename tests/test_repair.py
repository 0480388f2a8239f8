"""Repair: what ftfy repairs is repaired, what it would not touch is not even shown to it."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from seedclean import Document, clean, cleaners
from seedclean.analysis import hints_at_damage
from seedclean.cleaners.repair.entities import html_entity
from seedclean.cleaners.repair.legacy import holds_legacy_bytes
from seedclean.cleaners.repair.lines import line_end
from seedclean.cleaners.repair.mojibake import has_both_forms, mojibake, suspect_rows
from seedclean.cleaners.repair.unseen import control_character, invisible_character
from seedclean.third_party import repair

ENCODINGS = ["latin-1", "windows-1252", "macroman", "cp437", "windows-1251", "windows-1253", "windows-1257"]
# The characters that mojibake is made of, by blocks; few others come into ftfy's tests.
ODD = st.sampled_from(
    [chr(i) for i in range(0x80, 0x180)]
    + list("ƒˆˇ˘˙˛˜˝–—―‘’‚“”„†‡•…‰‹›⁄€™Ω∂∆∏∑√∞∫≈≠≤≥◊ﬁﬂ\ufffd\uf8ff│┤╡╢╖╕╣║╗╝▀▄█▌▐░▒▓ВГРСаЂЃвΒΓΞΟβ²³¹½")
)
WHOLE = st.text(
    st.sampled_from(
        "abc ABC.,!?'\"-àéîõüßœŒžšłÅØæñ¿¡«»“”‘’„…–—€£°§½×·\xa0\xadабвЖΩλμ日本語한국어السلامहिन्दी🙂"
    ),
    max_size=60,
)


def suspect(line):
    return suspect_rows(Document(line)) != []


def without_entities_and_controls(text):
    return "&" not in text and all(c.isprintable() or c in "\xa0\xad\x80\x93" for c in text)


@st.composite
def damaged_lines(draw):
    whole = draw(st.text(st.sampled_from("abc éüñßœ€“”’–…žЖдЯλ日🙂"), min_size=1, max_size=20))
    encoding = draw(st.sampled_from(ENCODINGS))
    read_wrong = whole.encode().decode(encoding, errors="replace")
    return draw(WHOLE) + " " + read_wrong + " " + draw(WHOLE)


@given(st.one_of(damaged_lines(), WHOLE, st.text(ODD, max_size=6), st.text(max_size=30)))
@example("√´")
@example("voilÃ le travail")
@example("œ ")
@example("\ud83d\udca9")
def test_a_line_that_is_held_back_is_one_that_ftfy_leaves_alone(line):
    line = line.replace("\n", " ").replace("\r", " ")
    if not suspect(line) and without_entities_and_controls(line):
        assert repair(line) == line


@given(st.one_of(damaged_lines(), WHOLE, st.text(ODD, max_size=8)))
def test_no_place_that_hints_at_damage_is_overlooked(line):
    assert suspect(line) == any(hints_at_damage(line, place) for place in range(len(line)))


@given(st.one_of(damaged_lines(), st.text(ODD, max_size=8)))
def test_mojibake_is_repaired_as_ftfy_repairs_it(line):
    line = line.replace("\n", " ").replace("\r", " ").replace("&", "+")
    assume(not holds_legacy_bytes(line) and not has_both_forms(line, repair(line)))
    assert clean(line, (mojibake,)).text == (repair(line) if suspect(line) else line)


IN_LEGACY_ENCODINGS = {
    "cp1251": "Городской совет вечером после дебатов одобрил строительство нового моста через реку",
    "koi8-r": "Жители обоих берегов говорили о шуме, парковках и цене работ, сказал мэр",
    "gbk": "市议会周一晚间经过四个小时的辩论，批准修建新的人行桥，两岸居民在会上谈到了噪音。",
    "euc-kr": "시의회는 월요일 저녁 네 시간에 걸친 토론 끝에 새 보행교 건설을 승인했으며 의견을 밝혔다.",
    "cp1256": "وافق المجلس البلدي مساء الاثنين على بناء جسر المشاة الجديد بعد نقاش استمر أربع ساعات",
}


@given(st.sampled_from(sorted(IN_LEGACY_ENCODINGS)), st.integers(1, 4))
def test_another_encoding_read_as_latin_1_keeps_every_byte(encoding, times):
    line = (IN_LEGACY_ENCODINGS[encoding] * times).encode(encoding).decode("latin-1")
    assert clean(line, (mojibake, invisible_character)).text == line


@given(WHOLE)
def test_text_without_accents_beside_marks_is_not_even_suspected(text):
    ascii_only = text.encode("ascii", errors="ignore").decode()
    assert not suspect(ascii_only)


@given(
    st.lists(st.text(st.characters(exclude_characters="\r\n")), min_size=1), st.sampled_from(["\r\n", "\r"])
)
def test_line_ends_are_made_plain_and_nothing_else_changes(lines, end):
    assert clean(end.join(lines), (line_end,)).text == "\n".join(lines)


@given(st.sampled_from("éüß€“”–…&\"'"), st.sampled_from(["&{};", "&amp;{};", "&amp;amp;{};"]))
def test_an_entity_becomes_its_character_however_often_it_was_escaped(character, form):
    written = "bread " + form.format(f"#{ord(character)}") + " rolls"
    assert clean(written, (html_entity,)).text == f"bread {character} rolls"


@pytest.mark.parametrize("number", ["#0", "#xD800", "#1114112", "#99999999999999"])
def test_a_number_that_is_no_character_stays(number):
    assert clean(f"bread &{number}; rolls", (html_entity,)).edits == []


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"])))
def test_what_can_be_seen_is_no_control_character(text):
    assert clean(text, (control_character, invisible_character)).text == text


@pytest.mark.parametrize(
    "needed",
    [
        "می\u200cخواهم",  # Persian
        "क्\u200dष",  # Hindi
        "👨\u200d👩\u200d👧",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "สวัสดี\u200bครับ",
        "A\u0300 e\u0301",
    ],
)
def test_joiners_that_are_needed_stay(needed):
    text = f"one {needed} two\n"
    assert clean(text, cleaners.repair).text == text


@given(st.text(st.sampled_from("abc déf. ,“”’")), st.sampled_from("\xad\u200b\u2060\u200e"))
def test_invisible_characters_go_from_latin_words(text, invisible):
    noisy = invisible.join(text) + "."
    assert clean(noisy, (invisible_character,)).text == text + "."


@given(WHOLE)
def test_choices_of_style_stay(text):
    styled = text.replace("\xad", "") + " “ﬁne” ‘ｆｕｌｌ’ e\u0301 10\xa0km…"
    if not suspect(styled):
        assert clean(styled, cleaners.repair).text == styled
