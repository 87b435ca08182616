"""Commands that look after a newsroom: new, publish, serve, check, doctor, cache, library, learn."""

from __future__ import annotations

import shlex
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from audiopress.cli import console
from audiopress.cli import json_answers as answers
from audiopress.cli.app import Json, SomeShow, app, press, print_json, state, workspace
from audiopress.cli.pages import finish
from audiopress.errors import AudiopressError, ConfigError, LibraryError, Problem, SourceError, SpeechError, UsageError

PANEL = "Running a newsroom"
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
def publish(
    show: SomeShow = "",
    forget: Annotated[
        bool, typer.Option("--forget", help="Take episodes out of the feed that the library does not know.")
    ] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Read every public file, and write again what is damaged.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Write the feeds and pages again from the library; unchanged files are left alone."""
    if forget and not show:
        raise UsageError("name the show whose feed is meant", hint="audiopress publish SHOW --forget")
    at = press()
    chosen, problems = ((at.workspace.show(show),), ()) if show else at.workspace.sound_shows()
    errors: list[AudiopressError] = [ConfigError(p.message, where=p.where, hint=p.hint) for p in problems]
    reports = []
    for one in chosen:
        try:
            if show or at.begun(one):
                reports.append((one, at.publish(one, forget=forget, verify=verify)))
        except AudiopressError as error:  # the other shows are published
            errors.append(error)
    if as_json:
        print_json(
            [
                {"show": s.name, "feed": r.feed_url, "written": len(r.written), "mended": list(r.mended)}
                for s, r in reports
            ]
        )
    else:
        for one, done in reports:
            print(f"{one.name}\t{done.feed_url}\t{len(done.written)} files written")
            for name in done.mended:
                print(f"  mended  {name}")
    if len(errors) == 1 and not reports:
        raise errors[0]
    finish(errors, some=bool(reports))


class WebServer(StrEnum):
    """Web servers whose configuration can be printed."""

    CADDY = "caddy"
    NGINX = "nginx"


@app.command(rich_help_panel=PANEL)
def serve(
    host: Annotated[str, typer.Option(help="The address to bind; 0.0.0.0 for every one.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to bind.")] = 8000,
    here: Annotated[
        bool, typer.Option("--here", help="Name this address in feeds and pages, whatever base_url says.")
    ] = False,
    log: Annotated[bool, typer.Option("--log", help="A line for each request (Combined Log Format).")] = False,
    print_: Annotated[
        WebServer | None, typer.Option("--print", help="Print a web server's configuration for public/ instead.")
    ] = None,
) -> None:
    """Serve public/ as podcast programs expect it: HEAD, Range, ETag, the right types."""
    from audiopress import publish as publishing

    at = workspace(laid=True)
    addresses = publishing.Addresses(at.settings.base_url, here)
    if print_ is not None:
        print(publishing.configuration(print_.value, at.public, at.settings.base_url), end="")
        return

    def listening(port: int) -> None:
        if state.quiet:
            return
        mine = publishing.shown(host, port) + addresses.path
        print(f"serving {at.public} at {mine}  (Ctrl-C stops)")
        base = mine if addresses.follow else at.settings.base_url
        for feed in sorted(at.public.glob("*/feed.xml")):
            print(f"  subscribe: {base}{feed.relative_to(at.public).as_posix()}")
        if not addresses.follow:
            print(f"  feeds and pages name {base} (base_url); to try them out at this address: audiopress serve --here")
        sys.stdout.flush()

    publishing.serve(at.public, host=host, port=port, addresses=addresses, log=log, listening=listening)


@app.command(rich_help_panel=PANEL)
def check(
    as_json: Json = False,
    listen: Annotated[
        bool, typer.Option("--listen", help="Also hear whether the English voices are understood (extra `listen`).")
    ] = False,
) -> None:
    """Check every file of the newsroom: settings, shows, formats, voices, lexicons, profiles."""
    from audiopress.checks import faults, warnings

    at = workspace(faulty=True, laid=True)
    problems, counted = faults(at)
    for warning in warnings(at):
        print(f"warning: {warning}", file=sys.stderr)
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


@library_app.command("rebuild")
def rebuild(as_json: Json = False) -> None:
    """Make the library's database again from the episode.json files."""
    from audiopress import newsroom

    here = workspace(laid=True)
    here.ensure_state()
    count, problems = newsroom.rebuild(here.library, here.episodes)
    if as_json:
        print_json({"library": str(here.library), "episodes": count})
    else:
        print(f"{here.library}: {count} episodes")
    finish([LibraryError(p.message, where=p.where, hint=p.hint) for p in problems], some=count > 0)


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

    from audiopress.work.cache import prune as pruned
    from audiopress.work.cache import usage

    here = workspace(laid=prune)
    folders = (here.takes, here.fragments)
    gone = [
        pruned(folder, older_than=timedelta(days=days), max_bytes=megabytes * 1_000_000) for folder in folders if prune
    ]
    sizes = {folder.name: usage(folder) for folder in folders}
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

    workspace(laid=True)
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
