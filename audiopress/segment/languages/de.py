"""German."""

from __future__ import annotations

import re

from audiopress.segment.languages.tables import Table

_VERBS = (
    "sagte sagt sagten erklärte erklärt erklärten betonte betont meinte meint berichtete berichtet kommentierte schrieb"
    " schreibt teilte fügte ergänzte kritisierte warnte forderte fordert äußerte äusserte behauptete antwortete fragte fragt"
    " kündigte bestätigte begründete verteidigte räumte versicherte hob stellte mahnte lobte erläuterte erinnerte rief"
    " sprach zitierte resümierte bekräftigte unterstrich bemerkte entgegnete erwiderte urteilte twitterte konstatierte klagte"
    " verkündete heißt hieß heisst beschrieb nannte wies verwies gab gestand glaubt glaubte sieht sah bezeichnete dementierte"
    " bedauerte schilderte beklagte bat verlangte appellierte beteuerte"
)

TABLE = Table(
    verbs=re.compile(
        rf"\b(?:{'|'.join(_VERBS.split())}|(?:habe|hat|hatte|wird|wurde)\b[^.!?\n]{{0,60}}?\b(?:gesagt|erklärt|betont|geschrieben|mitgeteilt|zitiert))\b"
    ),
    weak_verbs=re.compile(r"\b(?:so|sprachen|nannten|lautet|lautete|titelte|titelt|Zitat|Motto)\b"),
    according=re.compile(r"\b(?:[Ll]aut|[Nn]ach Angaben (?:von|des|der)?|[Zz]ufolge|[Ss]o)\b"),
    pronouns=frozenset("er sie es ich wir man".split()),
    titles=frozenset(
        (
            "herr frau dr prof präsident präsidentin kanzler kanzlerin bundeskanzler bundeskanzlerin minister ministerin"
            " außenminister innenminister finanzminister ministerpräsident premierminister bürgermeister oberbürgermeister sprecher"
            " sprecherin pressesprecher polizeisprecher vorsitzende vorsitzender parteichef parteivorsitzender chef chefin direktor"
            " leiter generalsekretär bundespräsident us-präsident papst trainer anwalt richter professor staatssekretär botschafter"
            " abgeordnete abgeordneter senator gouverneur könig königin general generalmajor kommissar"
        ).split()
    ),
    articles=frozenset("der die das ein eine einer dem den des sein seine ihr ihre".split()),
    stops=re.compile(
        r",| (?:in|im|am|an|auf|zu|zum|zur|von|vom|mit|nach|vor|bei|beim|über|gegenüber|während|als|aus|und|aber|dass|die|der|das|"
        r"gestern|heute|weiter|dazu|auch|noch|jedoch|dem|den|einem|einer|für|laut|wörtlich|später|am|sich|zudem|daraufhin)\b|[;:()—–]|\.(?:\s|$)|\s-\s"
    ),
    not_names=frozenset(
        (
            "der die das ein eine er sie es wir ich in im am an auf zu von mit nach vor bei und aber als wenn dies diese dieser"
            " januar februar märz april mai juni juli august september oktober november dezember montag dienstag mittwoch donnerstag"
            " freitag samstag sonntag so auch laut"
        ).split()
    ),
)
