"""Patterns of the dates and times in a folded line; `grammar` interprets them."""

from __future__ import annotations

from re import VERBOSE

from seedclean.cleaners.dates.names import ZEROS
from seedclean.patterns import Pattern

LETTER = r"[^\s\d!-/:-@\[-`{-~]"  # \w would leave out the vowel signs of Hindi and Thai
NAME = (
    rf"(?:{LETTER}{{2,15}}|{LETTER}(?=\.{LETTER}))(?:\.{LETTER}{{1,4}}){{0,2}}"
    r"(?:\s(?:الثاني|الاول|fomhair))?"  # the months of two words
    r"(?:/[\u0621-\u064a]{3,8})?"  # and of two names: as in Syria, as in Egypt
)

_YEAR = r"[12]\d{3}(?=\D|$|\d{1,2}[:h]\d\d)"  # a time may be glued to it: `202207:59`
_ORDINAL = rf"(?:(?:st|nd|rd|th|er|ere|re|eme|e|ο?ησ?|º|°|ª|-?го|-?е|-?a|-?ти|ই|লা|রা|ঠা|শে)(?!{LETTER}))?"
_VIETNAMESE_NUMBER = r"(?:muoi(?:\s(?:mot|hai))?|mot|gieng|hai|ba|tu|nam|sau|bay|tam|chin|chap)"
_OF = r"(?:(?:de|del|di|da|do|of|i|den|av|thang(?!\s?(?:mu|mo|gi|ha|ba|tu|na|sa|ta|ch)))\s|d'|ខែ|เดือน)?"
_IN = r"(?:(?:de|del|da|do|di|of|year|в|nam|ano|წლის|พ\.ศ\.?|ค\.ศ\.?|ឆ្នាំ|anno)\s?)?"
_YEAR_OF = r"(?:(?:წლის|m\.?|gada|yil|иили?|жыл(?:ы|ғы)?|ж\.|e?ko|\(e\)ko|-yil|ким|годзе)\s)?"
_NO_DIGITS_BEFORE = r"(?<![0-9a-z.,$€£/\-=&_])"
_NO_MORE = r"(?=\D|$|\d{1,2}(?::\d\d|[時时点點]))"

# One pattern for each way to begin: a name, a day and a year are distinguished before a pattern is asked.
YEAR_FIRST = Pattern(
    rf"""
      (?<![\w./\-])(?P<y0>[12]\d{{3}})(?P<m0>\d\d)(?P<d0>\d\d)t(?P<clock0>\d{{4}}(?:\d\d)?)
        (?P<zone0>z|[+\-]\d\d:?\d\d)?(?!\w)
    | {_NO_DIGITS_BEFORE}(?P<y1>[12]\d{{3}})\s?
        (?:(?:年|\sоны?\s)\s?(?:\([^()\d]{{2,4}}\d{{0,2}}年?\)\s?)?(?P<m1>\d{{1,2}})\s?(?:月|-?р?\sсарын\s)\s?(?P<d1>\d{{1,2}})\s?日?
          |(?P<s2>[-/.])\s?(?P<m2>\d{{1,2}})\s?(?P=s2)\s?(?P<d2>\d{{1,2}}))
        {_NO_MORE}(?![/.\-]\d|[&_=/])
    | {_NO_DIGITS_BEFORE}(?P<y6>{_YEAR})[\s.,/\-]{{0,3}}{_YEAR_OF}
        (?:(?P<n6>{NAME})[\s.,/\-]{{1,3}}(?P<d6>\d{{1,2}})(?:\sd\.|an?(?!{LETTER}))?(?![\d:])
          |(?P<d7>\d{{1,2}})[\s.,/\-]{{1,3}}(?P<n7>{NAME}))
    """,
    VERBOSE,
)
NUMBER_FIRST = Pattern(
    rf"""
      (?<![0-9a-z$€£=&_])(?<!\d[./,:\-])
        (?P<a3>\d{{1,2}})\s?(?P<s3>[./\-])\s?(?P<b3>\d{{1,2}})\s?(?P=s3)\s?'?
        (?P<y3>[12]\d{{3}}{_NO_MORE}|\d\d(?![\d%:]|,\d))
        (?![/\-.]\d|,\d\d?(?![\d:.h])|\s?%|[a-z]\d|[&_=])
    | (?<!\d)(?<!\d[.,:/\-])(?P<d4>\d{{1,2}}){_ORDINAL}\s?[.,/\-]?\s?{_OF}
        (?P<n4>(?:thang|thg)\s?(?:\d{{1,2}}|{_VIETNAMESE_NUMBER})|{NAME})\.?[\s.,/\-|]{{0,4}}{_IN}
        (?P<y4>{_YEAR}|'\d\d(?!\d)|(?<=[\s\-/.])\d\d(?=\s*$|,?\s+\d{{1,2}}[:.h]\d\d|\)))
    """,
    VERBOSE,
)
NAME_FIRST = Pattern(
    rf"""
      (?<!{LETTER})(?<!\d)(?P<n5>{NAME})[\s.,/\-]{{1,3}}(?P<d5>\d{{1,2}}){_ORDINAL}
        (?:\s(?P<clock>\d\d:\d\d:\d\d)(?:\s(?P<zone5>[a-z]{{3,4}}|[+\-]\d{{4}}))?)?[\s.,/\-]{{1,4}}{_IN}
        (?P<y5>{_YEAR}|'\d\d(?!\d))
    """,
    VERBOSE,
)
COMPACT = Pattern(r"\d{4}[Tt]\d{4}")
"""What goes on behind the year in the stamp of a machine: `20250429T080400Z`."""

