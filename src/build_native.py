"""Compiles the native code while a wheel is built; `pyproject.toml` names this file to hatchling."""

from __future__ import annotations

import os
import platform
import runpy
import sysconfig
import warnings
from pathlib import Path
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

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling gives it
        """Compile, and mark the wheel as one for this kind of machine."""
        if self.target_name != "wheel":
            return
        if os.environ.get("SEEDCLEAN_KERNEL"):
            message = "SEEDCLEAN_KERNEL has no effect: native code is always built"
            warnings.warn(message, FutureWarning, stacklevel=1)
        folder, compile_library = Path(self.root, FOLDER), self._script()["compile_library"]
        named = os.environ.get(TARGET)
        if named:
            target, system, tag = named.split()
            library = compile_library(folder, target, system)
        else:
            library = compile_library(folder)
            tag = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["artifacts"].append(f"/{library.relative_to(self.root).as_posix()}")
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{tag}"

    def _script(self) -> dict[str, Any]:
        return runpy.run_path(str(Path(self.root, "src", "compile_native.py")))
