"""Publication dates on flat pages: right, wrong, missed and invented, and what was done to the text."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import process_time
from typing import NamedTuple

from benchmarks import peers
from benchmarks.data import Row, rows
from benchmarks.measures.dates import exactly, paragraphs, same_day, same_minute, squashed, stamp, stamps_gone
from benchmarks.ours import Cleaner, rules_of
from benchmarks.tables import Table, percent, table
from seedclean import RULES, parse_date_header

PEERS = peers.DATES + peers.DATE_STRINGS
DATES_ONLY = "seedclean, repair and dates"
DEFAULT = "seedclean, all rules"


class Answer(NamedTuple):
    """What a method says of a page: the date, and the text where it cleans one."""

    date: str | None
    text: str | None = None


Method = Callable[[str], Answer]


def tables(folder: Path, *, sample: int | None, say: Callable[[str], object]) -> Iterator[Table]:
    """Measure on `dates/date_headers*`, `date_strings*`, `date_prose*` and `date_seedstyle*`."""
    ours = {DATES_ONLY: _cleans("repair,dates"), DEFAULT: _cleans("default")}
    methods: dict[str, Method] = {
        name: lambda text, tool=tool: Answer(tool(text))
        for name, tool in peers.installed(peers.DATES, say).items()
    }
    methods |= ours
    pages = rows(folder, "dates/date_headers", sample)
    results = {name: _pages(pages, method) for name, method in methods.items()}
    yield table(
        "dates-headers",
        "Pages with a date header and without, % (ms a page)",
        (
            "method",
            *("day right", "wrong", "missed", "invented, no date there", "invented, dates in prose"),
            *("time right", "offset invented", "stamps gone", "paragraphs kept", "ms a page"),
        ),
        ((name, *_page_figures(result)) for name, result in results.items()),
    )
    yield _by_language(pages, methods[DATES_ONLY])
    yield _by_rule(pages)
    yield _strings(rows(folder, "dates/date_strings", sample), peers.installed(peers.DATE_STRINGS, say))
    prose = rows(folder, "dates/date_prose", sample)
    yield table(
        "dates-prose",
        "Paragraphs with a date in their prose",
        ("method", "paragraphs", "untouched, %", "a date taken from them, %"),
        ((name, *_prose(prose, method)) for name, method in ours.items()),
    )
    headed = rows(folder, "dates/date_seedstyle", sample)
    yield table(
        "dates-seedstyle",
        "Texts that begin with a header as the seeds do",
        ("method", "texts", "day right", "stamps", "stamps gone"),
        ((name, *_headed(_pages(headed, method))) for name, method in ours.items()),
    )


def _cleans(names: str) -> Method:
    cleaner = Cleaner(names)

    def answer(text: str) -> Answer:
        output = cleaner(text)
        return Answer(output.date, output.text)

    return answer


def _pages(pages: Iterable[Row], method: Method) -> Counter[str]:
    """How often what happened."""
    count: Counter[str] = Counter()
    for row in pages:
        started = process_time()
        answer = method(row["text"])
        count["ms"] += 1000 * (process_time() - started)
        count["pages"] += 1
        _count_date(count, row, answer.date)
        if answer.text is not None:
            gone, stamps = stamps_gone(row, answer.text, answer.date)
            prose = paragraphs(row)
            text = squashed(answer.text)
            kept = sum(piece in text for piece in prose)
            count.update({"gone": gone, "stamps": stamps, "prose": len(prose), "kept": kept})
    return count


def _count_date(count: Counter[str], row: Row, date: str | None) -> None:
    gold, found = stamp(row["date"]), stamp(date)
    if gold is None:
        kind = row.get("null_kind") or "no_date"
        count[kind] += 1
        count[f"{kind} invented"] += found is not None
        return
    count["dated"] += 1
    right = found is not None and same_day(gold, found)
    count["right" if right else "missed" if found is None else "wrong"] += 1
    if gold.moment is None:
        return
    count["timed"] += 1
    count["time right"] += right and same_minute(gold, found)
    if gold.moment.tzinfo is None:
        count["no offset"] += 1
        count["offset invented"] += bool(found and found.moment and found.moment.tzinfo)


def _page_figures(count: Counter[str]) -> Iterator[str]:
    for outcome in ("right", "wrong", "missed"):
        yield percent(count[outcome], count["dated"])
    for kind in ("no_date", "prose_only"):
        yield percent(count[f"{kind} invented"], count[kind])
    yield percent(count["time right"], count["timed"])
    yield percent(count["offset invented"], count["no offset"])
    yield percent(count["gone"], count["stamps"])
    yield percent(count["kept"], count["prose"])
    yield f"{count['ms'] / max(1, count['pages']):.2f}"


def _by_language(pages: Iterable[Row], method: Method) -> Table:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in pages:
        _count_date(counts[row["lang"]], row, method(row["text"]).date)
    dated = sorted(counts.items(), key=lambda item: -item[1]["dated"])
    return table(
        "dates-languages",
        f"Pages with a date header, by language ({DATES_ONLY})",
        ("language", "pages", "right", "wrong", "missed"),
        (
            (language, *(count[figure] for figure in ("dated", "right", "wrong", "missed")))
            for language, count in dated
            if count["dated"]
        ),
    )


def _by_rule(pages: Iterable[Row]) -> Table:
    """Whether the edits of the dates cleaner fell on a labelled stamp."""
    cleaner = Cleaner("repair,dates")
    on: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    for row in pages:
        spans = row["header_spans"]
        for edit in cleaner(row["text"]).edits:
            labelled = any(edit.start < span["end"] and span["start"] < edit.end for span in spans)
            (on if labelled else beside).update(rules_of(edit))
    return table(
        "dates-rules",
        f"Where the edits of each rule fell ({DATES_ONLY})",
        ("rule", "edits with a labelled stamp in them", "without"),
        ((rule, on[rule], beside[rule]) for rule in RULES if on[rule] or beside[rule]),
    )


def _strings(strings: list[Row], tools: dict[str, Callable[[str], str | None]]) -> Table:
    methods: dict[str, Callable[[Row], str | None]] = {
        name: lambda row, tool=tool: tool(row["string"]) for name, tool in tools.items()
    }
    methods["seedclean.parse_date_header"] = lambda row: _parsed(row["string"], None)
    methods["the same, told the language"] = lambda row: _parsed(row["string"], row["lang"])
    return table(
        "dates-strings",
        "Strings that are a date, and strings that are none, %",
        ("method", "exact", "day right", "wrong", "missed", "negatives taken for dates"),
        ((name, *_string_figures(strings, method)) for name, method in methods.items()),
    )


def _parsed(line: str, language: str | None) -> str | None:
    found = parse_date_header(line, None if language == "und" else language)
    return found.isoformat() if found else None


def _string_figures(strings: Iterable[Row], method: Callable[[Row], str | None]) -> Iterator[str]:
    """Strings of which day and month could stand either way are left out."""
    count: Counter[str] = Counter()
    for row in strings:
        gold = stamp(row["expected"])
        if gold is not None and row.get("ambiguous"):
            continue
        found = stamp(method(row))
        if gold is None:
            count["negatives"] += 1
            count["taken"] += found is not None
            continue
        count["dates"] += 1
        right = found is not None and same_day(gold, found)
        count["right" if right else "missed" if found is None else "wrong"] += 1
        count["exact"] += found is not None and exactly(gold, found)
    for figure in ("exact", "right", "wrong", "missed"):
        yield percent(count[figure], count["dates"])
    yield percent(count["taken"], count["negatives"])


def _prose(prose: list[Row], method: Method) -> tuple[object, str, str]:
    answers = [(row["text"], method(row["text"])) for row in prose]
    same = sum(answer.text.strip() == text.replace("\r\n", "\n").strip() for text, answer in answers)
    dated = sum(answer.date is not None for _, answer in answers)
    return len(prose), percent(same, len(prose)), percent(dated, len(prose))


def _headed(count: Counter[str]) -> tuple[int, int, int, int]:
    return count["dated"], count["right"], count["stamps"], count["gone"]
