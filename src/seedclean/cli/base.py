"""The parts that the command and its subcommands share: paths, options of a run, errors as sentences."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import IO, Any, NoReturn, TextIO

import click

from seedclean.config import RunConfig, options
from seedclean.config_file import read_config
from seedclean.errors import RunError, describe_os_error
from seedclean.option import Kind, Option
from seedclean.paths import AnyPath, parse_path
from seedclean.registry import UnknownNameError
from seedclean.report import terminal
from seedclean.report.escape import escape

_GROUPS = {
    "Looking": (
        *("diff", "check", "why", "listed", "explain", "verify", "as_json", "json_file"),
        *("compare", "tokenizer", "within", "at_least"),
    ),
    "Input and output": ("output", "undo", "attributes"),
    "Running": ("config_file", "quiet", "verbose"),
}
"""Headings of the help for the options that are not fields of `RunConfig`."""


SUBCOMMANDS = {
    "audit": "Show what is done to a corpus, on a page to look at and to judge.",
    "precision": "Say how often each rule was right, by labels.jsonl.",
}
"""The subcommands, each in the module of its name; a folder that is called so is `./audit`."""


class PathType(click.Path):
    """A path, or a URL that fsspec knows."""

    def coerce_path_result(self, value: str | os.PathLike[str]) -> AnyPath:  # type: ignore[override]
        """Parse the path."""
        return parse_path(os.fspath(value))


PATH = PathType(allow_dash=True)
FOLDER = PathType(file_okay=False)


class _EndError(click.ClickException):
    """The end of a run, with its exit code."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]  # click has it on the class

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002 - as click's own
        """Show it, with its label in colour on a terminal."""
        terminal.show(f"Error: {self.message}", err=True)


class _UsageError(click.UsageError):
    """A command that was used wrongly."""

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002
        """Show how to use it, and what is wrong, with its label in colour on a terminal."""
        if self.ctx is not None:
            click.echo(self.ctx.get_usage(), err=True, color=terminal.color_wish(self.ctx.color))
            click.echo(f"Try '{self.ctx.command_path} --help' for help.\n", err=True)
        terminal.show(f"Error: {self.message}", err=True)


class _Stopped(BaseException):
    """A signal that asks for the end."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class Command(click.Command):
    """A command whose errors are sentences, made harmless, and whose help has headings."""

    def make_context(self, *arguments: Any, **more: Any) -> click.Context:  # noqa: ANN401 - as click's own
        """Parse the arguments."""
        with _errors_as_sentences():
            return super().make_context(*arguments, **more)

    def invoke(self, context: click.Context) -> Any:  # noqa: ANN401
        """Run the command."""
        with _errors_as_sentences():
            return super().invoke(context)

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Show the options below headings."""
        groups: dict[str, list[tuple[str, str]]] = {}
        known = options()
        others = {name: group for group, names in _GROUPS.items() for name in names}
        for parameter in self.get_params(context):
            record = parameter.get_help_record(context) if isinstance(parameter, click.Option) else None
            name = parameter.name or ""
            if record is not None:
                group = (known[name].group if name in known else "") or others.get(name, "Details")
                groups.setdefault(group, []).append(record)
        for group in ("Input and output", "What to clean", "Looking", "Running", "Details"):
            if groups.get(group):
                with formatter.section(group):
                    formatter.write_dl(groups[group])


class MainCommand(Command):
    """The command itself, beside which there are subcommands."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - as click's own
    ) -> click.Context:
        """Make the context of the subcommand where the first argument names one."""
        if args and args[0] in SUBCOMMANDS:
            command: click.Command = import_module(f"seedclean.cli.{args[0]}").command
            return command.make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)

    def invoke(self, context: click.Context) -> Any:  # noqa: ANN401
        """Run the command of the context, which may be a subcommand."""
        return super().invoke(context) if context.command is self else context.command.invoke(context)

    def format_epilog(self, context: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the subcommands below the options."""
        with formatter.section("Subcommands (--help after each)"):
            formatter.write_dl(list(SUBCOMMANDS.items()))


