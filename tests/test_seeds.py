"""The five seeds come out clean: every change that is due is made, and no other."""

import re
from pathlib import Path

import pytest

from seedclean import clean, revert

SEEDS = {path.name[:3]: path for path in sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))}


@pytest.fixture(scope="module")
def seeds():
    return {number: path.read_bytes().decode("utf-8") for number, path in SEEDS.items()}


@pytest.fixture(scope="module")
def cleaned(seeds):
    return {number: clean(text).text for number, text in seeds.items()}


def lines_of(text):
    return [line.strip() for line in text.split("\n") if line.strip()]


def test_there_are_five():
    assert sorted(SEEDS) == ["000", "001", "002", "003", "004"]


@pytest.mark.parametrize("number", SEEDS)
def test_undoing_gives_the_seed(seeds, number):
    assert revert(*clean(seeds[number])) == seeds[number]


@pytest.mark.parametrize("number", SEEDS)
def test_a_clean_seed_stays_as_it_is(cleaned, number):
    assert clean(cleaned[number]).edits == []


# Dates


@pytest.mark.parametrize(
    ("number", "beginning"),
    [
        ("000", "date: 2025-04-30\n\nChinese President Xi Jinping, also secretary general"),
        ("001", "date: 2025-04-29T16:04:00+08:00\n\n"),
        ("002", "date: 2025-05-01\n\nAt the end of April 2025, Chinese President"),
        ("003", "date: 2025-04-30\n\nChinese President Xi Jinping put his personal imprimatur"),
        ("004", "China’s President Xi Jinping has called for"),
    ],
)
def test_the_date_stands_above_the_first_sentence(cleaned, number, beginning):
    assert cleaned[number].startswith(beginning)


def test_a_page_without_a_date_gets_none(seeds):
    assert clean(seeds["004"]).date is None


def test_byline_stamps_are_gone(cleaned):
    assert "UTC+8" not in cleaned["001"]
    assert not [line for line in lines_of(cleaned["001"])[1:] if "2025-04-29" in line]


@pytest.mark.parametrize(
    ("number", "prose"),
    [
        ("000", "more than 100 companies in Shanghai, East China, April 29, 2025."),
        ("000", "China is, on April 29, 2025."),
        ("000", "by 2025, including measures"),
        ("002", "At the end of April 2025,"),
        ("002", "During the Politburo study session of April 25,"),
        ("003", "unveiled to promote the industry"),
        ("003", "substantial revenue growth in 2025"),
        ("004", "following OpenAI’s ChatGPT success in 2022"),
    ],
)
def test_dates_in_prose_stand(cleaned, number, prose):
    assert prose in cleaned[number]


# The page dump

STORY = [
    "Xi inspects AI industry in Shanghai, calling for its development",
    "Chinese President Xi Jinping on Tuesday visited an AI incubator in Shanghai, calling on the city to "
    "take the lead in AI development and governance.",
]
STORY_BEGINNINGS = (
    "The inspection trip came four days after China's leadership",
    '"AI technology is evolving rapidly and entering a phase',
    "During the group study session last Friday,",
    "The Party Central Committee attaches great importance",
    "In the incubator, Xi joined a salon",
    '"AI is a nascent industry,',
    "He then walked into an AI product experience store,",
)
MAY_STAY = {"Xinhua", "Chinese President Xi Jinping on Tuesday visited an AI incubator in Shanghai."}


def body_of_the_dump(seeds):
    return [line for line in lines_of(seeds["001"]) if line.startswith(STORY_BEGINNINGS)]


def test_the_story_stands_once_and_whole(seeds, cleaned):
    body = body_of_the_dump(seeds)
    assert len(body) == 7
    left = lines_of(cleaned["001"])
    assert {line: left.count(line) for line in (*STORY, *body)} == dict.fromkeys((*STORY, *body), 1)


def test_the_story_stands_in_its_order(seeds, cleaned):
    story = [*STORY, *body_of_the_dump(seeds)]
    assert [line for line in lines_of(cleaned["001"]) if line in story] == story


def test_nothing_but_the_story_is_left(seeds, cleaned):
    left = set(lines_of(cleaned["001"])[1:])
    assert left - {*STORY, *body_of_the_dump(seeds)} <= MAY_STAY


@pytest.mark.parametrize(
    "noise",
    [
        *(
            "In Focus",
            "Opinion",
            "Regions",
            "Special",
            "Business Metro Nation World Sport",
            "Nation",
            "Baoshan",
        ),
        *("Suzhou", "Community", "Shanghai Daily PDF", "Subscribe", "Archive", "APP Download", "Follow us"),
        *("Source:", "Editor:", "Wang", "Special Reports", "Newsletter", "Thank you for subscription (5s)"),
        *("About us", "Contact us", "Feedback", "Privacy Policy", "Terms of Use", "Copyright", "Hotline"),
        *("沪ICP", "互联网新闻信息服务", "网络视听许可证", "广播电视节目制作", "增值电信业务", "沪公网安备"),
    ],
)
def test_what_surrounds_the_story_is_gone(seeds, cleaned, noise):
    assert noise in seeds["001"]
    assert noise not in cleaned["001"]


