"""Who may import whom: every arrow points inwards, so that each part can be read by itself."""

import ast
from functools import cache
from pathlib import Path

import pytest

import seedclean

SOURCE = Path(seedclean.__file__).parent

MAY_IMPORT = {
    "adapters": {"clean", "cleaned", "corpus", "counts", "document", "formats"},
    "edits": set(),
    "native": {"once"},
    "once": set(),
    "characters": {"once", "patterns", "native"},
    "facts": {"once", "analysis", "native", "characters", "patterns"},
    "patterns": set(),
    "words": {"once", "patterns"},
    "document": {"edits", "patterns", "counts", "once"},
    "counts": {"patterns"},
    "registry": {"edits", "document", "facts"},
    "pattern_rules": {"document", "registry"},
    "third_party": {"edits", "patterns"},
    "languages": {"third_party", "words"},
    "markdown": {"document", "edits", "patterns"},
    "markup": {"patterns"},
    "analysis": {"document", "native", "patterns", "once", "characters", "words"},
    "agenda": {"registry"},
    "cleaned": {"edits", "document", "cleaners", "third_party", "report"},
    "clean": {
        "agenda",
        "cleaned",
        "edits",
        "document",
        "facts",
        "registry",
        "cleaners",
        "third_party",
        "languages",
        "markdown",
        "markup",
        "report",
    },
    "report": {"edits", "document", "registry", "patterns"},
    "formats": {"document", "edits", "patterns"},
    "errors": set(),
    "paths": {"errors", "formats", "patterns"},
    "config": {"counts", "errors", "formats", "languages", "option", "paths", "registry"},
    "config_file": {"config", "errors", "option", "pattern_rules"},
    "option": set(),
    "corpus": {
        *(
            "analysis",
            "clean",
            "cleaned",
            "cleaners",
            "config",
            "counts",
            "document",
            "edits",
            "errors",
            "formats",
            "languages",
            "markup",
        ),
        *("native", "option", "paths", "patterns", "registry", "report"),
    },
    "run": {"corpus"},
    "testing": {"edits", "document", "facts", "counts", "registry", "cleaners", "clean", "markup"},
}
A_CLEANER = {
    "agenda",
    "edits",
    "facts",
    "registry",
    "document",
    "counts",
    "third_party",
    "native",
    "once",
    "characters",
    "languages",
    "words",
    "patterns",
    "analysis",
    "markdown",
}


def parts_of(folder):
    names = {path.relative_to(folder).parts[0].removesuffix(".py") for path in folder.rglob("*.py")}
    return sorted(names - {"__init__"})


CLEANERS = [name for name in parts_of(SOURCE / "cleaners") if name != "fact_tables"]  # it joins theirs


@cache
def nodes(path):
    """The nodes of a file's tree."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imported(path):
    """The modules of ours that a file imports at run time, as dotted names without the package."""
    only_for_types = {
        id(node)
        for block in nodes(path)
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    for node in nodes(path):
        if id(node) in only_for_types:
            continue
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write the whole name in {ast.unparse(node)!r}"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        yield from (name.removeprefix("seedclean.") for name in names if name.startswith("seedclean."))


def files(part):
    path = SOURCE / part
    return sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]


@pytest.mark.parametrize("part", sorted(MAY_IMPORT))
def test_a_part_imports_only_what_it_may(part):
    for path in files(part):
        others = {name.split(".")[0] for name in imported(path)} - {part}
        assert others <= MAY_IMPORT[part], path


@pytest.mark.parametrize("cleaner", CLEANERS)
def test_a_cleaner_imports_no_other_cleaner(cleaner):
    for path in files(f"cleaners/{cleaner}"):
        for name in imported(path):
            part, _, rest = name.partition(".")
            if part == "cleaners":
                assert rest.split(".")[0] == cleaner, path
            else:
                assert part in A_CLEANER, path


def test_every_part_is_in_the_table():
    assert set(parts_of(SOURCE)) - {"__main__", "cli", "cleaners"} == set(MAY_IMPORT)


@pytest.mark.parametrize("engine", ["ftfy", "langdetect"])
def test_the_engines_are_imported_in_one_file(engine):
    importing = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for node in nodes(path)
        if (isinstance(node, ast.Import) and any(alias.name.split(".")[0] == engine for alias in node.names))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == engine)
    }
    assert importing == {"third_party.py"}
