"""Authors and days of pages in languages without a folder: a line of words for each is enough to read both."""

from __future__ import annotations

from datetime import date

import pytest

from audiopress.languages.calendar_words import names_of
from audiopress.languages.elsewhere import FILE, page_words
from audiopress.languages.pack import known
from audiopress.segment import read_text
from audiopress.segment.page.bylines import bylines
from audiopress.segment.page.dates import stated

SWEDISH = (
    "Staden Lindvik låter sina bussar gå hela natten från oktober, det beslutade kommunfullmäktige på måndagskvällen.",
    "– De som städar våra kontor klockan fyra på morgonen har inget annat sätt att ta sig hem, säger Ruth Amsel.",
    "Nattlinjerna kostar omkring två miljoner euro om året, det mesta för förare som det är svårt att hitta.",
)


@pytest.mark.parametrize(
    ("language", "line", "names"),
    [
        ("sv", "Av Anna Lindqvist och Erik Berg", ("Anna Lindqvist", "Erik Berg")),
        ("sv", "Text: Anna Lindqvist Foto: Erik Berg", ("Anna Lindqvist",)),
        ("da", "Af Mette Hansen, journalist", ("Mette Hansen",)),
        ("no", "Skrevet av Kari Nordmann", ("Kari Nordmann",)),
        ("fi", "Toimittaja: Matti Virtanen", ("Matti Virtanen",)),
        ("pl", "oprac. Jan Kowalski", ("Jan Kowalski",)),
        ("cs", "Autor: Jan Novák", ("Jan Novák",)),
        ("hu", "Szerző: Kovács Péter", ("Kovács Péter",)),
        ("ro", "De Ion Popescu", ("Ion Popescu",)),
        ("el", "Γράφει ο Γιώργος Παπαδόπουλος", ("Γιώργος Παπαδόπουλος",)),
        ("tr", "Muhabir: Mehmet Demir", ("Mehmet Demir",)),
        ("ru", "Авторы: Иван Петров, Анна Смирнова", ("Иван Петров", "Анна Смирнова")),
        ("uk", "Автор: Іван Петренко", ("Іван Петренко",)),
        ("bg", "от Иван Петров", ("Иван Петров",)),
        ("ar", "بقلم: محمد علي", ("محمد علي",)),
        ("he", "מאת דוד לוי", ("דוד לוי",)),
        ("hi", "लेखक: राम कुमार", ("राम कुमार",)),
        ("th", "โดย สมชาย ใจดี", ("สมชาย ใจดี",)),
        ("id", "Oleh Budi Santoso", ("Budi Santoso",)),
        ("vi", "Tác giả: Nguyễn Văn An", ("Nguyễn Văn An",)),
        ("ru", "Редакция", ()),
        ("sv", "Av redaktionen", ()),
        ("ru", "Автор книги был назван в понедельник", ()),
    ],
)
def test_a_byline_needs_no_folder(language: str, line: str, names: tuple[str, ...]) -> None:
    """Who wrote it is read in languages that have no folder, and in letters that have no capitals."""
    assert bylines(line, language) == names


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("sv", "Uppdaterad 6 januari 2026 kl 09.00 Publicerad 5 januari 2026 kl 10.20"),
        ("pl", "Aktualizacja: 06.01.2026 Opublikowano: 05.01.2026"),
        ("ru", "Обновлено 6 января 2026 Опубликовано 5 января 2026"),
        ("tr", "Güncelleme: 6 Ocak 2026 Giriş Tarihi: 5.1.2026"),
        ("hu", "Frissítve: 2026. január 6. Megjelent: 2026. január 5."),
        ("vi", "Cập nhật 06/01/2026 Đăng 05 tháng 01 năm 2026"),
    ],
)
def test_an_update_needs_no_folder(language: str, line: str) -> None:
    """Which of two days is the update is said by the word before it, in languages that have no folder."""
    found = stated(line, "UTC", language)
    assert (found.published and found.published.date()) == date(2026, 1, 5)
    assert (found.updated and found.updated.date()) == date(2026, 1, 6)
    assert found.labelled


def test_a_page_needs_no_folder() -> None:
    """A copied Swedish page has its author and both of its moments."""
    head = ["Nattbussar i Lindvik från oktober", "", "Av Anna Lindqvist"]
    dates = ["Publicerad 5 januari 2026 kl 10.20", "Uppdaterad 6 januari 2026 kl 09.00", ""]
    found = read_text("\n".join([*head, *dates]) + "\n\n".join(SWEDISH) + "\n")
    assert found.byline == ("Anna Lindqvist",)
    assert found.published is not None
    assert found.published.isoformat()[:16] == "2026-01-05T10:20"
    assert found.updated is not None
    assert found.updated.isoformat()[:16] == "2026-01-06T09:00"


@pytest.mark.parametrize("language", ["sv", "ru", "ar", "th"])
def test_every_such_language_has_its_calendar(language: str) -> None:
    """A language of the file has its words there and its months by CLDR."""
    assert page_words(language).bylines.by
    assert page_words(language).dates.published
    assert names_of(language).months


@pytest.mark.parametrize("language", known())
def test_a_language_with_a_folder_is_not_in_the_file(language: str) -> None:
    """What a folder says is not said twice."""
    assert not page_words(language).bylines.by, f"take {language} out of {FILE}"
