"""Whose a quote is: a subject far behind its verb, a relative with a name, a mark never closed, and things, which say nothing."""

from __future__ import annotations

import pytest

from audiopress.segment import find_quotes

OPENED = {
    "de": "„Wir bauen die Brücke im nächsten Jahr“, ",
    "fr": "« Nous allons rouvrir la piscine demain », ",
    "es": "«Vamos a abrir la piscina mañana», ",
    "it": "«Riapriremo la piscina domani mattina», ",
    "pt": "“Vamos reabrir a piscina amanhã de manhã”, ",
    "nl": "“Wij openen het bad morgen weer”, ",
}
"""A quote of each language, with what stands behind it to follow."""
FAR = [
    ("de", "erklärte nach langer Sitzung Bürgermeister Jan Brandt.", "Jan Brandt"),
    ("de", "erklärte nach der Sitzung, die bis Mitternacht dauerte, Bürgermeister Jan Brandt.", "Jan Brandt"),
    (
        "de",
        "sagte nach der langen und zum Teil sehr hitzigen Sitzung des Rates Bürgermeister Jan Brandt.",
        "Jan Brandt",
    ),
    ("de", "betonte bei der Vorstellung des Berichts am Mittwoch in Lindau Jan Brandt.", "Jan Brandt"),
    ("de", "sagte in Berlin Außenministerin Ida Berg.", "Ida Berg"),
    ("de", "sagte auf Anfrage der Redaktion Sprecherin Ida Berg.", "Ida Berg"),
    ("fr", "a déclaré mardi soir la maire, Anne Vallet.", "Anne Vallet"),
    ("fr", "a déclaré à l’issue de la réunion le maire Paul Denis.", "Paul Denis"),
    ("fr", "a expliqué lors d’une conférence de presse Paul Denis, le maire de la ville.", "Paul Denis"),
    ("fr", "a dit hier à Paris la maire Anne Vallet.", "Anne Vallet"),
    ("fr", "a dit à la sortie de la séance l’avocate Anne Vallet.", "Anne Vallet"),
    ("es", "dijo el martes por la noche la alcaldesa Ana Vale.", "Ana Vale"),
    ("es", "dijo en una rueda de prensa Ana Vale.", "Ana Vale"),
    ("es", "dijo ayer en Lima la ministra Ana Vale.", "Ana Vale"),
    ("it", "ha detto martedì sera la sindaca Anna Valle.", "Anna Valle"),
    ("it", "ha detto al termine della riunione il sindaco, Paolo Neri.", "Paolo Neri"),
    ("pt", "disse na noite de terça-feira a prefeita Ana Vale.", "Ana Vale"),
    ("nl", "zei na afloop van de vergadering burgemeester Jan Bakker.", "Jan Bakker"),
]


@pytest.mark.parametrize(("language", "told", "speaker"), FAR)
def test_a_name_behind_a_phrase_of_time_or_place_is_the_subject(language: str, told: str, speaker: str) -> None:
    """A title and a name, or a full name, behind a phrase of time or place after the verb is who speaks."""
    (quote,) = find_quotes(OPENED[language] + told, language=language)
    assert (quote.speaker, quote.voiced) == (speaker, True)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("de", "sagte nach dem Treffen mit Trainerin Ida Berg der Präsident."),
        ("de", "sagte der Zeitung in Anwesenheit des Bürgermeisters Jan Brandt."),
        ("de", "sagte nach der Entlassung Jan Brandts."),
        ("de", "sagte nach einer langen Sitzung, in der Ida Berg sprach."),
        ("de", "sagte vor rund zweihundert Gästen in der Halle."),
        ("de", "sagte vor mehr als 40 Zeugen."),
        ("fr", "a dit hier en saluant le maire Paul Denis."),
        ("fr", "a déclaré lors de la réunion avec la maire Anne Vallet."),
        ("fr", "a déclaré mardi l’avocat de la maire Anne Vallet."),
        ("fr", "a dit mardi soir la sœur de Paul Denis."),
        ("es", "dijo el martes."),
        ("es", "dijo tras la reunión con la alcaldesa Ana Vale."),
        ("it", "ha detto dopo l’incontro con il sindaco Paolo Neri."),
        ("nl", "zei na een gesprek met burgemeester Jan Bakker."),
    ],
)
def test_a_name_that_may_be_an_object_voices_nothing(language: str, told: str) -> None:
    """Where a name in the phrase behind the verb is an object or a genitive, and a day is no speaker, the narrator reads."""
    (quote,) = find_quotes(OPENED[language] + told, language=language)
    assert not quote.voiced


