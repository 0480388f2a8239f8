"""Options from a file: `[tool.seedclean]` in pyproject.toml, or `seedclean.toml`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from seedclean.run.errors import RunError, refused

OWN = "seedclean.toml"
SHARED = "pyproject.toml"


def _is_names(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_time(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


_NAMES = (_is_names, "a list of names")
_NAME = (lambda value: isinstance(value, str) and value != "", "a name")
_SWITCH = (lambda value: isinstance(value, bool), "true or false")

KEYS: dict[str, tuple[Callable[[object], bool], str]] = {
    "select": _NAMES,
    "ignore": _NAMES,
    "unsafe": _SWITCH,
    "languages": _NAMES,
    "keep-date-headers": _SWITCH,
    "date-raw": _SWITCH,
    "text-field": _NAME,
    "id-field": _NAME,
    "site-field": _NAME,
    "edits": _SWITCH,
    "counts": (lambda value: isinstance(value, str) and value != "", "the name of a file"),
    "jobs": (_is_count, "a whole number from 1"),
    "engine": (lambda value: value in {"local", "ray", "spark"}, "'local', 'ray' or 'spark'"),
    "time-limit": (_is_time, "a number of seconds"),
    "max-loss": (_is_share, "a share from 0 to 1"),
    "on-error": (lambda value: value in {"quarantine", "fail"}, "'quarantine' or 'fail'"),
}
"""What may stand in the file: for each key, whether a value will do, and what would."""


def read_config(path: Path | None, start: Path) -> dict[str, Any]:
    """Read the options from a file.

    Args:
        path: The file; `None` to look for one.
        start: The folder where the looking begins; it goes on upwards.

    Returns:
        The options by their names on the command line, with `_` for `-`.
        Empty where there is no file.

    Raises:
        RunError: The file cannot be read, or holds something that means nothing.
    """
    if path is not None:
        found = _table(path)
        if found is None:
            raise RunError(f"{path} has no table [tool.seedclean]")
        return _checked(found, path)
    for folder in (start, *start.parents):
        for name in (OWN, SHARED):
            if (folder / name).is_file():
                found = _table(folder / name)
                if found is not None:
                    return _checked(found, folder / name)
    return {}


def _table(path: Path) -> dict[str, Any] | None:
    """The options in a file; `None` if it is a pyproject.toml without any."""
    import tomllib  # only where there is a file

    try:
        with path.open("rb") as file:
            whole = tomllib.load(file)
    except OSError as error:
        raise refused(error) from None
    except ValueError as error:  # tomllib's own, or no UTF-8
        raise RunError(f"{path} is no TOML: {error}") from None
    if path.name != SHARED:
        return whole
    tools = whole.get("tool")
    found = tools.get("seedclean") if isinstance(tools, dict) else None
    if found is not None and not isinstance(found, dict):
        raise RunError(f"{path}: tool.seedclean must be a table, not {found!r}")
    return found


def _checked(table: dict[str, Any], path: Path) -> dict[str, Any]:
    options: dict[str, Any] = {}
    for key, value in table.items():
        name = key.replace("_", "-")
        if name not in KEYS:
            import difflib  # only an error needs it

            near = difflib.get_close_matches(name, KEYS, n=1, cutoff=0.0)
            raise RunError(f"{path}: there is no option {key!r}; the nearest is {near[0]!r}")
        fits, wanted = KEYS[name]
        if not fits(value):
            raise RunError(f"{path}: {key} must be {wanted}, not {value!r}")
        options[name.replace("-", "_")] = _given(name, value, path)
    return options


def _given(name: str, value: Any, path: Path) -> Any:  # noqa: ANN401 - checked already
    """The value as the command line would have it."""
    if isinstance(value, list):
        return ",".join(value)
    return str(path.parent / value) if name == "counts" else value
