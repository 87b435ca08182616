"""Commands that run a newsroom: new, run, schedule, publish, serve, check, doctor, voices, cache, library, learn."""

from __future__ import annotations

import shlex
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audiopress.cli import answers, console
from audiopress.cli.app import Json, ShowName, SomeShow, VoiceName, app, orders, press, print_json, state, workspace
from audiopress.cli.making import report
from audiopress.errors import AudiopressError, ConfigError, Problem, SourceError, SpeechError

if TYPE_CHECKING:
    from datetime import datetime

    from audiopress.model import Show

PANEL = "Running a newsroom"
voices_app = typer.Typer(help="List the voices, or hear one.", no_args_is_help=False)
app.add_typer(voices_app, name="voices", rich_help_panel=PANEL)
library_app = typer.Typer(help="The library of what has been made.", no_args_is_help=True)
app.add_typer(library_app, name="library", rich_help_panel=PANEL)


@app.command(rich_help_panel=PANEL)
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to lay out.")],
    title: Annotated[str, typer.Option(help="The newsroom's name.")] = "",
    as_json: Json = False,
) -> None:
    """Lay out a newsroom's folder: voices/, feeds/, examples/, audiopress.toml."""
    from audiopress.workspace import create

    written = create(folder, title=title or folder.resolve().name)
    if as_json:
        print_json({"folder": str(folder.resolve()), "files": sorted(map(str, written))})
        return
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
        print(f"{show}: nothing new to tell, or the edition is being made elsewhere")
        return
    report(at, chosen, results, as_json=as_json)


@app.command(rich_help_panel=PANEL)
def schedule(
    systemd: Annotated[bool, typer.Option("--systemd", help="Print systemd units instead, one timer a show.")] = False,
    as_json: Json = False,
) -> None:
    """Stay up and run every show at its time (cron expression and time zone in show.toml)."""
    from audiopress import newsroom

    at = press()
    shows = [show for show in at.workspace.shows() if show.schedule is not None]
    if systemd:
        units = newsroom.systemd_units(shows, folder=at.workspace.root, program=_program())
        if as_json:
            print_json([{"file": f"/etc/systemd/system/{name}", "text": text} for name, text in units.items()])
            return
        for name, text in units.items():
            print(f"# /etc/systemd/system/{name}\n{text}")
        return
    for warning in newsroom.warnings(shows):
        print(f"warning: {warning}", file=sys.stderr)
    clerk = _Clerk(as_json=as_json)
    newsroom.run_forever(_scheduled, clerk.run, tell=clerk.tell)


def _scheduled() -> list[Show]:
    """Read again at every turn: a changed show.toml counts at once."""
    return [show for show in workspace().shows() if show.schedule is not None]


@dataclass(frozen=True, slots=True)
class _Clerk:
    """Runs what is due and tells it, each line with its time and zone; failures on standard error."""

    as_json: bool

    def run(self, show: Show, due: datetime) -> None:
        """An edition, and what became of it."""
        asked = orders()
        try:
            results = asked.run(show, due=due)
        except AudiopressError as error:
            self._failed(show.name, error)
            return
        if not results:
            self.tell(f"{show.name}: nothing new to tell, or the edition is being made elsewhere")
        for one in results:
            if self.as_json:
                print_json({"time": _now(), **answers.made(one, asked.press.workspace)}, line=True)
            elif one.error is None:
                self.tell(f"{show.name}: {one.status} {one.title}")
            if one.error is not None:
                self._failed(f"{show.name}: {one.title}", one.error, told=self.as_json)

    def tell(self, line: str) -> None:
        """A line for who looks on."""
        if self.as_json:
            print_json({"time": _now(), "note": line}, line=True)
        elif not state.quiet:
            print(f"{_now():%Y-%m-%d %H:%M:%S %Z}  {line}", flush=True)

    def _failed(self, what: str, error: AudiopressError, *, told: bool = False) -> None:
        print(f"{_now():%Y-%m-%d %H:%M:%S %Z}  {what}: failed: {error}", file=sys.stderr, flush=True)
        if self.as_json and not told:
            print_json({"time": _now(), "note": what, "error": answers.fault(error)}, line=True)


def _now() -> datetime:
    """Now, in the newsroom's zone."""
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    return datetime.now(UTC).astimezone(ZoneInfo(workspace(faulty=True).settings.timezone)).replace(microsecond=0)


def _program() -> str:
    import shutil

    return shutil.which("audiopress") or f"{sys.executable} -m audiopress"


