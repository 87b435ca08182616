"""An edition's page: read it, hear a sentence, change who says what and how."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from starlette.responses import FileResponse, RedirectResponse, Response

from audiopress import newsroom, script, toml_keys
from audiopress.desk import events, pending
from audiopress.desk.drawing import page, partial
from audiopress.desk.hearing import WantedSound, heard
from audiopress.desk.pending import Clash
from audiopress.desk.saying import SCOPES, entry_of, lexicon_file, temporary, touched, write_entry
from audiopress.desk.sheet import Sheet, SheetLine, sheet
from audiopress.desk.working import name_of
from audiopress.errors import ScriptError, UsageError
from audiopress.languages.tags import primary
from audiopress.model import Episode, Show, State, Voice

if TYPE_CHECKING:
    from starlette.requests import Request

    from audiopress.desk.desk import NewsDesk

NARRATOR: Final = "HOST"


def found(request: Request, desk: NewsDesk) -> tuple[Episode, Show]:
    """The episode that a page is about, and its show. Raises LibraryError, UnknownName."""
    name = request.path_params["show"]
    return desk.here.episode(name, request.path_params["episode"]), desk.here.show(name)


def page_of(request: Request, desk: NewsDesk) -> Response:
    """The page, or the part of it that other people's changes change."""
    return _page(request, desk)


def _page(
    request: Request, desk: NewsDesk, *, touches: tuple[tuple[str, str], ...] | None = None, word: str = ""
) -> Response:
    here = desk.here
    since = events.version(desk, "/".join(request.path_params[one] for one in ("show", "episode")))
    episode, show = found(request, desk)
    drawn = sheet(here, episode, show)
    library = here.library()
    return page(
        request,
        here,
        "parts/edition.html" if partial(request) else "edition.html",
        since=since,
        s=drawn,
        episode=episode,
        show=show,
        history=library.history(episode),
        out=newsroom.leaves(episode, show, timezone=here.settings.timezone),
        jobs=desk.jobs.under_way(f"{show.name}/{episode.id}"),
        waiting=episode.state in {State.DRAFT, State.HELD, State.APPROVED},
        touches=touches,
        word=word,
    )


# ---- one cue


def cue(request: Request, desk: NewsDesk) -> Response:
    """The form in which a cue is changed, filled with what it says now."""
    return _form(request, desk, request.path_params["line"])


def _form(request: Request, desk: NewsDesk, number: int, *, status: int = 200, **values: object) -> Response:
    episode, show = found(request, desk)
    drawn = sheet(desk.here, episode, show)
    line = line_of(drawn, number)
    told = {"clash": None, "mine": "", "word": request.query_params.get("word", "")} | values
    # Who comes second keeps the form, under the line: the page around it stays.
    headers = {"HX-Retarget": f"#F{number}", "HX-Reswap": "innerHTML"} if status == 409 else {}
    return page(
        request,
        desk.here,
        "parts/cue.html" if partial(request) else "cue.html",
        status=status,
        headers=headers,
        s=drawn,
        episode=episode,
        show=show,
        line=line,
        voices=_speaking(desk, drawn),
        scopes=SCOPES,
        **told,
    )


def line_of(drawn: Sheet, number: int) -> SheetLine:
    """A line of a sheet. Raises ScriptError where nothing is said in it."""
    for block in drawn.blocks:
        for line in block.lines:
            if line.number == number:
                return line
    raise ScriptError("nothing is said in this line", hint="load the page again: the script has changed")


def _speaking(desk: NewsDesk, drawn: Sheet) -> list[Voice]:
    """The voices that speak the script's language."""
    tongue = primary(drawn.script.language)
    return [voice for voice in desk.here.voices() if any(primary(tag) == tongue for tag in voice.languages)]


def change_cue(request: Request, desk: NewsDesk, form: dict[str, str]) -> Response:
    """Other words, or another speaker. Who comes second is shown what the first one wrote, and nothing is lost."""
    episode, show = found(request, desk)
    number = request.path_params["line"]
    text, path = pending.script(desk.here, episode)
    waiting = pending.of(desk.here, episode)
    after = raw(form) if form.get("undo") != "yes" else text.split("\n")[number - 1]
    _understood(waiting.applied(text).text, number, after, str(path))
    try:
        waiting.put(text, number, form.get("version", ""), after, who=name_of(request), at=desk.now())
    except Clash as clash:
        return _form(request, desk, number, status=409, clash=clash, mine=after)
    if not partial(request):
        return RedirectResponse(f"/e/{show.name}/{episode.id}#L{number}", 303)
    return _page(request, desk)


