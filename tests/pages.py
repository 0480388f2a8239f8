"""Pages built from parts, with noise planted, and what must come out of them."""

from typing import NamedTuple

from hypothesis import strategies as st

WHO = (
    "The harbour master", "A baker from the old town", "The choir", "Our goalkeeper",
    "The head of the library", "A group of birdwatchers", "The ferry company", "The parish council",
    "A retired teacher", "The orchard owner",
)  # fmt: skip
DID = (
    "will open", "has repaired", "showed visitors", "wants to sell", "counted", "painted", "found",
    "is looking for", "gave away", "has measured",
)  # fmt: skip
WHAT = (
    "the oldest boat in the county", "nine hundred loaves of rye bread",
    "a map that nobody had known of", "the clock above the market hall",
    "two nests under the roof of the station", "a letter from the last miller",
    "the goal posts at the lower field", "eleven kinds of apples",
    "the lamp at the end of the pier", "a bench with a view of the sea", "the bell of the chapel",
    "a box of glass negatives", "the stone steps to the water", "some of the tallest sunflowers",
    "a stuffed heron without a beak", "the keys to the boathouse", "forty pairs of skates",
    "a song about the flood",
)  # fmt: skip
WHY = (
    "because the old one had been lost in a storm", "although the weather was against it",
    "so that children could see it for themselves", "before the first frost came to the valley",
    "after a winter that seemed to have no end", "while the rest of the town was asleep",
    "and nobody had asked for it", "in the hope that others would follow",
    "as soon as the road was open again", "for less than the price of a bicycle",
    "with the help of three neighbours and a horse", "until it was too dark to go on",
    "without saying a word to the mayor", "since there was no room left in the attic",
    "between two showers on Saturday", "when the swallows had gone south",
    "as her grandmother had done before her", "under the eyes of a patient dog",
)  # fmt: skip
HEADLINES = (
    "Ferry to run all winter after repairs", "Bakers count their loaves before the fair",
    "Library opens its cellar for one night", "A quiet year for the swallows of the mill",
    "Choir finds a lost song in the attic", "Goalkeeper hangs up his gloves at forty",
    "Old clock strikes again after nine years", "Orchard walk draws hundreds despite rain",
    "Teacher writes the story of the pier", "New bench for the lower field at last",
    "Storm takes the roof off the boathouse", "Market hall to close for the summer",
    "Two nests stop work at the station", "Miller’s letter turns up in a drawer",
)  # fmt: skip
SECTIONS = (
    "Home", "News", "Sport", "Business", "Opinion", "Culture", "Weather", "Video", "Photos",
    "Travel", "Health", "Education", "Jobs", "Archive",
)  # fmt: skip
FOOTER = (
    "About us", "Contact us", "Privacy Policy", "Terms of Use", "Advertise with us", "Follow us",
    "Newsletter", "All rights reserved.",
)  # fmt: skip
STAMPS = {
    "date 2019-06-03": "2019-06-03",
    "Monday, 3 June 2019": "2019-06-03",
    "June 3, 2019": "2019-06-03",
    "2019-06-03": "2019-06-03",
    "Published: 3 June 2019": "2019-06-03",
}
NOISE = {
    "a high -level visit to the mill": "a high-level visit to the mill",
    "the first -hand report of the night": "the first-hand report of the night",
    "the Under-Under-Under-Under-Secretary of the fair": "the Under-Secretary of the fair",
    "the Office for Office for Lost Boats": "the Office for Lost Boats",
}


class Page(NamedTuple):
    """A page, what must come out of it, and the names of the parts that it was built from."""

    text: str
    clean: str
    parts: tuple[str, ...]


@st.composite
def sentences(draw):
    """Eighteen sentences, none like another."""
    who, did = draw(st.permutations(WHO)), draw(st.permutations(DID))
    what, why = draw(st.permutations(WHAT)), draw(st.permutations(WHY))
    return [
        f"{who[at % len(who)]} {did[at // 2 % len(did)]} {what[at]} {why[at]}." for at in range(len(what))
    ]


@st.composite
def built_pages(draw, parts=("stamp", "menu", "captions", "noise", "teasers", "footer")):
    """A page with some of the parts planted."""
    chosen = tuple(part for part in parts if draw(st.booleans()))
    lead, *told = draw(sentences())
    body = [" ".join(told[at : at + 3]) for at in range(0, draw(st.integers(9, 17)), 3)]
    dirty = list(body)
    text, clean = [], []
    if "menu" in chosen:
        text += [*draw(st.lists(st.sampled_from(SECTIONS), min_size=6, max_size=12, unique=True)), ""]
    headline, *teasers = draw(st.permutations(HEADLINES))
    text += [headline, ""]
    clean += [headline, ""]
    if "stamp" in chosen:
        stamp, iso = draw(st.sampled_from(sorted(STAMPS.items())))
        text += [stamp, ""]
        clean = [f"date: {iso}", "", *clean]
    if "noise" in chosen:
        noisy, mended = draw(st.sampled_from(sorted(NOISE.items())))
        # A repeat is mended in a text with other signs of translation.
        dirty[1] = f"{dirty[1]} It was {noisy}. A high -level, first -class and on -site team was there."
        body[1] = f"{body[1]} It was {mended}. A high-level, first-class and on-site team was there."
    if "captions" in chosen:
        caption = f"{lead[:-1]}, June 2, 2019. [Photo/Mill Lane Gazette]"
        place = draw(st.integers(0, len(body)))
        body.insert(place, caption)
        dirty.insert(place, caption)
        dirty += [caption] * draw(st.integers(1, 3))
    for paragraph in dirty:
        text += [paragraph, ""]
    for paragraph in body:
        clean += [paragraph, ""]
    if "teasers" in chosen:
        teasers = teasers[: draw(st.integers(8, 12))]
        form = draw(st.sampled_from((str, str.title)))  # without a heading such a list may be the text's own
        text += ["", "Related articles", "", *map(form, teasers)]
    if "footer" in chosen:
        text += ["", *FOOTER[: draw(st.integers(4, len(FOOTER)))], "© 2019 The Mill Lane Gazette"]
    return Page("\n".join(text).rstrip("\n") + "\n", "\n".join(clean).rstrip("\n") + "\n", chosen)
