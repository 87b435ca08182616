"""Spanish."""

from __future__ import annotations

import re

from audiopress.segment.languages.tables import Table

_FORMS = (
    "dijo dice dijeron afirmó afirma aseguró asegura explicó explica declaró declara señaló señala añadió añade agregó indicó indica"
    " sostuvo sostiene manifestó expresó comentó comenta apuntó advirtió advierte reconoció subrayó destacó recordó insistió"
    " respondió contestó preguntó concluyó escribió escribe anunció precisó relató contó cuenta opinó admitió lamentó remarcó"
)

TABLE = Table(
    verbs=re.compile(
        rf"\b(?:{'|'.join(_FORMS.split())})\b|\bha (?:dicho|afirmado|asegurado|explicado|declarado|señalado|añadido)\b"
    ),
    weak_verbs=re.compile(r"\b(?:calificó|criticó|denunció|pidió|prometió|celebró|considera|consideró)\b"),
    according=re.compile(r"\b[Ss]egún\b|\bde acuerdo con\b"),
    pronouns=frozenset("él ella ellos ellas yo nosotros quien".split()),
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
