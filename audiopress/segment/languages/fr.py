"""French."""

from __future__ import annotations

import re

from audiopress.segment.languages.tables import Table

_FORMS = (
    "dit déclare déclaré affirme affirmé explique expliqué ajoute ajouté estime estimé assure assuré précise précisé souligne"
    " souligné indique indiqué raconte raconté écrit confie confié lance lancé répond répondu réagi regrette regretté conclut conclu"
    " martelé insisté prévient avertit avertie témoigne témoigné promet soutient soutenu reconnaît soupire prévenu rappelé rappelle constate constaté commenté annoncé promis reconnu résume résumé tweeté plaidé"
)

_INCISE = re.compile(
    rf",\s(?:(?:a|ont|avait|avaient)-t-(?:il|elle|on|ils|elles)\s\w+|(?:{'|'.join(_FORMS.split())})(?:-t)?-(?:il|elle|on)"
    rf"|(?:(?:a|ont|avait)\s)?(?:{'|'.join(_FORMS.split())})\s(?=[A-ZÀ-Þ]|l[ea]\s|l['’]|une?\s))[^,«»“”.!?]{{0,80}},\s"
)

TABLE = Table(
    incise=_INCISE,
    verbs=re.compile(
        rf"\b(?:(?:a|ont|avait|avaient)(?:-t-(?:il|elle|on)| (?:aussi |également )?)?\s?)?(?:{'|'.join(_FORMS.split())})\b"
    ),
    weak_verbs=re.compile(
        r"\b(?:juge|jugé|critique|critiqué|dénonce|dénoncé|salue|salué|appelle|poursuit|poursuivi|note|noté)\b"
    ),
    according=re.compile(r"\b[Ss]elon\b|\b[Dd]'après\b|\b[Dd]’après\b"),
    pronouns=frozenset("il elle ils elles on je nous".split()),
    titles=frozenset(
        (
            "m mme mlle mm dr président présidente ministre maire directeur directrice porte-parole ambassadeur député députée sénateur"
            " sénatrice chef chancelier roi reine pape professeur secrétaire général commissaire juge avocat avocate procureur"
        ).split()
    ),
    articles=frozenset("le la les l' l’ un une des son sa ses cette ce".split()),
    stops=re.compile(
        r",| (?:à|au|aux|en|dans|sur|de|du|des|lors|après|avant|avec|pour|par|qui|et|mais|lundi|mardi|mercredi|jeudi|vendredi|samedi|"
        r"dimanche|devant|hier|depuis|chez)\b|[;:()—–«»]|\.(?:\s|$)|\s-\s"
    ),
    not_names=frozenset(
        "le la les un une des il elle ils elles on en dans sur à au selon pour par et mais ce cette".split()
    ),
)
