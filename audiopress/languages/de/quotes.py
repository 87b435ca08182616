"""German: nouns are capitalised, and the subject follows the verb where anything else stands first."""

from __future__ import annotations

import re

from audiopress.languages.attribution import Endings, Table, any_of

_VERBS = (
    "sagte sagt sagten erklärte erklärt erklärten betonte betont meinte meint berichtete berichtet berichten kommentierte"
    " schrieb schreibt teilte fügte ergänzte kritisierte warnte forderte fordert äußerte äusserte behauptete antwortete"
    " fragte fragt kündigte bestätigte begründete verteidigte räumte versicherte hob stellte mahnte lobte erläuterte"
    " erinnerte rief sprach zitierte zitiert resümierte bekräftigte unterstrich bemerkte entgegnete erwiderte urteilte"
    " twitterte konstatierte klagte verkündete heißt heisst hieß beschrieb beschreibt nannte nennt wies verwies gab gestand"
    " glaubt glaubte sieht sah bezeichnete bezeichnet dementierte bedauerte schilderte beklagte bat verlangte appellierte"
    " beteuerte reagierte fuhr stehe steht lautete lautet führte zeigte begrüßte verurteilte bezog rechtfertigte erzählte"
    " rechnete warf wertete freute wandte"
    " schimpft schimpfte erinnert lacht lachte ruft ergänzt kritisiert warnt äußert behauptet antwortet bestätigt begründet verteidigt versichert mahnt lobt erläutert"
    " spricht resümiert bekräftigt unterstreicht bemerkt entgegnet erwidert urteilt twittert klagt verkündet gesteht bedauert schildert beklagt bittet verlangt beteuert"
    " reagiert begrüßt verurteilt rechtfertigt erzählt wundert ärgert ärgerte empört empörte staunt staunte scherzt scherzte spottet spottete seufzt prophezeit"
    " appelliert teilt fügt hebt stellt räumt kündigt führt fährt fasst"
    " sagen betonten meinten schrieben fragten forderten warnten kritisierten nannten teilten fügten"
    " stellten gaben hoffte hofft erwartet erwartete würdigte würdigt verwahrte versprach verspricht riet rät empfahl empfiehlt"
    " rügte rügt pries preist sprachen lautet befand befindet schätzte schätzt widersprach widerspricht jubelte jubelt witzelte bilanzierte bilanziert"
    " analysierte analysiert führten meldete resümieren bezweifelte bezweifelt vermutete vermutet prophezeite frohlockte mutmaßte schlug schlussfolgerte präzisierte"
    " beanstandete beanstandet monierte moniert attackierte attackiert konterte kontert polterte wetterte empfand gratulierte dankte dankt"
    " begründeten verwies verweist plädierte plädiert drohte droht tadelte riefen"
)
_ROLES = (
    "minister ministerin ministers präsident präsidentin präsidenten kanzler kanzlerin sprecher sprecherin chef chefin chefs rat rätin"
    " vorsitzende vorsitzender vorsitzenden meister meisterin sekretär sekretärin direktor direktorin leiter leiterin experte experten"
    " expertin politiker politikerin trainer trainerin anwalt anwältin kandidat kandidatin funktionär funktionärin forscher forscherin"
    " abgeordnete abgeordneter abgeordneten abgeordneter beauftragte beauftragter beauftragten richter richterin inhaber inhaberin"
    " wissenschaftler wissenschaftlerin moderator moderatorin vertreter vertreterin student studentin veranstalter veranstalterin"
    " lehrer lehrerin arzt ärztin ärzte reporterin reporter redakteur redakteurin journalist journalistin schriftsteller"
    " schriftstellerin künstler künstlerin schauspieler schauspielerin sänger sängerin spieler spielerin verteidiger verteidigerin"
    " könig königin papst bischof bischöfin pfarrer pfarrerin pastor pastorin gründer gründerin vorstand manager managerin berater"
    " beraterin beobachter ermittler unternehmer unternehmerin führer führerin mitglied mitglieder anwohner anwohnerin bewohner"
    " bewohnerin zeuge zeugin zeugen augenzeuge augenzeugen kommissar kommissarin kollege kollegin nachbar nachbarin dezernent"
    " dezernentin aktivist aktivistin aktivisten botschafter botschafterin händler händlerin historiker historikerin ökonom ökonomin"
    " professor professorin psychologe psychologin soziologe soziologin biologe biologin astronaut astronautin regisseur regisseurin"
    " gouverneur senator senatorin general offizier angeklagte angeklagter kläger klägerin opfer fahrer fahrerin besitzer besitzerin"
    " verkäufer verkäuferin mitarbeiter mitarbeiterin landrat landrätin betreiber ingenieur ingenieurin koordinator koordinatorin"
    " vorständin generalanwalt philosoph philosophin theologe theologin steher eigentümer eigentümerin bürger bürgerin wirt wirtin"
    " wirtin ologe ologin ator atorin iker ikerin alist alistin nist nistin rist ristin zist zistin analyst analystin sportler"
    " sportlerin beamter beamtin hacker stürmer torwart torhüter"
)
"""Endings of words for people: a compound that ends so is somebody who can speak, and a title before a name."""
_BODIES = (
    "regierung ministerium amt behörde polizei gericht gerichtshof staatsanwaltschaft anwaltschaft partei fraktion verband bund verein"
    " vereinigung gewerkschaft gesellschaft universität hochschule institut kommission ausschuss kammer senat vorstand unternehmen"
    " konzern stiftung kirche zeitung magazin sender agentur rundschau organisation initiative klub club komitee zentrum zentrale"
    " präsidium parlament bundestag bundesrat landtag gemeinde feuerwehr armee militär betriebsrat bürgerinitiative botschaft redaktion"
    " delegation opposition koalition leitung akademie bank börse team wahlkampfteam allianz union nachrichtenagentur bewegung firma konzern stadt behörden"
)
"""Endings of words for bodies that can speak."""
_OTHERS = (
    "mann männer frau frauen leute beamte autoren angestellte angestellter eltern kritiker befürworter gegner anhänger demonstranten"
    " experten forschern teilnehmer teilnehmerin besucher besucherin betroffene betroffener zuschauer passant passantin rentner rentnerin"
    " schüler schülerin jugendliche jugendlicher verdächtige verdächtiger verurteilte verurteilter bauer bäuerin landwirt landwirtin arbeiter arbeiterin"
    " pilot pilotin soldat soldatin polizist polizistin zeugen verfasser verfasserin gast gäste freund freundin nutzer nutzerin kunde kundin"
    " amerikaner amerikanerin italiener franzose französin brite britin russe russin spanier spanierin österreicher schweizer gemeinderat"
)
"""Endings of words for people that are no titles before a name."""
_AUX = "habe hat hatte haben hatten wird wurde werden wurden sei"
_PAST = (
    "gesagt erklärt betont geschrieben mitgeteilt zitiert genannt bezeichnet geäußert kritisiert gefordert verkündet"
)

