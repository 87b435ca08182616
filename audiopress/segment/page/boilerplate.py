"""Lines that a reader passes over at sight, in the languages of an international newspaper: rules with names.

They hold for HTML and for plain text alike, whatever the model thinks of a line: `Read more: …` is never spoken.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from audiopress.languages.tokens import spelled
from audiopress.segment.page.features import words
from audiopress.segment.page.guarded import guarded, worded
from audiopress.segment.page.openings import Opening
from audiopress.segment.page.text_model import Line

LONGEST: Final = 40
"""Words; what is longer is no furniture by these rules."""
_HEADINGS: Final = frozenset({"h2", "h3", "h4"})
_BOXED: Final = re.compile(r"[\[【▶►→▷☞»>]")
BOXED: Final = 0.8
"""Share of a line's letters that are a link's, where a bracket or an arrow says that it is one."""
NAMED: Final = 4
"""Words of the shortest headline in such a box; what is shorter is a source: `[The Ledger]`."""
# All are matched against a line in lower case: a pattern that ignores case costs three times as much.
_POINTER: Final = Opening(
    r"[\s\[(【〈<▶►▷☞→※■□●◆*•>»-]*(?:"
    r"read (?:more|also|next|the full (?:story|article))|also read|see (?:also|more)|must read|related(?: (?:stor(?:y|ies)|articles?|coverage|news|content|topics?|links?))?"
    r"|more (?:on this(?: story)?|from [\w' ]{2,30}|stories)|don['’]t miss|recommended(?: (?:for you|stories|reading))?|you (?:may|might) (?:also )?like"
    r"|(?:you (?:may|might) )?also (?:be )?interested in|most (?:read|popular|viewed|shared|recent)|trending(?: now)?|next up in [\w&' ]{2,40}|top stories|latest (?:news|stories)|editors?['’]?s?['’]? picks?"
    r"|read(?= ?[:|>»])|more(?= ?[:|])|(?:go|dig|read) deeper|in case you missed it|icymi|(?:further|more|keep|continue) reading(?: below)?|explore more|full coverage"
    r"|what to read next|more to (?:read|explore|see)|more like this|watch(?: (?:now|also|more|the video))?|listen(?: (?:now|also))?|in pictures|gallery|explainer"
    r"|weiterlesen|(?:mehr )?zum thema|mehr dazu|lesen sie (?:auch|hier|mehr|dazu|jetzt|außerdem)(?: zum thema| dazu)?|lesetipps?|hier lesen|auch (?:interessant|lesenswert)|weitere (?:artikel|themen)|das könnte sie (?:auch )?interessieren"
    r"|(?:à )?(?:lire|voir|écouter) (?:aussi|également|la suite)|à (?:lire|voir|découvrir)|pour aller plus loin|sur le même (?:sujet|thème)|nos articles"
    r"|(?:am )?meist(?:e)? ?gelesen(?:e artikel)?|les plus lus|lo más (?:leído|visto)|mais lidas|più letti|artigos relacionados|articoli correlati|você (?:pode|também pode|vai) (?:também )?gostar|veja também|potrebbe(?:ro)? interessarti(?: anche)?"
    r"|читайте также|вам (?:также )?может быть интересно|похожие (?:записи|статьи|новости)|le[ae] también|le[ae]r más|te puede interesar|relacionad[oa]s?|ver (?:también|más)|te recomendamos|más (?:información|noticias)|sigue leyendo|leggi anche|leia (?:também|mais)"
    r"|관련 ?(?:기사|뉴스|글)|함께 ?(?:보면|읽으면) 좋은(?: ?기사)?|(?:기사 ?)?더 ?보기|많이 본 (?:뉴스|기사)|추천 ?(?:기사|뉴스)|関連(?:記事|ニュース|リンク)?|(?:併|あわ)せて読みたい|続きを読む|(?:人気|おすすめ|注目の?)(?:記事|ニュース)"
    r"|相关(?:阅读|新闻|报道|链接)|相關(?:閱讀|新聞)|(?:延伸|推荐|更多|推薦)(?:阅读|閱讀)|热门推荐|猜你喜欢"
    r")(?P<mark>\s*(?:[:：|>»›\]）)】〉–—…]|\.\.\.|$))?"
)
_INVITES = re.compile(
    r"(?:(?:click|tap|press) (?:here|below|on the link) (?:to (?:read|see|view|watch|listen|subscribe|sign|find out|follow)|for)\b.{0,60}"
    r"|(?:you can )?(?:read|see|find|watch|follow|view|check out)\b.{0,60}\bhere[.!]?"
    r"|read (?:the|our) (?:full |whole |original |latest )?(?:story|article|report|coverage|review|interview|explainer|guide)\b.{0,30}"
    r"|(?:also read|read also|read next|(?:à )?lire (?:aussi|également)|lesen sie (?:auch|hierzu)|le[ae] también|leia (?:também|mais)|leggi anche|veja também) [^.!]+"
    r"|☞[^.。]+|【(?:写真|動画|画像|図|グラフ|表|地図)】[^。]+)$"
)
"""What asks readers to go and look somewhere else."""
_LABELLED = re.compile(
    r"(?:photos?|in photos|video|opinion|analysis|explained|explainer|podcast|quiz|interactive|gallery|exclusive|watch live|live|live updates"
    r"|bilder|video|kommentar|analyse|vidéo|diaporama|décryptage|fotos|vídeo|galería|opinión|análisis|포토|영상|사진)\s?[:|]\s?[^.!。]+$"
)
"""A genre and another story's headline, in a line of the text."""
_ADVERTISEMENT = re.compile(
    r"[\s\[(*-]*(?:(?:ads?|advertisement|advertising|sponsored(?: content)?|promoted|paid post|anzeige|werbung|publicité|publicidad|anuncio|广告|廣告|広告|スポンサー(?:ド)?リンク|광고|pubblicità)"
    r"(?:[\s\])*|:.–—-]+(?:scroll to continue|(?:(?:story|article|text) )?continues? below.{0,30})?)?"
    r"|(?:(?:the )?(?:story|article) continues (?:below|after)|scroll (?:down )?to continue).{0,40}"
    r"|(?:this (?:article|page|post|story) (?:may )?(?:contains?|includes?) affiliate links|we may (?:earn|receive|get) (?:an? )?(?:affiliate )?commissions?\b).{0,120})$"
)
_LETTER = re.compile(
    r"(?:[\w' ]{0,20}\b|.*[.!?] )?(?:sign up|subscribe|register|join us|get (?:the|our|all|your|this)|never miss|stay (?:informed|up to date)|abonnieren|bestellen|jetzt|"
    r"inscrivez|abonnez|recevez|suscr[ií]|recib[ea]|apúntate|iscriviti)"
)
_LETTERBOX: Final = worded(
    r"\b(?:newsletters?|inbox|briefings?|e-?mail alerts?|mailing list|infolettre|bolet[ií]n|boletines|posteingang)\b",
    "newsletter newsletters inbox briefing briefings email mail mailing infolettre boletín boletin boletines posteingang",
)
_LETTER_EAST: Final = guarded(
    r"(?:뉴스레터|메일링).{0,20}(?:구독|신청|받아)|(?:네이버|카카오|유튜브|텔레그램).{0,24}(?:구독|추가)|(?:카카오톡|카톡) ?제보"
    r"|(?:メールマガジン|ニュースレター|メルマガ).{0,20}(?:登録|購読)|(?:line|ライン)で?友だち追加|订阅.{0,10}(?:通讯|邮件)"
    r"|(?:关注|關注).{0,10}(?:微信|公众号|微博)|[扫掃].{0,6}(?:二维码|二維碼|qr)|(?:下载|下載).{0,16}(?:app|客户端|應用程式)|アプリ(?:を|の)(?:ダウンロード|インストール)",
    "下载|下載|アプリ|뉴스레터|메일링|구독|추가|제보|メールマガジン|ニュースレター|メルマガ|友だち|订阅|关注|關注|扫|掃",
)
_OFFER = re.compile(
    r"(?:thanks?(?: you)? for (?:signing up|subscribing|registering)"
    r"|by (?:signing up|subscribing|clicking|submitting|registering|entering|providing)\b.{0,90}(?:agree|terms|privacy|consent|policy)"
    r"|(?:follow|join|subscribe to) (?:us|our|the|[\w' ]{2,30}['’]s)\b.{0,30}\b(?:whatsapp|telegram|youtube|channel|community)\b.{0,50}"
    r"|(?:download|get|install|try) (?:the|our)\b.{0,30}\bapp\b.{0,60}|get (?:breaking )?(?:news )?alerts\b.{0,60}"
    r"|(?:(?:add|set|make|choose) .{2,50} )?(?:as )?(?:a |your )?preferred source\b.{0,40}|(?:set|add) as (?:a )?preferred source\b.{0,20}"
    r"|to receive new posts\b.{0,140}|thanks for reading [\w' ]{2,40}[!.].{0,140}"
    r"|sign up (?:to|for) [\w' -]{2,40}|enter your e-?mail(?: address)?|(?:a )?free (?:daily|weekly|monthly) (?:newsletter|e-?mail)|our (?:morning |daily |weekly |evening )?e-?mail (?:breaks down|brings|has|tells)\b.{0,80}|after newsletter promotion|privacy notice:.{0,300}|(?:our|independent|quality|local) journalism\b.{0,60}\b(?:support (?:it|us|our)|donate|contribute|from [$€£]\d).{0,60}|(?:please )?support (?:our|independent|quality|local) journalism\b.{0,60}"
    r"|(?:access|get|enjoy) unlimited\b.{0,60}|unlimited (?:digital )?access\b.{0,40}|subscribe (?:now|today)\b.{0,60}"
    r"|melden sie sich\b.{0,30}\b(?:newsletter|briefing)\b.{0,20}|(?:folgen|abonnieren) sie (?:uns|unseren?)\b.{0,50}"
    r"|(?:recevez|retrouvez)\b.{0,40}\b(?:actualité|essentiel|e-?mail|boîte|newsletter|application)\b.{0,30}|rejoignez(?:-nous)?\b.{0,20}\b(?:whatsapp|chaîne|canal)\b.{0,20}|suivez[- ]nous\b.{0,40}"
    r"|recib[ae]\b.{0,40}\b(?:correo|noticias|e-?mail|whatsapp)\b.{0,30}|únete (?:a|al)\b.{0,30}\b(?:canal|whatsapp|telegram|comunidad)\b.{0,30}|sigue(?:nos)? (?:toda )?(?:la información|en)\b.{0,40})[.!]*$"
)
"""What a paper asks of its readers between two paragraphs: to sign up, to follow, to load its app, to pay."""
_PLAYER = re.compile(
    r"(?:listen to|watch|hear|read aloud|play) (?:this|the|our) (?:story|article|episode|podcast|video|audio|interview|report)\b|listen to (?:this|our)\b"
    r"|audio by \w+|(?:listen|hören|écouter|escuchar) ?[(·|:-]? ?\d{1,2}(?::\d\d)? ?(?:min)?|your browser does not support|this (?:video|audio|content) (?:is not|can ?not|could not)|artikel anhören|écouter (?:cet|l['’])\s?article|escuchar (?:este )?artículo|기사 ?듣기|이 기사를 들으"
)
_NETWORKS = r"(?:twitter|x|facebook|instagram|youtube|linkedin|tiktok|telegram|whatsapp|threads|bluesky|mastodon|google news|reddit|pinterest)"
_FOLLOW = re.compile(
    rf"(?:(?:please )?(?:follow|like|find|join) (?:us|@?[\w' ]{{2,40}}) on {_NETWORKS}\b|(?:folgen sie|suivez|s[ií]guenos|síganos)\b.{{0,40}}{_NETWORKS}"
    rf"|share (?:this (?:article|story|post|page|on\b.{{0,30}})|on {_NETWORKS}|via .{{0,20}})|(?:share|tweet|facebook|teilen|partager|compartir|공유|シェア)[:.]?)$"
    rf"|(?:please )?(?:follow|like) (?:us|@?[\w' ]{{2,40}}) on {_NETWORKS}\b"
)
_FOOTER = re.compile(
    r"(?:copyright\b|you (?:received|are receiving|have received|were sent) this (?:e-?mail|newsletter|message)\b|this (?:e-?mail|newsletter) was sent to\b|sie erhalten diese (?:e-?mail|nachricht)\b|vous recevez cet e-?mail\b|이 기사는 언론사에서|©|ⓒ|\(c\) ?(?:19|20)\d\d|our standards: |the (?:thomson reuters )?trust principles)"
)
_CONTACT = re.compile(
    r"do you have an opinion on\b.{0,260}|if you would like to (?:submit|send|respond|contact|share)\b.{0,200}\b(?:letters?|e-?mail|click here)\b.{0,60}|\(\(.*\)\)$|(?:media|press|news) contacts?\s?:.*|contacts?(?: us)?(?: at)?\s?:? ?[\w.+-]+@.*|for (?:more|further|media|press) (?:information|details|inquiries|enquiries)\b.{0,80}(?:@|www|https?:|\d{3}|contact|visit).*"
    r"|(?:please )?(?:reach|e-?mail|contact|write to) (?:the |our )?[\w.' -]{2,60} (?:at|on|via|by)\b.{0,30}(?:@|twitter|\d{3})|(?:do you )?have a (?:news )?tip\?|got a (?:news )?tip\?"
)
_CREDITS = re.compile(
    r"[\s(\[]*(?:(?:additional |with )?(?:reporting|writing|editing|translation|translated|compiled|edited) by [^.!?]{4,}+"
    r"|(?:with|mit) (?:additional |agency )?(?:inputs?|material|reporting|files) (?:from|by|von|der)\b[^.!?]{2,60})[.)\]\s]*+$"
    r"|(?:[【\[（(]?(?:纠错|糾錯|(?:责任|責任)?(?:编辑|編輯)|责编|責編|校对|校對|审核|審核)(?:\s?[：:丨|]\s?[一-龥· ]{2,12})?[】\])）]?\s*)+$"
)
_TAGS = re.compile(
    r"(?:tags?|tagged(?: (?:as|with))?|topics?|keywords?|filed (?:under|in)|more on|schlagw(?:ort|örter)|stichwörter|themen|mots[- ]clés|sujets|etiquetas|temas|タグ|キーワード|태그|标签|標籤)"
    r"\s*[:：#][^.!?]*$|tags [^.!?]{3,80}$|(?:#[\w-]+[\s,·|]*)+$"
)
_CONTROL = re.compile(
    r"(?:(?:watch )?video|videos|close|menu|print|save|share|\d[\d.,k]* ?(?:shares?|comments?|views?)|shares?|image \d+ of \d+|\d+ ?/ ?\d+|\d+ of \d+"
    r"|(?:back to|view|open|full|launch|hide)(?: the| photo)? gallery|(?:view|show|see) (?:all|more|comments|photos?)(?: ?\(\d+\))?"
    r"|(?:play|pause|mute|replay|expand|enlarge)(?: (?:video|audio|image|photo|icon))?|quick guide|(?:this (?:story|article) is (?:still )?developing|this is a (?:developing|breaking)(?: news)? story)\b.{0,60}|show|hide|sign up|loading(?:\.{3}|…)?|[_*•–—-]{3,}|video (?:abspielen|ansehen)"
    r"|(?:view|show|open) (?:image|photo|picture)s? in (?:full ?screen|gallery)|(?:please )?(?:sign|log) in to (?:comment|leave a comment|join the conversation)\.?|(?:melden sie sich an|loggen sie sich ein),? um (?:zu kommentieren|.{2,30} zu (?:schreiben|verfassen))\.?|(?:connectez|identifiez)-vous pour (?:commenter|réagir)\.?|inicia sesión para comentar\.?|(?:copy|share) (?:the )?(?:link|url)|link copied!?|comments?|bookmark|text size|font size|published|(?:last )?updated"
    r"|(?:reading time|lesezeit|lesedauer|temps de lecture|tiempo de lectura|lecture)\s?:? ?\d+ ?min\w*\.?(?: read)?|\d+[- ]min(?:ute)?s?(?: read)?|(?:first|originally) published\b.{0,12}\d.{0,40}"
    r"|this (?:story|article|piece) was (?:first|originally) published(?: on)? .{0,40}\d{4}.{0,24}"
    r"|schließen|drucken|teilen|kommentare|merken|fermer|imprimer|partager|commenter|réagir|cerrar|imprimir|compartir|comentar|閉じる|印刷|닫기|인쇄|공유하기|글자 ?크기(?: ?(?:조절|변경))?|스크랩|url ?복사|关闭|打印)$"
)
_EMBEDDED = re.compile(
    r"(?:(?:view|see|watch) (?:this|the) (?:post|profile|video|thread|photo|reel)s? on \w+.{0,20}|(?:a|an?) (?:post|reel|video|photo|story) (?:shared|posted) by .{2,80}"
    r"|(?:sieh|sehen|schau)\w* (?:dir |sie sich )?(?:diesen|den) (?:beitrag|post) auf .{2,30}|(?:voir|afficher) cette publication sur .{2,30}|ver esta publicación en .{2,30}"
    r"|(?:ein beitrag geteilt von|une publication partagée par|una publicación compartida (?:de|por)) .{2,80}|show this thread|replying to @.{2,60}"
    r"|(?:instagram|페이스북|인스타그램)에서 이 게시물 보기.{0,20}|この投稿を\w+で見る.{0,20}|(?:pic\.(?:twitter|x)\.com/\S++\s*+)++)$"
)
"""What networks put around a post."""
_NOTICE = re.compile(
    r"(?:please (?:enable|turn on|activate) (?:javascript|cookies)|(?:you need to )?enable (?:javascript|cookies)|verify (?:that )?you are (?:a )?human|checking your browser|checking if the site connection|just a moment\b"
    r"|are you a robot|(?:our systems have detected|we(?: have|'ve) detected) unusual|access (?:to this page has been )?denied|you don['’]t have permission to access|this (?:site|page) can['’]t be reached"
    r"|(?:the )?(?:requested )?(?:page|url|address)\b.{0,30}\b(?:was |could )?not (?:be )?found|page not found|(?:error )?404\b.{0,20}not found|not found$|(?:sorry, )?(?:we can['’]t|we couldn['’]t|we could not) find (?:the|that) page"
    r"|we value your privacy|we (?:and|use|care).{0,20}\bpartners\b.{0,60}\b(?:cookies|store|process|data)|(?:this|our) (?:web)?site uses cookies|we use cookies"
    r"|wir verwenden cookies|diese (?:web)?seite verwendet cookies|(?:die )?seite (?:wurde )?nicht gefunden|nous utilisons des cookies|page introuvable|utilizamos cookies|página no encontrada"
    r"|(?:요청하신 )?페이지를 찾을 수 없|(?:お探しの)?ページ(?:が|は)見つかりません|(?:页面|頁面)不存在)"
)
"""What stands in the place of a page: a gate for robots, a question for consent, an error."""
_END = re.compile(
    r"\W{0,3}(?:ends?|more|끝|完|了|以上|fin|ende)\W{1,3}$|ends$|[-–— ]*30[-–— ]+$|[#*＊※ ]{2,}$|[（(【\[](?:끝|完|了|以上|おわり)[）)】\]]$"
)
"""How agencies and typists say that the story is over."""