@contextmanager
def _errors_as_sentences() -> Iterator[None]:
    """Report whatever goes wrong in one line, never by a traceback."""
    try:
        with _signals_as_errors():
            yield
    except click.UsageError as error:
        raise _UsageError(escape(error.format_message()), error.ctx) from None
    except click.ClickException as error:
        _end(error.format_message(), error.exit_code)
    except (click.exceptions.Exit, BrokenPipeError):
        raise
    except KeyboardInterrupt:
        _end("stopped; the same command resumes there", 130)
    except _Stopped as error:
        name = signal.Signals(error.number).name
        _end(f"stopped by {name}; the same command resumes there", 128 + error.number)
    except (RunError, UnknownNameError) as error:
        _end(str(error), getattr(error, "exit_code", 2))
    except OSError as error:
        _end(str(describe_os_error(error)), 2)
    except MemoryError:
        _end("out of memory; try a smaller --jobs", 2)
    except Exception as error:
        frame = error.__traceback__
        while frame is not None and frame.tb_next is not None:
            frame = frame.tb_next
        where = f" at {frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else ""
        _end(f"internal error in clean-corpus{where}; please report it: {type(error).__name__}: {error}", 2)


def _end(message: str, exit_code: int) -> NoReturn:
    raise _EndError(escape(message), exit_code) from None


@contextmanager
def _signals_as_errors() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end the run as Ctrl-C does: notes are finished, lock and scratch are removed."""
    import threading

    def stop(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001
        raise _Stopped(number)

    names = ("SIGTERM", "SIGHUP") if threading.current_thread() is threading.main_thread() else ()
    before = {
        number: signal.signal(number, stop)
        for number in (getattr(signal, name, None) for name in names)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """Open a text file that gets its name only when it is whole."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with part.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def set_defaults(context: click.Context, _: click.Parameter, path: Path | None) -> None:
    """Take the options of a file as defaults."""
    context.default_map = read_config(path, Path.cwd())


def _split_names(_: click.Context, __: click.Parameter, value: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (value or "").split(",") if name.strip())


def config_options(function: Callable[..., None], without: Collection[str] = ()) -> Callable[..., None]:
    """Add the options of `RunConfig`, in its order, without some."""
    defaults = RunConfig()
    for name, option in reversed(options().items()):
        if option.help and name not in without:
            flag = f"--{name.replace('_', '-')}"
            function = click.option(flag, name, **_click_arguments(option, getattr(defaults, name)))(function)
    return function


def _click_arguments(option: Option, default: Any) -> dict[str, Any]:  # noqa: ANN401
    """The arguments of `click.option` for an option."""
    kinds: dict[Kind, dict[str, Any]] = {
        Kind.NAMES: {"callback": _split_names, "metavar": "NAMES"},
        Kind.NAME: {"metavar": "NAME"},
        Kind.SWITCH: {"is_flag": True},
        Kind.COUNT: {"type": click.IntRange(min=1), "metavar": "N"},
        Kind.SECONDS: {"type": click.FloatRange(min=0, min_open=True)},
        Kind.SHARE: {"type": click.FloatRange(0, 1)},
        Kind.FILE: {"type": click.Path(path_type=Path, dir_okay=False), "metavar": "FILE"},
        Kind.CHOICE: {"type": click.Choice(option.choices)},
        Kind.ROUTE: {"type": (click.FloatRange(0, 1), FOLDER)},
    }
    arguments = {"help": option.help, **kinds[option.kind]}
    if option.metavar:
        arguments["metavar"] = option.metavar
    if option.kind is not Kind.NAMES:
        arguments["default"] = default
        arguments["show_default"] = option.kind not in {Kind.SWITCH, Kind.FILE}
    return arguments


def config_file_option(function: Callable[..., None]) -> Callable[..., None]:
    """Add the option that names a configuration file."""
    return click.option(
        "--config",
        "config_file",
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        is_eager=True,
        expose_value=False,
        callback=set_defaults,
        help="Take options from this TOML file. By default from the nearest seedclean.toml or pyproject.toml "
        "with a table [tool.seedclean], from this folder upwards.",
    )(function)
