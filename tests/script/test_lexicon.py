"""The lexicon: its files, how entries are found, and its exchange with other programs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests_examples import often
from tests_growth import work

from audiopress.errors import ConfigError
from audiopress.languages.speaking import say
from audiopress.model import Span
from audiopress.script.lexicon import Lexicon, LexiconEntry, load_lexicon, make_entry
from audiopress.script.lexicon_files import add_all, add_entry, remove_entry, replace_entry
from audiopress.script.pls import export_pls, import_pls

SHIPPED = Path(__file__).parents[2] / "voices" / "lexicon"


def lexicon(*entries: LexiconEntry) -> Lexicon:
    return Lexicon(entries)


def write(folder: Path, text: str, name: str = "en.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


RULES = [
    ([make_entry("Cheong Wa Dae", say="Chung Wah Day")], "at Cheong Wa Dae today", "at Chung Wah Day today"),
    ([make_entry("NATO", word=True)], "NATO's plan", "Nato's plan"),
    ([make_entry("LG", letters=True)], "LG and LG's", "L.G and L.G.'s"),
    ([make_entry("NGO", letters=True)], "two NGOs", "two N.G.O.s"),
    ([make_entry("WHO", letters=True)], "WHO said who?", "W.H.O said who?"),
    ([make_entry("km", say="clicks")], "the km and the KM", "the clicks and the clicks"),
    ([make_entry("km", say="clicks", case=True)], "the KM", "the K.M"),
    ([make_entry("Kim", say="Gim")], "Kim, Kimchi and Kims", "Gim, Kimchi and Kims"),
    ([make_entry("chi", say="chee", boundary="none")], "kimchi", "kim chee"),
    ([make_entry("pre", say="pree", boundary="start")], "prewar spree", "pree war spree"),
    (
        [make_entry("New York", say="Gotham"), make_entry("New York Times", say="the Times")],
        "New York Times",
        "the Times",
    ),
    ([make_entry("18:30", say="half past six")], "at 18:30 KST", "at half past six K.S.T"),
    ([make_entry("[sic]", say="")], "he were [sic] there", "he were there"),
    ([make_entry("Seoul", ipa="soʊl")], "in Seoul", "in Seoul"),
    ([make_entry("O’Xyl", say="Ozill")], "O'Xyl, O’Xyl’s", "Ozill, Ozill's"),
    ([make_entry("o'xyl", say="Ozill")], "O’XYL", "Ozill"),
    ([make_entry("O'Xyl", say="one"), make_entry("O’Xyl", say="two")], "O'Xyl", "two"),
]


@pytest.mark.parametrize(("entries", "written", "heard"), RULES)
def test_an_entry_wins_over_the_rules(entries: list[LexiconEntry], written: str, heard: str) -> None:
    """Substitution, word, letters, case, boundaries, the longest first, before numbers and acronyms."""
    assert say(written, lexicon=lexicon(*entries)).text == heard


def test_particles_may_follow_a_korean_name() -> None:
    """A name in Hangul is found before a particle, and not inside another word."""
    book = lexicon(
        make_entry("코로나19", say="코로나 일구"), make_entry("LG", say="엘지"), make_entry("가나", say="다라")
    )
    assert say("코로나19는 LG가", language="ko", lexicon=book).text == "코로나 일구는 엘지가"
    assert say("가나는 아가나", language="ko", lexicon=book).text == "다라는 아가나"


def test_sounds_travel_beside_the_words() -> None:
    """IPA is given for the spoken words, and engines that take none still have words."""
    book = lexicon(make_entry("Seoul", ipa="soʊl"), make_entry("Jae-myung", say="Jay-mee-young", ipa="ˈdʒɛmjʌŋ"))
    said = say("Jae-myung in Seoul", lexicon=book)
    assert said.text == "Jay-mee-young in Seoul"
    assert said.phonemes == {"Seoul": "soʊl", "Jay-mee-young": "ˈdʒɛmjʌŋ"}


def test_a_language_switch_names_its_words() -> None:
    """What a voice of the other language may say stands beside the words that this one says."""
    said = say(
        "Minister Lee In-young spoke", lexicon=lexicon(make_entry("Lee In-young", language="ko", words="이인영"))
    )
    (switch,) = said.switches
    assert said.text[switch.start : switch.end] == "Lee In-young"
    assert (switch.language, switch.text) == ("ko", "이인영")


def test_the_map_holds_through_an_entry() -> None:
    """A substituted name keeps its place in the written text."""
    said = say("At Cheong Wa Dae.", lexicon=lexicon(make_entry("Cheong Wa Dae", say="the palace")))
    assert said.spans == (
        Span(start=0, end=2, written_start=0, written_end=2),
        Span(start=3, end=13, written_start=3, written_end=16),
    )


def test_a_headline_in_capitals_finds_names() -> None:
    """Capitals hide nothing, but an acronym that is also a word is read as the word."""
    book = lexicon(make_entry("Busan", say="Boosahn"), make_entry("WHO", letters=True))
    assert say("THOSE WHO LEFT BUSAN RETURN HOME", lexicon=book).text == "Those Who Left Boosahn Return Home"


# ---- files


def test_every_form_of_a_file_is_read(tmp_path: Path) -> None:
    """Lists, tables and [[entry]] say the same things; a word in [say] and [ipa] is one entry."""
    path = write(
        tmp_path,
        'words = ["NATO"]\nletters = ["LG"]\n[say]\n"a b" = "c"\nDaegu = "Daygoo"\n[ipa]\nSeoul = "soʊl"\nDaegu = "dɛɡuː"\n'
        '[language]\n"Lee" = "ko:이"\n[[entry]]\nwritten = "pm"\nsay = "prime minister"\ncase = true\nboundary = "none"\n',
    )
    found = {entry.written: entry for entry in load_lexicon([path]).entries}
    assert [(w, e.kind, e.value, e.ipa) for w, e in found.items()] == [
        ("NATO", "word", "", ""),
        ("LG", "letters", "", ""),
        ("a b", "say", "c", ""),
        ("Daegu", "say", "Daygoo", "dɛɡuː"),
        ("Seoul", "ipa", "soʊl", ""),
        ("Lee", "language", "이", ""),
        ("pm", "say", "prime minister", ""),
    ]
    assert (found["pm"].case, found["pm"].boundary, found["Lee"].language) == (True, "none", "ko")
    assert found["Seoul"].where == f"{path}:7"


def test_a_later_file_wins(tmp_path: Path) -> None:
    """The show's own file has the last word."""
    first = write(tmp_path, '[say]\n"Lee" = "Yi"\n"Kim" = "Gim"\n', "a.toml")
    last = write(tmp_path, '[say]\n"Lee" = "Rhee"\n', "b.toml")
    assert say("Lee and Kim", lexicon=load_lexicon([first, last])).text == "Rhee and Gim"


