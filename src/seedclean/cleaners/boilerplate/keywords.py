"""Words with which sites name their own parts, in the languages of most pages.

Whole labels, folded: lower case, one blank between words, no marks around.
They are evidence and never the only reason: a rule asks for several of them,
or for one in a place where only furniture is.
"""

from __future__ import annotations


def _labels(*lists: str) -> frozenset[str]:
    """The labels of lists with commas between them."""
    return frozenset(label.strip() for labels in lists for label in labels.split(","))


MENU = _labels(
    # English
    """home, homepage, home page, main page, menu, main menu, navigation, skip to content,
    skip to main content, search, about, about us, contact, contact us, contacts, feedback, help,
    help center, faq, faqs, support, customer service, sitemap, site map, news, latest news,
    breaking news, latest, top stories, world, world news, nation, national, local, local news, metro,
    politics, business, economy, finance, markets, opinion, opinions, editorial, editorials, columns,
    columnists, letters, sport, sports, football, entertainment, arts, culture, arts & culture,
    lifestyle, life, style, travel, food, health, science, technology, tech, education, environment,
    weather, video, videos, photos, photo, pictures, gallery, galleries, podcast, podcasts, blog,
    blogs, features, special, special reports, in focus, community, forum, forums, events, calendar,
    jobs, careers, classifieds, real estate, obituaries, archive, archives, newsletter, newsletters,
    rss, rss feed, rss feeds, mobile, apps, app, app download, download, downloads, subscribe,
    subscription, subscriptions, log in, login, log out, logout, sign in, sign up, sign out, register,
    registration, my account, account, profile, cart, shopping cart, basket, checkout, wishlist,
    wish list, shop, store, products, services, solutions, resources, company, our team, team,
    partners, press, press releases, media, media kit, advertise, advertise with us, advertising,
    privacy, privacy policy, privacy notice, cookie policy, cookies, cookie settings, terms,
    terms of use, terms of service, terms & conditions, terms and conditions, conditions of use,
    disclaimer, legal, legal notice, accessibility, imprint, follow us, follow, share, share this,
    print, email, e-mail, facebook, twitter, instagram, youtube, linkedin, pinterest, tiktok, whatsapp,
    telegram, tags, categories, category, topics, sections, more, read more, see all, view all,
    show all, show more, load more, back to top, top, next, previous, prev, close, open menu,
    toggle navigation, donate, e-paper, epaper, digital edition, today's paper, most read,
    most popular, trending, editors' picks, recent posts, recent comments, related articles,
    related posts, comments, leave a comment, reply, do not sell my personal information""",
    # German
    """startseite, hauptmenü, menü, suche, suchen, über uns, kontakt, impressum, datenschutz,
    datenschutzerklärung, agb, hilfe, nachrichten, aktuell, aktuelles, politik, wirtschaft, kultur,
    wissen, wissenschaft, gesellschaft, panorama, lokales, regional, sport, fußball, reise, reisen,
    gesundheit, digital, technik, auto, meinung, anmelden, abmelden, registrieren, einloggen, abo,
    abonnieren, newsletter, mediadaten, karriere, stellenmarkt, mein konto, warenkorb, teilen, drucken,
    merken, mehr, weiterlesen, zum inhalt springen, nach oben, cookie-einstellungen,
    nutzungsbedingungen, barrierefreiheit, kommentare, archiv, service, veranstaltungen, termine,
    themen, ressorts, unternehmen, presse, werbung, anzeige, meistgelesen""",
    # French
    """accueil, rechercher, recherche, à propos, qui sommes-nous, nous contacter, contactez-nous,
    mentions légales, actualités, actualité, actu, à la une, politique, économie, société, monde,
    international, culture, sports, sciences, santé, tech, planète, opinions, débats, idées, vidéos,
    vidéo, se connecter, connexion, s'inscrire, inscription, s'abonner, abonnez-vous, mon compte,
    panier, partager, imprimer, plan du site, conditions d'utilisation, conditions générales, cgu, cgv,
    politique de confidentialité, données personnelles, gestion des cookies, lire la suite, voir plus,
    plus, retour en haut, aide, emploi, météo, archives""",
    # Spanish and Portuguese
    """inicio, portada, buscar, acerca de, quiénes somos, contacto, aviso legal, política de privacidad,
    política de cookies, noticias, actualidad, internacional, nacional, economía, deportes, cultura,
    sociedad, tecnología, ciencia, salud, opinión, iniciar sesión, registrarse, suscríbete,
    suscribirse, mi cuenta, carrito, compartir, imprimir, ayuda, hemeroteca, ver más, leer más,
    volver arriba, términos y condiciones, condiciones de uso, mapa del sitio, síguenos, publicidad,
    empleo, início, página inicial, pesquisar, sobre, sobre nós, contato, fale conosco, notícias,
    mundo, brasil, economia, esportes, saúde, tecnologia, entretenimento, entrar, cadastre-se, assine,
    política de privacidade, termos de uso, leia mais, compartilhar""",
    # Italian, Dutch, Polish, Swedish, Danish, Norwegian, Finnish, Czech, Turkish, Indonesian, Vietnamese
    """cerca, chi siamo, contatti, privacy policy, note legali, notizie, cronaca, esteri, politica,
    economia, spettacoli, salute, accedi, registrati, abbonati, condividi, stampa, leggi tutto, zoeken,
    over ons, nieuws, binnenland, buitenland, economie, cultuur, inloggen, registreren,
    privacyverklaring, algemene voorwaarden, lees meer, delen, strona główna, szukaj, o nas, kontakt,
    wiadomości, polityka, gospodarka, sport, kultura, zaloguj się, polityka prywatności, regulamin,
    czytaj więcej, hem, sök, om oss, nyheter, ekonomi, kultur, logga in, prenumerera, forside, søg,
    nyheder, økonomi, log ind, logg inn, om os, etusivu, haku, uutiset, kotimaa, ulkomaat, talous,
    urheilu, kulttuuri, kirjaudu, úvod, hledat, o nás, zprávy, ekonomika, přihlásit se, ana sayfa,
    anasayfa, haberler, gündem, spor, dünya, iletişim, hakkımızda, giriş, beranda, berita, olahraga,
    tentang kami, hubungi kami, trang chủ, tin tức, thể thao, kinh tế, liên hệ""",
    # Chinese, Japanese, Korean, Russian, Ukrainian, Greek, Arabic
    """首页, 主页, 新闻, 要闻, 国内, 国际, 时政, 财经, 体育, 娱乐, 科技, 军事, 教育, 汽车, 房产, 视频,
    图片, 评论, 专题, 滚动, 登录, 注册, 搜索, 关于我们, 联系我们, 网站地图, 版权声明, 免责声明,
    广告服务, 诚聘英才, 人才招聘, 友情链接, 意见反馈, 用户协议, 隐私政策, 返回顶部, 更多, 首頁, 新聞,
    國際, 財經, 體育, 娛樂, 登入, 註冊, 搜尋, 關於我們, 聯絡我們, 隱私權政策, ホーム, トップ, ニュース,
    国際, 経済, スポーツ, エンタメ, 検索, ログイン, 会員登録, お問い合わせ, 会社概要, 利用規約,
    プライバシーポリシー, サイトマップ, もっと見る, 홈, 뉴스, 정치, 경제, 사회, 국제, 문화, 스포츠,
    연예, 검색, 로그인, 회원가입, главная, новости, политика, экономика, общество, спорт, культура,
    в мире, поиск, войти, вход, регистрация, контакты, о нас, о проекте, реклама, головна, новини,
    політика, економіка, αρχική, επικοινωνία, πολιτική, οικονομία, αθλητισμός, الرئيسية, أخبار,
    الأخبار, سياسة, اقتصاد, رياضة, اتصل بنا, من نحن, بحث""",
)
"""Labels of menus, sections, account and legal links."""

