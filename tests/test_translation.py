"""Translation: noise that is put into clean sentences comes out again, and clean sentences stay."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from seedclean import clean, cleaners, select
from seedclean.cleaners.translation.quotes import blanks_in_straight_quotes
from seedclean.cleaners.translation.repeats import LONGEST_GROUP, find_repeats, repeats_in
from seedclean.cleaners.translation.words import TWICE_ANYWHERE
from seedclean.document import Document

SUBJECTS = ["the baker", "the mayor", "a young farmer", "the old miller", "every pupil of the school"]
VERBS = ["painted", "found", "described", "sold", "admired"]
OBJECTS = ["the wooden bridge", "a basket of apples", "the northern garden", "twelve brown horses"]
ENDS = ["in the valley", "before the harvest", "at the edge of the town", "with the help of a friend"]


@st.composite
def sentences(draw):
    parts = [draw(st.sampled_from(group)) for group in (SUBJECTS, VERBS, OBJECTS, ENDS)]
    text = " ".join(parts) + ", and that was the end of it."
    return text[0].upper() + text[1:]


@st.composite
def paragraphs(draw):
    lines = draw(st.lists(sentences(), min_size=1, max_size=4, unique=True))
    return "\n".join(lines) + "\n"


def cleaned(text):
    return clean(text, cleaners.repair + cleaners.translation).text


@given(paragraphs())
def test_clean_sentences_stay(text):
    assert cleaned(text) == text


@given(paragraphs(), st.data())
def test_a_word_that_loops_is_written_once(text, data):
    words = text.split(" ")
    place = data.draw(
        st.sampled_from([i for i, word in enumerate(words) if word.isalpha() and len(word) > 4])
    )
    assume(words[place].islower() and words[place] not in TWICE_ANYWHERE)
    noisy = words[: place + 1] + [words[place]] * data.draw(st.integers(2, 9)) + words[place + 1 :]
    assert cleaned(" ".join(noisy)) == text


@given(paragraphs(), st.data())
def test_a_function_word_that_stands_twice_is_written_once(text, data):
    words = text.split(" ")
    place = data.draw(
        st.sampled_from([i for i, word in enumerate(words) if word in ("the", "of", "and", "with", "a")])
    )
    assert cleaned(" ".join([*words[: place + 1], words[place], *words[place + 1 :]])) == text


@given(sentences(), st.integers(1, 5))
def test_a_sentence_that_follows_itself_is_written_once(sentence, more):
    assert cleaned(" ".join([sentence] * (more + 1)) + "\n") == sentence + "\n"


@given(paragraphs(), st.sampled_from([" ,", ", ,", ",,"]))
def test_a_comma_is_mended(text, noisy):
    assert cleaned(text.replace(",", noisy)) == text


@given(
    paragraphs(),
    st.sampled_from(["high -level", "semi- final", "self -governing", "semi -final", "re -election"]),
)
def test_a_compound_is_joined(text, noisy):
    whole = noisy.replace(" -", "-").replace("- ", "-")
    assert cleaned(text.replace("the end", f"the {noisy} end")) == text.replace("the end", f"the {whole} end")


@given(paragraphs(), st.sampled_from(["11: 30", "5: 05", "23: 59"]))
def test_a_time_is_joined(text, noisy):
    assert cleaned(text.replace("the end", f"at {noisy} the end")) == text.replace(
        "the end", f"at {noisy.replace(' ', '')} the end"
    )


@given(paragraphs())
def test_blanks_inside_quotes_and_brackets_go(text):
    assert cleaned(text.replace("the end", 'the " end "')) == text.replace("the end", 'the "end"')
    assert cleaned(text.replace("the end", "the ( last ) end")) == text.replace("the end", "the (last) end")


@given(paragraphs(), st.sampled_from(["，", " ，"]))
def test_full_width_marks_become_narrow(text, mark):
    assert cleaned(text.replace(", ", mark).replace(".\n", "。\n")) == text


@given(paragraphs(), st.data())
def test_cut_words_are_joined(text, data):
    place = data.draw(st.sampled_from([i for i in range(1, len(text)) if text[i - 1 : i + 1].isalpha()]))
    assert cleaned(text[:place] + "@@ " + text[place:]) == text


@given(st.lists(st.sampled_from(["a", "bread", "rolls", "The", "of", "a,", "b."]), max_size=40))
def test_repeats_are_where_they_say_they_are(words):
    line = " ".join(words)
    end = 0
    for found in repeats_in(line):
        assert end <= found.start < found.kept < found.end <= len(line)
        once = line[found.start : found.kept].lower()
        assert line[found.kept : found.end].lower().startswith(found.gap + once)
        assert found.copies > 1
        end = found.end


@given(st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=8, unique=True), st.integers(2, 6))
def test_every_group_that_follows_itself_is_found(group, copies):
    line = " ".join(f"{word}ord" for word in group * copies)
    (found,) = repeats_in(line)
    assert (found.copies, found.start, found.end) == (copies, 0, len(line))


def test_a_group_longer_than_the_longest_is_a_paragraph():
    words = [f"w{i}" for i in range(LONGEST_GROUP + 1)]
    assert repeats_in(" ".join(words * 2)) == ()
    assert repeats_in(" ".join(words[1:] * 2)) != ()


@given(
    st.lists(st.sampled_from(["a", "an", "Bread", "bread,", "bread.", "don't", "old-old", "é", "1", "\n"])),
    st.lists(st.sampled_from(["the mill", "the", "the big", "The", "\n", "of the", "x,"]), max_size=40),
)
def test_a_long_text_repeats_where_its_lines_do(words, more):
    filling = " ".join(f"w{i}" for i in range(500))
    text = " ".join([*words, "\n", *more, "\n", filling])
    lines = Document(text).lines
    assert Document(text).view(find_repeats) == {
        row: repeats_in(line) for row, line in enumerate(lines) if repeats_in(line)
    }


@given(st.text(st.sampled_from('ab "')))
def test_blanks_in_quotes_are_blanks(line):
    for start, end in blanks_in_straight_quotes(line):
        assert line[start:end].strip(" ") == ""
        assert '"' in (line[start - 1 : start], line[end : end + 1])


@pytest.mark.parametrize(
    "text",
    [
        "The Clintons and the two Germanys met Ms. Williams at Adams Hall in May, as she had said.\n",
        "Louis XI and Pius XII were no friends of the AI that the US and the UN speak of.\n",
        "HONG KONG, July 25 - Takefusa KUBO and NASA said it was VERY good, in the IT department of it.\n",
        "They sang la la la, and cha cha cha, and that was that.\n",
        "The low- and middle-income villages, and the two- to three-year plan that they had had.\n",
        "git commit -a -m 'high -level' && ls -la\n",
        "x = a [ 1 ] + ( b , c ) ; print ( x )\n",
    ],
)
def test_hard_pairs_stay(text):
    assert cleaned(text) == text


def test_guesses_run_only_when_asked_for():
    safe = {rule.name for rule in select("translation")}
    assert safe == {rule.name for rule in cleaners.translation}
    assert safe < {rule.name for rule in select("translation", unsafe=True)}
