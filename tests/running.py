"""Corpora, rules and reading for the tests of the command and what it calls.

The rules stand in a module, so that other processes can import them; they are
not registered, so that no other test meets them.
"""

import gzip
import json
import os
import signal
import time
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from seedclean.config import RunConfig
from seedclean.corpus.clean_file import FileWriter
from seedclean.corpus.executor import HERE
from seedclean.formats import FORMATS
from seedclean.formats.txt import PlainText
from seedclean.registry import Rule


def config(rules, **options):
    """The options of a run with these rules, by default in this process."""
    return RunConfig(**{"cleaner": tuple(rules), "jobs": HERE, **options})


def rule_of(function, *, counts=False):
    return Rule(function, safe=True, cleaner="tests", counts=counts)


@rule_of
def shouting(document):
    """Replace `!!` by `!`."""
    start = document.text.find("!!")
    while start >= 0:
        yield start, start + 2, "!"
        start = document.text.find("!!", start + 2)


@rule_of
def poisoned(document):
    """Fail where the text says so."""
    if "poison" in document.text:
        raise RuntimeError("boom")
    yield from ()


@rule_of
def dated(document):
    """Turn a first line `on DATE` into the canonical header."""
    first, _, _ = document.text.partition("\n")
    if first.startswith("on "):
        yield 0, len(first), f"date: {first[3:]}\n"


@partial(rule_of, counts=True)
def sited(document):
    """Drop the first line if most pages of the site begin with it."""
    line = document.lines[0]
    if document.counts is not None and line and document.counts.share(line) > 0.5:
        yield 0, len(line) + 1, ""


@rule_of
def slow(document):
    """Take the time that the environment asks for."""
    if "SLOW" in os.environ:
        time.sleep(float(os.environ["SLOW"]))
    yield from ()


@rule_of
def sleeping(document):
    """Take a second and a half for a long text."""
    if len(document.text) > 2_000_000:
        time.sleep(1.5)
    yield from ()


@rule_of
def hanging(document):
    """Never come back where the text says so."""
    while "hanging" in document.text:
        pass
    yield from ()


@rule_of
def leaving(document):
    """End the process in the way that the text asks for."""
    if "leave by exit" in document.text:
        os._exit(7)
    if "leave by signal" in document.text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "leave by system" in document.text:
        raise SystemExit(3)
    if "leave by memory" in document.text:
        raise MemoryError
    if "leave by recursion" in document.text:
        yield from leaving.__wrapped__(document)


@rule_of
def orphaning(document):
    """Kill the process that waits for this one, but once only, as the file that the text names tells."""
    _, orphan, path = document.text.partition("orphan ")
    if orphan:
        with suppress(FileExistsError):
            Path(path).touch(exist_ok=False)
            os.kill(os.getppid(), signal.SIGKILL)
    yield from ()


class Deadly(PlainText):
    """A format that no process survives."""

    suffixes = (".deadly",)

    def read_chunks(self, *_arguments, **_options):
        os._exit(9)


FORMATS["deadly"] = Deadly()


def exiting(count, dies):
    """Count, and end the process if it is to die."""
    yield from range(count)
    if dies:
        os._exit(7)


def write(folder, files):
    """Files from their names and contents (bytes, text or records), gzipped if the name says so."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = lines(content) if isinstance(content, list) else content
        data = data.encode() if isinstance(data, str) else data
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return folder


def lines(records):
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def read(folder):
    """What stands in a folder, by name and unpacked, without what is ours."""
    files = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith("_seedclean/"):
            data = path.read_bytes()
            files[name] = gzip.decompress(data) if name.endswith(".gz") else data
    return files


def records(path):
    data = gzip.decompress(path.read_bytes()) if path.name.endswith(".gz") else path.read_bytes()
    return [json.loads(line) for line in data.splitlines()]


@contextmanager
def largest_file(size):
    """Let no file of this process grow beyond a size, as on a full disk."""
    import resource  # not on Windows

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def interrupt(monkeypatch, chunks, seen=None, name=""):
    """Stop a run after some chunks, of all files or of one, as Ctrl-C does."""
    original = FileWriter.add
    count = 0

    def add(self, outcome, tally):
        nonlocal count
        original(self, outcome, tally)
        count += name in self._source.name
        if seen is not None:
            seen.append((self._source.name, outcome, tally))
        if count >= chunks:
            raise KeyboardInterrupt

    monkeypatch.setattr(FileWriter, "add", add)


def watch(monkeypatch, seen):
    """Note the chunks that a run writes."""
    interrupt(monkeypatch, float("inf"), seen)


def everything(folder):
    """The bytes of all files of a folder, but not when they were written, nor by whom."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    if (manifest := "_seedclean/run.json") in files:
        facts = json.loads(files[manifest])
        assert facts.pop("run")["seconds"] > 0
        files[manifest] = json.dumps(facts).encode()
    return files
