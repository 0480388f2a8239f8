"""The documentation is true: its Python examples run, its commands run, and every rule has its page."""

from __future__ import annotations

import ast
import doctest
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click
import pytest
from click.testing import CliRunner

import seedclean
from seedclean import RULES
from seedclean.cli import main
from seedclean.config import options

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
MADE = ROOT / "docs" / "cleaners"
PAGES = [
    ROOT / "README.md",
    *sorted(page for page in (ROOT / "docs").rglob("*.md") if MADE not in page.parents),
]
COMMANDS = ("clean-corpus", "cat", "diff", "echo", "head", "ls", "mkdir", "printf", "zcat")
"""What a console block of the pages may run; `pip`, `pytest` and the like have their own tests."""


class Block(NamedTuple):
    """A fenced block of a page."""

    language: str
    text: str
    line: int


def blocks(page: Path, language: str) -> list[Block]:
    return [block for block in _fenced(page.read_text(encoding="utf-8")) if block.language == language]


def _fenced(text: str) -> Iterator[Block]:
    for match in re.finditer(r"^(`{3,})(\w+)\n(.*?)^\1$", text, re.MULTILINE | re.DOTALL):
        yield Block(match[2], match[3], text.count("\n", 0, match.start()) + 1)


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.fixture
def own_rules() -> Iterator[None]:
    """Rules that an example registers are gone again afterwards."""
    before = dict(RULES)
    yield
    RULES.clear()
    RULES.update(before)


