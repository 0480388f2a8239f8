"""`check_rule` passes a good rule, and names the law that a bad one breaks."""

import builtins
import random
import sys

import pytest
from hypothesis import strategies as st

from seedclean import RULES, Document, Edit, rule
from seedclean.testing import check_rule
from seedclean.testing.hypothesis_runner import prove, sample
from seedclean.testing.laws import (
    LAWS,
    composing_equals_doing_both,
    deletions_invent_nothing,
    disturbance,
    edits_fit,
    finds_nothing_without_what_it_needs,
    keep,
    laws_of,
    neighbours_do_not_matter,
    never_raises,
    same_input_same_edits,
    second_run_finds_nothing,
    undo_gives_the_original,
    what_was_measured_before_does_not_matter,
)
from seedclean.testing.processes import finds_the_same_elsewhere
from seedclean.testing.static_checks import STATIC_CHECKS
from seedclean.testing.strategies import any_text, as_document
from strategies import SHORT_TEXTS

GOOD = '''
import re

from seedclean import rule


@rule
def shouting(document):
    r"""Replace several exclamation marks by one.

    Why: they shout.

    Leaves alone: one mark.

    >>> from seedclean import show
    >>> print(show(shouting, "Stop!! Now\\n"))
    - Stop!! Now
    + Stop! Now
    """
    for found in re.finditer("!!+", document.text):
        yield *found.span(), "!"
'''


QUADRATIC = """    for end in range(0, len(document.text), 64):
        for start in range(0, end, 64):
            abs(start)
"""


@pytest.fixture
def written(tmp_path, monkeypatch, own_rules):
    """Write a rule into a module, as its author would, and import it."""
    monkeypatch.syspath_prepend(tmp_path)

    def write(source, name="shouting"):
        (tmp_path / "town_rules.py").write_text(source)
        sys.modules.pop("town_rules", None)
        return getattr(__import__("town_rules"), name)

    yield write
    sys.modules.pop("town_rules", None)


def test_a_good_rule_passes(written):
    check_rule(written(GOOD), examples=40)


@pytest.mark.parametrize(
    ("good", "bad", "complaint"),
    [
        ("!!+", "!!", "'shouting' breaks the law 'second_run_finds_nothing'"),
        ("    for found", QUADRATIC + "    for found", "breaks the law of growth"),
        ("one mark.", "one mark.\n    " * 2, None),
        ("Leaves alone: one mark.", "", "has no part 'Leaves alone:'"),
        ("Why: they shout.", "Why:", "has no part 'Why:'"),
        ("by one.", "by one", "begins with one sentence"),
        ("+ Stop! Now", "+ Stop. Now", "breaks the law 'example_runs'"),
        ("    - Stop!! Now\n    + Stop! Now\n", "", "breaks the law 'example_runs'"),
        (
            '"Stop!! Now\\n"))\n    - Stop!! Now\n    +',
            '"Stop! Now\\n"))\n     ',
            "no example that shows a change",
        ),
        ("@rule\n", "@rule(safe=False)\n", "has no part 'Wrong when:'"),
        ("def shouting", "def Shouting", "breaks the law 'name_is_kebab_case'"),
    ],
)
def test_a_bad_rule_is_told_what_is_wrong(written, good, bad, complaint):
    source = GOOD.replace(good, bad)
    assert source != GOOD
    made = written(source, "Shouting" if "Shouting" in source else "shouting")
    if complaint is None:
        check_rule(made, examples=5)
        return
    with pytest.raises(AssertionError, match=complaint):
        check_rule(made, texts=st.text(st.sampled_from("a! "), max_size=8))


def test_the_smallest_text_is_shown(written):
    bad = written(GOOD.replace("!!+", "!!"))
    with pytest.raises(AssertionError, match=r"the document: '!!!'\nwhat happened: it left '!!'"):
        check_rule(bad)


def test_what_is_no_rule_is_an_error():
    with pytest.raises(TypeError, match="check_rule\\(\\) takes a rule, not <built-in function len>"):
        check_rule(len)


def test_a_rule_that_nobody_can_import_is_told_so(own_rules):
    @rule
    def hidden(document):
        yield from ()

    with pytest.raises(AssertionError, match="'hidden' breaks the law"):
        check_rule(hidden)


def test_without_hypothesis_the_error_says_what_to_install(written, monkeypatch):
    good = written(GOOD)
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name.startswith("hypothesis"):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    for name in list(sys.modules):
        if name.startswith(("hypothesis", "seedclean.testing.")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ImportError, match=r"pip install 'seedclean\[test\]'"):
        check_rule(good)


