"""Which voice plays which role: a value made once for a whole script, so that nobody changes voice on the way.

Quoted speakers draw from the show's pool by a hash of their name. A name therefore has the same favourite in every
edition, and it gets that favourite unless somebody whose hash ranks before it, heard in the same story, has the same
one: who sits where does not hang on who speaks first. Speakers of one story differ while the pool lasts; those of two
stories may share a voice, since the same minister shall sound the same tomorrow, whoever else is in the news.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from audiopress.errors import ConfigError, UnknownName, nearest
from audiopress.languages.tags import primary, same_language
from audiopress.model import Cue, Script, Show, Voice
from audiopress.script import foreign
from audiopress.script.hints import hints, speaker_key
from audiopress.script.parsing import ROLES

Key = tuple[str, str, str]
"""Role, speaker's key (empty but for quotes), language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Casting:
    """The voice of every cue of one script."""

    table: Mapping[Key, Voice]
    language: str
    """The script's."""
    speakers: Mapping[str, Voice] = field(default_factory=dict)
    """Quoted speakers, as the script first spells them, to their voices in the script's language."""
    foreign: Mapping[str, Voice] = field(default_factory=dict)
    """Primary language subtag to the voice for foreign runs inside a cue; only languages the show names, and its own."""
    substitutions: Mapping[str, str] = field(default_factory=dict)
    """Names of voices that are not ready to the names of their fallbacks, for the whole episode."""
    notes: tuple[str, ...] = ()
    """What an editor may want to know: speakers in show.toml that look like a slip of one in the script, roles that no
    voice was given to, and voices that read a language which is not theirs."""

    def voice(self, cue: Cue) -> Voice:
        """The voice of a speech cue of this script. Raises KeyError for a cue of another one."""
        return self.table[_key(cue, self.language)]

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The voices heard, in the order of their first cue."""
        return tuple({voice.name: voice for voice in self.table.values()}.values())


def cast(
    script: Script,
    show: Show,
    voices: Mapping[str, Voice],
    *,
    ready: Callable[[Voice], bool] | None = None,
) -> Casting:
    """The casting of `script` by the show's `[cast]`.

    With `ready`, a voice that is not ready is replaced by its fallback wherever it would be heard in this episode; one
    without a ready fallback stays, so that its engine says what is missing. Raises UnknownName for a voice that is not
    in `voices`, and ConfigError where none of the show's voices speaks the script's language.
    """
    _check_names(show, voices)
    company = _Company(show=show, voices=voices, ready=ready)
    cues = [cue for cue in script.cues if cue.kind == "speech"]
    company.check_language(script.language)
    table: dict[Key, Voice] = {}
    genders = hints(script) if show.cast.hints else {}
    drawn = {language: company.draw(language, scenes, genders) for language, scenes in _scenes(script).items()}
    for cue in cues:
        key = _key(cue, script.language)
        table[key] = drawn[key[2]][key[1]] if cue.role == "quote" else company.role(cue.role, key[2])
    names = {speaker_key(cue.speaker): cue.speaker for cue in reversed(cues) if cue.role == "quote"}
    own = drawn.get(primary(script.language), {})
    heard = {voice.name for voice in table.values()}
    return Casting(
        table=table,
        language=script.language,
        speakers={names[key]: voice for key, voice in own.items()},
        foreign=company.foreign(script),
        substitutions={old: new for old, new in company.substituted.items() if new in heard},
        notes=(*_notes(show, names.values()), *_unknown_roles(script, show), *_strangers(table, show)),
    )


def speaks(voice: Voice, language: str) -> bool:
    """Whether the profile names the language, in whatever region."""
    return any(same_language(tag, language) for tag in voice.languages)


def _key(cue: Cue, language: str) -> Key:
    speaker = speaker_key(cue.speaker) if cue.role == "quote" else ""
    return cue.role, speaker, primary(cue.language or language)


def _check_names(show: Show, voices: Mapping[str, Voice]) -> None:
    cast = show.cast
    named = [("host", cast.host), *(("quotes", name) for name in cast.quotes)]
    for table, rows in (("roles", cast.roles), ("speakers", cast.speakers), ("languages", cast.languages)):
        named += [(f"{table}.{key}", name) for key, name in rows.items()]
    for place, name in named:
        if name not in voices:
            raise UnknownName("voice", name, voices, where=f"{show.folder / 'show.toml'}: cast.{place}")


def _scenes(script: Script) -> dict[str, list[set[str]]]:
    """For each language in which somebody is quoted, the speakers of each story.

    A story starts with its headline; in a script without one, with a chapter.
    """
    headlines = any(cue.role == "headline" for cue in script.cues)
    scenes: dict[str, list[set[str]]] = {}
    story = 0
    places: dict[tuple[str, int], set[str]] = {}
    for cue in script.cues:
        if cue.role == "headline" if headlines else cue.kind == "chapter":
            story += 1
        elif cue.kind == "speech" and cue.role == "quote":
            _, speaker, language = _key(cue, script.language)
            if (language, story) not in places:
                places[language, story] = set()
                scenes.setdefault(language, []).append(places[language, story])
            places[language, story].add(speaker)
    return scenes


@dataclass(slots=True)
class _Company:
    """The show's voices, with the substitutes of those that are not ready."""

    show: Show
    voices: Mapping[str, Voice]
    ready: Callable[[Voice], bool] | None
    chosen: dict[str, Voice] = field(default_factory=dict)
    substituted: dict[str, str] = field(default_factory=dict)

    def voice(self, name: str) -> Voice:
        """The voice named, or the first ready one along its fallbacks."""
        if name not in self.chosen:
            self.chosen[name] = self._stand_in(name)
            if self.chosen[name].name != name:
                self.substituted[name] = self.chosen[name].name
        return self.chosen[name]

    def _stand_in(self, name: str) -> Voice:
        if self.ready is None:
            return self.voices[name]
        tried: list[str] = []
        while name not in tried:
            voice = self.voices[name]
            if self.ready(voice):
                return voice
            tried.append(name)
            name = voice.fallback or name
            if name not in self.voices:
                raise UnknownName("voice", name, self.voices, where=f"voices/{tried[-1]}.toml: fallback")
        return self.voices[tried[0]]

    def check_language(self, language: str) -> None:
        """Raise ConfigError where the narrator would read a script in a language the voice does not speak."""
        host = self.voices[self.show.cast.host]
        if speaks(host, language) or self._foreign(language) or same_language(language, self.show.language):
            return
        able = sorted(name for name, voice in self.voices.items() if speaks(voice, language))
        row = f'{primary(language)} = "{able[0]}"' if able else f'{primary(language)} = "…"'
        raise ConfigError(
            f"the script's language is {language}, and no voice of the show {self.show.name!r} speaks it",
            where=str(self.show.folder / "show.toml"),
            hint=f"add {row} under [cast.languages]" + (f" (or one of {', '.join(able[1:])})" if able[1:] else ""),
        )

    def _foreign(self, language: str) -> str:
        """The voice the show names for a language other than its own, or an empty string."""
        if same_language(language, self.show.language):
            return ""
        rows = {primary(tag): name for tag, name in self.show.cast.languages.items()}
        return rows.get(primary(language), "")

    def foreign(self, script: Script) -> dict[str, Voice]:
        """Voices for runs of other languages inside the script's cues, by their letters."""
        rows = {primary(tag): name for tag, name in self.show.cast.languages.items()}
        own = primary(script.language)
        texts = [(cue.text, primary(cue.language or own)) for cue in script.cues if cue.kind == "speech"]
        for language in (own, primary(self.show.language)):
            # Words of the script's or the show's own language inside a cue of another one are the narrator's: else the
            # English title of a show is read to Koreans by the first voice that has Latin letters, a German one.
            if speaks(self.voices[self.show.cast.host], language):
                rows.setdefault(language, self.show.cast.host)
        if all(language == own for _, language in texts):
            rows.pop(own, None)
        called = rows if self.show.spoken.get("switch") is True else foreign.languages(texts, rows)
        return {tag: self.voice(rows[tag]) for tag in called}

    def role(self, role: str, language: str) -> Voice:
        """The voice of a role in a language."""
        cast = self.show.cast
        own = cast.roles.get(role, cast.host)
        return self.voice(self._foreign(language) or own)

    def draw(self, language: str, scenes: Sequence[set[str]], genders: Mapping[str, str]) -> dict[str, Voice]:
        """A voice for every speaker of a language, by the show's overrides, else from the pool."""
        speakers = set().union(*scenes)
        given = {speaker_key(name): voice for name, voice in self.show.cast.speakers.items()}
        drawn = {speaker: self.voice(given[speaker]) for speaker in speakers if speaker in given}
        drawn = {speaker: voice for speaker, voice in drawn.items() if self._fits(voice, language)}
        whole = self.show.cast.quotes
        able = [name for name in whole if speaks(self.voices[name], language)]
        named = able or [name for name in whole if self._fits(self.voices[name], language)]
        pool = list({voice.name: voice for voice in map(self.voice, named)}.values())
        if not pool:
            return {speaker: drawn.get(speaker) or self.role("quote", language) for speaker in speakers}
        narrator = self.role("host", language).name
        for speaker in sorted(speakers - drawn.keys(), key=_rank):
            beside = set().union(*(scene for scene in scenes if speaker in scene)) & drawn.keys()
            fellows = Counter(drawn[other].name for other in beside)
            suited = [voice for voice in pool if voice.gender == genders.get(speaker)] or pool
            drawn[speaker] = min(suited, key=_order(speaker, narrator, fellows))
        return drawn

    def _fits(self, voice: Voice, language: str) -> bool:
        """Whether the voice may read the language; in the show's own, what show.toml says goes."""
        return speaks(voice, language) or same_language(language, self.show.language)


