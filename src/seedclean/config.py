"""The configuration of a run: one frozen dataclass, the only place where an option is written down.

The options of the command, the keys of a TOML file, the entries of a manifest
and the arguments of `clean_batch` are derived from the fields of `RunConfig`.
A new option is a new field.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from seedclean.counts import check_pages
from seedclean.errors import ConfigError
from seedclean.formats import FORMATS, Fields, Limits
from seedclean.languages import check_languages
from seedclean.option import Kind, Option, option_of
from seedclean.option import option_field as _option
from seedclean.paths import AnyPath, check_reachable
from seedclean.registry import Rule, UnknownNameError, select

MAX_LOSS = 0.95
"""Whole pages rightly lose half of their words, one in sixty nine tenths, and two in a thousand more."""

FEWEST_WORDS = 50
"""A shorter document may be all notice or all menu."""


FACTS = ("date", "date_raw", "language", "url")
"""Names of fields that have a meaning whatever the options are."""


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
    attributes: bool = _option(False, Kind.SWITCH, toml=False, manifest="attributes")
    keep_date_headers: bool = _option(
        False,
        Kind.SWITCH,
        "Leave publication dates in the text, and only fill the field `date`.",
        group=_CLEANING,
        batch=True,
        manifest="keep date headers",
    )
    date_header: str = _option(
        "line",
        Kind.CHOICE,
        "The publication date of a text without fields: its first line, left out, or kept where it was.",
        group=_CLEANING,
        choices=("line", "drop", "keep"),
        batch=True,
        manifest="date header",
    )
    apply: Path | None = _option(
        None,
        Kind.FILE,
        "Make the edits of another tool first: a file, or a folder of files, of JSON lines with `id` and "
        "`edits`, or with `id` and spans as dolma has them in `attributes`.",
        group=_CLEANING,
        metavar="FILE",
        batch=True,
        manifest="apply",
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
    certainty: str | None = _option(
        None,
        Kind.NAME,
        "Give each record this field: how certain its cleaning is, from 0 to 1; null if its text is no page.",
        group=_FILES,
        metavar="FIELD",
        batch=True,
        manifest="certainty",
    )
    removed: str | None = _option(
        None,
        Kind.NAME,
        "Give each record this field: the share of its words that went, from 0 to 1.",
        group=_FILES,
        metavar="FIELD",
        batch=True,
        manifest="removed",
    )
    route_below: tuple[float, AnyPath] | None = _option(
        None,
        Kind.ROUTE,
        "Put documents that are cleaned with less certainty than SHARE into the folder DIR as they are, with "
        "their figures in fields, and clean the others.",
        group=_FILES,
        metavar="SHARE DIR",
        toml=False,
        manifest="route below",
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
    diff_as_json: bool = False
    marks: tuple[str, str] = ("", "")
    progress: bool = False
    note_every: float = 5.0
    spread_above: int = 8 << 20
    group_files: int = 64
    quote_up_to: int = 64 << 20

    def __post_init__(self) -> None:
        try:
            languages = check_languages(self.languages)
        except ValueError as error:
            raise ConfigError(str(error)) from None
        object.__setattr__(self, "languages", languages)
        _check_figures(tuple(filter(None, (self.certainty, self.removed))), self.fields)
        if self.route_below is not None:
            below, folder = self.route_below
            check_reachable(folder)
            there = folder.absolute() if isinstance(folder, Path) else folder
            object.__setattr__(self, "route_below", (below, there))

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
        return tuple(rule for rule in rules if rule.cleaner != "dates") if self.keeps_dates else rules

    @property
    def keeps_dates(self) -> bool:
        """True where publication dates stay in the text as they are."""
        return self.keep_date_headers or self.date_header == "keep"

    @property
    def fields(self) -> Fields:
        """The names of the fields that have a meaning."""
        return Fields(self.text_field, self.id_field, self.site_field)

    @property
    def figures(self) -> tuple[str, str]:
        """The fields of a cleaned record for its certainty and the share that went; empty if not wanted."""
        return self.certainty or "", self.removed or ""

    @property
    def routed_figures(self) -> tuple[str, str]:
        """The same of a record that is routed, which has them always."""
        return self.certainty or "certainty", self.removed or "removed"

    @property
    def routed_to(self) -> AnyPath | None:
        """The folder for documents that are cleaned with too little certainty, if they are routed."""
        return None if self.route_below is None else self.route_below[1]

    @property
    def limits(self) -> Limits:
        """The bounds of what is read into memory."""
        return Limits(self.max_record, self.max_ratio)

    @property
    def counts_basis(self) -> str:
        """A fingerprint of the file to take line counts from; empty where none is given.

        Raises:
            OSError: The file cannot be read.
            ConfigError: It holds something else.
        """
        if self.counts is None:
            return ""
        try:
            check_pages(self.counts)
        except ValueError as error:
            raise ConfigError(f"{error}; --counts takes what --save-counts wrote") from None
        return blake2b(self.counts.read_bytes(), digest_size=8).hexdigest()

    @property
    def needs_counts(self) -> bool:
        """True where a rule looks at the line counts of sites."""
        return any(rule.counts for rule in self.rules)


def _check_figures(names: tuple[str, ...], fields: Fields) -> None:
    """Raise `ConfigError` where a figure would have the field of something else."""
    taken = {*fields, *FACTS}
    for place, name in enumerate(names):
        if name in taken or name in names[:place]:
            raise ConfigError(f"the field {name!r} has another meaning; give the figure another name")


def options() -> dict[str, Option]:
    """All options, by the names of their fields."""
    found = ((one.name, option_of(one)) for one in fields(RunConfig))
    return {name: option for name, option in found if option is not None}
