"""An edition as an editor reads it: the script beside the article, quotes coloured by speaker, and where to look."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audiopress import script, speech
from audiopress.desk import pending
from audiopress.desk.hearing import sentences
from audiopress.desk.pending import Applied, version
from audiopress.errors import AudiopressError
from audiopress.flags import Said, known_to, mended
from audiopress.ingredients import changed, ingredients, known
from audiopress.model import Article, Cue, Episode, Flag, Place, Script, Show, Utterance

if TYPE_CHECKING:
    from audiopress.desk.here import Here
    from audiopress.script import Casting

COLOURS: Final = 6
"""Speakers that have a colour of their own; further ones begin again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """A cue of the script."""

    number: int
    version: str
    role: str
    speaker: str
    colour: int
    """From 1; 0: the narrator."""
    voice: str
    sentences: tuple[str, ...]
    text: str
    before: str = ""
    """What stood there before somebody changed it; empty: nobody did."""
    who: str = ""
    """Who changed it."""
    said: tuple[tuple[str, str], ...] = ()
    """What is read otherwise than it is written: the written words, the spoken ones."""
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetPiece:
    """A part of an article's paragraph: `colour` of its speaker, 0 for none; `kept`: a quote that the narrator reads."""

    text: str
    colour: int = 0
    kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetBlock:
    """What stands beside each other: a paragraph of an article (or none), and the cues that say it."""

    kind: str
    """`chapter`, `headline`, `lede`, `paragraph`, `own` (the show's own words), `sign` (music, a pause)."""
    pieces: tuple[SheetPiece, ...] = ()
    lines: tuple[SheetLine, ...] = ()
    title: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A sentence that was changed, put in (`before` empty) or left out (`after` empty)."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything that the page of an edition shows."""

    episode: Episode
    show: Show
    script: Script
    text: str
    blocks: tuple[SheetBlock, ...]
    flags: tuple[Flag, ...]
    articles: tuple[Article, ...]
    told: tuple[int, ...]
    """Which of the articles it tells, in its order."""
    applied: Applied
    stale: tuple[str, ...]
    """What is another today in the newsroom than when it was recorded: `lexicon or reading`, `voices` …"""
    changes: tuple[Difference, ...]
    """Against the version before."""
    speakers: tuple[tuple[str, int, str], ...]
    """Name, colour, voice."""
    problem: str = ""
    """Why it could not be made today."""

    @property
    def unrecorded(self) -> bool:
        """Whether the sound is not what it would be today."""
        return bool(self.applied.kept or self.stale)


def sheet(here: Here, episode: Episode, show: Show) -> Sheet:
    """An edition as it is now, with the changes that wait. Raises ScriptError, ConfigError."""
    stored, path = pending.script(here, episode)
    applied = pending.of(here, episode).applied(stored)
    parsed = script.parse(applied.text, source=str(path))
    workspace, library = here.workspace, here.library()
    casting = script.cast(parsed, show, workspace.voices_of(show))
    lexicons = (*workspace.lexicons(parsed.language, show), *script.own_lexicon(str(path)))
    utterances = script.utterances(parsed, casting, show, lexicons=lexicons)
    articles = library.articles(episode)
    told = _told(episode, articles)
    tells = [articles[one] for one in told]
    problem = ""
    stale: tuple[str, ...] = ()
    by: dict[str, str] = {}
    try:
        read, _ = speech.stand_in(utterances, workspace.voices_of(show))
        by = _heard(utterances, read)
        now = ingredients(parsed, read, show)
        stale = changed(episode.record, now) if known(episode.record) and not applied.kept else ()
    except AudiopressError as error:
        problem = error.message
    places = script.carried(library.places(episode), stored, applied.text) if applied.kept else library.places(episode)
    said = Said(
        script=parsed,
        utterances=utterances,
        articles=tells,
        places=places,
        lexicon=script.load_lexicon(lexicons),
        threshold=show.cast.threshold,
    )
    # What is kept with it is of what was recorded.
    found = mended(episode.flags, said) if applied.kept or stale or problem else known_to(episode.flags, said.lexicon)
    colours = {name: at % COLOURS + 1 for at, name in enumerate(casting.speakers)}
    drawn = _Drawn(parsed, casting, utterances, colours, applied, found)
    return Sheet(
        episode=episode,
        show=show,
        script=parsed,
        text=applied.text,
        blocks=tuple(drawn.blocks(tells, places)),
        flags=found,
        articles=articles,
        told=told,
        applied=applied,
        stale=stale,
        changes=differences(_before_this(path, episode), stored),
        speakers=tuple(
            (name, colours[name], by.get(voice.name, voice.name)) for name, voice in casting.speakers.items()
        ),
        problem=problem,
    )


def _otherwise(written: str, spoken: str) -> bool:
    """Whether a word is read in another way than anybody would think: another apostrophe is none."""
    return written.replace("’", "'") != spoken and any(map(str.isalnum, spoken)) and bool(written.strip())


def _heard(cast: Sequence[Utterance], read: Sequence[Utterance]) -> dict[str, str]:
    """By which voice one that was cast is heard: by itself, or by the one that stands in for it."""
    found: dict[str, list[str]] = {}
    for was, by in zip(cast, read, strict=True):
        found.setdefault(was.voice.name, []).append(by.voice.name)
    # For a sentence with letters that it cannot say, another may read: it is heard by itself all the same.
    return {name: name if name in by else by[0] for name, by in found.items()}


def _told(episode: Episode, articles: Sequence[Article]) -> tuple[int, ...]:
    """The articles that an episode tells: the library keeps them first."""
    return tuple(range(min(len(episode.stories), len(articles))))


def _before_this(path: Path, episode: Episode) -> str:
    try:
        return path.with_name(f"revision-{episode.revision - 1}.txt").read_text("utf-8")
    except (OSError, UnicodeDecodeError):  # the first version, or one of before these were kept
        return ""


def differences(before: str, after: str) -> tuple[Difference, ...]:
    """What another script says otherwise, sentence by sentence; nothing where there is no other."""
    if not before or before == after:
        return ()
    old, new = _sentences(before), _sentences(after)
    found = []
    for how, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how != "equal":
            pairs = max(b - a, d - c)
            olds, news = [*old[a:b], *[""] * pairs][:pairs], [*new[c:d], *[""] * pairs][:pairs]
            found += [Difference(before=one, after=other) for one, other in zip(olds, news, strict=True)]
    return tuple(found)


def _sentences(text: str) -> list[str]:
    try:
        parsed = script.parse(text)
    except AudiopressError:  # of a version of before today's rules
        return text.split("\n")
    found = []
    for cue in parsed.cues:
        if cue.kind == "speech":
            who = f"{cue.speaker}: " if cue.speaker else ""
            found += [who + cue.text[start:end] for start, end in sentences(parsed, cue)]
    return found


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What every line is drawn from."""

    parsed: Script
    casting: Casting
    utterances: Sequence[Utterance]
    colours: dict[str, int]
    applied: Applied
    flags: Sequence[Flag]

    def blocks(self, articles: Sequence[Article], places: dict[int, Place]) -> Iterator[SheetBlock]:
        """The script from its beginning to its end."""
        raws = self.applied.text.split("\n")
        held: list[SheetLine] = []
        at: tuple[object, ...] = ()
        for index, cue in enumerate(self.parsed.cues):
            if cue.kind != "speech":
                yield from _block(held, at, articles, self.colours)
                held = []
                if cue.kind == "chapter":
                    yield SheetBlock(kind="chapter", title=cue.text, link=cue.url)
                elif cue.kind == "audio":
                    yield SheetBlock(kind="sign", title=cue.text)
                continue
            place = places.get(cue.line)
            here = (
                (place.story, place.paragraph) if place and place.story is not None else (None, cue.paragraph and index)
            )
            if held and here != at:
                yield from _block(held, at, articles, self.colours)
                held = []
            at = here
            held.append(self._line(index, cue, raws[cue.line - 1]))
        yield from _block(held, at, articles, self.colours)

    def _line(self, index: int, cue: Cue, raw: str) -> SheetLine:
        edit = self.applied.places.get(cue.line)
        said = tuple(
            (cue.text[one.start : one.end][span.written_start : span.written_end], one.spoken[span.start : span.end])
            for one in self.utterances
            if one.cue == index
            for span in one.spans
        )
        return SheetLine(
            number=cue.line,
            version=version(raw),
            role=cue.role,
            speaker=cue.speaker,
            colour=self.colours.get(cue.speaker, 0),
            voice=self.casting.voice(cue).name,
            sentences=tuple(cue.text[start:end] for start, end in sentences(self.parsed, cue)),
            text=cue.text,
            before=edit.before if edit else "",
            who=edit.who if edit else "",
            said=tuple(dict.fromkeys((a, b.strip()) for a, b in said if _otherwise(a, b))),
            flags=tuple(one for one in self.flags if one.line == cue.line),
        )


def _block(
    lines: Sequence[SheetLine], at: tuple[object, ...], articles: Sequence[Article], colours: dict[str, int]
) -> Iterator[SheetBlock]:
    if not lines:
        return
    story, paragraph = at
    if not isinstance(story, int) or not isinstance(paragraph, int) or story >= len(articles):
        yield SheetBlock(kind="own", lines=tuple(lines))
        return
    article = articles[story]
    if paragraph < 0:
        yield SheetBlock(kind="headline", pieces=(SheetPiece(article.headline),), lines=tuple(lines))
        return
    if paragraph >= len(article.paragraphs):
        yield SheetBlock(kind="own", lines=tuple(lines))
        return
    kind = "lede" if article.paragraphs[paragraph] == article.lede else "paragraph"
    yield SheetBlock(kind=kind, pieces=tuple(pieces(article, paragraph, colours)), lines=tuple(lines))


def pieces(article: Article, paragraph: int, colours: dict[str, int]) -> Iterator[SheetPiece]:
    """A paragraph of an article with its quotes marked."""
    offset = sum(len(one) + 1 for one in article.paragraphs[:paragraph])
    text, at = article.paragraphs[paragraph], 0
    for quote in article.quotes:
        start, end = max(0, quote.start - offset), min(len(text), quote.end - offset)
        if start >= end or start < at:
            continue
        if at < start:
            yield SheetPiece(text[at:start])
        colour = colours.get(quote.speaker or "", 0) if quote.voiced else 0
        yield SheetPiece(text[start:end], colour, kept=not colour)
        at = end
    if at < len(text):
        yield SheetPiece(text[at:])
