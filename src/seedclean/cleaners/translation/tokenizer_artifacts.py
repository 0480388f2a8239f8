"""Marks of tokenizers and vocabularies that were never meant to be seen."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.cleaners.translation.sentences import holds_code, is_text
from seedclean.cleaners.translation.subjects import Subject
from seedclean.document import Change, Document
from seedclean.edits import Edit, compose
from seedclean.facts import characters, pair
from seedclean.patterns import Pattern
from seedclean.registry import rule

Span = tuple[int, int]

_CUT = Pattern(r"(?m)(?<=[^\W_])@@(?: (?=[^\W_])|$)")
_AT = Pattern(r" @([-,.:/])@ ")
_PIECE = Pattern(r"(?<![▁█▂▃▄▅▆▇]) ?▁(?![▁█▂▃▄▅▆▇]) ?")
_QUOTES = ("`", "'", '"', "‘", "“", "’", "”")
_JOINER = Pattern(r" ?￭ ?")
_NEXT_PIECE = Pattern(r"(?<=[^\W\d_]) ##(?=[a-z])")
_END_OF_WORD = Pattern(r"</w>(?: (?=[.,;:!?](?:</w>|\s|$)))?")
_BYTE_BLANK = Pattern(r"(?m) ?[ĊĉĠ]+$| ?Ġ")
_LEAST_OF_BYTE_BLANKS = 0.5  # of the words; in Maltese, which has the letter, few begin with it
_BYTES = Pattern(r"(?:<0x[0-9A-F]{2}>){2,}")
# `<|im_end|>`, `<|END_OF_TURN_TOKEN|>`, `<｜end▁of▁sentence｜>`: in bars, a name with `end` or an
# abbreviation of it, whichever the family of models.
_ENDS = "(?=[^|｜>\\n]{0,24}(?:end|END|eo[tms]|EO[TMS]|stop|return|pad))"
_LAST_TOKEN = Pattern(rf" ?(?:<[|｜]{_ENDS}[\w▁ ]{{2,30}}[|｜]>){{1,200}}(?=\s|$)")
# Codes of languages that are no words: `>>die<<` may be a quotation
_CODES = (
    "deu|eng|fra|ita|por|nld|rus|ukr|zho|cmn|jpn|kor|tur|pol|ces|fin|swe|nob|hun|ron|bul|ell|heb|hin|vie|tha"
    "|de|fr|pt|nl|ru|uk|zh|ja|ko|tr|pl|cs|fi|sv|hu|ro|bg|el|he|hi|vi|th"
)
_FIRST_TOKEN = Pattern(
    r"(?m)^(?:<2[a-z]{2,3}>|<s>|<bos>|<pad>|<extra_id_\d{1,2}>|\[CLS\]|"
    rf">>(?:{_CODES})(?:_[A-Z][a-z]{{3}})?<<) ?(?=[^\W_]|[\"“„«¿¡])"
)
_END_OF_SEQUENCE = Pattern(
    r"(?m)(?<=[.!?…。！？।؟])(?: ?(?:</s>|<eos>|<pad>|<end_of_turn>|\[SEP\]|\[PAD\]|\[EOS\])){1,200}$"
)
_OTHER_TAG = Pattern(r"<(?!/?s>|2[a-z]{2,3}>|unk>|UNK>|pad>|eos>|bos>|end_of_turn>|extra_id_)/?[A-Za-z!]")
# Names of several words, and those of the families that use one: `<|Rain|>` is a person in a chat.
_STARTS = (
    "(?:(?!end|eo)[A-Za-z][A-Za-z0-9]{0,20}(?:[_▁][A-Za-z0-9]{1,20}){1,4}"
    "|(?i:assistant|user|system|human|model|tool|bot|prompter|observation|startoftext|bos|start|message|channel"
    "|call|think))"
)
# `<|im_start|>assistant`, `<|start_header_id|>assistant<|end_header_id|>`, `<start_of_turn>model`
_TURN = Pattern(
    rf"(?m)^(?:(?:<[|｜]{_STARTS}[|｜]>|<start_of_turn>) ?){{1,8}}"
    r"(?:(?:assistant|model|user|system)(?:<\|end_header_id\|>|(?=\n|$)))?(?:\n{1,3}|$| ?(?=[^\W_]))"
)
_BEFORE_ANSWER = (("<think>", "</think>"), ("[INST]", "[/INST]"))
"""What a model says before its answer, and what it was asked."""
_ABOUT_TAGS = Pattern(r"\b(?:HTML|html|[Tt]okens?|tags?|Tags)\b")  # `Tag` is German for `day`
_TOKENS = Subject(
    ("token", "jeton", "токен", "トークン", "词元"),
    Pattern(
        r"\b(?:[Tt]oken(?:s|i[sz]ers?|i[sz]ation|i[sz]ed)?|Tokenisierung|[Jj]etons?)\b|токен|トークン|词元"
    ),
)
_ABOUT_BRACKETS = Pattern(r"\b(?:[Bb]rackets?|[Pp]arenthes[ei]s|[Tt]reebanks?|Klammern?|parenthèses?)\b")
_FEWEST_IN_FRAME = 4  # words: fewer are an example of the frame
_FRAME = r"(?i:translat(?:ion|ed(?:[ _]text)?)|target|output|answer|response)"
_OPENS_FRAME = Pattern(rf"(?m)^[<\[](?P<name>{_FRAME})[>\]] ?")
_CLOSES_FRAME = Pattern(rf"(?m) ?[<\[]/(?P<name>{_FRAME})[>\]]$")
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
_NAMED_BRACKETS = Pattern(r"(-L[RSC]B- ?)(?=[^\W_\"“])[^\n]{1,300}?[^\W_\"”.!?]( ?-R[RSC]B-)")
_UNKNOWN = Pattern(r"( ?)(?:<unk>|<UNK>|⁇|\[UNK\])( ?)")


@rule(needs="@")
def tokenizer_mark(document: Document) -> Iterator[Change]:
    r"""Take out the marks by which tokenizers remember where they cut.

    Why: they should have been used up when the pieces were put together.

    Leaves alone: mail addresses and `@` elsewhere, and documents that speak of tokens.

    >>> from seedclean import show
    >>> print(show(tokenizer_mark, "a long @-@ term plan for the riv@@ er\n"))
    - a long @-@ term plan for the riv@@ er
    + a long-term plan for the river
    """
    text = document.text
    if document.view(_TOKENS):
        return
    if "@@" in text:
        for match in _CUT.finditer(text):
            if match.group().endswith(" ") or is_text(document, document.line_at(match.start())):
                yield match.start(), match.end(), ""
    if " @" in text:
        for match in _AT.finditer(text):
            yield match.start(), match.end(), match.group(1)


@rule(needs=("￭", " ##", "</w>", "Ġ"))
def joined_piece(document: Document) -> Iterator[Change]:
    r"""Join the pieces of a word where a tokenizer marked that they belong together.

    Why: the marks `￭` and `##` say that a piece had no blank before it, `Ġ` that it had one, and `</w>` that
    a word ended.

    Leaves alone: headings and tags (`## Mill`, `##Mill`), code, a single `##` or `</w>`, the marks in
    quotes, documents that speak of tokens, and `Ġ` as a letter of Maltese, with which fewer than half of the
    words begin.

    >>> from seedclean import show
    >>> print(show(joined_piece, "The mayor of Mill ##bro ##ok opened the foot￭ bridge ￭.\n"))
    - The mayor of Mill ##bro ##ok opened the foot￭ bridge ￭.
    + The mayor of Millbrook opened the footbridge.
    """
    text = document.text
    if document.view(_TOKENS) or ("￭" in text and text.count("Ġ") > 1):  # no vocabulary has both
        return
    for match in _JOINER.finditer(text):
        if not _is_quoted(text, *match.span()):
            yield *match.span(), ""
    pieces = [
        match for match in _NEXT_PIECE.finditer(text) if is_text(document, document.line_at(match.start()))
    ]
    if len(pieces) > 1:
        for match in pieces:
            yield *match.span(), ""
    if text.count("</w>") > 1 and "<w" not in text and not document.view(holds_code):
        for match in _END_OF_WORD.finditer(text):
            yield *match.span(), ""
    if text.count("Ġ") > 1:
        yield from _byte_blanks(document)


def _byte_blanks(document: Document) -> Iterator[Change]:
    """Find the marks of a vocabulary of bytes: `Ġ` for a blank before a word, `Ċ` for the end of a line."""
    for row, line in enumerate(document.lines):
        marks = line.count("Ġ")
        if marks < 2 or marks < _LEAST_OF_BYTE_BLANKS * (len(line.replace("Ġ", " ").split())):
            continue
        for match in _BYTE_BLANK.finditer(line):
            start, end = match.span()
            yield (
                document.starts[row] + start,
                document.starts[row] + end,
                " " if start and end < len(line) else "",
            )


@rule(needs="<0x")
def byte_run(document: Document) -> Iterator[Change]:
    r"""Replace the bytes that a vocabulary wrote for a character that it did not have.

    Why: `<0xE2><0x82><0xAC>` is the euro sign, byte by byte.

    Leaves alone: bytes that are no UTF-8, single bytes, runs in quotes, and documents that speak of tokens.

    >>> from seedclean import show
    >>> print(show(byte_run, "The bridge cost <0xE2><0x82><0xAC>5 in all.\n"))
    - The bridge cost <0xE2><0x82><0xAC>5 in all.
    + The bridge cost €5 in all.
    """
    if document.view(_TOKENS):
        return
    for match in _BYTES.finditer(document.text):
        try:
            character = bytes.fromhex(match.group().replace("<0x", "").replace(">", "")).decode()
        except UnicodeDecodeError:
            continue
        if character.isprintable() and not _is_quoted(document.text, *match.span()):
            yield *match.span(), character


@rule(
    needs=(
        *("|>", "<｜", "<s>", "</", "<2", "[/", "<bos", "[CLS", ">>", "<pad", "<eos", "[PAD", "[SEP", "[EOS"),
        *("<end_", "<start_", "<extra_id"),
    )
)
def control_token(document: Document) -> Iterator[Change]:
    r"""Take out the tokens by which a language model begins and ends its answer.

    Marks that a prompt asked for go, too: `<translation>` and `</translation>` around all of an answer; and
    so does what a model thought or was asked before it, where a text begins with `<think>` or `[INST]`.

    Why: the program that printed the answer should have stopped at them.

    Leaves alone: tokens in the middle of a line, in quotes, and in documents that hold code or speak of
    tokens. `<s>`, `</s>` and `<2en>` stay in documents that speak of tags or have other tags, and where
    `<s>` may strike words out: some lines begin with it and others do not. So do marks around several
    answers, and around other tags.

    >>> from seedclean import show
    >>> print(show(control_token, "The mill still turns.<|im_end|>\n"))
    - The mill still turns.<|im_end|>
    + The mill still turns.
    """
    text = document.text
    if "`" in text or document.view(holds_code) or document.view(_TOKENS):
        return
    edits: list[Edit] = []
    while found := _find_tokens(document):  # a token may hide another
        edits = compose(edits, found, text)
        document = document.edited(found)
        text = document.text
    yield from ((edit.start, edit.end, edit.new) for edit in edits)


def _find_tokens(document: Document) -> list[Edit]:
    text = document.text
    asked = _end_of_preface(text)
    found = (
        [(0, asked)] if asked else [*_tokens_of_turns(text), *_sequence_tokens(document), *_find_frame(text)]
    )
    edits: list[Edit] = []
    for start, end in sorted([*_last_tokens(text), *found]):
        if not edits or start >= edits[-1].end:
            edits.append(Edit(start, text[start:end], "", control_token.name))
    return edits


def _last_tokens(text: str) -> Iterator[Span]:
    """Find the tokens that end an answer, at the ends of lines."""
    if "|>" not in text and "｜>" not in text:
        return
    for match in _LAST_TOKEN.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if before and before not in _QUOTES:
            yield match.span()


def _tokens_of_turns(text: str) -> Iterator[Span]:
    """Find the tokens that begin an answer, with the name of who speaks."""
    for match in _TURN.finditer(text):
        if text[match.end() : match.end() + 1] not in _QUOTES:
            yield match.span()


def _end_of_preface(text: str) -> int:
    """Find where a text that begins with a thought or a question comes to its answer; 0 if nowhere."""
    for opening, closing in _BEFORE_ANSWER:
        first = text.find(opening)
        end = text.find(closing)
        if 0 <= first < end and text[:first].strip() in ("", "<s>") and text.count(closing) == 1:
            end += len(closing)
            answer = text[end:].lstrip()
            return len(text) - len(answer) if len(answer.split()) >= _FEWEST_IN_FRAME else 0
    return 0


def _find_frame(text: str) -> Iterator[Span]:
    """Find the marks of a prompt around the one answer of a text."""
    if "</" not in text and "[/" not in text:
        return
    opening, closing = list(_OPENS_FRAME.finditer(text)), list(_CLOSES_FRAME.finditer(text))
    if len(opening) != 1 or len(closing) != 1 or opening[0].end() >= closing[0].start():
        return
    first, last = opening[0], closing[0]
    if first["name"].lower() == last["name"].lower() and _is_filled(text[first.end() : last.start()]):
        yield first.span()
        yield last.span()


def _is_filled(inner: str) -> bool:
    """Check whether a text has a sentence and no tags."""
    return len(inner.split()) >= _FEWEST_IN_FRAME and "<" not in inner


def _sequence_tokens(document: Document) -> Iterator[Span]:
    """Find the tokens around sentences that could be tags of HTML, too."""
    text = document.text
    if _OTHER_TAG.search(text) or _ABOUT_TAGS.search(text):
        return
    firsts, lasts = list(_FIRST_TOKEN.finditer(text)), list(_END_OF_SEQUENCE.finditer(text))
    strikes = text.count("<s>") + text.count("</s>")
    around = sum(match.group().count(token) for match in (*firsts, *lasts) for token in ("<s>", "</s>"))
    if strikes != around or ("<s>" in text and not _is_around_each_line(document)):
        return
    yield from (match.span() for match in (*firsts, *lasts))


def _is_around_each_line(document: Document) -> bool:
    return all(line.startswith("<s>") for line in document.lines if line.strip())


@rule(needs="▁")
def word_piece(document: Document) -> Iterator[Change]:
    r"""Replace the bar by which a vocabulary marks the start of a word.

    Why: it marks a blank that should have been put back.

    Leaves alone: bars that are drawn (`▁▂▃▄`), and documents that speak of tokens.

    >>> from seedclean import show
    >>> print(show(word_piece, "the ▁old ▁mill\n"))
    - the ▁old ▁mill
    + the old mill
    """
    text = document.text
    if document.view(_TOKENS):
        return
    taken = 0  # a blank between two bars goes with the first
    for match in _PIECE.finditer(text):
        start, end = match.span()
        start = max(start, taken)
        if text[start - 1 : start] in ("(", "[") and text[start] == " ":
            start += 1  # a blank behind a bracket is another rule's
        edge = text[start - 1 : start] in ("", "\n", "(", "[", " ") or text[end : end + 1] in ("", "\n")
        taken = end
        yield start, end, "" if edge else " "


@rule(needs=characters("⁇<") | pair("[U"))
def unknown_token(document: Document) -> Iterator[Change]:
    r"""Take out the placeholders for words that a vocabulary did not have.

    Why: `<unk>` says only that something is missing.

    Leaves alone: the word `unk`, the mark in quotes, and documents that speak of tokens.

    >>> from seedclean import show
    >>> print(show(unknown_token, "The <unk> bridge was opened in May.\n"))
    - The <unk> bridge was opened in May.
    + The bridge was opened in May.
    """
    text = document.text
    is_shown = "⁇" in text or "<unk>" in text or "<UNK>" in text or "[UNK]" in text
    if not is_shown or document.view(_TOKENS):
        return
    for match in _UNKNOWN.finditer(text):
        start, end = match.span()
        if _is_quoted(text, start, end):
            continue
        joins = match.group(2) or text[end : end + 1].isalnum()
        yield start, end, " " if match.group(1) and joins else ""


@rule(needs=("RB-", "SB-", "CB-"))
def bracket_name(document: Document) -> Iterator[Change]:
    r"""Replace the names that a corpus of parsed sentences has for brackets.

    Why: `-LRB-` is the left round bracket of a parser.

    Leaves alone: a name without its partner in the line, names in quotes, and documents that speak of
    tokens or brackets.

    >>> from seedclean import show
    >>> print(show(bracket_name, "The mill -LRB- built in 1820 -RRB- is open.\n"))
    - The mill -LRB- built in 1820 -RRB- is open.
    + The mill (built in 1820) is open.
    """
    if document.view(_TOKENS) or _ABOUT_BRACKETS.search(document.text):
        return
    for match in _NAMED_BRACKETS.finditer(document.text):
        if not _is_quoted(document.text, *match.span(1)):
            yield *match.span(1), _BRACKETS[match.group(1).strip()]
            yield *match.span(2), _BRACKETS[match.group(2).strip()]


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Check whether quotation marks are on both sides of a place: the mark is being talked about."""
    return text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES
