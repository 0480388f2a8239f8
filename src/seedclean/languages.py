"""Codes of languages: which there are, what else they are called, and which of them can be recognised."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from warnings import warn

from seedclean.third_party import list_languages

_LANGUAGES = """
aa aar afar|ab abk abkhazian|ae ave avestan|af afr afrikaans|ak aka akan|am amh amharic|an arg aragonese
ar ara arabic|as asm assamese|av ava avaric|ay aym aymara|az aze azerbaijani|ba bak bashkir
be bel belarusian|bg bul bulgarian|bi bis bislama|bm bam bambara|bn ben bengali bangla|bo bod tib tibetan
br bre breton|bs bos bosnian|ca cat catalan valencian|ce che chechen|ch cha chamorro|co cos corsican
cr cre cree|cs ces cze czech|cu chu church-slavonic|cv chv chuvash|cy cym wel welsh|da dan danish
de deu ger german deutsch|dv div dhivehi|dz dzo dzongkha|ee ewe|el ell gre greek|en eng english
eo epo esperanto|es spa spanish castilian español|et est estonian|eu eus baq basque
fa fas per pes persian farsi|ff ful fulah fula|fi fin finnish|fj fij fijian|fo fao faroese
fr fra fre french français|fy fry western-frisian frisian|ga gle irish|gd gla gaelic scottish-gaelic
gl glg galician|gn grn guarani|gu guj gujarati|gv glv manx|ha hau hausa|he heb iw hebrew|hi hin hindi
ho hmo hiri-motu|hr hrv croatian|ht hat haitian haitian-creole|hu hun hungarian|hy hye arm armenian
hz her herero|ia ina interlingua|id ind in indonesian|ie ile interlingue|ig ibo igbo|ii iii sichuan-yi
ik ipk inupiaq|io ido|is isl ice icelandic|it ita italian italiano|iu iku inuktitut|ja jpn japanese
jv jav jw javanese|ka kat geo georgian|kg kon kongo|ki kik kikuyu|kj kua kuanyama|kk kaz kazakh
kl kal kalaallisut greenlandic|km khm khmer|kn kan kannada|ko kor korean|kr kau kanuri|ks kas kashmiri
ku kur kurdish|kv kom komi|kw cor cornish|ky kir kirghiz kyrgyz|la lat latin|lb ltz luxembourgish
lg lug ganda|li lim limburgish|ln lin lingala|lo lao|lt lit lithuanian|lu lub luba-katanga|lv lav latvian
mg mlg malagasy|mh mah marshallese|mi mri mao maori|mk mkd mac macedonian|ml mal malayalam
mn mon mongolian|mr mar marathi|ms msa may malay|mt mlt maltese|my mya bur burmese|na nau nauru
nd nde north-ndebele|ne nep nepali|ng ndo ndonga|nl nld dut dutch flemish
no nor nb nob nn nno norwegian bokmål nynorsk|nr nbl south-ndebele|nv nav navajo|ny nya chichewa
oc oci occitan|oj oji ojibwa|om orm oromo|or ori odia oriya|os oss ossetian|pa pan punjabi panjabi
pi pli pali|pl pol polish|ps pus pashto|pt por portuguese português|qu que quechua|rm roh romansh
rn run rundi|ro ron rum mo romanian|ru rus russian|rw kin kinyarwanda|sa san sanskrit|sc srd sardinian
sd snd sindhi|se sme northern-sami|sg sag sango|si sin sinhala|sk slk slo slovak|sl slv slovenian slovene
sm smo samoan|sn sna shona|so som somali|sq sqi alb albanian|sr srp serbian|ss ssw swati
st sot southern-sotho|su sun sundanese|sv swe swedish|sw swa swh swahili|ta tam tamil|te tel telugu
tg tgk tajik|th tha thai|ti tir tigrinya|tk tuk turkmen|tl tgl fil tagalog filipino|tn tsn tswana
to ton tongan|tr tur turkish|ts tso tsonga|tt tat tatar|tw twi|ty tah tahitian|ug uig uighur uyghur
uk ukr ukrainian|ur urd urdu|uz uzb uzbek|ve ven venda|vi vie vietnamese|vo vol volapük|wa wln walloon
wo wol wolof|xh xho xhosa|yi yid ji yiddish|yo yor yoruba|za zha zhuang|zh zho chi cmn chinese mandarin
zu zul zulu|zh-cn zh-hans zh-sg zh-my simplified-chinese|zh-tw zh-hant zh-hk zh-mo traditional-chinese
ast asturian|ceb cebuano|haw hawaiian|lus mizo|nds low-german|yue cantonese
"""
"""ISO 639-1 and a few languages beside, separated by bars: the code, its other codes, its English names."""


def checked_languages(names: Iterable[str]) -> tuple[str, ...]:
    """The codes of languages, by whatever common name they are called.

    Case does not matter, nor a region: `EN`, `en-GB`, `eng` and `english` are
    all `en`. Of Chinese the script or the region says which way of writing
    is meant; `zh` is both.

    Args:
        names: Codes of ISO 639, with a region or without, or English names.

    Returns:
        The codes of ISO 639-1, each once, in their order.

    Raises:
        ValueError: Nothing is called so. With a wrong code every document
            would seem to be in another language.

    >>> checked_languages(["en-GB", "eng", "zh", "zh-Hant-HK", "German"])
    ('en', 'zh', 'zh-tw', 'de')
    """
    if isinstance(names, str):
        names = names.split(",")
    return tuple(dict.fromkeys(map(_code, names)))


def recognisable(names: Iterable[str]) -> tuple[str, ...]:
    """The wanted languages, where each can be recognised; none where one of them cannot.

    Of a text in a language that nobody recognises it cannot be said that it is
    in none of the wanted ones. So where such a language is wanted, all texts stay.

    >>> recognisable(["EN", "de"]), recognisable(["en", "eu"])
    (('en', 'de'), ())
    """
    codes = checked_languages(names)
    return codes if all(map(is_recognisable, codes)) else ()


@cache
def is_recognisable(code: str) -> bool:
    """Check whether `third_party.identify` can see that a text is in a language.

    Args:
        code: What `checked_languages` gave.

    >>> is_recognisable("en"), is_recognisable("zh"), is_recognisable("eu")
    (True, True, False)
    """
    return any(known.partition("-")[0] == code or known == code for known in list_languages())


def unrecognisable(codes: Iterable[str]) -> str:
    """Describe the wanted languages in which no text can be recognised; empty where all can be.

    >>> unrecognisable(["en", "eu"])
    "'eu' cannot be told from other languages, so no text is deleted for its language"
    """
    names = " and ".join(repr(code) for code in codes if not is_recognisable(code))
    return (
        f"{names} cannot be told from other languages, so no text is deleted for its language"
        if names
        else ""
    )


def warn_of_unrecognisable(codes: Iterable[str], *, level: int) -> None:
    """Warn of wanted languages in which no text can be recognised.

    Args:
        codes: What `checked_languages` gave.
        level: How many calls up the caller is who named the languages.
    """
    told = unrecognisable(codes)
    if told:
        warn(told, stacklevel=level + 1)


@cache
def _code(name: str) -> str:
    if not isinstance(name, str):
        raise TypeError(f"a language is named by a str, not {name!r}")
    wanted = "-".join(name.casefold().replace("_", "-").split())
    codes = _codes()
    parts = wanted.split("-")
    parts[0] = codes.get(parts[0], parts[0])
    for length in range(len(parts), 1, -1):
        found = codes.get("-".join(parts[:length]))
        if found is not None:
            return found
    # A subtag is a script, a region or a variant: anything longer or odder is a mistake.
    if wanted not in codes and not all(2 <= len(part) <= 8 and part.isalnum() for part in parts[1:]):
        raise _unknown(name)
    found = codes.get(wanted) or codes.get(parts[0])
    if found is None:
        raise _unknown(name)
    return found


def _unknown(name: str) -> ValueError:
    import difflib  # only an error needs it

    codes = _codes()
    near = difflib.get_close_matches(name.casefold(), codes, n=1, cutoff=0.4)
    known = ", ".join(sorted(code for code in set(codes.values()) if is_recognisable(code)))
    advice = f"did you mean {codes[near[0]]!r}?" if near else f"known languages: {known}"
    return ValueError(f"{name!r} is no language that is known; {advice}")


@cache
def _codes() -> dict[str, str]:
    """The code of each language by all that it is called."""
    lists = (language.split() for line in _LANGUAGES.split("\n") for language in line.split("|"))
    return {name: names[0] for names in lists for name in names}
