"""The configuration of a run: one frozen dataclass, the only place where an option is written down.

The options of the command, the keys of a TOML file, the entries of a manifest
and the arguments of `clean_batch` are derived from the fields of `RunConfig`.
A new option is a new field.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import Field, dataclass, field, fields
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Any

from seedclean.errors import ConfigError, RunError, describe_os_error
from seedclean.formats import FORMATS, Fields, Limits
from seedclean.languages import checked_languages
from seedclean.registry import Rule, UnknownNameError, select

OWN = "seedclean.toml"
SHARED = "pyproject.toml"
PATTERNS = "rules"
"""The key of a TOML file that holds rules of the user, written as patterns."""

MAX_LOSS = 0.95
"""Whole pages rightly lose half of their words, one in sixty nine tenths, and two in a thousand more."""

FEWEST_WORDS = 50
"""A shorter document may be all notice or all menu."""


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


def _option(default: Any, kind: Kind, help: str = "", **more: Any) -> Any:  # noqa: A002, ANN401 - as `field`
    return field(default=default, metadata={"option": Option(kind, help, **more)})


_FILES, _CLEANING, _RUNNING = "Input and output", "What to clean", "Running"


@dataclass(frozen=True, kw_only=True)
class RunConfig:
    """The options of a run."""

    # What to clean
    select: tuple[str, ...] = _option(
        (),
        Kind.NAMES,
        "Run only these rules and cleaners, separated by commas. `default` means all safe rules.",
        group=_CLEANING,
        manifest="rules",
    )
    ignore: tuple[str, ...] = _option(
        (), Kind.NAMES, "Leave these rules and cleaners out.", group=_CLEANING, manifest="rules"
    )
    unsafe: bool = _option(False, Kind.SWITCH, "Run the guesses, too.", group=_CLEANING, manifest="rules")
    cleaner: tuple[Rule, ...] | None = _option(None, Kind.NAMES, toml=False, batch=True, manifest="rules")
    languages: tuple[str, ...] = _option(
        (),
        Kind.NAMES,
        "Keep text in these languages, as in `en,zh` or `english,chinese`, and give each record a field "
        "`language`.",
        group=_CLEANING,
        metavar="CODES",
        batch=True,
        manifest="languages",
    )
    markup: str = _option(
        "auto",
        Kind.CHOICE,
        "The marks of the text: those of Markdown, none, or what each text shows.",
        group=_CLEANING,
        choices=("auto", "markdown", "none"),
        batch=True,
        manifest="markup",
    )
    keep_date_headers: bool = _option(
        False,
        Kind.SWITCH,
        "Leave publication dates in the text, and only fill the field `date`.",
        group=_CLEANING,
        batch=True,
        manifest="keep date headers",
    )
    date_raw: bool = _option(
        False,
        Kind.SWITCH,
        "Give each record a field `date_raw`: the date as the text had it.",
        group=_CLEANING,
        batch=True,
        manifest="date_raw",
    )
    # Input and output
    text_field: str = _option(
        "text",
        Kind.NAME,
        "The field of a record that holds the text.",
        group=_FILES,
        batch=True,
        manifest="fields",
    )
    id_field: str = _option(
        "id", Kind.NAME, "The field that holds its name.", group=_FILES, batch=True, manifest="fields"
    )
    site_field: str = _option(
        "site",
        Kind.NAME,
        "The field that holds its site. Where it is missing, the host of the field `url` is taken.",
        group=_FILES,
        batch=True,
        manifest="fields",
    )
    format: str = _option(
        "txt",
        Kind.CHOICE,
        "The format of standard input, and of a named file whose ending tells none.",
        group=_FILES,
        choices=tuple(sorted(FORMATS)),
        toml=False,
        manifest="format",
    )
    edits: bool = _option(
        False,
        Kind.SWITCH,
        "Keep all edits beside the output, for --undo.",
        group=_FILES,
        manifest="edits",
    )
    counts: Path | None = _option(
        None, Kind.FILE, "Take the line counts of sites from this file.", group=_CLEANING
    )
    save_counts: Path | None = _option(
        None, Kind.FILE, "Save the line counts of this run to a file.", group=_CLEANING, toml=False
    )
    sample: int | None = _option(
        None,
        Kind.COUNT,
        "Clean only N records from all over the input, the same ones each time.",
        group=_FILES,
        toml=False,
        manifest="sample",
    )
    max_record: int = _option(
        Limits().record,
        Kind.COUNT,
        "The largest record, in bytes. A larger one is left out, and its file goes to the quarantine.",
        group=_RUNNING,
        metavar="BYTES",
        manifest="limits",
    )
    max_ratio: int = _option(
        Limits().ratio,
        Kind.COUNT,
        "The most bytes that come out of one compressed byte, in files that unpack to more than 64 MB.",
        group=_RUNNING,
        manifest="limits",
    )
    # Running
    jobs: int | None = _option(
        None, Kind.COUNT, "Number of worker processes (default: one per CPU).", group=_RUNNING
    )
    engine: str = _option(
        "local",
        Kind.CHOICE,
        "Execution backend: local, ray (uses RAY_ADDRESS if set) or spark (joins that of spark-submit).",
        group=_RUNNING,
        choices=("local", "ray", "spark"),
    )
    time_limit: float = _option(
        60.0,
        Kind.SECONDS,
        "The most time for a document; one of more than a megabyte has more, in proportion. "
        "A slower one is a bad record.",
        group=_RUNNING,
        metavar="SECONDS",
    )
    max_loss: float = _option(
        MAX_LOSS,
        Kind.SHARE,
        f"A document of {FEWEST_WORDS} words or more that would lose a greater share of them is a bad "
        "record. 1 allows any loss.",
        group=_CLEANING,
        metavar="SHARE",
        batch=True,
        manifest="max loss",
    )
    on_error: str = _option(
        "quarantine",
        Kind.CHOICE,
        "Move a record that cannot be read or cleaned to DIR/_seedclean/quarantine, with its reason and its "
        "bytes; or end the run.",
        group=_RUNNING,
        choices=("quarantine", "fail"),
    )
    force: bool = _option(
        False,
        Kind.SWITCH,
        "Clean finished files again, and overwrite files that no run has written.",
        group=_RUNNING,
        toml=False,
    )
    # Settings that the command does not offer
    diff: bool = False
    marks: tuple[str, str] = ("", "")
    progress: bool = False
    note_every: float = 5.0
    spread_above: int = 8 << 20
    group_files: int = 64
    quote_up_to: int = 64 << 20

    def __post_init__(self) -> None:
        try:
            languages = checked_languages(self.languages)
        except ValueError as error:
            raise ConfigError(str(error)) from None
        object.__setattr__(self, "languages", languages)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules to run.

        Raises:
            ConfigError: A name means nothing, or no rule is left.
        """
        if self.cleaner is not None:
            return self.cleaner
        names = [*(self.select or ("default",)), *(f"-{name}" for name in self.ignore)]
        try:
            rules = select(names, unsafe=self.unsafe)
        except UnknownNameError as error:
            raise ConfigError(str(error)) from None
        if not rules:
            raise ConfigError(f"no rule is left to run of {', '.join(names)}")
        # Later rules may take a date for page furniture, so it is enough to leave those of dates out.
        return tuple(rule for rule in rules if rule.cleaner != "dates") if self.keep_date_headers else rules

    @property
    def fields(self) -> Fields:
        """The names of the fields that have a meaning."""
        return Fields(self.text_field, self.id_field, self.site_field)

    @property
    def limits(self) -> Limits:
        """The bounds of what is read into memory."""
        return Limits(self.max_record, self.max_ratio)

    @property
    def needs_counts(self) -> bool:
        """True where a rule looks at the line counts of sites."""
        return any(rule.counts for rule in self.rules)

    def manifest(self) -> dict[str, Any]:
        """The entries of a manifest, as JSON values: where one differs, the output may differ."""
        shared = {
            "rules": [rule.describe() for rule in self.rules],
            "fields": self.fields._asdict(),
            "limits": self.limits._asdict(),
        }
        entries: dict[str, Any] = {}
        for one in fields(self):
            option = option_of(one)
            if option is not None and option.manifest is not None:
                value = getattr(self, one.name)
                plain = list(value) if isinstance(value, tuple) else value
                entries[option.manifest] = shared.get(option.manifest, plain)
        return entries


def option_of(one: Field[Any]) -> Option | None:
    """The description of a field of `RunConfig`; `None` for a setting."""
    option: Option | None = one.metadata.get("option")
    return option


def options() -> dict[str, Option]:
    """All options, by the names of their fields."""
    found = ((one.name, option_of(one)) for one in fields(RunConfig))
    return {name: option for name, option in found if option is not None}


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
