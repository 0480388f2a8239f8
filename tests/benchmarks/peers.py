"""Other tools, each behind a function of one text. What is not installed is left out, and said so."""

import html
import logging
import re
from collections.abc import Callable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from seedclean.third_party import identify

Tool = Callable[[str], str]
DateTool = Callable[[str], str | None]


class Peer(NamedTuple):
    """A tool of somebody else's.

    Attributes:
        name: What the tables call it.
        package: What pip installs; empty where the tool stands in this file.
        load: Imports it and gives the function.
    """

    name: str
    package: str
    load: Callable[[], Callable]


def installed(peers: tuple[Peer, ...], say: Callable[[str], object]) -> dict[str, Callable]:
    """The peers that can be used, by name; for each of the others a line that says what to install."""
    tools = {}
    for peer in peers:
        try:
            tools[peer.name] = peer.load()
        except ImportError as error:
            say(f"not installed: {peer.name} (pip install {peer.package}): {error}")
    return tools


def versions(peers: tuple[Peer, ...]) -> list[str]:
    """The installed packages, as `ftfy 6.3.1`."""
    found = []
    for package in dict.fromkeys(peer.package for peer in peers if peer.package):
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return found


def as_html(text: str) -> str:
    """The text as the plainest page, a paragraph a line, for tools that read HTML only."""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>\n" for line in text.split("\n") if line.strip())
    return f"<html><body>{paragraphs}</body></html>"


# Boilerplate


_JUSTEXT_LANGUAGES = """
bg Bulgarian ca Catalan cs Czech da Danish de German el Greek en English es Spanish et Estonian fi Finnish
fr French hr Croatian hu Hungarian id Indonesian it Italian lt Lithuanian lv Latvian nl Dutch
no Norwegian_Bokmal pl Polish pt Portuguese ro Romanian ru Russian sk Slovak sl Slovenian sv Swedish
tr Turkish uk Ukrainian vi Vietnamese
""".split()
_JUSTEXT_NAMES = dict(zip(_JUSTEXT_LANGUAGES[::2], _JUSTEXT_LANGUAGES[1::2], strict=True))


def _justext_language(text: str) -> str:
    """What jusText calls the language of a text; English where it has no stop words for it."""
    return _JUSTEXT_NAMES.get(identify(text) or "en", "English")


def justext_on_lines(language: str | None = None) -> Tool:
    """jusText's rules, each line a paragraph without links, with the stop words of the text's language.

    Where no language is given langdetect says which one; a language for which
    jusText has no stop words gets the English ones.
    """
    from justext.core import classify_paragraphs, revise_paragraph_classification
    from justext.paragraph import Paragraph
    from justext.utils import get_stoplist

    stop_words = cache(get_stoplist)

    class Line(Paragraph):
        def __init__(self, text: str) -> None:
            self.dom_path = "p"
            self.text_nodes = [text]
            self.chars_count_in_links = 0

    def kept(text: str) -> str:
        lines = [Line(line.strip()) for line in text.split("\n") if line.strip()]
        classify_paragraphs(lines, stop_words(language or _justext_language(text)))
        revise_paragraph_classification(lines)
        return "\n".join(line.text for line in lines if not line.is_boilerplate)

    return kept


def boilerpy3_on_lines() -> Tool:
    from boilerpy3.extractors import ArticleExtractor

    logging.getLogger("boilerpy3").setLevel(logging.CRITICAL)
    extractor = ArticleExtractor(raise_on_failure=False)
    return lambda text: extractor.get_content(as_html(text))


def c4_lines() -> Tool:
    """The rules of C4 that drop lines; those that drop whole documents are switched off."""
    from datatrove.data import Document

    c4 = _c4(min_num_sentences=-1, filter_lorem_ipsum=False, filter_curly_bracket=False)

    def kept(text: str) -> str:
        document = Document(text=text, id="")
        return document.text if c4.filter(document) is True else ""

    return kept


def _c4(**options: object) -> object:
    from datatrove.pipeline.filters.c4_filters import C4QualityFilter

    return C4QualityFilter(**options)


