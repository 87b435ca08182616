"""French."""

from __future__ import annotations

import re

from audiopress.languages.attribution import Table

_FORMS = (
    "dit déclare déclaré affirme affirmé explique expliqué ajoute ajouté estime estimé assure assuré précise précisé souligne"
    " souligné indique indiqué raconte raconté écrit confie confié lance lancé répond répondu réagi regrette regretté conclut conclu"
    " martelé insisté prévient avertit avertie témoigne témoigné promet soutient soutenu reconnaît soupire prévenu rappelé rappelle constate constaté commenté annoncé promis reconnu résume résumé tweeté plaidé"
    " martèle insiste déplore déploré détaille détaillé poursuit poursuivi relève relevé observe observé analyse analysé admet admis concède concédé glisse glissé"
    " sourit lâche lâché souffle soufflé renchérit rétorque rétorqué réplique répliqué ironise ironisé plaide rassure rassuré nuance nuancé tranche tranché tweete"
    " jure juré clame clamé tonne fustige fustigé argumente argumenté enchaîne justifie annonce commente prédit prévoit"
    " indigne indigné emporte emporté exclame exclamé inquiète inquiété souvient souvenu réjouit réjoui félicite félicité défend désole désolé étonne étonné interroge"
    " insurge insurgé agace amuse amusé plaint écrie écrié alarme alarmé enthousiasme demande demandé"
)
_SELF = r"(?:(?:s['’]|se )(?:(?:est|sont|était) )?)?"
_PERSON = r"(?:(?:-t)?-(?:il|elle|on|ils|elles))?"

_INCISE = re.compile(
    rf",\s(?:(?:a|ont|avait|avaient)-t-(?:il|elle|on|ils|elles)\s\w+|(?:{'|'.join(_FORMS.split())})(?:-t)?-(?:il|elle|on)"
    rf"|(?:(?:a|ont|avait)\s)?{_SELF}(?:{'|'.join(_FORMS.split())})\s(?=[A-ZÀ-Þ]|l[ea]\s|l['’]|une?\s))[^,«»“”.!?]{{0,80}}(?:,\s|\.\s(?=[A-ZÀ-Þ]))"
)

TABLE = Table(
    incise=_INCISE,
    verbs=re.compile(
        rf"\b(?:(?:a|ont|avait|avaient)(?:-t-(?:il|elle|on)| (?:aussi |également )?)?\s?)?{_SELF}(?:{'|'.join(_FORMS.split())})\b{_PERSON}"
    ),
    attached=re.compile(r"-(?P<pronoun>il|elle|on|ils|elles)\b"),
    weak_verbs=re.compile(r"\b(?:juge|jugé|critique|critiqué|dénonce|dénoncé|salue|salué|appelle|note|noté)\b"),
    according=re.compile(r"\b[Ss]elon\b|\b[Dd]'après\b|\b[Dd]’après\b"),
    adverbs=re.compile(
        r"(?:(?:^|[\s,])(?:aussi|également|encore|alors|ensuite|ainsi|même|enfin|déjà|lui|nous|se|le|la|en|y)|[\s,][lsmn]['’])\s*$"
    ),
    pronouns=frozenset("il elle je".split()),
    feminine=frozenset({"elle"}),
    masculine=frozenset({"il"}),
    plural=frozenset("ils elles on nous".split()),
    prepositions=frozenset(
        "à au aux en dans sur de du des d'un d’un d'une d’une lors après avant avec pour par devant depuis chez sous contre sans entre vers"
        " selon dès hors malgré parmi envers jusqu'à jusqu’à près".split()
    ),
    titles=frozenset(
        (
            "m mme mlle mm dr président présidente ministre maire directeur directrice porte-parole ambassadeur député députée sénateur"
            " sénatrice chef chancelier roi reine pape professeur secrétaire général commissaire juge avocat avocate procureur"
        ).split()
    ),
    articles=frozenset("le la les l' l’ un une des son sa ses cette ce".split()),
    stops=re.compile(
        r",| (?:à|au|aux|en|dans|sur|de|du|des|lors|après|avant|avec|pour|par|qui|et|mais|lundi|mardi|mercredi|jeudi|vendredi|samedi|"
        r"dimanche|devant|hier|depuis|chez|sous|contre|sans|entre|ce|cette|aujourd['’]hui)\b|[;:()—–«»]|\.(?:\s|$)|\s-\s"
    ),
    not_names=frozenset(
        "le la les un une des il elle ils elles on en dans sur à au selon pour par et mais ce cette".split()
    ),
)
