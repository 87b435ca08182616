"""The headline of a copied page, among what else looks like one: in eight languages, by how a page's head is built."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from audiopress.segment import read_text


class Paper(NamedTuple):
    """One page's words, which every test sets in another order."""

    menu: tuple[str, ...]
    search: str
    """The title that search engines are shown."""
    kicker: str
    headline: str
    signed: str
    date: str
    story: tuple[str, ...]
    links: tuple[str, ...]


PAPERS = {
    "en": Paper(
        ("Home", "News", "Sport", "Weather"),
        "Old mill in Harwick: Owner plans flats in the listed building",
        "Harwick Valley",
        "Listed mill in Harwick is to be turned into forty flats",
        "By Nora Fielding",
        "14 October 2026",
        (
            "The owner of the listed mill in Harwick wants to build forty flats behind its brick walls, he told the council on Monday.",
            "Neighbours of the mill say that bats have lived under its roof for decades and that nobody has counted them.",
            "The council will decide on the flats in March, after a report on the building and on the bats is published.",
        ),
        ("Bridge repairs begin in Thornby", "School bus fares will rise again"),
    ),
    "de": Paper(
        ("Start", "Lokales", "Kultur", "Sport"),
        "Alte Mühle in Harwick: Besitzer plant Wohnungen im Denkmal",
        "Bauprojekt im Tal",
        "Aus der alten Mühle in Harwick sollen vierzig Wohnungen werden",
        "Von Nora Feldmann",
        "14. Oktober 2026",
        (
            "Der Besitzer der alten Mühle in Harwick will vierzig Wohnungen hinter den Mauern bauen, sagte er am Montag im Gemeinderat.",
            "Die Nachbarn der Mühle sagen, dass seit Jahrzehnten Fledermäuse unter dem Dach leben und niemand sie je gezählt hat.",
            "Der Gemeinderat entscheidet im März über die Wohnungen, wenn das Gutachten über die Mühle und die Tiere vorliegt.",
        ),
        ("Brücke in Thornby wird saniert", "Schulbusse werden wieder teurer"),
    ),
    "fr": Paper(
        ("Accueil", "Politique", "Culture", "Sport"),
        "Vieux moulin de Harwick : le propriétaire veut créer des logements",
        "Projet dans la vallée",
        "Le vieux moulin de Harwick doit devenir un immeuble de quarante logements",
        "Par Nora Champ",
        "14 octobre 2026",
        (
            "Le propriétaire du vieux moulin de Harwick veut créer quarante logements derrière ses murs, a-t-il dit lundi au conseil.",
            "Les voisins du moulin disent que des chauves-souris vivent sous le toit depuis des années et que personne ne les a comptées.",
            "Le conseil se prononcera en mars sur les logements, après la publication du rapport sur le moulin et sur les animaux.",
        ),
        ("Le pont de Thornby en travaux", "Le bus scolaire sera plus cher"),
    ),
    "es": Paper(
        ("Inicio", "Local", "Cultura", "Deportes"),
        "Molino viejo de Harwick: el dueño proyecta viviendas en el edificio",
        "Proyecto en el valle",
        "El molino viejo de Harwick se convertirá en cuarenta viviendas",
        "Por Nora Campos",
        "14 de octubre de 2026",
        (
            "El dueño del molino viejo de Harwick quiere construir cuarenta viviendas detrás de sus muros, dijo el lunes en el pleno.",
            "Los vecinos del molino dicen que los murciélagos viven bajo el tejado desde hace décadas y que nadie los ha contado.",
            "El pleno decidirá en marzo sobre las viviendas, cuando se publique el informe sobre el molino y sobre los animales.",
        ),
        ("Obras en el puente de Thornby", "Sube otra vez el autobús escolar"),
    ),
    "it": Paper(
        ("Prima pagina", "Cronaca", "Cultura", "Sport"),
        "Vecchio mulino di Harwick: il proprietario progetta appartamenti",
        "Progetto nella valle",
        "Il vecchio mulino di Harwick diventerà un palazzo di quaranta appartamenti",
        "di Nora Campi",
        "14 ottobre 2026",
        (
            "Il proprietario del vecchio mulino di Harwick vuole costruire quaranta appartamenti dietro le mura, ha detto lunedì in consiglio.",
            "I vicini del mulino dicono che i pipistrelli vivono sotto il tetto da decenni e che nessuno li ha mai contati.",
            "Il consiglio deciderà a marzo sugli appartamenti, quando sarà pubblicata la relazione sul mulino e sugli animali.",
        ),
        ("Lavori sul ponte di Thornby", "Lo scuolabus costa di più"),
    ),
    "pt": Paper(
        ("Início", "Local", "Cultura", "Desporto"),
        "Moinho velho de Harwick: dono planeia apartamentos no edifício",
        "Projeto no vale",
        "O moinho velho de Harwick vai ser transformado em quarenta apartamentos",
        "Por Nora Campos",
        "14 de outubro de 2026",
        (
            "O dono do moinho velho de Harwick quer construir quarenta apartamentos atrás dos muros, disse na segunda-feira à câmara.",
            "Os vizinhos do moinho dizem que os morcegos vivem debaixo do telhado há décadas e que ninguém os contou.",
            "A câmara decide em março sobre os apartamentos, quando for publicado o relatório sobre o moinho e sobre os animais.",
        ),
        ("Obras na ponte de Thornby", "Autocarro escolar mais caro"),
    ),
    "nl": Paper(
        ("Voorpagina", "Regio", "Cultuur", "Sport"),
        "Oude molen in Harwick: eigenaar wil appartementen in het monument",
        "Bouwplan in het dal",
        "Oude molen in Harwick wordt verbouwd tot veertig appartementen",
        "Door Nora Veldman",
        "14 oktober 2026",
        (
            "De eigenaar van de oude molen in Harwick wil veertig appartementen achter de muren bouwen, zei hij maandag in de raad.",
            "De buren van de molen zeggen dat er al tientallen jaren vleermuizen onder het dak leven en dat niemand ze heeft geteld.",
            "De raad beslist in maart over de appartementen, als het rapport over de molen en over de dieren verschenen is.",
        ),
        ("Brug in Thornby wordt hersteld", "Schoolbus wordt weer duurder"),
    ),
    "sv": Paper(
        ("Start", "Lokalt", "Kultur", "Sport"),
        "Gamla kvarnen i Harwick: ägaren planerar lägenheter i byggnaden",
        "Byggplaner i dalen",
        "Gamla kvarnen i Harwick ska byggas om till fyrtio lägenheter",
        "Av Nora Fält",
        "14 oktober 2026",
        (
            "Ägaren till den gamla kvarnen i Harwick vill bygga fyrtio lägenheter bakom murarna, sade han på måndagen i nämnden.",
            "Grannarna till kvarnen säger att fladdermöss har bott under taket i många år och att ingen har räknat dem.",
            "Nämnden beslutar i mars om lägenheterna, när rapporten om kvarnen och om djuren har blivit klar.",
        ),
        ("Bron i Thornby repareras", "Skolbussen blir dyrare igen"),
    ),
}