BOILERPLATE = (
    Peer("C4 line rules (datatrove)", "datatrove", c4_lines),
    Peer("jusText rules on lines", "jusText", justext_on_lines),
    Peer("boilerpy3 on lines", "boilerpy3", boilerpy3_on_lines),
)


# Main text from the HTML of a page


def trafilatura_main_text() -> Tool:
    from trafilatura import extract

    return lambda page: extract(page) or ""


def resiliparse_main_text() -> Tool:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda page: extract_plain_text(page, main_content=True)


def justext_main_text() -> Tool:
    from justext import get_stoplist, justext

    stop_words = cache(get_stoplist)

    def kept(page: str) -> str:
        paragraphs = justext(page, stop_words("English"))
        language = _JUSTEXT_NAMES.get(
            identify("\n".join(part.text for part in paragraphs)) or "en", "English"
        )
        if language != "English":
            paragraphs = justext(page, stop_words(language))
        return "\n".join(part.text for part in paragraphs if not part.is_boilerplate)

    return kept


HTML = (
    Peer("trafilatura", "trafilatura", trafilatura_main_text),
    Peer("resiliparse, main content", "resiliparse", resiliparse_main_text),
    Peer("jusText", "jusText", justext_main_text),
)


# Captions and repeats: what is in use is a few lines each


def exact_lines(shortest: int) -> Tool:
    """Drop a line that stood before; lines shorter than so many characters stay."""

    def kept(text: str) -> str:
        seen = set()
        lines = []
        for line in text.split("\n"):
            key = line.strip()
            if len(key) >= shortest and key in seen:
                continue
            seen.add(key)
            lines.append(line)
        return "\n".join(lines)

    return kept


def near_lines() -> Tool:
    """Drop a line that is nine tenths alike to one before."""
    from rapidfuzz import fuzz, process

    def kept(text: str) -> str:
        seen: list[str] = []
        lines = []
        for line in text.split("\n"):
            key = line.strip()
            if key and process.extractOne(key, seen, scorer=fuzz.ratio, score_cutoff=90):
                continue
            seen.append(key)
            lines.append(line)
        return "\n".join(lines)

    return kept


CAPTIONS = (
    Peer("equal lines once", "", lambda: exact_lines(1)),
    Peer("equal lines of 40 and more characters once", "", lambda: exact_lines(40)),
    Peer("lines nine tenths alike once (rapidfuzz)", "rapidfuzz", near_lines),
)


# Dates: a text in, ISO 8601 or nothing out


def htmldate_on_text() -> DateTool:
    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    return lambda text: find_date(as_html(text), original_date=True)


def dateparser_first() -> DateTool:
    from dateparser.search import search_dates

    def first(text: str) -> str | None:
        found = search_dates(text)
        return found[0][1].isoformat() if found else None

    return first


def datefinder_strict() -> DateTool:
    from datefinder import find_dates

    logging.getLogger("datefinder").setLevel(logging.CRITICAL)

    def first(text: str) -> str | None:
        found = next(find_dates(text, strict=True), None)
        return found.isoformat() if found else None

    return first


def dateparser_parse() -> DateTool:
    from dateparser import parse

    def parsed(text: str) -> str | None:
        found = parse(text)
        return found.isoformat() if found else None

    return parsed


def plain_dates() -> DateTool:
    return first_plain_date


_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = r"(?P<month{0}>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*[.,]?"
_DAY = r"(?P<day{0}>\d\d?)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year{0}>(?:19|20)\d\d)"
_PLAIN = re.compile(
    rf"(?<!\w)(?:{_YEAR.format(0)}[-/.](?P<number0>\d\d?)[-/.](?P<day0>\d\d?)"
    rf"|{_MONTH.format(1)} {_DAY.format(1)},? {_YEAR.format(1)}"
    rf"|{_DAY.format(2)}[. -](?:of )? ?{_MONTH.format(2)}[ -]{_YEAR.format(2)}"
    rf"|(?P<day3>\d\d?)[-/.](?P<number3>\d\d?)[-/.]{_YEAR.format(3)})(?!\d)"
)


