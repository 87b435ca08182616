"""Spanish."""

from __future__ import annotations

import re

from audiopress.languages.attribution import Table

_FORMS = (
    "dijo dice dijeron afirmó afirma aseguró asegura explicó explica declaró declara señaló señala añadió añade agregó indicó indica"
    " sostuvo sostiene manifestó expresó comentó comenta apuntó advirtió advierte reconoció subrayó destacó recordó insistió"
    " respondió contestó preguntó concluyó escribió escribe anunció precisó relató contó cuenta opinó admitió lamentó remarcó"
    " lamenta remata remató sentencia sentenció critica denuncia recalca recalcó resume resumió apostilla zanja matiza matizó defiende defendió admite reconoce recuerda"
    " insiste asevera aseveró relata narra detalla detalló confiesa confesó replica replicó exige exigió advierte alerta alertó argumenta argumentó bromea ironiza"
    " reflexiona concluye prosigue prosiguió continúa continuó responde contesta pregunta comenta opina sugiere sugirió manifiesta expresa subraya destaca precisa"
    " puntualiza puntualizó exclama exclamó grita gritó apunta anuncia agrega reiteró reitera celebró celebra"
)
_PAST = (
    "dicho afirmado asegurado explicado declarado señalado añadido lamentado pedido subrayado indicado manifestado apuntado advertido reconocido destacado recordado"
    " insistido respondido anunciado precisado relatado contado admitido criticado denunciado recalcado defendido exigido concluido sostenido comentado"
)
_SAID = rf"(?:{'|'.join(_FORMS.split())}|ha (?:{'|'.join(_PAST.split())}))"

TABLE = Table(
    verbs=re.compile(rf"\b{_SAID}\b"),
    incise=re.compile(
        rf"(?<=\w)\s?[—–]\s?{_SAID}\b[^—–«»“”.!?]{{0,60}}[—–][,.]?\s?|,\s{_SAID}\b[^,«»“”.!?]{{2,60}},\s"
    ),
    weak_verbs=re.compile(r"\b(?:calificó|criticó|denunció|pidió|pide|prometió|considera|consideró)\b"),
    according=re.compile(r"\b[Ss]egún\b|\bde acuerdo con\b"),
    pronouns=frozenset("él ella yo quien".split()),
    feminine=frozenset({"ella"}),
    masculine=frozenset({"él"}),
    plural=frozenset("ellos ellas nosotros nosotras".split()),
    prepositions=frozenset(
        "a al en de del con por para sobre durante tras ante desde hasta según contra sin entre hacia bajo mediante".split()
    ),
    titles=frozenset(
        (
            "sr sra srta dr dra don doña presidente presidenta ministro ministra alcalde alcaldesa director directora portavoz embajador"
            " embajadora diputado diputada senador senadora jefe jefa rey reina papa profesor profesora secretario general juez fiscal"
        ).split()
    ),
    articles=frozenset("el la los las un una su sus este esta".split()),
    stops=re.compile(
        r",| (?:en|a|al|de|del|con|por|para|sobre|durante|tras|ante|que|y|pero|lunes|martes|miércoles|jueves|viernes|sábado|domingo|"
        r"ayer|hoy|desde|cuando|este|el)\b|[;:()—–«»]|\.(?:\s|$)|\s-\s"
    ),
    not_names=frozenset("el la los las un una en a al de con por para según y pero este esta su sus".split()),
)