@app.command(rich_help_panel=PANEL)
def publish(show: SomeShow = "", as_json: Json = False) -> None:
    """Write the feeds and pages again from the library; unchanged files are left alone."""
    at = press()
    chosen = [at.workspace.show(show)] if show else list(at.workspace.shows())
    reports = [(one, at.publish(one)) for one in chosen if show or at.library().episodes(one.name)]
    if as_json:
        print_json([{"show": s.name, "feed": r.feed_url, "written": len(r.written)} for s, r in reports])
        return
    for one, done in reports:
        print(f"{one.name}\t{done.feed_url}\t{len(done.written)} files written")


@app.command(rich_help_panel=PANEL)
def serve(
    host: Annotated[str, typer.Option(help="The address to bind; 0.0.0.0 for every one.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to bind.")] = 8000,
) -> None:
    """Serve public/ as podcast programs expect it: HEAD, Range, ETag, the right types."""
    from audiopress import publish as publishing

    here = workspace()

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
    from audiopress.checks import faults

    problems, counted = faults(workspace(faulty=True))
    found: dict[str, object] = {"checked": counted, "problems": answers.problems(problems)}
    if problems:
        if as_json:
            print_json(found | {"heard": []})
        many = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise ConfigError(f"{many} in the newsroom's files", problems=problems)
    heard = _heard(as_json=as_json) if listen else []
    if as_json:
        print_json(found | {"heard": heard})
    else:
        print(f"all right: {counted}")
    unclear = [one for one in heard if not one["understood"]]
    if unclear:
        raise SpeechError(
            "voices are not understood",
            problems=[
                Problem(str(one["voice"]), f"{one['wrong']:.1%} of the words were not understood", "at most 5 % may be")
                for one in unclear
            ],
        )


def _heard(*, as_json: bool) -> list[dict[str, object]]:
    """What a recogniser understands of every ready English voice. Raises SpeechError where there is no recogniser."""
    from audiopress import speech

    found: list[dict[str, object]] = []
    for voice in workspace().voices.values():
        if not voice.languages[0].lower().startswith("en") or voice.engine in {"gtts", "tone"}:
            continue
        if not speech.readiness(voice).ready:
            continue
        heard = speech.listen(voice)
        if not as_json:
            told = f"{heard.error:.1%} of the words wrong, {heard.backwards:.0%} played backwards"
            print(f"{voice.name}: {told}", flush=True)
        found.append(
            {"voice": voice.name, "wrong": heard.error, "backwards": heard.backwards, "understood": heard.passed}
        )
    return found


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

    found = [(voice, readiness(voice)) for voice in workspace().voices.values()]
    if as_json:
        print_json(
            [answers.voice(v) | {"ready": r.ready, "missing": r.missing, "install": r.install} for v, r in found]
        )
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


@voices_app.command("preview")
def preview(
    name: VoiceName,
    text: Annotated[str, typer.Option(help="What it says; else a sentence in its language.")] = "",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The WAV file to write.")] = None,
    as_json: Json = False,
) -> None:
    """Make a sample of a voice, as a WAV file."""
    from audiopress.cli.samples import sample
    from audiopress.speech import preview as speak

    voice = workspace().voice(name)
    words = text or sample(voice.languages[0])
    path = speak(voice, words, path=output or Path(f"{name}.wav"))
    if as_json:
        print_json({"voice": name, "text": words, "file": str(path)})
    else:
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
def rebuild(as_json: Json = False) -> None:
    """Make the library's database again from the episode.json files."""
    from audiopress import newsroom

    here = workspace()
    here.ensure_state()
    count = newsroom.rebuild(here.library, here.episodes)
    if as_json:
        print_json({"library": str(here.library), "episodes": count})
    else:
        print(f"{here.library}: {count} episodes")


@app.command(rich_help_panel=PANEL)
def cache(
    prune: Annotated[
        bool, typer.Option("--prune", help="Delete what is old or too much, but nothing of the last ten minutes.")
    ] = False,
    days: Annotated[int, typer.Option(min=0, help="With --prune: older than this many days.")] = 90,
    megabytes: Annotated[
        int, typer.Option("--megabytes", min=0, help="With --prune: the oldest beyond this size.")
    ] = 4000,
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
    deleted = {"files": sum(one.files for one in gone), "bytes": sum(one.bytes for one in gone)}
    if as_json:
        kept = {name: {"files": size.files, "bytes": size.bytes} for name, size in sizes.items()}
        print_json(kept | {"deleted": deleted})
        return
    for name, size in sizes.items():
        print(f"{name}\t{size.files} files\t{size.bytes / 1e6:.1f} MB")
    if prune:
        print(f"deleted\t{deleted['files']} files\t{deleted['bytes'] / 1e6:.1f} MB")


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