def first_plain_date(text: str) -> str | None:
    """The first English or numeric date in a text, as a page of Python would look for it.

    >>> first_plain_date("Posted on 3 June 2019 by the baker")
    '2019-06-03'
    """
    from datetime import date

    for match in _PLAIN.finditer(text):
        parts = {name.rstrip("0123"): value for name, value in match.groupdict().items() if value}
        month = parts.get("number") or next(
            place for place, name in enumerate(_MONTHS, 1) if name.startswith(parts["month"])
        )
        try:
            return date(int(parts["year"]), int(month), int(parts["day"])).isoformat()
        except ValueError:
            continue
    return None


DATES = (
    Peer("htmldate on the text", "htmldate", htmldate_on_text),
    Peer("a plain English and numeric regex", "", plain_dates),
    Peer("datefinder, strict, first hit", "datefinder", datefinder_strict),
    Peer("dateparser.search, first hit", "dateparser", dateparser_first),
)
DATE_STRINGS = (
    Peer("dateparser.parse", "dateparser", dateparser_parse),
    Peer("a plain English and numeric regex", "", plain_dates),
)


# Translation noise and repair


def ftfy_defaults() -> Tool:
    import ftfy

    return ftfy.fix_text


def sacremoses_detokenizer() -> Tool:
    from sacremoses import MosesDetokenizer

    detokenizer = MosesDetokenizer(lang="en")
    return lambda text: "\n".join(detokenizer.detokenize(line.split(" ")) for line in text.split("\n"))


def sacremoses_normalizer() -> Tool:
    from sacremoses import MosesPunctNormalizer

    normalizer = MosesPunctNormalizer(lang="en")
    return lambda text: "\n".join(map(normalizer.normalize, text.split("\n")))


def clean_text() -> Tool:
    """clean-text with what changes letters for good switched off: ASCII and lower case."""
    logging.disable(logging.WARNING)  # it warns on import that unidecode is missing, which is not used
    try:
        from cleantext import clean
    finally:
        logging.disable(logging.NOTSET)

    return lambda text: clean(text, to_ascii=False, lower=False)


TRANSLATION = (
    Peer("ftfy", "ftfy", ftfy_defaults),
    Peer("sacremoses detokenizer", "sacremoses", sacremoses_detokenizer),
    Peer("sacremoses punctuation normalizer", "sacremoses", sacremoses_normalizer),
    Peer("clean-text", "clean-text", clean_text),
)


# Speed


def datatrove_chain(*, repetition: bool) -> Callable[[str], object]:
    """ftfy, C4 and, on what C4 keeps, the repetition filter of Gopher: one after the other, as a pipeline."""
    from datatrove.data import Document
    from datatrove.pipeline.filters.gopher_repetition_filter import GopherRepetitionFilter
    from datatrove.pipeline.formatters.ftfy import FTFYFormatter

    repaired, c4, gopher = FTFYFormatter(), _c4(), GopherRepetitionFilter()

    def cleaned(text: str) -> bool:
        document = Document(text=repaired.format(text), id="")
        return c4.filter(document) is True and (not repetition or gopher.filter(document) is True)

    cleaned("A first sentence, which loads the tokenizer. " * 6)
    return cleaned


def textacy_preprocessing() -> Tool:
    from textacy.preprocessing import make_pipeline, normalize, remove

    return make_pipeline(
        normalize.bullet_points,
        normalize.hyphenated_words,
        normalize.quotation_marks,
        normalize.unicode,
        normalize.whitespace,
        remove.html_tags,
    )


SPEED = (
    Peer("textacy preprocessing", "textacy", textacy_preprocessing),
    Peer("jusText rules on lines", "jusText", lambda: justext_on_lines("English")),
    Peer("langdetect", "langdetect", lambda: identify),
    Peer("clean-text", "clean-text", clean_text),
    Peer("datatrove: ftfy, C4", "datatrove", lambda: datatrove_chain(repetition=False)),
    Peer("datatrove: ftfy, C4, Gopher repetition", "datatrove", lambda: datatrove_chain(repetition=True)),
)
