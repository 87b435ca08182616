"""`audiopress lexicon`: how names and terms are said."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audiopress.cli import console
from audiopress.cli.app import Json, app, print_json, workspace
from audiopress.cli.editing import PANEL, Language, OfShow, reader
from audiopress.errors import ConfigError, UsageError
from audiopress.languages.tags import primary, same_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from audiopress.model import Voice
    from audiopress.script.lexicon import LexiconEntry

lexicon_app = typer.Typer(help="How names and terms are said.", no_args_is_help=True)
app.add_typer(lexicon_app, name="lexicon", rich_help_panel=PANEL)

Written = Annotated[str, typer.Argument(metavar="WORD", help="The word or name as it is written.")]
Say = Annotated[str, typer.Option(help="The words to say instead.")]
Ipa = Annotated[
    str, typer.Option(help="Its sounds in IPA, for engines that take them; the others get what --say says.")
]
Letters = Annotated[bool, typer.Option("--letters", help="Say it letter by letter.")]
AsWord = Annotated[bool, typer.Option("--word", help="Say it as a word, not letter by letter.")]
Switch = Annotated[str, typer.Option(help="Leave it to a voice of that language: ko, or ko:WORDS.")]
AnyCase = Annotated[bool, typer.Option("--any-case", help="In capital and small letters alike.")]
Boundary = Annotated[str, typer.Option(help="Where words may go on around it: word, start, end, none.")]
InShow = Annotated[str, typer.Option("--show", help="In this show's lexicon only.")]
NAMED = 3
"""Voices that a warning names."""


@lexicon_app.command("add")
def add(
    written: Written,
    say: Say = "",
    ipa: Ipa = "",
    letters: Letters = False,
    word: AsWord = False,
    switch: Switch = "",
    any_case: AnyCase = False,
    boundary: Boundary = "word",
    show: InShow = "",
    language: Language = "en",
    as_json: Json = False,
) -> None:
    """Add a word to the newsroom's lexicon (voices/lexicon/LANG.toml), or to a show's."""
    from audiopress.script import lexicon_files

    how: dict[str, str | bool] = {"say": say, "ipa": ipa, "letters": letters, "word": word, "switch": switch}
    entry = _entry(f"audiopress lexicon add {shlex.quote(written)}", written, how, any_case=any_case, boundary=boundary)
    path = _file(language, show)
    lexicon_files.add_entry(path, entry)
    _changed(path, entry, "added", as_json=as_json)
    _unheard(entry, language, show)


@lexicon_app.command("replace")
def replace(
    written: Written,
    say: Say = "",
    ipa: Ipa = "",
    letters: Letters = False,
    word: AsWord = False,
    switch: Switch = "",
    any_case: AnyCase = False,
    boundary: Boundary = "word",
    show: InShow = "",
    language: Language = "en",
    as_json: Json = False,
) -> None:
    """Say a word of the newsroom's lexicon, or of a show's, another way from now on."""
    from audiopress.script import lexicon_files

    how: dict[str, str | bool] = {"say": say, "ipa": ipa, "letters": letters, "word": word, "switch": switch}
    command = f"audiopress lexicon replace {shlex.quote(written)}"
    entry = _entry(command, written, how, any_case=any_case, boundary=boundary)
    path = _file(language, show)
    before = lexicon_files.replace_entry(path, entry)
    _changed(path, entry, "replaced", before=before, as_json=as_json)
    _unheard(entry, language, show)


@lexicon_app.command("remove")
def remove(written: Written, show: InShow = "", language: Language = "en", as_json: Json = False) -> None:
    """Take a word out of the newsroom's lexicon, or of a show's: the rules of its language say it again."""
    from audiopress.script import lexicon_files

    path = _file(language, show)
    before = lexicon_files.remove_entry(path, written)
    _changed(path, before[-1], "removed", before=before, as_json=as_json)


def _entry(command: str, written: str, how: Mapping[str, str | bool], *, any_case: bool, boundary: str) -> LexiconEntry:
    """The entry that the options describe. Raises UsageError, ConfigError."""
    from audiopress.script import lexicon

    tongue, _, words = str(how["switch"]).partition(":")
    given = {"language" if key == "switch" else key: value for key, value in how.items() if value}
    if len(given) != 1 and given.keys() != {"say", "ipa"}:
        raise UsageError(
            "say how: one of --say, --ipa, --letters, --word, --switch (or --say with --ipa)",
            hint=f'{command} --say "…"',
        )
    if tongue:
        given["language"] = tongue
    if words:
        given["words"] = words
    return lexicon.make_entry(written, case=False if any_case else None, boundary=boundary, **given)


def _file(language: str, show: str) -> Path:
    """The lexicon file of a language, or a show's. Raises ConfigError for what is no language's code."""
    from audiopress.checks import languages

    here = workspace(laid=True)
    if show:
        return here.show(show).folder / "lexicon.toml"
    name, known = primary(language), languages(here)
    if name not in known:
        raise UsageError(f"nobody here speaks {language!r}", hint=f"-l takes a code: {', '.join(known)}")
    return here.root / "voices" / "lexicon" / f"{name}.toml"


def _changed(path: Path, entry: LexiconEntry, what: str, *, as_json: bool, before: Iterable[LexiconEntry] = ()) -> None:
    from audiopress.script.lexicon import entry_table

    tables = [entry_table(one) for one in before]
    if as_json:
        now = None if what == "removed" else entry_table(entry)
        print_json({"file": str(path), "status": what, "written": entry.written, "entry": now, "before": tables})
        return
    print(f"{path}: {entry.written} {what}" + "".join(f"\n  before: {_said(table)}" for table in tables))


def _said(table: Mapping[str, object]) -> str:
    """How an entry is said, on a line."""
    return ", ".join(f"{key} = {value}" for key, value in table.items() if key != "written")


def _unheard(entry: LexiconEntry, language: str, show: str) -> None:
    """Warn where sounds were given and voices that shows of the language cast do not say them."""
    sounds = entry.value if entry.kind == "ipa" else entry.ipa
    if not sounds:
        return
    here = workspace()
    shows = [here.show(show)] if show else [here.show(name) for name in here.show_folders()]
    names = {
        name
        for one in shows
        if same_language(one.language, language)
        for name in (one.cast.host, *one.cast.quotes, *one.cast.roles.values(), *one.cast.speakers.values())
    }
    heard = [here.voice(name) for name in sorted(names)]
    heard = [voice for voice in heard if any(same_language(tag, language) for tag in voice.languages)]
    _warn_of_sounds(heard, sounds, said=bool(entry.ipa))


def _warn_of_sounds(voices: Iterable[Voice], sounds: str, *, said: bool = False) -> None:
    from audiopress.speech import takes_ipa

    deaf = [voice.name for voice in voices if not takes_ipa(voice, sounds)]
    if deaf:
        named = ", ".join(deaf[:NAMED]) + (f" and {len(deaf) - NAMED} more" if len(deaf) > NAMED else "")
        how = "what --say says" if said else "the word their own way; --say with --ipa gives them other words"
        print(f"warning: not every voice takes /{sounds}/: {named} say {how}", file=sys.stderr)


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
    rows = [(entry.written, _said(entry_table(entry)), entry.where) for entry in found]
    console.table("Lexicon", ("written", "said", "where"), rows, empty=f"no entry of {language!r} has {words!r} in it")


@lexicon_app.command("try")
def attempt(
    text: Annotated[str, typer.Argument(help="A sentence.")],
    language: Language = "",
    voice: Annotated[str, typer.Option(help="Speak it with this voice into a WAV file.")] = "",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The WAV file; else VOICE.wav, VOICE-2.wav … in this folder.")
    ] = None,
    show: OfShow = "",
    as_json: Json = False,
) -> None:
    """Show how a sentence would be said, and speak it where a voice is named."""
    from audiopress.speech import preview

    if output is not None and not voice:
        raise UsageError("-o writes what a voice says", hint="add --voice NAME; `audiopress voices` lists them")
    said = reader(language, show, text)(text)
    path = None
    if voice:
        speaker = workspace().voice(voice)
        for sounds in said.phonemes.values():
            _warn_of_sounds([speaker], sounds)
        path = preview(speaker, said.text, path=output or _free(voice), language=language, phonemes=said.phonemes)
    if as_json:
        print_json({"written": text, "spoken": said.text, "file": None if path is None else str(path)})
        return
    print(said.text)
    if path is not None:
        print(path)


def _free(voice: str) -> Path:
    """A file of the voice's name that is not there yet: what was made before is there to be compared with."""
    path, number = Path(f"{voice}.wav"), 1
    while path.exists():
        number += 1
        path = Path(f"{voice}-{number}.wav")
    return path