HEARD = "We heard a loud noise at night"


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("en", f"Neighbor Anna Vale said, “{HEARD}.”", "Anna Vale"),
        ("en", f"“{HEARD},” said Roommate Anna Vale.", "Anna Vale"),
        ("en", f"Neighbour Ole said, “{HEARD}.”", "Ole"),
        ("en", f"His brother, Ole, said, “{HEARD}.”", "Ole"),
        ("en", f"“{HEARD},” said his brother, Ole.", "Ole"),
        ("en", f"Mother Anna Vale said, “{HEARD}.”", "Anna Vale"),
        ("de", "Bruder Ole sagte: „Wir bauen die Brücke.“", "Ole"),
        ("de", "Sein Bruder Ole sagte: „Wir bauen die Brücke.“", "Ole"),
        ("de", "„Wir bauen die Brücke“, sagt Enkelin Lena.", "Lena"),
        ("fr", "« Nous allons rouvrir la piscine », a dit son frère, Paul.", "Paul"),
        ("fr", "Voisine Anne Vallet a dit : « Nous allons rouvrir la piscine. »", "Anne Vallet"),
        ("es", "«Vamos a abrir la piscina», dijo su hermana, Ana.", "Ana"),
        ("es", "Vecina Ana Vale dijo: «Vamos a abrir la piscina».", "Ana Vale"),
        ("nl", "Buurman Jan Bakker zei: “Wij openen het bad morgen weer.”", "Jan Bakker"),
        # What is part of a name stays.
        ("en", f"Mother Teresa said, “{HEARD}.”", "Mother Teresa"),
        ("en", f"Father Brown said, “{HEARD}.”", "Father Brown"),
        ("de", "Mutter Teresa sagte: „Wir bauen die Brücke.“", "Mutter Teresa"),
        ("en", f"His brother, a farmer, said, “{HEARD}.”", "His brother"),
    ],
)
def test_a_relative_or_a_role_is_no_part_of_a_name(language: str, text: str, speaker: str) -> None:
    """Of a relative or a neighbour with a name, the name alone is the speaker's; Mother Teresa is a name."""
    (quote,) = find_quotes(text, language=language)
    assert (quote.speaker, quote.voiced) == (speaker, True)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", f"“{HEARD},” the report said."),
        ("en", f"The document says: “{HEARD}.”"),
        ("de", "Die Mitteilung sagt: „Wir bauen die Brücke im nächsten Jahr.“"),
        ("de", "„Wir bauen die Brücke im nächsten Jahr“, sagt der Bericht."),
        ("fr", "« Nous allons rouvrir la piscine », indique un communiqué."),
        ("fr", "« Nous allons rouvrir la piscine », dit la lettre."),
        ("es", "«Vamos a abrir la piscina», dice el comunicado."),
        ("es", "La carta dice: «Vamos a abrir la piscina»."),
        ("ko", "성명서는 “우리는 다리를 내년에 짓겠다”고 밝혔다."),
        ("ko", "윤보람 시장의 편지는 “우리는 다리를 내년에 짓겠다”고 말했다."),
        ("ja", "報告書は「私たちは来年橋を建てるつもりだ」と指摘した。"),
        ("ja", "メッセージは「私たちは来年橋を建てるつもりだ」と述べた。"),
        ("zh", "声明说：“我们明年要建这座桥。”"),
    ],
)
def test_what_is_written_has_no_voice(language: str, text: str) -> None:
    """A statement, a letter or a report of nobody who spoke before is read by the narrator."""
    (quote,) = find_quotes(text, language=language)
    assert not quote.voiced


def test_whose_name_ends_like_a_document_still_speaks() -> None:
    """박성명 is a person, though 성명 is a statement."""
    (quote,) = find_quotes("박성명 시장은 “버스는 밤에도 다닌다”고 말했다.", language="ko")
    assert (quote.speaker, quote.voiced) == ("박성명", True)


@pytest.mark.parametrize(
    ("language", "text", "voiced"),
    [
        (
            "en",
            "“It began at midnight. Nobody slept, said Anna Vale.\n“Then it was quiet again,” she said.",
            [("It began at midnight. Nobody slept,", "Anna Vale"), ("Then it was quiet again,", "Anna Vale")],
        ),
        (
            "en",
            "“It began at noon.\n“Then it was quiet again, Anna Vale said.\n“We saw nothing,” said Ole Moe.",
            [("It began at noon.\n“Then it was quiet again,", "Anna Vale"), ("We saw nothing,", "Ole Moe")],
        ),
        (
            "en",
            "“It began at midnight, Anna Vale said. “It was quiet again,” said Ole Moe.",
            [("It began at midnight,", "Anna Vale"), ("It was quiet again,", "Ole Moe")],
        ),
        (
            "en",
            '"It began at midnight, Anna Vale said. "It was quiet again," said Ole Moe.',
            [("It began at midnight,", "Anna Vale"), ("It was quiet again,", "Ole Moe")],
        ),
        (
            "de",
            "„Es begann um Mitternacht, sagte Ida Berg.\n„Dann war es wieder still“, sagte Jan Brandt.",
            [("Es begann um Mitternacht,", "Ida Berg"), ("Dann war es wieder still", "Jan Brandt")],
        ),
        (
            "fr",
            "«Tout a commencé à minuit, a dit Anne Vallet.\n«Puis tout était calme», a dit Paul Denis.",
            [("Tout a commencé à minuit,", "Anne Vallet"), ("Puis tout était calme", "Paul Denis")],
        ),
        (
            "es",
            "«Empezó a medianoche, dijo Ana Vale. «Luego todo estaba en calma», dijo Pablo Ruiz.",
            [("Empezó a medianoche,", "Ana Vale"), ("Luego todo estaba en calma", "Pablo Ruiz")],
        ),
        # Opened again and closed at last: one quote. Marks within marks that all close: no mark was forgotten.
        (
            "en",
            "Anna Vale said: “It began at midnight.\n“Then it was quiet again.”\nThe police came.",
            [("It began at midnight.\n“Then it was quiet again.", "Anna Vale")],
        ),
        (
            "en",
            "“It began at midnight, he said “stop” and so on,” said Anna Vale.",
            [("It began at midnight, he said “stop” and so on,", "Anna Vale")],
        ),
    ],
)
def test_a_forgotten_mark_voices_no_word_of_the_narrators(
    language: str, text: str, voiced: list[tuple[str, str]]
) -> None:
    """A quote whose closing mark was forgotten ends where the narrator tells who said it; one opened again goes on."""
    assert [(one.text, one.speaker) for one in find_quotes(text, language=language) if one.voiced] == voiced
