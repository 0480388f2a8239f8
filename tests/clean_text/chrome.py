"""What stands around a text: the lines of a site, and notices that are glued to a sentence."""

from __future__ import annotations

from random import Random

TOP = (
    ("Skip to content", "Jump to navigation", "Skip to main content"),
    ("Home", "Home | News | Sport | Culture", "Home > News > Local"),
    ("News", "Sport", "Opinion", "Weather", "Jobs"),
    ("Log in", "Sign up", "Subscribe", "Search"),
    ("Share on Facebook", "Tweet", "Print this page", "Share"),
)
BOTTOM = (
    ("Share this article", "Facebook", "Twitter", "WhatsApp"),
    ("Tags: mill, river, bread", "Read more", "Comments (3)", "Leave a comment"),
    ("Subscribe to our newsletter", "Sign up for our newsletter to get the latest news."),
    ("About us", "Contact us", "Privacy Policy", "Terms of Use", "Advertise with us"),
    ("We use cookies to improve your experience on our site. Accept", "Cookie settings"),
    ("© 2019 The Mill Lane Gazette. All rights reserved.", "Back to top"),
)
NOTICES = (
    "© 2019 The Mill Lane Gazette. All rights reserved.",
    "Copyright 2019 Mill Lane Press",
    "All rights reserved.",
    "We use cookies to improve your experience. Accept",
    "This site uses cookies.",
    "Read more",
    "Read more »",
    "Share",
    "Share on Facebook",
    "Subscribe to our newsletter.",
    "Sign up for our newsletter",
    "Click here to subscribe",
    "Published: 3 June 2019",
    "June 3, 2019",
    "2019-06-03 16:04",
    "Updated 3 June 2019, 16:04 GMT",
    "Photo: Ada Birk",
    "[Photo/AP]",
    "(Photo: AP)",
    "Image: Ada Birk/Getty Images",
    "By Ada Birk",
    "Source: Reuters",
    "NEWS:",
    "Local news",
    "Advertisement",
    "Print",
    "Comments (3)",
    "Leave a comment",
    "Log in to comment",
    "Follow us on Twitter",
    "Back to top",
    "Tags: mill, river",
    "Licensed under CC BY 4.0",
    "Privacy Policy",
    "Terms of Use",
    "1 of 18",
    "Next",
    "Tous droits réservés.",
    "Alle Rechte vorbehalten.",
    "Todos los derechos reservados.",
    "Все права защищены.",
    "Lire la suite",
    "Weiterlesen",
    "Leer más",
    "版权所有",
    "Veröffentlicht am 3. Juni 2019",
    "Foto: Ada Birk/dpa",
)
"""Notices, labels, credits, dates and buttons, as flatteners glue them to the sentence beside them."""

BETWEEN = (
    "3 June 2019",
    "Published: 3 June 2019, 16:04",
    "By Ada Birk",
    "Reading time: 4 minutes",
    "Local news",
    "Culture",
    "Share",
    "Facebook",
    "Photo: Ada Birk",
    "5 min read",
    "Comments (3)",
    "Updated 16:04",
    "Listen to this article",
    "It was a long winter for everybody at the river.",
    "Print",
    "Save",
    "Home > News",
    "Exclusive",
    "12 comments",
)
"""What a site puts between a headline and the text."""


def top(random: Random) -> str:
    """Some lines that a site has above its texts."""
    return _lines(random, TOP)


def bottom(random: Random) -> str:
    """Some lines that a site has below its texts."""
    return _lines(random, BOTTOM)


def _lines(random: Random, groups: tuple[tuple[str, ...], ...]) -> str:
    chosen = [group for group in groups if random.random() < 0.7] or [groups[0]]
    return "\n".join(line for group in chosen for line in group[: random.randint(1, len(group))])
