"""Every rule has a case file, and does what it says."""

from pathlib import Path

import pytest

from seedclean import RULES
from seedclean.testing import check_case, read_cases

FILES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
IN_GALLERY = 3
BUILT_IN = sorted(name for name, rule in RULES.items() if rule.__module__.startswith("seedclean."))


def case_params():
    for path in FILES:
        for case in read_cases(path):
            marks = pytest.mark.xfail(raises=AssertionError) if case.known_failure else ()
            yield pytest.param(path.stem, case, id=f"{path.stem}: {case.title}", marks=marks)


@pytest.mark.parametrize(("name", "case"), list(case_params()))
def test_a_case(name, case):
    check_case(RULES[name], case)


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_rule_has_a_case_file_with_its_no_ops_first(name):
    path = Path(__file__).parent / "cases" / f"{name}.txt"
    assert path in FILES, f"write {path.name}, with what {name} must leave alone first"
    cases = [case for case in read_cases(path) if not case.known_failure]
    changing = [case.changes for case in cases]
    no_ops = changing.count(False)
    assert no_ops >= max(2, changing.count(True)), "as many no-ops as changes, and two at least"
    assert changing.count(True) >= IN_GALLERY, "the gallery of the docs shows three changes of each rule"
    assert not any(changing[:no_ops]), "the no-ops come first"


@pytest.mark.parametrize("name", [path.stem for path in FILES])
def test_a_case_file_belongs_to_a_rule(name):
    assert name in BUILT_IN


def case_file(tmp_path, text):
    path = tmp_path / "shouting.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_case_file_is_read_part_by_part(tmp_path):
    stays, changes, broken = read_cases(
        case_file(
            tmp_path,
            "=== leaves alone: one mark\nStop!\n\n\n=== two\nStop!!\n\nNow\n--- becomes\nStop!\n\nNow\n\n"
            "=== known failure: three marks\nStop!!!\n--- becomes\n",
        )
    )
    assert (stays.document.text, stays.becomes, stays.changes) == ("Stop!\n", "Stop!\n", False)
    assert (changes.document.text, changes.becomes) == ("Stop!!\n\nNow\n", "Stop!\n\nNow\n")
    assert (broken.known_failure, broken.becomes) == (True, "")


def test_escapes_are_decoded_where_the_title_says_so(tmp_path):
    path = case_file(tmp_path, "=== bell [escapes]\na\\x07b\\u200b\\r\\ud800\n=== not here\n\\x07 C:\\new\n")
    with_escapes, without = read_cases(path)
    assert with_escapes.document.text == "a\x07b\u200b\r\ud800\n"
    assert without.document.text == "\\x07 C:\\new\n"


def test_what_is_known_of_a_document_stands_under_the_title(tmp_path):
    (case,) = read_cases(
        case_file(
            tmp_path,
            "=== a\n--- languages: en, zh\n--- site: example.org\n"
            "--- on 8 of 8 pages: Harbour News\n--- on 2 of 8 pages: Ferry\nText.\n",
        )
    )
    assert case.document.languages == ("en", "zh")
    assert case.document.site == "example.org"
    assert case.document.counts is not None
    assert case.document.counts.share("Harbour News") == 1
    assert case.document.counts.share("Ferry") == 0.25
    assert case.document.text == "Text.\n"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "begins with"),
        ("stray\n=== a\n", "begins with"),
        ("=== a\nx\n=== a\ny\n", "two cases are called 'a'"),
        ("=== a\nx\n--- becomes\ny\n--- becomes\nz\n", "is there twice"),
        ("=== a\nx\n\n--- becomes\nx\n", "nothing changes in 'a'"),
        ("=== \nx\n", "no title"),
    ],
)
def test_a_case_file_that_breaks_the_format_is_an_error(tmp_path, text, complaint):
    with pytest.raises(ValueError, match=complaint):
        read_cases(case_file(tmp_path, text))
