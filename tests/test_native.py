"""The native library: its version, its errors, and threads that use it from the first moment."""

import gc
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

import seedclean
from seedclean.cleaners.boilerplate.flag_bits import RIGHTS
from seedclean.cleaners.boilerplate.flag_tables import line_flags
from seedclean.native import binding, build
from seedclean.native.binding import code_points_of, library
from seedclean.once import once

ROOT = Path(__file__).parents[1]
PAGE = next((ROOT / "seeds").glob("001_*.txt"))


def python(code, *arguments, **environment):
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=os.environ | {"PYTHONIOENCODING": "utf-8"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_build_is_that_of_the_files_beside_it():
    sys.path.append(str(ROOT / "src"))
    try:
        from compile_native import FOLDER, source_digest
    finally:
        sys.path.pop()
    assert build().startswith(source_digest() + ", ") or not FOLDER.samefile(Path(binding.__file__).parent), (
        "the C files changed since they were compiled; run python src/compile_native.py"
    )


@pytest.mark.parametrize("content", [None, b"no library\n"])
def test_a_library_that_cannot_be_loaded_is_an_error_with_a_way_out(monkeypatch, tmp_path, content):
    path = tmp_path / "library.so"
    if content:
        path.write_bytes(content)
    monkeypatch.setattr(binding, "LIBRARY", path)
    with pytest.raises(ImportError, match=r"library\.so.*pip install --force-reinstall.*compile_native"):
        library.__wrapped__()


def test_the_old_switch_is_accepted_with_a_warning(monkeypatch):
    monkeypatch.setenv("SEEDCLEAN_KERNEL", "off")
    with pytest.warns(FutureWarning, match="SEEDCLEAN_KERNEL has no effect"):
        assert build().startswith(library.__wrapped__().build)


def test_cleaning_needs_no_numpy():
    code = """
import sys
sys.modules["numpy"] = None
from pathlib import Path
from seedclean import clean
print(len(clean(Path(sys.argv[1]).read_text(encoding="utf-8")).edits))
"""
    done = python(code, PAGE)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == len(seedclean.clean(PAGE.read_text(encoding="utf-8")).edits) > 0


def test_what_is_pointed_to_stays():
    flags = line_flags.__wrapped__()
    gc.collect()
    noise = [bytes(100_000) for _ in range(50)]
    assert flags(code_points_of("About us\nAll rights reserved"), 2)[1] == RIGHTS
    del noise


def test_a_value_is_made_once():
    made = []

    @once
    def value():
        made.append(1)
        return len(made)

    assert (value(), value()) == (1, 1)


def test_what_holds_an_address_is_made_once():
    """`functools.cache` may make it twice, and free what the code of C already has the address of."""
    sources = [path.read_text(encoding="utf-8") for path in Path(seedclean.__file__).parent.rglob("*.py")]
    holders = [
        source for source in sources if re.search("native.(?:binding|scoring) import|import ctypes", source)
    ]
    assert len(holders) > 5
    assert not [source for source in holders if re.search("functools import .*cache", source)]


TOGETHER = """
import sys, threading
from pathlib import Path
sys.setswitchinterval(1e-6)
text = Path(sys.argv[1]).read_text(encoding="utf-8")
barrier, found, failed = threading.Barrier(8), [], []
def work(number):
    barrier.wait()
    from seedclean import clean
    try:
        for _ in range(3):
            found.append(repr(clean(text).edits))
    except BaseException as error:
        failed.append(repr(error))
threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(failed, len(found), len(set(found)))
"""


@pytest.mark.parametrize("attempt", range(min(8, max(2, settings().max_examples // 12))))
def test_threads_may_clean_from_the_first_moment(attempt):
    done = python(TOGETHER, PAGE, PYTHONHASHSEED=str(attempt))
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["[]", "24", "1"]
