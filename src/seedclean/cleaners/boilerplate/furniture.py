"""What else stands around the text of a page: bylines, comments, page numbers, tags, teasers.

None of these lines is noise by itself. They go where the line model, which
looks at the whole page, says that they do not belong to the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.condemned import condemned_rows
from seedclean.cleaners.boilerplate.lines import folded, shape
from seedclean.document import Change, Document, dropped
from seedclean.patterns import Pattern
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_BYLINE = 120
_LONGEST_HEADING = 60
_LONGEST_PAGES = 80
_FEWEST_HEADLINE_WORDS = 4

_BYLINE = Pattern(
    r"(?:by|written by|posted by|published by|submitted by|story by|text by|photos? by|from|von"
    r"|autor(?:in)?"
    r"|par|publié par|por|escrito por|di|door|av|af|przez|автор|作者|記者|记者)[:：]? +[^\W\d_].{1,80}",
    2,  # re.IGNORECASE
)
_COMMENT_FORM = Pattern(
    r"(?:\d+ +)?(?:comments?|responses?|replies|reply|kommentare?|commentaires?|réactions?|comentarios?"
    r"|comentários?|commenti|reacties|komentarze|kommentarer|комментарии|评论|コメント)\b.{0,40}"
    r"|(?:leave|post|add|write|view|read|see|show|report|no|be the first to) .{0,20}(?:comments?|reply"
    r"|replies)\b.{0,40}"
    r"|(?:antworten|répondre|responder|rispondi|flag|report|quote|permalink|like|upvote"
    r"|helpful)(?: .{0,20})?"
    r"|.{2,60}\b(?:says|said|wrote|schreibt|schrieb|a écrit|dice|dijo|scrive)(?: .{0,30})?:"
    r"|(?:name|e-?mail|website|url|your name|your comment|comment)\b.{0,40}[*:].{0,10}",
    2,
)
_COMMENTS = Pattern(
    r"(?:\d+ )?(?:reader )?(?:comments?|responses?|replies|kommentare?|commentaires?|réactions|comentarios?"
    r"|comentários?|commenti|reacties|komentarze|kommentarer|комментарии|评论|コメント)(?: \(?\d+\)?)?"
    r"|(?:\d+ )?(?:comments?|responses?|thoughts|replies) (?:on|to) .{0,200}"
    r"|(?:leave|post|add|write) a (?:comment|reply)|join the (?:discussion|conversation)",
    2,
)
_PAGES = Pattern(
    r"(?:page|seite|página|pagina|strona|стр\.?|第)? ?\d{1,4}(?: ?(?:of|von|de|sur|/|di|z|из|页"
    r"|頁) ?\d{0,4})?(?: .{0,12})?"
    r"|(?:[\d\s.…|«»<>‹›←→]|next|prev(?:ious)?|first|last|older|newer|posts?|entries|page|weiter|zurück"
    r"|suivant|précédent"
    r"|siguiente|anterior|下一页|上一页)+",
    2,
)
_TAGS = Pattern(
    r"(?:tags?|tagged|keywords|filed under|posted in|categor(?:y|ies)|topics?|labels|related topics|more on"
    r"|schlagw(?:ort|orte|örter)|themen|stichw(?:ort|orte|örter)|kategorien?|mots[- ]cl[ée]s|catégories?"
    r"|thèmes?"
    r"|etiquetas|temas|categorías?|categorias?|tópicos|argomenti|onderwerpen|tagi|теги|метки|标签|关键词"
    r"|タグ)\s?[:：].{1,300}",
    2,
)
_ADVERTISEMENT = Pattern(
    r"(?:- )?(?:advertisements?|ad|ads by .{1,30}|sponsored(?: content| links?| by .{1,40})?|promoted"
    r"|paid content"
    r"|anzeige|werbung|publicité|publicidad|publicidade|pubblicità|advertentie|reklama|реклама|广告"
    r"|広告)(?: .{0,30})?(?: -)?",
    2,
)


@rule
def byline(document: Document) -> Iterator[Change]:
    r"""Drop the line that names who wrote the page: `By Ann Field`.

    Why: names of authors beside every text are learnt as part of the text.

    Leaves alone: lines of more than 120 characters; lines that the line model
    takes for a part of the text, as in a text of a few lines.

    >>> from seedclean import show
    >>> print(show(byline, "By Ann Field\nThe ferry was late.\n"))
      By Ann Field
      The ferry was late.
    """
    yield from dropped(document, condemned_rows(document, _is_byline))


@rule
def comment_form(document: Document) -> Iterator[Change]:
    r"""Drop the forms around readers' comments: `3 Comments`, `Reply`, `Leave a comment`.

    Why: they are buttons, counters and fields, and say nothing.

    Leaves alone: what the readers wrote, which `reader-comment` looks at;
    lines that the line model takes for a part of the text.

    >>> from seedclean import show
    >>> print(show(comment_form, "The ferry was late.\nLeave a comment\n"))
      The ferry was late.
      Leave a comment
    """
    yield from dropped(document, condemned_rows(document, _COMMENT_FORM.fullmatch))


@rule
def reader_comment(document: Document) -> Iterator[Change]:
    r"""Drop what readers wrote below the text.

    Why: comments are another kind of text by other people, and most corpora
    want the page's own.

    Leaves alone: everything above a heading such as `12 Comments`; lines that
    the line model takes for a part of the text, as the posts of a forum.

    >>> from seedclean import show
    >>> print(show(reader_comment, "The ferry was late.\n1 comment\nAgain!\n"))
      The ferry was late.
      1 comment
      Again!
    """
    lines = document.stripped
    below = next((row for row, line in enumerate(lines) if _is_comments_heading(line)), len(lines))
    rows = condemned_rows(document, lambda line: shape(line).words >= _FEWEST_HEADLINE_WORDS)
    yield from dropped(document, (row for row in rows if row > below))


@rule
def pagination(document: Document) -> Iterator[Change]:
    r"""Drop page numbers and the links to the pages before and after.

    Why: `1 2 3 … Next »` leads through the site.

    Leaves alone: figures that the line model takes for a part of the text, as
    in a table.

    >>> from seedclean import show
    >>> print(show(pagination, "Page 2 of 17\nThe ferry was late.\n"))
      Page 2 of 17
      The ferry was late.
    """
    yield from dropped(document, condemned_rows(document, _is_pagination))


@rule
def tag_list(document: Document) -> Iterator[Change]:
    r"""Drop the line that lists a page's tags: `Tags: ferry, harbour`.

    Why: tags file the page within its site.

    Leaves alone: a line without a label such as `Tags:`; lines that the line
    model takes for a part of the text.

    >>> from seedclean import show
    >>> print(show(tag_list, "The ferry was late.\nTags: ferry, harbour\n"))
      The ferry was late.
      Tags: ferry, harbour
    """
    yield from dropped(document, condemned_rows(document, _TAGS.fullmatch))


@rule
def advertisement(document: Document) -> Iterator[Change]:
    r"""Drop the marks of advertisements: `Advertisement`, `Sponsored content`.

    Why: the mark is left when the advertisement is not.

    Leaves alone: lines that the line model takes for a part of the text.

    >>> from seedclean import show
    >>> print(show(advertisement, "The ferry was late.\nAdvertisement\n"))
      The ferry was late.
      Advertisement
    """
    yield from dropped(document, condemned_rows(document, _ADVERTISEMENT.fullmatch))


@rule
def teaser(document: Document) -> Iterator[Change]:
    r"""Drop headlines and first lines of other pages.

    Why: a page shows what else the site has to offer, beside the text and
    below it; the lines are about anything.

    Leaves alone: lines of fewer than four words; lines that the line model
    takes for a part of the text, as its own headings.

    >>> from seedclean import show
    >>> print(show(teaser, "The ferry was late.\nStorm closes the coastal road\n"))
      The ferry was late.
      Storm closes the coastal road
    """
    rows = condemned_rows(document, lambda line: shape(line).words >= _FEWEST_HEADLINE_WORDS)
    yield from dropped(document, rows)


@rule
def page_furniture(document: Document) -> Iterator[Change]:
    r"""Drop what else the line model takes for furniture of the page.

    Why: sites have more kinds of furniture than anybody can name; the model
    knows them by their looks and by where they stand.

    Leaves alone: lines that the model takes for a part of the text; texts of
    fewer than eight lines; pages that show no furniture beyond doubt.

    >>> from seedclean import show
    >>> print(show(page_furniture, "The ferry was late.\nHarbour 12°\n"))
      The ferry was late.
      Harbour 12°
    """
    yield from dropped(document, condemned_rows(document, bool))


def _is_byline(line: str) -> bool:
    return len(line) <= _LONGEST_BYLINE and _BYLINE.fullmatch(line) is not None


def _is_comments_heading(line: str) -> bool:
    return 0 < len(line) <= _LONGEST_HEADING and _COMMENTS.fullmatch(folded(line) or line) is not None


def _is_pagination(line: str) -> bool:
    return len(line) <= _LONGEST_PAGES and _PAGES.fullmatch(line) is not None
