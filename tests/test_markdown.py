"""Markdown: the view without marks, and edits that leave no mark in part."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedclean import clean, revert, select
from seedclean.cleaners.boilerplate.line_model.gate import is_page
from seedclean.cleaners.boilerplate.line_model.mark_evidence import WEIGHTS, measure_marks
from seedclean.document import Document
from seedclean.edits import Edit, apply
from seedclean.markdown.blocks import PROTECTED
from seedclean.markdown.marks import LineMarks, marks_of
from seedclean.markdown.recognise import is_markdown
from seedclean.markdown.view import view_of

PROSE = (
    "The council met on Monday to talk about the bridge over the river, which is to be built of wood. "
    "It will be open to all who walk and to nobody who drives, said the mayor to those who had come.\n"
)
MENU = "".join(
    f"* [{label}](/{label.lower()})\n" for label in ("Home", "News", "Sport", "Weather", "Contact")
)
FURNITURE = "\n[Share](/fb) [Tweet](/tw)\n\n[Privacy policy](/privacy)\n[About us](/about)\n"
PAGE = f"{MENU}\n# Bridge to be built of wood\n\n{PROSE}\n{PROSE}\n{PROSE}{FURNITURE}"

KEPT = {
    "a README with badges": "# Mill\n\n[![Build](https://ci.example/b.svg)](https://ci.example)\n\n"
    "- [Install](#install)\n- [Use](#use)\n\n## Install\n\n"
    "```sh\npip install mill\n```\n\n## Use\n\nGrind.\n",
    "a list of links that is the text": "# Good mills\n\n"
    + "".join(f"- [Mill {n}](https://mill{n}.example) - Grinds flour of kind {n}.\n" for n in range(9)),
    "a list of references": "## References\n\n1. [On mills](https://a.example)\n2. [On flour](https://b.example)\n",
    "a changelog": "# Changelog\n\n## [1.1.0](https://c.example/1.1) - 2024-05-01\n\n- Fix the wheel ([#7](https://c.example/7))\n"
    "\n## [1.0.0](https://c.example/1.0) - 2024-04-01\n\n- First release\n",
    "a table of links": "# Mills\n\n| Mill | Home |\n|------|------|\n| Old | [Home](https://a.example) |\n"
    "| New | [Contact](https://b.example) |\n",
    "footnotes": "# Mills\n\nMills turn.[^1] So do wheels.[^2]\n\n[^1]: On mills.\n[^2]: On wheels.\n",
    "front matter": "---\ntitle: Mills\ndate: 2024-05-01\nshare: true\n---\n\n# Mills\n\nMills turn.\n",
    "formulas": "# Sums\n\nIt is $a , b$ and $x_1 ,y$.\n\n$$\na , b\n$$\n",
    "code": "# Code\n\n```\nHome\nNews , old\nShare this\n```\n\nCall `f( a , b )` then.\n",
}


@pytest.mark.parametrize("name", KEPT)
def test_markdown_that_people_write_is_kept(name):
    assert is_markdown(KEPT[name])
    assert clean(KEPT[name]).edits == []


def test_a_page_loses_its_menu_with_all_marks_and_keeps_its_headline():
    cleaned = clean(PAGE)
    assert cleaned.text.startswith("# Bridge to be built of wood\n\nThe council")
    assert "](" not in cleaned.text
    assert revert(cleaned.text, cleaned.edits) == PAGE
    assert clean(cleaned.text).edits == []


def wrapped(text, width):
    """Break the long lines of a text as many writers of Markdown do, headings and tables aside."""
    broken = []
    for line in text.split("\n"):
        if line.startswith(("#", "|", ">")):
            broken.append(line)
        else:
            broken += textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]
    return "\n".join(broken)


@pytest.mark.parametrize("width", [60, 66, 72, 78, 80])
def test_a_page_that_was_broken_at_a_width_is_cleaned_as_the_whole_one(width):
    teaser = "[Bakers of the old town ask for lower prices of flour and of wood before winter](/news/{}) \n\n"
    long = PAGE + "".join(teaser.format(f"flour-{number}") for number in range(8))
    broken = wrapped(long, width)
    cleaned = clean(broken)
    assert cleaned.text.split() == clean(long).text.split()
    assert "flour" not in cleaned.text
    assert revert(cleaned.text, cleaned.edits) == broken
    assert clean(cleaned.text).edits == []


def test_lines_that_are_not_broken_at_one_width_are_lines():
    lines = [
        f"[{label} of the town and of its harbour]({'/long' * length})"
        for length, label in enumerate("ABCDE")
    ]
    assert view_of(Document("\n".join(lines))).plain.text.count("\n") == len(lines) - 1


@pytest.mark.parametrize("width", range(60, 110))
def test_a_repair_is_made_across_a_soft_break(width):
    said = (
        "The council said on Tuesday evening that the old mill by the river , which is closed to all , "
        "will be opened again in the the spring by the mayor , who was born there and has asked for the "
        "high -level wheel to be kept in the form which it has had for as long as anybody can tell .\n"
    )
    text = f"# Mills\n\n{said}\n{said.replace('council', 'town')}"
    assert clean(wrapped(text, width)).text.split() == clean(text).text.split()
    assert "river, which" in clean(text).text


@given(
    st.lists(
        st.sampled_from(["river", "the mill", "[river](/river)", "`code of it`", "*old*"]), min_size=120
    ),
    st.sampled_from([[], ["https://a.example/" + "b" * 150]]),
    st.integers(70, 110),
)
def test_soft_breaks_are_where_a_paragraph_was_broken(words, long, width):
    text = f"# Mills\n\n{' '.join(words[:50] + long + words[50:])}\n"
    broken, whole = (view_of(Document(form)).plain.text for form in (wrapped(text, width), text))
    assert [line.split() for line in broken.split("\n")] == [line.split() for line in whole.split("\n")]


IMAGE = "![The bridge of wood over the river](/bridge.jpg)\n"
CAPTION = "The bridge of wood over the river, seen from the mill. Photo: Ann Field\n"


def test_an_image_of_a_page_goes_though_the_menu_that_shows_the_page_went_first():
    text = f"{MENU}\n# Bridge to be built of wood\n\n{IMAGE}\n{CAPTION}\n{PROSE}\n{PROSE}\n{PROSE}{FURNITURE}"
    cleaned = clean(text)
    assert "![" not in cleaned.text
    assert "(/home)" not in cleaned.text
    assert "seen from the mill" in cleaned.text
    assert {"page-image", "menu"} <= {edit.rule for edit in cleaned.edits}
    assert apply(text, cleaned.edits) == cleaned.text
    assert revert(cleaned.text, cleaned.edits) == text
    assert clean(cleaned.text).edits == []


def test_an_image_stays_in_a_text_that_is_no_page_and_where_its_rule_is_not_asked_for():
    text = f"# Bridge\n\n{IMAGE}\n{CAPTION}\n{PROSE}"
    assert clean(text).edits == []
    page = f"{MENU}\n# Bridge\n\n{IMAGE}\n{CAPTION}\n{PROSE}\n{PROSE}\n{PROSE}{FURNITURE}"
    assert IMAGE in clean(page, select("-page-image")).text


def test_the_date_of_front_matter_stays_where_it_is_and_one_of_a_page_is_its_header():
    article = f"# Bridge\n\n[Home](/)\n\n3 June 2019, 16:04\n\n{PROSE}\n{PROSE}"
    assert clean(article).text.startswith("date: 2019-06-03")
    assert not clean(f"---\ntitle: Bridge\n---\n\n{article}").text.startswith("date:")


def test_repairs_and_deletions_in_one_line_are_one_list_of_edits():
    text = f"# Bridge &amp; mill\n\n[Home](/) **A high -level** visit &quot;today&quot;.\n\n{PROSE}"
    cleaned = clean(text)
    assert cleaned.text.startswith("# Bridge & mill\n")
    assert '**A high-level** visit "today".' in cleaned.text
    assert apply(text, cleaned.edits) == cleaned.text
    assert revert(cleaned.text, cleaned.edits) == text


def test_code_within_a_page_stays_to_the_character():
    code = "```\nHome\nNews , old\n\n[Share](/share)\n```\n"
    cleaned = clean(f"{MENU}\n# Bridge\n\n{PROSE}\n{code}\n{PROSE}\n{PROSE}{FURNITURE}")
    assert code in cleaned.text
    assert MENU not in cleaned.text


def test_markup_says_how_the_text_is_read():
    assert clean("# Ferry", markup="none").edits == []
    assert clean("Mills[¶](#mills) turn.\n", markup="markdown").text == "Mills turn.\n"
    assert clean("Mills[¶](#mills) turn.\n", markup="none").edits == []
    with pytest.raises(ValueError, match="markup must be one of"):
        clean("text", markup="html")


@pytest.mark.parametrize(
    "text",
    [
        "The ferry was late.\n",
        "#!/bin/sh\n# Say hello\necho hello\n# Say good night\necho night\n",
        "See [1] (and [2]), and a[0](b).\n",
        "2 * 3 * 4 and snake_case_name\n\n* a\n* b\n",
        "```",
    ],
)
def test_text_without_marks_is_not_markdown(text):
    assert not is_markdown(text)


def test_the_view_has_a_plain_line_for_each_line_and_its_marks():
    view = view_of(Document("# The *old* [ferry](/)\n\n> - [Home](/) [News](/n)\n\nLate\n---\n"))
    assert view.plain.lines == ["The old ferry", "", "Home News", "", "Late", "", ""]
    marks = marks_of(view.plain)
    assert [mark.heading for mark in marks] == [1, 0, 0, 0, 2, 0, 0]
    assert marks[2].item
    assert marks[2].quote
    assert marks[2].links == 2
    assert marks[2].link_share == 1


MARKED = {
    "share of links": LineMarks(links=1, link_share=0.5),
    "all link": LineMarks(links=1, link_share=1.0),
    "item without a link": LineMarks(item=True),
    "subheading": LineMarks(heading=2),
    "image": LineMarks(image=True),
}


def test_each_mark_is_measured_in_the_place_of_its_weight():
    names = list(WEIGHTS)
    for name, mark in MARKED.items():
        (numbers,) = measure_marks([mark])
        assert len(numbers) == len(names)
        assert numbers[names.index(name)], name
    beside, around = names.index("share of links beside"), names.index("share of links around")
    above, line, below = measure_marks([MARKED["all link"], LineMarks(), LineMarks()])
    assert line[beside] == line[around] == below[around] == 0.5
    assert above[beside] == above[around] == below[beside] == 0


def test_marks_go_only_when_all_that_they_mark_goes():
    view = view_of(Document("[Old ferry](/) **late**\n"))
    assert view.plain.text == "Old ferry late\n"
    assert (
        apply("[Old ferry](/) **late**\n", view.lift([Edit(0, "Old ", "", "x")])) == "[ferry](/) **late**\n"
    )
    assert apply("[Old ferry](/) **late**\n", view.lift([Edit(0, "Old ferry ", "", "x")])) == "**late**\n"


PARTS = st.sampled_from(
    (
        *(
            "[",
            "](/a)",
            "![",
            "Home",
            " ",
            "\n",
            "\n\n",
            "# ",
            "* ",
            "**",
            "_",
            "`",
            "```\n",
            "$x$",
            "> ",
            "---\n",
        ),
        *("| a | b |\n|---|---|\n", "Share", "The ferry , late", "]", "\\*", "1. ", MENU, PROSE, FURNITURE),
    )
)


@given(st.lists(PARTS, max_size=25).map("".join), st.data())
def test_edits_fit_undo_and_tear_no_link(text, data):
    view = view_of(Document(text))
    plain = view.plain.text
    assert plain.count("\n") == text.count("\n")
    low = data.draw(st.integers(0, len(plain)))
    high = data.draw(st.integers(low, len(plain)))
    edits = view.lift([Edit(low, plain[low:high], "", "x")]) if high > low else []
    cleaned = apply(text, edits)
    assert revert(cleaned, edits) == text
    gone = {place for edit in edits for place in range(edit.start, edit.end)}
    for pair in view.parsed.pairs:
        opening, closing = range(pair.start, pair.inside), range(pair.outside, pair.end)
        assert gone.issuperset(opening) == gone.issuperset(closing)
        assert gone.isdisjoint(opening) == gone.isdisjoint(closing)
    for row, block in enumerate(view.parsed.blocks):
        if block == PROTECTED:
            start, end = view.parsed.starts[row], view.parsed.starts[row + 1] - 1
            assert not any(edit.start < end and start < edit.end for edit in edits)


@given(st.lists(PARTS, max_size=25).map("".join))
def test_a_second_run_finds_nothing_in_markdown(text):
    cleaned = clean(text, markup="markdown")
    assert revert(cleaned.text, cleaned.edits) == text
    assert clean(cleaned.text, markup="markdown").edits == []


def test_what_has_become_markdown_is_cleaned_as_such():
    escaped = PAGE.replace("#", "&#35;").replace("](", "]&#40;").replace("* ", "&#42; ")
    assert not is_markdown(escaped)
    cleaned = clean(escaped)
    assert cleaned.text == clean(PAGE).text
    assert apply(escaped, cleaned.edits) == cleaned.text
    assert revert(cleaned.text, cleaned.edits) == escaped


def test_what_is_no_markdown_any_more_is_cleaned_as_text():
    text = "The mill.\n## Baking[\udcc2t](#ba\udcee{ing)\n[](https://example.org)\n"
    cleaned = clean(text).text
    assert clean(cleaned).text == cleaned


def test_an_image_that_is_called_as_a_part_of_a_site_is_no_entry_of_a_menu():
    prose = "The council met on Tuesday to talk about the bridge, which is closed until the spring.\n\n" * 3
    text = f"![About us](a.png)\n\n![Contact](c.png)\n\n[Home](/)\n[News](/news)\n[Sport](/sport)\n\n{prose}"
    assert clean(text).text.rstrip().endswith("until the spring.")


@pytest.mark.parametrize(
    "line",
    [
        '<div align="center">',
        "[stone]: https://mill.example/stone",
        "See [the guide](docs/guide.md#stones) for the stones.",
    ],
)
def test_a_line_that_only_an_author_writes_shows_that_markdown_is_no_page(line):
    assert is_page(view_of(Document(PAGE)).plain)
    assert not is_page(view_of(Document(f"{PAGE}\n{line}\n")).plain)


def test_badges_below_the_title_show_that_markdown_is_no_page():
    badge = "[![build](https://mill.example/build.svg)](https://mill.example/build)\n"
    assert is_page(view_of(Document(f"# Bridge\n\n{badge}\n{PAGE}")).plain)
    assert not is_page(view_of(Document(f"# Bridge\n\n{badge}{badge}\n{PAGE}")).plain)


def test_front_matter_above_text_without_other_marks_is_markdown():
    text = (
        "---\nname: mill\ntools:\n  - search\n  - print\n---\n\nThe mill turns, and the miller sits by it.\n"
    )
    assert is_markdown(text)
    assert clean(text).text == text
