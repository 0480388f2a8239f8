"""Compiles the native code; `python src/compile_native.py` does so in a working copy.

Any C compiler that calls itself `cc`, `gcc` or `clang` will do, or the one that
`CC` names, or `ziglang` from PyPI. The library calls nothing of Python, so one
build serves all its versions.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

FOLDER = Path(__file__).parent / "seedclean" / "native"
FLAGS = ("-std=c11", "-O3", "-ffp-contract=off", "-fvisibility=hidden", "-shared", "-s")
SUFFIXES = {"linux": ".so", "darwin": ".dylib", "win32": ".dll"}


def compile_library(folder: Path = FOLDER, target: str = "", system: str = sys.platform) -> Path:
    """Compile the C files of a folder into the library beside them, which appears when whole.

    Args:
        folder: The folder.
        target: The machine to compile for, as `zig cc` calls it; this machine where it is empty.
        system: Its system, as `sys.platform` calls it.

    Raises:
        FileNotFoundError: There is no compiler.
        subprocess.CalledProcessError: The compiler failed.
    """
    library = folder / f"library{SUFFIXES.get(system, '.so')}"
    for_system = [] if system == "win32" else ["-fPIC", "-lm"]
    sources = sorted(map(str, folder.resolve().glob("*.c")))
    digest = f'-DSOURCE_DIGEST="{source_digest(folder)}"'
    with TemporaryDirectory(dir=folder) as room:  # where linkers for Windows leave other files, too
        made = Path(room).resolve() / library.name
        command = [*_compiler(target), *FLAGS, digest, "-o", str(made), *sources, *for_system]
        subprocess.run(command, check=True, cwd=room)
        made.replace(library)
    return library


def source_digest(folder: Path = FOLDER) -> str:
    """A digest of the C files, which the library holds as a part of its version."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.[ch]")):
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


def _compiler(target: str) -> list[str]:
    found = [] if target else machine_compiler()
    if found:
        return found
    if not find_spec("ziglang"):
        raise FileNotFoundError(
            "there is no C compiler; install one, or name it in CC, or `pip install ziglang`"
        )
    baseline = ["-target", target] if target else []
    return [sys.executable, "-m", "ziglang", "cc", *baseline, "-mcpu=baseline"]


def machine_compiler() -> list[str]:
    """The command of a C compiler of this machine; empty where there is none."""
    named = shlex.split(os.environ.get("CC", ""))
    if named:
        return named
    found = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)
    return [found] if found else []


if __name__ == "__main__":
    sys.stdout.write(f"{compile_library()}\n")