_SAID: Final = worded(
    r"(?P<footer>.{0,60}(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados"
    r"|무단 ?전재|저작권자|無断(?:転載|複製)|版权所有|版權所有))"
    r"|(?P<contact>[\s(\[<]*[\w.+-]+@[\w-]+\.[\w.]+[\s)\]>]*$|.{2,50} (?:can|may) be (?:reached|contacted)\b.{0,20}(?:@|twitter|\d{3}))"
    r"|(?P<newsletter>[\w' ]{2,40} is a reader-supported (?:publication|newsletter)\b)"
    r"|(?P<credits>[\s(\[]*[^.!?]{4,120} contributed (?:reporting|to (?:this|the) (?:report|story|article))\b.{0,40}[.)\]\s]*$"
    r"|[\s(\[]*[a-z]{2,4}(?:/[a-z]{2,4}){1,3}(?: \([a-z/, ]{2,30}\))?[.)\]\s]*$)",
    "rights rechte droits derechos reached contacted contributed supported",
    "@|/|무단|저작권자|無断|所有",
)
"""What is furniture by something that stands further on in the line."""

_RULES: Final = {
    "read more": _INVITES,
    "advertisement": _ADVERTISEMENT,
    "newsletter": _OFFER,
    "player": _PLAYER,
    "follow and share": _FOLLOW,
    "footer": _FOOTER,
    "contact": _CONTACT,
    "credits": _CREDITS,
    "tags": _TAGS,
    "control": _CONTROL,
    "embed": _EMBEDDED,
    "notice": _NOTICE,
    "end mark": _END,
}
PLAYED: Final = 16
"""Words of a line that is no label of a player any more."""


