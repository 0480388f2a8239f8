"""Compiles the native code and prepares values while a wheel is built; `pyproject.toml` names this file."""

from __future__ import annotations

import os
import platform
import runpy
import subprocess
import sys
import sysconfig
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = "src/seedclean/native"
ZIG_MACHINES = ("x86_64", "amd64", "aarch64", "arm64")
"""Machines for which PyPI has `ziglang`, whatever their system."""

TARGET = "SEEDCLEAN_WHEEL"
"""The environment variable that names another machine to build for: zig's target, the system and the tag."""


class NativeHook(BuildHookInterface):
    """The step of the build."""

    def dependencies(self) -> list[str]:
        """A compiler from PyPI, where the machine has none or the wheel is for another one."""
        needed = TARGET in os.environ or not self._script()["machine_compiler"]()
        return ["ziglang"] if needed and platform.machine().lower() in ZIG_MACHINES else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, prepare values, and mark the wheel as one for this kind of machine."""
        if self.target_name != "wheel":
            return
        if os.environ.get("SEEDCLEAN_KERNEL"):
            message = "SEEDCLEAN_KERNEL has no effect: native code is always built"
            warnings.warn(message, FutureWarning, stacklevel=1)
        folder, compile_library = Path(self.root, FOLDER), self._script()["compile_library"]
        named = os.environ.get(TARGET)
        library = compile_library(folder)
        tag = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        if version != "editable":  # in a working copy, which changes, they would be out of date
            self._prepare(build_data["force_include"])
        if named:
            target, system, tag = named.split()
            library = compile_library(folder, target, system)
        build_data["artifacts"].append(f"/{library.relative_to(self.root).as_posix()}")
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{tag}"

    def _prepare(self, included: dict[str, str]) -> None:
        """Add the values that this version of Python need not make again; others make them."""
        self._room = TemporaryDirectory()  # which is there until the wheel is whole
        script = Path(self.root, "src", "prepare_values.py")
        same_order = {**os.environ, "PYTHONHASHSEED": "0"}
        subprocess.run([sys.executable, str(script), self._room.name], check=True, env=same_order)
        for path in Path(self._room.name).iterdir():
            included[str(path)] = f"seedclean/prepared/{path.name}"

    def _script(self) -> dict[str, Any]:
        return runpy.run_path(str(Path(self.root, "src", "compile_native.py")))
