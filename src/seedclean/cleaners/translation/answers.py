"""Phrases of chat models that are no translation: preambles, notes, offers, refusals, by language."""

from __future__ import annotations

from seedclean.patterns import Pattern

# What an answer begins with in front of its preamble, and the preambles: how one begins, and the word for
# what it hands over. The colon and the text come behind it.
_AGREES = (
    r"(?:(?:Sure|Certainly|Of course|Absolutely)[^:\n]{0,40}[,.!] ?"
    r"|(?:Natürlich|Gerne?|Selbstverständlich|Bien sûr|Certainement|[¡]?(?:Claro|Por supuesto)|Certo|"
    r"Certamente|Natuurlijk|Jasne|Oczywiście|Jistě|Samozřejmě|Конечно|Звичайно|Звісно|Tabii(?: ki)?|"
    r"Tentu(?: saja)?|Självklart|Selvfølgelig|Toki|Természetesen|Chắc chắn rồi|Φυσικά|Βεβαίως|"
    r"بالتأكيد|بالطبع|حتماً?|البته|ज़रूर|बिल्कुल|แน่นอน(?:ครับ|ค่ะ)?|当然可以|当然|好的|當然|もちろんです|はい|承知しました|물론입니다|물론이죠|네)"
    r" ?[,.!，。！、] ?)?"
)
_PREAMBLES = (
    r"(?:[Hh]ere(?:’s|'s| is| are)|[Bb]elow is|[Tt]his is) (?:the|a|my|your|an)\b[^:\n]{0,40}\btransl",
    r"(?:Hier ist|Hier sind|Nachfolgend) (?:die|eine|meine)\b[^:\n]{0,40}Übersetzung",
    r"(?:Voici|Ci-dessous) (?:la|une|ma) traduction\b",
    r"(?:Aquí (?:tienes?|está|te dejo|va)|A continuación) (?:la|una|mi) traducción\b",
    r"(?:Ecco|Di seguito) (?:la|una) traduzione\b",
    r"(?:Aqui está|Segue) a tradução\b",
    r"(?:Zde je|Tady je|Níže je) (?:překlad|přeložený)\b",
    r"(?:Hier (?:is|volgt)|Hieronder (?:staat|volgt)) (?:de|een|mijn) (?:\w{1,20} )?vertaling\b",
    r"Här (?:är|kommer|följer) (?:den |en |min )?(?:översättning|översatta)",
    r"Her er (?:den |en |min )?(?:overs[æe]ttelse|oversatte)",
    r"Tässä on (?:\w{1,20} )?käännös\b",
    r"(?:Вот|Ниже приведён|Ниже приведен|Ниже представлен) (?:\w{1,20} )?перевод\b",
    r"(?:Ось|Нижче наведено|Нижче подано) (?:\w{1,20} )?переклад\b",
    r"(?:Oto|Poniżej znajduje się|Poniżej przedstawiam) (?:\w{1,20} )?(?:tłumaczenie|przekład)\b",
    r"(?:Íme|Itt van) az? (?:\w{1,20} ){0,2}fordítás",
    r"(?:İşte|Aşağıda) (?:\w{1,20} ){0,3}çeviri(?:si|niz)?\b",
    r"Berikut (?:adalah |ini )?(?:\w{1,20} )?terjemahan",
    r"(?:Dưới đây|Sau đây|Đây) là bản dịch\b",
    r"(?:Ακολουθεί|Ορίστε|Εδώ είναι|Αυτή είναι) η μετάφραση\b",
    r"(?:إليك|إليكم|هذه هي|فيما يلي|تفضل) (?:ال)?ترجمة",
    r"(?:در اینجا|در زیر|در ادامه|این) (?:\w{1,20} )?ترجمه",
    r"(?:यहाँ|यहां|यह रहा|नीचे|पेश है) (?:\w{1,20} ){0,3}अनुवाद",
    r"(?:นี่คือ|ต่อไปนี้คือ|ด้านล่างนี้คือ) ?(?:คำแปล|บทแปล)",
    r"(?:以下是|以下为|以下為|这是|這是|下面是)[^：:\n。]{0,20}(?:译文|譯文|翻译|翻譯)",
    r"(?:以下|こちら)[がはに][^：:\n。]{0,20}(?:翻訳|訳文|[和英]訳|日本語訳)",
    r"(?:다음은|여기|아래는) [^:\n.]{0,30}번역",
)
_LABEL = (
    r"(?:(?:[A-Z]\w{1,12} )?[Tt]ranslation(?: \([A-Z]\w{1,20}\))?|Translated text|Übersetzung|Traduction|"
    r"Traducción|Překlad)(?=(?:\*\*)? ?: *(?:\*\*)? *(?:\n|[\"“„«¡¿A-ZÀ-Ž].{0,2000}[.!?…\"”“»] *(?:\n|$)))"
)
PREAMBLE = Pattern(
    rf"\s*(?:{_AGREES}(?:(?:{'|'.join(_PREAMBLES)})[^:：\n]{{0,80}}|(?:\*\*)?{_LABEL}(?:\*\*)?) ?"
    r"[:：](?:\*\*)?"
    r"|[Bb]elow is the translation (?:of the text )?(?:that )?you (?:asked for|requested)[.:]) *\n*(?=\S)"
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
TRANSLATED_BY = (
    "Translated",
    "Übersetzt",
    "Traduit",
    "Traducido",
    "Tradotto",
    "Traduzido",
    "Vertaald",
    "Översatt",
    "Oversat",
    "Przetłumaczono",
    "Přeloženo",
    "Переведено",
    "Перекладено",
)
CREDIT = Pattern(
    rf"(?:{'|'.join(TRANSLATED_BY)})(?: \w{{1,20}}){{0,4}} (?:https?://)?(?:www\.)?"
    r"(?:DeepL(?:\.com)?(?:/Translator)?|Google(?: Translate| Translator| Traductor| Traduction)?|"
    r"(?:Microsoft|Bing) Translator|ChatGPT)(?: \([\w ]{1,30}\))?\.?\s*$"
)

WITHIN = 300  # characters from the start of the line

# By language: how the answer begins, and what must follow in it, in any order: a refusal, the
# translating, and what was to be translated.
REFUSALS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "en": (
        (
            "I'm sorry",
            "I’m sorry",
            "I am sorry",
            "Sorry, ",
            "I apologi",
            "Unfortunately, I",
            "As an AI",
            "I'm afraid",
            "I cannot translate",
            "I can't translate",
            "I can’t translate",
            "I am unable to translate",
            "I'm unable to translate",
            "I will not translate",
            "I won't translate",
        ),
        (
            r"\bI (?:can(?:no|['’])t|can not|won['’]t|will not|do(?:n['’]t| not) feel)|"
            r"\bI(?:['’]m| am) (?:un|not )able",
            r"\btranslat(?:e|ing|ion)\b",
            r"\b(?:this|that|the|your|any|such)\b[^.]{0,40}"
            r"\b(?:text|content|passage|phrase|sentence|request|material|message)",
        ),
    ),
    "de": (
        ("Es tut mir leid", "Tut mir leid", "Entschuldig", "Leider kann ich", "Als KI"),
        (
            r"\bkann\b|\bmöchte\b|in der Lage",
            r"\b(?:nicht|keine?)\b",
            r"[üÜ]bersetz",
            r"Text|Inhalt|Passage|S[aä]tz|Anfrage|Formulierung",
        ),
    ),
    "fr": (
        ("Je suis désolé", "Désolé", "Je m'excuse", "Je m’excuse", "En tant qu'IA", "En tant qu’IA"),
        (
            r"\bne (?:peux|suis|souhaite) pas\b",
            r"\btradu(?:ire|ction)",
            r"texte|contenu|passage|phrase|demande|message",
        ),
    ),
    "es": (
        ("Lo siento", "Disculp", "Lamento", "Perdón", "Me disculpo"),
        (
            r"\bno (?:puedo|me siento)\b",
            r"\btradu(?:cir|cción)",
            r"texto|contenido|pasaje|frase|solicitud|mensaje",
        ),
    ),
    "it": (
        ("Mi dispiace", "Mi spiace", "Mi scuso", "Scusa"),
        (
            r"\bnon (?:posso|sono in grado)\b",
            r"\btradu(?:rre|zione)",
            r"testo|contenuto|brano|frase|richiesta|messaggio",
        ),
    ),
    "pt": (
        ("Desculp", "Sinto muito", "Lamento", "Peço desculpa"),
        (
            r"\bnão (?:posso|consigo|me sinto)\b",
            r"\btradu(?:zir|ção)",
            r"texto|conteúdo|passagem|frase|pedido|mensagem",
        ),
    ),
    "nl": (
        ("Het spijt me", "Sorry, ", "Helaas"),
        (
            r"\bkan ik\b|\bik kan\b",
            r"\bniet\b|\bgeen\b",
            r"\bverta(?:al|len|ling)",
            r"tekst|inhoud|passage|zin|verzoek",
        ),
    ),
    "cs": (
        ("Omlouvám se", "Je mi líto", "Bohužel"),
        (r"\bne(?:mohu|můžu)\b", r"\bpře(?:lož|klad|klád)", r"text|obsah|pasáž|vět|žádost"),
    ),
    "pl": (
        ("Przepraszam", "Przykro mi", "Niestety"),
        (r"\bnie mogę\b", r"(?:prze)?tłumacz", r"tekst|treś|fragment|zdani|prośb"),
    ),
    "ru": (
        ("Извините", "К сожалению", "Простите", "Прошу прощения"),
        (r"\bне могу\b", r"перев(?:ести|од)", r"текст|содержани|фраз|запрос|отрыв"),
    ),
    "uk": (
        ("Вибачте", "На жаль", "Перепрошую", "Пробачте"),
        (r"\bне можу\b", r"перекла(?:сти|д)", r"текст|вміст|фраз|запит|уривок"),
    ),
    "sv": (
        ("Jag är ledsen", "Tyvärr", "Jag beklagar", "Förlåt"),
        (r"\bkan\b", r"\binte\b", r"\böversätt", r"\btext|innehåll|mening|stycke|begäran"),
    ),
    "da": (
        ("Beklager", "Jeg beklager", "Undskyld", "Desværre"),
        (r"\bkan\b", r"\bikke\b", r"\boversæt", r"\btekst|indhold|sætning|afsnit|anmodning"),
    ),
    "no": (
        ("Beklager", "Jeg beklager", "Unnskyld", "Dessverre"),
        (r"\bkan\b", r"\bikke\b", r"\bovers(?:ette|att)", r"\btekst|innhold|setning|avsnitt|forespørsel"),
    ),
    "fi": (
        ("Pahoittelen", "Valitettavasti", "Anteeksi"),
        (r"\ben voi\b|\ben pysty\b", r"\bkään(?:tä|nö)", r"teksti|sisäl|laus|kohta|pyyn"),
    ),
    "hu": (
        ("Sajnálom", "Elnézést", "Sajnos"),
        (r"\bnem (?:tudom|áll módomban)\b", r"fordít", r"szöveg|tartalm|mondat|részlet|kérés"),
    ),
    "tr": (
        ("Üzgünüm", "Özür dilerim", "Maalesef"),
        (
            r"[çÇ]evir(?:em|mem|i)",
            r"em(?:em|iyorum|eyeceğim)|yapamam|mümkün değil",
            r"met(?:in|n)|içer|cümle|iste",
        ),
    ),
    "id": (
        ("Maaf", "Mohon maaf", "Sayangnya"),
        (r"\b(?:tidak (?:dapat|bisa)|tak bisa)\b", r"erjemah", r"\bteks|konten|isi|kalimat|permintaan"),
    ),
    "vi": (
        ("Xin lỗi", "Tôi xin lỗi", "Rất tiếc"),
        (r"\bkhông thể\b", r"\bdịch\b", r"văn bản|nội dung|đoạn|câu|yêu cầu"),
    ),
    "el": (
        ("Λυπάμαι", "Συγγνώμη", "Ζητώ συγγνώμη", "Δυστυχώς"),
        (r"\bδεν μπορώ\b", r"μετ[αά]φρ", r"κείμεν|περιεχόμεν|φράση|αίτημα|απόσπασμα"),
    ),
    "ar": (
        ("عذرا", "عذرً", "آسف", "أعتذر", "للأسف", "معذرة"),
        (r"لا (?:أستطيع|يمكنني)|لست قادر", r"ترجم", r"نص|محتوى|جملة|طلب|فقرة"),
    ),
    "fa": (
        ("متأسفم", "متاسفم", "ببخشید", "پوزش"),
        (r"نمی.?(?:توانم|تونم)", r"ترجمه", r"متن|محتوا|جمله|درخواست"),
    ),
    "hi": (
        ("क्षमा", "माफ़ ", "माफ ", "मुझे खेद"),
        (r"नहीं", r"अनुवाद", r"पाठ|सामग्री|वाक्य|अनुरोध|टेक्स्ट"),
    ),
    "ko": (
        ("죄송", "미안"),
        (r"수 없|못", r"번역", r"텍스트|글|문장|내용|요청"),
    ),
    "th": (
        ("ขออภัย", "ขอโทษ"),
        (r"ไม่สามารถ|ไม่ได้", r"แปล", r"ข้อความ|เนื้อหา|ประโยค|คำขอ"),
    ),
    "zh": (
        ("抱歉", "很抱歉", "对不起", "對不起"),
        ("无法|不能|無法", "翻译|翻譯", "文本|内容|內容|句|段|请求"),
    ),
    "ja": (
        ("申し訳", "すみません", "恐れ入"),
        ("できません|できかね|いたしかね", "翻訳", "文章|テキスト|内容|文|依頼"),
    ),
}
# By language: how the offer of a chat model begins, and what must follow in it.
OFFERS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "en": (
        (
            "Let me know if",
            "Please let me know if",
            "If you need",
            "If you'd like",
            "If you’d like",
            "If you would like",
            "I hope this",
            "I hope that",
            "Feel free to ",
            "Would you like me to",
        ),
        (
            r"\btranslat",
            r"\b(?:let me know|just ask|to ask|me to|ask again)\b",
            r"\b(?:adjust|chang|refin|revis|tone\b|style\b|modif|another\b|other\b|more\b|further\b|else\b)",
        ),
    ),
    "de": (
        ("Lassen Sie mich wissen", "Lass mich wissen", "Ich hoffe, ", "Wenn Sie ", "Wenn du ", "Falls "),
        (r"[üÜ]bersetz", r"\bwissen\b|Bescheid", r"anpass|änder|weiter|ander|\bTon\b|Stil|überarbeit"),
    ),
    "fr": (
        (
            "Faites-moi savoir",
            "Dites-moi si",
            "N'hésitez pas",
            "N’hésitez pas",
            "J'espère que",
            "J’espère que",
            "Si vous",
        ),
        (
            r"\btradu",
            r"\b(?:faites|dites)-(?:moi|le-moi)|\bme (?:dire|demander)\b",
            r"ajust|modifi|autre|\bton\b|style",
        ),
    ),
    "es": (
        ("Avísame si", "Avíseme si", "Dime si", "Hazme saber", "Espero que", "Si necesita", "Si desea"),
        (
            r"\btradu",
            r"\b(?:avís[ae]me|dime|dígame|hazme|hágame)\b",
            r"ajust|modifi|\botr[ao]|cambi|\btono\b|estilo",
        ),
    ),
    "it": (
        ("Fammi sapere", "Mi faccia sapere", "Spero che", "Se hai bisogno", "Se desider"),
        (r"\btradu", r"\b(?:fammi|mi faccia) sapere\b|\bchied", r"modific|\baltr[aeio]|cambi|\btono\b|stile"),
    ),
    "pt": (
        ("Avise-me se", "Me avise se", "Diga-me se", "Espero que", "Se precisar", "Se quiser"),
        (r"\btradu", r"\b(?:avise|diga)(?:-me)?\b|é só pedir", r"ajust|modific|\boutr[ao]|\btom\b|estilo"),
    ),
    "nl": (
        ("Laat het me weten", "Laat me weten", "Als je ", "Als u ", "Ik hoop dat"),
        (r"\bverta", r"\blaat (?:het )?(?:me|mij) weten\b", r"aanpas|wijzig|\bander|\btoon\b|stijl"),
    ),
    "pl": (
        ("Daj mi znać", "Daj znać", "Proszę dać mi znać", "Mam nadzieję", "Jeśli "),
        (r"tłumacz", r"\b(?:daj|dać)(?: mi)? znać\b", r"zmien|zmian|popraw|\binn|kolejn|\bton|styl"),
    ),
    "ru": (
        ("Дайте мне знать", "Дайте знать", "Дай знать", "Надеюсь", "Если "),
        (r"перев[ео]", r"\bда(?:йте|й)(?: мне)? знать\b", r"измен|друг|ещё|еще|\bтон|стил|исправ"),
    ),
    "uk": (
        ("Дайте мені знати", "Дайте знати", "Сподіваюс", "Якщо "),
        (r"перекла", r"\bдай(?:те)?(?: мені)? знати\b", r"змін|інш|\bще\b|\bтон|стил|виправ"),
    ),
    "tr": (
        ("Başka ", "Umarım", "İsterseniz"),
        (r"[çÇ]eviri", r"bildirin|söyleyin|haber ver", r"[bB]aşka|ton|değiş|düzenle"),
    ),
    "id": (
        ("Beri tahu saya", "Beritahu saya", "Semoga ", "Jika Anda"),
        (r"erjemah", r"\bberi ?tahu saya\b", r"ubah|sesuai|\blain|\bnada\b|gaya"),
    ),
    "vi": (
        ("Hãy cho tôi biết", "Nếu bạn", "Hy vọng"),
        (r"\bdịch\b", r"cho tôi biết", r"chỉnh|khác|thêm|giọng"),
    ),
    "ar": (("أخبرني", "إذا كنت", "آمل"), (r"ترجم", r"أخبرني|إعلامي", r"تعديل|أخرى|تغيير|أسلوب|نبرة")),
    "zh": (
        ("如果您", "如果你", "如果需要", "如需", "希望这", "希望這", "如有"),
        (r"翻译|译文|翻譯|譯文", r"告诉我|告訴我|告知我", r"调整|修改|其他|更多|语气|調整|語氣"),
    ),
    "ja": (
        ("他に", "必要であれば", "ご希望", "ご要望", "もし"),
        (
            r"翻訳|訳文",
            r"お知らせください|お申し付けください|おっしゃってください|教えてください",
            r"他|調整|修正|変更|トーン|文体",
        ),
    ),
    "ko": (
        ("필요하시면", "다른 ", "혹시 ", "수정이"),
        (r"번역", r"말씀해 ?주세요|알려 ?주세요", r"다른|수정|조정|어조|추가"),
    ),
}
# Translators who look for work, and writers who ask their readers, say where to answer.
WHERE_TO_ANSWER = Pattern(
    r"(?i)contact|kontakt|contatt|e-?mail|correo|@|www|http|comment|kommentar|coment|below|reply|phone|call|"
    r"price|quote|service|agency|评论|留言|コメント|댓글|комментар|комен"
)
# `I'm sorry, but I can't translate this text, said the monk`: a person of a story speaks.
SPEECH = Pattern(
    r"[,!?…][\"'”’»“]? (?:said|says|replied|answered|whispered|cried|told|sagte|meinte|"
    r"antwortete|dit|répondit|dijo|respondió|disse|rispose|respondeu|zei|antwoordde|řekl|odpověděl|powiedział|odparł|сказал|ответил)"
)
_HANDS_OVER = "Below is the translation", "below is the translation"
REFUSAL_OPENINGS = tuple(opening for openings, _ in REFUSALS.values() for opening in openings)
OFFER_OPENINGS = tuple(opening for openings, _ in OFFERS.values() for opening in openings)
OPENINGS = (*REFUSAL_OPENINGS, *OFFER_OPENINGS, *TRANSLATED_BY, *_HANDS_OVER)
"""What the lines of chat models begin with that have no mark."""

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
