"""Lines that a reader passes over at sight, in the languages of an international newspaper: rules with names.

They hold for HTML and for plain text alike, whatever the model thinks of a line: `Read more: …` is never spoken, and a
correction always is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from audiopress.segment.guarded import guarded
from audiopress.segment.lines import Line
from audiopress.segment.signals import words

LONGEST: Final = 40
"""Words; what is longer is no furniture by these rules."""
TEASED: Final = 14
"""Letters of the shortest thing that a paywall says in Latin script."""
# All are matched against a line in lower case: a pattern that ignores case costs three times as much.
_POINTER = re.compile(
    r"[\s\[(【〈<▶►▷☞→※■□●◆*•>»-]*(?:"
    r"read (?:more|also|next|the full (?:story|article))|also read|see (?:also|more)|must read|related(?: (?:stor(?:y|ies)|articles?|coverage|news|content|topics?|links?))?"
    r"|more (?:on this(?: story)?|from [\w' ]{2,30}|stories)|don['’]t miss|recommended(?: (?:for you|stories|reading))?|you (?:may|might) (?:also )?like"
    r"|(?:you (?:may|might) )?also (?:be )?interested in|most (?:read|popular|viewed|shared|recent)|trending(?: now)?|next up in [\w&' ]{2,40}|top stories|latest (?:news|stories)|editors?['’]?s?['’]? picks?"
    r"|what to read next|watch(?: (?:now|also|more|the video))?|listen(?: (?:now|also))?|in pictures|gallery|explainer"
    r"|weiterlesen|mehr (?:zum thema|dazu)|lesen sie (?:auch|hier|mehr|dazu)|lesen sie auch|auch interessant|das könnte sie (?:auch )?interessieren"
    r"|(?:à )?lire (?:aussi|également|la suite)|à lire|voir aussi|sur le même sujet"
    r"|(?:am )?meist(?:e)? ?gelesen(?:e artikel)?|les plus lus|lo más (?:leído|visto)|mais lidas|più letti|artigos relacionados|articoli correlati|você (?:pode|também pode|vai) (?:também )?gostar|veja também|potrebbe(?:ro)? interessarti(?: anche)?"
    r"|читайте также|вам (?:также )?может быть интересно|похожие (?:записи|статьи|новости)|le[ae] también|le[ae]r más|te puede interesar|relacionado|ver también|leggi anche|leia (?:também|mais)"
    r"|관련 ?(?:기사|뉴스|글)|함께 ?(?:보면|읽으면) 좋은|더 ?보기|関連(?:記事|ニュース)|あわせて読みたい|続きを読む|相关(?:阅读|新闻|报道)|相關(?:閱讀|新聞)|延伸(?:阅读|閱讀)"
    r")(?P<mark>\s*(?:[:：|>»›\]）)】〉–—…]|\.\.\.|$))?"
)
_ADVERTISEMENT = re.compile(
    r"[\s\[(*-]*(?:(?:advertisement|advertising|sponsored(?: content)?|promoted|paid post|anzeige|werbung|publicité|publicidad|anuncio|广告|廣告|広告|광고|pubblicità)"
    r"(?:[\s\])*|:.–—-]+(?:scroll to continue|(?:(?:story|article|text) )?continues? below.{0,30})?)?"
    r"|(?:(?:the )?(?:story|article) continues (?:below|after)|scroll (?:down )?to continue).{0,40})$"
)
_LETTER = re.compile(
    r"(?:[\w' ]{0,20}\b|.*[.!?] )?(?:sign up|subscribe|register|join us|get (?:the|our|all|your|this)|never miss|stay (?:informed|up to date)|abonnieren|bestellen|jetzt|"
    r"inscrivez|abonnez|recevez|suscr[ií]|recib[ea]|apúntate|iscriviti)"
)
_LETTERBOX: Final = guarded(
    r"\b(?:newsletters?|inbox|briefings?|e-?mail alerts?|mailing list|infolettre|bolet[ií]n|boletines|posteingang)\b",
    "letter|inbox|briefing|mail|infolettre|bolet|posteingang",
)
_LETTER_EAST: Final = guarded(
    r"(?:뉴스레터|메일링).{0,20}(?:구독|신청)|(?:メールマガジン|ニュースレター).{0,20}(?:登録|購読)|订阅.{0,10}(?:通讯|邮件)",
    "뉴스레터|메일링|メールマガジン|ニュースレター|订阅",
)
_PLAYER = re.compile(
    r"(?:listen to|watch|hear|read aloud|play) (?:this|the|our) (?:story|article|episode|podcast|video|audio|interview|report)\b|listen to (?:this|our)\b"
    r"|your browser does not support|this (?:video|audio|content) (?:is not|can ?not|could not)|artikel anhören|écouter (?:cet|l['’])\s?article|escuchar (?:este )?artículo|기사 ?듣기|이 기사를 들으"
)
_NETWORKS = r"(?:twitter|x|facebook|instagram|youtube|linkedin|tiktok|telegram|whatsapp|threads|bluesky|mastodon|google news|reddit|pinterest)"
_FOLLOW = re.compile(
    rf"(?:(?:please )?(?:follow|like|find|join) (?:us|@?[\w' ]{{2,40}}) on {_NETWORKS}\b|(?:folgen sie|suivez|s[ií]guenos|síganos)\b.{{0,40}}{_NETWORKS}"
    rf"|share (?:this (?:article|story|post|page|on\b.{{0,30}})|on {_NETWORKS}|via .{{0,20}})|(?:share|tweet|facebook|teilen|partager|compartir|공유|シェア)[:.]?)$"
    rf"|(?:please )?(?:follow|like) (?:us|@?[\w' ]{{2,40}}) on {_NETWORKS}\b"
)
_FOOTER = re.compile(r"(?:copyright\b|©|\(c\) ?(?:19|20)\d\d)")
_OWNED: Final = guarded(
    r".{0,60}(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados"
    r"|무단 ?전재|저작권자|無断(?:転載|複製)|版权所有|版權所有)",
    "rights reserved|rechte vorbehalten|droits réservés|derechos reservados|무단|저작권자|無断|所有",
)
_CONTACT = re.compile(
    r"[\s(\[<]*[\w.+-]+@[\w-]+\.[\w.]+[\s)\]>]*$"
    r"|(?:please )?(?:reach|e-?mail|contact|write to) (?:the |our )?[\w.' -]{2,60} (?:at|on|via|by)\b.{0,30}(?:@|twitter|\d{3})|(?:do you )?have a (?:news )?tip\?|got a (?:news )?tip\?"
)
_CREDITS = re.compile(
    r"[\s(\[]*(?:(?:additional |with )?(?:reporting|writing|editing|translation|translated|compiled|edited) by [^.!?]{4,})[.)\]\s]*$"
)
_CONTRIBUTED: Final = guarded(
    r"[\s(\[]*[^.!?]{4,120} contributed (?:reporting|to (?:this|the) (?:report|story|article))\b.{0,40}[.)\]\s]*$",
    " contributed ",
)
_TAGS = re.compile(
    r"(?:tags?|tagged(?: (?:as|with))?|topics?|keywords?|filed (?:under|in)|more on|schlagw(?:ort|örter)|stichwörter|themen|mots[- ]clés|sujets|etiquetas|temas|タグ|キーワード|태그|标签|標籤)"
    r"\s*[:：#][^.!?]*$|tags [^.!?]{3,80}$"
)
_CONTROL = re.compile(
    r"(?:(?:watch )?video|videos|close|menu|print|save|share|\d[\d.,k]* ?(?:shares?|comments?|views?)|shares?|image \d+ of \d+|\d+ ?/ ?\d+|\d+ of \d+"
    r"|(?:back to|view|open|full|launch|hide)(?: the| photo)? gallery|(?:view|show|see) (?:all|more|comments|photos?)(?: ?\(\d+\))?"
    r"|(?:play|pause|mute|replay|expand|enlarge)(?: (?:video|audio|image|photo|icon))?|loading(?:\.{3}|…)?|[_*•–—-]{3,}|video (?:abspielen|ansehen)"
    r"|schließen|drucken|teilen|fermer|imprimer|partager|cerrar|imprimir|compartir|閉じる|印刷|닫기|인쇄|공유하기|关闭|打印)$"
)
TEASER: Final = guarded(
    r"\b(?:subscribe (?:now )?to (?:continue|read|keep)|to (?:continue|keep) reading|this (?:article|content|story) is (?:for|available to|reserved for|exclusive to) subscribers|"
    r"already a (?:subscriber|member)|(?:for )?subscribers only|log ?in to (?:read|continue)|unlock (?:this|the full|full)|start your free trial|you(?:'ve| have) (?:read|reached) your\b.{0,40}\bfree|"
    r"weiterlesen mit|nur für abonnenten|jetzt abonnieren und weiterlesen|bereits abonnent|réservé aux abonnés|(?:il vous reste|reste) \d+ ?% (?:de cet|à lire)|déjà abonné|"
    r"s[oó]lo para suscriptores|exclusivo para suscriptores|ya (?:eres|es) suscriptor)\b|유료 ?회원|(?:有料)?会員限定|この記事は(?:有料)?会員|残り\s?\d+文字|订阅后(?:阅读|继续)",
    "subscri|reading|already a|log|unlock|free|weiterlesen|abonn|reste|suscriptor|회원|会員|残り|订阅",
)
_NOTE = re.compile(
    r"[\s\[(【〈*_—–-]*(?:(?:corrections?|clarifications?|corrected|editor['’]?s['’]? note|note to (?:readers|editors)|erratum|errata|corrigendum"
    r"|korrektur|richtigstellung|berichtigung|anm(?:erkung|\.) d(?:er|\.) red(?:aktion|\.)|hinweis der redaktion"
    r"|rectificati(?:f|on)|erratum|précision|note de la rédaction|ndlr|fe de err(?:atas|ores)|rectificación|corrección|nota (?:de la redacción|del editor)"
    r"|정정(?:보도|합니다)?|바로잡습니다|편집자 ?주|訂正(?:とおわび)?|お断り|編集部注|更正|编者按|編者按)(?:,? [\w., ]{4,20})?\s*(?:[:：.\])】〉|–—-]|\(|$)"
    r"|(?:this|the|an earlier version of (?:this|the)|a previous version of (?:this|the)) (?:article|story|post|report|headline|piece|column|text|page|caption|copy)"
    r" (?:(?:on this page )?(?:has been|was|is being) (?:\w+ )?(?:updated|corrected|amended|edited|revised|clarified|changed|modified)\b"
    r"|(?:\w+ ){0,3}(?:misstated|misidentified|misspelled|misspelt|incorrectly|wrongly|mistakenly|erroneously|gave (?:a|an|the) (?:wrong|incorrect)|contained|said|stated|included)\b)"
    r"|(?:update|correction|note|editor['’]?s note)\s?[:：]\s?(?:this|an earlier|the) (?:\w+ ){0,3}(?:article|story|version|post|report)\b"
    r"|(?:in einer früheren (?:version|fassung)|dieser (?:artikel|text|beitrag) wurde)\b|(?:dans )?une (?:première )?version (?:précédente|antérieure)\b|cet article a été (?:modifié|corrigé|mis à jour)"
    r"|(?:una versión anterior de|este artículo (?:ha sido|fue))\b|この記事は.{0,20}(?:訂正|修正)|기사.{0,20}(?:수정|정정)(?:했|됐|되었|합니다))"
)

_RULES: Final = {
    "advertisement": _ADVERTISEMENT,
    "player": _PLAYER,
    "follow and share": _FOLLOW,
    "footer": _FOOTER,
    "contact": _CONTACT,
    "credits": _CREDITS,
    "tags": _TAGS,
    "control": _CONTROL,
}
PLAYED: Final = 16
"""Words of a line that is no label of a player any more."""


def _named(rules: Mapping[str, re.Pattern[str]]) -> re.Pattern[str]:
    """The rules as one pattern, which fails on most lines at their first letter; its last group is the rule's name."""
    return re.compile("|".join(f"(?P<{rule.replace(' ', '_')}>{one.pattern})" for rule, one in rules.items()))


