"""Word lists of the English rules, from general knowledge of the language."""

from __future__ import annotations

from typing import Final

TITLES: Final = {
    "mr": "Mister", "mrs": "Missus", "ms": "Miz", "messrs": "Messieurs", "dr": "Doctor", "drs": "Doctors",
    "prof": "Professor", "gov": "Governor", "govs": "Governors", "rep": "Representative", "reps": "Representatives",
    "sen": "Senator", "sens": "Senators", "gen": "General", "lt": "Lieutenant", "col": "Colonel", "maj": "Major",
    "sgt": "Sergeant", "capt": "Captain", "cmdr": "Commander", "adm": "Admiral", "cpl": "Corporal", "pvt": "Private",
    "brig": "Brigadier", "cpt": "Captain", "rev": "Reverend", "hon": "Honorable", "pres": "President",
    "sec": "Secretary", "amb": "Ambassador", "det": "Detective", "insp": "Inspector", "supt": "Superintendent",
    "fr": "Father", "atty": "Attorney", "vice adm": "Vice Admiral",
}  # fmt: skip
"""Before a name, with a point."""

ABBREVIATIONS: Final = {
    "jr": "Junior", "sr": "Senior", "inc": "Incorporated", "corp": "Corporation", "co": "Company", "ltd": "Limited",
    "bros": "Brothers", "dept": "Department", "univ": "University", "assn": "Association", "assoc": "Association",
    "pp": "pages", "govt": "government", "intl": "International", "natl": "National", "mfg": "Manufacturing",
    "tel": "telephone", "para": "paragraph", "paras": "paragraphs", "apt": "apartment", "depts": "departments", "gens": "Generals", "cos": "Companies", "ave": "Avenue",
    "blvd": "Boulevard", "rd": "Road", "hwy": "Highway", "ln": "Lane", "pkwy": "Parkway", "expy": "Expressway",
    "bldg": "Building", "esq": "Esquire", "dist": "District", "supts": "Superintendents", "hosp": "Hospital",
    "inst": "Institute", "mgmt": "Management", "mgr": "Manager", "asst": "Assistant",
    "cmte": "Committee", "vols": "volumes", "hrs": "hours", "yrs": "years", "lbs": "pounds",
}  # fmt: skip
"""Anywhere, with a point."""

COUNTED: Final = {
    "vol": "volume", "fig": "figure", "ext": "extension", "min": "minimum", "max": "maximum", "sec": "section", "art": "article",
    "ch": "chapter", "ver": "version", "est": "estimated",
}  # fmt: skip
"""With a point before a number: `Max.` and `Min.` are names, `fig.` is a fruit."""

LATIN: Final = {
    "i.e": "that is", "e.g": "for example", "etc": "et cetera", "vs": "versus", "v": "versus",
    "a.k.a": "also known as", "cf": "compare", "viz": "namely", "al": "al", "approx": "approximately",
    "ca": "circa",
}  # fmt: skip

DAYS: Final = {
    "mon": "Monday", "tue": "Tuesday", "tues": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "thur": "Thursday",
    "thurs": "Thursday", "fri": "Friday", "sat": "Saturday", "sun": "Sunday",
}  # fmt: skip

STREETS: Final = {
    "st": "Street", "ave": "Avenue", "blvd": "Boulevard", "rd": "Road", "dr": "Drive", "ln": "Lane", "hwy": "Highway",
    "expy": "Expressway", "expwy": "Expressway", "pkwy": "Parkway", "fwy": "Freeway", "ct": "Court", "pl": "Place",
    "sq": "Square", "cir": "Circle", "ter": "Terrace", "tpke": "Turnpike",
}  # fmt: skip

STATES: Final = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "D C", "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho",
    "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi",
    "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey",
    "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma",
    "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota",
    "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington",
    "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
    "Ala": "Alabama", "Ariz": "Arizona", "Ark": "Arkansas", "Calif": "California", "Colo": "Colorado",
    "Conn": "Connecticut", "Del": "Delaware", "Fla": "Florida", "Ill": "Illinois", "Ind": "Indiana", "Kan": "Kansas",
    "La": "Louisiana", "Mo": "Missouri", "Mass": "Massachusetts", "Mich": "Michigan", "Minn": "Minnesota", "Miss": "Mississippi", "Mont": "Montana",
    "Neb": "Nebraska", "Nev": "Nevada", "Okla": "Oklahoma", "Ore": "Oregon", "Pa": "Pennsylvania",
    "Tenn": "Tennessee", "Tex": "Texas", "Va": "Virginia", "Wash": "Washington", "Wis": "Wisconsin", "Wyo": "Wyoming",
    "WVa": "West Virginia", "Ga": "Georgia", "Ky": "Kentucky", "Md": "Maryland", "Vt": "Vermont",
}  # fmt: skip
"""After a town and a comma."""

