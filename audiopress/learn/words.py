"""Small words of English by what they do in a sentence, and nouns by what they mean: what a sense is told by."""

from __future__ import annotations

from typing import Final


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


POSSESSIVES: Final = _set("my your his her its our their one's whose")
DETERMINERS: Final = _set(
    "a an the this these those no any some each every another both either neither such what which several many few most "
    "more less all half much enough other certain own"
) | (POSSESSIVES - {"her"})
STRICT: Final = _set("a an the my your his its our their this these those every each another whose 's '")
"""What has a noun behind it whatever else is there."""
SUBJECTS: Final = _set("i we they he she it you who")
OBJECTS: Final = _set(
    "it him them me us her you this that these those himself herself itself themselves ourselves myself yourself everyone everybody everything anyone anybody anything someone somebody something nobody nothing one"
)
PEOPLE_PRONOUNS: Final = _set(
    "him me us himself herself themselves ourselves everyone everybody anyone anybody someone somebody nobody"
)
REFLEXIVES: Final = _set("myself yourself himself herself itself ourselves yourselves themselves oneself")
MODALS: Final = _set("can could may might must shall should will would 'll 'd cannot ca wo do does did n't let's")
BE: Final = _set("be am is are was were been being 's 're 'm get gets got getting gotten")
HAVE: Final = _set("have has had having 've")
AUXILIARIES: Final = MODALS | BE | HAVE
PREPOSITIONS: Final = _set(
    "of in on at by for with from about against over under after before into without during amid despite through across "
    "between among within behind beyond near onto toward towards upon via off around along past since until till per "
    "above below inside outside beneath beside besides like unlike as than throughout alongside to up down out"
)
PARTICLES: Final = _set(
    "up down off out away forward back over aside apart together on in through around along by about across round ahead behind under"
)
FREE: Final = _set("up down off out away forward back aside apart together ahead over around")
"""Particles that an object may stand before, where a glossary does not say."""
CONJUNCTIONS: Final = _set(
    "and or but nor yet so because although though while when where if unless whether that whereas once lest"
)
RELATIVES: Final = _set("that which who whom whose what where when how why")
ADVERBS: Final = _set(
    "not never also just still even now then soon already often always ever again only almost nearly quite rather very too "
    "long well much far away back right straight once twice later earlier first last yesterday today tomorrow tonight here "
    "there together instead anyway perhaps maybe recently finally repeatedly both all further "
    "sharply quickly slowly largely eventually publicly"
)
DEGREE: Final = _set(
    "very so too quite rather more most less least extremely highly increasingly as how pretty fairly even still become became becomes becoming remain remains remained seem seems seemed look looks looked sound sounds sounded feel feels felt stay stays stayed grow grew grows prove proved proves turn turned keep kept make made makes go goes went gone going declared"
)
NOT_ADJECTIVES: Final = _set(
    "family july italy assembly supply reply ally rally monopoly anomaly fly apply comply rely imply multiply"
)

DAYS: Final = _set(
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays mon tue wed thu fri sat sun weekend weekends"
)
MONTHS: Final = _set(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec May"
)
SEASONS: Final = _set(
    "spring summer autumn fall winter christmas easter midnight noon dawn dusk night morning afternoon evening daylight"
)
UNITS: Final = _set(
    "second seconds minute minutes hour hours day days night nights week weeks month months quarter quarters year years decade decades "
    "century centuries season seasons time times moment moments while term semester period morning mornings afternoon afternoons evening evenings weekend weekends"
)
TIMES: Final = DAYS | MONTHS | SEASONS | UNITS | _set("yesterday today tomorrow tonight eve occasion anniversary")
NUMBERS: Final = _set(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty "
    "thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions trillion dozen "
    "dozens half"
)
MEASURES: Final = _set(
    "mile miles kilometer kilometers kilometre kilometres meter meters metre metres foot feet inch inches yard yards ton tons tonne tonnes percent percentage dollar dollars won euro euros pound pounds litre litres liter liters kilogram kilograms page pages degree degrees"
)