def _named(*rules: str) -> Opening:
    """The rules as one pattern, whose last group is the rule's name."""
    return Opening("|".join(f"(?P<{rule.replace(' ', '_')}>{_RULES[rule].pattern})" for rule in rules))


_NAMED: Final = _named(*_RULES)
_NAMED_LONG: Final = _named(*(rule for rule in _RULES if rule != "player"))


def furniture(line: Line) -> str:
    """The rule that keeps a line out of every article, or nothing."""
    text = line.text
    if len(text) > 400 or words(text) > LONGEST:
        return ""
    lowered = text.lower()
    pointer = _pointer(lowered)
    if line.links > BOXED and _BOXED.match(text) and words(text) >= NAMED:
        return "read more"
    if pointer and (pointer["mark"] is not None or line.links > 0.4) and not _answers(line, pointer):
        return "read more"
    parts = spelled(text).parts
    if (_LETTERBOX.search(lowered, parts) and _LETTER.match(lowered)) or (
        not lowered.isascii() and _LETTER_EAST.search(lowered)
    ):
        return "advertisement" if _ADVERTISEMENT.match(lowered) else "newsletter"
    named = (_NAMED if words(text) < PLAYED else _NAMED_LONG).match(lowered)
    if named:
        return (named.lastgroup or "").replace("_", " ")
    if line.tag not in _HEADINGS and _LABELLED.match(lowered):
        return "read more"
    said = _SAID.match(lowered, parts)
    return (said.lastgroup or "") if said else ""


def leads(lowered: str) -> bool:
    """A heading, in lower case, that leads away from the story: `related stories`, below which others' headlines stand."""
    pointer = _pointer(lowered)
    return pointer is not None and not lowered[pointer.end() :].strip(" :：|>»›\\])）】〉…·-")


@lru_cache(maxsize=1024)
def _pointer(lowered: str) -> re.Match[str] | None:
    """What both ask of every line of a page."""
    return _POINTER.match(lowered)


def _answers(line: Line, pointer: re.Match[str]) -> bool:
    """A colon that more than a headline follows: `Related: the office said … . It …`, or a subhead such as `Explainer`."""
    rest = line.text[pointer.end() :].strip()
    return line.links < 0.2 and bool(re.search(r"[.!?]\s+\S", rest))
