from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests_examples import often

from audiopress.errors import ConfigError, UnknownName
from audiopress.model import Script, Show, Voice
from audiopress.script import Casting, cast, parse
from audiopress.script.hints import speaker_key

Make = Callable[..., Any]
SHARED = settings(deadline=None, max_examples=often(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
NAMES = ["Lee In-young", "Harry Harris", "Petra Lindqvist", "Idris Vaughan", "Hamish Boateng", "Noor Castellane"]
POOL = ("one", "two", "three", "four")


@pytest.fixture
def voices(make_voice: Make) -> dict[str, Voice]:
    names = [make_voice(name) for name in ("anchor", "reader", *POOL)]
    names += [
        make_voice("seoul", "ko-KR"),
        make_voice("busan", "ko"),
        make_voice("woman", "en-GB", gender="female"),
        make_voice("man", "en-US", gender="male"),
        make_voice("online", fallback="distant"),
        make_voice("distant", fallback="anchor"),
        make_voice("circle", fallback="circle"),
        make_voice("lost", fallback="nowhere"),
    ]
    return {voice.name: voice for voice in names}


@pytest.fixture
def play(make_show: Make, make_cast: Make, voices: Mapping[str, Voice]) -> Callable[..., Casting]:
    def play(
        text: str, *, ready: Callable[[Voice], bool] | None = None, language: str = "en", **parts: object
    ) -> Casting:
        show: Show = make_show(cast=make_cast(**parts), language=language)
        return cast(parse(text), show, voices, ready=ready)

    return play


def quotes(*names: str) -> str:
    return "\n".join(f"QUOTE {name}: Yes.\nHOST: So it was said." for name in names)


def heard(casting: Casting) -> dict[str, str]:
    return {name: voice.name for name, voice in casting.speakers.items()}


def test_roles_have_their_voices(play: Make) -> None:
    """A role has the voice the show gives it, and every other role the host's."""
    script = parse("HEADLINE: a\nHOST: b\nASIDE: c")
    casting = play("HEADLINE: a\nHOST: b\nASIDE: c", roles={"headline": "reader"})
    assert [casting.voice(cue).name for cue in script.cues] == ["reader", "anchor", "anchor"]
    assert [voice.name for voice in casting.voices] == ["reader", "anchor"]


def test_a_speaker_keeps_the_voice(play: Make) -> None:
    """One name has one voice through the whole episode, however its letters are spaced or cased."""
    text = quotes("Lee In-young", "Harry Harris", "LEE  IN-YOUNG") + "\n@chapter b\n" + quotes("Lee In-young")
    casting = play(text, quotes=POOL)
    spoken = [cue for cue in parse(text).cues if cue.role == "quote"]
    lee = [casting.voice(cue).name for cue in spoken if cue.speaker.casefold() == "lee in-young"]
    assert len(lee) == 3
    assert len(set(lee)) == 1


@SHARED
@given(names=st.lists(st.text("abcdefg ", min_size=1).filter(str.strip), min_size=1, max_size=4, unique_by=speaker_key))
def test_speakers_differ_while_the_pool_lasts(play: Make, names: list[str]) -> None:
    """No two speakers of a story share a voice as long as there are voices left."""
    found = heard(play(quotes(*names), quotes=POOL))
    assert len(set(found.values())) == len(found)


@SHARED
@given(order=st.permutations(NAMES[:4]))
def test_the_order_of_speaking_changes_nothing(play: Make, order: list[str]) -> None:
    """Who has which voice hangs on who is heard, not on who speaks first."""
    assert heard(play(quotes(*order), quotes=POOL)) == heard(play(quotes(*NAMES[:4]), quotes=POOL))


def test_the_same_speaker_sounds_the_same_tomorrow(play: Make) -> None:
    """Of all pairs of editions, a speaker changes voice only where another one took it first."""
    alone = {name: heard(play(quotes(name), quotes=POOL))[name] for name in NAMES}
    changes = 0
    for name in NAMES:
        for other in NAMES:
            found = heard(play(quotes(other, name), quotes=POOL))
            if found[name] != alone[name]:
                changes += 1
                assert found[other] == alone[name] == alone[other]
    clashes = sum(alone[a] == alone[b] for a in NAMES for b in NAMES if a != b)
    assert changes == clashes // 2


@SHARED
@given(others=st.lists(st.sampled_from(NAMES[1:]), max_size=4))
def test_other_stories_change_nobody_s_voice(play: Make, others: list[str]) -> None:
    """Who is quoted in the other stories of an edition does not change how the minister sounds."""
    alone = heard(play(f"HEADLINE: a\n{quotes(NAMES[0])}", quotes=POOL))[NAMES[0]]
    text = "\n".join(f"HEADLINE: b\n{quotes(name)}" for name in others)
    assert heard(play(f"{text}\nHEADLINE: a\n{quotes(NAMES[0])}", quotes=POOL))[NAMES[0]] == alone


def test_a_drawn_voice_is_written_in_stone(play: Make) -> None:
    """The draw is the same on every machine and in every version: a change of it would change every speaker."""
    assert heard(play(quotes(*NAMES[:3]), quotes=POOL)) == {
        "Lee In-young": "two",
        "Harry Harris": "one",
        "Petra Lindqvist": "four",
    }


def test_a_further_voice_moves_few(play: Make) -> None:
    """A voice added to the pool is given to some speakers; nobody changes between two old voices."""
    for number in range(60):
        name = f"Speaker {number}"
        before, after = (heard(play(quotes(name), quotes=pool))[name] for pool in (POOL, (*POOL, "reader")))
        assert after in {before, "reader"}


@pytest.mark.parametrize("between", ["", "@chapter a subhead"])
@pytest.mark.parametrize("start", ["@chapter a", "HEADLINE: a"])
def test_speakers_of_one_story_differ_when_the_pool_is_used_up(play: Make, start: str, between: str) -> None:
    """With more speakers than voices, those of one story have different ones; a subhead starts no story."""
    if start.startswith("@") and between:
        start += "\nHEADLINE: a"
    for names in itertools.permutations(NAMES):
        pairs = [names[n : n + 2] for n in (0, 2, 4)]
        text = "\n".join("\n".join((start, quotes(one), between, quotes(two))) for one, two in pairs)
        found = heard(play(text, quotes=POOL[:2]))
        assert all(found[one] != found[two] for one, two in pairs)


def test_the_narrators_voice_is_the_pools_last_resort(play: Make) -> None:
    """A pool that holds the narrator's own voice gives it away only when no other is left."""
    for name in NAMES:
        assert heard(play(quotes(name), quotes=("anchor", "two"))) == {name: "two"}


def test_a_speaker_given_a_voice_has_it(play: Make) -> None:
    """An override by name goes before the pool, and the pool gives its voice to nobody else meanwhile."""
    for other in NAMES[1:]:
        found = heard(play(quotes("lee in-young", other), quotes=POOL, speakers={"Lee In-young": "two"}))
        assert found["lee in-young"] == "two"
        assert found[other] != "two"


def test_an_override_that_looks_like_a_slip_is_noted(play: Make) -> None:
    """A name in show.toml close to one in the script, but not the same, is told to the editor."""
    casting = play(quotes("Lee In-young"), quotes=POOL, speakers={"Lee In-yong": "two", "Ban Seo-yeon": "one"})
    (note,) = casting.notes
    assert "'Lee In-yong'" in note
    assert "'Lee In-young'" in note


@pytest.mark.parametrize(("host", "told"), [("seoul", ["seoul reads en, and its profile names ko-KR"]), ("anchor", [])])
def test_a_voice_that_reads_another_language_is_noted(play: Make, host: str, told: list[str]) -> None:
    """A Korean narrator of an English show reads it, because the show says so, and the editor hears what is odd."""
    notes = play("HOST: a\nHEADLINE: b", host=host).notes
    assert len(notes) == len(told)
    assert all(part in note for part, note in zip(told, notes, strict=True))


def test_no_pool_means_the_narrator_reads_quotes(play: Make) -> None:
    """A show without a pool has one voice."""
    assert heard(play(quotes("Lee In-young"))) == {"Lee In-young": "anchor"}


@pytest.mark.parametrize(
    ("place", "parts"),
    [
        ("host", {"host": "ancor"}),
        ("quotes", {"quotes": ("one", "ancor")}),
        ("roles.headline", {"roles": {"headline": "ancor"}}),
        ("speakers.Lee", {"speakers": {"Lee": "ancor"}}),
        ("languages.ko", {"languages": {"ko": "ancor"}}),
    ],
)
def test_an_unknown_voice_is_an_error(play: Make, place: str, parts: dict[str, Any]) -> None:
    """A voice that is not there is named with its place and the nearest name, never replaced."""
    with pytest.raises(UnknownName) as caught:
        play("HOST: a", **parts)
    assert "no voice named 'ancor'" in str(caught.value)
    assert "did you mean 'anchor'?" in str(caught.value)
    assert caught.value.where.endswith(f"cast.{place}")


# ---- languages


def test_a_foreign_run_has_its_own_voice(play: Make) -> None:
    """A cue of another language has the voice the show names for it, else the role's own."""
    text = "HOST: a\n@language ko\nHOST: b\n@language fr\nHOST: c"
    casting = play(text, languages={"ko": "seoul"})
    assert [casting.voice(cue).name for cue in parse(text).cues] == ["anchor", "seoul", "anchor"]


def test_quotes_draw_voices_of_their_language(play: Make) -> None:
    """The pool gives a speaker only voices that speak the cue's language; without one the narrator of it reads."""
    text = "@language ko\n" + quotes("이인영")
    pool = (*POOL, "busan")
    assert heard(play(text, quotes=pool, languages={"ko": "seoul"})) == {"이인영": "busan"}
    assert heard(play(text, quotes=POOL, languages={"ko": "seoul"})) == {"이인영": "seoul"}
    assert "busan" not in heard(play(quotes(*NAMES), quotes=pool)).values()


def test_a_script_nobody_can_read_is_an_error(play: Make) -> None:
    """A whole script in a language no voice of the show speaks is refused, with the line that helps."""
    with pytest.raises(ConfigError) as caught:
        play("@language ko\nHOST: 가")
    assert 'ko = "busan"' in caught.value.hint


def test_foreign_letters_call_for_their_voice(play: Make) -> None:
    """The casting holds a voice for runs of foreign letters only where the show names one and they occur."""
    languages = {"ko": "seoul", "ja": "reader"}
    assert {tag: v.name for tag, v in play("HOST: He said 안녕.", languages=languages).foreign.items()} == {
        "ko": "seoul"
    }
    assert play("HOST: He said 안녕.").foreign == {}


def test_the_shows_own_words_are_the_narrators_in_a_story_of_another_language(play: Make) -> None:
    """An English show's title in a Korean story is read by its English narrator, not by the first voice of Latin letters."""
    text = "@language ko\nHOST: Articles read aloud입니다."
    found = play(text, languages={"fr": "reader", "ko": "seoul"}).foreign
    assert {tag: voice.name for tag, voice in found.items()} == {"en": "anchor"}


# ---- fallbacks


def test_a_fallback_is_used_for_the_whole_episode(play: Make) -> None:
    """A voice that is not ready is replaced everywhere by the first ready one along its fallbacks, and that is told."""
    text = "HOST: a\nHEADLINE: b\nHOST: c"
    casting = play(text, host="online", roles={"headline": "reader"}, ready=lambda voice: voice.name == "anchor")
    assert [casting.voice(cue).name for cue in parse(text).cues] == ["anchor", "reader", "anchor"]
    assert casting.substitutions == {"online": "anchor"}


def test_each_voice_is_asked_once(play: Make) -> None:
    """Readiness is decided once a voice, so no voice changes on the way."""
    asked: list[str] = []

    def ready(voice: Voice) -> bool:
        asked.append(voice.name)
        return voice.name != "online" or len(asked) > 1

    play("HOST: a\nHEADLINE: b\n" + quotes(*NAMES), host="online", quotes=POOL, ready=ready)
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("host", ["anchor", "circle", "online"])
def test_without_a_ready_fallback_the_voice_stays(play: Make, host: str) -> None:
    """A voice whose fallbacks are not ready either stays, so that its engine says what is missing."""
    casting = play("HOST: a", host=host, ready=lambda voice: False)
    assert [voice.name for voice in casting.voices] == [host]
    assert casting.substitutions == {}


def test_a_fallback_that_is_no_voice_is_an_error(play: Make) -> None:
    """A profile whose fallback does not exist is named."""
    with pytest.raises(UnknownName, match="no voice named 'nowhere'"):
        play("HOST: a", host="lost", ready=lambda voice: False)


# ---- hints


@pytest.mark.parametrize(
    ("told", "voice"),
    [
        ("HOST: she said.", "woman"),
        ("HOST: said Ms. Sato on Monday.", "woman"),
        ("HOST: Mr Kaya Sato told him so.", "man"),
        ("HOST: he said.", "man"),
    ],
)
def test_hints_pick_from_the_pool(play: Make, told: str, voice: str) -> None:
    """With hints on, a title before the name or a pronoun beside the quote narrows the pool."""
    casting = play(f"QUOTE Kaya Sato: Yes.\n{told}", quotes=("woman", "man"), hints=True)
    assert heard(casting) == {"Kaya Sato": voice}


def test_hints_are_on_by_default_and_never_guess(play: Make) -> None:
    """Without hints, or where the text says both, the name alone decides."""
    plain = heard(play(quotes("Kaya Sato"), quotes=("woman", "man"), hints=False))
    text = "QUOTE Kaya Sato: Yes.\nHOST: she said of his plan."
    assert heard(play(text, quotes=("woman", "man"))) == plain
    told = "QUOTE {}: Yes.\nHOST: she said."
    assert {heard(play(told.format(n), quotes=("woman", "man")))[n] for n in NAMES} == {"woman"}
    assert {heard(play(told.format(n), quotes=("woman", "man"), hints=False))[n] for n in NAMES} == {"woman", "man"}


def test_a_casting_knows_only_its_script(play: Make) -> None:
    """A cue of another script has no voice here: nobody is cast by accident."""
    other: Script = parse("QUOTE Somebody: Hello.")
    with pytest.raises(KeyError):
        play("HOST: a").voice(other.cues[0])