class Finds:
    """Something that finds, badly."""

    name = "bad"

    def __init__(self, find):
        self.find = find

    def __call__(self, document):
        return list(self.find(document))


def yields(*edits):
    return lambda _: edits


def remembering():
    seen = set()

    def find(document):
        if document.text in seen and document.text:
            yield edit(0, document.text, "")
        seen.add(document.text[::-1])

    return find


def measuring_badly():
    asked = []

    def number(line):
        asked.append(line)
        return len(asked)

    def find(document):
        numbers = document.rows(number)
        if numbers[-1] - numbers[0] >= len(numbers):
            yield edit(0, document.text, "")

    return find


def edit(start, old, new):
    return Edit(start, old, new, "bad")


def raising(document):
    document.text.encode()
    return ()


@pytest.mark.parametrize(
    ("law", "find"),
    [
        (never_raises, raising),
        (edits_fit, yields(edit(0, "", ""))),
        (edits_fit, yields(edit(1, "", "x"), edit(0, "", "x"))),
        (edits_fit, yields(edit(0, "no such text", ""))),
        (edits_fit, lambda document: [edit(len(document.text) + 1, "", "x")]),
        (undo_gives_the_original, yields(edit(0, "", "x"), edit(-1, "", "x"))),
        (second_run_finds_nothing, yields(edit(0, "", "x"))),
        (same_input_same_edits, lambda _: [edit(0, "", str(random.random()))]),
        (neighbours_do_not_matter, remembering()),
        (what_was_measured_before_does_not_matter, measuring_badly()),
        (composing_equals_doing_both, lambda document: [edit(0, document.text + "x", "")]),
    ],
)
def test_what_breaks_a_law_is_found(law, find):
    with pytest.raises(
        AssertionError, match=f"'bad' breaks (the law '{law.__name__}'|a law, but not each time)"
    ):
        prove((law,), Finds(find), st.one_of(any_text(), SHORT_TEXTS).map(as_document), examples=300)


def test_a_rule_that_seems_only_to_delete_may_not_insert(written):
    source = GOOD.replace("    + Stop! Now\n", "").replace('"!"', '"?"')
    rule_of_questions = written(source)
    assert deletions_invent_nothing in laws_of(rule_of_questions)
    with pytest.raises(AssertionError, match="breaks the law 'deletions_invent_nothing'"):
        keep(deletions_invent_nothing, rule_of_questions, Document("a!!"))


def test_a_rule_that_finds_something_without_what_it_needs_is_found(written):
    good = written(GOOD.replace("@rule\n", '@rule(needs="!")\n'))
    check_rule(good, examples=40)
    bad = written(GOOD.replace("@rule\n", '@rule(needs=("Stop", "?"))\n'))
    with pytest.raises(AssertionError, match="breaks the law 'finds_nothing_without_what_it_needs'"):
        check_rule(bad)
    assert finds_nothing_without_what_it_needs in laws_of(bad)
    assert finds_nothing_without_what_it_needs not in laws_of(written(GOOD))


def test_another_process_that_finds_something_else_is_found(written):
    documents = [Document(f"{word}!!") for word in ("one", "two", "three", "four", "five", "six", "seven")]
    finds_the_same_elsewhere((written(GOOD),), documents)
    by_hash = written(GOOD.replace("document.text):", "document.text * (hash(document.text) % 2)):"))
    with pytest.raises(AssertionError, match="finds other edits in another process"):
        finds_the_same_elsewhere((by_hash,), documents)


def test_a_sample_is_the_same_each_time():
    strategy = st.text().map(Document)
    assert sample(strategy, 20) == sample(strategy, 20)


def test_every_law_says_what_it_is():
    for law in (*LAWS, *STATIC_CHECKS):
        assert law.__doc__.strip().endswith(".")
        assert "\n" not in law.__doc__.strip()


def test_a_disturbance_is_of_edits_that_fit():
    text = "The council met on Tuesday."
    keep(edits_fit, Finds(lambda document: disturbance(document.text)), Document(text))


@pytest.mark.parametrize("text", ["<br>\n" * 20, "a </p>\n" + "</p>\n" * 30], ids=["breaks", "ends"])
def test_html_which_is_refused_breaks_no_law(text):
    for name in ("teaser", "tag-list"):
        keep(second_run_finds_nothing, RULES[name], Document(text))