FAULTS = [
    ("wrods = []", 1, "wrods: unknown key"),
    ('words = "NATO"', 1, "expected the written form"),
    ("[say]\na = 3", 2, "say must be text"),
    ('[say]\n"a" = "b\\u0007"', 2, "control character"),
    ('[ipa]\n"a" = " "', 2, "must not be empty"),
    ('[language]\n"a" = "korean language"', 2, "is not a language code"),
    ('[[entry]]\nwritten = "a"', 1, "needs exactly one of"),
    ('[[entry]]\nwritten = "a"\nsay = "b"\nletters = true', 1, "needs exactly one of"),
    ('[[entry]]\nsay = "b"', 1, "expected the written form"),
    ('[[entry]]\nwritten = "a"\nsya = "b"', 1, "did you mean 'say'"),
    ('[[entry]]\nwritten = "a"\nsay = "b"\nboundary = "left"', 1, "boundary must be one of"),
    ('[[entry]]\nwritten = "a"\nsay = "b"\ncase = "no"', 1, "case must be true or false"),
    ('letters = ["LG"]\nwords = ["LG"]', 1, "is here already"),
    ('[say]\n"a" = "b', 2, "not valid TOML"),
]


def test_a_file_is_read_again_when_it_says_something_else(tmp_path: Path) -> None:
    """An entry that an editor changes counts at once, and of two files that say the same each entry names its own."""
    first, copy = tmp_path / "en.toml", tmp_path / "copy.toml"
    for path in (first, copy):
        path.write_text('[say]\n"Lee" = "Rhee"\n', encoding="utf-8")
    assert [entry.where for entry in load_lexicon([first, copy]).entries] == [f"{first}:2", f"{copy}:2"]

    first.write_text('[say]\n"Lee" = "Yi"\n', encoding="utf-8")
    assert [entry.value for entry in load_lexicon([first, copy]).entries] == ["Yi", "Rhee"]

    for path in (first, copy):
        path.write_text('[say]\n"Lee" = 7\n', encoding="utf-8")
        with pytest.raises(ConfigError) as caught:
            load_lexicon([path])
        assert [problem.where for problem in caught.value.problems] == [f"{path}:2"]


@pytest.mark.parametrize(("text", "line", "message"), FAULTS)
def test_a_wrong_file_names_the_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    """Every fault says the file, the line and what is wrong."""
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_lexicon([path])
    assert message in str(caught.value)
    assert f"{path}:{line}" in str(caught.value)


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    """An editor sees all faults of all files in one go."""
    one = write(tmp_path, "[say]\na = 1\nb = 2\n", "a.toml")
    two = write(tmp_path, "[say]\nc = 3\n", "b.toml")
    with pytest.raises(ConfigError) as caught:
        load_lexicon([one, two])
    assert [problem.where for problem in caught.value.problems] == [f"{one}:2", f"{one}:3", f"{two}:2"]


