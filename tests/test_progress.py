"""Lines that say how far a run is, where nobody sits at a terminal."""

import io
import re
import sys
import time

import pytest
from click.testing import CliRunner

from running import write
from seedclean.cli import main
from seedclean.report import progress
from seedclean.report.progress import Counts, describe_progress, progress_bar


@pytest.fixture
def clock(monkeypatch):
    """A clock that goes on by ten seconds at each look."""
    now = iter(range(0, 10_000, 10))
    monkeypatch.setattr(progress, "monotonic", lambda: float(next(now)))


def test_there_is_a_line_every_half_minute(clock, capsys):
    with progress_bar("cleaning", 100_000_000, shown=True) as advance:
        for _ in range(7):
            advance(10_000_000, 500, 0)
    assert capsys.readouterr().err.splitlines() == [
        "cleaning: 1,500 documents, 30.0 of 100.0 MB (30%), 1.0 MB/s, 1 min left",
        "cleaning: 3,000 documents, 60.0 of 100.0 MB (60%), 1.0 MB/s, 40 s left",
    ]


def test_bad_records_are_counted(clock, capsys):
    with progress_bar("cleaning", 0, shown=True) as advance:
        for bad in (1, 0, 1_000):
            advance(10_000_000, 1, bad)
    assert capsys.readouterr().err == "cleaning: 3 documents, 1,001 bad records, 30.0 MB, 1.0 MB/s\n"
    assert Counts(1, 1).describe() == "1 document, 1 bad record"


def test_the_bar_shows_documents_share_speed_and_bad_records(monkeypatch):
    pytest.importorskip("rich")
    shown = io.StringIO()
    monkeypatch.setattr(shown, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    with progress_bar("cleaning", 1_000_000, shown=True) as advance:
        for size, documents, bad in ((250_000, 1_000, 1), (250_000, 234, 1), (0, 0, 0)):
            advance(size, documents, bad)
            time.sleep(0.2)
    text = re.sub("\x1b\\[[0-9;?]*[A-Za-z]", "", shown.getvalue())
    assert "1,234 documents, 2 bad records" in text
    assert "50%" in text
    assert "B/s" in text


def test_there_is_none_where_none_is_wanted(clock, capsys):
    with progress_bar("cleaning", 100, shown=False) as advance:
        for _ in range(7):
            advance(10, 1, 0)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("size", "total", "said"),
    [
        (0, 5_000_000, "cleaning: 7 documents, 0.0 of 5.0 MB (0%), 0.0 MB/s, 0 s left"),
        (2_000_000, 0, "cleaning: 7 documents, 2.0 MB, 0.2 MB/s"),
        (1_000_000, 3_600_000_000_000, "cleaning: 7 documents, 0.0 of 3.6 TB (0%), 0.1 MB/s, 10000.0 h left"),
        (9_000_000, 8_000_000, "cleaning: 7 documents, 9.0 of 8.0 MB (112%), 0.9 MB/s, 0 s left"),
    ],
)
def test_what_a_line_says(size, total, said):
    assert describe_progress("cleaning", size, total, Counts(7), 10) == said


def test_the_command_logs_on_stderr(tmp_path, monkeypatch):
    monkeypatch.setattr(progress, "EVERY", 0.0)
    rows = [{"text": "The ferry was late. " * 400, "site": "s"} for _ in range(300)]
    write(tmp_path, {"in/rows.jsonl": rows})
    command = [str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--select", "site-line,dates"]
    lines = CliRunner().invoke(main, command).stderr.splitlines()
    assert re.fullmatch(r"counting lines: \d+ documents, .* of 2\.4 MB \(\d+%\), .* MB/s, .* left", lines[0])
    assert sum(line.startswith("cleaning: ") for line in lines) >= 2
    assert "cleaning" not in CliRunner().invoke(main, [*command, "-q", "--force"]).stderr
