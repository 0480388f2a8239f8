"""Rules are made by a decorator, chosen by name, and joined by those of other packages."""

import pickle
import re
import sys

import pytest

from seedclean import RULES, Document, Edit, Rule, cleaners, rule, select
from seedclean.registry import RuleError, UnknownNameError, load_plugins


@pytest.fixture
def shouting(own_rules):
    @rule
    def two_marks(document):
        """Find two exclamation marks."""
        start = document.text.find("!!")
        if start >= 0:
            yield start, start + 2, "!"

    return two_marks


def names(rules):
    return [one.name for one in rules]


def test_a_rule_is_named_after_its_function_and_belongs_to_its_module(shouting):
    assert isinstance(shouting, Rule)
    assert shouting.name == "two-marks"
    assert shouting.cleaner == "test_registry"
    assert shouting.safe
    assert shouting.__doc__ == "Find two exclamation marks."
    assert RULES["two-marks"] is shouting
    assert repr(shouting) == "<rule two-marks>"


def test_a_rule_takes_a_text_or_a_document(shouting):
    assert shouting("Stop!!") == shouting(Document("Stop!!")) == [(4, "!!", "!", "two-marks")]


def test_a_guess_and_a_cleaner_are_said_in_the_decorator(own_rules):
    @rule(safe=False, cleaner="marks")
    def three_marks(document):
        yield from ()

    assert not three_marks.safe
    assert three_marks.cleaner == "marks"


def test_a_rule_is_made_of_a_function_without_a_decorator_too(own_rules):
    def four_marks(document):
        yield 0, 1, ""

    made = rule(four_marks, cleaner="marks", counts=True, needs="?")
    assert (made.cleaner, made.counts) == ("marks", True)
    assert made("Stop!") == []
    assert made("Stop?") == [(0, "S", "", "four-marks")]


def test_a_rule_looks_at_no_counts_unless_it_says_so():
    def five_marks(document):
        yield from ()

    assert not Rule(five_marks, safe=True, cleaner="marks").counts


@pytest.mark.parametrize(("needs", "found"), [("!", 1), (("?", "!"), 1), ("?", 0), (("?", "x"), 0), ((), 1)])
def test_a_rule_is_not_asked_of_texts_without_what_it_needs(own_rules, needs, found):
    asked = []

    @rule(needs=needs)
    def calls(document):
        asked.append(document.text)
        yield 0, 1, ""

    assert len(calls("Stop!")) == len(asked) == found


def test_spans_are_sorted_and_those_that_change_nothing_are_left_out(own_rules):
    @rule
    def unsorted(document):
        yield 2, 3, ""
        yield 1, 2, document.text[1:2]
        yield 0, 1, "x"

    assert unsorted("abc") == [(0, "a", "x", "unsorted"), (2, "c", "", "unsorted")]


@pytest.mark.parametrize("spans", [[(2, 1, "")], [(-1, 1, "")], [(0, 4, "")], [(0, 2, ""), (1, 3, "")]])
def test_a_span_that_does_not_fit_is_an_error_that_names_the_rule(own_rules, spans):
    @rule
    def clumsy(document):
        yield from spans

    with pytest.raises(RuleError, match=rf"rule 'clumsy' yielded {re.escape(repr(spans[-1]))}"):
        clumsy("abc")


def test_a_rule_may_put_something_in_and_take_nothing_away(own_rules):
    @rule
    def opening(document):
        yield 0, 0, "> "

    assert opening("Stop") == [(0, "", "> ", "opening")]


def test_a_rule_looks_at_counts_only_where_its_decorator_says_so(own_rules):
    @rule
    def plain(document):
        yield from ()

    @rule(counts=True)
    def counting(document):
        yield from ()

    @rule(cleaner="noises")
    def safe_by_default(document):
        yield from ()

    assert [found.counts for found in (plain, counting, safe_by_default)] == [False, True, False]
    assert [found.safe for found in (plain, counting, safe_by_default)] == [True, True, True]
    assert safe_by_default.cleaner == "noises"


@pytest.mark.parametrize(
    ("module", "cleaner"),
    [
        ("seedclean.cleaners.dates", "dates"),
        ("seedclean.cleaners.dates.header", "dates"),
        ("choir.cleaners.songs", "songs"),
        ("choir_cleaners", "choir_cleaners"),
    ],
)
def test_a_rule_belongs_to_the_cleaner_of_its_module(module, cleaner):
    def find(document):
        yield from ()

    find.__module__ = module
    assert Rule(find, safe=True, cleaner=None).cleaner == cleaner


def test_two_rules_cannot_have_one_name(shouting):
    with pytest.raises(ValueError, match=r"there is a rule 'two-marks' already, in .*test_registry"):

        @rule
        def two_marks(document):
            yield from ()


def test_a_module_that_is_imported_again_registers_its_rules_again():
    built_in = RULES["date-header"]
    assert rule(built_in.__wrapped__).name == "date-header"
    RULES["date-header"] = built_in


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_is_pickled_by_its_name(name):
    assert pickle.loads(pickle.dumps(RULES[name])) is RULES[name]


def test_the_default_is_every_safe_built_in_rule_in_the_order_of_running(shouting):
    assert select() == cleaners.DEFAULT
    assert shouting not in select()
    assert [one for one in RULES.values() if one in cleaners.DEFAULT] == list(cleaners.DEFAULT)
    assert all(one.safe for one in cleaners.DEFAULT)


def test_guesses_come_along_only_when_asked_for():
    guesses = {name for name, one in RULES.items() if not one.safe}
    assert guesses == set(names(select(unsafe=True))) - set(names(select()))
    for name in guesses:
        assert names(select(name)) == [name]