def test_an_entry_is_added_and_found(tmp_path: Path) -> None:
    """Adding keeps comments and what is there, and the entry is heard at once."""
    path = write(tmp_path, '# ours\n[say]\n"Lee" = "Yi"\n')
    added = add_entry(path, make_entry('the "Blue" House', say="Cheong Wa Dae"))
    assert path.read_text("utf-8").startswith('# ours\n[say]\n"Lee" = "Yi"\n')
    assert added.where.startswith(f"{path}:")
    book = load_lexicon([path])
    assert [entry.written for entry in book.find("BLUE")] == ['the "Blue" House']
    assert [entry.written for entry in book.find("cheong")] == ['the "Blue" House']
    assert book.find("Park") == ()
    assert say('at the "Blue" House', lexicon=book).text == "at Cheong Wa Dae"


def test_a_word_is_added_once(tmp_path: Path) -> None:
    """A second entry for a word is refused with the line of the first."""
    path = tmp_path / "new" / "en.toml"
    add_entry(path, make_entry("Lee", say="Yi"))
    with pytest.raises(ConfigError, match="already") as caught:
        add_entry(path, make_entry("Lee", say="Rhee"))
    assert caught.value.where.startswith(f"{path}:")


@pytest.mark.parametrize("language", ["en", "ko", "de", "fr", "ja", "es"])
def test_a_shipped_lexicon_is_sound(language: str) -> None:
    """Each loads, and what it says of a word is what is heard."""
    book = load_lexicon([SHIPPED / f"{language}.toml"])
    assert len(book.entries) > 20
    for entry in book.entries:
        said = say(entry.written, language=language, lexicon=book)
        assert said.text, entry
        if entry.kind == "say":
            assert said.text.rstrip(".") == entry.value.rstrip("."), entry


def test_the_english_lexicon_knows_the_news_of_korea() -> None:
    """Names are told to the engines in sounds, and acronyms are letters or words."""
    said = say("LG’s FM met the WHO and NATO at Cheong Wa Dae", lexicon=load_lexicon([SHIPPED / "en.toml"]))
    assert said.text == "L.G.'s F.M met the W.H.O and Nato at Chung Wah Day"
    assert said.phonemes == {"Chung Wah Day": "ˈtʃʌŋ wɑː dɛ"}


# ---- PLS

WORD = st.text(
    st.characters(min_codepoint=33, max_codepoint=0xD7A3, categories=["L", "N", "P"]), min_size=1, max_size=8
)
ENTRY = st.builds(
    lambda written, kind, value, case, boundary: LexiconEntry(
        written=written,
        kind=kind,
        value=value if kind in {"say", "ipa", "language"} else "",
        language="ko" if kind == "language" else "",
        case=case,
        boundary=boundary,
    ),
    WORD,
    st.sampled_from(["say", "word", "letters", "ipa", "language"]),
    WORD,
    st.booleans(),
    st.sampled_from(["word", "start", "end", "none"]),
)


@settings(max_examples=often(100), deadline=None)
@given(st.lists(ENTRY, max_size=5))
def test_a_lexicon_survives_pls(entries: list[LexiconEntry]) -> None:
    """What is exported comes back the same, each form once."""
    book = Lexicon(tuple(entries))
    back = import_pls(export_pls(book, language="en"))
    assert back.entries == book.heard()


def test_words_and_sounds_survive_pls_together() -> None:
    """A lexeme may have an alias and a phoneme."""
    entry = make_entry("Daegu", say="Daygoo", ipa="dɛɡuː")
    assert import_pls(export_pls(lexicon(entry), language="en")).entries == (entry,)


FOREIGN = """<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en">
  <!-- another house's -->
  <lexeme><grapheme>Sepulveda</grapheme><phoneme>səˈpʌlvɪdə</phoneme></lexeme>
  <lexeme><grapheme>W3C</grapheme><alias>World Wide Web  Consortium</alias></lexeme>
  <lexeme><grapheme>thousand</grapheme><grapheme>1000</grapheme><alias>one thousand</alias></lexeme>
</lexicon>"""


def test_a_foreign_pls_is_read() -> None:
    """Several graphemes of a lexeme are several entries."""
    found = [(e.written, e.kind, e.value, e.where) for e in import_pls(FOREIGN, where="x.pls").entries]
    assert found == [
        ("Sepulveda", "ipa", "səˈpʌlvɪdə", "x.pls:4"),
        ("W3C", "say", "World Wide Web Consortium", "x.pls:5"),
        ("thousand", "say", "one thousand", "x.pls:6"),
        ("1000", "say", "one thousand", "x.pls:6"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<lexicon", "not well-formed"),
        ("<lexicon/>", "not a W3C pronunciation lexicon"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "document type"),
        (FOREIGN.replace('alphabet="ipa"', 'alphabet="x-sampa"'), "alphabet ipa"),
        ("", "not well-formed"),
    ],
)
def test_what_is_no_pls_is_refused(text: str, message: str) -> None:
    """Broken XML, other formats, entities and other alphabets are errors an editor understands."""
    with pytest.raises(ConfigError, match=message):
        import_pls(text)


