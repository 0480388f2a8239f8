"""Cleaning: rules run one after the other, their edits composed into one list."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import count

from seedclean.agenda import Agenda, Agendas
from seedclean.cleaned import Cleaned
from seedclean.cleaners import DEFAULT
from seedclean.document import Document
from seedclean.edits import Edit, compose
from seedclean.facts import facts_after, facts_of
from seedclean.markdown.recognise import is_markdown
from seedclean.markup import check_text
from seedclean.registry import Rule, RuleError

MOST_ROUNDS = 20
"""Rounds after which each must make the text shorter, so that cleaning ends; two or three are common."""

_CHOICES = 64
"""Choices of rules whose agendas are remembered."""

MARKUPS = ("auto", "markdown", "none")


def clean(
    text: str | Document,
    cleaner: Iterable[Rule] = DEFAULT,
    *,
    languages: Iterable[str] = (),
    markup: str = "auto",
) -> Cleaned:
    r"""Clean a text.

    The rules run in their order, each on the text that the one before left.
    When a rule changed something, the others are asked again, until none finds
    anything more: so cleaning what is clean already changes nothing.

    Time and memory grow in proportion to the length of the text, whatever it
    holds. No argument limits them: `--time-limit` and `--max-record` belong to
    the command. Look at the length of a text that comes from outside, or clean
    it in a process that can be ended; the guide "Use it from Python" has one.

    Args:
        text: The text, or a `Document` where more is known than the text.
        cleaner: The rules: `cleaners.dates + cleaners.captions`, what `select`
            gives, or any sequence of rules.
        languages: The languages to keep, as codes of ISO 639 (`"en"`, `"en-GB"`,
            `"eng"`) or English names; all by default.
        markup: `"markdown"` for text whose marks are those of Markdown, `"none"`
            for text without marks, `"auto"` to see that from the text.

    Returns:
        The cleaned text and the edits that lead there.

    Raises:
        TypeError: `text` is no text, or something in `cleaner` is no rule.
        ValueError: A language or `markup` is not known, or the text is HTML: it begins as a
            page does, or more than 30 % of its characters are tags.
        RuleError: A rule broke its contract, rules undo each other without end,
            or they make the text longer without end.

    Warns:
        UserWarning: In one of the languages no text can be recognised, so none
            is deleted for its language.

    >>> clean("He made a high -level visit.\n").text
    'He made a high-level visit.\n'
    """
    if markup not in MARKUPS:
        raise ValueError(f"markup must be one of {', '.join(map(repr, MARKUPS))}, not {markup!r}")
    document = _document(text, languages)
    agendas = _agendas(tuple(cleaner))
    check_text(document.text)
    edits: list[Edit] = []
    for turn in count(1):
        before = document.text
        if _is_marked(before, markup):
            document, found, at_rest = _clean_by_view(agendas, document)
            at_rest = at_rest and _is_marked(document.text, markup)  # else its addresses are text now
        else:
            document, found = _run(agendas.others, document)
            at_rest = not (found and _is_marked(document.text, markup))
        if found:
            edits = compose(edits, found, before) if edits else found
        if at_rest or not found:
            break
        if turn > MOST_ROUNDS and len(document.text) >= len(before):
            raise RuleError(f"the rules come to no end in Markdown: {document.text!r:.80}")
    if edits:
        check_text(document.text)  # or cleaning it again would refuse it
    return Cleaned(document.text, edits)


def _is_marked(text: str, markup: str) -> bool:
    return markup == "markdown" or (markup == "auto" and is_markdown(text))


def _clean_by_view(agendas: Agendas, document: Document) -> tuple[Document, list[Edit], bool]:
    """Clean a document of Markdown: its marks, then its plain text; say whether nothing is left to do."""
    from seedclean.cleaners.boilerplate.line_model.gate import is_page  # few texts are Markdown
    from seedclean.cleaners.boilerplate.page_images import shows_page
    from seedclean.markdown.view import view_of

    before = document.text
    document, edits = _run(agendas.marks, document)
    view = view_of(document)
    is_of_page = bool(agendas.leftovers) and is_page(view.plain)
    others = agendas.undated if view.has_front_matter else agendas.others
    plain = view.plain
    for chosen in (agendas.repairs, others):  # a repaired line has other marks
        plain, found = _run(chosen, view.plain)
        lifted = view.lift(found)
        if lifted:
            edits = compose(edits, lifted, document.text) if edits else lifted
            document = document.edited(lifted)
            view = view_of(document)
    for leftover in agendas.leftovers if is_of_page else ():
        document.know(shows_page, found=True)  # what showed it may be gone now
        rest = document.text
        document, found = _run(leftover, document)
        if found:
            edits = compose(edits, found, rest) if edits else found
            view = view_of(document)
    at_rest = document.text == before or (
        view.shows(plain)
        and not any(rule(document) for agenda in (agendas.marks, *agendas.leftovers) for rule in agenda.rules)
    )
    return document, edits, at_rest


def _run(agenda: Agenda, document: Document) -> tuple[Document, list[Edit]]:
    """Run rules on a document until none finds anything more."""
    edits: list[Edit] = []
    facts = facts_of(document)
    wanted = agenda.select(facts)
    if not wanted or not any(rule.needs.are_in(document.text) for rule in wanted):
        return document, edits
    document.know(facts_of, facts)
    seen = {document.text}
    clean_to: dict[Rule, str] = {}  # the text in which a rule found nothing: it need not look at it again
    asked = document.asked  # shared by all documents that come of this one
    for turn in count(1):
        at_rest = True
        before_round = len(document.text)
        place = 0
        while place < len(wanted):
            rule = wanted[place]
            place += 1
            text = document.text
            if clean_to.get(rule) is text or not rule.needs.are_in(text):
                continue
            before = len(asked)
            found = rule.edits(document)
            if found:
                at_rest = False
                edits = compose(edits, found, text) if edits else found
                document = document.edited(found)
                if (after := facts_after(facts, document.text, found)) != facts:
                    facts, wanted = after, agenda.select(after)
                    place = wanted.index(rule) + 1
                document.know(facts_of, facts)
            elif len(asked) == before:  # with other verdicts it may find something yet
                clean_to[rule] = text
        if at_rest:
            break
        _check_progress(agenda.rules, document, seen, turn if len(document.text) >= before_round else 0)
        if turn <= MOST_ROUNDS:  # later texts are shorter each time, and none comes again
            seen.add(document.text)
        document = document.without_verdicts()
    return document, edits


def _check_progress(rules: Iterable[Rule], document: Document, seen: set[str], rounds: int) -> None:
    """Refuse a text that was there before, and one that is not shorter after so many rounds.

    Raises:
        RuleError: It is one of these.
    """
    if document.text in seen:
        raise RuleError(f"{_culprits(rules, document)} undo each other's edits, in {document.text!r:.80}")
    if rounds > MOST_ROUNDS:
        raise RuleError(
            f"{_culprits(rules, document)} come to no end: after {rounds} rounds the text has grown "
            f"or changed again, to {document.text!r:.80}"
        )


def _culprits(rules: Iterable[Rule], document: Document) -> str:
    """The rules that still find something in a text that has been here before."""
    names = []
    for rule in rules:
        found = rule(document)
        if found:
            names.append(repr(rule.name))
            document = document.edited(found)
    return f"rules {' and '.join(names)}"


def _document(text: str | Document, languages: Iterable[str]) -> Document:
    wanted = _check_languages(languages) if languages else ()
    if isinstance(text, Document):
        wanted = wanted or (_check_languages(text.languages, warns=False) if text.languages else ())
        return text if wanted == text.languages else text._replace(languages=wanted)
    if isinstance(text, bytes):
        raise TypeError(f"clean() takes text, not bytes: decode {text[:20]!r} first, with .decode('utf-8')")
    if not isinstance(text, str):
        raise TypeError(f"clean() takes a str or a Document, not {text!r}")
    return Document(text, languages=wanted) if wanted else Document(text)


def _check_languages(languages: Iterable[str], *, warns: bool = True) -> tuple[str, ...]:
    from seedclean.languages import check_languages, warn_of_unrecognisable  # few name languages

    wanted = check_languages(languages)
    if warns:
        warn_of_unrecognisable(wanted, level=4)
    return wanted


@lru_cache(_CHOICES)
def _agendas(rules: tuple[Rule, ...]) -> Agendas:
    for rule in rules:
        if not isinstance(rule, Rule):
            raise TypeError(f"{rule!r} is no rule; decorate the function with @seedclean.rule")
    return Agendas(rules)