def test_a_cleaner_is_selected_by_its_name():
    assert select("dates") == cleaners.dates
    assert select("translation, dates") == cleaners.dates + cleaners.translation
    assert select(["translation", "dates"]) == cleaners.dates + cleaners.translation


def test_a_name_with_a_hyphen_before_it_takes_rules_away():
    assert "date-header" not in names(select("dates,-date-header"))
    assert select("-dates") == tuple(one for one in cleaners.DEFAULT if one.cleaner != "dates")
    assert select("dates,-dates") == ()
    assert select("dates,-dates,date-header") == (RULES["date-header"],)


def test_a_cleaner_is_taken_away_with_its_guesses():
    assert all(one.cleaner != "translation" for one in select("default,-translation", unsafe=True))
    guess = next(one for one in RULES.values() if not one.safe)
    assert select(f"{guess.name},-{guess.cleaner},date-header") == (RULES["date-header"],)


@pytest.mark.parametrize("nothing", ["", " , ", []])
def test_no_name_at_all_is_the_default(nothing):
    assert select(nothing) == cleaners.DEFAULT


def test_each_rule_comes_once():
    assert names(select("date-header,dates,date-header")) == names(cleaners.dates)


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("date-heder", "date-header"),
        ("dtaes", "dates"),
        ("-translatoin", "translation"),
        ("defualt", "default"),
        ("dates,boilerplat", "boilerplate"),
    ],
)
def test_an_unknown_name_is_an_error_that_lists_the_nearest(asked, nearest):
    with pytest.raises(UnknownNameError, match=rf"did you mean .*{nearest}") as caught:
        select(asked)
    assert repr(asked.split(",")[-1].removeprefix("-")) in str(caught.value)


def test_an_unknown_name_is_an_error_that_reads_well():
    message = r"^no rule or cleaner is called 'date-heder'; did you mean date-header or [a-z-]+ or [a-z-]+\?$"
    with pytest.raises(UnknownNameError, match=message):
        select("date-heder")


def test_a_name_like_no_other_is_an_error_that_lists_all():
    with pytest.raises(UnknownNameError) as caught:
        select("qqqqqq")
    known = sorted({"default", *RULES, *(found.cleaner for found in RULES.values())})
    assert str(caught.value) == f"no rule or cleaner is called 'qqqqqq'; known names: {', '.join(known)}"


ENCORE = """
from seedclean import rule

@rule
def encore(document):
    start = document.text.find('Encore! Encore!')
    if start >= 0:
        yield start, start + 8, ''
"""


@pytest.fixture
def install(tmp_path, monkeypatch, own_rules):
    """Installs a module with cleaners as pip would leave it."""
    modules = []

    def installing(module, source):
        (tmp_path / f"{module}.py").write_text(source)
        info = tmp_path / f"{module}-1.0.dist-info"
        info.mkdir()
        name = module.replace("_", "-")
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[seedclean.cleaners]\n{module} = {module}\n")
        modules.append(module)

    monkeypatch.syspath_prepend(tmp_path)
    yield installing
    for module in modules:
        sys.modules.pop(module, None)


@pytest.fixture
def installed(install):
    install("choir_cleaners", ENCORE)


def test_an_installed_cleaner_is_found_when_it_is_asked_for(installed):
    (encore,) = select("encore")
    assert encore("Encore! Encore!") == [(0, "Encore! ", "", "encore")]
    assert select("choir_cleaners") == (encore,)
    assert encore not in select()


def test_the_guesses_of_an_installed_cleaner_come_when_they_are_asked_for(install):
    guess = ENCORE.replace("@rule", "@rule(safe=False)").replace("encore", "maybe_encore")
    install("choir_cleaners", ENCORE + guess)
    assert names(select("choir_cleaners", unsafe=True)) == ["encore", "maybe-encore"]
    assert names(select("choir_cleaners")) == ["encore"]


def test_an_installed_cleaner_does_not_run_by_being_installed(installed):
    assert "encore" not in names(select())
    assert "choir_cleaners" not in sys.modules


def test_a_package_named_like_this_one_does_not_run_by_default(install):
    install("seedclean_choir", ENCORE)
    (encore,) = select("encore")
    assert encore.__module__ == "seedclean_choir"
    assert encore not in select()


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        ("raise RuntimeError('no organ')", "RuntimeError"),
        ("raise SystemExit('no organ')", "SystemExit"),
        ("1 / 0", "ZeroDivisionError"),
    ],
)
def test_a_package_that_fails_costs_its_own_rules_only(install, failure, kind):
    install("broken_choir", ENCORE.replace("encore", "never") + failure)
    install("choir_cleaners", ENCORE)
    assert names(select("encore")) == ["encore"]
    (message,) = load_plugins()
    assert "'broken-choir'" in message
    assert f": {kind}: " in message
    assert "never" not in RULES


def test_an_unknown_name_is_blamed_on_the_package_that_fails(install):
    install("broken_choir", ENCORE + "raise RuntimeError('no organ')")
    with pytest.raises(
        UnknownNameError,
        match=r"^no rule or cleaner is called 'encore'; .*\?; the rules .*'broken-choir'.*no organ",
    ):
        select("encore")


def test_a_view_of_a_rule_is_not_found_again(own_rules):
    asked = []

    @rule
    def curious(document):
        asked.append(document.text)
        yield 0, 4, "Halt"

    document = Document("Stop")
    assert document.view(curious) == curious.edits(document) == [Edit(0, "Stop", "Halt", "curious")]
    assert asked == ["Stop"]
