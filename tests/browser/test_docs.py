"""The built documentation in a browser: every page opens without an error, no link is broken, search finds.

`SEEDCLEAN_DOCS` names the folder that Sphinx has built; `.ci/run` sets it.
"""

import os
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote_plus, unquote, urldefrag

import pytest

BUILT = os.environ.get("SEEDCLEAN_DOCS", "")
pytestmark = pytest.mark.skipif(not BUILT, reason="SEEDCLEAN_DOCS names no built documentation")


class Quiet(SimpleHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, *_arguments):
        pass


@pytest.fixture(scope="module")
def site():
    """The address of the built pages, and their names."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=BUILT))
    Thread(target=server.serve_forever, daemon=True).start()
    names = sorted(path.relative_to(BUILT).as_posix() for path in Path(BUILT).rglob("*.html"))
    yield f"http://127.0.0.1:{server.server_port}/", [name for name in names if not name.startswith("_")]
    server.shutdown()
    server.server_close()


SILENT = """[...document.querySelectorAll('article section :is(img, svg:not(.icon))')]
    .filter(one => !(one.alt || one.getAttribute('aria-label') || '').trim()).map(one => one.outerHTML)"""
"""The pictures that do not say what they show."""


def test_no_page_has_an_error_or_a_silent_picture_and_no_link_is_broken(site, watch):
    base, names = site
    assert len(names) > 20
    opened = watch()
    links, anchors, silent = {}, {}, []
    for name in names:
        shown = opened.open(base + name)
        anchors[base + name] = set(
            shown.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
        )
        links[base + name] = shown.evaluate("[...document.querySelectorAll('a[href]')].map(one => one.href)")
        silent += shown.evaluate(SILENT)
    broken = []
    for page, found in links.items():
        for link in set(found):
            address, anchor = urldefrag(link)
            if not address.startswith(base):
                continue
            target = Path(BUILT) / unquote(address.removeprefix(base))
            if address in anchors:
                good = not anchor or unquote(anchor) in anchors[address]
            else:
                good = target.exists()
            if not good:
                broken.append((page.removeprefix(base), link.removeprefix(base)))
    assert broken == []
    assert silent == []
    assert opened.errors == []


API = "reference/api.html"
INTERNALS = {"dumped", "entries", "handed_over", "hold", "masks", "put", "settled", "verdicts", "view"}


def test_the_reference_names_what_users_call_once_each(site, watch):
    base, _ = site
    shown = watch().open(base + API)
    names = shown.evaluate("[...document.querySelectorAll('dt.sig[id]')].map(one => one.id)")
    assert {"seedclean.adapters.datatrove.Clean", "seedclean.adapters.nemo_curator.Clean"} <= set(names)
    assert [name for name in names if name.count("seedclean.") != 1] == []
    assert INTERNALS.isdisjoint(name.rpartition(".")[2] for name in names)


FOUND_FIRST = {
    "audit": "how-to/audit.html",
    "cookie": "cleaners/boilerplate.html",
    "datatrove": "how-to/recipes.html",
    "duplicates": "faq.html",
    "false positives": "faq.html",
    "gpu": "faq.html",
    "install": "tutorial.html",
    "jsonl": "how-to/clean-jsonl.html",
    "parquet": "how-to/formats.html",
    "quarantine": "reference/files.html",
    "resume": "how-to/large-corpora.html",
    "spark": "how-to/spark.html",
    "speed": "benchmarks/speed.html",
    "undo": "how-to/undo.html",
    "unsure": "how-to/route.html",
}
"""What a newcomer types, and the page that answers."""


@pytest.mark.parametrize("query", FOUND_FIRST)
def test_the_search_finds_the_page_that_answers_first(site, watch, query):
    base, _ = site
    opened = watch()
    shown = opened.open(f"{base}search.html?q={quote_plus(query)}")
    shown.get_by_text("Search finished").wait_for()
    first = shown.locator("#search-results li a").first.evaluate("one => one.href")
    address, _, _ = first.partition("?")  # behind it are words to highlight
    assert urldefrag(address)[0] == base + FOUND_FIRST[query]
    assert opened.errors == []


@pytest.mark.parametrize("width", [1440, 400])
def test_no_page_is_wider_than_the_window(site, watch, width):
    base, names = site
    opened = watch(width)
    wide = [
        name
        for name in names
        if opened.open(base + name).evaluate("document.documentElement.scrollWidth > window.innerWidth")
    ]
    assert wide == []


WIDE_TABLES = (
    "[...document.querySelectorAll('table')]"
    ".some((one) => one.offsetWidth > one.parentElement.clientWidth + 1)"
)


def test_every_table_fits_a_desk(site, watch):
    base, names = site
    opened = watch(1440)
    assert [name for name in names if opened.open(base + name).evaluate(WIDE_TABLES)] == []
