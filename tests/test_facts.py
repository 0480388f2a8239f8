"""Facts: what a text holds anywhere, and the rules that are not called without it."""

from re import _parser as parser

import pytest

from seedclean import RULES, Document, clean, cleaners, rule
from seedclean.cleaners.boilerplate.flag_bits import COOKIE, JUMP
from seedclean.cleaners.boilerplate.notice_openings import _OPENINGS, FIRST_OF_OPENINGS
from seedclean.facts import (
    COPIES,
    COUNTS,
    DATE,
    LANGUAGES,
    PAGE,
    PHRASE,
    REFUSAL,
    REPEATS,
    Needs,
    characters,
    facts_after,
    facts_of,
    flag,
    needs_of,
    opening,
    pair,
    several_lines,
    suspects,
    two,
)

PARAGRAPH = "The council met on Monday evening to talk about the bridge and about the old mill below it."
HOLDING = {
    "characters": (characters("&"), "Fish & chips", "Fish and chips"),
    "digits": (characters("0"), "In २०१९ it rained", "In that year it rained"),
    "far digits": (characters("0"), "In \U0001d7da it rained", "In that year it rained"),
    "date": (DATE, "In 2019 it rained", "In 12 towns it rained"),
    "date of other digits": (DATE, "In २०१९ it rained", "In that year it rained"),
    "two": (two("-"), "a-b-c", "a-b c"),
    "pair": (pair(" -"), "a high -level visit", "a high , level visit"),
    "possessive in capitals": (pair("'S"), "Sadiya'S mill", "Sadiya's Sea mill"),
    "suspects": (suspects(), "cafÃ©", "café"),
    "flag": (flag(COOKIE), "It rained.\nWe use cookies.", "It rained."),
    "several lines": (several_lines(), "a\n\nb\n\nc", "a\nb\nc\nd"),
    "phrase": (PHRASE, "It rained.\nThe mill turned.\nShare on Facebook", "It rained.\nShare on Facebook"),
    "copies": (COPIES, f"{PARAGRAPH}\nIt rained.\n{PARAGRAPH}", f"{PARAGRAPH}\nIt rained.\nThe mill turned."),
    "page": (PAGE, "a\n" * 7, "a\n" * 6),
    "opening": (opening(JUMP), "It rained. Skip to content", "It rained. We use cookies."),
    "repeats": (REPEATS, "the the mill", "the mill\nthe mill"),
    "refusal": (REFUSAL, "It rained.\nI'm sorry, but I cannot translate this.", "It rained."),
}


@pytest.mark.parametrize("name", HOLDING)
def test_a_fact_is_of_texts_that_hold_it(name):
    needs, holding, other = HOLDING[name]
    assert needs.hold(facts_of(Document(holding)))
    assert not needs.hold(facts_of(Document(other)))


def test_what_is_known_beside_the_text_is_a_fact():
    assert LANGUAGES.hold(facts_of(Document("It rained.", languages=("en",))))
    assert not LANGUAGES.hold(facts_of(Document("It rained.")))
    assert not COUNTS.hold(facts_of(Document("It rained.")))


def test_needs_join():
    either, both = characters("&") | characters("@"), characters("&") & characters("@")
    for text, one, all_ in (("&", True, False), ("@", True, False), ("&@", True, True), ("-", False, False)):
        facts = facts_of(Document(text))
        assert (either.hold(facts), both.hold(facts)) == (one, all_), text


def test_needs_of_texts_join_by_and_alone():
    assert (needs_of("ab") & characters("&")).texts == ("ab",)
    with pytest.raises(TypeError, match="cannot be joined"):
        needs_of("ab") | characters("&")


def test_a_string_needs_the_facts_of_its_characters():
    assert needs_of("date: ").masks == characters(":").masks
    assert needs_of("ß") == Needs((), ("ß",))
    assert needs_of("(").texts == ("(",)  # a bracket of the other form has the same fact
    assert needs_of(("'", "’")) == characters("'’")


def test_each_opening_has_one_of_the_first_characters():
    for source in _OPENINGS.values():
        for start in firsts(parser.parse(source), 4):
            known = start.partition("?")[0]
            assert any(map(known.startswith, FIRST_OF_OPENINGS)), start
    assert set(map(len, FIRST_OF_OPENINGS)) <= {1, 2, 4}


def firsts(parsed, length):
    """The first characters of what a parsed pattern matches; `?` for what may be any character."""
    found = {""}
    for operation, argument in parsed:
        more = {head for head in found if len(head) < length}
        if not more:
            break
        found -= more
        found |= {head + tail for head in more for tail in steps(str(operation), argument, length)}
    return {head[:length] for head in found}


def steps(operation, argument, length):
    """The same for one step of a parsed pattern."""
    if operation == "LITERAL":
        return {chr(argument)}
    if operation == "IN":
        return {chr(value) if str(kind) == "LITERAL" else "?" for kind, value in argument}
    if operation == "BRANCH":
        return set().union(*(firsts(branch, length) for branch in argument[1]))
    if operation == "SUBPATTERN":
        return firsts(argument[3], length)
    if operation == "MAX_REPEAT":
        return firsts(argument[2], length) | ({""} if argument[0] == 0 else set())
    return {"" if operation == "AT" else "?"}


@pytest.mark.parametrize("new", ["", "&", "a\n& b", "x\ny -z"])
def test_facts_are_carried_over_edits(new):
    text = "One.\nTwo three.\nFour.\n"

    @rule(cleaner="tests")
    def carried(document):
        yield 5, 8, new

    try:
        edits = carried(text)
    finally:
        del RULES["carried"]
    after = Document(text).edited(edits)
    assert not facts_of(after) & ~facts_after(facts_of(Document(text)), after.text, edits)


def test_a_rule_is_called_only_where_its_facts_hold():
    called = []

    @rule(needs=characters("&"), cleaner="tests")
    def needy(document):
        called.append(document.text)
        return ()

    @rule(cleaner="tests")
    def needless(document):
        called.append(document.text)
        return ()

    try:
        clean("Fish and chips", (needy,))
        assert called == []
        clean("Fish & chips", (needy,))
        assert called == ["Fish & chips"]
        clean("Fish and chips", (needless,))
        assert called == ["Fish & chips", "Fish and chips"]
    finally:
        del RULES["needy"], RULES["needless"]


def test_a_rule_is_called_where_another_made_its_facts():
    @rule(cleaner="tests")
    def maker(document):
        place = document.text.find("and")
        if place >= 0:
            yield place, place + 3, "&"

    @rule(needs=characters("&"), cleaner="tests")
    def taker(document):
        place = document.text.find("&")
        if place >= 0:
            yield place, place + 1, "with"

    try:
        assert clean("Fish and chips", (maker, taker)).text == "Fish with chips"
    finally:
        del RULES["maker"], RULES["taker"]


def test_a_clean_sentence_wakes_no_default_rule():
    text = "The council met on Tuesday evening to talk about the new bridge."
    facts = facts_of(Document(text))
    wanted = [known for known in cleaners.DEFAULT if known.needs.hold(facts)]
    assert not [known for known in wanted if known.needs.are_in(text)]
