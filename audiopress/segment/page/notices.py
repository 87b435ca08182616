"""What a paper says of its own story: corrections and editors' notes, which are kept, and the words of a paywall."""

from __future__ import annotations

from typing import Final

from audiopress.languages.tokens import spelled
from audiopress.segment.page.features import words
from audiopress.segment.page.guarded import guarded, worded
from audiopress.segment.page.openings import Opening

LONGEST: Final = 40
"""Words of a line that stands in the place of the rest of the story."""
SHORTEST: Final = 14
"""Letters of the shortest thing that a paywall says in Latin script."""
_THIS = r"(?:this|the|an earlier version of (?:this|the)|a previous version of (?:this|the)) (?:article|story|post|report|headline|piece|column|text|page|caption|copy|version)"
_WALL: Final = worded(
    r"\b(?:subscribe (?:now )?to (?:continue|read|keep)|to (?:continue|keep) reading|(?:this|the) (?:article|content|story) is (?:only )?(?:for|available to|reserved for|exclusive to) (?:our |paying )?(?:subscribers|members)|"
    r"(?:for )?subscribers only|log ?in to (?:read|continue)|unlock (?:this|the full|full)|you(?:'ve| have) (?:read|reached) your\b.{0,40}\bfree|"
    r"to (?:read|view|see|access|unlock) (?:this|the (?:full|rest|whole|entire|complete))\b.{0,30}\b(?:subscribe|register|log ?in|sign (?:in|up)|become)|"
    r"(?:subscribe|register|sign (?:up|in)|become a (?:member|subscriber))\b.{0,24}\b(?:to (?:read|access|unlock|view) (?:the (?:full|rest|whole|entire)|this)|for (?:full|unlimited) access)|"
    r"want to read (?:the rest|more|on)\?|continue reading with (?:a|an|your)\b|the rest of (?:this|the) (?:article|story) is|behind (?:a|our|the) paywall|"
    r"weiterlesen mit|nur für abonnenten|exklusiv für abonnenten|jetzt abonnieren und weiterlesen|mit (?:einem|ihrem|deinem) abo\b.{0,20}\b(?:lesen|weiterlesen)|(?:zum|um) weiter(?:zu)?lesen\b|den (?:ganzen|vollständigen) artikel (?:lesen|gibt)|"
    r"réservée?s? (?:à nos|aux) abonnés|(?:il vous reste|reste) [\d.,]+ ?% (?:de cet|à lire)|pour lire la suite|"
    r"s[oó]lo para suscriptores|exclusivo para suscriptores|para (?:seguir|continuar) leyendo)\b",
    "subscribe subscribers members reading log login unlock free register sign become want rest paywall weiterlesen weiterzulesen abonnenten"
    " abo artikel abonnés reste lire suscriptores leyendo",
)
_WALL_EAST: Final = guarded(
    r"유료 ?(?:회원|기사|콘텐츠)|구독자(?:만|에게만|들만)|회원 ?전용|로그인(?:하시면|하면| ?후).{0,20}(?:전문|기사|볼 수)"
    r"|(?:有料)?会員限定|この記事は(?:有料)?会員|残り\s?[:：]?\s?\d+文字|会員登録(?:すると|が必要|して)|続きを(?:読む|お読み|ご覧)(?:には|になる|いただく)|ログインして続き"
    r"|(?:订阅|訂閱|登录|登入|付费|付費|注册|註冊)(?:后|後)(?:可|才能)?(?:继续|繼續)?(?:阅读|閱讀)|(?:仅限|僅限)(?:会员|會員|订阅|訂閱)|(?:会员|會員)(?:专享|專享)",
    "유료|구독|회원|로그인|会員|残り|続き|阅读|閱讀|仅限|僅限|會員|专享|專享",
)
_DOOR: Final = guarded(
    r"\b(?:already a (?:subscriber|member)|start your free trial|bereits abonnent|(?:bereits|schon) (?:ein )?abo\b|déjà abonnée?|ya (?:eres|es) suscriptora?)\b",
    "already a|free trial|abo|suscriptor",
)
"""What the door of every subscribers' site says: of the wall only right below the story's last line."""
_NOTE: Final = Opening(
    r"[\s\[(【〈*_—–※•·-]*(?:(?:corrections?|clarifications?|corrected|editor['’]?s?['’]? note|note to (?:readers|editors)|erratum|errata|corrigendum"
    r"|korrektur|richtigstellung|berichtigung|anm(?:erkung|\.) d(?:er|\.) red(?:aktion|\.)|(?:transparenz)?hinweis der redaktion|transparenzhinweis"
    r"|rectificati(?:f|on)|erratum|précision|note de la rédaction|ndlr|fe de err(?:atas|ores)|rectificación|corrección|nota (?:de la redacción|del editor)"
    r"|정정(?:보도|합니다)?|바로잡습니다|편집자 ?주|訂正(?:とおわび)?|お断り|編集部注|更正|编者按|編者按)(?:,? [\w., ]{4,20})?\s*(?:[:：.\])】〉|–—-]|\(|$)"
    rf"|{_THIS}"
    r" (?:(?:on this page )?(?:has been|was|is being) (?:\w+ )?(?:updated|corrected|amended|edited|revised|clarified|changed|modified|(?:(?:machine|automatically) )?(?:translated|generated|produced) (?:by|with|using))\b"
    r"|(?:\w+ ){0,3}(?:corrects|misstated|misidentified|misspelled|misspelt|incorrectly|wrongly|mistakenly|erroneously|gave (?:a|an|the) (?:wrong|incorrect)|contained|said|stated|included)\b)"
    r"|(?:this|the|our) (?:interview|conversation|q&a|transcript) (?:was|has been) (?:\w+ ){0,3}(?:edited|condensed|shortened|translated)\b|das (?:interview|gespräch) wurde (?:\w+ ){0,3}(?:gekürzt|redigiert|übersetzt)"
    r"|a correction was made\b|corrects (?:\w+ ){1,12}(?:in|to|throughout|of|from)\b"
    r"|(?:update|correction|note|editor['’]?s note)(?:,? [\w., ]{2,24}|,? \([^()]{4,24}\))?\s?[:：]\s?(?:this|an earlier|the) (?:\w+ ){0,3}(?:article|story|version|post|report)\b"
    r"|(?:(?:hinweis|update|anmerkung)[^:]{0,24}: )?(?:in einer (?:früheren|vorherigen|ersten) (?:version|fassung)|dieser (?:artikel|text|beitrag) wurde)\b|update[^:]{0,24}: wir haben\b.{0,80}(?:berichtigt|korrigiert|ergänzt|aktualisiert|geändert)"
    r"|mise à jour (?:du|le|à) [^:.]{2,24}\s?:|(?:dans )?une (?:première )?version (?:précédente|antérieure)\b|cet article a été (?:modifié|corrigé|mis à jour)"
    r"|(?:una versión anterior de|este artículo (?:ha sido|fue))\b)"
)
_NOTE_EAST: Final = guarded(
    r"[\s\[(【〈*_—–※•·-]*(?:(?:この記事は|.{0,10}(?:記事|見出し|本文)を).{0,20}(?:訂正|修正)|기사.{0,20}(?:수정|정정)(?:했|됐|되었|합니다)|.{0,90}바로잡습니다\.?$)",
    "訂正|修正|수정|정정|바로잡",
)


def is_teaser(text: str) -> bool:
    """What a paywall says in place of the rest of the story."""
    if not _short(text):
        return False
    lowered = text.lower()
    found = _WALL.search(lowered, spelled(text).parts) or (not text.isascii() and _WALL_EAST.search(lowered))
    return bool(found) and words(text) < LONGEST


def is_door(text: str) -> bool:
    """What a subscribers' site says wherever one may log in, its paywall included."""
    return _short(text) and _DOOR.search(text.lower()) is not None


def is_note(text: str) -> bool:
    """A correction, a clarification or a note from the editors."""
    lowered = text.lower()
    return bool(_NOTE.match(lowered) or (not text.isascii() and _NOTE_EAST.match(lowered)))


def _short(text: str) -> bool:
    return len(text) < 300 and (len(text) >= SHORTEST or not text.isascii())