@lexicon_app.command("export")
def export(
    output: Annotated[Path, typer.Argument(help="The PLS file to write.")],
    language: Language = "en",
    as_json: Json = False,
) -> None:
    """Write the lexicon of a language as W3C PLS."""
    from audiopress import script

    known = script.load_lexicon(workspace().lexicons(language))
    output.write_bytes(script.export_pls(known, language=language))
    if as_json:
        print_json({"file": str(output), "entries": len(known.heard())})
    else:
        print(output)


@lexicon_app.command("import")
def import_(
    source: Annotated[Path, typer.Argument(help="A PLS file.")],
    language: Language = "en",
    as_json: Json = False,
) -> None:
    """Add the entries of a W3C PLS file to the newsroom's lexicon; entries that are there already are left alone."""
    from audiopress.script import lexicon_files, pls

    try:
        found = pls.import_pls(source.read_bytes(), where=str(source))
    except OSError as error:
        raise ConfigError(
            f"cannot be read: {error.strerror}", where=str(source), hint="give a PLS file that you may read"
        ) from None
    path = _file(language, "")
    new = lexicon_files.add_all(path, found.entries)
    there = len(found.entries) - new
    if as_json:
        print_json({"file": str(path), "added": new, "there": there})
    else:
        print(f"{path}: {new} added, {there} there already")