SHARE = _labels(
    """share, share this, share this article, share this story, share on, tweet, tweet this, like,
    like this, pin, pin it, print, print this, email, e-mail, email this, mail, post, send, save,
    bookmark, copy link, link copied, copy, facebook, twitter, x, google+, google plus, linkedin,
    linked in, pinterest, reddit, tumblr, digg, delicious, stumbleupon, whatsapp, telegram, messenger,
    viber, line, weibo, wechat, qq, vk, vkontakte, odnoklassniki, xing, pocket, flipboard, instagram,
    youtube, tiktok, bluesky, mastodon, threads, rss, teilen, drucken, twittern, merken, versenden,
    per e-mail, partager, imprimer, envoyer, compartir, imprimir, enviar, condividi, stampa,
    compartilhar, delen, udostępnij, dela, del, jaa, поделиться, 分享, 分享到, 转发, 收藏, 微博, 微信,
    qq空间, シェア, ツイート, 공유""",
)
"""What the buttons of a share bar say."""

WORDS_TO_SHARE = _labels(
    """share, share this, like, like this, pin, pin it, print, print this, email, e-mail, email this,
    mail, post, send, save, bookmark, copy, copy link, x, line, pocket, threads, messenger, teilen,
    drucken, merken, versenden, partager, imprimer, envoyer, compartir, imprimir, enviar, condividi,
    stampa, compartilhar, delen, dela, del, jaa, 分享, 转发, 收藏, follow""",
)
"""Those of them that are words of any text."""