ERA_FIRST = Pattern(
    r"""
      (?P<era>令和|平成|昭和|民國|民国)\s?(?P<y8>元|\d{1,3})\s?年(?:\([12]\d{3}年?\))?
        \s?(?P<m8>\d{1,2})\s?月\s?(?P<d8>\d{1,2})\s?日?
    | (?P<y9>[一二][〇零○一二三四五六七八九]{3})年
        (?P<m9>[一二三四五六七八九十]{1,2})月(?P<d9>[一二三四五六七八九十]{1,3})日?
    """,
    VERBOSE,
)

# Whole texts are searched, so a blank in it is no line end; and a pattern that begins with a set of digits is
# searched three times as fast as one that begins with a choice.
_B = r"[^\S\n]?"


def _hint(digit: str, letter: str) -> str:
    return (
        rf"{digit}(?:(?<![03-9])(?<!{digit}{digit}){digit}{{3}}"
        rf"|{digit}?{_B}[./\-]{_B}{digit}{digit}?{_B}[./\-]{_B}'?{digit}{digit}"
        rf"|-{letter}{{3,9}}-{digit}{digit}|(?<='{digit}){digit}(?!{digit}))"
    )


_ANY_DIGIT = "".join(f"{zero}-{chr(ord(zero) + 9)}" for zero in "0" + ZEROS)
ASCII_HINT = Pattern(_hint("[0-9]", "[A-Za-z]"))
HINT = Pattern(_hint(f"[{_ANY_DIGIT}]", r"[^\W\d_]"))
ERA_HINT = Pattern(
    rf"{HINT.source}|(?:[〇零○一二三四五六七八九]{{4}}|令和|平成|昭和|民國|民国)(?={_B}(?:元|\d{{1,3}})?{_B}年)"
)
"""The cheap questions: the year of a date, or the first number of a numeric one."""

ANY_NUMBER = Pattern(rf"{ERA_HINT.source}|\d\d?(?!\d)")
"""Where a line on its own may hold a date; the year of `2 Dec 95` is too weak a hint in a document."""

