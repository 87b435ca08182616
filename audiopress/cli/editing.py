"""Commands for words and sound: spoken, lexicon, listen."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from audiopress.cli import console
from audiopress.cli.app import EpisodeId, Json, app, episode, press, print_json, workspace
from audiopress.errors import SourceError

PANEL = "Words and sound"
lexicon_app = typer.Typer(help="How names and terms are said.", no_args_is_help=True)
app.add_typer(lexicon_app, name="lexicon", rich_help_panel=PANEL)

Language = Annotated[str, typer.Option("--language", "-l", help="The language of the words.")]


@app.command(rich_help_panel=PANEL)
def spoken(
    file: Annotated[str, typer.Argument(help="A text file; else standard input.")] = "-",
    language: Language = "en",
    as_json: Json = False,
) -> None:
    """Show the written words against the ones that are read aloud."""
    from rich.text import Text

    from audiopress import script

    lexicon = script.load_lexicon(workspace().lexicons(language))
    rows = []
    for line in _text(file).splitlines():
        if line.strip():
            said = script.say(line, language=language, lexicon=lexicon)
            rows.append((line, said))
    if as_json:
        print_json([{"written": line, "spoken": said.text} for line, said in rows])
        return
    out = console.out()
    for line, said in rows:
        written, heard = Text(line), Text(said.text)
        for span in said.spans:
            if said.text[span.start : span.end] != line[span.written_start : span.written_end]:
                written.stylize("yellow", span.written_start, span.written_end)
                heard.stylize("green", span.start, span.end)
        out.print(written)
        if said.text != line:
            out.print(Text("  → ", "dim"), heard, sep="")


def _text(file: str) -> str:
    if file == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    try:
        return Path(file).read_text("utf-8-sig")
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", where=file) from None
    except UnicodeDecodeError:
        raise SourceError("is not UTF-8 text", where=file) from None


@app.command(rich_help_panel=PANEL)
def listen(
    name: EpisodeId,
    picture: Annotated[
        Path | None, typer.Option("--picture", "-o", help="Write the picture (SVG) to this file.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show an episode's sound: waveform, loudness over time, chapters, speakers, the loudness report."""
    from audiopress import stitch

    at = press()
    found, _ = episode(at, name)
    report = stitch.report(found, ffmpeg=at.workspace.settings.ffmpeg)
    if picture is not None:
        picture.write_text(stitch.picture(report), encoding="utf-8")
    if as_json:
        print_json(console.as_json(report))
        return
    print(stitch.terminal_picture(report))
