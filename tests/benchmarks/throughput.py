"""Speed: megabytes a second beside other tools, the command beside the function, and hostile texts."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count, cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks import command, peers
from benchmarks.data import Row, rows
from benchmarks.ours import counted
from benchmarks.spent import profile
from benchmarks.tables import Table, table
from benchmarks.timing import Clock, Paired, each, megabytes, paired, timed, warn_of_load
from seedclean import clean, cleaners
from seedclean.registry import Rule
from seedclean.testing.complexity import SHAPES

FTFY = peers.Peer("ftfy.fix_text", "ftfy", peers.ftfy_defaults)
PEERS = (FTFY, *peers.SPEED)

CLEANERS = {
    "all default rules": cleaners.DEFAULT,
    "repair": cleaners.repair,
    "dates": cleaners.dates,
    "boilerplate": cleaners.boilerplate,
    "captions": cleaners.captions,
    "translation": cleaners.translation,
    "boilerplate and captions": cleaners.boilerplate + cleaners.captions,
    "repair and translation": cleaners.repair + cleaners.translation,
}
HOSTILE = (
    *("blanks", "hyphens and blanks", "the", "hyphened words", "dates", "opening brackets"),
    *("entities", "mojibake", "Chinese", "emoji"),
)


class Scale(NamedTuple):
    """How much is measured.

    Attributes:
        rounds: How often each pair is done.
        pages: Pages that the tools are timed on; some take minutes for more.
        lengths: Characters of the hostile texts.
    """

    rounds: int
    pages: int
    lengths: tuple[int, ...]


FEW = 50
"""A sample of fewer pages is there to see that all works, and is done once."""

WHOLE = Scale(rounds=5, pages=350, lengths=(1_000, 10_000, 100_000, 1_000_000, 10_000_000))


CLEAN = (
    "The council met on Tuesday evening to talk about the new bridge over the river and the old stone mill."
)
_CLEAN_TIMES = 1_000

_TIMES = 4
"""So often all pages stand in the files of the command, which takes a moment to start."""


def tables(folder: Path, *, sample: int | None, say: Callable[[str], object]) -> Iterator[Table]:
    """Measure on the texts of `boilerplate/boilerplate*`, `dates/date_headers*` and `mt/mt_*`."""
    warn_of_load(say)
    scale = Scale(3 if sample >= FEW else 1, sample, (1_000, 10_000, 100_000)) if sample else WHOLE
    if peers.installed((FTFY,), say):
        pages = rows(folder, "boilerplate/boilerplate", scale.pages)
        yield _tools(pages, scale, say)
        yield _kinds(folder, pages, scale)
        yield _cleaners(folder, pages, scale)
        texts = [row["text"] for row in pages]
        yield profile(texts, each(FTFY.load(), texts), scale.rounds)
    every_page = rows(folder, "boilerplate/boilerplate", sample and 5 * sample)
    yield from _command(every_page, scale)
    yield _growth(every_page, scale)
    yield _start(scale)


def _tools(pages: list[Row], scale: Scale, say: Callable[[str], object]) -> Table:
    texts = [row["text"] for row in pages]
    size = megabytes(texts)
    ftfy = each(FTFY.load(), texts)
    tools: dict[str, Callable[[str], object]] = {"seedclean.clean": clean}
    tools |= peers.installed(peers.SPEED, say)

    def cells() -> Iterator[tuple[str, ...]]:
        yield FTFY.name, f"{size / ftfy():.2f}", "1.00", ""
        for name, tool in tools.items():
            measured = paired(each(tool, texts), ftfy, scale.rounds)
            yield name, f"{size / measured.seconds:.2f}", f"{measured.ratio:.2f}", _range(measured)

    return table(
        "throughput-tools",
        f"One core, {len(texts)} flat pages, {size:.1f} MB; medians of {scale.rounds} paired rounds",
        ("tool", "MB/s", "times ftfy's speed", "in the rounds"),
        cells(),
    )


def _kinds(folder: Path, pages: list[Row], scale: Scale) -> Table:
    """Texts of several lengths beside ftfy: most corpora are of short ones."""
    sentences = [
        line
        for row in rows(folder, "mt/mt_clean", scale.pages)
        for line in row["text"].split("\n")
        if line.strip()
    ]
    texts = {
        "flat pages": [row["text"] for row in pages],
        "pages of 1 to 3 kB": [
            row["text"] for row in pages if 1_000 <= len(row["text"].encode("utf-8", "replace")) < 3_000
        ],
        "sentences, all languages": sentences,
        "sentences in ASCII": [line for line in sentences if line.isascii()],
        "noisy translations": [row["text"] for row in rows(folder, "mt/mt_noise", scale.pages)],
        "a clean text of 100 characters": [CLEAN] * _CLEAN_TIMES,
    }

    def cells() -> Iterator[tuple[str, ...]]:
        for kind, some in texts.items():
            if some:
                measured = paired(each(clean, some), each(FTFY.load(), some), scale.rounds)
                microseconds = 1e6 * measured.seconds / len(some)
                yield kind, str(len(some)), f"{microseconds:,.0f}", f"{measured.ratio:.2f}", _range(measured)

    return table(
        "throughput-kinds",
        f"seedclean.clean beside ftfy.fix_text on each kind of text; medians of {scale.rounds} paired rounds",
        ("texts", "number", "µs a text", "times ftfy's speed", "in the rounds"),
        cells(),
    )


def _start(scale: Scale) -> Table:
    """The processor's time until a process has cleaned its first text."""
    times = [command.start(CLEAN) for _ in range(scale.rounds)]
    return table(
        "throughput-start",
        f"The start of a process, in the processor's milliseconds; medians of {scale.rounds} processes",
        ("what", "ms"),
        (
            (what, f"{1e3 * median(some):.0f}")
            for what, some in zip(
                ("importing seedclean", "the first text, import aside"), zip(*times, strict=True), strict=True
            )
        ),
    )