def page(paper: Paper, *head: str) -> str:
    """The page as a reader copies it: the menu's lines together, every other one apart."""
    return "\n\n".join(["\n".join(paper.menu), *head, *paper.story, *paper.links])


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_the_title_for_search_engines_is_not_the_headline(paper: Paper) -> None:
    """The way to a story ends with it; the headline stands below a kicker and says the same in other words."""
    text = page(paper, paper.search, paper.kicker, paper.headline, paper.date, paper.signed)

    assert read_text(text).headline == paper.headline


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_a_short_call_is_a_headline(paper: Paper) -> None:
    """A sentence with an exclamation mark above the first paragraph may be one, though it is read as a sentence."""
    called = f"{paper.headline}!"

    assert read_text(page(paper, called)).headline == called


@pytest.mark.parametrize(
    ("language", "copied", "told"),
    [
        ("de", "Alte Mühle : {}", "Alte Mühle: {}"),
        ("en", "Old mill\xa0: {}", "Old mill: {}"),
        ("fr", "Vieux moulin : {}", "Vieux moulin : {}"),
        ("de", "Streit im Tal:{}", "Streit im Tal: {}"),
        ("de", "Harwicker:innen warnen, {}", "Harwicker:innen warnen, {}"),
        ("sv", "EU:n, {}", "EU:n, {}"),
    ],
)
def test_a_colon_stands_at_the_end_of_the_kicker(language: str, copied: str, told: str) -> None:
    """Kicker and headline are two elements of many pages: a browser copies a space before it, or none behind it.

    French has one before it, and some words have a colon in them.
    """
    paper = PAPERS[language]
    text = page(paper, copied.format(paper.headline), paper.signed, paper.date)

    assert read_text(text).headline == told.format(paper.headline)


def test_a_kicker_glued_to_its_headline_is_parted_from_it() -> None:
    """In a script without capitals a colon between two letters is where two elements met."""
    story = (
        "शहर की पुरानी चक्की के मालिक ने सोमवार को परिषद में कहा कि वह दीवारों के पीछे चालीस घर बनाना चाहते हैं।",
        "चक्की के पड़ोसियों ने कहा कि छत के नीचे कई साल से चमगादड़ रहते हैं और किसी ने उन्हें कभी नहीं गिना है।",
        "परिषद मार्च में घरों के बारे में फैसला करेगी, जब चक्की और चमगादड़ों की रिपोर्ट आ जाएगी।",
    )
    text = "\n\n".join(["होम\nखेल\nमौसम", "पुरानी चक्की में चालीस घर बनेंगे:पड़ोसियों ने चमगादड़ों की चिंता जताई", *story])

    assert read_text(text).headline == "पुरानी चक्की में चालीस घर बनेंगे: पड़ोसियों ने चमगादड़ों की चिंता जताई"
