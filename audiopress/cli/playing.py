"""listen: what an episode sounds like, measured; and parts of it, cut out and played."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from audiopress.cli import console
from audiopress.cli import json_answers as answers
from audiopress.cli.app import EpisodeId, Json, app, episode, press, print_json
from audiopress.errors import AudioError, UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audiopress.model import Episode, Segment
    from audiopress.press import Press

PANEL = "Words and sound"
PLAYERS: Final = (
    ("ffplay", ("-v", "error", "-nodisp", "-autoexit")),
    ("mpv", ("--no-video", "--really-quiet")),
    ("afplay", ()),
    ("cvlc", ("--quiet", "--play-and-exit")),
    ("pw-play", ()),
    ("paplay", ()),
    ("aplay", ("-q",)),
)
"""Programs that play a file and end, with what they are told before its name; the first one that is here is used."""
PLAIN: Final = frozenset({"pw-play", "paplay", "aplay"})
"""Those that play a WAV and not everything else."""
NARRATOR: Final = "narrator"
"""What the voice that nobody is quoted by goes by."""


@app.command(rich_help_panel=PANEL)
def listen(
    name: EpisodeId,
    play: Annotated[bool, typer.Option("--play", help="Play it, with the first player that is found here.")] = False,
    sentence: Annotated[
        str, typer.Option("--sentence", metavar="N|WORDS", help="Only this sentence: its number, or words of it.")
    ] = "",
    speaker: Annotated[
        str,
        typer.Option("--speaker", metavar="NAME", help="Only what this one says; `narrator` is the show's own voice."),
    ] = "",
    picture: Annotated[
        Path | None, typer.Option("--picture", "-o", help="Write the picture to this file, FILE.svg or FILE.png.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show an episode's sound: waveform, loudness over time, chapters, speakers, the loudness report.

    --play plays it. With --sentence or --speaker a part is cut out, and without --play its file is named.
    """
    if sentence and speaker:
        raise UsageError("a sentence or a speaker, not both", hint=f"audiopress listen {name} --sentence {sentence}")
    if picture is not None and (play or sentence or speaker):
        raise UsageError(
            "a picture is of the whole, and is not played", hint=f"audiopress listen {name} -o picture.svg"
        )
    at = press()
    found, _ = episode(at, name)
    if play or sentence or speaker:
        _part(at, found, sentence=sentence, speaker=speaker, play=play, as_json=as_json)
        return
    _report(at, found, picture, as_json=as_json)


def _report(at: Press, found: Episode, picture: Path | None, *, as_json: bool) -> None:
    from audiopress import stitch

    if picture is not None and picture.suffix.lower() not in {".svg", ".png"}:
        raise UsageError(
            f"a picture is FILE.svg or FILE.png, not {picture.name!r}", hint=f"-o {picture.stem or 'picture'}.svg"
        )
    report = stitch.report(found, ffmpeg=at.workspace.settings.ffmpeg)
    if picture is not None:
        svg = picture.suffix.lower() == ".svg"
        picture.write_bytes(stitch.picture(report).encode() if svg else stitch.png(report))
    if as_json:
        print_json({"episode": answers.episode(found, at.workspace), "report": console.as_json(report)})
        return
    if there := console.sound(found.enclosure.path):
        print(f"sound  {there}\n")
    print(stitch.terminal_picture(report, width=min(160, shutil.get_terminal_size().columns)), end="\n\n")
    columns = ("speaker", "voice", "length", "LUFS", "range (LU)", "true peak (dBTP)")
    console.table("Loudness", columns, stitch.table(report), figures=True)


# ---- parts of it


def _part(at: Press, found: Episode, *, sentence: str, speaker: str, play: bool, as_json: bool) -> None:
    """A part of the episode, or all of it: cut out where it must be, played where that is asked."""
    from audiopress import stitch

    player = _player() if play else None
    chosen = _chosen(found, sentence, speaker)
    sound, seconds = found.enclosure.path, found.enclosure.seconds
    cut = bool(sentence or speaker) or (player is not None and player[0] in PLAIN and sound.suffix != ".wav")
    if cut:
        part = f"sentence-{found.transcript.index(chosen[0]) + 1}" if sentence else "speaker" if speaker else "all"
        out = at.workspace.state / "clips" / f"{found.id}-{part}.wav"
        spans = [(one.start, one.end) for one in chosen] or [(0.0, seconds)]
        seconds = stitch.clip(sound, spans, out, ffmpeg=at.workspace.settings.ffmpeg)
        sound = out
    elif not sound.is_file():
        raise AudioError("there is no such audio file", where=str(sound), hint=f"audiopress correct {found.id}")
    if as_json:
        told = [one.body for one in chosen]
        print_json(
            {"episode": answers.episode(found, at.workspace), "file": str(sound), "seconds": round(seconds, 3)}
            | {"sentences": told, "played": play}
        )
    else:
        for one in chosen:
            print(f"{found.transcript.index(one) + 1}  {one.speaker or NARRATOR} ({one.voice}): {one.body}")
        print(f"sound  {console.sound(sound)}", flush=True)
    if player is not None:
        _play(player, sound)


def _chosen(found: Episode, sentence: str, speaker: str) -> Sequence[Segment]:
    """The sentences that are meant; none: the whole. Raises UsageError."""
    if speaker:
        names = list(dict.fromkeys(one.speaker or NARRATOR for one in found.transcript))
        name = next((one for one in names if one.casefold() == speaker.casefold()), None)
        if name is None:
            near = nearest(speaker, names)
            hint = f"did you mean {near!r}?" if near else f"heard are: {', '.join(names) or 'nobody'}"
            raise UsageError(f"nobody called {speaker!r} is heard in {found.id}", hint=hint)
        return [one for one in found.transcript if (one.speaker or NARRATOR) == name]
    if not sentence:
        return ()
    count = len(found.transcript)
    if sentence.isascii() and sentence.isdigit():
        number = int(sentence[:9])
        if not 1 <= number <= count:
            raise UsageError(f"{found.id} has sentences 1 to {count}, and no {sentence}", hint="or give words of it")
        return [found.transcript[number - 1]]
    said = [one for one in found.transcript if sentence.casefold() in one.body.casefold()]
    if not said:
        raise UsageError(f"no sentence of {found.id} has the words {sentence!r}", hint=f"or its number, 1 to {count}")
    return said[:1]


def _player() -> tuple[str, tuple[str, ...]]:
    """The first player that is here. Raises AudioError."""
    for name, words in PLAYERS:
        if shutil.which(name):
            return name, words
    raise AudioError(
        f"no program that plays sound is here: {', '.join(name for name, _ in PLAYERS)}",
        hint="install one of them, or leave out --play and open the file that is named",
    )


def _play(player: tuple[str, tuple[str, ...]], sound: Path) -> None:
    name, words = player
    done = subprocess.run([name, *words, str(sound)], check=False, stdin=subprocess.DEVNULL, capture_output=True)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").split("\n")
        last = next((line.strip() for line in reversed(said) if line.strip()), f"exit code {done.returncode}")
        raise AudioError(f"{name} could not play it: {last}", where=str(sound), hint="is there a loudspeaker here?")