RELATED = _labels(
    """related, related articles, related article, related stories, related story, related news,
    related posts, related content, related links, related coverage, related topics, related videos,
    see also in the news, more on this story, more on this topic, more from, more news, more stories,
    more headlines, more articles, more to read, read next, up next, what to read next,
    you may also like, you might also like, you may also be interested in,
    you might also be interested in, recommended, recommended for you, recommended stories,
    recommended articles, suggested for you, don't miss, in case you missed it, most read,
    most popular, most viewed, most commented, most shared, popular, popular posts, popular stories,
    popular articles, trending, trending now, trending stories, top stories, top news, latest,
    latest news, latest stories, latest headlines, latest posts, recent posts, recent articles,
    recent stories, recent news, other news, other stories, other articles, editors' picks,
    editor's picks, editor's choice, from around the web, from the web, around the web,
    promoted stories, sponsored content, sponsored stories, paid content, elsewhere on the web,
    also on, also in the news, more like this, similar articles, mehr zum thema, zum thema,
    das könnte sie auch interessieren, das könnte dich auch interessieren, auch interessant,
    lesen sie auch, lesen sie mehr, weitere artikel, weitere themen, weitere meldungen,
    ähnliche artikel, ähnliche beiträge, verwandte artikel, verwandte themen, verwandte beiträge,
    meistgelesen, meistgelesene artikel, beliebte artikel, neueste artikel, neueste beiträge,
    aktuelle meldungen, empfehlungen, sur le même sujet, à lire aussi, lire aussi, à lire également,
    articles liés, articles similaires, articles récents, dans la même rubrique, les plus lus,
    les plus partagés, les plus populaires, plus lus, vous aimerez aussi, vous pourriez aussi aimer,
    derniers articles, noticias relacionadas, artículos relacionados, relacionados,
    te puede interesar, también te puede interesar, le puede interesar, lo más leído, lo más visto,
    más leídas, más noticias, más vistos, últimas noticias, entradas recientes, notícias relacionadas,
    leia também, leia mais, mais lidas, últimas notícias, leggi anche, articoli correlati,
    potrebbe interessarti, ti potrebbe interessare anche, i più letti, lees ook, meer nieuws,
    meest gelezen, gerelateerde artikelen, czytaj także, zobacz także, powiązane artykuły,
    najczęściej czytane, läs också, läs mer, mest läst, les også, mest lest, læs også, mest læste,
    lue myös, luetuimmat, čtěte také, související články, ilgili haberler, çok okunanlar, baca juga,
    berita terkait, terpopuler, читайте также, похожие статьи, другие новости, популярное, 相关新闻,
    相关阅读, 相关文章, 相关报道, 延伸阅读, 推荐阅读, 热门文章, 热点新闻, 最新文章, 猜你喜欢, 更多新闻,
    相關新聞, 延伸閱讀, 推薦閱讀, 関連記事, おすすめ記事, 人気記事, アクセスランキング,
    あわせて読みたい, 관련기사, 많이 본 뉴스, 인기기사, 추천기사""",
)
"""Headings of lists of other pages."""

ADS = _labels(
    """advertisement, advertisements, advertisment, advertisement continue reading below,
    article continues below, article continues below advertisement, story continues below,
    story continues below advertisement, continue reading below, anzeige, werbung, publicité, publicidad,
    publicidade, pubblicità, advertentie, annons, reklama, реклама, 广告, 廣告, 広告""",
)
"""Marks that are left of advertisements."""