@pytest.mark.usefixtures("own_rules")
@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "pycon")], ids=name)
def test_the_python_examples_of_a_page_do_what_they_show(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    _save_modules(page, tmp_path)
    names = {"__name__": "example"}
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    for block in blocks(page, "pycon"):
        examples = doctest.DocTestParser().get_doctest(block.text, names, name(page), str(page), block.line)
        runner.run(examples, out=report.append, clear_globs=False)
        names = examples.globs
    assert not report, "".join(report)


def _save_modules(page: Path, folder: Path) -> None:
    """A Python block that begins with `# name.py` is a file that the reader is asked to save."""
    for block in blocks(page, "python"):
        if saved := re.match(r"# (\w+\.py)\n", block.text):
            (folder / saved[1]).write_text(block.text, encoding="utf-8")


@pytest.mark.commands
@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "console")], ids=name)
def test_the_commands_of_a_page_print_what_it_shows(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    for block in blocks(page, "console"):
        for command, shown in _commands(block.text):
            if command.startswith(COMMANDS):
                printed, code = _run(command, tmp_path)
                where = f"{name(page)}:{block.line}: {command}"
                assert code == 0, f"{where}exits with {code} and prints\n{printed}"
                assert not shown or _alike(shown, printed), (
                    f"{where}--- the page shows\n{shown}--- it prints\n{printed}"
                )


def _commands(text: str) -> Iterator[tuple[str, str]]:
    r"""The commands of a block, with `\` at the end of a line carried on, and what is shown under each."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, shown = re.fullmatch(r"((?:[^\n]*\\\n)*[^\n]*\n)(.*)", part, re.DOTALL).groups()
        yield command, shown


def _alike(shown: str, printed: str) -> bool:
    """Whether the two differ in white space only, where `...` stands for anything."""
    pieces = [r"\s+".join(map(re.escape, piece.split())) for piece in shown.split("...")]
    pattern = ".*".join(pieces)
    return re.fullmatch(pattern, printed.strip(), re.DOTALL) is not None


def _run(command: str, folder: Path) -> tuple[str, int]:
    """What a terminal would show, and the exit code."""
    scripts = sysconfig.get_path("scripts")
    environment = {**os.environ, "PATH": os.pathsep.join([scripts, os.environ["PATH"]]), "COLUMNS": "100"}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
    )
    return done.stdout, done.returncode


def test_the_readme_gives_the_two_commands() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").split("\n")
    assert "$ pip install . && clean-corpus seeds -o cleaned" in lines
    assert "$ pip install '.[test]' && pytest" in lines


def test_every_mark_that_is_left_out_by_default_has_its_command_and_its_step() -> None:
    options = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"][
        "ini_options"
    ]
    marks = [mark.partition(":")[0] for mark in options["markers"]]
    left_out = options["addopts"][options["addopts"].index("-m") + 1]
    assert left_out == " and ".join(f"not {mark}" for mark in marks)
    for page in ("tests/README.md", "docs/contributing.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        assert [mark for mark in marks if f"pytest -m {mark}" not in text] == []
    if (ROOT / ".ci").exists():  # not in a source distribution
        assert f'pytest -m "{" or ".join(marks)}"' in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_link_between_pages_leads_somewhere() -> None:
    dead = [
        (name(page), target)
        for page in PAGES
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists() and MADE not in (page.parent / target).resolve().parents
    ]
    assert dead == []


def test_every_option_is_in_the_reference() -> None:
    page = (ROOT / "docs" / "reference" / "configuration.md").read_text(encoding="utf-8")
    keys = [name.replace("_", "-") for name, option in options().items() if option.toml]
    assert [key for key in keys if f"`{key}`" not in page] == []
    files = (ROOT / "docs" / "reference" / "files.md").read_text(encoding="utf-8")
    entries = {option.manifest for option in options().values() if option.manifest}
    assert [entry for entry in sorted(entries) if f'"{entry}"' not in files] == []


@pytest.mark.parametrize("name", ["", "audit", "precision"])
def test_the_help_shows_every_option(name: str) -> None:
    command = importlib.import_module(f"seedclean.cli.{name}").command if name else main
    shown = CliRunner().invoke(main, [*name.split(), "--help"]).output
    known = [one.opts[-1] for one in command.params if isinstance(one, click.Option) and not one.hidden]
    assert known
    assert [option for option in known if f"{option} " not in shown and f"{option}\n" not in shown] == []


def test_every_public_name_is_in_the_reference() -> None:
    page = (ROOT / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
    assert [
        public for public in seedclean.__all__ if not re.search(rf"seedclean\.(\w+\.)?{public}\b", page)
    ] == []


@pytest.mark.parametrize(
    ("script", "package"), [("from_html.py", "trafilatura"), ("from_html_fast.py", "resiliparse")]
)
def test_the_scripts_for_html_give_records_that_can_be_cleaned(
    tmp_path: Path, script: str, package: str
) -> None:
    pytest.importorskip(package)
    _save_modules(ROOT / "docs" / "how-to" / "html.md", tmp_path)
    story = "<p>The council met on Tuesday, and after a long debate it voted for the new bridge.</p>" * 5
    menu = "<ul><li><a href='/'>Home</a></li><li><a href='/news'>News</a></li></ul>"
    (tmp_path / "crawl").mkdir()
    (tmp_path / "crawl" / "a.html").write_text(
        f"<html><body>{menu}<main><article>{story}</article></main></body></html>", encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, script, "crawl"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    )
    (record,) = map(json.loads, done.stdout.splitlines())
    assert record["id"] == "a.html"
    assert "voted for the new bridge" in record["text"]
    assert "<p>" not in record["text"]


def test_the_notebook_runs_and_shows_its_diff():
    """As the build runs it, without a kernel: the last expression of a cell is what it shows."""
    names: dict[str, object] = {}
    shown = []
    for cell in json.loads((ROOT / "docs" / "notebook.ipynb").read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        assert cell["outputs"] == []  # the build makes them
        body = ast.parse("".join(cell["source"])).body
        last = ast.Expression(body.pop().value) if isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), "notebook", "exec"), names)
        if last is not None:
            shown.append(eval(compile(last, "notebook", "eval"), names))
    diffs = [one._repr_html_() for one in shown if isinstance(one, seedclean.Cleaned)]
    assert "Share on Facebook" in diffs[0]
    assert "share-bar" in diffs[0]
    assert "detached-hyphen" in diffs[1]
    assert "share-bar" not in diffs[1]


def test_the_landing_page_shows_the_whole_text_before_and_after() -> None:
    sys.path.insert(0, str(ROOT / "docs" / "_ext"))
    try:
        boxes = importlib.import_module("page_boxes").boxes
    finally:
        sys.path.pop(0)
    text = "Published: 3 June 2019\n<b>He & I</b> made a high -level visit.\n"
    before, after = re.findall(r"<pre[^>]*>(.*?)</pre>", boxes(text), re.DOTALL)
    assert unescape(re.sub(r"<ins[^>]*>.*?</ins>|</?del[^>]*>", "", before, flags=re.DOTALL)) == text
    assert unescape(after) == seedclean.clean(text).text
    assert "<b>" not in before + after
