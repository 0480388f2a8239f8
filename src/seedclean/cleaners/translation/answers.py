"""Phrases of chat models that are no translation: preambles, notes, offers, refusals."""

from __future__ import annotations

from collections.abc import Iterator
from re import IGNORECASE
from typing import NamedTuple

from seedclean.once import once
from seedclean.patterns import Pattern
from seedclean.words import lines, lines_of, tables

# What an answer begins with in front of its preamble.
_AGREEING = (
    r"(?:(?:Sure|Certainly|Of course|Absolutely|Okay|OK|Alright)[^:\n]{0,40}[,.!] ?"
    r"|(?:Natürlich|Gerne?|Klar|Selbstverständlich|Bien sûr|D['’]accord|Certainement|"
    r"[¡]?(?:Claro(?: que sí)?|Por supuesto)|De acuerdo|Certo|Certamente|Va bene|Com certeza|"
    r"Natuurlijk|Jasne|Oczywiście|Dobrze|Jistě|Samozřejmě|Конечно|Хорошо|Звичайно|Звісно|"
    r"Tabii(?: ki)?|Elbette|Tentu(?: saja)?|Självklart|Naturligtvis|"
    r"Selvfølgelig|Toki|Totta kai|Tottakai|Természetesen|Persze|Desigur|Sigur|Bineînțeles|Chắc chắn rồi|"
    r"Tất nhiên|Φυσικά|Βεβαίως|بالتأكيد|بالطبع|حتماً?|البته|בהחלט|בוודאי|כמובן|ज़रूर|बिल्कुल|অবশ্যই|নিশ্চয়ই|"
    r"แน่นอน(?:ครับ|ค่ะ)?|当然可以|当然|好的|没问题|當然|もちろんです|はい|承知(?:いた)?しました|"
    r"かしこまりました|물론입니다|물론이죠|네|알겠습니다)"
    r" ?[,.!，。！、] ?)"
)
_AGREES = _AGREEING + "?"
# The stems of `translate` and `translation`.
_TRANSLATE = (
    r"(?:[Tt]ransl|[üÜ]bersetz|[Tt]radu[cçistz]|[Tt]radott|[Vv]erta(?:al|ling|ald)|[Tt]łumacz|"
    r"[Pp]řel[ao]ž|[Pp]řeklad|[Пп]ерев[её]д|[Пп]еревод|[Пп]ерекла|[Öö]versätt|[Oo]vers[ae]tt|[Oo]versæt|"
    r"[Kk]ään(?:nö|net)|[Ff]ordít|[Çç]evir|[Tt]erjemah|bản dịch|[Μμ]ετ[αά]φρα|ترجم|תרגו|अनुवाद|অনুবাদ|"
    r"คำแปล|บทแปล|번역|翻訳|訳文|[和英]訳|日本語訳|译文|譯文|翻译|翻譯)"
)
# Who hands something over says where it is: an essay on translation may begin with the same consent.
_HERE = (
    r"(?:(?<!\w)(?:[Hh]ere(?:['’]s)?|[Bb]elow|[Hh]ier|[Ff]olgend\w{0,2}|[Vv]oici|ci-dessous|[Aa]quí|[Aa]bajo|continuación|[Uu]nten|[Ss]otto|dessous|[Aa]qui"
    r"|[Aa]baixo|[Ss]egue|[Ee]cco|seguito|[Hh]ieronder|[Oo]to|[Pp]oniżej|[Tt]ady|[Zz]de|[Nn]íže|[Вв]от|[Нн]иже|[Оо]сь"
    r"|[Нн]ижче|[Hh]är|[Nn]edan|[Hh]er|[Nn]edenfor|[Tt]ässä|[Aa]lla|[Íí]me|[Aa]lább|[Ii]at[ăa]|[Aa]ici|[Jj]os"
    r"|[İi]şte|[Aa]şağıda\w{0,3}|şöyle\w{0,3}|[Bb]erikut|[Αα]κολουθεί|[Οο]ρίστε|[Đđ]ây)(?!\w)"
    r"|إليك|فيما يلي|أدناه|ادامه|اینجا|להלן|הנה|यहाँ|यहां|नीचे|এখানে|নিচে|นี่|ด้านล่าง"
    r"|下面|以下|如下|다음|아래|요청하신)"
)
# A text about translations or about programs that talk quotes what these say.
ABOUT_ANSWERS = Pattern(
    rf"{_TRANSLATE}|(?<![A-Za-z])(?:AI|KI|IA|LLM)(?![A-Za-z])|ИИ|ШІ|人工智[能慧]|人工知能|인공지능|챗봇|チャットボット|聊天机器人"
    r"|(?i:chat-?gpt|chat-?bot|language model|sprachmodell|modèles? de langage|modelos? de linguagem"
    r"|modelos? de lenguaje"
    r"|modelli? linguistic|чат-?бот|языков\w{2} модел|روبوت|چت‌?بات|चैटबॉट)"
)
_LABEL = (
    r"(?:(?:[A-Z]\w{1,12} )?[Tt]ranslation(?: \([A-Z]\w{1,20}\))?|Translated text|Übersetzung|Traduction|"
    r"Traducción|Překlad)(?=(?:\*\*)? ?: *(?:\*\*)? *(?:\n|[\"“„«¡¿A-ZÀ-Ž].{0,2000}[.!?…\"”“»] *(?:\n|$)))"
)
NOTE_ENDS = frozenset(("te:", "ta:", "is:", "ng:", "on:", "ón:", "ga:", "ка:", "ие:", "e :"))
NOTE = Pattern(
    r"(?:^| ?([(\[]))(?:Note|Nota|Hinweis|Anmerkung|Opmerking|Uwaga|Explanation|Explication|Explicación|"
    r"Примечание|Примітка) ?: "
    r"(?=.{0,300}(?:I(?:’|')ve |I have |I kept |I used |I left |I translated |he traducido |ich habe |"
    r"[Jj](?:’|')ai |ho tradotto |[Ii]k heb |zachowałe?a?m |przetłumaczyłe?a?m |"
    r"[Яя] (?:перев|остав|сохран|перекла|залиш|зберіг)))"
    r"(?=.{0,300}(?:transl|tradu[ciz]|[üÜ]bersetz|verta|tłumacz|перев|перекла)).{0,600}(?(1)[)\]])$"
)
WITHIN = 300  # characters from the start of the line