TAGS = _labels(
    """tag, tags, tagged, tagged as, tagged in, tagged with, article tags, filed under, filed in, posted in,
    schlagwort, schlagworte, schlagwörter, mots clés, mots-clés, étiquettes, etiquetas, теги, метки, 标签,
    標籤, タグ""",
)
"""Words before the tags of a page, and hardly before anything else."""

CALLS_TO_SHARE = frozenset("gefällt teile sharen j'aime j’aime me curtir compartilhe comparte deel".split())
"""Words with which calls to share begin, beside the names of buttons."""

COUNTED = frozenset(["shares", "share", "likes", "tweets", "comments"])
"""What the counters beside share buttons count."""

EDITORS = _labels(
    """editor, edited by, editing by, reporting by, redaktion, redakteur, redakteurin, redacción, redazione,
    rédaction, редактор, 编辑, 編輯, 责任编辑, 責任編輯, 责编, 校对, 审核, 編集""",
)
"""Who worked on a text for the site. Only a page's own credits say so."""

ROLES = EDITORS | _labels(
    """source, sources, reporter, writer, author, written by, posted by, published by, submitted by,
    compiled by, translated by, quelle, autor, autorin, von, fuente, fonte, autore, auteur, auteurs, bron,
    źródło, zdroj, källa, kilde, lähde, kaynak, источник, автор, 来源, 來源, 作者, 记者, 記者, 文章来源, 稿源,
    稿件来源, 出典, 출처, 기자""",
)
"""Words before the names in a credit."""

JUMPS = _labels(
    """skip to content, skip to main content, skip to navigation, skip to search, jump to navigation,
    jump to content, jump to main content, jump to search, back to top, back to the top, return to top,
    to the top, back to overview, back to list, back to home, back to homepage, zum inhalt,
    zum inhalt springen, zum hauptinhalt, zum hauptinhalt springen, zur navigation springen,
    zur hauptnavigation springen, zurück zur übersicht, zurück zur startseite, zurück zum seitenanfang,
    nach oben, nach oben scrollen, aller au contenu, aller au contenu principal, aller à la navigation,
    retour en haut, retour en haut de page, haut de page, retour à l'accueil, retour à la liste,
    ir al contenido, saltar al contenido, ir al contenido principal, volver arriba, volver al inicio,
    ir para o conteúdo, pular para o conteúdo, voltar ao topo, vai al contenuto, torna su,
    torna all'inizio, naar de inhoud, ga naar inhoud, naar boven, terug naar boven, przejdź do treści,
    do góry, wróć do góry, gå till innehåll, till toppen, gå til innhold, til toppen, siirry sisältöön,
    přejít na obsah, zpět nahoru, içeriğe geç, yukarı çık, перейти к содержанию,
    перейти к основному содержанию, наверх, вернуться наверх, 返回顶部, 回到顶部, 跳到内容,
    跳转到主要内容, 跳到主要內容, コンテンツへスキップ, ページトップへ, ページの先頭へ, 본문 바로가기,
    맨 위로""",
)
"""Links that lead around the page itself, or back to the list that it is in."""

ON = _labels(
    """read more, read more here, continue reading, read the full story, read full article, read the rest,
    read the full article, click here to read more, click here for more, click here to continue reading,
    mehr lesen, weiterlesen, lire la suite, leer más, seguir leyendo, leia mais, continue lendo,
    leggi tutto, continua a leggere, lees meer, lees verder, czytaj więcej, läs mer, læs mere, les mer,
    lue lisää, číst dál, devamını oku, читать далее, 阅读全文, 查看全文, 続きを読む""",
)
"""Links from the beginning of a text to the rest of it."""