_ZONE = r"""
    \s?(?:по\s)?\(?(?:по\s)?(?P<zone>(?:utc|gmt|z)\s?[+\-]\s?\d{1,2}(?::?\d\d)?(?!\d)
      |\+\d\d:?\d\d(?!\d)|\+\d\d?(?![\d:])|-\d\d:?\d\d(?!\d)
      |(?<![a-z])[a-z]{1,5}(?![a-z0-9])|мск(?!\w)|(?<![a-z])(?:[ecmp][sd]?t|bst|gmt|utc|ces?t|ist)(?=updated|last\s|modified|pub))\)?
"""
_AM_FIRST = r"上午|午前|凌晨|早上|清晨|오전|am\b|ق\.ظ"
_PM_FIRST = r"下午|午後|晚上|晚间|中午|傍晚|오후|pm\b|ب\.ظ"
_AM = (
    r"[fv]m\b|a\.?\s?m\b\.?|π\.?μ\.?|صباح\u064b?ا\u064b?|ص(?!\w)|претпл|de\.|pagi|yb\b"
    r"|pg\b|पूर्वाह्न|sa\b|oo\b|ق\.ظ"
)
_PM = r"p\.?\s?m\b\.?|μ\.?μ\.?|مساء\u064b?|م(?!\w)|попл|du\.|yh\b|ptg\b|अपराह्न|ch\b|os\b|ب\.ظ|[en]m\b"
_HOURS = r"h|gio|uhr|год(?:ин\w?|\.)?|час\w{0,2}|гадз[иі]н\w?"
_MINUTES = r"phut|min(?:ut\w{0,2})?|м[иі]н\w{0,3}|хв[иі]л[иі]н\w?|хв\b"
CLOCK = rf"""
    (?:(?P<early>{_AM_FIRST})|(?P<late>{_PM_FIRST}))?\s?
    (?P<h>\d{{1,2}})
    (?:\s?(?:{_HOURS})\s(?P<mi2>\d\d?)\s(?:{_MINUTES})\b\.?
      |\s?(?:[:.]|h|gio|時|时|시|點|点|u)\s?(?P<mi>\d\d)(?!\d)
        (?:\s?[:.分분]\s?(?P<se>\d\d)(?!\d)(?:[.,]\d{{1,9}})?)?\s?[分分분秒초]?
      |(?P<hour>\s?(?:uhr|hs?\b|時|时|시|點|点|a\.?m\b|p\.?m\b))
      |(?=\s?(?:{_AM}|{_PM})))
    (?:\s?(?:(?P<am>{_AM})|(?P<pm>{_PM})))?
    \s?(?:uhr|hrs?\b\.?|hs\b\.?|h\b|น\.|uur|ч\.?|ώρα)?
    (?:{_ZONE})?
"""
_AT = "|".join(
    r"posted at um kl\.? klo a\slas a\sles a\sla as a ore alle\sore alle om o\sgodz\. godz\.? o saat saati "
    r"la\sora ora в у "
    r"u v ve στισ luc pukul pkl\.? jam ساعت الساعة ساعة בשעה time hora ob kell plkst\.? "
    r"hodin vers w den час во la о об noong года году року रोजी เวลา の s\. g\. r\. г\. г year en წ σ".split()
)
CLOCK_BEHIND = Pattern(
    rf"[\s,;|/()\-.@:\u2022*t]{{0,6}}(?:\.\s)?(?:(?:{_AT})[\s:,]{{0,3}}){{0,2}}\(?{CLOCK}", VERBOSE
)
CLOCK_BEFORE = Pattern(
    rf"(?<!\d)(?<!\d\.){CLOCK}[\s,;|/()\-.]{{0,5}}(?:(?:on|am|le|el|den|of|at|d\.)\s)?$", VERBOSE
)
MILITARY_BEFORE = Pattern(
    r"(?<!\d)(?P<h>\d\d)(?P<mi>\d\d)\s(?P<zone>gmt|utc)(?:\s\(\d{4}\s[a-z]{2,4}\))?[\s,]{1,3}$"
    r"(?P<early>\0)?(?P<late>\0)?(?P<mi2>\0)?(?P<se>\0)?(?P<hour>\0)?(?P<am>\0)?(?P<pm>\0)?"
)
"""A time of four figures with its zone: `1435 GMT (2235 HKT) June 6, 2024`."""

CLOCK_LINE = Pattern(
    rf"[\s|*(,\-@/:\u2022]{{0,8}}(?:(?:at|um|kl\.?|klo|as|a\slas|a|ore|alle|om|в)\s)?{CLOCK}(?P<rest>.{{0,40}})$",
    VERBOSE,
)

_CJK_WEEKDAY = (
    r"(?:星期|[周週]|礼拜)[一二三四五六日天]|[月火水木金土日]曜日?"
    r"|(?<=[(\[])[月火水木金土日祝一二三四五六]+(?=[)\]])"
    r"|[月화수목금토日]요日|(?<=[(\[])[화수목금토](?=[)\]])"
)
WEEKDAY_BEHIND = Pattern(
    rf"[\s,(\[\-.]{{0,3}}(?:г(?:\.|ода)?,?\s?|წ\.?\s?)?(?:(?P<cjk>{_CJK_WEEKDAY})|(?P<name>{NAME}))[)\],.]{{0,2}}"
)

DIGIT = Pattern(r"\d")
WORD_OR_NUMBER = Pattern(rf"\d+|{LETTER}+")
FIRST_WORD = Pattern(
    rf"\d+|(?<!{LETTER}){LETTER}++(?=[\s.,/\-]{{1,3}}(?:\d|$)|[./]|\s(?:الثاني|الاول|fomhair))"
)
"""What a date before a place may begin with: a number, or a name before one."""

JOINT = Pattern(r"[^\-./,'()\[\]:]+")
