"""Commands that run a newsroom: new, run, schedule, publish, serve, check, doctor, voices, cache, library, learn."""

from __future__ import annotations

import shlex
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audiopress.cli import console
from audiopress.cli.app import Json, ShowName, SomeShow, VoiceName, app, orders, press, print_json, state, workspace
from audiopress.cli.making import finish, report
from audiopress.errors import AudiopressError, ConfigError, LibraryError, SourceError

if TYPE_CHECKING:
    from datetime import datetime

    from audiopress.errors import Problem
    from audiopress.model import Show, Voice
    from audiopress.press import Press
    from audiopress.workspace import Workspace

PANEL = "Running a newsroom"
voices_app = typer.Typer(help="List the voices, or hear one.", no_args_is_help=False)
app.add_typer(voices_app, name="voices", rich_help_panel=PANEL)
library_app = typer.Typer(help="The library of what has been made.", no_args_is_help=True)
app.add_typer(library_app, name="library", rich_help_panel=PANEL)


@app.command(rich_help_panel=PANEL)
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to lay out.")],
    title: Annotated[str, typer.Option(help="The newsroom's name.")] = "",
) -> None:
    """Lay out a newsroom's folder: voices/, feeds/, examples/, audiopress.toml."""
    from audiopress.workspace import create

    written = create(folder, title=title or folder.resolve().name)
    print(f"{folder}: {len(written)} files in voices/, feeds/, examples/ and audiopress.toml")
    if not state.quiet:
        print(f"next: cd {shlex.quote(str(folder))} && audiopress make articles examples/harbour.txt")


@app.command(rich_help_panel=PANEL)
def run(show: ShowName, as_json: Json = False) -> None:
    """Make and publish today's edition of a show, once, however often this is called."""
    with console.progress(quiet=state.quiet or as_json) as progress:
        asked = orders(progress)
        at = asked.press
        chosen = at.workspace.show(show)
        results = asked.run(chosen)
    if not results and not as_json:
        print(f"{show}: {_why_nothing(at, chosen)}")
        return
    report(at, chosen, results, as_json=as_json)


def _why_nothing(at: Press, show: Show) -> str:
    from zoneinfo import ZoneInfo

    from audiopress import newsroom

    if not show.enabled:
        return f"is switched off: enabled = false in {show.folder / 'show.toml'}"
    now = at.now()
    if show.schedule is not None and newsroom.edition_for(show, now) is None:
        coming = newsroom.next_due(show.schedule, now)
        zone = show.schedule.timezone
        told = f"{coming.astimezone(ZoneInfo(zone)):%A %d %B %Y %H:%M} {zone}" if coming else "never"
        return f"no edition is due; the next one: {told}"
    return "nothing new to tell, or the edition is being made elsewhere"


@app.command(rich_help_panel=PANEL)
def schedule(
    systemd: Annotated[bool, typer.Option("--systemd", help="Print systemd units instead, one timer a show.")] = False,
) -> None:
    """Stay up and run every show at its time (cron expression and time zone in show.toml)."""
    from audiopress import newsroom

    at = press()
    shows = _scheduled(at.workspace)
    if systemd:
        for name, text in newsroom.systemd_units(shows, folder=at.workspace.root, program=_program()).items():
            print(f"# /etc/systemd/system/{name}\n{text}")
        return
    for warning in newsroom.warnings(shows):
        print(f"warning: {warning}", file=sys.stderr)
    newsroom.run_forever(_scheduled, _run_scheduled, tell=_tell)


_told: list[Problem] = []
"""What was wrong with the shows at the last turn: each fault is told once."""


def _scheduled(at: Workspace | None = None) -> list[Show]:
    """Read again at every turn: a changed show.toml counts at once. One that is broken is told, and stops no other."""
    shows, problems = (at or workspace(laid=True)).sound_shows()
    for problem in problems:
        if problem not in _told:
            print(f"warning: {problem}: this show has no editions until it is mended", file=sys.stderr, flush=True)
    _told[:] = problems
    return [show for show in shows if show.schedule is not None and show.enabled]


def _run_scheduled(show: Show, due: datetime) -> None:
    results = orders().run(show, due=due)
    if not results:
        _tell(f"{show.name}: nothing new to tell, or the edition is being made elsewhere")
    for one in results:
        _tell(f"{show.name}: {one.status} {one.title}" + (f": {one.error}" if one.error else ""))


def _tell(line: str) -> None:
    if not state.quiet:
        print(line, flush=True)


def _program() -> str:
    import shutil

    return shutil.which("audiopress") or f"{sys.executable} -m audiopress"


@app.command(rich_help_panel=PANEL)
def publish(show: SomeShow = "", as_json: Json = False) -> None:
    """Write the feeds and pages again from the library; unchanged files are left alone."""
    at = press()
    chosen, problems = ((at.workspace.show(show),), ()) if show else at.workspace.sound_shows()
    errors: list[AudiopressError] = [ConfigError(p.message, where=p.where, hint=p.hint) for p in problems]
    reports = []
    for one in chosen:
        try:
            if show or at.library().names(one.name):
                reports.append((one, at.publish(one)))
        except AudiopressError as error:
            errors.append(error)
    if as_json:
        print_json([{"show": s.name, "feed": r.feed_url, "written": len(r.written)} for s, r in reports])
    else:
        for one, done in reports:
            print(f"{one.name}\t{done.feed_url}\t{len(done.written)} files written")
    finish(errors, some=bool(reports))


