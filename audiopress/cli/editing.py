"""Commands for words and sound: spoken, lexicon, listen."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audiopress.cli import console
from audiopress.cli.app import EpisodeId, Json, app, episode, press, print_json, workspace
from audiopress.errors import SourceError, UsageError, undecodable

if TYPE_CHECKING:
    from audiopress.script import Spoken

PANEL = "Words and sound"
lexicon_app = typer.Typer(help="How names and terms are said.", no_args_is_help=True)
app.add_typer(lexicon_app, name="lexicon", rich_help_panel=PANEL)

Language = Annotated[str, typer.Option("--language", "-l", help="The language of the words; else the text's own.")]
OfShow = Annotated[str, typer.Option("--show", help="Say it as this show does: its lexicon, choices and language.")]


@app.command(rich_help_panel=PANEL)
def spoken(
    file: Annotated[str, typer.Argument(help="A text file; else standard input.")] = "-",
    language: Language = "",
    show: OfShow = "",
    as_json: Json = False,
) -> None:
    """Show the written words against the ones that are read aloud."""
    from rich.text import Text

    text = _text(file)
    read = _reader(language, show, text)
    rows = [(line, read(line)) for line in text.splitlines() if line.strip()]
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


def _reader(language: str, show: str, text: str) -> Callable[[str], Spoken]:
    """How a line is said: with the newsroom's lexicons, and a show's own lexicon and choices where one is named.

    The language is the one that is given, else the show's, else the text's own.
    """
    from audiopress import script, segment

    here = workspace()
    of = here.show(show) if show else None
    language = language or (of.language if of else segment.guess_language(text))
    lexicon = script.load_lexicon(here.lexicons(language, of))
    return lambda text: script.say(text, language=language, lexicon=lexicon, choices=of.spoken if of else {})


def _text(file: str) -> str:
    if file == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    try:
        return Path(file).read_text("utf-8-sig")
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", where=file) from None
    except UnicodeDecodeError as error:
        where, hint = undecodable(file, error)
        raise SourceError("is not UTF-8 text", where=where, hint=hint) from None


@app.command(rich_help_panel=PANEL)
def listen(
    name: EpisodeId,
    picture: Annotated[
        Path | None, typer.Option("--picture", "-o", help="Write the picture to this file, FILE.svg or FILE.png.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show an episode's sound: waveform, loudness over time, chapters, speakers, the loudness report."""
    from audiopress import stitch

    at = press()
    found, _ = episode(at, name)
    if picture is not None and picture.suffix.lower() not in {".svg", ".png"}:
        raise UsageError(f"a picture is FILE.svg or FILE.png, not {picture.name!r}")
    report = stitch.report(found, ffmpeg=at.workspace.settings.ffmpeg)
    if picture is not None:
        svg = picture.suffix.lower() == ".svg"
        picture.write_bytes(stitch.picture(report).encode() if svg else stitch.png(report))
    if as_json:
        print_json(console.as_json(report))
        return
    print(stitch.terminal_picture(report, width=min(160, shutil.get_terminal_size().columns)), end="\n\n")
    columns = ("speaker", "voice", "length", "LUFS", "range (LU)", "true peak (dBTP)")
    console.table("Loudness", columns, stitch.table(report), figures=True)


# ---- the lexicon


@lexicon_app.command("add")
def add(
    written: Annotated[str, typer.Argument(help="The word or name as it is written.")],
    say: Annotated[str, typer.Option(help="The words to say instead.")] = "",
    ipa: Annotated[str, typer.Option(help="Its sounds in IPA, for engines that take them.")] = "",
    letters: Annotated[bool, typer.Option("--letters", help="Say it letter by letter.")] = False,
    word: Annotated[bool, typer.Option("--word", help="Say it as a word, not letter by letter.")] = False,
    switch: Annotated[str, typer.Option(help="Leave it to a voice of that language: ko, or ko:WORDS.")] = "",
    any_case: Annotated[bool, typer.Option("--any-case", help="In capital and small letters alike.")] = False,
    boundary: Annotated[str, typer.Option(help="Where words may go on around it: word, start, end, none.")] = "word",
    show: Annotated[str, typer.Option(help="Put it into this show's lexicon only.")] = "",
    language: Language = "en",
) -> None:
    """Add a word to the newsroom's lexicon (voices/lexicon/LANG.toml), or to a show's."""
    from audiopress.script import lexicon

    tongue, _, words = switch.partition(":")
    how: dict[str, str | bool] = {"say": say, "ipa": ipa, "letters": letters, "word": word, "language": tongue}
    chosen = {key: value for key, value in how.items() if value}
    if len(chosen) != 1:
        raise UsageError(
            "say how: one of --say, --ipa, --letters, --word, --switch",
            hint=f'audiopress lexicon add {written} --say "…"',
        )
    if words:
        chosen["words"] = words
    here = workspace()
    path = here.show(show).folder / "lexicon.toml" if show else here.root / "voices" / "lexicon" / f"{language}.toml"
    lexicon.add(path, lexicon.make_entry(written, case=False if any_case else None, boundary=boundary, **chosen))
    print(f"{path}: {written}")


@lexicon_app.command("find")
def find(
    words: Annotated[str, typer.Argument(help="Words to look for in the entries.")],
    language: Language = "en",
    as_json: Json = False,
) -> None:
    """Find entries of the lexicons: what is written, how it is said, and where the entry stands."""
    from audiopress.script.lexicon import entry_table, load_lexicon

    found = load_lexicon(workspace().lexicons(language)).find(words)
    if as_json:
        print_json([entry_table(entry) | {"where": entry.where} for entry in found])
        return
    rows = []
    for entry in found:
        said = {key: value for key, value in entry_table(entry).items() if key != "written"}
        rows.append((entry.written, ", ".join(f"{k} = {v}" for k, v in said.items()), entry.where))
    console.table("Lexicon", ("written", "said", "where"), rows, empty=f"no entry of {language!r} has {words!r} in it")


@lexicon_app.command("try")
def attempt(
    text: Annotated[str, typer.Argument(help="A sentence.")],
    language: Language = "",
    voice: Annotated[str, typer.Option(help="Speak it with this voice into NAME.wav.")] = "",
    show: OfShow = "",
) -> None:
    """Show how a sentence would be said, and speak it where a voice is named."""
    said = _reader(language, show, text)(text)
    print(said.text)
    if voice:
        from audiopress.speech import preview

        speaker = workspace().voice(voice)
        print(preview(speaker, said.text, path=Path(f"{voice}.wav"), language=language, phonemes=said.phonemes))


@lexicon_app.command("export")
def export(
    output: Annotated[Path, typer.Argument(help="The PLS file to write.")],
    language: Language = "en",
) -> None:
    """Write the lexicon of a language as W3C PLS."""
    from audiopress import script

    output.write_bytes(script.export_pls(script.load_lexicon(workspace().lexicons(language)), language=language))
    print(output)


@lexicon_app.command("import")
def import_(
    source: Annotated[Path, typer.Argument(help="A PLS file.")],
    language: Language = "en",
) -> None:
    """Add the entries of a W3C PLS file to the newsroom's lexicon; entries that are there already are left alone."""
    from audiopress.errors import ConfigError
    from audiopress.script import lexicon

    try:
        found = lexicon.import_pls(source.read_bytes(), where=str(source))
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", where=str(source)) from None
    path = workspace().root / "voices" / "lexicon" / f"{language}.toml"
    new = lexicon.add_all(path, found.entries)
    print(f"{path}: {new} added, {len(found.entries) - new} there already")