# The related headlines


def test_the_related_headlines_are_gone_and_the_body_is_whole(seeds, cleaned):
    body, _, headlines = seeds["004"].partition("\n\n\n")
    assert len(lines_of(headlines)) == 17
    assert cleaned["004"] == body + "\n"


# The captions


@pytest.mark.parametrize(
    "caption",
    [
        "visits the Shanghai Foundation Model Innovation Center, a large model incubator which houses",
        "engages in discussions with young innovators in a fair",
        "visits a product store of AI products to the Shanghai Foundation Model Innovation Center",
    ],
)
def test_each_caption_stands_once(seeds, cleaned, caption):
    assert caption in seeds["000"]
    assert cleaned["000"].count(caption) == 1


def test_the_body_around_the_captions_is_whole(seeds, cleaned):
    body = [line for line in lines_of(seeds["000"]) if "[Photo/Xinhua]" not in line]
    assert len(body) == 19
    left = [unmarked(line) for line in lines_of(cleaned["000"])[1:] if "[Photo/Xinhua]" not in line]
    assert left == [unmarked(line) for line in body]


# Translation noise


def unmarked(text):
    """The text without what the repairs are about, to compare all the rest."""
    for twice in ("Political Bureau ", "Institute for ", "Vice-Vice-", "Vice-"):
        text = text.replace(twice * 2, twice)
    text = re.sub(r"(?<=\w) -(?=\w)", "-", text)
    text = re.sub(r"\bX[Ii]\b(?:['’]?[sS]\b['’]?s?)?|\bX[Ii][sS]\b(?:['’]s?)?", "Xi", text)
    return re.sub(r"\b(China|Shanghai)['’]?s\b", r"\1s", text)


@pytest.mark.parametrize(
    ("number", "dirty", "mended"),
    [
        ("000", "XI XI made an inspection trip", " Xi made an inspection trip"),
        ("000", "Political Bureau Political Bureau Committee", "CPC Central Political Bureau Committee"),
        ("000", "Vice-Vice-Vice-Vice-Governance", "Deputy Vice-Governance of the"),
        ("000", "Institute for Institute for", "the Institute for International Governance"),
        ("000", "high -level design", "high-level design"),
        ("000", "first -hand experience", "first-hand experience"),
        ("000", "five -year plan", "five-year plan"),
        ("000", "XI called", "Xi called a step ahead"),
        ("000", "XI stressed", "Xi stressed that AI"),
        ("000", "XI joined", "Xi joined a fair"),
        ("000", "XI exhorted", "Xi exhorted Shanghai"),
        ("002", "high -level visit", "high-level visit"),
        ("002", "self -sufficiency", "self-sufficiency"),
        ("002", "on -board", "on-board AI"),
        ("002", "XI visited", "Xi visited the artificial"),
        ("002", "XI has recognized", "Xi has recognized"),
        ("002", "XI underlined", "Xi underlined the need"),
        ("002", "XI described", "Xi described AI"),
        ("002", "Xis Choice", "Xi's Choice"),
        ("002", "XIS decision", "Xi's decision"),
        ("002", "XIS remarks on", "Xi's remarks on AI"),
        ("002", "XIS remarks are", "Xi's remarks are not only"),
        ("002", "Shanghais symbolism", "Shanghai's symbolism"),
        ("002", "Chinas AI industry", "China's AI industry"),
        ("002", "Chinas ecosystem", "China's ecosystem"),
        ("002", "XIS timing", "Xi's timing"),
        ("002", "XIS's speech", "Xi's speech highlighted"),
        ("002", "Xis' speech", "Xi's speech, symbolizing"),
    ],
)
def test_translation_noise_is_mended(seeds, cleaned, number, dirty, mended):
    assert dirty in seeds[number]
    assert dirty not in cleaned[number]
    assert mended in cleaned[number]


def test_all_other_prose_of_the_essay_stays(seeds, cleaned):
    body = seeds["002"].removeprefix(" date 2025-05-01 ")
    assert lines_of(unmarked(cleaned["002"]))[1:] == lines_of(unmarked(body))


@pytest.mark.parametrize(
    "prose",
    [
        "more than 400 billion RMB (~ 55 billion dollars) by 2025",
        "high-end fleas",
        "the technological ambitions of Chinas,",
        "the geopolitical signals of Shanghaicoverring",
        "1. Shanghai's symbolism: technological power and political showcase The ",
    ],
)
def test_what_has_no_safe_repair_stays(cleaned, prose):
    assert prose in cleaned["002"]


def test_of_the_clean_article_only_the_header_changes(seeds, cleaned):
    body = seeds["003"].removeprefix(" date 2025-04-30 ")
    assert cleaned["003"].rstrip() == "date: 2025-04-30\n\n" + body.rstrip()
