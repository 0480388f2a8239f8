"""Matchers for the lines around a text: bylines, comment forms, page numbers, tags, advertisements.

A match is no reason to drop a line; it says of what kind a predicted line is.
"""

from __future__ import annotations

from seedclean.cleaners.boilerplate.lines import fold
from seedclean.cleaners.boilerplate.notice_words import notice_words
from seedclean.patterns import Pattern

_LONGEST_BYLINE = 120
_LONGEST_HEADING = 60
_LONGEST_PAGES = 80
_LONGEST_LINE = 400

SHORTEST_CAPTION = 40
"""Characters of a line that may be a caption with its credit."""

_LONGEST_CAPTION = 1_000
_LONGEST_CREDIT = 62  # characters from its last mark on, or from its bracket

_CREDIT_REACH = 200  # characters from the end; no credit is longer

_PHOTO_CREDIT = Pattern(
    r"[(\[][^()\[\]]{0,60}(?:photo|foto|image|picture|bild|getty|reuters|afp|\bap\b|xinhua|courtesy|©|图|摄)"
    r"[^()\[\]]{0,60}[)\]]\s{0,3}\.?$"
    r"|\b(?:photo(?:graph)?|foto|image|picture|bild|credit|crédit)s?\s?[:/：][^.]{2,60}\.?$"
    r"|, (?:from the |aus der |de la )?(?:private |private[rn]? )?(?:collection|sammlung|colección)"
    r"(?: privée)? (?:of |de |von )?[^.,]{3,50}$"
)
"""For text in small letters: to ignore case takes several times as long."""

_WORDS_OF_CREDITS = (
    *"photo foto image picture bild getty reuters afp ap xinhua courtesy © 图 摄 credit crédit".split(),
    *("ollection ", "olección ", "ammlung "),
)
"""One of them is in each credit: the cheap question."""

_MARKS_OF_CREDITS = (":", "/", ")", "]", "：", "ollection ", "olección ", "ammlung ")
_BYLINE = Pattern(
    r"(?:by|written by|posted by|published by|submitted by|story by|text by|photos? by|from|von"
    r"|autor(?:in)?"
    r"|par|publié par|por|escrito por|di|door|av|af|przez|автор|作者|記者|记者)[:：]? +[^\W\d_].{1,80}"
)
_COMMENT_FORM = Pattern(
    r"(?:\d+ +)?(?:comments?|responses?|replies|reply|kommentare?|commentaires?|réactions?|comentarios?"
    r"|comentários?|commenti|reacties|komentarze|kommentarer|комментарии|评论|コメント)\b.{0,40}"
    r"|(?:leave|post|add|write|view|read|see|show|report|no|be the first to) .{0,20}(?:comments?|reply"
    r"|replies)\b.{0,40}"
    r"|(?:antworten|répondre|responder|rispondi|flag|report|quote|permalink|like|upvote"
    r"|helpful)(?: .{0,20})?"
    r"|(?:name|e-?mail|website|url|your name|your comment|comment)\b.{0,40}[*:].{0,10}"
)
_SAID = Pattern(r".{2,60}\b(?:says|said|wrote|schreibt|schrieb|a écrit|dice|dijo|scrive)(?: .{0,30})?:")
_COMMENTS = Pattern(
    r"(?:\d+ )?(?:reader )?(?:comments?|responses?|replies|kommentare?|commentaires?|réactions|comentarios?"
    r"|comentários?|commenti|reacties|komentarze|kommentarer|комментарии|评论|コメント)(?: \(?\d+\)?)?"
    r"|(?:\d+ )?(?:comments?|responses?|thoughts|replies) (?:on|to) .{0,200}"
    r"|(?:leave|post|add|write) a (?:comment|reply)|join the (?:discussion|conversation)"
)
_PAGES = Pattern(
    r"(?:page|seite|página|pagina|strona|стр\.?|第)? ?\d{1,4}(?: ?(?:of|von|de|sur|/|di|z|из|页"
    r"|頁) ?\d{1,4})?"
    r"|(?:[\d\s.…|«»<>‹›←→]|next|prev(?:ious)?|first|last|older|newer|posts?|entries|page|weiter|zurück"
    r"|suivant|précédent"
    r"|siguiente|anterior|下一页|上一页)+"
)
_TAGS = Pattern(rf"(?:{notice_words('tags')})\s?[:：].{{1,300}}")
_ADVERTISEMENT = Pattern(
    r"(?:- )?(?:advertisements?|ad|ads by .{1,30}|sponsored(?: content| links?| by .{1,40})?|promoted"
    r"|paid content"
    r"|anzeige|werbung|publicité|publicidad|publicidade|pubblicità|advertentie|reklama|реклама|广告"
    r"|広告)(?: .{0,30})?(?: -)?"
)


def is_byline(line: str) -> bool:
    """Check whether a line is like `by ann field`."""
    is_of_mail = line.endswith(">") and "@" in line  # `From: Ann Field <ann@…>`
    return len(line) <= _LONGEST_BYLINE and not is_of_mail and _BYLINE.fullmatch(line) is not None


def is_comment_form(line: str) -> bool:
    """Check whether a line is like `3 comments`, `reply` or `paul says:`."""
    if len(line) > _LONGEST_LINE:
        return False
    if line[-1] == ":" and _SAID.fullmatch(line):
        return True
    return _COMMENT_FORM.fullmatch(line) is not None


def is_comments_heading(line: str) -> bool:
    """Check whether comments follow a line, as they follow `12 Comments`."""
    return 0 < len(line) <= _LONGEST_HEADING and _COMMENTS.fullmatch(fold(line) or line.lower()) is not None


def is_pagination(line: str) -> bool:
    """Check whether a line is like `page 2 of 17` or `1 2 3 next »`."""
    if len(line) > _LONGEST_PAGES or not _PAGES.fullmatch(line):
        return False
    return any(map(str.isalnum, line))


def is_tag_list(line: str) -> bool:
    """Check whether a line is like `tags: ferry, harbour`."""
    if len(line) > _LONGEST_LINE or not (":" in line or "：" in line):
        return False
    return _TAGS.fullmatch(line) is not None


def is_advertisement(line: str) -> bool:
    """Check whether a line is like `advertisement` or `sponsored content`."""
    return len(line) <= _LONGEST_BYLINE and _ADVERTISEMENT.fullmatch(line) is not None


def is_caption(line: str) -> bool:
    """Check whether a line ends in the credit of a picture.

    >>> is_caption("The ferry in front of the old harbour. [Photo/Ann Field]")
    True
    >>> is_caption("A model of the ferry, from the collection of the harbour museum")
    True
    """
    if not SHORTEST_CAPTION <= len(line) <= _LONGEST_CAPTION:
        return False
    end = line[-_LONGEST_CREDIT:]
    if not any(map(end.__contains__, _MARKS_OF_CREDITS)):
        return False
    small = line[-_CREDIT_REACH:].lower()
    return any(map(small.__contains__, _WORDS_OF_CREDITS)) and _PHOTO_CREDIT.search(small) is not None


MATCHERS = (is_byline, is_comment_form, is_pagination, is_tag_list, is_advertisement)
