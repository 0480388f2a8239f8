"""Date headers: what a line says, in many languages, and what a document's header is."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seedclean import Document, clean, find_date, parse_date_header, select
from seedclean.cleaners.dates.calendars import PERSIAN_MONTHS
from seedclean.cleaners.dates.canonical import canonical_date
from seedclean.cleaners.dates.main_text import body, weight
from seedclean.cleaners.dates.names import ZEROS, languages, names
from seedclean.cleaners.dates.prefilter import places, places_in
from seedclean.cleaners.dates.zones import offset_of

DAY = date(2019, 6, 3)
AFTERNOON = datetime(2019, 6, 3, 16, 4)
DATES = select("dates")


def at(hours):
    return AFTERNOON.replace(tzinfo=timezone(timedelta(hours=hours)))


@pytest.mark.parametrize(
    "line",
    [
        "2019-06-03",
        "2019/06/03",
        "2019.06.03.",
        "2019. 6. 3.",
        "2019-6-3",
        "3.6.2019",
        "03. 06. 2019",
        "Monday, 3/6/2019",
        "3 June 2019",
        "3rd June, 2019",
        "3rd of June 2019",
        "Monday 3 June '19",
        "June 3, 2019",
        "Jun. 3rd 2019",
        "Mon, Jun 3, 2019",
        "3-Jun-19",
        "3/Jun/2019",
        "date 2019-06-03",
        '"datePublished":"2019-06-03"',
        "By Ada Miller on 3 June 2019",
        "3 June 2019 | 12 comments",
        "Published: 3 June 2019 - 4 min read",
        "lundi 3 juin 2019",
        "le 3 juin 2019",
        "Montag, 3. Juni 2019",
        "lunes, 3 de junio de 2019",
        "segunda-feira, 3 de junho de 2019",
        "lunedì 3 giugno 2019",
        "maandag 3 juni 2019",
        "mandag den 3. juni 2019",
        "maanantaina 3. kesäkuuta 2019",
        "poniedziałek, 3 czerwca 2019",
        "pondělí 3. června 2019",
        "3. lipnja 2019.",
        "2019. június 3.",
        "2019 m. birželio 3 d.",
        "2019. gada 3. jūnijs",
        "3 Haziran 2019 Pazartesi",
        "понедельник, 3 июня 2019 г.",
        "3 червня 2019",
        "Δευτέρα 3 Ιουνίου 2019",
        "יום שני, 3 ביוני 2019",
        "الاثنين، 3 يونيو 2019",
        "٣ يونيو ٢٠١٩",
        "۳ ژوئن ۲۰۱۹",
        "دوشنبه ۱۳ خرداد ۱۳۹۸",
        "۱۳۹۸/۰۳/۱۳",
        "Publié le 3/6/2019",
        "3 जून 2019",
        "३ जून २०१९",
        "৩ জুন ২০১৯",
        "3 มิถุนายน 2562",
        "ngày 3 tháng 6 năm 2019",
        "Senin, 3 Juni 2019",
        "Jumatatu 3 Juni 2019",
        "2019年6月3日",
        "2019年6月3日（月）",
        "２０１９年６月３日",
        "二〇一九年六月三日",
        "令和元年6月3日",
        "民國108年6月3日",
        "2019년 6월 3일 월요일",
        "3 Juny 2019",
        "2019ko ekainaren 3a",
        "3 Mehefin 2019",
        "3 Հունիսի, 2019",
        "3 ივნისი 2019",
        "3 حزيران/يونيو 2019",
        "Thứ Hai, 03/06/2019",
        "thứ 2, 03/06/2019",
        "2019 оны 6 сарын 3",
        "2019 йил 3 июнь",
        "2019 жылғы 3 маусым",
        "ថ្ងៃទី 3 ខែមិថុនា ឆ្នាំ 2019",
        "Issue of 3 June 2019",
        "3 June 2019 04:12 min",
        "วันจันทร์ที่ 3 มิถุนายน พ.ศ. 2562",
    ],
)
def test_a_line_that_says_the_day(line):
    assert parse_date_header(line) == DAY


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("2019-06-03T16:04", AFTERNOON),
        ("2019-06-03 16:04:30", AFTERNOON.replace(second=30)),
        ("2019-06-03T16:04:00Z", at(0)),
        ("2019-06-03T16:04:00+02:00", at(2)),
        ("Mon, 03 Jun 2019 16:04:00 -0500", at(-5)),
        ("Mon Jun 03 16:04:00 2019", AFTERNOON),
        ("16:04 UTC+8, 2019-06-03       0", at(8)),
        ("June 3, 2019 at 4:04 p.m.", AFTERNOON),
        ("June 3, 2019 4:04pm EDT", at(-4)),
        ("June 3, 2019 4:04 PM ET", at(-4)),
        ("4:04 pm PDT, Monday, June 3, 2019", at(-7)),
        ("3 June 2019, 16:04 BST", at(1)),
        ("3 June 2019, 16:04 GMT", at(0)),
        ("June 3, 2019 4:04 PM GMT+2", at(2)),
        ("3 June 2019, 16:04 IST", AFTERNOON),
        ("3 June 2019, 16:04 CST", AFTERNOON),
        ("3 June 2019, 16:04 CET", AFTERNOON),  # in June it would be CEST
        ("Jun 3 20194:04 PM", AFTERNOON),
        ("16:04, 3 Jun 2019", AFTERNOON),
        ("Published 3 June 2019 16:04 Updated 4 June 2019 09:00", AFTERNOON),
        ("3 juin 2019 à 16h04", AFTERNOON),
        ("Stand: 03.06.2019 16:04 Uhr", AFTERNOON),
        ("3. Juni 2019 um 16.04 Uhr MESZ", at(2)),
        ("3 de junio de 2019 a las 16:04hrs.", AFTERNOON),
        ("Publicado em 03/06/2019 16h04", AFTERNOON),
        ("3/6/2019 16h04", AFTERNOON),
        ("6/3/2019 4:04 PM ET", at(-4)),
        ("Mon 3 Jun 2019 16.04 BSTLast modified on Tue 4 Jun 2019 09.00 BST", at(1)),
        ("lunedì 3 giugno 2019, ore 16.04", AFTERNOON),
        ("mandag 3. juni 2019 kl. 16.04", AFTERNOON),
        ("3.6.2019 klo 16.04", AFTERNOON),
        ("3 czerwca 2019, godz. 16:04", AFTERNOON),
        ("3 Haziran 2019 saat 16:04", AFTERNOON),
        ("3 июня 2019 г., 16:04", AFTERNOON),
        ("3 Ιουνίου 2019 4:04 μμ", AFTERNOON),
        ("الاثنين، 3 يونيو 2019 04:04 م", AFTERNOON),
        ("Senin, 3 Juni 2019 16:04 WIB", at(7)),
        ("发布时间：2019-06-03 16:04", AFTERNOON),
        ("2019年6月3日 下午4:04", AFTERNOON),
        ("2019年6月3日（月） 16時04分", AFTERNOON),
        ("2019년 6월 3일 오후 4:04", AFTERNOON),
        ("Mon Jun 3 16:04:00 2019 +0200", at(2)),
        ("3 июня 2019 года, понедельник, 16:04", AFTERNOON),
        ("วันจันทร์ที่ 3 มิถุนายน 2562 เวลา 16.04 น.", AFTERNOON),
        ("3 de juny de 2019 a les 16:04 h", AFTERNOON),
        ("3 јуни 2019 во 16:04", AFTERNOON),
        ("3 जून 2019 रोजी 16:04", AFTERNOON),
        ("更新：2019/06/05 18:30 公開：2019/06/03 16:04", AFTERNOON),
        ("Publié sur 3/6/2019 à 16h04", AFTERNOON),
        ("June 3, 2019 12:30 am", datetime(2019, 6, 3, 0, 30)),
        ("June 3, 2019 12:30 pm", datetime(2019, 6, 3, 12, 30)),
        ("20190603T160400Z", at(0)),
        ("20190603T160400+0200", at(2)),
        ("Mon Jun 3 16:04:00 UTC 2019", at(0)),
        ("Mon Jun 3 16:04:00 +0200 2019", at(2)),
        ("3 июня 2019, 16:04 МСК", at(3)),
        ("3 чэрвеня 2019 у 16 гадзін 4 хвіліны", AFTERNOON),
        ("pon 3. čer 2019 16:04", AFTERNOON),
        ("۱۳۹۸/۰۳/۱۳ ۱۶:۰۴", AFTERNOON),
        ("3 يونيو 2019 4:04 مساءً", AFTERNOON),
    ],
)
def test_a_line_that_says_the_time(line, moment):
    read = parse_date_header(line)
    assert (read, getattr(read, "tzinfo", None)) == (moment, moment and moment.tzinfo)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "3/4/2019",
        "04-03-2019 11:20",
        "June 2019",
        "3 June",
        "2019",
        "yesterday",
        "3 hours ago",
        "16:04",
        "4 min read",
        "31 June 2019",
        "2019-02-30",
        "0000-00-00 00:00:00",
        "The council met on Monday, 3 June 2019, and decided nothing.",
        "OSLO, June 3, 2019 (NTB) -",
        "Copyright 3 June 2019",
        "© 2019-06-03 The Harbour Museum",
        "Valid until 3 June 2019",
        "When: 3 June 2019, 19:30",
        "3 June 2019 to 9 June 2019",
        "ISBN 978-3-16-148410-0",
        "192.168.10.12",
        "1.2.2019.4",
        "Version 10.4.2019",
        "§ 10.4.2019",
        "$20.19.06",
        "Tel. 04.29.20.25.16",
        "1-800-2019-603",
        "/2019/06/03/bread/",
        "Flight HM2019",
        "pp. 2019-2025",
        "3-2 (2-1)",
        "20190603",
        "١٤٤٥/١١/٣٠",
        "1445/11/30",
        "x" * 5000 + " 3 June 2019",
    ],
)
def test_a_line_that_says_no_date(line):
    assert parse_date_header(line) is None


@pytest.mark.parametrize(
    ("line", "language", "day"),
    [
        ("3/4/2019", "fr", date(2019, 4, 3)),
        ("3/4/2019", "en", None),
        ("13/4/2019", "en", date(2019, 4, 13)),
        ("4/13/2019", None, date(2019, 4, 13)),
        ("3 listopada 2019", "hr", date(2019, 10, 3)),
        ("3 listopada 2019", "pl", date(2019, 11, 3)),
        ("3. srp 2019", None, None),
        ("3. srp 2019", "cs", date(2019, 8, 3)),
    ],
)
def test_the_language_settles_what_a_line_leaves_open(line, language, day):
    assert parse_date_header(line, language) == day


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("date: 2019-06-03\n\nThe council met.\n", DAY),
        ("date: 2019-06-03", DAY),
        ("date: 2019-06-03T16:04:00+02:00\n\n", at(2)),
        ("date: 2019-13-03\n", None),
        ("date: 2019-06-03 The council met.", None),
        ("\ndate: 2019-06-03\n", None),
        ("The council met.\ndate: 2019-06-03\n", None),
    ],
)
def test_the_canonical_line_is_the_first_and_whole(text, value):
    assert canonical_date(text) == value


def test_offsets_follow_the_season():
    assert [offset_of(zone, DAY) for zone in ("cest", "cet", "edt", "est", "et", "aest", "aedt", "ist")] == [
        120, None, -240, None, -240, 600, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "language", "moment"),
    [
        ("3 June 2019, 16:04 IST", "hi", at(5.5)),
        ("3 June 2019, 16:04 IST", "en-IE", at(1)),
        ("3 June 2019, 16:04 IST", "en", AFTERNOON),
        ("2019-06-03 16:04 CST", "zh", at(8)),
        ("2019-06-03 16:04 CST", "en-US", AFTERNOON),  # in June it would be CDT
    ],
)
def test_the_language_settles_the_country_of_a_zone(line, language, moment):
    read = parse_date_header(line, language)
    assert (read, read.tzinfo) == (moment, moment.tzinfo)


@pytest.mark.parametrize(
    ("headline", "site", "stamp", "moment"),
    [
        ("Bridge in India closed", None, "3 June 2019, 16:04 IST", at(5.5)),
        ("Bridge in Ireland closed", None, "3 June 2019, 16:04 IST", at(1)),
        ("Bridge between India and Ireland closed", None, "3 June 2019, 16:04 IST", AFTERNOON),
        ("Bridge closed", "news.example.in", "3 June 2019, 16:04 IST", at(5.5)),
        ("Bridge closed", None, "3 June 2019, 16:04 IST", AFTERNOON),
        ("桥梁关闭", None, "2019-06-03 16:04 CST", at(8)),
        ("Bridge in China closed", None, "2019-06-03 16:04 CST", at(8)),
    ],
)
def test_the_text_or_its_site_settles_the_country_of_a_zone(headline, site, stamp, moment):
    found = find_date(Document(f"{headline}\n{stamp}\nThe council met.\n", site=site)).date
    assert (found, found.tzinfo) == (moment, moment.tzinfo)


def test_moscow_kept_the_time_of_summer_for_three_years():
    assert [offset_of("msk", date(year, 1, 3)) for year in (2010, 2012, 2014, 2015)] == [180, 240, 240, 180]


@given(st.dates(date(1990, 1, 1), date(2069, 12, 31)), st.sampled_from(languages()), st.data())
def test_a_date_written_in_any_language_is_read_back(day, language, data):
    months = [name for name in names(language, "months")[day.month - 1] if name not in PERSIAN_MONTHS.split()]
    month = data.draw(st.sampled_from(months))
    style = data.draw(
        st.sampled_from(["{d} {m} {y}", "{d}. {m} {y}", "{m} {d}, {y}", "{y} {m} {d}", "{d} {m}, {y} 16:04"])
    )
    line = style.format(d=day.day, m=month, y=day.year)
    read = parse_date_header(line, language)
    assert read is not None, line
    assert read.isoformat()[:10] == day.isoformat()


@given(st.dates(date(1990, 1, 1), date(2069, 12, 31)), st.times(), st.integers(-11, 13))
def test_a_canonical_value_is_read_back(day, clock, hours):
    moment = datetime.combine(day, clock.replace(microsecond=0), timezone(timedelta(hours=hours)))
    assert parse_date_header(day.isoformat()) == day
    assert parse_date_header(moment.isoformat()) == moment
    assert canonical_date(f"date: {moment.isoformat()}\n\nThe council met.\n") == moment


@pytest.mark.parametrize(
    ("text", "date", "raw", "confidence"),
    [
        ("Home\nPublished 3 June 2019\nThe council met.", DAY, "Published 3 June 2019", 0.99),
        (
            "Published 3 June 2019\r\n16:04 Uhr\r\nThe council.",
            AFTERNOON,
            "Published 3 June 2019\r\n16:04 Uhr",
            0.99,
        ),
        ("date: 2019-06-03\n\nThe council met.", DAY, "date: 2019-06-03", 1.0),
    ],
)
def test_a_date_is_found_without_changing_the_text(text, date, raw, confidence):
    found = find_date(text)
    assert (found.date, found.raw, found.confidence) == (date, raw, confidence)
    assert text.startswith(raw, found.start)
    assert clean(text, []).date == date


def test_a_rival_makes_a_date_less_sure():
    story = "The bridge is old, and nobody in the town wants to pay for a new one. " * 3
    found = find_date(f"Home\n9 May 2018\nNews\n3 June 2019 16:04\nThe council met.\n{story}\n")
    assert (found.date, found.confidence) == (AFTERNOON, 0.93)


@pytest.mark.parametrize("text", ["", "The council met on 3 June 2019.", "3/4/2019\nThe council met."])
def test_no_date_is_found_where_none_can_be_told(text):
    assert find_date(text) is None
    assert clean(text, DATES).date is None
    assert clean(text, DATES).date_raw is None


@pytest.mark.parametrize(
    "stamp", ["3 June 2019", "Posted: 3 June 2019 at 16:04", "Monday, 3 June 2019\n16:04 Uhr"]
)
def test_the_stamp_is_kept_in_the_edits(stamp):
    page = f"Home\n{stamp}\nThe council met."
    assert clean(page, DATES).date_raw == find_date(page).raw == stamp


@given(st.text(st.characters(exclude_categories=["Cs", "Nd", "Nl", "No", "Lo"])))
def test_text_without_numbers_is_left_alone(text):
    assert clean(text, DATES).edits == []


@given(st.text(st.sampled_from("0123456789./-:, \n年月日三〇")))
def test_what_a_line_of_numbers_says_is_a_date_or_nothing(line):
    read = parse_date_header(line)
    assert read is None or isinstance(read, date)


PIECES = [
    *("0", "1", "2", "9", "12", "2019", "'", "-", "/", ".", ",", " ", "-Jun-", "-Mär-", "-abcdefghij-", "a"),
    *(
        "\n",
        "\r",
        "\x00",
        "\x1c",
        "\x85",
        "\xa0",
        "\u180e",
        "\u2009",
        "\u2019",
        "\u3000",
        "\ud800",
        "😀",
        "é",
    ),
    *("年", "平成", "二〇一九", *ZEROS),
    *("x" * 39, " " * 41, "\u3000" * 41, "漢" * 20, "é" * 81, "word " * 100),
]
FILLER = "\n" + "The council of the old town met on Monday to talk about the bridge. " * 20
"""Enough for the kernel to be asked."""


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.sampled_from(["", FILLER]))
@settings(deadline=None)
def test_a_text_is_looked_through_as_each_of_its_lines_is(text, filler):
    document = Document(text + filler)
    assert list(map(list, places_in(document))) == [list(places(line)) for line in document.lines]
    document.view(body)
    assert document.rows(weight) == list(map(weight, document.lines))


@pytest.mark.parametrize(
    "text",
    [
        "1" * 100_000,
        "1.1." * 50_000,
        "1\n" * 50_000,
        "2019 " * 50_000,
        "'19" * 30_000,
        "1-abc-" * 30_000,
        "年\n" * 2_000,
    ],
)
def test_long_texts_are_looked_through_as_their_lines_are(text):
    document = Document(text)
    assert list(map(list, places_in(document))) == [list(places(line)) for line in document.lines]


@given(st.lists(st.sampled_from([
    "Published: 3 June 2019", "3 June 2019 16:04", "Updated 4 June 2019", "2019-06-03", "1 May 2018 | 10:00",
    "The council met on 3 June 2019.", "", "0", "By Ada | 3 June 2019", "16:04",
    "date 2019-06-03 The council met.",
    "The council of the old town met on Monday to talk about the bridge. " * 3,
])))  # fmt: skip
def test_a_cleaned_text_is_at_rest(lines):
    once = clean("\n".join(lines), DATES).text
    assert clean(once, DATES).edits == []
    assert all(rule(Document(once)) == [] for rule in DATES)


@pytest.mark.parametrize(
    ("stamp", "moment"),
    [
        ("Publicerad: 3 juni 2019, 16:04 Uppdaterad: 4 juni 2019, 09:00", AFTERNOON),
        ("Ada Nowak, 3 czerwca 2019", DAY),
        ("Oluşturulma Tarihi: Haziran 03, 2019 16:04", AFTERNOON),
        ("अपडेटेड: 04 जून, 2019 09:00\nPublished: 03 जून, 2019 16:04", AFTERNOON),
        ("03 जून 2019, (अपडेटेड 04 जून 2019, 9:00 AM IST)", DAY),
        ("เผยแพร่: 3 มิ.ย. 2562 16:04   ปรับปรุง: 4 มิ.ย. 2562 09:00", AFTERNOON),
        ("등록 2019-06-03 오후 4:04\n수정 2019-06-04 오전 9:00", AFTERNOON),
        ("来源：古镇报 | 2019年06月03日 16:04", AFTERNOON),
        ("民國108年6月3日 週一 下午4:04", AFTERNOON),
        ("令和元年（2019年）6月3日", DAY),
        ("2019/6/3 16:04 (2019/6/4 9:00 更新)\n2019年6月3日", AFTERNOON),
        ("2019.06.03 Mon posted at 16:04 JST", at(9)),
        ("تاريخ النشر: 03.06.2019 | 16:04 GMT | آخر تحديث: 04.06.2019", at(0)),
        ("30 رمضان 1440 هـ - 3 يونيو 2019", DAY),
        ("تاریخ: ۱۳ خرداد ۱۳۹۸ - ۱۶:۰۴", AFTERNOON),
        ("פורסם בתאריך 03.06.2019 בשעה 16:04", AFTERNOON),
        ("3 Ιουν. 2019, 04:04 μ.μ.", AFTERNOON),
        ("16:04, 03.06.2019 • 312 просмотров", AFTERNOON),
        ("Porto - 03 jun 2019 - 16:04 CEST", at(2)),
        ("Ada, 03/06/2019, 16:04 WIB", at(7)),
        ("Submitted by ada on Mon, 06/03/2019 - 16:04", AFTERNOON),
        ("Posted in News on 3 June 2019 by Ada", DAY),
        ("Geschrieben von Ada am 3.6.2019 16:04 ( 1599 x gelesen )", AFTERNOON),
        ("Filed under: News — Ada @ 4:04 pm, June 3, 2019", AFTERNOON),
        ("Stand: 03.06.2019 | Lesedauer: 4 Minuten", DAY),
        ("Publié le 03/06/2019 à 16:04, mis à jour le 04/06/2019 à 09:00", AFTERNOON),
        ("03/06/2019 16h04 Atualizado 04/06/2019 09h00", AFTERNOON),
        ("3.6.2019 16:04 | Päivitetty 4.6.2019 9:00", AFTERNOON),
        ("প্রকাশ: ০৩ জুন ২০১৯, ১৬: ০৪", AFTERNOON),
        ("Thứ hai, 3/6/2019, 16:04 GMT+7", at(7)),
    ],
)
def test_the_header_of_a_page_is_found_in_many_languages(stamp, moment):
    story = "The council met on Monday to talk about the bridge, which nobody wants to pay for. " * 3
    found = find_date(f"Home\nNews\nSport\nBridge to be closed\n{stamp}\n{story}\n").date
    assert (found, getattr(found, "tzinfo", None)) == (moment, getattr(moment, "tzinfo", None))


@given(st.integers(1, 60))
def test_the_header_is_found_below_a_menu_of_any_length(items):
    menu = "".join(f"Item {n}\n" for n in range(items))
    body = (
        "The council of the old town met on Monday to talk about the bridge, which nobody wants to pay for. "
        * 3
    )
    cleaned = clean(f"{menu}Bridge to be closed\nMonday, 3 June 2019, 16:04\n{body}\n", DATES)
    assert cleaned.date == AFTERNOON
    assert cleaned.text == f"date: 2019-06-03T16:04:00\n\n{menu}Bridge to be closed\n{body}\n"
