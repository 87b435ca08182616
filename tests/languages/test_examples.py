"""The examples of every language's folder, which are its tests, and what its folder lacks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audiopress.languages import pack as packs
from audiopress.languages.pack import Pack, known, pack
from audiopress.languages.schema import Examples
from audiopress.segment import contract
from audiopress.segment.contract import NEEDED, examine, failures, lacking


@pytest.mark.parametrize("language", known())
def test_a_language_does_what_its_examples_say(language: str) -> None:
    """What a folder gives as an example comes out as it says, of every stage: spoken words, speakers, labels, dates."""
    examine(language)


@pytest.mark.parametrize("language", known())
def test_a_folder_has_what_no_language_does_without(language: str) -> None:
    """What a folder lacks is listed, and a folder that is shipped lacks nothing."""
    assert lacking(language) == ()


@pytest.mark.parametrize("language", known())
def test_a_show_s_words_fill_in_the_same_names(language: str) -> None:
    """No language's words name what a shipped format does not fill in, and pages and formats have all of theirs."""
    own, other = pack(language).show, pack("en").show
    names = {"{show}", "{names}", "{day}", "{first}", "{second}", "{name}", "{count}", "{date}", "{time}"}

    def filled(text: str) -> set[str]:
        return {name for name in names if name in text}

    for key, text in other.pages.items():
        assert filled(own.pages[key]) == filled(text), key
    for name, words in own.formats.items():
        assert set(words) == set(other.formats[name])
        assert all(filled(text) <= filled(other.formats[name][key]) for key, text in words.items())


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Pack:
    """A pack of English's module with examples that are all wrong."""
    wrong = Examples(
        spoken=(("5", "six"),),
        quotes=(("“Yes, it is open,” said Anna Berg.", "Nobody"),),
        labels=(("The story.", "pointer"),),
        dates=(("30 November 2026", "2026-11-29T00:00"),),
        bylines=(("By Anna Berg", "Bo"),),
        sentences=(("Mr.", "Berg came home again."),),
        languages=("Die Brücke ist wieder offen, und die Stadt hat gewartet.",),
    )
    found = replace(pack("en"), examples=wrong)
    monkeypatch.setattr(contract, "pack", lambda tag: found)
    return found


def test_every_wrong_example_is_named(stand_in: Pack) -> None:
    """An example of any kind that does not come out is told with what came out, all of them at once."""
    told = list(failures("en"))

    assert [line.partition(":")[0] for line in told] == [
        f"examples.{key}" for key in ("spoken", "quotes", "labels", "dates", "bylines", "sentences", "languages")
    ]
    with pytest.raises(AssertionError, match="'5' gives 'five', not 'six'"):
        examine("en")


def test_a_folder_with_nothing_in_it_lacks_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list is of every key, but family names, by which a name is known where none has a capital; no folder, no examination."""
    monkeypatch.setattr(contract, "pack", lambda tag: packs.Pack(language="xx"))

    assert lacking("xx") == tuple(key for key in NEEDED if key != "quotes.family")
    with pytest.raises(AssertionError, match="there is no folder for 'xx'"):
        examine("xx")
