"""Clean texts by genre: each function makes one, of about so many lines."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from clean_text.prose import LANGUAGES, Writer

Genre = Callable[[Writer, int], str]
"""Makes a text, of a writer and of about so many lines."""

GENRES: dict[str, Genre] = {}
"""All of them, by name."""


def genre(make: Genre) -> Genre:
    """Put a genre among the others."""
    GENRES[make.__name__.replace("_", " ")] = make
    return make


def clean_text(seed: int, size: int, name: str, language: str = "en") -> str:
    """A text of a genre; the same arguments give the same one."""
    return GENRES[name](Writer(Random(seed), language), size)


@genre
def prose(w: Writer, size: int) -> str:
    return "\n\n".join(w.paragraph(w.random.randint(2, 5)) for _ in range(size)) + "\n"


@genre
def prose_under_headings(w: Writer, size: int) -> str:
    parts = (
        f"{w.phrase().capitalize()}\n\n{w.paragraph()}\n\n{w.paragraph()}" for _ in range(max(1, size // 3))
    )
    return "\n\n".join(parts) + "\n"


@genre
def chat(w: Writer, size: int) -> str:
    nicks = ("rowan", "hazel_", "alder99", "fern")
    form = w.random.choice(
        ("[{0}] {1}: {2}", "{0} <{1}> {2}", "<{1}> {2}", "{1} ({0}): {2}", "{0} - {1}: {2}")
    )
    short = ("brb", "lol", "ok", "see you", "thanks!", "no idea", "+1", "what?")
    lines = []
    for n in range(size):
        said = w.random.choice(short) if w.random.random() < 0.4 else w.clause()
        lines.append(form.format(f"{10 + n // 60}:{n % 60:02}", w.random.choice(nicks), said))
    return "\n".join(lines) + "\n"


@genre
def man_page(w: Writer, size: int) -> str:
    options = "\n".join(
        f"       -{letter}, --{w.random.choice(('quiet', 'force', 'depth', 'output', 'all'))}-{letter}\n"
        f"              {w.sentence()}"
        for letter in "abcdefghijklm"[: max(2, size // 3)]
    )
    return (
        "GRIND(1)                   User Commands                   GRIND(1)\n\nNAME\n"
        f"       grind - {w.clause()}\n\nSYNOPSIS\n       grind [OPTION]... [FILE]...\n\n"
        f"DESCRIPTION\n       {w.sentence()}\n       {w.sentence()}\n\n{options}\n\n"
        "SEE ALSO\n       mill(1), sieve(1), sack(5)\n"
    )


@genre
def law(w: Writer, size: int) -> str:
    parts = []
    for n in range(1, max(2, size // 4) + 1):
        parts.append(f"Article {n}\n{w.phrase().capitalize()}")
        parts += [f"({k}) {w.sentence()}" for k in range(1, w.random.randint(2, 4))]
        parts.append(f"(4) Paragraphs (1) and (2) of Article {n} apply accordingly; {w.clause()};")
    return "\n\n".join(parts) + "\n"


@genre
def python_code(w: Writer, size: int) -> str:
    parts = ["import os\nimport sys\n"]
    parts += [
        f'def step_{n}(sack, rate={n}.5):\n    """{w.sentence()}"""\n'
        f"    for grain in sack:\n        if grain > rate:\n            return None\n"
        f"    return sum(sack) / len(sack)\n"
        for n in range(max(1, size // 6))
    ]
    return "\n\n".join(parts)


@genre
def c_code(w: Writer, size: int) -> str:
    parts = ['#include <stdio.h>\n#include "mill.h"\n']
    parts += [
        f"/* {w.sentence()} */\nstatic int\nstep_{n}(const char *name, int rate)\n{{\n"
        f'\tif (rate < {n})\n\t\treturn -1;\n\tprintf("%s\\n", name);\n\treturn rate;\n}}\n'
        for n in range(max(1, size // 6))
    ]
    return "\n".join(parts)


@genre
def settings_file(w: Writer, size: int) -> str:
    lines = ["[mill]", f"# {w.sentence()}"]
    lines += [
        f"{w.random.choice(('rate', 'depth', 'path', 'owner'))}_{n} = {w.random.randint(1, 900)}"
        for n in range(size)
    ]
    return "\n".join(lines) + "\n"


@genre
def shell_session(w: Writer, size: int) -> str:
    parts = [
        f"$ grind --depth {n} sack_{n}.txt\n{w.clause()}\n{n} files, 0 errors"
        for n in range(max(1, size // 3))
    ]
    return "\n".join(parts) + "\n"


@genre
def questions_and_answers(w: Writer, size: int) -> str:
    number = max(2, size // 3)
    asked = [f"{'How Why When Where'.split()[n % 4]} did it happen that {w.clause()}?" for n in range(number)]
    contents = "\n".join(asked)
    body = "\n\n".join(f"{question}\n{w.paragraph(2)}" for question in asked)
    return f"Frequently asked questions\n\n{contents}\n\n{body}\n"


@genre
def play(w: Writer, size: int) -> str:
    who = ("MILLER", "BAKER", "FERRYMAN", "WIDOW")
    lines = ["ACT I. SCENE II.", "", f"[{w.sentence()}]", ""]
    for n in range(size):
        lines.append(f"{who[(n * 3) % 4]}. {w.sentence()}")
        if n % 4 == 3:
            lines += ["", "[Exit.]", ""]
    return "\n".join(lines) + "\n"


@genre
def screenplay(w: Writer, size: int) -> str:
    parts = []
    for n in range(max(1, size // 4)):
        parts.append(
            f"{n + 1}    INT. MILL - NIGHT    {n + 1}\n\n{w.sentence()}\n\n"
            f"          MILLER\n     {w.sentence()}"
        )
        parts.append("                                        CUT TO:")
    return "\n\n".join(parts) + "\n"


@genre
def recipe(w: Writer, size: int) -> str:
    things = (
        "flour",
        "butter",
        "rye",
        "sugar",
        "salt",
        "eggs",
        "milk",
        "pears",
        "cinnamon",
        "yeast",
        "honey",
        "oats",
    )
    amounts = ("200 g", "1 tsp", "2 tbsp", "3", "½ cup", "a pinch of", "250 ml")
    first = w.random.randint(0, 5)
    ingredients = [
        f"{w.random.choice(amounts)} {thing}" for thing in things[first : first + max(3, size // 2)]
    ]
    steps = [f"{n}. {w.sentence()}" for n in range(1, max(2, size // 3) + 1)]
    return (
        "Pear bread\n\nPrep time: 20 minutes\nCook time: 45 minutes\nServes: 6\n\nIngredients\n\n"
        + "\n".join(ingredients)
        + "\n\nMethod\n\n"
        + "\n".join(steps)
        + "\n"
    )


@genre
def minutes(w: Writer, size: int) -> str:
    present = "\n".join(
        f"{w.name():<24}{w.random.choice(('present', 'excused', 'absent'))}" for _ in range(4)
    )
    items = "\n\n".join(
        f"{n}. {w.phrase().capitalize()}\n\n{w.sentence()} "
        f"Moved by {w.name()}, seconded by {w.name()}. Carried."
        for n in range(1, max(2, size // 4) + 1)
    )
    head = "Minutes of the parish council\n\nMembers"
    return f"{head}\n\n{present}\n\n{items}\n\nThe meeting closed at 9.15 pm.\n"


@genre
def glossary(w: Writer, size: int) -> str:
    form = w.random.choice(("{}: {}", "{} – {}", "{}\n    {}", "{} = {}", "{}\t{}"))
    terms = (
        "ashlar",
        "bolter",
        "chute",
        "damsel",
        "flume",
        "gudgeon",
        "hopper",
        "quern",
        "runner",
        "sluice",
        "tailrace",
    )
    return "\n".join(form.format(term, w.clause()) for term in terms[: max(3, size)]) + "\n"


@genre
def directory(w: Writer, size: int) -> str:
    entries = []
    for n in range(max(2, size // 4)):
        name = w.name()
        entries.append(
            f"{name}\nAddress: {n + 3} Mill Lane\n"
            f"Phone: 0{w.random.randint(100, 999)} {w.random.randint(10000, 99999)}\n"
            f"E-mail: {name.split()[0].lower()}@example.org\nOpen: Mon-Fri 9-17"
        )
    return "\n\n".join(entries) + "\n"


@genre
def table(w: Writer, size: int) -> str:
    gap = w.random.choice((" | ", "\t", ",", ";", "   "))
    rows = [gap.join(("Place", "Sacks", "Share", "Miller"))]
    rows += [
        gap.join(
            (
                w.random.choice(("Upper", "Lower", "New", "Old")) + f" {n}",
                str(w.random.randint(1, 900)),
                f"{n}.{n % 7}",
                w.name(),
            )
        )
        for n in range(size)
    ]
    return "\n".join(rows) + "\n"


@genre
def timetable(w: Writer, size: int) -> str:
    stops = (
        "Harbour",
        "Mill Lane",
        "Church",
        "Stone Bridge",
        "Upper Village",
        "Station",
        "School",
        "Market",
        "Lock",
    )
    rows = [
        f"{stop:<16}{'  '.join(f'{h:02}:{(n * 7) % 60:02}' for h in range(6, 12))}"
        for n, stop in enumerate(stops[: max(3, size)])
    ]
    return "Ferry line 4, weekdays\n\n" + "\n".join(rows) + "\n"


@genre
def verse(w: Writer, size: int) -> str:
    stanzas = [
        f"{w.clause()},\n{w.clause()};\nand oh, the mill goes round, goes round,\n{w.clause()}."
        for _ in range(max(1, size // 4))
    ]
    return "\n\n".join(stanzas) + "\n"


@genre
def song(w: Writer, size: int) -> str:
    chorus = f"Chorus:\nRound and round, round and round,\n{w.clause()},\nround and round again."
    parts = []
    for n in range(max(2, size // 6)):
        parts += [f"Verse {n + 1}:\n{w.clause()},\n{w.clause()}.", chorus]
    return "\n\n".join(parts) + "\n"


@genre
def liturgy(w: Writer, size: int) -> str:
    response = w.random.choice(
        ("R. Have mercy on us.", "All: We thank you for the bread.", "℟. Lord, hear our prayer.")
    )
    lines = []
    for n in range(size):
        lines += [f"V. {w.sentence()}", response]
        if n % 5 == 4:
            lines.append("")
    return "\n".join(lines) + "\n"


@genre
def log(w: Writer, size: int) -> str:
    levels = ("INFO", "WARN", "ERROR", "DEBUG")
    return (
        "\n".join(
            f"2019-06-03 16:{n % 60:02}:07,{n:03} {w.random.choice(levels)} mill.grinder[{n}]: {w.clause()}"
            for n in range(size)
        )
        + "\n"
    )


@genre
def commits(w: Writer, size: int) -> str:
    return "\n".join(
        f"commit {w.random.getrandbits(64):016x}\nAuthor: {w.name()} <mill@example.org>\n"
        f"Date:   Mon Jun {n % 28 + 1} 16:04:00 2019 +0200\n\n    {w.sentence()}\n"
        for n in range(max(2, size // 4))
    )


@genre
def changelog(w: Writer, size: int) -> str:
    parts = [
        f"## 1.{n}.0 (2019-{n % 12 + 1:02}-03)\n\n- {w.sentence()}\n- {w.sentence()} (#{n * 17})"
        for n in range(max(2, size // 4), 0, -1)
    ]
    return "# Changelog\n\n" + "\n\n".join(parts) + "\n"


@genre
def quiz(w: Writer, size: int) -> str:
    parts = []
    for n in range(1, max(2, size // 5) + 1):
        choices = "\n".join(f"{letter}) {w.phrase()}" for letter in "abcd")
        parts.append(f"{n}. Who was it that {w.phrase()}?\n{choices}\nAnswer: {w.random.choice('abcd')}")
    return "\n\n".join(parts) + "\n"


@genre
def index(w: Writer, size: int) -> str:
    words = (
        "ashlar",
        "barley",
        "corn",
        "dam",
        "eel",
        "flour",
        "grain",
        "hopper",
        "ice",
        "jug",
        "kiln",
        "lock",
        "mill",
        "oats",
    )
    return (
        "\n".join(
            f"{word}, {w.random.randint(1, 40)}, {w.random.randint(41, 80)}-{w.random.randint(81, 99)}"
            for word in words[: max(3, size)]
        )
        + "\n"
    )


@genre
def contents(w: Writer, size: int) -> str:
    lines = [
        f"{n}.{n % 3 + 1} {w.phrase().capitalize()} ".ljust(48, ".") + f" {n * 7}"
        for n in range(1, max(3, size) + 1)
    ]
    return "Contents\n\n" + "\n".join(lines) + "\n"


@genre
def data_sheet(w: Writer, size: int) -> str:
    fields = (
        "MODEL",
        "RATED POWER",
        "WEIGHT",
        "SPEED",
        "SUPPLY",
        "HOUSING",
        "STORAGE",
        "HUMIDITY",
        "WARRANTY",
    )
    return (
        "MILL MOTOR\n\n"
        + "\n".join(
            f"{field}{w.random.choice((': ', '   ', ' . . . '))}{w.random.randint(10, 900)} "
            f"{w.random.choice(('W', 'KG', 'RPM', 'MM'))}"
            for field in fields[: max(3, size)]
        )
        + "\n"
    )


@genre
def bill(w: Writer, size: int) -> str:
    rows = "\n".join(
        f"{n + 1}  {w.phrase():<36}{w.random.randint(1, 9)}  {w.random.randint(10, 99)}.50"
        for n in range(max(2, size // 2))
    )
    head = f"Invoice no. 417\n\nBill to: {w.name()}\nTerms: 30 days"
    return f"{head}\n\n{rows}\n\nSubtotal 118.00\nVAT 19% 22.42\nTotal 140.42\n"


@genre
def drawing(w: Writer, size: int) -> str:
    rows = ["+--------+      +--------+", "|  MILL  |----->| BAKERY |", "+--------+      +--------+"]
    rows += ["    |               |", "    v               v"] * max(1, size // 4)
    return "\n".join(rows) + f"\n\n{w.sentence()}\n"


@genre
def contract(w: Writer, size: int) -> str:
    clauses = "\n\n".join(
        f"{n}. {w.phrase().capitalize()}. {w.sentence()} {w.sentence()}"
        for n in range(1, max(2, size // 3) + 1)
    )
    return (
        f"THIS AGREEMENT is made between {w.name()} (the Miller) and {w.name()} (the Baker).\n\n{clauses}\n\n"
        f"IN WITNESS WHEREOF the parties have signed.\n\n____________________\n{w.name()}\nMiller\n\n"
        f"____________________\n{w.name()}\nBaker\n"
    )


@genre
def terms(w: Writer, size: int) -> str:
    said = (
        "We use cookies to remember which sack you chose, and you can delete them at any time.",
        "You must register an account before you order, and keep your password to yourself.",
        "All rights in the recipes remain with the people who wrote them.",
        "If you subscribe to the newsletter we keep your address until you unsubscribe.",
        "We share the number of the sack with the carrier, and with nobody else.",
        "By using the mill you agree to follow the instructions of the miller.",
    )
    return (
        "Terms of the mill\n\n"
        + "\n\n".join(
            f"{n + 1}. {said[n % 6] if n < 6 else ''} {w.sentence()}".replace("  ", " ")
            for n in range(max(3, size // 2))
        )
        + "\n"
    )


@genre
def instructions(w: Writer, size: int) -> str:
    menus = ("File > Open", "Edit > Preferences", "View > Columns", "Tools > Options > Grinding")
    steps = [f"{n + 1}. Choose {menus[n % 4]} and wait until {w.clause()}." for n in range(max(3, size // 2))]
    return "Setting up the grinder\n\nIn order to create an account, do this:\n\n" + "\n".join(steps) + "\n"


@genre
def mail(w: Writer, size: int) -> str:
    quoted = "\n".join(f"> {w.sentence()}" for _ in range(max(1, size // 3)))
    own = "\n\n".join(w.paragraph(2) for _ in range(max(1, size // 4)))
    return (
        f"From: {w.name()} <ada@example.org>\nTo: {w.name()} <ivo@example.org>\nSubject: Re: {w.phrase()}\n"
        f"Date: Mon, 3 Jun 2019 16:04:00 +0200\n\n{w.name()} wrote:\n{quoted}\n\n{own}\n\n-- \n{w.name()}\n"
    )


@genre
def interview(w: Writer, size: int) -> str:
    return (
        "\n\n".join(
            f"{'Editor' if n % 2 == 0 else w.random.choice(('Ada', 'Emil'))}: {w.sentence()}"
            for n in range(max(2, size))
        )
        + "\n"
    )


@genre
def dictionary(w: Writer, size: int) -> str:
    words = ("mill", "flour", "sack", "sluice", "quern", "grist", "bran", "husk", "chaff", "meal")
    return (
        "\n\n".join(
            f"{word} /{word}/ n. 1 {w.phrase()}. 2 (arch.) {w.phrase()}."
            for word in words[: max(2, size // 2)]
        )
        + "\n"
    )


@genre
def bibliography(w: Writer, size: int) -> str:
    return (
        "References\n\n"
        + "\n".join(
            f"[{n + 1}] {w.name()}. {w.phrase().capitalize()}. "
            f"Mill Press, {1950 + n}, pp. {n * 10 + 1}-{n * 10 + 9}."
            for n in range(max(2, size))
        )
        + "\n"
    )


@genre
def results(w: Writer, size: int) -> str:
    towns = ("Alder", "Birkby", "Castle Mill", "Dale", "Eastwick", "Fern Hill")
    return (
        "\n".join(
            f"{towns[n % 6]} {w.random.randint(0, 5)} - {w.random.randint(0, 5)} {towns[(n + 2) % 6]}"
            for n in range(max(3, size))
        )
        + "\n"
    )


@genre
def licence(w: Writer, size: int) -> str:
    return (
        f"Copyright (c) 2019 {w.name()}\n\n"
        "Permission is granted to use, copy and grind this text, provided that\n"
        f"the above notice appears in all copies. {w.sentence()}\n\n"
        'THE TEXT IS PROVIDED "AS IS", WITHOUT\nWARRANTY OF ANY KIND.\n\n'
        + "\n".join(f"- {w.name()}: {w.phrase()}" for _ in range(max(1, size // 3)))
        + "\n"
    )


@genre
def wrapped_list(w: Writer, size: int) -> str:
    sign = w.random.choice(("- ", "* ", "• ", "1. ", "(a) "))
    return "The miller keeps:\n\n" + "\n".join(f"{sign}{w.phrase()}" for _ in range(max(3, size))) + "\n"


IN_ALL_LANGUAGES = ("prose", "prose under headings", "chat", "verse", "interview", "play", "wrapped list")
"""Genres whose words are all of the writer's."""

KINDS = sorted(
    {(name, "en") for name in GENRES}
    | {(name, language) for name in IN_ALL_LANGUAGES for language in LANGUAGES}
)
"""Genres with their languages."""
