"""Sentences in many languages: who did what, where and when, none of them twice in a text."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

LANGUAGES = {
    "en": (
        "the baker|two fishermen|our neighbour|the old miller|a young teacher|the ferry captain"
        "|her grandmother",
        "painted the gate|carried the nets home|mended a broken clock|sold eleven baskets of pears"
        "|wrote a long letter|read the map aloud|counted the swallows",
        "behind the mill|near the harbour wall|in the upper village|on the way to church"
        "|under the stone bridge",
        "before the rain came|while the others slept|for the third time that year"
        "|without asking anybody|at dusk",
    ),
    "de": (
        "der Bäcker|unsere Nachbarin|ein junger Lehrer|die alte Müllerin|der Kapitän der Fähre"
        "|seine Großmutter",
        "strich das Tor an|trug die Netze nach Hause|besserte eine Uhr aus|schrieb einen langen Brief"
        "|zählte die Schwalben",
        "hinter der Mühle|neben der Hafenmauer|im oberen Dorf|auf dem Weg zur Kirche"
        "|unter der steinernen Brücke",
        "bevor der Regen kam|während die anderen schliefen|ohne jemanden zu fragen|in der Dämmerung",
    ),
    "fr": (
        "le boulanger|notre voisine|un jeune instituteur|la vieille meunière|le capitaine du bac"
        "|sa grand-mère",
        "a repeint la grille|a rapporté les filets|a réparé une horloge|a écrit une longue lettre"
        "|a compté les hirondelles",
        "derrière le moulin|près du mur du port|dans le haut du village|sur le chemin de l’église"
        "|sous le pont de pierre",
        "avant la pluie|pendant que les autres dormaient|sans rien demander à personne|à la tombée du jour",
    ),
    "es": (
        "el panadero|nuestra vecina|un joven maestro|la vieja molinera|el capitán del transbordador"
        "|su abuela",
        "pintó la verja|llevó las redes a casa|arregló un reloj|escribió una carta larga"
        "|contó las golondrinas",
        "detrás del molino|junto al muro del puerto|en la parte alta del pueblo|camino de la iglesia"
        "|bajo el puente",
        "antes de la lluvia|mientras los demás dormían|sin preguntar a nadie|al anochecer",
    ),
    "it": (
        "il fornaio|la nostra vicina|un giovane maestro|la vecchia mugnaia|il capitano del traghetto"
        "|sua nonna",
        "ha dipinto il cancello|ha portato a casa le reti|ha riparato un orologio|ha contato le rondini",
        "dietro il mulino|accanto al muro del porto|nella parte alta del paese|sotto il ponte di pietra",
        "prima della pioggia|mentre gli altri dormivano|senza chiedere a nessuno|al tramonto",
    ),
    "nl": (
        "de bakker|onze buurvrouw|een jonge meester|de oude molenaar|de kapitein van de veerboot"
        "|haar grootmoeder",
        "schilderde het hek|droeg de netten naar huis|herstelde een klok|schreef een lange brief"
        "|telde de zwaluwen",
        "achter de molen|bij de havenmuur|in het bovenste dorp|onder de stenen brug",
        "voor de regen kwam|terwijl de anderen sliepen|zonder het iemand te vragen|in de schemering",
    ),
    "pl": (
        "piekarz|nasza sąsiadka|młody nauczyciel|stary młynarz|kapitan promu|jej babcia",
        "malował bramę|naprawiał zegar|pisał długi list|liczył jaskółki|sprzedawał gruszki",
        "za młynem|przy murze portu|w górnej wsi|pod kamiennym mostem",
        "zanim spadł deszcz|kiedy inni spali|nie pytając nikogo|o zmierzchu",
    ),
    "ru": (
        "пекарь|наша соседка|молодой учитель|старый мельник|капитан парома|её бабушка",
        "красил ворота|нёс сети домой|чинил часы|писал длинное письмо|считал ласточек",
        "за мельницей|у стены порта|в верхней деревне|под каменным мостом",
        "до начала дождя|пока другие спали|никого не спросив|в сумерках",
    ),
    "el": (
        "ο φούρναρης|η γειτόνισσά μας|ένας νέος δάσκαλος|ο γέρος μυλωνάς|ο καπετάνιος του πλοίου",
        "έβαψε την πόρτα|έφερε τα δίχτυα στο σπίτι|έφτιαξε ένα ρολόι|έγραψε ένα μεγάλο γράμμα",
        "πίσω από τον μύλο|δίπλα στο λιμάνι|στο πάνω χωριό|κάτω από τη γέφυρα",
        "πριν από τη βροχή|ενώ οι άλλοι κοιμόνταν|χωρίς να ρωτήσει κανέναν|το σούρουπο",
    ),
    "tr": (
        "fırıncı|komşumuz|genç öğretmen|yaşlı değirmenci|feribotun kaptanı|büyükannesi",
        "kapıyı boyadı|ağları eve taşıdı|saati onardı|uzun bir mektup yazdı|kırlangıçları saydı",
        "değirmenin arkasında|liman duvarının yanında|yukarı köyde|taş köprünün altında",
        "yağmurdan önce|ötekiler uyurken|kimseye sormadan|akşam üzeri",
    ),
    "vi": (
        "người thợ bánh|bà hàng xóm|thầy giáo trẻ|ông chủ cối xay|thuyền trưởng phà",
        "sơn lại cánh cổng|mang lưới về nhà|sửa chiếc đồng hồ|viết một lá thư dài|đếm những con én",
        "sau cối xay|gần tường cảng|ở làng trên|dưới cây cầu đá",
        "trước cơn mưa|khi mọi người đang ngủ|mà không hỏi ai|lúc chạng vạng",
    ),
    "sw": (
        "mwokaji|jirani yetu|mwalimu kijana|mzee wa kinu|nahodha wa kivuko",
        "alipaka rangi lango|alibeba nyavu nyumbani|alitengeneza saa|aliandika barua ndefu",
        "nyuma ya kinu|karibu na ukuta wa bandari|katika kijiji cha juu|chini ya daraja la mawe",
        "kabla ya mvua|wengine wakiwa wamelala|bila kumwuliza mtu|jioni",
    ),
    "ar": (
        "الخباز|جارتنا|معلم شاب|الطحان العجوز|قبطان العبارة",
        "دهن البوابة|حمل الشباك إلى البيت|أصلح الساعة|كتب رسالة طويلة|عد السنونو",
        "خلف الطاحونة|قرب جدار الميناء|في القرية العليا|تحت الجسر الحجري",
        "قبل المطر|بينما كان الآخرون نائمين|دون أن يسأل أحدا|عند الغروب",
    ),
    "hi": (
        "बेकर ने|हमारी पड़ोसन ने|युवा शिक्षक ने|बूढ़े चक्कीवाले ने|नाव के कप्तान ने",
        "फाटक को रंगा|जाल घर पहुँचाए|घड़ी की मरम्मत की|एक लंबी चिट्ठी लिखी",
        "चक्की के पीछे|बंदरगाह की दीवार के पास|ऊपरी गाँव में|पत्थर के पुल के नीचे",
        "बारिश से पहले|जब बाकी सो रहे थे|बिना किसी से पूछे|शाम को",
    ),
    "zh": (
        "面包师|我们的邻居|年轻的老师|老磨坊主|渡船的船长|她的祖母",
        "粉刷了大门|把渔网扛回了家|修好了一只钟|写了一封长信|数了数燕子",
        "在磨坊后面|在港口的墙边|在上面的村子里|在石桥下面",
        "下雨之前|别人睡觉的时候|没有问任何人|黄昏时分",
    ),
    "ja": (
        "パン屋は|隣の人は|若い先生は|年老いた粉屋は|渡し船の船長は",
        "門を塗った|網を家まで運んだ|時計を直した|長い手紙を書いた|燕を数えた",
        "水車小屋の裏で|港の壁のそばで|上の村で|石橋の下で",
        "雨が降る前に|ほかの人が眠っている間に|誰にも聞かずに|夕暮れに",
    ),
}
"""Of each language: who, did what, where, when."""

LATER = ("zh", "ja", "hi")
"""Languages in which the deed comes last."""

STOPS = {"zh": "。", "ja": "。", "hi": "।"}


class Writer:
    """Writes sentences of one language; each is another one, as long as there are any.

    Args:
        random: Where chance comes from.
        language: The code of the language.
    """

    def __init__(self, random: Random, language: str = "en") -> None:
        self.random = random
        self.language = language
        self.blank = "" if language in ("zh", "ja") else " "
        self._parts = [part.split("|") for part in LANGUAGES[language]]
        self._written: set[str] = set()

    def clause(self) -> str:
        """A sentence without its end and its capital."""
        return self._another(self._clause)

    def sentence(self) -> str:
        """A sentence."""
        clause = self.clause()
        return clause[0].upper() + clause[1:] + STOPS.get(self.language, ".")

    def paragraph(self, sentences: int = 3) -> str:
        """Some sentences in a line."""
        return self.blank.join(self.sentence() for _ in range(sentences))

    def phrase(self) -> str:
        """A few words that are no sentence."""
        return self._another(self._phrase)

    def name(self) -> str:
        """The name of a person."""
        return f"{self.random.choice(GIVEN)} {self.random.choice(FAMILY)}"

    def _clause(self) -> str:
        who, did, where, when = map(self.random.choice, self._parts)
        order = (who, when, where, did) if self.language in LATER else (who, did, where, when)
        return self.blank.join(order)

    def _phrase(self) -> str:
        _, did, where, when = map(self.random.choice, self._parts)
        return self.random.choice((where, did, self.blank.join((where, when)), self.blank.join((when, did))))

    def _another(self, make: Callable[[], str]) -> str:
        for _ in range(40):
            made = make()
            if made not in self._written:
                break
        self._written.add(made)
        return made


GIVEN = (
    "Ada",
    "Bruno",
    "Clara",
    "Dunja",
    "Emil",
    "Farah",
    "Gustav",
    "Hana",
    "Ivo",
    "Jun",
    "Kofi",
    "Lena",
    "Mirela",
)
FAMILY = (
    "Alder",
    "Birk",
    "Castro",
    "Dahl",
    "Eklund",
    "Faure",
    "Gruber",
    "Haddad",
    "Ito",
    "Jansen",
    "Kovac",
    "Lindt",
)