def raw(form: dict[str, str]) -> str:
    """The line of the script that a form asks for. Raises UsageError for one that says nothing."""
    words = " ".join(form.get("text", "").split())
    speaker = " ".join(form.get("speaker", "").replace(":", " ").split())
    role = form.get("role", "").upper() or NARRATOR
    if not words:
        raise UsageError("a line says something", hint="leave the story out where it is not to be told")
    if not re.fullmatch(r"[A-Z][A-Z0-9]*", role):
        raise UsageError(f"there is no role {role!r}")
    if speaker:
        return f"QUOTE {speaker}: {words}"
    return f"{NARRATOR if role == 'QUOTE' else role}: {words}"


def _understood(text: str, number: int, after: str, source: str) -> None:
    """Raises ScriptError where the script would not be one any more."""
    lines = text.split("\n")
    if 1 <= number <= len(lines):
        lines[number - 1] = after
    parsed = script.parse("\n".join(lines), source=source)
    same = next((one for one in parsed.cues if one.line == number and one.kind == "speech"), None)
    if same is None:
        raise ScriptError("the line would not be said", where=f"{source}:{number}")


# ---- how a word is said, and by whom


def say(request: Request, desk: NewsDesk, form: dict[str, str]) -> Response:
    """Always say it so: an entry in the lexicon of this story, of its show, or of the newsroom."""
    episode, show = found(request, desk)
    entry = entry_of(form)
    path = lexicon_file(desk.here, form.get("scope", "show"), episode.language, show, episode)
    write_entry(path, entry)
    touches = touched(desk.here, entry.written, show=show.name if form.get("scope") != "global" else "", but=episode)
    if form.get("scope") == "story":
        touches = ()
    if not partial(request):
        return RedirectResponse(f"/e/{show.name}/{episode.id}", 303)
    return _page(request, desk, touches=touches, word=entry.written)


def voice(request: Request, desk: NewsDesk, form: dict[str, str]) -> Response:
    """Give a speaker a voice in this show, from now on: `[cast.speakers]` of its show.toml."""
    episode, show = found(request, desk)
    speaker, name = form.get("speaker", "").strip(), form.get("voice", "")
    if not speaker:
        raise UsageError("whose voice?", hint="the narrator's is `host` in [cast] of show.toml")
    if name:
        desk.here.workspace.voice(name)
    toml_keys.set_key(show.folder / "show.toml", ("cast", "speakers", speaker), name or None)
    if not partial(request):
        return RedirectResponse(f"/e/{show.name}/{episode.id}", 303)
    return _page(request, desk)


# ---- to hear


def hear(request: Request, desk: NewsDesk) -> Response:
    """A sentence, as it is or as it would be with other words, another voice or another way to say a word."""
    episode, show = found(request, desk)
    asked = dict(request.query_params)
    number = int(asked["line"]) if asked.get("line", "").isdecimal() else 0
    sentence = int(asked["s"]) if asked.get("s", "").isdecimal() else None
    stored, path = pending.script(desk.here, episode)
    text = pending.of(desk.here, episode).applied(stored).text
    if "text" in asked:
        lines = text.split("\n")
        if not 1 <= number <= len(lines):
            raise ScriptError("there is no such line", hint="load the page again")
        lines[number - 1] = raw(asked)
        text = "\n".join(lines)
    with temporary(asked) as lexicons:
        wanted = WantedSound(
            line=number,
            sentence=sentence,
            about=asked.get("written", "") or asked.get("about", ""),
            lexicons=lexicons,
            voice=asked.get("voice", ""),
        )
        sound = heard(desk.here.workspace, show, text, wanted, source=str(path))
    return Response(sound, media_type="audio/wav")


def sound(request: Request, desk: NewsDesk) -> Response:
    """The whole episode as it was recorded."""
    episode, _ = found(request, desk)
    path = Path(episode.enclosure.path)
    if not path.is_file():
        raise ScriptError("its sound is gone", where=str(path), hint="record it again")
    return FileResponse(path, media_type=episode.enclosure.mime, headers={"Cache-Control": "private, no-cache"})
