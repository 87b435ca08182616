"""The lexicon: search, add, replace, remove, hear before and after. And the voices: who is spoken by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from starlette.responses import RedirectResponse, Response

from audiopress import script, speech
from audiopress.checks import languages
from audiopress.desk.drawing import page, words_of
from audiopress.desk.hearing import WantedSound, heard
from audiopress.desk.saying import entry_of, lexicon_file, temporary, touched, write_entry
from audiopress.errors import LibraryError, UsageError
from audiopress.languages.tags import language_name, primary
from audiopress.model import Show, Voice
from audiopress.script import LexiconEntry, remove_entry

if TYPE_CHECKING:
    from starlette.requests import Request

    from audiopress.desk.desk import NewsDesk

MOST: Final = 200
"""Entries that are shown of those that were found."""
LATELY: Final = 30
"""Episodes whose speakers are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEntry:
    """An entry of a lexicon."""

    entry: LexiconEntry
    scope: str
    """`global`, `show`, or empty: it came with audiopress, and is replaced by one of the newsroom's."""
    show: str
    where: str


def page_of(request: Request, desk: NewsDesk) -> Response:
    """The page: what was searched for, and a form for a new entry."""
    asked = request.query_params
    here = desk.here
    known = languages(here.workspace)
    language = asked.get("language", "")
    language = language if language in known else _usual(desk.here.shows, known)
    query, show = asked.get("q", "").strip(), asked.get("show", "")
    found = _found(desk, language, query)
    word = asked.get("word", "")
    return page(
        request,
        here,
        "lexicon.html",
        languages={tag: language_name(tag, words_of(request, here).language) for tag in known},
        language=language,
        query=query,
        found=found[:MOST],
        count=len(found),
        shows=here.shows,
        show=show,
        word=word,
        touches=touched(here, word, show=show) if word else None,
    )


def _usual(shows: Sequence[Show], known: Sequence[str]) -> str:
    own = [primary(show.language) for show in shows]
    return next((one for one in own if one in known), known[0] if known else "")


def _found(desk: NewsDesk, language: str, query: str) -> list[FoundEntry]:
    workspace = desk.here.workspace
    own = workspace.root / "voices" / "lexicon"
    files: list[tuple[Path, str, str]] = [
        (path, "global" if path.parent == own else "", "") for path in workspace.lexicons(language)
    ]
    files += [
        (show.folder / "lexicon.toml", "show", show.name)
        for show in desk.here.shows
        if primary(show.language) == language and (show.folder / "lexicon.toml").is_file()
    ]
    found = []
    for path, scope, show_name in files:
        lexicon = script.load_lexicon([path])
        entries = lexicon.find(query) if query else lexicon.entries
        shown = path.relative_to(workspace.root) if path.is_relative_to(workspace.root) else path.name
        found += [FoundEntry(entry=one, scope=scope, show=show_name, where=str(shown)) for one in entries]
    return sorted(found, key=lambda one: (one.scope == "", one.entry.written.casefold()))


def write(_request: Request, desk: NewsDesk, form: dict[str, str]) -> Response:
    """Add an entry, or replace the one of its word."""
    entry, (scope, show, language) = entry_of(form), _place(form)
    chosen = desk.here.show(show) if show else None
    write_entry(lexicon_file(desk.here, scope, language, chosen), entry)
    return _back(language, entry.written, show)


def remove(_request: Request, desk: NewsDesk, form: dict[str, str]) -> Response:
    """Take a word out: the rules of its language say it again."""
    (scope, show, language), written = _place(form), form.get("written", "")
    chosen = desk.here.show(show) if show else None
    remove_entry(lexicon_file(desk.here, scope, language, chosen), written)
    return _back(language, written, show)


def _place(form: dict[str, str]) -> tuple[str, str, str]:
    show = form.get("show", "")
    return ("show" if show else "global"), show, form.get("language", "")


def _back(language: str, word: str, show: str) -> Response:
    from urllib.parse import urlencode

    asked = urlencode({"language": language, "q": word, "word": word, "show": show})
    return RedirectResponse(f"/lexicon?{asked}", 303)


def hear(request: Request, desk: NewsDesk) -> Response:
    """A word or a sentence in a voice, with what the form says of a word, or `plain`: as it is said until now."""
    asked = dict(request.query_params)
    language = asked.get("language", "") or _usual(desk.here.shows, languages(desk.here.workspace))
    text = " ".join((asked.get("text") or asked.get("written", "")).split())[:1000]
    if not text:
        raise UsageError("what is to be heard?", hint="write a word")
    show = desk.here.show(asked["show"]) if asked.get("show") else _of_language(desk, language)
    line = f"HOST: {text}"
    asked = {} if asked.get("plain") == "yes" else asked
    with temporary(asked) as lexicons:
        wanted = WantedSound(line=3, lexicons=lexicons, voice=asked.get("voice", ""))
        made = heard(
            desk.here.workspace, show, f"@title Heard\n@language {language}\n{line}\n", wanted, source="what you wrote"
        )
    return Response(made, media_type="audio/wav")


def _of_language(desk: NewsDesk, language: str) -> Show:
    """A show whose narrator speaks a language."""
    shows = desk.here.shows
    if not shows:
        raise UsageError("there is no show yet", hint="audiopress new DIR lays some out")
    return next((one for one in shows if primary(one.language) == language), shows[0])


# ---- voices


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenBy:
    """Who speaks in a show."""

    show: Show
    host: str
    """Who reads all that has no voice of its own below."""
    others: tuple[tuple[str, str], ...]
    """Parts of the format and languages, by their names in the editor's language, that another voice reads."""
    fixed: tuple[tuple[str, str], ...]
    """Speakers that show.toml gives a voice."""
    lately: tuple[tuple[str, str, str, str], ...]
    """Speakers of the last episodes: name, voice, title, address."""


def voices(request: Request, desk: NewsDesk) -> Response:
    """Every voice, whether it is ready, and whom it speaks."""
    known = desk.here.voices()
    state = {voice.name: speech.readiness(voice) for voice in known}
    return page(
        request,
        desk.here,
        "voices.html",
        voices=tuple(sorted(known, key=lambda one: (not state[one.name].ready, one.languages[0], one.name))),
        state=state,
        casts=tuple(_cast(desk, show, words_of(request, desk.here).language) for show in desk.here.shows),
        sample=_samples(known),
    )


def _samples(known: Sequence[Voice]) -> dict[str, str]:
    return {voice.name: voice.languages[0] for voice in known}


def _cast(desk: NewsDesk, show: Show, language: str) -> SpokenBy:
    library = desk.here.library()
    lately: dict[str, tuple[str, str, str, str]] = {}
    for row in library.newest(show=show.name, limit=LATELY):
        try:
            episode = library.whole(row)
        except LibraryError:  # taken away, or being written
            continue
        for segment in episode.transcript:
            if segment.speaker:
                known = (segment.speaker, segment.voice, row.title, f"/e/{row.show}/{row.id}")
                lately.setdefault(segment.speaker, known)
    return SpokenBy(
        show=show,
        host=show.cast.host,
        others=(
            *((role, voice) for role, voice in show.cast.roles.items() if voice != show.cast.host),
            *((language_name(tag, language), voice) for tag, voice in show.cast.languages.items()),
        ),
        fixed=tuple(show.cast.speakers.items()),
        lately=tuple(sorted(lately.values())),
    )
