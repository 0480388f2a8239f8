"""Compiles the kernel while a wheel is built; `pyproject.toml` names this file to hatchling.

Any C compiler that calls itself `cc`, `gcc` or `clang` will do, or the one that
`CC` names; where there is none, `ziglang`, which PyPI has for most systems. The
library calls nothing of Python, so one wheel serves all its versions. Where
nothing compiles it, the wheel goes without and seedclean does the same in numpy.
"""

from __future__ import annotations

import os
import platform
import shlex
import shutil
import subprocess
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = "src/seedclean/kernel"
LIBRARY = "kernel.so"
FLAGS = ("-std=c11", "-O3", "-ffp-contract=off", "-fvisibility=hidden", "-shared", "-s")
ZIG_MACHINES = ("x86_64", "amd64", "aarch64", "arm64")
"""Machines for which PyPI has `ziglang`, whatever their system."""

DEMAND = "SEEDCLEAN_KERNEL"
"""The environment variable that makes a build without a kernel an error, where it says `required`."""


class KernelHook(BuildHookInterface):
    """The step of the build."""

    def dependencies(self) -> list[str]:
        """A compiler from PyPI, where the machine has none."""
        return [] if _compiler() or platform.machine().lower() not in ZIG_MACHINES else ["ziglang"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling gives it
        """Compile, and mark the wheel as one for this kind of machine."""
        if self.target_name != "wheel":
            return
        try:
            library = _compiled(Path(self.root, FOLDER))
        except (OSError, subprocess.CalledProcessError) as error:
            if os.environ.get(DEMAND) == "required":
                raise
            self.app.display_warning(f"The kernel is not compiled, and cleaning will be slower: {error}")
            return
        build_data["artifacts"].append(f"/{library.relative_to(self.root).as_posix()}")
        build_data["pure_python"] = False
        system = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["tag"] = f"py3-none-{system}"


def _compiled(folder: Path) -> Path:
    """Compile the C files of a folder into the library beside them, which appears when whole."""
    library, part = folder / LIBRARY, folder / f"{LIBRARY}.{os.getpid()}"
    compiler = _compiler()
    if not compiler and find_spec("ziglang"):
        compiler = [sys.executable, "-m", "ziglang", "cc", "-mcpu=baseline"]
    if not compiler:
        raise FileNotFoundError("there is no C compiler; install one, or name it in CC")
    for_system = [] if sys.platform == "win32" else ["-fPIC", "-lm"]
    sources = sorted(map(str, folder.glob("*.c")))
    try:
        subprocess.run([*compiler, *FLAGS, "-o", str(part), *sources, *for_system], check=True)
        part.replace(library)
    finally:
        part.unlink(missing_ok=True)
    return library


def _compiler() -> list[str]:
    """The command of a C compiler of this machine; empty where there is none."""
    named = shlex.split(os.environ.get("CC", ""))
    if named:
        return named
    found = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)
    return [found] if found else []
