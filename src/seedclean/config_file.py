"""The configuration file: options of a run as keys of TOML, in `seedclean.toml` or `pyproject.toml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from seedclean.config import options
from seedclean.errors import ConfigError, RunError, describe_os_error
from seedclean.option import Kind, Option

OWN = "seedclean.toml"
SHARED = "pyproject.toml"
PATTERNS = "rules"
"""The key of a TOML file that holds rules of the user, written as patterns."""


def read_config(path: Path | None, start: Path) -> dict[str, Any]:
    """Read options from a TOML file: `[tool.seedclean]` in pyproject.toml, or `seedclean.toml`.

    Args:
        path: The file; `None` to look for one.
        start: The folder to look in first; its parents follow.

    Returns:
        The options by the names of their fields, with the values of a command
        line. Empty where there is no file.

    Raises:
        RunError: The file cannot be read, or holds something that means nothing.
    """
    if path is not None:
        found = _read_table(path)
        if found is None:
            raise RunError(f"{path} has no table [tool.seedclean]")
        return _check_table(found, path)
    for folder in (start, *start.parents):
        for name in (OWN, SHARED):
            if (folder / name).is_file():
                found = _read_table(folder / name)
                if found is not None:
                    return _check_table(found, folder / name)
    return {}


def _read_table(path: Path) -> dict[str, Any] | None:
    """The options in a file; `None` if it is a pyproject.toml without any."""
    import tomllib  # only where there is a file

    try:
        with path.open("rb") as file:
            whole = tomllib.load(file)
    except OSError as error:
        raise describe_os_error(error) from None
    except ValueError as error:  # tomllib's own, or not UTF-8
        raise ConfigError(f"{path} is not TOML: {error}") from None
    if path.name != SHARED:
        return whole
    tools = whole.get("tool")
    found = tools.get("seedclean") if isinstance(tools, dict) else None
    if found is not None and not isinstance(found, dict):
        raise ConfigError(f"{path}: tool.seedclean must be a table, not {found!r}")
    return found


def _check_table(table: dict[str, Any], path: Path) -> dict[str, Any]:
    known = {name: option for name, option in options().items() if option.toml}
    found: dict[str, Any] = {}
    for key, value in table.items():
        if key == PATTERNS:
            _register_patterns(value, path)
            continue
        name = key.replace("-", "_")
        if name not in known:
            import difflib  # only an error needs it

            near = difflib.get_close_matches(name, known, n=1, cutoff=0.0)[0].replace("_", "-")
            raise ConfigError(f"{path}: there is no option {key!r}; the nearest is {near!r}")
        option = known[name]
        if not option.kind.fits(value) or (option.choices and value not in option.choices):
            raise ConfigError(f"{path}: {key} must be {option.wants()}, not {value!r}")
        found[name] = _as_argument(option, value, path)
    return found


def _register_patterns(table: object, path: Path) -> None:
    """Register the rules that a file writes as patterns, so that they can be selected."""
    from seedclean.pattern_rules import PatternRuleError, register_rules, rules_from_table

    try:
        register_rules(rules_from_table(table))
    except PatternRuleError as error:
        raise ConfigError(f"{path}: {error}") from None


def _as_argument(option: Option, value: Any, path: Path) -> Any:  # noqa: ANN401 - checked already
    """The value as the command line would have it; a file is beside the TOML file."""
    if isinstance(value, list):
        return ",".join(value)
    return str(path.parent / value) if option.kind is Kind.FILE else value
