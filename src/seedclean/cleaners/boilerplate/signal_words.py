"""Words that say of what kind their line is, in the languages of most pages.

The line model counts them by kind, so what it has learnt of `Kommentare` it
has learnt of `comentarios`. One word is no reason for anything.
"""

from __future__ import annotations

SIGNALS: dict[str, str] = {
    # the small words of running text
    "function": """
        the of and to in is that for it was with as be by at are this have from or his her had
        they which you were their there been one would will what if when can more has but not
        she he we an on der die das und ist von den mit zu dem des ein eine auf für nicht sich
        auch als es werden aus er hat dass sie nach bei um am sind noch wie einem einen über im
        war wurde le la les de et un une est que qui dans pour pas sur plus par au avec ce il
        sont du ne se cette aux ont son mais comme nous été el los las y en por con para una su
        del al lo como más pero sus ya fue este porque esta entre cuando muy sin sobre también
        ser di che è e della per non sono da si dei alla nel più ha come anche gli ma delle
        questo o a os do em uma não com dos no na foi ao são mas het een van dat op te zijn met
        voor niet aan om ook bij maar door naar uit dan werd och att det som på är av för med
        till inte har ett jag var og i til ikke w z się nie że jest jak po od ale za przez jego
        v je že s ve pro jako и в не на что с по как это из у за от для его но он она они был
        было были же то ja ei että oli ovat mutta kun hän bir bu için ile olarak daha olan çok
        va și în cu pe nu din să και το της του να με για είναι από στο في من على أن إلى هذا
        التي عن مع كان που τα οι την là và của các có trong được cho một những không với yang
        itu dengan untuk tidak ini dari dalam akan pada
    """,
    # services and buttons to share with
    "share": """
        facebook twitter linkedin pinterest whatsapp reddit tumblr instagram youtube tweet
        tweets pin digg delicious stumbleupon flipboard telegram vk xing mail email print share
        shares shared sharing teilen drucken partager imprimer compartir imprimir condividi
        stampa compartilhar delen afdrukken dela skriv jaa tulosta udostępnij drukuj sdílet tisk
        поделиться печать paylaş yazdır κοινοποίηση del facebooku weibo google bookmark follow
        followers likes retweet snapchat tiktok mastodon bluesky skype messenger
    """,
    # signing in and up
    "account": """
        login log logout sign signin signup register registration account password username
        anmelden einloggen abmelden registrieren konto passwort benutzername connexion connecter
        inscription inscrire compte mot déconnexion iniciar sesión registrarse registrate cuenta
        contraseña accedi registrati entrar cadastro senha conta inloggen aanmelden wachtwoord
        logga zaloguj zarejestruj hasło přihlásit registrace heslo войти регистрация вход пароль
        giriş kirjaudu rekisteröidy kayıt logg bruker σύνδεση εγγραφή member members
    """,
    # newsletters and subscriptions
    "subscribe": """
        subscribe subscription subscriber subscribers newsletter newsletters rss feed feeds abo
        abonnieren abonnement abonnements abonnez abonner abonné suscríbete suscribirse
        suscripción boletín iscriviti abbonati abbonamento assine assinatura nieuwsbrief
        abonneren prenumerera nyhetsbrev subskrybuj prenumerata odebírat подписка подписаться
        рассылка abone bülten uutiskirje tilaa inbox e-mail alerts unsubscribe epaper digital
        premium
    """,
    # rights, terms and privacy
    "legal": """
        copyright rights reserved privacy terms cookie cookies policy disclaimer imprint
        impressum datenschutz datenschutzerklärung agb nutzungsbedingungen urheberrecht
        vorbehalten rechte mentions légales confidentialité droits réservés conditions derechos
        reservados privacidad condiciones términos aviso diritti riservati informativa note
        legali direitos política privacidade termos rechten voorbehouden voorwaarden
        privacybeleid rättigheter integritetspolicy zastrzeżone prawa regulamin polityka
        prywatności práva vyhrazena podmínky права защищены конфиденциальности gizlilik saklıdır
        tietosuoja käyttöehdot gdpr consent trademark trademarks licensed llc inc ltd gmbh
    """,
    # comments and their furniture
    "comment": """
        comment comments commenting reply replies respond responses trackback trackbacks
        pingback kommentar kommentare kommentieren antworten commentaire commentaires commenter
        répondre comentario comentarios comentar responder respuestas commento commenti rispondi
        comentários reactie reacties beantwoorden kommentera kommentarer svara komentarz
        komentarze odpowiedz komentáře komentář комментарии комментарий ответить yorum yorumlar
        yanıtla kommentit vastaa says wrote posted posts anonymous sagt schreibt dit dijo dice
        permalink upvote downvote flag moderated moderation spam σχόλια
    """,
    # other pages that are offered
    "related": """
        related recommended recommend popular trending latest recent recently similar featured
        most viewed read also top stories headlines next previous prev newer older archive
        archives verwandte ähnliche empfohlen meistgelesen weitere aktuelle mehr nächster
        vorheriger lire aussi articles similaires populaires dernières récents suivant précédent
        voir relacionados relacionadas relacionado recomendado recientes últimas anterior
        siguiente leer correlati leggi ultimi recenti gerelateerd meest gelezen meer lees vorige
        volgende relaterade läs mer senaste powiązane podobne najnowsze czytaj więcej następny
        poprzedni související další předchozí čtěte nejčtenější похожие читайте также новости
        ещё следующая предыдущая ilgili haberler son önceki sonraki lue lisää luetuimmat
    """,
    # the parts of a site, shops and advertisements
    "nav": """
        home menu search contact about sitemap faq help site navigation skip content main top
        back page pages categories category tags tag startseite suche kontakt über uns hilfe
        seite kategorien schlagwörter themen accueil recherche rechercher contactez propos aide
        catégories étiquettes plan inicio buscar contacto acerca ayuda categorías etiquetas
        temas portada cerca contatti chi siamo aiuto etichette pesquisar contato sobre ajuda
        zoeken over ons categorieën sök hem om oss strona główna szukaj domů hledat o nás
        главная поиск контакты меню о нас ana sayfa ara iletişim hakkımızda etusivu haku
        yhteystiedot jobs careers advertise advertising sponsored advertisement anzeige werbung
        publicité publicidad pubblicità advertentie annons reklama реклама ilan rss mobile app
        download apps store cart basket checkout shop warenkorb panier carrito
    """,
    # dates and times
    "time": """
        january february march april may june july august september october november december
        jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday
        friday saturday sunday mon tue wed thu fri sat sun am pm ago hours hour minutes mins min
        days day updated published uhr januar februar märz mai juni juli oktober dezember montag
        dienstag mittwoch donnerstag freitag samstag sonntag janvier février mars avril juin
        juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi
        samedi dimanche enero febrero marzo abril mayo junio julio agosto septiembre octubre
        noviembre diciembre gennaio febbraio aprile maggio giugno luglio settembre ottobre
        dicembre janeiro fevereiro março maio junho julho setembro outubro novembro dezembro
        januari februari maart mei augustus января февраля марта апреля мая июня июля августа
        сентября октября ноября декабря stycznia lutego marca kwietnia maja czerwca lipca
        sierpnia września października listopada grudnia veröffentlicht aktualisiert publié mis
        jour publicado actualizado gepubliceerd bijgewerkt
    """,
    # who wrote or photographed
    "credit": """
        by author photo photos image images picture credit getty reuters ap afp staff editor
        reporter writer correspondent written source foto fotos bild bilder quelle von autor
        redaktion crédit auteur rédaction fuente imagen redacción fonte autore redazione video
        videos gallery galerie galería slideshow
    """,
    # words of people who talk to each other
    "talk": """
        i m my me mine you your yours thanks thank great love loved awesome nice lol btw haha
        agree hi hello wow amazing cool anyone ok im dont cant ive wonderful beautiful congrats
        please yes ich du dein danke toll super hallo mir je tu toi merci bravo moi bonjour j yo
        tú gracias mi hola felicidades io grazie ciao complimenti eu obrigado você parabéns ik
        bedankt jag tack ja dzięki díky я ты спасибо вы ben teşekkürler minä kiitos
    """,
}

UNSPACED_SIGNALS: dict[str, str] = {
    "function": "的 了 是 在 不 和 有 我 他 这 也 就 の は が を に と",
    "share": "分享 微博 微信 转发 收藏 打印 朋友圈 空间 シェア ツイート",
    "account": "登录 注册 登陆 密码 会员 用户名 ログイン",
    "subscribe": "订阅 邮箱 客户端 关注",
    "legal": "版权 所有 声明 备案 许可证 免责 隐私 法律 違反 利用規約 著作権 ICP",
    "comment": "评论 回复 跟帖 网友 发表 留言 コメント 楼主 举报",
    "related": "相关 推荐 热门 更多 上一篇 下一篇 阅读 排行 最新 精彩 热点 関連 記事 ランキング",
    "nav": "首页 导航 搜索 联系我们 关于 频道 网站 返回 广告 地图 招聘 帮助 服务 ホーム",
    "time": "年 月 日 时间 发布",
    "talk": "我 你 谢谢 支持 楼主 顶 哈哈 呵呵",
    "credit": "来源 作者 编辑 责任 责编 记者 图片 原标题",
}
"""The same for Chinese and Japanese, which set no blanks between words."""
