"""Whose a quote is: a subject far behind its verb, a relative with a name, a mark never closed, and things, which say nothing."""

from __future__ import annotations

import pytest

from audiopress.segment import find_quotes

NOBODY = None
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