@app.command(rich_help_panel=PANEL)
def serve(
    host: Annotated[str, typer.Option(help="The address to bind; 0.0.0.0 for every one.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to bind.")] = 8000,
) -> None:
    """Serve public/ as podcast programs expect it: HEAD, Range, ETag, the right types."""
    from audiopress import publish as publishing

    here = workspace(laid=True)

    def listening(port: int) -> None:
        if state.quiet:
            return
        base = f"http://{host}:{port}/"
        print(f"serving {here.public} at {base}  (Ctrl-C stops)")
        for feed in sorted(here.public.glob("*/feed.xml")):
            print(f"  subscribe: {base}{feed.relative_to(here.public).as_posix()}")
        if here.settings.base_url != base:
            print(f"  the feeds name {here.settings.base_url}: base_url in audiopress.toml")
        sys.stdout.flush()

    publishing.serve(here.public, host=host, port=port, listening=listening)


@app.command(rich_help_panel=PANEL)
def check(
    as_json: Json = False,
    listen: Annotated[
        bool, typer.Option("--listen", help="Also hear whether the English voices are understood (extra `listen`).")
    ] = False,
) -> None:
    """Check every file of the newsroom: settings, shows, formats, voices, lexicons, profiles."""
    from audiopress.checks import faults, warnings

    here = workspace(faulty=True, laid=True)
    problems, counted = faults(here)
    for warning in warnings(here):
        print(f"warning: {warning}", file=sys.stderr)
    if as_json:
        print_json([{"where": p.where, "message": p.message, "hint": p.hint} for p in problems])
    if problems:
        if as_json:
            raise typer.Exit(ConfigError.exit_code)
        many = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise ConfigError(f"{many} in the newsroom's files", problems=problems)
    if not as_json:
        print(f"all right: {counted}")
    if listen:
        _listen()


def _listen() -> None:
    """A recogniser hears every ready English voice say known sentences. Raises SpeechError where one is not understood."""
    from audiopress import speech
    from audiopress.errors import Problem, SpeechError

    problems = []
    for voice in workspace().voices.values():
        if not voice.languages[0].lower().startswith("en") or voice.engine in {"gtts", "tone"}:
            continue
        if not speech.readiness(voice).ready:
            continue
        heard = speech.listen(voice)
        print(f"{voice.name}: {heard.error:.1%} of the words wrong, {heard.backwards:.0%} played backwards", flush=True)
        if not heard.passed:
            problems.append(
                Problem(voice.name, f"{heard.error:.1%} of the words were not understood", "at most 5 % may be")
            )
    if problems:
        raise SpeechError("voices are not understood", problems=problems)


@app.command(rich_help_panel=PANEL)
def doctor(as_json: Json = False) -> None:
    """Say what works on this machine, and what to install for what does not."""
    from audiopress.cli.diagnosis import diagnose

    found = diagnose(workspace(faulty=True))
    if as_json:
        print_json(
            [{"what": d.what, "ok": d.ok, "needed": d.needed, "detail": d.detail, "remedy": d.remedy} for d in found]
        )
    else:
        rows = [(d.what, "ok" if d.ok else ("MISSING" if d.needed else "not here"), d.detail, d.remedy) for d in found]
        console.table("This machine", ("what", "", "found", "to have it"), rows)
    if any(d.needed and not d.ok for d in found):
        raise typer.Exit(1)


@voices_app.callback(invoke_without_command=True)
def voices(context: typer.Context, as_json: Json = False) -> None:
    """List the voices with language, engine, licence, and whether they are ready or what is missing."""
    if context.invoked_subcommand is not None:
        return
    from audiopress.speech import readiness

    sound, problems = workspace().sound_voices()
    found = [(voice, readiness(voice)) for voice in sound]
    errors = [ConfigError(p.message, where=p.where, hint=p.hint) for p in problems]
    if as_json:
        print_json([_voice_json(v) | {"ready": r.ready, "missing": r.missing, "install": r.install} for v, r in found])
        finish(errors, some=bool(found))
        return
    rows = [
        (
            v.name,
            ", ".join(v.languages),
            v.engine,
            v.licence,
            "ready" if r.ready else f"{r.missing}: {r.install}",
            v.description,
        )
        for v, r in found
    ]
    console.table("Voices", ("voice", "languages", "engine", "licence", "", "description"), rows)
    finish(errors, some=bool(found))


def _voice_json(voice: Voice) -> dict[str, object]:
    return {
        "name": voice.name,
        "languages": list(voice.languages),
        "engine": voice.engine,
        "model": voice.model,
        "attribution": voice.attribution,
        "licence": voice.licence,
        "description": voice.description,
    }