# Translators who look for work, and writers who ask their readers, say where to answer.
WHERE_TO_ANSWER = Pattern(
    r"(?i)contact|kontakt|contatt|e-?mail|correo|@|www|http|comment|kommentar|coment|below|reply|phone|call|"
    r"price|quote|service|agency|评论|留言|コメント|댓글|комментар|комен"
)
# `I'm sorry, but I can't translate this text, said the monk`: a person of a story speaks.
SPEECH = Pattern(
    r"[,!?…][\"'”’»“]? (?:(?:he|she|it|they) (?:added|asked|wrote)|said|says|replied|answered"
    r"|whispered|cried|told|sagte|meinte|"
    r"antwortete|dit|répondit|dijo|respondió|disse|rispose|respondeu|zei|antwoordde|řekl|odpověděl|powiedział|odparł|сказал|ответил)"
)
_ASKS_FOR_TEXT = (
    *("Please provide", "Please share", "Please paste", "Please send", "Could you please", "Kindly "),
    *("Bitte geben", "Bitte senden", "Bitte schicken", "Bitte stellen", "Veuillez ", "Merci de "),
    *("Por favor, ", "Пожалуйста, ", "请提供", "请您提供", "翻訳したい", "翻訳する", "翻訳してほしい"),
)
_HANDS_OVER = (
    "Below is the translation",
    "below is the translation",
    "もちろんです。",
    "承知しました。",
    "承知いたしました。",
)

# Refusals of anything: nobody but a program calls what it was asked for a request, and says no more.
BARE_REFUSAL = Pattern(
    r"(?:I(?:['’]m| am) sorry, but I can(?:['’]|no)t (?:help|assist|comply|continue) (?:you )?"
    r"with (?:that|this|your) request"
    r"|Es tut mir leid, aber ich kann (?:Ihnen |dir )?bei dieser Anfrage nicht (?:weiter)?helfen"
    r"|(?:Je suis désolé|Désolé), mais je ne peux pas "
    r"(?:vous aider avec|répondre à|traiter) cette (?:demande|requête)"
    r"|Lo siento, pero no puedo (?:ayudar(?:te|le)?|asistirte) con (?:esa|esta|tu|su) (?:solicitud|petición)"
    r"|Mi dispiace, ma non posso aiutar(?:ti|la) con (?:questa|la tua|la sua) richiesta"
    r"|Desculpe, mas não posso ajudar com (?:esse|este|o seu) pedido"
    r"|Het spijt me, maar ik kan (?:je |u )?niet helpen met (?:dit|dat) verzoek"
    r"|Извините, (?:но )?я не могу помочь с этим запросом"
    r"|(?:很)?(?:抱歉|对不起)，(?:但)?我(?:无法|不能)(?:协助|满足|处理)(?:您的|你的|这个|该)?请求"
    r"|申し訳(?:ありません|ございません)が、(?:その|この)(?:リクエスト|ご要望)にはお応えできません)[.。]?\s*$"
)