TABLE = Table(
    verbs=re.compile(rf"\b(?:{any_of(_VERBS)})\b"),
    weak_verbs=re.compile(rf"\b(?:{any_of(_AUX)}|sprachen|nannten|titelte|titelt|Zitat|Motto|so|wörtlich)\b"),
    according=re.compile(
        r"\b[Ll]aut\b|\b[Nn]ach (?:den |der |einer )?(?:Angaben|Ansicht|Meinung|Aussagen?|Auffassung|Worten|Einschätzung|Darstellung(?:en)?|Bewertung|Überzeugung)(?: von)?\b|^[Ss]o\b"
    ),
    guess=re.compile(r"[a-zäöüß]{3,}(?:te|ten|t)\b"),
    adverbs=re.compile(
        r"(?:^|[\s,])(?:auch|dann|zudem|später|weiter|hierzu|dazu|selbst|jedoch|aber|schon|noch|heute|gestern)\s*$"
    ),
    pronouns=frozenset("er sie es wer".split()),
    feminine=frozenset({"sie"}),
    masculine=frozenset({"er"}),
    plural=frozenset("es wir man ich letztere letzterer erstere ersterer".split()),
    titles=frozenset(
        (
            "herr herrn frau dr prof präsident präsidentin kanzler kanzlerin minister ministerin bürgermeister bürgermeisterin"
            " sprecher sprecherin vorsitzende vorsitzender vorsitzenden chef chefin direktor direktorin leiter leiterin"
            " generalsekretär generalsekretärin papst trainer trainerin anwalt anwältin richter richterin professor"
            " professorin staatssekretär staatssekretärin botschafter botschafterin abgeordnete abgeordneter senator"
            " senatorin gouverneur könig königin general kommissar kommissarin bischof erzbischof kardinal intendant"
            " geschäftsführer geschäftsführerin forscher forscherin experte expertin autor autorin kapitän reporter"
            " staatschef regierungschef regierungschefin premier landrat oberst fraktionsvorsitzende spitzenkandidat"
        ).split()
    ),
    title_endings=Endings(_ROLES.split()),
    bodies=Endings(f"{_BODIES} {_OTHERS}".split()),
    endings=Endings("ung heit keit schaft tion tät nis tum ismus ment ungen heiten keiten schaften tionen".split()),
    documents=Endings(
        "studie bericht text schreiben brief papier gesetz gesetzentwurf entwurf urteil fazit motto passus satz antwort antrag buch artikel"
        " aufschrift plakat worte wort vorwurf vorwürfe these frage idee name titel konzept film umfrage statistik vertrag programm"
        " zettel nachricht spot kommentar aufruf meldung jahr tag abend morgen montag woche stunde zeit ende anfang".split()
    ),
    cited=re.compile(r"\bzitier(?:t|te|ten)\b"),
    auxiliaries=re.compile(r"\b(?:hat|habe|hatte|haben|hatten|wird|wurde|werden|wurden|soll|sollen)\b"),
    past=re.compile(
        r"\b(?:ge[a-zäöüß]{1,40}t|[a-zäöüß]{0,40}ge[a-zäöüß]{1,40}en|be[a-zäöüß]{1,40}t|er[a-zäöüß]{1,40}t|ver[a-zäöüß]{1,40}t"
        r"|[a-zäöüß]{1,40}iert)(?: (?:wörtlich|dazu|hierzu|haben|habe))?$"
    ),
    papers=re.compile(
        r"\b(?:heißt|heisst|hieß|steht|stand) es (?:wörtlich |dazu |weiter )?(?:in|im|laut|aus|auf) |\blaut ",
        re.IGNORECASE,
    ),
    reported=re.compile(
        r"\b(?:sei|seien|habe|werde|könne|müsse|müssten|solle|wolle|dürfe|möge|gehe|komme|gebe|liege|stehe|bleibe|drohe|brauche"
        r"|handele|handle|bestehe|gelte|sehe|wisse|mache|lasse|finde|führe|zeige|fehle|erwarte|halte|hätten|würden|wären|gehöre)\b"
    ),
    possessives=frozenset("sein seine ihr ihre seiner ihrer seinem seinen ihrem ihren".split()),
    feminine_endings=Endings(
        "ung schaft heit keit tion tät erin istin ärztin agentur behörde partei presse polizei".split()
    ),
    dummies=frozenset({"es"}),
    works=Endings(
        "titel motto name namen buch film lied song roman album projekt kampagne gesetz partei organisation bewegung bündnis verein serie"
        " sendung reihe ausstellung aufschrift studie stück oper band gruppe schiff marke modell initiative liste magazin preis preises"
        " auszeichnung ehrenzeichen thema themen bezeichnung aktion slogan".split()
    ),
    partitives=frozenset("einer eine eines".split()),
    partial=5,
    relatives=frozenset(
        "mann ehemann frau ehefrau sohn tochter bruder schwester vater mutter eltern witwe witwer onkel tante".split()
    ),
    articles=frozenset(
        "jeder jede jedes alle beide diese dieser dieses kein keine der die das ein eine sein seine ihr ihre dessen deren mehrere viele zahlreiche einige".split()
    ),
    oblique=frozenset("dem den einem einen des eines einer seinem seinen ihrem ihren".split()),
    of=frozenset("von vom des der für aus".split()),
    prepositions=frozenset(
        "von vom in im ins am an ans auf mit bei beim für gegen über nach vor aus zum zur zu dem den des einem einen seit"
        " während wegen trotz gegenüber um bis durch unter zwischen neben ohne laut".split()
    ),
    subordinators=frozenset(
        "als wenn nachdem weil da während in im nach bei auf am zu zum zur mit dazu auch weiter für vor an laut gegenüber"
        " darin dabei damit so ähnlich außerdem anschließend wörtlich hierzu darüber darauf zuvor bereits beim trotz".split()
    ),
    stops=re.compile(
        r",| (?:in|im|am|an|auf|zu|zum|zur|mit|nach|vor|bei|beim|über|gegenüber|während|als|aus|und|aber|dass|gestern|heute|"
        r"weiter|dazu|auch|noch|jedoch|dem|den|einem|für|laut|wörtlich|später|sich|zudem|daraufhin|dann|hierzu|sein|seine|"
        r"bereits|unter|ferner|in einem|bezüglich|gegen|wie|nun|ihm|ihr|es|darauf|allerdings|habe|hat|hatte|seit)\b"
        r"|[;:()—–]|\s-\s"
    ),
    not_names=frozenset(
        (
            "der die das ein eine einer er sie es wir ich in im am an auf zu von mit nach vor bei und aber als wenn dies diese"
            " dieser dieses januar februar märz april mai juni juli august september oktober november dezember montag"
            " dienstag mittwoch donnerstag freitag samstag sonntag so auch laut durch zum zur bei beim für über unter"
            " ähnlich darin dabei damit dazu weiter weiterhin außerdem allerdings jedoch doch nur noch schon bereits seit"
            " dann danach da nun jetzt heute gestern zunächst schließlich später zuletzt inzwischen deshalb deswegen daher trotzdem denn zwar ebenso immer manchmal oft"
            " mein meine dein deine unser unsere euer"
            " hier dort ihr man mir mich was wer wie warum wo nichts niemand"
            " während gegen ohne um trotz wegen den dem des einem einen seine sein ihre ihr alle viele einige mehrere"
        ).split()
    ),
    capital_nouns=True,
    verb_second=True,
)
