"""What a wheel brings along, the list of rules and tables: nothing is imported before it is needed."""

import ast
import json
import marshal
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import seedclean
from seedclean import cleaners
from seedclean.once import PREPARED, prepare

SOURCE = Path(seedclean.__file__).parent
SEEDS = Path(__file__).parent.parent / "seeds"

LIST = """
import json, sys
from seedclean import RULES
print(json.dumps([(*rule.describe_in_list(), repr(rule)) for rule in RULES.values()]))
"""
CLEAN = """
import json, sys
from seedclean import clean
text = open(sys.argv[1], encoding="utf-8").read()
print(json.dumps(clean(text).edits))
"""
LATER = """
import pickle, sys
from seedclean import RULES, cleaners, clean, rule
known = RULES["detached-hyphen"]
assert known in cleaners.translation and known.__doc__.startswith("Take")
assert "seedclean.cleaners.translation.hyphens" not in sys.modules
assert [edit.new for edit in known("a high -level visit")] == ["-"]
assert "seedclean.cleaners.translation.hyphens" in sys.modules
assert RULES["detached-hyphen"] is known and pickle.loads(pickle.dumps(known)) is known
assert pickle.loads(pickle.dumps(RULES["date-stamp"])) is RULES["date-stamp"]
assert isinstance(cleaners.dates, tuple)
assert rule(known.__wrapped__) is not known
from seedclean.cleaners.repair.lines import line_end
assert line_end is RULES["line-end"]
"""

CHECKED = """
import sys
from seedclean import RULES
from seedclean.testing.static_checks import STATIC_CHECKS
for name in ("json-escape", "empty-link", "doubled-name"):
    assert RULES[name].__module__ not in sys.modules
    for check in STATIC_CHECKS:
        check(RULES[name])
"""


TOGETHER = """
import json, threading, time
from seedclean import RULES
found = []
def work(late):
    time.sleep(late)
    try:
        found.append([edit.new for edit in RULES["detached-hyphen"]("a high -level visit")])
    except BaseException as error:
        found.append(repr(error))
threads = [threading.Thread(target=work, args=(late / 10,)) for late in range(4)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A copy of the package with prepared values, as a wheel has them."""
    root = tmp_path_factory.mktemp("wheel")
    ignored = shutil.ignore_patterns("prepared", "__pycache__")
    copy = shutil.copytree(SOURCE, root / "seedclean", ignore=ignored)
    (copy / "prepared").mkdir()
    code = (
        "import sys; from seedclean import clean, once; clean('The council met.'); once.prepare(sys.argv[1])"
    )
    run(root, code, copy / "prepared")
    return root


def run(root, code, *arguments):
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, text=True, check=False
    )
    assert not done.returncode, done.stderr
    return done.stdout


def modules_with_rules():
    for path in sorted((SOURCE / "cleaners").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
        if any(
            node.module == "seedclean.registry" and "rule" in {name.name for name in node.names}
            for node in imported
        ):
            yield ".".join(path.relative_to(SOURCE / "cleaners").with_suffix("").parts)


def test_the_order_names_every_module_that_has_rules():
    assert sorted(cleaners.ORDER) == sorted(modules_with_rules())


def test_what_is_prepared_is_what_would_be_made(wheel):
    seedclean.clean("The council met.")
    prepared = sorted(path.name for path in (wheel / "seedclean" / "prepared").iterdir())
    assert prepared == sorted(PREPARED)
    made = {name: value.make() for name, value in PREPARED.items()}
    for name in prepared:
        assert marshal.loads((wheel / "seedclean" / "prepared" / name).read_bytes()) == made[name], name


def test_the_listed_rules_are_the_registered_ones(wheel):
    here = json.loads(run(SOURCE.parent, LIST))
    assert json.loads(run(wheel, LIST)) == here
    assert len(here) == len({name for _, name, *_ in here})


@pytest.mark.parametrize("seed", sorted(path.name for path in SEEDS.iterdir()))
def test_a_text_is_cleaned_the_same(wheel, seed):
    text = SEEDS.joinpath(seed).read_text(encoding="utf-8")
    assert json.loads(run(wheel, CLEAN, SEEDS / seed)) == [list(edit) for edit in seedclean.clean(text).edits]


def test_a_rule_is_imported_when_it_is_asked(wheel):
    run(wheel, LATER)


def test_a_rule_passes_the_static_checks_before_it_is_imported(wheel):
    run(wheel, CHECKED)


def test_a_rule_waits_until_its_module_is_imported(wheel, tmp_path):
    copy = shutil.copytree(wheel, tmp_path / "slow")
    module = copy / "seedclean" / "cleaners" / "translation" / "hyphens.py"
    above, name, below = module.read_text(encoding="utf-8").partition("def detached_hyphen(")
    rule, parting, rest = below.partition("\n\n\ndef ")
    pause = '\n\n\n__import__("time").sleep(0.5)'
    module.write_text("".join((above, name, rule, pause, parting, rest)), encoding="utf-8")
    assert json.loads(run(copy, TOGETHER)) == [["-"]] * 4


def test_a_damaged_file_costs_time_only(wheel, tmp_path):
    copy = shutil.copytree(wheel, tmp_path / "damaged")
    for number, path in enumerate(sorted((copy / "seedclean" / "prepared").iterdir())):
        path.write_bytes(path.read_bytes()[: -1 - number] if number % 2 else b"")
    seed = min(SEEDS.iterdir())
    assert run(copy, LIST) == run(wheel, LIST)
    assert run(copy, CLEAN, seed) == run(wheel, CLEAN, seed)


def test_preparing_says_what_it_wrote(tmp_path):
    seedclean.clean("The council met.")
    assert sorted(prepare(str(tmp_path))) == sorted(path.name for path in tmp_path.iterdir())