@voices_app.command("preview")
def preview(
    name: VoiceName,
    text: Annotated[str, typer.Option(help="What it says; else a sentence in its language.")] = "",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The WAV file to write.")] = None,
) -> None:
    """Make a sample of a voice, as a WAV file."""
    from audiopress.cli.samples import sample
    from audiopress.speech import preview as speak

    voice = workspace().voice(name)
    path = speak(voice, text or sample(voice.languages[0]), path=output or Path(f"{name}.wav"))
    print(path)


@voices_app.command("download")
def download(
    name: Annotated[str, typer.Argument(help="A Piper voice (en_US-lessac-medium), or kokoro-v1.0.")],
    source: Annotated[str, typer.Option(help="Another collection of the same layout, a mirror say.")] = "",
    into: Annotated[Path | None, typer.Option(help="The folder for it; else the user's folder of models.")] = None,
    as_json: Json = False,
) -> None:
    """Fetch a local neural voice by its name, check it, and show its licence."""
    from audiopress import speech

    with console.progress(quiet=state.quiet or as_json) as progress:
        done = speech.download(name, source=source, into=into, progress=partial(progress, "download"))
    if as_json:
        print_json(console.as_json(done))
        return
    print(f"{done.path}: {done.bytes / 1e6:.1f} MB, SHA-256 {done.sha256}")
    print("its makers publish checksums, and these are theirs" if done.checked else "its makers publish no checksums")
    print(f"\n{done.licence.strip()}\n")
    if not state.quiet:
        kokoro = name.startswith("kokoro")
        model = "af_heart" if kokoro else done.path.stem if into is None else str(done.path)
        language = "en-US" if kokoro else name.partition("-")[0].replace("_", "-")
        print("next: a profile in voices/, with its makers and the licence as above:")
        print(f'  engine = "{"kokoro" if kokoro else "piper"}"')
        print(f'  model = "{model}"')
        print(f'  languages = ["{language}"]')


@library_app.command("rebuild")
def rebuild() -> None:
    """Make the library's database again from the episode.json files."""
    from audiopress import newsroom

    here = workspace(laid=True)
    here.ensure_state()
    count, problems = newsroom.rebuild(here.library, here.episodes)
    print(f"{here.library}: {count} episodes")
    finish([LibraryError(p.message, where=p.where, hint=p.hint) for p in problems], some=count > 0)


@app.command(rich_help_panel=PANEL)
def cache(
    prune: Annotated[
        bool, typer.Option("--prune", help="Delete what is old or too much, but nothing of the last ten minutes.")
    ] = False,
    days: Annotated[int, typer.Option(help="With --prune: older than this many days.")] = 90,
    megabytes: Annotated[int, typer.Option("--megabytes", help="With --prune: the oldest beyond this size.")] = 4000,
    as_json: Json = False,
) -> None:
    """Show the size of the cache of takes, and prune it by age and size."""
    from datetime import timedelta

    from audiopress import speech

    folders = (workspace().takes, workspace().fragments)
    gone = [
        speech.prune(folder, older_than=timedelta(days=days), max_bytes=megabytes * 1_000_000)
        for folder in folders
        if prune
    ]
    sizes = {folder.name: speech.usage(folder) for folder in folders}
    if as_json:
        print_json({name: {"files": size.files, "bytes": size.bytes} for name, size in sizes.items()})
        return
    for name, size in sizes.items():
        print(f"{name}\t{size.files} files\t{size.bytes / 1e6:.1f} MB")
    if prune:
        print(f"deleted\t{sum(one.files for one in gone)} files\t{sum(one.bytes for one in gone) / 1e6:.1f} MB")


@app.command(rich_help_panel=PANEL)
def learn(
    pages: Annotated[
        list[Path], typer.Argument(metavar="PAGES…", help="HTML files of the newsroom, or folders of them.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The model's file.")] = Path("models/lines.onnx"),
    as_json: Json = False,
) -> None:
    """Learn what stands on the newsroom's own pages, so that copied ones are read better (extra `model`)."""
    from audiopress import segment

    lessons, without = [], 0
    for page in segment.saved_pages(pages):
        try:
            lessons.append(segment.lesson(page.read_bytes()))
        except SourceError as error:
            without += 1
            print(f"warning: {page}: {error.message}", file=sys.stderr)
    learned = segment.learn(lessons)
    if learned.learned <= learned.rules:
        raise SourceError(
            f"the model finds {learned.learned:.1%} of the words and the rules {learned.rules:.1%}: nothing was written",
            hint="give more pages, or keep the rules",
        )
    segment.save(learned, output)
    if as_json:
        print_json(
            {"path": str(output), "pages": learned.pages, "without": without}
            | {"rules": round(learned.rules, 4), "learned": round(learned.learned, 4)}
        )
        return
    print(f"{output}: learned from {learned.pages} pages")
    print(
        f"  pages it did not learn from: {learned.learned:.1%} of the words right, by the rules {learned.rules:.1%} (F1)"
    )
    if not state.quiet:
        print(f'next: put line_model = "{output.as_posix()}" into audiopress.toml')