NUMBERED: Final = frozenset(
    "war part chapter act article title section volume book phase stage type class category level grade appendix "
    "annex bowl scene season episode series round division group tier mark figure table unit zone area line point "
    "apollo soyuz olympiad protocol panel schedule lemma theorem generation world".split()
)
"""A Roman numeral after one of these is a count."""

MONARCHS: Final = frozenset(
    "Charles Louis Henry Edward George William Elizabeth James Richard John Philip Philippe Felipe Carlos Juan Ferdinand "
    "Frederick Friedrich Wilhelm Nicholas Alexander Catherine Peter Paul Ivan Pius Leo Benedict Clement Gregory Innocent "
    "Urban Boniface Francis Franz Joseph Leopold Albert Baudouin Christian Harald Haakon Olav Gustaf Gustav Carl Oscar "
    "Margrethe Beatrix Willem Juliana Wilhelmina Napoleon Mehmed Suleiman Selim Murad Ramses Rameses Thutmose Amenhotep "
    "Ptolemy Darius Xerxes Rama Mongkut Hussein Abdullah Mohammed Hassan Farouk Rainier Victoria Mary Otto Rudolf "
    "Maximilian Constantine Justinian Theodosius Menelik Tutankhamun Sixtus Callixtus Celestine Adrian Alfonso Pedro "
    "Manuel Umberto Vittorio Zog Boris Simeon Carol Michael Robert Malcolm David Kenneth Stephen Zayd Faisal Ghazi".split()
) - {"Malcolm"}  # fmt: skip
"""Names that rulers and popes bear: a Roman numeral after one of these is an ordinal."""

ALWAYS_WORDS: Final = frozenset(
    "NATO ASEAN OPEC UNESCO UNICEF NASA FIFA UEFA AIDS SARS MERS COVID APEC THAAD LASER RADAR NAFTA NORAD INTERPOL "
    "EUROPOL OPCON KOSPI KOSDAQ NASDAQ POSCO KOTRA KEPCO KAIST POSTECH SAT SWAT PIN SIM RAM ROM GIF OK BRICS QUAD "
    "AUKUS FEMA FAQ TEPS TOPIK KAMCO KOICA SCUD AWACS MOMA OSHA ICAN ISIS HAMAS WADA IKEA VISA LEGO ASCII NASCAR "
    "CAPTCHA MAX PAC FICO POTUS SCOTUS NIMBY MAGA DACA SNAP ISIL COP CES ZIP NVIDIA COVAX".split()
) - {"CES"}  # fmt: skip
"""Acronyms that are said as words."""

CAPITALS: Final = (
    frozenset(
        "US USA UK UN EU UAE DMZ GDP CEO CFO FBI CIA IMF WTO IAEA KBS MBC SBS YTN NIS PPP DPK DP NGO MOU FTA ICBM SLBM KTX "
        "LG SK KT GM AI IT TV DNA HIV LPG LNG ESG PGA LPGA NBA MLB NFL KBO IOC USFK JCS DPRK ROK LCD LED OLED SUV EV ODA "
        "OECD BTS CCTV MVP VIP PM AM KST GMT UTC CPI BOK FSC FSS FTC CSAT HBM DRAM PC".split()
    )
    | ALWAYS_WORDS
)
"""Stay in capitals in a headline that is all capitals. (`WHO` and `WHO` look the same there: the word wins.)"""

DOMAINS: Final = frozenset(
    "com org net edu gov mil int info biz io ai app dev tv me co news online site blog xyz kr us uk de fr jp cn es it "
    "eu ru br in au ca nl se no fi dk pl ch at be cz gr hk tw sg nz za mx ar cl tr ir il sm va vn th id my ph go or ac".split()
)

COMMON: Final = frozenset(
    "the and of to in on for not is are was be by at or an as if so no do he his her she we you all but can had has him how "
    "its may new now old one our out see two way why yes my up any did get got let make man men more most off own say too "
    "use very want from they this that with have will your what when where then than them been were into just like must "
    "never only over some such take must dont".split()
)
"""Words that some texts set in capitals for weight."""
