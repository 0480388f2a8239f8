"""The page of an audit: one HTML file that needs no network and runs no script but its own."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from string import Template
from typing import Any

from seedclean.report.audit import figures
from seedclean.report.audit.charts import bar_chart
from seedclean.report.audit.figures import Routed, Seen
from seedclean.report.audit.findings import MOST_A_STRATUM, STAYED, Finding, choose, mix
from seedclean.report.escape import escape

BEGINNING = '<!doctype html>\n<html lang="en" data-report="clean-corpus-audit">'
"""The beginning of every report, by which an earlier one is recognised before it is overwritten."""

ENOUGH = 0.05
"""Half the width of the interval of a rule's precision at which nobody is asked of it any more."""

_MOST_BARS = 15


def render(
    seen: Sequence[Seen],
    findings: Sequence[Finding],
    quarantined: int,
    title: str,
    within: float = ENOUGH,
    routed: Routed | None = None,
) -> str:
    """Render the page.

    Args:
        seen: The documents.
        findings: What can be judged.
        quarantined: The number of documents that could not be cleaned.
        title: What was audited.
        within: Half the width of the interval of a rule's precision at which nobody is asked of it any more.
        routed: The documents that the run put elsewhere as they were; `None` where it put none.
    """
    data = report_data(seen, findings, quarantined, title, within)
    data["routed"] = routed
    script, style = _part("page.js"), _part("page.css")
    rules = [(row[0], row[4]) for row in data["rules"][:_MOST_BARS]]
    return Template(_part("page.html")).substitute(
        beginning=BEGINNING,
        policy=f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
        "base-uri 'none'; form-action 'none'",
        style=style,
        script=script,
        rules=bar_chart(rules, "Words taken by rule"),
        losses=bar_chart(list(zip(figures.BINS, data["losses"], strict=True)), "Documents by words lost"),
        data=encode(data),
    )


def report_data(
    seen: Sequence[Seen], findings: Sequence[Finding], quarantined: int, title: str, within: float
) -> dict[str, Any]:
    """Collect what the page shows, as JSON values."""
    rules = figures.by_rule(one.work for one in seen)
    comparison = figures.compare(seen)
    sums = {row[0]: row[3:] for row in (*rules, *figures.by_rule(one.apart for one in seen))}
    chosen = mix(choose(findings, MOST_A_STRATUM))
    return {
        "title": escape(title),
        "totals": figures.totals(seen, quarantined),
        "rules": rules,
        "cleaners": figures.by_cleaner(rules),
        "sites": figures.by_key(seen, lambda one: one.site),
        "languages": figures.by_key(seen, lambda one: one.language),
        "losses": figures.loss_bins(seen),
        "worst": figures.worst(seen),
        "unsure": figures.least_sure(seen),
        "compare": comparison,
        "stayed": STAYED,
        "within": within,
        "limit": figures.UNSURE,
        "sums": sums,
        "findings": [list(one) for one in chosen],
    }


def encode(data: dict[str, Any]) -> str:
    r"""Encode JSON so that nothing in it can end the element that holds it.

    >>> encode({"a": "</script>"})
    '{"a":"\\u003c/script>"}'
    """
    return json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _part(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