_NAMED: Final = _named(_RULES)
_NAMED_LONG: Final = _named({rule: one for rule, one in _RULES.items() if rule != "player"})


def furniture(line: Line) -> str:
    """The rule that keeps a line out of every article, or nothing."""
    text = line.text
    if len(text) > 400 or words(text) > LONGEST:
        return ""
    lowered = text.lower()
    pointer = _POINTER.match(lowered)
    if pointer and (pointer["mark"] is not None or line.links > 0.4) and not _answers(line, pointer):
        return "read more"
    if (_LETTERBOX.search(lowered) and _LETTER.match(lowered)) or _LETTER_EAST.search(lowered):
        return "advertisement" if _ADVERTISEMENT.match(lowered) else "newsletter"
    named = (_NAMED if words(text) < PLAYED else _NAMED_LONG).match(lowered)
    if named:
        return (named.lastgroup or "").replace("_", " ")
    if _OWNED.match(lowered):
        return "footer"
    return "credits" if _CONTRIBUTED.match(lowered) else ""


def leads(lowered: str) -> bool:
    """A heading, in lower case, that leads away from the story: `related stories`, below which others' headlines stand."""
    pointer = _POINTER.match(lowered)
    return pointer is not None and not lowered[pointer.end() :].strip(" :：|>»›\\])）】〉…·-")


def _answers(line: Line, pointer: re.Match[str]) -> bool:
    """A colon that more than a headline follows: `Related: the office said … . It …`, or a subhead such as `Explainer`."""
    rest = line.text[pointer.end() :].strip()
    return line.links < 0.2 and bool(re.search(r"[.!?]\s+\S", rest))


def is_teaser(text: str) -> bool:
    """What a paywall says in place of the rest of the story."""
    if len(text) >= 300 or (len(text) < TEASED and text.isascii()):
        return False
    return TEASER.search(text.lower()) is not None and words(text) < LONGEST


def is_note(text: str) -> bool:
    """A correction, a clarification or a note from the editors."""
    return _NOTE.match(text.lower()) is not None