def _order(speaker: str, narrator: str, fellows: Mapping[str, int]) -> Callable[[Voice], tuple[int, bool, str]]:
    """The voices a speaker takes first: those of nobody in the same story, not the narrator's, the favourite."""
    return lambda voice: (fellows.get(voice.name, 0), voice.name == narrator, _liking(speaker, voice.name))


def _rank(speaker: str) -> str:
    """Who chooses first, in every episode alike."""
    return hashlib.sha256(speaker.encode("utf-8", "surrogatepass")).hexdigest()


def _liking(speaker: str, voice: str) -> str:
    """How much a speaker likes a voice (less is more); a further voice in the pool moves few of the others."""
    return hashlib.sha256(f"{speaker}\0{voice}".encode("utf-8", "surrogatepass")).hexdigest()


def _notes(show: Show, spoken: Iterable[str]) -> Iterable[str]:
    heard = {speaker_key(name): name for name in spoken if name}
    for name in show.cast.speakers:
        key = speaker_key(name)
        near = None if key in heard else nearest(key, heard)
        if near:
            yield f"show.toml gives a voice to {name!r}, who is not in this script; is it {heard[near]!r}?"


def _strangers(table: Mapping[Key, Voice], show: Show) -> Iterable[str]:
    """Voices that are to read a language which their profile does not name: it would be read by another one's rules."""
    found = {(voice.name, language): voice for (_, _, language), voice in table.items() if not speaks(voice, language)}
    for (name, language), voice in found.items():
        own = primary(show.language) == language
        where = "under [cast]" if own else f'under [cast.languages]: {language} = "VOICE"'
        yield (
            f"{show.folder / 'show.toml'}: {name} reads {language}, and its profile names {', '.join(voice.languages)};"
            f" give {language} a voice of its own {where}"
        )


def _unknown_roles(script: Script, show: Show) -> Iterable[str]:
    """Roles of the script that neither the show nor its format knows: the host reads them."""
    known = {*ROLES, *show.cast.roles, *_format_roles(show)}
    first = {cue.role: cue.line for cue in reversed(script.cues) if cue.kind == "speech" and cue.role not in known}
    for role, line in sorted(first.items(), key=lambda one: one[1]):
        yield (
            f"{script.source}:{line}: {show.name} has no voice for {role.upper()}, so {show.cast.host} reads it;"
            f' give it one under [cast.roles] in show.toml: {role} = "VOICE"'
        )


def _format_roles(show: Show) -> set[str]:
    """The roles that the show's own format writes: it has the host read them."""
    try:
        text = (show.folder / "format.j2").read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return set()
    return {found.lower() for found in re.findall(r"\b([A-Z][A-Z0-9]+)(?:[ \t][^:\n]*)?:", text)}
