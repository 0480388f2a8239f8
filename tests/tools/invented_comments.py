"""Reader comments for pages that have none, so that the line model learns what comments look like.

What people say comes from forum pages; who says it and when, and the furniture around it, is invented
here. On the forum page the same words are main text: the model has to learn the difference from what
stands around them.
"""

from __future__ import annotations

import numpy as np

NAMES = (
    "Anna Bill Carlos Dora Emil Fatima Greg Hana Igor Jules Kim Lena Mark Nora Omar Petra Quinn Rosa Sam "
    "Tess Uwe Vera Will Xenia Yusuf Zoe birdman77 the_baker old-timer Marta22 greenleaf rob.k Anonymous Guest"
).split()
SURNAMES = (
    "Abara Berg Costa Dunn Eklund Fischer Garcia Hill Ito Jones Klein Lopez Meyer Novak Olsen Price".split()
)
MONTHS = "January February March April May June July August September October November December".split()

HEADINGS = (
    "{count} Comments", "Comments ({count})", "{count} Responses to {title}", "Comments",
    "Reader comments", "{count} comments on this story", "{count} Kommentare", "Kommentare",
    "{count} commentaires", "Comentarios",
    "{count} comentarios", "Leave a comment",
    "Commenti", "{count} thoughts on {title}",
    "Discussion", "Reacties",
)  # fmt: skip
OPENINGS = (
    ("{name} says:", "{date} at {time}"),
    ("{name} said...", ""),
    ("{name}", "{date} at {time}"),
    ("{name}", "{ago}"),
    ("{name} | {date}", ""),
    ("Posted by {name} on {date}", ""),
    ("{date} {time}", "{name}"),
    ("{number}. {name}", "{date}"),
    ("#{number}", "{name} on {date}"),
    ("By {name} {date}, {time}", ""),
    ("{name} wrote on {date} at {time}:", ""),
    ("{name} schreibt am {date}:", ""),
    ("{name} a dit :", "{date}"),
    ("{name} dijo...", "{time}"),
)
CLOSINGS = (
    "Reply", "", "Permalink", "Log in to Reply", "Reply to this comment", "Like",
    "Report abuse",
    "Flag",
    "{date} {time}", "Antworten", "Répondre", "Responder", "Reply | Quote", "0 Likes", "#",
    "Report this comment",
)  # fmt: skip
FORMS = (
    (
        "Leave a Reply",
        "Your email address will not be published.",
        "Name",
        "Email",
        "Website",
        "Post Comment",
    ),
    ("Post a comment", "You must be logged in to comment."),
    ("Add a comment", "Name (required)", "Mail (will not be published)", "Submit"),
    ("Kommentar schreiben", "Name", "E-Mail", "Absenden"),
    (),
)


def comments(said: list[list[str]], title: str, spaced: bool, random: np.random.Generator) -> list[str]:
    """The lines of a section of comments.

    Args:
        said: What was said in each comment, in lines.
        title: The headline of the page.
        spaced: Whether a blank line stands after every line, as on the rest of the page.
    """

    def one(choices):
        return choices[int(random.integers(len(choices)))]

    opening, closing, full_names = one(OPENINGS), one(CLOSINGS), random.random() < 0.5
    lines = [one(HEADINGS).format(count=len(said), title=f"“{title}”")] if random.random() < 0.9 else []
    form = list(one(FORMS))
    if random.random() < 0.3:
        lines, form = lines + form, []
    for number, words in enumerate(said, start=1):
        facts = {
            "name": one(NAMES) + (f" {one(SURNAMES)}" if full_names else ""),
            "date": f"{one(MONTHS)} {random.integers(1, 29)}, {random.integers(2006, 2024)}",
            "time": f"{random.integers(1, 13)}:{random.integers(10, 60)} {one(('am', 'pm'))}",
            "ago": f"{random.integers(2, 12)} {one(('hours', 'days', 'months', 'years'))} ago",
            "number": number,
        }
        parts = [part.format(**facts) for part in opening]
        lines += [*parts, *words, closing.format(**facts)]
    lines = [line for line in (*lines, *form) if line]
    return [line for text in lines for line in (text, "")] if spaced else lines
