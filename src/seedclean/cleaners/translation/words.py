"""Short lists of words that the rules must know, by language. None is fitted to any data."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """A set from words with blanks between.

    >>> sorted(words("and or"))
    ['and', 'or']
    """
    return frozenset(text.split())


# What is written twice only by mistake, whatever is around it. Left out is what ends one clause and begins
# the next (`like this this time`, `para para`, `von von der Leyen`), names a letter (`и`) or is a call.
NEVER_TWICE = {
    "en": words(
        "the of and an a to for with by at from or as than are be has will would can could should must "
        "may their his its our your we they these those which into between"
    ),
    "de": words("und oder mit für vom zum zur im am einen einem eines dass wenn"),
    "fr": words("le les des de du et dans pour avec par sur une aux cette"),
    "es": words("el los las de del con por una y en al su sus"),
    "it": words("il lo gli dei del della di con per una nel alla"),
    "pt": words("os das dos de do da com por uma em"),
    "nl": words("het een en"),
    "cs": words("v na do pro při nebo ale"),
    "pl": words("na do dla od przez przy oraz"),
    "ru": words("в на из от для по"),
    "uk": words("в на від для до та але"),
}

# What people write twice or three times on purpose, or must: sounds, emphasis, calls, grammar.
OFTEN_TWICE = {
    "en": words(
        "had that is was it in on up her him you do did who what how why when there here over so no yes "
        "not bye very really quite rather too many much more most far long big great good bad old "
        "little tiny deep high fast slow slowly hard huge wide dark never ever always again now then "
        "still just only all almost nearly away way well okay right alright please thanks sorry wait "
        "stop help come look listen hear hey go going gone run walk work push pull pray sing dance play "
        "drill shop rock roll row knock hush night morning love baby honey mama papa dear sweet boy "
        "girl man wow whoa yeah yay aye nay blah bla yada boom bang clap click clang clip clop ding "
        "dong tick tock drip drop beep buzz honk toot quack woof meow tweet cheep choo chug chop cha "
        "chow ping pong pooh tut tsk haha holy double half win same different real actual proper first "
        "last next once twice maybe perhaps fine true false home house party friends money time day "
        "year years sure exactly absolutely totally fight cheap easy rich poor later deeper higher "
        "further faster slower bigger better worse less lower closer nearer louder older bored tired "
        "hungry happy sad mad crazy wild fun funny cold hot warm wet dry rain snow ooh heh lol nah duh "
        "dum tra rah woo zip zap pop hop yum boo coo moo baa pat rub pow wham thump tap top fat low new "
        "this my sly shy icky bam pew cough huh haw hee hoo heehee sob sniff thud squeak creak "
        "growl snarl giggle "
        "chuckle sigh gasp pound thump flash crack crash splash rustle hiss purr gulp munch"
    ),
    "de": words(
        "denen deren dessen dieser diese dieses welche immer lange ganz sehr viele nein danke bitte "
        "weiter wieder schnell langsam gleich schon genau hallo komm schau"
    ),
    "fr": words("nous vous encore jamais toujours très vite doucement allez bravo petit petite"),
    "es": words("casi poco luego mucho mucha muchos muchas nunca siempre despacio rápido ahora bueno"),
    "it": words("molto piano quasi subito sempre ancora lento basta bello presto ormai"),
    "pt": words("quase muito muita logo sempre nunca agora devagar"),
    "nl": words("heel haast langzaam snel altijd nooit zachtjes bijna"),
    "pl": words("bardzo zawsze nigdy powoli szybko długo daleko"),
    "ru": words("очень давно долго далеко много быстро тихо скоро только никогда всегда медленно"),
    "uk": words("дуже давно довго далеко багато швидко тихо скоро тільки ніколи завжди повільно"),
    "cs": words("velmi pořád dlouho rychle pomalu nikdy vždycky skoro dobře"),
}

TWICE_ANYWHERE = frozenset().union(*OFTEN_TWICE.values())

# What a noun follows, with an adjective between or without.
BEFORE_NOUNS = words(
    "a an the this that these its his her their our my your no every each some "
    "der die das den dem des ein eine einen einem einer le la les un une des du el los las una "
    "il lo gli o os as um uma het een of in on for with by from at into"
)

# An article: what begins a noun that loops.
ARTICLES = words(
    "a an the der die das den dem des ein eine le la les un une el los las una il lo gli o os as um uma"
)

# What joins a word to itself in a chain: `step by step by step`.
CHAIN_LINKS = words(
    "and or by after upon on in to for over from with of the a und oder um für auf an nach et ou par à sur "
    "y o tras a por e dopo su em de na po za и за по"
)

# What a noun must follow: a clause that says it twice was begun anew.
NOUN_FOLLOWS = {
    "en": words("a an the its his their our my your every of"),
    "fr": words("le les des du de une leur leurs notre votre"),
    "es": words("el los las una su sus de del"),
    "pt": words("os uma do dos da das seu sua"),
}

# Words beside a dash or a suspended hyphen (`pre- and post-war`), and never in a compound.
FUNCTION_WORDS = words(
    "a an the and or but nor so yet of in on at to from with by for as than then that which who whom whose "
    "what when while where why how is are was were be been being am has have had do does did will would can "
    "could shall should may might must not no also all both each every he she it they we you i his her its "
    "their our your my me him them us this these those there here if because since until though although "
    "und oder bis sowie et ou y o e i ani nebo a"
)

GERMAN_FUNCTION_WORDS = words(
    "und oder sowie bzw bis der die das den dem des ein eine einen einem einer er sie es wir ich ihr "
    "aber doch denn in im an am auf aus bei mit nach von vom zu zum zur für um über unter vor wie als "
    "wenn dass so nur auch noch nicht was wer wo hier da dann nun"
)

# What ends one clause and begins the next: `those who can can help`, `whom they had talked to to learn it`.
ENDS_CLAUSE = words(
    "is was are were be been being has have had do does did can could will would shall should may might must "
    "said to for with by at"
)

# Who says `I` and `you` may say a sentence twice.
PERSONS = words(
    "i i'm i’m i'll i’ll i've i’ve me my we us our you your you're you’re ich mich mein wir uns du dich dein "
    "ihr euch sie je moi mon nous vous tu toi ton yo mi me nosotros tú te tu usted io mio noi tu tuo voi "
    "eu meu nós você vocês ik mijn wij we jij je jouw já můj my ty tvůj vy ja mój ty wy я мы ты вы мой "
    "jou jy ons nuestro nuestra nuestros nuestras notre nos votre vos unser unsere unserem unseren"
    " unserer euer eure nostro "
    "nostra nostri nostre vostro nosso nossa nossos nossas onze jullie náš naše nasz nasza nasze наш"
    " наша наши ваш ваша ваши"
)

# Numbers that are read out, one digit after the other.
NUMERALS = words(
    "zero one two three four five six seven eight nine ten null eins zwei drei vier fünf sechs sieben acht "
    "neun un deux trois quatre cinq sept huit neuf uno dos tres cuatro cinco seis siete ocho nueve due tre "
    "quattro cinque sei sette otto nove um dois três quatro sete oito een twee vier vijf zes zeven negen "
    "jedna dva tři čtyři pět šest sedm osm devět один два три четыре пять шесть семь восемь девять ноль"
)
