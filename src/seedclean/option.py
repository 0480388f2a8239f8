"""The description of an option: what a field of the configuration says about itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import Field, dataclass, field
from enum import Enum
from typing import Any


def _is_names(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _is_name(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0


class Kind(Enum):
    """The kinds of values: for each its description, and a test for values of a TOML file."""

    NAMES = ("a list of names", _is_names)
    NAME = ("a name", _is_name)
    SWITCH = ("true or false", lambda value: isinstance(value, bool))
    COUNT = ("a whole number from 1", lambda value: _is_number(value) and isinstance(value, int))
    SECONDS = ("a number of seconds", _is_number)
    SHARE = ("a share from 0 to 1", lambda value: value == 0 or (_is_number(value) and value <= 1))
    FILE = ("the name of a file", _is_name)
    ROUTE = ("a share and a folder", lambda _: False)
    CHOICE = ("one of the choices", _is_name)

    def __init__(self, wanted: str, fits: Callable[[object], bool]) -> None:
        self.wanted = wanted
        self.fits = fits


@dataclass(frozen=True)
class Option:
    """The description of an option.

    Attributes:
        kind: The kind of its values.
        help: The help text of the command; empty for settings that the command does not offer.
        group: The heading that the help shows it under.
        metavar: The placeholder of its value in the help.
        choices: The values that it can have, if they are few.
        toml: Whether it may be set in a TOML file.
        batch: Whether `clean_batch` takes it as an argument.
        manifest: The entry of the manifest that holds it. Every option that changes the output
            has one, so that a run never continues an output that was made in another way.
    """

    kind: Kind
    help: str = ""
    group: str = ""
    metavar: str | None = None
    choices: tuple[str, ...] = ()
    toml: bool = True
    batch: bool = False
    manifest: str | None = None

    def wants(self) -> str:
        """Describe the values that it takes."""
        if not self.choices:
            return self.kind.wanted
        *others, last = map(repr, self.choices)
        return f"{', '.join(others)} or {last}"


def option_field(default: Any, kind: Kind, help: str = "", **more: Any) -> Any:  # noqa: A002, ANN401 - as `field`
    """Make a field of a configuration that is an option."""
    return field(default=default, metadata={"option": Option(kind, help, **more)})


def option_of(one: Field[Any]) -> Option | None:
    """The description of a field of a configuration; `None` for a setting."""
    option: Option | None = one.metadata.get("option")
    return option
