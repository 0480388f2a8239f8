"""What `import seedclean` brings, and what it does not."""

import subprocess
import sys
import types

import pytest

import seedclean

HEAVY = ("ftfy", "langdetect", "regex", "numpy", "rapidfuzz", "click", "rich", "dataclasses", "inspect")


def test_all_is_complete_and_sorted():
    public = {
        name
        for name, value in vars(seedclean).items()
        if not name.startswith("_") and name != "TYPE_CHECKING" and not isinstance(value, types.ModuleType)
    }
    assert set(seedclean.__all__) - {"cleaners"} == public | set(seedclean._LATER)
    assert set(seedclean.__all__) <= set(dir(seedclean))
    assert seedclean.__all__ == sorted(seedclean.__all__, key=constants_classes_functions)


def constants_classes_functions(name):
    return not name.isupper(), name[0].islower(), name


@pytest.mark.parametrize("name", seedclean.__all__)
def test_what_is_public_has_a_docstring(name):
    assert getattr(seedclean, name).__doc__


@pytest.mark.parametrize("heavy", HEAVY)
def test_importing_loads_nothing_heavy(heavy):
    code = f"import seedclean, sys; sys.exit({heavy!r} in sys.modules)"
    subprocess.run([sys.executable, "-S", "-c", with_paths(code)], check=True)


def with_paths(code):
    """The same import path, without the `.pth` files of the environment, which may import anything."""
    return f"import sys; sys.path = {sys.path!r}; {code}"


def test_the_package_says_that_it_is_typed():
    from importlib.resources import files

    assert files("seedclean").joinpath("py.typed").is_file()
