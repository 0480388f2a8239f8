"""The HTML of a text before and after cleaning, with what each rule took in a colour of its own."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from seedclean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from seedclean import Edit

COLOURS = 10
"""Colours in `rules.css`; rules beyond share them."""


def boxes(text: str) -> str:
    """The HTML of the two boxes and of the list of rules."""
    cleaned = clean(text)
    colours: dict[str, str] = {}
    for edit in cleaned.edits:
        colours.setdefault(edit.rule, f"rule-{len(colours) % COLOURS}")
    rules = " ".join(f'<li class="{colour}">{escape(rule)}</li>' for rule, colour in colours.items())
    before = "".join(_marked(text, cleaned.edits, colours))
    return (
        '<div class="cleaned-page">'
        f"{_box('Before', before)}{_box('After', escape(cleaned.text))}"
        f'<ul aria-label="The rules, each in its colour">{rules}</ul></div>'
    )


def _box(title: str, content: str) -> str:
    return f'<figure><figcaption>{title}</figcaption><pre tabindex="0">{content}</pre></figure>'


def _marked(text: str, edits: Iterable[Edit], colours: dict[str, str]) -> Iterator[str]:
    """The text with what goes struck out and what comes underlined."""
    place = 0
    for edit in edits:
        yield escape(text[place : edit.start])
        title = f'class="{colours[edit.rule]}" title="{escape(edit.rule)}"'
        if edit.old:
            yield f"<del {title}>{escape(edit.old)}</del>"
        if edit.new:
            yield f"<ins {title}>{escape(edit.new)}</ins>"
        place = edit.start + len(edit.old)
    yield escape(text[place:])
