"""Documents of one line: what a notice takes with it, which is nothing."""

import random

import pytest

from seedclean import clean

PROSE = {
    "en": (
        "the river {} rose by two metres in the night",
        "nobody in the village {} slept before the water fell",
        "we measured the flow at the old mill {} every hour",
        "the teacher told the children of {} to bring their boots",
        "the cost of the bridge at {} was higher than planned",
    ),
    "de": (
        "der Fluss bei {} stieg in der Nacht um zwei Meter",
        "niemand im Dorf {} schlief, bevor das Wasser fiel",
        "wir maßen den Abfluss an der alten Mühle {} jede Stunde",
        "die Lehrerin bat die Kinder von {}, ihre Stiefel mitzubringen",
    ),
    "fr": (
        "la rivière de {} est montée de deux mètres dans la nuit",
        "personne au village de {} n'a dormi avant la baisse des eaux",
        "nous avons mesuré le débit au vieux moulin de {} chaque heure",
    ),
    "es": (
        "el río de {} subió dos metros durante la noche",
        "nadie en el pueblo de {} durmió antes de que bajara el agua",
        "medimos el caudal junto al viejo molino de {} cada hora",
    ),
    "it": (
        "il fiume di {} è salito di due metri nella notte",
        "nessuno nel paese di {} ha dormito prima che l'acqua calasse",
    ),
    "ru": (
        "река у деревни {} поднялась за ночь на два метра",
        "никто в деревне {} не спал, пока вода не спала",
    ),
}
PLACES = (
    "Anhalt",
    "Birk",
    "Corvo",
    "Dornau",
    "Estrel",
    "Farn",
    "Galt",
    "Hove",
    "Ilm",
    "Jura",
    "Kell",
    "Lorn",
)
NOTICES = (
    "© 2019 Mill Press. All rights reserved.",
    "Copyright 2021 Riverside Media Ltd.",
    "We use cookies to improve your experience on our website.",
    "This site uses cookies. By continuing to use it, you agree to their use.",
    "Sign up for our weekly newsletter.",
    "Already have an account? Log in",
    "Follow us on Facebook and Instagram.",
    "Download our app for iOS and Android.",
    "Share this article on Facebook",
    "Read more »",
    "Alle Rechte vorbehalten.",
    "Abonnez-vous à notre newsletter !",
)


def texts():
    """240 pairs of prose of up to four sentences and a notice, and whether the notice comes first."""
    chance = random.Random(11)
    pools = {
        language: [said.format(one + two.lower()) for said in sentences for one in PLACES for two in PLACES]
        for language, sentences in PROSE.items()
    }
    for pool in pools.values():
        chance.shuffle(pool)
    for number in range(240):
        pool = chance.choice(list(pools.values()))
        said = [pool.pop() for _ in range(chance.randint(1, 4))]
        prose = " ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in said)
        yield prose, NOTICES[number % len(NOTICES)], number % 5 == 4


def test_prose_beside_a_notice_survives_and_most_notices_go():
    gone = 0
    for prose, notice, comes_first in texts():
        cleaned = clean(f"{notice} {prose}" if comes_first else f"{prose} {notice}").text
        assert prose in cleaned
        gone += cleaned.strip() == prose
    assert gone >= 0.7 * 240


def test_the_same_lines_as_one_document_keep_their_prose():
    pairs = list(texts())
    cleaned = clean(
        "\n".join(f"{notice} {prose}" if first else f"{prose} {notice}" for prose, notice, first in pairs)
    ).text
    lost = {prose for prose, _, _ in pairs if prose not in cleaned}
    assert not lost


@pytest.mark.parametrize(
    "sentence",
    [
        "All rights reserved is a phrase that has had no effect for decades.",
        "The song was printed with all rights reserved by three publishers.",
        "Copyright begins when a work is made.",
        "Cookies help a shop to remember what its visitors put into their baskets.",
        "To use the press, sign up at the desk, pay the fee and read the rules.",
        "The newsletter of the museum appears four times a year.",
        "Create an account on the server, copy the key and restart it.",
        "Wer den Newsletter abonniert, bekommt vom Museum ein Plakat geschenkt.",
        "Nous utilisons des cookies que nous écrasons avec le beurre.",
        "“We use cookies on our website,” the manager told the court.",
    ],
)
def test_a_sentence_about_notices_is_none(sentence):
    assert clean(f"The council met on Monday. {sentence}").text == f"The council met on Monday. {sentence}"
    assert clean(sentence).text == sentence