# A program that was sent no text asks for the one that it has to translate.
REQUEST = Pattern(
    r"(?:(?:Please|Could you please|Kindly) (?:provide|share|paste|send)(?: me)?(?: with)? (?:the|your) "
    r"(?:full |complete |original )?(?:text|sentence|passage|content)(?: for translation| to translate"
    r"|(?: that)? you(?:['’]d| would| want me| need)?(?: like)?(?: me)? "
    r"(?:to (?:translate|be translated)|translated))(?: (?:in)?to \w{1,20})?"
    r"|Bitte (?:geben|senden|schicken|stellen) Sie (?:mir )?den Text (?:an|ein|bereit)?,? ?"
    r"(?:den ich übersetzen soll|der übersetzt werden soll)"
    r"|(?:Veuillez|Merci de) (?:me )?fournir le texte "
    r"(?:à traduire|que (?:je dois|vous souhaitez que je) tradui\w{1,5})"
    r"|Por favor, (?:proporcion[ea]|comparte|envía)(?:me)? el texto "
    r"(?:que (?:desea|deseas|quieres|quiere) (?:que traduzca|traducir)|a traducir|para traducir)"
    r"|Por favor, (?:forneça|envie) o texto "
    r"(?:que (?:deseja|você deseja) (?:que eu traduza|traduzir)|a traduzir)"
    r"|Пожалуйста, (?:предоставьте|пришлите|отправьте) текст(?: для перевода|, который нужно перевести)"
    r"|请(?:您)?提供(?:您)?(?:需要|想要|要)翻译的(?:文本|内容|文字|句子)"
    r"|翻訳(?:したい|する|してほしい)(?:文章|テキスト)を(?:ご提供|提供して|お送り|入力して)ください)[.。]?\s*$"
)


class Said(NamedTuple):
    """What a chat model says, in one language.

    Attributes:
        openings: How its line begins.
        patterns: What must be in the line, in any order.
    """

    openings: tuple[str, ...]
    patterns: tuple[Pattern, ...]

    def is_in(self, line: str) -> bool:
        """Check whether a line says it."""
        return line.startswith(self.openings) and all(pattern.search(line) for pattern in self.patterns)


class Answers(NamedTuple):
    """What chat models and translation programs say, in all languages.

    Attributes:
        refusals: Refusals to translate.
        offers: Offers of another translation.
        credits: How credits of translation programs begin.
    """

    refusals: list[Said]
    offers: list[Said]
    credits: tuple[str, ...]

    def openings(self) -> tuple[str, ...]:
        """What their lines begin with, if they have no mark."""
        said = (opening for one in (*self.refusals, *self.offers) for opening in one.openings)
        return (*said, *self.credits, *_HANDS_OVER, *_ASKS_FOR_TEXT)


@once
def answers() -> Answers:
    """What the files of words have of answers."""
    return Answers(
        list(_read("refusal", "refused")),
        list(_read("offer", "offered")),
        tuple(lines("patterns", "translated-by")),
    )


def _read(opening: str, rest: str) -> Iterator[Said]:
    for table in tables().values():
        openings = "|".join(lines_of(table, "patterns", opening))
        if openings:
            patterns = (Pattern(line, IGNORECASE) for line in lines_of(table, "patterns", rest))
            yield Said(tuple(openings.split("|")), tuple(patterns))


@once
def preamble() -> Pattern:
    """The pattern of what an answer begins with, up to the translation."""
    said = "|".join(lines("patterns", "preamble"))
    return Pattern(
        rf"\s*(?:{_AGREES}(?:(?:{said})[^:：\n]{{0,80}}|(?:\*\*)?{_LABEL}(?:\*\*)?) ?"
        r"[:：](?:\*\*)?"
        rf"|{_AGREEING}(?=[^:：\n]{{0,120}}{_HERE})[^:：\n]{{0,80}}{_TRANSLATE}[^:：\n]{{0,80}}[:：] *(?=\n)"
        r"|(?:もちろんです|承知(?:いた)?しました)。[^\n。]{0,30}訳[^\n。]{0,20}(?:です|ます)。(?=\n)"
        r"|[Bb]elow is the translation (?:of the text )?(?:that )?you (?:asked for|requested)[.:]) *\n*(?=\S)"
    )


@once
def credit() -> Pattern:
    """The pattern of the credit of a translation program."""
    return Pattern(
        rf"(?:{'|'.join(answers().credits)})(?: \w{{1,20}}){{0,4}} (?:https?://)?(?:www\.)?"
        r"(?:DeepL(?:\.com)?(?:/Translator)?|Google(?: Translate| Translator| Traductor| Traduction)?|"
        r"(?:Microsoft|Bing) Translator|ChatGPT)(?: \([\w ]{1,30}\))?\.?\s*$"
    )
