"""Service lines between two paragraphs, in languages with a folder and without one: they are never spoken."""

from __future__ import annotations

import pytest

from audiopress.segment import read_text

STORIES = {
    "nl": (
        "De stad Lindvik laat haar bussen vanaf oktober de hele nacht rijden, besloot de gemeenteraad maandagavond.",
        "De nachtlijnen kosten ongeveer twee miljoen euro per jaar, het meeste daarvan voor chauffeurs die moeilijk te vinden zijn.",
        "Een eerste verslag over het aantal reizigers in de nacht wordt voor het einde van het jaar verwacht.",
    ),
    "it": (
        "La città di Lindvik farà circolare i suoi autobus per tutta la notte da ottobre, ha deciso lunedì sera il consiglio comunale.",
        "Le linee notturne costano circa due milioni di euro all'anno, la maggior parte per gli autisti che sono difficili da trovare.",
        "Un primo rapporto su quanti passeggeri viaggiano di notte è atteso prima della fine dell'anno.",
    ),
    "sv": (
        "Staden Lindvik låter sina bussar gå hela natten från oktober, det beslutade kommunfullmäktige på måndagskvällen.",
        "Nattlinjerna kostar omkring två miljoner euro om året, det mesta för förare som det är svårt att hitta.",
        "En första rapport om hur många som reser på natten väntas före årets slut, säger kommunen.",
    ),
    "pl": (
        "Miasto Lindvik od października będzie wysyłać autobusy przez całą noc, zdecydowała w poniedziałek wieczorem rada miasta.",
        "Linie nocne kosztują około dwóch milionów euro rocznie, z czego większość to pensje kierowców, których trudno znaleźć.",
        "Pierwszy raport o tym, ilu pasażerów jeździ nocą, jest spodziewany przed końcem roku, jak mówi miasto.",
    ),
    "pt": (
        "A cidade de Lindvik vai ter autocarros durante toda a noite a partir de outubro, decidiu o conselho na segunda-feira à noite.",
        "As linhas noturnas custam cerca de dois milhões de euros por ano, a maior parte para motoristas que são difíceis de encontrar.",
        "Um primeiro relatório sobre quantos passageiros viajam à noite é esperado antes do fim do ano, disse a cidade.",
    ),
    "tr": (
        "Lindvik kenti ekim ayından itibaren otobüslerini bütün gece çalıştıracak, belediye meclisi pazartesi akşamı böyle karar verdi.",
        "Gece hatları yılda yaklaşık iki milyon avroya mal oluyor, bunun çoğu bulunması zor olan şoförler için harcanıyor.",
        "Geceleri kaç yolcunun seyahat ettiğine dair ilk raporun yıl sonundan önce yayımlanması bekleniyor, dedi belediye.",
    ),
    "es": (
        "La ciudad de Lindvik hará circular sus autobuses toda la noche desde octubre, decidió el consejo el lunes por la noche.",
        "Las líneas nocturnas cuestan unos dos millones de euros al año, la mayor parte para conductores que son difíciles de encontrar.",
        "Se espera un primer informe sobre cuántos pasajeros viajan de noche antes de que termine el año, dijo la ciudad.",
    ),
    "fr": (
        "La ville de Lindvik fera rouler ses bus toute la nuit à partir d'octobre, a décidé le conseil lundi soir.",
        "Les lignes de nuit coûtent environ deux millions d'euros par an, la plus grande part pour des chauffeurs difficiles à trouver.",
        "Un premier rapport sur le nombre de passagers qui voyagent la nuit est attendu avant la fin de l'année, dit la ville.",
    ),
}
"""Three paragraphs each."""
SERVICE = {
    "nl": (
        "Lees ook: Vissers vrezen voor hun kade",
        "Lees ook",
        "Meld je aan voor onze nieuwsbrief",
        "Schrijf je in voor de nieuwsbrief en mis niets",
        "Volg ons op Facebook",
        "Volg ons via WhatsApp",
        "Bron: ANP",
        "Bron: Havenpost",
        "Deel dit artikel",
        "Deel op Facebook",
        "Foto: Ole Ek",
        "Luister naar dit artikel",
        "Leestijd 3 min",
        "Leestijd: 3 minuten",
        "3 minuten leestijd",
        "Abonneer je op onze nieuwsbrief",
        "Meer over dit onderwerp",
        "Reageer op dit artikel",
        "Stuur dit artikel door",
        "Tip de redactie",
    ),
    "it": (
        "Leggi anche: I pescatori temono per il molo",
        "Leggi anche",
        "Iscriviti alla nostra newsletter",
        "Iscriviti alla newsletter per non perdere nulla",
        "Seguici su Facebook",
        "Segui il nostro canale WhatsApp",
        "Fonte: ANSA",
        "Fonte: Il Porto",
        "Condividi questo articolo",
        "Condividi su Facebook",
        "Foto: Ole Ek",
        "Ascolta questo articolo",
        "Ascolta l'articolo",
        "Tempo di lettura 3 min",
        "Tempo di lettura: 3 minuti",
        "Lettura 3 min",
        "Potrebbe interessarti anche",
        "Abbonati al giornale",
        "Riproduzione riservata",
        "Lascia un commento",
    ),
    "sv": (
        "Läs också: Fiskarna oroar sig för kajen",
        "Läs även: Fiskarna oroar sig för kajen",
        "Läs mer: Fiskarna oroar sig för kajen",
        "Läs också",
        "Prenumerera på vårt nyhetsbrev",
        "Anmäl dig till vårt nyhetsbrev",
        "Följ oss på Facebook",
        "Källa: TT",
        "Källa: Hamnposten",
        "Dela artikeln",
        "Dela den här artikeln",
        "Dela på Facebook",
        "Foto: Ole Ek",
        "Bild: Ole Ek",
        "Lyssna på artikeln",
        "Lästid 3 min",
        "Lästid: 3 minuter",
        "Annons",
        "Tipsa redaktionen",
        "Mer om ämnet",
    ),
    "pl": (
        "Czytaj też: Rybacy boją się o nabrzeże",
        "Czytaj także: Rybacy boją się o nabrzeże",
        "Przeczytaj również: Rybacy boją się o nabrzeże",
        "Czytaj więcej",
        "Zapisz się na nasz newsletter",
        "Zapisz się do newslettera",
        "Obserwuj nas na Facebooku",
        "Śledź nas na Facebooku",
        "Źródło: PAP",
        "Źródło: Portowe Wieści",
        "Udostępnij artykuł",
        "Udostępnij na Facebooku",
        "Fot. Ole Ek",
        "Foto: Ole Ek",
        "Zdjęcie: Ole Ek",
        "Posłuchaj artykułu",
        "Czas czytania 3 min",
        "Czas czytania: 3 minuty",
        "Reklama",
        "Zobacz też: Rybacy boją się o nabrzeże",
    ),
    "pt": (
        "Leia também: Pescadores temem pelo cais",
        "Leia mais: Pescadores temem pelo cais",
        "Leia também",
        "Assine a nossa newsletter",
        "Subscreva a nossa newsletter",
        "Inscreva-se na nossa newsletter",
        "Siga-nos no Facebook",
        "Siga o nosso canal no WhatsApp",
        "Fonte: Lusa",
        "Fonte: Folha do Porto",
        "Partilhe este artigo",
        "Compartilhe esta notícia",
        "Compartilhar no Facebook",
        "Foto: Ole Ek",
        "Imagem: Ole Ek",
        "Ouça este artigo",
        "Ouvir notícia",
        "Tempo de leitura 3 min",
        "Tempo de leitura: 3 minutos",
        "Publicidade",
    ),
    "tr": (
        "Ayrıca okuyun: Balıkçılar iskele için kaygılı",
        "Bunu da okuyun: Balıkçılar iskele için kaygılı",
        "İlgili haber: Balıkçılar iskele için kaygılı",
        "Devamını oku",
        "Bültenimize abone olun",
        "E-bültenimize kaydolun",
        "Bizi Facebook'ta takip edin",
        "Bizi takip edin",
        "Kaynak: AA",
        "Kaynak: Liman Postası",
        "Bu haberi paylaş",
        "Haberi paylaşın",
        "Facebook'ta paylaş",
        "Fotoğraf: Ole Ek",
        "Foto: Ole Ek",
        "Haberi dinle",
        "Okuma süresi 3 dk",
        "Okuma süresi: 3 dakika",
        "Reklam",
        "İlgili haberler",
    ),
    "es": (
        "Lea también: Los pescadores temen por el muelle",
        "Te puede interesar: Los pescadores temen por el muelle",
        "Lee también",
        "Suscríbete a nuestra newsletter",
        "Suscríbase a nuestro boletín",
        "Síguenos en Facebook",
        "Sigue nuestro canal de WhatsApp",
        "Fuente: EFE",
        "Fuente: El Puerto",
        "Comparte este artículo",
        "Compartir en Facebook",
        "Foto: Ole Ek",
        "Imagen: Ole Ek",
        "Escucha este artículo",
        "Escuchar artículo",
        "Tiempo de lectura 3 min",
        "Tiempo de lectura: 3 minutos",
        "3 min de lectura",
        "Lectura de 3 min",
        "Publicidad",
    ),
    "fr": (
        "Lire aussi : Les pêcheurs craignent pour le quai",
        "À lire aussi : Les pêcheurs craignent pour le quai",
        "Lire aussi",
        "Abonnez-vous à notre newsletter",
        "Inscrivez-vous à notre infolettre",
        "Suivez-nous sur Facebook",
        "Suivez notre chaîne WhatsApp",
        "Source : AFP",
        "Source : Le Port",
        "Partager cet article",
        "Partagez cet article",
        "Partager sur Facebook",
        "Photo : Ole Ek",
        "Crédit photo : Ole Ek",
        "Écouter cet article",
        "Écoutez cet article",
        "Temps de lecture 3 min",
        "Temps de lecture : 3 minutes",
        "Lecture 3 min",
        "Publicité",
    ),
}
"""What papers put between them: other stories, newsletters, networks, sources, players, minutes to read."""
SENTENCES = {
    "nl": "De bron van de rivier ligt in Kalven, zei de burgemeester, en niemand deelt die mening.",
    "it": "La fonte del fiume si trova a Kalven, ha detto il sindaco, e nessuno condivide questa idea.",
    "sv": "Källan till floden ligger i Kalven, och ingen delar den här artikeln om annonser i nyhetsbrev.",
    "pl": "Źródło rzeki leży w Kalven, a reklama w gazecie kosztowała radę miasta trzy tysiące złotych.",
    "pt": "A fonte do rio fica em Kalven, disse o presidente da câmara, e ninguém partilha essa ideia.",
    "tr": "Nehrin kaynağı Kalven'de, dedi belediye başkanı, ve bu haberi herkes birbiriyle paylaştı.",
    "es": "La fuente del río está en Kalven, dijo la alcaldesa, y nadie comparte esta idea del consejo.",
    "fr": "La source de la rivière est à Kalven, a dit le maire, et personne ne partage cette idée.",
}
"""The same words in sentences."""


def spoken(language: str, line: str) -> tuple[str, ...]:
    """The paragraphs of a story with the line before its last paragraph."""
    first, second, third = STORIES[language]
    return read_text(f"Lindvik\n\n{first}\n\n{second}\n\n{line}\n\n{third}").paragraphs


@pytest.mark.parametrize("language", STORIES)
def test_service_lines_are_not_spoken(language: str) -> None:
    """A pointer, a newsletter, a network, a source, a credit or a player between two paragraphs is no paragraph."""
    assert [line for line in SERVICE[language] if any(line in told for told in spoken(language, line))] == []


@pytest.mark.parametrize("language", SENTENCES)
def test_their_words_are_spoken_in_sentences(language: str) -> None:
    """A sentence about a source, an advertisement or what people share is one of the story's."""
    line = SENTENCES[language]
    assert spoken(language, line) == (*STORIES[language][:2], line, STORIES[language][2])
