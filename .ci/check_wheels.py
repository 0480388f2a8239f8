"""Check what is in the wheels of a folder: `.ci/wheels` calls this with the folder and the targets."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

LIBRARIES = {
    "linux": ("library.so", b"\x7fELF\x02"),
    "darwin": ("library.dylib", b"\xcf\xfa\xed\xfe"),
    "win32": ("library.dll", b"MZ"),
}
"""By the system's name: what the library is called, and its first bytes."""

PLACE = "seedclean/native/"
PREPARED = "seedclean/prepared/"
SOURCE = Path(__file__).parents[1] / "src"
NEEDED = {
    path.relative_to(SOURCE).as_posix()
    for path in (SOURCE / "seedclean").rglob("*")
    if path.suffix in {".css", ".html", ".js", ".json", ".py", ".toml", ".typed"}
}
"""Code and data: whatever is in the package but the C files and what they become."""


def problems(folder: Path, system: str, tag: str) -> list[str]:
    """Name what is wrong with the wheel of one tag."""
    wheels = [path for path in folder.glob("*.whl") if path.name.endswith(f"-py3-none-{tag}.whl")]
    if len(wheels) != 1:
        return [f"there are {len(wheels)} wheels for {tag}, not 1"]
    name, magic = LIBRARIES[system]
    with zipfile.ZipFile(wheels[0]) as wheel:
        names = set(wheel.namelist())
        found = [f"{missing} is missing" for missing in sorted(NEEDED - names)]
        native = {path for path in names if path.startswith(PLACE) and not path.endswith(".py")}
        if native != {PLACE + name}:
            found.append(f"native files are {sorted(native)}, not {name} alone")
        elif not wheel.read(PLACE + name).startswith(magic):
            found.append(f"{name} is no library for {system}")
        elif tag.startswith("musllinux") and b"GLIBC_" in wheel.read(PLACE + name):
            found.append(f"{name} needs glibc")
        if not any(path.startswith(PREPARED) for path in names):
            found.append("it has no prepared values")
        said = wheel.read(next(path for path in names if path.endswith(".dist-info/WHEEL"))).decode()
        tags = {line.removeprefix("Tag: ") for line in said.splitlines() if line.startswith("Tag: ")}
        if tags != {f"py3-none-{one}" for one in tag.split(".")}:
            found.append(f"its tags are {sorted(tags)}")
        if "Root-Is-Purelib: false" not in said:
            found.append("it says that it is pure Python")
    return [f"{wheels[0].name}: {problem}" for problem in found]


def main() -> None:
    """Check the wheel of each target, and that there is no other."""
    folder, targets = Path(sys.argv[1]), [target.split() for target in sys.argv[2:]]
    found = [problem for _, system, tag in targets for problem in problems(folder, system, tag)]
    if len(list(folder.glob("*.whl"))) != len(targets):
        found.append(f"{folder} has other wheels, too")
    if found:
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main()