def _cleaners(folder: Path, pages: list[Row], scale: Scale) -> Table:
    """Each cleaner alone, on each kind of text, in the time of ftfy."""
    kinds = {
        "flat pages": pages,
        "pages with dates": rows(folder, "dates/date_headers", scale.pages),
        "translations": [
            row for name in ("noise", "clean") for row in rows(folder, f"mt/mt_{name}", scale.pages)
        ],
    }
    texts = {kind: [row["text"] for row in some] for kind, some in kinds.items()}
    ftfy = {kind: each(FTFY.load(), some) for kind, some in texts.items()}

    def cost(rules: Iterable[Rule], kind: str) -> str:
        own = each(lambda text: clean(text, rules), texts[kind])
        return f"{1 / paired(own, ftfy[kind], scale.rounds).ratio:.3f}"

    return table(
        "throughput-cleaners",
        "Each cleaner alone: its time, where ftfy.fix_text takes 1 for the same texts",
        ("rules", *texts),
        ((name, *(cost(rules, kind) for kind in texts)) for name, rules in CLEANERS.items()),
    )


def _command(pages: list[Row], scale: Scale) -> Iterator[Table]:
    """The command beside the function, two jobs beside one, the first pass beside the second; memory."""
    texts = [row["text"] for row in pages] * _TIMES
    size = megabytes(texts)
    with TemporaryDirectory() as name:
        place = Path(name)
        plain, sited, short = (place / f"{kind}.jsonl" for kind in ("plain", "sited", "short"))
        command.write_rows(plain, pages, ("text",), times=_TIMES)
        command.write_rows(sited, pages, ("text", "site"), times=_TIMES)
        command.write_rows(short, pages, ("text", "site"))
        numbers = count()

        def ran(source: Path, jobs: int) -> command.Run:
            return command.run(source, place / f"cleaned-{next(numbers)}", "--jobs", str(jobs))

        in_memory = each(clean, texts)
        work: dict[tuple[str, str], tuple[Clock, Clock]] = {
            ("the command, one job", "clean in memory"): (lambda: ran(plain, 1).processor, in_memory),
            ("the same, with sites", "clean in memory"): (lambda: ran(sited, 1).processor, in_memory),
            ("two jobs, on the clock", "one job"): (lambda: ran(plain, 2).wall, lambda: ran(plain, 1).wall),
            ("counting lines", "clean in memory"): (timed(lambda: counted(pages * _TIMES)), in_memory),
        }
        yield table(
            "throughput-command",
            f"{len(pages)} flat pages, {_TIMES} times over, {size:.1f} MB of text; "
            f"medians of {scale.rounds} paired rounds",
            ("work", "beside", "MB/s", "times its speed", "times its time", "speed in the rounds"),
            ((*what, *_beside(paired(*clocks, scale.rounds), size)) for what, clocks in work.items()),
        )
        yield table(
            "throughput-memory",
            "The most memory that all processes of the command held together, on JSONL with sites",
            ("records", "MB of JSONL", "jobs", "MB held"),
            (
                (records, f"{source.stat().st_size / 1e6:.1f}", jobs, f"{ran(source, jobs).memory:.0f}")
                for source, records in ((short, len(pages)), (sited, len(texts)))
                for jobs in (1, 2)
            ),
        )


def _beside(measured: Paired, size: float) -> Iterator[str]:
    yield f"{size / measured.seconds:.2f}"
    yield f"{measured.ratio:.2f}"
    yield f"{1 / measured.ratio:.3f}"
    yield _range(measured)


def _range(measured: Paired) -> str:
    return f"{min(measured.ratios):.2f} to {max(measured.ratios):.2f}"


def _growth(pages: list[Row], scale: Scale) -> Table:
    """The price of a character beside prose of the same length."""
    prose = {length: _prose(pages, length) for length in scale.lengths}

    def again(text: str) -> Clock:
        return each(clean, [text] * _times(len(text)))

    def cells() -> Iterator[tuple[str, ...]]:
        prices = [again(text)() / _times(length) / length for length, text in prose.items()]
        yield "prose, µs a thousand characters", *(f"{1e9 * price:.0f}" for price in prices), ""
        for name in HOSTILE:
            shape = SHAPES[name]
            costs = []
            for length, text in prose.items():
                rounds = scale.rounds if length <= 100_000 else 1
                costs.append(1 / paired(again(shape.text(length)), again(text), rounds).ratio)
            yield f"{name}: `{shape.unit}`", *(f"{cost:.2f}" for cost in costs), f"{max(costs):.2f}"

    return table(
        "throughput-growth",
        "What a character of a hostile text costs, where one of prose of the same length costs 1",
        ("text", *(f"{length:,} characters" for length in scale.lengths), "worst"),
        cells(),
    )


def _times(length: int) -> int:
    """How often a text is cleaned, so that a short one takes a time that can be measured."""
    return max(1, 10_000 // length)


def _prose(pages: Iterable[Row], length: int) -> str:
    """Main text of pages, one after the other, over again where it does not suffice."""
    pieces: list[str] = []
    written = 0
    golds = cycle(row["gold"] for row in pages if row["gold"].strip())
    while written < length:
        pieces.append(next(golds))
        written += len(pieces[-1]) + 2
    return "\n\n".join(pieces)[:length]