PLACES: Final = _set(
    "street streets road roads lane path trail corridor hall hallway avenue alley hill hills mountain mountains slope slope stairs stairway "
    "staircase steps ladder river stream valley coast shore beach bridge tunnel highway motorway track tracks pavement sidewalk house houses "
    "room rooms building buildings door doors doorway gate window windows wall walls roof floor garden yard kitchen office offices shop shops "
    "store stores school classroom church station platform stage square park forest woods wood field fields lake sea ocean harbour harbor water "
    "sky air hole ditch pit cave car cars bus buses train trains tram trams taxi truck van boat boats ship plane lift elevator tent "
    "aisle corner side edge top bottom end middle centre center line queue chair table desk bed sofa bench board screen ground grass sand snow mud "
    "hospital hotel restaurant cafe bar museum library theatre theater stadium arena airport port pier dock village town city district "
    "neighborhood neighbourhood island islands basement attic lobby entrance exit border fence tree trees bush bushes pole lamppost post "
    "cliff rocks rock bank terrace balcony hangar warehouse barn crowd crossroads junction roundabout intersection fire smoke rain wind storm fog darkness"
)
BODILY: Final = _set(
    "guard foot feet hair head heads heel heels nose chin heart hearts sleeve sleeves hand hands arm arms face leg legs back eyes tail"
)
"""With an owner, they make idioms of their own: `let their guard down`, `held up her hand`."""
LOOKED: Final = _set(
    "eye eyes face mirror camera cameras lens distance window windows sky microphone box bag drawer cup glass telescope"
)
"""What one looks at or into in the plain sense of the words."""
THINGS: Final = (
    PLACES
    | LOOKED
    | _set(
        "problem problems trouble difficulty difficulties opposition resistance debt obstacle obstacles money plan plans idea ideas goal goals "
        "paper papers phone phones book books report reports ball bags stone stones leaflet leaflets rope wheel engine bicycle bike"
    )
)
PEOPLE: Final = _set(
    "man men woman women child children boy boys girl girls people person persons family families friend friends neighbor neighbors neighbour "
    "neighbours crowd staff team police public government governments parliament council court courts party parties union unions company companies firm firms "
    "nation nations country countries world authorities community group groups members member leaders leader officials official lawmakers "
    "lawmaker workers worker voters voter residents resident students student teachers teacher parents parent patients patient nurses nurse "
    "doctors doctor citizens citizen mayor president minister ministers chief chairman chairwoman chair executives executive fans fan "
    "colleagues colleague customers customer clients client guests guest witnesses witness"
)
"""Persons and bodies that no ending tells."""
PERSON_ENDINGS: Final = (
    "er",
    "ers",
    "or",
    "ors",
    "ist",
    "ists",
    "ian",
    "ians",
    "ant",
    "ants",
    "ent",
    "ents",
    "ee",
    "ees",
    "men",
    "man",
    "woman",
    "women",
)
ABSTRACT: Final = ("tion", "tions", "ment", "ments", "ness", "ity", "ities", "ence", "ance", "ism", "ship")
ADJECTIVE_ENDINGS: Final = (
    "al",
    "ous",
    "ive",
    "able",
    "ible",
    "ful",
    "less",
    "ic",
    "ical",
    "ary",
    "ish",
    "ese",
    "ern",
    "ier",
    "iest",
)
NOUN_ENDINGS_ASIDE: Final = _set(
    "festival hospital proposal arrival rival trial signal animal journal metal goal capital official criminal professional terminal refusal "
    "approval removal survival withdrawal renewal individual executive initiative motive archive detective native representative alternative "
    "traffic public clinic panic music fabric topic republic critic epidemic pandemic academic mechanic table cable library secretary salary "
    "anniversary military diary territory boundary summary fish english british handful meal deal appeal meanwhile canal tunnel general material "
    "referendum referral rehearsal disposal portal manual interval carnival fiscal terminal"
)
"""Nouns that end as adjectives do."""
BOTH: Final = _set(
    "official criminal individual native public alternative representative executive general military professional local material academic "
    "federal liberal conservative radical progressive moderate extremist nationalist communist foreign initial potential terminal digital "
    "commercial elderly homeless unemployed net novel original principal ruling senior"
)
"""Adjectives that are nouns as well: before a noun they are none."""
COMMON_ADJECTIVES: Final = _set(
    "new old good bad big small large great high low long short early late young full free public local global national major key main "
    "strong weak hard soft heavy light wide narrow broad deep sharp steep clear dark real whole entire rare recent daily weekly monthly annual "
    "red green blue white black foreign domestic poor rich safe cheap fresh hot cold warm cool better best worse worst bigger biggest "
    "larger largest higher highest lower lowest greater greatest longer longest first second third last next final fair tough severe huge "
    "vast modest slight bold brief close open fierce mere minor mutual grim fine wrong right left"
)
COMPOUNDING: Final = _set(
    "sports arms sales savings goods customs news earnings operations systems communications affairs rights"
)
"""Plurals that stand before another noun."""
PLURALS: Final = _set(
    "police staff media data majority people cattle clergy half most many few public team crew family government"
)
"""Nouns without an ending that a verb follows as it follows a plural."""
NAMED_ACTS: Final = _set(
    "zoning licensing voting "
    "warning building meeting hearing ruling killing spending housing funding training opening ending setting planning reading feeling "
    "gathering shooting bombing landing offering filing listing lending banking trading shipping fishing farming mining testing clothing "
    "finding heading savings earnings uprising turning parking writing painting recording rating briefing greeting crossing blessing upbringing"
)
"""Forms in -ing that are nouns unless something shows a verb."""
LIGHT: Final = _set(
    "is are was were has have had will would can could may might said says say told be been do does did"
)
"""Words behind a noun that show it was the subject."""
