"""spoken: the written words against those that are read aloud."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audiopress.cli import console
from audiopress.cli.app import Json, app, press, print_json, workspace
from audiopress.errors import SourceError, undecodable

if TYPE_CHECKING:
    from audiopress.script import Spoken

PANEL = "Words and sound"
Language = Annotated[str, typer.Option("--language", "-l", help="The language of the words; else the text's own.")]
OfShow = Annotated[str, typer.Option("--show", help="Say it as this show does: its lexicon, choices and language.")]


@app.command(rich_help_panel=PANEL)
def spoken(
    source: Annotated[
        str, typer.Argument(metavar="PAGE", help="A page as for `read`, or a script; else the words on standard input.")
    ] = "-",
    language: Language = "",
    show: OfShow = "",
    plain: Annotated[
        bool, typer.Option("--plain", help="Every line of a text file as it stands, not its story.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show the written words of a page's story, or of a script, against the ones that are read aloud."""
    from rich.text import Text

    lines, own = _plain(source) if plain or source == "-" else _told(source)
    read = reader(language, show, "\n".join(lines), own=own)
    rows = [(line, read(line)) for line in lines]
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


def reader(language: str, show: str, text: str, *, own: str = "") -> Callable[[str], Spoken]:
    """How a line is said: with the newsroom's lexicons, and a show's own lexicon and choices where one is named.

    The language is the one that is given, else the page's `own`, else the show's, else the one the text is written in.
    """
    from audiopress import script
    from audiopress.languages.detecting import detect

    here = workspace()
    of = here.show(show) if show else None
    language = language or own or (of.language if of else detect(text))
    lexicon = script.load_lexicon(here.lexicons(language, of))
    return lambda text: script.say(text, language=language, lexicon=lexicon, choices=of.spoken if of else {})


def _told(source: str) -> tuple[list[str], str]:
    """The lines that an episode of the page or the script says, and its language. Raises SourceError, ScriptError."""
    from audiopress import script

    path = Path(source)
    there = _there(path)
    if not there and " " in source.strip() and "://" not in source and path.suffix not in {".txt", ".html", ".htm"}:
        hint = "words are taken from standard input: echo 'It costs $5.' | audiopress spoken -"
        raise SourceError("there is no such file", where=f"{source[:60]}…" if len(source) > 60 else source, hint=hint)
    if there and path.is_file() and script.is_script(text := _text(path)):
        parsed = script.parse(text, source=source)
        return [cue.text for cue in parsed.cues if cue.kind == "speech"], parsed.language
    lines: list[str] = []
    language = ""
    for outcome in press().read([source], folder=Path.cwd(), stdin=sys.stdin.buffer):
        if outcome.article is None:
            assert outcome.error is not None
            raise outcome.error
        lines += [outcome.article.headline, *outcome.article.paragraphs]
        language = language or outcome.article.language
    return lines, language


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # longer than a name may be
        return False


def _plain(source: str) -> tuple[list[str], str]:
    """Every line of a text."""
    text = sys.stdin.buffer.read().decode("utf-8", "replace") if source == "-" else _text(Path(source))
    return [line for line in text.splitlines() if line.strip()], ""


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        hint = "give a file that you may read, or - for standard input"
        raise SourceError(f"cannot be read: {error.strerror}", where=str(path), hint=hint) from None
    except UnicodeDecodeError as error:
        where, hint = undecodable(path, error)
        raise SourceError("is not UTF-8 text", where=where, hint=hint) from None
