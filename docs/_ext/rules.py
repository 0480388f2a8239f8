"""A page for each cleaner, made from the docstrings of its rules when the documentation is built.

The pages are written into `docs/cleaners/`, which git ignores, before Sphinx
looks for its sources. They are plain Markdown, so headings, search, links and
the table of contents need nothing further, and a new rule or a new cleaner
has its place without a line here.
"""

from __future__ import annotations

import doctest
import inspect
import re
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from seedclean import RULES, Rule, show
from seedclean.testing import read_cases
from seedclean.testing.laws import LAWS
from seedclean.testing.static_checks import STATIC_CHECKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

CASES = Path(__file__).parents[2] / "tests" / "cases"
ON_CLEAN_TEXT = Path(__file__).parents[1] / "benchmarks" / "tables" / "clean-rules.md"

SHOWN = 3
"""Befores and afters of a rule in the gallery; every case file has so many at least."""

_PART = re.compile(r"(Why|Leaves alone|Wrong when):\s+(.*)", re.DOTALL)
_TITLE = re.compile(r"^leaves alone:|\[escapes\]$")


def setup(app: Sphinx) -> dict[str, bool]:
    """Sphinx calls this: the pages are written before it looks for its sources."""
    app.connect("builder-inited", _write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _write(app: Sphinx) -> None:
    folder = Path(app.srcdir) / "cleaners"
    folder.mkdir(exist_ok=True)
    made = pages(RULES.values())
    for old in folder.iterdir():
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        page = folder / name
        if not page.exists() or page.read_text(encoding="utf-8") != text:  # else Sphinx reads all anew
            page.write_text(text, encoding="utf-8")


def pages(rules: Iterable[Rule]) -> dict[str, str]:
    """The name and the Markdown of every page, `index.md` among them."""
    cleaners: dict[str, list[Rule]] = {}
    for rule in rules:
        cleaners.setdefault(rule.cleaner, []).append(rule)
    made = {f"{name}.md": "\n".join(_cleaner_page(name, of)) for name, of in cleaners.items()}
    made["index.md"] = "\n".join(_index(cleaners))
    made["gallery.md"] = "\n".join(_gallery(cleaners))
    return made


def _index(cleaners: dict[str, list[Rule]]) -> Iterator[str]:
    yield "# Cleaners and their rules\n"
    yield "Each cleaner takes out one kind of noise. They run in this order, and the rules of each from the"
    yield "top down. A rule marked *guess* is sometimes wrong, and runs only when you ask for it.\n"
    for name, rules in cleaners.items():
        yield f"## [{name}]({name}.md)\n"
        yield _about(name).partition("\n\n")[0] + "\n"
        yield "| rule | what it does |"
        yield "|---|---|"
        for rule in rules:
            guess = "" if rule.safe else " *(guess)*"
            yield f"| [{rule.name}](#rule-{rule.name}){guess} | {_cell(_summary(rule))} |"
        yield ""
    yield "## What holds for all of them\n"
    yield "Every rule is held to these laws, on texts that are made up to break them:\n"
    yield from (f"- {law.__doc__}" for law in (*LAWS, *STATIC_CHECKS))
    yield "\n[The gallery](gallery.md) shows each rule at work.\n"
    yield "\n```{toctree}\n:hidden:\n"
    yield "gallery"
    yield from cleaners
    yield "```"


def _gallery(cleaners: dict[str, list[Rule]]) -> Iterator[str]:
    yield "# Gallery\n"
    yield "Three befores and afters of each rule, from the cases that it is tested with."
    yield "Removed lines are red, new ones green. [The pages of the cleaners](index.md) have all"
    yield "cases, and the texts that a rule leaves alone.\n"
    for name, rules in cleaners.items():
        yield f"## {name}\n"
        for rule in rules:
            yield f"### [{rule.name}](#rule-{rule.name})\n"
            yield _summary(rule) + ("" if rule.safe else " *A guess.*") + "\n"
            for title, block in _changing(rule)[:SHOWN]:
                yield f"{_title(title)}:\n"
                yield block


def _changing(rule: Rule) -> list[tuple[str, str]]:
    """The cases of a rule that change something, shortest first: each with its title and its diff."""
    path = CASES / f"{rule.name}.txt"
    if not path.exists():
        return []
    cases = [case for case in read_cases(path) if case.changes and not case.known_failure]
    return [
        (case.title, _fenced("diff", show(rule, case.document)))
        for case in sorted(cases, key=lambda case: len(case.document.text))
    ]


def _cleaner_page(name: str, rules: list[Rule]) -> Iterator[str]:
    yield f"# {name}\n"
    yield _about(name) + "\n"
    for rule in rules:
        yield f"(rule-{rule.name})=\n"
        yield f"## {rule.name}\n"
        if not rule.safe:
            yield "*A guess: it runs only with `--unsafe`, or when it is selected by name.*\n"
        yield from _docstring(inspect.getdoc(rule) or "")
        yield from _on_clean_text(rule)
        yield from _cases(rule)


def _docstring(text: str) -> Iterator[str]:
    """A docstring as Markdown: its parts with bold names, its examples as fenced blocks."""
    for piece in doctest.DocTestParser().parse(text):
        if isinstance(piece, doctest.Example):
            yield from _example(piece)
        else:
            for paragraph in re.split(r"\n\s*\n", piece.strip()):
                part = _PART.match(paragraph)
                yield (f"**{part[1]}.** {_capital(part[2])}" if part else paragraph) + "\n"


def _example(example: doctest.Example) -> Iterator[str]:
    source = example.source.strip()
    if not example.want:  # an import, or a text that gets a name
        return
    if source.startswith("print(show("):
        yield _fenced("diff", example.want)
    else:
        yield _fenced("pycon", f">>> {source}\n{example.want}".replace("\n", "\n... ", source.count("\n")))


def _on_clean_text(rule: Rule) -> Iterator[str]:
    """How often a rule acts where there is nothing to do, as it was measured."""
    figures = _measured().get(rule.name)
    if figures is not None:
        read = ""
        if figures["read by eye"].isdigit():
            read = f" Of {figures['read by eye']} of them read by eye, {figures['right']} were right."
        yield (
            f"**On clean text.** {figures['edits per million words']} edits in a million words of "
            "[clean texts of many genres](../benchmarks/clean.md), which take "
            f"{figures['words lost per million']} words.{read}\n"
        )


@cache
def _measured() -> dict[str, dict[str, str]]:
    """The table of edits in clean texts, by rule."""
    if not ON_CLEAN_TEXT.exists():  # of a copy of the package without its figures
        return {}
    lines = ON_CLEAN_TEXT.read_text(encoding="utf-8").splitlines()
    head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return {row[0]: dict(zip(head, row, strict=True)) for row in rows}


def _cases(rule: Rule) -> Iterator[str]:
    """The examples of a rule's case file, folded away: what stays first, then what changes."""
    path = CASES / f"{rule.name}.txt"
    if not path.exists():
        return
    cases = [case for case in read_cases(path) if not case.known_failure]
    stay = [(case.title, _fenced("text", _visible(case.document.text))) for case in cases if not case.changes]
    change = [(case.title, _fenced("diff", show(rule, case.document))) for case in cases if case.changes]
    yield from _folded(f"Stays as it is: {len(stay)} more examples", stay)
    yield from _folded(f"Changes: {len(change)} more examples", change)


def _folded(summary: str, examples: list[tuple[str, str]]) -> Iterator[str]:
    if not examples:
        return
    yield f"<details><summary>{summary}</summary>\n"
    for title, block in examples:
        yield _title(title) + ":\n"
        yield block
    yield "</details>\n"


def _title(title: str) -> str:
    return _capital(_TITLE.sub("", title).strip())


def _visible(text: str) -> str:
    """A text with what nobody can see written as escapes."""
    return "".join(
        mark if mark.isprintable() or mark == "\n" else mark.encode("unicode_escape").decode()
        for mark in text
    )


def _about(cleaner: str) -> str:
    return inspect.getdoc(sys.modules[f"seedclean.cleaners.{cleaner}"]) or ""


def _summary(rule: Rule) -> str:
    return (inspect.getdoc(rule) or "").partition("\n\n")[0].replace("\n", " ")


def _fenced(language: str, text: str) -> str:
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}{language}\n{text.rstrip()}\n{fence}\n"


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