OTHERS = _labels(
    """you may also like, you might also like, you may also be interested in,
    you might also be interested in, recommended for you, related articles, related stories,
    related posts, related news, related content, more from the web, from around the web,
    around the web, promoted stories, sponsored stories, das könnte sie auch interessieren,
    das könnte dich auch interessieren, lesen sie auch, ähnliche artikel, ähnliche beiträge,
    verwandte artikel, verwandte beiträge, weitere artikel zum thema, sur le même sujet, à lire aussi,
    lire aussi, articles liés, articles similaires, vous aimerez aussi, vous pourriez aussi aimer,
    noticias relacionadas, artículos relacionados, te puede interesar, también te puede interesar,
    le puede interesar, notícias relacionadas, leia também, leggi anche,
    articoli correlati, potrebbe interessarti, potrebbero interessarti anche, lees ook,
    gerelateerde artikelen, czytaj także, zobacz także, powiązane artykuły, läs också,
    les også, læs også, lue myös, čtěte také, související články, ilgili haberler, baca juga,
    ezek is érdekelhetnek, читайте также, похожие статьи, 相关新闻, 相关阅读, 相关文章, 相关报道,
    延伸阅读, 推荐阅读, 猜你喜欢, 相關新聞, 延伸閱讀, 推薦閱讀, 関連記事, あわせて読みたい, 관련기사""",
)
"""Those headings of lists of other pages that no text has of its own."""

RELATED |= OTHERS

VAGUE = _labels(
    """voir aussi, veja também, zobacz też, related, recommended, popular, trending, latest, up next,
    related topics, related videos, related links, most popular, relacionados, neueste artikel,
    empfehlungen, popularne, популярное, terpopuler""",
)
"""Those of the headings that a text may have of its own."""

RELATED |= VAGUE

SITE = _labels(
    """home, homepage, home page, main menu, navigation, skip to content, skip to main content, about us,
    contact us, sitemap, site map, latest news, breaking news, rss, rss feed, rss feeds, app download,
    subscribe, subscriptions, log in, login, log out, logout, sign in, sign up, sign out, my account,
    shopping cart, wishlist, advertise, advertise with us, privacy policy, privacy notice, cookie policy,
    cookie settings, terms of use, terms of service, terms & conditions, terms and conditions, imprint,
    follow us, share this, read more, see all, view all, show more, load more, back to top, open menu,
    toggle navigation, e-paper, epaper, digital edition, today's paper, most read, editors' picks,
    recent posts, recent comments, related posts, related articles, leave a comment,
    do not sell my personal information, newsletter, newsletters, my profile, customer service,
    help center, media kit, startseite, hauptmenü, über uns, impressum, datenschutzerklärung, datenschutz,
    agb, anmelden, abmelden, registrieren, einloggen, mein konto, warenkorb, weiterlesen,
    zum inhalt springen, nach oben, cookie-einstellungen, nutzungsbedingungen, mediadaten, meistgelesen,
    accueil, qui sommes-nous, nous contacter, contactez-nous, mentions légales, à la une, se connecter,
    connexion, s'inscrire, s'abonner, abonnez-vous, mon compte, plan du site, conditions d'utilisation,
    cgu, cgv, politique de confidentialité, données personnelles, gestion des cookies, lire la suite,
    voir plus, retour en haut, portada, acerca de, quiénes somos, aviso legal, política de privacidad,
    política de cookies, iniciar sesión, registrarse, suscríbete, suscribirse, mi cuenta, hemeroteca,
    ver más, leer más, volver arriba, mapa del sitio, síguenos, página inicial, sobre nós, fale conosco,
    cadastre-se, assine, política de privacidade, termos de uso, leia mais, chi siamo, contatti,
    note legali, accedi, registrati, abbonati, leggi tutto, over ons, inloggen, privacyverklaring,
    algemene voorwaarden, lees meer, strona główna, o nas, zaloguj się, polityka prywatności, regulamin,
    czytaj więcej, om oss, logga in, prenumerera, forside, log ind, logg inn, etusivu, kirjaudu, o nás,
    přihlásit se, ana sayfa, anasayfa, hakkımızda, iletişim, beranda, tentang kami, hubungi kami,
    trang chủ, liên hệ, 首页, 主页, 登录, 注册, 关于我们, 联系我们, 网站地图, 版权声明, 免责声明,
    广告服务, 诚聘英才, 人才招聘, 友情链接, 意见反馈, 用户协议, 隐私政策, 返回顶部, 首頁, 登入, 註冊,
    關於我們, 聯絡我們, 隱私權政策, ホーム, ログイン, 会員登録, お問い合わせ, 会社概要, 利用規約,
    プライバシーポリシー, サイトマップ, もっと見る, 홈, 로그인, 회원가입, главная, войти, контакты, о нас,
    о проекте, головна, αρχική, επικοινωνία, الرئيسية, اتصل بنا, من نحن""",
)
"""Those of the labels of menus that hardly any text has: of the site itself, not of what it is about."""