def test_many_words_are_added_at_once(tmp_path: Path) -> None:
    """A lexicon of another house has thousands of entries: they are read, checked and written once."""
    path = tmp_path / "en.toml"
    entries = [make_entry(f"Name{number}", say=f"Word{number}") for number in range(2000)]
    assert add_all(path, [*entries, entries[0]]) == 2000
    assert add_all(path, entries) == 0
    book = load_lexicon([path])
    line = path.read_text().splitlines().index('written = "Name1999"')
    assert book.entries[1999].where == f"{path}:{line}"

    def added(count: str) -> None:
        house = tmp_path / count / "en.toml"
        assert add_all(house, entries[: int(count)]) == int(count)
        assert len(load_lexicon([house]).entries) == int(count)

    assert work(added, "400") <= 2.6 * work(added, "200")


def test_what_is_exported_is_what_is_heard() -> None:
    """A form that several files give is written once, as the last of them says it."""
    book = lexicon(make_entry("Seoul", say="Sole"), make_entry("Seoul", say="Soul"))
    assert [entry.value for entry in import_pls(export_pls(book, language="en")).entries] == ["Soul"]


FORMS = """\
# Kept.
words = ["NATO", "AIDS"]  # said as words
letters = [
    "LG",  # a company
    'SK',
]

[say]
# Places
"Cheong Wa Dae" = "Chung Wah Day"
Solmere = "soul meer" # the town

[ipa]
"Solmere" = "soʊl"

[[entry]]
written = "pm"
say = "prime minister"
case = true

# The last.
[[entry]]
written = "km"
say = "clicks"
"""


@pytest.mark.parametrize("written", ["NATO", "AIDS", "LG", "SK", "Cheong Wa Dae", "Solmere", "pm", "km"])
def test_a_word_is_taken_out_in_whichever_form_it_stands(tmp_path: Path, written: str) -> None:
    """Lists, tables and entries lose the one word; every other entry and every comment of another stays."""
    path = write(tmp_path, FORMS)
    before = {entry.written for entry in load_lexicon([path]).entries}

    gone = remove_entry(path, written)

    assert {entry.written for entry in gone} == {written}
    assert {entry.written for entry in load_lexicon([path]).entries} == before - {written}
    text = path.read_text("utf-8")
    assert all(comment in text for comment in ("# Kept.", "# said as words", "# Places", "# The last."))


@settings(max_examples=20)
@given(words=st.lists(st.text(alphabet="aB'\"\\ é#,[]=", min_size=1).filter(str.strip), min_size=1, max_size=6))
def test_what_was_added_can_be_replaced_and_removed(tmp_path_factory: pytest.TempPathFactory, words: list[str]) -> None:
    """Whatever the words look like, removing them leaves the file as it was before they were added."""
    path = write(tmp_path_factory.mktemp("lexicon"), FORMS)
    before = path.read_text("utf-8")
    entries = {entry.written: entry for entry in (make_entry(word, say="x", case=True) for word in words)}
    for entry in entries.values():
        add_entry(path, entry)
    for entry in entries.values():
        assert [one.value for one in replace_entry(path, make_entry(entry.written, say="y", case=True))] == ["x"]
    for written in entries:
        assert [one.value for one in remove_entry(path, written)] == ["y"]

    assert path.read_text("utf-8").rstrip() == before.rstrip()


@pytest.mark.parametrize("ipa", ["k@lle!!", "SOHL", "soul:", "ˈˌ", "5", "", " "])
def test_garbage_is_no_sound(tmp_path: Path, ipa: str) -> None:
    """What is not written in the phonetic alphabet is refused when it is added and told when the file is read."""
    with pytest.raises(ConfigError):
        make_entry("Solmere", ipa=ipa)
    with pytest.raises(ConfigError):
        load_lexicon([write(tmp_path, f'[ipa]\n"Solmere" = "{ipa}"\n')])


@pytest.mark.parametrize("ipa", ["ˈsoʊlˌmɪər", "t͡ʃã", "ma˥˩", "/kʰa.ɾi/", "ǃxóõ", "ẽ̞ ʔ"])
def test_sounds_of_any_language_are_taken(ipa: str) -> None:
    """Letters, marks and tones of the phonetic alphabet pass, composed or not."""
    assert make_entry("Solmere", ipa=ipa).value
