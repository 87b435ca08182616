"""What the commands print: articles in colour, tables, progress. Colour and progress on a terminal only."""

from __future__ import annotations

import dataclasses
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from audiopress.model import WAITING
from audiopress.times import clock

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from audiopress.corrections import Made
    from audiopress.model import Article, Dropped, LineLabel
    from audiopress.newsroom import Row

PALETTE = ("cyan", "magenta", "green", "yellow", "blue", "bright_red")
FOLDED = 24
"""Columns of a terminal that the last column of a table needs."""
LABEL = 12
"""Columns that the labels beside an article take."""
SHOWN = 60
"""Letters of a quote that stand beside its speaker."""
STAGES = {
    "read": "Reading",
    "episodes": "Making",
    "record": "Recording",
    "stitch": "Stitching",
    "publish": "Publishing",
    "download": "Fetching",
    "backup": "Backing up",
    "import": "Taking in",
}


def out(*, failures: bool = False) -> Console:
    """Standard output, or standard error for `failures`; colour only where it is a terminal."""
    from rich.console import Console

    class Paper(Console):
        """Leaves a closed pipe to the command, where rich ends the program by itself."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    stream = sys.stderr if failures else sys.stdout
    return Paper(stderr=failures, highlight=False, soft_wrap=not stream.isatty())


def aside(line: str) -> None:
    """A line for people beside a result: on standard error, so that what is piped stays the result alone."""
    print(line, file=sys.stderr)


def verdict(label: str, text: str, *, red: bool) -> None:
    """What is to be thought of something, in red where it is a warning; the word says it where there is no colour."""
    from rich.text import Text

    out().print(Text(f"{label}: "), Text(f"WARNING, {text}" if red else text, "bold red" if red else ""), sep="")


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A `progress(stage, done, total)`: bars on a terminal, nothing where output goes to a file or `quiet` is set."""
    if quiet or not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<11}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(STAGES.get(stage, stage), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield show


# ---- an article


def article(article: Article, *, why: bool) -> None:
    """The segmented article: what is headline, byline, lede, quote and whose, and what was dropped."""
    from rich.text import Text

    console = out()
    colours = _colours(article)
    _field(console, "kicker", article.kicker)
    _field(console, "headline", article.headline, "bold")
    _field(console, "byline", ", ".join(article.byline))
    _field(console, "dateline", article.dateline)
    _field(console, "published", article.published.isoformat(" ", "minutes") if article.published else "")
    _field(console, "updated", article.updated.isoformat(" ", "minutes") if article.updated else "")
    _field(console, "section", article.section)
    _field(console, "language", article.language)
    for caption in article.captions:
        _field(console, "caption", caption, "italic")
    lede_shown = False
    offset = 0
    for index, paragraph in enumerate(article.paragraphs):
        kind = article.kind(index)
        label = "" if kind == "text" else kind
        if kind == "text" and not lede_shown and paragraph == article.lede:
            label, lede_shown = "lede", True
        console.print()
        console.print(_beside(label, _paragraph(article, paragraph, offset, colours)))
        if why and index < len(article.labels):
            _field(console, "", _decided(article.labels[index]), "dim")
        offset += len(paragraph) + 1
    speakers = [Text(name or "?", colour) for name, colour in colours.items()]
    if speakers:
        console.print()
        console.print(_beside("voices", Text(", ").join(speakers)))
    if why:
        _attributed(console, article, colours)
    _dropped(console, article.dropped, why=why)


def dropped(lines: Sequence[Dropped]) -> None:
    """Every line of a page that gave no article, with its rule and score."""
    _dropped(out(), lines, why=True)


def _decided(labels: Sequence[LineLabel]) -> str:
    """The label that won, and those that lost: `newsletter (50) over text (5)`. A rule that holds twice is named once."""
    won, *lost = labels
    names = dict.fromkeys(str(one) for one in lost if one.name != won.name)
    return f"{won} over {', '.join(names)}" if names else str(won)


def _field(console: Console, label: str, value: str, style: str = "") -> None:
    from rich.text import Text

    if value:
        console.print(_beside(label, Text(value, style)))


def _beside(label: str, text: Text, *, width: int = LABEL) -> RenderableType:
    """A label and a text that keeps to the right of it on a terminal; one line of both elsewhere."""
    from rich.table import Table
    from rich.text import Text

    head = Text(label.rjust(width - 2) + "  ", "dim")
    if not sys.stdout.isatty():
        return Text.assemble(head, text)
    grid = Table.grid()
    grid.add_column(width=width)
    grid.add_column(overflow="fold")
    grid.add_row(head, text)
    return grid


def _colours(article: Article) -> dict[str | None, str]:
    speakers = dict.fromkeys(quote.speaker for quote in article.quotes if quote.voiced)
    return {speaker: PALETTE[index % len(PALETTE)] for index, speaker in enumerate(speakers)}


def _paragraph(article: Article, paragraph: str, offset: int, colours: dict[str | None, str]) -> Text:
    from rich.text import Text

    text = Text(paragraph)
    for quote in article.quotes:
        start, end = quote.start - offset, quote.end - offset
        if end <= 0 or start >= len(paragraph):
            continue
        style = colours[quote.speaker] if quote.voiced else "underline dim"
        text.stylize(style, max(0, start), min(len(paragraph), end))
    return text


def _attributed(console: Console, article: Article, colours: dict[str | None, str]) -> None:
    """Each quote with whose it is and how sure that is, those of the narrator included."""
    from rich.text import Text

    if article.quotes:
        console.print()
    for quote in article.quotes:
        whose = f"{quote.speaker} {quote.confidence:.2f}: " if quote.speaker else "nobody is named: "
        style = colours[quote.speaker] if quote.voiced else "yellow"
        words = textwrap.shorten(quote.text, SHOWN, placeholder=" …")
        console.print(_beside("voiced" if quote.voiced else "narrated", Text.assemble((whose, style), (words, "dim"))))


def _dropped(console: Console, lines: Sequence[Dropped], *, why: bool) -> None:
    from collections import Counter

    from rich.text import Text

    if not lines:
        return
    console.print()
    if not why:
        rules = Counter(line.rule for line in lines)
        told = ", ".join(f"{count} {rule}" for rule, count in rules.most_common())
        _field(
            console,
            "dropped",
            f"{len(lines)} {'line' if len(lines) == 1 else 'lines'}: {told}   (--why shows each)",
            "dim",
        )
        return
    for line in lines:
        number = "" if line.number is None else f"line {line.number}"
        score = "" if line.score is None else f" {line.score:+.1f}"
        rule = _decided(line.labels) if line.labels else line.rule
        console.print(_beside(number, Text.assemble((f"{rule}{score}: ", "red"), (line.line, "dim"))))


# ---- what was made


def made(results: Sequence[Made], *, public: str, feed_url: str, next_command: str = "") -> None:
    """What was made, where, how long, how loud; and the next command to try, where nobody else can listen yet."""
    from rich.text import Text

    console, failures = out(), out(failures=True)
    for one in results:
        if one.episode is None:
            failures.print(Text("failed     ", "red"), Text(one.title, "bold"), sep="")
            if one.error is not None:
                failures.print(Text(textwrap.indent(str(one.error), " " * 11)))
            continue
        episode = one.episode
        heard = episode.enclosure
        console.print(Text(f"{one.status:<11}", "green"), Text(episode.title, "bold"), sep="")
        console.print(Text(f"  episode  {episode.id}"))
        console.print(
            Text(
                f"  sound    {clock(heard.seconds)}, {heard.loudness:.1f} LUFS, peak {heard.true_peak:.1f} dBTP,"
                f" {heard.bytes / 1e6:.1f} MB; voices: {', '.join(episode.voices)}"
            )
        )
        console.print(Text(f"  file     {sound(episode.enclosure.path)}"))
        if one.recorded or one.reused:
            console.print(Text(f"  takes    {one.recorded} recorded, {one.reused} from the cache, {one.seconds:.1f} s"))
        if one.advice:
            console.print(Text(f"  changed  {one.advice}", "yellow"))
        if episode.state == "draft":
            console.print(Text(f"  draft    not in the feed yet: audiopress approve {episode.id}", "yellow"))
        if episode.state == "held":
            why = episode.history[-1].why if episode.history else ""
            told = f"not in the feed, {why}" if why else "not in the feed"
            console.print(Text(f"  held     {told}: audiopress approve {episode.id}", "yellow"))
    # Whoever waits for an editor is in no feed: there is nothing to listen to at its address.
    if any(one.episode and one.episode.state not in WAITING for one in results):
        console.print(Text(f"feed       {public}"))
        console.print(Text(f"           {feed_url}"))
        if next_command:
            console.print(
                Text("           on this machine only; base_url in audiopress.toml is for everybody else", "dim")
            )
            console.print(Text(f"next       {next_command}", "cyan"))


def table(
    title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], *, empty: str = "", figures: bool = False
) -> None:
    """A table on a terminal, tab-separated lines elsewhere; of no rows only the sentence `empty`, and for people.

    `figures` say nothing without the names of their columns, and keep them however narrow the terminal.
    Only the last column is folded: where the others leave it no room, each row becomes its first cell and, below it,
    the others. An episode's name that is broken over lines cannot be copied.
    """
    if not rows and empty:
        print(empty, file=sys.stderr)
        return
    if not sys.stdout.isatty():
        for row in rows:
            print("\t".join(row))
        return
    from rich.box import SIMPLE
    from rich.table import Table
    from rich.text import Text

    console = out()
    widest = [max((Text(row[at]).cell_len for row in [columns, *rows]), default=0) for at in range(len(columns))]
    if sum(widest[:-1]) + 3 * len(columns) + min(widest[-1], FOLDED) > console.width:
        console.print(Text(title, "italic"))
        for first, *others in rows:
            console.print(Text(first, "bold"), soft_wrap=True)
            named = zip(columns[1:] if figures else [""] * len(others), others, strict=True)
            told = " · ".join(f"{name} {cell}".strip() for name, cell in named if cell)
            console.print(_beside("", Text(told), width=2))
        return
    grid = Table(title=title, box=SIMPLE, title_justify="left", pad_edge=False)
    for column in columns[:-1]:
        grid.add_column(column, no_wrap=True)
    grid.add_column(columns[-1], overflow="fold")
    for row in rows:
        grid.add_row(*map(Text, row))  # as text: what stands in brackets is no markup
    console.print(grid)


def as_json(value: Any) -> Any:
    """A dataclass as plain JSON values."""
    return dataclasses.asdict(value)


def episodes(found: Sequence[Row], *, timezone: str) -> None:
    """One line an episode, the newest first; times are the newsroom's."""
    zone = ZoneInfo(timezone)
    rows = [
        (
            e.id,
            e.show,
            e.state,
            f"{e.published.astimezone(zone):%Y-%m-%d %H:%M %Z}",
            clock(e.seconds),
            f"r{e.revision}",
            e.title,
            sound(Path(e.file)),
        )
        for e in found
    ]
    columns = ("episode", "show", "state", "published", "length", "", "title", "sound")
    table("Episodes", columns, rows, empty="nothing has been made yet: audiopress make SHOW PAGE")


def sound(path: Path) -> str:
    """Where an episode's sound lies, as a player beside this command takes it; nothing once it is deleted."""
    if not path.is_file():
        return ""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
